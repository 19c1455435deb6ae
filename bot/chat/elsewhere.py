"""What is named may be of another roadmap that the speaker is on: then that is said, with a button that goes there."""

from itertools import islice

from bot.chat.library import find_roadmaps
from bot.errors import Asked, Choice, Missing, Refusal, TopicElsewhere, UnclearTopic
from bot.said.readings import Why
from bot.store import Contact, Store
from bot.texts import labels
from roadmap.errors import DomainError
from roadmap.model import Roadmap
from roadmap.names import folded

MOST_SEARCHED = 12
"""Roadmaps that are looked through, the last one first."""


async def or_elsewhere(refused: Refusal | DomainError, store: Store, contact: Contact | None) -> Refusal | DomainError:
    """The same refusal, or where the topic is that none of the roadmap under way is called."""
    said = _named(refused)
    if not said or contact is None or contact.enrolment is None:
        return refused
    here = contact.enrolment.roadmap
    slugs = await others_of(store, contact, here)
    known = await find_roadmaps(store, {*slugs, here}) if slugs else {}
    found = [known[slug] for slug in slugs if slug in known and _has(known[slug], folded(said))]
    if not found or here not in known:
        return refused
    choices = tuple(Choice(labels.go_to(one.title), f"/switch {one.slug}") for one in found)
    return TopicElsewhere(said, tuple(one.title for one in found), known[here].title, choices)


async def others_of(store: Store, contact: Contact, here: str) -> list[str]:
    """The slugs of the other roadmaps that somebody is on, as far as they are looked through."""
    others = (one.roadmap for one in await store.learners.enrolments(contact.learner.id) if one.roadmap != here)
    return list(islice(others, MOST_SEARCHED))


def _named(refused: Refusal | DomainError) -> str:
    """What was to be a topic and is none of this roadmap."""
    match refused:
        case Missing(said=said) | UnclearTopic(said=said, weak=True):
            return said
        case Asked(reading=reading) if reading.why in {Why.NO_TOPIC, Why.LEFT_OVER}:
            return reading.said
    return ""


def _has(roadmap: Roadmap, key: str) -> bool:
    """Whether a topic is called so: by a name of it, its initials, or a part that it alone has. A number is a topic of
    every roadmap."""
    names = roadmap.names
    if not key or key.isdecimal():
        return False
    return bool(names.exactly(key) or names.abbreviated(key) or names.named_by_part(key))
