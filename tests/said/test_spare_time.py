"""How long a learner says they have just now; what tells of study, or of something else, is left to others."""

import pytest

from bot.said.spare_time import spare_minutes
from tests.said.reading import lessons, studying

WORLD = studying(("nlp", lessons(9)))


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("i have 25 minutes", 25),
        ("I've got half an hour!", 30),
        ("ok i only have an hour tonight", 60),
        ("only got 10 min left", 10),
        ("20 minutes free", 20),
        ("what can i do in 1h30?", 90),
        ("what should I study with 15 min", 15),
        ("i'm free for two hours", 120),
    ],
)
def test_a_line_says_how_long_somebody_has(said, minutes):
    assert spare_minutes(said, WORLD) == minutes


@pytest.mark.parametrize(
    "said",
    [
        "25 minutes",
        "45m of nlp",
        "got 15 mins in before work",
        "i have 2 topics left",
        "i have 25 minutes of nlp to log",
        "i have finished lesson 4",
        "i have 20 to 30 min",
        "what can i do",
        "i have 0 minutes",
        "i have " + "25 minutes " * 20,
    ],
)
def test_what_may_tell_of_something_else_says_nothing_of_it(said):
    assert spare_minutes(said, WORLD) is None
