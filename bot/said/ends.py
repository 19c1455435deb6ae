"""The end that somebody names: a day to be done by, a pace that leads to one, or none any more. None for what is none."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.said.calendar import MOST_YEARS_AWAY
from bot.said.settings import LONGEST, day_in, span_in
from bot.said.values import Direction, End
from bot.said.world import World

_LEAD = (
    r"(?:(?:plan|i|i[’']d|i[’']m|we|want|wants|wanna|would|like|love|hope|hoping|aim|aiming|need|have|intend|to|please|my|goal|"
    r"is|finishing|do) )*"
)
_WITH = (
    r"(?: (?:with )?(?:it all|all of (?:it|this|them)|it|this|that|everything|all|"
    r"(?:the|my|this) (?:whole )?(?:roadmap|list|course|plan|thing)))?"
)
_DONE = r"(?:finish|complete|(?:be|get)(?: it)?(?: all)? (?:done|finished|ready|through))"
_BY = r"(?:(?P<side>by|before|until|till|til|no later than)|in|within) (?P<day>.+)"
_PACE = r"(?P<count>\d{{1,5}}) ?{topics}(?:(?:a|an|per|each|every) |/ ?)(?P<unit>day|week|wk|month)"
_TOPICS = r"(?:topics?|lessons?|chapters?|tasks?|items?|of them) "

SENTENCES = (re.compile(f"{_LEAD}{_DONE}{_WITH} {_BY}"), re.compile(_LEAD + _PACE.format(topics=_TOPICS)))
"""A line that says all of it."""

COMMANDS = (
    re.compile(f"(?:{_LEAD}(?:{_DONE}|done|end|ending|finished){_WITH} )?{_BY}"),
    re.compile(_LEAD + _PACE.format(topics=f"(?:{_TOPICS})?")),
)
"""What stands behind the command, which says already that it is about the whole plan."""

NONE = re.compile(
    r"(?:no|without an?|without|drop the|unset the|remove the) end|(?:finish|end)(?: by)? (?:off|none|never)|off"
)
WEEKS_OF_A_MONTH = 52 / 12


def end_told(said: str, world: World) -> End | None:
    """The end that a line without a command names. Raises NoSuchDay."""
    found = _end(_plain(said), SENTENCES, world)
    return found if found and not found.unread and not world.roadmap.names.exactly(said) else None


def end_asked(said: str, world: World) -> End | None:
    """The end that stands behind the command. Raises NoSuchDay."""
    plain = _plain(said)
    return End() if NONE.fullmatch(plain) else _end(plain, COMMANDS, world)


def end_of(said: str, world: World) -> End | None:
    """The same where a day alone is one to be done by: a form asks for nothing else. Raises NoSuchDay."""
    if found := end_asked(said, world):
        return found
    day = last_day_in(_plain(said), world)
    return End(day=day) if day else None


def pace_in(said: str) -> End | None:
    """The pace of "30 a week", "2 topics a day", which is always one of topics; None where that is none."""
    match = COMMANDS[1].fullmatch(_plain(said))
    return _paced(int(match["count"]), match["unit"]) if match else None


def last_day_in(said: str, world: World) -> date | None:
    """The last day of what is named: of "june" the thirtieth, of "3 weeks" the day three weeks from now. None where that
    is no day, or may be several. Raises NoSuchDay."""
    said = said.removeprefix("the ").removeprefix("end of ").removeprefix("the ")
    if length := span_in(said):
        return world.now.date() + length
    if month := month_in(said, world):
        return month.replace(day=monthrange(month.year, month.month)[1])
    if (year := re.search(r"\b[2-9]\d{3}\b", said)) and int(year[0]) > world.now.year + MOST_YEARS_AWAY:
        return date(int(year[0]), 12, 31)  # farther than days are read, and told to be too far
    days = day_in(said, world.now, look=Direction.AHEAD, order=world.order)
    return days.options[0] if days and len(days.options) == 1 else None


def _end(said: str, forms: tuple[re.Pattern[str], re.Pattern[str]], world: World) -> End | None:
    by, pace = forms
    if match := pace.fullmatch(said):
        return _paced(int(match["count"]), match["unit"])
    match = by.fullmatch(said)
    if match is None:
        return None
    day = _day_before(match["day"], world) if match["side"] == "before" else last_day_in(match["day"], world)
    if match["side"] is None and span_in(match["day"]) is None and month_in(match["day"], world) is None:
        return None  # "finish in bed"
    return End(day=day) if day else End(unread=match["day"])


def _paced(count: int, unit: str) -> End:
    if unit == "month":
        return End(count=max(1, round(count / WEEKS_OF_A_MONTH))) if count else End(unread="0")
    return End(count=count, daily=unit == "day") if count else End(unread="0")


def _day_before(said: str, world: World) -> date | None:
    """The last day before what is named: of "before june" the last of May."""
    first = month_in(said, world) or last_day_in(said, world)
    return first - timedelta(days=1) if first else None


def month_in(said: str, world: World) -> date | None:
    """The first day of a month that is named alone, the next of that name where no year is said."""
    name, _, year = said.partition(" ")
    number, today = world.lexicon.words.days.months.get(name), world.now.date()
    if number is None or (year and not re.fullmatch(r"[12]\d{3}", year)):
        return None
    found = int(year) if year else today.year + (number < today.month)
    return date(found, number, 1)


def _plain(said: str) -> str:
    said = " ".join(said.casefold().split()).rstrip(" .!?").removesuffix(" yes")
    return said if len(said) <= LONGEST else ""
