"""Whom a server lets do what needs a right: whoever manages it, and whom its Integrations page allows.

Discord takes a command that is guarded from nobody else, so whoever calls one has been let through, though they may manage nothing.
Of what they press or fill in next Discord says no such thing; so they are believed for a while, in that channel.
"""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.command import Command
from bot.chat.platform import Place, Right, Speaker
from bot.clock import Clock

BELIEVED = timedelta(minutes=15)
"""As long as the answer to a call can be added to."""

MOST_BELIEVED = 10_000
ALL = frozenset(Right)


class LetThrough:
    """Who was let through lately. ``is_guarded`` says that Discord has the commands as they are, with what guards them; until then
    nobody is believed. Of ``most`` people the one who was let through longest ago is forgotten first."""

    def __init__(self, clock: Clock, most: int = MOST_BELIEVED) -> None:
        self.is_guarded = False
        self._clock, self._most = clock, most
        self._seen: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def calling(self, command: Command, speaker: Speaker, place: Place) -> Place:
        """The place of a call, with the rights that Discord's letting it through tells of."""
        if place.server_id is None or not self.is_guarded or not (command.right or command.rights_asked):
            return place
        key = (place.chat_id, speaker.user_id)
        self._seen[key] = self._clock()
        self._seen.move_to_end(key)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return replace(place, rights=ALL)

    def pressing(self, speaker: Speaker, place: Place) -> Place:
        """The place of a press, with the rights of who was let through there a moment ago."""
        at = self._seen.get((place.chat_id, speaker.user_id))
        return replace(place, rights=ALL) if at and self._clock() - at <= BELIEVED else place
