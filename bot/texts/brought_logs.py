"""What is said of the log of a document that somebody brings."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.texts.phrases import listed, number
from bot.texts.sentence import counted, plain, say
from roadmap.facts import LOOKED, Fact, Kind


def brought(log: Sequence[Fact], *, whole: bool) -> Markup | None:
    """What its log holds; of a later version, of which only the roadmap is taken, nothing."""
    return say("Logged in it: {entries}.", entries=_entries(log)) if log and whole else None


def kept(log: Sequence[Fact]) -> Markup | None:
    """What of it was kept."""
    return say("I kept its log: {entries}.", entries=_entries(log)) if log else None


def left_out(to_come: int) -> Markup | None:
    """How many entries were left out for their days."""
    if not to_come:
        return None
    return say(
        counted(
            to_come,
            "I left out {entries} entries of its log, for their days are still to come.",
            one="I left out {entries} entry of its log, for its day is still to come.",
        ),
        entries=number(to_come),
    )


def _entries(log: Iterable[Fact]) -> str:
    kinds = [fact.kind for fact in log]
    switched = any(kind in {Kind.LOOKS_ON, Kind.LOOKS_OFF} for kind in kinds)
    return listed(
        filter(
            None,
            (
                _check_ins(kinds.count(Kind.CHECKED_IN)),
                _sentences(kinds.count(Kind.REMEMBERED)),
                _looks(sum(kind in LOOKED for kind in kinds)),
                plain("whether you want second looks") if switched else "",
            ),
        )
    )


def _check_ins(count: int) -> str:
    return plain(counted(count, "{count} check-ins", one="{count} check-in"), count=number(count)) if count else ""


def _sentences(count: int) -> str:
    if not count:
        return ""
    return plain(
        counted(count, "{count} sentences to remember", one="{count} sentence to remember"), count=number(count)
    )


def _looks(count: int) -> str:
    return (
        plain(counted(count, "{count} second looks", one="{count} second look"), count=number(count)) if count else ""
    )
