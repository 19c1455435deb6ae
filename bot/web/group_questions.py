"""The open questions of a group, as one of its members sees them on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.commands.group.help_requests import title_in
from bot.commands.group.here import Here
from bot.nudges.group.names import Names
from bot.nudges.kinds.help_requests import offering, unquoted
from bot.store import HelpRequest, Membership
from bot.store.post_names import untraced
from bot.texts import pages_group as texts

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what, and the line that offers help; none to who asks."""

    head: Markup
    answers: Sequence[Button]


async def questions(context: Context, now: Here, me: Membership, names: Names) -> list[Question]:
    """The oldest first, of those whom the group hears by ``names``; without their words where an admin took those away."""
    waiting = await context.store.helping.open([now.group.id])
    heard = [one for one in waiting if one.account_id in names][:MOST_SHOWN]
    silent = await unquoted(context.store, now.group.id, context.now) if heard else frozenset()
    return [_question(now, me, one, names[one.account_id], is_quoted=one.id not in silent) for one in heard]


def _question(now: Here, me: Membership, one: HelpRequest, name: str, *, is_quoted: bool) -> Question:
    words = " ".join(one.question.split()) if is_quoted else ""
    head = texts.asks(name, title_in(now.roadmap, one.topic), words)
    return Question(untraced(head), () if one.account_id == me.account_id else offering(one))
