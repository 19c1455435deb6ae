"""A line as tokens: words, numbers, links, quotations and marks, each where it stands, folded for looking up."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from roadmap.own_numbers import FIGURES

MOST_TOKENS = 240
"""More than a line of a thousand characters has, unless it is made of single letters; what follows is one token, and left
over."""


class Form(StrEnum):
    """What a token is by its looks."""

    LINK = "link"
    QUOTE = "quote"
    REFERENCE = "reference"
    NUMBER = "number"
    WORD = "word"
    JOINT = "joint"
    COLON = "colon"
    QUESTION = "question"
    BREAK = "break"
    MARK = "mark"
    REST = "rest"


SPOKEN = frozenset({Form.NUMBER, Form.WORD})
"""The forms that stand for words; the others stand for themselves or say how words are parted."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line from ``start`` (inclusive) to ``end`` (exclusive). ``plain`` is how it is looked up: no case,
    no accents, straight apostrophes."""

    form: Form
    text: str
    start: int
    end: int
    plain: str


_URL = r"https?://\w"
_HOUR = r"(?:h|hrs?|hours?|std)\b"
_UNIT = r"(?:m|mins?|minutes?|h|hrs?|hours?|std)\b"
_TIME = r"\d{1,2}(?::\d{2})?\s?(?:[ap]m)?"
_WITHIN = r"(?<=[\s(\"])\"(?=[^\s\"])[^\"\n]++(?<=\S)\"(?!\w)"
"""A quotation within another: its marks stand before a word and behind one."""

_MARKS = "".join(chr(at) for at in range(0x300, 0x2000) if unicodedata.category(chr(at)).startswith("M"))
"""Accents, and the vowels and endings that many scripts write as marks upon a letter."""

_SHAPES = (
    (
        Form.LINK,
        rf"\[[^\]\n]{{0,200}}\]\(\s*{_URL}[^\s)]*\s*\)|<\s*{_URL}[^\s>]*\s*>|\(\s*{_URL}[^\s)]*\s*\)|{_URL}\S*",
    ),
    (Form.LINK, r"(?<![\w@./-])(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,12}/[^\s,;)>\]\"”]+"),
    (Form.QUOTE, rf"\"(?:[^\"\n]++|{_WITHIN})+\"|“(?:[^“”\n]++|“[^“”\n]++”)+”|„[^“”\n]+[“”]|«[^»\n]+»"),
    (Form.REFERENCE, rf"#{FIGURES}(?![\w-])"),
    (Form.REFERENCE, r"#[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?(?![\w-])"),
    (Form.NUMBER, r"\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})(?!\d)"),
    (Form.NUMBER, r"\d{1,3}(?:\.\d{1,3}){2,}(?!\w|\.\d)"),
    (Form.NUMBER, r"\d{1,3}\s?%"),
    (Form.NUMBER, rf"{_TIME}\s?[-–]\s?\d{{1,2}}(?::\d{{2}}(?:\s?[ap]m)?|\s?[ap]m)(?![\w:.])"),
    (Form.NUMBER, rf"\d{{1,3}}(?:[.,]\d{{1,2}})?\s?[-–]\s?\d{{1,3}}(?:[.,]\d{{1,2}})?(?=\s?{_UNIT})"),
    (Form.NUMBER, rf"(?<![\w.,])\.\d{{1,2}}\s?{_HOUR}"),
    (Form.NUMBER, rf"\d{{1,3}},\d{{1,2}}(?=\s?{_HOUR})|\d{{1,2}}:\d{{2}}(?![\d:])"),
    (Form.NUMBER, r"\d{1,2}[./]\d{1,2}\b(?![./]\d)\.?(?=[\s,;)!]|$)|\d{1,2}\s?[-–]\s?\d{1,2}(?![\w.:/])"),
    (Form.NUMBER, r"(?<!\w)-\d[\w.,]*\w|(?<!\w)-\d"),
    (Form.NUMBER, r"\d+(?:\.\d+)?(?:[^\W\d_]+\d*[^\W\d_]*)?'?(?!\w)"),
    (Form.JOINT, r"\+(?=\s?\d)"),
    (Form.WORD, rf"[\w+#][\w+#{_MARKS}]*(?:['’´`][\w{_MARKS}]+)*"),
    (Form.BREAK, r"\s*\n\s*"),
    (Form.QUESTION, r"[?？]"),
    (Form.JOINT, r"[,;&+/、，]"),
    (Form.COLON, r":(?!\w)|(?<=\s)[-–—](?=\s)|—"),
    (Form.MARK, r"\S"),
)
_TOKEN = re.compile(
    "|".join(f"(?P<{form.name}_{at}>{shape})" for at, (form, shape) in enumerate(_SHAPES)), re.IGNORECASE
)
_LONE_PLUS = re.compile(r"\++")
_STRAIGHT = str.maketrans({"’": "'", "´": "'", "`": "'", "½": ".5", "¼": ".25", "¾": ".75"})
_BARE_FRACTION = re.compile(r"^(?=\.\d)")


def tokens_of(line: str) -> tuple[Token, ...]:
    """The tokens of a line, in order. What is between two of them is blank."""
    return tuple(_tokens(line))


def _tokens(line: str) -> Iterator[Token]:
    for count, match in enumerate(_TOKEN.finditer(line)):
        if count == MOST_TOKENS:
            yield Token(Form.REST, line[match.start() :], match.start(), len(line), "")
            return
        form = Form[(match.lastgroup or "").rpartition("_")[0]]
        text = match[0]
        if form is Form.WORD and _LONE_PLUS.fullmatch(text):
            form = Form.JOINT
        yield Token(form, text, match.start(), match.end(), folded(text) if form in SPOKEN else text)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text without case and accents, apostrophes straight and fractions as figures."""
    decomposed = unicodedata.normalize("NFKD", _BARE_FRACTION.sub("0", text.casefold().translate(_STRAIGHT)))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("_", " ").strip()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, punctuation left out: how names are compared."""
    return tuple(token.plain for token in tokens_of(text) if token.form in SPOKEN and token.plain)
