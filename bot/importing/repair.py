"""PURE: the text of a file, also where it went through a wrong encoding on its way."""

import codecs

from roadmap.errors import Fault, FaultKind, RoadmapFaults

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer before those they begin with."""


def decoded(content: bytes) -> str:
    """The text of a file as its encoding says. Raises RoadmapFaults for a file that is no text."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    if "\x00" in text:
        raise RoadmapFaults((Fault(0, FaultKind.NO_TEXT, ""),))
    return text


def repaired(text: str) -> str:
    """The text, mended line by line where UTF-8 was once taken for something else."""
    if text.isascii():
        return text
    import ftfy  # noqa: PLC0415 - it takes long to load, and plain text needs none

    return "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))


def load(text: str) -> None:
    """Load what mending this text may take, for a process that can load little later on."""
    if not text.isascii():
        import ftfy  # noqa: F401, PLC0415 - as above
