"""The guide for people who write roadmaps: what it says of each of its examples is what is read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap.model import Duration, Hours, Status, Topic
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_all

GUIDE = (Path(__file__).parents[2] / "docs" / "roadmap-format.md").read_text("utf-8")
EXAMPLES = re.findall(r"```(markdown|csv|yaml)\n(.*?)```\n```text\n(.*?)```", GUIDE, re.DOTALL)
ENDINGS = {"markdown": "md", "csv": "csv", "yaml": "yaml"}


@pytest.mark.parametrize(("form", "text", "meant"), EXAMPLES)
def test_an_example_is_read_as_the_guide_says(form: str, text: str, meant: str) -> None:
    first, *others = read_all(text, name=f"example.{ENDINGS[form]}")
    lines = [line for line in meant.splitlines() if not line.startswith("or: ")]
    found = [first.understood.roadmap.title, *told(first.understood)]
    assert lines in (found, found[1:]), "the title is not told where it is the file's name"
    offered = [", ".join(topic.title for topic in one.understood.roadmap.topics) for one in others]
    for line in meant.splitlines():
        assert not line.startswith("or: ") or line.removeprefix("or: ") in offered


def test_there_are_examples_of_every_kind() -> None:
    assert {form for form, _, _ in EXAMPLES} == set(ENDINGS)
    assert len(EXAMPLES) >= 7


def told(understood: Understood) -> Iterator[str]:
    for topic in understood.roadmap.topics:
        yield ", ".join(said(topic, understood))


def said(topic: Topic, understood: Understood) -> Iterator[str]:
    yield f"{topic.stage}: {topic.title}" if topic.stage else topic.title
    yield from lasting(topic.duration)
    yield from (
        f"{span(one)} hours{end}" for one, end in ((topic.weekly_hours, " a week"), (topic.total_hours, "")) if one
    )
    needs = [understood.roadmap.by_slug[slug].title for slug in topic.prerequisites]
    if before := [*needs, *topic.skills]:
        yield f"after {', '.join(before)}"
    if understood.statuses[topic.slug] is Status.COMPLETED:
        yield "done"
    if topic.steps:
        yield f"steps {', '.join(step.title for step in topic.steps)}"


def lasting(duration: Duration | None) -> Iterator[str]:
    if duration:
        short, long = duration.weeks or (duration.short, duration.long)
        unit = "week" if duration.weeks else "day"
        yield f"{short}–{long} {unit}s" if short < long else f"{short} {unit}{'' if short == 1 else 's'}"


def span(hours: Hours) -> str:
    return f"{hours.short:g}" if hours.short == hours.long else f"{hours.short:g}–{hours.long:g}"
