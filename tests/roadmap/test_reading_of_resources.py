"""The section that names the steps of resources: what is read of it, and that nothing in it is a topic or a step of one."""

import pytest

from roadmap.errors import FaultKind, RoadmapFaults
from roadmap.model import Resource, Roadmap, Topic, Written
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_all, read_any
from roadmap.step_lists import MOST_STEPS
from roadmap.writing.markdown import write_markdown
from roadmap.writing.ticks import tick

PATH = """# Path

| Topic | Resources |
|---|---|
| Clay | - [Wheel](https://wheel.example) <br> - Kiln |
| Glaze | - [Kiln](https://kiln.example) |
"""


def read(section: str, document: str = PATH) -> Understood:
    return read_any(f"{document}\n## Steps of resources\n\n{section}", name="path.md")


def steps(understood: Understood, topic: str, place: int = 0) -> list[str]:
    return [one.title for one in understood.roadmap.by_slug[topic].resources[place].steps]


def test_titles_lengths_and_links_of_a_resource_are_read_from_the_list_below_its_name():
    understood = read(
        "### Wheel\n\n1. [Centring](https://wheel.example/1) (90 min)\n2. Pulling (1 h)\n3. Trimming (twice)\n"
    )
    wheel = understood.roadmap.by_slug["clay"].resources[0]
    assert wheel.steps == (
        Written("Centring", 90, "https://wheel.example/1"),
        Written("Pulling", 60),
        Written("Trimming (twice)"),
    )
    assert not any(topic.steps for topic in understood.roadmap.topics), "nothing is a step before it is chosen"
    assert understood.unclear == ()


def test_a_count_behind_the_name_is_enough():
    assert steps(read("### Wheel: 3 lessons\n"), "clay") == ["Lesson 1", "Lesson 2", "Lesson 3"]
    assert steps(read("### Wheel – 2 Lektionen\n"), "clay") == ["Lektion 1", "Lektion 2"]
    assert steps(read("### Wheel: 3 lessons\n\n- Centring\n"), "clay") == ["Centring"]


def test_a_resource_is_known_by_its_name_in_any_case_or_by_its_address():
    assert steps(read("### wheel\n\n- Centring\n"), "clay") == ["Centring"]
    assert steps(read("### [The wheel course](https://wheel.example)\n\n- Centring\n"), "clay") == ["Centring"]


def test_a_heading_of_a_topic_says_of_which_one_the_resources_below_it_are():
    understood = read("### Glaze\n\n#### Kiln\n\n- Firing\n")
    assert (steps(understood, "glaze"), steps(understood, "clay", 1)) == (["Firing"], [])
    everywhere = read("### Kiln\n\n- Firing\n")
    assert (steps(everywhere, "glaze"), steps(everywhere, "clay", 1)) == (["Firing"], ["Firing"])
    assert steps(read("### #1\n\n#### #2\n\n- Firing\n"), "clay", 1) == ["Firing"], "by their numbers"


def test_entries_may_stand_in_the_place_of_headings():
    assert steps(read("- Wheel\n  1. Centring\n  2. Pulling\n"), "clay") == ["Centring", "Pulling"]


def test_a_resource_that_no_topic_has_is_told_with_its_line():
    (fault,) = read("### Loom\n\n- Warp\n").unclear
    assert (fault.line, fault.kind, fault.text) == (10, FaultKind.UNKNOWN_RESOURCE, "Loom")


def test_the_section_is_no_topic_of_any_reading_wherever_it_stands():
    boxes = "# Path\n\n- [ ] Clay\n- [ ] Glaze\n\n## Steps of resources\n\n### Wheel\n\n- Centring\n\n## More\n\n- [ ] Fire\n"
    for reading in read_all(boxes, name="path.md"):
        assert not {"Wheel", "Centring", "Steps of resources"} & {
            one.title for one in reading.understood.roadmap.topics
        }
        assert not reading.left_out
    assert {one.title for one in read_any(boxes, name="path.md").roadmap.topics} == {"Clay", "Glaze", "Fire"}


def test_a_document_with_the_section_is_ticked_as_it_was_written():
    text = f"{PATH}\n## Steps of resources\n\n### Wheel\n\n1. Centring\n"
    understood = read_any(text, name="path.md")
    assert understood.form == "markdown table"
    assert tick(text, understood, understood.statuses).endswith("## Steps of resources\n\n### Wheel\n\n1. Centring\n")


def test_a_resource_with_more_steps_than_a_list_may_have_is_refused():
    with pytest.raises(RoadmapFaults) as refused:
        read("### Wheel\n\n" + "".join(f"- Turn {number}\n" for number in range(MOST_STEPS + 1)))
    assert refused.value.faults[0].kind is FaultKind.TOO_MANY_ENTRIES


@pytest.mark.parametrize(
    "name", ["#2", "Wheel: 3 lessons", "1. Wheel", "Wheel (90 min)", "Steps of resources", "[x] Wheel"]
)
@pytest.mark.parametrize("title", ["3. Scales", "Trill (5 min)", "Weeks: all", "[ ] Box", "https://a.example", "#1"])
def test_odd_names_and_titles_are_written_so_that_they_are_read_again(name: str, title: str) -> None:
    written = (Written(title, None, ""), Written(title, 5, "https://b.example/x"))
    topic = Topic(slug="clay", number=1, title="Clay", resources=(Resource(name, "", written), Resource("Wheel")))
    roadmap = Roadmap("any", "Any", (topic,))
    assert read_any(write_markdown(roadmap), name="any.md", slug="any", title="Any").roadmap == roadmap
