"""What somebody says they go through: the one resource that a line names, of a topic that goes on and has no steps yet."""

from dataclasses import replace

import pytest

from bot.chat.library import default_roadmap
from bot.said.chosen_resource import chosen_resource
from bot.said.lexicon import LEXICON
from bot.said.world import World
from roadmap.facts import Fact, Kind
from roadmap.progress import Progress
from roadmap.replay import apply
from tests.said.reading import NOW

DAY = NOW.date()
BEGUN = apply(Progress(DAY), Fact(kind=Kind.BEGUN, day=DAY, topic="deep-learning"))
WORLD = World(NOW, default_roadmap(), LEXICON, progress=BEGUN)


@pytest.mark.parametrize(
    ("said", "resource"),
    [
        ("fast.ai", "fast-ai-dl"),
        ("Fast.ai DL", "fast-ai-dl"),
        ("ok, I\u2019ll take the MIT one", "mit-6-s191"),
        ("i'm going through fast.ai", "fast-ai-dl"),
        ("with fast.ai please", "fast-ai-dl"),
        ("coursera", "coursera-audit"),
        ("I'm doing the coursera course", "coursera-audit"),
    ],
)
def test_a_line_names_what_somebody_goes_through(said: str, resource: str) -> None:
    call = chosen_resource(said, WORLD)
    assert call
    assert call.texts == (f"through #deep-learning {resource}",)


@pytest.mark.parametrize(
    "said",
    [
        "deep learning",
        "dl",
        "fast.ai done",
        "fast.ai and mit",
        "6",
        "cs224n",
        "what is fast.ai?",
        "fast.ai " * 20,
        "",
        "the one",
    ],
)
def test_what_may_be_something_else_chooses_nothing(said: str) -> None:
    assert chosen_resource(said, WORLD) is None


def test_nothing_is_chosen_for_a_topic_that_has_steps_or_is_not_on() -> None:
    chosen = Fact(kind=Kind.STEPS_CHOSEN, day=DAY, topic="deep-learning", steps="")
    assert chosen_resource("fast.ai", replace(WORLD, progress=apply(BEGUN, chosen))) is None
    assert chosen_resource("fast.ai", replace(WORLD, progress=Progress(DAY))) is None
