"""Order in a group: what an admin hides is gone, there and wherever it is quoted, and stays gone; and what they take back comes."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from markupsafe import Markup
from sqlalchemy import select

from bot.chat.happenings import Departed
from bot.chat.platform import Delete
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.store import NudgeKind, NudgeState, Outcome
from bot.store.tables import nudges
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
both = pytest.mark.parametrize("platform", ["telegram", "discord"])
NOT_ALLOWED = "those who manage this group"
ABUSE = "you are all idiots http://evil.example/win"
DIGEST = utc("2027-01-11 09:30")


@pytest.fixture
async def gathering(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined."""
    gathering = Gathering(database_url, platform)
    await gathering.begin(BEN, EVE, GUS)
    yield gathering
    await gathering.close()


async def asked(gathering: Gathering, line: str = f"/helpme nlp {ABUSE}") -> None:
    await gathering.say(BEN, line)
    await gathering.work()


@pytest.mark.drill
@both
async def test_a_hidden_question_is_gone_and_no_digest_tells_of_it(gathering: Gathering) -> None:
    await asked(gathering)
    answer = await gathering.below(ANN, "/group hide", "idiots")
    assert answer
    assert "I take it away" in plain(answer.text)
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text]
    await gathering.go(utc("2027-01-25 09:30"))
    assert [text for text in gathering.stands() if "The Owls" in text]
    assert not [text for text in gathering.stands() if "idiots" in text or "would like help" in text]
    assert not [post for post in gathering.edge.posts.values() if any("idiots" in text for text in post.texts)]


@pytest.mark.drill
@both
async def test_what_is_taken_back_is_asked_again(gathering: Gathering) -> None:
    await asked(gathering)
    answer = await gathering.below(ANN, "/group hide", "idiots")
    assert answer
    await gathering.work()
    await gathering.press(ANN, answer.keys[0].data)
    await gathering.work()
    (question,) = [text for text in gathering.stands(CHAT) if "idiots" in text]
    assert "Ben would like help" in question


@pytest.mark.drill
@both
async def test_hidden_twice_is_hidden_once(gathering: Gathering) -> None:
    await asked(gathering)
    first, second = [await gathering.below(ANN, "/group hide", "idiots") for _ in range(2)]
    assert first
    assert second
    assert "hidden already" in plain(second.text)
    await gathering.work()
    assert sum(isinstance(deed, Delete) for deed in gathering.edge.deeds) == 1
    again = [await gathering.press(ANN, first.keys[0].data) for _ in range(2)]
    assert ["Taken back" in str(one) for one in map(said, again)] == [True, False]
    await gathering.work()
    assert len([text for text in gathering.stands() if "idiots" in text]) == 1


@both
async def test_whose_words_were_hidden_hears_of_it_and_nobody_who_was_only_named(gathering: Gathering) -> None:
    await gathering.say(EVE, "/done nlp", None)
    await asked(gathering)
    assert [text for text in gathering.stands() if "Eve: you know the way" in text]
    answer = await gathering.below(ANN, "/group hide", "idiots")
    assert answer
    await gathering.work()
    assert [
        (one.user_id, "asked me to take a post of yours off" in one.message.text) for one in gathering.letters()
    ] == [(BEN, True)]
    async with gathering.database.store() as store:
        (order,) = (await store.belongings.of([1, 2, 3, 4, 5]))["group_orders"]
        ben = await store.learners.by_account(gathering.platform, BEN)
    assert ben
    assert order["account_id"] == ben.account.id
    await gathering.press(ANN, answer.keys[0].data)
    await gathering.work()
    assert "stands there again" in gathering.edge.sent[-1].message.text


@both
async def test_what_was_on_its_way_to_a_hidden_post_is_not_read_there_any_more(gathering: Gathering) -> None:
    """An offer is being told in the question's post while that is hidden: the post goes once it has arrived, with its words."""
    await asked(gathering)
    await gathering.say(EVE, "/canhelp 1")
    async with gathering.database.store() as store:
        now = await store.now()
        claimed = await store.ledger.claim([gathering.platform], now, lease="other", most=9)
        (edit,) = [nudge for nudge in claimed if nudge.kind is NudgeKind.HELP]
    await gathering.below(ANN, "/group hide", "idiots")
    await gathering.go(gathering.clock() + timedelta(seconds=40))
    assert [text for text in gathering.stands() if "idiots" in text], "it is waited for"
    async with gathering.database.store() as store:
        await store.posts.keep(edit.id, Markup("idiots"), None)
        (number,) = gathering.edge.posts
        await store.ledger.record([Outcome(edit, NudgeState.SENT, "", message_id=number)], now)
    await gathering.go(gathering.clock() + timedelta(minutes=3))
    assert not gathering.stands()
    async with gathering.database.engine.connect() as connection:
        kept = (await connection.execute(select(nudges.c.text).where(nudges.c.text.is_not(None)))).scalars().all()
    assert not [text for text in kept if "idiots" in text]


@pytest.mark.drill
@both
async def test_a_digest_that_quoted_a_question_reads_without_it_once_that_is_hidden(gathering: Gathering) -> None:
    await asked(gathering)
    await gathering.go(DIGEST)
    assert len([text for text in gathering.stands() if "idiots" in text]) == 2
    await gathering.below(ANN, "/group hide", "would like help")
    await gathering.work()
    (digest,) = [text for text in gathering.stands() if "Who can help?" in text]
    assert "idiots" not in digest
    assert "…" in digest


@pytest.mark.drill
@both
async def test_a_hidden_digest_is_gone_and_what_it_quoted_is_quoted_no_more(gathering: Gathering) -> None:
    await gathering.go(utc("2027-01-06 10:00"))
    await asked(gathering)
    await gathering.go(DIGEST)
    answer = await gathering.below(ANN, "/group hide", "Who can help?")
    assert answer
    assert "won't quote its question again" in plain(answer.text)
    await gathering.go(DIGEST + timedelta(days=6))
    await gathering.say(EVE, "/begin dl", None)
    assert not [text for text in gathering.stands() if "Who can help?" in text]
    await gathering.go(DIGEST + timedelta(days=7))
    (digest,) = [text for text in gathering.stands() if "Who can help?" in text]
    assert "idiots" not in digest
    assert "Ben with NLP (#1)" in digest, "the question itself waits for help still"


@pytest.mark.drill
@both
async def test_a_hidden_board_stays_away_until_it_is_wanted_again(gathering: Gathering) -> None:
    await gathering.go(DIGEST)
    assert [text for text in gathering.stands() if text.startswith("📋")]
    answer = await gathering.below(ANN, "/group hide", "📋")
    assert answer
    assert "stays off" in plain(answer.text)
    await gathering.go(DIGEST + timedelta(days=8))
    assert not [text for text in gathering.stands() if text.startswith("📋")]
    await gathering.say(ANN, "/group board on")
    await gathering.go(DIGEST + timedelta(days=15))
    assert [text for text in gathering.stands() if text.startswith("📋")]


@pytest.mark.drill
@both
async def test_hidden_thanks_count_for_nobody(gathering: Gathering) -> None:
    await gathering.say(BEN, "/thanks eve")
    await gathering.go(DIGEST)
    assert "Most help" in await gathering.tell(BEN, "/board")
    answer = await gathering.below(ANN, "/group hide", "thanks")
    assert answer
    assert "Most help" not in await gathering.tell(BEN, "/board")
    await gathering.press(ANN, answer.keys[0].data)
    assert "Most help" in await gathering.tell(BEN, "/board")


# mute


@pytest.mark.drill
@both
async def test_for_who_is_muted_nothing_is_posted_and_they_are_told(gathering: Gathering) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    assert "Until" in await gathering.tell(ANN, "/group mute ben 8d")
    await gathering.work()
    (letter,) = [
        one for one in gathering.edge.sent if one.user_id == BEN and "asked me to post nothing" in one.message.text
    ]
    assert "The Owls" in letter.message.text
    for line in ("/helpme dl", "/canhelp", "/thanks eve"):
        answer = await gathering.say(BEN, line)
        assert answer
        assert "post nothing for you here" in plain(answer.text), line
        assert answer.private
    assert "Ben" not in await gathering.tell(EVE, "/board")
    await gathering.go(DIGEST - timedelta(minutes=40))
    await gathering.say(EVE, "/canhelp 1")
    await gathering.go(DIGEST)
    (digest,) = [text for text in gathering.stands() if text.startswith("🗞") or "quiet week" in text]
    assert "Ben" not in digest
    await gathering.go(DIGEST + timedelta(days=1))
    assert "Ben" in await gathering.tell(EVE, "/board"), "the mute is over"
    assert "asked" not in await gathering.tell(BEN, "/helpme dl")


@both
@pytest.mark.parametrize(("muted", "told"), [(["ben"], "💛 … thanks Eve"), (["ben", "eve"], "")])
async def test_what_waits_to_be_posted_names_nobody_who_is_muted_by_then(
    gathering: Gathering, muted: list[str], told: str
) -> None:
    await gathering.say(BEN, "/thanks eve")
    for name in muted:
        await gathering.say(ANN, f"/group mute {name} 1d")
    await gathering.work()
    posts = [text for text in gathering.stands() if "thanks" in text]
    assert [text.startswith(told) for text in posts] == ([True] if told else [])
    assert not [text for text in posts if "Ben" in text]


@pytest.mark.parametrize("platform", ["discord"])
async def test_who_is_muted_goes_off_the_board_that_stands_at_once_and_comes_back_with_it(gathering: Gathering) -> None:
    for user in (BEN, EVE):
        await gathering.say(user, "/begin nlp", None)
    await gathering.go(DIGEST)
    (board,) = [post for post in gathering.edge.posts.values() if post.is_pinned]
    assert "Ben" in board.text
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    assert board.is_pinned
    assert "Ben" not in board.text
    assert "…" not in board.text
    assert board.text.count("· NLP") == 1
    await gathering.say(ANN, "/group back ben")
    await gathering.work()
    assert "Ben · NLP" in board.text
    assert len([post for post in gathering.edge.posts.values() if post.text.startswith("📋")]) == 1


@both
async def test_whose_mute_runs_out_is_on_the_board_again_at_that_moment(gathering: Gathering) -> None:
    await gathering.go(DIGEST)
    (board,) = [post for post in gathering.edge.posts.values() if post.is_pinned]
    await gathering.say(ANN, "/group mute ben 2h")
    await gathering.go(DIGEST + timedelta(minutes=119))
    assert "Ben" not in board.text
    await gathering.go(DIGEST + timedelta(minutes=120))
    assert "Ben" in board.text
    assert board.is_pinned


@pytest.mark.parametrize("platform", ["discord"])
async def test_who_is_muted_for_longer_meanwhile_stays_off_the_board(gathering: Gathering) -> None:
    await gathering.go(DIGEST)
    (board,) = [post for post in gathering.edge.posts.values() if post.is_pinned]
    await gathering.say(ANN, "/group mute ben 2h")
    await gathering.say(ANN, "/group mute ben 5h")
    await gathering.go(DIGEST + timedelta(hours=4))
    assert "Ben" not in board.text
    await gathering.go(DIGEST + timedelta(hours=6))
    assert "Ben" in board.text


@pytest.mark.parametrize("platform", ["discord"])
async def test_a_board_that_is_on_since_a_mute_has_whose_mute_ran_out(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group settings board off")
    await gathering.say(ANN, "/group mute ben 9d")
    await gathering.say(ANN, "/group settings board on")
    await gathering.go(DIGEST)
    (board,) = [post for post in gathering.edge.posts.values() if post.is_pinned]
    assert "Ben" not in board.text
    await gathering.go(utc("2027-01-13 23:00"))
    assert "Ben" in board.text


@pytest.mark.parametrize("platform", ["telegram"])
async def test_who_is_muted_at_night_goes_off_the_board_that_night(gathering: Gathering) -> None:
    await gathering.go(DIGEST)
    (board,) = [post for post in gathering.edge.posts.values() if post.is_pinned]
    assert "Ben" in board.text
    await gathering.go(utc("2027-01-11 23:30"))
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    assert "Ben" not in board.text


@pytest.mark.parametrize("platform", ["discord"])
async def test_who_is_muted_goes_off_the_board_however_late_that_is(gathering: Gathering) -> None:
    await gathering.go(DIGEST)
    (board,) = [post for post in gathering.edge.posts.values() if post.is_pinned]
    await gathering.say(ANN, "/group mute ben 7d")
    gathering.clock.now += timedelta(days=3)
    await gathering.work()
    assert "Ben" not in board.text


@both
async def test_a_mute_where_no_board_stands_posts_none(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    await gathering.say(ANN, "/group back ben")
    await gathering.work()
    assert not [text for text in gathering.stands() if text.startswith("📋")]


@both
async def test_a_mute_leaves_the_own_plan_and_promises_to_oneself_alone(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben")
    assert "a chapter" in await gathering.tell(BEN, "/promise a chapter")
    assert "post nothing" not in await gathering.tell(BEN, "/begin nlp", None)
    assert "You've left" in await gathering.tell(BEN, "/leave")


@both
async def test_who_leaves_and_joins_again_is_muted_still(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben 30d")
    await gathering.say(BEN, "/leave")
    await gathering.say(BEN, "/join yes")
    assert "post nothing" in await gathering.tell(BEN, "/helpme nlp")
    assert "Ben" not in await gathering.tell(EVE, "/board")


@both
async def test_a_mute_that_is_taken_back_before_it_was_told_is_told_to_nobody(gathering: Gathering) -> None:
    gathering.clock.now += timedelta(hours=14)
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    assert "welcome here" in await gathering.tell(ANN, "/group back ben")
    await gathering.go(utc("2027-01-05 10:00"))
    assert not [one for one in gathering.letters() if one.user_id == BEN]


@both
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/group mute ben 0d", "For how long"),
        ("/group mute ben 9999d", "For how long"),
        ("/group mute zoe", "no member of that name"),
        ("/group mute", "Whom do you mean"),
    ],
)
async def test_a_mute_that_is_none_is_asked_about(gathering: Gathering, line: str, answer: str) -> None:
    assert answer in await gathering.tell(ANN, line)


@pytest.mark.parametrize(
    ("platform", "told"), [("telegram", "the name that the board has"), ("discord", "Mention them")]
)
async def test_whoever_names_nobody_is_told_what_works_there(gathering: Gathering, told: str) -> None:
    assert told in await gathering.tell(ANN, "/group mute @ben_92 7d")


# remove


@both
@pytest.mark.parametrize("back", ["/group back <@{ben}>", "/group back ben"])
async def test_who_is_taken_out_is_told_and_comes_back_once_an_admin_says_so(gathering: Gathering, back: str) -> None:
    await asked(gathering)
    question = await gathering.say(ANN, "/group remove ben")
    assert question
    assert "Ben" in await gathering.tell(EVE, "/board"), "it is asked first"
    done = await gathering.say(ANN, "/group remove ben yes")
    assert "is out of this group" in said(done)
    await gathering.work()
    assert [one for one in gathering.edge.sent if one.user_id == BEN and "took you out" in one.message.text]
    assert not [text for text in gathering.stands() if "idiots" in text or "Ben" in text]
    for line in ("/join", "/join yes"):
        assert "took you out" in await gathering.tell(BEN, line)
    assert "out just now: Ben" in await gathering.tell(ANN, "/group back")
    assert "They may join again" in await gathering.tell(ANN, back.format(ben=BEN))
    assert "Welcome" in await gathering.tell(BEN, "/join yes")


@pytest.mark.parametrize("platform", ["telegram"])
async def test_whoever_takes_out_the_only_keeper_keeps_the_group(gathering: Gathering) -> None:
    async def keepers() -> list[str]:
        group = await gathering.group()
        async with gathering.database.store() as store:
            found = {
                (await store.learners.by_account(gathering.platform, user)).account.id: user for user in (ANN, BEN)
            }
            return [found[one] for one in await store.keepers.of_group(group.id, 9)]

    await gathering.say(ANN, "/join yes")
    gathering.admins.add(BEN)
    assert await keepers() == [ANN]
    await gathering.say(BEN, "/group remove gus yes")
    assert await keepers() == [ANN]
    await gathering.say(BEN, "/group remove ann yes")
    assert await keepers() == [BEN]


# questions


@both
async def test_two_questions_are_open_at_most(gathering: Gathering) -> None:
    for line in ("/helpme nlp", "/helpme dl", "/helpme nlp The same in other words"):
        await gathering.say(BEN, line)
    assert "2 open questions" in await gathering.tell(BEN, "/helpme mlops")
    await gathering.work()
    assert len([text for text in gathering.stands() if "would like help" in text and "Settled" not in text]) == 2


@both
async def test_an_admin_closes_a_question_by_the_number_that_is_shown(gathering: Gathering) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.say(EVE, "/helpme dl")
    shown = await gathering.tell(ANN, "/group close")
    assert "1. Ben: NLP" in shown
    assert "2. Eve: Deep Learning" in shown
    assert "is closed" in await gathering.tell(ANN, "/group close 1")
    assert "No question 1 is open" in await gathering.tell(ANN, "/group close 1")
    await gathering.work()
    assert [text for text in gathering.stands() if "Closed by an admin" in text]
    assert [one for one in gathering.edge.sent if one.user_id == BEN and "closed your question" in one.message.text]
    async with gathering.database.store() as store:
        (order,) = (await store.belongings.of([1, 2, 3, 4, 5]))["group_orders"]
    await gathering.tell(ANN, f"/group back !{order['id']}")
    await gathering.work()
    assert not [text for text in gathering.stands() if "Closed by an admin" in text]
    assert "1. Ben" in await gathering.tell(ANN, "/group close")


@pytest.mark.drill
@both
async def test_a_question_ends_after_two_weeks_and_who_asked_hears_of_it(gathering: Gathering) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.go(utc("2027-01-17 10:00"))
    assert [text for text in gathering.stands() if "I can help" in text or "would like help" in text]
    assert not [text for text in gathering.stands() if "Closed after two weeks" in text]
    await gathering.go(utc("2027-01-19 10:00"))
    assert [text for text in gathering.stands() if "Closed after two weeks" in text]
    (letter,) = [one for one in gathering.edge.sent if one.user_id == BEN and "two weeks" in one.message.text]
    assert "NLP" in letter.message.text


# who leads


@pytest.mark.drill
@both
async def test_a_group_whose_only_admin_left_says_so_once_and_another_may_lead(gathering: Gathering) -> None:
    group = await gathering.group()
    assert NOT_ALLOWED in await gathering.tell(BEN, "/group quiet off")
    await gathering.happens(Departed(gathering.platform, ANN, CHAT, group.server_id))
    await gathering.happens(Departed(gathering.platform, ANN, CHAT, group.server_id))
    await gathering.go(utc("2027-01-20 10:00"))
    assert len([text for text in gathering.stands() if "has left" in text]) == 1
    gathering.admins = {BEN}
    assert "Set" in await gathering.tell(BEN, "/group quiet off")
    await gathering.happens(Departed(gathering.platform, ANN, CHAT, group.server_id))
    await gathering.go(utc("2027-01-28 10:00"))
    assert len([text for text in gathering.stands() if "has left" in text]) == 1


@pytest.mark.drill
@both
async def test_nothing_is_said_of_an_admin_who_left_where_another_keeps_the_group(gathering: Gathering) -> None:
    gathering.admins = {ANN, BEN}
    await gathering.say(BEN, "/group quiet off")
    await gathering.happens(Departed(gathering.platform, ANN, CHAT, (await gathering.group()).server_id))
    await gathering.go(utc("2027-01-20 10:00"))
    assert not [text for text in gathering.stands() if "has left" in text]


def said(answer: Message | str | None) -> str:
    assert answer
    return answer if isinstance(answer, str) else plain(answer.text)


@both
@pytest.mark.parametrize("line", ["/meet idiots http://evil.example", "/helpme http://evil.example"])
async def test_what_the_bot_asks_back_among_others_has_no_link(gathering: Gathering, line: str) -> None:
    answer = await gathering.say(BEN, line)
    assert answer
    assert "evil" in plain(answer.text)
    assert "http://evil" not in answer.text
    assert "evil.example" not in answer.text
