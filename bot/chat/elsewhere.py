"""What is named may be of another roadmap that the speaker is on: then that is said, with a button that goes there."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.library import find_roadmaps
from bot.chat.request import Request
from bot.errors import Asked, Choice, Missing, NotUnderstood, Refusal, TopicElsewhere, UnclearTopic
from bot.said.lines import line_of
from bot.said.readings import CHECKIN, LOG, Why
from bot.store import Contact, Store
from bot.texts import labels
from roadmap.errors import DomainError
from roadmap.model import Roadmap
from roadmap.names import folded

LONGEST_NAME = 8
"""Words of a line that may be the name of a topic."""

_QUOTED = re.compile(r"[\"“”„«»:]")
"""What sets a note apart."""

MOST_SEARCHED = 12
"""Roadmaps that are looked through, the last one first."""


async def or_elsewhere(refused: Refusal | DomainError, store: Store, contact: Contact | None) -> Refusal | DomainError:
    """The same refusal, or where the topic is that none of the roadmap under way is called."""
    return await _elsewhere(_named(refused), store, contact) or refused


async def checked_here(requests: Sequence[Request], heard: Heard, context: Context) -> None:
    """Of a sitting the words are its note, unless all of them name a topic of another roadmap that the learner is on: "30m deep
    learning". Raises TopicElsewhere, with a way to note them all the same; what stands in quotes is a note."""
    call = requests[0].call if len(requests) == 1 else None
    if call is None or call.command not in {CHECKIN, LOG} or call.topics or not call.note or _QUOTED.search(heard.said):
        return
    found = await _elsewhere(_around(call.note, heard.said), context.store, context.contact, wholly=True)
    if found:
        noted = Choice(labels.note_it(found.said), line_of(replace(call, note=found.said)))
        raise replace(found, choices=(*found.choices, noted))


async def _elsewhere(
    names: Sequence[str], store: Store, contact: Contact | None, *, wholly: bool = False
) -> TopicElsewhere | None:
    """Where the first of these names is one of a topic; None where no other roadmap that the speaker is on has any."""
    if not names or contact is None or contact.enrolment is None:
        return None
    here = contact.enrolment.roadmap
    slugs = await others_of(store, contact, here)
    known = await find_roadmaps(store, {*slugs, here}) if slugs else {}
    for said in names if here in known else ():
        found = [known[slug] for slug in slugs if slug in known and _has(known[slug], folded(said), wholly=wholly)]
        if found:
            choices = tuple(Choice(labels.go_to(one.title), f"/switch {one.slug}") for one in found)
            return TopicElsewhere(said, tuple(one.title for one in found), known[here].title, choices)
    return None


async def others_of(store: Store, contact: Contact, here: str) -> list[str]:
    """The slugs of the other roadmaps that somebody is on, as far as they are looked through."""
    others = (one.roadmap for one in await store.learners.enrolments(contact.learner.id) if one.roadmap != here)
    return list(islice(others, MOST_SEARCHED))


def _around(note: str, line: str) -> tuple[str, ...]:
    """The stretches of a line that hold all of a note, the longest first: a word of a name may say something by itself."""
    words, noted = line.split(), folded(note)
    ends = ((first, last) for first in range(len(words)) for last in range(first + 1, first + LONGEST_NAME + 1))
    said = (" ".join(words[first:last]) for first, last in ends if last <= len(words))
    return tuple(sorted({one for one in said if f" {noted} " in f" {folded(one)} "}, key=lambda one: (-len(one), one)))


def _named(refused: Refusal | DomainError) -> tuple[str, ...]:
    """What was to be a topic and is none of this roadmap; of a line that only begins with a name all that may be it, the longest
    first."""
    match refused:
        case Missing(said=said) | UnclearTopic(said=said, weak=True) if said:
            return (said,)
        case Asked(reading=reading) if reading.why in {Why.NO_TOPIC, Why.LEFT_OVER} and reading.said:
            return (reading.said,)
        case NotUnderstood(topic=topic) if topic:
            words = topic.partition(":")[0].split()
            return tuple(" ".join(words[:count]) for count in range(min(len(words), LONGEST_NAME), 0, -1))
    return ()


def _has(roadmap: Roadmap, key: str, *, wholly: bool) -> bool:
    """Whether a topic is called so: by a name of it, its initials, or, unless it is to be ``wholly``, a part that it alone has. A
    number is a topic of every roadmap."""
    names = roadmap.names
    if not key or key.isdecimal():
        return False
    return bool(names.exactly(key) or names.abbreviated(key) or (not wholly and names.named_by_part(key)))
