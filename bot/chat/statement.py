"""One statement of a message becomes a reading: a command with what stands behind it, or a sentence."""

import asyncio
from collections.abc import Mapping

from bot.chat.platform import Place
from bot.chat.request import Commands, allow
from bot.said.certificates import CERTIFICATES, beside_deeds, is_about, tells_of_certificate
from bot.said.edits.edit_line import is_edit, plainly
from bot.said.edits.parts import behind
from bot.said.focus import begins_focus, read_focus
from bot.said.knowing import KNOWN, told_known
from bot.said.lexicon import Part
from bot.said.messages import Statement
from bot.said.plain import read_text
from bot.said.readings import (
    BEGIN,
    FOCUS,
    LOG,
    SKIP,
    START,
    STEPS,
    Grammar,
    Reading,
    Talking,
    Told,
    Unclear,
    Unknown,
    Untold,
    Why,
)
from bot.said.sentences import read_command, read_sentence
from bot.said.settings import goal_in
from bot.said.small_talk import SHOWN, talk_behind, talk_in
from bot.said.spare_time import spare_minutes
from bot.said.stages import read_stage
from bot.said.steps_line import edits_step, splits
from bot.said.studied import is_shown, page_of_log
from bot.said.study_times import is_about_times
from bot.said.values import Call
from bot.said.world import World
from roadmap.inside import with_own_steps
from roadmap.words import Chitchat, Mood

EDIT = "edit"
"""The command that changes a roadmap, which may be left out, as may be the one that changes the steps of a topic."""

NEXT = "next"
"""The command whose name also says which of several parts is meant."""

GOAL = "goal"
"""The command of how many days a week are a learner's goal."""

TIMES = "times"
"""The command of study times, which may be left out."""

TODAY = "today"
"""The command of what to do now, which takes the minutes that there are."""

VIEWS: Mapping[Chitchat, str] = {
    Chitchat.STATUS: "status",
    Chitchat.TODAY: TODAY,
    Chitchat.STEPS: "steps",
    Chitchat.KNEW: "looks knew",
    Chitchat.HALF: "looks half",
    Chitchat.GONE: "looks gone",
    Chitchat.WHY: "why",
    Chitchat.REPLAN: "replan",
    Chitchat.FORECAST: "forecast",
    Chitchat.PLAN: "plan",
    Chitchat.ROADMAP: "roadmap",
    Chitchat.STREAK: "streak",
    Chitchat.PORTFOLIO: "portfolio",
    Chitchat.LOG: "log",
    Chitchat.SETTINGS: "settings",
    Chitchat.NUDGES: "nudges",
    Chitchat.HELP: "help",
    Chitchat.UNDO: "undo",
    Chitchat.UNDO_LIST: "undo list",
}
"""What a sentence asks for, as it is typed."""


class StatementReader:
    """Reads statements in a place and a world."""

    def __init__(self, place: Place, commands: Commands, world: World) -> None:
        self._place, self._commands, self._world = place, commands, world

    def _grammar(self, command: str) -> Grammar:
        return self._commands[command].grammar

    async def read(self, statement: Statement) -> Reading:
        """What it says. Raises GroupOnly, NotAllowed and RightsUnknown for a command that has no place here, and Unreadable."""
        if focus := self._focus(statement):
            return focus
        if asked := self._with_spare_time(statement):
            return asked
        command = self._commands.get(statement.command)
        if command is None:
            return await self._sentence(statement)
        if not statement.slashed and (spoken := self._spoken(statement)):
            return spoken
        if command.name == START and (asked := self._step_begun(statement.said)):
            return asked
        grammar = command.grammar
        shown = read_stage(statement.said, grammar, self._world) if grammar.stage else None
        behind, said = command.behind(statement.said) if shown is None else (command, statement.said)
        if said != statement.said:
            return await self.read(Statement(behind.name, said, slashed=True))
        allow(command, self._place)
        if grammar.text:
            return self._text(statement, grammar)
        if shown:
            return shown
        if command.name == LOG:
            return await self._log(statement)
        return read_command(command.name, statement.said, self._grammar, self._world)

    def _focus(self, statement: Statement) -> Reading | None:
        """What a line says of a focus, behind its command or as a sentence; None for one that says nothing of any."""
        if FOCUS not in self._commands:
            return None
        if statement.command == FOCUS:
            return read_focus(statement.said, self._grammar, self._world)
        line = "" if statement.slashed else f"{statement.command} {statement.said}".strip()
        said = begins_focus(line, self._world) if line else None
        return None if said is None else read_focus(said, self._grammar, self._world)

    def _with_spare_time(self, statement: Statement) -> Reading | None:
        """What there is to do in the minutes that a line says there are."""
        if TODAY not in self._commands or statement.slashed:
            return None
        minutes = spare_minutes(f"{statement.command} {statement.said}".strip(), self._world)
        return Told((Call(TODAY, texts=(f"{minutes}m",)),)) if minutes else None

    async def _log(self, statement: Statement) -> Reading:
        """What stands behind /log. Without its slash it is a verb, by which sittings are told as in any sentence."""
        if page := page_of_log(statement.said, self._world):
            return page
        reading = read_command(LOG, statement.said, self._grammar, self._world)
        if statement.slashed or (isinstance(reading, Told) and all(map(is_shown, reading.calls))):
            return reading
        return await self._sentence(Statement("", f"{statement.command} {statement.said}"))

    def _spoken(self, statement: Statement) -> Reading | None:
        """What begins with a command's name as a sentence may: "plan to study tomorrow", "next please"."""
        line = f"{statement.command} {statement.said}"
        if statement.said and (talk := talk_in(line, self._world.lexicon)):
            return Talking(talk)
        reading = read_sentence(line, self._grammar, self._world) if statement.said else None
        if statement.command == NEXT and isinstance(reading, Told):
            return reading  # "next lesson done"
        is_plan = isinstance(reading, Untold) and reading.mood is not Mood.FOR_NOW
        return reading if is_plan or isinstance(reading, Talking) else None

    def _step_begun(self, said: str) -> Unclear | None:
        """What is asked of a step that stands in the place of a roadmap: "start lesson 4"."""
        reading = read_command(BEGIN, said, self._grammar, self._world) if said else None
        return reading if isinstance(reading, Unclear) and reading.why is Why.STEP_BEGUN else None

    def _text(self, statement: Statement, grammar: Grammar) -> Reading:
        """What a command takes as it was typed; polite words behind it are none of it."""
        is_a_name = statement.said.removeprefix("/").casefold() in self._commands
        for words in (
            (f"{statement.command} {statement.said}", statement.said) if statement.said and not is_a_name else ()
        ):
            talk = talk_in(words, self._world.lexicon)
            if talk is not None and VIEWS.get(talk) == statement.command:
                return Talking(talk)
        return read_text(statement.said, grammar, self._world)

    async def _sentence(self, statement: Statement) -> Reading:
        line = f"{statement.command} {statement.said}".strip() if statement.slashed else statement.said
        head, talk = talk_behind(line, self._world.lexicon)
        reading = read_sentence(head, self._grammar, self._world)
        if talk is not None and not isinstance(reading, Told):
            reading = read_sentence(line, self._grammar, self._world)
        elif isinstance(reading, Told) and talk in SHOWN:
            reading = Told((*reading.calls, Call(VIEWS[talk])))
        if not isinstance(reading, Told):
            await asyncio.sleep(0)  # a long line took a while, and so does what else it may be
            if other := self._otherwise(line, reading):
                return other
        if isinstance(reading, Told | Unclear) and statement.slashed and not _is_deed(statement.command, self._world):
            return Unknown(f"/{line}")
        return Unknown(f"/{line}") if isinstance(reading, Unknown) and statement.slashed else reading

    def _otherwise(self, line: str, reading: Reading) -> Reading | None:
        """What else a line may tell that was read as telling nothing of topics."""
        if certified := self._certified(line, reading):
            return certified
        if self._place.direct and self._edits(line):
            return Told((Call(EDIT, texts=(line,)),))
        if self._place.direct and (split := self._splits(line)):
            return Told((Call(STEPS, texts=(split,)),))
        if asked := self._taken_out(line):
            return asked
        if rhythm := self._rhythm(line):
            return Told((rhythm,))
        known = self._known(line) if isinstance(reading, Unclear | Unknown) else None
        return Told((Call(KNOWN, texts=(known,)),)) if known else None

    def _certified(self, line: str, reading: Reading) -> Told | None:
        """What a line says of a certificate that was read as this, beside what else it tells: "got the kaggle certificate and finished nlp"."""
        if CERTIFICATES not in self._commands or line.startswith("/"):
            return None
        for one, other, is_first in beside_deeds(line, self._world):
            deeds = read_sentence(other, self._grammar, self._world)
            if isinstance(deeds, Told):
                told = Call(CERTIFICATES, texts=(one,))
                return Told((told, *deeds.calls) if is_first else (*deeds.calls, told))
        said = line.rstrip("?! ") if tells_of_certificate(line, self._world) else ""
        if not said and (isinstance(reading, Unknown) or _is_question(reading)):
            said = is_about(line, self._world)  # which is shown, for nothing is told of it
        return Told((Call(CERTIFICATES, texts=(said,)),)) if said else None

    def _edits(self, line: str) -> bool:
        """Whether a line that tells nothing changes the roadmap: "rename nlp to Language"."""
        world = self._world
        return EDIT in self._commands and is_edit(line, world.roadmap, world.lexicon.words.edits, world.progress)

    def _splits(self, line: str) -> str | None:
        """What a line that tells nothing makes of the steps of a topic: "split nlp into 9 lessons", "rename lesson 2 to Trees"."""
        world, words = self._world, self._world.lexicon.words
        if STEPS not in self._commands:
            return None
        if split := splits(line, world.roadmap, world.going_on, words):
            return split
        own = with_own_steps(world.roadmap, world.progress) if world.progress else world.roadmap
        stepped = [topic for topic in world.going_on if world.inside(topic).steps]
        return edits_step(line, own, stepped, words)

    def _taken_out(self, line: str) -> Unclear | None:
        """What is asked of a step that is to be removed, where several lists have it: "remove lesson 2"."""
        edits = self._world.lexicon.words.edits
        rest = behind(plainly(line, edits), edits.remove)
        reading = read_command(SKIP, rest, self._grammar, self._world) if rest else None
        return reading if isinstance(reading, Unclear) and reading.why is Why.STEP_SKIPPED else None

    def _rhythm(self, line: str) -> Call | None:
        """What a line that tells nothing says of when, or how often, is studied."""
        if self._times(line):
            return Call(TIMES, texts=(line,))
        goal = self._goal(line)
        return None if goal is None else Call(GOAL, texts=(goal,) if goal else ())

    def _times(self, line: str) -> bool:
        """Whether a line that tells nothing is about study times: "tue and thu after dinner"."""
        is_said = self._place.direct and TIMES in self._commands and not line.startswith("/")
        return is_said and is_about_times(line, self._world.lexicon.words.study_times)

    def _goal(self, line: str) -> str | None:
        """The days a week of a line that sets them as a goal, empty where it asks for it: "my goal is 3 days a week"."""
        is_said = self._place.direct and GOAL in self._commands and not line.startswith("/")
        return goal_in(line, self._world.lexicon.words) if is_said else None

    def _known(self, line: str) -> str | None:
        """What a line that tells nothing says is known: "I know nlp already"."""
        is_said = self._place.direct and KNOWN in self._commands and not line.startswith("/")
        return told_known(line, self._world, asked=False) if is_said else None


def _is_question(reading: Reading) -> bool:
    return isinstance(reading, Untold) and reading.mood is Mood.QUESTION


def _is_deed(word: str, world: World) -> bool:
    """Whether a word that stands where a command would is one of a deed: "/finished nlp"."""
    deeds = {Part.VERB, Part.FAINT}
    return any(len(phrase.words) == 1 and phrase.part in deeds for phrase in world.lexicon.phrases_from(word))
