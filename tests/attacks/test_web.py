"""The pages, by those who mean ill: forms from elsewhere, secrets of others, and whatever can be sent."""

import asyncio
import re
import tracemalloc
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from bot.store import Database
from bot.web.forms import Fields
from bot.web.limits import Limits, address_of
from bot.web.pace import Pace
from bot.web.policy import policy
from bot.web.site import Site
from tests.attacks.limits import BUDGET, TRIES, measured
from tests.bot.conftest import BEN
from tests.conftest import SQLITE
from tests.web.browser import HERE, Browser, Page, browser
from tests.web.conftest import Study

ENGINES = SQLITE

FORM = {"content-type": "application/x-www-form-urlencoded"}
OURS = {"origin": "null", "sec-fetch-site": "same-origin"}
NO_LIMITS = Limits(*(Pace(10**9, timedelta(seconds=1)) for _ in range(3)))


def site(study: Study) -> Site:
    return Site(study.dispatcher, study.database, study.clock, "UTC", HERE, streams=10, limits=NO_LIMITS)


def filled(route: Route, value: str = "1") -> str:
    """A path of a route, with this in its places."""
    return re.sub(r"\{[^}]*\}", lambda _: value, route.path)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def study(database: Database) -> Study:
    study = Study(database, public_url=HERE)
    await study.hear("/start ml-data today")
    return study


@pytest.fixture
async def ann(study: Study) -> AsyncIterator[Browser]:
    """Ann's browser, signed in."""
    signed_in = browser(Starlette(routes=site(study).routes))
    await sign_in(study, signed_in)
    yield signed_in
    await signed_in.client.aclose()


async def sign_in(study: Study, visitor: Browser, **who: str) -> Page:
    asked = await visitor.open(await study.way_in(**who))
    return await visitor.send(asked.form("Sign in"))


@pytest.mark.drill
async def test_a_number_of_any_length_leads_nowhere_and_is_told_so_on_a_page(study, ann):
    with_numbers = [route for route in site(study).routes if ":number}" in route.path]
    assert len(with_numbers) >= 10
    for route in with_numbers:
        for number in ("9" * 10, "9" * 5000, "-1", "1_0", "\u0661"):
            path = filled(route, quote(number))
            for method in route.methods or ():
                answer = await ann.client.request(method, path, headers=OURS)
                assert answer.status_code == 404, (method, route.path, number)
                assert answer.headers["content-security-policy"] == policy()


def test_no_route_takes_a_number_without_bounds(study):
    assert not [route.path for route in site(study).routes if re.search(r":(int|float)\}", route.path)]


async def test_every_answer_has_the_strict_headers(study, ann):
    asked = [
        ("GET", "/"),
        ("GET", "/nowhere"),
        ("PUT", "/"),
        ("BREW", "/say"),
        ("GET", "/say/"),
        ("GET", "/static/style.css"),
        ("GET", f"/calendar/{'x' * 32}.ics"),
    ]
    asked += [
        ("GET", "/static/.."),
        ("GET", "/static/%00.css"),
        ("GET", f"/static/{'a' * 5000}.css"),
        ("HEAD", "/live"),
        ("GET", "/x%0Ay"),
        ("GET", "/in/a%0A/"),
        ("POST", "/%0A/say/"),
    ]
    for method, path in asked:
        headers = (await ann.client.request(method, path, headers=OURS)).headers
        assert headers["content-security-policy"] == policy(), path
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in policy()
    assert "default-src 'none'" in policy()


@pytest.mark.parametrize("path", ["/nowhere", "/say/", "/in", "/static/x.css", "/static/..%2fsite.css"])
async def test_what_is_no_page_is_told_so_on_a_page(ann, path):
    page = await ann.open(path)
    assert (page.status, "There is no such page." in page.text) == (404, True)


async def test_paths_with_line_ends_count_as_all_others_do(study):
    few = Limits(Pace(5, timedelta(minutes=1)), Pace(5, timedelta(minutes=1)))
    pages = Site(study.dispatcher, study.database, study.clock, "UTC", HERE, streams=10, limits=few)
    stranger = browser(Starlette(routes=pages.routes))
    statuses = [(await stranger.client.get(f"/x%0A{number}")).status_code for number in range(6)]
    assert statuses == [404] * 5 + [429]
    await stranger.client.aclose()


async def test_no_page_has_script_or_style_within_it(ann):
    first = await ann.open("/")
    told = await ann.send(first.form("Send"), line="/plan")
    for page in (first, told, await ann.open("/nowhere")):
        written = page.answer.text
        assert "<style" not in written
        assert " style=" not in written
        assert " on" not in {f" {name[:2]}" for name in _attributes(written)}
        assert written.count("<script") == written.count("<script src=")


def _attributes(written: str) -> list[str]:
    return [part.partition("=")[0] for part in written.replace("<", " ").split() if "=" in part]


async def test_no_page_loads_anything_of_another_site(ann):
    page = await ann.open("/")
    assert all(path.startswith("/") and not path.startswith("//") for path in page.loads)


async def test_no_secret_of_a_way_in_is_on_the_page_that_it_leads_to(study):
    visitor = browser(Starlette(routes=site(study).routes))
    way_in = await study.way_in()
    asked = await visitor.open(way_in)
    assert asked.loads  # a style, and no script that could tell its address on
    assert not [path for path in asked.loads if path.partition("?")[0].endswith(".js")]
    page = await visitor.send(asked.form("Sign in"))
    assert way_in not in page.answer.text
    assert way_in not in str(page.answer.url)
    await visitor.client.aclose()


@pytest.mark.drill
async def test_a_stolen_session_is_worth_nothing_once_its_owner_is_forgotten(study, ann):
    thief = browser(Starlette(routes=site(study).routes))
    thief.client.cookies.update(ann.client.cookies)
    assert (await thief.open("/")).status == 200
    message = await study.say("/forget")
    await study.press(message.keys[0].data)
    for path in ("/", "/live", "/answer/name/0"):
        assert (await thief.open(path)).status == 401
    await thief.client.aclose()


async def test_sessions_cannot_be_guessed(study, ann):
    ((name, secret),) = dict(ann.client.cookies).items()
    stranger = browser(Starlette(routes=site(study).routes))
    for guess in ("", "1", "0" * 43, secret[:-1], secret + "A", secret.swapcase(), "%00", "%C3%A9", "x" * 5000):
        answer = await stranger.client.get("/", headers={"cookie": f"{name}={guess}"})
        assert answer.status_code == 401, guess
    assert (await stranger.client.get("/", headers={"cookie": f"{name}={secret}"})).status_code == 200
    await stranger.client.aclose()


@pytest.mark.drill
async def test_two_learners_never_see_what_is_the_others(study, ann):
    await study.hear("/start ml-data today", by=BEN)
    ben = browser(Starlette(routes=site(study).routes))
    theirs = await sign_in(study, ben, by=BEN)
    mine = await ann.send((await ann.open("/")).form("Send"), line="/log 25m nlp only-ann-knows")
    assert "only-ann-knows" in mine.text
    asked = f"/?{mine.answer.url.query.decode()}"
    for path in ("/", asked):
        assert "only-ann-knows" not in (await ben.open(path)).answer.text
    await asyncio.gather(*(ann.open(asked) for _ in range(3)), *(ben.open(asked) for _ in range(3)))
    told = await ben.send(theirs.form("Send"), line="/plan")
    assert "only-ann-knows" not in told.answer.text
    await ben.client.aclose()


async def test_who_asks_too_often_is_told_when_to_come_again(study):
    few = Limits(Pace(5, timedelta(minutes=1)), Pace(50, timedelta(minutes=1)))
    pages = Site(study.dispatcher, study.database, study.clock, "UTC", HERE, streams=10, limits=few)
    hasty = browser(Starlette(routes=pages.routes))
    await sign_in(study, hasty)
    answers = [await hasty.open("/") for _ in range(6)]
    assert {page.status for page in answers[:4]} == {200}
    assert (answers[-1].status, "A lot at once" in answers[-1].text or "a lot at once" in answers[-1].text) == (
        429,
        True,
    )
    study.wait(timedelta(seconds=int(answers[-1].answer.headers["retry-after"])))
    assert (await hasty.open("/")).status == 200
    stranger = browser(Starlette(routes=pages.routes))
    statuses = [(await stranger.open("/in/x")).status for _ in range(60)]
    assert statuses[-1] == 429
    for each in (hasty, stranger):
        await each.client.aclose()


def test_of_several_lines_the_last_is_the_proxys():
    lines = [(b"x-forwarded-for", b"1.1.1.1"), (b"x-forwarded-for", b"203.0.113.9")]
    assert address_of(Request({"type": "http", "client": ("127.0.0.1", 1), "headers": lines})) == "203.0.113.9"


@pytest.mark.parametrize(
    ("host", "said", "found"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),  # what stands in front is anybody's to say
        ("127.0.0.1", "203.0.113.9:51234", "203.0.113.9"),
        ("127.0.0.1", "[::ffff:203.0.113.9]:51234", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("8.8.8.8", "203.0.113.9", "8.8.8.8"),
    ],
)
def test_an_address_is_believed_of_the_proxy_alone(host, said, found):
    scope = {"type": "http", "client": (host, 1), "headers": [(b"x-forwarded-for", said.encode())]}
    assert address_of(Request(scope)) == found


async def test_a_path_in_front_of_all_pages_is_kept(study):
    pages = Site(study.dispatcher, study.database, study.clock, "UTC", f"{HERE}/study", streams=10, limits=NO_LIMITS)
    visitor = browser(Starlette(routes=pages.routes))
    asked = await visitor.open(await study.way_in())
    assert asked.form("Sign in").action.startswith("/study/in/")
    answer = await visitor.client.post(asked.form("Sign in").action.removeprefix("/study"), headers=FORM | OURS)
    assert answer.headers["location"] == "/study/"
    page = await visitor.open("/")
    ways = [*page.loads, *(form.action for form in page.forms), page.answer.text.partition('hx-sse:connect="')[2]]
    assert all(way.startswith("/study/") for way in ways)
    await visitor.client.aclose()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ([("part " + "*" * 20_000, "x" * 20_000)], 400),
        ([("part " + "*" * 35, "x" * 4000)] * 499, 413),
        ([("part", "a " * 99_000), ("below", "x" * 3000)], 413),
    ],
)
async def test_what_a_form_calls_its_fields_multiplies_nothing(ann, fields, status):
    content = urlencode([("line", "/done"), *fields], safe="*")
    tracemalloc.start()
    try:
        answer = await ann.client.post("/say", content=content, headers=FORM | OURS)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert answer.status_code == status


LARGE = {
    "escapes": "line=A&x=" + "%41" * 690_000,
    "line ends": "line=x" + "%0A" * 190_000,
    "brackets": "line=" + "%28" * 190_000,
    "letters of two bytes": "line=" + "%C3%A9" * 190_000,
    "words": "line=/done" + "+%23nlp" * 39_000,
    "a list": "line=/steps+nlp%0A" + "1.+a%0A" * 30_000,
    "a digit": "line=/log+" + "9" * 190_000,
}


@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE)
async def test_a_large_form_does_not_hold_the_loop(ann, body):
    for _ in range(TRIES):
        with measured() as took:
            answer = await ann.client.post("/say", content=body, headers=FORM | OURS)
        assert answer.status_code == 303
        if took.longest < BUDGET:
            break
    assert took.longest < BUDGET


@pytest.mark.drill
async def test_a_large_form_counts_as_often_as_it_is_work(study):
    pages = Site(study.dispatcher, study.database, study.clock, "UTC", HERE, streams=10)
    hasty = browser(Starlette(routes=pages.routes))
    await sign_in(study, hasty)
    for body, status in ((LARGE["escapes"], 303), (LARGE["escapes"], 429), ("line=/plan", 303)):
        answer = await hasty.client.post("/say", content=body, headers=FORM | OURS)
        assert answer.status_code == status
        assert 0 < int(answer.headers.get("retry-after", 1)) < 60
    study.wait(timedelta(minutes=1))
    answer = await hasty.client.post("/say", content=LARGE["escapes"], headers=FORM | OURS)
    assert answer.status_code == 303
    await hasty.client.aclose()


def test_what_is_filled_in_stands_in_one_place_of_its_words():
    assert Fields([("line", "/log"), ("part *m *", "45")]).line == "/log 45m *"
