"""The front matter of a Markdown document, and what the document is called there."""

import re

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<inside>(?:(?!---)[^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:\s*[\"']?(?P<title>[^\n\"']{1,200})", re.MULTILINE)


def without_front_matter(text: str) -> tuple[str, str]:
    """The text with as many lines but without its front matter, and the title that gave."""
    found = _FRONT_MATTER.match(text)
    if not found or ":" not in found["inside"]:
        return text, ""
    title = _TITLE.search(found["inside"])
    return "\n" * found[0].count("\n") + text[found.end() :], title["title"].strip() if title else ""
