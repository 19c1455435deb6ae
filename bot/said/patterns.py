"""Regular expressions made of tables of words."""

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def whole(shape: str) -> str:
    """A pattern that ends with a word."""
    return rf"(?:{shape})(?=\s|$)"
