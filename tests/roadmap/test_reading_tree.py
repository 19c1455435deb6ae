"""The laws of the tree and of its readings: nothing of a document is lost, whatever is proposed of it."""

import re
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.errors import RoadmapFaults
from roadmap.reading.encodings import decoded
from roadmap.reading.forms import form_of
from roadmap.reading.judgement import MOST, left_out, proposals_for
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.limits import bounded
from roadmap.reading.tree import Part, Tree
from tests.laws import tried_on
from tests.roadmap.test_reading_laws import SAMPLES, torn
from tools.cases import CASES, cases

DOCUMENTS = [
    *SAMPLES,
    *(
        (document.name, decoded(document.read_bytes()))
        for folder in ("given", "own")
        for document, _ in cases(CASES / folder)
        if document.suffix != ".xlsx"
    ),
]
_WORD = re.compile(r"[^\W\d_]{4,}")
_SIGNS = {"section", "task", "active", "after", "done", "TODO", "DOING", "DONE", "LATER"}
"""Words that are marks in the forms of Todoist, of mermaid and of Logseq."""

_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^<>]*>|\[\[[^\[\]|]*\||&\w+;|[\x00-\x1f]|\\[nrtu]")


def tree_of(text: str, name: str) -> tuple[Tree, str]:
    bare = bounded(text)
    return form_of(bare, PurePath(name).suffix).read(bare), bare


def lines_in(text: str) -> set[int]:
    return {line for line, row in enumerate(text.split("\n"), 1) if row.strip()}


def said_in(part: Part) -> str:
    words = (part.words, *(words for cell in part.cells for words in cell.lines))
    said = [piece for one in words for piece in (one.text, *(link.url for link in one.links))]
    return " ".join([*said, *part.headings, *(cell.heading for cell in part.cells)])


@pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_every_line_of_a_document_is_in_its_tree_and_so_is_every_word(name: str, text: str) -> None:
    tree, text = tree_of(text, name)
    assert lines_in(text) <= {line for part in tree.root.all() for line in part.lines}
    if tree.form in ("markdown", "csv"):
        said = " ".join(map(said_in, tree.root.all()))
        assert {word for word in _WORD.findall(_MARKUP.sub(" ", text)) if word not in said} <= _SIGNS


@tried_on(45, deadline=None)
@given(st.data(), st.sampled_from(DOCUMENTS), st.sampled_from(("", "any.md", "any.org", "any.adoc", "any.csv", "any")))
def test_whatever_is_torn_every_line_is_in_the_tree_and_every_reading_is_the_whole(
    data: st.DataObject, sample: tuple[str, str], other: str
) -> None:
    name, text = sample
    try:
        tree, text = tree_of(data.draw(torn(text)), other or name)
    except RoadmapFaults:
        return
    assert lines_in(text) <= {line for part in tree.root.all() for line in part.lines}
    check_readings(tree)


@pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_topics_with_what_is_in_them_stages_and_what_is_left_out_are_the_whole(name: str, text: str) -> None:
    check_readings(tree_of(text, name)[0])


def check_readings(tree: Tree) -> None:
    """Every part of the tree is a topic, within one, above one, or left out, and is left out only where it is none of these."""
    seen = Seen(tree)
    proposals = proposals_for(seen)
    assert len(proposals) <= MOST
    assert [one.score for one in proposals] == sorted((one.score for one in proposals), reverse=True)
    everything = {line for part in seen.parts for line in part.lines}
    for proposal in proposals:
        inside = {line for topic in proposal.topics for part in topic.all() for line in part.lines}
        above = {line for topic in proposal.topics for part in seen.chain(topic) for line in part.lines}
        title = set(seen.headline.lines) if seen.headline else set()
        out = {line for one in left_out(proposal, seen) for line in one.lines}
        assert inside | above | title | out == everything
