"""What shows that something was done: certificates and evidence, as the facts about them add up.

Its law: facts that are taken back leave no trace, and every other is in what they add up to or was replaced by a later one.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from roadmap.certifications import Key, key_of
from roadmap.facts import SHOWING, Fact, Kind, ProgressEvent, standing


class Held(StrEnum):
    """How a learner stands with a certification."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    EARNED = "earned"


BY_KIND = {Kind.CERT_PLANNED: Held.PLANNED, Kind.CERT_BEGUN: Held.UNDER_WAY, Kind.CERT_EARNED: Held.EARNED}
KINDS = {held: kind for kind, held in BY_KIND.items()}

MOST_FILES = 10
"""Files that are kept of one topic, or of one certificate."""

MOST_OWN = 100
"""Certificates that a learner may have beside those of the roadmap."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certification that a learner planned, has under way or earned, since ``day``. ``files`` say where its pictures are."""

    topic: str
    name: str
    held: Held
    day: date
    link: str = ""
    files: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return key_of(self.topic, self.name)


@dataclass(frozen=True, slots=True)
class Proofs:
    """``certificates`` by their keys, in the order in which they were told of first; ``files`` of topics by their slugs."""

    certificates: Mapping[Key, Certificate] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def earned(self) -> tuple[Certificate, ...]:
        """What was earned, the earliest first."""
        found = (one for one in self.certificates.values() if one.held is Held.EARNED)
        return tuple(sorted(found, key=lambda one: one.day))

    def of_topic(self, slug: str) -> tuple[Certificate, ...]:
        return tuple(one for one in self.certificates.values() if one.topic == slug)


@dataclass(frozen=True, slots=True)
class Completion:
    """When a topic was completed, and the link given for it; None and empty where that is not known."""

    day: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a document of our own form shows of what was done: ``completions`` by the topic's slug, ``certificates``, and the ``log``
    as ``roadmap.logged`` has it."""

    completions: Mapping[str, Completion] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] = ()
    log: tuple[Fact, ...] = ()

    def within(self, slugs: Container[str]) -> "Proven":
        """The same where a roadmap has only these topics; certificates of others are the learner's own, and what was logged of
        others is left out."""
        kept = {slug: one for slug, one in self.completions.items() if slug in slugs}
        own = (one if one.topic in slugs else replace(one, topic="") for one in self.certificates)
        log = (fact for fact in self.log if not fact.topic or fact.topic in slugs)
        return Proven(kept, tuple(own), tuple(log))


NOTHING_PROVEN = Proven()


def proofs(events: Iterable[ProgressEvent]) -> Proofs:
    """What these events, in their order, show."""
    certificates: dict[Key, Certificate] = {}
    files: dict[str, tuple[str, ...]] = {}
    for event in standing(events):
        fact = event.fact
        if fact.kind is Kind.REOPENED:
            files.pop(fact.topic, None)  # as the link goes that was given with the completion
        elif fact.kind is Kind.EVIDENCE and not fact.skill:
            files[fact.topic] = _with(files.get(fact.topic, ()), fact.link)
        elif fact.kind in SHOWING:
            _certify(certificates, fact)
    return Proofs(certificates, files)


def _certify(certificates: dict[Key, Certificate], fact: Fact) -> None:
    key = key_of(fact.topic, fact.skill)
    before = certificates.get(key)
    if fact.kind is Kind.CERT_DROPPED:
        certificates.pop(key, None)
    elif fact.kind is not Kind.EVIDENCE:
        kept = (before.link, before.files) if before else ("", ())
        held = BY_KIND[fact.kind]
        certificates[key] = Certificate(fact.topic, fact.skill, held, fact.day, fact.link or kept[0], kept[1])
    elif before:
        certificates[key] = replace(before, files=_with(before.files, fact.link))


def _with(files: tuple[str, ...], file: str) -> tuple[str, ...]:
    """With one more, the last ones where they are too many; none twice."""
    return (*(one for one in files if one != file), file)[-MOST_FILES:]


def tell(
    known: Proofs, topic: str, name: str, held: Held, day: date, *, link: str = "", moves: bool = False
) -> tuple[Fact, ...]:
    """The fact by which a certification is held so; none where nothing changes. One held so already takes a link, and another day
    where it ``moves``."""
    before = known.certificates.get(key_of(topic, name))
    if before and before.held is held:
        day = day if moves else before.day
        if day == before.day and link in {"", before.link}:
            return ()
    return (Fact(kind=KINDS[held], day=day, topic=topic, skill=name, link=link),)


def drop(known: Proofs, topic: str, name: str, day: date) -> tuple[Fact, ...]:
    """The fact by which a certification is no plan any more; none where it is none."""
    if key_of(topic, name) not in known.certificates:
        return ()
    return (Fact(kind=Kind.CERT_DROPPED, day=day, topic=topic, skill=name),)


def show(known: Proofs, topic: str, name: str, file: str, day: date) -> tuple[Fact, ...]:
    """The fact by which a file is evidence of a topic, or of its certification where one is named; none for one that is known."""
    if file in files_shown(known, topic, name):
        return ()
    return (Fact(kind=Kind.EVIDENCE, day=day, topic=topic, skill=name, link=file),)


def files_shown(known: Proofs, topic: str, name: str) -> tuple[str, ...]:
    """The files that are evidence of a topic, or of its certification where one is named."""
    if not name:
        return known.files.get(topic, ())
    certificate = known.certificates.get(key_of(topic, name))
    return certificate.files if certificate else ()
