"""What a line says of a meeting."""

from dataclasses import replace
from datetime import time

import pytest

from bot.said.meetings import LONGEST, Proposal, read_meeting, typed, with_reference
from bot.said.topics import topics_called
from roadmap.model import Roadmap, Topic
from roadmap.names import reference
from roadmap.reading.slugs import slug_of

SEVEN = time(19)
LINES = {
    "thu 19:00 60m deep learning": Proposal(3, at=SEVEN, minutes=60, topic="deep learning"),
    "thursday at 7pm for an hour": Proposal(3, at=SEVEN, minutes=60),
    "thu 7": Proposal(3, at=SEVEN, either=True),
    "tomorrow at 7 nlp": Proposal(day="tomorrow", at=SEVEN, topic="nlp", either=True),
    "5 june at 7 2h 50/10": Proposal(day="5 june", at=SEVEN, minutes=120, focus=50, pause=10, either=True),
    "next week, 7": Proposal(day="next week", at=SEVEN, either=True),
    "thu 19:00 1,5h nlp": Proposal(3, at=SEVEN, minutes=90, topic="nlp"),
    "thu 19:00 1.5h": Proposal(3, at=SEVEN, minutes=90),
    "thu 19:00 1.5 hours nlp": Proposal(3, at=SEVEN, minutes=90, topic="nlp"),
    "thu 19:00 1h30 nlp": Proposal(3, at=SEVEN, minutes=90, topic="nlp"),
    "thu 19:00 nlp &": Proposal(3, at=SEVEN, topic="nlp"),
    "thu 7.30h nlp": Proposal(3, at=time(7, 30), topic="nlp"),
    "1.5 19:00": Proposal(day="1.5", at=SEVEN),
    "thu 4": Proposal(3, at=time(16)),
    "thu 9": Proposal(3, at=time(9)),
    "every thu 19:00 1h nlp": Proposal(3, at=SEVEN, minutes=60, weekly=True, topic="nlp"),
    "thursdays 19:00": Proposal(3, at=SEVEN, weekly=True),
    "thu 19:00 every week": Proposal(3, at=SEVEN, weekly=True),
    "thu 19:00 weekly 3": Proposal(3, at=SEVEN, weekly=True, topic="3"),
    "every thu 19:00 only once": Proposal(3, at=SEVEN),
    "thu 19:00 2h 50/10": Proposal(3, at=SEVEN, minutes=120, focus=50, pause=10),
    "thu 19:00 2h 50+10 nlp": Proposal(3, at=SEVEN, minutes=120, focus=50, pause=10, topic="nlp"),
    "tomorrow 19:00": Proposal(day="tomorrow", at=SEVEN),
    "12 jan 19:00 nlp": Proposal(day="12 jan", at=SEVEN, topic="nlp"),
    "in 2 hours": Proposal(ahead=120),
    "in half an hour 25m": Proposal(ahead=30, minutes=25),
    "now 25m nlp": Proposal(ahead=0, minutes=25, topic="nlp"),
    "tue morning": Proposal(1, at=time(9)),
    "thu 19:00 Probability and Statistics": Proposal(3, at=SEVEN, topic="probability and statistics"),
    "next thu 19:00": Proposal(day="next thu", at=SEVEN),
    "this thu 7pm nlp": Proposal(day="this thu", at=SEVEN, topic="nlp"),
    "nlp next thursday at 19:00": Proposal(day="next thursday", at=SEVEN, topic="nlp"),
    "on thu of next week 19:00 45m": Proposal(day="thu of next week", at=SEVEN, minutes=45),
    "19:00 thu in two weeks": Proposal(day="thu in two weeks", at=SEVEN),
    "every thu from next week 19:00": Proposal(day="thu from next week", at=SEVEN, weekly=True),
    "every thu 19:00 starting next week": Proposal(3, "next week", at=SEVEN, weekly=True),
    "thu 14 jan 19:00": Proposal(day="thu 14 jan", at=SEVEN),
    "this evening": Proposal(day="this evening", at=SEVEN),
    "tomorrow evening nlp": Proposal(day="tomorrow evening", at=SEVEN, topic="nlp"),
    "tomorrow, 19:00": Proposal(day="tomorrow", at=SEVEN),
    "thu next week, 19:00; nlp": Proposal(day="thu next week", at=SEVEN, topic="nlp"),
    "5 june, 20m, 19:00": Proposal(day="5 june", at=SEVEN, minutes=20),
    "thu, 14 jan, 19:00": Proposal(3, "14 jan", at=SEVEN),
    "in 1,5 weeks on thu, 19:00": Proposal(day="in 1,5 weeks on thu", at=SEVEN),
    "thu 19:00 next topic": Proposal(3, at=SEVEN, topic="next topic"),
    "thu 19:00 #weekly-review": Proposal(3, at=SEVEN, topic="#weekly-review"),
    "thu 19:00 bi-weekly review": Proposal(3, at=SEVEN, topic="bi-weekly review"),
    "thu 19:00 nowcasting": Proposal(3, at=SEVEN, topic="nowcasting"),
    "thu 19:00 now-what": Proposal(3, at=SEVEN, topic="now-what"),
    "thu 19:00 #what-now": Proposal(3, at=SEVEN, topic="#what-now"),
    "thu 19:00 #once-more": Proposal(3, at=SEVEN, topic="#once-more"),
    "thu 19:00 at-once": Proposal(3, at=SEVEN, topic="at-once"),
    "thu 19:00 #every-week-a-paper": Proposal(3, at=SEVEN, topic="#every-week-a-paper"),
    "thu 19:00 this week's paper": Proposal(3, at=SEVEN, topic="this week's paper"),
    "thu 19:00, weekly, nlp": Proposal(3, at=SEVEN, weekly=True, topic="nlp"),
    "this evening 20:00": Proposal(day="this evening", at=time(20)),
    "tomorrow evening at 8 nlp": Proposal(day="tomorrow evening", at=time(20), topic="nlp"),
    "thu evening 8": Proposal(3, at=time(20)),
    "tonight": Proposal(day="tonight"),
    "tonight at 8 nlp": Proposal(day="tonight", at=time(20), topic="nlp"),
    "late tonight, 11": Proposal(day="late tonight", at=time(23)),
    "tonight at 8:30": Proposal(day="tonight", at=time(20, 30)),
    "tonight 0:30": Proposal(day="tonight", at=time(0, 30)),
    "tonight at 4": Proposal(day="tonight", at=time(4)),
    "tonight at 5": Proposal(day="tonight", at=time(17)),
    "tomorrow at 11": Proposal(day="tomorrow", at=time(11)),
    "sat 19:00 in the evening": Proposal(5, at=SEVEN),
    "sat 19:00 in the evening nlp": Proposal(5, at=SEVEN, topic="nlp"),
    "sat 19:00 nlp at night": Proposal(5, at=SEVEN, topic="nlp"),
    "sat 7:30 in the evening": Proposal(5, at=time(19, 30)),
    "sat 7:30 evening": Proposal(5, at=time(19, 30)),
    "sat 7:30 in the morning": Proposal(5, at=time(7, 30)),
    "sat 19:00 evening": Proposal(5, at=SEVEN),
    "sat 7pm tonight's paper": Proposal(5, at=SEVEN, topic="tonight's paper"),
    "thu lunch at 1": Proposal(3, at=time(13)),
    "thu lunch at 12": Proposal(3, at=time(12)),
    "thu noon": Proposal(3, at=time(12)),
    "thu over lunch": Proposal(3, at=time(12, 30)),
    "fri 12 at night": Proposal(4, at=time(0), of_night=True),
    "fri 12:30 in the evening": Proposal(4, at=time(0, 30), of_night=True),
    "fri 0:30 at night": Proposal(4, at=time(0, 30)),
    "fri midnight nlp": Proposal(4, at=time(0), topic="nlp", of_night=True),
    "fri 12 in the morning": Proposal(4, at=time(12), either=True),
    "fri 12:30 in the morning": Proposal(4, at=time(12, 30), either=True),
    "tomorrow evening at 12": Proposal(day="tomorrow evening", at=time(0), of_night=True),
    "fri 9 at night": Proposal(4, at=time(21)),
    "fri 6 at night": Proposal(4, at=time(18)),
    "fri 5 at night": Proposal(4, at=time(5), of_night=True),
    "fri 4 uhr nachts": Proposal(4, at=time(4), of_night=True),
    "fri 5 in the evening": Proposal(4, at=time(17)),
    "thu midnight at 12": Proposal(3, at=time(0), of_night=True),
    "thu 2 in the night": Proposal(3, at=time(2), of_night=True),
    "thu 1 at night": Proposal(3, at=time(1), of_night=True),
    "thu 2 in the afternoon": Proposal(3, at=time(14)),
    "thu 1 in the morning": Proposal(3, at=time(1)),
    "thu 8 in the morning": Proposal(3, at=time(8)),
    "thu 19:00 the morning pages": Proposal(3, at=SEVEN, topic="morning pages"),
    "thu 19:00 and nlp": Proposal(3, at=SEVEN, topic="nlp"),
    "thu 19:00, 3": Proposal(3, at=SEVEN, topic="3"),
    "14/1 19:00 nlp": Proposal(day="14/1", at=SEVEN, topic="nlp"),
    "25/12 at 19:00": Proposal(day="25/12", at=SEVEN),
    "1/14 7pm": Proposal(day="1/14", at=SEVEN),
    "10/5 19:00": Proposal(day="10/5", at=SEVEN),
    "25/5 19:00": Proposal(at=SEVEN, focus=25, pause=5),
    "25/15 19:00 nlp": Proposal(at=SEVEN, focus=25, pause=15, topic="nlp"),
    "30/30 19:00": Proposal(at=SEVEN, focus=30, pause=30),
    "20/17 19:00": Proposal(at=SEVEN, focus=20, pause=17),
    "25/5 nlp": Proposal(focus=25, pause=5, topic="nlp"),
    "thu 7 in the evening 3": Proposal(3, at=SEVEN, topic="3"),
    "thu 19:00: nlp": Proposal(3, at=SEVEN, topic="nlp"),
    "thu: 19:00, nlp": Proposal(3, at=SEVEN, topic="nlp"),
    "now 25m 3": Proposal(ahead=0, minutes=25, topic="3"),
    "in 2 hours 3": Proposal(ahead=120, topic="3"),
    "": Proposal(),
    "in": Proposal(topic="in"),
    "thu": Proposal(3),
    "what ever": Proposal(topic="what ever"),
}


NO_TOPICS = {
    "thu 7 30": "7 30",
    "thu 9, 5": "9 5",
    "thu 9 and 8": "and 8",
    "thu 7:00 and 8 nlp": "and 8 nlp",
    "thu 7 in the morning and 8 in the evening": "and 8 in the evening",
    "thu 20 in the morning": "20 in the morning",
    "thu 19:00 in the morning nlp": "19:00 in the morning",
    "thu 19:00 +02:00": "19:00 +02:00",
}
"""What is not understood of a line, in the place of its topic."""


@pytest.mark.parametrize("line", NO_TOPICS)
def test_a_number_that_may_be_another_time_is_left_in_the_place_of_the_topic_where_it_names_none(line):
    meant = read_meeting(line)
    assert (meant.topic, meant.has_figure, topics_called(NAMED, meant.topic)) == (NO_TOPICS[line], True, ())


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_when_how_long_and_what_for(line):
    assert read_meeting(line) == LINES[line]


@pytest.mark.parametrize("line", LINES)
def test_what_a_button_types_of_a_proposal_is_read_as_the_same_one(line):
    assert read_meeting(typed(LINES[line])) == LINES[line]


def test_a_line_that_is_too_long_names_nothing_that_could_be_a_meeting():
    assert not read_meeting("thu 19:00 " + "x" * LONGEST).is_timed


TITLES = (
    *("Monday blues", "Now what?", "Weekly review", "19th century art", "The morning pages", "Every week a paper"),
    *(
        "Once more",
        "Graphs 2h",
        "Deep learning, part 2",
        "Reading, writing & arithmetic",
        "Part 3 of 10",
        "NLP; the rest",
    ),
)
NAMED = Roadmap(
    "named",
    "Named",
    tuple(Topic(slug=slug_of(title), number=number, title=title) for number, title in enumerate(TITLES, 1)),
)


@pytest.mark.parametrize("topic", NAMED.topics, ids=lambda topic: topic.slug)
@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("thu 19:00 60m {}", Proposal(3, at=SEVEN, minutes=60)),
        ("{}, thu 19:00", Proposal(3, at=SEVEN)),
        ("every thu 19:00: {}", Proposal(3, at=SEVEN, weekly=True)),
        ("tomorrow {} at 19:00", Proposal(day="tomorrow", at=SEVEN)),
        ("now 25m - {}", Proposal(ahead=0, minutes=25)),
    ],
)
def test_the_words_of_a_name_say_nothing_of_the_time(topic: Topic, line: str, rest: Proposal) -> None:
    for name in (topic.title, topic.title.upper(), reference(topic)):
        meant = read_meeting(with_reference(line.format(name), NAMED))
        assert replace(meant, topic="") == rest
        assert topics_called(NAMED, meant.topic) == (topic,)


def test_no_name_is_found_where_several_topics_have_it_or_none() -> None:
    twice = Roadmap("twice", "Twice", tuple(Topic(slug=f"a-{at}", number=at, title="Monday blues") for at in (1, 2)))
    assert with_reference("thu 19:00 monday blues", twice) == "thu 19:00 monday blues"
    assert with_reference("thu 19:00 blues, please", NAMED) == "thu 19:00 blues, please"
