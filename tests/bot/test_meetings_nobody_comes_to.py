"""A weekly meeting that nobody is in: asked for once more after three weeks of that, and then no longer, unless somebody comes; hidden by an
admin, that call was the last all the same."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.nudges.group.meetings import changed
from bot.platforms.console.renderer import plain
from bot.reasons import Reason
from bot.send_errors import Ability
from bot.store import NudgeKind
from bot.store.tables import nudges
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
THURSDAY = utc("2027-01-07 19:00")
LAST_CALL, ENDED = "If nobody is this time either, I stop asking", "so I've stopped asking"


async def begins(owls: Gathering) -> None:
    """Ben calls a meeting every week and then is not in; from then on it is everybody's to be."""
    for user in (ANN, BEN, EVE):
        await owls.say(user, "/nudges off", None)
    await owls.begin(ANN, BEN, EVE)
    await owls.say(ANN, "/group settings board off")
    await owls.say(BEN, "/meet every thu 19:00")
    await owls.say(BEN, "/meet out 1")
    await owls.work()


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    """It is called, and nobody is in."""
    gathering = Gathering(database_url)

    async def called() -> None:
        await begins(gathering)

    await gathering.after(called)
    yield gathering
    await gathering.close()


@pytest.fixture(params=["telegram", "discord"])
async def asked_last(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Three weeks later: it is asked for the fourth time."""
    gathering = Gathering(database_url, request.param, abilities=frozenset(Ability))

    async def three_weeks_later() -> None:
        await begins(gathering)
        await gathering.go(THURSDAY + 3 * WEEK - HOUR)

    await gathering.after(three_weeks_later)
    yield gathering
    await gathering.close()


def calls(owls: Gathering) -> list[str]:
    return [one for one in owls.stands() if one.startswith("📅")]


async def goes_away(owls: Gathering, line: str) -> None:
    """Eve leaves the group, or is forgotten."""
    asked = await owls.say(EVE, line, CHAT if line == "/leave" else None)
    if line == "/forget":
        assert asked
        await owls.press(EVE, asked.keys[0].data, None)


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_after_three_weeks_the_fourth_call_is_the_last_and_says_so(asked_last):
    assert [LAST_CALL in one for one in calls(asked_last)] == [False, False, False, True]
    await asked_last.go(THURSDAY + 6 * WEEK)
    assert len(calls(asked_last)) == 4
    assert not any("meet" in one.text.casefold() for one in asked_last.letters())
    assert "so I've stopped asking. /meet every thu 19:00 starts it again" in calls(asked_last)[-1]
    assert (
        asked_last.edge.events == {}
        or max(one.starts_at for one in asked_last.edge.events.values()) < THURSDAY + 4 * WEEK
    )


@pytest.mark.drill
async def test_the_line_that_the_end_names_starts_it_again(owls):
    await owls.go(THURSDAY + 4 * WEEK)
    await owls.say(EVE, "/meet every thu 19:00")
    await owls.go(THURSDAY + 6 * WEEK)
    assert "The weekly meeting with Eve" in calls(owls)[4]
    assert len(calls(owls)) == 6
    assert not any(LAST_CALL in one for one in calls(owls))


@pytest.mark.drill
async def test_started_again_it_is_as_long_in_such_blocks_and_on_that_topic(owls):
    await owls.say(BEN, "/meet every fri 19:00 2h 50/10 nlp")
    await owls.say(BEN, "/meet out 2")
    await owls.go(THURSDAY + 4 * WEEK)
    (ended,) = [one for one in calls(owls) if ENDED in one and "/meet every fri" in one]
    await owls.say(EVE, ended.partition("stopped asking. ")[2].partition(" starts it again")[0])
    async with owls.database.store() as store:
        held = await store.meetings.by_ids(range(1, 20))
    first, again = held[2], held[max(held)]
    assert first.topic
    assert (again.topic, again.minutes, again.focus, again.pause) == (first.topic, 120, 50, 10)
    assert again.starts_at == THURSDAY + DAY + 4 * WEEK


@pytest.mark.drill
async def test_one_that_is_asked_for_no_more_says_nowhere_what_comes_next(asked_last):
    assert "Every week with Ben, next:" in calls(asked_last)[-1]
    await asked_last.go(THURSDAY + 4 * WEEK)
    assert "It was every week with Ben, last:" in calls(asked_last)[-1]
    assert "next:" not in calls(asked_last)[-1]


async def test_called_off_for_once_it_is_still_the_weekly_one_and_for_good_it_is_none_any_more(owls):
    await owls.say(BEN, "/meet cancel once")
    await owls.work()
    assert "The weekly meeting with Ben:" in calls(owls)[0]
    assert calls(owls)[0].endswith("Called off.")
    await owls.go(THURSDAY + WEEK - HOUR)
    await owls.say(BEN, "/meet cancel always")
    await owls.work()
    assert "Ben would like to meet:" in calls(owls)[1]
    assert calls(owls)[1].endswith("Called off from now on.")


async def test_called_off_for_good_before_the_first_time_it_is_not_said_to_have_been(owls):
    await owls.say(BEN, "/meet cancel always")
    await owls.work()
    (call,) = calls(owls)
    assert "It was every week" not in call
    assert call.endswith("Called off from now on.")


@pytest.mark.drill
async def test_whoever_is_in_at_the_last_call_keeps_it_up_for_three_weeks_more(asked_last):
    await asked_last.say(EVE, "/meet in 4")
    await asked_last.work()
    assert LAST_CALL not in calls(asked_last)[-1]
    await asked_last.go(THURSDAY + 7 * WEEK - HOUR)
    assert [LAST_CALL in one for one in calls(asked_last)[4:]] == [False, False, False, True]


@pytest.mark.drill
async def test_whoever_is_in_and_then_is_not_leaves_it_the_last_call(asked_last):
    await asked_last.say(EVE, "/meet in 4")
    await asked_last.work()
    await asked_last.say(EVE, "/meet out 4")
    await asked_last.work()
    assert LAST_CALL in calls(asked_last)[-1]
    await asked_last.go(THURSDAY + 6 * WEEK)
    assert ENDED in calls(asked_last)[-1]


@pytest.mark.drill
async def test_whoever_comes_late_to_the_last_call_keeps_it_up(asked_last):
    await asked_last.go(THURSDAY + 3 * WEEK + timedelta(minutes=1))
    assert ENDED in calls(asked_last)[-1]
    await asked_last.say(EVE, "/meet in 4")
    await asked_last.go(THURSDAY + 4 * WEEK - HOUR)
    assert not any(ENDED in one or "It was every week" in one for one in calls(asked_last))
    assert len(calls(asked_last)) == 5


@pytest.mark.drill
async def test_one_week_with_somebody_in_between_counts_from_there(owls):
    await owls.go(THURSDAY + 2 * WEEK - HOUR)
    await owls.say(EVE, "/meet in 3")
    await owls.go(THURSDAY + 5 * WEEK - HOUR)
    assert not any(LAST_CALL in one for one in calls(owls))
    await owls.go(THURSDAY + 6 * WEEK - HOUR)
    assert LAST_CALL in calls(owls)[-1]


@pytest.mark.drill
async def test_a_week_that_was_called_off_is_none_that_nobody_came_to(owls):
    await owls.go(THURSDAY + WEEK - HOUR)
    await owls.say(BEN, "/meet cancel once")
    await owls.go(THURSDAY + 4 * WEEK - HOUR)
    assert not any(LAST_CALL in one for one in calls(owls))


@pytest.mark.drill
async def test_weeks_in_which_the_group_took_no_posts_are_none_that_nobody_came_to(owls):
    await owls.go(THURSDAY + HOUR)
    owls.edge.silenced[CHAT] = Ability.WRITE
    await owls.go(THURSDAY + WEEK + HOUR)
    del owls.edge.silenced[CHAT]
    await owls.go(THURSDAY + 4 * WEEK - HOUR)
    assert not any(LAST_CALL in one for one in calls(owls))


@pytest.mark.drill
async def test_a_meeting_for_once_is_never_a_last_call(owls):
    await owls.go(THURSDAY + 4 * WEEK)
    await owls.say(EVE, "/meet thu 19:00")
    await owls.say(EVE, "/meet out 5")
    await owls.go(THURSDAY + 5 * WEEK)
    assert "Nobody could make it this time" in calls(owls)[-1]


@pytest.mark.drill
@pytest.mark.parametrize("goes", ["/leave", "/forget"])
async def test_where_the_only_one_who_came_goes_it_does_not_end_without_a_last_call(owls, goes):
    for number in range(1, 5):
        await owls.go(THURSDAY + (number - 1) * WEEK - HOUR)
        await owls.say(EVE, f"/meet in {number}")
    await goes_away(owls, goes)
    await owls.go(THURSDAY + 3 * WEEK + HOUR)
    assert not any(ENDED in one for one in calls(owls))
    await owls.go(THURSDAY + 4 * WEEK - HOUR)
    assert [LAST_CALL in one for one in calls(owls)] == [False, False, False, False, True]
    await owls.go(THURSDAY + 5 * WEEK)
    assert ENDED in calls(owls)[-1]
    assert len(calls(owls)) == 5


@pytest.mark.drill
async def test_silent_weeks_before_last_calls_were_made_end_nothing_without_one(owls):
    await owls.go(THURSDAY + 3 * WEEK - HOUR)
    async with owls.database.engine.begin() as connection:
        await connection.execute(update(nudges).where(nudges.c.reason == Reason.LAST_CALL.value).values(reason=""))
    await owls.go(THURSDAY + 4 * WEEK - HOUR)
    assert not any(ENDED in one for one in calls(owls))
    assert LAST_CALL in calls(owls)[-1]


async def test_a_last_call_that_somebody_kept_up_never_says_that_it_was_the_end(asked_last):
    await asked_last.say(EVE, "/meet in 4")
    await asked_last.go(THURSDAY + 3 * WEEK + timedelta(minutes=1))
    await asked_last.say(EVE, "/leave")
    group = await asked_last.group()
    async with asked_last.database.store() as store:
        await changed(store, group, await store.meetings.change(4), NudgeKind.MEETING, asked_last.clock())
    await asked_last.work()
    assert not any(ENDED in one for one in calls(asked_last))


async def hide(owls: Gathering, says: str) -> str:
    """An admin takes away the last call, which says this; the button that takes that back."""
    answer = await owls.below(ANN, "/group hide", says)
    assert answer
    assert "I take it away" in plain(answer.text)
    await owls.work()
    assert len(calls(owls)) == 3
    return answer.keys[0].data


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_a_hidden_last_call_is_the_last_all_the_same(asked_last):
    await hide(asked_last, LAST_CALL)
    await asked_last.go(THURSDAY + 6 * WEEK)
    assert len(calls(asked_last)) == 3
    assert not any(LAST_CALL in one for one in calls(asked_last))


@pytest.mark.drill
async def test_whoever_is_in_although_the_last_call_is_hidden_keeps_it_up(asked_last):
    await hide(asked_last, LAST_CALL)
    await asked_last.say(EVE, "/meet in 4")
    await asked_last.go(THURSDAY + 4 * WEEK - HOUR)
    assert len(calls(asked_last)) == 4
    assert LAST_CALL not in calls(asked_last)[-1]


@pytest.mark.drill
async def test_shown_again_before_its_moment_it_is_the_last_call_and_then_says_that_it_ended(asked_last):
    await asked_last.press(ANN, await hide(asked_last, LAST_CALL))
    await asked_last.work()
    assert LAST_CALL in calls(asked_last)[-1]
    await asked_last.go(THURSDAY + 6 * WEEK)
    assert ENDED in calls(asked_last)[-1]
    assert len(calls(asked_last)) == 4


async def test_shown_again_after_its_moment_it_says_that_it_ended(asked_last):
    back = await hide(asked_last, LAST_CALL)
    await asked_last.go(THURSDAY + 3 * WEEK + HOUR)
    await asked_last.press(ANN, back)
    await asked_last.work()
    assert "so I've stopped asking. /meet every thu 19:00 starts it again" in calls(asked_last)[-1]


async def test_hidden_once_it_has_ended_it_says_so_again_where_it_is_shown_again(asked_last):
    await asked_last.go(THURSDAY + 3 * WEEK + HOUR)
    await asked_last.press(ANN, await hide(asked_last, ENDED))
    await asked_last.work()
    assert ENDED in calls(asked_last)[-1]
