"""What was said, pressed or called becomes requests: commands with calls that cover every word, or a question."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.command import Where
from bot.chat.forms import requests_of
from bot.chat.heard import Heard
from bot.chat.platform import Admitted, Called, Place
from bot.chat.request import LONGEST_LINES, Commands, Request, allow, readable
from bot.chat.slips import slips_of
from bot.errors import (
    Asked,
    Expired,
    NothingTold,
    NotPossible,
    Refusal,
    SmallTalk,
    TooMuch,
    UnknownCommand,
)
from bot.said.certificates import CERTIFICATES, beside_deeds, tells_of_certificate
from bot.said.conjunction import are_too_many
from bot.said.edits.edit_line import is_edit
from bot.said.knowing import KNOWN, told_known
from bot.said.lexicon import Part
from bot.said.messages import MOST_LINES, Statement, statements
from bot.said.plain import read_text
from bot.said.readings import (
    CORRECT,
    LOG,
    MOST,
    Correcting,
    Grammar,
    Impossible,
    Reading,
    Talking,
    Told,
    Unclear,
    Unknown,
    Untold,
    Why,
)
from bot.said.sentences import VERBS, read_command, read_sentence
from bot.said.small_talk import SHOWN, talk_behind, talk_in
from bot.said.stages import read_stage
from bot.said.steps_line import splits
from bot.said.studied import is_shown, page_of_log
from bot.said.values import Call
from bot.said.world import World
from bot.store import Store
from roadmap.words import Chitchat, Mood

EDIT = "edit"
"""The command that changes a roadmap, which may be left out."""

STEPS = "steps"
"""The command that changes the steps of a topic, which may be left out as well."""

SLASHED = frozenset({"remember"})
"""The commands whose names are words that sentences begin with."""

LOOKS_AMONG_SEVERAL = 4
"""Words of one of several statements that are looked at for a slip."""

VIEWS: Mapping[Chitchat, str] = {
    Chitchat.STATUS: "status",
    Chitchat.TODAY: "today",
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


async def understood(heard: Heard, commands: Commands, store: Store, world: World) -> tuple[Request, ...]:
    """What is to be done, in the order of its being said.

    Raises Asked, NothingTold, NotPossible, SmallTalk and UnknownCommand for what is not, Unreadable, Expired, TooMuch,
    and GroupOnly or NotAllowed for what has no place here.
    """
    match heard.words:
        case Called() as called:
            return requests_of(heard, called, commands, world)
        case Admitted() as press:
            line = await _line(press, store)
        case str() as line:
            pass
    return _Message(heard.place, commands, world).requests(line)


class _Message:
    """One message being understood, in a place and a world."""

    def __init__(self, place: Place, commands: Commands, world: World) -> None:
        self._place, self._commands, self._world = place, commands, world

    def requests(self, message: str) -> tuple[Request, ...]:
        """See ``understood``. What is unclear in one statement is asked about with what the others say."""
        said = self._lines(message) or statements(readable(message), self._is_bare, self._world.lexicon)
        if not said:
            raise UnknownCommand("")
        if len(said) > MOST_LINES:
            raise TooMuch(MOST_LINES)
        if len(said) == 1:
            return self._told(said[0], self._read(said[0]))
        self._world = replace(self._world, looks=LOOKS_AMONG_SEVERAL)
        return self._together(said, self._readings(said))

    def _is_bare(self, name: str) -> bool:
        """Whether a command makes sense here and needs no slash, for its name is no word of a sentence."""
        command = self._commands.get(name)
        if command is None or (command.where is Where.GROUP) is self._place.direct:
            return False
        return name not in VERBS.keys() | SLASHED and name not in self._world.lexicon.words.days.near

    def _lines(self, message: str) -> tuple[Statement, ...]:
        """All of a message as one statement, where a command stands in front that takes the lines below it."""
        first, *others = message.strip().splitlines() or [""]
        name, _, said = first.removeprefix("/").partition(" ")
        command = self._commands.get(name.casefold()) if first.startswith("/") else None
        if command is None or not command.takes_lines or not others:
            return ()
        return (
            Statement(
                command.name, "\n".join((said, *readable(message, LONGEST_LINES).splitlines()[1:])), slashed=True
            ),
        )

    def _readings(self, said: tuple[Statement, ...]) -> list[Reading]:
        """What the statements say, up to the second that is unclear: then all of it has to be said again."""
        readings: list[Reading] = []
        for one in said:
            readings.append(self._read(one))
            if sum(not isinstance(reading, Told | Talking | Unknown) for reading in readings) > 1:
                break
        return readings

    def _together(self, said: tuple[Statement, ...], readings: list[Reading]) -> tuple[Request, ...]:
        telling = [one for one in readings if not isinstance(one, Talking | Unknown)]
        if not telling:
            return self._told(said[0], readings[0])
        if all(isinstance(one, Told) for one in telling):
            calls = [call for one in telling if isinstance(one, Told) for call in one.calls]
            self._limit(calls)
            unknown = [one.said for one in readings if isinstance(one, Unknown)]
            if unknown:
                raise Asked(Unclear(Why.LEFT_OVER, " ".join(unknown), (tuple(calls),)))
            return tuple(self._request(call) for call in calls)
        open_ = [one for one in telling if not isinstance(one, Told)]
        others = tuple(call for each in telling if isinstance(each, Told) for call in each.calls)
        is_alone = len(open_) == 1 and not any(isinstance(one, Unknown) for one in readings)
        first = next(place for place, one in enumerate(readings) if one is open_[0])
        if isinstance(open_[0], Unclear):
            options = tuple((*others, *option) for option in open_[0].options) if is_alone else ()
            raise Asked(replace(open_[0], options=options, pending=None), among_several=True)
        if isinstance(open_[0], Impossible) or not others:
            return self._told(said[first], open_[0])
        raise Asked(Unclear(Why.FAINT, said[first].said, (others,) if is_alone else ()), among_several=True)

    def _limit(self, calls: list[Call]) -> None:
        if are_too_many(calls):
            raise TooMuch(MOST)

    def _grammar(self, command: str) -> Grammar:
        return self._commands[command].grammar

    def _read(self, statement: Statement) -> Reading:
        command = self._commands.get(statement.command)
        if command is None:
            return self._sentence(statement)
        if not statement.slashed and (spoken := self._spoken(statement)):
            return spoken
        allow(command, self._place)
        grammar = command.grammar
        if grammar.text:
            return self._text(statement, grammar)
        if grammar.stage and (shown := read_stage(statement.said, grammar, self._world)):
            return shown
        if command.name == LOG:
            return self._log(statement)
        return read_command(command.name, statement.said, self._grammar, self._world)

    def _log(self, statement: Statement) -> Reading:
        """What stands behind /log. Without its slash it is a verb, by which sittings are told as in any sentence."""
        if page := page_of_log(statement.said, self._world):
            return page
        reading = read_command(LOG, statement.said, self._grammar, self._world)
        if statement.slashed or (isinstance(reading, Told) and all(map(is_shown, reading.calls))):
            return reading
        return self._sentence(Statement("", f"{statement.command} {statement.said}"))

    def _spoken(self, statement: Statement) -> Reading | None:
        """What begins with a command's name as a sentence may: "plan to study tomorrow", "next please"."""
        line = f"{statement.command} {statement.said}"
        if statement.said and (talk := talk_in(line, self._world.lexicon)):
            return Talking(talk)
        reading = read_sentence(line, self._grammar, self._world) if statement.said else None
        is_plan = isinstance(reading, Untold) and reading.mood is not Mood.FOR_NOW
        return reading if is_plan or isinstance(reading, Talking) else None

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

    def _sentence(self, statement: Statement) -> Reading:
        line = f"{statement.command} {statement.said}".strip() if statement.slashed else statement.said
        head, talk = talk_behind(line, self._world.lexicon)
        reading = read_sentence(head, self._grammar, self._world)
        if talk is not None and not isinstance(reading, Told):
            reading = read_sentence(line, self._grammar, self._world)
        elif isinstance(reading, Told) and talk in SHOWN:
            reading = Told((*reading.calls, Call(VIEWS[talk])))
        if not isinstance(reading, Told) and (certified := self._certified(line)):
            return certified
        if not isinstance(reading, Told) and self._place.direct and self._edits(line):
            return Told((Call(EDIT, texts=(line,)),))
        if not isinstance(reading, Told) and self._place.direct and (split := self._splits(line)):
            return Told((Call(STEPS, texts=(split,)),))
        if isinstance(reading, Unclear | Unknown) and (known := self._known(line)):
            return Told((Call(KNOWN, texts=(known,)),))
        if isinstance(reading, Told | Unclear) and statement.slashed and not _is_deed(statement.command, self._world):
            return Unknown(f"/{line}")
        return Unknown(f"/{line}") if isinstance(reading, Unknown) and statement.slashed else reading

    def _certified(self, line: str) -> Told | None:
        """What a line says of a certificate, beside what else it tells: "got the kaggle certificate and finished nlp"."""
        if CERTIFICATES not in self._commands or line.startswith("/"):
            return None
        for one, other, is_first in beside_deeds(line, self._world):
            deeds = read_sentence(other, self._grammar, self._world)
            if isinstance(deeds, Told):
                told = Call(CERTIFICATES, texts=(one,))
                return Told((told, *deeds.calls) if is_first else (*deeds.calls, told))
        return Told((Call(CERTIFICATES, texts=(line,)),)) if tells_of_certificate(line, self._world) else None

    def _edits(self, line: str) -> bool:
        """Whether a line that tells nothing changes the roadmap: "rename nlp to Language"."""
        world = self._world
        return EDIT in self._commands and is_edit(line, world.roadmap, world.lexicon.words.edits, world.progress)

    def _splits(self, line: str) -> str | None:
        """What a line that tells nothing makes of the steps of a topic: "split nlp into 9 lessons"."""
        world = self._world
        return splits(line, world.roadmap, world.going_on, world.lexicon.words) if STEPS in self._commands else None

    def _known(self, line: str) -> str | None:
        """What a line that tells nothing says is known: "I know nlp already"."""
        is_said = self._place.direct and KNOWN in self._commands and not line.startswith("/")
        return told_known(line, self._world, asked=False) if is_said else None

    def _told(self, statement: Statement, reading: Reading) -> tuple[Request, ...]:
        """The requests of one statement. Raises what the reading is, where it is none."""
        match reading:
            case Told(calls=calls):
                self._limit(list(calls))
                return tuple(self._request(call) for call in calls)
            case Correcting(change=change):
                return (self._request(replace(change, command=CORRECT)),)
            case Talking(talk=talk) if talk in VIEWS:
                name, _, rest = VIEWS[talk].partition(" ")
                return (self._request(Call(name, texts=(rest,) if rest else ())),)
            case Talking(talk=talk):
                raise SmallTalk(talk)
            case Unclear(why=Why.MISSING_TOPIC | Why.NO_TOPIC, options=(), pending=Call() as pending):
                return (replace(self._request(pending), unknown=reading.said),)  # which asks with a picker of its own
            case Unknown(said=said):
                like = slips_of(statement.command, statement.said, self._commands, self._place)
                raise UnknownCommand(said, like if statement.slashed else ())
        raise _refused(reading)

    def _request(self, call: Call) -> Request:
        command = self._commands[call.command]
        allow(command, self._place)
        return Request(command, call)


def _refused(reading: Unclear | Impossible | Untold) -> Refusal:
    """A reading that is no call, as what it is refused with."""
    match reading:
        case Unclear(why=Why.TOO_MANY):
            return TooMuch(MOST)
        case Unclear():
            return Asked(reading)
        case Impossible():
            return NotPossible(reading)
    return NothingTold(reading)


def _is_deed(word: str, world: World) -> bool:
    """Whether a word that stands where a command would is one of a deed: "/finished nlp"."""
    deeds = {Part.VERB, Part.FAINT}
    return any(len(phrase.words) == 1 and phrase.part in deeds for phrase in world.lexicon.phrases_from(word))


async def _line(press: Admitted, store: Store) -> str:
    """The line a button types. Raises Expired for one that was not kept any longer."""
    line = press.line or await store.buttons.line(press.token, press.pressed.at)
    if not line:
        raise Expired
    return line
