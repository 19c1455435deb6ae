"""Text written so that Markdown, and our reader, take it for nothing but text; its law: it reads back as it was."""

import re
from collections.abc import Callable

_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=#|\w+;)")
_BRACKET = re.compile(rf"{_MARKUP.pattern}|[()]")
_SEPARATOR = re.compile(rf"{_MARKUP.pattern}|,|(?<=\s)\+(?=\s)|(?<=\w)\+(?=\w)|\A-(?=\s)")
_AND = re.compile(r"(?<!\S)and(?=\s)")
_CLOSING = re.compile(r"(?:(?<=\s)|\A)#(?=#*\Z)")
_DESTINATION = re.compile(r"[\\()<]|&(?=#|\w+;)")


def escaped(text: str) -> str:
    """Text for any cell."""
    return _MARKUP.sub(r"\\\g<0>", text)


def unbracketed(text: str) -> str:
    """Text for a certification or its note: none of its brackets begins or ends a note."""
    return _BRACKET.sub(r"\\\g<0>", text)


def unseparated(text: str) -> str:
    """Text for a part of a cell of prerequisites: nothing in it separates, and it begins with no bullet."""
    return _AND.sub("a&#110;d", _SEPARATOR.sub(r"\\\g<0>", text))


def destination(url: str) -> str:
    """A URL without white space, for the round brackets of a link."""
    return _DESTINATION.sub(r"\\\g<0>", url)


def titled(text: str) -> str:
    """Text for a heading: no sign at its end closes it."""
    return _CLOSING.sub("&#35;", escaped(text))


def guarded(text: str, written: Callable[[str], str]) -> str:
    """Text whose first character is a character reference: the reader looks for no sign where one begins."""
    return f"&#{ord(text[0])};{written(text[1:])}" if text else ""
