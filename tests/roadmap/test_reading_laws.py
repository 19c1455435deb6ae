"""The laws between writing a roadmap in any form and reading it, and what no damage to a document can do."""

from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from roadmap.errors import RoadmapFaults
from roadmap.model import Roadmap, Status, Topic
from roadmap.proofs import NOTHING_PROVEN
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.encodings import decoded
from roadmap.reading.forms import FORMS
from roadmap.reading.limits import speakable
from roadmap.reading.readings import read_any
from roadmap.writing.documents import proven_in, without_statuses, write_json
from roadmap.writing.markdown import write_markdown
from roadmap.writing.sheets import write_csv
from roadmap.writing.stored_form import write_stored
from roadmap.writing.ticks import tick
from roadmap.writing.told import Told
from tests.laws import tried_on
from tests.roadmap.strategies import damaged, documents, full_roadmaps, lines, proven, statuses, steps_done

CORPUS = Path(__file__).parent / "corpus"

WRITERS = {"any.md": write_markdown, "any.csv": write_csv, "any.json": write_json}


@pytest.mark.drill
@tried_on(30, deadline=None)
@given(st.data(), full_roadmaps(), st.sampled_from(sorted(WRITERS)))
def test_a_roadmap_written_in_any_form_reads_back_as_it_was(data: st.DataObject, roadmap: Roadmap, name: str) -> None:
    stands: dict[str, Status] = data.draw(statuses(roadmap))
    done = data.draw(steps_done(roadmap))
    understood = read_any(WRITERS[name](roadmap, stands, Told(done)), name=name, slug="any", title="Any")
    assert understood.roadmap == roadmap
    assert understood.statuses == stands
    assert understood.steps_done == done
    assert understood.unclear == ()


@pytest.mark.drill
@tried_on(30, deadline=None)
@given(st.data(), full_roadmaps(), st.sampled_from(sorted(WRITERS)))
def test_what_there_is_to_show_is_written_in_our_own_forms_and_reads_back_as_it_was(
    data: st.DataObject, roadmap: Roadmap, name: str
) -> None:
    shown = data.draw(proven(roadmap))
    written = WRITERS[name](roadmap, {}, Told(proven=shown))
    understood = read_any(written, name=name, slug="any", title="Any")
    assert understood.roadmap == roadmap
    is_table = name == "any.md"  # which has no day of a completion that nothing shows
    written_down = {slug: one for slug, one in shown.completions.items() if one.link or not is_table}
    assert understood.proven.completions == written_down
    assert sorted(understood.proven.certificates, key=repr) == sorted(shown.certificates, key=repr)
    assert understood.proven.log == (shown.log if name == "any.json" else ())


@pytest.mark.drill
@tried_on(30, deadline=None)
@given(st.data(), full_roadmaps())
def test_a_document_that_is_kept_holds_what_there_is_to_show_until_it_is_given_away(
    data: st.DataObject, roadmap: Roadmap
) -> None:
    shown = data.draw(proven(roadmap))
    kept = write_stored(roadmap, {}, Told(proven=shown))
    assert proven_in(kept) == shown
    assert proven_in(without_statuses(kept)) == NOTHING_PROVEN


@pytest.mark.drill
@tried_on(30, deadline=None)
@given(st.text(max_size=20).map(lambda text: " ".join(text.split())) | lines(), st.sampled_from(sorted(WRITERS)))
@example("C #", "any.md")
@example("#", "any.md")
@example("10 steps: a - b!", "any.md")
@example("=1+1", "any.csv")
def test_a_roadmap_written_in_any_form_keeps_its_title(title: str, name: str) -> None:
    assume(speakable(title) == title and 0 < len(title) <= 200)
    roadmap = Roadmap("any", title, (Topic(slug="a", number=1, title="A"),))
    assert read_any(WRITERS[name](roadmap), name=name).roadmap.title == title


SAMPLES = tuple(
    (path.name, path.read_text("utf-8"))
    for path in sorted(CORPUS.iterdir())
    if not path.name.endswith(".expected.json")
)


CASES = tuple(
    (path.name, decoded(path.read_bytes()))
    for folder in ("given", "own")
    for path in sorted((CORPUS.parent / "cases" / folder).iterdir())
    if not path.name.endswith((".expected.json", ".xlsx"))
)
ENDINGS = ("", "any", *(f"any{ending}" for form in FORMS for ending in form.endings))


@st.composite
def torn(draw: DrawFn, text: str) -> str:
    """A text with characters garbled, and perhaps cut off, doubled or with some of its lines doubled or lost."""
    text = draw(damaged(st.just(text)))
    rows = text.split("\n")
    first, last = sorted((draw(st.integers(0, len(rows))), draw(st.integers(0, len(rows)))))
    match draw(st.sampled_from(("as it is", "cut", "doubled", "lines doubled", "lines lost"))):
        case "cut":
            return text[: draw(st.integers(0, len(text)))]
        case "doubled":
            return text + text
        case "lines doubled":
            return "\n".join([*rows[:last], *rows[first:]])
        case "lines lost":
            return "\n".join([*rows[:first], *rows[last:]])
        case _:
            return text


def read_or_refused(text: str, name: str) -> Understood | None:
    """What was understood, or None where the reader refused in its own way; anything else it raises is a failure."""
    try:
        return read_any(text, name=name)
    except RoadmapFaults:
        return None


@pytest.mark.drill
@tried_on(36, deadline=None)
@given(st.data(), st.sampled_from((*SAMPLES, *CASES)), st.sampled_from(ENDINGS))
def test_no_damage_raises_anything_but_the_readers_own_faults(
    data: st.DataObject, sample: tuple[str, str], other: str
) -> None:
    name, text = sample
    text = data.draw(torn(text))
    if understood := read_or_refused(text, other or name):
        assert set(understood.statuses) == set(understood.lines) == set(understood.roadmap.by_slug)
        assert all(0 <= line <= text.count("\n") + text.count("\r") + 1 for line in understood.lines.values())
        assert read_or_refused(tick(text, understood, understood.statuses), "any.md")


@pytest.mark.drill
@tried_on(15, deadline=None)
@given(st.data(), documents())
def test_odd_tables_raise_nothing_but_the_readers_own_faults(data: st.DataObject, text: str) -> None:
    read_or_refused(data.draw(torn(text)), "any.md")


@pytest.mark.drill
@tried_on(15, deadline=None)
@given(st.data(), st.sampled_from((*SAMPLES, *CASES)))
def test_what_is_understood_is_understood_again_from_what_is_written(
    data: st.DataObject, sample: tuple[str, str]
) -> None:
    name, text = sample
    understood = read_any(text, name=name, slug="any", title="Any")
    stands = data.draw(statuses(understood.roadmap))
    for form, write in WRITERS.items():
        again = read_any(write(understood.roadmap, stands), name=form, slug="any", title="Any")
        assert (again.roadmap, again.statuses) == (understood.roadmap, stands)


SEED = ("ml-data.md", (Path(__file__).parents[2] / "roadmap" / "roadmaps" / "ml-data.md").read_text("utf-8"))


@st.deferred
def tickable() -> st.SearchStrategy[tuple[str, str]]:
    """Samples that can be ticked as they are written; found out when they are first asked for, since it takes seconds."""
    forms = ("check list", "markdown table")
    return st.sampled_from(
        [(name, text) for name, text in (*SAMPLES, *CASES, SEED) if read_any(text, name=name).form in forms]
    )


@pytest.mark.drill
@tried_on(15, deadline=None)
@given(st.data(), tickable)
def test_a_ticked_document_says_where_the_learner_stands_and_is_otherwise_as_it_was(
    data: st.DataObject, sample: tuple[str, str]
) -> None:
    name, text = sample
    understood = read_any(text, name=name)
    stands = data.draw(statuses(understood.roadmap))
    ticked = tick(text, understood, stands)
    again = read_any(ticked, name=name)
    assert again.statuses == stands
    assert again.roadmap == understood.roadmap
    assert again.lines == understood.lines
    assert read_any(tick(ticked, again, understood.statuses), name=name).statuses == understood.statuses


@given(tickable)
def test_a_document_is_ticked_as_it_stood_without_a_change(sample: tuple[str, str]) -> None:
    name, text = sample
    understood = read_any(text, name=name)
    assert tick(text, understood, understood.statuses) == text
