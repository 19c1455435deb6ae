"""Roadmaps with everything odd at once: numbers with gaps, the same title twice, skills with commas, the longest of all."""

import json

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from roadmap.model import Status
from roadmap.reading.limits import LONGEST_SKILL, LONGEST_SLUG
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import send
from tests.conftest import SQLITE
from tests.unlocked import read_here

ENGINES = SQLITE

LONG_SLUG, LONG_SKILL = "a" * LONGEST_SLUG, "s" * LONGEST_SKILL
COMMAS = "Git, Docker, and <FastAPI> & friends"
TOPICS = (
    {"title": "Review", "slug": "review", "number": 7, "skills": [COMMAS, LONG_SKILL]},
    {"title": "Review", "slug": "review-2", "number": 3, "prerequisites": ["#7"], "min_weeks": 1, "max_weeks": 2},
    {"title": "B; C, \\ D: E | F", "slug": LONG_SLUG, "number": 999_999, "min_weeks": 260, "max_weeks": 260},
    {"title": "12", "slug": "12", "number": 5, "total_hours_min": 0.25, "total_hours_max": 10_000},
)
ODD = json.dumps(
    {"format": "roadmate-roadmap", "version": 1, "slug": "odd", "title": "Odd; one, two", "topics": TOPICS}
)


@pytest.fixture
async def odd(talk: Talk) -> Talk:
    """Ann is on it."""
    shown = await send(talk, ODD, name="odd.json")
    assert "4 topics" in plain(shown.text)
    assert isinstance(await talk.press(data_of(shown, "Take it")), Message)
    return talk


async def test_each_of_two_topics_of_one_name_can_be_reached(odd: Talk) -> None:
    asked = await odd.say("/done review")
    assert isinstance(asked, Message)
    assert [key.label for key in asked.keys] == ["✅ Review · 7", "✅ Review · 3", "✖ Nothing"]
    done = await odd.press(asked.keys[1].data)
    assert isinstance(done, Message)
    assert "That's 1 of 4" in plain(done.text)
    status = await odd.hear("/status 1")
    assert "⬜ 7. Review" in status
    assert "✅ 3. Review" in status


async def test_the_longest_slug_is_kept_with_every_fact(odd: Talk) -> None:
    for line in ("/begin 999999", "/done 999999", "/reopen 999999", "/skip 999999", "/undo"):
        assert "incident" not in await odd.hear(line)
    assert {row[7] for row in (await odd.rows())["progress_events"]} == {LONG_SLUG}


async def test_skills_with_commas_and_the_longest_are_ticked_by_their_buttons(odd: Talk) -> None:
    for number in (0, 1):
        shown = await odd.say("/skills")
        assert isinstance(shown, Message)
        answer = await odd.press(shown.keys[number].data)
        assert isinstance(answer, Message)
        assert [key.label[0] for key in answer.keys] == (["☑", "☐"], ["☑", "☑"])[number]
    assert f"☑ {COMMAS}" in await odd.hear("/topic 7")


async def test_it_goes_out_in_every_form_and_comes_back_as_it_was(odd: Talk) -> None:
    await odd.say("/done 12")
    for form in ("json", "csv", "markdown"):
        exported = await odd.say(f"/export {form}")
        assert isinstance(exported, Message)
        file = exported.attachments[0]
        understood = await read_here(file.content, file.name)
        assert [topic.number for topic in understood.roadmap.topics] == [7, 3, 999_999, 5]
        assert understood.roadmap.topics[0].skills == (COMMAS, LONG_SKILL)
        assert list(understood.statuses.values()).count(Status.COMPLETED) == 1
        assert understood.sketch.unclear == ()


async def test_its_pictures_plans_and_forecasts_come(odd: Talk) -> None:
    for line in (
        "/hours 6",
        "/chart",
        "/card",
        "/forecast",
        "/plan",
        "/replan stretch",
        "/whatif 10 hours",
        "/next",
        "/roadmap",
    ):
        assert "incident" not in await odd.hear(line)
    exported = await odd.say("/export calendar")
    assert isinstance(exported, Message)
    assert exported.attachments[0].content.count(b"BEGIN:VEVENT") == 3
