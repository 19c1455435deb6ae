"""Names as a group sees them: readable, told apart, and inert: nothing that reads a message finds anything in them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

LONGEST = 40
"""Characters of a name that a group sees, the number that tells it apart not counted."""

LONGEST_LOOKED_AT = 200
"""Characters of a name that are looked at."""

MOST_MARKS = 4
"""Marks on one letter; more of them would run over the lines above and below."""

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What shows nothing although it may count as a letter or a sign: Unicode's Default_Ignorable_Code_Point, and blanks."""

NUMBERED = re.compile(r"\s*\(\s*(\d+)\s*\)$")
"""What only ``told_apart`` puts behind a name."""

ACCENTS = re.compile("[\u0300-\u036f]")

LIKE_LATIN = str.maketrans("авекмнорстухіјѕһԁԛԝαβεζηικμνορτυχ01i|", "abekmhopctyxljshdqwabezhlkmnoptyxolll")
"""Letters of two other alphabets, small as ``casefold`` leaves them, and signs that look like Latin ones: the commonest."""

JOINER = "\u2060"
"""Joins words and has no width. No client takes it for a part of an address, a mention, a tag or a command."""

BEGINS = re.compile(r"([@/#$:+.\u3002\uff0e\uff61])(?=\S)")
"""What a mention, a command, a tag, a price, a scheme, a number and the end of a domain begin with."""

MANY_DIGITS, DIGIT = 7, re.compile(r"(?<=\d)(?=[ -]?\d)")
"""From so many digits on a name may be taken for the number of a telephone or a card."""

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that show nothing, and turn the writing behind them."""

ISOLATE, END_ISOLATE = "\u2068", "\u2069"


MOST_SIGNS = 10_000
"""Of which it is remembered what they are."""


class _Signs(dict[int, str | None]):
    """What each sign becomes as a text is translated (None: nothing), worked out once for each that is met: five thousand names are told
    apart between two other lines."""

    def __init__(self, becomes: Callable[[str], str | None]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, number: int) -> str | None:
        found = self._becomes(chr(number))
        if len(self) < MOST_SIGNS:
            self[number] = found
        return found


MARK, LETTER = "m", "x"
TOO_MANY = re.compile(rf"(?:^| ){MARK}|{MARK}{{{MOST_MARKS + 1}}}")
"""In the shape of a text, where marks stand on nothing, or are too many on one letter."""


def _as_shape(sign: str) -> str:
    return MARK if unicodedata.category(sign).startswith("M") else sign if sign == " " else LETTER


def _as_likeness(sign: str) -> str | None:
    """A letter as the Latin one that it looks like; nothing of points and blanks."""
    if alike := LIKE_LATIN.get(ord(sign)):
        return chr(alike)
    return None if unicodedata.category(sign)[0] in "PZ" else sign


_SHAPE, _LIKE = _Signs(_as_shape), _Signs(_as_likeness)


def readable(name: str) -> str:
    """What can be read of a name, on one line, up to LONGEST characters; empty where it is nothing. It never ends in a
    number in brackets, for that is how names are told apart."""
    bare = _unnumbered(visible(name))
    return bare if any(map(_says_something, bare)) else ""


def visible(name: str) -> str:
    """What can be seen of a name, on one line."""
    shown = " ".join(name[:LONGEST_LOOKED_AT].split())
    if not shown.isprintable():
        shown = "".join(filter(str.isprintable, shown))
    if shown.isascii():
        return " ".join(shown.split())
    return " ".join(_thinned(unicodedata.normalize("NFC", UNSEEN.sub("", shown))).split())


def told_apart(names: Iterable[str]) -> list[str]:
    """The same readable names, of which no two look alike: of those that do, the first stays as it is, and the others
    are counted: "Ann", "Ann (2)". In the order of their joining, a name is stable while nobody before it leaves."""
    met: Counter[str] = Counter()
    apart = []
    for name in names:
        met[like := _likeness(name)] += 1
        apart.append(name if met[like] == 1 else f"{name} ({met[like]})")
    return apart


def number_behind(name: str) -> str:
    """What tells a name apart from those before it: " (2)", or nothing."""
    found = re.search(r" \(\d+\)(?=\u2069?$)", name)
    return found[0] if found else ""


def inert(name: str) -> str:
    """The name as it goes into a message: it looks the same, and is no address, mention, tag, number or command to any
    client; where it is written from right to left, what follows it is not."""
    text = BEGINS.sub(rf"\1{JOINER}", name)
    if sum(sign.isdigit() for sign in name) >= MANY_DIGITS:
        text = DIGIT.sub(JOINER, text)
    return isolated(text)


def isolated(text: str) -> str:
    """The text without signs that turn what is around it; where it is written from right to left, what follows it is not."""
    plain = TURNING.sub("", text)
    turns = any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in plain)
    return f"{ISOLATE}{plain}{END_ISOLATE}" if turns else plain


def _thinned(text: str) -> str:
    """The text without marks that stand on nothing, or are too many on one letter."""
    if not TOO_MANY.search(text.translate(_SHAPE)):
        return text
    kept, room = [], 0
    for sign in text:
        is_mark = unicodedata.category(sign).startswith("M")
        if not is_mark or room:
            kept.append(sign)
        room = max(0, room - 1) if is_mark else 0 if sign == " " else MOST_MARKS
    return "".join(kept)


def _unnumbered(name: str) -> str:
    """The name cut to its length, in the end without a number in brackets, in whatever letters it is written."""
    name = name[:LONGEST].rstrip()
    if name[-1:].isascii() and not name.endswith(")"):
        return name
    while number := NUMBERED.search(plain := unicodedata.normalize("NFKC", name)):
        name = f"{plain[: number.start()]} {number[1]}".strip()[:LONGEST].rstrip()
    return name


def _says_something(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LN" or category == "So"


def _likeness(name: str) -> str:
    """The same for names that are hard to tell apart at a glance; one of nothing but points and blanks is its own."""
    bare = name if name.isascii() else ACCENTS.sub("", unicodedata.normalize("NFKD", name))
    return bare.casefold().translate(_LIKE) or name
