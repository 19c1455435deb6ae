"""A roadmap written to be kept: the documented form, short; its law: it reads back without loss."""

import json
from collections.abc import Mapping

from roadmap.model import Roadmap, Status
from roadmap.writing.documents import SILENT, as_document, called_in
from roadmap.writing.told import NOTHING_TOLD, Told


def write_stored(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> str:
    """Without what says nothing, and prerequisites by number: by their long titles, a document that is full of them
    would be ten times as long."""
    document, called = as_document(roadmap, statuses, told), called_in(roadmap)
    short = {topic.slug: _short(topic.slug, called.slug(f"#{topic.number}"), topic.number) for topic in roadmap.topics}
    topics = []
    for topic, said in zip(roadmap.topics, document["topics"], strict=True):
        for field, slugs in (("prerequisites", topic.prerequisites), ("recommended", topic.recommended)):
            said[field] = [short[slug] or name for slug, name in zip(slugs, said[field], strict=True)]
        topics.append({key: value for key, value in said.items() if value not in SILENT})
    left_out = {"left_out": list(roadmap.left_out)} if roadmap.left_out else {}
    return json.dumps({**document, **left_out, "topics": topics}, ensure_ascii=False, separators=(",", ":"))


def _short(slug: str, found: str | None, number: int) -> str:
    """The number as a name, where no other topic goes by it."""
    return f"#{number}" if found == slug else ""
