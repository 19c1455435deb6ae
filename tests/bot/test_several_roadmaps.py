"""Several roadmaps and several versions of one: what an old button means, and facts about topics that are gone."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.context import open_context
from bot.chat.platform import Speaker
from bot.chat.reply import Message
from bot.commands.export import MOST_TEXT
from bot.commands.shelf import called
from bot.errors import Choice
from bot.nudges.asks import Asking, ask
from bot.nudges.kinds.weekly import said
from bot.platforms.console.renderer import plain
from bot.store.roadmaps import MOST_VERSIONS
from roadmap.lately import lately, state_of
from roadmap.today import today
from tests.bot.conftest import ANN, BEN, Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import MINE, take
from tests.conftest import SQLITE

ENGINES = SQLITE

FIRST = "# Path\n\n- [ ] Sets\n- [ ] Maps\n- [ ] Graphs\n"
OTHER = "# Another\n\n- [ ] Bread\n- [ ] Wool\n- [ ] Iron\n"
TURNED = "# Path\n\n- [ ] Graphs\n- [ ] Maps\n- [ ] Sets\n"
WITHOUT = "# Path\n\n- [ ] Graphs\n- [ ] Woodworking with hand tools\n"
LOOKS = (
    *("/status", "/plan", "/roadmap", "/next", "/forecast", "/whatif finish by june", "/replan stretch", "/streak"),
    *("/chart", "/heatmap", "/card", "/export markdown", "/export csv", "/export json", "/export calendar", "/export"),
    *("/roadmaps", "/start", "/skills", "/settings"),
)


async def pressed(talk: Talk, data: str) -> str:
    answer = await talk.press(data)
    assert isinstance(answer, Message)
    return plain(answer.text)


async def test_an_old_button_never_marks_a_topic_of_another_roadmap(lean: Talk) -> None:
    await take(lean, FIRST)
    begin = data_of(await lean.say("/topic maps"), "Begin")
    await lean.say("/begin maps")
    done = data_of(await lean.say("/topic maps"), "Done")
    await take(lean, OTHER)
    for data in (done, begin):
        assert "No topic is called" in await pressed(lean, data)
    assert "0 of 3 done" in await lean.hear("/roadmaps")
    await lean.say("/switch path")
    assert "Maps: completed" in await pressed(lean, done)


async def test_an_old_undo_button_takes_nothing_back_of_another_roadmap(talk: Talk) -> None:
    await take(talk, FIRST)
    undo = data_of(await talk.say("/done maps"), "Undo")
    await take(talk, OTHER)
    await talk.say("/done wool")
    assert "another of your roadmaps" in await pressed(talk, undo)
    assert "✅ 2. Wool" in await talk.hear("/status 1")
    await talk.say("/switch path")
    assert "Maps completed" in await pressed(talk, undo)
    assert "⬜ 2. Maps" in await talk.hear("/status 1")


async def test_a_button_means_the_same_topic_when_a_new_version_numbers_them_anew(lean: Talk) -> None:
    await take(lean, FIRST)
    begin = data_of(await lean.say("/today"), "Begin")
    await take(lean, TURNED, "Update")
    assert "Sets: begun" in await pressed(lean, begin)
    assert "🟡 3. Sets" in await lean.hear("/status 1")


@pytest.mark.drill
@pytest.mark.parametrize("undone", [False, True])
async def test_facts_about_topics_that_are_gone_break_nothing(lean: Talk, undone: bool) -> None:
    await take(lean, FIRST)
    await lean.say("/begin sets")
    lean.wait(timedelta(days=3))
    for line in ("/done sets", "/begin maps", "/days mon-fri"):
        await lean.say(line)
    old = data_of(await lean.say("/topic maps"), "Done")
    await take(lean, WITHOUT, "Update")
    lean.wait(timedelta(days=4))
    if undone:
        asked = await lean.say("/undo")
        assert "Which of them" in getattr(asked, "text", "")
        assert "Taken back" in await pressed(lean, data_of(asked, "What I told"))
        for _ in range(2):
            asked = await lean.say("/undo")
            again = [key for key in getattr(asked, "keys", ()) if "What I told" in key.label]
            told = await pressed(lean, data_of(asked, "What I told")) if again else getattr(asked, "text", "")
            assert "Taken back" in told
    for line in LOOKS:
        lean.wait(timedelta(minutes=1))
        answer = await lean.hear(line)
        assert "incident" not in answer, line
    assert "No topic is called" in await pressed(lean, old)
    assert "1 of 2" in await lean.hear("/done graphs")
    back = data_of(await lean.say("/roadmaps"), "Version 1")
    assert "version 1" in await pressed(lean, back)
    assert ("🟡 1. Sets" if undone else "✅ 1. Sets") in await lean.hear("/status 1")
    assert "✅ 3. Graphs" in await lean.hear("/status 1")


async def test_a_nudge_is_about_the_version_that_holds_now(lean: Talk) -> None:
    await take(lean, FIRST)
    for line in ("/begin maps", "/done sets"):
        await lean.say(line)
    await take(lean, WITHOUT, "Update")
    async with lean.database.store() as store:
        contact = await store.learners.by_account("console", ANN)
        assert contact
        assert contact.learner.next_nudge_at
    async with lean.database.store() as store:
        context = await open_context(
            store,
            Speaker("console", ANN),
            lean.clock(),
            default_zone="UTC",
            contact=await store.learners.by_account("console", ANN),
        )
        plan, events = await context.plan(), await context.events()
        tasks, seen = today(plan).tasks, lately(plan, events, plan.today)
        asking = Asking(
            plan=plan,
            events=events,
            seen=seen,
            state=state_of(plan, seen, tasks),
            tasks=tasks,
            offer=plan.suggestion,
            number=0,
        )
        nudge = said(asking, ask(asking))
    assert "Maps" not in plain(nudge.text)
    assert all("maps" not in button.line for button in nudge.buttons)


async def test_everybody_on_a_shared_roadmap_gets_its_new_version_and_keeps_their_own_facts(talk: Talk) -> None:
    await take(talk, MINE)
    slug = (await talk.rows())["roadmaps"][0][1]
    await talk.say(f"/start {slug} today", by=BEN)
    await talk.say("/done regression", by=BEN)
    await take(talk, MINE + "| Inference | 2 weeks | Regression |\n", "Update")
    status = await talk.hear("/status 1", by=BEN)
    assert "✅ 2. Regression" in status
    assert "⬜ 3. Inference" in status


async def test_the_same_file_brought_by_another_learner_is_a_roadmap_of_their_own(lean: Talk) -> None:
    await take(lean, MINE)
    await take(lean, MINE, by=BEN)
    slugs = {row[1] for row in (await lean.rows())["roadmaps"]}
    assert len(slugs) == 2
    await lean.say("/done statistics")
    assert "⬜ 1. Statistics" in await lean.hear("/status 1", by=BEN)


async def brought(talk: Talk, versions: int, source: str = "") -> str:
    """The slug of a roadmap of Ann's that has had so many versions."""
    await take(talk, FIRST)
    (row,) = (await talk.rows())["roadmaps"]
    slug = str(row[1])
    async with talk.database.store() as store:
        kept = await store.roadmaps.imported(slug)
        assert kept
        for _ in range(versions - 1):
            await store.roadmaps.revise(slug, replace(kept, source=source or kept.source), talk.clock())
    return slug


async def test_of_many_versions_the_last_ones_are_kept_and_no_other_can_be_gone_to(talk: Talk) -> None:
    slug = await brought(talk, MOST_VERSIONS + 3)
    async with talk.database.store() as store:
        shelved = await store.roadmaps.shelved(slug)
    assert shelved
    assert (shelved.oldest, shelved.current, shelved.newest) == (4, MOST_VERSIONS + 3, MOST_VERSIONS + 3)
    assert "no other version" in await talk.hear(f"/roadmaps version {slug} 3")
    assert "is at version 4 now" in await talk.hear(f"/roadmaps version {slug} 4")
    keys = [key.label for key in (await talk.say("/roadmaps")).keys]  # type: ignore[union-attr]
    assert [label[:11] for label in keys] == ["↪ Version 5"]


async def test_the_export_of_everything_holds_the_versions_as_far_as_a_platform_takes_them(lean: Talk) -> None:
    await brought(lean, 3)
    exported = json.loads(await everything(lean))["roadmaps"]
    assert [(one["version"], "source" in one) for one in exported] == [(3, True), (2, True), (1, True)]


@pytest.mark.drill
async def test_much_that_was_brought_is_named_in_the_export_of_everything_though_not_all_is_in_it(lean: Talk) -> None:
    await brought(lean, 6, source="x" * (MOST_TEXT // 3))
    content = await everything(lean)
    exported = json.loads(content)["roadmaps"]
    assert [("source" in one, "left_out" in one) for one in exported] == [(True, False)] * 3 + [(False, True)] * 3
    assert len(content) < 1.5 * MOST_TEXT


async def everything(talk: Talk) -> str:
    answer = await talk.say("/export everything")
    assert isinstance(answer, Message)
    return answer.attachments[-1].content.decode()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ml-data", ["ml-data"]),
        ("machine", ["ml-data"]),
        ("Learning", ["ml-data"]),
        ("learning machine", ["ml-data"]),
        ("macine learnng", ["ml-data"]),
        ("web", ["web-path", "web-more"]),
        ("web path", ["web-path"]),
        ("path", ["web-path"]),
        ("p", ["web-path"]),
        ("nonsense", []),
        ("machine web", []),
        ("!", []),
        ("", []),
    ],
)
def test_a_roadmap_is_found_by_words_of_its_title(said: str, found: list[str]) -> None:
    roadmaps = [Choice("Machine learning & data", "ml-data"), Choice("Web path", "web-path"), Choice("Web", "web-more")]
    if said == "web":
        roadmaps[2] = Choice("Web, more of it", "web-more")
    assert [one.line for one in called(said, roadmaps)] == found
