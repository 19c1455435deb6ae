"""A round: one post at its moment, that tells who is in and what they will do, and at the end asks how far everybody got."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.chat.reply import Button, Reply, Style
from bot.nudges.errands import Errand
from bot.nudges.group.meetings import ASKED_FOR, is_enough, is_last, last_period, topic_of
from bot.nudges.group.names import Names
from bot.nudges.group.order import is_back
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Attendance, Meeting, NudgeKind, NudgeState, Outcome
from bot.store.post_names import Said
from bot.store.posts import StandingPost
from bot.texts import group_labels
from bot.texts import rounds as texts
from bot.texts.phrases import clock_of, shortened

LONGEST_SHOWN = 80
"""Characters of what somebody will do: all of a round stands in one message."""


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The post, or what it reads now. Where it is gone, together with its thread or alone, the question at the end is a post of its
    own."""
    meeting = scene.at_hand.meetings.get(scene.nudge.subject or 0)
    if meeting is None or meeting.called_off_at:
        return scene.skip(Reason.CALLED_OFF)
    asks = is_last(scene.nudge.period)
    if asks and scene.nudge.period != last_period(meeting):
        return scene.skip(Reason.CALLED_OFF)  # it was ended before
    if asks and scene.now < meeting.ends_at:
        return Outcome(scene.nudge, NudgeState.DUE, due_at=meeting.ends_at)
    # Once a hidden round is shown again, the row that asks at its end is an older one than that of its post.
    first = await scene.store.posts.leading(scene.group.id, NudgeKind.ROUND, meeting.id, scene.now)
    is_own = first is None or first.id == scene.nudge.id
    if is_own and not asks:
        return await _first(scene, meeting)
    if not is_own and scene.is_under_way(first):
        return scene.again()
    standing = await scene.store.posts.last_of(scene.group.id, NudgeKind.ROUND, meeting.id)
    if standing is None:
        return await _first(scene, meeting)  # nobody was in at its moment, and somebody is by now
    if is_enough(scene.nudge.period) and not await _asks_still(scene, standing):
        return scene.skip(Reason.NOTHING_NEW)
    if not _is_gone(scene, standing):
        return await scene.edit(standing.message_id, standing.thread_id, _reply(scene, meeting))
    return await scene.post(_reply(scene, meeting)) if asks else scene.skip(Reason.MESSAGE_GONE)


async def _asks_still(scene: ToGroup, post: StandingPost) -> bool:
    reads = await scene.store.posts.standing(scene.group.id, post.message_id)
    return reads is not None and still_asks(reads)


def still_asks(text: Markup) -> bool:
    """Whether a post that reads so asks how far everybody got."""
    return text.endswith(texts.how_far())


def _is_gone(scene: ToGroup, standing: StandingPost) -> bool:
    """Whether it is known that nothing of the post is left."""
    return scene.nudge.reason == Reason.MESSAGE_GONE or standing.thread_id not in {None, scene.group.thread_id}


async def _first(scene: ToGroup, meeting: Meeting) -> Errand | Outcome:
    if scene.now < meeting.starts_at:  # what waits for a group that took no posts is looked at too soon
        return Outcome(scene.nudge, NudgeState.DUE, due_at=meeting.starts_at)
    if not (meeting.is_on(scene.now) or is_back(scene.nudge.period)):
        return scene.skip(Reason.TOO_LATE)
    return await scene.post(_reply(scene, meeting)) if _who(scene, meeting) else scene.skip(Reason.NOBODY_IN)


def _who(scene: ToGroup, meeting: Meeting) -> list[Attendance]:
    """Who is in, of those of whom the group hears."""
    return [one for one in scene.at_hand.who[meeting.id] if one.account_id in scene.at_hand.heard[scene.group.id]]


def _reply(scene: ToGroup, meeting: Meeting) -> Reply:
    names = scene.at_hand.heard[scene.group.id]
    topic, places = topic_of(scene.roadmap, meeting.topic), _places(meeting, _who(scene, meeting), names)
    asks = _asks(scene, meeting)
    if meeting.is_on(scene.now):
        text = texts.on(_head(meeting, topic, names), _times(scene, meeting), places)
    else:
        text = texts.over(topic, meeting.round.studied(0, meeting.offset(meeting.ends_at)), places, asks=asks)
    return Reply(text=text, buttons=buttons(meeting, scene.now, asks=asks))


def _asks(scene: ToGroup, meeting: Meeting) -> bool:
    """Whether a round that is over has somebody to ask still: not where all have answered, or were asked for long enough."""
    is_late = not is_last(scene.nudge.period) and scene.now >= meeting.ends_at + ASKED_FOR
    return not is_late and not all(one.outcome for one in _who(scene, meeting))


def _head(meeting: Meeting, topic: str, names: Names) -> Markup:
    by = names.get(meeting.account_id or 0) if meeting.at_once else None
    if by:
        return texts.begun_by(by, topic, meeting.minutes)
    return texts.begun(topic, meeting.minutes)


def _times(scene: ToGroup, meeting: Meeting) -> Markup:
    zone = scene.group.zone_or(scene.default_zone)
    moments = [
        [clock_of(meeting.starts_at + timedelta(minutes=at), zone) for at in one] for one in meeting.round.blocks
    ]
    return texts.blocks([(start, end) for start, end in moments])


def _places(meeting: Meeting, who: Sequence[Attendance], names: Names) -> list[texts.Place]:
    """Everybody who is in, with what they say."""
    return [
        texts.Place(Markup.escape(names[one.account_id]), planned(meeting.id, one) if one.plan else "", one.outcome)
        for one in who
    ]


def planned(meeting_id: int, who: Attendance) -> Said:
    """What somebody says they will do: it goes with their name, and when the round is hidden."""
    return Said.by(shortened(who.plan, LONGEST_SHOWN), who.account_id, NudgeKind.ROUND.value, meeting_id)


def buttons(meeting: Meeting, now: datetime, *, asks: bool) -> tuple[Button, ...]:
    """What anybody may say to a round that is on, and to one that is over and ``asks`` still."""
    if meeting.is_on(now):
        return _while_on(meeting)
    return _how_far(meeting) if asks else ()


def _while_on(meeting: Meeting) -> tuple[Button, ...]:
    """To end it is for who called it, and for admins."""
    return (
        Button(group_labels.im_in(), f"/meet in {meeting.id}", Style.MAIN),
        Button(group_labels.what_i_do(), f"/meet will {meeting.id}"),
        Button(group_labels.end_it(), f"/meet end {meeting.id}"),
    )


def _how_far(meeting: Meeting) -> tuple[Button, ...]:
    return (
        Button(group_labels.done(), f"/meet done {meeting.id}", Style.MAIN),
        Button(group_labels.partly(), f"/meet partly {meeting.id}"),
    )
