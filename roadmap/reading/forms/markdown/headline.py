"""What a Markdown document calls itself: in its front matter, or by the one heading of the first level."""

import re

from roadmap.names import folded
from roadmap.reading.forms.markdown.outline import Heading, Outline
from roadmap.reading.limits import LONGEST_TITLE
from roadmap.reading.values.titles import read_title, shortened

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<inside>(?:(?!---)[^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:\s*[\"']?(?P<title>[^\n\"']{1,200})", re.MULTILINE)
_ABOUT = re.compile(r"(?:table of )?contents?|toc|summary|index|indice|sumario|目录")


def without_front_matter(text: str) -> tuple[str, str]:
    """The text with as many lines but without its front matter, and the title that gave."""
    found = _FRONT_MATTER.match(text)
    if not found or ":" not in found["inside"]:
        return text, ""
    title = _TITLE.search(found["inside"])
    return "\n" * found[0].count("\n") + text[found.end() :], title["title"].strip() if title else ""


def own_headline(outline: Outline) -> str:
    """The only heading of all, word for word, where it stands before everything else: as we write it."""
    headings = [block for block in outline.blocks if isinstance(block, Heading)]
    alone = len(headings) == 1 and headings[0] is outline.blocks[0]
    return outline.words(headings[0].text).said if alone else ""


def headline(outline: Outline) -> str:
    """The title: the first heading where it is the only one of the highest level, else nothing."""
    headings = [block for block in outline.blocks if isinstance(block, Heading)]
    highest = min((heading.level for heading in headings), default=0)
    first = [heading for heading in headings if heading.level == highest]
    if len(first) != 1 or first[0] is not headings[0]:
        return ""
    text = read_title(outline.words(first[0].text)).text
    return "" if _ABOUT.fullmatch(folded(text)) else shortened(text, LONGEST_TITLE)
