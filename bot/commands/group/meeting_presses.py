"""What is said of a meeting that is called: who is in, what they will do, and how far they got."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.facts import tell, told_beside
from bot.commands.group.here import aside, here, in_passing, member
from bot.commands.group.meeting_form import plan_form
from bot.commands.log_shown import entry_of
from bot.errors import Expired
from bot.nudges.group.meetings import changed, summoned
from bot.nudges.group.rounds import followed
from bot.store import Attendance, Group, Meeting, Membership, NudgeKind
from bot.texts import log as log_texts
from bot.texts import meetings as texts
from bot.texts import rounds as round_texts
from bot.texts.phrases import shortened
from roadmap.facts import Fact, Kind
from roadmap.group.rounds import LONGEST_PLAN
from roadmap.model import Roadmap, Topic
from roadmap.names import folded
from roadmap.week import week_of

IN, OUT, WILL = "in", "out", "will"
OUTCOMES = (round_texts.DONE, round_texts.PARTLY)
MOST_DIGITS = 9


async def pressed(context: Context, said: str) -> Reply | None:
    """What a button types, or a line below a post; None for any other line. Raises Expired for a meeting of another group."""
    word, number, *line = said.split(maxsplit=2) if len(said.split()) > 1 else ("", "")
    if not (number.isdecimal() and len(number) <= MOST_DIGITS) or word not in {IN, OUT, WILL, *OUTCOMES}:
        return None
    if line and word != WILL:
        return None
    meeting = await meeting_here(context, int(number))
    is_heard = word in {IN, WILL}  # who is muted says nothing new, but takes back and keeps what is theirs
    me = await member(context, (await here(context)).group, is_heard=is_heard)
    match word:
        case "in" | "out":
            return await _comes(context, meeting, me, is_in=word == IN)
        case "will":
            return await _will(context, meeting, me, line[0] if line else "")
    return await _told(context, meeting, me, word)


async def meeting_here(context: Context, number: int) -> Meeting:
    """The meeting of that number. Raises NoGroupHere, and Expired for one that is not this group's."""
    now = await here(context)
    meeting = await context.store.meetings.find(number)
    if meeting is None or meeting.group_id != now.group.id:
        raise Expired
    return meeting


async def comes(context: Context, group: Group, meeting: Meeting, me: Membership, *, is_in: bool) -> None:
    """A member is in, or not; the post says so."""
    if await context.store.meetings.come(meeting.id, me.account_id, context.now, is_in=is_in):
        await _post_changes(context, group, meeting)


async def _comes(context: Context, meeting: Meeting, me: Membership, *, is_in: bool) -> Reply:
    is_on = meeting.is_on(context.now)
    if not (is_on or meeting.is_to_come(context.now)):
        return aside(texts.over_already())
    await comes(context, (await here(context)).group, meeting, me, is_in=is_in)
    if not is_in:
        return in_passing(texts.out_now())
    if is_on:
        return replace(in_passing(round_texts.joined_in()), form=plan_form(meeting))
    await summoned(context.store, meeting, [me.account_id], context.now)
    return in_passing(texts.in_now())


async def _will(context: Context, meeting: Meeting, me: Membership, line: str) -> Reply:
    if not (meeting.is_on(context.now) or meeting.is_to_come(context.now)):
        return aside(texts.over_already())
    if not line:
        return replace(in_passing(round_texts.say_it()), form=plan_form(meeting))
    if len(line) > LONGEST_PLAN:
        return aside(round_texts.plan_too_long(LONGEST_PLAN))
    await will_do(context, (await here(context)).group, meeting, me, line)
    return in_passing(round_texts.plan_noted())


async def will_do(context: Context, group: Group, meeting: Meeting, me: Membership, line: str) -> None:
    """A member is in, and will do this; the post says so."""
    await context.store.meetings.plan(meeting.id, me.account_id, line, context.now)
    await _post_changes(context, group, meeting)


async def _post_changes(context: Context, group: Group, meeting: Meeting) -> None:
    kind = NudgeKind.MEETING if meeting.is_to_come(context.now) else NudgeKind.ROUND
    now_told = await context.store.meetings.change(meeting.id)
    await changed(context.store, group, now_told, kind, context.now)
    if meeting.weekly and meeting.is_on(context.now) and not await context.store.meetings.is_followed(meeting.id):
        await _kept_up(context, group, now_told)


async def _kept_up(context: Context, group: Group, meeting: Meeting) -> None:
    """Whoever comes late to a last call keeps it up, though its post says that it is the end of it."""
    made = await followed(context.store, {group.id: group}, [meeting], context.now, context.default_zone)
    if made:
        await changed(context.store, group, meeting, NudgeKind.MEETING, context.now)


async def _told(context: Context, meeting: Meeting, me: Membership, outcome: str) -> Reply:
    """How far the speaker got. The minutes of focus since they came are kept, once, as those of a focus are."""
    who = await context.store.meetings.who(meeting.id)
    mine = next((one for one in who if one.account_id == me.account_id), None)
    if meeting.is_to_come(context.now) or meeting.is_on(context.now):
        return aside(round_texts.still_on())
    if mine is None:
        return aside(round_texts.not_in())
    is_new = await context.store.meetings.tell(meeting.id, me.account_id, outcome)
    group = (await here(context)).group
    if mine.outcome != outcome:
        await _post_changes(context, group, meeting)
    if not is_new:
        return in_passing(round_texts.told_before())
    minutes = meeting.round.studied(max(0, meeting.offset(mine.since)), meeting.offset(meeting.ends_at))
    return await _kept(context, group, meeting, mine, minutes) if minutes else in_passing(round_texts.no_minutes())


async def _kept(context: Context, group: Group, meeting: Meeting, mine: Attendance, minutes: int) -> Reply:
    ours = await _on_its_roadmap(context, group)
    day, own = meeting.starts_at.astimezone(context.zone).date(), _own_topic(ours.roadmap, meeting, mine)
    is_here = ours.roadmap.slug == group.roadmap and meeting.topic in ours.roadmap.by_slug
    topic, note = (own, "") if own else (meeting.topic if is_here else "", mine.plan)
    fact = Fact(kind=Kind.CHECKED_IN, day=day, topic=topic, minutes=minutes, note=note)
    undo = (await tell(context, [fact])).undo if ours is context else await told_beside(ours, [fact])
    progress = await ours.progress()
    week = week_of(progress, await ours.events(), context.today)
    text = log_texts.checked_in(await entry_of(ours, fact), week.minutes, progress.weekly_minutes, context.today)
    return Reply(text=text, buttons=(undo,), private=True)


def plan_on(topic: Topic) -> str:
    """What somebody will do who is on a topic: its title, as far as there is room for it."""
    return shortened(topic.title, LONGEST_PLAN)


def _own_topic(roadmap: Roadmap, meeting: Meeting, mine: Attendance) -> str:
    """The slug of what somebody is on in a round where each is on their own topic, if what they said is the title of one, and of no
    other."""
    said = folded(mine.plan)
    found = [] if meeting.topic else [one.slug for one in roadmap.topics if folded(plan_on(one)) == said]
    return found[0] if len(found) == 1 else ""


async def _on_its_roadmap(context: Context, group: Group) -> Context:
    """The same with the roadmap of the group under way, where the speaker is on that beside another."""
    if context.contact is None or context.roadmap.slug == group.roadmap:
        return context
    enrolments = await context.store.learners.enrolments(context.contact.learner.id)
    found = next((one for one in enrolments if one.roadmap == group.roadmap), None)
    if found is None:
        return context
    return replace(context, contact=replace(context.contact, enrolment=found), roadmap=(await here(context)).roadmap)
