"""The laws between writing a roadmap in any form and reading it, and what no damage to a document can do."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from roadmap.model import MOST_HOURS, Hours, Roadmap, Status
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.understanding import read_any
from roadmap.writing.documents import write_json
from roadmap.writing.markdown import write_markdown
from roadmap.writing.sheets import write_csv
from tests.roadmap.strategies import lines, roadmaps, statuses

WRITERS = {"any.md": write_markdown, "any.csv": write_csv, "any.json": write_json}


@st.composite
def spans(draw: DrawFn) -> Hours:
    ends = draw(st.lists(st.integers(1, int(MOST_HOURS) * 4), min_size=2, max_size=2).map(sorted))
    return Hours(ends[0] / 4, ends[1] / 4)


@st.composite
def full_roadmaps(draw: DrawFn) -> Roadmap:
    """Any roadmap a table can hold, with stages, efforts, soft prerequisites, and titles that are another's too."""
    plain = draw(roadmaps())
    titles = [topic.title for topic in plain.topics]
    if len(titles) > 1 and draw(st.booleans()):
        titles[-1] = titles[0]
    slugs = unique_slugs(titles)
    renamed = dict(zip((topic.slug for topic in plain.topics), slugs, strict=True))
    topics = []
    for topic, slug, title in zip(plain.topics, slugs, titles, strict=True):
        others = [other for other in slugs if other != slug]
        topics.append(
            replace(
                topic,
                slug=slug,
                title=title,
                prerequisites=tuple(renamed[other] for other in topic.prerequisites),
                weekly_hours=draw(st.none() | spans()),
                total_hours=draw(st.none() | spans()),
                stage=draw(st.just("") | lines()),
                optional=draw(st.booleans()),
                recommended=tuple(draw(st.lists(st.sampled_from(others), unique=True))) if others else (),
            )
        )
    return Roadmap("any", "Any", tuple(topics))


@settings(max_examples=150, deadline=None)
@given(st.data(), full_roadmaps(), st.sampled_from(sorted(WRITERS)))
def test_a_roadmap_written_in_any_form_reads_back_as_it_was(data: st.DataObject, roadmap: Roadmap, name: str) -> None:
    stands: dict[str, Status] = data.draw(statuses(roadmap))
    understood = read_any(WRITERS[name](roadmap, stands), name=name, slug="any", title="Any")
    assert understood.roadmap == roadmap
    assert understood.statuses == stands
    assert understood.unclear == ()
