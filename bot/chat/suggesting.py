"""PURE: what fits what has been typed so far, of everything that an argument might be."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.errors import Choice
from bot.said.topics import topics_called
from roadmap.model import Roadmap
from roadmap.names import folded

MOST_CHOICES, LONGEST_CHOICE = 25, 100
"""What Discord shows, and the characters of a choice's label and of its text."""

LIKE = 70
"""Likeness (rapidfuzz partial ratio, 0 to 100) from which a misspelt label is offered."""

LONGEST_TYPED = 60
"""Characters of what was typed that are looked at."""


def matching(offers: Iterable[Choice], typed: str, kind: str, roadmap: Roadmap) -> tuple[Choice, ...]:
    """The offers that fit, the best first: what holds the typed text, topics that are found by it, what is like it.

    A parameter of kind "topics" is completed behind its last comma, what stands before it is kept.
    """
    kept, _, said = typed.rpartition(",") if kind == "topics" else ("", "", typed)
    plain = folded(said[:LONGEST_TYPED])
    fitting = _fitting(list(offers), plain, _topics(roadmap, said) if kind in {"topic", "topics"} else frozenset())
    head = f"{kept.strip()}, " if kept.strip() else ""
    longer = (Choice(f"{head}{offer.label}", f"{head}{offer.line}") for offer in fitting)
    return tuple(_short(offer) for offer in longer if len(offer.line) <= LONGEST_CHOICE)[:MOST_CHOICES]


def _topics(roadmap: Roadmap, said: str) -> frozenset[str]:
    """The numbers of the topics that a command would find by this text, or ask about."""
    if not said.strip():
        return frozenset()
    found = topics_called(roadmap, said) or roadmap.names.abbreviated(folded(said))
    return frozenset(str(topic.number) for topic in found)


def _fitting(offers: list[Choice], said: str, found: frozenset[str]) -> list[Choice]:
    """What holds the text, then what is found by it, then what is only like it, as far as there is room."""
    labels = [folded(offer.label) for offer in offers]
    holding = [offer for offer, label in zip(offers, labels, strict=True) if not said or said in label]
    named = [offer for offer in offers if offer.line in found or said == folded(offer.line)]
    chosen = list(dict.fromkeys([*holding, *named]))
    if len(said) > 2 and len(chosen) < MOST_CHOICES:
        like = process.extract(said, labels, scorer=fuzz.partial_ratio, score_cutoff=LIKE, limit=MOST_CHOICES)
        chosen += [offers[at] for _, _, at in sorted(like, key=lambda one: one[2])]
    return list(dict.fromkeys(chosen))[: MOST_CHOICES * 2]


def _short(offer: Choice) -> Choice:
    if len(offer.label) <= LONGEST_CHOICE:
        return offer
    return Choice(f"{offer.label[: LONGEST_CHOICE - 1]}…", offer.line)
