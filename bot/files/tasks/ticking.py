"""A document ticked in its own form."""

import json

from bot.files.tasks import Done, Lock
from bot.files.tasks.reading import locked_in
from roadmap.model import Status
from roadmap.reading.readings import read_any
from roadmap.writing.ticks import tick

MARKDOWN = "roadmap.md"


def ticked(content: bytes, lock: Lock) -> Done:
    """The document with the statuses that stand beside it, one for each of its topics."""
    asked = json.loads(locked_in(content, MARKDOWN, lock))
    understood = read_any(asked["source"], name=MARKDOWN)
    topics = understood.roadmap.topics
    statuses = {topic.slug: Status(said) for topic, said in zip(topics, asked["statuses"], strict=True)}
    return {"text": tick(asked["source"], understood, statuses)}, b""
