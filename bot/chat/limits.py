"""How often an account may speak, and how often the bot may: what platforms allow."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.chat.platform import Speaker

MOST, SPAN = 30, timedelta(minutes=1)
MOST_SPEAKERS = 10_000
"""Speakers remembered; the longest silent are forgotten first, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a platform allows the bot: messages over all at least ``interval`` apart, in one direct chat
    ``chat_interval``, in one group ``group_interval``. ``answers_count`` says whether answers are among them."""

    interval: timedelta
    chat_interval: timedelta
    group_interval: timedelta = timedelta(0)
    answers_count: bool = True


UNLIMITED = Limit(timedelta(0), timedelta(0))


class Pace(Enum):
    """Whether a line is worked on, answered with the one sentence, or passed over."""

    FINE = "fine"
    TOO_FAST = "too fast"
    SILENCE = "silence"


class Paces:
    """The recent lines of every account."""

    def __init__(self) -> None:
        self._recent: dict[Speaker, deque[datetime]] = {}
        self._told: set[Speaker] = set()

    def of(self, speaker: Speaker, at: datetime) -> Pace:
        """Count one more line of this account at ``at`` (the moment of receipt)."""
        recent = self._recent.pop(speaker, None) or deque[datetime]()
        self._recent[speaker] = recent
        if len(self._recent) > MOST_SPEAKERS:
            self._forget(next(iter(self._recent)))
        while recent and recent[0] <= at - SPAN:
            recent.popleft()
        if len(recent) < MOST:
            recent.append(at)
            self._told.discard(speaker)
            return Pace.FINE
        if speaker in self._told:
            return Pace.SILENCE
        self._told.add(speaker)
        return Pace.TOO_FAST

    def _forget(self, speaker: Speaker) -> None:
        del self._recent[speaker]
        self._told.discard(speaker)
