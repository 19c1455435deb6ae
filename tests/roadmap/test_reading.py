"""Markdown tables in the style of the seed: what each cell may say."""

import pytest

from roadmap.errors import Fault, FaultKind
from roadmap.model import Certification, Duration, Resource, Status, Step, Topic
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_any


def read(text: str) -> Understood:
    return read_any(text, name="any.md", slug="any", title="Any")


def table(headings: str, *rows: str) -> str:
    rule = "|".join("-" for _ in headings.split("|"))
    return "\n".join([f"|{headings}|", f"|{rule}|", *(f"|{row}|" for row in rows)])


def topics(headings: str, *rows: str) -> tuple[Topic, ...]:
    return read(table(headings, *rows)).roadmap.topics


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


@pytest.mark.parametrize(
    ("cell", "title", "status"),
    [
        ("&#49;. Scales", "1. Scales", Status.NOT_STARTED),
        ("**&#87;eek 2: Bach [1]**", "Week 2: Bach [1]", Status.NOT_STARTED),
        ("⏭ &#87;eek 2 \\(3 weeks\\)", "Week 2 (3 weeks)", Status.SKIPPED),
        ("&#9989;&#32;Clay", "✅ Clay", Status.NOT_STARTED),
        ("&#104;ttps://a.b", "https://a.b", Status.NOT_STARTED),
    ],
)
def test_what_begins_with_a_letter_or_a_sign_by_its_number_means_only_itself(
    cell: str, title: str, status: Status
) -> None:
    understood = read(table("Topic|✅ Completed|Duration|Resources", f"{cell}|☐|1 week|"))
    (topic,) = understood.roadmap.topics
    assert (topic.title, topic.duration, topic.resources) == (title, Duration.in_weeks(1, 1), ())
    assert understood.statuses == {topic.slug: status}


@pytest.mark.parametrize(
    "cell", ["&#128640; Rockets (2 weeks)", "&nbsp;Rockets (2 weeks)", "&#x1F680; Rockets – 2 weeks"]
)
def test_a_picture_or_a_blank_by_its_number_says_nothing_of_what_follows(cell: str) -> None:
    (topic,) = topics("Topic", cell)
    assert (topic.title, topic.duration) == ("Rockets", Duration.in_weeks(2, 2))


@pytest.mark.parametrize(
    ("cells", "stages"),
    [
        (("Ashore", "", "Afloat", ""), ["Ashore", "Ashore", "Afloat", "Afloat"]),
        (("Ashore", "Ashore", "", "Afloat"), ["Ashore", "Ashore", "", "Afloat"]),
        (("Ashore", "–", "", "Afloat"), ["Ashore", "", "", "Afloat"]),
    ],
)
def test_a_stage_holds_for_the_empty_cells_below_it_in_a_table_that_says_it_once(
    cells: tuple[str, ...], stages: list[str]
) -> None:
    rows = [f"{title}|{cell}" for title, cell in zip(("Knots", "Rules", "Tacking", "Reefing"), cells, strict=True)]
    assert [topic.stage for topic in topics("Topic|Stage", *rows)] == stages


def test_what_stands_below_steps_and_other_names_are_those() -> None:
    cells = "- Scales (90 min) <br> - ☑ Chords|DL <br> neural nets"
    understood = read(table("Topic|Steps|Also Called", f"NLP|{cells}"))
    (topic,) = understood.roadmap.topics
    assert topic.steps == (Step("scales", "Scales", 90), Step("chords", "Chords"))
    assert understood.steps_done == {("nlp", "chords")}
    assert topic.aliases == ("DL", "neural nets")


@pytest.mark.parametrize(("cell", "is_optional"), [("☑", True), ("☐", False), ("", True)])
def test_an_open_box_says_that_a_topic_of_an_optional_stage_is_not(cell: str, is_optional: bool) -> None:
    assert topics("Topic|Stage|Optional", f"NLP|Electives|{cell}")[0].optional is is_optional


def test_control_characters_never_reach_a_chat() -> None:
    assert topics("Topic|Why", "NLP|\x1b[31mred")[0].why == "\ufffd[31mred"


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
        ("SQL, Research and Development", ("research-and-development",), ("SQL",)),
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


@pytest.mark.parametrize("cell", ["soon", "0 weeks", "6–4 weeks", "261 weeks"])
def test_a_duration_nobody_can_plan_with_is_told_as_unclear(cell: str) -> None:
    understood = read(table("Topic|Duration", f"NLP|{cell}"))
    assert understood.unclear == (Fault(3, FaultKind.UNCLEAR_DURATION, cell),)
    assert understood.roadmap.topics[0].duration is None


@pytest.mark.parametrize(
    ("cell", "difficulty"), [("⭐", 1), ("⭐️⭐️⭐️⭐️⭐️", 5), ("⭐⭐ (easy)", 2), ("", None), ("hard", None)]
)
def test_the_difficulty_is_the_count_of_stars(cell: str, difficulty: int | None) -> None:
    assert topics("Topic|Difficulty", f"NLP|{cell}")[0].difficulty == difficulty


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
        ("Course: [A](http://a.b) (free)", (Resource("A", "http://a.b"),)),
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
    "url", ["javascript:alert(1)", "ftp://a.b", "mailto:a@b.c", "http://", "<http://a b>", "http://[a"]
)
def test_a_link_that_no_chat_can_open_is_left_out_and_told(url: str) -> None:
    understood = read(table("Topic|Resources", f"NLP|[x]({url}) <br> [y](http://y.z)"))
    assert understood.roadmap.topics[0].resources == (Resource("y", "http://y.z"),)
    assert understood.unclear == (Fault(3, FaultKind.UNUSABLE_LINK, url.strip("<>")),)


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


def test_what_is_ticked_in_both_columns_is_completed_whichever_comes_first() -> None:
    understood = read(table("🟡 Going On|✅ Completed|Topic", "☑|☑|NLP", "☑||CV"))
    assert understood.statuses == {"nlp": Status.COMPLETED, "cv": Status.GOING_ON}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_fault_stands_on_the_line_an_editor_shows(newline: str) -> None:
    text = "one\n\nthree\n\n> - | Topic | Duration |\n>   |-|-|\n>   | A | 1 week |\n>   | B | soon |\n"
    assert read(text.replace("\n", newline)).unclear == (Fault(8, FaultKind.UNCLEAR_DURATION, "soon"),)


def test_a_cell_longer_than_what_is_read_at_once_is_read_line_by_line() -> None:
    links = " <br> ".join(f"- [Chapter {one}, with a name](http://a.b/{one})" for one in range(400))
    (topic,) = topics("Topic|Resources", f"NLP|{links}")
    assert [resource.url for resource in topic.resources] == [f"http://a.b/{one}" for one in range(400)]


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00", "&#1114112;", "&#" + "9" * 4000 + ";", "&#xD800;", "#" + "9" * 4000]
)
def test_odd_characters_in_any_cell_raise_nothing(text: str) -> None:
    row = f"a {text}|{text}|{text}|[x](http://a.b/{text})|{text}"
    assert len(topics("Topic|Dependency|Duration|Resources|#", row)) == 1
