"""Events as no platform would send them: lines made and garbled, forged presses, calls with any options, keys typed, chats
that come and go; by a few accounts, in a few places. The same for the same seed."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from bot.chat.happenings import Added, Blocked, Departed, Happening, Moved, Removed
from bot.chat.menu import by_name
from bot.chat.platform import Called, Place, Pressed, Right, Speaker, Spoken, Typed, Voice
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.store.ids import LONGEST
from tests.attacks.limits import ANN, Bot
from tests.presses import answer_to
from tests.said.making import Maker

ACCOUNTS = (ANN, "1", "2", "3", "-5", f"{2**62}", "@ann:example.org", "é" * LONGEST)
GROUPS = tuple(
    Place(f"-{chat}", direct=False, title="The Owls \u202e", rights=rights, whispers=chat == 8)
    for chat, rights in ((7, frozenset([Right.MANAGE_GROUP])), (8, frozenset()), (9, None))
)
LINES = tuple(example for one in COMMANDS for example in (f"/{one.name}", *one.examples))
FORGED = (
    "",
    ":",
    "*",
    "a:/status",
    "a:",
    "a#",
    "*:/done 1",
    "a#zzzzzzzz",
    "a:/forget yes",
    "f" * 64,
    "a:/done \x00",
    "🦉",
)


@dataclass
class Crowd:
    """What happens next, and the keys that were shown so far."""

    bot: Bot
    seed: int
    keys: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance, self._maker = random.Random(self.seed), Maker(self.seed)

    async def event(self) -> Message | None:
        """One event. Whatever it is, it raises nothing."""
        self.bot.clock.advance(self.bot.clock() + timedelta(seconds=self._chance.choice((0, 1, 20, 4000))))
        kind = self._chance.choice((*[self._say] * 5, self._press, self._press, self._call, self._type, self._happen))
        answer = await kind()
        if answer:
            self.keys = [*self.keys[-200:], *(key.data for key in answer.keys)]
        return answer

    def _speaker(self) -> Speaker:
        return Speaker(
            self._chance.choice(("console", "telegram", "discord")), self._chance.choice(ACCOUNTS), "Ann\u200b"
        )

    def _place(self) -> Place:
        return self._chance.choice((Place("1", direct=True), Place("1", direct=True), *GROUPS))

    def _text(self) -> str:
        made = self._chance.choice((self._maker.line(), self._chance.choice(LINES), self._chance.choice(LINES)))
        cut = self._chance.randrange(len(made) + 1)
        return self._chance.choice(
            (made, made, made[:cut], made + self._maker.line(), made * self._chance.randrange(9))
        )

    async def _say(self) -> Message | None:
        voice = self._chance.choice((*[Voice.OWN] * 8, *Voice))
        spoken = Spoken(self._speaker(), self._place(), self._text(), self.bot.clock(), voice=voice)
        return await self.bot.dispatcher.say(spoken)

    async def _press(self) -> Message | None:
        data = self._chance.choice((*self.keys[-40:], *FORGED))
        pressed = Pressed(self._speaker(), self._place(), data, self.bot.clock())
        return await answer_to(self.bot.dispatcher, pressed)

    async def _call(self) -> Message | None:
        command = self._chance.choice([*by_name(COMMANDS).values()])
        names = [*(param.name for param in command.params), "nothing"]
        options = {name: self._text() for name in names if self._chance.random() < 0.3}
        name = self._chance.choice((command.name, command.name, "nothing of ours"))
        return await self.bot.dispatcher.call(Called(self._speaker(), self._place(), name, self.bot.clock(), options))

    async def _type(self) -> None:
        command = self._chance.choice([*by_name(COMMANDS).values()])
        option = self._chance.choice([*(param.name for param in command.params), "nothing"])
        await self.bot.dispatcher.suggest(Typed(self._speaker(), command.name, option, self._text(), self.bot.clock()))

    async def _happen(self) -> None:
        await self.bot.dispatcher.happened(self._happening(), self.bot.clock())

    def _happening(self) -> Happening:
        speaker, chat = self._speaker(), self._chance.choice(("-7", "-8", "-9", "0"))
        return self._chance.choice(
            (
                Added(speaker.platform, chat, "The Owls"),
                Removed(speaker.platform, chat),
                Departed(speaker.platform, speaker.user_id, chat),
                Moved(speaker.platform, chat, self._chance.choice(("-7", "-8", "-10"))),
                Blocked(speaker.platform, speaker.user_id, blocked=self._chance.random() < 0.5),
            )
        )
