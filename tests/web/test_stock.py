"""Pages that were finished before are shown again for as long as they are as one made anew would be, and no longer."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from gzip import decompress
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.chat.platform import Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.store import Database
from bot.store.unguessable import SESSION_BITS, new_secret
from bot.web.limits import Limits
from bot.web.pace import Pace
from bot.web.shelf import Shelf
from bot.web.site import Site
from bot.web.stock import ENTRY_BYTES, Stock
from tests.bot.conftest import Talk
from tests.conftest import SQLITE
from tests.laws import tried_on
from tests.presses import press
from tests.web.browser import HERE, Browser, browser

ENGINES = SQLITE

LIVE = re.compile(r'id="live-(\w{8})"')

NEVER_TOO_OFTEN = 10**9
NOW = datetime(2027, 1, 4, tzinfo=UTC)

LINES = (
    "/begin deep-learning",
    "/begin nlp",
    "/done deep-learning",
    "/done 1-3",
    "/skip 2",
    "/reopen 1",
    "/log 45m #nlp : read a chapter",
    "/checkin",
    "/steps nlp: 9 lessons",
    "/tick nlp 2",
    "/plan finish by 30 june",
    "/replan",
    "/pause until 20 jan",
    "/resume",
    "/goal 3",
    "/settings study days mon wed fri",
    "/timezone Pacific/Auckland",
    "/timezone America/Los_Angeles",
    "/plain on",
    "/plain off",
    "/focus 25",
    "/undo",
    "/known git",
    "/edit rename nlp to Words and numbers",
    "/start web today",
    "/switch ml-data",
    "/today later",
    "/unlink",
)
IN_THE_GROUP = ("/group start", "/join yes", "/leave yes", "/group dates 4 jan to 8 mar", "/group dates no end")
WAITS = tuple(timedelta(hours=hours) for hours in (1, 5, 24, 24 * 9, 24 * 20))

MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(LINES)),
        st.tuples(st.just("say elsewhere"), st.sampled_from(LINES)),
        st.tuples(st.just("say in the group"), st.sampled_from(IN_THE_GROUP)),
        st.tuples(st.just("press"), st.integers(0, 3)),
        st.tuples(st.just("wait"), st.sampled_from(WAITS)),
        st.tuples(st.just("link"), st.none()),
        st.tuples(st.just("look"), st.none()),
    ),
    min_size=3,
    max_size=9,
)


@dataclass
class Somebody:
    """Who says things on two platforms, and in a group, and looks at a page meanwhile."""

    talk: Talk
    user: str
    browser: Browser
    told: Message | None = field(default=None, init=False)

    async def move(self, kind: str, what: object) -> None:
        match kind, what:
            case "say", str(line):
                self.told = await self._say("telegram", line) or self.told
            case "say elsewhere", str(line):
                await self._say("discord", line)
            case "say in the group", str(line):
                rights = frozenset([Right.MANAGE_GROUP])
                group = Place(f"-{self.user}", direct=False, rights=rights, title="The Owls")
                await self._say("telegram", line, group)
            case "press", int(number) if self.told and self.told.keys:
                data = self.told.keys[number % len(self.told.keys)].data
                pressed = Pressed(self._speaker("telegram"), self._direct, data, self.talk.clock())
                came = await press(self.talk.dispatcher, pressed)
                self.told = came if isinstance(came, Message) else self.told
            case "wait", timedelta():
                self.talk.wait(what)
            case "link", _:
                shown = await self._say("discord", "/link")
                if shown and (code := re.search(r"/link (\w+)", shown.text)):
                    await self._say("telegram", f"/link {code[1]} yes")

    async def page(self, path: str, packed: str) -> tuple[str, str]:
        """A page but for what no two answers have alike, and that."""
        answer = await self.browser.client.get(path, headers={"accept-encoding": packed})
        assert answer.status_code == 200
        (mark,) = LIVE.findall(answer.text)
        return LIVE.sub("", answer.text), mark

    async def _say(self, platform: str, line: str, place: Place | None = None) -> Message | None:
        spoken = Spoken(self._speaker(platform), place or self._direct, line, self.talk.clock())
        return await self.talk.dispatcher.say(spoken)

    def _speaker(self, platform: str) -> Speaker:
        return Speaker(platform, self.user, "Ann")

    @property
    def _direct(self) -> Place:
        return Place(self.user, direct=True)


class Court:
    """One installation, in which each example has somebody new."""

    def __init__(self, runner: asyncio.Runner, database: Database) -> None:
        self.runner, self.talk, self._users = runner, Talk(database), count(1000)
        pace = Pace(NEVER_TOO_OFTEN, timedelta(minutes=1))
        site = Site(self.talk.dispatcher, database, self.talk.clock, "UTC", HERE, limits=Limits(pace, pace))
        self._pages = Starlette(routes=site.routes)

    async def somebody(self) -> Somebody:
        user = str(next(self._users))
        somebody, secret, now = (
            Somebody(self.talk, user, browser(self._pages)),
            new_secret(SESSION_BITS),
            self.talk.clock(),
        )
        await somebody.move("say", "/start ml-data today")
        async with self.talk.database.store() as store:
            contact = await store.learners.seen("telegram", user)
            assert contact
            await store.web.begin(contact.account.id, secret, "link", now)
        somebody.browser.client.cookies.set("__Host-roadmate", secret, domain="study.example")
        return somebody

    async def counted(self, somebody: Somebody) -> int:
        """How many statements a look of theirs takes."""
        asked = 0

        def count_one(*_: object) -> None:
            nonlocal asked
            asked += 1

        engine = self.talk.database._reader.sync_engine
        event.listen(engine, "before_cursor_execute", count_one)
        await somebody.page("/", "gzip")
        event.remove(engine, "before_cursor_execute", count_one)
        return asked


@pytest.fixture
def court(sqlite_url: str) -> Iterator[Court]:
    with asyncio.Runner() as runner:
        database = Database(sqlite_url)
        yield Court(runner, database)
        runner.run(database.close())


BY_THE_GROUP = [("say in the group", line) for line in ("/group start", "/join yes", "/group dates 4 jan to 8 mar")]


@pytest.mark.drill
@example(moves=BY_THE_GROUP, path="/")
@given(moves=MOVES, path=st.sampled_from(["/", "/timeline"]))
@tried_on(25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_in_stock_is_as_one_made_anew_whatever_was_said_and_however_long_ago(court, moves, path):
    async def law() -> None:
        somebody = await court.somebody()
        for kind, what in (("look", None), *moves):
            await somebody.move(kind, what)
            (shown, _), (anew, _) = await somebody.page(path, "gzip"), await somebody.page(path, "identity")
            assert shown == anew

    court.runner.run(law())


def test_each_answer_has_a_stream_of_its_own_though_the_page_is_the_same(court):
    async def two() -> None:
        somebody = await court.somebody()
        answers = [await somebody.page("/", packed) for packed in ("gzip", "gzip", "gzip", "identity")]
        assert len({text for text, _ in answers}) == 1
        assert len({mark for _, mark in answers}) == 4

    court.runner.run(two())


def test_who_looks_again_asks_two_things_of_the_database_and_who_looks_anew_asks_all(court):
    async def asked() -> None:
        somebody = await court.somebody()
        first, again = await court.counted(somebody), await court.counted(somebody)
        await somebody.move("say", "/begin nlp")
        assert (again, await court.counted(somebody)) == (2, first)
        assert first > again

    court.runner.run(asked())


@pytest.mark.parametrize("moves", [[("say", "/web off")], [("say", "/forget"), ("press", 0)]])
def test_who_is_signed_out_or_forgotten_is_shown_no_page_of_the_stock(court, moves):
    async def gone() -> None:
        somebody = await court.somebody()
        await somebody.page("/", "gzip")
        for kind, what in moves:
            await somebody.move(kind, what)
        assert (await somebody.browser.open("/")).status == 401

    court.runner.run(gone())


def test_what_was_answered_stands_on_one_page_alone(court):
    async def told() -> None:
        somebody = await court.somebody()
        page = await somebody.browser.open("/")
        answered = await somebody.browser.send(page.forms[-1], line="/begin nlp")
        again = await somebody.browser.open("/")
        assert ['id="told"' in one.answer.text for one in (answered, again)] == [True, False]

    court.runner.run(told())


def _request(*, takes: str = "gzip", query: bytes = b"") -> Request:
    return Request({"type": "http", "headers": [(b"accept-encoding", takes.encode())], "query_string": query})


def _page(text: str) -> HTMLResponse:
    return HTMLResponse(f'{text}<div id="live-00000000"></div>')


def test_the_stock_holds_so_many_bytes_and_loses_what_was_asked_for_least_lately():
    stock = Stock(3 * (ENTRY_BYTES + 100))
    for account in (1, 2, 3):
        stock.lay(_request(), "/", account, "mark", _page("a plan"), now=NOW, since=0)
    assert stock.page(_request(), "/", 1, "mark", NOW)
    stock.lay(_request(), "/", 4, "mark", _page("a plan"), now=NOW, since=0)
    assert [bool(stock.page(_request(), "/", account, "mark", NOW)) for account in (1, 2, 3, 4)] == [
        True,
        False,
        True,
        True,
    ]


def test_a_page_is_another_for_another_account_path_and_mark_and_its_last_one_alone_is_in_stock():
    stock = Stock(2 * (ENTRY_BYTES + 100))
    for number in range(9):
        stock.lay(_request(), "/", 1, f"mark-{number}", _page(f"plan {number}"), now=NOW, since=0)
    stock.lay(_request(), "/timeline", 1, "mark-8", _page("all of it"), now=NOW, since=0)
    found = stock.page(_request(), "/", 1, "mark-8", NOW)
    assert found
    assert decompress(found.body).startswith(b"plan 8")
    assert not stock.page(_request(), "/", 1, "mark-7", NOW)
    assert not stock.page(_request(), "/", 2, "mark-8", NOW)


@pytest.mark.parametrize("asked", [_request(takes="identity"), _request(query=b"told=abc")])
def test_who_asks_for_something_else_is_given_nothing_of_the_stock_and_leaves_nothing_there(asked):
    stock, page = Stock(), _page("a plan")
    assert stock.lay(asked, "/", 1, "mark", page, now=NOW, since=0) is page
    assert not stock.page(_request(), "/", 1, "mark", NOW)
    stock.lay(_request(), "/", 1, "mark", page, now=NOW, since=0)
    assert not stock.page(asked, "/", 1, "mark", NOW)


def test_nothing_is_kept_for_longer_than_an_hour_be_it_asked_for_or_not():
    shelf: Shelf[int, str] = Shelf(9)
    for key, minutes in ((1, 0), (2, 30)):
        shelf.lay(key, "mark", "a plan", NOW + timedelta(minutes=minutes), since=0)
    assert shelf.get(1, "mark", NOW + timedelta(minutes=59)) == "a plan"
    shelf.tidy(NOW + timedelta(minutes=65))
    assert list(shelf._kept) == [2]
    assert shelf.get(2, "mark", NOW + timedelta(minutes=90)) is None


def test_what_was_begun_before_all_was_cleared_is_not_laid_behind_it():
    """As of a page that was being made while its learner was forgotten."""
    stock = Stock()
    since = stock.clearings
    stock.clear()
    page = stock.lay(_request(), "/", 1, "mark", _page("a plan"), now=NOW, since=since)
    assert decompress(page.body).startswith(b"a plan")
    assert list(stock.accounts) == []
    stock.lay(_request(), "/", 1, "mark", _page("a plan"), now=NOW, since=stock.clearings)
    assert list(stock.accounts) == [1]
