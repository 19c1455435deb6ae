"""PURE: what fits what has been typed so far, of everything that an argument might be."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.errors import Choice
from bot.said.readings import MOST
from bot.said.topics import topics_called
from roadmap.model import Roadmap
from roadmap.names import folded

MOST_CHOICES, LONGEST_CHOICE = 25, 100
"""What Discord shows, and the characters of a choice's label and of its text."""

ENOUGH = MOST_CHOICES * 2
"""What is kept of what fits, for some of it may be too long to be shown."""

LIKE = 70
"""Likeness (rapidfuzz partial ratio, 0 to 100) from which a misspelt label is offered."""

LONGEST_TYPED = 60
"""Characters of what was typed that are looked at."""


def matching(offers: Iterable[Choice], typed: str, kind: str, roadmap: Roadmap) -> tuple[Choice, ...]:
    """The offers that fit, the best first: what holds the typed text, topics that are found by it, what is like it.

    A parameter of kind "topics" or "steps" is completed behind its last comma; what stands before it is kept, and not
    offered again.
    """
    kept, _, said = typed.rpartition(",") if kind in {"topics", "steps"} else ("", "", typed)
    plain = folded(said[:LONGEST_TYPED])
    of_topics = kind in {"topic", "topics"}
    known = roadmap.names.titles if of_topics else {}
    named = _named(kept, roadmap)
    offers = [offer for offer in offers if offer.line not in named] if named else offers
    labelled = [(offer, known.get(offer.line) or folded(offer.label)) for offer in offers]
    fitting = _fitting(labelled, plain, _topics(roadmap, said, plain) if of_topics else frozenset())
    head = f"{kept.strip()}, " if kept.strip() else ""
    longer = (Choice(f"{head}{offer.label}", f"{head}{offer.line}") for offer in fitting)
    return shown(longer)


def shown(offers: Iterable[Choice]) -> tuple[Choice, ...]:
    """As many as platforms show, each once, as far as they are short enough."""
    found: dict[str, Choice] = {}
    for offer in offers:
        if len(offer.line) <= LONGEST_CHOICE:
            found.setdefault(offer.line, _short(offer))
        if len(found) == MOST_CHOICES:
            break
    return tuple(found.values())


def _named(kept: str, roadmap: Roadmap) -> frozenset[str]:
    """What the text names already, as offers name it: topics by their numbers, all else as it stands there."""
    pieces = [piece.strip() for piece in kept.split(",")[:MOST] if piece.strip()]
    found = [topic for piece in pieces for topic in topics_called(roadmap, piece[:LONGEST_TYPED])]
    return frozenset((*pieces, *(str(topic.number) for topic in found)))


def _topics(roadmap: Roadmap, said: str, plain: str) -> frozenset[str]:
    """The numbers of the topics that a command would find by this text, or by what it may become."""
    if not plain:
        return frozenset()
    found = topics_called(roadmap, said) or roadmap.names.abbreviated(plain)
    return frozenset(str(topic.number) for topic in (*found, *roadmap.names.holding(plain)))


def _fitting(offers: list[tuple[Choice, str]], said: str, found: frozenset[str]) -> list[Choice]:
    """What holds the text, then what is found by it, then what is only like it, as far as there is room. The offers
    come with their folded labels."""
    holding = [offer for offer, label in offers if not said or said in label][:ENOUGH]
    named = [offer for offer, _ in offers if offer.line in found or said == folded(offer.line)][:ENOUGH]
    chosen = list(dict.fromkeys([*holding, *named]))
    if len(said) > 2 and len(chosen) < MOST_CHOICES:
        labels = [label for _, label in offers]
        like = process.extract(said, labels, scorer=fuzz.partial_ratio, score_cutoff=LIKE, limit=MOST_CHOICES)
        chosen += [offers[at][0] for _, _, at in sorted(like, key=lambda one: one[2])]
    return list(dict.fromkeys(chosen))[:ENOUGH]


def _short(offer: Choice) -> Choice:
    if len(offer.label) <= LONGEST_CHOICE:
        return offer
    return Choice(f"{offer.label[: LONGEST_CHOICE - 1]}…", offer.line)
