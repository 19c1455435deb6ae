"""Discord's windows: all there is to choose of a document, asked for at once."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.bot.test_choosing import PATH, WEEKS
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage

ENGINES = SQLITE
CHECK_BOXES = 22
"""The type of a group of them in a window."""


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


def controls(modal: dict[str, Any]) -> list[dict[str, Any]]:
    return [row["component"] for row in modal["components"]]


async def test_one_window_asks_for_reading_ticks_and_stages_and_changes_the_preview(stage: Stage) -> None:
    opened = await stage.ann.click(await bring(stage, PATH), label="🧭 Choose stages")
    assert opened.modal
    reading, ticks, stages = controls(opened.modal)
    assert [option["label"] for option in stages["options"]] == ["Basics (2)", "Waves (3)", "Extras (1)"]
    assert [option["value"] for option in stages["options"] if option["default"]] == ["s0", "s1", "s2"]
    chosen = {reading["custom_id"]: ["r0"], ticks["custom_id"]: ["bare"], stages["custom_id"]: ["s0", "s2"]}
    await stage.ann.submit_modal(opened, chosen)
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
    reading, ticks, stages = controls(opened.modal)
    other = next(option["value"] for option in reading["options"] if option["label"].startswith("Outer boxes"))
    chosen = {reading["custom_id"]: [other], ticks["custom_id"]: ["ticked"], stages["custom_id"]: ["s0"]}
    await stage.ann.submit_modal(opened, chosen)
    assert "3 stages, 5 topics" in stage.ann.dm_channel.last_message.content


async def test_many_stages_are_asked_for_in_several_questions(stage: Stage) -> None:
    more = WEEKS + "".join(f"\n## Stage {n} (2 weeks)\n\n- Lesson {n}.1\n- Lesson {n}.2\n" for n in range(21, 41))
    shown = await bring(stage, more)
    await stage.ann.click(shown, label=next(label for label in labels(shown) if "entries" in label))
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="🧭 Choose stages")
    assert opened.modal
    asked = [one for one in controls(opened.modal) if one["options"][0]["value"].startswith("s")]
    assert [len(one["options"]) for one in asked] == [25, 15]
    words = {one["custom_id"]: [option["value"] for option in one["options"]] for one in controls(opened.modal)}
    reading = controls(opened.modal)[0]
    words[reading["custom_id"]] = [one["value"] for one in reading["options"] if one["default"]]
    words[asked[1]["custom_id"]] = []
    await stage.ann.submit_modal(opened, words)
    assert "25 stages" in stage.ann.dm_channel.last_message.content


async def test_what_is_known_already_is_asked_for_with_check_boxes_and_told_at_once(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    opened = await stage.ann.click(stage.ann.dm_channel.last_message, label="☑ I know some of it")
    assert opened.modal
    (boxes,) = controls(opened.modal)
    assert boxes["type"] == CHECK_BOXES
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
