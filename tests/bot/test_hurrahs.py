"""What members complete is told in their group at once, of those who agreed to that; and what the group does together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import time, timedelta

import pytest

from bot.chat.platform import Edit, Post
from bot.nudges.group.hurrahs import cheered
from bot.send_errors import TryLater
from bot.store import NudgeKind, NudgeState
from bot.store.ledger import LEASE
from roadmap.group.common_goal import CommonGoal, Counts
from tests.bot.group_stage import CHAT, SUPERGROUP, GroupStage
from tests.bot.nudge_stage import ANN, BEN, DAY, MONDAY, Killed
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
EVE = "3"
NOON = MONDAY + 4 * HOUR


@pytest.fixture
async def open_stage(database_url: str) -> AsyncIterator[Callable[..., GroupStage]]:
    stages: list[GroupStage] = []

    def made(*arguments: object, **more: object) -> GroupStage:
        stages.append(GroupStage(database_url, *arguments, **more))
        return stages[-1]

    yield made
    for one in stages:
        await one.close()


@pytest.fixture
async def stage(open_stage: Callable[..., GroupStage]) -> GroupStage:
    return open_stage()


async def agree(stage, group, *users):
    """These are members, and let the group hear what they complete."""
    for user in users:
        member = await stage.join(group, user, {ANN: "Ann", BEN: "Ben", EVE: "Eve"}[user])
        async with stage.database.store() as store:
            await store.members.set_shows_completions(group.id, member.account_id, shows=True)


async def cheer(stage, group, user):
    """The id of what a press makes, None where it makes nothing."""
    contact = await stage.contact(user)
    async with stage.database.store() as store:
        hurrah = await store.hurrahs.last(group.id)
        made = await store.hurrahs.cheer(hurrah.id, contact.account.id, stage.clock())
        if made:
            await cheered(store, group, hurrah, made, stage.clock())
    return made


async def test_of_who_did_not_agree_nothing_is_told(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann")
    await stage.say("/done nlp https://example.org/a", ANN)
    await stage.go(stage.clock() + HOUR)
    assert stage.said() == []


async def test_a_completion_is_told_at_once_with_its_evidence_and_once(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    await stage.say("/done nlp https://example.org/a", ANN)
    await stage.work()
    await stage.say("/begin dl", ANN)
    await stage.work()
    (post,) = stage.platform.posts.values()
    assert post.text == "🎉 Ann completed NLP (evidence)."
    assert 'href="https://example.org/a"' in post.message.text
    assert [key.label for key in post.message.keys] == ["🎉"]
    assert len(post.texts) == 1


async def test_several_within_an_hour_are_one_post_and_later_ones_another(stage):
    group = await stage.group()
    await agree(stage, group, ANN, BEN)
    for minutes, user, line in ((0, ANN, "nlp"), (30, BEN, "dl"), (59, ANN, "cv"), (61, BEN, "nlp")):
        await stage.go(NOON + minutes * MINUTE)
        await stage.say(f"/done {line}", user)
        await stage.work()
    assert stage.said() == [
        "🎉 Ann completed NLP and Image Processing. 🎉 Ben completed Deep Learning.",
        "🎉 Ben completed NLP.",
    ]


async def test_of_very_many_in_an_hour_a_post_has_few_lines(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    for user in ("11", "12", "13", "14", "15"):
        member = await stage.join(group, user, f"Name {user}")
        async with stage.database.store() as store:
            await store.members.set_shows_completions(group.id, member.account_id, shows=True)
        await stage.say("/done nlp, dl, cv", user)
    await stage.work()
    assert [text.count("completed") for text in stage.said()] == [4, 1]


async def test_at_night_the_group_is_left_alone_and_hears_of_all_in_the_morning(stage):
    group = await stage.group(quiet_from=time(22), quiet_to=time(7, 30))
    await agree(stage, group, ANN, BEN)
    await stage.go(MONDAY + 14 * HOUR)  # eleven in the evening in Berlin
    await stage.say("/done nlp", ANN)
    await stage.go(MONDAY + 17 * HOUR)
    await stage.say("/done dl", BEN)
    await stage.go(MONDAY + 22 * HOUR)
    assert stage.said() == []
    await stage.go(MONDAY + 23 * HOUR)
    assert stage.said() == ["🎉 Ann completed NLP. 🎉 Ben completed Deep Learning."]


async def test_what_was_completed_long_ago_or_known_before_is_no_news(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    await stage.say("/known nlp", ANN)
    await stage.say("/done dl 20 december", ANN)
    await stage.work()
    assert stage.said() == []


async def test_each_member_cheers_once_and_many_at_once_are_one_edit(stage):
    group = await stage.group()
    await agree(stage, group, ANN, BEN, EVE)
    await stage.say("/done nlp", ANN)
    await stage.work()
    assert [await cheer(stage, group, user) is not None for user in (BEN, EVE, BEN)] == [True, True, False]
    await stage.work()
    (post,) = stage.platform.posts.values()
    assert post.texts == ["🎉 Ann completed NLP.", "🎉 Ann completed NLP. 👏 Ben and Eve cheer."]


@pytest.mark.parametrize("way", ["undo", "hide", "leave", "forget"])
async def test_what_is_taken_back_is_taken_away_with_what_told_it(stage, way):
    group = await stage.group()
    await agree(stage, group, ANN, BEN)
    await stage.say("/done nlp", ANN)
    await stage.say("/done dl https://example.org/secret", BEN)
    await stage.work()
    await cheer(stage, group, BEN)
    await stage.work()
    match way:
        case "undo":
            await stage.say("/undo", BEN)
        case "hide":
            await stage.say("/celebrate off", BEN)
        case "leave":
            await stage.leave(group, BEN)
        case "forget":
            await stage.forget(BEN)
    async with stage.database.store() as store:
        if way in {"leave", "forget"}:
            rows = [await store.posts.find(row.id) for row in await store.ledger.of_group(group.id, 100)]
            assert not [row for row in rows if row and row.text and ("Ben" in row.text or "secret" in row.text)]
    await stage.go(stage.clock() + HOUR)
    (text,) = stage.said()
    assert text.startswith("🎉 Ann completed NLP.")
    assert "Deep Learning" not in text
    assert ("Ben" in text) == (way in {"undo", "hide"})  # whose cheer stays
    await (stage.leave(group, ANN) if way != "undo" else stage.say("/reopen nlp", ANN))
    await stage.go(stage.clock() + HOUR)
    assert stage.said() == []


async def test_taken_back_while_it_is_on_its_way_it_is_gone_once_it_stands(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    stage.platform.refusals = [TryLater("answer lost", maybe_sent=True)]
    await stage.say("/done nlp", ANN)
    await stage.work()
    await stage.say("/undo", ANN)
    await stage.go(stage.clock() + HOUR)
    assert stage.said() == []


async def test_taken_back_before_it_was_told_it_is_told_to_nobody(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    await stage.say("/done nlp", ANN)
    await stage.say("/undo", ANN)
    await stage.say("/done dl", ANN)
    await stage.go(stage.clock() + HOUR)
    assert stage.said() == ["🎉 Ann completed Deep Learning."]


@pytest.mark.engines_differ
async def test_killed_while_it_is_told_it_comes_again_and_says_that_it_may_be_a_repeat(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    await stage.say("/done nlp", ANN)
    stage.platform.refusals = [Killed()]
    with suppress(Killed):
        await stage.work()
    await stage.go(stage.clock() + LEASE)
    (row,) = await stage.rows(group)
    assert (row.kind, row.state, row.maybe_repeated) == (NudgeKind.HURRAH, NudgeState.SENT, True)
    assert stage.said() == ["🎉 Ann completed NLP."]


async def test_a_group_turned_supergroup_hears_it_there(stage):
    group = await stage.group()
    await agree(stage, group, ANN)
    stage.platform.moved[CHAT] = SUPERGROUP
    await stage.say("/done nlp", ANN)
    await stage.go(stage.clock() + HOUR)
    assert stage.said(SUPERGROUP) == ["🎉 Ann completed NLP."]


async def test_two_processes_tell_each_completion_once_and_two_at_once_are_one_post(open_stage):
    one = open_stage()
    other = open_stage(clock=one.clock)
    group = await one.group()
    await agree(one, group, ANN, BEN)
    await asyncio.gather(one.say("/done nlp", ANN), other.say("/done dl", BEN))
    await asyncio.gather(one.work(), other.work(), one.work(), other.work())
    deeds = [deed for stage in (one, other) for deed in stage.platform.deeds]
    posts = [deed for deed in deeds if isinstance(deed, Post)]
    assert len(posts) == 1
    assert all(isinstance(deed, Post | Edit) for deed in deeds)


# a common goal


async def set_goal(stage, group, amount, counts=Counts.SESSIONS):
    async with stage.database.store() as store:
        return await store.common_goals.set(group.id, CommonGoal(counts, amount, MONDAY.date() - DAY * 30))


async def test_a_goal_is_told_once_as_soon_as_it_is_reached(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann")
    await stage.join(group, BEN, "Ben")
    await set_goal(stage, group, 3)
    for user in (ANN, BEN):
        await stage.say("/log 30m", user)
        await stage.work()
    assert stage.said() == []
    for user in (ANN, BEN, ANN):
        await stage.say("/log 20m", user)
        await stage.work()
    assert stage.said() == ["🎉 You did it together: 3 sessions!"]


async def test_what_was_taken_back_or_told_before_joining_does_not_count(stage):
    group = await stage.group()
    await stage.enrol("/log 30m yesterday", "/log 40m yesterday", user=ANN)
    await stage.join(group, ANN, "Ann")
    await set_goal(stage, group, 2)
    await stage.say("/log 30m", ANN)
    await stage.say("/undo", ANN)
    await stage.say("/log 31m", ANN)
    await stage.work()
    assert stage.said() == []
    await stage.say("/log 32m", ANN)
    await stage.work()
    assert len(stage.said()) == 1


async def test_topics_count_once_completed_and_not_where_they_were_known(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann")
    await set_goal(stage, group, 2, Counts.TOPICS)
    await stage.say("/known cv", ANN)
    await stage.say("/done nlp", ANN)
    await stage.work()
    assert stage.said() == []
    await stage.say("/done dl", ANN)
    await stage.work()
    assert stage.said() == ["🎉 You did it together: 2 topics!"]


async def test_a_goal_that_was_ended_meanwhile_is_not_told_of(stage):
    group = await stage.group(quiet_from=time(22), quiet_to=time(7, 30))
    await stage.join(group, ANN, "Ann")
    await stage.go(MONDAY + 14 * HOUR)
    await set_goal(stage, group, 1)
    await stage.say("/log 30m", ANN)
    async with stage.database.store() as store:
        assert await store.common_goals.drop(group.id)
    await stage.go(MONDAY + DAY)
    assert stage.said() == []


# partners


async def test_two_who_say_at_once_in_two_processes_that_they_would_like_company_meet_once(open_stage):
    one = open_stage()
    other = open_stage(clock=one.clock)
    group = await one.group()
    for user, name in ((ANN, "Ann"), (BEN, "Ben"), (EVE, "Eve")):
        await one.join(group, user, name)
    await asyncio.gather(one.say("/partner", ANN), other.say("/partner", BEN), one.say("/partner", EVE))
    async with one.database.store() as store:
        pairs = [it for it in (await store.partners.current([group.id]))[group.id] if len(it.accounts) > 1]
    assert [len(pair.accounts) for pair in pairs] == [2]
