"""The documented form read into a roadmap: exactly, or not at all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from roadmap.certifications import LONGEST_NAME
from roadmap.facts import Fact
from roadmap.model import Certification, Duration, Hours, Resource, Roadmap, Status, Step, Topic, Written
from roadmap.proofs import Certificate, Completion, Held, Proven
from roadmap.reading.limits import LONGEST_LINK, MOST_CERTIFICATES
from roadmap.reading.own.signature import STATUSES
from roadmap.reading.values.links import keepable

if TYPE_CHECKING:
    from roadmap.reading.own.schema import CertificateForm, ResourceForm, TopicForm

N = TypeVar("N", int, float)
_BY_WORD = {word: status for status, word in STATUSES.items()}


class Called:
    """What the topics of a form may be called by one another: by title where it is one topic's only, slug or number."""

    def __init__(self, topics: Iterable[tuple[str, str, int]]) -> None:
        """The topics as (title, slug, number)."""
        known = tuple(topics)
        self._by_name: dict[str, str] = {}
        titles = Counter(title for title, _, _ in known)
        for title, slug, _ in known:
            if titles[title] == 1:
                self._by_name[title] = slug
        for _, slug, _ in known:
            self._by_name.setdefault(slug, slug)
        for _, slug, number in known:
            self._by_name.setdefault(f"#{number}", slug)
        self._names: dict[str, str] = {}
        for name, slug in self._by_name.items():
            self._names.setdefault(slug, name)

    def slug(self, name: str) -> str | None:
        """The topic of this name."""
        return self._by_name.get(name)

    def name(self, slug: str) -> str:
        """The name by which ``slug`` is found again."""
        return self._names.get(slug, slug)


def topics_of(forms: Sequence["TopicForm"]) -> tuple[tuple[Topic, ...], Mapping[str, Status]]:
    """The topics, and where the learner stands. Raises KeyError for an unknown prerequisite, ValueError for a range."""
    called = Called((form.title, form.slug, form.number) for form in forms)
    return tuple(_topic(form, called) for form in forms), {form.slug: _BY_WORD[form.status] for form in forms}


def _topic(form: "TopicForm", called: Called) -> Topic:
    weekly, total = (
        _range(form.hours_per_week_min, form.hours_per_week_max),
        _range(form.total_hours_min, form.total_hours_max),
    )
    return Topic(
        slug=form.slug,
        number=form.number,
        title=form.title,
        why=form.why or "",
        difficulty=form.difficulty,
        prerequisites=_slugs(form.prerequisites, called),
        skills=form.skills,
        duration=_duration(form),
        weekly_hours=Hours(*weekly) if weekly else None,
        total_hours=Hours(*total) if total else None,
        stage=form.stage or "",
        optional=form.optional,
        recommended=_slugs(form.recommended, called),
        resources=tuple(map(_resource, form.resources)),
        certifications=tuple(Certification(one.name, one.note) for one in form.certifications),
        instead=form.instead or "",
        aliases=form.aliases,
        steps=tuple(Step(one.slug, one.title, one.minutes, one.url, one.resource) for one in form.steps),
    )


def _resource(form: "ResourceForm") -> Resource:
    steps = tuple(Written(one.title, one.minutes, one.url) for one in form.steps)
    return Resource(form.name or form.url, form.url, steps)


def _duration(form: "TopicForm") -> Duration | None:
    """Days stand before weeks: those are the nearest for who reads no days. Raises ValueError."""
    if days := _range(form.min_days, form.max_days):
        return Duration(*days)
    weeks = _range(form.min_weeks, form.max_weeks)
    return Duration.in_weeks(*weeks) if weeks else None


def steps_done(forms: Iterable["TopicForm"]) -> frozenset[tuple[str, str]]:
    """The steps that are ticked, as (topic, step) by their slugs."""
    return frozenset((form.slug, step.slug) for form in forms for step in form.steps if step.done)


def completions(forms: Iterable["TopicForm"]) -> dict[str, Completion]:
    """What is known of topics that were completed, by their slugs."""
    known = (form for form in forms if form.completed_on or form.evidence)
    return {form.slug: Completion(_day(form.completed_on), form.evidence) for form in known}


def proven_of(completions: Mapping[str, Completion], held: Sequence[Certificate], log: tuple[Fact, ...] = ()) -> Proven:
    """What a document shows, as it can be kept: so many certificates, names so long, and links that a chat may open."""
    links = {slug: replace(one, link=_openable(one.link)) for slug, one in completions.items()}
    kept = (replace(one, name=one.name[:LONGEST_NAME], link=_openable(one.link)) for one in held[:MOST_CERTIFICATES])
    return Proven(links, tuple(kept), log)


def _openable(link: str) -> str:
    return link if len(link) <= LONGEST_LINK and "://" in link and keepable(link) else ""


def certificates(forms: Iterable["CertificateForm"]) -> tuple[Certificate, ...]:
    return tuple(
        Certificate(form.topic, form.name, Held(form.held), date.fromisoformat(form.day), form.link) for form in forms
    )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _slugs(names: Iterable[str], called: Called) -> tuple[str, ...]:
    slugs = [called.slug(name) for name in names]
    if None in slugs:
        raise KeyError(names)
    return tuple(slug for slug in slugs if slug is not None)


def _range(short: N | None, long: N | None) -> tuple[N, N] | None:
    """Both ends, one for both where the other is missing."""
    first, last = short if short is not None else long, long if long is not None else short
    return None if first is None or last is None else (first, last)


def roadmap_of(forms: Sequence["TopicForm"], *, slug: str, title: str) -> tuple[Roadmap, Mapping[str, Status]]:
    """Raises RoadmapFaults, KeyError or ValueError where the forms are no roadmap as they stand."""
    topics, statuses = topics_of(forms)
    return Roadmap(slug, title, topics), statuses
