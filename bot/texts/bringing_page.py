"""The words of the page where a roadmap is brought."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import readings as in_chats
from bot.texts.imports import contents
from bot.texts.phrases import number, numeral, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.model import Roadmap
from roadmap.reading.sketches import Sketch
from roadmap.stages import Stage

MOST_TITLES = 6
"""Topics of a reading that are named."""


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A reading beside the others: how it reads, what it holds, its first topics, and how many are not named."""

    name: str
    contents: str
    titles: Sequence[str]
    rest: str


def readings(sketches: Sequence[Sketch], roadmaps: Sequence[Roadmap]) -> list[ShownReading]:
    return [_reading(sketch, roadmap) for sketch, roadmap in zip(sketches, roadmaps, strict=True)]


def _reading(sketch: Sketch, roadmap: Roadmap) -> ShownReading:
    more = len(roadmap.topics) - MOST_TITLES
    titles = [
        plain("{number}. {topic}", number=numeral(topic.number), topic=shortened(topic.title))
        for topic in roadmap.topics[:MOST_TITLES]
    ]
    rest = plain("… and {count} more", count=number(more)) if more > 0 else ""
    return ShownReading(in_chats.offered(sketch), contents(roadmap), titles, rest)


def stages(found: Sequence[Stage]) -> list[str]:
    """The labels of their check boxes."""
    return [_stage(stage) for stage in found]


def _stage(stage: Stage) -> str:
    topics = len(stage.topics)
    return plain(
        counted(topics, "{stage} ({count} topics)", one="{stage} ({count} topic)"),
        stage=shortened(in_chats.named(stage)),
        count=number(topics),
    )


def heading() -> str:
    return plain("Bring a roadmap")


def how_to() -> Markup:
    return say(
        "Paste a roadmap: Markdown, a table, a list, CSV, YAML, JSON, org or OPML. You see what I understand before anything is "
        "kept. A file you send me in a chat is shown here as well."
    )


def document() -> str:
    return plain("The document")


def show_it() -> str:
    return plain("Show me")


def as_it_would_be() -> str:
    return plain("As it would be taken")


def ways_to_read() -> str:
    return plain("Ways to read it")


def is_chosen() -> str:
    return plain("This is how I read it now")


def choose_reading() -> str:
    return plain("Read it so")


def which_stages() -> str:
    return plain("Which stages")


def keep_stages() -> str:
    return plain("Choose these")


def others_stay(count: int) -> Markup:
    """Of stages beyond those that have a box."""
    return say(
        counted(count, "{count} more stages stay as they are.", one="{count} more stage stays as it is."),
        count=number(count),
    )


def the_others() -> str:
    """Shows the stages beyond those that have a box, each with a button."""
    return plain("The other stages")


def another() -> str:
    return plain("Another document")
