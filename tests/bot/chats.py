"""Chats on several platforms with one bot: what is said in one is answered there, and the clock is moved by hand."""

import asyncio
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import TextClause, select, text

from bot.app import App
from bot.chat.platform import Place, Pressed, Speaker, Spoken
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.platforms.console.renderer import plain
from bot.settings import Settings
from bot.store import Contact, Database, Nudge, Strand
from bot.store.tables import metadata
from roadmap.progress import Progress
from roadmap.replay import replay
from tests.bot.nudge_stage import FakePlatform, StageClock, at_once
from tests.presses import press

MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
TABLES = metadata.sorted_tables
CODE = re.compile(r"/link ([A-Z2-9]{4}-[A-Z2-9]{4})")

Rows = dict[str, list[tuple[object, ...]]]


class Chats:
    """One process: the App, its nudges on Telegram and Discord, and whoever speaks."""

    def __init__(self, url: str) -> None:
        self.clock = StageClock(MONDAY)
        self.app = App(Settings(_env_file=None), clock=self.clock, database_url=url)
        self.database = self.app.database
        self.telegram, self.discord = FakePlatform(self.clock), FakePlatform(self.clock, "discord")
        platforms = {platform.name: platform for platform in (self.telegram, self.discord)}
        self.nudging = Nudging(
            self.database, platforms, default_zone="UTC", limits={}, chance=lambda: 0.5, sleep=at_once
        )

    def chat(self, platform: str, user_id: str, name: str = "") -> "Chat":
        return Chat(self, Speaker(platform, user_id, name))

    def wait(self, length: timedelta) -> None:
        self.clock.now += length

    async def go(self, to: datetime) -> None:
        """Let time pass with the bot running."""
        seen: list[datetime] = []
        while (due := await self.nudging.next_due()) and due <= to:
            self.clock.now = max(self.clock.now, due)
            await self.nudging.work()
            seen.append(due)
            assert seen.count(due) < 5, f"the bot is stuck at {due}"
        self.clock.now = to

    async def rows(self, *tables: str) -> Rows:
        """Everything that these tables hold, or all of them."""
        return await rows_of(self.database, *tables)

    async def wait_for_a_lock(self) -> None:
        """Until somebody waits for another's lock on PostgreSQL."""
        async with self.database.engine.connect() as connection:
            while not (await connection.execute(text("SELECT 1 FROM pg_locks WHERE NOT granted"))).all():
                await asyncio.sleep(0.01)

    async def close(self) -> None:
        await self.database.close()


@dataclass(frozen=True)
class Chat:
    """One account's direct chat."""

    chats: Chats
    speaker: Speaker

    @property
    def _place(self) -> Place:
        return Place(self.speaker.user_id, direct=True)

    async def say(self, line: str) -> Message:
        answer = await self.chats.app.dispatcher.say(Spoken(self.speaker, self._place, line, self.chats.clock()))
        assert answer is not None
        assert "incident" not in answer.text, answer.text
        return answer

    async def hear(self, line: str) -> str:
        return plain((await self.say(line)).text)

    async def tell(self, *lines: str) -> None:
        """Say several things, a minute apart."""
        for line in lines:
            await self.say(line)
            self.chats.wait(timedelta(minutes=1))

    async def press(self, message: Message, label: str) -> str:
        """What comes back when the button with this in its label is pressed."""
        data = next(key.data for key in message.keys if label in key.label)
        pressed = Pressed(self.speaker, self._place, data, self.chats.clock())
        answer = await press(self.chats.app.dispatcher, pressed)
        assert isinstance(answer, Message)
        assert "incident" not in answer.text, answer.text
        return plain(answer.text)

    async def code(self) -> str:
        """A fresh code from this chat."""
        shown = CODE.search(await self.hear("/link"))
        assert shown
        return shown[1]

    async def link(self, other: "Chat") -> str:
        """Type the other chat's code here, look at the preview and confirm."""
        preview = await self.say(f"/link {await other.code()}")
        return await self.press(preview, "Link")

    async def unlink(self) -> str:
        return await self.press(await self.say("/unlink"), "Unlink")

    async def contact(self) -> Contact:
        async with self.chats.database.store() as store:
            contact = await store.learners.by_account(self.speaker.platform, self.speaker.user_id)
        assert contact
        return contact

    async def strand(self) -> Strand | None:
        contact = await self.contact()
        return contact.enrolment.strand_of(contact.account.id) if contact.enrolment else None

    async def progress(self) -> Progress:
        contact = await self.contact()
        assert contact.enrolment
        async with self.chats.database.store() as store:
            return replay(contact.enrolment.first_day, await store.facts.of(contact.enrolment.ids))

    async def ledger(self) -> list[Nudge]:
        """The learner's nudges, the oldest first."""
        learner = (await self.contact()).learner
        async with self.chats.database.store() as store:
            return list(reversed(await store.ledger.last(learner.id, 100, alerts=False)))

    async def heard(self) -> list[str]:
        """What has arrived in this chat without being asked for, once all that is due was sent."""
        await self.chats.nudging.work()
        edge = self.chats.telegram if self.speaker.platform == "telegram" else self.chats.discord
        return [plain(sent.message.text) for sent in edge.sent if sent.user_id == self.speaker.user_id]

    async def export(self) -> dict[str, list[dict[str, object]]]:
        """What /export holds."""
        files = (await self.say("/export everything")).attachments
        found: dict[str, list[dict[str, object]]] = json.loads(files[-1].content)
        return found


async def rows_of(database: Database, *tables: str) -> Rows:
    """Everything that these tables hold, or all of them. Most hold nothing, which one question tells of all of them."""
    wanted = [table for table in TABLES if not tables or table.name in tables]
    async with database.engine.connect() as connection:
        holding = set(await connection.scalars(_asked_which_hold_anything(*(table.name for table in wanted))))
        return {
            table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
            if table.name in holding
            else []
            for table in wanted
        }


@cache
def _asked_which_hold_anything(*tables: str) -> TextClause:
    return text(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables))
