"""Lines that edit a roadmap: what each wants, and what is asked about."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.said.edits.edit_line import is_edit, read_edit
from bot.said.edits.wishes import HowLong, Meant, Shown, Unread, Which, Wish
from roadmap.edits import Add, Beside, Edit, Lasting, Length, Move, Remove, Rename, Within
from roadmap.errors import EditRefused, LengthOutOfBounds, UnknownPlace, UnknownStep
from roadmap.model import Duration, Hours, Roadmap, Step, Topic
from roadmap.steps import AddStep, MoveStep, RemoveStep, RenameStep, StepLength
from roadmap.words.en import ENGLISH


def topic(number: int, title: str, stage: str, **more: object) -> Topic:
    return Topic(slug=title.lower().replace(" ", "-"), number=number, title=title, stage=stage, **more)


STEPS = (Step("tokens", "Tokens"), Step("vectors", "Word vectors"), Step("history", "History of NLP"))
PATH = Roadmap(
    "path",
    "Path",
    (
        topic(1, "Deep Learning", "Basics"),
        topic(2, "Learning Theory", "Basics"),
        replace(topic(3, "NLP", "Language"), steps=STEPS, aliases=("natural language processing",)),
        topic(4, "Life after NLP", "Language"),
        topic(5, "Intro", "Practice"),
        topic(6, "Intro to ML", "Practice"),
        topic(7, "Set theory", "Practice"),
    ),
)
TWO_WEEKS = Lasting(duration=Duration.in_weeks(2, 2))


def read(line: str) -> Wish:
    return read_edit(line, PATH, ENGLISH.edits)


@pytest.mark.parametrize(
    ("line", "edit"),
    [
        ("rename nlp to Natural language", Rename("nlp", "Natural language")),
        ("rename 3 → Words", Rename("nlp", "Words")),
        ("Rename #nlp: Words", Rename("nlp", "Words")),
        ("please rename natural language processing to Words, thanks", Rename("nlp", "Words")),
        ('rename nlp to "From here to there"', Rename("nlp", "From here to there")),
        ("rename nlp to From here to there", Rename("nlp", "From here to there")),
        ("change the title of nlp to Words", Rename("nlp", "Words")),
        ("nlp -> Words", Rename("nlp", "Words")),
        ("move nlp after intro", Move("nlp", Beside("intro"))),
        ("move topic 3 before 1", Move("nlp", Beside("deep-learning", after=False))),
        ("move life after nlp after intro", Move("life-after-nlp", Beside("intro"))),
        ("move intro after life after nlp", Move("intro", Beside("life-after-nlp"))),
        ("move nlp to stage basics", Move("nlp", Within("Basics"))),
        ("move nlp to stage 3", Move("nlp", Within("Practice"))),
        ("move nlp into Basics", Move("nlp", Within("Basics"))),
        ("move nlp to 1", Move("nlp", Beside("deep-learning", after=False))),
        ("move nlp to 7", Move("nlp", Beside("set-theory"))),
        ("move nlp to place 1", Move("nlp", Beside("deep-learning", after=False))),
        ("move nlp up", Move("nlp", Beside("learning-theory", after=False))),
        ("move nlp to the end", Move("nlp", Beside("set-theory"))),
        ("length nlp 2 weeks", Length("nlp", TWO_WEEKS)),
        ("length of nlp: 2-3 weeks", Length("nlp", Lasting(duration=Duration.in_weeks(2, 3)))),
        ("set the duration of nlp to 10 hours", Length("nlp", Lasting(total_hours=Hours(10, 10)))),
        ("nlp takes 2 weeks", Length("nlp", TWO_WEEKS)),
        ("set theory 2 weeks", Length("set-theory", TWO_WEEKS)),
        ("length nlp none", Length("nlp", Lasting())),
        ("add Transformers", Add("Transformers")),
        ("add Transformers after nlp, 2 weeks", Add("Transformers", Beside("nlp"), TWO_WEEKS)),
        ("add Transformers, 2 weeks, after nlp", Add("Transformers", Beside("nlp"), TWO_WEEKS)),
        ("add Transformers (2 weeks) before 3", Add("Transformers", Beside("nlp", after=False), TWO_WEEKS)),
        ("add Transformers after nlp 2 weeks", Add("Transformers", Beside("nlp"), TWO_WEEKS)),
        ("add Transformers to stage language", Add("Transformers", Within("Language"))),
        ("add Transformers at the top", Add("Transformers", Beside("deep-learning", after=False))),
        ("add a topic called Topic models after nlp", Add("Topic models", Beside("nlp"))),
        ("add topic models", Add("topic models")),
        ("add Sets, maps and graphs", Add("Sets, maps and graphs")),
        ('add "Life after college"', Add("Life after college")),
        ("remove nlp", Remove("nlp")),
        ("delete 3", Remove("nlp")),
        ("rename step 2 of nlp to Embeddings", RenameStep("nlp", "vectors", "Embeddings")),
        ("rename step history of nlp of nlp to Past", RenameStep("nlp", "history", "Past")),
        ("add step Attention to nlp, 30 min", AddStep("nlp", "Attention", minutes=30)),
        ("add a step called Attention to 3", AddStep("nlp", "Attention")),
        ("remove step 3 of nlp", RemoveStep("nlp", "history")),
        ("move step 3 of nlp to 1", MoveStep("nlp", "history", 1)),
        ("move step 1 of nlp after 3", MoveStep("nlp", "tokens", 3)),
        ("move step tokens of nlp down", MoveStep("nlp", "tokens", 2)),
        ("length of step 2 of nlp: 2 hours", StepLength("nlp", "vectors", 120)),
        ("add step functions after nlp", Add("step functions", Beside("nlp"))),
    ],
)
def test_a_line_is_an_edit(line: str, edit: Edit) -> None:
    assert read(line) == Meant(edit)


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("rename learning to Studies", ["rename #deep-learning to Studies", "rename #learning-theory to Studies"]),
        ("rename intro to ml to Basics", ["rename #intro to ml to Basics", "rename #intro-to-ml to Basics"]),
        ("remove theory", ["remove #learning-theory", "remove #set-theory"]),
        ("remove deep", ["remove #deep-learning"]),
        ("move nlp after learning", ["move #nlp after #deep-learning", "move #nlp after #learning-theory"]),
        ("add Life after college", ['add "Life after college"']),
        ("add Introduction to Basics", ['add "Introduction" to stage Basics', 'add "Introduction to Basics"']),
        ("change nlp to words", ["rename #nlp to words"]),
        ("deep lerning theory", ["#learning-theory", "#deep-learning", "#set-theory"]),
        ("rename cookery to Baking", []),
        ("length cookery 2 weeks", []),
    ],
)
def test_what_is_not_beyond_doubt_is_asked(line: str, options: list[str]) -> None:
    wish = read(line)
    assert isinstance(wish, Which)
    assert [option.line for option in wish.options] == options


@pytest.mark.parametrize("line", ["nlp", "3", "#nlp", "the nlp", "rename nlp", "move nlp"])
def test_a_topic_alone_is_shown(line: str) -> None:
    assert read(line) == Shown(PATH.by_slug["nlp"])


def test_a_reference_names_its_topic_whatever_another_is_called_by_now() -> None:
    swapped = tuple(
        replace(one, title={"nlp": "Words", "intro": "NLP"}.get(one.slug, one.title)) for one in PATH.topics
    )
    assert read_edit("#nlp", replace(PATH, topics=swapped), ENGLISH.edits) == Shown(swapped[2])


def test_a_number_without_its_unit_is_asked_about_and_a_removal_may_be_sure() -> None:
    assert read("length nlp 3") == HowLong(PATH.by_slug["nlp"], 3)
    assert read("remove #nlp yes") == Meant(Remove("nlp"), sure=True)
    assert read("mow the lawn") == Unread("mow the lawn")


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("move nlp to stage cooking", UnknownPlace),
        ("move nlp to 99", UnknownPlace),
        ("add Transformers to stage cooking", UnknownPlace),
        ("length nlp 300 weeks", LengthOutOfBounds),
        ("length nlp 0 weeks", LengthOutOfBounds),
        ("remove step 9 of nlp", UnknownStep),
        ("rename step 1 of intro to X", UnknownStep),
    ],
)
def test_what_there_is_not_is_refused(line: str, refusal: type[EditRefused]) -> None:
    with pytest.raises(refusal):
        read(line)


@pytest.mark.parametrize(
    ("line", "edits"),
    [
        ("rename nlp to Words", True),
        ("move nlp after intro please", True),
        ("add Transformers after nlp", True),
        ("remove step 2 of nlp", True),
        ("rename nlp", True),
        ("add Transformers", False),
        ("add 30 min to nlp", False),
        ("move nlp to friday", False),
        ("remove learning", False),
        ("finished nlp", False),
        ("nlp takes 2 weeks", False),
    ],
)
def test_without_its_command_a_line_is_an_edit_only_where_it_is_plain(line: str, edits: bool) -> None:
    assert is_edit(line, PATH, ENGLISH.edits) is edits


PIECES = (
    "rename",
    "move",
    "add",
    "remove",
    "length",
    "step",
    "of",
    "to",
    "after",
    "nlp",
    "intro",
    "3",
    "#nlp",
    "2 weeks",
)


def test_nobody_is_asked_which_topic_goes_to_a_place_that_there_is_not() -> None:
    with pytest.raises(UnknownPlace):
        read("move after rename to rename")


@given(
    st.lists(st.sampled_from((*PIECES, '"', ",", "(", "first", "stage", "→", "yes", "深")), max_size=9).map(" ".join)
)
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        wish = read(line)
    except EditRefused:
        return
    assert isinstance(wish, Meant | Shown | Which | HowLong | Unread)
    for option in wish.options if isinstance(wish, Which) else ():
        again = read(option.line)
        assert not isinstance(again, Unread)
