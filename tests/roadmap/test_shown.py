"""What shows that something was done, as it stands below a Markdown document: read back, taken out, and nothing but text."""

from datetime import date
from pathlib import Path

import pytest

from roadmap.errors import FaultKind
from roadmap.model import Roadmap, Topic
from roadmap.proofs import NOTHING_PROVEN, Certificate, Completion, Held, Proven
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_any
from roadmap.reading.shown import MARK, name_of, parted, without
from roadmap.writing.documents import write_json
from roadmap.writing.sheets import write_csv
from roadmap.writing.shown import shown_section
from roadmap.writing.told import Told

SEED = (Path(__file__).parents[2] / "roadmap" / "roadmaps" / "ml-data.md").read_text("utf-8")
LIST = "# Plan\n\n- [x] Sets\n- [ ] Graphs\n\n```\nopen fence"
DAY = date(2027, 1, 3)
PROVEN = Proven(
    {"nlp": Completion(DAY, "https://a.b/nlp")},
    (
        Certificate("deep-learning", "Fast.ai Cert", Held.EARNED, DAY, "https://a.b/c_d"),
        Certificate("", "AWS", Held.PLANNED, date(2027, 3, 3)),
    ),
)


def read(text: str) -> Understood:
    return read_any(text, name="any.md")


SECTION = shown_section(read(SEED).roadmap, PROVEN)


def test_the_section_below_a_document_is_read_and_changes_nothing_else() -> None:
    alone, shown = read(SEED), read(SEED + SECTION)
    assert (alone.proven, shown.proven) == (NOTHING_PROVEN, PROVEN)
    assert (shown.roadmap, shown.statuses, shown.lines) == (alone.roadmap, alone.statuses, alone.lines)
    assert shown.unclear == alone.unclear


def test_the_section_is_a_table_that_people_can_read() -> None:
    assert "| Deep Learning | Fast.ai Cert | earned | 2027-01-03 | <https://a.b/c_d> |" in SECTION
    assert "| NLP |  | completed | 2027-01-03 | <https://a.b/nlp> |" in SECTION


def test_with_nothing_to_show_there_is_no_section() -> None:
    assert shown_section(read(SEED).roadmap, NOTHING_PROVEN) == ""


def test_a_completion_that_nothing_shows_leaves_a_document_as_it_came() -> None:
    assert shown_section(read(SEED).roadmap, Proven({"nlp": Completion(DAY)})) == ""


def test_a_check_list_that_ends_in_an_open_fence_takes_the_section_too() -> None:
    roadmap = read(LIST).roadmap
    held = Proven({"sets": Completion(DAY, "https://a.b")})
    assert read(f"{LIST}\n{shown_section(roadmap, held)}").proven == held


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_somebody_wrote_below_the_section_keeps_its_line_and_is_read(end: str) -> None:
    text = f"{LIST.removesuffix('```' + chr(10) + 'open fence')}{SECTION}\n## More\n\n- [ ] Trees\n".replace("\n", end)
    understood = read(text)
    line = text.split("\n").index(f"- [ ] Trees{end.strip(chr(10))}") + 1
    assert understood.lines["trees"] == line
    assert len(understood.proven.certificates) == 2


def test_without_the_section_a_document_is_as_it_was() -> None:
    assert without(SEED + SECTION) == SEED
    assert without(SEED) == SEED
    assert MARK not in without(SEED + SECTION + "\n## More\n")


@pytest.mark.parametrize(
    "row", ["| NLP | X | eraned | 2027-01-03 | |", "| NLP | | completed |", "| No topic | | completed | | |", "| a | b"]
)
def test_a_row_that_says_nothing_is_told_with_its_line(row: str) -> None:
    text = f"{SEED}{SECTION}{row}\n"
    understood = read(text)
    assert understood.proven == PROVEN
    (fault,) = understood.unclear
    assert (fault.kind, text.split("\n")[fault.line - 1]) == (FaultKind.UNCLEAR_STATUS, row)


def test_a_mark_in_the_middle_of_a_line_is_no_section() -> None:
    text = f"# Plan\n\nsee `{MARK}`\n"
    assert parted(text) == (text, None)


def test_a_topic_is_found_by_its_number_where_its_title_is_not_enough() -> None:
    topics = (
        Topic(slug="a", number=1, title="Same"),
        Topic(slug="b", number=2, title="Same"),
        Topic(slug="c", number=3, title="#1"),
        Topic(slug="d", number=4, title="Alone"),
    )
    roadmap = Roadmap("r", "R", topics)
    assert [name_of(topic, roadmap) for topic in topics] == ["#1", "#2", "#3", "Alone"]


@pytest.mark.parametrize("name", ["| <b>*x* [a](b) `c`", "\\", "&amp; #1", "<https://a.b>", "a\\|b"])
def test_a_name_is_nothing_but_text_and_reads_back(name: str) -> None:
    held = Proven({}, (Certificate("", name, Held.EARNED, DAY, f"https://a.b/{name.replace(' ', '')}"),))
    section = shown_section(read(SEED).roadmap, held)
    assert read(SEED + section).proven == held


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://a b", "https://" + "a" * 1000, "a.md"]
)
def test_a_link_that_no_chat_may_open_is_not_taken_from_a_document(link: str) -> None:
    roadmap = Roadmap("r", "R", (Topic(slug="nlp", number=1, title="NLP"),))
    held = Proven({"nlp": Completion(DAY, link)}, (Certificate("nlp", "X", Held.EARNED, DAY, link),))
    md = f"# R\n\n- [ ] NLP\n{shown_section(roadmap, held)}"
    for name, text in (
        ("any.md", md),
        ("any.csv", write_csv(roadmap, {}, Told(proven=held))),
        ("any.json", write_json(roadmap, {}, Told(proven=held))),
    ):
        found = read_any(text, name=name).proven
        assert not any(one.link for one in (*found.completions.values(), *found.certificates))
