"""The slots of a clause, and the words of it that have none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta

from bot.said.amounts import MinutesMeant
from bot.said.days import Read
from bot.said.lexicon import Part
from bot.said.spans import Span, raw
from bot.said.text import Text
from roadmap.model import Topic


@dataclass
class Slots:
    """What was found. ``topics`` are those that each name may mean, ``several`` the sets that may be meant where many
    are named at once, ``either`` the topics of figures that are a day as well; ``rest`` are the runs of words without a place, as
    spans, ``pieces`` the parts of topics that were named, as typed."""

    text: Text
    topics: list[tuple[Topic, ...]] = field(default_factory=list)
    several: list[tuple[tuple[Topic, ...], ...]] = field(default_factory=list)
    either: list[tuple[Topic, ...]] = field(default_factory=list)
    days: list[tuple[Read, Span]] = field(default_factory=list)
    clocks: list[time] = field(default_factory=list)
    lengths: list[MinutesMeant] = field(default_factory=list)
    spans: list[timedelta] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    within: list[Span] = field(default_factory=list)
    """The parts of topics that may be steps, in the order of their coming: counted ones, titles, and resources."""
    notes: list[str] = field(default_factory=list)
    rest: list[Span] = field(default_factory=list)
    order: list[Part] = field(default_factory=list)
    """Topics, days and lengths in the order of their coming."""
    number: int | None = None
    sure: bool = False
    apart: int | None = None
    """Where the mark stands behind which the line is a note, among the spans of the clause."""

    @property
    def left_over(self) -> str:
        """The words without a place, as typed."""
        return " ".join(raw(self.text, run) for run in runs(self.rest))


def runs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans in groups of neighbours."""
    run: list[Span] = []
    for span in spans:
        if run and span.first != run[-1].last:
            yield run
            run = []
        run.append(span)
    if run:
        yield run
