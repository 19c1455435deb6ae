"""Days as people type them: the shapes that words of a day have, and how each is read with today's date.

A shape is read only where it is looked for, so that "second" and "march" alone are no days.
"""

import math
import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from dateutil.relativedelta import relativedelta

from bot.said.amounts import DAYS_OF
from bot.said.calendar import Today, checked, date_of, is_far, nearest, orders_of, relative, year_of
from bot.said.patterns import any_of, whole
from bot.said.values import Days, Direction, NoSuchDay
from roadmap.words import Unit, Words

MOST_OFFERED = 7
"""Days that may be meant by a range of distances."""

SMALL_HOURS = 6
"""Until this hour "tonight" may be the night that began yesterday."""

WEEKS = (Unit.WEEKS, Unit.FORTNIGHTS)
_DAY = timedelta(days=1)


Read = Callable[[Today], Days]
"""Reads a day; raises NoSuchDay."""

_Reader = Callable[[re.Match[str], Today], Days]


class DayShapes:
    """The shapes of one language."""

    def __init__(self, words: Words) -> None:
        self._words, self._days = words, words.days
        self._part = re.compile(whole(f" (?:in the )?(?:{any_of(words.days.parts)})"))
        self._shapes = [(re.compile(shape), reader) for shape, reader in self._made()]
        self._starts = self._first_words()

    def at(self, plain: str, start: int) -> tuple[int, Read] | None:
        """Where the longest day that starts here ends, and how it is read; None where none does."""
        first = plain[start:].split(" ", 1)[0]
        if first not in self._starts and not first[:1].isdecimal():
            return None
        found: tuple[int, Read] | None = None
        for shape, reader in self._shapes:
            match = shape.match(plain, start)
            if match and (found is None or match.end() > found[0]):
                found = match.end(), partial(reader, match)
        if found and (part := self._part.match(plain, found[0])):
            return part.end(), found[1]
        return found

    def _first_words(self) -> frozenset[str]:
        days = self._days
        tables: tuple[Iterable[str], ...] = (
            days.near, days.weekdays, days.months, days.this, days.last, days.next, days.last_night, days.tonight, days.now,
            days.vague, days.last_week, days.this_week, days.next_week, days.last_weekend, days.of_month, days.the,
            days.ahead, days.parts, days.alone, self._words.amounts.numbers, self._words.amounts.spelled,
        )  # fmt: skip
        return frozenset(phrase.split(" ", 1)[0] for table in tables for phrase in table)

    def _made(self) -> Iterable[tuple[str, _Reader]]:
        days = self._days
        the, of = f"(?:(?:{any_of(days.the)}) )?", f"(?: (?:{any_of(days.of)}))?"
        weekday = f"(?P<weekday>{any_of(days.weekdays)})"
        month = f"(?P<month>{any_of(days.months)})"
        number = rf"(?P<day>\d{{1,2}})(?:{days.ordinal})?"
        year = r"(?: '?(?P<year>\d{4}|\d{2}(?!\d)))?"
        on = f"(?:(?P<weekday>{any_of(days.weekdays)}) (?:the )?)?"
        amount = self._amount()
        of_week = f"(?:(?:{any_of((*days.of, *days.of_week))}) )?"
        week = f"(?:(?P<last>{any_of(days.last_week)})|(?P<this>{any_of(days.this_week)})|(?:{any_of(days.next_week)}))"
        low = rf"(?P<low>\d{{1,3}}|{any_of(self._words.amounts.numbers)})"
        return (
            (whole(f"(?P<near>{any_of(days.near)})"), self._near),
            (whole(f"(?:{any_of(days.this)}) (?:{any_of(days.parts)})"), self._this_part),
            (whole(f"(?:{any_of(days.tonight)})"), self._tonight),
            (whole(f"(?:{any_of(days.alone)})"), self._now),
            (whole(f"(?:{any_of(days.now)})"), self._now),
            (whole(f"(?:{any_of(days.last_night)})"), self._last_night),
            (whole(f"(?:(?P<this>{any_of(days.this)}) )?{weekday}"), self._weekday),
            (whole(f"(?P<last>{any_of(days.last)}) {weekday}"), self._other_weekday),
            (whole(f"(?:{any_of(days.next)}) {weekday}"), self._other_weekday),
            (whole(f"{weekday} {of_week}{week}"), self._weekday_of_week),
            (whole(f"{week} (?:on )?{weekday}"), self._weekday_of_week),
            (whole(f"{weekday} (?:{any_of(days.ahead)}) {self._amount(WEEKS)}"), self._weekday_in_weeks),
            (whole(f"(?:{any_of(days.ahead)}) {self._amount(WEEKS)} (?:on )?{weekday}"), self._weekday_in_weeks),
            (whole(r"(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"), self._figures),
            (whole(r"(?P<day>\d{1,2})([-./])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})"), self._figures),
            (whole(r"(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})\.?"), self._short_figures),
            (whole(r"(?P<day>\d{1,2}) ?(?P<mark>[-–]) ?(?P<month>\d{1,2})"), self._short_figures),
            (whole(rf"(?P<first>\d{{1,2}}) ?[-–] ?(?P<last>\d{{1,2}}){of} {month}{year}"), self._range),
            (whole(rf"{month} (?P<first>\d{{1,2}}) ?[-–] ?(?P<last>\d{{1,2}}){year}"), self._range),
            (whole(f"{on}{the}{number}{of} {month}{year}"), self._named),
            (whole(f"{on}{month} {the}{number}{year}"), self._named),
            (whole(f"{the}(?P<day>\\d{{1,2}})(?:{days.ordinal})"), self._of_this_month),
            (whole(f"{weekday} {the}(?P<day>\\d{{1,2}})(?:{days.ordinal})"), self._of_this_month),
            (whole(f"{amount} (?:{any_of(days.ago)})"), self._ago),
            (whole(f"{low} ?(?:[-–]|{any_of(self._words.amounts.ranging)}) ?{amount} (?:{any_of(days.ago)})"), self._ago),
            (whole(f"(?P<spelled>{any_of(self._words.amounts.spelled)}) (?:{any_of(days.ago)})"), self._minutes_ago),
            (whole(f"(?:{any_of(days.last)}) {self._amount(DAYS_OF)}"), self._last_days),
            (whole(f"(?:{any_of(days.ahead)}) {amount}"), self._ahead),
            (whole(f"{amount} (?:{any_of(days.from_now)})"), self._ahead),
            (whole(f"(?P<vague>{any_of(days.vague)})"), self._vague),
            (whole(f"(?:{any_of(days.last_week)})"), self._last_week),
            (whole(f"(?:{any_of(days.last_weekend)})"), self._last_weekend),
            (whole(f"(?:{any_of(days.next_week)})"), self._next_week),
            (whole(f"(?:at )?(?P<when>{any_of(days.of_month)}|{any_of(days.last)}) {month}{year}"), self._in_month),
        )  # fmt: skip

    def _amount(self, units: Collection[Unit] = frozenset(Unit)) -> str:
        """A pattern of a number with one of these units."""
        amounts = self._words.amounts
        named = any_of(name for name, unit in amounts.units.items() if unit in units)
        return rf"(?:(?P<digits>\d{{1,3}}(?:[.,]\d)?) ?|(?P<word>{any_of(amounts.numbers)}) )(?P<unit>{named})"

    def _near(self, match: re.Match[str], today: Today) -> Days:
        return today.ago(self._days.near[match["near"]])

    def _this_part(self, match: re.Match[str], today: Today) -> Days:
        return self._tonight(match, today) if match[0].endswith(("evening", "night", "late")) else today.ago(0)

    def _tonight(self, _match: re.Match[str], today: Today) -> Days:
        return today.ago(-1, 0) if today.now.hour < SMALL_HOURS and today.look is Direction.BACK else today.ago(0)

    def _now(self, _match: re.Match[str], today: Today) -> Days:
        return today.ago(0)

    def _last_night(self, _match: re.Match[str], today: Today) -> Days:
        return today.ago(-1)

    def _weekday(self, match: re.Match[str], today: Today) -> Days:
        weekday = self._days.weekdays[match["weekday"]]
        if today.look is Direction.BACK:
            return today.ago(-((today.date.weekday() - weekday) % 7))
        first = today.date if match["this"] else today.date + _DAY
        return Days((first + timedelta(days=(weekday - first.weekday()) % 7),))

    def _other_weekday(self, match: re.Match[str], today: Today) -> Days:
        """The last one before today, or the next after it."""
        weekday = self._days.weekdays[match["weekday"]]
        if match.groupdict().get("last"):
            return today.ago(-((today.date.weekday() - weekday - 1) % 7) - 1)
        return today.ago((weekday - today.date.weekday() - 1) % 7 + 1)

    def _weekday_of_week(self, match: re.Match[str], today: Today) -> Days:
        distance = -1 if match["last"] else 0 if match["this"] else 1
        return Days((today.week(distance).options[self._days.weekdays[match["weekday"]]],))

    def _weekday_in_weeks(self, match: re.Match[str], today: Today) -> Days:
        """ "thu in two weeks": of the week that it is then."""
        weekday = self._days.weekdays[match["weekday"]]
        found = [day + timedelta(days=weekday - day.weekday()) for day in self._ahead(match, today).options]
        return Days(tuple(dict.fromkeys(found)))

    def _figures(self, match: re.Match[str], today: Today) -> Days:
        year = year_of(match["year"])
        is_open = len(match["year"]) == 4 and match[0].startswith(match["year"])
        mark = match[0][len(match["day"])] if not is_open else "-"
        orders = [(int(match["day"]), int(match["month"]))]
        if mark == "/":
            orders = orders_of(*orders[0], today.order)
        return checked(match[0], [date_of(match[0], year, month, day) for day, month in orders], today)

    def _short_figures(self, match: re.Match[str], today: Today) -> Days:
        """ "31.12", "3/4", "3-5": what has a dot is the day first, else the place decides, or the learner."""
        day, month = int(match["day"]), int(match["month"])
        orders = [(day, month)] if match["mark"] == "." else orders_of(day, month, today.order)
        found = tuple(nearest(match[0], day, month, today) for day, month in orders)
        return Days(found, far=len(found) == 1 and is_far(found[0], today))

    def _named(self, match: re.Match[str], today: Today) -> Days:
        day, month = int(match["day"]), self._days.months[match["month"]]
        if match["year"]:
            year = year_of(match["year"])
            found = checked(match[0], [date_of(match[0], year, month, day)], today).options[0]
        else:
            found = nearest(match[0], day, month, today)
        return replace(self._on(match["weekday"], found), far=not match["year"] and is_far(found, today))

    def _range(self, match: re.Match[str], today: Today) -> Days:
        """ "3-10 march": all of its days."""
        month, first, last = self._days.months[match["month"]], int(match["first"]), int(match["last"])
        year = year_of(match["year"]) if match["year"] else nearest(match[0], first, month, today).year
        start, end = date_of(match[0], year, month, first), date_of(match[0], year, month, last)
        if end < start:
            raise NoSuchDay(match[0])
        return Days(tuple(start + timedelta(days=day) for day in range((end - start).days + 1)), stretch=True)

    def _on(self, weekday: str | None, day: date) -> Days:
        """The day, or the choice between it and the weekday beside it that was named as well."""
        if weekday is None or day.weekday() == self._days.weekdays[weekday]:
            return Days((day,))
        wanted = self._days.weekdays[weekday]
        off = (wanted - day.weekday() + 3) % 7 - 3
        return Days((day, day + timedelta(days=off)))

    def _of_this_month(self, match: re.Match[str], today: Today) -> Days:
        """ "the 15th": of this month, or of the one before or after it."""
        day, first = int(match["day"]), today.date.replace(day=1)
        passed = day <= today.date.day
        if today.look is Direction.BACK and not passed:
            first -= relativedelta(months=1)
        if today.look is Direction.AHEAD and passed:
            first += relativedelta(months=1)
        if today.look is Direction.NEAR:
            months = [first + relativedelta(months=distance) for distance in (0, -1, 1)]
            having = [month for month in months if 1 <= day <= monthrange(month.year, month.month)[1]]
            first = min(having, key=lambda month: abs(month.replace(day=day) - today.date), default=first)
        return self._on(match.groupdict().get("weekday"), date_of(match[0], first.year, first.month, day))

    def _ago(self, match: re.Match[str], today: Today) -> Days:
        """ "3 days ago", "2 or 3 days ago", "1.5 weeks ago"."""
        low, counts = match.groupdict().get("low"), self._counts(match)
        if low:
            first = int(low) if low.isdecimal() else self._words.amounts.numbers[low]
            last = math.ceil(max(counts))
            counts = tuple(range(first, last + 1))[:MOST_OFFERED] if first < last else (first, *counts)
        return checked(match[0], [self._moved(match, today, -count) for count in counts], today)

    def _minutes_ago(self, match: re.Match[str], today: Today) -> Days:
        minutes = self._words.amounts.spelled[match["spelled"]]
        return Days(((today.now - timedelta(minutes=minutes)).date(),))

    def _last_days(self, match: re.Match[str], today: Today) -> Days:
        """ "the last 3 days": those before today."""
        first = checked(match[0], [self._moved(match, today, -count) for count in self._counts(match)], today).options[
            0
        ]
        length = (today.date - first).days
        return replace(today.ago(*range(-length, 0)), stretch=True) if length else today.ago(0)

    def _ahead(self, match: re.Match[str], today: Today) -> Days:
        return checked(match[0], [self._moved(match, today, count) for count in self._counts(match)], today)

    def _counts(self, match: re.Match[str]) -> tuple[float, ...]:
        """How many units; of half a one the days on either side of it are meant."""
        if not match["digits"]:
            return (self._words.amounts.numbers[match["word"]],)
        count = float(match["digits"].replace(",", "."))
        days = DAYS_OF.get(self._words.amounts.units[match["unit"]])
        if count.is_integer() or days is None:
            return (count,)
        return tuple(
            whole_days / days for whole_days in dict.fromkeys((math.floor(count * days), math.ceil(count * days)))
        )

    def _moved(self, match: re.Match[str], today: Today, count: float) -> date:
        try:
            moved: datetime = today.now + relative(self._words.amounts.units[match["unit"]], count)
        except (ValueError, OverflowError):
            raise NoSuchDay(match[0]) from None
        return moved.date()

    def _vague(self, match: re.Match[str], today: Today) -> Days:
        if match["vague"] in self._days.this_week and today.look is not Direction.BACK:
            return today.week(0)
        return today.ago(*self._days.vague[match["vague"]])

    def _last_week(self, _match: re.Match[str], today: Today) -> Days:
        return today.week(-1)

    def _next_week(self, _match: re.Match[str], today: Today) -> Days:
        return today.week(1)

    def _last_weekend(self, _match: re.Match[str], today: Today) -> Days:
        sunday = -((today.date.weekday() + 1) % 7 or 7) if today.date.weekday() != 6 else 0
        return today.ago(sunday - 1, sunday) if today.look is Direction.BACK else today.ago(sunday + 6, sunday + 7)

    def _in_month(self, match: re.Match[str], today: Today) -> Days:
        """A month alone: its first day, its middle and its last, as far as they have come."""
        month = self._days.months[match["month"]]
        first = nearest(match[0], 1, month, today) if not match["year"] else None
        first = first or date_of(match[0], year_of(match["year"]), month, 1)
        return checked(match[0], [first, first + timedelta(days=14), first + relativedelta(months=1) - _DAY], today)
