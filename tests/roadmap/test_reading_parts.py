"""The parts of reading anything: slugs, statuses, titles, circles, forms told by the text, and what CSV guards."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.model import Certification, Resource, Roadmap, Status, Topic
from roadmap.reading.assembly.circles import without_circles
from roadmap.reading.readings import read_any
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.values.roles import Role, fields_of
from roadmap.reading.values.statuses import read_status
from roadmap.reading.values.titles import read_title
from roadmap.reading.values.words import read_lines
from roadmap.writing.documents import as_document
from roadmap.writing.sheets import write_csv
from roadmap.writing.ticks import tick

SEED = Path(__file__).parents[2] / "roadmap" / "roadmaps" / "ml-data.md"


def test_languages_that_differ_by_a_sign_have_different_slugs() -> None:
    assert unique_slugs(("C", "C++", "C#", "C", "🚀")) == ("c", "c-plus-plus", "c-sharp", "c-2", "topic-5")


@given(st.lists(st.text(max_size=8) | st.sampled_from(("a", "a 2", "a-2", "A", "", "topic 3", "topic-1")), max_size=12))
def test_there_are_as_many_slugs_as_titles(titles: list[str]) -> None:
    slugs = unique_slugs(titles)
    assert len(set(slugs)) == len(titles)
    assert all(slugs)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("✅", Status.COMPLETED),
        ("[x]", Status.COMPLETED),
        ("[✔️]", Status.COMPLETED),
        ("✔️ Done", Status.COMPLETED),
        ("Completed", Status.COMPLETED),
        ("concluído", Status.COMPLETED),
        ("已完成", Status.COMPLETED),
        ("100%", Status.COMPLETED),
        ("🚧", Status.GOING_ON),
        ("In progress", Status.GOING_ON),
        ("in_progress", Status.GOING_ON),
        ("45 %", Status.GOING_ON),
        ("em andamento", Status.GOING_ON),
        ("[ ]", Status.NOT_STARTED),
        ("todo", Status.NOT_STARTED),
        ("0%", Status.NOT_STARTED),
        ("❌ Not Started", Status.NOT_STARTED),
        ("skipped", Status.SKIPPED),
        ("[-]", Status.SKIPPED),
        ("someday", None),
        ("", None),
    ],
)
def test_where_a_learner_stands_is_known_by_signs_and_words(text: str, status: Status | None) -> None:
    assert read_status(text) is status


@pytest.mark.parametrize(
    ("text", "title", "note"),
    [
        ("[A: B](u) ([alternative](v))", "A: B", ""),
        ("[A](u) [alternative 1](v) [alternative 2](w)", "A", ""),
        ("[A](u)*", "A", ""),
        ("Course: [A](u) - take all of it", "A", "take all of it"),
        ("Book: [A](u) or Course: [B](v) or luck", "A or Course: B or luck", ""),
        ("[A](u): the rest", "A", "the rest"),
        ("Do all of [A](u)", "Do all of A", ""),
        ("1. **A**", "A", ""),
        ("3.2 - A", "A", ""),
        ("📚 A", "A", ""),
        (":book: A", "A", ""),
        ("Week 3–4: A", "A", ""),
        ("Day 50: **A** - B", "A - B", ""),
        ("Week 2 (Jan 5): A", "A", ""),
        ("A (Days 99-100)", "A", ""),
        ("A — 4 weeks", "A", ""),
        ("A (3 weeks, 5 hours/week)", "A", ""),
        ("Phase 1: A", "Phase 1: A", ""),
        ("100 Days of Code", "100 Days of Code", ""),
        ("Big Data (Specialization)", "Big Data (Specialization)", ""),
        ("Iceberg - Architecture", "Iceberg - Architecture", ""),
        ("C++", "C++", ""),
        ("Week 3", "Week 3", ""),
        ("✅", "✅", ""),
    ],
)
def test_a_title_is_bare_of_what_people_put_around_it(text: str, title: str, note: str) -> None:
    found = read_title(read_lines(text)[0])
    assert (found.text, found.note) == (title, note)


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("Courses|Duration|Effort|Prerequisites|Discussion", "title|time|time|prerequisites|aside"),
        ("Curso|Duração|Dedicação|Conteúdos", "title|time|time|why"),
        ("#|Tema|Semanas|Requisitos|Estado", "number|title|time|prerequisites|status"),
        ("课程|时长|先修|链接|状态", "title|time|prerequisites|resources|status"),
        ("Recommended Duration|Recommended|Name", "time|recommended|title"),
        ("Week|Lesson|Free Resources|Done?", "time|title|resources|done"),
        ("Gizmo|Weeks", "title|time"),
        ("Harbour|Boats", "other|other"),
    ],
)
def test_columns_are_known_by_their_words(headings: str, roles: str) -> None:
    assert [field.role for field in fields_of(headings.split("|"))] == [Role(role) for role in roles.split("|")]


@settings(deadline=timedelta(seconds=1))
@given(
    st.integers(1, 7).flatmap(lambda n: st.lists(st.lists(st.integers(0, n - 1), max_size=4), min_size=n, max_size=n))
)
def test_what_is_kept_has_no_circle_and_nothing_is_lost_without_one(waits: list[list[int]]) -> None:
    kept, dropped = without_circles(waits)
    assert [sorted({*kept[place], *(b for a, b in dropped if a == place)}) for place in range(len(waits))] == [
        sorted(set(some)) for some in waits
    ]
    free: set[int] = set()
    while new := {place for place, some in enumerate(kept) if place not in free and free.issuperset(some)}:
        free |= new
    assert len(free) == len(waits)
    assert without_circles(kept) == (kept, [])


def test_a_chain_of_two_thousand_is_no_circle() -> None:
    assert without_circles([[], *([place] for place in range(1999))])[1] == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("[x] is no JSON\n\n- [ ] A\n", "check list"),
        ('["A", "B"]', "json"),
        ('{"topics": [{"title": "A"}]}', "json"),
        ("title,weeks\nA,2\n", "csv"),
        ("topics:\n  - title: A\n", "yaml"),
        ("| Course | Weeks |\n|-|-|\n| A | 2 |\n", "markdown table"),
        ("# Plan\n\n1. A\n2. B\n", "headings"),
        ("A - 2 weeks\nB - 3 weeks\n", "headings"),
    ],
)
@pytest.mark.parametrize("name", ["", "message.txt", "no ending"])
def test_a_form_is_told_by_the_text_where_the_name_does_not(text: str, form: str, name: str) -> None:
    assert read_any(text, name=name).form == form


def test_a_roadmap_is_called_as_it_is_told_else_as_it_says_else_as_its_file() -> None:
    text = "# Making Cheese\n\n- [ ] Milk\n"
    assert read_any(text, name="x.md", slug="s", title="T").roadmap.slug == "s"
    assert read_any(text, name="x.md", title="T").roadmap.title == "T"
    assert read_any(text, name="x.md").roadmap.title == "Making Cheese"
    assert read_any("- [ ] Milk\n", name="making-cheese.md").roadmap.title == "making cheese"
    assert read_any("- [ ] Milk\n", name="../../etc/passwd.md").roadmap.slug == "passwd"


def test_a_written_document_has_every_documented_key_and_null_where_nothing_is_said() -> None:
    (topic,) = as_document(Roadmap("any", "Any", (Topic(slug="a", number=1, title="A"),)))["topics"]
    empty = {key for key, value in topic.items() if value is None}
    assert empty == {
        *(
            "min_weeks",
            "max_weeks",
            "min_days",
            "max_days",
            "hours_per_week_min",
            "hours_per_week_max",
            "total_hours_min",
            "total_hours_max",
        ),
        *("stage", "instead", "why", "difficulty"),
    }
    assert topic["status"] == "not_started"
    assert [topic[key] for key in ("prerequisites", "skills", "recommended", "resources")] == [[], [], [], []]


@pytest.mark.parametrize("title", ["=1+1", "+A", "-A", "@A", "'=A", "''A"])
def test_no_cell_of_a_sheet_is_a_formula(title: str) -> None:
    topic = Topic(slug="a", number=1, title=title, skills=("=2", "=3"))
    text = write_csv(Roadmap("any", "Any", (topic,)))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in text.replace('"', "").split("\n")[1].split(","))
    assert read_any(text, name="any.csv", slug="any", title="Any").roadmap.topics == (topic,)


@pytest.mark.parametrize("name", ["A <b>", "A <http://a.b>", "A (b)", "A ()", "(A)", "A (b) (c)"])
def test_names_that_look_like_links_and_notes_survive_a_sheet(name: str) -> None:
    resources = (Resource(name), Resource(name, "http://a.b/<c>"))
    certifications = (Certification(name), Certification(name, "d (e)"), Certification("A", "b"))
    topic = Topic(slug="a", number=1, title="A", resources=resources, certifications=certifications)
    text = write_csv(Roadmap("any", "Any", (topic,)))
    assert read_any(text, name="any.csv", slug="any", title="Any").roadmap.topics == (topic,)


def test_a_box_is_ticked_with_the_documents_own_mark() -> None:
    text = "- [✔️] A\n- [ ] B\n  - [ ] C\n"
    understood = read_any(text, name="any.md")
    stands = {"a": Status.NOT_STARTED, "b": Status.COMPLETED, "c": Status.GOING_ON}
    assert tick(text, understood, stands) == "- [ ] A\n- [✔️] B\n  - [🚧] C\n"


def test_the_seed_is_ticked_in_its_own_columns_and_stays_aligned() -> None:
    text = SEED.read_text("utf-8")
    understood = read_any(text, name="any.md")
    ticked = tick(
        text, understood, {"deep-learning": Status.COMPLETED, "nlp": Status.SKIPPED, "ci-cd-for-ml": Status.GOING_ON}
    )
    pairs = zip(text.split("|"), ticked.split("|"), strict=True)
    assert [(old.strip(), new.strip()) for old, new in pairs if old != new] == [
        ("☐", "☑"),
        ("**NLP**", "⏭ **NLP**"),
        ("☐", "☑"),
    ]
    assert list(map(len, ticked.splitlines())) == list(map(len, text.splitlines()))
    assert tick(ticked, read_any(ticked, name="any.md"), {}) == text


def test_a_column_to_tick_is_ticked_with_the_documents_own_sign() -> None:
    text = "| Task | Done |\n|--|--|\n| A | yes |\n| B | no |\n| C | no |\n"
    understood = read_any(text, name="any.md")
    stands = {"a": Status.NOT_STARTED, "b": Status.COMPLETED, "c": Status.SKIPPED}
    assert tick(text, understood, stands).splitlines()[2:] == ["| A | no  |", "| B | yes |", "| C | ⏭ skipped |"]


def test_a_table_keeps_every_cell_and_gains_a_column_of_status_only_when_there_is_something_to_say() -> None:
    text = "Intro.\n\nCourse | Weeks\n:-- | --\n[A](a.md) | ~2\nB | 3\n"
    understood = read_any(text, name="any.md")
    assert tick(text, understood, {}) == text
    ticked = tick(text, understood, {"b": Status.COMPLETED})
    assert [line.rsplit("|", 1)[0].strip() for line in ticked.splitlines()[2:]] == text.splitlines()[2:]
    assert [line.rsplit("|", 1)[1].strip() for line in ticked.splitlines()[2:]] == [
        "Status",
        "---",
        "☐",
        "✅ completed",
    ]


def test_lines_grow_with_the_topics_of_a_document() -> None:
    lines = read_any("# A\n\n- [ ] B\n- [ ] C\n\n## D\n- [ ] E\n", name="any.md").lines
    assert list(lines.values()) == [3, 4, 7]
    assert all(first < second for first, second in pairwise(lines.values()))
