"""Topics as people type them: number, slug, title, alias, initials, a part, a typo."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from roadmap.model import Roadmap, Topic

CLEAR, WEAK = 82, 70
"""Likeness (rapidfuzz WRatio, 0 to 100) from which a misspelt name acts, and from which it is worth offering."""

LEAD = 8
"""By how much the likest topic must lead the next for a misspelt name to act."""

LONGEST = 200
"""Characters of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """``topics`` that were clearly meant, or else ``offers`` to choose from. ``weak`` says that nothing fits and the
    offers are only the nearest; ``said`` is the part of the text that the offers are for."""

    topics: tuple[Topic, ...] = ()
    offers: tuple[Topic, ...] = ()
    weak: bool = False
    said: str = ""


def find_topics(roadmap: Roadmap, said: str) -> Found:
    """The topics meant by a text that names one or several ("nlp", "1 2 5", "nlp, cv and 3")."""
    said = said[:LONGEST]
    if whole := exactly(roadmap, said):
        return Found(whole) if len(whole) == 1 else Found(offers=whole, said=said)
    parts = [part for part in re.split(r"\s*[,;]\s*|\s+(?:\+|&|and)\s+", said) if part]
    words = said.split()
    for pieces in (parts, words):
        exact = [exactly(roadmap, piece) for piece in pieces]
        if len(pieces) > 1 and all(len(match) == 1 for match in exact):
            return Found(tuple(dict.fromkeys(match[0] for match in exact)))
    return _each(roadmap, parts) if len(parts) > 1 else find_topic(roadmap, said)


def _each(roadmap: Roadmap, parts: list[str]) -> Found:
    """All the topics of a list, or the first part that is not clear."""
    found = [find_topic(roadmap, part) for part in parts]
    clear = Found(tuple(dict.fromkeys(topic for one in found for topic in one.topics)))
    return next((one for one in found if not one.topics), clear)


def find_topic(roadmap: Roadmap, said: str) -> Found:
    """The one topic meant by a text; several or a weak match are offers."""
    said = said[:LONGEST]
    matches = exactly(roadmap, said)
    if not matches and said.startswith("#") and said[1:].strip("# "):
        near = find_topic(roadmap, said[1:])
        return replace(near, topics=(), offers=(*near.topics, *near.offers), said=said)
    matches = matches or _containing(roadmap, said)
    if len(matches) == 1:
        return Found(matches)
    if matches:
        return Found(offers=matches, said=said)
    return _alike(roadmap, said)


def reference(topic: Topic) -> str:
    """What names this topic and no other, in whatever version of its roadmap; in another roadmap it names none."""
    return f"#{topic.slug}"


def exactly(roadmap: Roadmap, said: str) -> tuple[Topic, ...]:
    """The topics that this is a name of: reference, number, slug, title, alias, or, where nothing else fits, the
    initials."""
    if said.startswith("#") and (topic := roadmap.by_slug.get(said[1:])):
        return (topic,)
    if said.strip().lstrip("#").isdecimal():
        return tuple(topic for topic in roadmap.topics if str(topic.number) == said.strip().lstrip("#"))
    plain = folded(said)
    if not plain:
        return ()
    named = tuple(topic for topic in roadmap.topics if plain in map(folded, names(topic)))
    return named or tuple(topic for topic in roadmap.topics if plain == initials(topic))


def names(topic: Topic) -> tuple[str, ...]:
    """What a topic is called: title, slug, aliases."""
    return (topic.title, topic.slug, *topic.aliases)


def initials(topic: Topic) -> str:
    """The first letters of a title's words ("dl" for Deep Learning); empty for a title of one word."""
    words = folded(topic.title).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text without case, accents and punctuation, single-spaced; + and # stay, for C++ and C#."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w+#]+", bare.replace("_", " ")))


def _containing(roadmap: Roadmap, said: str) -> tuple[Topic, ...]:
    """The topics a name of which has these words in it, the last of them perhaps begun only ("natural lang")."""
    plain = folded(said)
    if len(plain) < 2:
        return ()
    return tuple(t for t in roadmap.topics if any(f" {plain}" in f" {folded(name)}" for name in names(t)))


def _likeness(said: str, name: str) -> float:
    """From 0 to 100. A name of a few letters is in every second word, so it has to be like the whole."""
    return fuzz.WRatio(said, name) if len(name) > 3 else fuzz.ratio(said, name)


def _alike(roadmap: Roadmap, said: str) -> Found:
    choices = {(topic.slug, name): folded(name) for topic in roadmap.topics for name in names(topic)}
    best: dict[str, float] = {}
    for (slug, _), name in choices.items():
        best[slug] = max(best.get(slug, 0), _likeness(folded(said), name))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    (first, score), rest = ranked[0], ranked[1:]
    if score >= CLEAR and len(folded(said)) > 3 and (not rest or score - rest[0][1] >= LEAD):
        return Found((roadmap.by_slug[first],))
    near = tuple(roadmap.by_slug[slug] for slug, likeness in ranked[:3] if likeness >= WEAK)
    nearest = near or tuple(roadmap.by_slug[slug] for slug, _ in ranked[:3])
    return Found(offers=nearest, weak=not near, said=said)
