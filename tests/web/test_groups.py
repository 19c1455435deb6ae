"""The page of a group: for its members alone, and what is pressed there is said by that member in that group."""

import re
import unicodedata
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.happenings import Departed, Removed
from bot.web.limits import Limits
from bot.web.pace import Pace
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE
from tests.bot.group_stage import CHAT
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Browser, Form
from tests.web.hall import Hall

ENGINES = BOTH_WHEN_LONG
WEEK = timedelta(days=7, hours=2)
"""Beyond the hour of the digest."""
both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
def platform() -> str:
    return "telegram"


@pytest.fixture
async def hall(database_url: str, platform: str) -> AsyncIterator[Hall]:
    """The Owls, which Ann manages without having joined; Ben and Gus have."""
    hall = Hall(database_url, platform)
    await hall.begin(BEN, GUS)
    await hall.work()
    yield hall
    await hall.close()


async def post(browser: Browser, path: str, *said: str, **headers: str):
    """Send the form of a meeting, with these words behind the command."""
    fields = [("said", "/meet"), *(("said", word) for word in said), ("then", "/groups/1")]
    return await browser.post(path, fields, **headers)


# What it shows


@pytest.mark.drill
async def test_a_member_sees_the_board_the_goal_the_dates_the_meetings_and_the_digests(hall):
    await hall.say(BEN, "/begin nlp", None)
    await hall.say(GUS, "/log 40m nlp", None)
    await hall.say(ANN, "/group goal 20 sessions in january")
    await hall.go(hall.clock() + WEEK)
    await hall.say(BEN, "/meet thu 19:00 60m nlp")
    page = await (await hall.browser_of(GUS)).open("/groups/1")
    assert page.status == 200
    assert "The Owls 2 members on Machine learning and data" in page.text
    assert "• Ben · NLP" in page.text
    assert "🎯 Together in January: 1 of 20 sessions." in page.text
    assert 'max="20" value="1"' in page.answer.text
    assert "NLP 21 Mar" in page.text
    assert "📅 Ben would like to meet: Thu 14 Jan, 19:00" in page.text
    assert "👥 In: Ben" in page.text
    assert "Digest of Mon 11 Jan" in page.text
    assert "🗞 The Owls, 4 Jan to 10 Jan" in page.text


async def test_who_wants_no_signs_has_none_on_the_page_and_all_others_have_them(hall):
    await hall.say(BEN, "/begin nlp", None)
    await hall.say(GUS, "/log 40m nlp", None)
    await hall.say(ANN, "/group goal 20 sessions in january")
    await hall.go(hall.clock() + WEEK)
    await hall.say(BEN, "/meet thu 19:00 60m nlp")
    await hall.tell(GUS, "/settings plain")
    of_gus, of_ben = await hall.browser_of(GUS), await hall.browser_of(BEN)
    before = (await of_ben.open("/groups/1")).text
    shown = (await of_gus.open("/groups/1")).text
    assert [sign for sign in shown if unicodedata.category(sign) == "So"] == []
    assert "Together in January: 1 of 20 sessions." in shown
    assert "Ben would like to meet: Thu 14 Jan, 19:00" in shown
    assert "The Owls, 4 Jan to 10 Jan" in shown
    assert "🎯" in before
    assert (await of_ben.open("/groups/1")).text == before


async def test_a_meeting_has_its_zone_in_brackets_and_how_far_off_it_is_behind_a_comma(hall):
    await hall.say(BEN, "/meet tomorrow 19:00")
    page = await (await hall.browser_of(GUS)).open("/groups/1")
    assert "Tue 5 Jan, 19:00 (UTC), tomorrow" in page.text
    assert ") (" not in page.text


@pytest.mark.drill
async def test_digests_stand_as_they_were_sent_the_last_twelve_and_without_who_has_left(hall):
    await hall.say(ZOE, "/join yes")
    for _ in range(14):
        await hall.say(ZOE, "/log 40m nlp", None)
        await hall.say(BEN, "/log 40m nlp", None)
        await hall.go(hall.clock() + WEEK)
    browser = await hall.browser_of(BEN)
    page = await browser.open("/groups/1")
    assert page.text.count("Digest of") == 12
    assert page.text.index("Digest of Mon 12 Apr") < page.text.index("Digest of Mon 5 Apr")
    assert "Digest of Mon 18 Jan" not in page.text
    assert "Zoe" in page.text
    await hall.say(ZOE, "/leave")
    page = await browser.open("/groups/1")
    assert "Zoe" not in page.text
    assert page.text.count("Digest of") == 12


async def test_a_digest_that_an_admin_hid_is_on_no_page(hall):
    await hall.say(GUS, "/log 40m nlp", None)
    await hall.go(hall.clock() + WEEK)
    assert "🗞 The Owls" in (await (await hall.browser_of(BEN)).open("/groups/1")).text
    await hall.below(ANN, "/group hide", "🗞 The Owls")
    assert "🗞 The Owls" not in (await (await hall.browser_of(BEN)).open("/groups/1")).text


@pytest.mark.drill
async def test_words_that_are_quoted_no_more_are_on_no_page_and_the_question_stays_open(hall):
    await hall.say(BEN, "/helpme nlp You are all idiots")
    await hall.work()
    await hall.go(hall.clock() + WEEK)
    browser = await hall.browser_of(GUS)
    asks = "🙋 Ben on NLP: “You are all idiots”"
    assert asks in (await browser.open("/groups/1")).text
    digest = await hall.below(ANN, "/group hide", "🗞 The Owls")
    page = await browser.open("/groups/1")
    assert "idiots" not in page.text
    assert "🙋 Ben would like help with NLP." in page.text
    assert page.form("I can help")
    await hall.press(ANN, digest.keys[0].data)
    assert asks in (await browser.open("/groups/1")).text


async def test_who_is_muted_is_named_to_nobody(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await hall.browser_of(GUS)
    assert "In: Ben" in (await browser.open("/groups/1")).text
    await hall.say(ANN, "/group mute ben 7d")
    assert "Ben" not in (await browser.open("/groups/1")).text


async def test_looking_at_the_pages_stores_nothing(hall):
    await hall.say(BEN, "/meet thu 19:00")
    await hall.say(ANN, "/group lead ben")
    browser = await hall.browser_of(BEN)
    before = await rows_of(hall.database)
    for path in ("/groups", "/groups/1"):
        assert (await browser.open(path)).status == 200
    assert await rows_of(hall.database) == before


async def test_the_list_has_the_groups_that_this_account_has_joined(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups")
    assert "The Owls Machine learning and data" in page.text
    assert "/groups/1" in page.links
    await hall.say(GUS, "/leave")
    page = await browser.open("/groups")
    assert "You have joined no study group" in page.text
    assert "Owls" not in page.text


async def test_what_a_group_is_called_is_text(hall):
    hall.title = "<script>Owls"
    await hall.begin(GUS, chat="-700")
    browser = await hall.browser_of(GUS)
    for path in ("/groups", "/groups/2"):
        page = await browser.open(path)
        assert "<script>" not in page.answer.text
        assert "<script>Owls" in page.text


# For whom


async def _left(hall: Hall) -> None:
    await hall.say(GUS, "/leave")


async def _removed(hall: Hall) -> None:
    assert "is out of" in await hall.tell(ANN, "/group remove gus yes")


async def _gone_from_the_chat(hall: Hall) -> None:
    await hall.happens(Departed(hall.platform, GUS, CHAT))


async def _stopped(hall: Hall) -> None:
    await hall.say(ANN, "/group stop yes")


async def _sent_away(hall: Hall) -> None:
    await hall.happens(Removed(hall.platform, CHAT))


@pytest.mark.parametrize("gone", [_left, _removed, _gone_from_the_chat, _stopped, _sent_away])
async def test_a_group_that_one_is_in_no_more_looks_like_one_that_never_was(hall, gone):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await hall.browser_of(GUS)
    assert (await browser.open("/groups/1")).status == 200
    await gone(hall)
    never = await browser.open("/groups/999")
    page = await browser.open("/groups/1")
    assert (page.status, page.answer.text) == (404, never.answer.text)
    assert "Owls" not in (await browser.open("/groups")).text
    before = await rows_of(hall.database)
    assert (await post(browser, "/groups/1/say", "in", "1")).answer.text == never.answer.text
    assert await rows_of(hall.database) == before


async def test_who_never_joined_sees_nothing_be_it_whoever_manages_the_group(hall):
    for user in (ANN, EVE):
        browser = await hall.browser_of(user)
        assert (await browser.open("/groups/1")).status == 404
        assert (await post(browser, "/groups/1/say", "in", "1")).status == 404


async def test_what_is_no_number_of_a_group_is_no_page(hall):
    browser = await hall.browser_of(GUS)
    for number in ("0", "-1", "x", "1x", "²", "9" * 20, "1%00", "%2e%2e", " 1"):
        assert (await browser.client.get(f"/groups/{number}")).status_code == 404, number


async def test_nobody_is_shown_a_group_without_signing_in(hall):
    stranger = await hall.browser_of(GUS)
    stranger.client.cookies.clear()
    for path in ("/groups", "/groups/1"):
        assert (await stranger.open(path)).status == 401


# What is pressed there


@pytest.mark.drill
@both
async def test_who_presses_that_they_are_in_is_in_and_the_post_in_the_group_says_so(hall, platform):
    await hall.say(BEN, "/meet thu 19:00")
    await hall.work()
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    page = await browser.send(page.form("I'm in"))
    assert "👍 You're in. I write to you ten minutes before." in page.text
    assert "👥 In: Ben and Gus" in page.text
    assert not [form for form in page.forms if "I'm in" in form.label]
    await hall.go(hall.clock() + timedelta(minutes=3))
    assert any("In: Ben and Gus" in post for post in hall.stands())
    page = await browser.send(page.form("Not this time"))
    assert "Fine. Next time, perhaps." in page.text
    assert "👥 In: Ben 👍 I'm in" in page.text
    await hall.go(hall.clock() + timedelta(minutes=3))
    assert not any("In: Ben and Gus" in post for post in hall.stands())


@pytest.mark.drill
@both
async def test_who_called_a_meeting_moves_it_and_calls_it_off(hall, platform):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await hall.browser_of(BEN)
    page = await browser.open("/groups/1")
    form = page.form("Move it")
    said = [value for name, value in form.fields if name == "said"]
    assert said == ["/meet move #1", "2027-01-07", "19:00"]
    page = await post(browser, form.action, "move #1", "2027-01-08", "20:30")
    assert "It moves to Fri 8 Jan, 20:30" in page.text
    assert "Ben would like to meet: Fri 8 Jan, 20:30" in page.text
    page = await browser.send(page.form("Call it off"))
    assert "is called off" in page.text
    assert "No meeting is planned." in page.text


async def test_one_of_every_week_is_moved_once_or_from_now_on_without_being_asked(hall):
    await hall.say(BEN, "/meet every thu 19:00")
    browser = await hall.browser_of(BEN)
    page = await browser.open("/groups/1")
    assert "Move it this time" in page.text
    page = await post(browser, "/groups/1/say", "move #1", "2027-01-08", "19:00", "once")
    assert "It moves to Fri 8 Jan, 19:00" in page.text
    page = await browser.send(page.form("Call it off this time"))
    assert "Every week with Ben, next: Thu 14 Jan, 19:00" in page.text, "moved once, so the next is as ever"
    page = await browser.send(page.form("Call it off for good"))
    assert "No meeting is planned." in page.text


@both
async def test_who_did_not_call_it_is_offered_no_change_and_has_none(hall, platform):
    """Be it an admin: a page claims no right that the platform has not said."""
    await hall.say(ANN, "/join yes")
    await hall.say(BEN, "/meet thu 19:00")
    for user in (GUS, ANN):
        browser = await hall.browser_of(user)
        assert "Move it" not in (await browser.open("/groups/1")).text
        for said in (("cancel #1",), ("move #1", "2027-01-08", "20:00")):
            hall.asked.clear()
            page = await post(browser, "/groups/1/say", *said)
            assert "Whoever called a meeting moves it" in page.text
            assert hall.asked == [user], "once, for the page that comes back"
        assert "Thu 7 Jan, 19:00" in page.text


async def test_who_comes_to_a_round_that_is_on_says_on_the_page_what_they_will_do(hall):
    await hall.say(BEN, "/meet now 25m")
    browser = await hall.browser_of(GUS)
    page = await browser.send((await browser.open("/groups/1")).form("I'm in"))
    form = next(one for one in page.forms if one.action == "/groups/1/press")
    (answer,) = (name for name, _ in form.fields if name.startswith("answer "))
    page = await browser.send(form, **{answer: "Two chapters"})
    assert page.status == 200
    assert "incident" not in page.text
    async with hall.database.reading() as store:
        (plan,) = [one.plan for one in await store.meetings.who(1) if one.plan]
    assert plan == "Two chapters"


async def test_nothing_but_meetings_is_pressed_in_the_group(hall):
    await hall.say(BEN, "/meet thu 19:00")
    asked = await hall.say(BEN, "/leave now", None)
    sign = next(iter(asked.keys)).data.partition(":")[0] if asked and asked.keys else "*"
    browser = await hall.browser_of(BEN)
    before = await rows_of(hall.database)
    for line in ("/leave", "/group stop yes", "/join yes", "/board"):
        for owner in (sign, "*"):
            fields = [("data", f"{owner}:{line}"), ("then", "/groups/1")]
            page = await browser.post("/groups/1/press", fields)
            assert page.status == 404 or "somebody else" in page.text, line
            assert (await browser.post("/groups/9/press", fields)).status == 404
    after = await rows_of(hall.database)
    assert {name for name in before if before[name] != after[name]} <= {"web_sessions"}


@both
async def test_a_member_calls_a_meeting_and_the_group_is_asked_who_is_in(hall, platform):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    assert "No meeting is planned." in page.text
    form = page.form("Ask who is in")
    said = [value for name, value in form.fields if name == "said"]
    assert said == ["/meet", "2027-01-05", "19:00", "60m", "once", ""]
    page = await post(browser, form.action, "2027-01-08", "18:30", "90m", "once", "#nlp")
    assert "📅 Gus would like to meet: Fri 8 Jan, 18:30" in page.text
    assert "NLP" in page.text.partition("In: Gus")[0]
    assert "👥 In: Gus 👍 You're in." in page.text
    await hall.work()
    assert any("Gus would like to meet: Fri 8 Jan, 18:30" in one for one in hall.stands())


async def test_one_for_every_week_is_called_from_the_page(hall):
    browser = await hall.browser_of(GUS)
    page = await post(browser, "/groups/1/say", "2027-01-07", "19:00", "60m", "weekly", "")
    assert "Every week with Gus, next: Thu 7 Jan, 19:00" in page.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("2027-01-03", "19:00", "60m", "once"), "That moment is over."),
        (("2027-04-05", "19:00", "60m", "once"), "That is far ahead."),
        (("2027-02-31", "19:00", "60m", "once"), "31"),
        (("2027-01-08", "19:00", "999m", "once"), "I don't understand “999m”."),
        (("2027-01-08", "19:00", "60m", "once", "#nothing-of-it"), "nothing-of-it"),
    ],
)
async def test_what_cannot_be_a_meeting_is_said_to_who_called_it_and_called_nowhere(hall, said, told):
    browser = await hall.browser_of(GUS)
    page = await post(browser, "/groups/1/say", *said)
    answer = page.text.partition("Meetings")[0]
    assert told in answer, answer
    assert "No meeting is planned." in page.text
    await hall.work()
    assert not any("would like to meet" in one for one in hall.stands())


async def test_who_is_muted_is_told_so(hall):
    await hall.say(BEN, "/meet thu 19:00")
    await hall.say(ANN, "/group mute gus 7d")
    browser = await hall.browser_of(GUS)
    page = await browser.send((await browser.open("/groups/1")).form("I'm in"))
    assert "👥 In: Ben" in page.text
    assert "You're in" not in page.text


async def test_nothing_but_what_the_page_offers_is_said_in_the_group(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await hall.browser_of(BEN)
    before = await rows_of(hall.database)
    day = "2027-01-08 19:00 60m once"
    behind = ("thu 19:00", "now", "end", "call thu 19:00", "will 1 nothing", "done 1", "", "in " + "1" * 200)
    behind += (
        f"{day} now",
        f"{day} #nlp #deep-learning",
        "2027-01-08 now",
        f"{day} #{'x' * 200}",
        "２０２７-01-08 19:00 60m once",
    )
    for said in behind:
        assert (await post(browser, "/groups/1/say", said)).status == 404, said
    for line in ("/group stop yes", "/leave now", "/canhelp", "/canhelp x", "/helpme nlp", "in 1", "meet in 1", ""):
        assert (await browser.post("/groups/1/say", [("said", line), ("then", "/groups/1")])).status == 404, line
    assert await rows_of(hall.database) == before


@pytest.mark.drill
async def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await hall.browser_of(BEN)
    before = await rows_of(hall.database)
    for said in ("in x", "in 99", "move", "move #1", "move #1 2027-13-45 99:99", "cancel #7 \r\n/done 1"):
        page = await post(browser, "/groups/1/say", said)
        assert page.status == 200, said
        assert "incident" not in page.text
    after = await rows_of(hall.database)
    assert {name for name in before if before[name] != after[name]} <= {"rates", "button_lines", "web_sessions"}


async def test_a_form_from_elsewhere_is_left_alone(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await hall.browser_of(GUS)
    before = await rows_of(hall.database)
    answer = await post(browser, "/groups/1/say", "in", "1", sec_fetch_site="cross-site", origin="https://evil.example")
    assert answer.status == 403
    assert await rows_of(hall.database) == before


async def test_a_press_counts_once_against_what_a_browser_may_ask(hall):
    await hall.say(BEN, "/meet thu 19:00")
    hall.site = hall.opened(Limits(sessions=Pace(4, timedelta(minutes=1))))
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    page = await browser.send(page.form("I'm in"))
    assert (page.status, "You're in" in page.text) == (200, True), "signing in, the page, the press and what came of it"
    assert (await browser.open("/groups/1")).status == 429


async def test_a_group_in_a_thread_is_spoken_to_in_that_thread(hall):
    group = await hall.begin(GUS, chat="-700", thread="7")
    await hall.say(GUS, "/meet thu 19:00", "-700", thread="7")
    browser = await hall.browser_of(GUS)
    path = f"/groups/{group.id}"
    page = await browser.send((await browser.open(path)).form("Not this time"))
    assert "Fine. Next time, perhaps." in page.text
    assert "Who is in?" in page.text


# Two groups


@pytest.mark.drill
async def test_two_groups_never_leak(hall):
    """All that the pages of a member of one lead to, with words in the other one that stand nowhere else."""
    hall.title = "Secret Herons"
    other = await hall.begin(EVE, ZOE, chat="-800")
    await hall.say(EVE, "/begin nlp", None)
    await hall.say(ANN, "/group goal 4321 sessions in january", "-800")
    await hall.say(EVE, "/meet thu 17:17 60m data engineering", "-800")
    await hall.say(ANN, "/group lead eve", "-800")
    await hall.say(EVE, "/helpme nlp where do grebes sleep?", "-800")
    await hall.go(hall.clock() + WEEK)
    await hall.say(EVE, "/meet fri 17:17 60m data engineering", "-800")
    hall.title = "The Owls"
    await hall.say(BEN, "/meet sat 19:00")
    marks = ("Heron", "Eve", "Zoe", "4,321", "17:17", "grebes")
    theirs = (await (await hall.browser_of(EVE)).open(f"/groups/{other.id}")).text
    assert [mark for mark in marks if mark not in theirs] == []
    browser = await hall.browser_of(GUS)
    walked = await _walked(browser, "/groups")
    assert {"/groups", "/groups/1", "/"} <= walked.keys()
    for number in ("in 2", "in 1", "out 2", "cancel #2", "move #2 2027-01-20 10:00"):
        walked[number] = (await post(browser, "/groups/1/say", number)).answer.text
    for said in ("/canhelp 1", "/meet 2027-01-20 10:00 60m once #nlp"):
        fields = [("said", said), ("then", "/groups/1")]
        walked[said] = (await browser.post("/groups/1/say", fields)).answer.text
        walked[f"there {said}"] = (await browser.post(f"/groups/{other.id}/say", fields)).answer.text
    for line in (f"/leaders day {other.id}", f"/celebrate on {other.id}", f"/partner on {other.id}"):
        walked[line] = (await browser.send(Form("/say", [("line", line), ("then", "/groups/1")]))).answer.text
    for line in (f"/member {other.id} p1", f"/member {other.id} 4", "/leaders"):
        walked[line] = (await browser.send(Form("/say", [("line", line), ("then", "/groups/1")]))).answer.text
    walked["theirs"] = (await browser.open(f"/groups/{other.id}")).answer.text
    for path, text in walked.items():
        assert [mark for mark in marks if re.search(rf"\b{mark}\b", text)] == [], path
    assert "Fri 15 Jan, 17:17" in (await (await hall.browser_of(EVE)).open(f"/groups/{other.id}")).text


async def _walked(browser: Browser, start: str) -> dict[str, str]:
    """All pages that links lead to, by their paths."""
    seen: dict[str, str] = {}
    ahead = [start]
    while ahead:
        path = ahead.pop()
        page = await browser.open(path)
        seen[path] = page.answer.text
        ahead += {link for link in page.links if link.startswith("/")} - seen.keys() - set(ahead)
    return seen
