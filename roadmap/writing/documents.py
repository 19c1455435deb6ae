"""A roadmap written as JSON in the documented form; its law: our reader reads it back without loss."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from roadmap.model import Duration, Hours, Resource, Roadmap, Status, Step, Topic, Written
from roadmap.proofs import NOTHING_PROVEN, Certificate, Completion, Held, Proven
from roadmap.reading.limits import MOST_BYTES
from roadmap.reading.own.called import Called
from roadmap.reading.own.log import log_of
from roadmap.reading.own.signature import FORMAT, STATUSES, VERSION
from roadmap.writing.log import entry
from roadmap.writing.told import NOTHING_TOLD, Told

SHOWN = ("completed_on", "evidence")
"""Of a topic, what is there only where it is known."""

SILENT: tuple[object, ...] = (None, [], False)
"""Values of a topic that say nothing: they are read where its key is missing."""


def as_document(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> dict[str, Any]:
    """The documented form (docs/roadmap-format.md); a topic without a status is not started.

    A prerequisite is the topic's title, or its slug or "#number" where its title is another's as well.
    """
    called = called_in(roadmap)
    topics = [
        topic_document(topic, statuses.get(topic.slug, Status.NOT_STARTED), called, told) for topic in roadmap.topics
    ]
    head = {"format": FORMAT, "version": VERSION, "slug": roadmap.slug, "title": roadmap.title}
    certificates = [*map(_certificate, told.proven.certificates)]
    log = [*map(entry, told.proven.log)]
    beside = {"certificates": certificates, "log": log}
    return {**head, **{key: said for key, said in beside.items() if said}, "topics": topics}


def write_json(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> str:
    """The documented form as a text, in the letters of its languages: indented and whole, or, where we would not read
    that back for its size, without what says nothing; of a roadmap that leaves no room for it, without the log."""
    document = as_document(roadmap, statuses, told)
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if len(text.encode()) <= MOST_BYTES:
        return text
    topics = [{key: said for key, said in topic.items() if said not in SILENT} for topic in document["topics"]]
    short = {**document, "topics": topics}
    text = _short(short)
    if len(text.encode()) > MOST_BYTES and short.pop("log", None):
        return _short(short)
    return text


def _short(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def without_statuses(document: str) -> str:
    """A text in the documented form, with no topic begun, no step ticked, nothing shown for it, and nothing of the document it came from."""
    said = json.loads(document)
    for key in ("left_out", "origin", "certificates", "log"):
        said.pop(key, None)
    for topic in said["topics"]:
        topic["status"] = STATUSES[Status.NOT_STARTED]
        for key in SHOWN:
            topic.pop(key, None)
        for step in topic.get("steps", ()):
            step.pop("done", None)
    return json.dumps(said, ensure_ascii=False)


def steps_done_in(document: str) -> frozenset[tuple[str, str]]:
    """The steps that a text in the documented form, as we keep it, has ticked: (topic, step) by their slugs."""
    if '"done":' not in document:
        return frozenset()
    topics = json.loads(document)["topics"]
    return frozenset((one["slug"], step["slug"]) for one in topics for step in one.get("steps", ()) if step.get("done"))


def proven_in(document: str) -> Proven:
    """What a text in the documented form, as we keep it, shows of what was done."""
    if not any(f'"{key}":' in document for key in ("certificates", "log", *SHOWN)):
        return NOTHING_PROVEN
    said = json.loads(document)
    completions = {
        one["slug"]: Completion(
            date.fromisoformat(day) if (day := one.get("completed_on")) else None, one.get("evidence", "")
        )
        for one in said["topics"]
        if not one.keys().isdisjoint(SHOWN)
    }
    log, _ = log_of(said.get("log", []), {one["slug"] for one in said["topics"]})
    return Proven(completions, tuple(map(_certificate_of, said.get("certificates", ()))), log)


def _certificate(one: Certificate) -> dict[str, str]:
    """A certificate, without the files that a platform has."""
    link = {"link": one.link} if one.link else {}
    return {"topic": one.topic, "name": one.name, "held": one.held.value, "day": one.day.isoformat(), **link}


def _certificate_of(said: dict[str, str]) -> Certificate:
    day = date.fromisoformat(said["day"])
    return Certificate(said["topic"], said["name"], Held(said["held"]), day, said.get("link", ""))


def called_in(roadmap: Roadmap) -> Called:
    """By what name each topic is found again."""
    return Called((topic.title, topic.slug, topic.number) for topic in roadmap.topics)


def topic_document(topic: Topic, status: Status, called: Called, told: Told = NOTHING_TOLD) -> dict[str, Any]:
    """One topic in the documented form: null where the roadmap says nothing."""
    min_weeks, max_weeks = topic.duration.nearest_weeks if topic.duration else (None, None)
    min_days, max_days = _days(topic.duration)
    weekly_min, weekly_max = _ends(topic.weekly_hours)
    total_min, total_max = _ends(topic.total_hours)
    return {
        "title": topic.title,
        "slug": topic.slug,
        "number": topic.number,
        "status": STATUSES[status],
        "stage": topic.stage or None,
        "optional": topic.optional,
        "min_weeks": min_weeks,
        "max_weeks": max_weeks,
        "min_days": min_days,
        "max_days": max_days,
        "hours_per_week_min": weekly_min,
        "hours_per_week_max": weekly_max,
        "total_hours_min": total_min,
        "total_hours_max": total_max,
        "prerequisites": [called.name(slug) for slug in topic.prerequisites],
        "skills": list(topic.skills),
        "recommended": [called.name(slug) for slug in topic.recommended],
        "resources": [_resource(resource) for resource in topic.resources],
        "certifications": [{"name": one.name, "note": one.note} for one in topic.certifications],
        "instead": topic.instead or None,
        "why": topic.why or None,
        "difficulty": topic.difficulty,
        "aliases": list(topic.aliases),
        "steps": [_step(step, done=(topic.slug, step.slug) in told.steps_done) for step in topic.steps],
        **_shown(told.proven.completions.get(topic.slug, Completion())),
    }


def _shown(completion: Completion) -> dict[str, str]:
    day = {"completed_on": completion.day.isoformat()} if completion.day else {}
    return {**day, **({"evidence": completion.link} if completion.link else {})}


def _step(step: Step, *, done: bool) -> dict[str, Any]:
    said = {"minutes": step.minutes, "url": step.link, "resource": step.resource, "done": done}
    return {"title": step.title, "slug": step.slug, **{key: value for key, value in said.items() if value}}


def _resource(resource: Resource) -> dict[str, Any]:
    """A resource, with its steps where it has some."""
    said = {"name": _name(resource), "url": resource.url}
    return {**said, "steps": [_part(one) for one in resource.steps]} if resource.steps else said


def _part(one: Written) -> dict[str, Any]:
    said = {"minutes": one.minutes, "url": one.link}
    return {"title": one.title, **{key: value for key, value in said.items() if value}}


def _name(resource: Resource) -> str:
    """The name; empty where a bare address had to serve as one."""
    return "" if resource.name == resource.url else resource.name


def _days(duration: Duration | None) -> tuple[int | None, int | None]:
    """Both ends in days, where weeks do not say it."""
    return (None, None) if duration is None or duration.weeks else (duration.short, duration.long)


def _ends(span: Hours | None) -> tuple[float | None, float | None]:
    if span is None:
        return None, None
    return _plain(span.short), _plain(span.long)


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number
