"""What may be the topics of a document: a level of its tree, with why it may be and how much speaks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.roles import Field


class Level(StrEnum):
    """Which parts of the tree are the topics."""

    BOXES = "boxes"
    OUTER_BOXES = "outer boxes"
    ROWS = "rows"
    PLACES = "places"
    HEADINGS = "headings"
    ENTRIES = "entries"
    LEAVES = "leaves"
    LINES = "lines"
    RECORDS = "records"
    NODES = "nodes"
    DOCUMENT = "document"


class Why(StrEnum):
    """What speaks for a level, or against it."""

    LENGTHS = "lengths"
    BOXES = "boxes"
    LINKS = "links"
    MAIN = "main"
    SIGNS = "signs"
    LABELS = "labels"
    NUMBERED = "numbered"
    COLUMN = "column"
    GUESSED = "guessed"
    COVERS = "covers"
    UNIQUE = "unique"
    REPEATED = "repeated"
    SENTENCES = "sentences"
    FEW = "few"
    DAYS = "days"
    PARTS = "parts"
    HOLDERS = "holders"
    TEACHES = "teaches"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Reason:
    """So many (``have``) of the topics (``of``) have it; ``name`` of a column."""

    why: Why
    have: int = 0
    of: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """These parts are the topics; ``columns`` say, by the id of a table, what each of its columns stands for.

    ``name`` is that of the column, the unit or the key that tells the topics. ``score`` compares readings of one document;
    ``guessed`` is set where no word, but only the shape of a table told which column holds the titles.
    """

    level: Level
    topics: tuple[Part, ...]
    name: str = ""
    columns: Mapping[int, tuple[Field, ...]] = field(default_factory=dict)
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What no topic, step or stage of a reading holds: how many parts of a kind, the lines they stand on, and the links in
    them; of headings, which may be chapters, the first by their ``names``."""

    kind: Kind
    count: int
    lines: tuple[int, ...]
    links: int = 0
    names: tuple[str, ...] = ()
