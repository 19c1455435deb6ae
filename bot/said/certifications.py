"""Which certification a line names: by its name as topics are found, by its topic, or by its number, of the roadmap or of the learner."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.said.edits.parts import AROUND, named
from bot.said.patterns import any_of
from roadmap.certifications import LONGEST_NAME, Named, key_of
from roadmap.model import Roadmap, Topic
from roadmap.names import SHORT, folded
from roadmap.proofs import Proofs
from roadmap.titles import written_out
from roadmap.words import CertificateWords

LEAST_TELLING = 3
"""Letters of a word that tells names apart."""

MOST_SAID = 20
"""Words that are looked for in names."""


def found(said: str, roadmap: Roadmap, known: Proofs, words: CertificateWords) -> tuple[Named, ...]:
    """The certifications that this may name: one of its roadmap's, one of the learner's own, or all of a topic that it names. The
    one of exactly this name is meant where there is one."""
    own = own_of(roadmap, known)
    if said.startswith("#") and "/" in said:
        slug, _, name = said[1:].partition("/")
        key = key_of(slug, name)
        known_ones = tuple(one for one in (*roadmap.certifications.all, *own) if one.key == key)
        if known_ones or slug or not (own_name := as_own(name)):
            return known_ones
        return (Named(0, "", own_name),)
    for name in dict.fromkeys((said, _without_nouns(said, words))):
        if name and (exact := exactly(name, roadmap, own)):
            return exact
    bare = _without_nouns(said, words)
    loosely = [*(_loosely(said, roadmap, own) or _loosely(bare, roadmap, own) or _joined(bare, roadmap, own, words))]
    if topic := topic_in(said, roadmap, words):
        loosely += (one for one in (*roadmap.certifications.of_topic(topic.slug), *own) if one.topic == topic.slug)
    return tuple(dict.fromkeys(loosely))


def topic_in(said: str, roadmap: Roadmap, words: CertificateWords) -> Topic | None:
    """The topic that this names, if it is one."""
    bare = _without_nouns(said, words)
    topics = named(roadmap, bare) if bare and not bare.isdecimal() else ()
    return topics[0] if len(topics) == 1 else None


def nearest(said: str, roadmap: Roadmap, known: Proofs, words: CertificateWords, most: int) -> tuple[Named, ...]:
    """The certifications that have a word of what was said in their names, and those of the roadmap whose names are like it."""
    like = roadmap.certifications.as_topics.names if roadmap.certifications.all else None
    places = like.nearest(_without_nouns(said, words) or said, most) if like else ()
    near = (roadmap.certifications.all[topic.number - 1] for topic in places)
    return tuple(dict.fromkeys((*sharing(said, roadmap, known, words), *near)))[:most]


def sharing(said: str, roadmap: Roadmap, known: Proofs, words: CertificateWords) -> tuple[Named, ...]:
    """Those with the most words of what was said in their names."""
    asked = frozenset(islice(_telling(said, words), MOST_SAID))
    every = (*roadmap.certifications.all, *own_of(roadmap, known)) if asked else ()
    shared = {one: len(asked.intersection(_telling(one.name, words))) for one in every}
    most = max(shared.values(), default=0)
    return tuple(one for one, count in shared.items() if count == most) if most else ()


def _telling(said: str, words: CertificateWords) -> Iterator[str]:
    nouns = frozenset(map(folded, words.nouns))
    return (one for one in folded(said).split() if len(one) >= LEAST_TELLING and one not in nouns)


def as_own(said: str) -> str:
    """What was said as the name of a certificate of one's own; empty where it names nothing."""
    name = written_out(said)[:LONGEST_NAME].strip()
    return name if any(char.isalpha() for char in name) else ""


def names_in(said: str, roadmap: Roadmap, words: CertificateWords) -> bool:
    """Whether a certification of the roadmap is called so, or has this in its name."""
    key = folded(_without_nouns(said, words))
    every = roadmap.certifications.all if len(key) >= LEAST_TELLING else ()
    return any(f" {key} " in f" {folded(one.name)} " for one in every)


def own_of(roadmap: Roadmap, known: Proofs) -> tuple[Named, ...]:
    """What the learner told of that is none of the roadmap's, or not any more; their numbers follow its."""
    named_there, first = roadmap.certifications.by_key, len(roadmap.certifications.all) + 1
    told = (one for one in known.certificates.values() if one.key not in named_there)
    return tuple(Named(number, one.topic, one.name) for number, one in enumerate(told, first))


def exactly(said: str, roadmap: Roadmap, own: tuple[Named, ...]) -> tuple[Named, ...]:
    key = folded(said)
    if said.isdecimal() and len(said) < 7:
        return tuple(one for one in (*roadmap.certifications.all, *own) if one.number == int(said))
    return tuple(one for one in (*roadmap.certifications.all, *own) if folded(one.name) == key)


def _loosely(said: str, roadmap: Roadmap, own: tuple[Named, ...]) -> tuple[Named, ...]:
    if not (key := folded(said)):
        return ()
    certifications = roadmap.certifications
    like = named(certifications.as_topics, said) if certifications.all else ()
    of_roadmap = (certifications.all[topic.number - 1] for topic in like)
    return (*of_roadmap, *(one for one in own if f" {key} " in f" {folded(one.name)} "))


def _joined(said: str, roadmap: Roadmap, own: tuple[Named, ...], words: CertificateWords) -> tuple[Named, ...]:
    """Those that are written in one word: "hugging face"."""
    letters = folded(said).replace(" ", "")
    every = (*roadmap.certifications.all, *own) if len(letters) > SHORT else ()
    return tuple(one for one in every if folded(_without_nouns(one.name, words)).replace(" ", "") == letters)


def _without_nouns(said: str, words: CertificateWords) -> str:
    """What is left of a name without what calls it a certificate."""
    return " ".join(re.sub(rf"(?<!\w)(?:{any_of(words.nouns)})(?!\w)", " ", said, flags=re.IGNORECASE).split()).strip(
        AROUND
    )


def reference(one: Named) -> str:
    """What names this certification and no other."""
    return f"#{one.topic}/{one.name}"
