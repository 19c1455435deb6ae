"""The world: a clock that jumps from one due moment to the next, and everything that happens on the way."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.app import App
from bot.chat.library import default_roadmap
from bot.chat.platform import Place, Pressed, Speaker, Spoken
from bot.chat.reply import Key, Message
from bot.nudges.engine import Nudging
from bot.platforms.console.travel import MovingClock
from roadmap.model import Topic
from simulation import utterances
from simulation.belief import Belief
from simulation.cast import Character
from simulation.chance import dice
from simulation.mishaps import KEPT
from simulation.outside import Outside
from simulation.platform import FakePlatform
from simulation.reckoning import Chapter
from simulation.record import Downtime, LedgerRow, Record
from simulation.story import Telling

SOON = timedelta(seconds=20)
"""How long a learner takes for the next line or press, where there are two."""

FIRST = timedelta(seconds=5)
"""How much earlier one half of the bot is at work than the other when it comes back."""

SECOND, LONGEST_STEP = timedelta(seconds=1), timedelta(seconds=16)
PRESSES = 0.7
"""How often a learner takes the button where the last nudge has one for what they mean to say."""

GONE = "All gone"


class SimulatedWorld:
    """One App, its learners, and what befalls them from ``start`` to ``end``."""

    def __init__(self, app: App, clock: MovingClock, outside: Outside, cast: Iterable[Character], *, seed: int) -> None:
        self._app, self._clock, self._outside = app, clock, outside
        self._cast = tuple(cast)
        self.platform = FakePlatform(clock, seed, {one.user: one.blocks for one in self._cast})
        self._nudging = Nudging(
            app.database,
            {self.platform.name: self.platform},
            default_zone=app.settings.default_zone,
            limits=app.limits,
            in_flight=app.settings.nudges_in_flight,
            chance=dice(seed, "retries", self._cast[0].user).random,
            sleep=_at_once,
        )
        self._chapters = tuple(map(_chapter, default_roadmap().order))
        self._tellings = {
            one.user: Telling(one, Belief(clock(), len(self._chapters), app.settings.default_zone))
            for one in self._cast
        }
        self._late_wakes: list[datetime] = []
        self._looked_at = clock() - SECOND

    async def live(self, end: datetime, downtimes: tuple[Downtime, ...]) -> Record:
        """Let the time pass until ``end`` and tell what happened."""
        start = self._clock()
        for handled_at, said_at, one in self._lines(downtimes, end):
            await self._travel(handled_at, downtimes)
            await self._speak(self._tellings[one.user], said_at)
        await self._travel(end, downtimes)
        tellings = self._tellings.values()
        stories = [telling.story(self.platform, self._outside, self._chapters, end) for telling in tellings]
        return Record(
            start=start,
            end=end,
            stories=tuple(stories),
            downtimes=downtimes,
            held=tuple(self.platform.held),
            late_wakes=tuple(self._late_wakes),
        )

    def _lines(self, downtimes: tuple[Downtime, ...], end: datetime) -> list[tuple[datetime, datetime, Character]]:
        """When each line is worked on, when it was said, and by whom; what Telegram did not keep is missing."""
        lines = []
        for one in self._cast:
            for said_at in one.speaks:
                handled_at = _listening_from(said_at, downtimes)
                if handled_at - said_at <= KEPT and handled_at + 3 * SOON < end:
                    lines.append((handled_at, said_at, one))
        return sorted(lines, key=lambda line: (line[0], line[1], line[2].user))

    async def _travel(self, to: datetime, downtimes: tuple[Downtime, ...]) -> None:
        """Deliver what falls due until then, inclusive; while everybody has to wait, look again a little later."""
        step = timedelta(0)
        while due := self._outside.earliest():
            held = due <= self._clock() == self._looked_at
            step = min(max(step * 2, SECOND), LONGEST_STEP) if held else timedelta(0)
            moment = _nudging_from(max(due, self._clock() + step), downtimes)
            if moment > to:
                break
            await self._work(moment, due, held=held)
        self._clock.advance(to)

    async def _work(self, moment: datetime, due: datetime, *, held: bool) -> None:
        """Wake at a moment, which the bot itself must have named or an earlier one. While everybody has to wait it may
        name a later one than what is due, unless there is something to send before."""
        named, at = await self._nudging.next_due(), self._clock()
        self._clock.advance(moment)
        self._looked_at = moment
        sent = await self._nudging.work()
        if named is None or (named > moment and sent if held else named > max(due, at)):
            self._late_wakes.append(moment)

    async def _speak(self, telling: Telling, said_at: datetime) -> None:
        if telling.has_left:
            return
        line = telling.line(said_at)
        answer = await self._hear(telling, line, said_at)
        if line == utterances.FORGET and answer:
            await self._forget(telling, answer)
        elif telling.wants_zone:
            self._clock.advance(self._clock() + SOON)
            await self._hear(telling, f"/timezone {telling.character.zone}", said_at + SOON)

    async def _hear(self, telling: Telling, line: str, said_at: datetime) -> Message | None:
        """Say a line, or press the button that types it where the last nudge has one."""
        user = telling.character.user
        nudge = self.platform.last.get(user)
        key = next((key for key in nudge.keys if key.data.endswith(f":{line}")), None) if nudge else None
        if key and telling.character.dice.random() < PRESSES:
            said_at = self._clock()
            answer = await self._press(user, key, said_at)
        else:
            answer = await self._app.dispatcher.say(Spoken(_speaker(user), _place(user), line, said_at))
        telling.hear(line, answer, said_at=said_at, handled_at=self._clock())
        return answer

    async def _press(self, user: int, key: Key, at: datetime) -> Message | None:
        """The answer to a press; None where it is refused."""
        admitted = await self._app.dispatcher.admit(Pressed(_speaker(user), _place(user), key.data, at))
        return None if isinstance(admitted, str) else await self._app.dispatcher.press(admitted)

    async def _forget(self, telling: Telling, answer: Message) -> None:
        user, before = telling.character.user, self._rows(telling)
        self._clock.advance(self._clock() + SOON)
        for key in answer.keys:
            gone = await self._press(user, key, self._clock())
            if gone and gone.text.startswith(GONE):
                telling.forget(self._clock(), before)

    def _rows(self, telling: Telling) -> tuple[LedgerRow, ...]:
        return self._outside.rows(telling.character.user, telling.belief.era.life)


def _chapter(topic: Topic) -> Chapter:
    """A topic by its number, as learners call it here."""
    days = (topic.duration.short, topic.duration.long) if topic.duration else (None, None)
    return Chapter(str(topic.number), *days)


def _nudging_from(moment: datetime, downtimes: tuple[Downtime, ...]) -> datetime:
    """The moment itself, or when nudges are worked on again after the downtime it lies in."""
    ends = ((down.start, down.end + FIRST * down.lines_first) for down in downtimes)
    return next((end for start, end in ends if start <= moment < end), moment)


def _listening_from(moment: datetime, downtimes: tuple[Downtime, ...]) -> datetime:
    """The moment itself, or when lines are worked on again after the downtime it lies in."""
    ends = ((down.start, down.end + FIRST * (not down.lines_first)) for down in downtimes)
    return next((end for start, end in ends if start <= moment < end), moment)


def _speaker(user: int) -> Speaker:
    return Speaker(FakePlatform.name, str(user))


def _place(user: int) -> Place:
    return Place(str(user), direct=True)


async def _at_once(_seconds: float) -> None:
    """Waiting takes no time here."""
