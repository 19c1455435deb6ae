"""The text of a file by its bytes: by its mark, as UTF-8 or UTF-16, else in the encoding in which it has most words we know."""

import codecs
import re
from functools import cache
from itertools import pairwise

from roadmap.errors import FaultKind
from roadmap.names import folded
from roadmap.reading.limits import refusal
from roadmap.words.documents import ALL_KINDS, each

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer before those they begin with."""

_ARCHIVE = b"PK\x03\x04"

_NO_TEXT = (
    (b"%PDF-", FaultKind.PDF),
    (b"\x89PNG\r\n", FaultKind.PICTURE),
    (b"\xff\xd8\xff", FaultKind.PICTURE),
    (b"GIF8", FaultKind.PICTURE),
    (b"RIFF", FaultKind.PICTURE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FaultKind.OFFICE),
    (_ARCHIVE, FaultKind.OFFICE),
)
"""What files begin with that people send for text, and what they are."""

_OLDER = ("windows-1252", "windows-1251", "windows-1250", "windows-1254", "shift_jis", "gb18030", "euc_kr", "big5")
_LOOKED_AT = 8192
_WORD = re.compile(r"[^\W\d_]+")


def is_archive(content: bytes) -> bool:
    """Whether a file is an archive of others, as workbooks are."""
    return content.startswith(_ARCHIVE)


def decoded(content: bytes) -> str:
    """The text of a file. Raises RoadmapFaults "no text", or what it is instead: "pdf", "picture", "office file"."""
    if kind := next((kind for begins, kind in _NO_TEXT if content.startswith(begins)), None):
        raise refusal(kind, "")
    text = _text(content)
    if "\x00" in text:
        raise refusal(FaultKind.NO_TEXT, "")
    return text


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if wide := _wide(content):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_older(content[:_LOOKED_AT]), errors="replace")


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of what it begins with is nearly always zero."""
    head = content[:512]
    half = len(head) // 2
    if half < 4:
        return ""
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half else ""


def _older(head: bytes) -> str:
    """The likeliest of the encodings before UTF-8: by the words in it, else by how its letters stand together."""
    ranked = [(_known(head, encoding), -place, encoding) for place, encoding in enumerate(_OLDER)]
    most, _, encoding = max(ranked)
    if most:
        return encoding
    high = [byte > 127 for byte in head]
    beside = sum(one and other for one, other in pairwise(high))
    return "windows-1251" if beside > 0.6 * sum(high) else "windows-1252"


def _known(head: bytes, encoding: str) -> int:
    """How many words with letters beyond ASCII we know, read in this encoding; none where it is not written in it."""
    try:
        text = head.decode(encoding, errors="ignore" if len(head) == _LOOKED_AT else "strict")
    except UnicodeDecodeError:
        return 0
    found = {folded(word) for word in _WORD.findall(text) if not word.isascii()}
    return len(found & _words())


@cache
def _words() -> frozenset[str]:
    return frozenset(
        folded(word)
        for kind in ALL_KINDS
        for phrase in each(kind)
        for word in _WORD.findall(phrase)
        if not word.isascii()
    )
