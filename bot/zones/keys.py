"""The form in which names of places are compared: no case, no accents, no punctuation, no spaces."""

import unicodedata

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def key_of(name: str) -> str:
    """ "São-Paulo" is "saopaulo" and "Київ" is "киiв" less its dots; marks outside U+0300-036F carry sounds and stay."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN)
    return unicodedata.normalize("NFKC", "".join(character for character in decomposed if _counts(character)))


def _counts(character: str) -> bool:
    is_accent = "\u0300" <= character <= "\u036f"
    is_apostrophe = "\u02b0" <= character <= "\u02ff"
    return not is_accent and not is_apostrophe and unicodedata.category(character)[0] not in "PZSC"
