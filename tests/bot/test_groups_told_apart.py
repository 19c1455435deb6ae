"""Groups that are called alike are told apart wherever one is chosen from several, and a place is called what it is called now."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.platform import Place, Spoken
from bot.texts.alike import by_details
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT
from tests.bot.nudge_stage import DAY


class Nameless(Gathering):
    """A forum whose topics are named by nobody: Telegram tells their names only with some of what is said in them."""

    named = ""

    def place(self, user: str, chat: str | None, thread: str | None = None) -> Place:
        place = super().place(user, chat, thread)
        if not thread:
            return place
        known = {name: getattr(place, name) for name in ("direct_link", "rights", "title", "warden")}
        return Place(place.chat_id, direct=False, thread_id=thread, thread_title=self.named, **known)


@pytest.fixture
async def gathering(sqlite_url: str) -> AsyncIterator[Nameless]:
    gathering = Nameless(sqlite_url)
    yield gathering
    await gathering.close()


async def labels(gathering: Gathering, line: str) -> list[str]:
    message = await gathering.say(BEN, line, None)
    assert message
    return [key.label for key in message.keys]


def test_they_are_told_apart_by_the_first_thing_in_which_all_of_them_differ() -> None:
    details = [("Telegram", "ML", "since 4 Jan"), ("Telegram", "Law", "since 4 Jan"), ("Discord", "Law", "since 4 Jan")]
    assert by_details(["Owls", "Owls", "Hawks"], details) == ("Owls · ML", "Owls · Law", "Hawks")
    assert by_details(["Owls", "Hawks", "Owls"], details) == ("Owls · Telegram", "Hawks", "Owls · Discord")
    assert by_details(["Owls"] * 3, details) == ("Owls", "Owls (2)", "Owls (3)")
    assert by_details(["Owls"] * 2, [("Telegram", "ML", "")] * 2) == ("Owls", "Owls (2)")
    assert by_details([], []) == ()


async def test_two_topics_without_a_name_are_told_apart_by_the_day_they_began(gathering: Nameless) -> None:
    await gathering.begin(BEN, thread="7")
    gathering.clock.now += DAY
    await gathering.begin(BEN, thread="8")
    assert await labels(gathering, "/promise kept") == ["The Owls · since Mon 4 Jan", "The Owls · since Tue 5 Jan"]


async def test_those_of_one_day_by_a_number(gathering: Nameless) -> None:
    await gathering.begin(BEN, thread="7")
    await gathering.begin(BEN, thread="8")
    assert await labels(gathering, "/promise kept") == ["The Owls", "The Owls (2)"]
    moving = await gathering.say(ANN, "/group here", thread="9")
    assert [key.label for key in moving.keys] == ["The Owls", "The Owls (2)"]


async def test_a_group_is_called_what_its_topic_is_called_once_that_is_known(gathering: Nameless) -> None:
    await gathering.begin(BEN, thread="7")
    gathering.named = "The Owls (Evenings)"
    await gathering.say(EVE, "/join yes", thread="7")
    assert (await gathering.group(thread="7")).title == "The Owls (Evenings)"
    gathering.named = ""
    await gathering.say(EVE, "/board", thread="7")
    assert (await gathering.group(thread="7")).title == "The Owls (Evenings)"


async def test_a_chat_that_has_another_name_is_called_by_it(gathering: Nameless) -> None:
    await gathering.begin(BEN)
    gathering.title = "The Hawks"
    assert "The Hawks" in await gathering.tell(BEN, "/group")
    await gathering.say(BEN, "/board", thread="9")
    assert (await gathering.group()).title == "The Hawks"


@pytest.mark.parametrize("told", ["", "#nlp"])
async def test_where_less_is_told_of_its_name_than_is_known_it_keeps_that(gathering: Nameless, told: str) -> None:
    gathering.title = "The Owls #nlp"
    await gathering.begin(BEN)
    gathering.title = told
    await gathering.say(BEN, "/board")
    assert (await gathering.group()).title == "The Owls #nlp"


async def test_what_is_said_to_others_in_it_changes_nothing(gathering: Nameless) -> None:
    await gathering.begin(BEN)
    gathering.title = "The Hawks"
    spoken = Spoken(gathering.speaker(EVE), gathering.place(EVE, CHAT), "see you at eight", gathering.clock())
    assert await gathering.app.dispatcher.say(spoken) is None
    assert (await gathering.group()).title == "The Owls"
