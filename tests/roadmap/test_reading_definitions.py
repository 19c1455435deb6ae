"""Lists of definitions in Markdown, and the parts of a book: which lines are entries, which are stages, and which are neither."""

import pytest

from roadmap.model import Roadmap
from roadmap.reading.forms.markdown.definitions import defined
from roadmap.reading.readings import read_all, read_any


def read(text: str) -> Roadmap:
    return read_any(text, name="any.md").roadmap


def test_a_term_is_a_topic_and_what_it_means_is_why() -> None:
    topics = read("# Kites\n\nWind\n:   What carries it;\n    all of it.\n\nFrame\n\n: Two spars.\n: A joint.\n").topics
    assert [(one.title, one.why) for one in topics] == [
        ("Wind", "What carries it; all of it."),
        ("Frame", "Two spars.; A joint."),
    ]


def test_terms_below_headings_are_offered_with_their_stages() -> None:
    found = read_all("# Kites\n\n## Ground\n\nWind\n: It carries.\n\n## Air\n\nLine\n: It holds.\n", name="any.md")
    said = [[(one.title, one.stage) for one in reading.understood.roadmap.topics] for reading in found]
    assert [("Wind", "Ground"), ("Line", "Air")] in said


def test_a_list_in_a_meaning_is_the_steps_of_its_term() -> None:
    (wind, frame) = read(
        "# Kites\n\nWind\n: What carries it:\n\n    - Speed\n    - Gusts\n\nFrame\n: Two spars.\n"
    ).topics
    assert [one.title for one in wind.steps] == ["Speed", "Gusts"]
    assert frame.steps == ()


@pytest.mark.parametrize(
    "text",
    [
        "```\nTerm\n: no meaning\n```\n",
        "- Entry\n: no meaning\n",
        "# Heading\n: no meaning\n",
        "Term\n:no meaning\n",
        "Two lines\nof a paragraph\n: no meaning\n",
        "| a | b |\n: - | : -\n",
        ": no term\n",
    ],
)
def test_what_is_no_definition_stays_as_it_is(text: str) -> None:
    assert defined(text) == (text, ())


def test_a_text_keeps_its_lines() -> None:
    text = "Wind\n: It carries.\n\nFrame\n: Two\nspars.\n\n## After\n"
    left, blocks = defined(text)
    assert left == "\n\n\n\n\n\n\n## After\n"
    assert [(block.line, block.last) for block in blocks] == [(1, 1), (2, 2), (4, 4), (5, 6)]


@pytest.mark.parametrize("stage", ["Part I", "Part One", "Teil II", "Part 3: Air", "Module 2"])
def test_a_line_by_itself_that_counts_a_part_is_the_stage_of_the_list_below(stage: str) -> None:
    roadmap = read(f"# Kites\n\n{stage}\n\n1. Wind\n2. Frames\n")
    assert [(one.title, one.stage) for one in roadmap.topics] == [("Wind", stage), ("Frames", stage)]


def test_a_sentence_above_a_list_is_no_stage() -> None:
    roadmap = read("# Kites\n\nPart 1 of the work is done in a week or so.\n\n1. Wind\n2. Frames\n")
    assert [one.stage for one in roadmap.topics] == ["", ""]


def test_a_page_of_contents_that_is_all_there_is_is_read() -> None:
    assert [one.title for one in read("# Kites\n\n## Table of contents\n\n- Wind\n- Frames\n").topics] == [
        "Wind",
        "Frames",
    ]
    both = read("# Kites\n\n## Table of contents\n\n- [Flying](#flying)\n\n## Flying\n\n- Wind\n- Frames\n")
    assert [one.title for one in both.topics] == ["Wind", "Frames"], "beside what is learnt it's an aside as before"
