"""What is offered for an argument by what it is: days with their dates, lengths, places, topics of the group."""

from dataclasses import replace

import pytest

from bot.chat.command import COMPLETED
from bot.chat.library import default_roadmap
from bot.chat.offers import BY_KIND
from bot.chat.platform import Place, Speaker, Typed
from bot.chat.suggestions import matching
from bot.errors import Choice
from tests.bot.conftest import ANN, OWLS, Talk
from tests.bot.test_certificates import bring
from tests.conftest import SQLITE

ENGINES = SQLITE


async def offered(talk: Talk, name: str, option: str, typed: str = "", place: Place | None = None) -> list[Choice]:
    asked = Typed(Speaker("console", ANN), name, option, typed, talk.clock(), place)
    return list(await talk.dispatcher.suggest(asked))


async def labels(talk: Talk, name: str, option: str, typed: str = "", place: Place | None = None) -> list[str]:
    return [choice.label for choice in await offered(talk, name, option, typed, place)]


def test_each_kind_that_is_completed_has_something_to_offer() -> None:
    assert {*BY_KIND, "zone"} == COMPLETED


async def test_days_behind_are_offered_with_their_dates(talk: Talk) -> None:
    shown = await labels(talk, "done", "when")
    assert shown[:3] == ["Today, Mon 4 Jan", "Yesterday, Sun 3 Jan", "Sat 2 Jan"]
    assert len(shown) == 8


async def test_days_of_a_plan_are_offered_ahead(talk: Talk) -> None:
    assert (await labels(talk, "start", "when"))[:3] == ["Today, Mon 4 Jan", "Tomorrow, Tue 5 Jan", "Wed 6 Jan"]


@pytest.mark.parametrize(
    ("name", "option", "typed", "first"),
    [
        ("done", "when", "yest", Choice("Yesterday, Sun 3 Jan", "2027-01-03")),
        ("done", "when", "last tuesday", Choice("Tue 29 Dec 2026", "2026-12-29")),
        ("done", "when", "12 dec", Choice("Sat 12 Dec 2026", "2026-12-12")),
        ("log", "minutes", "1h20", Choice("1 h 20", "80m")),
        ("log", "minutes", "4", Choice("4 min", "4m")),
        ("pause", "days", "until friday", Choice("Back on Friday, Fri 8 Jan", "from 2027-01-04 until 2027-01-08")),
        ("timezone", "city", "berl", Choice("Berlin, DE · Europe/Berlin", "Europe/Berlin")),
        ("timezone", "city", "deutschland", Choice("Germany · Europe/Berlin", "Europe/Berlin")),
        ("plan", "finish", "30 june", Choice("Done by Wed 30 Jun", "finish by 2027-06-30")),
    ],
)
async def test_what_is_typed_is_offered_as_what_it_means(
    talk: Talk, name: str, option: str, typed: str, first: Choice
) -> None:
    assert (await offered(talk, name, option, typed))[0] == first


@pytest.mark.parametrize(
    ("name", "option", "typed"),
    [
        ("done", "when", "31 april"),
        ("log", "minutes", "long"),
        ("timezone", "city", "\U0001f408"),
        ("done", "when", "x" * 5000),
    ],
)
async def test_what_means_nothing_offers_nothing(talk: Talk, name: str, option: str, typed: str) -> None:
    assert await offered(talk, name, option, typed) == []


async def test_the_largest_places_are_offered_before_anything_is_typed(talk: Talk) -> None:
    shown = await labels(talk, "timezone", "city")
    assert 5 < len(shown) <= 12
    assert shown[0] == "Shanghai, CN · Asia/Shanghai"


def test_what_the_option_names_already_is_not_offered_again() -> None:
    topics = [Choice(topic.title, str(topic.number)) for topic in default_roadmap().order]
    shown = [choice.label for choice in matching(topics, "deep learning, 3, ", "topics", default_roadmap())]
    assert len(shown) == 5
    assert not any(label.endswith(("Deep Learning", "NLP")) for label in shown)
    steps = [Choice(f"Lesson {number}", f"#nlp/lesson-{number}") for number in (1, 2, 3)]
    left = [choice.line for choice in matching(steps, "#nlp/lesson-1, ", "steps", default_roadmap())]
    assert left == ["#nlp/lesson-1, #nlp/lesson-2", "#nlp/lesson-1, #nlp/lesson-3"]


async def test_a_question_to_a_group_is_about_the_groups_roadmap(talk: Talk) -> None:
    await talk.say("/group start ml-data", place=OWLS)
    await bring(talk, b"# My garden\n\n- [ ] Roses\n- [ ] Lawn\n- [ ] Pond\n")
    assert "NLP" in await labels(talk, "helpme", "topic", place=OWLS)
    assert "Roses" not in await labels(talk, "helpme", "topic", "roses", place=OWLS)
    assert "⬜ Roses" in await labels(talk, "done", "topics", place=OWLS)


async def test_in_a_post_of_a_forum_it_is_about_the_roadmap_of_the_group_that_lives_there(talk: Talk) -> None:
    there = replace(OWLS, thread_id="7")
    await talk.say("/group start ml-data", place=there)
    await bring(talk, b"# My garden\n\n- [ ] Roses\n- [ ] Lawn\n- [ ] Pond\n")
    assert "NLP" in await labels(talk, "helpme", "topic", place=there)
    assert "Roses" in await labels(talk, "helpme", "topic", place=replace(OWLS, thread_id="8"))
