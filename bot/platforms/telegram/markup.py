"""A message's Markup cut into parts that Telegram takes: each within the limits, its tags balanced."""

import re
from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from bot.chat.runs import COMMAND, PERSON, Run, Tag, runs_of, slices, solids, with_relatives
from bot.platforms.telegram.pack import TRAITS

NAME = TRAITS.name

LONGEST_TEXT = 4096
"""UTF-16 units of visible text in one message."""

MOST_TAGS = 100
"""Telegram drops the formatting of a message beyond so many entities, without a word."""

MOMENT = "wDt"
"""How a moment is shown: weekday, date and time of day, in the reader's own zone and language."""

CLOCK = "t"
"""How one that is near is shown: the time of day alone."""

WRITTEN = {"time": "tg-time", PERSON: "a"}
"""What Telegram calls a tag of ours, where the name is another."""

RELATIVE = "r"
"""The same as "in 3 hours"; it stands beside, and is left out where the server knows no moments."""

FAR_OFF = rf'<tg-time [^>]*format="{RELATIVE}">[^<]*</tg-time>'
BESIDE = re.compile(rf" \({FAR_OFF}\)|, {FAR_OFF}")
TIMES = re.compile("</?tg-time[^>]*>")


def parts(text: Markup, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
    """The text as Telegram's HTML, in as many messages as it needs; none for a text without visible characters."""
    runs = [Run(run.text, tuple(filter(_is_known, run.tags))) for run in with_relatives(runs_of(text))]
    visible = "".join(run.text for run in runs)

    def reach(start: int) -> int:
        return min(_tag_reach(runs, start), start + len(clip(visible[start : start + longest], longest)))

    return tuple(_html(runs, start, end) for start, end in slices(visible, reach, solids(runs, {"time", PERSON})))


def _is_known(tag: Tag) -> bool:
    """Whether Telegram makes of a tag what it says: somebody from elsewhere is a name, a command is seen by itself, and an
    address that anybody gave us leads to the web, never to a person."""
    match tag.name:
        case "person":
            return tag.person_on(NAME) is not None
        case "a":
            return tag.value.startswith(("http://", "https://"))
        case name:
            return name != COMMAND


def without_moments(html: str) -> str:
    """The HTML for a server that does not know moments: the learner's own time stays, as text."""
    return TIMES.sub("", BESIDE.sub("", html))


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, longest: int) -> str:
    """The beginning of a text, at most so many UTF-16 units of it."""
    while (over := units(text) - longest) > 0:
        text = text[: -((over + 1) // 2)]  # a character is two units at most, so this never takes too many
    return text


def _tag_reach(runs: list[Run], start: int) -> int:
    """The first character, counted from ``start``, that would need one tag too many."""
    met: set[Tag] = set()
    at = 0
    for run in runs:
        at += len(run.text)
        if at <= start:
            continue
        if len(met.union(run.tags)) > MOST_TAGS and met:
            return at - len(run.text)
        met.update(run.tags)
    return at


def _html(runs: list[Run], start: int, end: int) -> str:
    """The characters from ``start`` to before ``end``, with the tags over them opened and closed."""
    pieces: list[str] = []
    opened: tuple[Tag, ...] = ()
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            pieces += _change(opened, run.tags)
            pieces.append(escape(text, quote=False))
            opened = run.tags
    return "".join([*pieces, *_change(opened, ())])


def _change(old: tuple[Tag, ...], new: tuple[Tag, ...]) -> Iterator[str]:
    """What closes the old tags and opens the new ones, leaving alone those they share."""
    shared = 0
    while shared < min(len(old), len(new)) and old[shared] is new[shared]:
        shared += 1
    yield from (f"</{WRITTEN.get(tag.name, tag.name)}>" for tag in reversed(old[shared:]))
    yield from map(_opening, new[shared:])


def _format(moment: Tag) -> str:
    if moment.is_relative:
        return RELATIVE
    return CLOCK if moment.is_clock else MOMENT


def _opening(tag: Tag) -> str:
    match tag.name:
        case "a":
            return f'<a href="{escape(tag.value)}">'
        case "person":
            return f'<a href="tg://user?id={tag.person_on(NAME)}">'
        case "time":
            return f'<tg-time unix="{tag.value}" format="{_format(tag)}">'
        case name:
            return f"<{name}>"
