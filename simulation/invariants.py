"""PURE: what must hold of every simulated time, checked on what was said, tried and written down, by arithmetic of its own."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulation.hindsight import (
    MINUTE,
    SETTLING,
    SHELF_LIFE,
    blocked_tries,
    expected,
    explained,
    farewells,
    in_force,
    is_made_up_for,
    is_the_hour_of,
    justified,
    snoozed_over,
    spoke,
    told,
)
from simulation.record import Attempt, Era, LedgerRow, Record, Story
from simulation.wall import is_quiet, wall, week

FURTHEST = timedelta(days=40)
"""A pause or a snooze with a week behind it: no next nudge is further away."""

APOLOGY = "something broke on my side"
UNDER_WAY = frozenset({"due", "sending"})


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold: which, for whom, when, and what was seen."""

    law: str
    user: int
    at: datetime
    what: str


Found = Iterator[tuple[datetime, str]]
Law = Callable[[Story, Record], Found]


def broken(record: Record) -> list[Broken]:
    """Every invariant that does not hold, learner by learner."""
    return [
        Broken(name, story.user, at, what)
        for story in record.stories
        for name, law in LAWS.items()
        for at, what in law(story, record)
    ] + [Broken("it wakes when something is due", 0, at, "it would have slept on") for at in record.late_wakes]


def once(story: Story, _record: Record) -> Found:
    rows = Counter((row.life, row.kind, row.period) for row in story.rows if row.state == "sent")
    yield from ((story.rows[0].first_due_at, f"{key} {count} times") for key, count in rows.items() if count > 1)
    numbers = Counter(attempt.message_id for attempt in story.attempts if attempt.message_id)
    written = Counter(row.message_id for row in story.rows if row.state == "sent")
    for attempt in story.attempts:
        if attempt.message_id and (numbers[attempt.message_id], written[attempt.message_id]) != (1, 1):
            yield attempt.at, f"message {attempt.message_id} in {written[attempt.message_id]} rows"
    yield from ((row.first_due_at, "sent, and never received") for row in story.rows if _unreceived(row, numbers))


def _unreceived(row: LedgerRow, numbers: Counter[str]) -> bool:
    return row.state == "sent" and not numbers[row.message_id]


def repeats(story: Story, _record: Record) -> Found:
    """A message that arrived although the platform never said so may come twice, and the ledger says so."""
    doubtful = [attempt for attempt in story.attempts if attempt.arrived and attempt.fault]
    marked = [row for row in story.rows if row.maybe_repeated]
    for attempt in doubtful:
        if not any(row.first_due_at <= attempt.at for row in marked):
            yield attempt.at, "arrived after a time-out, and no row says maybe repeated"


def one_a_week(story: Story, record: Record) -> Found:
    weeks: Counter[tuple[int, str]] = Counter()
    for row in story.rows:
        era = story.handled_by(record.up(row.first_due_at) + MINUTE)
        if row.kind == "weekly" and row.state == "sent" and era:
            key = (row.life, week(row.first_due_at, era.zone))
            weeks[key] += 1
            if weeks[key] > 1:
                yield row.first_due_at, f"another weekly nudge in {key[1]}"


def wanted(story: Story, _record: Record) -> Found:
    for attempt in story.attempts:
        era = story.handled_by(attempt.at)
        reason = _unwanted(story, era, attempt) if era else "to a stranger"
        if reason:
            yield attempt.at, reason


def _unwanted(story: Story, era: Era, attempt: Attempt) -> str:
    if era.enrolled_at is None:
        return "to one who asked to be forgotten"
    if not era.on:
        return "although nudges are off"
    if era.paused_at(attempt.at):
        return "although paused"
    if any(attempt.at > before.at and not spoke(story, before.at, attempt.at) for before in blocked_tries(story)):
        return "although the bot is blocked"
    if era.finished and any(era.handled_at < farewell.at < attempt.at for farewell in farewells(story)):
        return "although finished, and after the farewell"
    return ""


def silent_in_quiet_hours(story: Story, _record: Record) -> Found:
    for attempt in story.attempts:
        era = story.handled_by(attempt.at)
        if era and is_quiet(attempt.at, era.quiet, era.zone):
            yield attempt.at, f"{wall(attempt.at, era.zone):%H:%M} in {era.zone} is in the quiet hours"


def nothing_swallowed(story: Story, record: Record) -> Found:
    written = {(row.life, row.kind, row.period) for row in story.rows}
    for era, due in expected(story, record):
        if (era.life, "weekly", week(due, era.zone)) not in written and not snoozed_over(story, due, record):
            yield due, f"no weekly nudge for {week(due, era.zone)} in the ledger"
    for snoozed in story.snoozed:
        if (snoozed.life, "snooze", snoozed.day) not in written:
            yield snoozed.due_at, "a snooze that was promised is not in the ledger"


def farewell(story: Story, record: Record) -> Found:
    """Who finished, with nothing in the way, hears so within a week and the shelf life."""
    if not story.eras:
        return
    last = story.eras[-1]
    due = max(last.handled_at, (last.enrolled_at or last.handled_at) + SETTLING) + timedelta(days=7) + SHELF_LIFE
    undisturbed = last.on and not last.turns and not story.blocks and not story.snoozed
    if last.finished and undisturbed and due < record.end and not told(story, last):
        yield due, "finished, and was never told so"


def skipped_with_reason(story: Story, record: Record) -> Found:
    for row in story.rows:
        if (row.state == "skipped" or row.reason == "not tried") and not justified(story, row, record):
            yield row.first_due_at, f"{row.state} for no good reason: {row.reason or 'none'}"
        if row.state in {"failed", "unreachable"} and not row.reason:
            yield row.first_due_at, f"{row.state} without a reason"


def fresh(story: Story, _record: Record) -> Found:
    for row in story.rows:
        if row.sent_at and row.sent_at - row.first_due_at > SHELF_LIFE + MINUTE:
            yield row.sent_at, f"{row.kind} nudge sent {row.sent_at - row.first_due_at} late"


def on_the_hour(story: Story, record: Record) -> Found:
    for row in story.rows:
        is_on_the_hour = any(is_the_hour_of(era, row.first_due_at) for era in in_force(story, row, record))
        if row.kind == "weekly" and not is_on_the_hour and not is_made_up_for(story, row.first_due_at):
            yield row.first_due_at, "due at another time than the learner's"
        if row.sent_at and row.sent_at - row.first_due_at > MINUTE and not explained(story, row, record):
            yield row.sent_at, f"{row.sent_at - row.first_due_at} late without a reason"


def nothing_stuck(story: Story, record: Record) -> Found:
    for row in story.rows:
        if row.life == _life(story) and row.state in UNDER_WAY and row.due_at <= record.end:
            yield row.due_at, f"still {row.state}"


def no_incident(story: Story, _record: Record) -> Found:
    for heard in story.heard:
        if APOLOGY in heard.answer or not (heard.answer or heard.line.startswith("[")):
            yield heard.handled_at, f"{heard.line!r} was answered with an apology or not at all"


def armed(story: Story, record: Record) -> Found:
    """Whether the next nudge is set where one is due, and none where none is."""
    if story.stored is None or not story.eras:
        return
    era, following = story.eras[-1], story.stored.next_nudge_at
    unreachable = any(not spoke(story, one.at, record.end) for one in blocked_tries(story))
    today = wall(record.end, era.zone).date()
    silent = not era.on or era.enrolled_at is None or unreachable or era.paused_on(today + timedelta(days=3660))
    if silent and following:
        yield record.end, "a next nudge although there is none to come"
    if not silent and not era.finished and not (following and record.end < following < record.end + FURTHEST):
        yield record.end, f"the next nudge is {following}"


def stored_as_said(story: Story, record: Record) -> Found:
    held = story.stored
    if not story.eras:
        return
    era = story.eras[-1]
    if held is None or era.enrolled_at is None:
        if held is not None or era.enrolled_at is not None:
            yield record.end, "forgotten by one and not by the other"
    elif (held.on, held.weekday, held.at, held.quiet) != (era.on, era.weekday, era.at, era.quiet):
        yield record.end, f"said {era.on} {era.weekday} {era.at} {era.quiet}, stored {held}"
    elif held.zone not in {None, era.zone}:
        yield record.end, f"said {era.zone}, stored {held.zone}"


def stands_as_reckoned(story: Story, record: Record) -> Found:
    if story.stands != story.reckoned:
        yield record.end, f"stands {story.stands}, and is reckoned {story.reckoned}"


def _life(story: Story) -> int:
    return story.eras[-1].life if story.eras else 0


LAWS: dict[str, Law] = {
    "a nudge is sent once": once,
    "what may have come twice says so": repeats,
    "one weekly nudge in an ISO week": one_a_week,
    "nobody paused, finished, forgotten, unreachable or switched off is written to": wanted,
    "quiet hours are quiet": silent_in_quiet_hours,
    "no nudge is swallowed": nothing_swallowed,
    "who finishes hears so": farewell,
    "what is skipped has its reason": skipped_with_reason,
    "nothing is sent past its shelf life": fresh,
    "a weekly nudge keeps its local hour": on_the_hour,
    "nothing is stuck": nothing_stuck,
    "no answer is an incident": no_incident,
    "the next nudge is set": armed,
    "settings are stored as said": stored_as_said,
    "everybody stands where they are reckoned to": stands_as_reckoned,
}
