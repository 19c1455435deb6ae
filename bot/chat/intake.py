"""What was said, pressed or called becomes requests: commands with calls that cover every word, or a question."""

from dataclasses import replace
from datetime import date

from bot.chat.command import Where
from bot.chat.forms import requests_of
from bot.chat.heard import Heard
from bot.chat.platform import Admitted, Called, Place
from bot.chat.request import LONGEST_LINES, Commands, Request, allow, readable
from bot.chat.slips import slips_of
from bot.chat.statement import VIEWS, StatementReader
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
from bot.said.conjunction import are_too_many, lacks_topic
from bot.said.messages import MOST_LINES, Statement, statements
from bot.said.readings import (
    CORRECT,
    MOST,
    Correcting,
    Impossible,
    Reading,
    Talking,
    Told,
    Unclear,
    Unknown,
    Untold,
    Why,
)
from bot.said.referred import referred
from bot.said.sentences import VERBS
from bot.said.values import Call, Direction
from bot.said.world import World
from bot.store import Store
from roadmap.errors import DayInFuture

SLASHED = frozenset({"remember", "nothing", "sitting", "choose"})
"""The commands whose names are words that sentences begin with."""

LOOKS_AMONG_SEVERAL = 4
"""Words of one of several statements that are looked at for a slip."""


async def understood(heard: Heard, commands: Commands, store: Store, world: World) -> tuple[Request, ...]:
    """What is to be done, in the order of its being said.

    Raises Asked, NothingTold, NotPossible, SmallTalk and UnknownCommand for what is not, Unreadable, Expired, TooMuch,
    DayInFuture, and GroupOnly, NotAllowed or RightsUnknown for what has no place here.
    """
    match heard.words:
        case Called() as called:
            return requests_of(heard, called, commands, world)
        case Admitted() as press:
            line = await line_of(press, store)
        case str() as line:
            pass
    return await _Message(heard.place, commands, world).requests(line)


class _Message:
    """One message being understood, in a place and a world."""

    def __init__(self, place: Place, commands: Commands, world: World) -> None:
        self._place, self._commands, self._world = place, commands, world

    async def requests(self, message: str) -> tuple[Request, ...]:
        """See ``understood``. What is unclear in one statement is asked about with what the others say."""
        if ticked := referred(message, self._world.roadmap):
            return (self._request(ticked),)
        said = self._lines(message) or statements(readable(message), self._is_bare, self._world.lexicon)
        if not said:
            raise UnknownCommand("")
        if len(said) > MOST_LINES:
            raise TooMuch(MOST_LINES)
        if len(said) == 1:
            return self._told(said[0], await self._reader(self._world).read(said[0]))
        return self._together(said, await self._readings(said))

    def _reader(self, world: World) -> StatementReader:
        return StatementReader(self._place, self._commands, world)

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

    async def _readings(self, said: tuple[Statement, ...]) -> list[Reading]:
        """What the statements say, up to the second that is unclear: then all of it has to be said again."""
        reader = self._reader(replace(self._world, looks=LOOKS_AMONG_SEVERAL))
        readings: list[Reading] = []
        for one in said:
            readings.append(await reader.read(one))
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
                raise Asked(Unclear(Why.LEFT_OVER, " ".join(unknown), self._offered((tuple(calls),))))
            return tuple(self._request(call) for call in calls)
        open_ = [one for one in telling if not isinstance(one, Told)]
        others = tuple(call for each in telling if isinstance(each, Told) for call in each.calls)
        is_alone = len(open_) == 1 and not any(isinstance(one, Unknown) for one in readings)
        first = next(place for place, one in enumerate(readings) if one is open_[0])
        if isinstance(open_[0], Unclear):
            options = tuple((*others, *option) for option in open_[0].options) if is_alone else ()
            raise Asked(replace(open_[0], options=self._offered(options), pending=None), among_several=True)
        if isinstance(open_[0], Impossible) or not others:
            return self._told(said[first], open_[0])
        offered = self._offered((others,)) if is_alone else ()
        raise Asked(Unclear(Why.FAINT, said[first].said, offered), among_several=True)

    def _offered(self, options: tuple[tuple[Call, ...], ...]) -> tuple[tuple[Call, ...], ...]:
        """Those that are carried out once they are chosen: no fact is of a day to come, and of several none lacks its topic."""
        return tuple(
            calls
            for calls in options
            if not any(self._to_come(call) or (len(calls) > 1 and lacks_topic(call)) for call in calls)
        )

    def _to_come(self, call: Call) -> date | None:
        """The day of a fact that has not been yet; None for all else."""
        is_fact = self._commands[call.command].grammar.day is Direction.BACK
        return call.day if is_fact and call.day and call.day > self._world.now.date() else None

    def _limit(self, calls: list[Call]) -> None:
        if are_too_many(calls):
            raise TooMuch(MOST)

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
                if day := self._to_come(pending):
                    raise DayInFuture(day, self._world.now.date())
                return (replace(self._request(pending), unknown=reading.said),)  # which asks with a picker of its own
            case Unknown(said=said):
                like = slips_of(statement.command, statement.said, self._commands, self._place)
                raise UnknownCommand(said, like if statement.slashed else ())
            case Unclear(options=options):
                raise _refused(replace(reading, options=self._offered(options)))
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


async def line_of(press: Admitted, store: Store) -> str:
    """The line a button types. Raises Expired for one that was not kept any longer."""
    line = press.line or await store.buttons.line(press.token, press.pressed.at)
    if not line:
        raise Expired
    return line
