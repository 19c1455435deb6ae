"""What is said to a group in an odd way: nothing is half done, what stands there is not taken for something else, and the way on is
the right one."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.happenings import Added, Removed
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, Gathering
from tests.bot.group_stage import CHAT

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])
SERVER = "900"


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(BEN)
    yield gathering
    await gathering.close()


# settings


@pytest.mark.parametrize("said", ["rooms on, rooms off", "monday, tuesday", "friday 18:00, board off, board on"])
async def test_settings_that_contradict_each_other_change_nothing(gathering, said):
    before = await gathering.group()
    assert f"understand “{said}”" in await gathering.tell(ANN, f"/group settings {said}")
    assert await gathering.group() == before


async def test_a_setting_that_is_said_twice_alike_is_set(gathering):
    assert "Topic rooms: one" in await gathering.tell(ANN, "/group settings rooms on, rooms on,")


async def test_commas_alone_are_named_as_they_stand(gathering):
    assert "understand “,,”" in await gathering.tell(ANN, "/group settings ,,")


async def test_a_form_with_nothing_in_it_shows_how_the_group_is_set(gathering):
    assert "Digest: Mondays" in await gathering.tell(ANN, "/group settings form")


async def test_who_names_no_place_is_led_to_the_zone_of_the_group_and_not_to_their_own(gathering):
    answer = await gathering.tell(ANN, "/group settings zone nowhereville")
    assert "/group settings zone berlin" in answer
    assert "/timezone" not in answer


# numbers that are none


@pytest.mark.parametrize("line", ["/canhelp x", "/canhelp everybody", "/cheer loudly"])
async def test_what_is_no_number_is_named_and_what_it_would_be_without_is_offered(gathering, line):
    command, _, said = line.partition(" ")
    answer = await gathering.say(BEN, line)
    assert answer
    assert plain(answer.text).startswith(f"I don't know what to make of “{said}”. Did you mean this?")
    assert [key.label for key in answer.keys] == [command]


# promises


@pytest.mark.parametrize("said", ["in 3 days a chapter", "in 1 week the whole course", "In 2 Hours one lecture"])
async def test_a_promise_may_begin_with_how_soon(gathering, said):
    assert f"“{said}”" in await gathering.tell(BEN, f"/promise {said}")


@pytest.mark.parametrize(
    "said", ["form text=", "form by=", "form text= &by=", "form &", "FORM Text=", "form what=ever", "form  text ="]
)
async def test_a_form_with_empty_answers_is_asked_and_nothing_is_promised(gathering, said):
    assert "What do you promise?" in await gathering.tell(BEN, f"/promise {said}")
    assert "A promise is one small thing" in await gathering.tell(BEN, "/promise")  # there is none yet


@pytest.mark.parametrize("said", ["form a study group", "form an idea so that a = b"])
async def test_a_promise_may_begin_with_the_word_form(gathering, said):
    assert f"“{said}”" in await gathering.tell(BEN, f"/promise {said}")


async def test_the_number_of_a_group_in_front_still_says_which(gathering):
    group = await gathering.group()
    assert "“two lectures a day”" in await gathering.tell(BEN, f"/promise in {group.id} two lectures a day", None)
    assert "used up" in await gathering.tell(BEN, "/promise in 99 two lectures", None)


async def test_a_day_alone_is_no_promise_and_is_kept_while_it_is_asked_what_it_is_for(gathering):
    message = await gathering.say(BEN, "/promise by sunday", None)
    assert "What do you promise?" in message.text
    assert "Sun 10 Jan" in message.text
    promised = await gathering.press(BEN, message.keys[0].data, None)
    assert "study on three days" in promised.text
    assert "Sun 10 Jan" in promised.text


# back on a server


async def test_back_on_a_server_where_nothing_takes_a_greeting_its_groups_wake_all_the_same(gathering, platform):
    await gathering.happens(Added(platform, CHAT, "", SERVER))
    await gathering.happens(Removed(platform, None, SERVER))
    if platform == "discord":
        assert (await gathering.group()).gone_at
    await gathering.happens(Added(platform, None, "", SERVER))
    assert (await gathering.group()).gone_at is None
