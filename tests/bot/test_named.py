"""Commands called from a platform's own menu: arguments by name, places where others are about, rights."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup, escape

from bot.chat.command import Command, Steps, Sure, Topics, Where, command
from bot.chat.context import Context
from bot.chat.platform import Called, Place, Right, Speaker
from bot.chat.reply import Button, Message, Reply
from bot.commands import COMMANDS
from bot.errors import Asked, Missing, NotPossible
from bot.platforms.console.renderer import plain
from bot.said.lines import line_of, lines_of
from bot.said.readings import Unclear
from bot.said.values import Call, End, Stretch
from bot.store import Database, Store
from bot.texts.helps import Help, of
from roadmap.model import Step, Topic
from roadmap.stages import Stage
from tests.bot.conftest import ANN, BEN, LESSONS, OWLS, Talk, bound_by_name, called, going_through
from tests.conftest import SQLITE

ENGINES = SQLITE

each_example = pytest.mark.parametrize(
    ("command", "example"), [(command, example) for command in COMMANDS for example in command.examples]
)
JUNE = datetime(2027, 6, 3, 8, tzinfo=UTC)
AMONG = Place("-1", direct=False, whispers=True)
MANAGING = Place("-1", direct=False, whispers=True, rights=frozenset([Right.MANAGE_GROUP]))
DIRECT = Place(ANN, direct=True, whispers=True)


@command(
    "note",
    of("Take a note", topics="Which topics", words="What to note", day="When", sure="Really"),
    "/note nlp well done",
)
async def note(
    context: Context,
    topics: Topics,
    words: str | None = None,
    day: date | None = None,
    sure: Sure | None = None,
) -> Reply:
    return Reply(text=escape(f"{len(topics)} {words} {day} {sure}"))


@command("rule", of("Set a rule"), "/rule", where=Where.GROUP, right=Right.MANAGE_GROUP)
async def rule(context: Context) -> Reply:
    await context.meet()
    return Reply(text=Markup("ruled"), buttons=(Button("Again", "/rule"),))


@command("board", of("Show the board"), "/board", where=Where.GROUP)
async def board(context: Context) -> Reply:
    return Reply(text=Markup("board"))


async def call(talk: Talk, name: str, place: Place = DIRECT, *, by: str = ANN, **options: str) -> Message:
    message = await talk.dispatcher.call(Called(Speaker("console", by), place, name, talk.clock(), options))
    assert message
    return message


def context_in(store: Store, place: Place = DIRECT) -> Context:
    """Ann's, who is a stranger yet."""
    return Context(store, Speaker("console", ANN), JUNE, "UTC", None, COMMANDS, place=place)


async def named(database: Database, called: Command, options: dict[str, str]) -> dict[str, object]:
    async with database.store() as store:
        return await bound_by_name(called, options, context_in(store))


def said(value: object) -> str:
    """An argument as somebody might type it into its own field."""
    match value:
        case True:
            return "yes"
        case Topic():
            return value.title
        case Steps(topic, steps):
            return f"{', '.join(step.title for step in steps)} of {topic.title}"
        case Step():
            return value.title
        case Stage():
            return value.by_number
        case Stretch(first, back):
            return f"since {first}" if back is None else f"from {first} until {back}"
        case tuple():
            return ", ".join(map(said, value))
        case End():
            return line_of(Call("plan", end=value)).removeprefix("/plan ")
        case _:
            return str(value)


@each_example
async def test_arguments_by_name_are_read_as_in_a_line(database: Database, command: Command, example: str) -> None:
    place = OWLS if command.where is Where.GROUP else DIRECT
    async with database.store() as store:
        context = context_in(store, place)
        await going_through(context, "nlp", *LESSONS)
        meant, typed = await called(command, example, context)
        options = {name: said(value) for name, value in typed.items()}
        assert await bound_by_name(meant, options, context) == typed


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({}, Missing),
        ({"topics": "   "}, Missing),
        ({"topics": "cooking"}, Missing),
        ({"topics": "ml"}, Asked),
        ({"topics": "half of nlp"}, Asked),
        ({"topics": "nlp yesterday"}, Asked),
        ({"topics": "nlp", "day": "31 april"}, NotPossible),
        ({"topics": "nlp", "day": "some time"}, Asked),
        ({"topics": "nlp", "day": "last week"}, Asked),
        ({"topics": "nlp", "day": "read it monday"}, Asked),
        ({"topics": "nlp", "colour": "red"}, Asked),
    ],
)
async def test_what_cannot_be_read_is_refused_as_in_a_line(
    database: Database, options: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await named(database, note, options)


async def test_a_text_in_the_place_of_a_file_is_asked_about(talk: Talk) -> None:
    speaker, place = Speaker("console", ANN), Place(ANN, direct=True)
    message = await talk.dispatcher.call(Called(speaker, place, "import", talk.clock(), {"document": "a file"}))
    assert message
    assert "a file" in plain(message.text)


@pytest.mark.parametrize("filler", ["the", "a while", "…"])
@pytest.mark.parametrize(
    ("name", "option"), [("done", "when"), ("checkin", "minutes"), ("done", "link"), ("pause", "days")]
)
async def test_an_option_that_says_nothing_of_what_it_is_for_is_not_passed_over(
    database: Database, name: str, option: str, filler: str
) -> None:
    called = next(one for one in COMMANDS if one.name == name)
    required = {param.name: "nlp" for param in called.params if param.required}
    with pytest.raises(Asked):
        await named(database, called, {**required, option: filler})


async def test_nothing_but_yes_is_a_yes(database: Database) -> None:
    assert "sure" not in await named(database, note, {"topics": "nlp", "sure": "maybe"})
    assert (await named(database, note, {"topics": "nlp", "sure": "Yes"}))["sure"] is True


async def unclear(database: Database, options: dict[str, str]) -> Unclear:
    with pytest.raises(Asked) as raised:
        await named(database, note, options)
    return raised.value.reading


async def test_a_button_keeps_all_that_was_said_beside_what_is_asked_about(database: Database) -> None:
    said_beside = {"words": "well done", "day": "yesterday", "sure": "yes"}
    reading = await unclear(database, {"topics": "ml", **said_beside})
    lines = [lines_of(option) for option in reading.options]
    assert [line.split()[1] for line in lines] == ["#ml-oops-multiprocessing", "#ci-cd-for-ml"]
    assert all("2027-06-02" in line and "well done" in line and line.endswith(" yes") for line in lines)


async def test_a_picker_keeps_all_that_was_said_beside_the_topic(database: Database) -> None:
    done = next(one for one in COMMANDS if one.name == "done")
    with pytest.raises(Missing) as raised:
        await named(database, done, {"topics": "cooking", "when": "yesterday", "note": "well done"})
    lines = [choice.line for choice in raised.value.choices]
    assert lines
    assert raised.value.said == "cooking"
    assert all("2027-06-02" in line and "well done" in line for line in lines)


async def test_a_text_keeps_what_a_line_would_have_read_as_something_else(database: Database) -> None:
    read = await named(database, note, {"topics": "nlp", "words": "due 3 march yes"})
    assert read["words"] == "due 3 march yes"


async def test_a_call_is_carried_out_as_a_line_is(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    called = await call(talk, "begin", topics="nlp", when="yesterday")
    await talk.say("/start ml-data today", by=BEN)
    typed = await talk.say("/begin nlp yesterday", by=BEN)
    assert typed
    assert called.text == typed.text
    assert "week 1, planned" in await talk.hear("/topic nlp")


@pytest.mark.parametrize("options", [{"topics": "\x00"}, {"topics": "x" * 10_000}, {"topics": "nlp", "when": "\ud800"}])
async def test_what_is_no_plain_text_of_some_length_is_refused(talk: Talk, options: dict[str, str]) -> None:
    before = await talk.rows()
    assert "I can't read that" in plain((await call(talk, "done", **options)).text)
    assert await talk.rows() == before


async def test_a_command_that_there_is_no_more_is_answered_with_the_nearest(talk: Talk) -> None:
    assert (await call(talk, "statsu")).keys[0].label == "/status"


async def test_among_others_every_answer_is_private_even_a_refusal(talk: Talk) -> None:
    for name, options in [("status", {}), ("done", {"topics": "cooking"}), ("unheard", {})]:
        assert (await call(talk, name, AMONG, **options)).private
        assert not (await call(talk, name, DIRECT, **options)).private


async def test_a_group_command_is_for_everybody_there_and_has_no_place_in_a_direct_chat(database: Database) -> None:
    talk = Talk(database, (*COMMANDS, board))
    shown = await call(talk, "board", AMONG)
    assert (shown.text, shown.private) == ("board", False)
    assert "for groups" in (await call(talk, "board", DIRECT)).text
    assert "for groups" in await talk.hear("/board")


async def test_a_right_is_checked_whoever_shows_the_command_and_before_anything_is_stored(database: Database) -> None:
    talk = Talk(database, (*COMMANDS, rule))
    refused = await call(talk, "rule", AMONG)
    assert "those who manage this group" in refused.text
    assert refused.private
    assert not any((await talk.rows()).values())
    assert (await call(talk, "rule", MANAGING)).text == "ruled"


def test_a_right_in_a_direct_chat_means_nothing() -> None:
    with pytest.raises(ValueError, match="only in groups"):
        command("rule", of("Set a rule"), right=Right.MANAGE_GROUP)(rule.run)


@pytest.mark.parametrize("words", [of("Set a rule", rule="Which"), of("Set a rule", day="When", words="Which")])
def test_a_command_has_a_help_for_each_argument_and_no_other(words: Help) -> None:
    async def run(_context: Context, words: str) -> Reply:
        return Reply(text=Markup(words))

    with pytest.raises(ValueError, match="a help for each argument"):
        command("rule", words)(run)


async def test_how_a_person_is_shown_is_neither_stored_nor_told_apart_by(talk: Talk) -> None:
    ann = Speaker("console", ANN, "Ann Example")
    assert ann == Speaker("console", ANN, "Annie")
    assert hash(ann) == hash(Speaker("console", ANN))
    await talk.dispatcher.call(Called(ann, DIRECT, "begin", talk.clock(), {"topics": "nlp"}))
    assert "Example" not in repr(await talk.rows())


async def test_calls_of_two_at_the_same_time_all_land(talk: Talk) -> None:
    await asyncio.gather(*(call(talk, "begin", by=by, topics=str(number)) for by in (ANN, BEN) for number in (1, 2, 3)))
    assert len((await talk.rows())["progress_events"]) == 6
