"""The study days of the past year from the first of them on, as big as the width allows, the darker the longer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.charts.heading import Key, heading, legend
from bot.charts.lettering import width
from bot.charts.palette import LIGHT, Palette
from bot.charts.svg import MARGIN, SMALL, WIDTH, frame, mark, picture, rect, text
from bot.texts import drawn as words
from roadmap.calendar import DAY
from roadmap.streak import WEEK, monday

WEEKS, IN_A_ROW = 53, 27
LEFT = MARGIN + 52
ROOM = WIDTH - MARGIN - LEFT
LARGEST = 44
"""Pixels from a week to the next, where there are few of them."""

MONTHS, GAP, BETWEEN = 34, 28, 4
MONTH_GAP = 8
NAMED = (0, 2, 4, 6)
"""Weekdays with their name beside them."""


def first_shown(study_days: Mapping[date, int], today: date) -> date:
    """The Monday that the picture begins with: that of the first study day, and of the week 52 weeks ago at most."""
    earliest = monday(today) - (WEEKS - 1) * WEEK
    return max(earliest, monday(min((day for day in study_days if earliest <= day <= today), default=today)))


def heatmap(study_days: Mapping[date, int], today: date, palette: Palette = LIGHT) -> str:
    """The picture as SVG. ``study_days`` are with their minutes, 0 where none were told."""
    first = first_shown(study_days, today)
    seen = {day: minutes for day, minutes in study_days.items() if first <= day <= today}
    head, y = heading(words.study_days(), words.days_studied(len(seen), first, today), palette)
    key, y = legend(_keys(seen, palette), y, palette)
    weeks = [first + number * WEEK for number in range((monday(today) - first).days // 7 + 1)]
    count = len(weeks) if len(weeks) <= IN_A_ROW else -(-len(weeks) // 2)
    grid = Grid(seen, today, min(float(LARGEST), ROOM / count), palette)
    rows: list[str] = []
    for start in range(0, len(weeks), count):
        rows.extend(grid.row(weeks[start : start + count], y + MONTHS))
        y += MONTHS + 7 * grid.pitch + GAP
    return picture(y, palette.paper, *head, *key, *rows)


def _keys(seen: Mapping[date, int], palette: Palette) -> Iterator[Key]:
    """What the shades mean; a single one is enough where no minutes were told."""
    yield Key(palette.limit, words.no_study_day(), hollow=True)
    yield Key(palette.shades[0], words.study_day())
    most = max(seen.values(), default=0)
    for shade, minutes in zip(palette.shades[1:], words.MINUTES, strict=True):
        if most >= minutes:
            yield Key(shade, words.from_minutes(minutes))


@dataclass(frozen=True, slots=True)
class Grid:
    """Weeks as columns, ``pitch`` apart."""

    study_days: Mapping[date, int]
    today: date
    pitch: float
    palette: Palette

    @property
    def cell(self) -> float:
        return self.pitch - BETWEEN

    def row(self, weeks: list[date], top: float) -> Iterator[str]:
        for weekday in NAMED:
            y = top + weekday * self.pitch + self.cell / 2 + 8
            yield text(MARGIN, y, words.row(weekday), self.palette.faded)
        yield from self._months(weeks, top - 8)
        for column, week in enumerate(weeks):
            for weekday in range(7):
                day = week + weekday * DAY
                if day <= self.today:
                    yield from self._cell(LEFT + column * self.pitch, top + weekday * self.pitch, day)

    def _months(self, weeks: list[date], y: float) -> Iterator[str]:
        """The months that begin in these weeks, by the week that their first lies in; before them that of the first week,
        where there is room."""
        last = [week + timedelta(days=6) for week in weeks]
        named = [(LEFT + column * self.pitch, day) for column, day in enumerate(last) if day.day <= 7]
        if not named or named[0][0] >= LEFT + width(words.column(last[0]), SMALL) + MONTH_GAP:
            named.insert(0, (LEFT, last[0]))
        for x, day in named:
            if x + width(words.column(day), SMALL) <= WIDTH - MARGIN:
                yield text(x, y, words.column(day), self.palette.faded)

    def _cell(self, x: float, y: float, day: date) -> Iterator[str]:
        """A day: filled, the darker the longer was studied, or hollow; today has a rim."""
        minutes = self.study_days.get(day)
        if minutes is None:
            yield frame(x, y, self.cell, self.cell, self.palette.limit)
        else:
            shade = self.palette.shades[sum(minutes >= least for least in words.MINUTES)]
            yield rect(x, y, self.cell, self.cell, shade)
        if day == self.today:
            yield mark(x, y, self.cell, self.palette.ink)
