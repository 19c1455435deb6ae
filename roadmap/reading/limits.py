"""How much of a document is read at all; its law: beyond a bound the document is refused with the number, never cut."""

import re
from collections.abc import Sequence
from typing import TypeVar

from roadmap.errors import Fault, FaultKind, RoadmapFaults

MOST_BYTES = 512 * 1024
"""The longest document, in bytes of UTF-8."""

MOST_LINES = 20_000
MOST_TOPICS = 2000
MOST_DRAFTS = 2 * MOST_TOPICS
"""The most rows, entries or headings made into drafts, of which not all become topics; with more, reading stops."""

MOST_COLUMNS = 200
"""The most columns of a table or a sheet: each heading is looked up in the words of ten languages."""

MOST_KEYS = 2 * MOST_TOPICS
"""The most keys of one mapping, each of which may be a topic."""

MOST_ENTRIES = 500
"""The most prerequisites, skills, links and certifications of one topic, of each kind."""

MOST_CERTIFICATES = 1000
"""Of a learner, in a document of our own."""

LONGEST_LINK = 1000
"""Characters of a link that shows something."""

MOST_DEPTH = 20
"""How many lists, quotes, objects or mappings may stand within one another."""

MOST_NODES = 50_000
"""The most values a document of data may hold once its aliases are expanded."""

LONGEST_PIECE = 4 * 1024
"""The longest cell or list item read, in characters: reading what is inside takes more than linear time."""

MOST_BRACKETS = 100
"""The most opening brackets of one piece in which links are looked for; that takes quadratic time."""

MOST_OPEN = 20
"""The most brackets of a kind within one another in such a piece: what is not closed is looked for to the end."""

MOST_SIGNS = 100_000
"""The most characters of a document in Markdown that may mean something within a line."""

MOST_STARTS = 40_000
"""The most list items and quotes, several of which a line may begin."""

LONGEST_TITLE = 300
LONGEST_TEXT = 1000
LONGEST_SKILL = 200
"""The most characters of a title, of a description and of a skill that are kept; what is longer is cut."""

LONGEST_SLUG = 120
"""The longest slug of a topic, in characters, for facts are kept under it."""

UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Characters that no chat shows; each becomes a replacement character."""

Cell = TypeVar("Cell")

_RETURN = re.compile(r"\r\n?")


def speakable(text: str) -> str:
    """The text without what no chat shows."""
    return UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def bounded(text: str) -> str:
    """The text of a document, speakable, its lines ended by line feeds. Raises RoadmapFaults: "too long" with its bytes, "too many lines"."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise refusal(FaultKind.TOO_LONG, size)
    if (lines := max(text.count("\n"), text.count("\r")) + 1) > MOST_LINES:
        raise refusal(FaultKind.TOO_MANY_LINES, lines)
    return speakable(_RETURN.sub("\n", text.removeprefix("\ufeff")))


def narrow(headings: Sequence[Cell], line: int) -> Sequence[Cell]:
    """The headings of a table. Raises RoadmapFaults "too many columns" with their number."""
    if len(headings) > MOST_COLUMNS:
        raise refusal(FaultKind.TOO_MANY_COLUMNS, len(headings), line)
    return headings


def refusal(kind: FaultKind, found: object, line: int = 0) -> RoadmapFaults:
    """The refusal of a whole document for one reason."""
    return RoadmapFaults((Fault(line, kind, str(found)),))
