"""Discord's windows: all there is to choose of a document, asked for at once."""

from asyncio import sleep
from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.form import Blank, Form, Into
from bot.chat.reply import Reply
from bot.texts.helps import of
from tests.bot.test_choosing import PATH, WEEKS
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage, text
from tests.platforms.windows import BOXES, RADIO, controls, filled

ENGINES = SQLITE


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    async with Stage(database_url) as stage:
        yield stage


async def bring(stage: Stage, text: str) -> Any:
    """The preview of a document, in Ann's direct chat."""
    await stage.ann.send_dm("/help import")
    backend, chat = stage.env.backend, stage.ann.dm_channel
    await stage.ann.send_dm(attachments=backend.store_attachments(chat.id, [("path.md", text.encode())]))
    return stage.ann.dm_channel.last_message


def labels(message: Any) -> list[str]:
    return [button.label for row in message.components for button in row.children]


async def test_one_window_asks_for_reading_ticks_and_stages_and_changes_the_preview(stage: Stage) -> None:
    opened = await stage.ann.click(await bring(stage, PATH), label="🧭 Choose stages")
    assert opened.modal
    reading, ticks, stages = controls(opened.modal)
    assert [reading["type"], ticks["type"], stages["type"]] == [RADIO, RADIO, BOXES]
    assert [option["label"] for option in stages["options"]] == ["Basics (2)", "Waves (3)", "Extras (1)"]
    assert [option["value"] for option in stages["options"] if option["default"]] == ["s0", "s1", "s2"]
    await stage.ann.submit_modal(opened, filled(opened.modal, its_ticks="bare", which_stages=["s0", "s2"]))
    preview = stage.ann.dm_channel.last_message
    assert "2 stages, 3 topics" in preview.content
    assert labels(preview)[0] == "✔ Without ticks"
    assert "✔ With its 1 tick" not in labels(preview)
    await stage.ann.click(preview, label="✔ Without ticks")
    await stage.ann.send_dm("/roadmap")
    assert "Light" in stage.dms()[-1]
    assert "Sound" not in stage.dms()[-1]


async def test_another_reading_has_all_of_its_stages(stage: Stage) -> None:
    opened = await stage.ann.click(await bring(stage, PATH), label="🧭 Choose stages")
    assert opened.modal
    reading = controls(opened.modal)[0]
    other = next(option["value"] for option in reading["options"] if option["label"].startswith("Outer boxes"))
    await stage.ann.submit_modal(opened, filled(opened.modal, what_is_a_topic=other, which_stages=["s0"]))
    assert "3 stages, 5 topics" in stage.ann.dm_channel.last_message.content


async def test_many_stages_are_asked_for_in_several_questions(stage: Stage) -> None:
    more = WEEKS + "".join(f"\n## Stage {n} (2 weeks)\n\n- Lesson {n}.1\n- Lesson {n}.2\n" for n in range(21, 41))
    shown = await bring(stage, more)
    await stage.ann.click(shown, label=next(label for label in labels(shown) if "entries" in label))
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="🧭 Choose stages")
    assert opened.modal
    asked = [one for one in controls(opened.modal) if one["options"][0]["value"].startswith("s")]
    assert [len(one["options"]) for one in asked] == [25, 15]
    await stage.ann.submit_modal(opened, filled(opened.modal) | {asked[1]["custom_id"]: []})
    assert "25 stages" in stage.ann.dm_channel.last_message.content


async def test_what_is_known_already_is_asked_for_with_check_boxes_and_told_at_once(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="☑ I know some of it")
    assert opened.modal
    (boxes,) = controls(opened.modal)
    assert boxes["type"] == BOXES
    assert len(boxes["options"]) == 7
    await stage.ann.submit_modal(opened, {boxes["custom_id"]: ["0", "2"]})
    assert "out of your plan: **Deep Learning and NLP**" in stage.dms()[-1]
    await stage.ann.click(stage.ann.dm_channel.last_message, label="↩ Undo")
    assert "knowing Deep Learning and knowing NLP" in stage.dms()[-1]


async def test_the_steps_of_a_topic_are_ticked_by_check_boxes(stage: Stage) -> None:
    for line in ("/start ml-data today", "/begin nlp", "/steps nlp: 12 lessons"):
        await stage.ann.send_dm(line)
    await stage.ann.click(stage.ann.dm_channel.last_message, label="✔ Keep")
    await stage.ann.send_dm("/topic nlp")
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="📋 Steps")
    assert opened.modal
    (boxes,) = controls(opened.modal)
    assert [option["label"] for option in boxes["options"]][:2] == ["Lesson 1", "Lesson 2"]
    assert len(boxes["options"]) == 10
    await stage.ann.submit_modal(opened, {boxes["custom_id"]: ["n0", "n3"]})
    page = stage.ann.dm_channel.last_message
    assert "2 of 12 steps done" in page.content
    assert labels(page)[:4] == ["☑ Lesson 1", "☐ Lesson 2", "☐ Lesson 3", "☑ Lesson 4"]
    await stage.ann.click(page, label="☑ Lesson 4")
    assert "1 of 12 steps done" in stage.ann.dm_channel.last_message.content


async def test_a_window_that_was_open_for_an_hour_and_over_a_restart_is_heard_when_it_is_sent(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="☑ I know some of it")
    assert opened.modal
    assert not stage.discord.client._connection._view_store._modals, "discord.py keeps nothing of it"
    await stage.env.advance_time(3600)
    await stage.restart()
    (boxes,) = controls(opened.modal)
    await stage.ann.submit_modal(opened, {boxes["custom_id"]: ["0", "2"]})
    assert "out of your plan: **Deep Learning and NLP**" in stage.dms()[-1]


async def test_a_window_is_sent_by_whom_it_was_opened_for_alone(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="☑ I know some of it")
    assert opened.modal
    assert "shown to somebody else" in await forged(stage, stage.ben, opened.modal["custom_id"], [])


LABEL = 18


def words(custom_id: str, value: str) -> dict[str, Any]:
    return {"type": LABEL, "id": 1, "component": {"type": 4, "id": 2, "custom_id": custom_id, "value": value}}


@pytest.mark.parametrize(
    "components",
    [
        [],
        [{}],
        [words("nonsense", "45")],
        [words("0:zzz", "45")],
        [words("0:minutes", "45 " * 1300)],
        [words("0:minutes", "45\x00")],
        [words("0:minutes", "45"), words("1:minutes", "50")],
        [words("0:sure", "yes"), words("1:page", "0")],
        [words("0:note", "/forget\n/forget yes")],
        [{"type": LABEL, "component": {"type": 3, "custom_id": "0:topics", "values": [f"#{n}" for n in range(25)]}}],
        [{"type": LABEL, "component": {"type": 21, "custom_id": "0:when", "value": None}}],
    ],
)
async def test_whatever_is_sent_as_a_window_is_answered(stage: Stage, components: list[dict[str, Any]]) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.ann.send_dm("/log")
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="✍️ Log something")
    assert opened.modal
    answer = await forged(stage, stage.ann, opened.modal["custom_id"], components)
    assert answer
    assert "incident" not in answer


async def test_a_window_of_somebody_elses_bot_is_none_of_ours(stage: Stage) -> None:
    assert await forged(stage, stage.ann, "another", [words("0:minutes", "45")]) == ""


async def forged(stage: Stage, person: Any, custom_id: str, components: list[dict[str, Any]]) -> str:
    """What comes back to what no client of Discord's has made."""
    backend, chat = stage.env.backend, person.dm_channel
    data = {"custom_id": custom_id, "components": components}
    record, payload = base_payload(backend, type=5, channel_id=chat.id, guild_id=None, user_id=person.id, data=data)
    backend.emit("INTERACTION_CREATE", payload)
    await stage.env.settle()
    result = InteractionResult(stage.env, record)
    return text(result) if result.response else ""


SECONDS = [0.0]


@command("asked", of("Ask for something"), "/asked", menu=True)
async def asked(context: Context) -> Reply:
    await sleep(SECONDS[0])
    blank = Blank(label="What?", into=Into("what"), longest=20)
    return Reply(text=Markup("What is it?"), form=Form("Something", "/asked", (blank,), at_once=True))


@pytest.mark.parametrize(("seconds", "opens"), [(0.0, True), (0.4, False)])
async def test_a_call_opens_its_window_unless_it_took_too_long_and_then_says_it(
    sqlite_url: str, seconds: float, opens: bool
) -> None:
    SECONDS[0] = seconds
    async with Stage(sqlite_url, (asked,), {"patience": 0.2}) as stage:
        shown = await stage.ann.slash("asked")
        assert (shown.modal is not None) is opens
        assert opens or text(shown) == "What is it?"
