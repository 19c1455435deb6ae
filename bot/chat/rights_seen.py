"""What a platform has just said of who may do what, remembered shortly: somebody who presses twice is asked about once."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.chat.platform import Place, Right, Speaker
from bot.clock import Clock

REMEMBERED = timedelta(seconds=30)
"""For so long a former admin may still act as one."""

MOST_REMEMBERED = 10_000


class RightsSeen:
    """Of ``most`` people in their groups the one asked about longest ago is forgotten first, and what is old with the next that is said, or by ``tidy``."""

    def __init__(self, clock: Clock, most: int = MOST_REMEMBERED) -> None:
        self._clock, self._most = clock, most
        self._seen: OrderedDict[tuple[str, str], tuple[datetime, frozenset[Right]]] = OrderedDict()

    def of(self, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        """What somebody might do in a chat a moment ago; None where that is to be asked."""
        now = self._clock()
        at, rights = self._seen.get((place.chat_id, speaker.user_id), (now, None))
        return rights if now - at < REMEMBERED else None

    def note(self, speaker: Speaker, place: Place, rights: frozenset[Right], at: datetime) -> None:
        """That the platform said so, who was asked ``at`` a moment."""
        key = (place.chat_id, speaker.user_id)
        self._seen[key] = at, rights
        self._seen.move_to_end(key)
        self.tidy()
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)

    def tidy(self) -> None:
        """Forget what is of no use any more, with whoever it was said of."""
        now = self._clock()
        while self._seen and now - next(iter(self._seen.values()))[0] >= REMEMBERED:
            self._seen.popitem(last=False)
