"""What operators type is theirs alone: everybody else, everywhere else, hears what they would if nobody operated the bot."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import App
from bot.chat.platform import Place, Pressed, Speaker, Spoken
from bot.chat.reply import Message
from bot.commands import operators
from bot.platforms.console.renderer import plain
from bot.settings import Settings
from tests.bot.office import ANN, BEN, OPS, Office
from tests.conftest import SQLITE
from tests.presses import press

ENGINES = SQLITE


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    office = Office(database_url)
    yield office
    await office.close()


LINES = (
    "/stats",
    "/say hello everybody",
    "/block telegram:11",
    "/unblock telegram:11",
    "/learner 1",
    "/group 1",
    "/acts",
)
PEOPLE = {
    "an operator": OPS,
    "the operator's number on the other platform": {"telegram": OPS["discord"], "discord": OPS["telegram"]},
    "a learner": {"telegram": ANN, "discord": ANN},
    "a stranger": {"telegram": "77", "discord": "77"},
}


def test_every_command_of_operators_is_tried_here():
    assert {line.split()[0].removeprefix("/") for line in LINES} == {one.name for one in operators.COMMANDS}


@pytest.mark.parametrize("on", ["telegram", "discord"])
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("line", LINES)
async def test_who_may_say_what_to_the_bot_that_is_an_operators(office, line, who, on):
    await office.enrol(ANN, BEN)
    await office.enrol(ANN, on="discord")
    said = await office.say(line, PEOPLE[who][on], on)
    nobody = App(Settings(_env_file=None), clock=office.clock, database_url=office.url)
    spoken = Spoken(Speaker(on, PEOPLE[who][on]), Place(PEOPLE[who][on], direct=True), line, office.clock())
    without = await nobody.dispatcher.say(spoken)
    await nobody.database.close()
    assert without
    assert (said == plain(without.text)) is (who != "an operator"), "others hear what they would where nobody operates"
    assert ("I don't know" in said or "for groups" in said) is (who != "an operator")


@pytest.mark.parametrize("line", LINES)
async def test_in_a_group_operators_have_no_commands_either(office, line):
    place = Place("-5", direct=False, title="Owls")
    office.clock.now += timedelta(seconds=5)
    spoken = Spoken(Speaker("telegram", OPS["telegram"]), place, line, office.clock())
    answer = await office.app.dispatcher.say(spoken)
    if line != "/group 1":
        assert answer is None
    async with office.database.store() as store:
        assert not await store.operating.acts.last(10)


@pytest.mark.parametrize("line", ["/block telegram:11", "/say confirmed 0123456789abcdef", "/stats"])
async def test_a_crafted_button_gives_nobody_an_operators_command(office, line):
    await office.enrol(ANN, BEN)
    for owner in ("*", f"{int(ANN):x}"):
        pressed = Pressed(Speaker("telegram", ANN), Place(ANN, direct=True), f"{owner}:{line}", office.clock())
        answer = await press(office.app.dispatcher, pressed)
        assert isinstance(answer, Message)
        assert "I don't" in answer.text
    async with office.database.store() as store:
        assert not await store.operating.acts.last(10)


def test_no_menu_and_no_help_shows_them(office):
    names = {one.name for one in operators.COMMANDS} - {"group"}
    assert not names & {one.name for one in office.app.dispatcher.commands}
    assert not any(one.offered or one.menu for one in operators.COMMANDS)


async def test_help_tells_of_them_to_operators_alone(office):
    assert "/stats" in await office.say("/help more")
    await office.enrol(ANN)
    assert "/stats" not in await office.say("/help more", ANN)
