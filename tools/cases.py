"""How well documents of known meaning are read: precision and recall of each field, of the first reading and of the best."""

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roadmap.errors import RoadmapFaults
from roadmap.reading.readings import read_file
from roadmap.writing.documents import as_document

CASES = Path(__file__).parent.parent / "tests" / "roadmap" / "cases"
FIELDS = ("titles", "durations", "effort", "prerequisites", "links", "status", "stages", "steps")
_KEYS = {
    "durations": ("min_weeks", "max_weeks", "min_days", "max_days"),
    "effort": ("hours_per_week_min", "hours_per_week_max", "total_hours_min", "total_hours_max"),
    "prerequisites": ("prerequisites", "skills"),
    "status": ("status",),
    "stages": ("stage",),
}

Said = dict[str, Counter[tuple[str, str]]]
"""Of each field, what is said of which title."""


@dataclass
class Score:
    """Of each field how much was right, how much was said, and how much there was to say."""

    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    meant: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.said += other.said
        self.meant += other.meant

    @property
    def perfect(self) -> bool:
        return self.right == self.said == self.meant

    def shares(self) -> Iterator[tuple[str, float | None, float | None]]:
        """Of each field the precision and the recall; None where nothing was said, or there was nothing to say."""
        for name in FIELDS:
            yield name, _share(self.right[name], self.said[name]), _share(self.right[name], self.meant[name])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def cases(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The documents of a folder, each with what it means."""
    found = []
    for expected in sorted(folder.glob("*.expected.json")):
        stem = expected.name.removesuffix(".expected.json")
        document = next(path for path in folder.iterdir() if path.stem == stem and path != expected)
        found.append((document, json.loads(expected.read_text("utf-8"))))
    return found


def readings(document: Path) -> list[dict[str, Any]]:
    """Every reading of a document that is offered, in the documented form; none where it is refused."""
    try:
        found = read_file(document.read_bytes(), name=document.name)
    except RoadmapFaults:
        return []
    return [as_document(one.understood.roadmap, one.understood.statuses) for one in found]


def scored(meant: dict[str, Any], got: Mapping[str, Any]) -> Score:
    """How much of what was meant was read; what the expectation leaves open is not compared."""
    score = Score()
    pairs = _paired(meant["topics"], got.get("topics", []))
    for wanted, read in pairs:
        for name in FIELDS:
            said, should = _values(name, wanted, read), _wanted(name, wanted)
            if should is None:
                continue
            score.right[name] += sum((said & should).values())
            score.said[name] += sum(said.values())
            score.meant[name] += sum(should.values())
    return score


def _paired(meant: Sequence[Any], got: Sequence[Any]) -> list[tuple[Any, Any]]:
    """What was meant beside what was read under that title, in order; None where there is none."""
    left = list(got)
    pairs: list[tuple[Any, Any]] = []
    for wanted in meant:
        found = next((one for one in left if _same(one["title"]) == _same(wanted["title"])), None)
        if found is not None:
            left.remove(found)
        pairs.append((wanted, found))
    return [*pairs, *((None, one) for one in left)]


def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _wanted(name: str, wanted: Any) -> Counter[str] | None:
    """What was meant; None where that is left open."""
    if wanted is None:
        return Counter() if name == "titles" else None
    if name == "titles":
        return Counter([_same(wanted["title"])])
    if name == "links":
        return Counter(one["url"] for one in wanted["resources"]) if "resources" in wanted else None
    if name == "steps":
        return Counter(_same(one["title"]) for one in wanted["steps"]) if "steps" in wanted else None
    keys = [key for key in _KEYS[name] if key in wanted]
    return _flat(wanted, keys) if keys else None


def _values(name: str, wanted: Any, read: Any) -> Counter[str]:
    if read is None:
        return Counter()
    if name == "titles":
        return Counter([_same(read["title"])])
    if name == "links":
        return Counter(one["url"] for one in read["resources"])
    if name == "steps":
        return Counter(_same(one["title"]) for one in read.get("steps", ()))
    return _flat(read, [key for key in _KEYS[name] if wanted is not None and key in wanted])


def _flat(said: Any, keys: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key in keys:
        value = said.get(key)
        values = value if isinstance(value, list) else [value]
        found.update(f"{key} {_same(str(one))}" for one in values if one not in (None, "", "not_started"))
    return found


def judged(meant: dict[str, Any], found: Sequence[dict[str, Any]]) -> tuple[Score, Score]:
    """The score of the first reading, and of the best of those that are offered."""
    scores = [scored(meant, one) for one in found] or [scored(meant, {})]
    if "title" in meant:
        for score, one in zip(scores, found or [{"title": ""}], strict=True):
            score.right["titles"] += _same(one["title"]) == _same(meant["title"])
            score.said["titles"] += 1
            score.meant["titles"] += 1
    best = max(scores, key=lambda one: sum(one.right.values()) * 2 - sum(one.said.values()))
    return scores[0], next((one for one in scores if one.perfect), best)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of the folders named, or of the given and the own cases; ``-v`` names each case that fails."""
    folders = [Path(one) for one in arguments if one != "-v"] or [CASES / "given", CASES / "own"]
    for folder in folders:
        first, best = Score(), Score()
        wrong: list[str] = []
        known = cases(folder)
        for document, meant in known:
            found = readings(document)
            one, other = judged(meant, found)
            first.add(one)
            best.add(other)
            if not one.perfect:
                wrong.append(f"{'offered' if other.perfect else 'WRONG  '} {document.name}")
                if "-v" in arguments:
                    wrong.extend(f"    {line}" for line in _difference(meant, found[0] if found else {}))
        failing = sum(not line.startswith("    ") for line in wrong)
        print(f"{folder.name}: {len(known)} documents, {len(known) - failing} right at once")
        for (name, *of_first), (_, *of_best) in zip(first.shares(), best.shares(), strict=True):
            precision, recall, offered, also = map(_told, (*of_first, *of_best))
            print(f"  {name:14} first {precision} {recall}   offered {offered} {also}")
        print(*wrong, sep="\n")


def _told(share: float | None) -> str:
    return f"{share:7.1%}" if share is not None else f"{'none':>7}"


def _difference(meant: dict[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    if "title" in meant and _same(meant["title"]) != _same(got.get("title", "")):
        yield f"title {meant['title']!r} but {got.get('title')!r}"
    for wanted, read in _paired(meant["topics"], got.get("topics", [])):
        for name in FIELDS:
            should = _wanted(name, wanted)
            if should is not None and (said := _values(name, wanted, read)) != should:
                yield f"{(wanted or read)['title']}: {name} {dict(should - said)} but {dict(said - should)}"


if __name__ == "__main__":
    main(sys.argv[1:])
