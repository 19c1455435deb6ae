"""What is refused as a whole: too large, too many, too deep, unreadable, or no roadmap; and that nothing else is."""

import json
import re

import pytest

from roadmap.errors import Fault, RoadmapFaults
from roadmap.model import Roadmap, Topic
from roadmap.reading.exact import exact_json
from roadmap.reading.limits import (
    LONGEST_SKILL,
    LONGEST_SLUG,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_DEPTH,
    MOST_DRAFTS,
    MOST_ENTRIES,
    MOST_KEYS,
    MOST_SIGNS,
    MOST_STARTS,
    MOST_TOPICS,
)
from roadmap.reading.readings import read_any
from roadmap.writing.documents import as_document
from roadmap.writing.markdown import write_markdown


def refused(text: str, name: str = "any.md") -> Fault:
    with pytest.raises(RoadmapFaults) as refusal:
        read_any(text, name=name)
    (fault,) = refusal.value.faults
    return fault


def kind_of(text: str, name: str) -> str:
    """ "read", or the kind of the refusal."""
    try:
        read_any(text, name=name)
    except RoadmapFaults as faults:
        return faults.faults[0].kind
    return "read"


def boxes(count: int) -> str:
    return "".join(f"- [ ] Topic {place}\n" for place in range(count))


def test_a_document_of_the_greatest_size_is_read_and_one_byte_more_is_told() -> None:
    text = "- [ ] Music\n\n"
    whole = text + "\n".join("é" * 1000 for _ in range(260))
    whole += "x" * (MOST_BYTES - len(whole.encode()))
    assert len(read_any(whole, name="any.md").roadmap.topics) == 1
    assert refused(whole + "x") == Fault(0, "too long", str(MOST_BYTES + 1))


def test_too_many_lines_are_told() -> None:
    assert refused("\n" * 20_000).kind == "too many lines"


@pytest.mark.drill
def test_two_thousand_topics_are_read_and_one_more_is_told_with_its_line() -> None:
    assert len(read_any(boxes(MOST_TOPICS), name="any.md").roadmap.topics) == MOST_TOPICS
    assert refused(boxes(MOST_TOPICS + 1)) == Fault(2001, "too many topics", "2001")


@pytest.mark.drill
def test_of_many_more_topics_only_so_many_are_counted() -> None:
    assert refused(boxes(MOST_DRAFTS)).text == str(MOST_DRAFTS)
    assert refused(boxes(9000)) == Fault(MOST_DRAFTS + 1, "too many topics", str(MOST_DRAFTS + 1))


def sheet(columns: int) -> str:
    return "title" + ",c" * (columns - 1) + "\na\n"


def table(columns: int) -> str:
    return "\nWords.\n\n| Course | Duration |" + " c |" * (columns - 2) + "\n|" + "-|" * columns + "\n| A | 1 week |\n"


@pytest.mark.parametrize(("wide", "name", "line"), [(sheet, "any.csv", 1), (table, "any.md", 4)])
def test_a_table_is_read_to_its_greatest_width_and_no_further(wide, name: str, line: int) -> None:
    assert len(read_any(wide(MOST_COLUMNS), name=name).roadmap.topics) == 1
    assert refused(wide(MOST_COLUMNS + 1), name) == Fault(line, "too many columns", str(MOST_COLUMNS + 1))


def test_a_long_line_of_commas_in_a_file_without_a_form_is_no_sheet_and_no_reason_to_refuse_it() -> None:
    text = f"Things I like: {'music, ' * 300}\nand more.\n\n# Path\n\n- Sets\n- Maps\n"
    assert [topic.title for topic in read_any(text, name="any").roadmap.topics] == ["Sets", "Maps"]


@pytest.mark.drill
@pytest.mark.parametrize("name", ["any.json", "any.yaml"])
def test_a_mapping_has_a_greatest_number_of_keys(name: str) -> None:
    keys = {f"k{place}": "" for place in range(MOST_KEYS + 1)}
    assert refused(json.dumps(keys), name) == Fault(1, "too many keys", str(MOST_KEYS + 1))
    keys.popitem()
    assert refused(json.dumps(keys), name).kind == "too many topics"


def linked(count: int) -> str:
    return "- [ ] A\n" + "".join(f"  - [x](http://a.b/{place})\n" for place in range(count))


def with_skills(count: int) -> str:
    return json.dumps([{"title": "A", "prerequisites": [f"Skill {place}" for place in range(count)]}])


def certified(count: int) -> str:
    return json.dumps([{"title": "A", "certifications": [f"Paper {place}" for place in range(count)]}])


@pytest.mark.parametrize(
    ("of_many", "name"), [(linked, "any.md"), (with_skills, "any.json"), (certified, "any.json")]
)  # fmt: skip
def test_a_topic_has_a_greatest_number_of_links_prerequisites_and_certifications(of_many, name: str) -> None:
    """What is kept of a roadmap has this bound: a document beyond it could be understood and never be stored."""
    read = read_any(of_many(MOST_ENTRIES), name=name)
    document = json.dumps(as_document(read.roadmap, read.statuses))
    assert exact_json(document, slug="", title="")
    assert refused(of_many(MOST_ENTRIES + 1), name) == Fault(1, "too many entries", str(MOST_ENTRIES + 1))


@pytest.mark.drill
def test_markdown_is_read_to_a_greatest_number_of_signs_and_of_list_items() -> None:
    assert kind_of("- [ ] A\n\n" + "*" * (MOST_SIGNS - 1), "any.md") == "read"
    assert refused("- [ ] A\n\n" + "*" * MOST_SIGNS) == Fault(0, "too many signs", str(MOST_SIGNS + 1))
    assert kind_of("- - - a\n" * (MOST_STARTS // 3), "any.md") == "too many topics"
    assert refused("- - - a\n" * (MOST_STARTS // 3 + 1)).kind == "too many signs"


def test_links_are_not_looked_for_among_brackets_that_stay_open() -> None:
    (topic,) = read_any(f"- [ ] A {'(' * 30} [b](http://c.d)\n", name="any.md").roadmap.topics
    assert topic.title.endswith("[b](http://c.d)")
    (topic,) = read_any(f"- [ ] A {'(a) ' * 30} [b](http://c.d)\n", name="any.md").roadmap.topics
    assert [resource.url for resource in topic.resources] == ["http://c.d"]


@pytest.mark.parametrize(
    ("nested", "name"),
    [
        (lambda depth: "".join(f"{'  ' * level}- [ ] a\n" for level in range(depth)), "any.md"),
        (lambda depth: "> " * depth + "a", "any.md"),
        (lambda depth: "[" * depth + '"a"' + "]" * depth, "any.json"),
        (lambda depth: "[" * depth + "a" + "]" * depth, "any.yaml"),
        (lambda depth: '{"a":' * depth + '"b"' + "}" * depth, "any.json"),
    ],
    ids=["check list", "quotes", "json list", "yaml list", "json objects"],
)
def test_nesting_is_followed_to_its_limit_and_no_further(nested, name: str) -> None:
    assert refused(nested(MOST_DEPTH + 1), name).kind == "too deep"
    assert refused(nested(MOST_DEPTH + 1), name).text == str(MOST_DEPTH + 1)
    assert refused(nested(400), name).kind == "too deep"
    assert kind_of(nested(MOST_DEPTH), name) in ("read", "no topics")


@pytest.mark.parametrize("depth", [400, 1001, 200_000])
@pytest.mark.parametrize("bracket", ["[", "{", "{a: "])
def test_yaml_is_too_deep_also_where_the_parser_gives_up_by_itself(bracket: str, depth: int) -> None:
    document = (bracket * depth)[:MOST_BYTES]
    assert refused(document, "any.yaml") == Fault(1, "too deep", str(MOST_DEPTH + 1))


def test_aliases_that_would_grow_beyond_measure_are_refused_before_they_do() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 12)
    )
    assert refused(bomb, "any.yaml").kind == "too many values"


def test_an_alias_within_itself_is_refused() -> None:
    assert refused("a: &a [*a]\n", "any.yaml").kind == "circular alias"


@pytest.mark.parametrize(
    "text",
    [
        "- !!python/object/apply:os.system ['true']\n",
        "- !!python/name:os.system\n",
        "- !include /etc/passwd\n",
        "- title: !!python/object:bot.settings.Settings {}\n",
    ],
)
def test_no_tag_is_obeyed(text: str) -> None:
    assert kind_of(text, "any.yaml") in ("read", "no topics")
    titles = [topic.title for topic in read_any(f"- Plain\n{text}", name="any.yaml").roadmap.topics]
    assert set(titles) <= {"Plain", "true", "/etc/passwd", "title"}


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ('{"a": [1,\n 2', "any.json", Fault(2, "unreadable json", "Expecting ',' delimiter")),
        ("a: [1,\nb: 2", "any.yaml", Fault(2, "unreadable yaml", "did not find expected ',' or ']'")),
        ('title\n"' + "a" * 140_000, "any.csv", Fault(2, "unreadable csv", "field larger than field limit (131072)")),
        ("", "any.md", Fault(0, "no topics", "0")),
        ("Just a letter to a friend.\n", "any.md", Fault(0, "no topics", "0")),
        ("a,b\n1,2\n", "any.csv", Fault(0, "no topics", "0")),
        ("3", "any.json", Fault(0, "no topics", "0")),
    ],
)
def test_what_is_no_roadmap_says_why(text: str, name: str, fault: Fault) -> None:
    assert refused(text, name) == fault


def test_a_cell_too_long_to_read_is_left_out_and_told() -> None:
    text = f"| Course | Duration |\n| - | - |\n| A | 1 week |\n| {'x' * 5000} | 1 week |\n"
    read = read_any(text, name="any.md")
    assert [topic.title for topic in read.roadmap.topics] == ["A"]
    assert [(fault.line, fault.kind) for fault in read.unclear] == [(4, "too long")]


def test_more_brackets_than_links_would_need_are_read_as_plain_text() -> None:
    (topic,) = read_any(f"- [ ] A {'[' * 200} [b](http://c.d)\n", name="any.md").roadmap.topics
    assert topic.title.endswith("[b](http://c.d)")


def test_a_title_has_a_greatest_length() -> None:
    (topic,) = read_any(f"- [ ] {'word ' * 500}\n", name="any.md").roadmap.topics
    assert len(topic.title) <= 300
    assert topic.title.endswith("…")


def test_control_characters_never_get_through_in_any_form() -> None:
    document = json.dumps([{"title": "a\u0000b", "why": "c\u0007d", "duration": "1 week"}])
    (topic,) = read_any(document, name="any.json").roadmap.topics
    assert (topic.title, topic.why) == ("a\ufffdb", "c\ufffdd")
    assert read_any("- [ ] a\u001bb\n", name="any.md").roadmap.topics[0].title == "a\ufffdb"


def test_a_number_too_long_for_python_is_only_text() -> None:
    assert read_any(f'[{{"title": "A", "weeks": {"9" * 5000}}}]', name="any.json").roadmap.topics[0].duration is None


OWN = {"format": "roadmate-roadmap", "version": 1, "slug": "mine", "title": "Mine"}


@pytest.mark.parametrize(
    "odd",
    [
        {"slug": "s" * (LONGEST_SLUG + 1)},
        {"slug": "Not one word"},
        {"title": "t" * 301},
        {"title": "two\nlines"},
        {"skills": ["k" * (LONGEST_SKILL + 1)]},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_our_own_form_beyond_its_bounds_is_read_like_any_other_and_cut(odd: dict[str, object]) -> None:
    topic = {"title": "Sets", "slug": "sets", "number": 1, **odd}
    (read,) = read_any(json.dumps({**OWN, "topics": [topic]}), name="any.json").roadmap.topics
    assert 0 < len(read.title) <= 300
    assert "\n" not in read.title
    assert re.fullmatch(r"[a-z0-9-]{1,120}", read.slug)
    assert all(len(skill) <= LONGEST_SKILL for skill in read.skills)


def test_the_title_of_a_whole_roadmap_is_bounded_as_well() -> None:
    document = {**OWN, "title": "t" * 5000, "topics": [{"title": "Sets", "slug": "sets", "number": 1}]}
    assert len(read_any(json.dumps(document), name="any.json").roadmap.title) <= 300


def test_a_table_of_our_own_with_a_title_too_long_is_read_with_the_title_cut() -> None:
    table = write_markdown(Roadmap("any", "Any", (Topic(slug="a", number=1, title="word " * 100),)))
    (topic,) = read_any(table, name="any.md").roadmap.topics
    assert len(topic.title) <= 300
