"""Who may do what in a study group, on both platforms: a table of commands and people, buttons that are another's or
crafted, and two groups that hear nothing of each other."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.chat.command import Where
from bot.commands import COMMANDS
from bot.platforms.console.renderer import plain
from bot.store.trips import in_place
from bot.texts.errors import not_yours
from bot.texts.help import WORDS, About
from tests.bot import test_leaders
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, EVE, GUS, NAMES, Gathering
from tests.bot.group_stage import CHAT, utc

OTHER = "-600"
STRANGER = "77"
NAMES[STRANGER] = "Sam"
PEOPLE = {"admin": ANN, "joined": BEN, "member": EVE, "stranger": STRANGER}
"""The admin has not joined; the member is a learner who is in the chat and has not joined; of the stranger nothing is
known. Bots, anonymous admins and posts of channels are nobody's account: platforms hand nothing over of them."""

NOT_ALLOWED, NOT_JOINED = "those who manage this group", "once you're part of the group"
MEETINGS = "Whoever called a meeting"
EVERYBODY = dict.fromkeys(PEOPLE, "")
ADMINS = {**dict.fromkeys(PEOPLE, NOT_ALLOWED), "admin": ""}
JOINED = {**dict.fromkeys(PEOPLE, NOT_JOINED), "joined": ""}
TABLE = {
    "/group": EVERYBODY,
    "/group start": ADMINS,
    "/group start ml-data": ADMINS,
    "/group here": ADMINS,
    "/group stop": ADMINS,
    "/group settings": ADMINS,
    "/group settings friday 18:00": ADMINS,
    "/group settings zone tokyo": ADMINS,
    "/group settings quiet off": ADMINS,
    "/group settings board off": ADMINS,
    "/group settings rooms on": ADMINS,
    "/group rooms on": ADMINS,
    "/group goal": EVERYBODY,
    "/group goal 20 sessions in january": ADMINS,
    "/group goal off": ADMINS,
    "/group digest sunday 17:00": ADMINS,
    "/group zone berlin": ADMINS,
    "/group quiet off": ADMINS,
    "/group board off": ADMINS,
    "/group how": ADMINS,
    "/group lead": ADMINS,
    "/group lead gus": ADMINS,
    "/group unlead gus": ADMINS,
    "/group hide": ADMINS,
    "/group close": ADMINS,
    "/group close 1": ADMINS,
    "/group mute gus": ADMINS,
    "/group mute gus 3d": ADMINS,
    "/group remove gus": ADMINS,
    "/group remove gus yes": ADMINS,
    "/group back gus": ADMINS,
    "/group back !1": ADMINS,
    "/group dates 4 jan to 30 jun": ADMINS,
    "/group settings dates no end": ADMINS,
    "/group anything": ADMINS,
    "/join": EVERYBODY,
    "/join yes": EVERYBODY,
    "/join celebrate yes": EVERYBODY,
    "/leave": {**dict.fromkeys(PEOPLE, "You're not part of"), "joined": "You've left"},
    "/board": EVERYBODY,
    "/helpme nlp": JOINED,
    "/helpme nlp settled": JOINED,
    "/meet": JOINED,
    "/meet thu 19:00 60m nlp": JOINED,
    "/meet every thu 19:00": JOINED,
    "/meet now": JOINED,
    "/meet in 1": JOINED,
    "/meet out 1": JOINED,
    "/meet will 1": JOINED,
    "/meet done 1": JOINED,
    "/meet move fri 20:00": {**dict.fromkeys(PEOPLE, NOT_JOINED), "joined": MEETINGS, "admin": ""},
    "/meet cancel": {**dict.fromkeys(PEOPLE, NOT_JOINED), "joined": MEETINGS, "admin": ""},
    "/meet end": {**dict.fromkeys(PEOPLE, NOT_JOINED), "joined": MEETINGS, "admin": ""},
    "/canhelp": JOINED,
    "/canhelp 1": JOINED,
    "/thanks": JOINED,
    "/thanks gus": JOINED,
    "/cheer": JOINED,
    "/cheer 1": JOINED,
    "/celebrate": JOINED,
    "/celebrate on": JOINED,
    "/celebrate off": JOINED,
    "/partner": JOINED,
    "/partner off": JOINED,
    "/partner rematch": JOINED,
    "/promise": JOINED,
    "/promise a chapter": JOINED,
    "/promise kept": JOINED,
    "/leaders": JOINED,
    "/leaders day": JOINED,
    "/leaders nothing": JOINED,
}
IN_DIRECT_CHATS = ("/partner", "/promise", "/leaders", "/celebrate")
"""What a member says of their group anywhere."""

REFUSALS = (NOT_ALLOWED, NOT_JOINED, MEETINGS, "You're not part of")

both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture(scope="module")
def begun(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Gathering]]:
    """The Owls on each platform, started by Ann; Ben and Gus have joined, and Gus asks for help, has a round on and
    calls a meeting. They are copied, never used."""
    folder = tmp_path_factory.mktemp("owls")
    with in_place():
        return {name: _begun(name, Path(copyfile(migrated, folder / f"{name}.db"))) for name in ("telegram", "discord")}


def _begun(platform: str, path: Path) -> tuple[Path, Gathering]:
    gathering = Gathering(f"sqlite:///{path}", platform)
    asyncio.run(_begin(gathering))
    return path, gathering


async def _begin(gathering: Gathering) -> None:
    await gathering.begin(BEN, GUS)
    await gathering.say(GUS, "/helpme deep learning")
    await gathering.say(GUS, "/meet now 60m nlp")
    await gathering.say(GUS, "/meet thu 19:00")
    await gathering.say(EVE, "/start ml-data today", None)
    await gathering.work()
    await gathering.close()


@pytest.fixture
async def gathering(
    begun: dict[str, tuple[Path, Gathering]], platform: str, tmp_path: Path
) -> AsyncIterator[Gathering]:
    """The Owls as they have begun."""
    path, before = begun[platform]
    gathering = before.resumed(f"sqlite:///{copyfile(path, tmp_path / 'owls.db')}")
    yield gathering
    await gathering.close()


ALLOWED = [(line, who) for line, row in TABLE.items() for who in PEOPLE if row[who] not in REFUSALS]
REFUSED = [(line, who) for line, row in TABLE.items() for who in PEOPLE if row[who] in REFUSALS]


@both
@pytest.mark.parametrize(("line", "who"), ALLOWED)
async def test_who_may_say_what(gathering, line, who):
    said = await gathering.tell(PEOPLE[who], line)
    assert TABLE[line][who] in said
    assert not [refusal for refusal in REFUSALS if refusal in said]


@pytest.mark.drill
@both
async def test_who_may_not_is_told_why_alone_and_nothing_changes(gathering):
    before = await everything(gathering)
    for line, who in REFUSED:
        gathering.clock.now += timedelta(seconds=10)  # so many at once are left out
        answer = await gathering.say(PEOPLE[who], line)
        assert answer, (line, who)
        assert TABLE[line][who] in plain(answer.text), (line, who)
        assert answer.private, (line, who)
        gathering.clock.now += timedelta(seconds=3)
        assert await everything(gathering) == before, (line, who)
        gathering.clock.now += timedelta(seconds=3)


@pytest.mark.parametrize("platform", ["telegram"])
async def test_the_platform_is_asked_what_somebody_may_only_where_it_matters(gathering):
    gathering.asked.clear()
    for line in TABLE:
        if not line.startswith(("/group", "/meet move", "/meet cancel", "/meet end")):
            await gathering.say(EVE, line)
            gathering.clock.now += timedelta(seconds=5)
    assert gathering.asked == []
    await gathering.say(EVE, "/group stop")
    assert gathering.asked == [EVE]


@both
async def test_an_admin_who_is_one_no_more_may_change_nothing_any_more(gathering):
    gathering.admins = {BEN}
    assert NOT_ALLOWED in await gathering.tell(ANN, "/group stop")
    assert "rests now" in await gathering.tell(BEN, "/group stop")


@both
async def test_where_nobody_can_say_who_manages_nobody_does(gathering):
    gathering.admins = set()
    assert NOT_ALLOWED in await gathering.tell(ANN, "/group stop")


@both
async def test_a_group_command_has_no_place_in_a_direct_chat(gathering):
    before = await everything(gathering)
    for line in TABLE:
        if not line.startswith(IN_DIRECT_CHATS):
            assert "for groups" in await gathering.tell(ANN, line, None)
            gathering.clock.now += timedelta(seconds=5)
    assert await everything(gathering) == before


def test_every_command_for_groups_stands_in_a_table():
    """Of those that stand behind /group each is one; what is said of a group anywhere is as /help lists it."""
    told = {*TABLE, *test_leaders.LINES}
    behind = [word.command for one in COMMANDS for word in one.words if word.command]
    for one in {command.name: command for command in (*COMMANDS, *behind)}.values():
        if one.where is Where.GROUP or one.name in WORDS[About.GROUPS]:
            assert any(f"{line} ".startswith(f"/{one.name} ") for line in told), f"/{one.name}: who may say it?"


# buttons


@both
async def test_a_members_own_button_is_refused_to_others(gathering):
    asked = await gathering.say(BEN, "/helpme cookery")
    before = await everything(gathering)
    for other in (ANN, EVE, GUS, STRANGER):
        assert await gathering.press(other, asked.keys[0].data) == not_yours()
    assert await everything(gathering) == before


@both
@pytest.mark.parametrize(
    "line",
    [
        "/group stop",
        "/group settings board off",
        "/group start",
        "/group mute gus",
        "/group remove gus yes",
        "/group close 1",
    ],
)
async def test_a_crafted_button_gives_no_right(gathering, line):
    before = await everything(gathering)
    for owner in ("*", f"{int(EVE):x}"):
        answer = await gathering.press(EVE, f"{owner}:{line}")
        assert NOT_ALLOWED in answer.text
    assert await everything(gathering) == before


@both
async def test_the_button_of_an_admin_of_one_group_is_worth_nothing_in_another(gathering):
    asked = await gathering.say(ANN, "/group settings zone springfield")
    gathering.admins = {GUS}
    await gathering.begin(chat=OTHER)
    before = await everything(gathering)
    assert NOT_ALLOWED in (await gathering.press(ANN, asked.keys[0].data, OTHER)).text
    assert await everything(gathering) == before


@both
async def test_who_manages_nothing_hides_nothing_be_it_their_own_or_handed_by_a_crafted_menu(gathering):
    before = await everything(gathering)
    for user in (BEN, EVE, GUS, STRANGER):
        answer = await gathering.below(user, "/group hide", "Gus would like help")
        assert NOT_ALLOWED in answer.text
        assert answer.private
    assert await everything(gathering) == before


@both
async def test_what_an_admin_did_is_undone_by_admins_of_that_group_alone(gathering):
    await gathering.say(ANN, "/group mute gus 3d")
    gathering.admins = {ANN, EVE}
    await gathering.begin(BEN, chat=OTHER)
    before = await everything(gathering)
    assert NOT_ALLOWED in await gathering.tell(GUS, "/group back !1")
    assert NOT_ALLOWED in (await gathering.press(GUS, f"{int(GUS):x}:/group back !1")).text
    assert "used up" in await gathering.tell(EVE, "/group back !1", OTHER)
    assert "used up" in await gathering.tell(EVE, "/group back !999")
    assert "No question 1" in await gathering.tell(EVE, "/group close 1", OTHER)
    assert await everything(gathering) == before
    assert "welcome here" in await gathering.tell(EVE, "/group back !1")


@both
async def test_help_is_offered_in_the_group_that_asked_and_in_no_other(gathering):
    await gathering.begin(BEN, EVE, chat=OTHER)
    before = await everything(gathering)
    for user in (BEN, EVE):
        answer = await gathering.press(user, "*:/canhelp 1", OTHER)
        assert "used up" in answer.text
        assert answer.private
    assert await everything(gathering) == before


@both
async def test_a_promise_is_settled_by_its_maker_alone(gathering):
    await gathering.say(GUS, "/promise two chapters")
    before = await everything(gathering)
    for user, chat in ((BEN, CHAT), (BEN, None), (STRANGER, None), (STRANGER, CHAT)):
        answer = await gathering.press(user, f"{int(user):x}:/promise kept 1", chat)
        assert "used up" in answer.text
    assert await everything(gathering) == before
    assert "Kept" in await gathering.tell(GUS, "/promise kept 1", None)


@both
async def test_nobody_acts_in_a_group_that_they_have_not_joined_by_its_number(gathering):
    await gathering.begin(BEN, chat=OTHER)
    other = await gathering.group(OTHER)
    before = await everything(gathering)
    for line in (f"/partner on {other.id}", f"/partner off {other.id}", f"/promise in {other.id} a chapter"):
        assert "used up" in await gathering.tell(GUS, line, None)
        assert "no study group" in await gathering.tell(STRANGER, line, None)
    assert await everything(gathering) == before


@both
async def test_thanks_by_number_reach_nobody_of_another_group(gathering):
    await gathering.begin(EVE, chat=OTHER)
    async with gathering.database.store() as store:
        other = await store.groups.find(gathering.platform, OTHER)
        (eve,) = await store.members.of_group(other.id)
    before = await everything(gathering)
    assert "hasn't joined" in await gathering.tell(BEN, f"/thanks #{eve.id}")
    assert await everything(gathering) == before


# two groups


@pytest.mark.drill
@both
async def test_nothing_of_one_group_is_heard_in_the_other(gathering):
    await gathering.begin(EVE, chat=OTHER)
    await gathering.say(BEN, "/helpme nlp a question for owls")
    await gathering.say(BEN, "/begin nlp", None)
    await gathering.say(EVE, "/begin deep learning", None)
    await gathering.work()
    await gathering.go(utc("2027-01-11 09:00"))
    await gathering.work()
    here, there = "\n".join(gathering.stands(CHAT)), "\n".join(gathering.stands(OTHER))
    assert "Ben" in here
    assert "Eve" in there
    assert "Eve" not in here
    assert not [word for word in ("Ben", "Gus", "owls") if word in there]
    assert "Ben" not in await gathering.tell(EVE, "/board", OTHER)
    assert "hasn't joined" in await gathering.tell(EVE, "/thanks ben", OTHER)
    assert "Nobody is waiting" in await gathering.tell(EVE, "/canhelp", OTHER)


@both
async def test_leaving_one_group_leaves_the_other_as_it_was(gathering):
    await gathering.begin(BEN, chat=OTHER)
    await gathering.say(BEN, "/leave")
    async with gathering.database.store() as store:
        other = await store.groups.find(gathering.platform, OTHER)
        assert [one.name for one in await store.members.of_group(other.id)] == ["Ben"]


async def everything(gathering):
    """All that is stored, but for what is counted and when somebody was heard last."""
    rows = await rows_of(gathering.database)
    return {name: kept for name, kept in rows.items() if name not in {"rates", "button_lines"}}
