"""A log that is exported and brought again: the same for its owner, declined or taken back whole, and nobody else's."""

import json

from bot.chat.platform import File, Place, Speaker, Spoken
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from roadmap.facts import Fact
from roadmap.logged import logged
from tests.bot.conftest import ANN, BEN, Talk
from tests.conftest import SQLITE

ENGINES = SQLITE


async def log_of(talk: Talk, by: str = ANN) -> tuple[Fact, ...]:
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", by)
        strands = contact.enrolment.ids if contact and contact.enrolment else ()
        return logged(await store.facts.of(strands)) if strands else ()


async def study(talk: Talk) -> None:
    for line in (
        "/start ml-data today",
        "/begin dl",
        "/done dl",
        "Backprop is the chain rule.",
        '/log 45m nlp "SECRET of mine"',
        "/log 30m",
        "/looks on",
        "/looks gone dl",
    ):
        await talk.say(line)


async def exported(talk: Talk, form: str = "json") -> bytes:
    message = await talk.say(f"/export {form}")
    assert message
    return message.attachments[0].content


async def brought(talk: Talk, content: bytes, by: str) -> Message:
    async def fetch() -> bytes:
        return content

    speaker, place = Speaker("console", by), Place(by, direct=True)
    shown = await talk.dispatcher.say(Spoken(speaker, place, "/import", talk.clock(), File("p.json", 1, fetch)))
    assert shown
    return shown


async def take(talk: Talk, shown: Message, by: str, label: str = "With its") -> str:
    told = await talk.press(next(key.data for key in shown.keys if label in key.label), by=by)
    assert isinstance(told, Message)
    return told.text


async def test_a_log_that_was_exported_and_forgotten_comes_back_as_it_was(lean: Talk) -> None:
    await study(lean)
    log, content = await log_of(lean), await exported(lean)
    assert len(log) == 5
    asked = await lean.say("/forget")
    assert asked
    await lean.press(asked.keys[0].data)
    assert await log_of(lean) == ()
    await take(lean, await brought(lean, content, ANN), ANN)
    assert await log_of(lean) == log
    assert json.loads(await exported(lean))["log"] == json.loads(content)["log"]


async def test_one_undo_takes_back_the_log_with_the_ticks(lean: Talk) -> None:
    await study(lean)
    await take(lean, await brought(lean, await exported(lean), BEN), BEN)
    assert len(await log_of(lean, BEN)) == 5
    await lean.say("/undo", by=BEN)
    assert await log_of(lean, BEN) == ()


async def test_a_log_that_is_declined_is_not_told(lean: Talk) -> None:
    await study(lean)
    await take(lean, await brought(lean, await exported(lean), BEN), BEN, "Without")
    assert await log_of(lean, BEN) == ()
    assert "SECRET" not in repr((await lean.rows())["roadmap_versions"])


async def test_a_log_without_ticks_waits_for_a_tap_as_well(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    await lean.say("/log 30m")
    shown = await brought(lean, await exported(lean), BEN)
    assert [key.label for key in shown.keys][:2] == ["✔ With its log", "✔ Without its log"]
    await take(lean, shown, BEN, "Without")
    assert await log_of(lean, BEN) == ()


async def test_what_is_kept_of_a_document_and_what_other_forms_say_has_nothing_of_the_log(lean: Talk) -> None:
    await study(lean)
    for form in ("csv", "markdown"):
        assert b"SECRET" not in await exported(lean, form)
    await take(lean, await brought(lean, await exported(lean), BEN), BEN)
    versions = repr((await lean.rows())["roadmap_versions"])
    assert versions
    assert "SECRET" not in versions
    assert '"log"' not in versions


async def test_days_to_come_and_unknown_topics_are_left_out_and_said(lean: Talk) -> None:
    await study(lean)
    said = json.loads(await exported(lean))
    said["log"] += [
        {"kind": "checked in", "day": "2031-01-01", "minutes": 5},
        {"kind": "checked in", "day": "2027-01-01", "topic": "knitting"},
    ]
    shown = await brought(lean, json.dumps(said).encode(), BEN)
    assert "left out of its log, of topics it does not have: 1" in plain(shown.text)
    assert "I left out 1 entry of its log, for its day is still to come." in await take(lean, shown, BEN)
    assert await log_of(lean, BEN) == await log_of(lean)
