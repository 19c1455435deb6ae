"""A meeting that is to come: one post that asks who is in and tells of all that changes, and what those hear directly who are in."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, Style, also_asking
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.direct import reached_by
from bot.nudges.group.meetings import BEFORE, MOVED, NO_PLACE, OFF, OVER, SOON, asks_at, topic_of
from bot.nudges.group.names import Names, names_in, people
from bot.nudges.group.order import is_back
from bot.nudges.kinds.scenes import Scene, ToChat, ToGroup
from bot.reasons import Reason
from bot.store import Attendance, Group, Meeting, NudgeKind, NudgeState, Outcome
from bot.texts import focus as focus_texts
from bot.texts import group_labels
from bot.texts import meetings as texts
from bot.texts import rounds as round_texts
from bot.texts.group import this_group
from bot.texts.names import chat_called
from bot.texts.phrases import clock, moment, paragraphs, weekday
from roadmap.group.rounds import FOCUS, PATIENCE, PAUSE, USUAL
from roadmap.names import reference


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The post, or what it reads now; where its thread is gone, anew where the group lives now, as long as there is something to say to
    it. Nothing where it was called off, or is over, before it stood."""
    meeting = scene.at_hand.meetings.get(scene.nudge.subject or 0)
    if meeting is None:
        return scene.skip(Reason.CALLED_OFF)
    if scene.roadmap is None and meeting.called_off_at is None:
        return scene.skip(Reason.NO_ROADMAP)
    asks = scene.nudge.period == f"{meeting.id}" or is_back(scene.nudge.period)
    if scene.now < asks_at(meeting) and not asks:
        return scene.skip(Reason.NOT_YET)
    first = await scene.store.posts.leading(scene.group.id, NudgeKind.MEETING, meeting.id, scene.now)
    if first is None or first.id == scene.nudge.id:
        return await _first(scene, meeting)
    if scene.is_under_way(first):
        return scene.again()
    if not first.message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    is_there = first.thread_id in {None, scene.group.thread_id}
    last = None if is_there else await scene.store.posts.last_of(scene.group.id, NudgeKind.MEETING, meeting.id)
    standing, reply = last or first, await _reply(scene, meeting, is_last=meeting.id in scene.at_hand.last_calls)
    if standing.thread_id in {None, scene.group.thread_id}:
        return await scene.edit(standing.message_id, standing.thread_id, reply)
    if not meeting.is_to_come(scene.now):
        return scene.skip(Reason.ROOM_GONE)
    if await scene.store.posts.is_changing(scene.group.id, standing, behind=scene.nudge):
        return scene.again()
    return await scene.post(reply)


async def _first(scene: ToGroup, meeting: Meeting) -> Errand | Outcome:
    if not (meeting.is_to_come(scene.now) or is_back(scene.nudge.period)):
        return scene.skip(Reason.CALLED_OFF if meeting.called_off_at else Reason.TOO_LATE)
    if scene.now < (asked_at := asks_at(meeting)):  # what waits for a group that took no posts is looked at too soon
        return Outcome(scene.nudge, NudgeState.DUE, due_at=asked_at)
    is_asked = meeting.is_to_come(scene.now)
    is_last = meeting.id in (scene.at_hand.deserted if is_asked else scene.at_hand.last_calls)
    why = Reason.LAST_CALL if is_asked and is_last and not scene.at_hand.who[meeting.id] else ""
    return await scene.post(await _reply(scene, meeting, is_last=is_last), why=why)


async def _reply(scene: ToGroup, meeting: Meeting, *, is_last: bool) -> Reply:
    names = scene.at_hand.heard[scene.group.id]
    who = scene.at_hand.who[meeting.id]
    present = [one.account_id for one in who if one.account_id in names]
    is_last = is_last and not who
    ends = meeting.weekly and (meeting.called_off_at or (is_last and not meeting.is_to_come(scene.now)))
    is_ended = bool(ends) and not await scene.store.meetings.is_followed(meeting.id)
    head = texts.proposed(
        names.get(meeting.account_id or 0, ""),
        when(scene, scene.group, meeting),
        texts.about(topic_of(scene.roadmap, meeting.topic), meeting.round),
        weekly=meeting.weekly and not is_ended,
        is_next=meeting.is_to_come(scene.now),
        ended=is_ended and not meeting.called_off_at,
    )
    is_in = texts.who_is_in([Markup.escape(names[one]) for one in present])
    if meeting.called_off_at:
        return Reply(text=paragraphs(head, texts.called_off(for_good=is_ended)))
    if not meeting.is_to_come(scene.now):
        over = texts.nobody_came_at_last(_line_again(scene, meeting)) if is_ended else _begun(present)
        return Reply(text=paragraphs(head, is_in if present else None, over))
    if is_last:
        return Reply(text=paragraphs(head, texts.last_call(PATIENCE)), buttons=buttons(meeting, scene.now))
    named = await _cannot_write(scene, meeting, present, names)
    return Reply(text=paragraphs(head, is_in, named), buttons=buttons(meeting, scene.now))


def _begun(present: Sequence[int]) -> Markup:
    return texts.has_begun() if present else texts.nobody_came()


def _line_again(scene: ToGroup, meeting: Meeting) -> str:
    """What is typed to call it again, as long, in such blocks and on that topic."""
    usual = meeting.usual_at.astimezone(scene.group.zone_or(scene.default_zone))
    topic = scene.roadmap.by_slug.get(meeting.topic) if scene.roadmap else None
    said = [
        f"/meet every {weekday(usual.weekday()).casefold()} {clock(usual.time())}",
        f"{meeting.minutes}m" if meeting.minutes != USUAL else "",
        f"{meeting.focus}/{meeting.pause}" if (meeting.focus, meeting.pause) != (FOCUS, PAUSE) else "",
        reference(topic) if topic else "",
    ]
    return " ".join(filter(None, said))


async def _cannot_write(scene: ToGroup, meeting: Meeting, present: Sequence[int], names: Names) -> Markup | None:
    """Within the last minutes those who are in and whom no letter reaches."""
    if scene.now < meeting.starts_at - BEFORE:
        return None
    found_by = await reached_by(scene.store, await scene.store.learners.by_ids(present)) if present else {}
    unreached = [one for one in present if one not in found_by]
    found = await people(scene.store, [names[one] for one in unreached])
    return texts.cannot_write([Markup.escape(one) for one in found]) if found else None


def buttons(meeting: Meeting, now: datetime) -> tuple[Button, ...]:
    """What anybody may say to one that is to come."""
    if not meeting.is_to_come(now):
        return ()
    return (
        Button(group_labels.im_in(), f"/meet in {meeting.id}", Style.MAIN),
        Button(group_labels.not_this_time(), f"/meet out {meeting.id}"),
    )


def when(scene: Scene, group: Group, meeting: Meeting) -> Markup:
    """Its moment, in each reader's own zone where their platform can show that."""
    return moment_of(meeting.starts_at, group, scene.now, scene.default_zone)


def _when_for(scene: ToChat, meeting: Meeting) -> Markup:
    """Its moment in the zone of who is told."""
    zone = scene.contact.learner.zone_or(scene.default_zone)
    return moment(meeting.starts_at, zone, scene.now.astimezone(zone).date())


def moment_of(starts_at: datetime, group: Group, now: datetime, default_zone: str) -> Markup:
    """A moment by the zone of a group, which is named."""
    zone = group.zone_or(default_zone)
    return moment(starts_at, zone, now.astimezone(zone).date(), named=True, is_ahead=starts_at > now)


async def summons(scene: ToChat) -> Errand | Outcome:
    """What one who is in hears: that it begins soon, is moved or called off, and what the group cannot be told any more. Nothing where
    something else is so by now."""
    _, what, stamp, *changes = scene.nudge.period.split(".")
    meeting = await scene.store.meetings.find(scene.nudge.subject or 0)
    is_late = meeting is None or (what in {SOON, MOVED, OFF} and scene.now >= meeting.starts_at)
    if meeting is None or is_late:
        return scene.skip(Reason.TOO_LATE)
    stands = stamp == f"{meeting.starts_at.timestamp():.0f}"
    # Filed by an earlier version, a move counts no changes, and has the moment that it moves to.
    was_then = what == MOVED and bool(changes)
    if stands is was_then:
        return scene.skip(Reason.NOTHING_NEW if stands else Reason.TOO_LATE)
    if (meeting.called_off_at is not None) is not (what == OFF):
        return scene.skip(Reason.CALLED_OFF)
    mine = {
        one.id for one in (await scene.store.learners.accounts([scene.contact.learner.id]))[scene.contact.learner.id]
    }
    present = await scene.store.meetings.who(meeting.id)
    who = [one.account_id for one in present]
    me = next((one for one in present if one.account_id in mine), None)
    if me is None:
        return scene.skip(Reason.NOT_IN)
    group = (await scene.store.groups.by_ids([meeting.group_id]))[meeting.group_id]
    roadmap = (await find_roadmaps(scene.store, [group.roadmap or ""])).get(group.roadmap or "")
    if roadmap is None and what not in {OFF, OVER}:
        return scene.skip(Reason.NO_ROADMAP)
    title, at = (
        title_of(group, roadmap) if roadmap else chat_called(group.title, this_group()),
        _when_for(scene, meeting),
    )
    about = texts.about(topic_of(roadmap, meeting.topic), meeting.round)
    if what == OFF:
        return await scene.letter(Reply(text=texts.called_off_for_you(at, title)))
    if what == OVER:
        return await _over(scene, meeting, me, topic_of(roadmap, meeting.topic), title)
    if what == NO_PLACE or group.gone_at:
        return await scene.letter(Reply(text=texts.no_place(at, title)))
    if what == MOVED:
        return await scene.letter(Reply(text=texts.moved(at, about, title)))
    names = await names_in(scene.store, group.id)
    others = [Markup.escape(names[one]) for one in who if one not in mine and one in names]
    return await scene.letter(Reply(text=texts.soon(at, about, others, title)))


async def _over(scene: ToChat, meeting: Meeting, me: Attendance, topic: str, title: str) -> Errand | Outcome:
    """The question at the end, to one alone, who may log what it was."""
    minutes = meeting.round.studied(max(0, meeting.offset(me.since)), meeting.offset(meeting.ends_at))
    if me.outcome or not minutes:
        return scene.skip(Reason.SETTLED_ALREADY)
    is_theirs = scene.contact.enrolment is not None and topic
    about = f" #{meeting.topic}" if is_theirs else ""
    log = Button(focus_texts.all_of_it(minutes), f"/log {minutes}m{about}", Style.MAIN)
    return await scene.letter(Reply(text=round_texts.over_for_you(topic, minutes, title), buttons=also_asking(log)))
