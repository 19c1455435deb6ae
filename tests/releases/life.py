"""A life that leaves a row in every table, led through the real program: Ann brings a roadmap that Ben is on too, links
her chats, studies alone and with a group, and leaves half of everything unfinished. Her words are found by ``MARK``."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.app import App
from bot.chat.platform import File, Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.platforms.telegram.arrivals import arrival
from bot.settings import Settings
from tests.bot.group_stage import GroupPlatform
from tests.bot.nudge_stage import StageClock
from tests.presses import answer_to

ANN, BEN, EVE = "7100000001", "7100000002", "7100000003"
ANN_ON_DISCORD, BEN_ON_DISCORD, EVE_ON_DISCORD = (f"{910_000_000_000_000_000 + number}" for number in (1, 2, 3))
NAMES = {ANN: "Zannoxa", BEN: "Ben", EVE: "Eve"}
GROUP, BOT_ID = "-1000007100500", "77"
MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
DAY, MINUTE, A_BREATH = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=5)

MARK = "zannoxa"
"""In all that Ann says and is called, and nowhere else; what Ben sees of her roadmap is without it."""

PATH = f"""# Path to the stars

{MARK} wrote this for herself.

- [x] Sets
- [ ] Maps
- [ ] Graphs
"""
LATER = PATH.replace("- [ ] Graphs", "- [ ] Graphs\n- [ ] Trees")
ASIDE = f"# Aside of {MARK}\n\n- [ ] Rings\n- [ ] Fields\n"
CODE = re.compile(r"/link ([A-Z2-9]{4}-[A-Z2-9]{4})")
SHARED = re.compile(r"/start ([a-z0-9-]+)")
WRONG_CODE = "ZZZZ-9999"


@dataclass
class Life:
    """One process with whoever speaks to it; what it sends is written down by ``edge``."""

    url: str
    clock: StageClock = field(default_factory=lambda: StageClock(MONDAY))

    def __post_init__(self) -> None:
        self.app = App(Settings(_env_file=None), clock=self.clock, database_url=self.url)
        self.database, self.dispatcher = self.app.database, self.app.dispatcher
        self.edge = GroupPlatform(self.clock)
        edges = {one.name: one for one in (self.edge, GroupPlatform(self.clock, "discord"))}
        self.nudging = Nudging(self.database, edges, default_zone="UTC", limits={}, chance=lambda: 0.5)

    async def say(
        self, line: str, by: str = ANN, *, chat: str | None = None, on: str = "telegram", sent: str = ""
    ) -> Message:
        """The answer to a line, in the direct chat or in a group whose speakers all manage it; ``sent`` is a file."""
        self.clock.now += A_BREATH
        speaker, place = self._whence(by, chat, on)
        file = _file(sent) if sent else None
        return _fine(await self.dispatcher.say(Spoken(speaker, place, line, self.clock(), file)))

    async def press(self, message: Message, label: str, by: str = ANN, *, on: str = "telegram") -> Message:
        """The answer to the button with this in its label."""
        data = next(key.data for key in message.keys if label in key.label)
        speaker, place = self._whence(by, None, on)
        return _fine(await answer_to(self.dispatcher, Pressed(speaker, place, data, self.clock())))

    async def go(self, length: timedelta) -> None:
        """Let time pass with the bot running."""
        to = self.clock() + length
        while (due := await self.nudging.next_due()) and due <= to:
            self.clock.now = max(self.clock.now, due)
            await self.nudging.work()
        self.clock.now = to

    async def close(self) -> None:
        await self.app.close()

    def _whence(self, by: str, chat: str | None, on: str) -> tuple[Speaker, Place]:
        speaker = Speaker(on, by, NAMES.get(by, NAMES[ANN]))
        if chat is None:
            return speaker, Place(by, direct=True)
        rights = frozenset([Right.MANAGE_GROUP])
        return speaker, Place(chat, direct=False, rights=rights, title="The Owls", direct_link="https://t.me/bot")


async def lead(life: Life, *, linked: bool = True) -> str:
    """All of it; afterwards codes, tries, a draft, rates and updates wait. Returns the slug of Ann's roadmap."""
    slug = await _study(life)
    if linked:
        await _link(life)
    await _meet(life)
    await _leave_open(life)
    if linked:
        await _wait(life)
    return slug


async def _study(life: Life) -> str:
    """Ann studies and brings a roadmap; its slug is returned. Ben gets onto it by her link."""
    for line in ("/timezone berlin", "/start ml-data today", "/begin 1", f"/checkin 45 {MARK} read a chapter"):
        await life.say(line)
    for line in (f"/done 1 https://example.org/{MARK}", "/skip 5", "/undo", "/skills git", "/days mon tue wed fri"):
        await life.say(line)
    for line in ("/pause until 20 january", "/resume", "/snooze 2d", "/nudges tuesday 18:00"):
        await life.say(line)
    await life.press(await life.say("/import", sent=PATH), "✔")
    await life.press(await life.say("/import", sent=LATER), "Update")
    shared = SHARED.search((await life.say("/share")).text)
    assert shared
    slug = shared[1]
    await life.say(f"/start {slug} today", BEN)
    await life.say("/done 2", BEN)
    await life.say("/switch ml-data")
    return slug


async def _link(life: Life) -> None:
    await life.say("/start ml-data today", ANN_ON_DISCORD, on="discord")
    await life.say(f"/checkin 20 {MARK} on the other side", ANN_ON_DISCORD, on="discord")
    preview = await _offered(life, ANN, ANN_ON_DISCORD)
    await life.press(preview, "Link", ANN_ON_DISCORD, on="discord")


async def _offered(life: Life, by: str, to: int) -> Message:
    """What is shown on Discord of a code from Telegram, before anything is linked."""
    shown = CODE.search((await life.say("/link", by)).text)
    assert shown
    return await life.say(f"/link {shown[1]}", to, on="discord")


async def _meet(life: Life) -> None:
    """A group: joined, asked for help, thanked, with partners and what they promise, and a meeting, over two weeks."""
    await life.say("/group start", chat=GROUP)
    await life.say("/group settings rooms on", chat=GROUP)
    for who in (ANN, BEN, EVE):
        await life.say("/join yes", who, chat=GROUP)
        await life.say("/partner on", who)
    await life.say("/begin 2", chat=GROUP)
    await _ask(life, ANN, f"nlp how does {MARK} read a map?")
    await life.say("/canhelp", BEN, chat=GROUP)
    await life.go(MINUTE)
    await life.say("/thanks ben", chat=GROUP)
    await _ask(life, BEN, "nlp where to begin?")
    await life.say("/canhelp", chat=GROUP)
    await life.go(7 * DAY)
    await life.say(f"/promise two chapters for {MARK}")
    await life.say("/promise one chapter", BEN)
    await life.say("/meet every thu 19:00 60m nlp", chat=GROUP)
    await life.go(7 * DAY)
    await life.say("/leaders day")
    for who in (ANN, BEN):
        await life.say("/group how", who, chat=GROUP)


async def _ask(life: Life, by: str, question: str) -> None:
    await life.say(f"/helpme {question}", by, chat=GROUP)
    await life.go(MINUTE)


async def _leave_open(life: Life) -> None:
    """What is swept before long, or waits: it is left as the last of all."""
    await life.say("/import", sent=ASIDE)
    await life.say(f"/link {WRONG_CODE}")
    await life.say("/link")
    await life.say("/forget", BEN)
    async with life.database.store() as store:
        now = await store.now()
        await store.buttons.keep("token-of-ann", ANN, f"/done {MARK}", now=now, expires_at=now + 30 * DAY)
        await store.inbox.keep(BOT_ID, [arrival(json.dumps(update)) for update in waiting()], now)


async def _wait(life: Life) -> None:
    """Ben has seen what a code would link; Eve, whose chats are linked, has asked that all of hers be deleted."""
    await _offered(life, BEN, BEN_ON_DISCORD)
    await life.press(await _offered(life, EVE, EVE_ON_DISCORD), "Link", EVE_ON_DISCORD, on="discord")
    await life.press(await life.say("/forget", EVE), "Delete", EVE)


def waiting() -> Iterator[dict[str, object]]:
    """Updates that nobody has worked on yet: Ann's in her direct chat and among others, and one of Ben's."""
    for number, (by, chat, said) in enumerate(
        ((ANN, ANN, f"/checkin {MARK} direct"), (ANN, GROUP, f"/helpme nlp {MARK} again"), (BEN, GROUP, "/board")), 1
    ):
        sender = {"id": int(by), "is_bot": False, "first_name": NAMES[by]}
        where = {"id": int(chat), "type": "supergroup" if chat == GROUP else "private"}
        message = {"message_id": number, "date": 1_800_000_000, "chat": where, "from": sender, "text": said}
        yield {"update_id": number, "message": message}


def _file(content: str) -> File:
    async def fetch() -> bytes:
        return content.encode()

    return File("path.md", len(content.encode()), fetch)


def _fine(message: Message | None) -> Message:
    """What was answered; empty where the group is told by a post instead."""
    message = message or Message(text=Markup(""))
    assert "incident" not in message.text, message.text
    return message
