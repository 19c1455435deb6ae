"""Facts that two accounts of one learner told: replayed as one, and none is lost."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind, ProgressEvent, ToldCount, told_count
from roadmap.model import Status
from roadmap.progress import NamedEnd, Progress
from roadmap.replay import replay
from roadmap.sayings import undo, undone
from roadmap.twice import told_twice

FIRST = date(2027, 1, 4)
BEGUN, COMPLETED, CHECKED_IN = Kind.BEGUN, Kind.COMPLETED, Kind.CHECKED_IN


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def told(*said: tuple[int, Kind, int]) -> list[ProgressEvent]:
    """Events from (strand, kind, day), said in this order, all of one topic."""
    positions: dict[int, int] = {}
    events = []
    for strand, kind, number in said:
        position = positions[strand] = positions.get(strand, 0) + 1
        fact = Fact(kind=kind, day=day(number), topic="nlp" if kind is not CHECKED_IN else "")
        events.append(ProgressEvent(position, position, fact, strand))
    return events


def united(*said: tuple[int, Kind, int]) -> Progress:
    return replay(FIRST, told(*said))


def test_of_two_begins_the_earlier_holds_whoever_said_it_first():
    assert united((1, BEGUN, 3), (2, BEGUN, 1)).of("nlp").begun == day(1)
    assert united((1, BEGUN, 1), (2, BEGUN, 3)).of("nlp").begun == day(1)


def test_of_two_completions_the_earlier_holds():
    assert united((1, COMPLETED, 9), (2, COMPLETED, 5)).of("nlp").completed == day(5)
    assert united((1, COMPLETED, 5), (2, COMPLETED, 9)).of("nlp").completed == day(5)


def test_ones_own_later_begin_corrects_the_earlier_one():
    assert united((1, BEGUN, 1), (1, BEGUN, 3)).of("nlp").begun == day(3)


def test_what_one_account_completed_the_other_does_not_begin_again_by_saying_that_it_began():
    topic = united((1, COMPLETED, 5), (2, BEGUN, 2)).of("nlp")
    assert (topic.status, topic.begun, topic.completed) == (Status.COMPLETED, day(2), day(5))


def test_a_topic_is_never_completed_before_it_was_begun():
    for said in ((1, BEGUN, 8), (2, COMPLETED, 5)), ((2, COMPLETED, 5), (1, BEGUN, 8)):
        topic = united(*said).of("nlp")
        assert topic.completed == day(5)
        assert topic.begun is None or topic.begun <= topic.completed


def test_either_account_may_reopen_what_the_other_completed():
    assert united((1, BEGUN, 1), (1, COMPLETED, 5), (2, Kind.REOPENED, 6)).of("nlp").status is Status.GOING_ON


def test_undo_takes_back_the_last_fact_of_either_account_in_its_own_strand():
    events = told((1, BEGUN, 1), (2, COMPLETED, 5))
    (last,) = undo(events)
    assert (last.strand, last.position) == (2, 1)
    after = [*events, ProgressEvent(2, 2, undone(last, day(6)), last.strand)]
    assert replay(FIRST, after).of("nlp").status is Status.GOING_ON


def test_an_undo_button_takes_back_what_its_own_account_said():
    events = told((1, BEGUN, 1), (2, CHECKED_IN, 2))
    assert undo(events, 1, strand=1) == (events[0],)


def test_told_twice_is_what_two_accounts_say_of_one_topic_and_day_and_still_holds():
    events = told((1, BEGUN, 1), (2, BEGUN, 1), (1, BEGUN, 1), (1, COMPLETED, 5), (2, COMPLETED, 6), (1, CHECKED_IN, 1))
    assert told_twice(events) == 1
    assert told_twice([*events, ProgressEvent(3, 3, undone(events[1], day(6)), 2)]) == 0
    assert told_twice(told((1, BEGUN, 1), (1, BEGUN, 1), (1, CHECKED_IN, 2), (2, CHECKED_IN, 2))) == 0
    steps = [Fact(kind=Kind.STEP_DONE, day=day(1), topic="nlp", step=step) for step in ("a", "b", "b")]
    assert told_twice(ProgressEvent(1, 1, fact, strand) for strand, fact in enumerate(steps)) == 1


said = st.lists(
    st.tuples(st.sampled_from([1, 2]), st.sampled_from([BEGUN, COMPLETED, CHECKED_IN]), st.integers(0, 30)), max_size=12
)


@given(said)
def test_no_study_day_is_lost_when_two_accounts_are_read_as_one(said):
    events = told(*said)
    both = replay(FIRST, events).study_days
    assert both == frozenset().union(*(replay(FIRST, [e for e in events if e.strand == s]).study_days for s in (1, 2)))


@given(said)
def test_facts_told_twice_over_by_a_second_account_change_nothing(said):
    ours = [(1, kind, number) for _, kind, number in said]
    echoed = [step for _, kind, number in said for step in ((1, kind, number), (2, kind, number))]
    if not any(kind is BEGUN for _, kind, _ in said[1:]):  # a second begin of one's own corrects the first
        assert united(*echoed).topics.keys() == united(*ours).topics.keys()
        for slug, topic in united(*ours).topics.items():
            assert united(*echoed).of(slug).status is topic.status


def test_an_end_that_one_account_names_holds_for_both_until_it_takes_it_back():
    named = Fact(kind=Kind.END_NAMED, day=day(2), back=day(31))
    begun = Fact(kind=BEGUN, day=day(0), topic="nlp")
    events = [ProgressEvent(1, 1, begun, 1), ProgressEvent(1, 1, named, 2)]
    both = replay(FIRST, events)
    assert both.end == NamedEnd(day(30))
    assert both.of("nlp").counted_from == day(2)
    back = replay(FIRST, [*events, ProgressEvent(2, 2, undone(events[1], day(3)), 2)])
    assert back == replay(FIRST, events[:1])


def test_what_was_told_is_counted_by_commands_and_what_was_taken_back_apart():
    begun, both, undone = (1, 1, 1, False, None), [(1, 2, 2, False, None), (1, 3, 2, False, None)], (1, 4, 4, True, 2)
    elsewhere = (2, 1, 1, False, None)
    assert told_count([begun, *both]) == ToldCount(2, 0)
    assert told_count([begun, *both, undone]) == ToldCount(2, 0), "half of it holds"
    assert told_count([begun, *both, undone, (1, 5, 4, True, 3), elsewhere]) == ToldCount(2, 1)
    assert told_count([]) == ToldCount()
