"""The log in the documented form: a plain object for each entry; its law: it reads back as it was."""

import json

from roadmap.facts import Fact
from roadmap.reading.own.signature import FORMAT


def entry(fact: Fact) -> dict[str, str | int]:
    """An entry, without what it does not say."""
    said = {"topic": fact.topic, "step": fact.step, "minutes": fact.minutes, "note": fact.note}
    return {
        "kind": fact.kind.value,
        "day": fact.day.isoformat(),
        **{key: value for key, value in said.items() if value},
    }


def without_log(document: str) -> str:
    """A text in the documented form without its log, in lines or in one as it was; any other as it is."""
    if f'"{FORMAT}"' not in document or '"log"' not in document:
        return document
    try:
        said = json.loads(document)
    except (ValueError, RecursionError):
        return document
    if not isinstance(said, dict) or "log" not in said:
        return document
    del said["log"]
    if "\n" in document:
        return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
