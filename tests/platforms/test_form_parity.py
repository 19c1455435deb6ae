"""The same facts from a form, an option, a typed line and from buttons, one question a message."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from json import dumps
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from bot.store import Database
from roadmap.facts import Fact
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage, text
from tests.platforms.sides import Common, Side, on_discord, on_telegram, terminal
from tests.platforms.windows import TEXT, filled, questions

ENGINES = SQLITE
BEGUN = ({"name": "start", "roadmap": "ml-data"}, {"name": "begin", "topics": "nlp"}, {"name": "begin", "topics": "dl"})
NOTE = "chain *rule* = <local> gradients & 100% of it"


@pytest.fixture
def fresh(migrated: Path, tmp_path: Path) -> Callable[[str], str]:
    return lambda name: f"sqlite:///{copyfile(migrated, tmp_path / f'{name}.db')}"


@pytest.fixture
async def sides(fresh: Callable[[str], str], tmp_path: Path) -> AsyncIterator[tuple[Stage, dict[str, Side]]]:
    """The three platforms, Ann on the roadmap on each of them with two topics that go on."""
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(Stage(fresh("discord")))
        common = Common(stage, fresh, tmp_path / "files")
        ways = {"console": terminal, "telegram": on_telegram, "discord": on_discord}
        made = {name: await stack.enter_async_context(way(common)) for name, way in ways.items()}
        for side in made.values():
            for one in BEGUN:
                await said(side, dict(one))
        yield stage, made


async def said(side: Side, options: dict[str, Any]) -> None:
    await side.call(options.pop("name"), options)


async def told(database: Database, platform: str, user_id: str) -> Fact:
    """What was told last."""
    async with database.store() as store:
        contact = await store.learners.by_account(platform, user_id)
        assert contact
        assert contact.enrolment
        return (await store.facts.of(contact.enrolment.ids))[-1].fact


async def of_side(side: Side) -> Fact:
    return await told(side.database, side.platform.name, side.user_id)


async def opened(stage: Stage) -> Any:
    """The window of a sitting."""
    await stage.ann.send_dm("/log")
    window = await stage.ann.click(stage.ann.dm_channel.last_message, label="✍️ Log something")
    assert window.modal
    return window


@pytest.mark.drill
async def test_a_sitting_is_the_same_fact_from_a_form_an_option_a_line_and_buttons(
    sides: tuple[Stage, dict[str, Side]],
) -> None:
    stage, side = sides
    day = str(stage.clock().date())
    for each in side.values():
        await each.call("log", {"minutes": "45m", "topics": "nlp", "when": day})
    found = [await of_side(each) for each in side.values()]
    for name in ("console", "telegram"):
        for label in ("✍️ Log something", "45 min", "NLP"):
            shown = await (side[name].press(label) if label[0] != "✍" else _logged(side[name]))
        today = next(label for label in shown.labels if label.startswith("Today"))
        shown = await side[name].press(today)
        await side[name].press("✍️ Add it, too")
        found.append(await of_side(side[name]))
    window = await opened(stage)
    await stage.ann.submit_modal(window, filled(window.modal, how_long="45", which_topic=["#nlp"]))
    await stage.ann.click(stage.ann.dm_channel.last_message, label="✍️ Add it, too")
    found.append(await of_side(side["discord"]))
    assert len(found) == 6
    assert len(set(found)) == 1, found


async def _logged(side: Side) -> Any:
    await side.call("log", {})
    return await side.press("✍️ Log something")


async def test_a_note_in_a_form_is_the_note_that_an_option_has(sides: tuple[Stage, dict[str, Side]]) -> None:
    stage, side = sides
    await side["discord"].call("log", {"minutes": "50", "topics": "nlp", "when": "yesterday", "note": NOTE})
    by_option = await of_side(side["discord"])
    await stage.env.advance_time(3600)
    window = await opened(stage)
    days = [one["value"] for one in questions(window.modal)["Which day was it?"]["options"]]
    values = filled(window.modal, how_long="50 min", which_topic=["#nlp"], which_day=[days[1]], what_you_learned=NOTE)
    await stage.ann.submit_modal(window, values)
    assert await of_side(side["discord"]) == by_option
    assert by_option.note == NOTE


async def test_what_is_wrong_in_a_form_is_said_and_opens_again_with_all_that_was_typed(
    sides: tuple[Stage, dict[str, Side]],
) -> None:
    stage, side = sides
    before = await of_side(side["discord"])
    window = await opened(stage)
    values = filled(window.modal, how_long="forever", which_topic=["#nlp"], what_you_learned=f"{NOTE}\nand more")
    refused = await stage.ann.submit_modal(window, values)
    assert "forever" in text(refused)
    assert await of_side(side["discord"]) == before
    await stage.env.advance_time(24 * 3600)
    await stage.restart()
    again = await stage.ann.click(stage.ann.dm_channel.last_message, label="✏️ Fill it in again")
    assert again.modal
    asked = questions(again.modal)
    assert asked["How long was it?"]["value"] == "forever"
    assert asked["What you learned"]["value"] == f"{NOTE} and more"
    assert [one["value"] for one in asked["Which topic was it?"]["options"] if one.get("default")] == ["#nlp"]
    await stage.ann.submit_modal(again, filled(again.modal, how_long="20"))
    kept = await of_side(side["discord"])
    assert (kept.topic, kept.minutes, kept.note) == ("nlp", 20, f"{NOTE} and more")


async def test_a_topic_with_a_name_too_long_for_an_option_is_named_in_a_form(
    sides: tuple[Stage, dict[str, Side]],
) -> None:
    stage, side = sides
    topics = [
        {"number": 1, "slug": "a" * 120, "title": "Long"},
        {"number": 2, "slug": "short-one", "title": "Short one"},
    ]
    path = {"format": "roadmate-roadmap", "version": 1, "slug": "names", "title": "Names", "topics": topics}
    await side["discord"].send(Path("names.json"), dumps(path).encode())
    await side["discord"].press("✔ Take it")
    window = await opened(stage)
    assert questions(window.modal)["Which topic was it?"]["type"] == TEXT
    await stage.ann.submit_modal(window, filled(window.modal, how_long="45", which_topic="short one"))
    assert (await of_side(side["discord"])).topic == "short-one"


async def test_a_note_full_of_signs_stands_in_the_window_that_opens_again(sides: tuple[Stage, dict[str, Side]]) -> None:
    stage, _ = sides
    window = await opened(stage)
    note = "🧠" * 250 + " & = % “”"
    refused = await stage.ann.submit_modal(window, filled(window.modal, how_long="forever", what_you_learned=note))
    assert "forever" in text(refused)
    again = await stage.ann.click(stage.ann.dm_channel.last_message, label="✏️ Fill it in again")
    assert questions(again.modal)["What you learned"]["value"].startswith("🧠" * 240)


@pytest.mark.drill
async def test_in_a_form_a_topic_of_a_long_roadmap_is_named(sides: tuple[Stage, dict[str, Side]]) -> None:
    stage, side = sides
    path = "# Long\n" + "".join(f"- [ ] Part {number}\n" for number in range(1, 41))
    await side["discord"].send(Path("long.md"), path.encode())
    await side["discord"].press("✔ Take it")
    window = await opened(stage)
    assert questions(window.modal)["Which topic was it?"]["type"] == TEXT
    await stage.ann.submit_modal(window, filled(window.modal, how_long="45", which_topic="part 31"))
    assert (await of_side(side["discord"])).topic == "part-31"


async def test_a_form_that_is_sent_as_it_opened_says_that_one_studied_today(
    sides: tuple[Stage, dict[str, Side]],
) -> None:
    stage, side = sides
    window = await opened(stage)
    await stage.ann.submit_modal(window, filled(window.modal))
    by_form = await of_side(side["discord"])
    await side["telegram"].call("checkin", {})
    assert await of_side(side["telegram"]) == by_form
    assert (by_form.topic, by_form.minutes, by_form.note) == ("", None, "")
