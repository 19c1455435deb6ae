"""An end that a learner named: it is told as their own wish, outlives a new version, goes with them, and fills a calendar."""

from datetime import date

import pytest
from icalendar import Calendar

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.texts import named_end, nudge, standing, windows
from roadmap.facts import WEEKS_STAY, Fact, Kind
from roadmap.lately import State, lately
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.today import today
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import send, take
from tests.conftest import SQLITE

ENGINES = SQLITE

LIST = "# Sea\n\n## Sails\n\n- [ ] Goals\n- [ ] Trim\n\n## Ropes\n\n- [ ] Goals\n- [ ] Splice\n"
LONGER = LIST + "- [ ] Whip\n"

MONDAY = date(2027, 1, 4)


def plan_on(day: int, *facts: Fact) -> Plan:
    topics = tuple(Topic(slug=f"t{n}", number=n, title=f"Topic {n}") for n in range(1, 5))
    end = Fact(kind=Kind.END_NAMED, day=MONDAY, back=date(2027, 2, 1))
    return make_plan(Roadmap("bare", "Bare", topics), apply(Progress(MONDAY), end, *facts), MONDAY.replace(day=day))


def offered(plan: Plan) -> str:
    offer = plan.suggestion
    assert offer
    return standing.reason(plan, offer)


@pytest.mark.parametrize(
    ("day", "words"),
    [(4, "you want it done within 6 days"), (10, "you want it done by today"), (13, "you wanted it done 3 days ago")],
)
def test_the_reason_for_a_suggestion_is_the_learners_own_wish(day: int, words: str) -> None:
    assert offered(plan_on(day)) == words


def test_what_is_shared_is_counted_in_the_days_of_ones_own_whatever_a_week_is() -> None:
    chosen = Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=0b100101 | WEEKS_STAY)
    assert plain(named_end.each(plan_on(4, chosen))).startswith(
        "4 topics left for 12 days that count: about 3 days for each"
    )


@pytest.mark.parametrize("day", [4, 12, 20, 31])
def test_nothing_that_a_nudge_says_of_an_end_speaks_of_limits_and_windows(day: int) -> None:
    plan = plan_on(day, Fact(kind=Kind.BEGUN, day=MONDAY, topic="t2"))
    tasks, seen = today(plan).tasks, lately(plan, (), plan.today)
    told = "".join(
        plain(nudge.weekly(plan, seen, state, tasks, None, number=number, question=None))
        for state in (State.STUDIED, State.IDLE, State.AHEAD, State.SILENT)
        for number in range(7)
    )
    for word in ("limit", "window", "Overdue", "target"):
        assert word not in told
    assert "limit" not in plain(windows.moved(plan, plan))


async def test_a_new_version_keeps_the_end_and_shares_its_days_anew(talk: Talk) -> None:
    await take(talk, LIST)
    await talk.say("/plan by 2027-01-23")
    assert "4. Splice" in (before := await talk.hear("/plan"))
    assert "by 23 Jan" in before.partition("4. Splice")[2]
    updated = await talk.press(data_of(await send(talk, LONGER), "Update"))
    assert isinstance(updated, Message)
    after = await talk.hear("/plan")
    assert "you want to be done by Sat 23 Jan" in after
    assert "by 23 Jan" in after.partition("5. Whip")[2]
    assert "by 23 Jan" not in after.partition("5. Whip")[0].partition("4. Splice")[2]
    assert "5 topics left for" in after


async def test_an_end_goes_with_whoever_is_forgotten(talk: Talk) -> None:
    await take(talk, LIST)
    await talk.say("/plan by 2027-01-23")
    await talk.press(data_of(await talk.say("/forget"), "Delete"))
    rows = await talk.rows()
    assert rows["learners"] == rows["roadmaps"] == []
    await take(talk, LIST)
    assert "nothing is due on any day" in await talk.hear("/plan")


async def test_the_calendar_has_the_days_up_to_the_end_in_words_of_a_wish(talk: Talk) -> None:
    await take(talk, LIST)
    await talk.say("/plan by 2027-01-23")
    await talk.say("/done trim")
    exported = await talk.say("/export calendar")
    assert isinstance(exported, Message)
    assert "up to the day by which you want it done" in plain(exported.text)
    events = Calendar.from_ical(exported.attachments[0].content).walk("VEVENT")
    told = {str(event["SUMMARY"]): event for event in events}
    assert list(told) == ["Goals · Sails", "Goals · Ropes", "Splice"], "those of one name apart, and not what is done"
    assert told["Splice"].decoded("DTEND") == date(2027, 1, 24), "the day behind the last"
    assert str(told["Splice"]["DESCRIPTION"]).startswith("You want it done by 2027-01-23.")


async def test_without_an_end_there_is_nothing_to_put_into_a_calendar(talk: Talk) -> None:
    await take(talk, LIST)
    exported = await talk.say("/export calendar")
    assert isinstance(exported, Message)
    assert "No topic has a day yet" in plain(exported.text)
    assert not exported.attachments
    await talk.say("/done 1 2 3 4")
    assert "Everything is done" in await talk.hear("/export calendar")


@pytest.mark.drill
async def test_a_pace_by_which_it_takes_decades_is_told_so_and_changes_nothing(lean: Talk) -> None:
    await take(lean, "# Long\n\n" + "\n".join(f"- [ ] Exercise {number}" for number in range(1, 1101)))
    assert "more than 20 years away" in await lean.hear("/whatif 1 a week")
    assert "what is left (1,100) is done by" in await lean.hear("/whatif 30 a week")
