"""A text in one case, without accents, with plain digits and dashes, each character of it with where it came from."""

import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−〜～"), "-")


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.digit(char, char))
    bare = unicodedata.normalize("NFKD", char.translate(_DASHES).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))


def plain(text: str) -> str:
    """The text in one case, without accents, with plain digits and dashes."""
    return text.casefold() if text.isascii() else "".join(map(_folded, text))


def origins(text: str) -> list[int]:
    """For each character of the plain text, and for its end, the place in the text where it came from."""
    if text.isascii():
        return list(range(len(text) + 1))
    places = [place for place, char in enumerate(text) for _ in _folded(char)]
    return [*places, len(text)]
