"""Roadmaps written as Markdown tables, and the laws between reading and writing."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from slugify import slugify

from roadmap.model import Certification, Duration, Hours, Resource, Roadmap, Status, Step, Topic
from roadmap.proofs import Completion, Proven
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.limits import MOST_BYTES, MOST_TOPICS
from roadmap.reading.readings import read_any
from roadmap.writing.documents import write_json
from roadmap.writing.markdown import write_markdown
from roadmap.writing.sheets import write_csv
from roadmap.writing.told import Told
from tests.laws import tried_on
from tests.roadmap.strategies import documents

SEED = (Path(__file__).parents[2] / "roadmap" / "roadmaps" / "ml-data.md").read_text("utf-8")


def read(text: str) -> Understood:
    return read_any(text, name="any.md", slug="any", title="Any")


def changed_cells(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.split("|"), after.split("|"), strict=True)
    return [(old.strip(), new.strip()) for old, new in pairs if old.strip("- ") != new.strip("- ")]


def cells_of(topic: Topic, status: Status = Status.NOT_STARTED, *others: Topic) -> list[str]:
    text = write_markdown(Roadmap("any", "Any", (topic, *others)), {topic.slug: status})
    return [cell.strip() for cell in rows_in(text)[2].strip("|").split(" | ")]


def rows_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def test_the_seed_written_anew_differs_only_in_how_skills_are_joined() -> None:
    title, _, rest = write_markdown(read(SEED).roadmap).partition("\n\n")
    table, section, _ = rest.partition("\n## Steps of resources\n")
    assert title == "# Any"
    assert section
    assert changed_cells(SEED.partition("\n## ")[0], table) == [("Stats + ML", "Stats, ML")]


@pytest.mark.parametrize(
    ("status", "ticks"),
    [
        (Status.NOT_STARTED, ["☐", "☐", "☐"]),
        (Status.GOING_ON, ["☐", "☑", "☐"]),
        (Status.COMPLETED, ["☑", "☐", "☐"]),
    ],
)
def test_one_tick_stands_in_the_column_of_what_was_begun(status: Status, ticks: list[str]) -> None:
    cells = cells_of(Topic(slug="nlp", number=1, title="NLP"), status)
    assert (cells[1], cells[-3:]) == ("**NLP**", ticks)


def test_a_skipped_topic_has_no_tick_and_a_sign_before_its_title() -> None:
    cells = cells_of(Topic(slug="nlp", number=1, title="NLP"), Status.SKIPPED)
    assert (cells[1], cells[-3:]) == ("⏭ **NLP**", ["☐", "☐", "☐"])


def test_a_topic_is_written_in_the_style_of_the_seed() -> None:
    topic = Topic(
        slug="c",
        number=12,
        title="C",
        why="so & so",
        difficulty=3,
        prerequisites=("d",),
        skills=("Git", "C++"),
        duration=Duration.in_weeks(4, 6),
        resources=(Resource("A", "http://a.b"), Resource("a book")),
        certifications=(Certification("X"), Certification("Y", "paid")),
        instead="try",
    )
    assert cells_of(topic, Status.NOT_STARTED, Topic(slug="d", number=1, title="D"))[:8] == [
        "12",
        "**C**",
        "so & so",
        "⭐⭐⭐",
        "D, Git, C++",
        "4–6 weeks",
        "- [A](http://a.b) <br> - a book",
        "- X <br> - Y (paid) <br> - No cert; try",
    ]


@pytest.mark.parametrize(
    ("weeks", "cell"),
    [
        (Duration.in_weeks(1, 1), "1 week"),
        (Duration.in_weeks(4, 4), "4 weeks"),
        (Duration(1, 1), "1 day"),
        (Duration(10, 11), "10–11 days"),
        (None, ""),
    ],
)
def test_a_duration_of_one_number_is_one_number_in_weeks_where_it_can_be(weeks: Duration | None, cell: str) -> None:
    assert cells_of(Topic(slug="c", number=1, title="C", duration=weeks))[5] == cell


@pytest.mark.parametrize(
    ("skill", "cell"),
    [
        ("C++", "C++"),
        ("a, b", r"a\, b"),
        ("R and D", "&#82; and D"),
        ("a + b", r"a \+ b"),
        ("NLP", "&#78;LP"),
        ("#1", "&#35;1"),
        ("Topic 1", "&#84;opic 1"),
        ("none", "&#110;one"),
        ("snake_case", r"snake\_case"),
    ],
)
def test_a_skill_that_looks_like_something_else_is_written_so_that_it_stays_a_skill(skill: str, cell: str) -> None:
    topic = Topic(slug="c", number=2, title="C", skills=(skill,))
    assert cells_of(topic, Status.NOT_STARTED, Topic(slug="nlp", number=1, title="NLP"))[4] == cell


def test_parts_that_together_name_a_third_topic_stand_on_lines_of_their_own() -> None:
    others = [
        Topic(slug=slug, number=n, title=title)
        for n, (slug, title) in enumerate([("a", "A"), ("b", "B"), ("a-b", "A, B")], 2)
    ]
    topic = Topic(slug="c", number=1, title="C", prerequisites=("a", "b"))
    assert cells_of(topic, Status.NOT_STARTED, *others)[4] == "A <br> B"


NAMES = (
    "- Dash Board",
    "* star",
    "and gates",
    "none",
    "#2",
    "Topic 9",
    "⏭ on",
    "a, b",
    "a",
    "b",
    "x + y",
    "p and q",
    "&amp c",
    "1",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_topic_of_an_odd_name_is_still_what_another_waits_for(name: str) -> None:
    odd = [Topic(slug=slugify(other), number=place, title=other) for place, other in enumerate(NAMES, 1)]
    last = Topic(slug="last", number=99, title="Last", prerequisites=(slugify(name),), skills=("- x", "and y", "+ z"))
    whole = replace(last, slug="all", number=100, title="All", prerequisites=tuple(topic.slug for topic in odd))
    roadmap = Roadmap("any", "Any", (*odd, last, whole))
    assert read(write_markdown(roadmap)).roadmap == roadmap


@pytest.mark.parametrize(
    "name", ["none", "-", "- x", "* x", "[a](http://a.b)", "a <br> b", "No cert", "No cert; x", "A (b)", "(b)"]
)
def test_an_item_of_an_odd_name_keeps_it(name: str) -> None:
    topic = Topic(
        slug="c",
        number=1,
        title="C",
        resources=(Resource(name), Resource(name, "http://a.b/(c)<d>&amp;|\\")),
        certifications=(Certification(name), Certification(name, "(x) y")),
        instead=name,
    )
    assert read(write_markdown(Roadmap("any", "Any", (topic,)))).roadmap.topics == (topic,)


@pytest.mark.drill
@tried_on(30, deadline=None)
@given(documents())
def test_a_document_written_once_is_written_the_same_again(text: str) -> None:
    first = read(text)
    once = write_markdown(first.roadmap, first.statuses)
    second = read(once)
    assert (second.roadmap, second.statuses) == (first.roadmap, first.statuses)
    assert write_markdown(second.roadmap, second.statuses) == once


def test_columns_the_seed_has_not_are_added_where_a_topic_says_something_there() -> None:
    topic = Topic(
        slug="c",
        number=1,
        title="C",
        weekly_hours=Hours(5, 7.5),
        total_hours=Hours(40, 40),
        stage="Basics",
        optional=True,
        recommended=("d",),
        aliases=("Sea", "-"),
    )
    text = write_markdown(Roadmap("any", "Any", (topic, Topic(slug="d", number=2, title="D"))))
    heading, _, first, second = ([cell.strip() for cell in line.strip("|").split(" | ")][11:] for line in rows_in(text))
    assert heading == ["Weekly Hours", "Total Hours", "Stage", "Optional", "Recommended", "Also Called"]
    assert first == ["5–7.5 hours", "40 hours", "Basics", "☑", "D", "Sea <br> -"]
    assert second == ["", "", "–", "", "", ""]
    assert read(text).roadmap.topics[0] == topic


def test_a_prerequisite_whose_title_is_anothers_is_written_by_its_number() -> None:
    twins = [Topic(slug=slug, number=number, title="A") for number, slug in ((1, "a"), (2, "a-2"))]
    topic = Topic(slug="b", number=3, title="B", prerequisites=("a", "a-2"))
    assert cells_of(topic, Status.NOT_STARTED, *twins)[4] == "A, #2"


def _longest(count: int) -> Roadmap:
    """As many topics as there may be, one of them with everything long."""
    topics = [
        Topic(slug=f"chapter-{one}-with-a-name", number=one, title=f"Chapter {one}, with a name")
        for one in range(1, count)
    ]
    long = Topic(
        slug="l" * 80, number=count, title="l" * 80 + "!" * 100, skills=("skill " * 30 + "end",), optional=True
    )
    return Roadmap("any", "Any", (*topics, long))


@pytest.mark.drill
@pytest.mark.parametrize(
    ("name", "write"), [("any.md", write_markdown), ("any.json", write_json), ("any.csv", write_csv)]
)
def test_a_roadmap_of_the_greatest_size_is_written_so_that_it_is_read_back(name: str, write) -> None:
    roadmap = _longest(MOST_TOPICS)
    stands = {topic.slug: Status.COMPLETED if topic.number % 3 else Status.NOT_STARTED for topic in roadmap.topics}
    text = write(roadmap, stands)
    assert len(text.encode()) <= MOST_BYTES
    understood = read_any(text, name=name, slug="any", title="Any")
    assert (understood.roadmap, understood.statuses) == (roadmap, stands)


def test_a_sheet_is_marked_as_utf_8_and_says_when_each_topic_was_completed_and_by_what() -> None:
    topics = tuple(Topic(slug=slug, number=n, title=slug.upper()) for n, slug in enumerate(("a", "b", "c"), 1))
    told = Told(proven=Proven({"a": Completion(date(2027, 1, 4), "https://x.y/z"), "b": Completion()}))
    text = write_csv(Roadmap("any", "Résumé", topics), {"a": Status.COMPLETED, "b": Status.COMPLETED}, told)
    assert text.encode().startswith(b"\xef\xbb\xbftitle,slug,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["completed_on"], row["evidence"], row["roadmap"]) for row in rows] == [
        ("2027-01-04", "https://x.y/z", "Résumé"),
        ("", "", ""),
        ("", "", ""),
    ]


def test_a_sheet_of_an_earlier_release_is_read_as_before() -> None:
    roadmap = Roadmap("any", "Any", (Topic(slug="a", number=1, title="A", duration=Duration.in_weeks(2, 3)),))
    rows = list(csv.reader(io.StringIO(write_csv(roadmap).removeprefix("\ufeff"))))
    for width in (rows[0].index("steps"), rows[0].index("steps") + 1):
        earlier = "\n".join(",".join(row[:width]) for row in rows)
        assert read_any(earlier, name="any.csv", slug="any", title="Any").roadmap == roadmap


@pytest.mark.parametrize(("write", "name"), [(write_markdown, "own.md"), (write_csv, "own.csv")])
def test_a_step_comes_back_with_a_resource_that_is_none_of_its_topic_whatever_that_is_called(
    write: Callable[[Roadmap], str], name: str
) -> None:
    of = ("Another book", "MIT | (x)", "#1", "100%25", "a) (resource: #1", "Films (resource: b)", "*b*")
    steps = tuple(Step(f"step-{place}", f"Step {place}", None, "", one) for place, one in enumerate(of))
    own = Roadmap("own", "Own", (Topic(slug="a", number=1, title="A", resources=(Resource("Films"),), steps=steps),))
    assert read_any(write(own), name=name, slug="own", title="Own").roadmap == own


@pytest.mark.parametrize(("write", "name"), [(write_markdown, "any.md"), (write_csv, "any.csv")])
def test_a_step_comes_back_with_its_link_and_the_resource_it_is_of(write: Callable[[Roadmap], str], name: str) -> None:
    steps = (
        Step("sets", "Sets", 30, "https://example.org/sets_(1)", "A Book"),
        Step("maps-a", "Maps [a]", None, "https://example.org/maps"),
        Step("trees", "Trees", None, "", "Something else"),
    )
    resources = (Resource("Films", "https://example.org/films"), Resource("A Book"))
    own = Roadmap("own", "Own", (Topic(slug="data", number=1, title="Data", resources=resources, steps=steps),))
    assert read_any(write(own), name=name, slug="own").roadmap == own
