"""Small documents, one for each hardness of what people write, and exactly what is understood of each.

Beside each document stands ``NAME.expected.json``: form, title, the topics in the documented form without what is
empty, with the line each stands on, and what was unclear as [line, kind, text].
"""

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_any
from roadmap.writing.documents import as_document

CORPUS = Path(__file__).parent / "corpus"
DOCUMENTS = sorted(path for path in CORPUS.iterdir() if not path.name.endswith(".expected.json"))
IMPLIED = {"status": "not_started", "optional": False}


def told(understood: Understood) -> dict[str, Any]:
    """What was understood, as the corpus writes it: numbers are left out where they are the places."""
    topics = []
    for place, topic in enumerate(as_document(understood.roadmap, understood.statuses)["topics"], 1):
        implied = {**IMPLIED, "number": place}
        said = {key: value for key, value in topic.items() if value not in (None, [], "") and value != implied.get(key)}
        topics.append({"line": understood.lines[topic["slug"]], **said})
    unclear = [[fault.line, fault.kind, fault.text] for fault in understood.unclear]
    return {"form": understood.form, "title": understood.roadmap.title, "topics": topics, "unclear": unclear}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_is_understood_as_it_was_meant(document: Path) -> None:
    expected = json.loads((CORPUS / f"{document.name}.expected.json").read_text("utf-8"))
    assert told(read_any(document.read_text("utf-8"), name=document.name)) == expected


def test_the_corpus_has_a_document_for_every_hardness() -> None:
    assert len(DOCUMENTS) >= 25
