"""The common goal of a group is set on its page by who manages the group: that is asked of the platform each time, and nobody else sees the
form."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.chat.platform import Place, Right, Speaker
from bot.web.managing import AT_ONCE, KEPT, PATIENCE_SECONDS, Managing
from bot.web.site import Site
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, GUS
from tests.bot.nudge_stage import MONDAY
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import HERE, Browser, Form, Page
from tests.web.browser import browser as fresh
from tests.web.hall import Hall
from tests.web.test_large_groups import fill

ENGINES = BOTH_WHEN_LONG
both = pytest.mark.parametrize("platform", ["telegram", "discord"])
MANAGES = frozenset({Right.MANAGE_GROUP})


@pytest.fixture
def platform() -> str:
    return "telegram"


@pytest.fixture
async def hall(database_url: str, platform: str) -> AsyncIterator[Hall]:
    """The Owls, which Ann manages and has joined, as Ben and Gus have."""
    hall = Hall(database_url, platform)
    await hall.begin(ANN, BEN, GUS)
    yield hall
    await hall.close()


def of_goals(page: Page) -> list[Form]:
    return [form for form in page.forms if ("line", "/group goal") in form.fields]


def filled(form: Form, amount: str, counts: str, first: str = "", until: str = "") -> list[tuple[str, str]]:
    """What the form sends with these in its fields."""
    kept = [(name, value) for name, value in form.fields if not name.startswith("part")]
    return [*kept, ("part", amount), ("part", counts), ("part from", first), ("part until", until)]


async def set_by(hall: Hall, *said: str, user: str = ANN) -> tuple[Browser, Page]:
    browser = await hall.browser_of(user)
    (form,) = of_goals(await browser.open("/groups/1"))
    return browser, await browser.post(form.action, filled(form, *said))


@both
async def test_who_manages_the_group_sets_its_goal_and_all_members_see_it(hall, platform):
    _, page = await set_by(hall, "20", "sessions", "2027-01-01", "2027-01-31")
    told = "🎯 Together in January: 0 of 20 sessions."
    assert page.text.count(told) == 2, "in the answer, and on the page"
    assert told in (await (await hall.browser_of(BEN)).open("/groups/1")).text
    assert told in await hall.tell(BEN, "/group goal")
    await hall.say(GUS, "/log 40m nlp", None)
    assert "1 of 20 sessions" in (await (await hall.browser_of(BEN)).open("/groups/1")).text


async def test_what_is_left_out_is_from_today_on_and_without_an_end(hall):
    _, page = await set_by(hall, "3", "topics")
    assert "🎯 Together: 0 of 3 topics." in page.text


@pytest.mark.drill
async def test_the_form_begins_with_the_goal_that_is_set_and_a_larger_one_counts_from_its_first_day(hall):
    await hall.say(ANN, "/group goal 20 sessions in january")
    await hall.say(GUS, "/log 40m nlp", None)
    await hall.go(hall.clock().replace(day=20))
    browser = await hall.browser_of(ANN)
    (form,) = of_goals(page := await browser.open("/groups/1"))
    assert 'value="20"' in page.answer.text
    assert 'value="sessions" selected' in page.answer.text
    assert dict(form.fields)["part from"] == "2027-01-01"
    assert dict(form.fields)["part until"] == "2027-01-31"
    page = await browser.post(form.action, filled(form, "30", "sessions", "2027-01-01", "2027-01-31"))
    assert "🎯 Together in January: 1 of 30 sessions." in page.text


@pytest.mark.drill
async def test_once_a_goal_is_over_the_form_begins_with_the_next_one_and_can_be_sent(hall):
    await hall.say(ANN, "/group goal 20 sessions in january")
    last = hall.clock().replace(day=31)
    for at, first, until in ((last, "2027-01-01", "2027-01-31"), (last + timedelta(days=1), "2027-02-01", "")):
        await hall.go(at)
        browser = await hall.browser_of(ANN)
        (form,) = of_goals(page := await browser.open("/groups/1"))
        fields = dict(form.fields)
        assert (fields["part from"], fields["part until"]) == (first, until)
        assert f'min="{at.date()}"' in page.answer.text
    page = await browser.post(form.action, filled(form, "30", "sessions", first, until))
    assert "🎯 Together: 0 of 30 sessions." in page.text


async def test_the_goal_is_ended_there(hall):
    browser, page = await set_by(hall, "20", "sessions")
    page = await browser.send(page.form("End the goal"))
    assert "✔ The common goal has ended." in page.text
    assert "🎯" not in (await (await hall.browser_of(BEN)).open("/groups/1")).text
    assert not [form for form in page.forms if "End the goal" in form.label]


@both
async def test_others_see_no_form_and_the_kernel_refuses_what_they_send_all_the_same(hall, platform):
    await hall.say(ANN, "/group goal 20 sessions in january")
    (form,) = of_goals(await (await hall.browser_of(ANN)).open("/groups/1"))
    browser = await hall.browser_of(BEN)
    page = await browser.open("/groups/1")
    assert of_goals(page) == []
    assert "/group goal" not in page.answer.text
    for fields in (filled(form, "1", "topics"), [("said", "/group goal off"), ("then", "/groups/1")]):
        hall.asked.clear()
        page = await browser.post(form.action, fields)
        assert "those who manage this group" in page.text
        assert hall.asked[0] == BEN, "it is the platform that said so"
    assert "of 20 sessions" in await hall.tell(BEN, "/group goal")


async def test_who_manages_it_no_more_sets_nothing_from_a_page_that_is_open_still(hall):
    browser = await hall.browser_of(ANN)
    (form,) = of_goals(await browser.open("/groups/1"))
    hall.admins.discard(ANN)
    page = await browser.post(form.action, filled(form, "20", "sessions"))
    assert "those who manage this group" in page.text
    assert of_goals(page) == []
    assert (await rows_of(hall.database))["common_goals"] == []


async def test_who_manages_it_and_has_left_it_finds_no_page(hall):
    browser = await hall.browser_of(ANN)
    (form,) = of_goals(await browser.open("/groups/1"))
    await hall.say(ANN, "/leave")
    assert (await browser.post(form.action, filled(form, "20", "sessions"))).status == 404


async def test_one_of_two_groups_is_set_by_who_manages_that_one(hall):
    """The line is said in the group of the page, whatever else the form has in it."""
    hall.title = "Herons"
    await hall.begin(ANN, GUS, chat="-800")
    browser = await hall.browser_of(ANN)
    (form,) = of_goals(await browser.open("/groups/2"))
    await browser.post(form.action, filled(form, "20", "sessions"))
    assert "🎯" in (await browser.open("/groups/2")).text
    assert "🎯" not in (await browser.open("/groups/1")).text


@pytest.mark.parametrize(
    "line",
    [
        "/group stop",
        "/group",
        "/group goal",
        "/group goal 20 hours",
        "/group goal 20 sessions in january",
        "/group goal 20 sessions from 2027-01-04 until 2027-01-31 stop",
        "/group settings board off",
        "/group goal off now",
        "/group lead ben",
        "/Group goal off",
    ],
)
async def test_nothing_else_that_needs_a_right_is_said_from_there_by_whoever_has_it(hall, line):
    browser, before = await hall.browser_of(ANN), await rows_of(hall.database)
    for fields in ([("said", line)], [("line", line)], [("line", "/group"), ("said", line.removeprefix("/group "))]):
        page = await browser.post("/groups/1/say", [*fields, ("then", "/groups/1")])
        assert page.status == 404, fields
    assert await rows_of(hall.database) == before


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("0", "sessions"), "/group goal 20 sessions in january"),
        (("20", "sessions", "2027-01-31", "2027-01-04"), "/group goal 20 sessions in january"),
        (("20", "sessions", "", "2026-01-04"), "/group goal 20 sessions in january"),
        (("20", "sessions", "2027-13-41"), "13"),
    ],
)
async def test_what_no_browser_sends_is_answered_as_in_a_chat_and_sets_nothing(hall, said, answer):
    _, page = await set_by(hall, *said)
    assert answer in page.text
    assert "🎯 Together" not in page.text
    assert (await rows_of(hall.database))["common_goals"] == []


async def test_a_large_group_has_the_form_too_and_what_is_set_in_it(database_url):
    hall = Hall(database_url)
    browser = await fill(hall, 240)
    (form,) = of_goals(await browser.open("/groups/1"))
    page = await browser.post(form.action, filled(form, "200", "topics", "2027-01-04"))
    assert "🎯 Together: 0 of 200 topics." in page.text
    assert ("part", "200") in of_goals(page)[0].fields
    assert page.form("End the goal")
    await hall.close()


# What is asked of the platform


class Slow:
    """A warden that says nothing until it is let; ``most`` is how many asked it at once."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.asks = self.most = 0

    async def __call__(self, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        self.asks += 1
        self.most = max(self.most, self.asks)
        try:
            await self.let.wait()
        finally:
            self.asks -= 1
        return MANAGES if speaker.user_id == ANN else frozenset()

    async def own(self, place: Place) -> None:
        return None

    def tidy(self) -> None:
        """It remembers nothing."""


OWLS = Place("-500", direct=False, rights=None)


async def test_a_page_does_not_wait_for_a_platform_that_says_nothing():
    slow, ann = Slow(), Speaker("telegram", ANN)
    managing = Managing({"telegram": slow})
    async with asyncio.timeout(PATIENCE_SECONDS + 5):
        assert not await managing.offers(ann, OWLS, MONDAY)
    assert slow.asks == 0, "nothing is waited for any more"


@pytest.mark.drill
async def test_who_managed_it_when_the_platform_answered_last_keeps_the_form_while_it_does_not():
    slow, ann, ben = Slow(), Speaker("telegram", ANN), Speaker("telegram", BEN)
    managing = Managing({"telegram": slow})
    slow.let.set()
    assert await managing.offers(ann, OWLS, MONDAY)
    assert not await managing.offers(ben, OWLS, MONDAY)
    slow.let.clear()
    assert [await managing.offers(one, OWLS, MONDAY) for one in (ann, ben)] == [True, False]
    assert not await managing.offers(ann, Place("-600", direct=False, rights=None), MONDAY), "there it was never said"
    assert not await managing.offers(ann, OWLS, MONDAY + KEPT), "that was long ago"
    slow.let.set()
    assert await managing.offers(ann, OWLS, MONDAY)
    slow.let.clear()
    managing.clear()
    assert not await managing.offers(ann, OWLS, MONDAY), "somebody was forgotten"


async def test_of_who_is_forgotten_while_the_platform_is_asked_nothing_is_known():
    slow, ann = Slow(), Speaker("telegram", ANN)
    managing = Managing({"telegram": slow})
    asking = asyncio.create_task(managing.offers(ann, OWLS, MONDAY))
    await asyncio.sleep(0)
    managing.clear()
    slow.let.set()
    assert await asking, "as the platform said"
    slow.let.clear()
    assert not await managing.offers(ann, OWLS, MONDAY)


class Faulty(Slow):
    """One whose platform answers nobody while it ``fails``."""

    fails = False

    async def __call__(self, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        return None if self.fails else MANAGES if speaker.user_id == ANN else frozenset()


async def test_who_managed_it_keeps_the_form_while_the_platform_fails():
    faulty, ann, ben = Faulty(), Speaker("telegram", ANN), Speaker("telegram", BEN)
    managing = Managing({"telegram": faulty})
    assert [await managing.offers(one, OWLS, MONDAY) for one in (ann, ben)] == [True, False]
    faulty.fails = True
    assert [await managing.offers(one, OWLS, MONDAY) for one in (ann, ben)] == [True, False]
    assert not await managing.offers(ann, OWLS, MONDAY + KEPT), "that was long ago"


async def test_many_pages_at_once_ask_a_few_at_a_time():
    slow = Slow()
    managing = Managing({"telegram": slow})
    asking = [asyncio.create_task(managing.offers(Speaker("telegram", f"{user}"), OWLS, MONDAY)) for user in range(50)]
    await asyncio.sleep(0)
    slow.let.set()
    await asyncio.gather(*asking)
    assert slow.most == AT_ONCE


async def test_where_a_platform_is_not_served_nobody_is_offered_anything():
    assert not await Managing({}).offers(Speaker("telegram", ANN), OWLS, MONDAY)


async def test_in_a_process_that_does_not_serve_the_platform_nothing_is_set_from_a_page(hall):
    browser = await hall.browser_of(ANN)
    (form,) = of_goals(await browser.open("/groups/1"))
    site = Site(hall.dispatcher, hall.database, hall.clock, "UTC", HERE)
    other = fresh(Starlette(routes=site.routes))
    other.client.cookies.update(browser.client.cookies)
    page = await other.post(form.action, filled(form, "20", "sessions"))
    assert "those who manage this group" in page.text
    assert of_goals(page) == []
    await other.client.aclose()
