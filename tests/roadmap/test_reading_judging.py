"""What is proposed of a document: the levels that may be topics, why, and what each leaves out."""

import pytest

from roadmap.errors import RoadmapFaults
from roadmap.model import Step
from roadmap.reading.judgement.proposals import LeftOut, Level, Why
from roadmap.reading.readings import Reading, read_all, read_any
from roadmap.reading.tree import Kind

WEEKS = """# Espresso

Some words about coffee, and [a link](https://coffee.example).

## Week 1: Grind
- [ ] Buy a grinder
- [x] Dial in

## Week 2: Pull
- [ ] Ten shots

## Contributors
- [Ann](https://ann.example)
"""


def titles(reading: Reading) -> list[str]:
    return [topic.title for topic in reading.understood.roadmap.topics]


def test_boxes_come_first_and_the_weeks_they_stand_in_are_offered_as_well() -> None:
    boxes, weeks, *_ = read_all(WEEKS, name="any.md")
    assert (boxes.proposal.level, titles(boxes)) == (Level.BOXES, ["Buy a grinder", "Dial in", "Ten shots"])
    assert (weeks.proposal.level, titles(weeks)) == (Level.PLACES, ["Grind", "Pull"])


def test_boxes_below_a_week_are_its_steps_and_keep_their_ticks() -> None:
    weeks = read_all(WEEKS, name="any.md")[1].understood
    assert weeks.roadmap.topics[0].steps == (Step("buy-a-grinder", "Buy a grinder"), Step("dial-in", "Dial in"))
    assert weeks.steps_done == {("grind", "dial-in")}


def test_what_is_left_out_is_told_by_its_kind_with_lines_and_links() -> None:
    boxes = read_all(WEEKS, name="any.md")[0]
    assert set(boxes.left_out) == {
        LeftOut(Kind.PROSE, 1, (3,), 1),
        LeftOut(Kind.HEADING, 1, (12,), names=("Contributors",)),
        LeftOut(Kind.ENTRY, 1, (13,), 1),
    }


def test_a_reading_says_what_speaks_for_it() -> None:
    weeks = read_all(WEEKS, name="any.md")[1]
    told = {reason.why: (reason.have, reason.of) for reason in weeks.proposal.reasons}
    assert told[Why.LENGTHS] == (2, 2)
    assert told[Why.UNIQUE] == (2, 2)
    assert told[Why.COVERS] == (3, 4)


def test_names_that_repeat_speak_against_a_level() -> None:
    text = "".join(f"## Stage {n} ({n} weeks)\n### Goals\n- a{n}\n### Project\n- b{n}\n" for n in (1, 2, 3))
    first = read_all(text, name="any.md")[0]
    assert titles(first) == ["Stage 1", "Stage 2", "Stage 3"]


def test_another_column_is_another_reading() -> None:
    text = "Task,Topic,Done\nBowline,Knots,\nReef,Knots,\nJib,Sails,\n"
    readings = read_all(text, name="any.csv")
    assert [(one.proposal.name, titles(one)) for one in readings[:2]] == [
        ("Task", ["Bowline", "Reef", "Jib"]),
        ("Topic", ["Knots", "Knots", "Sails"]),
    ]


def test_a_title_told_by_the_shape_of_a_table_is_told_as_a_guess() -> None:
    guessed = read_all("| Xx | Yy |\n|-|-|\n| 1 | Gron |\n| 2 | Blau |\n| 3 | Rot |\n", name="any.md")[0]
    assert titles(guessed) == ["Gron", "Blau", "Rot"]
    assert guessed.proposal.guessed
    assert Why.GUESSED in {reason.why for reason in guessed.proposal.reasons}
    known = read_all("| No | Topic |\n|-|-|\n| 1 | Gron |\n| 2 | Blau |\n", name="any.md")[0]
    assert not known.proposal.guessed


@pytest.mark.drill
def test_where_one_level_has_too_many_topics_a_coarser_one_is_read() -> None:
    text = "".join(f"## Part {part}\n" + "".join(f"- item {part}.{n} of it\n" for n in range(60)) for part in range(40))
    assert len(read_any(text, name="any.md").roadmap.topics) == 40


def test_an_empty_box_beats_the_sign_behind_it() -> None:
    understood = read_any("- [ ] ✅ Safety checks\n- [x] ⏳ Waiting\n", name="any.md")
    assert [status.value for status in understood.statuses.values()] == ["not started", "completed"]


def test_a_number_of_the_document_is_another_name_of_the_topic() -> None:
    topics = read_any("## 3.1 Knots\n- a\n\n## 3.2 Sails\n- b\n", name="any.md").roadmap.topics
    assert [(topic.title, topic.aliases) for topic in topics] == [("Knots", ("3.1",)), ("Sails", ("3.2",))]


def test_an_entity_or_a_declaration_in_an_outline_is_refused() -> None:
    bomb = '<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>'
    with pytest.raises(RoadmapFaults, match="unreadable opml"):
        read_all(bomb, name="any.opml")


def test_a_column_that_says_something_in_few_rows_is_no_reading() -> None:
    rows = (
        "Rig,2 weeks,",
        "Hull,3 weeks,Both hands are asked for",
        "Keel,1 week,Ask Ann",
        "Jib,1 week,",
        "Spi,1 week,",
    )
    sheet = "\n".join(("Course,Duration,Notes", *rows))
    assert [titles(one) for one in read_all(sheet, name="any.csv")] == [["Rig", "Hull", "Keel", "Jib", "Spi"]]


def test_addresses_are_no_reading_beside_names() -> None:
    sheet = "Topic,Link\nHives,https://bees.example/h\nSwarms,https://bees.example/s\nHoney,https://bees.example/o\n"
    assert [titles(one) for one in read_all(sheet, name="any.csv")] == [["Hives", "Swarms", "Honey"]]


@pytest.mark.parametrize("heading", ["Translations", "Read in other languages", "Übersetzungen", "Переводы"])
def test_the_languages_of_a_document_are_topics_in_no_reading(heading: str) -> None:
    text = f"# Sewing\n\n## {heading}\n\n- [Deutsch](de.md)\n- [Suomi](fi.md)\n\n## Seams\n\n- [ ] Hem\n  - [ ] Pin\n- [ ] Dart\n"
    assert all("Suomi" not in titles(one) for one in read_all(text, name="any.md"))
