"""PURE: what can be told afterwards of one learner's story: what was to come when, and whether what did not come had its
reason."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from simulation.record import Attempt, Era, LedgerRow, Record, Story
from simulation.wall import after_quiet, instant, occurrences, wall, week

SETTLING = timedelta(days=3)
ROUND = timedelta(days=8)
"""In which every weekly moment comes at least once, whatever the clock does."""

SHELF_LIFE = timedelta(days=2)
MINUTE = timedelta(minutes=1)
LONGEST_BACK_OFF = timedelta(hours=1)
"""How long the tries of a nudge may take together, or nearly."""

FAREWELL = "my last weekly nudge"
BLOCKED = "blocked"


def blocked_tries(story: Story) -> list[Attempt]:
    return [attempt for attempt in story.attempts if attempt.fault == BLOCKED]


def farewells(story: Story) -> list[Attempt]:
    return [attempt for attempt in story.attempts if attempt.arrived and not attempt.fault and FAREWELL in attempt.text]


def spoke(story: Story, after: datetime, until: datetime) -> bool:
    return any(after <= heard.handled_at <= until for heard in story.heard)


def expected(story: Story, record: Record) -> Iterator[tuple[Era, datetime]]:
    """Each weekly nudge that a learner may expect, with the settings that make it due; the farewell has its own law."""
    ends = [*(era.said_at for era in story.eras), record.end][1:]
    for era, end in zip(story.eras, ends, strict=False):
        if era.enrolled_at is None or era.finished or not era.on:
            continue
        after = max(era.said_at, era.enrolled_at + SETTLING)
        moments = occurrences(era.weekday, era.at, era.zone, after, end) if after < end else []
        due = [moment for moment in moments if not era.paused_at(moment) and not _is_blocked(story, moment)]
        yield from ((era, moment) for moment in due)


def _is_blocked(story: Story, moment: datetime) -> bool:
    """Whether the learner has blocked the bot, or has not been heard again since, so that it does not know better."""
    return any(block.start <= moment and not _came_back(story, block.end, moment) for block in story.blocks)


def _came_back(story: Story, end: datetime | None, moment: datetime) -> bool:
    return end is not None and any(end <= heard.said_at < moment for heard in story.heard)


def snoozed_over(story: Story, due: datetime, record: Record) -> bool:
    """Whether a snooze said before this nudge could be sent stands in its place."""
    return any(snoozed.said_at <= record.up(due) and due <= snoozed.due_at for snoozed in story.snoozed)


def told(story: Story, era: Era) -> bool:
    rows = [row for row in story.rows if row.kind == "weekly" and row.due_at > era.said_at]
    return bool(farewells(story)) or any(row.state in {"failed", "skipped", "unreachable"} for row in rows)


def justified(story: Story, row: LedgerRow, record: Record) -> bool:
    """Whether the reason held at the moment the nudge could first have been sent, or later until quiet hours ended."""
    looked = _released(story, row, record)
    eras = [era for era in story.eras if looked - SHELF_LIFE <= era.handled_at <= looked + SHELF_LIFE]
    eras += [era for era in (story.handled_by(looked), story.handled_by(looked + MINUTE)) if era]
    match row.reason:
        case "too late":
            return looked + LONGEST_BACK_OFF >= row.first_due_at + SHELF_LIFE
        case "paused":
            return any(era.paused_at(looked + span) for era in eras for span in (MINUTE, SHELF_LIFE))
        case "nudges are off":
            return any(not era.on for era in eras)
        case "once a month while nothing is told" | "quiet until they write":
            return not _has_studied(story, looked)
        case "finished":
            return any(era.finished for era in eras)
        case "not tried":
            return any(attempt.at <= looked + SHELF_LIFE for attempt in blocked_tries(story))
    return False


STUDY_WORDS = ("/done", "/begin", "/checkin", "/start")
TAKEN_BACK = ("check-in", "begun", "completed")
LONG_SILENCE = timedelta(weeks=3)


def _has_studied(story: Story, moment: datetime) -> bool:
    """Whether anything that makes a study day was said in the three weeks before, and not taken back by then."""
    said: list[datetime] = []
    for heard in story.heard:
        if heard.handled_at >= moment:
            break
        if heard.line.startswith(STUDY_WORDS):
            said.append(heard.handled_at)
        elif heard.answer.startswith("↩ Taken back") and said and any(word in heard.answer for word in TAKEN_BACK):
            said.pop()
    return any(moment - LONG_SILENCE <= at for at in said)


def _released(story: Story, row: LedgerRow, record: Record) -> datetime:
    """From when on neither downtime nor quiet hours, one after the other, kept a nudge back: those that the bot knew
    when it looked, or a minute later, for it may learn of others as it wakes."""
    return max(_out_of_the_way(story, row.first_due_at, record, spare) for spare in (timedelta(0), MINUTE))


def _out_of_the_way(story: Story, moment: datetime, record: Record, spare: timedelta) -> datetime:
    for _ in range(3):
        moment = record.up(moment)
        era = story.handled_by(moment + spare)
        moment = after_quiet(moment, era.quiet, era.zone) if era else moment
    return moment


def is_the_hour_of(era: Era, due: datetime) -> bool:
    day = wall(due, era.zone).date()
    nearby = (day - timedelta(days=1), day)  # after a gap at midnight the first moment is on the next day
    return any(instant(one, era.at, era.zone) == due and one.weekday() == era.weekday for one in nearby)


def is_made_up_for(story: Story, due: datetime) -> bool:
    """Whether a move east took the week's nudge away, and this is the first moment after it outside quiet hours: of the move, or of a
    new learner's first days."""
    for before, era in pairwise(story.eras):
        if before.zone == era.zone or era.enrolled_at is None:
            continue
        first = max(era.handled_at, era.enrolled_at + SETTLING)
        was_to_come = occurrences(before.weekday, before.at, before.zone, first, first + ROUND)[0]
        passed = occurrences(era.weekday, era.at, era.zone, first - ROUND, first)[-1]
        is_lost = week(was_to_come, before.zone) == week(passed, era.zone) == week(due, era.zone)
        if is_lost and due == after_quiet(first, era.quiet, era.zone):
            return True
    return False


def in_force(story: Story, row: LedgerRow, record: Record) -> list[Era]:
    """The settings at that moment, as the learner and as the bot saw them."""
    found = (story.said_before(row.first_due_at), story.handled_by(row.first_due_at))
    return [era for era in (*found, story.handled_by(record.up(row.first_due_at))) if era]


def explained(story: Story, row: LedgerRow, record: Record) -> bool:
    """Whether downtime, quiet hours, a fault that passes or everybody's wait kept a nudge back."""
    assert row.sent_at is not None  # noqa: S101 - only sent ones are asked about
    due, sent = row.first_due_at, row.sent_at
    failed = any(attempt.fault and due <= attempt.at < sent for attempt in story.attempts)
    held = any(demand < sent and due <= until for demand, until in record.held)
    return failed or held or sent <= _released(story, row, record) + MINUTE
