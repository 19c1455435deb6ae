"""The labels of buttons and choices about the steps within topics; plain text."""

from bot.texts.phrases import shortened
from bot.texts.sentence import plain
from bot.texts.stages import LONGEST_BESIDE
from roadmap.model import Step, Topic


def of_topic(topic: Topic, step: Step) -> str:
    """A step to choose, with the topic that it is in."""
    return plain("{step} · {topic}", step=shortened(step.title, 60), topic=shortened(topic.title, LONGEST_BESIDE))


def open_again() -> str:
    return plain("☐ Open again")


def complete(topic: Topic) -> str:
    """Offered once all steps of a topic are ticked."""
    return plain("✅ Complete {topic}", topic=shortened(topic.title, 40))


def its_steps() -> str:
    return plain("☑ Its steps")
