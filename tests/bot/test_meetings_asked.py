"""What is asked of who calls a meeting, moves it or calls it off, can be answered where it is asked: on Telegram in the group itself, for
nothing is whispered there."""

from collections.abc import AsyncIterator, Sequence

import pytest

from bot.chat.reply import Key, Message
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import utc
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url, request.param)
    await gathering.begin(ANN, BEN, EVE)
    await gathering.work()
    yield gathering
    await gathering.close()


async def answered(owls: Gathering, user: str, question: Message | None, *labels: str) -> Message | str | None:
    """What comes back once these buttons were pressed one after another, each where its question stands."""
    answer: Message | str | None = question
    for label in labels:
        assert isinstance(answer, Message)
        is_here = owls.place(user, "-500").whispers or not answer.private
        answer = await owls.press(user, key(answer.keys, label).data, "-500" if is_here else None)
    return answer


def key(keys: Sequence[Key], label: str) -> Key:
    return next(one for one in keys if one.label == label)


async def starts(owls: Gathering) -> list[str]:
    group = await owls.group()
    async with owls.database.store() as store:
        return [f"{one.starts_at:%a %d %b %H:%M}" for one in await store.meetings.open(group.id, owls.clock())]


async def test_a_meeting_is_asked_for_question_by_question_where_it_can_be_called(owls: Gathering) -> None:
    asked = await owls.say(ANN, "/meet")
    await answered(owls, ANN, asked, "Thursday", "19:00", "1 h", "NLP", "Once")
    assert await starts(owls) == ["Thu 07 Jan 19:00"]


async def test_at_what_time_is_answered_with_a_press(owls: Gathering) -> None:
    await answered(owls, BEN, await owls.say(BEN, "/meet thu nlp"), "19:00")
    assert await starts(owls) == ["Thu 07 Jan 19:00"]


async def test_one_that_comes_every_week_is_moved_and_called_off_with_a_press(owls: Gathering) -> None:
    await owls.say(BEN, "/meet every thu 19:00 nlp")
    await answered(owls, BEN, await owls.say(BEN, "/meet move 20:00"), "From now on")
    assert await starts(owls) == ["Thu 07 Jan 20:00"]
    await answered(owls, BEN, await owls.say(BEN, "/meet cancel"), "Only this time")
    assert await starts(owls) == ["Thu 14 Jan 20:00"]


async def test_which_one_is_meant_is_answered_with_a_press(owls: Gathering) -> None:
    for day in ("thu", "fri"):
        await owls.say(BEN, f"/meet {day} 19:00")
    await answered(owls, BEN, await owls.say(BEN, "/meet cancel"), "Thu 2027-01-07 19:00")
    assert await starts(owls) == ["Fri 08 Jan 19:00"]


async def test_who_may_not_change_it_changes_nothing_by_pressing_what_another_was_asked(owls: Gathering) -> None:
    await owls.say(BEN, "/meet every thu 19:00 nlp")
    question = await owls.say(BEN, "/meet cancel")
    answer = await answered(owls, EVE, question, "From now on")
    assert isinstance(answer, Message)
    assert "or an admin" in plain(answer.text)
    assert await starts(owls) == [f"{utc('2027-01-07 19:00'):%a %d %b %H:%M}"]


@pytest.mark.parametrize(
    "said", ["thu 25:00", "thu 19:00 0m", "thu 19:00 9999m nlp", "now -5m", "thu 19:00 5/240", "in 1; drop"]
)
async def test_a_time_or_a_length_that_makes_none_is_no_topic(owls: Gathering, said: str) -> None:
    answer = await owls.say(BEN, f"/meet {said}")
    assert answer
    assert "I don't understand" in plain(answer.text)
    assert answer.keys == ()
    assert await starts(owls) == []


# hours of the morning or of the evening


@pytest.mark.parametrize("at", ["07:00", "19:00"])
async def test_an_hour_of_morning_or_evening_is_asked_about_before_the_group_hears(owls: Gathering, at: str) -> None:
    asked = await owls.say(BEN, "/meet tomorrow at 7 90m nlp")
    assert await starts(owls) == []
    await answered(owls, BEN, asked, at)
    assert await starts(owls) == [f"Tue 05 Jan {at}"]


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("thu 4", "Thu 07 Jan 16:00"),
        ("thu evening 7", "Thu 07 Jan 19:00"),
        ("at 7", "Mon 04 Jan 19:00"),
        ("mon 7", "Mon 04 Jan 19:00"),
        ("today at 7", "Mon 04 Jan 19:00"),
    ],
)
async def test_an_hour_is_not_asked_about_that_can_be_of_one_half_alone(owls: Gathering, line: str, start: str) -> None:
    await owls.say(BEN, f"/meet {line}")
    assert await starts(owls) == [start]


async def test_no_hour_of_the_morning_is_offered_for_tonight(owls: Gathering) -> None:
    asked = await owls.say(BEN, "/meet tonight")
    assert asked
    assert [one.label for one in asked.keys] == ["17:00", "19:00", "20:00"]
    await answered(owls, BEN, asked, "20:00")
    assert await starts(owls) == ["Mon 04 Jan 20:00"]


@pytest.mark.parametrize(
    ("said_at", "line", "start"),
    [
        ("2027-01-04 22:00", "tonight 12", "Tue 05 Jan 00:00"),
        ("2027-01-04 22:00", "late tonight at 1", "Tue 05 Jan 01:00"),
        ("2027-01-04 22:00", "tonight 11", "Mon 04 Jan 23:00"),
        ("2027-01-04 22:00", "tonight at 4", "Tue 05 Jan 04:00"),
        ("2027-01-04 22:00", "tonight 5:30 nachts", "Tue 05 Jan 05:30"),
        ("2027-01-05 00:30", "tonight at 2", "Tue 05 Jan 02:00"),
    ],
)
async def test_the_small_hours_of_tonight_are_those_to_come(
    owls: Gathering, said_at: str, line: str, start: str
) -> None:
    owls.clock.now = utc(said_at)
    await owls.say(BEN, f"/meet {line}")
    assert await starts(owls) == [start]


@pytest.mark.parametrize("line", ["tonight at 8", "today 0:30"])
async def test_another_hour_of_today_that_is_over_is_over(owls: Gathering, line: str) -> None:
    owls.clock.now = utc("2027-01-04 22:00")
    answer = await owls.say(BEN, f"/meet {line}")
    assert answer
    assert "over" in plain(answer.text)
    assert await starts(owls) == []


@pytest.mark.parametrize(
    ("called", "to", "labels", "start"),
    [
        ("thu 19:00", "fri 7", ["07:00"], "Fri 08 Jan 07:00"),
        ("thu 19:00", "8", ["20:00"], "Thu 07 Jan 20:00"),
        ("every thu 19:00", "8", ["20:00", "From now on"], "Thu 07 Jan 20:00"),
        ("every thu 19:00", "8 always", ["08:00"], "Thu 07 Jan 08:00"),
        ("thu 19:00", "fri 12 in the evening", ["Sat 9 Jan, 00:00"], "Sat 09 Jan 00:00"),
        ("every thu 19:00", "fri 1 at night always", ["Fri 8 Jan, 01:00"], "Fri 08 Jan 01:00"),
        ("thu 19:00", "1 at night", [], "Fri 08 Jan 01:00"),
        ("fri 0:30", "1 at night", [], "Fri 08 Jan 01:00"),
    ],
)
async def test_it_is_asked_about_before_a_meeting_is_moved(
    owls: Gathering, called: str, to: str, labels: list[str], start: str
) -> None:
    await owls.say(BEN, f"/meet {called}")
    await answered(owls, BEN, await owls.say(BEN, f"/meet move {to}"), *labels)
    assert await starts(owls) == [start]


# hours after midnight


@pytest.mark.parametrize(
    ("line", "label", "start"),
    [
        ("thu 12 in the evening", "Thu 7 Jan, 00:00", "Thu 07 Jan 00:00"),
        ("thu 12 in the evening", "Fri 8 Jan, 00:00", "Fri 08 Jan 00:00"),
        ("fri 1 at night 60m nlp", "Sat 9 Jan, 01:00", "Sat 09 Jan 01:00"),
        ("sun 2 nachts", "Mon 11 Jan, 02:00", "Mon 11 Jan 02:00"),
        ("fri 4 nachts", "Fri 8 Jan, 04:00", "Fri 08 Jan 04:00"),
        ("fri 5:30 at night", "Sat 9 Jan, 05:30", "Sat 09 Jan 05:30"),
        ("thu midnight", "Fri 8 Jan, 00:00", "Fri 08 Jan 00:00"),
        ("tomorrow evening at 12", "Wed 6 Jan, 00:00", "Wed 06 Jan 00:00"),
        ("12 jan 1:30 at night", "Wed 13 Jan, 01:30", "Wed 13 Jan 01:30"),
        ("every thu 12:30 at night", "Fri 8 Jan, 00:30", "Fri 08 Jan 00:30"),
        ("thu 12 in the morning", "12:00", "Thu 07 Jan 12:00"),
        ("thu 12:30 in the morning", "00:30", "Thu 07 Jan 00:30"),
    ],
)
async def test_in_which_night_is_asked_before_the_group_hears(
    owls: Gathering, line: str, label: str, start: str
) -> None:
    asked = await owls.say(BEN, f"/meet {line}")
    assert await starts(owls) == []
    await answered(owls, BEN, asked, label)
    assert await starts(owls) == [start]


async def test_a_weekly_one_of_a_night_stays_on_the_day_that_was_pressed(owls: Gathering) -> None:
    await answered(owls, BEN, await owls.say(BEN, "/meet every thu 12 at night"), "Fri 8 Jan, 00:00")
    group = await owls.group()
    async with owls.database.store() as store:
        (meeting,) = await store.meetings.open(group.id, owls.clock.now)
    assert meeting.weekly


@pytest.mark.parametrize(
    ("said_at", "line", "start"),
    [
        ("2027-01-04 12:00", "mon 12 in the evening", "Tue 05 Jan 00:00"),
        ("2027-01-04 12:00", "this evening at 12", "Tue 05 Jan 00:00"),
        ("2027-01-05 00:10", "mon 12:30 at night", "Tue 05 Jan 00:30"),
        ("2027-01-04 12:00", "12 at night", "Tue 05 Jan 00:00"),
        ("2027-01-04 12:00", "thu 0:30", "Thu 07 Jan 00:30"),
        ("2027-01-04 12:00", "thu 0:30 nachts", "Thu 07 Jan 00:30"),
        ("2027-01-04 12:00", "thu 12am", "Thu 07 Jan 00:00"),
        ("2027-01-04 12:00", "thu 1 in the morning", "Thu 07 Jan 01:00"),
        ("2027-01-04 12:00", "thu 12 at noon", "Thu 07 Jan 12:00"),
        ("2027-01-04 12:00", "thu noon", "Thu 07 Jan 12:00"),
    ],
)
async def test_a_night_is_not_asked_about_that_can_be_one_alone_or_is_said(
    owls: Gathering, said_at: str, line: str, start: str
) -> None:
    owls.clock.now = utc(said_at)
    await owls.say(BEN, f"/meet {line}")
    assert await starts(owls) == [start]


@pytest.mark.parametrize(
    "line",
    [
        "thu 9 and 8",
        "thu 7:00 and 8 in the evening",
        "thu 7 in the morning and 8 in the evening",
        "thu 9 in the evening and 8",
    ],
)
async def test_another_time_is_no_topic_by_its_number(owls: Gathering, line: str) -> None:
    answer = await owls.say(BEN, f"/meet {line}")
    assert answer
    assert "I don't understand" in plain(answer.text)
    assert await starts(owls) == []


# days of other weeks


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("next thu 19:00", "Thu 07 Jan 19:00"),
        ("next mon 19:00", "Mon 11 Jan 19:00"),
        ("this thu 19:00 nlp", "Thu 07 Jan 19:00"),
        ("nlp next week thu 19:00", "Thu 14 Jan 19:00"),
        ("thu 19:00 next week", "Thu 14 Jan 19:00"),
        ("every thu from next week 19:00", "Thu 14 Jan 19:00"),
        ("every thu 19:00 starting next week", "Thu 14 Jan 19:00"),
        ("thu in two weeks 19:00", "Thu 21 Jan 19:00"),
        ("this evening", "Mon 04 Jan 19:00"),
    ],
)
async def test_next_thursday_and_its_like_are_days_and_no_topic(owls: Gathering, line: str, start: str) -> None:
    await owls.say(BEN, f"/meet {line}")
    assert await starts(owls) == [start]


@pytest.mark.parametrize(
    ("line", "labels", "start"),
    [
        ("next week 19:00", ["Thu 14 Jan"], "Thu 14 Jan 19:00"),
        ("Next Week nlp", ["Wed 13 Jan", "19:00"], "Wed 13 Jan 19:00"),
        ("this week 19:00", ["Fri 8 Jan"], "Fri 08 Jan 19:00"),
        ("Next week in the evening", ["Thu 14 Jan"], "Thu 14 Jan 19:00"),
        ("next week, 19:00", ["Thu 14 Jan"], "Thu 14 Jan 19:00"),
        ("wed 14 jan 19:00", ["Wed 13 Jan"], "Wed 13 Jan 19:00"),
    ],
)
async def test_of_several_days_that_may_be_meant_one_is_chosen(
    owls: Gathering, line: str, labels: list[str], start: str
) -> None:
    await answered(owls, BEN, await owls.say(BEN, f"/meet {line}"), *labels)
    assert await starts(owls) == [start]


@pytest.mark.parametrize("line", ["wed 19:00 14 jan", "thu 25:00", "yesterday 19:00"])
async def test_what_is_no_day_to_come_or_contradicts_itself_calls_nothing(owls: Gathering, line: str) -> None:
    await owls.say(BEN, f"/meet {line}")
    assert await starts(owls) == []


@pytest.mark.parametrize(
    ("to", "start"),
    [("next week", "Thu 14 Jan 19:00"), ("next fri", "Fri 08 Jan 19:00"), ("tomorrow", "Tue 05 Jan 19:00")],
)
async def test_a_meeting_is_moved_to_a_day_of_another_week(owls: Gathering, to: str, start: str) -> None:
    await owls.say(BEN, "/meet thu 19:00")
    await owls.say(BEN, f"/meet move {to}")
    assert await starts(owls) == [start]


async def test_promises_and_pauses_know_the_same_days(owls: Gathering) -> None:
    for day, meant in [("next thu", "Thu 7 Jan"), ("thu next week", "Thu 14 Jan"), ("thu of next week", "Thu 14 Jan")]:
        assert f"Until {meant}: “one chapter”" in await owls.tell(BEN, f"/promise one chapter by {day}", None)
    assert "Thu 14 Jan" in await owls.tell(BEN, "/pause until next week thu", None)
