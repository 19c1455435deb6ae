"""Text written so that Markdown, and our reader, take it for nothing but text; its law: it reads back as it was."""

import re
from collections.abc import Callable

from roadmap.reading.forms.markdown.outline import Outline
from roadmap.reading.judgement.seen import is_numbered, name_in
from roadmap.reading.values.words import is_telling

_CODE = r":(?=[a-z0-9_]{1,40}:)"
_MARKUP = re.compile(rf"[\\`*_\[\]<~]|&(?=#|\w+;)|{_CODE}")
_BRACKET = re.compile(rf"{_MARKUP.pattern}|[()]")
_SEPARATOR = re.compile(rf"{_MARKUP.pattern}|[,;]|(?<=\s)\+(?=\s)|(?<=\w)\+(?=\w)|\A-(?=\s)")
_WIDE = re.compile("[，、،；]")
_CLOSING = re.compile(r"(?:(?<=\s)|\A)#(?=#*\Z)")
_DESTINATION = re.compile(rf"[\\()<\[]|&(?=#|\w+;)|{_CODE}")


def escaped(text: str) -> str:
    """Text for any cell."""
    return _MARKUP.sub(r"\\\g<0>", text)


def unbracketed(text: str) -> str:
    """Text for a certification or its note: none of its brackets begins or ends a note."""
    return _BRACKET.sub(r"\\\g<0>", text)


def unseparated(text: str) -> str:
    """Text for a part of a cell of prerequisites: no comma in it separates, and it begins with no bullet."""
    return _WIDE.sub(lambda found: _by_number(found[0]), _SEPARATOR.sub(r"\\\g<0>", text))


def destination(url: str) -> str:
    """A URL without white space, for the round brackets of a link."""
    return _DESTINATION.sub(r"\\\g<0>", url)


def titled(text: str) -> str:
    """Text for the heading of a whole document: no sign at its end closes it, and it is taken for nothing but a name."""
    plain = _closed(escaped(text))
    words = Outline(()).words(plain)
    if name_in(words) == text and not is_numbered(words):
        return plain
    return guarded(text, lambda rest: _closed(unbracketed(rest)))


def _closed(text: str) -> str:
    return _CLOSING.sub("&#35;", text)


def guarded(text: str, written: Callable[[str], str]) -> str:
    """Text that begins with the numbers of its first characters, up to one that nobody writes so: the reader looks for nothing
    in it (see ``Words.verbatim``)."""
    end = next((place for place, char in enumerate(text, 1) if is_telling(char)), len(text))
    return "".join(map(_by_number, text[:end])) + written(text[end:])


def _by_number(char: str) -> str:
    return f"&#{ord(char)};"
