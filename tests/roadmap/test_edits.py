"""Edits of a roadmap: what they change, what they leave alone, and what they refuse."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from roadmap.edits import Add, Beside, Edit, Lasting, Length, Move, Remove, Rename, Within, edited
from roadmap.errors import (
    EditRefused,
    LastTopic,
    LengthOutOfBounds,
    StepTaken,
    TitleEmpty,
    TitleTaken,
    TitleTooLong,
    TooManySteps,
    TooManyTopics,
    UnknownPlace,
)
from roadmap.model import Duration, Hours, Roadmap, Step, Topic
from roadmap.reading.exact import read_stored
from roadmap.reading.limits import LONGEST_SLUG, LONGEST_TITLE, MOST_ENTRIES, MOST_TOPICS
from roadmap.steps import MOST_MINUTES, AddStep, MoveStep, RemoveStep, RenameStep, StepLength
from roadmap.writing.stored_form import write_stored
from tests.laws import tried_on
from tests.roadmap.strategies import durations, lines, roadmaps


def topic(number: int, title: str, stage: str = "", **more: Any) -> Topic:
    return Topic(slug=title.lower().replace(" ", "-"), number=number, title=title, stage=stage, **more)


PATH = Roadmap(
    "mine",
    "Mine",
    (
        topic(1, "Sets", "Basics"),
        topic(2, "Maps", "Basics", prerequisites=("sets",), duration=Duration.in_weeks(2, 3)),
        topic(3, "Graphs", "Further", prerequisites=("sets", "maps"), recommended=("maps",)),
        topic(4, "Trees", "Further", prerequisites=("maps",)),
    ),
)


def titles(roadmap: Roadmap) -> list[str]:
    return [one.title for one in roadmap.topics]


def test_a_renamed_topic_keeps_its_slug_and_its_place() -> None:
    after = edited(PATH, Rename("maps", "  Hash\u00a0 tables "))
    assert titles(after) == ["Sets", "Hash tables", "Graphs", "Trees"]
    assert [one.slug for one in after.topics] == [one.slug for one in PATH.topics]
    assert after.by_slug["graphs"].prerequisites == ("sets", "maps")


def test_a_moved_topic_takes_the_stage_of_the_one_it_stands_beside() -> None:
    after = edited(PATH, Move("sets", Beside("graphs")))
    assert titles(after) == ["Maps", "Graphs", "Sets", "Trees"]
    assert after.by_slug["sets"].stage == "Further"
    before = edited(PATH, Move("trees", Beside("sets", after=False)))
    assert titles(before) == ["Trees", "Sets", "Maps", "Graphs"]
    assert before.by_slug["trees"].stage == "Basics"


def test_a_topic_moved_to_a_stage_is_its_last() -> None:
    assert titles(edited(PATH, Move("trees", Within("Basics")))) == ["Sets", "Maps", "Trees", "Graphs"]
    assert titles(edited(PATH, Move("graphs", Within("Further")))) == ["Sets", "Maps", "Trees", "Graphs"]


def test_numbers_that_count_go_on_counting_and_others_stay_with_their_topics() -> None:
    assert [one.number for one in edited(PATH, Move("trees", Beside("sets"))).topics] == [1, 2, 3, 4]
    own = replace(PATH, topics=tuple(replace(one, number=10 * one.number) for one in PATH.topics))
    assert [one.number for one in edited(own, Move("trees", Beside("sets"))).topics] == [10, 40, 20, 30]
    assert edited(own, Add("Heaps", Beside("sets"))).topics[1].number == 41
    full = replace(PATH, topics=(*PATH.topics[:3], replace(PATH.topics[3], number=999_999)))
    assert edited(full, Add("Heaps")).topics[-1].number == 4


def test_a_length_takes_the_place_of_the_one_before() -> None:
    took = edited(PATH, Length("maps", Lasting(total_hours=Hours(10, 12)))).by_slug["maps"]
    assert (took.duration, took.total_hours) == (None, Hours(10, 12))
    weekly = edited(PATH, Length("maps", Lasting(weekly_hours=Hours(5, 5)))).by_slug["maps"]
    assert (weekly.duration, weekly.weekly_hours) == (Duration.in_weeks(2, 3), Hours(5, 5))
    assert edited(PATH, Length("maps", Lasting())).by_slug["maps"].duration is None


def test_a_topic_is_added_where_it_is_wanted_or_at_the_end() -> None:
    after = edited(PATH, Add("Heaps", Beside("sets"), Lasting(duration=Duration.in_weeks(1, 2))))
    assert titles(after) == ["Sets", "Heaps", "Maps", "Graphs", "Trees"]
    assert after.topics[1] == topic(2, "Heaps", "Basics", duration=Duration.in_weeks(1, 2))
    assert edited(PATH, Add("Heaps")).topics[-1] == topic(5, "Heaps", "Further")


def test_a_new_topic_gets_a_slug_of_its_own_within_what_facts_are_kept_under() -> None:
    assert edited(PATH, Add("Sets", Within("Further"))).topics[-1].slug == "sets-2"
    assert edited(PATH, Add("线性代数", Within("Further"))).topics[-1].slug
    assert edited(PATH, Add("∞")).topics[-1].slug == "topic-5"
    long = edited(edited(PATH, Add("x" * LONGEST_TITLE)), Add("x" * (LONGEST_TITLE - 1)))
    assert max(len(one.slug) for one in long.topics) <= LONGEST_SLUG


def test_what_others_said_of_a_removed_topic_goes_with_it() -> None:
    after = edited(PATH, Remove("maps"))
    assert titles(after) == ["Sets", "Graphs", "Trees"]
    assert (after.by_slug["graphs"].prerequisites, after.by_slug["graphs"].recommended) == (("sets",), ())
    assert after.by_slug["trees"].prerequisites == ()


@pytest.mark.parametrize(
    "edit",
    [
        Rename("maps", "Maps"),
        Move("maps", Beside("sets")),
        Move("maps", Beside("maps")),
        Move("trees", Within("Further")),
        Length("maps", Lasting(duration=Duration.in_weeks(2, 3))),
    ],
)
def test_what_is_so_already_changes_nothing(edit: Edit) -> None:
    assert edited(PATH, edit) is PATH


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (Rename("maps", " \u200b "), TitleEmpty),
        (Add(""), TitleEmpty),
        (Rename("maps", "x" * (LONGEST_TITLE + 1)), TitleTooLong),
        (Rename("maps", "SETS"), TitleTaken),
        (Add("graphs"), TitleTaken),
        (Move("maps", Beside("nowhere")), UnknownPlace),
        (Move("maps", Within("Nowhere")), UnknownPlace),
        (Add("Heaps", Within("")), UnknownPlace),
    ],
)
def test_what_would_be_no_roadmap_is_refused(edit: Edit, refusal: type[EditRefused]) -> None:
    with pytest.raises(refusal):
        edited(PATH, edit)


def test_a_title_is_taken_in_its_own_stage_alone() -> None:
    twice = edited(PATH, Rename("trees", "Sets"))
    with pytest.raises(TitleTaken):
        edited(twice, Move("trees", Within("Basics")))


def test_the_last_topic_stays_and_two_thousand_are_enough() -> None:
    one = Roadmap("mine", "Mine", PATH.topics[:1])
    with pytest.raises(LastTopic):
        edited(one, Remove("sets"))
    full = Roadmap("mine", "Mine", tuple(topic(number, f"T {number}") for number in range(1, MOST_TOPICS + 1)))
    with pytest.raises(TooManyTopics):
        edited(full, Add("One more"))


def test_steps_are_edited_as_topics_are_and_keep_their_slugs() -> None:
    stepped = edited(edited(PATH, AddStep("maps", "Hashing", minutes=30)), AddStep("maps", "Buckets", number=1))
    assert stepped.by_slug["maps"].steps == (Step("buckets", "Buckets"), Step("hashing", "Hashing", 30))
    renamed = edited(stepped, RenameStep("maps", "hashing", "Hash functions"))
    assert renamed.by_slug["maps"].steps[1] == Step("hashing", "Hash functions", 30)
    moved = edited(renamed, MoveStep("maps", "hashing", 1))
    assert [one.slug for one in moved.by_slug["maps"].steps] == ["hashing", "buckets"]
    longer = edited(moved, StepLength("maps", "buckets", 45))
    assert longer.by_slug["maps"].steps[1].minutes == 45
    bare = edited(edited(longer, RemoveStep("maps", "hashing")), RemoveStep("maps", "buckets"))
    assert bare == PATH


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (AddStep("maps", "HASHING"), StepTaken),
        (AddStep("maps", ""), TitleEmpty),
        (RenameStep("maps", "hashing", "Buckets"), StepTaken),
        (StepLength("maps", "hashing", 0), LengthOutOfBounds),
        (AddStep("maps", "More", minutes=MOST_MINUTES + 1), LengthOutOfBounds),
    ],
)
def test_a_step_that_no_topic_may_have_is_refused(edit: Edit, refusal: type[EditRefused]) -> None:
    stepped = edited(edited(PATH, AddStep("maps", "Hashing")), AddStep("maps", "Buckets"))
    with pytest.raises(refusal):
        edited(stepped, edit)


def test_a_topic_has_as_many_steps_as_are_read_back() -> None:
    full = replace(PATH.topics[0], steps=tuple(Step(f"s{at}", f"S {at}") for at in range(MOST_ENTRIES)))
    with pytest.raises(TooManySteps):
        edited(replace(PATH, topics=(full, *PATH.topics[1:])), AddStep("sets", "One more"))


def lastings() -> SearchStrategy[Lasting]:
    hours = st.none() | st.integers(1, 500).map(lambda long: Hours(0.5, float(long)))
    return st.builds(Lasting, st.none() | durations(), hours, hours)


@st.composite
def edits(draw: DrawFn, roadmap: Roadmap) -> Edit:
    """Any edit of this roadmap, refused or not."""
    slugs = st.sampled_from([one.slug for one in roadmap.topics])
    stages = st.sampled_from([one.stage for one in roadmap.topics])
    places = st.builds(Beside, slugs, st.booleans()) | st.builds(Within, stages)
    said = lines() | st.sampled_from(titles(roadmap))
    return draw(
        st.builds(Rename, slugs, said)
        | st.builds(Move, slugs, places)
        | st.builds(Length, slugs, lastings())
        | st.builds(Add, said, st.none() | places, lastings())
        | st.builds(Remove, slugs)
        | _step_edits(roadmap, said)
    )


def _step_edits(roadmap: Roadmap, said: SearchStrategy[str]) -> SearchStrategy[Edit]:
    steps = [(one.slug, step.slug) for one in roadmap.topics for step in one.steps]
    slugs = st.sampled_from([one.slug for one in roadmap.topics])
    added: SearchStrategy[Edit] = st.builds(
        AddStep, slugs, said, st.none() | st.integers(1, 5), st.none() | st.integers(1, 90)
    )
    if not steps:
        return added
    step = st.sampled_from(steps)
    return (
        added
        | st.builds(lambda one, title: RenameStep(*one, title), step, said)
        | st.builds(lambda one, number: MoveStep(*one, number), step, st.integers(1, 5))
        | st.builds(lambda one, minutes: StepLength(*one, minutes), step, st.none() | st.integers(1, 90))
        | st.builds(lambda one: RemoveStep(*one), step)
    )


@st.composite
def staged(draw: DrawFn) -> Roadmap:
    """A roadmap with stages."""
    plain = draw(roadmaps())
    stages = st.sampled_from(("", "Basics", "Further"))
    steps = st.lists(st.sampled_from(("One", "Two", "Three")), unique=True, max_size=3)
    return replace(
        plain,
        topics=tuple(
            replace(one, stage=draw(stages), steps=tuple(Step(said.lower(), said) for said in draw(steps)))
            for one in plain.topics
        ),
    )


@pytest.mark.drill
@tried_on(18, deadline=None)
@given(st.data())
def test_an_edit_leaves_every_other_topic_alone_and_reads_back_without_loss(data: Any) -> None:
    before = data.draw(staged())
    edit = data.draw(edits(before))
    try:
        after = edited(before, edit)
    except EditRefused:
        return
    assert read_stored(write_stored(after))[0] == after
    assert read_stored(write_stored(before))[0] == before
    meant, gone = getattr(edit, "slug", ""), edit.slug if isinstance(edit, Remove) else None
    assert [one for one in after.by_slug if one in before.by_slug and one != meant] == [
        slug for slug in before.by_slug if slug != meant
    ]
    for slug, was in before.by_slug.items():
        if slug not in (meant, gone):
            assert _bare(after.by_slug[slug], gone) == _bare(was, gone)
    assert (meant in after.by_slug) is (bool(meant) and gone is None)
    assert len(after.topics) - len(before.topics) == isinstance(edit, Add) - isinstance(edit, Remove)


def _bare(one: Topic, gone: str | None) -> Topic:
    """A topic without its number, and without what it says of one that is gone."""
    return replace(
        one,
        number=1,
        prerequisites=tuple(slug for slug in one.prerequisites if slug != gone),
        recommended=tuple(slug for slug in one.recommended if slug != gone),
    )


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(st.data())
def test_what_can_be_said_the_other_way_round_leads_back(data: Any) -> None:
    before = data.draw(staged())
    edit = data.draw(edits(before).filter(lambda one: isinstance(one, Rename | Add)))
    try:
        after = edited(before, edit)
    except EditRefused:
        return
    added = next((slug for slug in after.by_slug if slug not in before.by_slug), "")
    back = Rename(edit.slug, before.by_slug[edit.slug].title) if isinstance(edit, Rename) else Remove(added)
    try:
        again = edited(after, back)
    except TitleTaken:  # two topics of a stage had one title before
        return
    assert again == before
