"""PURE: what fits what has been typed so far, of everything that an argument might be."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from bot.errors import Choice
from roadmap.finding import find_topic, folded
from roadmap.model import Roadmap

MOST_CHOICES, LONGEST_CHOICE = 25, 100
"""What Discord shows, and the characters of a choice's label and of its text."""

LIKE = 70
"""Likeness (rapidfuzz partial ratio, 0 to 100) from which a misspelt label is offered."""


def matching(offers: Iterable[Choice], typed: str, kind: str, roadmap: Roadmap) -> tuple[Choice, ...]:
    """The offers that fit, the best first: what holds the typed text, topics that are found by it, what is like it.

    A parameter of kind "topics" is completed behind its last comma, what stands before it is kept.
    """
    kept, _, said = typed.rpartition(",") if kind == "topics" else ("", "", typed)
    found = _topics(roadmap, said) if kind in {"topic", "topics"} else frozenset()
    ranked = [(rank, offer) for offer in offers if (rank := _rank(offer, folded(said), found)) is not None]
    fitting = [offer for _, offer in sorted(ranked, key=lambda pair: pair[0])]
    head = f"{kept.strip()}, " if kept.strip() else ""
    longer = (Choice(f"{head}{offer.label}", f"{head}{offer.line}") for offer in fitting)
    return tuple(_short(offer) for offer in longer if len(offer.line) <= LONGEST_CHOICE)[:MOST_CHOICES]


def _topics(roadmap: Roadmap, said: str) -> frozenset[str]:
    """The numbers of the topics that a command would find by this text, or ask about."""
    if not said.strip():
        return frozenset()
    found = find_topic(roadmap, said)
    near = () if found.weak else found.offers
    return frozenset(str(topic.number) for topic in (*found.topics, *near))


def _rank(offer: Choice, said: str, found: frozenset[str]) -> int | None:
    """Lower is better, None is not at all."""
    label = folded(offer.label)
    if not said or said in label:
        return 0
    if offer.line in found or said == folded(offer.line):
        return 1
    return 2 if len(said) > 2 and fuzz.partial_ratio(said, label) >= LIKE else None


def _short(offer: Choice) -> Choice:
    if len(offer.label) <= LONGEST_CHOICE:
        return offer
    return Choice(f"{offer.label[: LONGEST_CHOICE - 1]}…", offer.line)
