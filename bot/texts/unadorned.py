"""Messages without the signs that their lines and buttons begin with, for whoever has them read aloud: what a sign says by itself
is a word, and what only adorns is left out."""

import re

from bot.texts.phrases import numeral
from bot.texts.sentence import plain

LEADING = re.compile(
    r"^(?P<tags>(?:<[^>]+>)*)"
    r"(?P<signs>(?:[\u2139\u2194\u21a9\u21aa\u21ba\u231a-\u23ff\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"[\ufe0e\ufe0f\u20e3\u200d]*)+)"
    r"[ \u00a0]*(?P<rest>\S.*)$",
    re.MULTILINE,
)
"""A line that begins with signs, tags before them apart, as far as anything else stands there."""

TAGS = re.compile(r"^(?:<[^>]+>)+")

STARS = re.compile(r"^★+", re.MULTILINE)
"""How difficult a topic is, of five."""

WITHIN = re.compile(r"(?<=[:,] )(?P<tags>(?:<[^>]+>)*)(?P<sign>[✅🟡⬜⏭☑☐])[\ufe0e\ufe0f]*(?= )")
"""A sign of what stands behind it, within a line: "Builds on: ✅ NLP"."""

LISTED = re.compile(r"^•.*\n(?:<[^>]+>)*[▶🟡☑☐⬜✅⏭]|^(?:<[^>]+>)*[▶🟡☑☐⬜✅⏭].*\n•", re.MULTILINE)
"""A sign before or behind a line of a list."""


def _of_things() -> dict[str, str]:
    """What a sign says in a list of what stands behind it."""
    return {
        "✅": plain("done"),
        "🟡": plain("going on"),
        "⬜": plain("open"),
        "⏭": plain("skipped"),
        "☑": plain("ticked"),
        "☐": plain("not ticked"),
        "▶": plain("now"),
    }


def _of_deeds() -> dict[str, str]:
    """What a sign says on a button."""
    return {
        **_of_things(),
        "⏭": plain("skip"),
        "▶": plain("begin"),
        "↺": plain("reopen"),
        "✍": plain("studied"),
        "📒": plain("log"),
        "💡": plain("remember"),
        "🗑": plain("drop"),
    }


SAID_ANYWAY = re.compile(
    r"(?:done|did|complete|skip|leave out|drop|remove|delete|begin|reopen|resume|back|open|page|more|earlier|later|keep|to the|add it|only|my log|day by day"
    r"|i(?:'m| know| studied)|you know|known|welcome)\b",
    re.IGNORECASE,
)
"""How words begin that need no sign to be understood."""


def text(said: str) -> str:
    """A text in Markup, which it stays. Where several of its lines begin with signs that say something it is a list, and they are words."""
    meant = _of_things()
    said = STARS.sub(lambda found: plain("difficulty {stars}", stars=numeral(len(found[0]))), said)
    said = WITHIN.sub(lambda found: _aside(found, meant), said)
    listed = sum(found["signs"][:1] in meant for found in LEADING.finditer(said)) > 1 or LISTED.search(said)
    return LEADING.sub(lambda found: _worded(found, meant if listed else {}), said)


def label(said: str) -> str:
    """The label of a button."""
    return LEADING.sub(lambda found: _worded(found, _of_deeds()), said)


def _aside(found: re.Match[str], meant: dict[str, str]) -> str:
    """A word in the place of a sign within a line."""
    tags, word = found["tags"], meant[found["sign"]]
    return plain("{tags}({word})", tags=tags, word=word)


def _worded(found: re.Match[str], meant: dict[str, str]) -> str:
    """The line with a word, or nothing, in the place of its signs."""
    word, tags, rest = meant.get(found["signs"][:1], ""), found["tags"], found["rest"]
    if not word or SAID_ANYWAY.match(TAGS.sub("", rest)):
        return plain("{tags}{rest}", tags=tags, rest=rest)
    return plain("{tags}{word}: {rest}", tags=tags, word=word, rest=rest)
