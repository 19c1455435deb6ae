"""Roadmaps that people bring: read in a process of their own, kept after a tap, in versions that keep every fact."""

import asyncio
import csv
import io
import json
import os
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.chat.dispatch import Dispatcher
from bot.chat.library import document_of
from bot.chat.platform import File, Place, Speaker, Spoken
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.errors import NotFetched
from bot.files.reader import MOST_AT_ONCE, read, ticked
from bot.nudges.arming import returning
from bot.platforms.console.renderer import plain
from bot.program.cli import main
from roadmap.errors import RoadmapFaults
from roadmap.model import Status
from roadmap.reading import readings
from tests.bot.conftest import ANN, BEN, MONDAY, Talk
from tests.bot.test_dispatch import data_of
from tests.conftest import SQLITE
from tests.unlocked import read_here

ENGINES = SQLITE

MINE = """# My path

| Topic | Duration | Prerequisites |
|---|---|---|
| Statistics | 2 weeks | |
| Regression | 3-4 weeks | Statistics |
"""
LATER = MINE.replace("Regression | 3-4", "Regression | 5").replace("| Statistics | 2", "| Bayesian Statistics | 2")
CHECKED = "# Reading\n\n- [x] Sets\n- [🚧] Maps\n- [ ] Graphs\n"


async def send(
    talk: Talk, text: str | bytes, *, name: str = "path.md", line: str = "/import", by: str = ANN
) -> Message:
    content = text.encode() if isinstance(text, str) else text

    async def fetch() -> bytes:
        return content

    spoken = Spoken(Speaker("console", by), Place(by, direct=True), line, talk.clock(), File(name, len(content), fetch))
    answer = await talk.dispatcher.say(spoken)
    assert answer
    return answer


async def take(talk: Talk, text: str, label: str = "", *, by: str = ANN) -> str:
    """Take it by the first button, or by the one with this label."""
    shown = await send(talk, text, by=by)
    answer = await talk.press(data_of(shown, label), by=by)
    assert isinstance(answer, Message)
    return plain(answer.text)


async def test_what_has_no_title_is_known_again_under_another_file_name(talk: Talk) -> None:
    untitled = "Module,Weeks\nJoins,2\nIndexes,3\n"
    first = await send(talk, untitled, name="sql-course.csv")
    await talk.press(data_of(first, "Take it"))
    again = await send(talk, untitled, name="download (3).csv")
    assert again.keys[0].label.endswith("Keep going")
    assert "You have" in again.text
    other = await send(talk, untitled.replace("Indexes", "Views"), name="other.csv")
    assert not any("Keep going" in key.label for key in other.keys)


# The process that reads


async def test_a_file_is_understood_with_what_is_not_clear_in_it():
    understood = await read(MINE.replace("2 weeks", "ages").encode(), "path.md")
    assert [topic.title for topic in understood.roadmap.topics] == ["Statistics", "Regression"]
    assert [(fault.line, fault.text) for fault in understood.sketch.unclear] == [(5, "ages")]


@pytest.mark.parametrize("wrong", ["windows-1252", "mac_roman"])
async def test_text_that_went_through_the_wrong_encoding_is_repaired(wrong):
    broken = "| Topic | Duration |\n|---|---|\n| Théorie des graphes – café | 4–6 weeks |\n".encode().decode(wrong)
    topic = (await read_here(broken.encode(), "path.md")).roadmap.topics[0]
    assert topic.title == "Théorie des graphes – café"
    assert topic.duration


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
async def test_a_byte_order_mark_says_the_encoding(encoding):
    assert (await read_here(MINE.encode(encoding), "path.md")).roadmap.topics[0].title == "Statistics"


async def test_letters_of_other_scripts_survive():
    text = "| Topic |\n|---|\n| תורת הגרפים |\n| 線形代数 |\n| الجبر |\n"
    titles = [topic.title for topic in (await read_here(text.encode(), "path.md")).roadmap.topics]
    assert titles == ["תורת הגרפים", "線形代数", "الجبر"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"x" * (512 * 1024 + 1), "too long"),
        (b"\x00\x01\x02" * 50, "no text"),
        (b"nothing to learn here", "no topics"),
        ("\n".join(f"- [ ] t{n}" for n in range(2001)).encode(), "too many topics"),
    ],
)
async def test_what_is_no_roadmap_is_refused_with_its_reason(content, kind):
    with pytest.raises(RoadmapFaults) as refused:
        await read_here(content, "path.md")
    assert refused.value.faults[0].kind == kind


async def test_a_file_that_takes_too_long_is_given_up_and_its_process_ended():
    with pytest.raises(RoadmapFaults) as refused:
        await read(MINE.encode(), "path.md", seconds=0)
    assert refused.value.faults[0].kind == "too slow"


@pytest.mark.parametrize(
    "name",
    ["--help", "read", "", "a\x00b.md", "\ud800.md", "new\nline.md" + "x" * 300_000 + ".md"],
    ids=lambda name: name[:9],
)
async def test_whatever_a_file_is_called_it_is_read(name: str) -> None:
    assert len((await read(CHECKED.encode(), name)).roadmap.topics) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.md", ""),
        ("line.md", f"- [ ] {'a ' * 200_000}"),
        ("brackets.md", "- [ ] " + "[" * 300_000),
        ("stars.md", "- [ ] x " + "*a_" * 170_000),
        ("cell.md", f"| Topic |\n|---|\n| {'[a](' * 60_000} |\n"),
        ("flow.yaml", "{" * 20_000),
        ("deep.json", "[" * 200_000),
    ],
    ids=lambda said: said if len(said) < 20 else "",
)
async def test_a_file_made_to_be_hard_is_answered_in_time_and_within_its_memory(name: str, content: str) -> None:
    with pytest.raises(RoadmapFaults) as refused:
        await read(content.encode(), name)
    assert refused.value.faults[0].kind in {"no topics", "too deep", "too many signs"}


CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


def children() -> int:
    return len(CHILDREN.read_text("ascii").split())


@pytest.mark.drill
@pytest.mark.skipif(not CHILDREN.exists(), reason="only Linux tells a process its children")
async def test_of_many_files_at_once_only_a_few_are_read_at_a_time() -> None:
    before, most = children(), 0
    reading = asyncio.gather(*(read(CHECKED.encode(), "path.md") for _ in range(2 * MOST_AT_ONCE)))
    while not reading.done():
        most = max(most, children() - before)
        await asyncio.sleep(0.005)
    assert [len(one.roadmap.topics) for one in await reading] == [3] * (2 * MOST_AT_ONCE)
    assert 1 <= most <= MOST_AT_ONCE


@pytest.mark.skipif(not CHILDREN.exists(), reason="only Linux tells a process its children")
async def test_what_is_sent_to_the_bot_is_read_in_a_process_of_its_own_unless_somebody_says_otherwise(
    lean: Talk,
) -> None:
    lean.dispatcher = Dispatcher(lean.database, COMMANDS, clock=lean.clock, default_zone="UTC", returning=returning)
    before, most = children(), 0
    sending = asyncio.create_task(send(lean, CHECKED))
    while not sending.done():
        most = max(most, children() - before)
        await asyncio.sleep(0.005)
    assert "3 topics" in plain((await sending).text)
    assert most == 1


async def test_a_yaml_file_that_would_run_code_is_only_text(tmp_path):
    document = f"- !!python/object/apply:os.system ['touch {tmp_path}/run']\n- Sets\n"
    titles = [topic.title for topic in (await read(document.encode(), "path.yaml")).roadmap.topics]
    assert "Sets" in titles
    assert not (tmp_path / "run").exists()


async def test_a_yaml_file_that_grows_without_end_is_refused():
    letters = "abcdefghi"
    grown = [f"{one}: &{one} [{','.join([f'*{before}'] * 9)}]" for before, one in pairwise(letters)]
    with pytest.raises(RoadmapFaults) as refused:
        await read_here("\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *grown]).encode(), "path.yaml")
    assert refused.value.faults[0].kind == "too many values"


@pytest.mark.drill
async def test_a_fault_of_the_reader_stands_in_the_log_by_its_places_without_a_word_of_the_file():
    with capture_logs() as logs, pytest.raises(RoadmapFaults, match="unreadable"):
        await ticked(CHECKED, [Status.COMPLETED])  # fewer than it has topics
    (entry,) = logs
    assert entry["event"] == "import_broke"
    assert "ValueError [__init__.py:" in entry["error"]
    assert "Sets" not in str(entry)


@pytest.mark.drill
async def test_a_document_is_ticked_in_its_own_form():
    text = await ticked(CHECKED, [Status.COMPLETED, Status.COMPLETED, Status.GOING_ON])
    assert text == "# Reading\n\n- [x] Sets\n- [x] Maps\n- [🚧] Graphs\n"


# The talk about it


async def test_nothing_is_kept_of_a_stranger_before_the_tap_but_the_draft(talk: Talk) -> None:
    shown = await send(talk, MINE)
    assert "2 topics, 2 with a duration, 1 building on another" in plain(shown.text)
    rows = await talk.rows()
    assert (len(rows["drafts"]), rows["learners"], rows["roadmaps"]) == (1, [], [])
    await talk.press(data_of(shown, "Discard"))
    assert not any((await talk.rows()).values())


async def test_a_tap_takes_it_and_puts_it_under_way(talk: Talk) -> None:
    assert "My path is yours" in await take(talk, MINE)
    assert "Regression · not begun" in await talk.hear("/status 1")
    assert (await talk.rows())["drafts"] == []


async def test_its_own_ticks_become_facts(lean: Talk) -> None:
    assert "I kept its 2 ticks" in await take(lean, CHECKED)
    status = await lean.hear("/status 1")
    assert "✅ 1. Sets" in status
    assert "🟡 2. Maps" in status


async def test_text_may_be_pasted_below_the_command(lean: Talk) -> None:
    answer = await lean.say(f"/import\n{MINE}")
    assert answer
    assert "2 topics" in plain(answer.text)


async def test_a_draft_is_its_owners_alone_and_lasts_an_hour(talk: Talk) -> None:
    shown = await send(talk, MINE)
    token = data_of(shown, "Take it").rpartition(" ")[2]
    assert "used up" in await talk.hear(f"/import take {token}", by=BEN)
    talk.wait(timedelta(minutes=61))
    assert "used up" in await talk.hear(f"/import take {token}")


async def test_bringing_it_again_shows_what_changed_and_asks_about_what_is_unsure(talk: Talk) -> None:
    await take(talk, MINE)
    await talk.say("/done statistics")
    shown = await send(talk, LATER)
    told = plain(shown.text)
    assert "Perhaps the same: Statistics → Bayesian Statistics" in told
    assert "Other durations: 1 topic." in told
    asked = await talk.press(data_of(shown, "="))
    assert isinstance(asked, Message)
    assert "Renamed: Statistics → Bayesian Statistics" in plain(asked.text)
    updated = await talk.press(data_of(asked, "Update"))
    assert isinstance(updated, Message)
    assert "version 2" in plain(updated.text)
    assert "✅ 1. Bayesian Statistics" in await talk.hear("/status 1")


async def test_the_same_document_again_makes_no_version(lean: Talk) -> None:
    await take(lean, MINE)
    shown = await send(lean, MINE)
    assert "Nothing has changed" in plain(shown.text)
    assert [key.label for key in shown.keys] == ["▶ Keep going", "➕ A second one", "✖ Discard"]
    asked = await lean.press(data_of(shown, "A second one"))
    assert isinstance(asked, Message)
    assert "twice" in plain(asked.text)
    assert len((await lean.rows())["roadmaps"]) == 1, "never a copy by one press"
    await lean.press(data_of(asked, "Take it"))
    assert len((await lean.rows())["roadmaps"]) == 2


async def test_a_version_can_be_rolled_back_and_no_fact_is_lost(talk: Talk) -> None:
    await take(talk, MINE)
    await talk.say("/done statistics")
    await take(talk, LATER, "Update")
    assert "⬜ 1. Bayesian Statistics" in await talk.hear("/status 1")
    shelf = await talk.say("/roadmaps")
    back = await talk.press(data_of(shelf, "Version 1"))
    assert isinstance(back, Message)
    assert "✅ 1. Statistics" in await talk.hear("/status 1")
    forth = await talk.press(data_of(back, "Version 2"))
    assert isinstance(forth, Message)
    assert "Bayesian" in await talk.hear("/status 1")


async def test_a_later_version_is_taken_back_by_its_button_and_no_fact_goes(talk: Talk) -> None:
    await take(talk, MINE)
    await talk.say("/done statistics")
    updated = await talk.press(data_of(await send(talk, LATER), "Update"))
    assert isinstance(updated, Message)
    back = await talk.press(data_of(updated, "Undo"))
    assert isinstance(back, Message)
    assert "as it was: version 1" in plain(back.text)
    assert "✅ 1. Statistics" in await talk.hear("/status 1")
    again = await talk.press(data_of(updated, "Undo"))
    assert isinstance(again, Message)
    assert "changed since then" in plain(again.text)


async def test_an_undo_behind_a_later_version_asks_which_is_meant(talk: Talk) -> None:
    await take(talk, MINE)
    await take(talk, LATER, "Update")
    assert "take that back" in await talk.hear("/undo"), "nothing was told"
    talk.wait(timedelta(minutes=1))
    await talk.say("/done regression")
    assert "Taken back: Regression completed" in await talk.hear("/undo"), "the fact came last"
    await talk.say("/done regression")
    shown = await send(talk, MINE)
    await talk.press(data_of(shown, "Update"))
    asked = await talk.say("/undo")
    assert "Last you brought a new version of My path, and before that you told me: Regression" in plain(asked.text)
    assert [key.label for key in asked.keys] == ["↩ The new version", "↩ What I told"]
    await talk.press(data_of(asked, "The new version"))
    assert "Bayesian" in await talk.hear("/status 1")
    assert "Taken back: Regression completed" in await talk.hear("/undo"), "the version is gone, so that is the last"


async def test_a_later_version_goes_back_to_the_one_it_took_the_place_of(lean: Talk) -> None:
    await take(lean, MINE)
    await take(lean, LATER, "Update")
    await take(lean, MINE.replace("2 weeks", "7 weeks"), "Update")
    await lean.press(data_of(await lean.say("/roadmaps"), "Version 2"))
    slug = (await lean.rows())["roadmaps"][0][1]
    await lean.say(f"/roadmaps version {slug} 1")
    await take(lean, LATER, "Update")
    await lean.press(data_of(await lean.say("/undo"), "The new version"))
    assert "is as it was" not in await lean.hear("/undo")
    assert (await lean.rows())["roadmaps"][0][3] == 1


async def test_a_later_version_of_another_roadmap_than_the_one_under_way_is_taken_back_too(lean: Talk) -> None:
    await take(lean, MINE)
    await take(lean, CHECKED)
    await lean.say("/done graphs")
    await take(lean, LATER, "Update")
    asked = await lean.say("/undo")
    assert "a new version of My path" in plain(asked.text)
    back = await lean.press(data_of(asked, "The new version"))
    assert isinstance(back, Message)
    assert "My path is as it was: version 1" in plain(back.text)


async def test_nobody_but_its_owner_updates_or_rolls_back_a_roadmap(lean: Talk) -> None:
    await take(lean, MINE)
    slug = (await lean.rows())["roadmaps"][0][1]
    await lean.say(f"/start {slug} today", by=BEN)
    shown = await send(lean, LATER, by=BEN)
    token = data_of(shown, "Take it").rpartition(" ")[2]
    assert "used up" in await lean.hear(f"/import update {token} {slug}", by=BEN)
    await take(lean, LATER, "Update")
    assert "used up" in await lean.hear(f"/import undo {slug} 2 1", by=BEN)
    assert "I don't understand" in await lean.hear(f"/roadmaps version {slug} 1", by=BEN)


async def test_a_link_lets_others_enrol_and_shows_nothing_of_the_one_who_shared(talk: Talk) -> None:
    await take(talk, MINE)
    await talk.say("/done statistics")
    shared = await talk.hear("/share")
    slug = shared.partition("/start ")[2].partition(".")[0]
    assert "on My path" in await talk.hear(f"/start {slug} today", by=BEN)
    assert "⬜ 1. Statistics" in await talk.hear("/status 1", by=BEN)


async def test_a_learner_switches_between_roadmaps_and_each_keeps_its_progress(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    await talk.say("/done nlp")
    await take(talk, MINE)
    assert "0 of 2 done" in await talk.hear("/roadmaps")
    assert "is under way now" in await talk.hear("/switch ml-data")
    assert "✅ 3. NLP" in await talk.hear("/status 1")
    assert "is under way now" in await talk.hear("/switch my path")
    assert "1. Statistics" in await talk.hear("/status 1")


async def test_forgetting_leaves_a_shared_roadmap_to_those_on_it_and_deletes_one_nobody_is_on(talk: Talk) -> None:
    await take(talk, MINE)
    slug = (await talk.rows())["roadmaps"][0][1]
    await talk.say(f"/start {slug} today", by=BEN)
    await take(talk, CHECKED)
    await talk.press(data_of(await talk.say("/forget"), "Delete"))
    rows = await talk.rows()
    assert [(row[1], row[2]) for row in rows["roadmaps"]] == [(slug, None)]
    assert "1. Statistics" in await talk.hear("/status 1", by=BEN)


async def test_forgetting_leaves_a_roadmap_to_the_group_that_studies_it(talk: Talk) -> None:
    await take(talk, MINE)
    slug = (await talk.rows())["roadmaps"][0][1]
    async with talk.database.store() as store:
        group = await store.groups.add("telegram", "-5", MONDAY)
        await store.groups.change(group.id, roadmap=slug)
    await talk.press(data_of(await talk.say("/forget"), "Delete"))
    assert [(row[1], row[2]) for row in (await talk.rows())["roadmaps"]] == [(slug, None)]


async def test_what_waits_for_a_tap_is_exported_too(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    await send(talk, MINE)
    exported = await talk.say("/export everything")
    assert isinstance(exported, Message)
    (draft,) = json.loads(exported.attachments[0].content)["drafts"]
    assert draft["source"] == MINE


async def test_a_list_goes_out_as_it_came_in_with_the_ticks_of_today(lean: Talk) -> None:
    await take(lean, CHECKED)
    await lean.say("/begin graphs")
    exported = await lean.say("/export markdown")
    assert isinstance(exported, Message)
    assert exported.attachments[0].content.decode() == CHECKED.replace("[ ] Graphs", "[🚧] Graphs")


async def test_a_shipped_roadmap_goes_out_as_its_own_table_with_the_ticks_of_today(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    await lean.say("/skip nlp")
    await lean.say("/done deep learning")
    exported = await lean.say("/export markdown")
    assert isinstance(exported, Message)
    pairs = zip(document_of("ml-data").split("|"), exported.attachments[0].content.decode().split("|"), strict=True)
    changed = [(before.strip(), after.strip()) for before, after in pairs if before != after]
    assert changed == [("☐", "☑"), ("**NLP**", "⏭ **NLP**")]


async def test_after_a_rename_the_ticks_stand_with_the_same_topics(lean: Talk) -> None:
    await take(lean, MINE)
    await lean.say("/done statistics")
    asked = await lean.press(data_of(await send(lean, LATER), "="))
    await lean.press(data_of(asked, "Update"))
    exported = await lean.say("/export markdown")
    assert isinstance(exported, Message)
    assert "| Bayesian Statistics | 2 weeks | | ✅ completed |" in exported.attachments[0].content.decode()


@pytest.mark.parametrize("form", ["json", "csv"])
async def test_what_goes_out_as_data_comes_back_without_loss(lean: Talk, form: str) -> None:
    await take(lean, MINE)
    await lean.say("/done statistics")
    exported = await lean.say(f"/export {form}")
    assert isinstance(exported, Message)
    file = exported.attachments[0]
    understood = await read_here(file.content, file.name)
    assert [topic.title for topic in understood.roadmap.topics] == ["Statistics", "Regression"]
    assert understood.roadmap.by_slug["regression"].prerequisites == ("statistics",)
    assert understood.statuses["statistics"] is Status.COMPLETED
    assert understood.sketch.unclear == ()


STEPS = """{"format": "roadmate-roadmap", "version": 1, "slug": "clay", "title": "Clay & more", "topics": [
  {"title": "Bowls", "slug": "bowls", "number": 1, "status": "in_progress",
   "steps": [{"title": "Centring", "slug": "centring", "done": true}, {"title": "Trimming", "slug": "trimming"}]}]}"""


@pytest.mark.parametrize("form", ["markdown", "json", "csv"])
async def test_steps_that_came_ticked_go_out_ticked_and_so_does_the_title(lean: Talk, form: str) -> None:
    asked = await send(lean, STEPS, name="clay.json")
    await lean.press(data_of(asked, "With"))
    exported = await lean.say(f"/export {form}")
    assert isinstance(exported, Message)
    file = exported.attachments[0]
    again = readings.read_file(file.content, name=f"other.{file.name.rpartition('.')[2]}")[0].understood
    assert again.roadmap.title == "Clay & more"
    assert again.steps_done == {("bowls", "centring")}


async def test_a_sheet_says_when_a_topic_was_completed_and_by_what(lean: Talk) -> None:
    await take(lean, MINE)
    await lean.say("/done statistics https://example.org/proof")
    exported = await lean.say("/export csv")
    assert isinstance(exported, Message)
    first, second = csv.DictReader(io.StringIO(exported.attachments[0].content.decode("utf-8-sig")))
    assert (first["completed_on"], first["evidence"]) == (MONDAY.date().isoformat(), "https://example.org/proof")
    assert (second["completed_on"], second["evidence"]) == ("", "")


async def test_the_calendar_holds_what_is_open(lean: Talk) -> None:
    await take(lean, MINE)
    await lean.say("/skip regression")
    exported = await lean.say("/export calendar")
    assert isinstance(exported, Message)
    calendar = exported.attachments[0].content.decode()
    assert "SUMMARY:Statistics" in calendar
    assert "Regression" not in calendar


async def test_a_roadmap_can_be_taken_off_the_shelf_after_a_second_tap_and_others_keep_it(talk: Talk) -> None:
    await take(talk, MINE)
    await talk.say("/done statistics")
    mine = (await talk.rows())["roadmaps"][0][1]
    await talk.say(f"/start {mine} today", by=BEN)
    await take(talk, CHECKED)
    asked = await talk.press(data_of(await talk.say("/roadmaps"), "🗑 My path"))
    assert isinstance(asked, Message)
    assert "one thing you told me" in plain(asked.text)
    assert isinstance(await talk.press(data_of(asked, "Drop it")), Message)
    shelf = await talk.hear("/roadmaps")
    assert "My path" not in shelf
    assert "Reading" in shelf
    assert "1. Statistics" in await talk.hear("/status 1", by=BEN)
    await talk.press(data_of(await talk.say("/forget", by=BEN), "Delete"), by=BEN)


async def test_the_roadmap_under_way_stays_on_the_shelf(talk: Talk) -> None:
    await take(talk, MINE)
    slug = (await talk.rows())["roadmaps"][0][1]
    before = await talk.rows()
    assert "/switch to another first" in await talk.hear(f"/roadmaps drop {slug} yes")
    assert await talk.rows() == before


async def test_a_file_the_platform_does_not_hand_over_changes_nothing(lean: Talk) -> None:
    async def fetch() -> bytes:
        raise NotFetched

    spoken = Spoken(Speaker("console", ANN), Place(ANN, direct=True), "/import", lean.clock(), File("a", 3, fetch))
    answer = await lean.dispatcher.say(spoken)
    assert answer
    assert "couldn't get that file" in plain(answer.text)


async def test_a_large_file_is_refused_before_it_is_fetched(lean: Talk) -> None:
    async def fetch() -> bytes:
        raise AssertionError("fetched")

    spoken = Spoken(Speaker("console", ANN), Place(ANN, direct=True), "/import", lean.clock(), File("a", 10**9, fetch))
    answer = await lean.dispatcher.say(spoken)
    assert answer
    assert "1,000,000,000 bytes" in plain(answer.text)


@pytest.mark.drill
def test_the_command_line_shows_it_stores_it_and_brings_the_next_version(database_url, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", database_url)
    path = tmp_path / "path.md"
    path.write_text(MINE, encoding="utf-8")
    assert main(["import", str(path)]) == 0
    assert "2 topics" in capsys.readouterr().out
    assert main(["import", str(path), "--yes"]) == 0
    assert "Stored as my-path." in capsys.readouterr().out
    assert main(["import", str(path), "--yes"]) == 0
    assert "my-path stays at version 1." in capsys.readouterr().out
    path.write_text(LATER, encoding="utf-8")
    assert main(["import", str(path), "--yes", "--same", "statistics"]) == 0
    told = capsys.readouterr().out
    assert "Renamed: Statistics → Bayesian Statistics" in told
    assert "Stored as version 2 of my-path." in told


@pytest.mark.drill
def test_the_command_line_prints_what_it_understood_in_the_documented_form(tmp_path, capsys):
    path = tmp_path / "path.md"
    path.write_text(MINE, encoding="utf-8")
    assert main(["import", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    first, second = document["topics"]
    assert (first["title"], first["min_weeks"], first["max_weeks"], first["hours_per_week_min"]) == (
        "Statistics",
        2,
        2,
        None,
    )
    assert (second["prerequisites"], second["skills"], second["status"]) == (["Statistics"], [], "not_started")


@pytest.mark.drill
@pytest.mark.parametrize("slug", ["No Slug", "ml-data", "x" * 65])
def test_the_command_line_refuses_a_slug_that_cannot_be_used(slug, database_url, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", database_url)
    path = tmp_path / "path.md"
    path.write_text(MINE, encoding="utf-8")
    assert main(["import", str(path), "--yes", "--slug", slug]) == 1
    assert "--slug" in capsys.readouterr().err
