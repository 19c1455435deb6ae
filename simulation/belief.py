"""PURE: what a learner may believe after each answer, kept by reading along, without asking the bot's own arithmetic."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from simulation.record import Era, Snoozed, Turn
from simulation.wall import after_quiet, instant, wall

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FINISHING = frozenset({"done", "skip"})
TURNS = frozenset({"pause", "resume"})


@dataclass(frozen=True, slots=True)
class Saying:
    """Facts said with one command; an undo takes them back together."""

    verb: str
    topics: tuple[int, ...] = ()
    turn: Turn | None = None


class Belief:
    """One learner's expectations. ``topics`` is how many there are on the roadmap."""

    def __init__(self, now: datetime, topics: int, default_zone: str) -> None:
        self._default_zone, self._topics = default_zone, topics
        self._sayings: list[Saying] = []
        self.era = Era(said_at=now, handled_at=now, zone=default_zone)
        self.snoozed: list[Snoozed] = []

    def statuses(self) -> dict[int, str]:
        """Every topic by its number: open, begun, done or skip."""
        found = dict.fromkeys(range(1, self._topics + 1), "open")
        for saying in self._sayings:
            found |= dict.fromkeys(saying.topics, "open" if saying.verb == "reopen" else saying.verb)
        return found

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
        topics = tuple(map(int, words)) if verb in {"done", "begin", "skip", "reopen"} else ()
        self._sayings.append(Saying(verb, topics, turn))

    def _set(self, name: str, words: list[str], at: datetime, *, enrolled: bool) -> Era:
        """The era with what this line sets, if it sets anything."""
        era = self.era
        if era.enrolled_at is None and enrolled:
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
