"""A tree as it grows from top to bottom: what comes next goes under what is open."""

from dataclasses import dataclass, field, replace

from roadmap.reading.tree import Kind, Part


@dataclass(slots=True)
class _Open:
    part: Part
    rank: int
    below: "list[_Open]" = field(default_factory=list)

    def closed(self) -> Part:
        if not self.below:
            return self.part
        return replace(self.part, parts=(*self.part.parts, *(one.closed() for one in self.below)))


DEEP = 100
"""The rank of what stands below every heading; a deeper entry has a higher one."""


class Growing:
    """Parts are put under the last one of a lower rank: a heading's is its level, an entry's its depth below ``DEEP``."""

    def __init__(self) -> None:
        self._open = [_Open(Part(Kind.DOCUMENT, 0, -1), 0)]

    @property
    def level(self) -> int:
        """The level of the heading that is open, 0 where there is none."""
        return max((one.part.level for one in self._open if one.part.kind is Kind.HEADING), default=0)

    def put(self, part: Part, depth: int = 0) -> None:
        """A part under what is open; nothing else is put under one that is neither heading nor entry, in so many entries."""
        match part.kind:
            case Kind.HEADING:
                self._put(part, part.level)
            case Kind.ENTRY:
                self._put(part, DEEP + part.level)
            case _:
                self._put(part, DEEP + depth)
                self._open.pop()

    def _put(self, part: Part, rank: int) -> None:
        while self._open[-1].rank >= rank:
            self._open.pop()
        one = _Open(part, rank)
        self._open[-1].below.append(one)
        self._open.append(one)

    def grown(self) -> Part:
        """The document."""
        return self._open[0].closed()
