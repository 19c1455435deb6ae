"""Those who lead a group see on its page what /group how tells them: of those who agreed alone, and each look is written down."""

import re
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.store.leader_tables import looks
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, EVE, GUS, NAMES, ZOE
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Form, Page
from tests.web.hall import Hall

ENGINES = BOTH_WHEN_LONG
MORE = [str(number) for number in range(20, 24)]
NAMES.update(zip(MORE, ["Dan", "Fay", "Ida", "Jon"], strict=True))
BEGIN_SOMETHING, COMPLETE_SOMETHING = "/begin nlp", "/done nlp"


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """The Owls: Ben leads by name, Gus lets all be seen, Zoe and Eve nothing."""
    hall = Hall(database_url)
    await hall.begin(BEN, EVE, GUS, ZOE)
    await hall.say(ANN, "/group lead ben")
    await hall.say(GUS, "/leaders day", None)
    for user in (GUS, ZOE):
        await hall.say(user, BEGIN_SOMETHING, None)
    await hall.work()
    yield hall
    await hall.close()


async def led(hall: Hall, user: str = BEN) -> Page:
    """The page once it was asked how members are."""
    browser = await hall.browser_of(user)
    return await browser.send((await browser.open("/groups/1")).form("See how they are"))


async def looked(hall: Hall) -> list[str]:
    async with hall.database.engine.connect() as connection:
        return list((await connection.execute(select(looks.c.shown).order_by(looks.c.id))).scalars())


async def test_who_leads_sees_who_agreed_and_nobody_else(hall):
    page = await led(hall)
    assert "of 5 members" not in page.text
    assert "of 4 members, 1 lets those who lead see how they stand." in page.text
    assert "• Gus: moving" in page.text
    for name in ("Zoe", "Eve"):
        assert f"{name}:" not in page.text
        assert name not in [form.label for form in page.forms]


@pytest.mark.drill
async def test_a_look_is_written_down_where_the_member_reads_it_and_looking_at_the_page_is_none(hall):
    browser = await hall.browser_of(BEN)
    before = await rows_of(hall.database)
    page = await browser.open("/groups/1")
    assert await rows_of(hall.database) == before
    page = await browser.send(page.form("See how they are"))
    assert await looked(hall) == ["moving"]
    await browser.open(str(page.answer.url))
    assert await looked(hall) == ["moving"], "what was shown is shown again: nothing new is seen by it"
    page = await browser.send(page.form("Gus"))
    assert "Last study day" in page.text
    assert "Gus can read that you looked." in page.text
    assert await looked(hall) == ["moving", "2"]
    read = await hall.tell(GUS, "/leaders", None)
    assert "Mon 4 Jan, Ben: moving" in read
    assert "Mon 4 Jan, Ben: topic, standing and last study day" in read


async def test_a_kind_word_is_said_from_the_page(hall):
    browser = await hall.browser_of(BEN)
    page = await browser.send((await browser.open("/groups/1")).form("See how they are"))
    page = await browser.send(page.form("Gus"))
    page = await browser.send(page.form("A kind word"))
    assert "On its way to Gus" in page.text
    await hall.work()
    assert any("Ben thinks of you in The Owls" in one.text for one in hall.letters())


async def test_who_does_not_lead_is_offered_nothing_and_told_nothing(hall):
    for user in (GUS, ZOE, ANN):
        browser = await hall.browser_of(user)
        assert "For those who lead" not in (await browser.open("/groups/1")).text
        page = await browser.send(Form("/say", [("line", "/member 1 p1"), ("then", "/")]))
        assert "Gus: moving" not in page.text
    assert await looked(hall) == []


async def test_whom_an_admin_names_no_more_sees_nothing_from_that_moment_on(hall):
    browser = await hall.browser_of(BEN)
    page = await browser.open("/groups/1")
    await hall.say(ANN, "/group unlead ben")
    assert "Gus: moving" not in (await browser.send(page.form("See how they are"))).text
    assert "For those who lead" not in (await browser.open("/groups/1")).text


async def test_an_admin_who_has_joined_leads_for_as_long_as_the_group_has_just_said_so(hall):
    await hall.say(ANN, "/join yes")
    assert "For those who lead" not in (await (await hall.browser_of(ANN)).open("/groups/1")).text
    await hall.say(ANN, "/group how")
    assert "• Gus: moving" in (await led(hall, ANN)).text


async def test_what_is_taken_back_is_shown_no_more(hall):
    assert "Gus: moving" in (await led(hall)).text
    await hall.say(GUS, "/leaders nothing", None)
    page = await led(hall)
    assert "Gus: moving" not in page.text
    assert "So there is nothing to show" in page.text


async def _left(hall: Hall) -> None:
    await hall.say(GUS, "/leave")


async def _took_it_back(hall: Hall) -> None:
    await hall.say(GUS, "/leaders nothing", None)


async def _leads_no_more(hall: Hall) -> None:
    await hall.say(ANN, "/group unlead ben")


async def _forgotten(hall: Hall) -> None:
    asked = await hall.say(GUS, "/forget", None)
    assert asked
    await hall.press(GUS, asked.keys[0].data, None)


@pytest.mark.drill
@pytest.mark.parametrize("gone", [_left, _took_it_back, _leads_no_more, _forgotten])
async def test_what_the_page_was_told_of_somebody_is_kept_no_longer_than_they_like(hall, gone):
    browser = await hall.browser_of(BEN)
    page = await browser.send((await browser.open("/groups/1")).form("See how they are"))
    assert "Gus: moving" in (await browser.open(str(page.answer.url))).text
    await gone(hall)
    assert "Gus: moving" not in (await browser.open(str(page.answer.url))).text
    kept = (await rows_of(hall.database))["web_sessions"]
    assert "Gus" not in str(kept)


@pytest.mark.drill
async def test_nothing_is_added_up_over_fewer_than_five(hall):
    for user in (BEN, EVE, ZOE):
        await hall.say(user, "/leaders day", None)
    page = await led(hall)
    assert "I add up topics and steps over 5 people or more." in page.text
    assert "Altogether" not in page.text
    assert "On it now" not in page.text.partition("Meetings")[0]
    await hall.say(MORE[0], "/join yes")
    await hall.say(MORE[0], "/leaders day", None)
    for user in (BEN, EVE, MORE[0]):
        await hall.say(user, BEGIN_SOMETHING, None)
    page = await led(hall)
    assert "Altogether moving: 5. On it now NLP: 5." in page.text


async def test_permuting_the_figures_of_members_never_permutes_their_names(hall):
    """Whoever of them has something to be told of: the page names them by the alphabet, and has a way to each but to who leads."""
    everybody = [BEN, EVE, GUS, ZOE, *MORE]
    for user in everybody:
        await hall.say(user, "/join yes")
        await hall.say(user, "/leaders day", None)
        await hall.say(user, BEGIN_SOMETHING, None)
    orders, ways = set(), set()
    for turn in (1, 2, 3):
        for user in everybody[turn::3]:
            await hall.say(user, COMPLETE_SOMETHING, None)
        page = await led(hall)
        told = page.text.partition("Meetings")[0]
        orders.add(tuple(sorted((NAMES[user] for user in everybody), key=lambda name: told.index(f"• {name}:"))))
        labels = [*(form.label for form in page.forms), *re.findall("<option[^>]*>([^<]*)", page.answer.text)]
        ways.add(tuple(label for label in labels if label in NAMES.values()))
    names = sorted(NAMES[user] for user in everybody)
    assert orders == {tuple(names)}
    assert ways == {tuple(name for name in names if name != NAMES[BEN])}


async def test_whoever_leaves_keeps_nothing_of_what_their_page_was_told_of_others(hall):
    browser = await hall.browser_of(BEN)
    page = await browser.send((await browser.open("/groups/1")).form("See how they are"))
    asked = f"/?{page.answer.url.query.decode()}"
    assert "Gus: moving" in (await browser.open(asked)).text
    await hall.say(BEN, "/leave")
    assert "Gus: moving" not in (await browser.open(asked)).text
    assert "Gus" not in str((await rows_of(hall.database))["web_sessions"])


async def test_whoever_takes_back_what_is_seen_of_them_on_a_page_is_answered_there(hall):
    browser = await hall.browser_of(GUS)
    told = await browser.send(Form("/say", [("line", "/leaders nothing"), ("then", "/")]))
    assert 'id="told"' in told.answer.text
