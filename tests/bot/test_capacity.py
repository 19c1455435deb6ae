"""Weekly hours, chosen days, what-ifs and re-planning, on a roadmap that states its effort and has something optional."""

from datetime import timedelta

import pytest

from bot.chat.context import Context
from bot.chat.platform import Speaker
from bot.chat.reply import Reply
from bot.commands import COMMANDS
from bot.errors import Missing, NotUnderstood
from bot.platforms.console.renderer import plain
from roadmap.model import Duration, Hours, Roadmap, Topic
from tests.bot.conftest import ANN, Talk, bound
from tests.conftest import SQLITE

ENGINES = SQLITE

RICH = Roadmap(
    "ml-data",
    "Rich",
    (
        Topic(slug="python", number=1, title="Python", duration=Duration.in_weeks(4, 6), weekly_hours=Hours(5, 8)),
        Topic(slug="maths", number=2, title="Maths", total_hours=Hours(58, 58)),
        Topic(slug="extras", number=3, title="Extras", duration=Duration.in_weeks(2, 2), optional=True),
        Topic(slug="project", number=4, title="Project"),
    ),
)


class Learner:
    """Ann on the rich roadmap; every line is a transaction of its own."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def wait(self, days: int) -> None:
        self._talk.wait(timedelta(days=days))

    async def reply(self, line: str) -> Reply:
        name = line.removeprefix("/").split()[0]
        async with self._talk.database.store() as store:
            contact = await store.learners.by_account("console", ANN)
            context = Context(store, Speaker("console", ANN), self._talk.clock(), "UTC", contact, COMMANDS)
            context.roadmap = RICH
            command = next(one for one in COMMANDS if one.name == name)
            return await command.run(context, **await bound(command, line, context))

    async def say(self, line: str) -> str:
        return plain((await self.reply(line)).text)

    async def facts(self) -> int:
        return len((await self._talk.rows())["progress_events"])


@pytest.fixture
async def ann(talk: Talk) -> Learner:
    await talk.say("/start ml-data today")
    return Learner(talk)


# /hours


async def test_hours_give_windows_to_what_is_counted_in_hours_alone(ann: Learner) -> None:
    before = await ann.say("/status 1")
    assert "Maths · not begun · no set time" in before
    said = await ann.say("/hours 5.8")
    assert "5.8 hours a week" in said
    assert "Counting Maths as well, all is done by Sun 9 May at the latest." in said
    assert "Maths · not begun · aim for 11 Apr, latest 25 Apr" in await ann.say("/status 1")


async def test_fewer_hours_than_recommended_stretch_the_weeks_and_undo_takes_it_back(ann: Learner) -> None:
    plan = await ann.say("/plan")
    reply = await ann.reply("/hours 2.5 yes")
    assert "aim for 28 Feb, latest 28 Mar" in await ann.say("/plan")
    assert reply.buttons[0].line == "/undo 1@1"
    assert "studying 2.5 hours a week" in await ann.say("/undo 1@1")
    assert await ann.say("/plan") == plan


async def test_hours_are_shown_said_twice_and_unset(ann: Learner) -> None:
    await ann.say("/hours 6 hours a week yes")
    assert "You study 6 hours a week" in await ann.say("/hours 6")
    assert "Hours: 6 hours a week" in await ann.say("/settings")
    assert await ann.facts() == 1
    assert "unset" in await ann.say("/hours off yes")
    assert "have not said" in await ann.say("/hours")


async def test_weekly_hours_are_no_minutes_of_study(ann: Learner) -> None:
    await ann.say("/hours 6 yes")
    assert "45 min of your 6 hours this week" in await ann.say("/checkin 45")


async def test_a_topic_stretched_by_hours_is_told_by_its_days(ann: Learner) -> None:
    await ann.say("/begin python")
    ann.wait(8)
    assert "week 2, planned 4–6" in await ann.say("/today")
    await ann.say("/hours 2.5 yes")
    assert "day 9, planned 56–84" in await ann.say("/today")


async def test_a_topic_says_what_it_asks_for(ann: Learner) -> None:
    assert "Recommended: 4–6 weeks at 5–8 hours a week" in await ann.say("/topic python")
    assert "Recommended: 58 hours" in await ann.say("/topic maths")
    assert "Recommended: no set time" in await ann.say("/topic project")


@pytest.mark.parametrize("line", ["/hours 2.5", "/days mon wed sat", "/days mon wed sat longer"])
async def test_what_moves_the_end_is_shown_first_stored_by_a_tap_and_taken_back_with_one(
    ann: Learner, line: str
) -> None:
    assert "Noted" in await ann.say("/hours 6")  # what gets its first days by it moves nothing
    plan, told = await ann.say("/plan"), await ann.facts()
    preview = await ann.reply(line)
    assert "the end moves" in preview.text
    assert "Nothing is changed yet." in preview.text
    assert preview.buttons[-1].line == "/nothing"
    assert await ann.facts() == told
    done = await ann.reply(preview.buttons[-2].line)
    assert done.in_place
    assert await ann.facts() == told + 1
    assert await ann.say("/plan") != plan
    await ann.say(done.buttons[0].line)
    assert await ann.say("/plan") == plan


async def test_days_are_stored_at_once_where_they_move_no_end(ann: Learner) -> None:
    ann.wait(400)
    await ann.say("/plan finish by 30 june 2028")
    assert "Noted: I count Mon–Fri" in await ann.say("/days mon-fri")


# /days


async def test_both_ways_to_mean_the_weeks_are_a_tap_each_with_the_end_of_each(ann: Learner) -> None:
    reply = await ann.reply("/days mon wed sat")
    assert [button.line for button in reply.buttons] == [
        "/days mon wed sat stay yes",
        "/days mon wed sat longer yes",
        "/nothing",
    ]
    said = plain(reply.text)
    assert "the end moves from Sun 28 Feb to Wed 12 May, if “4–6 weeks” meant studying every day" in said
    assert "weeks with your own days in them, all is done by Sat 27 Feb" in said
    assert "the end moves" not in await ann.say("/days mon wed sat, the weeks stay")


async def test_where_the_weeks_stay_a_topic_is_told_by_its_weeks(ann: Learner) -> None:
    await ann.say("/days mon wed sat, the weeks stay")
    await ann.say("/begin python")
    ann.wait(8)
    assert "week 2, planned 4–6" in await ann.say("/today")
    assert "planned at 6–8 weeks from beginning to end" in await ann.say("/forecast")


async def test_how_the_weeks_are_meant_can_be_changed_alone_and_is_no_matter_where_every_day_counts(
    ann: Learner,
) -> None:
    assert "I count every day" in await ann.say("/days the weeks stay")
    assert await ann.facts() == 0
    await ann.say("/days mon wed sat longer yes")
    assert "takes you longer" in await ann.say("/days")
    assert "the end moves from Wed 12 May to Sat 27 Feb" in await ann.say("/days the weeks stay")
    await ann.say("/days the weeks stay yes")
    assert "a week is 3 days of yours" in await ann.say("/days")


# /whatif


async def test_what_if_looks_ahead_and_stores_nothing(ann: Learner) -> None:
    await ann.say("/hours 2.5 yes")
    said = await ann.say("/whatif 10 hours")
    assert "All done by Tue 21 Sep → Fri 2 Apr at the latest." in said
    assert "🔮 As likely as not by" in said
    assert "Nothing is changed." in said
    assert "2.5 hours" in await ann.say("/hours")
    assert await ann.facts() == 1


async def test_a_day_to_finish_by_is_answered_with_a_pace_and_with_hours(ann: Learner) -> None:
    await ann.say("/hours 6 yes")
    said = await ann.say("/whatif finish by 30 april")
    assert (
        "To be done by Fri 30 Apr, there are about 17 weeks for the 3 topics left; they are planned at 15–18 weeks."
        in said
    )
    assert "by the recommended durations I give that a chance of about 50 %" in said
    assert "By the plan, from today on, 7 hours a week would do; now it's 6 hours." in said
    assert await ann.facts() == 1


async def test_what_is_counted_in_hours_is_left_out_of_the_forecast_until_they_are_known(ann: Learner) -> None:
    assert "Not counted: Maths and Project. Tell me your weekly hours" in await ann.say("/forecast")
    await ann.say("/hours 6 yes")
    assert "Not counted: Project, because" in await ann.say("/forecast")


async def test_too_early_a_day_is_beyond_all_hours(ann: Learner) -> None:
    await ann.say("/hours 6 yes")
    assert "more hours a week alone would not do it" in await ann.say("/whatif finish by 6 january")


@pytest.mark.parametrize("said", ["0 hours", "101 hours a week"])
async def test_hours_out_of_bounds_are_none(ann: Learner, said: str) -> None:
    assert "Between half an hour and 100 hours" in await ann.say(f"/whatif {said}")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("finish by june", "Wed 30 Jun"),
        ("by january", "Sun 31 Jan"),
        ("finish in february 2028", "Tue 29 Feb 2028"),
        ("Finish by the end of March", "Wed 31 Mar"),
        ("i finish by 1 july", "Thu 1 Jul"),
        ("finish by friday", "Fri 8 Jan"),
        ("2027-06-01", "Tue 1 Jun"),
    ],
)
async def test_days_and_months_to_finish_by_are_read_as_people_type_them(ann: Learner, said: str, day: str) -> None:
    assert f"To be done by {day}" in await ann.say(f"/whatif {said}")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("30 a week", "At 30 topics a week, what is left (4) is done by"),
        ("1 a week", "At 1 topic a week, what is left (4) is done by"),
        ("30/week", "At 30 topics a week"),
        ("2 topics per week", "At 2 topics a week"),
        ("i do 3 lessons a day", "At 3 topics a day"),
        ("1 each month", "At 1 topic a week"),
    ],
)
async def test_a_bare_number_a_week_is_one_of_topics_as_in_the_plan(ann: Learner, said: str, words: str) -> None:
    """Hours are said to be hours."""
    asked = await ann.say(f"/whatif {said}")
    assert words in asked
    assert "chance" in asked
    assert "Nothing is changed." in asked
    assert await ann.facts() == 0


@pytest.mark.parametrize("said", ["3 hours a week", "3h/week", "3"])
async def test_hours_a_week_stay_hours(ann: Learner, said: str) -> None:
    assert "3 hours" in await ann.say(f"/whatif {said}")


async def test_no_topics_a_week_are_no_pace(ann: Learner) -> None:
    with pytest.raises(NotUnderstood):
        await ann.say("/whatif 0 a week")


@pytest.mark.parametrize("said", ["finish", "finish by", "finish by hook or crook", "finish by june 9999", "x" * 900])
async def test_what_is_no_day_and_no_hours_is_answered_with_examples(ann: Learner, said: str) -> None:
    with pytest.raises(NotUnderstood):
        await ann.say(f"/whatif {said}")


async def test_what_if_asks_for_something(ann: Learner) -> None:
    with pytest.raises(Missing):
        await ann.say("/whatif")


# /replan


async def test_three_ways_are_offered_each_with_its_end(ann: Learner) -> None:
    await ann.say("/hours 5 yes")
    ann.wait(21)
    reply = await ann.reply("/replan")
    assert [button.line for button in reply.buttons] == [
        "/replan fresh",
        "/replan hours",
        "/replan drop",
        "/plan",
    ]
    said = plain(reply.text)
    assert "hours a week hold the old end" in said
    assert "Drop what's optional: Extras." in said
    assert said.count("at the latest") == 3


@pytest.mark.parametrize("way", ["stretch", "hours", "drop"])
async def test_a_way_is_previewed_done_with_one_tap_and_taken_back_with_one(ann: Learner, way: str) -> None:
    await ann.say("/hours 5 yes")
    ann.wait(21)
    plan = await ann.say("/plan")
    preview = await ann.reply(f"/replan {way}")
    assert "Nothing is changed yet." in preview.text
    assert await ann.say("/plan") == plan
    done = await ann.reply(preview.buttons[0].line)
    new = await ann.say("/plan")
    assert "Your plan from Mon 25 Jan" in new
    assert ("Extras\nskipped" in new) is (way == "drop")
    end = next(line for line in plain(preview.text).splitlines() if line.startswith("All done"))
    assert end in plain(done.text)
    await ann.say(done.buttons[0].line)
    assert await ann.say("/plan") == plan


async def test_the_hours_that_hold_the_end_are_the_fewest_in_half_hours_that_do(ann: Learner) -> None:
    await ann.say("/hours 5 yes")
    ann.wait(21)
    said = await ann.say("/replan hours")
    assert "7 hours a week hold the old end" in said
    assert "All done by Fri 21 May → Tue 18 May at the latest." in said


async def test_an_end_that_holds_needs_no_more_hours(ann: Learner) -> None:
    await ann.say("/hours 5 yes")
    assert "No need: the old end, Fri 21 May, holds" in await ann.say("/replan hours")


async def test_an_end_of_topics_without_hours_is_beyond_more_of_them(ann: Learner) -> None:
    await ann.say("/hours 99 yes")
    ann.wait(20)
    assert "More hours alone would not hold" in await ann.say("/replan hours")


async def test_hours_do_not_bring_back_an_end_that_is_over(ann: Learner) -> None:
    ann.wait(400)
    assert "is over; no hours bring it back" in await ann.say("/replan hours")
