"""What holds for every command there is, and for every one to come."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from markupsafe import Markup

from bot.chat.command import Command, Param, Where
from bot.chat.context import Context
from bot.chat.library import default_roadmap
from bot.chat.menu import by_name
from bot.chat.offers import meant, offers_of
from bot.chat.platform import Speaker
from bot.commands import COMMANDS
from bot.platforms.console.renderer import plain
from bot.platforms.console.travel import MovingClock
from bot.said.options import TEXTS
from bot.store import Database, Store
from bot.store.trips import in_place
from bot.store.values import Imported
from roadmap.writing.documents import write_json
from tests.bot.conftest import ANN, BEN, LESSONS, OWLS, Talk, bound, bound_by_name, called, going_through
from tests.conftest import SQLITE

ENGINES = SQLITE

MOST_COMMANDS, MOST_PARAMS, LONGEST_HELP = 100, 25, 100
"""The narrowest limits of the platforms: Telegram's commands, Discord's options and descriptions."""

EVERY = tuple(by_name(COMMANDS).values())
"""Those that stand behind another too."""

each_command = pytest.mark.parametrize("command", EVERY, ids=lambda command: command.name)
each_example = pytest.mark.parametrize(
    ("command", "example"), [(command, example) for command in EVERY for example in command.examples]
)
each_suggestion = pytest.mark.parametrize(
    ("command", "param"),
    [(command, param) for command in EVERY for param in command.params if param.is_completed or param.choices],
    ids=lambda value: value.name,
)


async def context_of(talk: Talk, store: Store, account: int, command: Command) -> Context:
    """Where the command makes sense: in the group of the Owls, or in the direct chat."""
    contact = await store.learners.seen("console", account)
    context = Context(store, Speaker("console", account), talk.clock(), "UTC", contact, COMMANDS)
    if command.where is Where.GROUP:
        context.place, context.group = OWLS, await store.groups.find("console", OWLS.chat_id)
    return context


@pytest.fixture(scope="module")
def studied(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MovingClock]:
    """Ann enrolled in January and has begun, completed and skipped something; she has joined the Owls, as has Ben, who can
    help her. It is June, and she has just begun something else. It is copied, never used."""
    path = Path(copyfile(migrated, tmp_path_factory.mktemp("studied") / "studied.db"))
    with in_place():
        return path, asyncio.run(_studied(f"sqlite:///{path}"))


async def _studied(url: str) -> MovingClock:
    talk = Talk(Database(url))
    async with talk.database.store() as store:
        imported = Imported("json", "", write_json(replace(default_roadmap(), slug="second")))
        await store.roadmaps.add("second", None, imported, talk.clock())
    for line in ("/start second today", "/start ml-data today", "/begin 3", "/done 1", "/skip 7"):
        await talk.say(line)
    async with talk.database.store() as store:
        context = await context_of(talk, store, ANN, COMMANDS[0])
        await going_through(context, "nlp", *LESSONS)
    await talk.say("/tick 3")
    for line, by in (
        ("/group start", ANN),
        ("/join yes", ANN),
        ("/join yes", BEN),
        ("/helpme dl", ANN),
        ("/canhelp", BEN),
        ("/group lead ann", ANN),
    ):
        await talk.say(line, by=by, place=OWLS)
    await talk.say("/leaders day", by=BEN)
    talk.wait(timedelta(days=150))
    await talk.say("/begin 2")  # which can be corrected: it was just said
    await talk.database.close()
    return talk.clock


@pytest.fixture
async def studying(studied: tuple[Path, MovingClock], tmp_path: Path) -> AsyncIterator[Talk]:
    """Ann and Ben as above, on a database of one's own."""
    path, clock = studied
    database = Database(f"sqlite:///{copyfile(path, tmp_path / 'studying.db')}")
    yield Talk(database, clock=MovingClock(clock()))
    await database.close()


def test_no_two_commands_share_a_name_and_all_fit_every_platform() -> None:
    names = [command.name for command in EVERY]
    assert len(set(names)) == len(names)
    assert len(COMMANDS) <= MOST_COMMANDS
    assert not any(command.is_behind for command in COMMANDS)


@each_command
def test_a_command_has_a_name_a_help_and_an_example_that_fit_every_platform(command: Command) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,32}( [a-z0-9_]{1,32})?", command.name)
    assert 1 <= len(command.help) <= LONGEST_HELP
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    assert command.examples
    assert all(f"{example} ".startswith(f"/{command.name} ") for example in command.examples)


@each_command
def test_every_parameter_says_what_it_is_for(command: Command) -> None:
    assert len(command.params) <= MOST_PARAMS
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", param.name) for param in command.params)
    assert all(1 <= len(param.help) <= LONGEST_HELP for param in command.params)
    required = [param.required for param in command.params]
    assert required == sorted(required, reverse=True), "what is required comes first, as Discord wants it"


@each_example
async def test_every_example_is_understood_and_carried_out(studying: Talk, command: Command, example: str) -> None:
    async with studying.database.store() as store:
        context = await context_of(studying, store, ANN, command)
        found, arguments = await called(command, example, context)
        assert (await found.run(context, **arguments)).text


@each_command
async def test_help_shows_how_a_command_is_typed_what_its_parameters_are_and_its_examples(
    talk: Talk, command: Command
) -> None:
    shown = await talk.hear(f"/help {command.name}")
    assert command.usage in shown
    assert command.help in shown
    assert all(example in shown for example in command.examples)
    assert all(param.help in shown for param in command.in_menu if param.kind != "sure")


async def test_help_lists_every_command(talk: Talk) -> None:
    shown, more = await talk.hear("/help"), await talk.hear("/help more")
    assert all(re.search(rf"/{command.name}\b", shown) for command in COMMANDS)
    assert all(f"/{command.name} – {command.help}" in more for command in COMMANDS)


async def test_help_tells_of_five_commands_and_names_each_other_once(talk: Talk) -> None:
    for place in (None, OWLS):
        said = plain(getattr(await talk.say("/help", place=place), "text", Markup()))
        assert len(re.findall(r"^/\w+ – ", said, re.MULTILINE)) == 5
        named = re.findall(r"(?:^|[:·] )/(\w+)", said.rpartition("\n\n")[0], re.MULTILINE)
        assert Counter(named) == Counter(command.name for command in COMMANDS)


def test_the_menu_of_a_direct_chat_and_that_of_a_group_are_short() -> None:
    alone = [one.name for one in COMMANDS if one.menu and one.where is not Where.GROUP]
    among = [one.name for one in COMMANDS if one.menu and one.where is Where.GROUP]
    assert alone == ["today", "done", "log", "status", "plan", "pause", "settings", "help"]
    assert among == ["group", "join", "board", "meet", "helpme"]


async def test_help_lists_what_is_for_groups_last_and_in_a_group_first(talk: Talk) -> None:
    line = "/help more"
    shown = await talk.hear(line), plain(getattr(await talk.say(line, place=OWLS), "text", Markup()))
    alone, among = ([text.index(f"/{one.name} – ") for one in COMMANDS if one.where is Where.GROUP] for text in shown)
    others = [[text.index(f"/{one.name} – ") for one in COMMANDS if one.where is not Where.GROUP] for text in shown]
    assert min(alone) > max(others[0])
    assert max(among) < min(others[1])


@each_suggestion
@pytest.mark.parametrize("account", [ANN, BEN], ids=["a learner", "a stranger"])
async def test_what_is_suggested_is_understood_and_asking_for_it_stores_nothing(
    studying: Talk, command: Command, param: Param, account: int
) -> None:
    before = await studying.rows()
    async with studying.database.reading() as store:  # where a write raises
        context = await context_of(studying, store, account, command)
        choices = await offers_of(param, context) or meant(command, param, context, "berlin")
        needed = {one.name: "5" for one in command.params if one.required and one is not param}
        if account == BEN and "steps" in needed:
            return  # a stranger has no step that a day could be told for
        named = [await bound_by_name(command, {**needed, param.name: choice.line}, context) for choice in choices]
        head = " ".join([f"/{command.name}", *needed.values()])
        typed = [await bound(command, f"{head} {choice.line}", context) for choice in choices]
    assert all(param.name in arguments for arguments in named)
    if sum(one.kind in TEXTS for one in command.params) > 1:
        typed, named = (
            [" ".join(map(str, one.values())) for one in each] for each in (typed, named)
        )  # read as one text
        if param.kind == "minutes":
            typed = [one.removesuffix("m") for one in typed]
    assert typed == named or (command.grammar.minutes and param.kind == "topics"), "there a number is minutes"
    assert all(1 <= len(choice.line) <= LONGEST_HELP for choice in choices), "Discord's limit of a choice"
    assert await studying.rows() == before
    if account == ANN:
        assert choices
