"""How one row of our own CSV stands for a topic of the documented form; its law: both ways without loss.

Where a topic has several of a thing, they stand in one cell, a line each; a resource is "name <url>".
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from roadmap.proofs import Certificate, Held

COLUMNS = (
    *("title", "slug", "number", "status", "stage", "optional", "min_weeks", "max_weeks"),
    *("hours_per_week_min", "hours_per_week_max", "total_hours_min", "total_hours_max"),
    *(
        "prerequisites",
        "skills",
        "recommended",
        "resources",
        "certifications",
        "instead",
        "why",
        "difficulty",
        "aliases",
    ),
    *("steps", "min_days", "max_days", "resource_steps", "completed_on", "evidence", "roadmap", "certificates"),
)
"""The heading row of our own CSV."""

FIRST = COLUMNS[: COLUMNS.index("steps")]
"""The heading row as it began: without the columns that were added since."""

ASIDE = ("completed_on", "evidence", "roadmap", "certificates")
"""Columns that are no part of a topic: when it was completed and the link given for it, in the first row what the
roadmap is called, and how certifications are held; those of no topic stand in the first row."""

_LISTS = frozenset(("prerequisites", "skills", "recommended", "aliases"))
_COUNTS = frozenset(("number", "min_weeks", "max_weeks", "min_days", "max_days", "difficulty"))
_HOURS = frozenset(("hours_per_week_min", "hours_per_week_max", "total_hours_min", "total_hours_max"))
_LINK = re.compile(r"(.*) <(\S*)>")
_NOTED = re.compile(r"(.+) \(([^()\t]+)\)")
_HELD = re.compile(rf"(?P<own>\* )?(?P<held>{'|'.join(Held)}) (?P<day>\d{{4}}-\d\d-\d\d) (?P<name>.+)")
_STEP = re.compile(
    r"(?P<title>[^\t]+) \[(?P<slug>[a-z0-9-]+)(?:, (?P<minutes>\d+) min)?(?P<done>, done)?\](?: <(?P<url>\S+)>)?(?:\t(?P<of>.+))?"
)
_PART = re.compile(r"(\d{1,6}): (?P<title>.+)")
_TIMED = re.compile(r"(\d{1,6}): (?P<title>.+) <(?P<url>\S*)> \[(?:(?P<minutes>\d{1,7}) min)?\]")
_FORMULA = re.compile(r"'*[=+\-@\t]")


def row_of(document: dict[str, Any], *aside: str) -> list[str]:
    """The cells of a topic of the documented form, and of what stands aside."""
    said = {**document, "resource_steps": document["resources"]}
    own = [_cell(column, said[column]) for column in COLUMNS if column not in ASIDE]
    return [_guarded(cell) for cell in (*own, *aside)]


def document_of(columns: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """The topic of the documented form that a row below these columns stands for. Raises ValueError where a cell holds no
    number, or one is missing."""
    cells = dict(zip(columns, map(_unguarded, row), strict=True))
    shown = {key: cell for key in ("completed_on", "evidence") if (cell := cells.get(key))}
    said = {column: _value(column, cell) for column, cell in cells.items() if column not in ASIDE}
    return {**_with_steps(said, said.pop("resource_steps", ())), **shown}


def _with_steps(document: dict[str, Any], steps: Iterable[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    """The topic with the steps of its resources, each by the place of its resource, from 1. Raises ValueError where there is
    none."""
    lists: dict[int, list[dict[str, Any]]] = {}
    for place, step in steps:
        lists.setdefault(place, []).append(step)
    if not lists:
        return document
    resources = document["resources"]
    if max(lists) > len(resources):
        raise ValueError(max(lists))
    news = tuple({**one, "steps": tuple(lists.get(place, ()))} for place, one in enumerate(resources, 1))
    return {**document, "resources": news}


def certificates_cell(certificates: Iterable[Certificate], slug: str) -> str:
    """A line for each: "earned 2027-01-03 Fast.ai Cert <https://…>"; one of another topic, or of none, begins with a "*"."""
    return "\n".join(
        f"{'' if one.topic == slug else '* '}{one.held} {one.day.isoformat()} {_link(' '.join(one.name.split()), one.link)}"
        for one in certificates
    )


def certificates_in(columns: Sequence[str], row: Sequence[str], slug: str) -> list[Certificate]:
    """The certificates of a row. Raises ValueError for a line that is none."""
    place = columns.index("certificates") if "certificates" in columns else len(row)
    return [_certificate(line, slug) for line in _lines(_unguarded(row[place]))] if place < len(row) else []


def _certificate(line: str, slug: str) -> Certificate:
    found = _HELD.fullmatch(line)
    if found is None:
        raise ValueError(line)
    linked = _LINK.fullmatch(found["name"])
    name, link = linked.groups() if linked else (found["name"], "")
    return Certificate("" if found["own"] else slug, name, Held(found["held"]), date.fromisoformat(found["day"]), link)


def title_in(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """What the first row that says so calls the roadmap; empty where none does."""
    if "roadmap" not in columns:
        return ""
    place = columns.index("roadmap")
    return next((_unguarded(row[place]) for row in rows if len(row) > place and row[place]), "")


def _cell(column: str, value: Any) -> str:
    match column:
        case "resources":
            return "\n".join(_link(one["name"], one["url"]) for one in value)
        case "certifications":
            return "\n".join(_noted(one["name"], one["note"]) for one in value)
        case "steps":
            return "\n".join(_step(one) for one in value)
        case "resource_steps":
            return "\n".join(_part(at, step) for at, one in enumerate(value, 1) for step in one.get("steps", ()))
        case "optional":
            return "yes" if value else ""
        case _ if column in _LISTS:
            return "\n".join(value)
        case _:
            return "" if value is None else str(value)


def _value(column: str, cell: str) -> Any:
    match column:
        case "resources":
            links = [_LINK.fullmatch(line) for line in _lines(cell)]
            pairs = [link.groups() if link else (line, "") for link, line in zip(links, _lines(cell), strict=True)]
            return tuple({"name": name, "url": url} for name, url in pairs)
        case "certifications":
            return tuple(_certification(line) for line in _lines(cell))
        case "steps":
            return tuple(_step_of(line) for line in _lines(cell))
        case "resource_steps":
            return tuple(_part_of(line) for line in _lines(cell))
        case "optional":
            return cell == "yes"
        case _ if column in _LISTS:
            return tuple(_lines(cell))
        case _ if column in _COUNTS:
            return int(cell) if cell else None
        case _ if column in _HOURS:
            return float(cell) if cell else None
        case _:
            return cell or None


def _step(step: dict[str, Any]) -> str:
    """A step as "title [slug]", with its minutes and that it is ticked behind commas where it says so, then its link, and behind
    a tab the name of the resource whose part it is."""
    minutes = f", {step['minutes']} min" if step.get("minutes") else ""
    url = f" <{step['url']}>" if step.get("url") else ""
    of = f"\t{step['resource']}" if step.get("resource") else ""
    return f"{step['title']} [{step['slug']}{minutes}{', done' if step.get('done') else ''}]{url}{of}"


def _step_of(line: str) -> dict[str, Any]:
    """Raises ValueError where it has no slug."""
    found = _STEP.fullmatch(line)
    if found is None:
        raise ValueError(line)
    said = {key: found[key] or "" for key in ("title", "slug", "url")}
    minutes = int(found["minutes"]) if found["minutes"] else None
    return {**said, "minutes": minutes, "done": bool(found["done"]), "resource": found["of"] or ""}


def _part(place: int, step: dict[str, Any]) -> str:
    """A step of the resource at a place as "2: title", with its address and its minutes behind where it has one of them."""
    plain = f"{place}: {step['title']}"
    if not {"url", "minutes"} & {*step} and not _TIMED.fullmatch(plain):
        return plain
    minutes = f"{step['minutes']} min" if step.get("minutes") else ""
    return f"{plain} <{step.get('url', '')}> [{minutes}]"


def _part_of(line: str) -> tuple[int, dict[str, Any]]:
    """Raises ValueError where it names no resource."""
    found = _TIMED.fullmatch(line) or _PART.fullmatch(line)
    if found is None or not int(found[1]):
        raise ValueError(line)
    said = found.groupdict()
    minutes = int(said["minutes"]) if said.get("minutes") else None
    return int(found[1]), {"title": said["title"], "url": said.get("url", ""), "minutes": minutes}


def _lines(cell: str) -> list[str]:
    return cell.split("\n") if cell else []


def _link(name: str, url: str) -> str:
    return name if not url and not _LINK.fullmatch(name) else f"{name} <{url}>"


def _noted(name: str, note: str) -> str:
    plain = f"{name} ({note})" if note else name
    return plain if _certification(plain) == {"name": name, "note": note} else f"{name}\t{note}"


def _certification(line: str) -> dict[str, str]:
    name, tab, note = line.partition("\t")
    if not tab and (noted := _NOTED.fullmatch(line)):
        name, note = noted.groups()
    return {"name": name, "note": note}


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
