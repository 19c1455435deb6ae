"""Draws the ten most used views as people see them: ``python -m tests.pictures FOLDER``, from what each platform is sent.

``tests/stories/ten_views.txt`` says what is drawn: the first message below a comment with a name in brackets. All
views of a platform stand in one picture for each row of them.
"""

import asyncio
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.charts.raster import rasterise
from bot.chat.reply import Message
from bot.platforms.console.travel import MovingClock
from bot.store import Database
from bot.store.schema import migrate
from tests.pictures import phone
from tests.pictures.payloads import on_discord, on_telegram
from tests.pictures.phone import DISCORD, TELEGRAM
from tests.stories.test_stories import START, Room, steps_of

STORY = Path(__file__).parents[1] / "stories" / "ten_views.txt"
NAMED = re.compile(r"# \[(\w+)\]")
SHEETS = {
    "few": ("status", "done", "nudge"),
    "views": ("status", "today", "done", "log", "nudge", "board", "start", "settings", "plan", "help"),
    "questions": ("picker", "replan", "forget", "topic", "started"),
}
"""Three for the README, the ten views, and some messages that ask."""

SEEN = {"telegram": (on_telegram, TELEGRAM), "discord": (on_discord, DISCORD)}


class Album(Room):
    """A room that keeps the messages that it shows."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        super().__init__(database, clock)
        self.shown: list[Message] = []

    def _print(self, where: str, message: Message) -> None:
        self.shown.append(message)
        super()._print(where, message)

    async def views(self, story: str) -> dict[str, Message]:
        """By their names."""
        found, name = dict[str, Message](), ""
        for step in steps_of(story):
            if step.is_comment:
                named = NAMED.match(step.line)
                name = named[1] if named else name
                continue
            self.shown.clear()
            await self._answer(step.line)
            if name and self.shown:
                found[name], name = self.shown[-1], ""
        return found


async def views_on(platform: str) -> dict[str, Message]:
    clock = MovingClock(START)
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/views.db"
        await asyncio.to_thread(migrate, url)
        database = Database(url, clock)
        try:
            return await Album(database, clock).views(STORY.read_text("utf-8").replace("@telegram", f"@{platform}"))
        finally:
            await database.close()


def draw(folder: Path) -> None:
    for platform, (sent, look) in SEEN.items():
        views = asyncio.run(views_on(platform))
        for sheet, names in SHEETS.items():
            screens = {name: list(sent(views[name])) for name in names}
            (folder / f"{sheet}-{platform}.png").write_bytes(rasterise(phone.sheet(screens, look)))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
