"""What became of a call or a press, on Discord's terms: three seconds for a first sign, a quarter of an hour for all else, one
answer, and what was put off for one alone is seen by nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]
FIRST_SIGN, GOOD_FOR = timedelta(seconds=3), timedelta(minutes=15)
WHISPERED, LOADING = 64, 128
SAYS, PUTS_OFF, CHANGES = 4, 5, 7


@dataclass(frozen=True, slots=True)
class No(Exception):
    """How Discord refuses a call."""

    status: int
    code: int


UNKNOWN, ANSWERED, UNKNOWN_HOOK, BAD_TOKEN = No(404, 10062), No(400, 40060), No(404, 10015), No(401, 50027)


@dataclass(slots=True)
class Shown:
    """A message as it stands; ``seer`` is the one who sees it, None where all in the channel do; ``keys`` are the data of
    its buttons by their labels, which stand in ``rows``."""

    number: str
    channel: str
    content: str
    seer: str | None = None
    flags: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    rows: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)

    def read(self, payload: Json) -> None:
        """Let it be what a call says."""
        self.content, self.flags = payload.get("content") or "", self.flags & ~LOADING
        self.rows, self.embeds = payload.get("components") or [], payload.get("embeds") or []
        self.keys = {
            button["label"]: button["custom_id"]
            for row in self.rows
            for button in row["components"]
            if "label" in button
        }

    def change(self, payload: Json) -> None:
        """Let it be what a call says, and what it says nothing of as it was."""
        self.read({"content": self.content, "components": self.rows, "embeds": self.embeds} | payload)

    def choices(self) -> Iterator[tuple[str, str, str]]:
        """Of its menus: the data of each, and what can be chosen there, by label and by value."""
        menus = [item for row in self.rows for item in row["components"] if "options" in item]
        for menu in menus:
            yield from ((menu["custom_id"], one["label"], one["value"]) for one in menu["options"])


@dataclass(slots=True)
class Asked:
    """One interaction. ``original`` is what its first answer stands in; ``first`` the kind of that."""

    number: str
    token: str
    channel: str
    user: str
    at: datetime
    pressed: str | None = None
    first: int | None = None
    original: str | None = None


class Interactions:
    """All of a server's, and what people see by them. ``number`` gives ids."""

    def __init__(self, clock: Callable[[], datetime], number: Callable[[], str]) -> None:
        self._clock, self._number = clock, number
        self.asked: dict[str, Asked] = {}
        self.shown: dict[str, Shown] = {}

    def answer(self, token: str, payload: Json) -> None:
        """The first answer. Raises No."""
        asked = self.asked[token]
        if asked.first is not None:
            raise ANSWERED
        if self._clock() - asked.at > FIRST_SIGN:
            raise UNKNOWN
        asked.first = payload["type"]
        data = payload.get("data") or {}
        if asked.first in {SAYS, PUTS_OFF}:
            flags = data.get("flags", 0) | (LOADING if asked.first == PUTS_OFF else 0)
            asked.original = self._show(asked, data, flags).number
            return
        asked.original = asked.pressed
        if asked.first == CHANGES and asked.pressed:
            self.shown[asked.pressed].change(data)

    def follow(self, token: str, payload: Json) -> Shown:
        """A message more; the first after an answer was put off takes its place, seen by whom that was. Raises No."""
        asked = self._good(token)
        original = self.shown.get(asked.original or "")
        if original and original.flags & LOADING:
            original.read(payload)
            return original
        return self._show(asked, payload, payload.get("flags", 0))

    def of(self, token: str, which: str) -> Shown:
        """A message of an interaction. Raises No."""
        asked = self._good(token)
        found = self.shown.get((asked.original or "") if which in {"@original", "%40original"} else which)
        if found is None:
            raise No(404, 10008)
        return found

    def take_away(self, token: str, which: str) -> None:
        """Raises No."""
        del self.shown[self.of(token, which).number]

    def seen_by(self, user: str, channel: str) -> Iterator[str]:
        """What somebody reads in a channel by interactions, in its order; "…" for what is coming."""
        for one in self.shown.values():
            if one.channel == channel and one.seer in {None, user}:
                yield "…" if one.flags & LOADING else one.content

    def _good(self, token: str) -> Asked:
        asked = self.asked.get(token)
        if asked is None or asked.first is None:
            raise UNKNOWN_HOOK
        if self._clock() - asked.at > GOOD_FOR:
            raise BAD_TOKEN
        return asked

    def _show(self, asked: Asked, payload: Json, flags: int) -> Shown:
        seer = asked.user if flags & WHISPERED else None
        shown = Shown(self._number(), asked.channel, "", seer, flags & (WHISPERED | LOADING))
        if not flags & LOADING:
            shown.read(payload)
        self.shown[shown.number] = shown
        return shown
