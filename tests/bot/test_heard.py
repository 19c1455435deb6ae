"""The door of the kernel: a line is resolved once, a press is read once and admitted once, and all behind it work with that."""

import ast
from dataclasses import replace
from typing import Any, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import admitted
from bot.chat.command import Where
from bot.chat.heard import PASTED, line_heard
from bot.chat.platform import Admitted, Place, Pressed, Speaker, Spoken, Voice
from bot.chat.reply import Message
from tests.bot.conftest import ANN, BEN, MONDAY, Talk
from tests.bot.source import called, calls, sources, tree, where
from tests.bot.test_dispatch import data_of
from tests.said.reading import AMONG, BY_NAME, DIRECT, lessons, requests, studying

SPEAKER = Speaker("console", ANN)
LEARNING = studying(("nlp", lessons(9)))


class Watched(str):
    """A line that counts how often its first word is looked at, in any of the ways there are."""

    __slots__ = ("looks",)

    def __new__(cls, line: str) -> Self:
        made = super().__new__(cls, line)
        made.looks = 0
        return made

    def split(self, *given: Any, **named: Any) -> Any:
        self.looks += 1
        return super().split(*given, **named)

    def partition(self, *given: Any) -> Any:
        self.looks += 1
        return super().partition(*given)

    def removeprefix(self, *given: Any) -> Any:
        self.looks += 1
        return super().removeprefix(*given)


class Felt:
    """A press that counts how often what its button carried is read."""

    def __init__(self, data: str) -> None:
        self.speaker, self.place, self.at = SPEAKER, Place(ANN, direct=True), MONDAY
        self.message_id, self.beside = "7", (data, data)
        self._data, self.reads, self.answers = data, 0, ()

    @property
    def data(self) -> str:
        self.reads += 1
        return self._data


def made(name: str) -> list[str]:
    """The files of the bot that call something of this name, once for each call."""
    paths = [path for path in sources("") if f"{name}(" in path.read_text(encoding="utf-8")]
    return [where(path, node).partition(":")[0] for path in paths for node in calls(tree(path)) if called(node) == name]


# Once


@pytest.mark.parametrize("line", ["/status", "/done nlp yesterday", "finished nlp", "/xyzzy", "/done", "/group start"])
@pytest.mark.parametrize("place", [DIRECT, Place("-1", direct=False, rights=None)], ids=["direct", "among others"])
async def test_a_line_is_resolved_once(lean: Talk, line: str, place: Place) -> None:
    watched = Watched(line)
    await lean.dispatcher.say(Spoken(SPEAKER, place, watched, MONDAY))
    assert watched.looks == 1


async def test_a_press_is_read_once_be_it_kept_or_carried(lean: Talk) -> None:
    shown = await lean.say("/done https://example.org/" + "x" * 60)
    data = data_of(shown, "NLP")
    assert "#" in data
    for carried in (data, data_of(await lean.say("/begin nlp"), "Undo")):
        felt: Any = Felt(carried)
        press = await lean.dispatcher.admit(felt)
        assert isinstance(press, Admitted)
        assert isinstance(await lean.dispatcher.press(press), Message)
        assert felt.reads == 1


def test_only_the_door_makes_what_was_heard_and_what_was_admitted() -> None:
    assert set(made("Heard")) == {"bot/chat/heard.py", "bot/chat/handed.py"}
    assert made("Admitted") == ["bot/chat/buttons.py"]
    doors = ("line_heard", "press_heard", "form_heard", "handed_heard", "admitted")
    assert [made(door) for door in doors] == [["bot/chat/dispatch.py"]] * len(doors)


def test_what_comes_in_is_known_to_the_door_alone() -> None:
    raw = {"Spoken", "Pressed", "Called"}
    inside = sources("chat", "commands", "nudges", "store", "texts")
    knowing = {
        path.stem
        for path in inside
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and raw & {name.name for name in node.names}
    }
    assert knowing == {"buttons", "dispatch", "forms", "heard", "intake"}


# As it is read afterwards


def test_what_stands_in_front_is_what_is_carried_out() -> None:
    for command in BY_NAME.values():
        place = AMONG if command.where is Where.GROUP else DIRECT
        for line in (one for one in command.examples if one.startswith("/")):
            heard = line_heard(Spoken(SPEAKER, place, line, MONDAY), BY_NAME)
            assert heard
            carried_out, _ = command.behind(line.partition(" ")[2])
            assert heard.command is carried_out
            assert requests(line, LEARNING, place)[0].command is carried_out


@given(st.text(max_size=40), st.sampled_from(Voice))
def test_among_others_nothing_is_heard_but_commands_of_ours_and_what_is_said_to_us(line: str, voice: Voice) -> None:
    heard = line_heard(Spoken(SPEAKER, AMONG, line, MONDAY, voice=voice), BY_NAME)
    is_command = voice is Voice.OWN and line.split()[:1] and line.split(maxsplit=1)[0].startswith("/")
    assert heard is None or voice in {Voice.TO_US, Voice.IN_REPLY} or (is_command and heard.command)
    assert line_heard(Spoken(SPEAKER, DIRECT, line, MONDAY, voice=voice), BY_NAME)


@given(st.sampled_from(["", "/", " ", "\n"]), st.sampled_from(sorted(BY_NAME)), st.text(max_size=40))
def test_the_command_in_front_is_found_however_it_is_typed(before: str, name: str, behind: str) -> None:
    for typed in (name, name.upper()):
        heard = line_heard(Spoken(SPEAKER, DIRECT, f"{before}{typed} {behind}", MONDAY), BY_NAME)
        assert heard
        assert heard.command is BY_NAME[name]


async def test_text_pasted_below_a_command_that_takes_a_document_is_one() -> None:
    spoken = Spoken(SPEAKER, DIRECT, "/import\n# Path\n- Sets", MONDAY)
    heard = line_heard(spoken, BY_NAME)
    assert heard
    assert heard.file
    assert (heard.words, heard.said, heard.file.name) == ("/import", spoken.line, PASTED)
    assert await heard.file.fetch() == b"# Path\n- Sets"
    other = line_heard(replace(spoken, line="/done nlp\n/begin 3"), BY_NAME)
    assert other
    assert (other.words, other.file) == ("/done nlp\n/begin 3", None)


# Admitted


@given(st.text(max_size=70))
def test_what_nobody_was_shown_is_admitted_for_nobody(data: str) -> None:
    for user in (ANN, BEN):
        press = admitted(Pressed(Speaker("console", user), Place(user, direct=True), data, MONDAY))
        assert isinstance(press, str) or data.startswith(("*", f"{int(user):x}:", f"{int(user):x}#"))
