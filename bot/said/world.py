"""What a line is read with, beside its own words."""

from dataclasses import dataclass
from datetime import datetime

from bot.said.calendar import Today
from bot.said.lexicon import Lexicon
from bot.said.text import MOST_MENDED, Text
from bot.said.values import Direction, Order
from roadmap.model import Roadmap


@dataclass(frozen=True, slots=True)
class World:
    """The learner's ``now``, aware and in their zone, the roadmap they are on, the words of their language, and which of
    day and month comes first where they live (None: not known)."""

    now: datetime
    roadmap: Roadmap
    lexicon: Lexicon
    order: Order | None = None
    looks: int = MOST_MENDED
    """Words of a line that are looked at for a slip; fewer, where it is one of several."""

    def text(self, line: str) -> Text:
        """A line made ready."""
        return Text(line, self.lexicon, self.roadmap.names, self.looks)

    def today(self, look: Direction) -> Today:
        """What a day is read with that is looked for there."""
        return Today(self.now, look, self.order)
