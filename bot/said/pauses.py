"""The days of a pause as people tell them: since, from, until, for; past, present and to come."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.said.calendar import Today
from bot.said.clauses import Clause
from bot.said.deeds import Outcome
from bot.said.lexicon import Part
from bot.said.readings import MOST_OFFERED, Impossible, Told, Unclear, Why, Wrong
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Call, Days, Direction, NoSuchDay, Stretch
from bot.said.world import World
from roadmap.words import Side, Verb

LONGEST = timedelta(days=183)
"""Half a year: a longer pause is asked about."""

DAY = timedelta(days=1)
PAST = frozenset({"was", "were", "had", "been", "fell", "got"})
_SILENT = frozenset({Part.FILLER, Part.JOINT})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A day or a length with the word in front of it. ``also`` is the nearest day that may be meant where no such word
    says whether it is one to come."""

    side: Side | None
    day: Days | None = None
    length: timedelta | None = None
    said: str = ""
    also: date | None = None


class PauseClause:
    """One clause about a pause, being read. ``bare_is_back`` says that a day alone is the day back."""

    def __init__(self, text: Text, clause: Clause, command: str, world: World, *, bare_is_back: bool = False) -> None:
        self._text, self._clause, self._command, self._world = text, clause, command, world
        self._bare_is_back = bare_is_back
        self._rest: list[Span] = []
        self._sure = False
        self._is_illness = False

    def read(self) -> Outcome:
        try:
            pieces = self._pieces()
            if self._rest:
                return self._left_over(pieces)
            return self._judged(self._stretches(pieces))
        except NoSuchDay as refused:
            return Impossible(Wrong.DAY, refused.said, refused.year)

    @property
    def _today(self) -> date:
        return self._world.now.date()

    def _pieces(self) -> list[_Piece]:
        """The days and lengths in their order. Raises NoSuchDay."""
        found: list[_Piece] = []
        side: Span | None = None
        for span in self._clause.spans:
            match span.part:
                case Part.SIDE | Part.VERB if (value := self._side_of(span)) is not None:
                    self._rest += [side] if side and not found else []
                    side = replace(span, value=value)
                case Part.COLON if found:
                    side = replace(span, value=Side.THROUGH)
                case Part.DAY:
                    found += self._dayed(span, side.value if side else None, found)
                    side = None
                case Part.SPAN:
                    found.append(_Piece(side.value if side else None, length=span.value, said=raw(self._text, [span])))
                    side = None
                case Part.NUMBER if (start := self._start_of_span(span)) is not None:
                    found.append(_Piece(Side.FROM, day=Days((start,)), said=raw(self._text, [span])))
                case _:
                    self._take(span)
        if side is not None and side.part is not Part.COLON:
            self._rest.append(side)
        return found

    def _take(self, span: Span) -> None:
        """A word that is neither a day nor a length, nor on a side of one."""
        if span.part is Part.VERB and span.value is self._clause.verb:
            self._is_illness |= folded(raw(self._text, [span])) in self._world.lexicon.words.illness
        elif span.part is Part.SURE:
            self._sure = True
        elif not self._is_break(span) and span.part not in _SILENT:
            self._rest.append(span)

    def _side_of(self, span: Span) -> Side | None:
        """On which side of a day a word is: also "starting", and "back" behind the days of a pause."""
        if span.part is Part.SIDE:
            return Side(span.value)
        if span.value is Verb.RESUME:
            return Side.UNTIL
        said = folded(raw(self._text, [span]))
        return self._world.lexicon.words.sides.get(said) if span.value is not self._clause.verb else None

    def _is_break(self, span: Span) -> bool:
        """ "yes" at the end of a line that a button types, and what only says that it is a break."""
        said = folded(raw(self._text, [span]))
        if said == "yes":
            self._sure = True
        return said in self._world.lexicon.words.back_from or said == "yes"

    def _dayed(self, span: Span, side: Side | None, before: list[_Piece]) -> list[_Piece]:
        read: Callable[[Today], Days] = span.value
        days = read(Today(self._world.now, self._look(side, before), self._world.order))
        near = read(Today(self._world.now, Direction.NEAR, self._world.order))
        if near.stretch and len(near.options) > 1:
            days = near  # "3-10 march" is of this year, although it may have passed
        also = near.options[0] if side is None and len(near.options) == 1 else None
        return [_Piece(side, day=days, said=raw(self._text, [span]), also=also)]

    def _look(self, side: Side | None, before: list[_Piece]) -> Direction:
        if side is Side.SINCE:
            return Direction.BACK
        if side is Side.UNTIL or (side is Side.THROUGH and not before):
            return Direction.AHEAD
        if self._is_past or self._is_illness:
            return Direction.BACK  # nobody knows beforehand when they will be ill
        return Direction.NEAR if side in {Side.FROM, Side.BETWEEN} or self._is_followed(before) else Direction.AHEAD

    @property
    def _is_day_off(self) -> bool:
        """Whether it is one day that somebody takes off."""
        said = folded(self._text.line)
        return any(phrase in said for phrase in self._world.lexicon.words.day_off)

    @property
    def _is_past(self) -> bool:
        """Whether it tells of a pause that is over: "I was ill from monday to wednesday"."""
        return any(token.plain in PAST for token in self._text.spoken)

    def _is_followed(self, before: list[_Piece]) -> bool:
        return bool(before) or sum(span.part is Part.DAY for span in self._clause.spans) > 1

    def _start_of_span(self, span: Span) -> date | None:
        """The first day of "3 to 10 march", whose month stands behind the second."""
        following = [one for one in self._clause.spans if one.first >= span.last and one.part not in _SILENT]
        if len(following) < 2 or following[0].part not in {Part.SIDE, Part.COLON} or following[1].part is not Part.DAY:
            return None
        today = Today(self._world.now, Direction.NEAR, self._world.order)
        end = following[1].value(today).options[0]
        return end.replace(day=span.value) if 1 <= span.value <= end.day else None

    def _stretches(self, pieces: list[_Piece]) -> list[Stretch] | Impossible | Unclear:
        """The stretches that may be meant, the likeliest first."""
        match pieces:
            case []:
                return [Stretch(self._today, self._today + DAY) if self._is_day_off else Stretch(self._today)]
            case [_Piece(day=None, length=timedelta() as length)]:
                return self._of_length(length)
            case [_Piece(day=Days() as days) as one]:
                return self._of_one(one, days)
            case [_Piece(length=timedelta() as length), _Piece(day=Days(options=(day,)), said=said)] if (
                self._is_illness and folded(said) in self._world.lexicon.words.days.now
            ):
                return [Stretch(day - length)]  # "ill for a week now"
            case [_Piece(length=timedelta() as length), _Piece(day=Days(options=(first,)))] | [
                _Piece(day=Days(options=(first,))),
                _Piece(length=timedelta() as length),
            ]:
                return [Stretch(first, first + length)]
            case [_Piece(day=Days(options=(first,))), _Piece(day=Days(options=(end,)), side=side)]:
                return self._from_to(first, end, inclusive=side is not Side.UNTIL)
        return Unclear(Why.WHICH_DAY, ", ".join(one.said for one in pieces))

    def _of_length(self, length: timedelta) -> list[Stretch]:
        """ "for 3 days" are those to come, but of an illness, and of a pause that is over, those that have passed."""
        passed, today = Stretch(self._today - length, self._today), Stretch(self._today, self._today + length)
        if self._is_past:
            return [passed, Stretch(self._today - length + DAY, self._today + DAY)]
        return [Stretch(passed.first), passed, today] if self._is_illness else [today]

    def _from_to(self, first: date, end: date, *, inclusive: bool) -> list[Stretch] | Impossible:
        """An end before its first day is of the year, or the week, after."""
        back = end + DAY if inclusive else end
        if self._is_past and end < first:
            first -= timedelta(days=7 * (((first - end).days + 6) // 7))
        if back <= first and (first - back).days < 7 and (inclusive or back < first):
            back += timedelta(days=7)
        if back <= first:
            return Impossible(Wrong.ORDER, self._clause_said())
        return [Stretch(first, back)]

    def _of_one(self, one: _Piece, days: Days) -> list[Stretch] | Impossible | Unclear:
        """One day, or one week by its name."""
        if days.stretch:
            return self._of_week(one.side, Stretch(days.options[0], days.options[-1] + DAY))
        if one.side in {None, Side.FOR} and _is_weekend(days):
            return [Stretch(days.options[0], days.options[1] + DAY)]
        if len(days.options) > 1 and self._is_month(one.said):
            first = days.options[0]
            return [Stretch(first, first + relativedelta(months=1))]
        if days.sure is None:
            return Unclear(Why.WHICH_DAY, one.said, self._options([self._sided(one.side, day) for day in days.options]))
        day = days.options[0]
        if one.side is None and not self._bare_is_back and day != self._today:
            return self._bare(day, one.also)
        return [self._sided(one.side, day)]

    def _of_week(self, side: Side | None, week: Stretch) -> list[Stretch]:
        """A week that was named: until it begins, since it began, or all of it. Of one that is under way it may be the
        rest; an illness of the last days may go on."""
        if side is Side.UNTIL and week.first > self._today:
            return [Stretch(self._today, week.first)]
        if side in {Side.SINCE, Side.FROM}:
            return [Stretch(week.first)]
        if side is Side.THROUGH:
            return [Stretch(self._today, week.back)]
        if week.first < self._today < (week.back or self._today):
            return [Stretch(self._today, week.back), week]
        if week.back == self._today and self._is_illness and not self._is_past:
            return [week, Stretch(week.first)]
        return [week]

    def _is_month(self, said: str) -> bool:
        """Whether the whole of a month is meant: "in february"."""
        words = folded(said).split()
        return len(words) in {2, 3} and words[0] in self._world.lexicon.words.days.whole_month

    def _bare(self, day: date, also: date | None) -> list[Stretch] | Unclear:
        """A day alone: of one that has passed it may be that day, or since then; of one to come it is asked which side of it."""
        if day < self._today:
            return [Stretch(day, day + DAY), Stretch(day)]
        passed = [Stretch(also), Stretch(also, also + DAY)] if also and also < self._today else []
        return Unclear(
            Why.SINCE_OR_UNTIL,
            self._clause_said(),
            self._options([*passed, Stretch(self._today, day), Stretch(day, day + DAY), Stretch(day)]),
        )

    def _sided(self, side: Side | None, day: date) -> Stretch:
        match side:
            case Side.SINCE | Side.FROM | Side.BETWEEN:
                return Stretch(day)
            case Side.THROUGH:
                return Stretch(self._today, day + DAY)
            case None if day == self._today and not self._bare_is_back:
                return Stretch(day, day + DAY)
        return Stretch(self._today, day)

    def _judged(self, found: list[Stretch] | Impossible | Unclear) -> Outcome:
        if isinstance(found, Impossible | Unclear):
            return found
        if len(found) > 1:
            return Unclear(Why.SINCE_OR_UNTIL, self._clause_said(), self._options(found))
        stretch = found[0]
        if stretch.back is not None and stretch.back <= stretch.first:
            return Impossible(Wrong.ORDER, self._clause_said())
        if is_long(stretch, self._today) and not self._sure:
            return Unclear(Why.TOO_LONG, self._clause_said(), ((replace(self._call(stretch), sure=True),),))
        return Told((replace(self._call(stretch), sure=self._sure),))

    def _left_over(self, pieces: list[_Piece]) -> Unclear:
        found = self._stretches(pieces)
        options = self._options(found) if isinstance(found, list) else ()
        return Unclear(
            Why.LEFT_OVER,
            " ".join(raw(self._text, [span]) for span in sorted(self._rest, key=lambda one: one.first)),
            options,
        )

    def _options(self, stretches: list[Stretch]) -> tuple[tuple[Call, ...], ...]:
        sound = [one for one in dict.fromkeys(stretches) if one.back is None or one.back > one.first]
        return tuple((replace(self._call(one), sure=is_long(one, self._today)),) for one in sound[:MOST_OFFERED])

    def _call(self, stretch: Stretch) -> Call:
        is_now = stretch == Stretch(self._today)
        return Call(self._command, stretch=None if is_now else stretch)

    def _clause_said(self) -> str:
        return " ".join(
            raw(self._text, [span]) for span in self._clause.spans if span.part in {Part.SIDE, Part.DAY, Part.SPAN}
        )


def is_long(stretch: Stretch, today: date) -> bool:
    """Whether a pause is so long, or so far away, that it is asked about."""
    ends = stretch.back or max(stretch.first, today)
    return ends - min(stretch.first, today) > LONGEST or abs(stretch.first - today) > LONGEST


def _is_weekend(days: Days) -> bool:
    """Whether they are a Saturday and the Sunday behind it."""
    return len(days.options) == 2 and [day.weekday() for day in days.options] == [5, 6]
