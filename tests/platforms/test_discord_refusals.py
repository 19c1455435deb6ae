"""A channel that takes no posts for a while, on Discord's terms: the real client in simcord's world, over weeks of its clock."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.chat.happenings import Happening, RightsChanged
from bot.commands.events import happening
from bot.nudges.engine import Nudging
from bot.store import Group, Store
from tests.platforms.discord_stage import Stage, text
from tests.platforms.test_discord_groups import a_room, installed

DAY, WEEK = timedelta(days=1), timedelta(days=7)
NO_ACCESS, NOT_ALLOWED, NO_CHANNEL, LOCKED = (403, 50001), (403, 50013), (404, 10003), (400, 160005)


@dataclass
class Owls(Stage):
    """Mia manages the server; Ben is in it."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        role = self.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        self.mia = self.env.create_user("mia")
        self.admin = self.guild.add_member(self.mia, roles=[role])
        return self

    async def _note(self, store: Store, happening_: Happening, at: datetime) -> None:
        await super()._note(store, happening_, at)
        await happening(store, happening_, at, default_zone="UTC")

    async def begin(self, channel: ChannelHandle) -> str:
        """Mia starts a group and Ben joins it; what is said as it begins."""
        begun = text(await self.admin.slash(channel, "group start"))
        await self.other.slash(channel, "join", sure=True)
        for setting in ("board off", "quiet off"):
            await self.admin.slash(channel, "group settings", setting=setting)
        return begun

    async def go(self, days: float) -> None:
        """Let days pass with the bot running."""
        nudging = Nudging(self.database, {"discord": self.discord}, default_zone="UTC", limits={})
        end = self.clock() + timedelta(days=days)
        while (due := await nudging.next_due()) and due <= end:
            await self.env.advance_time(max((due - self.clock()).total_seconds(), 0.001))
            await nudging.work()
        await self.env.advance_time(max((end - self.clock()).total_seconds(), 0.001))

    @contextmanager
    def refusing(self, channel: ChannelHandle, refusal: tuple[int, int]) -> Iterator[None]:
        """A channel takes nothing meanwhile."""
        status, code = refusal
        self.env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, code=code, times=None)
        fault = self.env.backend.faults[-1]
        yield
        self.env.backend.faults.remove(fault)

    async def group(self, channel: ChannelHandle, thread: ChannelHandle | None = None) -> Group:
        async with self.database.store() as store:
            found = await store.groups.find("discord", str(channel.id), str(thread.id) if thread else None)
        assert found
        return found

    def words(self, sign: str) -> list[str]:
        """What Mia was told directly, of what begins so."""
        return [one.content for one in self.mia.dm_channel.history() if one.content.startswith(sign)]


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Owls]:
    async with Owls(sqlite_url) as owls:
        yield owls


def digests(channel: ChannelHandle) -> list[str]:
    return [one.content for one in channel.history() if "🗞" in one.content or "quiet week" in one.content]


def overwrite(owls: Owls, channel: ChannelHandle, **denied: bool) -> None:
    """What the bot may not do in a channel; nothing is denied without a word."""
    mine = Overwrite(
        target_id=owls.env.backend.bot_user.id,
        type=OverwriteType.MEMBER,
        allow=0,
        deny=discord.Permissions(**denied).value,
    )
    owls.env.backend.set_overwrite(channel.id, mine)


@pytest.mark.drill
@pytest.mark.parametrize(
    ("refusal", "right"), [(NO_ACCESS, "View Channel"), (NOT_ALLOWED, "Send Messages")], ids=["50001", "50013"]
)
async def test_a_channel_that_refuses_for_days_is_told_of_once_and_wakes_by_itself(
    owls: Owls, refusal: tuple[int, int], right: str
) -> None:
    await owls.begin(owls.channel)
    with owls.refusing(owls.channel, refusal):
        await owls.go(10)
        assert digests(owls.channel) == []
        (word,) = owls.words("🔑")
        assert f"“{right}”" in word
    await owls.go(11)
    assert len(digests(owls.channel)) >= 2
    assert len(owls.words("🔑")) == 1


async def test_a_channel_that_refuses_for_a_week_is_left_alone_with_a_last_word(owls: Owls) -> None:
    await owls.begin(owls.channel)
    with owls.refusing(owls.channel, NOT_ALLOWED):
        await owls.go(21)
    assert (await owls.group(owls.channel)).gone_at
    assert [len(owls.words(sign)) for sign in "🔑🌙"] == [1, 1]
    tries = len(owls.calls("POST", f"/channels/{owls.channel.id}/messages"))
    assert 12 <= tries <= 18


async def test_a_channel_that_is_gone_is_not_tried_again(owls: Owls) -> None:
    await owls.begin(owls.channel)
    with owls.refusing(owls.channel, NO_CHANNEL):
        await owls.go(21)
    assert len(owls.calls("POST", f"/channels/{owls.channel.id}/messages")) == 1
    (word,) = owls.words("🌙")
    assert "gone" in word


async def test_a_thread_that_is_locked_stays_the_groups_and_goes_on_once_it_is_open(owls: Owls) -> None:
    thread = await a_room(owls, owls.channel)
    await owls.begin(thread)
    with owls.refusing(thread, LOCKED):
        await owls.go(10)
        (word,) = owls.words("🔑")
        assert "thread" in word
        assert digests(owls.channel) == []
    await owls.go(4)
    assert digests(thread)
    assert (await owls.group(owls.channel, thread)).thread_id == str(thread.id)


async def test_a_thread_that_was_put_away_is_woken_by_the_digest(owls: Owls) -> None:
    thread = await a_room(owls, owls.channel)
    await owls.begin(thread)
    owls.env.inject_error("POST", f"/channels/{thread.id}/messages", status=400, code=50083)
    await owls.go(10)
    assert len(digests(thread)) == 1
    assert owls.words("🔑") == []


async def test_a_right_that_is_given_back_wakes_the_group_at_once(owls: Owls) -> None:
    await owls.begin(owls.channel)
    overwrite(owls, owls.channel, send_messages=True)
    await owls.env.settle()
    await owls.go(10)
    assert digests(owls.channel) == []
    owls.told.clear()
    overwrite(owls, owls.channel)
    await owls.env.settle()
    assert owls.told == [RightsChanged("discord", str(owls.channel.id))]
    await owls.go(0.01)
    assert len(digests(owls.channel)) == 1


async def test_a_group_that_was_given_up_wakes_with_the_right(owls: Owls) -> None:
    await owls.begin(owls.channel)
    overwrite(owls, owls.channel, send_messages=True)
    await owls.go(21)
    assert (await owls.group(owls.channel)).gone_at
    overwrite(owls, owls.channel)
    await owls.env.settle()
    await owls.go(8)
    assert digests(owls.channel)


async def test_where_it_may_not_write_a_group_begins_with_the_name_of_the_right(owls: Owls) -> None:
    overwrite(owls, owls.channel, send_messages=True, pin_messages=True)
    begun = await owls.begin(owls.channel)
    assert "“Send Messages”" in begun
    assert "“Pin Messages”" in begun
    assert "as soon as I may write here" in begun


async def test_where_it_may_do_all_nothing_is_said_of_rights(owls: Owls) -> None:
    assert "🔑" not in await owls.begin(owls.channel)


async def test_back_on_the_server_the_groups_of_all_its_channels_wake(owls: Owls) -> None:
    other = owls.guild.create_text_channel("other")
    for channel in (owls.channel, other):
        await owls.begin(channel)
    async with owls.database.store() as store:
        for one in await store.groups.of_server("discord", str(owls.guild.id)):
            await store.groups.set_gone(one.id, owls.clock())
    await owls.go(3)
    installed(owls)
    await owls.env.settle()
    await owls.go(8)
    assert [len(digests(channel)) for channel in (owls.channel, other)] == [1, 1]


# What tells of rights, without anybody having said a word.


async def test_a_role_that_may_more_or_less_is_told_and_one_that_is_renamed_is_not(owls: Owls) -> None:
    role = owls.guild.create_role("Some")
    await owls.env.settle()
    more = discord.Permissions(send_messages=True).value
    heard = [RightsChanged("discord", None, str(owls.guild.id))]
    for change, told in (({"permissions": more}, heard), ({"name": "Others"}, [])):
        owls.told.clear()
        owls.env.backend.edit_role(owls.guild.id, role.id, change)
        await owls.env.settle()
        assert owls.told == told


async def test_a_role_that_the_bot_itself_gets_is_told_and_that_of_somebody_else_is_not(owls: Owls) -> None:
    role, backend = owls.guild.create_role("Some"), owls.env.backend
    await owls.env.settle()
    owls.told.clear()
    for user in (backend.bot_user.id, owls.ben.id):
        backend.guilds[owls.guild.id].members[user].role_ids.append(role.id)
        owls.discord.client._connection.parse_guild_member_update(as_told(owls, user))  # type: ignore[arg-type]
        for _ in range(3):  # simcord waits for what it knows of, and not for the database
            await owls.env.settle()
    assert owls.told == [RightsChanged("discord", None, str(owls.guild.id))]


async def test_a_thread_that_is_unlocked_is_told_and_one_that_is_locked_is_not(owls: Owls) -> None:
    thread = await a_room(owls, owls.channel)
    for locked, told in ((True, []), (False, [RightsChanged("discord", str(owls.channel.id))])):
        owls.told.clear()
        owls.env.backend.edit_channel(thread.id, {}, thread_metadata={"locked": locked})
        await owls.env.settle()
        assert owls.told == told


async def test_a_channel_that_is_renamed_tells_nothing(owls: Owls) -> None:
    owls.told.clear()
    owls.env.backend.edit_channel(owls.channel.id, {"topic": "owls"})
    await owls.env.settle()
    assert owls.told == []


def as_told(owls: Owls, user: int) -> dict[str, object]:
    """A member as the gateway tells of them; of the bot itself it does so without an intent, which simcord does not know."""
    guild = owls.env.backend.guilds[owls.guild.id]
    member = dict(serializers.member_payload(owls.env.backend, guild, guild.members[user]))
    return member | {"guild_id": str(guild.id)}
