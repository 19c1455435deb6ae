"""A line behind /steps: the topic in front or behind, a number of steps, a list, or an edit of one."""

import pytest

from bot.said.edits.wishes import Which
from bot.said.lexicon import LEXICON
from bot.said.steps_line import Edited, Listed, NoTopic, Page, StepsWish, read_steps, splits
from roadmap.errors import EditRefused
from roadmap.inside import with_own_steps
from roadmap.model import Written
from roadmap.steps import AddStep, MoveStep, RemoveStep, RenameStep
from tests.said.reading import SHIPPED, lessons, studying

WORLD = studying(("nlp", lessons(9)))
assert WORLD.progress
ROADMAP = with_own_steps(SHIPPED, WORLD.progress)
NLP = ROADMAP.by_slug["nlp"]


def wish(said: str) -> StepsWish:
    return read_steps(said, ROADMAP, (NLP,), LEXICON.words)


@pytest.mark.parametrize(
    ("said", "number"), [("nlp", None), ("3", None), ("#nlp", None), ("nlp 2", 2), ("natural language", None)]
)
def test_a_topic_is_shown_or_a_page_of_it(said: str, number: int | None) -> None:
    shown = wish(said)
    assert isinstance(shown, Page)
    assert (shown.topic.slug, shown.number) == ("nlp", number)


@pytest.mark.parametrize(
    ("said", "titles", "resource"),
    [
        ("nlp: 3 lessons", ("Lesson 1", "Lesson 2", "Lesson 3"), ""),
        ("nlp 3 chapters", ("Chapter 1", "Chapter 2", "Chapter 3"), ""),
        ("split nlp into 2 parts", ("Part 1", "Part 2"), ""),
        ("split it into 2 lectures", ("Lecture 1", "Lecture 2"), ""),
        ("nlp split it into 2 units", ("Unit 1", "Unit 2"), ""),
        ("nlp: 2 lessons of Fast.ai", ("Lesson 1", "Lesson 2"), "Fast.ai"),
        ("nlp: 2 labs", ("Lab 1", "Lab 2"), ""),
        ("nlp: 9 hours", ("9 hours",), ""),
        ("nlp: Tokens; Attention", ("Tokens", "Attention"), ""),
        ("nlp: none", (), ""),
        ("nlp\n- Tokens\n2. Attention\n\n[ ] Trees", ("Tokens", "Attention", "Trees"), ""),
    ],
)
def test_a_list_is_a_number_of_steps_or_their_titles(said: str, titles: tuple[str, ...], resource: str) -> None:
    listed = wish(said)
    assert isinstance(listed, Listed)
    assert listed.topic.slug == "nlp"
    assert tuple(step.title for step in listed.steps) == titles
    assert listed.resource == resource


def test_a_line_of_a_list_has_its_length_and_its_link_apart() -> None:
    listed = wish("nlp\n- [Tokens](https://a.example/1) (45 min)\n- Attention – https://a.example/2\n- Trees, 2 weeks")
    assert isinstance(listed, Listed)
    assert listed.steps == (
        Written("Tokens", 45, "https://a.example/1"),
        Written("Attention", None, "https://a.example/2"),
        Written("Trees, 2 weeks"),
    )


@pytest.mark.parametrize(
    ("said", "edit"),
    [
        ("nlp add Attention, 45 min", AddStep("nlp", "Attention", minutes=45)),
        ("add Attention to nlp", AddStep("nlp", "Attention")),
        ("add Attention", AddStep("nlp", "Attention")),
        ("nlp rename 2 to Tokens", RenameStep("nlp", "lesson-2", "Tokens")),
        ("rename step 2 of nlp to Tokens", RenameStep("nlp", "lesson-2", "Tokens")),
        ("nlp move 3 to 1", MoveStep("nlp", "lesson-3", 1)),
        ("nlp drop 2", RemoveStep("nlp", "lesson-2")),
        ("remove 2 of nlp", RemoveStep("nlp", "lesson-2")),
    ],
)
def test_one_step_is_edited_as_those_of_a_document_are(said: str, edit: object) -> None:
    edited = wish(said)
    assert isinstance(edited, Edited)
    assert edited.edit == edit


@pytest.mark.parametrize("said", ["nlp drop 12", "nlp rename 12 to Tokens"])
def test_a_step_that_is_not_there_is_refused(said: str) -> None:
    with pytest.raises(EditRefused):
        wish(said)


def test_what_names_no_topic_is_said_so_and_what_names_several_is_asked() -> None:
    assert isinstance(wish("wombat"), NoTopic)
    assert isinstance(wish("ml"), Which)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("split nlp into 9 lessons", "split nlp into 9 lessons"),
        (
            "Please break deep learning down into 12 chapters of fast.ai",
            "break deep learning down into 12 chapters of fast.ai",
        ),
        ("divide it into 3 parts", "divide it into 3 parts"),
        ("split the bill into 3 parts", None),
        ("split nlp", None),
        ("i split nlp into 9 lessons", None),
        ("nlp: 9 lessons", None),
    ],
)
def test_a_line_without_a_command_may_split_a_topic(said: str, line: str | None) -> None:
    assert splits(said, SHIPPED, [SHIPPED.by_slug["nlp"]], LEXICON.words) == line
