"""A roadmap of one's own, edited topic by topic: versions, facts, races, and whose roadmap it is."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.store.roadmaps import MOST_VERSIONS
from roadmap.model import Roadmap
from tests.bot.chats import Chat
from tests.bot.conftest import ANN, BEN, OWLS, Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import take
from tests.conftest import SQLITE

ENGINES = SQLITE

PATH = "# Path\n\n## Basics\n\n- [ ] Sets\n- [ ] Maps\n\n## Further\n\n- [ ] Graphs\n- [ ] Trees\n"


async def kept(talk: Talk) -> Roadmap:
    """The roadmap as the next command reads it."""
    slug = (await talk.rows())["roadmaps"][0][1]
    async with talk.database.store() as store:
        return (await store.roadmaps.current([slug]))[slug]


def titles(roadmap: Roadmap) -> list[str]:
    return [topic.title for topic in roadmap.topics]


async def pressed(talk: Talk, data: str, *, by: str = ANN) -> str:
    answer = await talk.press(data, by=by)
    assert isinstance(answer, Message)
    return plain(answer.text)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("/edit rename sets to Collections", ["Collections", "Maps", "Graphs", "Trees"]),
        ("/edit move sets after graphs", ["Maps", "Graphs", "Sets", "Trees"]),
        ("/edit move trees to stage Basics", ["Sets", "Maps", "Trees", "Graphs"]),
        ("/edit add Heaps after maps, 2-3 weeks", ["Sets", "Maps", "Heaps", "Graphs", "Trees"]),
        ("/edit remove maps", ["Sets", "Graphs", "Trees"]),
        ("/edit length maps 2-3 weeks", ["Sets", "Maps", "Graphs", "Trees"]),
        ("/edit add step Hashing to maps, 30 min", ["Sets", "Maps", "Graphs", "Trees"]),
        ("rename topic 3 to Networks, please", ["Sets", "Maps", "Networks", "Trees"]),
        ("/rename 3 to Networks", ["Sets", "Maps", "Networks", "Trees"]),
    ],
)
async def test_an_edit_and_its_undo_lead_back_to_the_roadmap_that_was(talk: Talk, line: str, after: list[str]) -> None:
    await take(talk, PATH)
    before = await kept(talk)
    answer = await talk.say(line)
    changed = await kept(talk)
    assert titles(changed) == after
    assert changed != before
    assert "as it was" in await pressed(talk, data_of(answer, "Undo"))
    assert await kept(talk) == before


async def test_what_was_told_stays_with_a_topic_that_is_renamed_and_moved(lean: Talk) -> None:
    await take(lean, PATH)
    await lean.say("/done maps")
    button = data_of(await lean.say("/topic maps"), "Reopen")
    await lean.say("/edit rename maps to Hash tables")
    await lean.say("/edit move hash tables to the top")
    assert "✅ 1. Hash tables" in await lean.hear("/status 1")
    assert "1. Hash tables" in await lean.hear("/topic maps")  # it is still found by what it was called
    assert "Hash tables" in await pressed(lean, button)


async def test_the_facts_of_a_removed_topic_come_back_with_an_undo(talk: Talk) -> None:
    await take(talk, PATH)
    await talk.say("/begin maps")
    await talk.say("/checkin 45m maps")
    asked = await talk.say("/edit remove maps")
    assert asked
    assert "You told me 2 things of Maps" in plain(asked.text)
    assert titles(await kept(talk)) == ["Sets", "Maps", "Graphs", "Trees"]
    assert (kept_it := await talk.press(data_of(asked, "Keep"))) is not None
    assert isinstance(kept_it, Message)
    removed = await talk.press(data_of(asked, "Remove it"))
    assert isinstance(removed, Message)
    assert "Maps" not in await talk.hear("/status 1")
    await pressed(talk, data_of(removed, "Undo"))
    assert "🟡 2. Maps" in await talk.hear("/status 1")
    assert "45 min" in await talk.hear("/topic maps")


async def test_a_topic_added_under_the_name_of_one_that_was_removed_is_that_one_again(lean: Talk) -> None:
    await take(lean, PATH)
    await lean.say("/done maps")
    await lean.say("/edit remove #maps yes")
    assert "holds again" in await lean.hear("/edit add Maps")
    assert "✅ 4. Maps" in await lean.hear("/status 1")


async def test_an_undo_below_an_older_edit_takes_nothing_back_of_a_later_one(lean: Talk) -> None:
    await take(lean, PATH)
    first = await lean.say("/edit rename maps to Hash tables")
    second = await lean.say("/edit rename sets to Collections")
    assert "changed since" in await pressed(lean, data_of(first, "Undo"))
    await pressed(lean, data_of(second, "Undo"))
    await lean.say("/edit remove trees")
    assert "changed since" in await pressed(lean, data_of(second, "Undo"))
    assert titles(await kept(lean)) == ["Sets", "Hash tables", "Graphs"]


async def test_an_edit_after_an_undo_is_undone_to_what_it_was_made_of(lean: Talk) -> None:
    await take(lean, PATH)
    undone = await lean.say("/edit rename maps to Wrong")
    await pressed(lean, data_of(undone, "Undo"))
    again = await lean.say("/edit rename sets to Collections")
    await pressed(lean, data_of(again, "Undo"))
    assert titles(await kept(lean)) == ["Sets", "Maps", "Graphs", "Trees"]


async def test_an_edit_is_undone_in_words_as_well(lean: Talk) -> None:
    await take(lean, PATH)
    assert "I don't understand" in await lean.hear("/edit undo")
    await lean.say("/edit rename maps to Wrong")
    assert "take that back" in await lean.hear("/undo")
    assert "as it was: version 1" in await lean.hear("/edit undo")
    lean.wait(timedelta(minutes=1))
    await lean.say("/edit rename maps to Wrong")
    lean.wait(timedelta(minutes=1))
    await lean.say("/done sets")
    assert "Taken back: Sets completed" in await lean.hear("/undo")


async def test_edits_are_versions_of_which_the_last_ones_are_kept(lean: Talk) -> None:
    await take(lean, PATH)
    for number in range(MOST_VERSIONS + 3):
        await lean.say(f"/edit rename #maps to Maps {number}")
        lean.wait(timedelta(minutes=1))
    rows = (await lean.rows())["roadmap_versions"]
    assert len(rows) == MOST_VERSIONS
    assert f"version {MOST_VERSIONS + 4} of {MOST_VERSIONS + 4}" in await lean.hear("/roadmaps")


async def test_an_import_of_the_document_again_knows_the_topics_that_were_edited(lean: Talk) -> None:
    await take(lean, PATH)
    await lean.say("/done maps")
    await lean.say("/edit rename maps to Hash tables")
    await take(lean, PATH.replace("Trees", "Heaps"), "Update")
    assert "✅ 2. Maps" in await lean.hear("/status 1")


async def test_what_is_exported_is_what_was_edited(lean: Talk) -> None:
    await take(lean, PATH)
    await lean.say("/edit rename maps to Hash tables")
    for form in ("markdown", "json", "csv"):
        message = await lean.say(f"/export {form}")
        assert message
        content = message.attachments[0].content.decode()
        assert "Hash tables" in content
        assert "Maps" not in content
    everything = await lean.say("/export everything")
    assert everything
    versions = json.loads(everything.attachments[0].content)["roadmaps"]
    assert versions[0]["form"] == "edit"


async def test_a_stranger_a_friend_and_a_guess_change_nothing(lean: Talk) -> None:
    await take(lean, PATH)
    (slug,) = [row[1] for row in (await lean.rows())["roadmaps"]]
    await lean.say("/edit rename maps to Hash tables")
    assert "/start" in await lean.hear("/edit rename maps to Wrong", by=BEN)
    await lean.say(f"/start {slug} today", by=BEN)
    assert "not yours alone" in await lean.hear("/edit rename maps to Wrong", by=BEN)
    assert "another of your roadmaps" in await lean.hear(f"/edit undo {slug} 2 1", by=BEN)
    assert titles(await kept(lean)) == ["Sets", "Hash tables", "Graphs", "Trees"]


async def test_who_shares_a_roadmap_sees_an_edit_as_an_import(lean: Talk) -> None:
    await take(lean, PATH)
    (slug,) = [row[1] for row in (await lean.rows())["roadmaps"]]
    await lean.say(f"/start {slug} today", by=BEN)
    await lean.say("/done maps", by=BEN)
    edit = await lean.say("/edit remove maps")
    assert "Maps" not in await lean.hear("/status 1", by=BEN)
    await pressed(lean, data_of(edit, "Undo"))
    assert "✅ 2. Maps" in await lean.hear("/status 1", by=BEN)


async def test_a_group_on_a_members_own_roadmap_goes_on_with_what_they_edit(lean: Talk) -> None:
    await take(lean, PATH)
    (slug,) = [row[1] for row in (await lean.rows())["roadmaps"]]
    await lean.say(f"/group start {slug}", place=OWLS)
    await lean.say("/join yes", place=OWLS)
    await lean.say("/begin maps")
    assert "Maps → Hash tables" in await lean.hear("/edit rename maps to Hash tables")
    asked = await lean.say("/helpme cookery", place=OWLS)
    assert asked
    assert any("Hash tables" in key.label for key in asked.keys)


async def test_a_copy_takes_all_that_was_told_along_and_leaves_the_original_alone(talk: Talk) -> None:
    await take(talk, PATH)
    (slug,) = [row[1] for row in (await talk.rows())["roadmaps"]]
    await talk.say(f"/start {slug} today", by=BEN)
    done = await talk.say("/done maps", by=BEN)
    asked = await talk.say("/edit rename maps to Hash tables", by=BEN)
    assert "your own copy now" in await pressed(talk, data_of(asked, "copy"), by=BEN)
    assert "Hash tables" not in await talk.hear("/roadmap")
    assert "✅ 2. Hash tables" in await talk.hear("/status 1", by=BEN)
    assert "Taken back" in await pressed(talk, data_of(done, "Undo"), by=BEN)
    assert "⬜ 2. Hash tables" in await talk.hear("/status 1", by=BEN)
    assert len((await talk.rows())["enrolments"]) == 2


async def test_a_second_press_on_the_copy_button_makes_no_second_copy(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    button = data_of(await lean.say("/edit"), "copy")
    await pressed(lean, button)
    assert "Edit Machine learning" in await pressed(lean, button)
    assert len((await lean.rows())["roadmaps"]) == 1


async def test_a_second_line_is_no_part_of_a_title(lean: Talk) -> None:
    await take(lean, PATH)
    for line in (
        "rename maps to Hash tables\nrename sets to Collections",
        "/edit rename maps to Hash tables\nand more",
    ):
        assert "At most 1 at a time" in await lean.hear(line)
    both = await lean.hear("/edit rename maps to Hash tables\n/edit rename sets to Collections")
    assert "Maps → Hash tables" in both
    assert titles(await kept(lean)) == ["Collections", "Hash tables", "Graphs", "Trees"]


async def test_what_is_refused_is_refused_again(lean: Talk) -> None:
    await take(lean, PATH)
    for _ in range(3):
        assert "called Sets in Basics already" in await lean.hear("/edit rename maps to Sets")
        lean.wait(timedelta(minutes=1))
    assert len((await lean.rows())["roadmap_versions"]) == 1


@pytest.mark.parametrize("line", ["add a note to my diary", "move 30 min to yesterday", "remove that", "call it a day"])
async def test_a_sentence_about_something_else_edits_nothing(lean: Talk, line: str) -> None:
    await take(lean, PATH)
    await lean.say(line)
    assert len((await lean.rows())["roadmap_versions"]) == 1


@pytest.mark.drill
@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_of_two_chats_that_edit_at_once_both_are_heard(ann: Chat, disc: Chat) -> None:
    await ann.press(await ann.say(f"/import\n{PATH}"), "Take it")
    await ann.link(disc)
    lines = [(ann, "/edit rename maps to Hash tables"), (disc, "/edit rename sets to Collections")]
    await asyncio.gather(*(chat.say(line) for chat, line in lines))
    shown = await ann.hear("/roadmap")
    assert "Hash tables" in shown
    assert "Collections" in shown
    assert "as it was: version 2" in await ann.hear("/edit undo")


@pytest.mark.drill
async def test_two_thousand_topics_are_edited_as_one_is(lean: Talk) -> None:
    many = "# Long\n\n" + "".join(f"- [ ] Chapter {number}\n" for number in range(1, 2001))
    await take(lean, many)
    assert "at most 2,000" in await lean.hear("/edit add One more")
    assert "place 1,999 → 3" in await lean.hear("/edit move 1999 to 3")
    assert "is no topic" in await lean.hear("/edit remove 7")
    assert len((await kept(lean)).topics) == 1999
