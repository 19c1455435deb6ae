"""All routes of the pages there are, by a stranger and by a member of a group: forms from elsewhere are refused, looking stores nothing,
and whatever can be sent breaks nothing."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import Route

from bot import metrics
from bot.web.limits import Limits
from bot.web.pace import Pace
from tests.attacks.test_web import FORM, OURS
from tests.attacks.web_words import BODIES, HEADERS, IN_PATHS, LINES, MEETING, MORE, ODD, SLUGS, VALUES, Pairs
from tests.bot.chats import rows_of
from tests.bot.gathering import BEN, GUS
from tests.conftest import SQLITE
from tests.laws import tried_on
from tests.web.browser import HERE, Browser, browser
from tests.web.hall import Hall

ENGINES = SQLITE

FOREIGN = (
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    {"origin": "null", "sec-fetch-site": "same-site"},
    {"origin": "null"},
    {},
)

BROUGHT = "/import\n# Night\n\n## Owls\n\n- [ ] Barn owl\n- [ ] Tawny owl\n\n## Bats\n\n- [ ] Noctule\n"

STAYING = ("/out", "/live")
"""Routes that nobody is sent to: the one ends the session, the other does not end."""


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """The Owls with a meeting; Ben, who has joined, follows a roadmap of his own and is about to bring another."""
    hall = Hall(database_url)
    await hall.begin(BEN, GUS)
    await hall.work()
    await hall.say(GUS, "/meet thu 19:00 60m nlp")
    await hall.say(GUS, "/helpme nlp how do I read an attention map?")
    brought = await hall.say(BEN, BROUGHT, None)
    assert brought
    await hall.press(BEN, brought.keys[0].data, None)
    await hall.say(BEN, BROUGHT.replace("Night", "Dusk"), None)
    hall.site = hall.opened(Limits(*(Pace(10**9, timedelta(seconds=1)) for _ in range(3))))
    yield hall
    await hall.close()


@pytest.fixture
async def ben(hall: Hall) -> AsyncIterator[Browser]:
    """His browser, signed in."""
    signed_in = await hall.browser_of(BEN)
    yield signed_in
    await signed_in.client.aclose()


def routes_of(hall: Hall) -> list[Route]:
    return [route for route in hall.site.routes if isinstance(route, Route)]


def filled(route: Route, value: str) -> str:
    """A path of a route, with this in its places."""
    return re.sub(r"\{[^}]*\}", lambda _: value, route.path)


def paths_of(route: Route) -> set[str]:
    """Those of a route with what is there in its places."""
    return {filled(route, value) for value in ("1", *SLUGS)}


@pytest.mark.drill
async def test_no_form_of_another_site_is_heard_by_any_route_that_takes_forms(hall, ben):
    taking = [route for route in routes_of(hall) if "POST" in (route.methods or ())]
    assert len(taking) >= 7
    before = await rows_of(hall.database)
    for route in taking:
        for headers in FOREIGN:
            for line in ("line=/done barn-owl", "said=/meet in 1"):
                answer = await ben.client.post(filled(route, "1"), content=line, headers=FORM | headers)
                assert answer.status_code == 403, (route.path, headers)
    assert await rows_of(hall.database) == before


@pytest.mark.drill
async def test_whatever_is_read_changes_nothing(hall, ben):
    before, shown = await rows_of(hall.database), set()
    for route in routes_of(hall):
        if "GET" not in (route.methods or ()) or route.path in STAYING or route.path.endswith("/live"):
            continue
        for path in paths_of(route):
            for method in ("GET", "HEAD"):
                answer = await ben.client.request(method, path, headers=OURS)
                assert answer.status_code < 500, path
                shown |= {route.path} if answer.status_code == 200 else set()
    assert await rows_of(hall.database) == before
    assert {"/groups/{group:number}", "/edit/topic/{slug}", "/import", "/app/telegram", "/roadmap/{slug}"} <= shown


Sent = tuple[str, str, dict[str, str], bytes]
"""A method, a path, headers and a body."""

SAY, PRESS, SAY_THERE, PRESS_THERE = "/say", "/press", "/groups/1/say", "/groups/1/press"


def anything(routes: Sequence[Route]) -> st.SearchStrategy[Sent]:
    """Whatever comes by a method that a route knows, or now and then by an odd one."""

    def by_route(route: Route) -> st.SearchStrategy[Sent]:
        methods = st.one_of(*[st.just(min(route.methods or {"GET"}))] * 9, ODD)
        paths = st.builds(
            lambda value, query: f"{filled(route, quote(value, safe='%'))}?told={quote(query, safe='%=&')}",
            IN_PATHS,
            VALUES,
        )
        return st.tuples(methods, paths, st.one_of(st.just({}), HEADERS), BODIES)

    return st.sampled_from(routes).flatmap(by_route)


def meant(keys: Sequence[str]) -> st.SearchStrategy[Sent]:
    """Forms as the pages have them, with other fields behind; ``keys`` are what buttons send that stand there."""
    pressed = st.sampled_from(keys).map(lambda key: [("data", key)])
    forms: dict[str, st.SearchStrategy[Pairs]] = {
        SAY: LINES.map(lambda line: [("line", line)]),
        PRESS: pressed,
        SAY_THERE: MEETING.map(lambda words: [("said", word) for word in words]),
        PRESS_THERE: pressed,
    }

    def to(path: str) -> st.SearchStrategy[Sent]:
        bodies = st.builds(lambda own, more: urlencode(own + more).encode(), forms[path], st.one_of(st.just([]), MORE))
        return st.tuples(st.just("POST"), st.just(path), st.just({}), bodies)

    return st.sampled_from(list(forms)).flatmap(to)


async def try_all(by: Browser, sent: st.SearchStrategy[Sent]) -> Counter[str]:
    """Send all of it and look where each answer leads: none may break. How many forms were taken, by their path."""
    loop, before, heard = asyncio.get_running_loop(), metrics.incidents.total(), Counter[str]()

    @tried_on(160)
    @given(sent)
    def law(one: Sent) -> None:
        status = asyncio.run_coroutine_threadsafe(send(by, one), loop).result(20)
        assert status < 500, one
        assert metrics.incidents.total() == before, one
        if one[0] == "POST" and status < 400:
            heard[one[1]] += 1

    await asyncio.to_thread(law)
    return heard


async def send(by: Browser, sent: Sent) -> int:
    """How it is answered, and where that leads how that is; each answer has the policy of all."""
    method, path, headers, body = sent
    request = by.client.build_request(method, "/", content=body, headers=headers)
    request.url = httpx.URL(HERE).copy_with(raw_path=path.encode())
    answer = await by.client.send(request)
    assert "default-src 'none'" in answer.headers["content-security-policy"], sent
    return (await by.client.get(answer.headers["location"])).status_code if answer.is_redirect else answer.status_code


async def keys_of(hall: Hall) -> list[str]:
    """What the buttons send that stand in the chat of a member and on the page of a group."""
    said = [await hall.say(BEN, line, None) for line in ("/sitting", "/plan")]
    return ["*:/meet in #1", "*:/meet out #1", *(key.data for message in said if message for key in message.keys)]


@pytest.mark.drill
async def test_whatever_a_stranger_sends_breaks_and_stores_nothing(hall):
    keys = await keys_of(hall)
    stranger = browser(hall.site)
    stranger.client.headers.update(FORM | OURS)
    before = await rows_of(hall.database)
    heard = await try_all(stranger, st.one_of(anything(routes_of(hall)), meant(keys)))
    assert await rows_of(hall.database) == before
    assert not heard
    await stranger.client.aclose()


@pytest.mark.drill
async def test_whatever_a_member_sends_breaks_nothing_and_forms_are_heard(hall, ben):
    ben.client.headers.update(FORM | OURS)
    staying = [route for route in routes_of(hall) if route.path not in STAYING and not route.path.endswith("/live")]
    heard = await try_all(ben, st.one_of(anything(staying), meant(await keys_of(hall))))
    assert (await ben.open("/")).status == 200
    assert heard.keys() >= {SAY, PRESS, SAY_THERE, PRESS_THERE}, heard
