"""A roadmap written in a form of ours."""

import json

from bot.files.tasks import Done, Lock
from roadmap.model import Status
from roadmap.reading import exact, slugs
from roadmap.reading.encodings import decoded
from roadmap.writing.documents import proven_in, steps_done_in
from roadmap.writing.forms import FORMS
from roadmap.writing.told import Told


def written(form: str, content: bytes, lock: Lock) -> Done:
    """The roadmap that stands below a line with what is told of it."""
    text = decoded(content)
    exact.load(text)
    slugs.load()
    lock()
    head, _, document = text.partition("\n")
    asked = json.loads(head)
    roadmap, _ = exact.read_stored(document, slug=asked["slug"])
    statuses = {topic.slug: Status(said) for topic, said in zip(roadmap.topics, asked["statuses"], strict=True)}
    told = Told(steps_done_in(document), proven_in(document))
    return {}, FORMS[form](roadmap, statuses, told).encode()
