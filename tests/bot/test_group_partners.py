"""What partners say to the bot: who would like company, what they promise each other, and what became of it."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.platform import Place, Speaker, Spoken
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.nudge_stage import DAY
from tests.conftest import SQLITE

ENGINES = SQLITE

OTHER = "-600"
MONDAYS = [utc(f"2027-01-{day} 09:01") for day in (11, 18, 25)]


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    """Ben, Eve and Gus are in one group; their own nudges come on Saturdays."""
    gathering = Gathering(database_url, "telegram" if database_url.startswith("sqlite") else "discord")

    async def begins() -> None:
        await gathering.begin(BEN, EVE, GUS)
        for user in (BEN, EVE, GUS):
            await gathering.say(user, "/nudges saturday 20:00", None)

    await gathering.after(begins)
    yield gathering
    await gathering.close()


def heard(gathering, user, containing=""):
    return [plain(one.message.text) for one in gathering.edge.sent if one.user_id == user and containing in one.text]


async def study(gathering, to, *users):
    while gathering.clock() < to:
        await gathering.go(min(to, gathering.clock() + 3 * DAY))
        for user in users:
            await gathering.say(user, "/checkin", None)


async def test_who_would_like_a_partner_says_so_anywhere_and_is_answered_alone(gathering):
    first = await gathering.say(BEN, "/partner")
    second = await gathering.say(EVE, "/partner on", None)
    assert first.private
    assert "You're the first" in plain(first.text)
    assert "Your partner: Ben" in plain(second.text)


async def test_two_who_are_willing_meet_at_once_and_are_told_of_a_first_thing_to_do_together(gathering):
    await gathering.say(BEN, "/begin nlp", None)
    await gathering.say(EVE, "/begin nlp", None)
    await gathering.say(BEN, "/partner", None)
    assert "where you are in NLP" in await gathering.tell(EVE, "/partner", None)
    await gathering.work()
    (told,) = heard(gathering, BEN, "Your partner: Eve")
    assert "where you are in NLP" in told
    assert not heard(gathering, EVE, "🤝")
    await study(gathering, MONDAYS[0], BEN, EVE)
    assert len(heard(gathering, BEN, "Your partner")) == 1


async def test_an_introduction_comes_at_once_however_much_else_the_week_had(gathering):
    await gathering.say(BEN, "/nudges budget 1", None)
    await gathering.say(BEN, "/partner", None)
    await gathering.say(EVE, "/partner", None)
    await gathering.work()
    assert heard(gathering, BEN, "Your partner: Eve")


async def test_a_third_one_waits_for_whoever_is_free_and_joins_a_pair_on_monday(gathering):
    for user in (BEN, EVE):
        await gathering.say(user, "/partner", None)
    assert "you join a pair on Monday" in await gathering.tell(GUS, "/partner", None)
    await study(gathering, MONDAYS[0], BEN, EVE, GUS)
    assert heard(gathering, GUS, "You're a three")


async def test_who_is_left_alone_meets_whoever_waits_at_once(gathering):
    for user in (BEN, EVE, GUS):
        await gathering.say(user, "/partner", None)
    await gathering.say(BEN, "/partner off", None)
    await gathering.work()
    assert heard(gathering, EVE, "Your partner: Gus")
    assert heard(gathering, GUS, "Your partner: Eve")


async def test_who_is_paused_is_met_by_nobody_before_they_are_back(gathering):
    await gathering.say(BEN, "/partner", None)
    await gathering.say(BEN, "/pause", None)
    assert "Nobody else is free" in await gathering.tell(EVE, "/partner", None)


async def test_saying_so_twice_changes_nothing_and_one_tap_takes_it_back(gathering):
    noted = await gathering.say(BEN, "/partner", None)
    assert "on the list" in await gathering.tell(BEN, "/partner", None)
    off = await gathering.press(BEN, noted.keys[0].data, None)
    assert "off the list" in off.text.unescape()
    assert "You're the first" in await gathering.tell(EVE, "/partner", None)
    await study(gathering, MONDAYS[0], BEN, EVE)
    assert not heard(gathering, EVE, "🤝")


@pytest.mark.drill
async def test_who_leaves_a_pair_is_no_partner_any_more(gathering):
    for user in (BEN, EVE):
        await gathering.say(user, "/partner", None)
    await study(gathering, MONDAYS[0], BEN, EVE)
    await gathering.say(BEN, "/partner off", None)
    assert "no partner yet" in await gathering.tell(EVE, "/promise a chapter", None)
    assert "no partner yet" in await gathering.tell(BEN, "/promise a chapter", None)


async def test_a_rematch_finds_somebody_else_at_once_and_lets_the_other_know(gathering):
    for user in (BEN, EVE, GUS):
        await gathering.say(user, "/partner", None)
    assert "Your partner: Gus" in await gathering.tell(BEN, "/partner rematch", None)
    await gathering.work()
    assert heard(gathering, EVE, "Ben studies with somebody else")
    assert heard(gathering, GUS, "Your partner: Ben")


async def test_a_rematch_with_nobody_else_there_waits(gathering):
    for user in (BEN, EVE):
        await gathering.say(user, "/partner", None)
    assert "look for somebody" in await gathering.tell(BEN, "/partner rematch", None)
    await gathering.work()
    assert heard(gathering, EVE, "Ben asked for another partner")
    assert not heard(gathering, EVE, "studies with somebody else")


@pytest.mark.drill
async def test_a_rematch_is_with_somebody_else_each_time_while_there_is_anybody(gathering):
    await gathering.say(ZOE, "/join yes")
    everybody = (BEN, EVE, GUS, ZOE)
    for user in everybody:
        await gathering.say(user, "/partner", None)
    met = 0
    for week in range(4):
        await study(gathering, MONDAYS[0] + 7 * week * DAY, *everybody)
        for user in everybody:
            before = (await gathering.tell(user, "/partner", None)).split(",")[0]
            after = (await gathering.tell(user, "/partner rematch", None)).split(",")[0]
            assert after != before or "Your partner" not in before
            met += "Your partner" in after
    assert met >= 4


@pytest.mark.drill
async def test_a_rematch_with_nobody_else_is_the_same_pair_again(gathering):
    for user in (BEN, EVE):
        await gathering.say(user, "/partner", None)
    await study(gathering, MONDAYS[0], BEN, EVE)
    await gathering.say(BEN, "/partner rematch", None)
    await study(gathering, MONDAYS[1], BEN, EVE)
    assert len(heard(gathering, BEN, "Your partner: Eve")) == 2


async def paired(gathering):
    for user in (BEN, EVE):
        await gathering.say(user, "/partner", None)
    await study(gathering, MONDAYS[0], BEN, EVE)
    gathering.edge.sent.clear()


@pytest.mark.parametrize(
    ("said", "text", "until"),
    [
        ("two chapters of CS224n by sunday", "two chapters of CS224n", "Sun 17 Jan"),
        ("two chapters", "two chapters", "Sun 17 Jan"),
        ("two lectures a day", "two lectures a day", "Sun 17 Jan"),
        ("two lectures a day by 24 january", "two lectures a day", "Sun 24 Jan"),
        ("stand by me", "stand by me", "Sun 17 Jan"),
        ("not to skip maths", "not to skip maths", "Sun 17 Jan"),
        ("drop the <b>tags</b> & go", "drop the <b>tags</b> & go", "Sun 17 Jan"),
        ("read page 12", "read page 12", "Sun 17 Jan"),
    ],
)
async def test_a_promise_is_kept_as_said_and_told_to_the_partner(gathering, said, text, until):
    await paired(gathering)
    assert f"Until {until}: “{text}”" in await gathering.tell(BEN, f"/promise {said}")
    await gathering.work()
    (told,) = heard(gathering, EVE, "Ben promises you")
    assert f"until {until}: “{text}”" in told


@pytest.mark.parametrize(
    ("said", "text", "ends"),
    [
        ("two chapters by next thu", "two chapters", "Thu 14 Jan"),
        ("two chapters by tomorrow", "two chapters", "Tue 12 Jan"),
        ("two chapters by today", "two chapters", "Mon 11 Jan"),
        ("two lectures a day by 22 january", "two lectures a day", "Fri 22 Jan"),
    ],
)
async def test_the_day_of_a_promise_is_the_one_that_was_said_and_it_is_asked_about_that_evening(
    gathering, said, text, ends
):
    await paired(gathering)
    answer = await gathering.tell(BEN, f"/promise {said}")
    assert f"Until {ends}: “{text}”. I'll ask you that evening how it went." in answer
    await gathering.work()
    (told,) = heard(gathering, EVE, "Ben promises you")
    assert f"until {ends}: “{text}”" in told
    assert f"Until {ends}: “{text}”." in await gathering.tell(BEN, "/promise", None)


async def test_a_promise_as_long_as_may_be_has_its_day_beside_it(gathering):
    answer = await gathering.tell(BEN, f"/promise {'x' * 200} by thu", None)
    assert f"Until Thu 7 Jan: “{'x' * 200}”" in answer


async def test_a_promise_is_measured_without_its_day_and_opens_the_form_where_it_is_too_long(gathering):
    asked = await gathering.say(BEN, f"/promise {'x' * 900} by thu", None)
    assert "this one has 900" in asked.text
    (again,) = asked.keys
    assert "xxx…\n\nUntil when?" in (await gathering.press(BEN, again.data, None)).text


@pytest.mark.drill
async def test_nobody_else_hears_of_a_promise(gathering):
    await paired(gathering)
    await gathering.say(BEN, "/promise my own matter")
    await gathering.go(MONDAYS[1])
    assert not [text for text in gathering.stands() if "my own matter" in text]
    assert not heard(gathering, GUS, "my own matter")


@pytest.mark.drill
async def test_what_became_of_it_is_told_in_one_tap_and_may_be_said_otherwise(gathering):
    await paired(gathering)
    await gathering.say(BEN, "/promise two chapters", None)
    await gathering.go(utc("2027-01-17 19:30"))
    (asked,) = [one.message for one in gathering.edge.sent if "How did it go?" in one.text and one.user_id == BEN]
    kept = await gathering.press(BEN, asked.keys[0].data, None)
    assert "Kept! Your partner hears of it." in kept.text
    assert kept.in_place
    assert "Partly" in await gathering.tell(BEN, "/promise partly", None)
    async with gathering.database.store() as store:
        (promise,) = (await store.partners.promises([1])).values()
    assert promise.outcome == "partly"


@pytest.mark.parametrize("word", ["kept", "partly", "not"])
async def test_without_a_promise_there_is_nothing_to_settle(gathering, word):
    assert "no promise of yours" in await gathering.tell(BEN, f"/promise {word}", None)
    assert "used up" in await gathering.tell(BEN, f"/promise {word} 12", None)


async def test_a_promise_may_be_changed_and_is_shown_on_request(gathering):
    assert "one small thing" in await gathering.tell(BEN, "/promise", None)
    await gathering.say(BEN, "/promise one chapter", None)
    assert "Changed" in await gathering.tell(BEN, "/promise two chapters", None)
    assert "“two chapters”" in await gathering.tell(BEN, "/promise", None)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("a chapter by 1 march", "this week or the next"),
        ("a chapter by 31 april", "2027 has no “31 april”"),
        ("x" * 201, "up to 200"),
    ],
)
async def test_a_promise_out_of_bounds_is_not_made(gathering, said, why):
    assert why in await gathering.tell(BEN, f"/promise {said}", None)
    assert "one small thing" in await gathering.tell(BEN, "/promise", None)


async def test_in_two_groups_it_is_asked_which_is_meant(gathering):
    await gathering.begin(BEN, chat=OTHER)
    asked = await gathering.say(BEN, f"/promise {'very ' * 20}small things", None)
    assert "In which of your groups?" in asked.text
    made = await gathering.press(BEN, asked.keys[1].data, None)
    assert "small things" in made.text
    other = await gathering.group(OTHER)
    async with gathering.database.store() as store:
        (promise,) = (await store.partners.promises([1])).values()
    assert promise.group_id == other.id
    assert "small things" not in await gathering.tell(BEN, "/promise", CHAT)
    assert "small things" in await gathering.tell(BEN, "/promise", OTHER)


async def test_a_linked_chat_speaks_for_the_member_too(gathering):
    shown = await gathering.tell(BEN, "/link", None)
    code = shown.partition("/link ")[2].split()[0].rstrip(".")
    elsewhere = Speaker("console", "99", "Ben")
    for line in (f"/link {code}", f"/link {code} yes", "/promise from elsewhere"):
        answer = await gathering.app.dispatcher.say(
            Spoken(elsewhere, Place("99", direct=True), line, gathering.clock())
        )
    assert "from elsewhere" in answer.text


async def test_who_is_in_no_group_hears_where_the_door_is(gathering):
    await gathering.say(ANN, "/start ml-data today", None)
    for line in ("/partner", "/promise a chapter", "/promise"):
        assert "/join is the door" in await gathering.tell(ANN, line, None)
