"""How often an account may speak."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.chat.platform import Speaker

MOST, SPAN = 30, timedelta(minutes=1)
MOST_TOLD = 3
"""Lines of a flood that are named as left out at once, and of the others with the next one that is carried out."""

MOST_SPEAKERS = 10_000
"""Speakers remembered; the longest silent are forgotten first, so that memory stays bounded."""


class Tempo(Enum):
    """Whether a line is worked on, left out with a word about it, or left out without one for now."""

    FINE = "fine"
    LEFT_OUT = "left out"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Paced:
    """What becomes of a line, and what was left out before it without a word: the first of those lines, and how many
    there were."""

    pace: Tempo
    unsaid: tuple[str, ...] = ()
    unsaid_count: int = 0


@dataclass(slots=True)
class _Recent:
    """The recent lines of one account: when they came, how many were left out with a word, and those without one."""

    moments: deque[datetime] = field(default_factory=deque)
    told: int = 0
    unsaid: list[str] = field(default_factory=list)
    unsaid_count: int = 0


class Paces:
    """The recent lines of every account."""

    def __init__(self) -> None:
        self._recent: dict[Speaker, _Recent] = {}

    def of(self, speaker: Speaker, at: datetime, line: str, *, alone: bool = True) -> Paced:
        """Count one more line of this account at ``at`` (the moment of receipt). What was left out is told where the
        account is ``alone`` with the bot."""
        recent = self._recent.pop(speaker, None) or _Recent()
        self._recent[speaker] = recent
        if len(self._recent) > MOST_SPEAKERS:
            del self._recent[next(iter(self._recent))]
        while recent.moments and recent.moments[0] <= at - SPAN:
            recent.moments.popleft()
        if len(recent.moments) < MOST:
            return self._fine(recent, at) if alone else self._counted(recent, at)
        if recent.told < MOST_TOLD:
            recent.told += 1
            return Paced(Tempo.LEFT_OUT)
        recent.unsaid_count += 1
        if len(recent.unsaid) < MOST_TOLD:
            recent.unsaid.append(line)
        return Paced(Tempo.SILENCE)

    def _counted(self, recent: _Recent, at: datetime) -> Paced:
        recent.moments.append(at)
        return Paced(Tempo.FINE)

    def _fine(self, recent: _Recent, at: datetime) -> Paced:
        """A line that is worked on; what was left out in silence is told with it."""
        recent.moments.append(at)
        unsaid, count = tuple(recent.unsaid), recent.unsaid_count
        recent.told, recent.unsaid, recent.unsaid_count = 0, [], 0
        return Paced(Tempo.FINE, unsaid, count)
