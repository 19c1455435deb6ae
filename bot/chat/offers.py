"""What an argument might be: what its command says, and what is so of its kind, days with their dates and lengths."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta

from bot.chat.command import Command, Param
from bot.chat.context import Context
from bot.errors import Choice
from bot.said.lines import line_of
from bot.said.options import read_options
from bot.said.readings import Told, Unclear
from bot.said.settings import weekly_in
from bot.said.values import Call, Direction, End, Stretch
from bot.texts import offers as texts
from bot.zones.search import places_beginning

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LENGTHS = (15, 25, 30, 45, 60, 90, 120, 180)
"""Minutes that people study at a stretch."""

OFF = "off"
QUIET_HOURS = ("22:00-07:30", "21:00-08:00", "23:00-07:00", OFF)
"""Hours that people are asleep in, and none, as they are typed."""

LONGEST_READ = 60
"""Characters of what was typed that are read."""


async def offers_of(param: Param, context: Context) -> list[Choice]:
    """What it might be, whatever is typed; some of it fits."""
    if param.choices:
        return list(param.choices)
    if param.arg.suggest:
        return await param.arg.suggest(context)
    return list(BY_KIND[param.kind](context, param)) if param.kind in BY_KIND else []


def meant(command: Command, param: Param, context: Context, typed: str) -> list[Choice]:
    """What the typed text itself says, the likeliest first: of a day its date, of a place its zone."""
    said = typed.strip()[:LONGEST_READ]
    if param.kind == "zone":
        return [Choice(place.label, place.zone) for place in places_beginning(said)]
    if param.kind == "time" and (weekly := weekly_in(said)) and weekly[1]:
        return [_time(weekly[1])]
    if param.kind not in BY_KIND or param.kind == "time" or not said:
        return []
    reading = read_options(command.grammar, [(param.kind, said)], context.world)
    calls: tuple[Call, ...] = ()
    match reading:
        case Told(calls=calls):
            pass
        case Unclear(options=options):
            calls = tuple(option[0] for option in options if len(option) == 1)
    return [choice for call in calls if (choice := _choice(call, context))]


def _choice(call: Call, context: Context) -> Choice | None:
    today = context.today
    match call:
        case Call(day=date() as day):
            return _day(day, today)
        case Call(minutes=int() as minutes):
            return _length(minutes)
        case Call(stretch=Stretch() as stretch):
            return _stretch(stretch, today)
        case Call(end=End(day=date() as end)):
            return _end(end, today)
    return None


def _days(context: Context, param: Param) -> Iterator[Choice]:
    """Today, and the week behind or ahead of it."""
    step = -DAY if param.arg.look is Direction.BACK else DAY
    return (_day(context.today + number * step, context.today) for number in range(8))


def _lengths(_: Context, __: Param) -> Iterator[Choice]:
    return map(_length, LENGTHS)


def _stretches(context: Context, _: Param) -> Iterator[Choice]:
    """From today on, to be back within the week, or after one or two more."""
    lengths = (*(number * DAY for number in range(1, 8)), 2 * WEEK, 3 * WEEK)
    return (_stretch(Stretch(context.today, context.today + length), context.today) for length in lengths)


def _ends(context: Context, _: Param) -> Iterator[Choice]:
    """The ends of this month and of those that follow."""
    first = context.today.replace(day=1)
    for _month in range(12):
        first = (first + timedelta(days=32)).replace(day=1)
        yield _end(first - DAY, context.today)


def _times(_: Context, __: Param) -> Iterator[Choice]:
    return (_time(time(hour)) for hour in range(6, 24))


BY_KIND: Mapping[str, Callable[[Context, Param], Iterator[Choice]]] = {
    "day": _days,
    "minutes": _lengths,
    "days": _stretches,
    "end": _ends,
    "time": _times,
}
"""What is offered for a kind of argument where its command says nothing of its own."""


def _day(day: date, today: date) -> Choice:
    return Choice(texts.one_day(day, today), day.isoformat())


def _time(at: time) -> Choice:
    return Choice(texts.at(at), texts.at(at))


def _length(minutes: int) -> Choice:
    return Choice(texts.length(minutes), f"{minutes}m")


def _stretch(stretch: Stretch, today: date) -> Choice:
    first, back = stretch.first, stretch.back
    if back is None:
        return Choice(texts.since(first, today), _line(Call("", stretch=stretch)))
    label = texts.until(back, today) if first == today else texts.from_to(first, back, today)
    return Choice(label, _line(Call("", stretch=stretch)))


def _end(end: date, today: date) -> Choice:
    return Choice(texts.finished_by(end, today), _line(Call("", end=End(end))))


def _line(call: Call) -> str:
    """What is typed for the only argument of a call."""
    return line_of(call).partition(" ")[2]
