"""Markdown tables read into roadmaps: what each cell may say, and every fault at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.errors import RoadmapFaults
from roadmap.model import Certification, Duration, Resource, Status, Topic
from roadmap.reading.markdown import Reading, read_markdown
from roadmap.writing.markdown import write_markdown
from tests.laws import tried_on
from tests.roadmap.strategies import damaged, documents, roadmaps


def read(text: str) -> Reading:
    return read_markdown(text, slug="any", title="Any")


def table(headings: str, *rows: str) -> str:
    rule = "|".join("-" for _ in headings.split("|"))
    return "\n".join([f"|{headings}|", f"|{rule}|", *(f"|{row}|" for row in rows)])


def topics(headings: str, *rows: str) -> tuple[Topic, ...]:
    return read(table(headings, *rows)).roadmap.topics


def faults(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(RoadmapFaults) as refused:
        read(text)
    return [(fault.line, fault.kind, fault.text) for fault in refused.value.faults]


def any_faults(text: str) -> list[tuple[int, str, str]]:
    try:
        reading = read(text)
    except RoadmapFaults:
        return faults(text)
    assert reading.statuses.keys() == reading.roadmap.by_slug.keys()
    return []


def test_a_topic_is_all_a_table_needs() -> None:
    only = topics("Topic", "NLP")
    assert only == (Topic(slug="nlp", number=1, title="NLP"),)


def test_columns_are_known_by_their_words_in_any_order() -> None:
    headings = "Prerequisites|❌ Not Started|Duration|Certifications|✅ Completed|Why?|Resources|#|Topic|Difficulty"
    first, second = topics(headings, "||1 week|A||so|b|7|C|⭐", "C||||||||D|")
    assert first == Topic(
        slug="c",
        number=7,
        title="C",
        why="so",
        difficulty=1,
        duration=Duration.in_weeks(1, 1),
        resources=(Resource("b"),),
        certifications=(Certification("A"),),
    )
    assert second == Topic(slug="d", number=2, title="D", prerequisites=("c",))


def test_the_first_table_with_a_heading_for_topics_is_read() -> None:
    text = f"# Plan\n\n{table('Day|Task', 'Monday|Rest')}\n\ntext\n\n{table('Topic', 'NLP')}\n\n{table('Topic', 'CV')}"
    assert [topic.slug for topic in read(text).roadmap.topics] == ["nlp"]


def test_a_column_nobody_knows_and_a_second_one_of_a_kind_are_kept_as_text() -> None:
    text = table("Topic|Hours|Topic", "NLP|many|CV")
    reading = read(text)
    assert reading.roadmap.topics[0].title == "NLP"
    assert reading.roadmap.topics[0].cells == (("title", "NLP"), ("other 2", "many"), ("other 3", "CV"))
    assert reading.roadmap.headings == (("title", "Topic"), ("other 2", "Hours"), ("other 3", "Topic"))


@pytest.mark.parametrize(
    ("cell", "title", "slug"),
    [
        ("**CI/CD for ML**", "CI/CD for ML", "ci-cd-for-ml"),
        ("[Deep *Learning*](http://a.b)", "Deep Learning", "deep-learning"),
        ("A <br> B", "A B", "a-b"),
        (r"\*args \| &amp; `**kw`", "*args | & **kw", "args-kw"),
        ("深度学习", "深度学习", "shen-du-xue-xi"),
        ("Generics <T>", "Generics <T>", "generics-t"),
    ],
)
def test_a_title_is_what_its_markup_shows(cell: str, title: str, slug: str) -> None:
    (topic,) = topics("Topic", cell)
    assert (topic.title, topic.slug) == (title, slug)


def test_control_characters_never_reach_a_chat() -> None:
    assert topics("Topic|Why", "NLP|\x1b[31mred")[0].why == "\ufffd[31mred"


def test_topics_have_the_aliases_given_for_their_slug() -> None:
    reading = read_markdown(table("Topic", "NLP", "CV"), slug="x", title="X", aliases={"nlp": ("language",)})
    assert [topic.aliases for topic in reading.roadmap.topics] == [("language",), ()]


def test_a_topic_without_a_number_has_the_number_of_its_place() -> None:
    assert [topic.number for topic in topics("No.|Topic", "|A", "7.|B", "|C", "#9|D")] == [1, 7, 3, 9]


@pytest.mark.parametrize(
    ("cell", "prerequisites", "skills"),
    [
        ("", (), ()),
        ("-", (), ()),
        ("–", (), ()),
        ("None", (), ()),
        ("ML Fundamentals", (), ("ML Fundamentals",)),
        ("Stats + ML", (), ("Stats", "ML")),
        ("Stats+ML", (), ("Stats", "ML")),
        ("Git, Docker, and FastAPI", (), ("Git", "Docker", "FastAPI")),
        ("C++, Pandas and Git", (), ("C++", "Pandas", "Git")),
        ("deep LEARNING", ("deep-learning",), ()),
        ("deep-learning", ("deep-learning",), ()),
        ("SQL <br> - **Deep Learning**", ("deep-learning",), ("SQL",)),
        ("[Deep Learning](#dl), SQL, sql, SQL", ("deep-learning",), ("SQL", "sql")),
        ("Research and Development", ("research-and-development",), ()),
        ("SQL, Research and Development", (), ("SQL", "Research", "Development")),
        (r"SQL, Research &#97;nd Development", ("research-and-development",), ("SQL",)),
        ("#1", ("deep-learning",), ()),
        ("Topic 2 + #01", ("research-and-development", "deep-learning"), ()),
        ("1", (), ("1",)),
        (r"A\, B", (), ("A, B",)),
        ("&#68;eep Learning", (), ("Deep Learning",)),
    ],
)
def test_a_prerequisite_is_a_topic_of_the_table_or_else_a_skill(
    cell: str, prerequisites: tuple[str, ...], skills: tuple[str, ...]
) -> None:
    topic = topics("Topic|Dependency", "Deep Learning|", "Research and Development|", f"Last|{cell}")[-1]
    assert (topic.prerequisites, topic.skills) == (prerequisites, skills)


@pytest.mark.parametrize(
    ("cell", "weeks"),
    [
        ("4–6 weeks", Duration.in_weeks(4, 6)),
        ("4-6 weeks", Duration.in_weeks(4, 6)),
        ("4 to 6 Weeks", Duration.in_weeks(4, 6)),
        ("**4** weeks", Duration.in_weeks(4, 4)),
        ("1 week", Duration.in_weeks(1, 1)),
        ("260 weeks", Duration.in_weeks(260, 260)),
        ("10–11 days", Duration(10, 11)),
        ("1 day", Duration(1, 1)),
        ("", None),
        ("-", None),
    ],
)
def test_a_duration_is_a_range_of_weeks(cell: str, weeks: Duration | None) -> None:
    assert topics("Topic|Duration", f"NLP|{cell}")[0].duration == weeks


@pytest.mark.parametrize(
    "cell",
    ["soon", "0 weeks", "6–4 weeks", "261 weeks", "4", "-4 weeks", "4–6 weeks 2", "９ weeks", "9" * 4000],
)
def test_a_duration_nobody_can_plan_with_is_a_fault(cell: str) -> None:
    assert faults(table("Topic|Duration", f"NLP|{cell}")) == [(3, "impossible duration", cell)]


@pytest.mark.parametrize(
    ("cell", "difficulty"), [("⭐", 1), ("⭐️⭐️⭐️⭐️⭐️", 5), ("⭐⭐ (easy)", 2), ("", None), ("hard", None)]
)
def test_the_difficulty_is_the_count_of_stars(cell: str, difficulty: int | None) -> None:
    assert topics("Topic|Difficulty", f"NLP|{cell}")[0].difficulty == difficulty


def test_six_stars_are_a_fault() -> None:
    assert faults(table("Topic|Difficulty", "NLP|⭐⭐⭐⭐⭐⭐")) == [(3, "impossible difficulty", "6")]


@pytest.mark.parametrize(
    ("cell", "resources"),
    [
        (
            "- [A (x)](http://a.b) <br> - [B](https://c.d/?e=1&f=2)",
            (Resource("A (x)", "http://a.b"), Resource("B", "https://c.d/?e=1&f=2")),
        ),
        ("a book<br/>- -<BR>[C](<https://d.e/f(g)>)", (Resource("a book"), Resource("C", "https://d.e/f(g)"))),
        ("<https://a.b>", (Resource("https://a.b", "https://a.b"),)),
        ("[](http://a.b)", (Resource("http://a.b", "http://a.b"),)),
        ("Course: [A](http://a.b) (free)", (Resource("Course: A (free)", "http://a.b"),)),
        ("[A](http://a.b), [B](http://c.d)", (Resource("A", "http://a.b"), Resource("B", "http://c.d"))),
        ("[](http://a.b) [B](http://c.d)", (Resource("http://a.b", "http://a.b"), Resource("B", "http://c.d"))),
        ("[A]()", (Resource("A"),)),
        ("[A][ref]", (Resource("A", "http://ref.erence"),)),
        ("-", ()),
    ],
)
def test_resources_are_the_links_and_the_names_of_a_cell(cell: str, resources: tuple[Resource, ...]) -> None:
    text = table("Topic|Free Resources", f"NLP|{cell}") + "\n\n[ref]: http://ref.erence"
    assert read(text).roadmap.topics[0].resources == resources


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.b", "/here", "mailto:a@b.c", "http://", "<http://a b>", "http://[a"]
)
def test_a_link_that_no_chat_can_open_is_a_fault(url: str) -> None:
    text = table("Topic|Resources", f"NLP|[x]({url}) <br> [y](http://y.z)")
    assert faults(text) == [(3, "unusable link", url.strip("<>"))]


@pytest.mark.parametrize(
    ("cell", "certifications", "instead"),
    [
        (
            "- Fast.ai Cert <br> - TF Cert (exam paid)",
            (Certification("Fast.ai Cert"), Certification("TF Cert", "exam paid")),
            "",
        ),
        ("- No cert; add GitHub projects", (), "add GitHub projects"),
        ("- Badge <br> - no certification: show it", (Certification("Badge"),), "show it"),
        ("No cert", (), ""),
        ("No cert needed", (Certification("No cert needed"),), ""),
        (r"A \(B\)", (Certification("A (B)"),), ""),
        ("(B)", (Certification("(B)"),), ""),
        ("[A (free)](http://a.b)", (Certification("A", "free"),), ""),
        ("none", (), ""),
    ],
)
def test_a_certification_has_its_note_in_brackets(
    cell: str, certifications: tuple[Certification, ...], instead: str
) -> None:
    (topic,) = topics("Topic|Free Certifications", f"NLP|{cell}")
    assert (topic.certifications, topic.instead) == (certifications, instead)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("NLP|☑|☐|☐", Status.COMPLETED),
        ("NLP|☐|✅|☐", Status.GOING_ON),
        ("NLP|✔️||", Status.COMPLETED),
        ("NLP|[ ]|[x]|", Status.GOING_ON),
        ("NLP|☑|☑|", Status.COMPLETED),
        ("NLP|||☑", Status.NOT_STARTED),
        ("NLP", Status.NOT_STARTED),
        ("⏭ **NLP**|☐|☐|☐", Status.SKIPPED),
        ("**⏭️NLP**|☑||", Status.SKIPPED),
        (r"&#9197; NLP|||", Status.NOT_STARTED),
    ],
)
def test_the_status_is_read_from_the_ticks_and_the_sign_of_the_skipped(row: str, status: Status) -> None:
    reading = read(table("Topic|✅ Completed|🟡 Going On|❌ Not Started", row))
    assert dict(reading.statuses) == {"nlp": status}
    assert reading.roadmap.topics[0].title.removeprefix("⏭ ") == "NLP"


def test_every_fault_of_a_document_is_told_at_once_in_the_order_of_lines() -> None:
    text = "A plan.\n\n" + table(
        "#|Topic|Dependency|Duration|Resources",
        "1|A|B|soon|[x](ftp://x)",
        "x|B|A, #9|1 week|",
        "1|**a**|topic 7|6-4 weeks|[x](data:x) [y](http://y z)",
        "4| |Git|0 weeks|",
        "5|🎉|||",
    )
    assert faults(text) == [
        (5, "impossible duration", "soon"),
        (5, "unusable link", "ftp://x"),
        (5, "circular prerequisite", "A"),
        (6, "unusable number", "x"),
        (6, "unknown prerequisite", "#9"),
        (6, "circular prerequisite", "B"),
        (7, "unknown prerequisite", "topic 7"),
        (7, "impossible duration", "6-4 weeks"),
        (7, "unusable link", "data:x"),
        (7, "duplicate topic", "a"),
        (7, "duplicate number", "1"),
        (8, "missing title", ""),
        (8, "impossible duration", "0 weeks"),
        (9, "missing title", "🎉"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_fault_stands_on_the_line_an_editor_shows(newline: str) -> None:
    text = "one\n\nthree\n\n> - | Topic | Duration |\n>   |-|-|\n>   | A | 1 week |\n>   | B | soon |\n"
    assert faults(text.replace("\n", newline)) == [(8, "impossible duration", "soon")]


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "one", "1000000", "9" * 4001])
def test_a_number_is_a_whole_one_from_1(number: str) -> None:
    assert faults(table("#|Topic", f"{number}|NLP")) == [(3, "unusable number", number)]


def test_a_row_without_a_title_has_a_number_and_makes_no_other_fault() -> None:
    text = table("Topic|Dependency", "|", "A|", "B|#1", "C|-")
    assert faults(text) == [(3, "missing title", "")]


def test_a_topic_that_waits_for_itself_is_circular() -> None:
    assert faults(table("Topic|Dependency", "A|A")) == [(3, "circular prerequisite", "A")]


@pytest.mark.parametrize(
    "text", ["", "text", "| Topic |", table("Topic"), table("Day|Task", "1|2"), "```\n|Topic|\n|-|\n|A|\n```"]
)
def test_a_document_without_a_table_of_topics_says_so(text: str) -> None:
    assert faults(text) == [(0, "no table", "")]


def test_a_document_of_the_greatest_length_is_read_and_a_longer_one_is_not() -> None:
    text = table("Topic", "NLP") + "\n\n"
    longest = text + "x" * (512 * 1024 - len(text))
    assert read(longest).roadmap.topics[0].slug == "nlp"
    assert faults(longest + "x") == [(0, "too long", str(512 * 1024 + 1))]


def test_a_document_of_too_many_lines_is_not_read() -> None:
    assert faults("\n" * 20_001) == [(0, "too long", "20001")]


def test_a_cell_that_would_take_long_to_read_is_a_fault() -> None:
    text = table("Topic|Why", "A|", f"B|{'[' * 4097}", f"{'![' * 2049}|")
    assert [(line, kind) for line, kind, _ in faults(text)] == [(4, "too long"), (5, "too long")]


def test_two_thousand_topics_are_read_and_one_more_is_not() -> None:
    rows = [f"T{number}" for number in range(2001)]
    assert len(topics("Topic", *rows[:2000])) == 2000
    assert faults(table("Topic", *rows)) == [(2003, "too many topics", "2001")]


@tried_on(50, deadline=None)
@given(damaged(roadmaps().map(write_markdown)) | damaged(documents()) | st.text())
def test_no_text_raises_anything_but_its_faults(text: str) -> None:
    told = [line for line, _, _ in any_faults(text)]
    assert told == sorted(told)
    assert all(0 <= line <= len(text.splitlines()) for line in told)


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00", "&#1114112;", "&#" + "9" * 4000 + ";", "&#xD800;", "#" + "9" * 4000]
)
def test_odd_characters_in_any_cell_raise_nothing_but_faults(text: str) -> None:
    row = f"a {text}|{text}|{text}|[x](http://a.b/{text})|{text}"
    assert {kind for _, kind, _ in faults(table("Topic|Dependency|Duration|Resources|#", row))} >= {
        "impossible duration"
    }
