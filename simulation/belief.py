"""PURE: what a learner may believe after each answer, kept by reading along, without asking the bot's own arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from simulation.reckoning import Word
from simulation.record import Era, Snoozed, Turn
from simulation.wall import after_quiet, instant, wall

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FINISHING = frozenset({"done", "skip"})
TURNS = frozenset({"pause", "resume"})
TOLD = {"done": "completed", "begin": "begun", "skip": "skipped", "reopen": "reopened"}
WEEKS = {"mon-fri": range(5), "mon wed sat": (0, 2, 5), "weekends": (5, 6), "all": range(7)}
"""What /days is said with, and the weekdays that it means."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Facts said with one command; an undo takes them back together. ``words`` are what it comes to in the plan."""

    verb: str
    said_at: datetime
    topics: tuple[int, ...] = ()
    turn: Turn | None = None
    words: tuple[Word, ...] = ()


class Belief:
    """One learner's expectations. ``topics`` is how many there are on the roadmap."""

    def __init__(self, now: datetime, topics: int, default_zone: str) -> None:
        self._default_zone, self._topics = default_zone, topics
        self._sayings: list[Saying] = []
        self.first_day = now.date()
        self.era = Era(said_at=now, handled_at=now, zone=default_zone)
        self.snoozed: list[Snoozed] = []

    def statuses(self) -> dict[int, str]:
        """Every topic by its number: open, begun, done or skip."""
        found = dict.fromkeys(range(1, self._topics + 1), "open")
        for saying in self._sayings:
            found |= dict.fromkeys(saying.topics, "open" if saying.verb == "reopen" else saying.verb)
        return found

    @property
    def words(self) -> tuple[Word, ...]:
        """What was told of the plan and holds, in the order in which it was said."""
        return tuple(word for saying in self._sayings for word in saying.words)

    @property
    def has_end(self) -> bool:
        """Whether an end was named lately; it may be over since."""
        named = [word for word in self.words if word.kind == "end"]
        return bool(named) and named[-1].back is not None

    def hear(self, line: str, answer: str, *, undoable: bool, said_at: datetime, handled_at: datetime) -> Era:
        """Draw the conclusions from an answer; ``undoable`` is whether it offers to take something back."""
        name, *words = line.removeprefix("/").split()
        if undoable:
            self._said(name, words, said_at)
        elif answer.startswith("↩ Taken back"):
            self._sayings.pop()
        elif name == "snooze" and answer.startswith("💤"):
            self._snooze(words, said_at)
        era = self._set(name, words, said_at, enrolled=undoable or answer.startswith("🎒"))
        turns = tuple(saying.turn for saying in self._sayings if saying.turn)
        finished = all(status in FINISHING for status in self.statuses().values())
        self.era = replace(era, said_at=said_at, handled_at=handled_at, turns=turns, finished=finished)
        return self.era

    def forgotten(self, at: datetime) -> Era:
        """Everything is as it was before the first word."""
        self._sayings.clear()
        self.era = Era(said_at=at, handled_at=at, zone=self._default_zone, life=self.era.life + 1)
        return self.era

    def _said(self, verb: str, words: list[str], at: datetime) -> None:
        today = wall(at, self.era.zone).date()
        turn = None
        if verb in TURNS:
            back = date.fromisoformat(words[-1]) if words else None
            turn = Turn(today, back, resumed=verb == "resume")
        topics = tuple(map(int, words)) if verb in TOLD else ()
        if self.era.enrolled_at is None:
            self.first_day = today
        self._sayings.append(Saying(verb, at, topics, turn, tuple(self._words(verb, words, today, turn))))
        self._sayings.sort(key=lambda saying: saying.said_at)  # what waited while the bot was off is replayed so

    def _words(self, verb: str, words: list[str], today: date, turn: Turn | None) -> Iterator[Word]:
        if verb in TOLD:
            stands = self.statuses()
            yield from (Word(kind=TOLD[verb], day=today, topic=n) for n in words if stands[int(n)] != verb)
        if turn:
            yield Word(kind="resumed" if turn.resumed else "paused", day=today, back=turn.back)
        match verb, words:
            case "plan", ["from", "today", "yes"]:
                yield Word(kind="replanned", day=today)
            case "replan", ["stretch", "yes"]:
                yield Word(kind="replanned", day=today)
            case "plan", ["finish", "by", day]:
                back = date.fromisoformat(day) + timedelta(days=1)
                yield Word(kind="end", day=max(today, self._counted_from), back=back)
            case "plan", ["no", "end"]:
                yield Word(kind="end", day=today)
            case "days", [*chosen, meant, "yes"]:
                weekdays = frozenset(WEEKS[" ".join(chosen)])
                yield Word(kind="days", day=today, weekdays=weekdays, weeks_stay=meant == "stay")

    @property
    def _counted_from(self) -> date:
        """The first day of the plan by now."""
        days = [word.day for word in self.words if word.kind == "replanned" or (word.kind == "end" and word.back)]
        return days[-1] if days else self.first_day

    def _set(self, name: str, words: list[str], at: datetime, *, enrolled: bool) -> Era:
        """The era with what this line sets, if it sets anything."""
        era = self.era
        if era.enrolled_at is None and enrolled:
            self.first_day = wall(at, era.zone).date()
            return replace(era, enrolled_at=at)
        match name, words:
            case "timezone", [zone]:
                return replace(era, zone=zone)
            case "nudges", ["on" | "off" as switch]:
                return replace(era, on=switch == "on")
            case "nudges", ["quiet", "off"]:
                return replace(era, quiet=None)
            case "nudges", ["quiet", hours]:
                start, end = map(time.fromisoformat, hours.split("-"))
                return replace(era, quiet=(start, end))
            case "nudges", [day, *clock]:
                at_time = time.fromisoformat(clock[0]) if clock else era.at
                return replace(era, on=True, weekday=DAYS.index(day), at=at_time)
        return era

    def _snooze(self, words: list[str], at: datetime) -> None:
        days = 7 if words == ["1", "week"] else int(words[0].removesuffix("d"))
        era = self.era
        day = wall(at, era.zone).date() + timedelta(days=days)
        due = after_quiet(instant(day, era.at, era.zone), era.quiet, era.zone)
        self.snoozed.append(Snoozed(at, due, era.life, wall(due, era.zone).date().isoformat()))
