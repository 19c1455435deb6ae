"""What may be a title, and when two of them are one."""

import re
import unicodedata

from roadmap.errors import TitleEmpty, TitleTooLong
from roadmap.names import folded
from roadmap.reading.limits import LONGEST_TITLE, speakable

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of all that follows, beyond the title."""


_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]")
"""Signs that show nothing, but for those that join others to one."""


def written_out(said: str) -> str:
    """What was said, on one line, without signs that show nothing."""
    return " ".join(_UNSEEN.sub("", _TURNING.sub("", speakable(said))).split())


def title_of(said: str) -> str:
    """What was said, as a title. Raises TitleEmpty, TitleTooLong."""
    title = " ".join(_TURNING.sub("", speakable(said)).split())
    if not any(unicodedata.category(c)[0] in "LNSP" for c in title):
        raise TitleEmpty
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong(LONGEST_TITLE)
    return title


def called(title: str) -> str:
    """By what two titles are one."""
    return folded(title) or title.casefold()
