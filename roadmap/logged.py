"""What was logged, as it goes out with a roadmap and comes back: sittings, what is remembered, second looks and whether they are on.

Its law: what was logged, told again as it stands, is logged as it was.
"""

from collections.abc import Container, Iterable
from datetime import date

from roadmap.facts import LOOKED, Fact, Kind, ProgressEvent, standing

KINDS = LOOKED | {Kind.CHECKED_IN, Kind.REMEMBERED, Kind.LOOKS_ON, Kind.LOOKS_OFF}
"""The kinds of what is logged."""

WITH_NOTES = frozenset({Kind.COMPLETED, Kind.STEP_DONE})
"""What is told in marks, but for its note."""

OF_A_TOPIC = LOOKED | {Kind.REMEMBERED}
"""Those of them that say nothing without a topic."""

MOST_LOGGED = 2000
"""Entries of a log in a document; of more the last ones."""

MOST_BYTES = 256 * 1024
"""Of a log that is written, about: so there is room for a roadmap beside it."""

LONGEST_NOTE = 4096
"""Characters of a note, which a message may have."""

ENTRY = 110
"""Bytes that an entry is counted with beside its note."""


def logged(events: Iterable[ProgressEvent]) -> tuple[Fact, ...]:
    """What stands of it, in the order in which it was told; that a sitting confirmed a focus is none of it. A note that came with a
    completion or a tick, which go out as marks, is one of a sitting on that day, where no sitting has it as well."""
    facts = [event.fact for event in standing(events)]
    noted = {(fact.day, fact.topic, fact.note) for fact in facts if fact.kind is Kind.CHECKED_IN}
    return tuple(entry for fact in facts if (entry := _entry(fact, noted)))


def _entry(fact: Fact, noted: Container[tuple[date, str, str]]) -> Fact | None:
    if fact.kind in KINDS:
        return fact._replace(undoes=None)
    if fact.kind in WITH_NOTES and fact.note and (fact.day, fact.topic, fact.note) not in noted:
        return Fact(Kind.CHECKED_IN, fact.day, fact.topic, step=fact.step, note=fact.note)
    return None


def newest(log: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The last entries, as many as a document has room for."""
    room, kept = MOST_BYTES, 0
    for fact in reversed(log[-MOST_LOGGED:]):
        room -= ENTRY + len(fact.note.encode())
        if room < 0:
            break
        kept += 1
    return log[len(log) - kept :]


def told_by(log: Iterable[Fact], today: date) -> tuple[Fact, ...]:
    """What of a log that somebody brings can be told: of no day to come."""
    return tuple(fact for fact in log if fact.day <= today)
