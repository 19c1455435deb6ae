"""Calendar addresses: what calendars read, who can, and what nobody can see of them."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from bot.app import App
from bot.chat.platform import Place, Speaker, Spoken
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.settings import Settings
from bot.store import Database
from bot.web.calendar import MOST, SPAN
from bot.web.pace import Pace
from bot.web.site import Site
from tests.bot.conftest import BEN, Talk
from tests.bot.test_importing import data_of, send, take
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HERE = "https://study.example"
DAY = timedelta(days=1)
TIMED = "# Another\n\n- [ ] Bread (2 weeks)\n- [ ] Wool (3 weeks)\n- [ ] Iron (1 week)\n"


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database, public_url=HERE)


@pytest.fixture
async def web(talk: Talk, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=Site(talk.dispatcher, database, talk.clock, "UTC", HERE).routes)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        await talk.hear("/start ml-data today")
        yield client


def address(message: Message | None) -> str:
    assert message
    found = re.search(rf"{HERE}(/calendar/[\w-]+\.ics)", message.text)
    assert found
    return found[1]


def events(answer: httpx.Response) -> dict[str, object]:
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


async def test_a_calendar_reads_windows_study_times_and_planned_certificates(talk, web):
    await talk.hear("/times tue thu 19:00 45m")
    await talk.hear("/certificates planned kaggle 1 february")
    got = await web.get(address(await talk.say("/calendar")))
    assert (got.status_code, got.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    found = events(got)
    assert found["Deep Learning"]["DTSTART"].dt == date(2027, 1, 4)
    assert found["📚 Study time"]["RRULE"]["BYDAY"] == ["TU", "TH"]
    assert found["🎓 Kaggle Notebooks"]["DTSTART"].dt == date(2027, 2, 1)


async def test_of_several_roadmaps_each_has_its_windows_but_one_that_is_paused_without_an_end(talk, web):
    where = address(await talk.say("/calendar"))
    alone = Calendar.from_ical((await web.get(where)).content)
    await take(talk, TIMED)
    both = Calendar.from_ical((await web.get(where)).content)
    assert (str(alone["NAME"]), str(both["NAME"])) == ("Machine learning and data · Roadmate", "Roadmate")
    names = {str(one["SUMMARY"]): str(one["DESCRIPTION"]).splitlines()[0] for one in both.walk("VEVENT")}
    assert names["Bread"] == "Another"
    assert names["NLP"] == "Machine learning and data"
    assert {one.to_ical() for one in alone.walk("VEVENT")} < {one.to_ical() for one in both.walk("VEVENT")}
    await talk.hear("/pause")
    assert "Bread" not in events(await web.get(where))
    await talk.hear("/switch ml-data")
    assert "Bread" not in (found := events(await web.get(where)))
    assert "NLP" in found


async def test_a_pause_leaves_study_times_out_and_the_windows_follow(talk, web):
    await talk.hear("/times tue 19:00")
    where = address(await talk.say("/calendar"))
    await talk.hear("/pause 11 january - 17 january")
    study = events(await web.get(where))["📚 Study time"]
    assert [one.dt.date() for one in study["EXDATE"].dts] == [date(2027, 1, 12)]
    await talk.hear("/times off")
    assert "📚 Study time" not in events(await web.get(where))


@pytest.mark.engines_differ
async def test_a_calendar_that_has_it_is_told_so_until_something_changes(talk, web):
    where = address(await talk.say("/calendar"))
    first = await web.get(where)
    tag, since = first.headers["etag"], first.headers["last-modified"]
    for headers in ({"If-None-Match": tag}, {"If-None-Match": f'"x", W/{tag}'}, {"If-Modified-Since": since}):
        assert (await web.get(where, headers=headers)).status_code == 304
    talk.wait(timedelta(minutes=1))
    await talk.hear("/done nlp")  # whose window goes: no event that is left has changed by it
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": since}):
        assert (await web.get(where, headers=headers)).status_code == 200


@pytest.mark.drill
async def test_uids_stay_over_fifty_readings_and_a_rise_in_sequence_is_a_change(talk, web):
    where = address(await talk.say("/calendar"))
    seen: dict[str, int] = {}
    for number in range(50):
        talk.wait(DAY)
        if number == 20:
            await talk.hear("/begin deep learning")
        for event in Calendar.from_ical((await web.get(where)).content).walk("VEVENT"):
            assert int(event["SEQUENCE"]) >= seen.get(str(event["UID"]), 0)
            seen[str(event["UID"])] = int(event["SEQUENCE"])
    assert len(seen) == 7


async def of_another(web: httpx.AsyncClient, where: str) -> dict[str, tuple[str, int]]:
    """Title and SEQUENCE of the windows of that roadmap, by UID."""
    found = Calendar.from_ical((await web.get(where)).content).walk("VEVENT")
    own = [event for event in found if "Another" in str(event["DESCRIPTION"])]
    return {str(event["UID"]): (str(event["SUMMARY"]), int(event["SEQUENCE"])) for event in own}


async def test_a_document_that_is_imported_again_keeps_its_events_whatever_the_lengths_and_the_order(talk, web):
    await take(talk, TIMED)
    where = address(await talk.say("/calendar"))
    first = await of_another(web, where)
    assert sorted(first.values()) == [("Bread", 0), ("Iron", 0), ("Wool", 0)]
    bread, wool, iron = TIMED.splitlines(keepends=True)[2:]
    for document, changed in (
        (TIMED, {}),
        (f"# Another\n\n{bread}{wool.replace('3', '4')}{iron}", {"Wool": 1, "Iron": 1}),
        (f"# Another\n\n{wool}{iron}{bread}", {"Wool": 2, "Iron": 2, "Bread": 1}),
    ):
        talk.wait(timedelta(hours=1))
        await take(talk, document)
        now = {uid: (title, changed.get(title, 0)) for uid, (title, _) in first.items()}
        assert await of_another(web, where) == now


@pytest.mark.parametrize(
    ("title", "confirm", "stays"),
    [("Breads", "", True), ("Sour bread", "= ", True), ("Sour bread", "", False), ("Clay", "", False)],
)
async def test_a_topic_that_an_import_calls_otherwise_keeps_its_event_where_it_is_known_as_the_same(
    talk, web, title, confirm, stays
):
    await take(talk, TIMED)
    where = address(await talk.say("/calendar"))
    first = await of_another(web, where)
    talk.wait(timedelta(hours=1))
    shown = await send(talk, TIMED.replace("Bread", title))
    if confirm:
        asked = await talk.press(data_of(shown, confirm))
        assert isinstance(asked, Message)
        shown = asked
    await talk.press(data_of(shown, ""))
    now = await of_another(web, where)
    assert sorted(now.values()) == sorted([("Iron", 0), (title, int(stays)), ("Wool", 0)])
    assert (now.keys() == first.keys()) is stays
    assert len(now.keys() & first.keys()) >= 2


async def test_a_topic_that_is_renamed_by_an_edit_keeps_its_event(talk, web):
    await take(talk, TIMED)
    where = address(await talk.say("/calendar"))
    before = events(await web.get(where))["Bread"]
    talk.wait(timedelta(hours=1))
    await talk.hear("/edit rename bread to Sour bread")
    after = events(await web.get(where))["Sour bread"]
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)


async def test_wrong_and_withdrawn_addresses_look_alike(talk, web):
    old = address(await talk.say("/calendar"))
    new = address(await talk.say("/calendar new"))
    assert old != new
    assert (await web.get(new)).status_code == 200
    await talk.hear("/calendar off")
    answers = [
        await web.get(one) for one in (old, new, "/calendar/abc.ics", f"/calendar/{'x' * 32}.ics", "/calendar/%00.ics")
    ]
    assert len({(one.status_code, one.text, str(one.headers)) for one in answers}) == 1
    assert (answers[0].status_code, "There is no such page." in answers[0].text) == (404, True)


@pytest.mark.engines_differ
async def test_an_address_is_shown_once_and_only_its_digest_is_kept(talk, web):
    where = address(await talk.say("/calendar"))
    secret = where.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) == 32
    again = await talk.say("/calendar")
    assert again
    assert again.private
    assert secret not in again.text
    assert "No calendar has read it yet." in plain(again.text)
    assert secret not in repr((await talk.rows())["calendars"])
    await web.get(where)
    assert "A calendar read it last on Mon 4 Jan." in await talk.hear("/calendar")


async def test_of_two_learners_each_reads_their_own(talk, web):
    await talk.hear("/start ml-data today", by=BEN)
    await talk.hear("/done deep learning", by=BEN)
    mine, theirs = address(await talk.say("/calendar")), address(await talk.say("/calendar", by=BEN))
    assert "Deep Learning" in events(await web.get(mine))
    assert "Deep Learning" not in events(await web.get(theirs))


async def test_who_is_forgotten_has_no_calendar(talk, web):
    where = address(await talk.say("/calendar"))
    asked = await talk.say("/forget")
    assert asked
    await talk.press(asked.keys[0].data)
    assert (await web.get(where)).status_code == 404
    assert not (await talk.rows())["calendar_events"]


@pytest.mark.drill
async def test_whoever_comes_too_often_waits(talk, web):
    where = address(await talk.say("/calendar"))
    answers = [await web.get(where) for _ in range(MOST + 2)]
    codes = [one.status_code for one in answers]
    assert codes[:MOST] == [200] * MOST
    assert codes[-1] == 429
    talk.wait(timedelta(seconds=int(answers[-1].headers["retry-after"])))
    assert (await web.get(where)).status_code == 200


@pytest.mark.engines_differ
async def test_reading_writes_once_an_hour_where_nothing_changes(talk, web):
    where = address(await talk.say("/calendar"))
    await web.get(where)
    before = (await talk.rows())["calendars"]
    talk.wait(timedelta(minutes=59))
    await web.get(where)
    assert (await talk.rows())["calendars"] == before
    talk.wait(timedelta(minutes=2))
    await web.get(where)
    assert (await talk.rows())["calendars"] != before


async def test_without_an_address_on_the_web_there_is_none_for_a_calendar(lean):
    await lean.hear("/start ml-data today")
    said = await lean.hear("/calendar")
    assert "given it no address on the web" in said
    assert "/export calendar" in said
    assert "no calendar address" in await lean.hear("/calendar off")


def test_a_pace_lets_so_many_by_and_forgets_the_longest_unread():
    pace, now = Pace(MOST, SPAN), datetime(2027, 1, 4, tzinfo=UTC)
    waits = [pace.wait(1, now) for _ in range(MOST + 1)]
    assert not any(waits[:-1])
    assert waits[-1] == SPAN / MOST
    assert not pace.wait(2, now)
    assert not pace.wait(1, now + SPAN)


async def test_an_installation_that_is_found_on_the_web_serves_it_there_and_no_other_does(database_url: str) -> None:
    """What a chat alone opens serves nothing, so nothing of addresses is said there."""
    for settings, serves, there in (
        (Settings(_env_file=None, public_url=f"{HERE}/"), True, True),
        (Settings(_env_file=None, public_url=HERE), False, False),
        (Settings(_env_file=None), True, False),
    ):
        app = App(settings, database_url=database_url, serves=serves)
        assert (app.server({}) is not None) is there
        here, ann = Place("1", direct=True), Speaker("telegram", "1", "Ann")
        for line in ("/start ml-data today", "/calendar"):
            said = await app.dispatcher.say(Spoken(ann, here, line, app.clock()))
        assert (HERE in (said.text if said else "")) is there
        await app.close()
