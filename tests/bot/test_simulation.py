"""The simulation: with fixed seeds every invariant holds, and each invariant notices when it is broken."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from rich.console import Console

from bot.nudges.when import moment
from simulation.cast import ZONES
from simulation.invariants import LAWS, broken
from simulation.record import Attempt, Block, Downtime, Era, Heard, Held, LedgerRow, Record, Snoozed, Story, Turn
from simulation.run import Setup, simulate
from simulation.summary import show, tell
from simulation.wall import after_quiet, instant, is_quiet

START = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def quiet_logs():
    with structlog.testing.capture_logs():
        yield


def printed(record):
    page = io.StringIO()
    show(Console(file=page, width=100), record, broken(record))
    return page.getvalue()


@pytest.fixture
def long_form(pytestconfig):
    return pytestconfig.getoption("long")


@pytest.mark.parametrize(("seed", "learners"), [(7, 40), (8, 16)])
def test_twelve_weeks_of_learners_break_nothing(seed, learners, long_form):
    learners = learners if long_form else learners // 4
    record = simulate(Setup(learners=learners, weeks=12, seed=seed, start=START))
    assert broken(record) == []
    assert sum(row.state == "sent" for story in record.stories for row in story.rows) > 7 * learners


def test_an_autumn_with_its_clock_changes_breaks_nothing(long_form):
    record = simulate(Setup(learners=20 if long_form else 8, weeks=9, seed=3, start=date(2027, 9, 27)))
    assert broken(record) == []


@pytest.mark.drill
def test_the_same_seed_prints_the_same_summary_and_another_does_not():
    first, again, other = (printed(simulate(Setup(3, 2, seed, START))) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.drill
def test_worlds_in_processes_of_their_own_make_one_record():
    record = simulate(Setup(learners=3, weeks=1, seed=5, start=START, together=2))
    assert [story.user for story in record.stories] == [1, 2, 3]
    assert broken(record) == []


@pytest.mark.drill
def test_the_command_prints_the_summary_and_one_learners_messages_with_their_local_time():
    arguments = ("simulate", "--learners", "2", "--weeks", "3", "--seed", "2", "--learner", "2")
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "Learner 2, " in done.stdout
    assert "(America/New_York)" in done.stdout
    assert "invariants hold" in done.stdout


@pytest.mark.drill
def test_no_learners_are_an_unusable_argument():
    done = subprocess.run(
        [sys.executable, "-m", "bot", "simulate", "--learners", "0"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2


# What breaks an invariant, made by hand: a learner in Berlin, nudged on Mondays at nine, which is eight in UTC.


def at(day, hour=8, minute=0, month=2):
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


BORN = Era(said_at=at(1, 10), handled_at=at(1, 10), zone="Europe/Berlin", enrolled_at=at(1, 10))


def later(day, **changes):
    return replace(BORN, said_at=at(day, 10), handled_at=at(day, 10), **changes)


def row(day, **changes):
    due, week = at(day), f"2027-W{5 + day // 7:02}"
    sent = LedgerRow(period=week, first_due_at=due, due_at=due, sent_at=due, message_id=str(day))
    return replace(sent, **changes)


def attempt(day, hour=8, minute=0, **changes):
    return replace(Attempt(at=at(day, hour, minute), text=Markup("📬 Your week."), message_id=str(day)), **changes)


MONDAYS = (8, 15, 22)
FINE = Story(
    user=1,
    eras=(BORN,),
    heard=(Heard(at(1, 10), at(1, 10), "/start ml-data today", Markup("🎒 You're on it.")),),
    rows=tuple(row(day) for day in MONDAYS),
    attempts=tuple(attempt(day) for day in MONDAYS),
    stored=Held(
        zone="Europe/Berlin",
        on=True,
        weekday=0,
        at=time(9),
        quiet=(time(22), time(7, 30)),
        next_nudge_at=at(1, month=3),
    ),
    stands=("behind", 1),
    reckoned=("behind", 1),
)
FAREWELL = Markup("🏁 This was my last weekly nudge.")
LATE = timedelta(days=3)


def record(story, **changes):
    return Record(start=at(1, 0), end=at(28, 23), stories=(story,), **changes)


def with_row(added, *attempts):
    return replace(FINE, rows=(*FINE.rows, added), attempts=(*FINE.attempts, *attempts))


def with_rows(*rows):
    return replace(FINE, rows=(*rows, *FINE.rows[len(rows) :]))


def moved_east(moved, due):
    """To where Monday's nine has passed; at seven in UTC Berlin's is still to come."""
    east = replace(BORN, zone="Pacific/Auckland", said_at=moved, handled_at=moved, quiet=(time(23), time(7, 30)))
    return replace(FINE, eras=(BORN, east), rows=(row(8, first_due_at=due, due_at=due, sent_at=due),))


BROKEN = {
    "a nudge is sent once": [
        with_row(row(8, message_id="9"), attempt(8, message_id="9")),
        with_row(row(8, message_id="9", period="2027-W99")),
        replace(FINE, attempts=(*FINE.attempts, attempt(9, message_id="9"))),
    ],
    "what may have come twice says so": [
        replace(FINE, attempts=(*FINE.attempts, attempt(8, message_id="", fault="timed out"))),
    ],
    "one weekly nudge in an ISO week": [
        with_row(row(9, message_id="9", period="2027-W99"), attempt(9, message_id="9")),
    ],
    "nobody paused, finished, forgotten, unreachable or switched off is written to": [
        replace(FINE, eras=(BORN, later(9, on=False))),
        replace(FINE, eras=(BORN, later(9, turns=(Turn(date(2027, 2, 9)),)))),
        replace(FINE, eras=(BORN, later(9, turns=(Turn(date(2027, 2, 9), date(2027, 2, 16)),)))),
        replace(FINE, eras=(BORN, later(9, enrolled_at=None, life=1))),
        replace(FINE, attempts=(attempt(8, arrived=False, fault="blocked", message_id=""), *FINE.attempts[1:])),
        replace(
            FINE,
            eras=(BORN, later(9, finished=True)),
            attempts=(*FINE.attempts[:1], *(attempt(day, text=FAREWELL) for day in MONDAYS[1:])),
        ),
        replace(FINE, eras=()),
    ],
    "quiet hours are quiet": [
        replace(FINE, attempts=(attempt(8, hour=21, minute=0), *FINE.attempts[1:])),
        replace(FINE, attempts=(attempt(8, hour=6, minute=29), *FINE.attempts[1:])),
    ],
    "no nudge is swallowed": [
        replace(FINE, rows=FINE.rows[:1] + FINE.rows[2:]),
        replace(FINE, snoozed=(Snoozed(at(23, 10), at(25), 0, "2027-02-25"),)),
    ],
    "who finishes hears so": [
        replace(FINE, eras=(BORN, later(9, finished=True))),
    ],
    "what is skipped has its reason": [
        with_rows(row(8, state="skipped", reason="too late", sent_at=None)),
        with_rows(row(8, state="skipped", reason="paused", sent_at=None)),
        with_rows(row(8, state="skipped", reason="nudges are off", sent_at=None)),
        with_rows(row(8, state="skipped", reason="unreachable", sent_at=None)),
        with_rows(row(8, state="skipped", reason="finished", sent_at=None)),
        with_rows(row(8, state="skipped", sent_at=None)),
        with_rows(row(8, state="failed", sent_at=None)),
    ],
    "nothing is sent past its shelf life": [
        with_rows(row(8, sent_at=at(8) + LATE)),
    ],
    "a weekly nudge keeps its local hour": [
        with_rows(row(8, first_due_at=at(8, 9))),
        with_rows(row(8, first_due_at=at(9))),
        with_rows(row(8, sent_at=at(8, 8, 30))),
        moved_east(at(8, 7), due=at(8, 7, 30)),
        moved_east(at(8, 9), due=at(8, 9)),
    ],
    "nothing is stuck": [
        with_rows(row(8, state="due", sent_at=None)),
        with_rows(row(8, state="sending", sent_at=None)),
    ],
    "no answer is an incident": [
        replace(FINE, heard=(Heard(at(9), at(9), "/status", Markup("Sorry, something broke on my side.")),)),
        replace(FINE, heard=(Heard(at(9), at(9), "/status", Markup()),)),
    ],
    "the next nudge is set": [
        replace(FINE, stored=replace(FINE.stored, next_nudge_at=None)),
        replace(FINE, stored=replace(FINE.stored, next_nudge_at=at(22))),
        replace(FINE, eras=(BORN, later(23, on=False))),
        replace(FINE, eras=(BORN, later(23, turns=(Turn(date(2027, 2, 23)),)))),
    ],
    "settings are stored as said": [
        replace(FINE, eras=(BORN, later(23, weekday=3))),
        replace(FINE, eras=(BORN, later(23, zone="Asia/Tokyo"))),
        replace(FINE, eras=(BORN, later(23, enrolled_at=None))),
        replace(FINE, stored=None),
    ],
    "everybody stands where they are reckoned to": [
        replace(FINE, stands=("behind", 2)),
        replace(FINE, stands=("on track", 0)),
        replace(FINE, reckoned=None),
    ],
}


def test_a_story_as_it_should_be_breaks_nothing():
    assert broken(record(FINE)) == []


def test_every_invariant_is_broken_by_hand():
    assert BROKEN.keys() == LAWS.keys()


@pytest.mark.parametrize(
    ("law", "story"), [pytest.param(law, story, id=law) for law, stories in BROKEN.items() for story in stories]
)
def test_a_broken_invariant_is_noticed(law, story):
    assert law in {one.law for one in broken(record(story))}


def test_sleeping_on_while_something_is_due_is_noticed():
    assert [one.at for one in broken(record(FINE, late_wakes=(at(9),)))] == [at(9)]


def test_a_nudge_that_a_move_east_would_lose_may_come_at_once():
    laws = {one.law for one in broken(record(moved_east(at(8, 7), due=at(8, 7))))}
    assert "a weekly nudge keeps its local hour" not in laws


def test_downtime_excuses_a_late_nudge_and_what_outlasts_the_shelf_life():
    down = Downtime(at(8, 7), at(8, 12))
    late = with_rows(row(8, sent_at=at(8, 12)))
    assert broken(record(late, downtimes=(down,))) == []
    long = Downtime(at(8, 7), at(11))
    skipped = replace(with_rows(row(8, state="skipped", reason="too late", sent_at=None)), attempts=FINE.attempts[1:])
    assert broken(record(skipped, downtimes=(long,))) == []


def test_quiet_hours_and_a_block_excuse_what_is_not_sent_at_once():
    quiet = replace(BORN, quiet=(time(8), time(13)))
    waited = replace(
        with_rows(*(row(day, sent_at=at(day, 12)) for day in MONDAYS)),
        eras=(quiet,),
        attempts=tuple(attempt(day, hour=12) for day in MONDAYS),
        stored=replace(FINE.stored, quiet=quiet.quiet),
    )
    assert broken(record(waited)) == []
    refused = row(15, state="unreachable", reason="blocked", sent_at=None)
    blocked = replace(
        FINE,
        rows=(FINE.rows[0], refused),
        attempts=(FINE.attempts[0], attempt(15, arrived=False, fault="blocked", message_id="")),
        blocks=(Block(at(10), None),),
        stored=replace(FINE.stored, next_nudge_at=None),
    )
    assert broken(record(blocked)) == []


def test_a_farewell_is_the_last_word():
    finished = replace(
        FINE,
        eras=(BORN, later(9, finished=True)),
        rows=FINE.rows[:2],
        attempts=(FINE.attempts[0], attempt(15, text=FAREWELL)),
        stored=replace(FINE.stored, next_nudge_at=None),
    )
    assert broken(record(finished)) == []


def test_the_summary_lists_what_broke_and_a_story_shows_faults():
    page = io.StringIO()
    console = Console(file=page, width=100)
    story = replace(FINE, attempts=(attempt(8, fault="network", arrived=False, message_id=""), *FINE.attempts[1:]))
    show(console, record(story), broken(record(story)))
    tell(console, story)
    assert "broken invariant" in page.getvalue()
    assert "! network: 📬 Your week." in page.getvalue()
    assert "Mon 2027-02-15 09:00 (Europe/Berlin)" in page.getvalue()


@given(
    day=st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    minutes=st.integers(0, 1439),
    zone=st.sampled_from([*ZONES, "America/Havana", "Asia/Beirut", "Atlantic/Azores"]),
)
def test_both_arithmetics_of_local_time_agree(day, minutes, zone):
    clock = time(minutes // 60, minutes % 60)
    assert instant(day, clock, zone) == moment(day, clock, ZoneInfo(zone))


def test_a_time_in_the_gap_is_the_first_moment_after_it_and_one_in_the_fold_the_first():
    assert instant(date(2027, 3, 28), time(2, 30), "Europe/Berlin") == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert instant(date(2027, 10, 31), time(2, 30), "Europe/Berlin") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert instant(date(2011, 12, 30), time(9), "Pacific/Apia") == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_quiet_hours_may_span_midnight_and_end_on_the_minute():
    night = (time(22), time(7, 30))
    assert is_quiet(at(8, 6, 29), night, "Europe/Berlin")
    assert not is_quiet(at(8, 6, 30), night, "Europe/Berlin")
    assert after_quiet(at(8, 21), night, "Europe/Berlin") == at(9, 6, 30)
