"""What each decision makes of a topic, case by case."""

from datetime import date, timedelta

import pytest

from roadmap import sayings as facts
from roadmap.errors import AlreadyUndone, CompletedBeforeBegun, NothingToUndo
from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.model import Status
from roadmap.progress import Pause, Progress, TopicProgress
from roadmap.replay import apply, replay

JAN_4 = date(2027, 1, 4)
JAN_10, JAN_20, FEB_1 = date(2027, 1, 10), date(2027, 1, 20), date(2027, 2, 1)


def fact(kind: Kind, day: date = JAN_10, topic: str = "nlp", **more: object) -> Fact:
    return Fact(kind=kind, day=day, topic=topic, **more)


def after(*said: Fact) -> Progress:
    progress = Progress(JAN_4)
    for one in said:
        progress = apply(progress, one)
    return progress


def events(*sayings: tuple[Fact, ...]) -> tuple[ProgressEvent, ...]:
    """Facts in their places; those of one tuple were said together."""
    made: list[ProgressEvent] = []
    for said in sayings:
        first = len(made) + 1
        made += [ProgressEvent(first + index, first, one) for index, one in enumerate(said)]
    return tuple(made)


BEGUN, DONE = fact(Kind.BEGUN), fact(Kind.COMPLETED, JAN_20)
SKIPPED = fact(Kind.SKIPPED, JAN_20)


# begin


def test_an_untouched_topic_is_begun_by_one_fact():
    assert facts.begin(after(), "nlp", JAN_10) == (BEGUN,)
    assert after(BEGUN).of("nlp") == TopicProgress(Status.GOING_ON, begun=JAN_10, counted_from=JAN_10)


def test_beginning_again_on_the_same_day_changes_nothing():
    assert facts.begin(after(BEGUN), "nlp", JAN_10) == ()


def test_beginning_again_on_another_day_corrects_the_day():
    again = facts.begin(after(BEGUN), "nlp", JAN_20)
    assert again == (fact(Kind.BEGUN, JAN_20),)
    assert after(BEGUN, *again).of("nlp").begun == JAN_20


def test_a_completed_topic_is_not_begun():
    assert facts.begin(after(BEGUN, DONE), "nlp", FEB_1) == ()


def test_beginning_a_skipped_topic_reopens_it_first():
    news = facts.begin(after(SKIPPED), "nlp", FEB_1)
    assert [one.kind for one in news] == [Kind.REOPENED, Kind.BEGUN]
    assert after(SKIPPED, *news).of("nlp").status is Status.GOING_ON


# finish


def test_a_topic_never_begun_can_be_finished():
    news = facts.finish(after(), "nlp", JAN_20, title="NLP")
    assert news == (DONE,)
    assert after(*news).of("nlp") == TopicProgress(Status.COMPLETED, completed=JAN_20)


def test_finishing_keeps_the_day_the_topic_was_begun():
    state = after(BEGUN, DONE).of("nlp")
    assert (state.begun, state.completed) == (JAN_10, JAN_20)


def test_finishing_keeps_the_link_as_evidence():
    news = facts.finish(after(BEGUN), "nlp", JAN_20, title="NLP", link="https://a.b")
    assert after(BEGUN, *news).of("nlp").link == "https://a.b"


def test_finishing_twice_changes_nothing_even_on_another_day():
    assert facts.finish(after(DONE), "nlp", FEB_1, title="NLP") == ()


def test_finishing_again_with_a_link_adds_it_and_keeps_the_day():
    news = facts.finish(after(DONE), "nlp", FEB_1, title="NLP", link="https://a.b")
    state = after(DONE, *news).of("nlp")
    assert (state.completed, state.link) == (JAN_20, "https://a.b")


def test_finishing_again_with_the_same_link_changes_nothing():
    linked = fact(Kind.COMPLETED, JAN_20, link="https://a.b")
    assert facts.finish(after(linked), "nlp", FEB_1, title="NLP", link="https://a.b") == ()


def test_finishing_a_skipped_topic_reopens_it_first():
    news = facts.finish(after(SKIPPED), "nlp", FEB_1, title="NLP")
    assert [one.kind for one in news] == [Kind.REOPENED, Kind.COMPLETED]
    assert after(SKIPPED, *news).of("nlp").status is Status.COMPLETED


def test_a_topic_cannot_be_finished_before_it_was_begun():
    with pytest.raises(CompletedBeforeBegun) as refused:
        facts.finish(after(BEGUN), "nlp", JAN_4, title="Natural language")
    assert (refused.value.title, refused.value.begun, refused.value.completed) == ("Natural language", JAN_10, JAN_4)


def test_a_topic_may_be_finished_on_the_day_it_was_begun():
    assert facts.finish(after(BEGUN), "nlp", JAN_10, title="NLP")


# skip and reopen


def test_a_topic_going_on_can_be_skipped():
    assert facts.skip(after(BEGUN), "nlp", JAN_20) == (SKIPPED,)
    assert after(BEGUN, SKIPPED).of("nlp").status is Status.SKIPPED


@pytest.mark.parametrize("finished", [DONE, SKIPPED])
def test_a_finished_topic_is_not_skipped(finished):
    assert facts.skip(after(finished), "nlp", FEB_1) == ()


@pytest.mark.parametrize("finished", [DONE, SKIPPED])
def test_a_reopened_topic_goes_on_if_it_was_begun_and_is_not_started_otherwise(finished):
    news = facts.reopen(after(finished), "nlp", FEB_1)
    assert [one.kind for one in news] == [Kind.REOPENED]
    assert after(finished, *news).of("nlp") == TopicProgress(Status.NOT_STARTED)
    assert after(BEGUN, finished, *news).of("nlp") == TopicProgress(Status.GOING_ON, JAN_10, JAN_10)


def test_a_reopened_topic_has_lost_its_link():
    linked = fact(Kind.COMPLETED, JAN_20, link="https://a.b")
    assert after(linked, fact(Kind.REOPENED)).of("nlp").link == ""


@pytest.mark.parametrize("said", [(), (BEGUN,)])
def test_an_unfinished_topic_is_not_reopened(said):
    assert facts.reopen(after(*said), "nlp", FEB_1) == ()


# undo


def test_undo_takes_back_what_was_said_last():
    said = events((BEGUN,), (DONE,))
    assert facts.undo(said) == (said[1],)


def test_undo_takes_back_together_what_was_said_together_the_last_first():
    said = events((BEGUN,), (fact(Kind.REOPENED, topic="cv"), fact(Kind.COMPLETED, topic="cv")))
    assert facts.undo(said) == (said[2], said[1])


def test_undo_with_a_saying_takes_back_that_one():
    said = events((BEGUN,), (DONE,))
    assert facts.undo(said, saying=1) == (said[0],)


def test_undoing_nothing_is_refused():
    with pytest.raises(NothingToUndo):
        facts.undo(())


def test_the_same_saying_is_not_taken_back_twice():
    said = events((BEGUN,))
    said = (*said, ProgressEvent(2, 2, facts.undone(said[0], JAN_20)))
    with pytest.raises(AlreadyUndone):
        facts.undo(said, saying=1)


def test_a_taking_back_is_not_itself_taken_back():
    said = events((BEGUN,))
    said = (*said, ProgressEvent(2, 2, facts.undone(said[0], JAN_20)))
    with pytest.raises(AlreadyUndone):
        facts.undo(said, saying=2)


def test_an_undone_fact_names_the_position_and_the_topic_it_takes_back():
    (event,) = events((BEGUN,))
    assert facts.undone(event, FEB_1) == Fact(kind=Kind.UNDONE, day=FEB_1, topic="nlp", undoes=1)


def test_an_undone_completion_leaves_the_topic_going_on():
    said = events((BEGUN,), (DONE,))
    said = (*said, ProgressEvent(3, 3, facts.undone(said[1], FEB_1)))
    assert replay(JAN_4, said).of("nlp") == TopicProgress(Status.GOING_ON, JAN_10, JAN_10)


def test_an_undone_check_in_is_no_study_day():
    said = events((fact(Kind.CHECKED_IN, topic=""),))
    said = (*said, ProgressEvent(2, 2, facts.undone(said[0], FEB_1)))
    assert replay(JAN_4, said).study_days == frozenset()


# study days, skills, pauses, replanning


@pytest.mark.parametrize("kind", Kind)
def test_beginning_completing_ticking_and_checking_in_make_a_study_day_and_nothing_else_does(kind):
    studied = kind in {Kind.BEGUN, Kind.COMPLETED, Kind.CHECKED_IN, Kind.STEP_DONE}
    assert after(fact(kind)).study_days == (frozenset({JAN_10}) if studied else frozenset())


def test_a_skill_is_known_until_it_is_unticked():
    known = fact(Kind.SKILL_KNOWN, skill="SQL")
    assert after(known).known_skills == {"SQL"}
    assert after(known, fact(Kind.SKILL_UNKNOWN, skill="SQL")).known_skills == frozenset()


def test_a_pause_lasts_from_its_first_day_until_the_day_back():
    progress = after(fact(Kind.PAUSED, JAN_10, back=JAN_20))
    covered = {JAN_10 + timedelta(days=n) for n in range(-1, 12) if progress.pause_on(JAN_10 + timedelta(days=n))}
    assert covered == {JAN_10 + timedelta(days=n) for n in range(10)}


def test_an_open_pause_lasts_until_the_resumption():
    paused = fact(Kind.PAUSED, JAN_10)
    assert after(paused).pause_on(date(2037, 1, 1))
    assert after(paused, fact(Kind.RESUMED, JAN_20)).pauses == (Pause(JAN_10, JAN_20),)


def test_a_pause_resumed_on_its_first_day_leaves_no_trace():
    assert after(fact(Kind.PAUSED, JAN_10), fact(Kind.RESUMED, JAN_10)).pauses == ()


def test_another_pause_ends_the_one_before():
    progress = after(fact(Kind.PAUSED, JAN_10), fact(Kind.PAUSED, JAN_20, back=FEB_1))
    assert progress.pauses == (Pause(JAN_10, JAN_20), Pause(JAN_20, FEB_1))


def test_resuming_when_nothing_is_paused_changes_nothing():
    past = (fact(Kind.PAUSED, JAN_10), fact(Kind.RESUMED, JAN_20))
    assert after(*past, fact(Kind.RESUMED, FEB_1)) == after(*past)


def test_replanning_sets_the_first_day_and_counts_topics_going_on_from_it():
    progress = after(BEGUN, fact(Kind.REPLANNED, FEB_1, topic=""))
    assert progress.first_day == FEB_1
    assert progress.of("nlp") == TopicProgress(Status.GOING_ON, begun=JAN_10, counted_from=FEB_1)


def test_replanning_leaves_finished_and_untouched_topics_alone():
    progress = after(BEGUN, DONE, fact(Kind.REPLANNED, FEB_1, topic=""))
    assert progress.of("nlp").counted_from == JAN_10
    assert progress.of("cv") == TopicProgress()
