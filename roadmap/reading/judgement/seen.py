"""What is seen of the parts of one tree; each is looked at once, and nothing is decided here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from roadmap.names import folded
from roadmap.reading.judgement.asides import LEVELS, MAIN, PARTS, is_about
from roadmap.reading.limits import LONGEST_TITLE
from roadmap.reading.tree import Kind, Part, Tree
from roadmap.reading.values.labels import label_of
from roadmap.reading.values.roles import Role, field_of
from roadmap.reading.values.timewords import Unit
from roadmap.reading.values.titles import NUMBERED, Title, read_title, shortened
from roadmap.reading.values.words import Words

_SENTENCE = re.compile(r"[.!?。！？](?:\s|$)")
if TYPE_CHECKING:
    from roadmap.reading.judgement.columns import Titled
    from roadmap.reading.judgement.proposals import Why

_WRITTEN = ("markdown", "org", "asciidoc")
"""Forms in which a heading may be the title of all."""

_OWN = (Role.NEEDS, Role.TIME, Role.STATUS, Role.HELPS, Role.DIFFICULTY)
_CHOOSE = re.compile(r"\b(?:choose|pick|select)\W+(?:one|any|two|three)\b", re.IGNORECASE)
_COUNTERS = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)?|[ivx]{1,4}|first|second|third|fourth|fifth|year|years|one|two|three|four|five|six|seven|eight|nine|ten|level)\b"
)
CHAPTER = re.compile(
    r"(?:chapter|ch\.|kapitel|kap\.|chapitre|cap[íi]tulo|capitolo|hoofdstuk|rozdział|глава|розділ|bölüm|chương|bab|บทที่|فصل|פרק|अध्याय)\s*\d"
    r"|第\s*\d{1,3}\s*章|\d{1,3}\s*장\b",
    re.IGNORECASE,
)
LONG = 90
"""Characters from which a title is rather a sentence."""


def _chosen(above: Part) -> Iterator[Part]:
    """The entries and rows below a part that a line before them makes a choice."""
    choice = False
    for part in above.parts:
        if part.kind is Kind.PROSE:
            choice = bool(_CHOOSE.search(part.words.said))
        elif choice and part.kind is Kind.TABLE:
            yield from part.parts
            choice = False
        elif choice and part.kind is Kind.ENTRY:
            yield part


def name_in(heading: Words) -> str:
    """What a heading calls the document that it stands above; empty where it is no name of one."""
    title = read_title(heading)
    if not heading.verbatim and (title.placed or is_about(folded(title.text))):
        return ""
    return shortened(title.text, LONGEST_TITLE)


def is_numbered(heading: Words) -> bool:
    """Whether a heading is a stage by its number, which is no title of a whole document."""
    return bool(NUMBERED.match(" ".join(heading.shape.split())))


class Seen:
    """The parts of a tree in their order, what each stands under, and what it says by its own text."""

    def __init__(self, tree: Tree, *, heeds_asides: bool = True) -> None:
        self.tree, self.heeds_asides = tree, heeds_asides
        self.parts = tuple(tree.root.all())
        self.above: dict[int, Part] = {id(child): part for part in self.parts for child in part.parts}
        self.headline = self._headline()
        self.columns: dict[tuple[int, ...], list[Titled]] = {}
        """What the columns of tables may stand for, as far as somebody has asked."""
        self._labels: dict[int, int] = {}
        self._titles: dict[int, Title] = {}
        self._aside: dict[int, bool] = {}
        self._main: dict[int, bool] = {}
        self._listed: int | None = None
        self._choices: set[int] | None = None
        self._counted: tuple[dict[int, tuple[int, int]], list[int]] | None = None
        self.looks: dict[int, tuple[str, tuple[Why, ...]]] = {}
        """What was seen of a part as a topic, as far as somebody has asked."""
        self._names = Counter(self.name(part) for part in self.parts if part.kind is Kind.HEADING)

    def _headline(self) -> Part | None:
        """The heading that is the document's own title, before all others: the only one of its level or one of the first
        level that holds nothing to learn."""
        headings = [part for part in self.parts if part.kind is Kind.HEADING]
        if not headings or headings[0].level != min(heading.level for heading in headings):
            return None
        first = headings[0]
        if is_numbered(first.words) or (self.tree.form not in _WRITTEN and self._is_preceded(first)):
            return None
        alone = sum(heading.level == first.level for heading in headings) == 1
        empty = all(part.kind in (Kind.PROSE, Kind.REST) for part in first.parts)
        return first if alone or (first.level == 1 and empty) else None

    def _is_preceded(self, heading: Part) -> bool:
        """Whether the document begins with something to learn that does not stand under this heading."""
        begun = next((part for part in self.parts if part.kind in (Kind.HEADING, Kind.ENTRY, Kind.TABLE)), heading)
        return begun is not heading

    def called(self, stem: str) -> str:
        """What the document calls itself, the file of this name; empty where it does not say. A README takes its heading."""
        if self.tree.title or self.tree.form not in _WRITTEN:
            return self.tree.title
        headings = [self.headline] if self.headline else []
        if not headings and stem.casefold() == "readme":
            headings = [part for part in self.parts if part.kind is Kind.HEADING][:1]
        return name_in(headings[0].words) if headings else ""

    def title(self, part: Part) -> Title:
        known = self._titles.get(id(part))
        if known is None:
            known = self._titles[id(part)] = read_title(part.words)
        return known

    def naming(self, part: Part) -> Part:
        """The part that names a topic: itself, or the line below a week that has no name of its own."""
        if part.kind is Kind.HEADING and self.title(part).bare:
            first = next((child for child in part.parts if child.kind is Kind.PROSE), None)
            if first and not first.words.links and len(first.words.text) < LONG and "://" not in first.words.text:
                return first
        return part

    def name(self, part: Part) -> str:
        """The title, folded."""
        return folded(self.title(part).text)

    def chain(self, part: Part) -> Iterator[Part]:
        """What a part stands under, the nearest first, without the document itself."""
        while (above := self.above.get(id(part))) is not None and above.kind is not Kind.DOCUMENT:
            yield above
            part = above

    def is_aside(self, part: Part) -> bool:
        """Whether a part, or what it stands under, is about the document and its makers, and not about what is learnt."""
        known = self._aside.get(id(part))
        if known is None:
            above = self.above.get(id(part)) if not self._is_told(part) else None
            known = (part.kind is Kind.HEADING and self.is_about(part)) or bool(above and self.is_aside(above))
            self._aside[id(part)] = known
        return known

    def _is_told(self, part: Part) -> bool:
        """Whether a heading says itself that it is a stage or a topic, whatever it stands under."""
        if part.kind is not Kind.HEADING:
            return False
        title = self.title(part)
        return bool(title.time or title.placed or NUMBERED.match(title.text))

    def is_about(self, heading: Part) -> bool:
        name = self.name(heading)
        if not self.heeds_asides or heading is self.headline or self.title(heading).placed:
            return False
        return is_about(name) or (self.needs_alone(heading) and self._names[name] < 2)

    def needs_alone(self, heading: Part) -> bool:
        """Whether a heading is of what the whole document asks for beforehand."""
        return len(self.title(heading).text.split()) <= 3 and field_of(self.title(heading).text).role is Role.NEEDS

    def repeats(self, heading: Part) -> int:
        """How often the document has a heading of this name."""
        return self._names[self.name(heading)]

    def labels(self, part: Part) -> int:
        """How many cells of a part and lines right below it say what is said of topics only."""
        if not part.parts and not part.cells:
            return 0
        if id(part) not in self._labels:
            self._labels[id(part)] = self._labelled(part)
        return self._labels[id(part)]

    def _labelled(self, part: Part) -> int:
        own = sum(field_of(cell.heading).role in _OWN for cell in part.cells)
        below = [child for child in part.parts if child.kind in (Kind.PROSE, Kind.ENTRY) and not child.marks]
        said = [label_of(child.words) for child in below]
        return own + sum(1 for label in said if label and label[0].role is not Role.RESOURCES)

    def is_sentence(self, part: Part) -> bool:
        text = self.title(part).text
        return len(text) > LONG or (len(text) > 40 and bool(_SENTENCE.search(text)))

    def is_main(self, part: Part) -> bool:
        """Whether a part stands under a heading that says that the roadmap is there ("Curriculum")."""
        known = self._main.get(id(part))
        if known is None:
            above = self.above.get(id(part))
            known = above is not None and (self.holds_main(above) or self.is_main(above))
            self._main[id(part)] = known
        return known

    def holds_main(self, part: Part) -> bool:
        """Whether a part is such a heading, the only one of its name."""
        if part.kind is not Kind.HEADING or part is self.headline:
            return False
        return self.name(part) in MAIN and self.repeats(part) == 1

    def is_nameless(self, part: Part) -> bool:
        """Whether a heading says only which stage it is ("Week 1", "2nd Semester", "Advanced")."""
        if self.title(part).bare:
            return self.naming(part) is part
        rest = _COUNTERS.sub("", self.name(part)).strip()
        return not rest or rest in LEVELS

    def is_chapter(self, part: Part) -> bool:
        """Whether an entry is a chapter by its number ("Chapter 3: Traits")."""
        return part.kind is Kind.ENTRY and CHAPTER.match(part.words.said) is not None

    def is_counted(self, part: Part) -> bool:
        """Whether an entry with others in it says only which stage it is, by a number ("Part II")."""
        if part.kind is not Kind.ENTRY or part.marks or not any(child.kind is Kind.ENTRY for child in part.parts):
            return False
        name = self.name(part)
        rest = _COUNTERS.sub("", name).strip()
        return rest != name and rest in LEVELS

    def is_in_place(self, part: Part) -> bool:
        """Whether an entry or a row stands below a week or a month that has a name of its own, or below a card."""
        if part.marks and self.tree.form == "json":
            return any(one.kind is Kind.ENTRY and one.named and not one.marks for one in self.chain(part))
        if part.marks or part.kind not in (Kind.ENTRY, Kind.ROW):
            return False
        headings = [one for one in self.chain(part) if one.kind is Kind.HEADING]
        if any(self.name(one) in PARTS and self.repeats(one) > 1 for one in headings):
            return True
        above = map(self.title, headings)
        return any(title.placed in (Unit.WEEKS, Unit.MONTHS) and not title.bare for title in above)

    @property
    def has_weeks(self) -> bool:
        """Whether some headings are weeks."""
        return any(self.title(part).placed is Unit.WEEKS for part in self.parts if part.kind is Kind.HEADING)

    def is_choice(self, part: Part) -> bool:
        """Whether a line before a list or a table says that some of it is enough ("Choose one of these:")."""
        if self._choices is None:
            self._choices = {id(one) for above in self.parts for one in _chosen(above)}
        return id(part) in self._choices

    def holds(self, part: Part) -> bool:
        """Whether there are rows or entries right below a part, and not under a heading of its steps."""
        return any(
            child.kind in (Kind.TABLE, Kind.ENTRY) or (child.kind is Kind.HEADING and self._holds_some(child))
            for child in part.parts
        )

    def _holds_some(self, heading: Part) -> bool:
        return self.name(heading) not in PARTS and bool(heading.parts)

    def has_link(self, part: Part) -> bool:
        return bool(part.words.links) or any(words.links for cell in part.cells for words in cell.lines)

    @property
    def listed(self) -> int:
        """How many entries the document has that are about what is learnt."""
        if self._listed is None:
            self._listed = sum(1 for part in self.parts if part.kind is Kind.ENTRY and not self.is_aside(part))
        return self._listed

    def covered(self, topics: Iterable[Part]) -> tuple[int, int]:
        """How many of the parts that are about what is learnt are these or stand within them, and how many there are."""
        spans, before = self._counted = self._counted or (self._spans(), self._before())
        have = reached = 0
        for begin, end in sorted(spans[id(part)] for part in topics):
            if end > reached:
                have += before[end] - before[max(begin, reached)]
                reached = end
        return have, max(1, before[-1])

    def _spans(self) -> dict[int, tuple[int, int]]:
        """From which place to which, exclusive, each part stands with those in it."""
        spans: dict[int, tuple[int, int]] = {}
        for place in range(len(self.parts) - 1, -1, -1):
            part = self.parts[place]
            spans[id(part)] = place, spans[id(part.parts[-1])][1] if part.parts else place + 1
        return spans

    def _before(self) -> list[int]:
        """How many of the parts before each, and of all, are about what is learnt."""
        return [0, *accumulate(self._counts(part) for part in self.parts)]

    def _counts(self, part: Part) -> bool:
        """Whether a part holds some of what is learnt: entries, rows, and lines with a link."""
        telling = part.kind in (Kind.ENTRY, Kind.ROW) or (part.kind is Kind.PROSE and bool(part.words.links))
        return telling and not self.is_aside(part)
