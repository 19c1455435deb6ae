"""A roadmap that somebody brings is shown with a choice: another reading, some of its stages, its ticks or none."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.program.cli import main
from bot.texts import readings
from roadmap.reading.judgement.proposals import Level
from roadmap.reading.readings import read_any
from roadmap.reading.tree import Kind
from tests.bot.conftest import BEN, MONDAY, Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import send
from tests.conftest import SQLITE
from tests.roadmap.test_reading_workbook import PLAIN, changed

ENGINES = SQLITE

PATH = """# Path

Read this first.

## Basics

- [x] Sets
- [ ] Maps

## Waves

- [ ] Light
  - [x] Prisms
- [ ] Sound

## Extras

- [ ] Light
"""

WEEKS = "# Course\n\n" + "\n".join(
    f"## Stage {n} (2 weeks)\n\n" + "\n".join(f"- Lesson {n}.{m}" for m in (1, 2, 3)) for n in range(1, 21)
)


async def press(talk: Talk, shown: Message, label: str) -> Message:
    answer = await talk.press(data_of(shown, label))
    assert isinstance(answer, Message)
    return answer


def labels(message: Message) -> list[str]:
    return [key.label for key in message.keys]


def test_every_level_and_every_kind_that_may_be_left_out_has_its_words():
    assert {*readings.TAKEN} == set(Level)
    assert {*readings.OFFERED} == {*Level, ""}
    assert {*readings.MANY} == {*readings.ONE} <= set(Kind)


def test_a_stage_whose_name_says_how_long_it_takes_is_one_with_a_length() -> None:
    boxes = PATH.replace("## Waves", "## Waves (2–4 weeks)").replace("## Extras", "## Week 9: Extras")
    said = readings.lengths(read_any(boxes, name="path.md").roadmap)
    assert said
    assert plain(said) == "2 of its 3 stages have a length."
    assert readings.lengths(read_any(PATH, name="path.md").roadmap) is None


async def test_the_preview_says_what_a_topic_is_what_repeats_and_what_is_in_none(talk: Talk) -> None:
    told = plain((await send(talk, PATH)).text)
    assert "3 stages, 6 topics" in told
    assert "I took each box as a topic." in told
    assert "Names that repeat: Light (2×)" in told
    assert "In no topic: 1 piece of text (line 3)" in told


async def test_another_reading_is_a_tap_away_and_a_tap_back(talk: Talk) -> None:
    shown = await send(talk, PATH)
    other = await press(talk, shown, "Outer boxes as topics (5)")
    assert "3 stages, 5 topics" in plain(other.text)
    back = await press(talk, other, "Boxes as topics (6)")
    assert plain(back.text) == plain(shown.text)
    await press(talk, await press(talk, back, "Outer boxes"), "Without ticks")
    assert "Prisms" not in await talk.hear("/roadmap")


async def test_what_was_left_out_is_not_kept_and_nobody_waits_for_it(talk: Talk) -> None:
    shown = await send(talk, PATH)
    stages = await press(talk, shown, "Choose stages")
    assert labels(stages) == ["✅ Basics (2)", "✅ Waves (3)", "✅ Extras (1)", "✔ That's it"]
    fewer = await press(talk, await press(talk, stages, "Waves"), "Extras")
    assert labels(fewer) == ["✅ Basics (2)", "▫ Waves (3)", "▫ Extras (1)", "✔ That's it"]
    again = await press(talk, await press(talk, fewer, "Extras"), "That's it")
    assert "2 stages, 3 topics" in plain(again.text)
    await press(talk, again, "With its 1 tick")
    told = await talk.hear("/roadmap")
    assert "Light" in told
    assert "Sound" not in told
    assert "✅ 1. Sets" in await talk.hear("/status 1")


async def test_the_last_stage_stays(talk: Talk) -> None:
    stages = await press(talk, await send(talk, PATH), "Choose stages")
    for name in ("Basics", "Waves"):
        stages = await press(talk, stages, name)
    refused = await press(talk, stages, "Extras")
    assert "One stage has to stay" in plain(refused.text)
    assert "▫ Basics (2)" in labels(await press(talk, refused, "To the stages"))


async def test_many_stages_come_in_pages(talk: Talk) -> None:
    shown = await press(talk, await send(talk, WEEKS), "List entries as topics (60)")
    first = await press(talk, shown, "Choose stages")
    assert len(first.keys) == readings.PAGE + 2
    last = await press(talk, await press(talk, first, "More"), "More")
    assert [label.split(" (")[0] for label in labels(last)][:4] == [f"✅ Stage {n}" for n in (17, 18, 19, 20)]
    assert "▫ Stage 20" in " ".join(labels(await press(talk, last, "Stage 20")))


@pytest.mark.parametrize(("label", "facts"), [("With its 2 ticks", 2), ("Without ticks", 0)])
async def test_the_ticks_of_a_document_are_taken_or_declined(talk: Talk, label: str, facts: int) -> None:
    await press(talk, await send(talk, PATH), label)
    rows = await talk.rows()
    assert len(rows["progress_events"]) == facts
    (version,) = rows["roadmap_versions"]
    assert ('"status":"done"' in str(version)) is bool(facts), "what was declined is not kept either"


async def test_a_choice_of_somebody_elses_draft_or_of_none_changes_nothing(talk: Talk) -> None:
    shown = await send(talk, PATH)
    token = data_of(shown, "With its").rpartition(" ")[2]
    for line in (f"/import reading {token} 1", f"/import stage {token} 1", f"/import stages {token} 0"):
        assert "used up" in await talk.hear(line, by="99")
    for line in (f"/import reading {token} 9", f"/import stage {token} 99", "/import stages nothing 0"):
        assert "used up" in await talk.hear(line)
    again = await talk.say(f"/import look {token}")
    assert isinstance(again, Message)
    assert plain(again.text) == plain(shown.text)


async def without(talk: Talk, document: str, *titles: str) -> Message:
    """The preview of a document, once these stages were left out of it."""
    shown = await press(talk, await send(talk, document), "Choose stages")
    for title in titles:
        shown = await press(talk, shown, title)
    return await press(talk, shown, "That's it")


async def test_what_was_chosen_goes_out_as_the_document_it_came_from(talk: Talk) -> None:
    await press(talk, await without(talk, PATH, "Basics"), "With its")
    await talk.say("/done sound")
    assert await markdown(talk) == PATH.replace("[ ] Sound", "[x] Sound"), "and what was left out stays as it was"


async def test_another_reading_is_ticked_in_its_own_lines(talk: Talk) -> None:
    await press(talk, await press(talk, await send(talk, PATH), "Outer boxes"), "Without ticks")
    await talk.say("/done light waves")
    ticked = PATH.replace("- [x] Sets", "- [ ] Sets").replace("## Waves\n\n- [ ] Light", "## Waves\n\n- [x] Light")
    assert await markdown(talk) == ticked, "the box below is no topic of this reading"


async def test_a_document_that_is_not_read_so_any_more_goes_out_in_a_form_of_ours(talk: Talk) -> None:
    await press(talk, await without(talk, PATH, "Basics"), "Without ticks")
    async with talk.database.store() as store:
        (one,) = await store.roadmaps.of_learner(1)
        imported = await store.roadmaps.imported(one.slug)
        assert imported
        other = imported.document.replace('"level":"boxes"', '"level":"rows"')
        assert other != imported.document
        await store.roadmaps.revise(one.slug, replace(imported, document=other), MONDAY)
    text = await markdown(talk)
    assert "| **Recommended Duration** |" in text
    assert "Sound" in text


async def markdown(talk: Talk) -> str:
    exported = await talk.say("/export markdown")
    assert isinstance(exported, Message)
    return exported.attachments[0].content.decode()


async def test_the_stages_that_were_left_out_are_named_in_the_preview_and_afterwards(talk: Talk) -> None:
    shown = await without(talk, PATH, "Waves", "Extras")
    assert "2 stages left out: Waves; Extras" in plain(shown.text)
    await press(talk, shown, "Without ticks")
    told = await talk.hear("/roadmap")
    assert "2 stages left out: Waves; Extras" in told
    assert "Send me the document again" in told
    await talk.say("/edit rename sets to Sets and relations")
    assert "2 stages left out: Waves; Extras" in await talk.hear("/roadmap"), "an edit leaves that alone"
    slug = (await talk.rows())["roadmaps"][0][1]
    await talk.say(f"/start {slug} today", by=BEN)
    assert "left out" not in await talk.hear("/roadmap", by=BEN), "others see the roadmap, nothing else of the document"


async def test_of_many_stages_that_were_left_out_a_few_are_named(talk: Talk) -> None:
    parts = "# Many\n" + "".join(f"\n## About {name}\n\n- [ ] Read {name}\n- [ ] Try {name}\n" for name in "ABCDEFGH")
    shown = await without(talk, parts, *(f"About {name}" for name in "ABCDEF"))
    assert "6 stages left out: About A; About B; About C; About D and 2 more" in plain(shown.text)


async def test_taking_all_of_the_document_again_leaves_nothing_out(talk: Talk) -> None:
    await press(talk, await without(talk, PATH, "Waves"), "Without ticks")
    again = await send(talk, PATH)
    assert labels(again)[0] == "▶ Keep going"
    await press(talk, again, "Update Path")
    assert "left out" not in await talk.hear("/roadmap")


async def test_forgetting_takes_what_was_left_out_along(talk: Talk) -> None:
    await press(talk, await without(talk, PATH, "Waves"), "Without ticks")
    slug = (await talk.rows())["roadmaps"][0][1]
    await talk.say(f"/start {slug} today", by=BEN)
    await press(talk, await talk.say("/forget"), "Delete")
    (version,) = (await talk.rows())["roadmap_versions"]
    assert "Sets" in str(version)
    assert "Waves" not in str(version)
    assert "digest" not in str(version)


async def test_an_edited_roadmap_is_still_known_as_what_came_of_its_document(talk: Talk) -> None:
    await press(talk, await send(talk, PATH), "Without ticks")
    await talk.say("/edit rename sets to Sets and relations")
    await talk.say("/edit rename maps to Functions")
    shown = await send(talk, PATH)
    assert labels(shown)[:2] == ["▶ Keep going", "✔ Update Path"]
    assert "You have edited it since" in plain(shown.text)
    other = await send(talk, PATH.replace("Sound", "Sound and noise"))
    assert "from this very document" not in plain(other.text)


async def test_a_workbook_is_known_again_by_what_it_says_whatever_its_bytes_and_what_was_chosen(talk: Talk) -> None:
    shown = await send(talk, PLAIN, name="bees.xlsx")
    assert changed() != PLAIN
    await press(talk, shown, "Take it" if "✔ Take it" in labels(shown) else "Without ticks")
    await talk.say("/edit rename swarms to Swarming")
    again = await send(talk, changed(), name="bees.xlsx")
    assert labels(again)[0] == "▶ Keep going"
    assert "You have edited it since" in plain(again.text)
    await press(talk, again, "Update")
    await talk.say("/edit rename swarms to Swarming")
    assert labels(await send(talk, PLAIN, name="bees.xlsx"))[0] == "▶ Keep going", "as a later version too"


async def test_a_workbook_that_says_something_else_is_another_document(talk: Talk) -> None:
    shown = await send(talk, PLAIN, name="bees.xlsx")
    await press(talk, shown, "Take it" if "✔ Take it" in labels(shown) else "Without ticks")
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    other = changed(**{name: text.replace("Swarms", "Queens") for name, text in told.items() if "Swarms" in text})
    again = await send(talk, other, name="bees.xlsx")
    assert "▶ Keep going" not in labels(again)
    assert "from this very document" not in plain(again.text)


async def test_the_same_document_read_otherwise_is_still_known(talk: Talk) -> None:
    await press(talk, await send(talk, PATH), "With its")
    shown = await send(talk, PATH)
    assert labels(shown)[0] == "▶ Keep going"
    other = await press(talk, shown, "Outer boxes")
    assert "from this very document" in plain(other.text)
    assert labels(other)[:2] == ["▶ Keep going", "✔ Update Path"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 \x00\x01", "That's a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "That's a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "That's a picture"),
        (b"PK\x03\x04" + b"\x00" * 40, "an office program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "an office program"),
    ],
)
async def test_what_is_no_text_is_told_what_to_do_instead(talk: Talk, content: bytes, words: str) -> None:
    told = plain((await send(talk, content, name="path")).text)
    assert words in told
    assert "/import" in told


async def test_a_link_is_not_opened_and_the_way_round_is_told(talk: Talk) -> None:
    assert "I don't open links" in await talk.hear("/import https://roadmap.sh/python")


def run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    status = main(["import", *options])
    out = capsys.readouterr()
    return status, out.out, out.err


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'roadmate.db'}")
    (tmp_path / "path.md").write_text(PATH)
    return str(tmp_path / "path.md")


@pytest.mark.drill
def test_the_command_line_offers_the_same_choice(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, told, _ = run(capsys, file)
    number = re.search(r"--reading (\d): Outer boxes as topics \(5\)", told)
    assert number
    assert "--stages 2: Waves · 3 topics" in told
    said = json.loads(run(capsys, file, "--json", "--reading", number[1], "--stages", "1,3", "--no-ticks")[1])
    assert [topic["title"] for topic in said["topics"]] == ["Sets", "Maps", "Light"]
    assert "done" not in json.dumps(said["topics"])


@pytest.mark.parametrize("options", [("--reading", "7"), ("--stages", "9")])
def test_a_choice_that_there_is_not_is_named(
    file: str, capsys: pytest.CaptureFixture[str], options: tuple[str, str]
) -> None:
    status, _, told = run(capsys, file, *options)
    assert status == 1
    assert " ".join(options) in told
