"""A meeting as an event on its platform, where there are such: planned, moved with it, and dropped when it is called off. A deed,
not a message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.platform import DropEvent, PlanEvent
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.meetings import topic_of
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Meeting, NudgeKind, Outcome, Store
from bot.texts import meetings as texts
from bot.texts.group import this_group
from bot.texts.names import chat_called


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The event as the meeting is by now: none where it was called off, or what called it is hidden. Nothing where it has begun, or there
    was none."""
    meeting = scene.at_hand.meetings.get(scene.nudge.subject or 0)
    server = scene.group.server_id
    if meeting is None or server is None or meeting.starts_at <= scene.now:
        return scene.skip(Reason.TOO_LATE)
    first = await scene.store.posts.first_of(scene.group.id, NudgeKind.EVENT, meeting.id)
    if first and first.id != scene.nudge.id and scene.is_under_way(first):
        return scene.again()
    is_hidden = (scene.group.id, NudgeKind.MEETING.value, meeting.id) in scene.at_hand.hidden
    if meeting.called_off_at or is_hidden:
        if meeting.event_id is None:
            return scene.skip(Reason.HIDDEN if is_hidden else Reason.CALLED_OFF)
        return Errand(DropEvent(scene.group.chat_id, server, meeting.event_id), Planned(meeting.id, is_there=False))
    return Errand(_planned(scene, meeting, server), Planned(meeting.id))


def _planned(scene: ToGroup, meeting: Meeting, server: str) -> PlanEvent:
    roadmap = scene.roadmap
    title = title_of(scene.group, roadmap) if roadmap else chat_called(scene.group.title, this_group())
    return PlanEvent(
        scene.group.chat_id,
        server,
        meeting.event_id,
        texts.event(title, topic_of(roadmap, meeting.topic)),
        meeting.starts_at,
        meeting.starts_at + timedelta(minutes=meeting.minutes),
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """The event is there, or is there no more."""

    meeting_id: int
    is_there: bool = True

    async def keep(self, store: Store, made: str, _now: datetime) -> None:
        await store.meetings.has_event(self.meeting_id, made if self.is_there else None)
