"""What a member sets on a group's page: what those who lead see, what the group hears, a partner, and leaving; and skills among the
settings."""

import re
from collections.abc import AsyncIterator

import pytest

from tests.bot.gathering import ANN, BEN, EVE, GUS
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Page
from tests.web.hall import Hall

ENGINES = BOTH_WHEN_LONG

OTHER = "-800"


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """The Owls with Ben and Gus, and the Herons with Gus and Eve."""
    hall = Hall(database_url)
    await hall.begin(BEN, GUS)
    hall.title = "Herons"
    await hall.begin(EVE, GUS, chat=OTHER)
    hall.title = "The Owls"
    yield hall
    await hall.close()


def chosen(page: Page) -> str:
    """The level that its menu stands at."""
    return page.answer.text.partition('<select id="level"')[2].partition('" selected>')[0].rpartition('value="')[2]


async def test_what_those_who_lead_see_is_set_for_this_group_alone(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    assert chosen(page) == "nothing"
    form = next(one for one in page.forms if ("line", "/leaders") in one.fields)
    page = await browser.post(
        form.action, [("line", "/leaders"), ("then", "/groups/1"), ("part", "day"), ("part", "1")]
    )
    assert "✔ Set. Those who lead The Owls see of you" in page.text
    assert chosen(page) == "day"
    assert chosen(await browser.open("/groups/2")) == "nothing"
    await hall.say(ANN, "/group lead ben")
    assert "• Gus" in (await (await hall.browser_of(BEN)).send(await _how(hall))).text


async def _how(hall: Hall):
    return (await (await hall.browser_of(BEN)).open("/groups/1")).form("See how they are")


async def test_the_group_hears_what_a_member_completes_from_when_they_say_so_until_they_do_not(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.send((await browser.open("/groups/1")).form("🎉 Tell the group what I complete"))
    assert "The Owls hears at once when you complete a topic" in page.text
    await hall.say(GUS, "/done nlp", None)
    await hall.work()
    assert any("NLP" in one for one in hall.stands())
    assert not any("NLP" in one for one in hall.stands(OTHER)), "the other group was told nothing"
    page = await browser.send(page.form("Don't tell the group what I complete"))
    assert "The Owls isn't told when you complete a topic" in page.text


async def test_a_partner_is_looked_for_in_this_group_and_not_any_more(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.send((await browser.open("/groups/1")).form("🤝 Find me a partner"))
    assert "🤝 Find me a partner" in (await browser.open("/groups/2")).text
    page = await browser.send(page.form("No partner for me"))
    assert "🤝 Find me a partner" in page.text


async def test_whoever_leaves_on_the_page_is_out_at_once_and_told_so_on_the_list(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.send((await browser.open("/groups/1")).form("Leave it"))
    assert page.answer.url.path == "/groups"
    assert "The Owls" in page.text
    assert page.links.count("/groups/1") == 0
    assert "/groups/2" in page.links
    assert (await browser.open("/groups/1")).status == 404
    assert "Gus" not in await hall.tell(BEN, "/board")


async def test_a_skill_is_ticked_among_the_settings_and_unticked(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/settings")
    skill = next(one for one in page.forms if any(value.startswith("/skills ") for _, value in one.fields))
    assert not skill.label.startswith("☑")
    page = await browser.send(skill)
    assert "ML Fundamentals: you know it." in page.text
    again = next(one for one in page.forms if one.fields == skill.fields)
    assert again.label.startswith("☑")
    page = await browser.send(again)
    assert "ML Fundamentals: still assumed." in page.text
    assert next(one for one in page.forms if one.fields == skill.fields).label == skill.label


async def test_each_skill_stands_among_the_settings_once_whatever_was_pressed_there(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/settings")
    assert "☐ Stats for Time Series Forecasting" in page.text
    for name in ("Stats", "FastAPI", "ETL Concepts"):
        assert page.text.count(f"☐ {name}") == 1
    page = await browser.send(page.form("FastAPI"))
    assert page.text.count("☐ Stats") == 1
    assert (page.text.count("☐ FastAPI"), page.text.count("☑ FastAPI")) == (0, 2), "told, and in the list"


async def test_the_settings_lead_to_what_is_set_for_each_group(hall):
    assert "/groups" in (await (await hall.browser_of(GUS)).open("/settings")).links


# Questions


@pytest.mark.drill
async def test_a_question_is_answered_by_who_can_help_and_not_by_who_asks(hall):
    await hall.say(BEN, "/helpme nlp what is <b>a token</b>?")
    await hall.say(EVE, "/helpme nlp not for the Owls", OTHER)
    page = await (await hall.browser_of(BEN)).open("/groups/1")
    assert "🙋 Ben on NLP: “what is <b>a token</b>?”" in page.text
    assert not [form for form in page.forms if "I can help" in form.label]
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    assert "not for the Owls" not in page.text
    page = await browser.send(page.form("I can help"))
    assert page.answer.url.path == "/groups/1"
    async with hall.database.reading() as store:
        (asked,) = await store.helping.open([1])
        assert [one.name for one in await store.helping.offers(asked)] == ["Gus"]
    assert "Gus" in "".join(one.text for one in (await hall.work(), hall.letters())[1] if "help" in one.text)


@pytest.mark.drill
async def test_a_question_of_another_group_cannot_be_answered_from_a_page(hall):
    await hall.say(EVE, "/helpme nlp", OTHER)
    browser = await hall.browser_of(BEN)
    page = await browser.post("/groups/1/say", [("said", "/canhelp 1"), ("then", "/groups/1")])
    async with hall.database.reading() as store:
        (asked,) = await store.helping.open([2])
        assert await store.helping.offers(asked) == []
    assert not re.search(r"\bEve\b", page.text)


@pytest.mark.drill
async def test_who_is_muted_hidden_or_has_settled_asks_on_no_page(hall):
    browser = await hall.browser_of(GUS)
    await hall.say(BEN, "/helpme nlp what is a token?")
    await hall.say(ANN, "/group mute ben 7d")
    assert "a token" not in (await browser.open("/groups/1")).text
    await hall.say(ANN, "/group unmute ben")
    await hall.say(BEN, "/helpme nlp settled")
    assert "a token" not in (await browser.open("/groups/1")).text
