"""Headings with bullets: "## Week 3–4: …" and its days, course cards of "- Prerequisites: …", or plain lists.

Which of them are the topics is told by what the document does: headings that begin with a week are, then headings
with labels we know below them ("Duration: 4 weeks"), then numbered or timed bullets, then headings with bullets.
Where there is one heading at most, its bullets are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmap.errors import Fault, FaultKind
from roadmap.names import folded
from roadmap.reading.drafts import Draft, gathered
from roadmap.reading.durations import wholly_time
from roadmap.reading.filling import add_detail, draft_of, labelled, link
from roadmap.reading.labels import label_of
from roadmap.reading.links import links_in
from roadmap.reading.outline import Heading, Item, Outline, Paragraph
from roadmap.reading.roles import Field, Role, field_of
from roadmap.reading.timewords import Unit
from roadmap.reading.titles import Title, read_title
from roadmap.reading.words import Words

_LONGEST_LINE = 120
_PLACES = (Unit.WEEKS, Unit.MONTHS, Unit.DAYS)
_TITLE = Field(Role.TITLE)
_ABOUT = re.compile(
    r"(?:table of )?contents?|toc|summary|overview|introduction|about(?: .*)?|how to .*|contribut.*|licen[cs]e|credits"
    r"|acknowledg.*|community|faq|team|code of conduct|index|indice|sumario|目录|changelog|disclaimer|notes?|support|prologue"
)


@dataclass(slots=True)
class _Section:
    """A heading with what stands below it before the next heading, and the headings it stands under."""

    heading: Heading | None
    title: Title
    words: Words
    above: tuple[str, ...] = ()
    items: list[tuple[Item, Words]] = field(default_factory=list)
    texts: list[tuple[int, Words]] = field(default_factory=list)

    @property
    def lines(self) -> list[Words]:
        return [*(words for _, words in self.items), *(words for _, words in self.texts)]


def read_sections(outline: Outline, unclear: list[Fault]) -> list[Draft]:
    """The drafts of a document without tables of topics and without check boxes. Raises RoadmapFaults "too many topics"."""
    sections = list(_sections(outline))
    meant = [section for section in sections if not _ABOUT.fullmatch(folded(section.title.text))]
    if units := {section.title.placed for section in meant} & {*_PLACES}:
        unit = min(units, key=_PLACES.index)
        places = {_place(section) for section in meant if section.title.placed is unit}
        return gathered(_whole(section) for section in meant if _place(section) in places)
    cards = [section for section in sections if _labels(section)]
    if len(cards) == 1 and _labels(cards[0]) > 1:
        return [_card(cards[0], sections)]
    topics = {id(section) for section in meant}
    if cards := [section for section in cards if id(section) in topics]:
        return gathered(map(_whole, cards))
    listed = [section for section in meant if section.items]
    if not listed:
        linked = [section for section in meant if section.heading and any(words.links for _, words in section.texts)]
        return gathered(_plain_lines(sections)) or gathered(_whole(section) for section in linked if section.above)
    if any(_is_list(section) for section in listed) or len([s for s in listed if s.heading]) <= 1:
        return gathered(draft for section in listed for draft in _bullets(section, unclear))
    return gathered(_whole(section) for section in listed if section.heading)


def _sections(outline: Outline) -> Iterator[_Section]:
    above: list[tuple[int, str]] = []
    section = _Section(None, Title(""), Words("", ""))
    for block in outline.blocks:
        match block:
            case Heading():
                yield section
                words = outline.words(block.text)
                above = [(level, text) for level, text in above if level < block.level]
                section = _Section(block, read_title(words), words, tuple(text for _, text in above))
                above.append((block.level, words.said))
            case Item():
                section.items.append((block, outline.words(block.text)))
            case Paragraph():
                section.texts += [
                    (line, outline.words(text)) for line, text in enumerate(block.text.split("\n"), block.line)
                ]
            case _:
                pass
    yield section


def _place(section: _Section) -> tuple[int, tuple[str, ...]]:
    """Where a heading stands: its level, and the headings above it."""
    return section.heading.level if section.heading else 0, section.above


def _labels(section: _Section) -> int:
    """How many lines below a heading say, by a label, what is said of topics only."""
    lines = [*(words for item, words in section.items if not item.depth), *(words for _, words in section.texts)]
    labels = [label_of(words) for words in lines] if section.heading else []
    return sum(1 for label in labels if label and label[0].role is not Role.RESOURCES)


def _is_list(section: _Section) -> bool:
    """Whether bullets are topics by their look: numbered, or most with a span of time."""
    tops = [(item, words) for item, words in section.items if item.depth == 0]
    timed = sum(1 for _, words in tops if read_title(words).time)
    return all(item.numbered for item, _ in tops) or timed * 2 > len(tops)


def _whole(section: _Section) -> Draft:
    """A heading as a topic: labels and links below it are its own, other bullets its description."""
    assert section.heading  # noqa: S101 (only sections with one come here)
    stage = section.above[-1] if len(section.above) > 1 or (section.above and section.title.placed) else ""
    draft = draft_of(section.heading.line, [(_TITLE, (section.words,))], stage=stage)
    draft = draft or Draft(section.heading.line, section.words.said)
    for _, words in section.items:
        add_detail(draft, _bare(words))
    for _, words in section.texts:
        if not labelled(draft, words):
            link(draft, links_in((words,), draft))
    return draft


def _bare(words: Words) -> Words:
    """A bullet without the day or number it begins with, where it has neither label nor link."""
    if words.links or label_of(words) or wholly_time(words.said) is not None:
        return words
    text = read_title(words).text
    return Words(text, text)


def _card(card: _Section, sections: Sequence[_Section]) -> Draft:
    """The one topic of a document that has labels below one heading only; it is named by the document's title."""
    first = next((section for section in sections if section.heading), card)
    line = first.heading.line if first.heading else 1
    draft = draft_of(line, [(_TITLE, (first.words,))]) or Draft(line, first.words.said)
    for words in card.lines:
        labelled(draft, words)
    for section in sections:
        if section.heading and field_of(section.title.text).role is Role.RESOURCES:
            link(draft, links_in(section.lines, draft))
    return draft


def _plain_lines(sections: Sequence[_Section]) -> Iterator[Draft]:
    """Lines that end with a span of time ("Python - 4 weeks"), in a document that has no lists."""
    for section in sections:
        for line, words in section.texts:
            if len(words.text) <= _LONGEST_LINE and read_title(words).time and not label_of(words):
                draft = draft_of(line, [(_TITLE, (words,))])
                yield from [draft] if draft else []


def _bullets(section: _Section, unclear: list[Fault]) -> Iterator[Draft]:
    """Each bullet of the first depth as a topic; those below it are its labels, links and description."""
    stage = section.words.said if section.heading and (section.above or section.heading.level > 1) else ""
    draft: Draft | None = None
    for item, words in section.items:
        if item.depth:
            if draft:
                add_detail(draft, words)
            continue
        draft = draft_of(item.line, [(_TITLE, (words,))], stage=stage)
        if draft:
            yield draft
        else:
            unclear.append(Fault(item.line, FaultKind.MISSING_TITLE, item.text[:80]))
