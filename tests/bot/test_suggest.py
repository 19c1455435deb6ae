"""What is suggested while an argument is being typed: what fits, at most 25, and never a write."""

import asyncio
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.library import default_roadmap
from bot.chat.platform import Speaker, Typed
from bot.chat.reply import Reply
from bot.chat.suggestions import LONGEST_CHOICE, MOST_CHOICES, matching
from bot.commands import COMMANDS
from bot.errors import Choice
from bot.store import Database
from bot.store.trips import BUSY_MILLISECONDS
from bot.texts.helps import of
from tests.bot.conftest import ANN, MONDAY, Talk
from tests.conftest import SQLITE

ENGINES = SQLITE
THREADS = True

TOPICS = [Choice(f"⬜ {topic.title}", str(topic.number)) for topic in default_roadmap().order]


async def suggest(talk: Talk, name: str, option: str, typed: str = "") -> list[str]:
    asked = Typed(Speaker("console", ANN), name, option, typed, talk.clock())
    return [choice.label for choice in await talk.dispatcher.suggest(asked)]


def labels(typed: str, kind: str = "topic") -> list[str]:
    return [choice.label for choice in matching(TOPICS, typed, kind, default_roadmap())]


async def test_everything_there_is_is_suggested_before_anything_is_typed(talk: Talk) -> None:
    assert len(await suggest(talk, "done", "topics")) == 7


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("deep", "⬜ Deep Learning"),
        ("LEARN", "⬜ Deep Learning"),
        ("nlp", "⬜ NLP"),
        ("natural lang", "⬜ NLP"),
        ("3", "⬜ NLP"),
        ("deap lerning", "⬜ Deep Learning"),
        ("computer vision", "⬜ Image Processing"),
    ],
)
def test_a_topic_is_suggested_by_whatever_a_command_finds_it_by(typed: str, label: str) -> None:
    assert labels(typed)[0] == label


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    assert labels("zzzzzz") == []


def test_several_topics_are_completed_one_after_the_other() -> None:
    (choice,) = matching(TOPICS, "nlp,  image", "topics", default_roadmap())
    assert choice == Choice("nlp, ⬜ Image Processing", "nlp, 4")


@settings(deadline=None)
@given(st.text(max_size=120), st.sampled_from(["topic", "topics", "text"]), st.integers(0, 60))
def test_suggestions_always_fit_the_platforms(typed: str, kind: str, count: int) -> None:
    offers = [Choice(f"{number} {'word ' * (number % 40)}", f"{number}{'x' * number * 3}") for number in range(count)]
    chosen = matching(offers, typed, kind, default_roadmap())
    assert len(chosen) <= MOST_CHOICES
    assert all(1 <= len(one.label) <= LONGEST_CHOICE and 1 <= len(one.line) <= LONGEST_CHOICE for one in chosen)


@pytest.mark.parametrize(("name", "option"), [("done", "note"), ("done", "colour"), ("unheard", "topics")])
async def test_nothing_is_suggested_where_there_is_nothing_to_suggest(talk: Talk, name: str, option: str) -> None:
    assert await suggest(talk, name, option) == []


async def test_a_suggestion_waits_for_no_writer(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    await suggest(talk, "done", "topics")
    async with talk.database.store() as store:
        assert await store.learners.by_account("console", ANN)
        async with asyncio.timeout(BUSY_MILLISECONDS / 1000 - 0.5):  # a writer would wait for longer
            assert await suggest(talk, "done", "topics", "nl") == ["⬜ NLP"]


async def _writing(context: Context) -> list[Choice]:
    await context.meet()
    return [Choice("never", "never")]


@command("sneak", of("Write where only reading is allowed", what="What"), "/sneak x")
async def sneak(context: Context, what: Annotated[str, Arg(suggest=_writing)]) -> Reply:
    raise NotImplementedError


async def test_a_suggestion_that_writes_breaks_and_stores_nothing(database: Database) -> None:
    talk = Talk(database, (*COMMANDS, sneak))
    assert await suggest(talk, "sneak", "what") == []
    with pytest.raises(DBAPIError):
        async with database.reading() as store:
            await _writing(Context(store, Speaker("console", ANN), MONDAY, "UTC", None))
    stored = {name for name, rows in (await talk.rows()).items() if rows}
    assert stored == {"incidents"}  # by its number whoever operates the bot finds it


async def test_whoever_has_read_can_still_write(talk: Talk) -> None:
    for _ in range(3):
        await suggest(talk, "done", "topics")
        assert "completed" in await talk.hear("/done nlp")
        await talk.hear("/undo")
