"""PURE: a message's Markup cut into parts that Discord takes, as Markdown with everything else escaped.

Addresses stand in angle brackets, so that none of them unfolds into a preview.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from urllib.parse import quote

from markupsafe import Markup

from bot.chat.runs import COMMAND, PERSON, Run, Tag, runs_of, slices, solids
from bot.platforms.discord.named import NOTHING
from bot.platforms.discord.pack import TRAITS
from roadmap.group.names import number_behind

NAME = TRAITS.name

LONGEST_TEXT = 2000
"""UTF-16 units of Markdown in one message."""

LONGEST_ADDRESS = 1000
"""A longer one is left out, so that its label fits into a message with it."""

LEAVES = frozenset({"a", "code", "pre", "time", PERSON, COMMAND})
MARKS = {"b": "**", "i": "*"}
MOMENT = "F"
"""How a moment is shown: weekday, date and time of day, in the reader's own zone and language."""

CLOCK = "t"
"""How one that is near is shown: the time of day alone."""

RELATIVE = "R"
"""How far off a moment is that lies ahead: "in 3 hours"."""

UNSEEN = "\u200b"
"""A space without width: it parts what would be read as one mark."""

ADDRESS = re.compile(r"https?://[^\s<>“”„«»]*[^\s<>“”„«».,:;!?\"'‘’)\]]")
"""Without the quotation marks around it, and what may end a sentence."""

SPECIAL = re.compile(r"([\\*_~|`\[\]<])")
AT_LINE_START = re.compile(r"^(\s*)(#|>|-)", re.MULTILINE)
NUMBER_AT_LINE_START = re.compile(r"^(\s*\d+)\.", re.MULTILINE)
EVERYBODY = re.compile(r"@(?=everyone|here)")
IN_AN_ADDRESS = "%/:?#@!$&'*+,;=~-._"


@dataclass(frozen=True, slots=True)
class StyledSpan:
    """Visible text in one style; a leaf (a link, code, a moment) is written as a whole."""

    text: str
    style: str
    leaf: Tag | None


def parts(text: Markup, longest: int = LONGEST_TEXT, named: Mapping[str, str] = NOTHING) -> tuple[str, ...]:
    """The text in as many messages as it needs; none for a text without visible characters. ``named`` are the commands
    that can be tapped."""
    runs = [_tapped(run, named) for run in runs_of(text)]
    spans = _spans(runs)
    visible = "".join(span.text for span in spans)

    def size(start: int, end: int) -> int:
        return units(_markdown(spans, start, end))

    def reach(start: int) -> int:
        ends = range(start + 1, min(len(visible), start + longest) + 1)
        end = start + bisect_right(ends, longest, key=lambda end: size(start, end))
        while end > start + 1 and size(start, end) > longest:
            end -= 1  # a text may become shorter by a character: an address that is its own label
        return max(end, start + 1)

    return tuple(_markdown(spans, start, end) for start, end in slices(visible, reach, solids(runs, LEAVES)))


def _tapped(run: Run, named: Mapping[str, str]) -> Run:
    """The run; where it is nothing but the name of a command, as one that can be tapped. One that cannot is text."""
    last = run.tags[-1] if run.tags else None
    if last is None or last.name not in {"code", COMMAND}:
        return run
    if tap := named.get(run.text):
        return Run(run.text, (*run.tags[:-1], Tag(COMMAND, tap)))
    return run if last.name == "code" else Run(run.text, run.tags[:-1])


def units(text: str) -> int:
    """The length of a text in UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clipped(label: str, most: int) -> str:
    """A label of at most so many UTF-16 units; where something is cut off, it says so."""
    return label if units(label) <= most else f"{cut(label, most - 1)}…"


def cut(text: str, most: int) -> str:
    """The beginning of a text, of at most so many UTF-16 units."""
    while units(text) > most:
        text = text[:-1]
    return text


def _spans(runs: Sequence[Run]) -> list[StyledSpan]:
    return [
        StyledSpan("".join(run.text for run in same), style, leaf)
        for (style, leaf), same in groupby(runs, key=lambda run: (_style(run), _leaf(run)))
    ]


def _style(run: Run) -> str:
    """The marks around the text; those inside a leaf are left out."""
    names = _outside(run)
    return "".join(mark for name, mark in MARKS.items() if name in names)


def _outside(run: Run) -> set[str]:
    return {tag.name for tag in takewhile(lambda tag: tag.name not in LEAVES, run.tags)}


def _leaf(run: Run) -> Tag | None:
    return next((tag for tag in run.tags if tag.name in LEAVES), None)


def _markdown(spans: Sequence[StyledSpan], start: int, end: int) -> str:
    """The characters from ``start`` to before ``end``."""
    written = ""
    for style, group in groupby(_cut_out(spans, start, end), key=lambda span: span.style):
        inner = "".join(_written(span) for span in group)
        core = inner.strip()
        if not style or not core:
            written += inner
            continue
        if written.endswith("*"):
            written += UNSEEN
        written += inner.replace(core, f"{style}{core}{style[::-1]}", 1)
    return written


def _cut_out(spans: Sequence[StyledSpan], start: int, end: int) -> Iterator[StyledSpan]:
    at = 0
    for span in spans:
        text = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if text:
            yield StyledSpan(text, span.style, span.leaf)


def _written(span: StyledSpan) -> str:
    match span.leaf:
        case Tag(name="a"):
            return _link(span.text, span.leaf.value)
        case Tag(name="code"):
            return _code(span.text)
        case Tag(name="command", value=tap):
            return tap if tap.startswith(f"<{span.text}:") else _code(span.text)
        case Tag(name="pre"):
            return f"```\n{span.text.replace('```', f'`{UNSEEN}``')}\n```"
        case Tag(name="time"):
            return _moment(span.leaf)
        case Tag(name="person"):
            return _person(span.text, span.leaf.person_on(NAME))
        case _:
            return _plain(span.text)


def _moment(moment: Tag) -> str:
    shown = f"<t:{moment.value}:{CLOCK if moment.is_clock else MOMENT}>"
    return f"{shown} (<t:{moment.value}:{RELATIVE}>)" if moment.ahead else shown


def _person(name: str, number: int | None) -> str:
    """Somebody as Discord itself shows them, with what tells them apart in the group; who is from elsewhere is a name."""
    return f"{mention(number)}{number_behind(name)}" if number else _escaped(name)


def mention(number: int) -> str:
    """Somebody, as Discord has it in a text."""
    return f"<@{number}>"


def people(text: Markup) -> frozenset[int]:
    """Who is meant to be reached by a text."""
    return frozenset(number for run in runs_of(text) for tag in run.tags if (number := tag.person_on(NAME)) is not None)


def _plain(text: str) -> str:
    """Text with its addresses in angle brackets and everything else escaped."""
    pieces, at = [], 0
    for found in ADDRESS.finditer(text):
        pieces += [_escaped(text[at : found.start()]), f"<{found[0]}>"]
        at = found.end()
    return "".join([*pieces, _escaped(text[at:])])


def _escaped(text: str) -> str:
    """Text in which nothing is a mark, a mention, or the beginning of a heading, a quotation or a list."""
    text = NUMBER_AT_LINE_START.sub(r"\1\\.", AT_LINE_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text)))
    return EVERYBODY.sub(f"@{UNSEEN}", text)


def _link(label: str, address: str) -> str:
    target = quote(address, safe=IN_AN_ADDRESS)
    if not address.startswith(("http://", "https://")) or len(target) > LONGEST_ADDRESS:
        return _escaped(label)
    if "://" in label:  # Discord shows no label that looks like an address
        return f"<{target}>"
    return f"[{_escaped(label)}](<{target}>)"


def _code(text: str) -> str:
    if "`" not in text:
        return f"`{text}`"
    inner = text.replace("``", f"`{UNSEEN}`")
    return f"`` {inner} ``"
