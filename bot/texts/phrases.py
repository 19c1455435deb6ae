"""The one room for what all texts share: dates, moments, numbers, lengths and lists, and how parts are laid out. What
of it is English stands in ``bot.texts.english``."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import english
from bot.texts.sentence import counted, escaped, plain, say
from roadmap.model import Duration, Hours
from roadmap.plan import weeks_over

T = TypeVar("T")

MOST_NAMED = 8
"""Of a list in a sentence."""

BESIDE = " · "

SHOWN = 60
"""Characters of what was said, or of a title in a list or on a button, that are shown."""


def shortened(said: str, most: int = SHOWN) -> str:
    """What was said, cut where it is long."""
    return said if len(said) <= most else f"{said[: most - 1]}…"


# Numbers and lengths


def number(value: float) -> str:
    """ "6", "7.5", "1,234": up to two decimals."""
    return english.number(value)


def numeral(value: int) -> str:
    """ "7", "2027": a number that is a name, as that of a topic, of a line or of a year."""
    return english.numeral(value)


def spelled(count: int) -> str:
    """ "one", "two", from ten on in figures: a count in a sentence."""
    return english.SPELLED[count] if 0 <= count < len(english.SPELLED) else number(count)


def between(short: float, long: float) -> str:
    """ "4–6", "4" where both ends are one, "4.5–6"."""
    ends = number(short), number(long)
    return ends[0] if ends[0] == ends[1] else english.span(*ends)


def _counts_as(short: float, long: float) -> float:
    """The number whose form a range takes: its end, but "0–1" is many."""
    return long if short == long else max(long, 2)


def days(short: int, long: int | None = None) -> str:
    """ "4–6 days", "1 day"."""
    long = short if long is None else long
    return plain(counted(_counts_as(short, long), "{days} days", one="{days} day"), days=between(short, long))


def weeks(short: int, long: int | None = None) -> str:
    """ "4–6 weeks", "1 week"."""
    long = short if long is None else long
    return plain(counted(_counts_as(short, long), "{weeks} weeks", one="{weeks} week"), weeks=between(short, long))


def hours(short: float, long: float | None = None) -> str:
    """ "4.5–6 hours", "1 hour"."""
    long = short if long is None else long
    return plain(counted(_counts_as(short, long), "{hours} hours", one="{hours} hour"), hours=between(short, long))


def days_or_weeks(days_over: int) -> str:
    """Within a week in days, from there on in weeks begun: "6 days", "1 week", "2 weeks"."""
    return days(days_over) if days_over < 7 else weeks(weeks_over(days_over))


def weeks_of(duration: Duration | None) -> str:
    """ "4–6 weeks", "1 week"; "10–11 days" where they are no whole weeks; "no set time"."""
    if duration is None:
        return plain("no set time")
    return weeks(*duration.weeks) if duration.weeks else days(duration.short, duration.long)


def hours_of(effort: Hours) -> str:
    """ "4.5–6 hours", "1 hour"."""
    return hours(effort.short, effort.long)


def short_hours(effort: Hours) -> str:
    """ "4.5–6 h", "1200 h": where there is little room."""
    ends = english.bare(effort.short), english.bare(effort.long)
    return plain("{hours} h", hours=ends[0] if effort.short == effort.long else english.span(*ends))


def hours_in(minutes: int) -> str:
    """ "6 hours", "7.5 hours", "1 hour"."""
    return hours(minutes / 60)


def spent(minutes: int) -> str:
    """ "45 min", "1 h", "1 h 30": the time that was studied."""
    return english.spent(minutes)


# Days and moments


def day(when: date, today: date) -> str:
    """ "Mon 4 Jan", with the year where it is not this one."""
    return dated(when, with_year=when.year != today.year)


def dated(when: date, *, with_year: bool = False) -> str:
    """ "Wed 13 Jan", "Wed 13 Jan 2027"."""
    return english.day(when, weekday=True, year=with_year)


def short_day(when: date, today: date) -> str:
    """ "4 Jan", with the year where it is not this one."""
    return english.day(when, weekday=False, year=when.year != today.year)


def whole_day(when: date) -> str:
    """ "18 Jan 2027"."""
    return english.day(when, weekday=False, year=True)


def typed_day(when: date) -> str:
    """ "4 January 2027": as it is typed behind a command."""
    return english.day(when, weekday=False, month=english.MONTHS, year=True)


def whole_month(when: date, today: date) -> str:
    """ "January", with its year where that is another one."""
    name = english.MONTHS[when.month - 1]
    return name if when.year == today.year else f"{name} {when.year}"


def month(when: date) -> str:
    """ "Feb"."""
    return english.SHORT_MONTHS[when.month - 1]


def weekday(number: int) -> str:
    """ "Mon" for 0."""
    return english.SHORT_WEEKDAYS[number]


def whole_weekday(number: int) -> str:
    """ "Monday" for 0."""
    return english.WEEKDAYS[number]


def day_names(weekdays: list[int]) -> str:
    """ "Mon–Fri" for days in a row, "Sat and Sun", "Mon, Wed and Sat"; Monday is 0."""
    if len(weekdays) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return english.span(weekday(weekdays[0]), weekday(weekdays[-1]))
    return listed(map(weekday, weekdays))


def every(weekday_number: int) -> str:
    """ "Mondays" for 0."""
    return english.EVERY[weekday_number]


def clock(at: time) -> str:
    """ "09:00"."""
    return english.clock(at)


def hours_from_to(quiet: tuple[time, time]) -> str:
    """ "22:00–07:30"."""
    return english.span(clock(quiet[0]), clock(quiet[1]))


def moment(when: datetime, zone: ZoneInfo, today: date, *, named: bool = False, is_ahead: bool = True) -> Markup:
    """ "Mon 4 Jan, 09:00" in the learner's zone, with its name on request; where a platform can, each reader sees it in
    their own instead, and beside one that lies ahead how far off it is by then."""
    local = when.astimezone(zone)
    shown = english.moment(day(local.date(), today), clock(local.time()), zone.key if named else "")
    ahead = english.far_off((local.date() - today).days) if is_ahead else ""
    values = {"stamp": str(int(when.timestamp())), "ahead": ahead, "shown": shown}
    if named:
        between = english.BEHIND_BRACKETS
        return say(
            '<time datetime="{stamp}" ahead="{ahead}" between="{between}">{shown}</time>', between=between, **values
        )
    return say('<time datetime="{stamp}" ahead="{ahead}">{shown}</time>', **values)


def at_clock(when: datetime, zone: ZoneInfo) -> Markup:
    """ "19:25" in the learner's zone, of a moment that is near; where a platform can, each reader sees it in their own instead, and
    beside it how far off it is by then."""
    return say(
        '<time datetime="{stamp}" format="clock" ahead="{ahead}">{shown}</time>',
        stamp=str(int(when.timestamp())),
        ahead=english.far_off(0),
        shown=clock(when.astimezone(zone).time()),
    )


def clock_of(when: datetime, zone: ZoneInfo) -> Markup:
    """ "19:25" in a zone, of a moment that stands beside another; where a platform can, each reader sees it in their own."""
    stamp, shown = str(int(when.timestamp())), clock(when.astimezone(zone).time())
    return say('<time datetime="{stamp}" format="clock">{shown}</time>', stamp=stamp, shown=shown)


def stamped(local: datetime) -> str:
    """ "Mon 2027-01-04 09:00": as it is typed behind @ in the terminal, the weekday before it."""
    return english.stamped(weekday(local.weekday()), local)


# Lists


def listed(things: Iterable[str], *, most_named: int = MOST_NAMED) -> str:
    """ "a", "a and b", "a, b and c"; where there are too many, the first of them "and 7 more"."""
    named = list(things)
    if len(named) <= most_named:
        return english.listed(named, english.AND)
    return english.listed(named[: most_named - 1], english.AND, len(named) - most_named + 1)


def listed_markup(things: Iterable[str], *, most_named: int = MOST_NAMED) -> Markup:
    """The same of what may be Markup; what is not is escaped."""
    return Markup(listed(map(escaped, things), most_named=most_named))  # noqa: S704 - each is escaped


def one_of(things: Iterable[str]) -> Markup:
    """ "a", "a or b", "a, b or c"; each is escaped unless it is Markup."""
    return Markup(english.listed(list(map(escaped, things)), english.OR))  # noqa: S704 - each is escaped


def listed_as(things: Iterable[T], worded: Callable[[T], str], *, most_named: int = MOST_NAMED) -> str:
    """A list of things that are put into words only where they are named."""
    all_of_them = list(things)
    said = [worded(thing) for thing in all_of_them[:most_named]]
    return listed((*said, *[""] * (len(all_of_them) - len(said))), most_named=most_named)


def named(titles: Iterable[str], *, most_named: int = MOST_NAMED) -> str:
    """Titles, each cut where it is long, as a list in a sentence."""
    return listed_as(titles, shortened, most_named=most_named)


def clauses(*parts: str) -> str:
    """The parts that say something, side by side in a sentence: "4–6 weeks, 5 h a week"."""
    return english.clauses([part for part in parts if part])


def clauses_markup(parts: Iterable[Markup], *, more: int = 0) -> Markup:
    """The same in Markup, with how many more there are: "✅ NLP, ☐ statistics and 3 more"."""
    return Markup(english.clauses(list(parts), more))  # noqa: S704 - each is Markup


def points(parts: Iterable[str], *, most_named: int = MOST_NAMED) -> str:
    """Parts that may hold commas themselves: "NLP → Language; CV → Seeing"; where there are too many, the first of them
    "and 7 more"."""
    named = list(parts)
    return english.points(named[:most_named], max(0, len(named) - most_named))


def points_markup(parts: Iterable[Markup]) -> Markup:
    """The same in Markup."""
    return Markup(english.points(list(parts)))  # noqa: S704 - each is Markup


# Layout


APART = "\n\n"
"""What parts paragraphs."""


def paragraphs(*parts: str | None) -> Markup:
    """The parts that say something, parted by empty lines; what is no Markup is escaped, here and below."""
    return _laid_out(APART, parts)


def lines(*parts: str | None) -> Markup:
    """The parts that say something, each on a line of its own."""
    return _laid_out("\n", parts)


def row(*parts: str | None) -> Markup:
    """The parts that say something, beside one another: "NLP · 45 min · Wed 13 Jan"."""
    return _laid_out(BESIDE, parts)


def sentences(*parts: str | None) -> Markup:
    """The sentences that are there, one behind another."""
    return _laid_out(" ", parts)


def _laid_out(between: str, parts: Iterable[str | None]) -> Markup:
    return Markup(between.join([escaped(part) for part in parts if part]))  # noqa: S704 - each is escaped


def beside(*parts: str | None) -> str:
    """A row without Markup."""
    return BESIDE.join(part for part in parts if part)


def text_of(*parts: str | None) -> str:
    """Sentences without Markup."""
    return " ".join(part for part in parts if part)


def in_a_file(*parts: str, apart: bool = True) -> str:
    """The parts that say something without Markup, as a file has them: parted by empty lines, or each on a line of its own."""
    return (APART if apart else "\n").join(part for part in parts if part)


def together(parts: Iterable[str]) -> str:
    """What one tap does at once: "NLP + CV"."""
    return " + ".join(parts)
