"""A platform that is not there: it keeps what it is given, and now and then it fails as real ones do."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.chat.platform import Deed
from bot.chat.reply import Message
from bot.clock import Clock
from bot.send_errors import SendError, TryLater, Unreachable, Unsendable
from simulation.chance import Dice, dice
from simulation.record import Attempt, Block

FAULTS = ("", "network", "too many requests", "timed out", "bad request")
LIKELY = (960, 20, 10, 7, 3)
BLOCKED = "blocked"
WAITS = (3, 8, 30)
"""Seconds that a platform asks everybody to wait."""


class FakePlatform:
    """See bot.chat.platform.Platform. It calls itself Telegram, so that Telegram's limits hold."""

    name = "telegram"
    routes = ()
    warden = None

    def __init__(self, clock: Clock, seed: int, blocks: Mapping[int, tuple[Block, ...]]) -> None:
        self.attempts: defaultdict[int, list[Attempt]] = defaultdict(list)
        self.held: list[tuple[datetime, datetime]] = []
        self.last: dict[int, Message] = {}
        self._clock, self._blocks = clock, blocks
        self._dice = {user: dice(seed, "faults", user) for user in blocks}
        self._sent = 0

    def start_link(self, _roadmap: str) -> str:
        """It has no address."""
        return ""

    async def run(self) -> None:
        """Nobody speaks here of their own accord; the world hands their lines over."""

    async def send(self, user_id: str, message: Message) -> str:
        """Take a nudge, or fail."""
        now, user = self._clock(), int(user_id)
        fault = BLOCKED if self._is_blocked(user, now) else self._dice[user].choices(FAULTS, LIKELY)[0]
        arrived, self._sent = fault in {"", "timed out"}, self._sent + 1
        number = "" if fault else str(self._sent)
        self.attempts[user].append(Attempt(at=now, text=message.text, arrived=arrived, fault=fault, message_id=number))
        if arrived:
            self.last[user] = message
        if fault:
            raise self._error(fault, now, self._dice[user])
        return number

    async def perform(self, deed: Deed) -> str:
        """Nobody here is in a group yet, so whatever is to be done in one was meant for somewhere else."""
        raise Unreachable(f"no group {deed.chat_id}")

    def _is_blocked(self, user: int, now: datetime) -> bool:
        return any(block.start <= now and (block.end is None or now < block.end) for block in self._blocks[user])

    def _error(self, fault: str, now: datetime, own: Dice) -> SendError:
        match fault:
            case "blocked":
                return Unreachable(fault)
            case "network":
                return TryLater("network")
            case "timed out":
                return TryLater("timed out", maybe_sent=True)
            case "too many requests":
                seconds = own.choice(WAITS)
                self.held.append((now, now + timedelta(seconds=seconds)))
                return TryLater(fault, seconds=seconds)
        return Unsendable(fault)
