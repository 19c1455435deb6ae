"""Order in a group where a post has gone, a question is closed, or a member rests: what is said of it is so."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from markupsafe import Markup

from bot.chat.people import Meant
from bot.chat.platform import Delete, Handed, Post, Spoken
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.reasons import Reason
from bot.send_errors import TryLater, Unsendable
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.test_order import ABUSE, DIGEST, asked, said
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def gathering(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined."""
    gathering = Gathering(database_url, platform)
    await gathering.begin(BEN, EVE, GUS)
    yield gathering
    await gathering.close()


# numbers


@pytest.mark.drill
@both
async def test_the_number_that_closes_a_question_stands_in_its_post_and_in_the_digest(gathering: Gathering) -> None:
    await asked(gathering)
    await gathering.say(EVE, "/helpme dl")
    await gathering.work()
    assert "Ben would like help with NLP (#1)." in gathering.stands()[-2]
    assert "Eve would like help with Deep Learning (#2)." in gathering.stands()[-1]
    await gathering.go(DIGEST)
    (digest,) = [text for text in gathering.stands() if "Who can help?" in text]
    assert "Ben with NLP (#1): “" in digest
    assert "Eve with Deep Learning (#2)" in digest
    assert "Question 2 is closed" in await gathering.tell(ANN, "/group close #2")
    assert "Question 1 is closed" in await gathering.tell(ANN, "/group close 1")
    await gathering.work()
    assert not [text for text in gathering.stands() if "Closed by an admin" in text and "#" in text]


# what is one's own while one is muted


@pytest.mark.drill
@both
@pytest.mark.parametrize(("line", "is_left"), [("/helpme nlp settled", True), ("/helpme settled", False)])
async def test_who_is_muted_settles_their_own_question(gathering: Gathering, line: str, is_left: bool) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.say(BEN, "/helpme dl")
    await gathering.work()
    await gathering.tell(ANN, "/group mute ben 3d")
    await gathering.work()
    answer = await gathering.tell(BEN, line)
    assert "post nothing" not in answer
    await gathering.work()
    settled = [text for text in gathering.stands() if "Settled" in text]
    assert len(settled) == (1 if is_left else 2)
    assert not [text for text in settled if "Ben" in text or "begin" in text]
    assert "You have no open question on NLP" in await gathering.tell(BEN, "/helpme nlp settled")


@both
@pytest.mark.parametrize(
    "line", ["/helpme nlp", "/helpme idiots all of you", "/helpme idiots settled", "/helpme nlp not settled"]
)
async def test_who_is_muted_asks_nothing_new_and_is_asked_nothing_back_among_others(
    gathering: Gathering, line: str
) -> None:
    await gathering.tell(ANN, "/group mute ben 3d")
    answer = await gathering.say(BEN, line)
    assert answer
    assert "post nothing for you here" in plain(answer.text)
    assert answer.private


@pytest.mark.drill
@both
async def test_who_is_muted_is_out_of_a_meeting_and_calls_off_their_own(gathering: Gathering) -> None:
    await gathering.say(BEN, "/meet fri 19:00")
    await gathering.say(EVE, "/meet sat 19:00")
    await gathering.say(BEN, "/meet in 2")
    await gathering.work()
    await gathering.tell(ANN, "/group mute ben 30d")
    for line in ("/meet in 2", "/meet will 2 read", "/meet sun 19:00", "/meet move #1 fri 20:00"):
        assert "post nothing" in await gathering.tell(BEN, line), line
    for line in ("/meet out 2", "/meet cancel #1"):
        assert "post nothing" not in await gathering.tell(BEN, line), line
    await gathering.work()
    (off,) = [text for text in gathering.stands() if "off" in text.casefold()]
    assert "Ben" not in off
    assert not [text for text in gathering.stands() if "Ben" in text]


@both
async def test_an_offer_of_who_is_muted_before_it_was_told_is_told_to_nobody(gathering: Gathering) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    gathering.clock.now = utc("2027-01-04 23:00")
    await gathering.say(EVE, "/canhelp 1")
    await gathering.work()
    await gathering.tell(ANN, "/group mute eve 3d")
    await gathering.go(utc("2027-01-05 12:00"))
    assert not [one for one in gathering.letters() if "can help" in one.message.text]


@both
async def test_an_offer_of_who_is_muted_is_not_told_in_the_group_without_a_name(gathering: Gathering) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    gathering.edge.blocked.add(BEN)
    await gathering.say(EVE, "/canhelp 1")
    await gathering.tell(ANN, "/group mute eve 3d")
    await gathering.work()
    assert not [text for text in gathering.stands() if text.startswith("🤝")]


# for how long


@both
@pytest.mark.parametrize("said", ["ben for 3 days", "3d ben", "ben 3 d", "Ben, 72h", "ben for 3d"])
async def test_a_term_is_read_before_and_behind_the_name(gathering: Gathering, said: str) -> None:
    assert "Until Thu 7 Jan, 08:00" in await gathering.tell(ANN, f"/group mute {said}")


@both
@pytest.mark.parametrize("said", ["ben until friday", "ben forever", "ben 400 days", "until tomorrow"])
async def test_a_term_that_is_no_length_is_not_taken_for_a_part_of_the_name(gathering: Gathering, said: str) -> None:
    assert "For how long?" in await gathering.tell(ANN, f"/group mute {said}")


# offers that come late


async def late(gathering: Gathering) -> str:
    return await gathering.tell(EVE, "/canhelp 1")


@pytest.mark.drill
@both
async def test_an_offer_that_comes_late_hears_how_the_question_was_closed(gathering: Gathering) -> None:
    await asked(gathering)
    await gathering.tell(ANN, "/group close 1")
    assert "An admin has closed that question on NLP" in await late(gathering)
    await gathering.work()
    answer = await gathering.below(ANN, "/group hide", "Closed by an admin")
    assert answer
    assert "taken that question on NLP off the chat" in await late(gathering)


@both
async def test_an_offer_for_a_question_that_was_hidden_hears_so(gathering: Gathering) -> None:
    await asked(gathering)
    await gathering.below(ANN, "/group hide", "idiots")
    assert "taken that question on NLP off the chat" in await late(gathering)


@pytest.mark.drill
@both
@pytest.mark.parametrize(("closed_by", "told"), [("time", "open for two weeks"), ("its asker", "is settled")])
async def test_an_offer_after_two_weeks_hears_whether_time_closed_the_question(
    gathering: Gathering, closed_by: str, told: str
) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.go(utc("2027-01-18 08:30"))
    gathering.clock.now += timedelta(minutes=20)  # more than two weeks, and not looked at yet
    if closed_by == "its asker":
        await gathering.say(BEN, "/helpme nlp settled")
        await gathering.work()
        assert [text for text in gathering.stands() if "Settled" in text]
    await gathering.go(utc("2027-01-19 10:00"))
    assert told in await late(gathering)


# what could not be taken away


@pytest.mark.drill
@both
async def test_a_post_that_could_not_be_taken_away_is_tried_again_by_who_says_so_again(gathering: Gathering) -> None:
    await asked(gathering)
    gathering.edge.refusals = [Unsendable(Reason.REFUSED)]
    await gathering.below(ANN, "/group hide", "idiots")
    await gathering.work()
    assert [text for text in gathering.stands() if "idiots" in text], "it stands there still"
    for _ in range(2):
        assert "hidden already" in said(await gathering.below(ANN, "/group hide", "idiots"))
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text]
    assert sum(isinstance(deed, Delete) for deed in gathering.edge.deeds) == 2


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_an_answer_that_could_not_be_taken_away_is_tried_again(gathering: Gathering) -> None:
    number = await gathering.edge.perform(Post(CHAT, None, Message(text=Markup("an answer"))))
    gathering.edge.refusals = [Unsendable(Reason.REFUSED)]
    for told in ("I take it away", "I take it away"):
        assert told in said(await gathering.below(ANN, "/group hide", "an answer"))
        assert "hidden already" in said(await gathering.below(ANN, "/group hide", "an answer"))
        await gathering.work()
    assert number not in gathering.edge.posts
    assert sum(isinstance(deed, Delete) for deed in gathering.edge.deeds) == 2


@pytest.mark.drill
@both
async def test_a_post_whose_line_broke_is_not_taken_for_an_answer(gathering: Gathering) -> None:
    await gathering.work()
    await gathering.say(BEN, f"/helpme nlp {ABUSE}")
    gathering.edge.refusals = [TryLater(Reason.ANSWER_LOST, maybe_sent=True)]
    await gathering.nudging.work()
    (lost,) = [one for one in gathering.edge.deeds if isinstance(one, Post) and "idiots" in one.message.text]
    await gathering.edge.perform(lost)
    assert "posting something here just now" in said(await gathering.below(ANN, "/group hide", "idiots"))
    await gathering.work()
    assert sum("idiots" in text for text in gathering.stands()) == 2, "it came a second time"
    assert "won't quote it" in said(await gathering.below(ANN, "/group hide", "idiots")), "the first copy is chosen"
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text], "both copies go"
    await gathering.go(DIGEST)
    assert not [text for text in gathering.stands() if "idiots" in text], "no digest quotes it"


@pytest.mark.drill
@both
async def test_a_copy_that_is_hidden_after_its_post_is_not_called_an_answer(gathering: Gathering) -> None:
    await gathering.work()
    await gathering.say(BEN, f"/helpme nlp {ABUSE}")
    gathering.edge.refusals = [TryLater(Reason.ANSWER_LOST, maybe_sent=True)]
    await gathering.nudging.work()
    (lost,) = [one for one in gathering.edge.deeds if isinstance(one, Post) and "idiots" in one.message.text]
    await gathering.work()
    assert "won't quote it" in said(await gathering.below(ANN, "/group hide", "idiots")), "the last copy is chosen"
    await gathering.work()
    await gathering.edge.perform(lost)
    told = said(await gathering.below(ANN, "/group hide", "idiots"))
    assert told == "✔ I take it away and won't quote it again."
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text], "both copies go"
    gathering.clock.now += timedelta(days=2)
    await gathering.edge.perform(Post(CHAT, None, Message(text=Markup("an answer"))))
    assert "It was an answer of mine" in said(await gathering.below(ANN, "/group hide", "an answer"))


@both
async def test_an_answer_is_no_copy_of_what_was_posted_twice(gathering: Gathering) -> None:
    await gathering.work()
    await gathering.say(BEN, "/helpme nlp How do I begin?")
    gathering.edge.refusals = [TryLater(Reason.ANSWER_LOST, maybe_sent=True)]
    await gathering.work()
    await gathering.edge.perform(
        Post(CHAT, None, Message(text=Markup("Eve is on NLP, and begins on Monday. Who else?")))
    )
    assert "It was an answer of mine" in said(await gathering.below(ANN, "/group hide", "Who else?"))
    await gathering.work()
    assert [text for text in gathering.stands() if "How do I begin?" in text]


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_a_copy_of_a_question_that_was_answered_since_is_known(gathering: Gathering) -> None:
    await gathering.work()
    await gathering.say(BEN, f"/helpme nlp {ABUSE}")
    gathering.edge.refusals = [TryLater(Reason.ANSWER_LOST, maybe_sent=True)]
    await gathering.nudging.work()
    (lost,) = [one for one in gathering.edge.deeds if isinstance(one, Post) and "idiots" in one.message.text]
    await gathering.edge.perform(lost)
    await gathering.work()
    await gathering.say(EVE, "/canhelp 1")
    await gathering.work()
    assert "won't quote it" in said(await gathering.below(ANN, "/group hide", "idiots"))
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text]


# two groups in one chat


@pytest.mark.drill
@both
async def test_a_post_is_hidden_by_who_says_so_where_another_group_of_the_chat_is(gathering: Gathering) -> None:
    await asked(gathering)
    await gathering.begin(EVE, thread="77")
    number = next(id_ for id_, one in gathering.edge.posts.items() if "idiots" in one.text)
    place, at = gathering.place(ANN, CHAT, "77"), gathering.clock()
    if gathering.platform == "discord":
        speaker = gathering.speaker(ANN)
        handed = Handed(speaker, place, "group hide", at, "", at, is_own=False, message_id=number, is_ours=True)
        hidden = await gathering.app.dispatcher.hand(handed)
    else:
        spoken = Spoken(gathering.speaker(ANN), place, "/group hide", at, replies_to=number)
        hidden = await gathering.app.dispatcher.say(spoken)
    assert hidden
    assert "won't quote it" in plain(hidden.text)
    await gathering.go(DIGEST)
    assert not [text for text in gathering.stands() if "idiots" in text], "no digest quotes it"
    await gathering.press(ANN, hidden.keys[0].data, thread="77")
    await gathering.work()
    assert [text for text in gathering.stands() if "idiots" in text]


# hidden, and taken back, during a mute


@pytest.mark.drill
@both
async def test_what_is_shown_again_of_who_is_muted_is_promised_to_nobody(gathering: Gathering) -> None:
    await asked(gathering)
    hidden = await gathering.below(ANN, "/group hide", "idiots")
    assert hidden
    await gathering.work()
    await gathering.tell(ANN, "/group mute ben 3d")
    answer = said(await gathering.press(ANN, hidden.keys[0].data))
    assert "It comes again" not in answer
    assert ABUSE not in answer
    assert "muted" in answer
    await gathering.go(utc("2027-01-04 12:00"))
    assert not [text for text in gathering.stands() if "would like help" in text]
    told = [one.message.text for one in gathering.letters() if one.user_id == BEN]
    assert not [text for text in told if "stands there again" in text]
    assert [text for text in told if "took it back" in text]


@pytest.mark.drill
@both
async def test_a_settled_question_that_is_shown_again_is_promised_to_nobody(gathering: Gathering) -> None:
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.say(BEN, "/helpme nlp settled")
    await gathering.work()
    hidden = await gathering.below(ANN, "/group hide", "Settled")
    assert hidden
    await gathering.work()
    assert "nothing to post" in said(await gathering.press(ANN, hidden.keys[0].data))
    await gathering.work()
    assert not [text for text in gathering.stands() if "would like help" in text]
    assert not [one for one in gathering.letters() if "stands there again" in one.message.text]


@both
async def test_thanks_that_are_shown_again_name_nobody_who_is_muted(gathering: Gathering) -> None:
    await gathering.say(BEN, "/thanks eve")
    await gathering.work()
    hidden = await gathering.below(ANN, "/group hide", "thanks")
    assert hidden
    await gathering.work()
    await gathering.tell(ANN, "/group mute ben 3d")
    assert "comes again without who is muted" in said(await gathering.press(ANN, hidden.keys[0].data))
    await gathering.work()
    assert [text for text in gathering.stands() if text.startswith("💛 … thanks Eve")]


@pytest.mark.drill
@both
@pytest.mark.parametrize(("days", "comes"), [(1, True), (3, False)])
async def test_a_digest_that_is_shown_again_tells_of_its_own_week(gathering: Gathering, days: int, comes: bool) -> None:
    await gathering.go(utc("2027-01-06 10:00"))
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.go(DIGEST)
    hidden = await gathering.below(ANN, "/group hide", "Who can help?")
    assert hidden
    await gathering.go(DIGEST + timedelta(days=days))
    answer = said(await gathering.press(ANN, hidden.keys[0].data))
    assert ("It comes again" in answer, "too late" in answer) == (comes, not comes)
    await gathering.go(DIGEST + timedelta(days=days, hours=1))
    again = [text for text in gathering.stands() if "Who can help?" in text]
    assert [("4 Jan to 10 Jan" in text, "How do I begin" in text) for text in again] == (
        [(True, True)] if comes else []
    )
    await gathering.go(DIGEST + timedelta(days=6))
    await gathering.say(EVE, "/begin dl", None)
    await gathering.go(DIGEST + timedelta(days=7))
    last = [text for text in gathering.stands() if "Who can help?" in text][-1]
    assert "11 Jan to 17 Jan" in last
    assert "How do I begin" in last


@pytest.mark.drill
@both
async def test_a_digest_that_is_shown_again_counts_as_the_one_that_it_is(gathering: Gathering) -> None:
    """Its week had life by a question that is settled by now: nobody waits longer for the next ones."""
    await gathering.go(utc("2027-01-06 10:00"))
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.go(DIGEST)
    hidden = await gathering.below(ANN, "/group hide", "Who can help?")
    assert hidden
    await gathering.say(BEN, "/helpme nlp settled")
    assert "It comes again" in said(await gathering.press(ANN, hidden.keys[0].data))
    await gathering.go(DIGEST + timedelta(hours=1))
    assert [text for text in gathering.stands() if "A quiet week" in text]
    assert (await gathering.group()).quiet_weeks == 0


@both
async def test_a_name_behind_hide_is_no_post_and_it_says_how_one_is_hidden(gathering: Gathering) -> None:
    place, ben = gathering.place(ANN, CHAT), Meant(BEN, "@ben")
    line = Spoken(gathering.speaker(ANN), place, "/group hide @ben", gathering.clock(), people=(ben,))
    assert "Which post?" in said(await gathering.app.dispatcher.say(line))


@both
async def test_what_is_shown_again_in_a_group_that_was_stopped_is_promised_to_nobody(gathering: Gathering) -> None:
    await asked(gathering)
    hidden = await gathering.below(ANN, "/group hide", "idiots")
    assert hidden
    await gathering.work()
    await gathering.say(ANN, "/group stop yes")
    answer = said(await gathering.press(ANN, hidden.keys[0].data))
    assert "The group is stopped, so there is nothing to post" in answer
    assert "quote" not in answer
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text]


@both
async def test_a_meeting_that_was_called_off_is_told_again_in_a_group_that_was_stopped(gathering: Gathering) -> None:
    await gathering.say(BEN, "/meet fri 19:00")
    await gathering.work()
    await gathering.say(BEN, "/meet cancel 1")
    await gathering.work()
    hidden = await gathering.below(ANN, "/group hide", "off")
    assert hidden
    await gathering.work()
    await gathering.say(ANN, "/group stop yes")
    before = len(gathering.stands())
    assert "It comes again" in said(await gathering.press(ANN, hidden.keys[0].data))
    await gathering.work()
    assert len(gathering.stands()) == before + 1
