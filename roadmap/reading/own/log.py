"""The log of a document in the documented form: each entry read by itself, and what does not fit left out and counted."""

import json
import re
from collections import Counter
from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from roadmap.errors import Fault, FaultKind
from roadmap.facts import Fact, Kind
from roadmap.logged import KINDS, LONGEST_NOTE, MOST_LOGGED, OF_A_TOPIC
from roadmap.reading.limits import LONGEST_SLUG, speakable
from roadmap.reading.own.signature import FORMAT

MOST_MINUTES = 24 * 60
"""Of a sitting."""

_LOG = re.compile(r'"log"\s*:\s*')
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def log_of(said: object, slugs: Container[str]) -> tuple[tuple[Fact, ...], tuple[Fault, ...]]:
    """The entries of a log about these topics, and how many there are that were left out, by why."""
    if not isinstance(said, list):
        return (), (Fault(0, FaultKind.LOG_UNCLEAR, "1"),)
    left_out = Counter({FaultKind.LOG_TOO_LONG: max(len(said) - MOST_LOGGED, 0)})
    facts: list[Fact] = []
    for entry in said[-MOST_LOGGED:]:
        match _entry(entry, slugs):
            case Fact() as fact:
                facts.append(fact)
            case FaultKind() as why:
                left_out[why] += 1
    return tuple(facts), tuple(Fault(0, why, str(count)) for why, count in left_out.items() if count)


def blanked(text: str) -> str:
    """A text that is nearly in the documented form, with nothing in its log, so that no entry is taken for a topic; its lines stay."""
    found = _LOG.search(text) if f'"{FORMAT}"' in text else None
    if found is None:
        return text
    try:
        _, end = json.JSONDecoder().raw_decode(text, found.end())
    except (ValueError, RecursionError):
        return text
    lines = "\n" * text.count("\n", found.end(), end)
    return f"{text[: found.end()]}[]{lines}{text[end:]}"


def _entry(said: object, slugs: Container[str]) -> Fact | FaultKind:
    if not isinstance(said, dict):
        return FaultKind.LOG_UNCLEAR
    try:
        fact = _fact(said)
    except (KeyError, TypeError, ValueError):
        return FaultKind.LOG_UNCLEAR
    if len(fact.note) > LONGEST_NOTE:
        return FaultKind.LOG_NOTE_TOO_LONG
    return fact if not fact.topic or fact.topic in slugs else FaultKind.LOG_UNKNOWN_TOPIC


def _fact(said: Mapping[str, Any]) -> Fact:
    """The fact that an entry is. Raises KeyError, TypeError, ValueError for what is none."""
    kind, topic = Kind(said["kind"]), _slug(said, "topic")
    if kind not in KINDS or (kind in OF_A_TOPIC and not topic):
        raise ValueError(kind)
    is_sitting = kind is Kind.CHECKED_IN
    note = speakable(_text(said, "note")) if is_sitting or kind is Kind.REMEMBERED else ""
    if kind is Kind.REMEMBERED and not note:
        raise ValueError(kind)
    return Fact(
        kind=kind,
        day=date.fromisoformat(said["day"]),
        topic=topic if is_sitting or kind in OF_A_TOPIC else "",
        step=_slug(said, "step") if is_sitting and topic else "",
        minutes=_minutes(said.get("minutes")) if is_sitting else None,
        note=note,
    )


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _slug(said: Mapping[str, Any], key: str) -> str:
    value = _text(said, key)
    if value and (len(value) > LONGEST_SLUG or not _SLUG.fullmatch(value)):
        raise ValueError(key)
    return value


def _minutes(said: object) -> int | None:
    if said is None:
        return None
    if type(said) is not int or not 1 <= said <= MOST_MINUTES:
        raise ValueError(said)
    return said
