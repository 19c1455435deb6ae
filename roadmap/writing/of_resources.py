"""The section of a Markdown document that names the steps of its resources; its law: it reads back as it was."""

import re
from collections.abc import Iterator

from roadmap.model import Roadmap, Topic, Written
from roadmap.names import folded
from roadmap.reading.forms.markdown.document import ORDINAL
from roadmap.reading.forms.markdown.outline import Outline
from roadmap.reading.of_resources import topic_called, written_in
from roadmap.reading.values.statuses import MARKS
from roadmap.writing.escapes import destination, escaped, guarded, unbracketed

HEADING = "Steps of resources"

_PLAIN = re.compile(r"[^\W\d_]")
"""What a line may begin with that is nothing but text, whatever stands before it."""

_words = Outline(()).words


def steps_of_resources(roadmap: Roadmap) -> str:
    """The section, a blank line before it; empty where no resource has steps."""
    blocks = [block for topic in roadmap.topics for block in _blocks(topic, roadmap)]
    return "\n".join(["", f"## {HEADING}", *blocks, ""]) if blocks else ""


def _blocks(topic: Topic, roadmap: Roadmap) -> Iterator[str]:
    if not any(one.steps for one in topic.resources):
        return
    yield f"\n### {_topic(topic, roadmap)}"
    for place, resource in enumerate(topic.resources, 1):
        if resource.steps:
            yield f"\n#### {_resource(topic, place)}\n"
            yield from (_step(number, step) for number, step in enumerate(resource.steps, 1))


def _topic(topic: Topic, roadmap: Roadmap) -> str:
    """A topic by its title, or by its number where that is not enough."""
    said = escaped(topic.title)
    read = _words(said).said if _PLAIN.match(said) else ""
    return said if topic_called(read, roadmap.topics) == topic else f"#{topic.number}"


def _resource(topic: Topic, place: int) -> str:
    """A resource by its name, or by its place where that is another's, or would not be read as it is."""
    name = topic.resources[place - 1].name
    said = escaped(name)
    alone = sum(folded(one.name) == folded(name) for one in topic.resources) == 1
    meant = _PLAIN.match(said) and folded(_words(said).said) == folded(name) and not said.endswith("#")
    return said if alone and meant else f"#{place}"


def _step(number: int, step: Written) -> str:
    """A step as an entry of a numbered list, its title guarded where it would be read as more than a title."""
    behind = f" ({step.minutes} min)" if step.minutes else ""

    def line(title: str) -> str:
        return f"[{title}]({destination(step.link)}){behind}" if step.link else f"{title}{behind}"

    plain = line(unbracketed(step.title))
    begun = f"{number}. {plain}"
    is_text = (_PLAIN.match(plain) or plain.startswith("[")) and not MARKS.match(plain) and not ORDINAL.match(begun)
    if is_text and written_in(_words(plain)) == step:
        return begun
    return f"{number}. {line(guarded(step.title, unbracketed))}"
