"""PURE: where somebody stands, reckoned day by day from what they told, for whoever checks must not ask what is being checked.

It takes the rules of docs/architecture.md at their word and walks over the calendar; nothing of the bot's own arithmetic is used.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

DAY = timedelta(days=1)
FURTHEST = 20_000
"""Days that are walked over at most."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A topic: the days it is to take, from ``short`` to ``long`` (None: not known), and its steps with their minutes."""

    slug: str
    short: int | None = None
    long: int | None = None
    steps: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Something told: begun, completed, skipped, reopened, replanned, end, paused, resumed, days, step done, step open, steps.

    ``back`` is the day behind a pause, or behind the end that was named (None: an open pause, no end any more). ``steps`` are
    those of a list (None: the document's). ``known`` is what was known before the plan began. ``weeks_stay`` is whether seven
    days of a topic are a week with so many ``weekdays`` in it.
    """

    kind: str
    day: date
    topic: str = ""
    step: str = ""
    back: date | None = None
    weekdays: frozenset[int] = frozenset(range(7))
    steps: tuple[tuple[str, int | None], ...] | None = None
    known: bool = False
    weeks_stay: bool = False


@dataclass
class _Book:
    """What was told, added up. ``before`` is what of each topic was done when the day was set that the plan counts from, ``fresh``
    what was ticked of it after that."""

    chapters: Mapping[str, Chapter]
    first_day: date
    done: dict[str, date] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    ticked: dict[str, set[str]] = field(default_factory=dict)
    known: dict[str, Fraction] = field(default_factory=dict)
    lists: dict[str, tuple[tuple[str, int | None], ...]] = field(default_factory=dict)
    kept: dict[str, Fraction] | None = None
    fresh: dict[str, set[str]] = field(default_factory=dict)
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    weekdays: frozenset[int] = frozenset(range(7))
    weeks_stay: bool = False
    end: date | None = None
    known_pauses: frozenset[date] = frozenset()

    def hear(self, word: Word) -> None:
        match word.kind:
            case "completed":
                self._complete(word)
            case "begun" | "reopened":
                self._take_up(word.topic)
            case "skipped":
                self._take_up(word.topic)
                self.skipped.add(word.topic)
            case "replanned":
                self._set_off(word.day)
            case "end":
                self._name(word)
            case "paused" | "resumed" | "days":
                self._rest(word)
            case _:
                self._within(word)

    def _complete(self, word: Word) -> None:
        if self.done.get(word.topic) != word.day:
            self.left_out.discard(word.topic)
            if word.known or (word.day < self.first_day and not self.fresh.get(word.topic)):
                self.left_out.add(word.topic)
        self.skipped.discard(word.topic)
        self.done[word.topic] = word.day

    def _take_up(self, topic: str) -> None:
        self.done.pop(topic, None)
        self.left_out.discard(topic)
        self.skipped.discard(topic)

    def _set_off(self, day: date) -> None:
        self.first_day, self.kept, self.fresh = day, {slug: self.share(slug) for slug in self.chapters}, {}
        self.left_out = {slug for slug, done in self.done.items() if done <= day}
        if self.end and self.end < day:
            self.end = None

    def _name(self, word: Word) -> None:
        if word.back is None or word.back <= word.day:
            self.end = None
            return
        self._set_off(word.day)
        self.end, self.known_pauses = word.back - DAY, frozenset(first for first, _ in self.pauses)

    def _rest(self, word: Word) -> None:
        if word.kind == "days":
            self.weekdays, self.weeks_stay = word.weekdays, word.weeks_stay
            return
        cut = [(first, word.day if _covers(first, back, word.day) else back) for first, back in self.pauses]
        self.pauses = [(first, back) for first, back in cut if back is None or first < back]
        if word.kind == "paused":
            self.pauses.append((word.day, word.back))

    def _within(self, word: Word) -> None:
        if word.kind == "step done":
            self.ticked.setdefault(word.topic, set()).add(word.step)
            if not word.known:
                self.fresh.setdefault(word.topic, set()).add(word.step)
            else:
                before = self.known.get(word.topic, Fraction(0))
                self.known[word.topic] = min(Fraction(1), before + self.share(word.topic, {word.step}))
        elif word.kind == "step open":
            for ticked in (self.ticked, self.fresh):
                ticked.get(word.topic, set()).discard(word.step)
        elif word.steps is None:
            self.lists.pop(word.topic, None)
        else:
            self.lists[word.topic] = word.steps

    def share(self, slug: str, steps_of_it: set[str] | None = None) -> Fraction:
        """How much of a topic is ticked, or these steps are of it."""
        steps = self.lists.get(slug, self.chapters[slug].steps)
        if not steps:
            return Fraction(0)
        weights = {step: minutes if all(length for _, length in steps) else 1 for step, minutes in steps}
        ticked = self.ticked.get(slug, set()) if steps_of_it is None else steps_of_it
        return Fraction(
            sum(weights[one] or 0 for one in weights if one in ticked), sum(w or 0 for w in weights.values())
        )

    def before(self, slug: str) -> Fraction:
        return self.known.get(slug, Fraction(0)) if self.kept is None else self.kept[slug]

    def since(self, slug: str) -> Fraction:
        before, share = self.before(slug), self.share(slug)
        return max(Fraction(0), (share - before) / (1 - before)) if before < 1 else Fraction(0)

    def counts(self, day: date, today: date, pauses: Iterable[tuple[date, date | None]] | None = None) -> bool:
        """Whether a day is none of a pause, and of a weekday that was chosen; an open pause ends with today."""
        spans = self.pauses if pauses is None else pauses
        paused = any(first <= day < (back or max(today + DAY, first)) for first, back in spans)
        return day.weekday() in self.weekdays and not paused


def _covers(first: date, back: date | None, day: date) -> bool:
    return first <= day and (back is None or day < back)


def standing(first_day: date, chapters: Sequence[Chapter], words: Iterable[Word], today: date) -> tuple[str, int]:
    """Where somebody stands today, and by how many days; the chapters are in the order of the plan."""
    book = _Book({chapter.slug: chapter for chapter in chapters}, first_day)
    for word in words:
        book.hear(word)
    left = [one for one in chapters if one.slug not in book.done and one.slug not in book.skipped]
    if not left:
        return "finished", 0
    if today < book.first_day:
        return "not yet", (book.first_day - today).days
    ahead, bound = _by_end(book, chapters, left, today) if book.end else _by_lengths(book, left, today)
    if ahead and (days := _between(book, today, ahead, today)) > 0:
        return "ahead", days
    if bound and (days := _between(book, bound, today, today)) > 0:
        return "behind", days
    return "on track", 0


def _between(book: _Book, earlier: date, later: date, today: date) -> int:
    """How many days count behind ``earlier``, up to ``later``; 0 where that is not after it."""
    return sum(book.counts(earlier + DAY * at, today) for at in range(1, (later - earlier).days + 1))


def _days(book: _Book, first: date, today: date) -> Iterator[date]:
    """The days that count, from the first on."""
    return (day for at in range(FURTHEST) if book.counts(day := first + DAY * at, today))


def _by_lengths(book: _Book, left: Sequence[Chapter], today: date) -> tuple[date | None, date | None]:
    """The day before which somebody is ahead, and the last on which nobody is behind."""

    def length(slug: str, end: int) -> int:
        own = ceil(Fraction(end * len(book.weekdays), 7)) if book.weeks_stay else end
        return max(1, ceil((1 - book.before(slug)) * own))

    timed = [one for one in book.chapters.values() if one.short and one.long]
    counted = [one for one in timed if one.slug in book.done and one.slug not in book.left_out]
    partly = [one for one in timed if one.slug not in book.done and book.since(one.slug)]
    waiting = next((one for one in left if one in timed), None)
    short = sum(length(one.slug, one.short or 0) for one in counted)
    short += floor(sum(book.since(one.slug) * length(one.slug, one.short or 0) for one in partly))
    anything = short or any(slug not in book.left_out for slug in book.done)
    ahead = next(day for at, day in enumerate(_days(book, book.first_day, today)) if at == short) if anything else None
    if waiting is None:
        return ahead, None
    long = sum(length(one.slug, one.long or 0) for one in counted) + length(waiting.slug, waiting.long or 0)
    long += floor(sum(book.since(one.slug) * length(one.slug, one.long or 0) for one in partly if one is not waiting))
    return ahead, next(day for at, day in enumerate(_days(book, book.first_day, today), 1) if at == long)


def _by_end(book: _Book, chapters: Sequence[Chapter], left: Sequence[Chapter], today: date) -> tuple[date | None, date]:
    """The same where an end was named, by what is due after each day."""
    chain = [one.slug for one in chapters if one.slug not in book.skipped and one.slug not in book.left_out]
    weights = {slug: 1 - book.before(slug) for slug in chain}
    total = sum(weights.values(), Fraction(0))
    due = dict(_due(book, total, today))
    waiting = left[0].slug
    whole = sum((weights[slug] for slug in chain if slug in book.done), Fraction(0))
    partly = {slug: book.since(slug) * (1 - book.before(slug)) for slug in book.chapters if slug not in book.done}
    others = sum((part for slug, part in partly.items() if slug != waiting), Fraction(0))
    bound = _last(book, due, whole + others + weights[waiting], total)
    done = [slug for slug in chain if slug in book.done]
    before = _last(book, due, whole, total) if done else book.first_day - DAY
    start = min(next(_days(book, before + DAY, today)), _last(book, due, whole + weights[waiting], total))
    so_far = whole + others + partly[waiting]
    reached = next((day for day, then in due.items() if then > so_far), book.end or start) if so_far > whole else start
    ahead = max(start, reached)
    return (ahead if done or ahead > next(_days(book, book.first_day, today)) else None), bound


def _last(book: _Book, due: Mapping[date, Fraction], reached: Fraction, total: Fraction) -> date:
    """The last day by which so much is due; at least one day."""
    end = book.end or book.first_day
    if reached >= total or not due:
        return end
    return next((day for day, so_far in due.items() if so_far >= reached and so_far), end)


def _due(book: _Book, total: Fraction, today: date) -> Iterator[tuple[date, Fraction]]:
    """How much of the whole is due after each day that counts, up to the end. What a pause takes that nobody knew of when the end
    was named is shared anew among the days behind its first."""
    known = [one for one in book.pauses if one[0] in book.known_pauses or one[0] <= book.first_day]
    later = sorted((one for one in book.pauses if one not in known), key=lambda one: one[0])
    end, day = book.end or book.first_day, book.first_day
    due = Fraction(0)
    left, days = total, sum(book.counts(book.first_day + DAY * at, today, known) for at in range((end - day).days + 1))
    while day <= end:
        while later and later[0][0] <= day:
            known.append(later.pop(0))
            left = total - due
            days = sum(book.counts(day + DAY * at, today, known) for at in range((end - day).days + 1))
        if book.counts(day, today, known) and days:
            due += left / days
            yield day, due
        day += DAY
