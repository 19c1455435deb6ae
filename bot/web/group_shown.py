"""What a group's page shows, within bounds whatever the size of the group: in a large one nobody's facts are read for it, and nobody
is named but by the board that is pinned there."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.web.group_alike import Alike, GoalShown
from bot.web.group_meetings import Calling, Coming, calling, coming
from bot.web.group_questions import Question, questions
from bot.web.group_wishes import Wishes, wishes
from bot.web.joined import Joined
from roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the page, see Alike."""

    title: str
    roadmap: str
    members: int
    board: Markup | None
    goal: GoalShown | None
    dates: Plan | None
    meetings: Sequence[Coming]
    call: Calling
    digests: Sequence[tuple[str, Markup]]
    questions: Sequence[Question]
    leads: bool
    wishes: Wishes


async def shown(there: Joined, alike: Alike) -> Shown:
    """The page of a group for one of its members, with what it shows to all of them. What it asks of the database is the same few
    statements for any group."""
    context, now = there.context, there.now
    return Shown(
        now.title,
        now.roadmap.title,
        alike.members,
        alike.board,
        alike.goal,
        alike.dates,
        await coming(context, now, there.me, alike.names),
        calling(context, now),
        alike.digests,
        await questions(context, now, there.me, alike.names or {}),
        there.leads,
        wishes(there.me),
    )
