"""An answer with its way: what is to be said, where, and how much of it has come; as a value, and as the inbox keeps it."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.chat.kept import packed, unpacked
from bot.chat.platform import Place, Speaker
from bot.chat.reply import Message


@dataclass(frozen=True, slots=True)
class Pointed:
    """Who is told in a group of an answer that is in the direct chat: by whose message, None for a press."""

    chat_id: str
    thread_id: str | None
    direct_link: str
    command: int | None

    @property
    def place(self) -> Place:
        return Place(self.chat_id, direct=False, direct_link=self.direct_link, thread_id=self.thread_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """Of its ``message`` the first ``arrived`` posts have come. ``editing`` is the message it is to become, ``pointed``
    where it is told that it is elsewhere; ``among`` others means in a group. One that is ``crowded`` is in the direct chat only
    because the group has heard enough, or waits for its room there. It is not whole while something is still to be made
    for it. ``at`` is the message that the last of its posts stands in, ``made`` are all that it stands in among others."""

    message: Message
    chat_id: str
    thread_id: str | None = None
    editing: int | None = None
    pointed: Pointed | None = None
    arrived: int = 0
    is_whole: bool = True
    among: bool = False
    crowded: bool = False
    at: int | None = None
    made: tuple[str, ...] = ()

    def in_the_group(self) -> "Answer":
        """The same for the group where it was asked for."""
        if self.pointed is None:
            return self
        return replace(
            self,
            chat_id=self.pointed.chat_id,
            thread_id=self.pointed.thread_id,
            pointed=None,
            among=True,
            crowded=False,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is to: ``command`` is the message that asked for it, ``pressed`` the one whose button did and that
    may become the answer."""

    speaker: Speaker
    place: Place
    command: int | None = None
    pressed: int | None = None

    def answer(self, message: Message, *, is_whole: bool = True) -> Answer:
        """Where the answer belongs. A direct chat has the learner's id."""
        place = self.place
        if message.private and not place.direct:
            pointed = Pointed(place.chat_id, place.thread_id, place.direct_link, self.command)
            return Answer(message, self.speaker.user_id, pointed=pointed, is_whole=is_whole, crowded=message.crowded)
        editing = self.pressed if message.in_place else None
        return Answer(
            message,
            place.chat_id,
            place.thread_id,
            editing,
            is_whole=is_whole,
            among=not place.direct,
            crowded=message.crowded,
        )


OF_THE_WAY = ("chat_id", "thread_id", "editing", "arrived", "is_whole", "among", "crowded", "made")


def written(answer: Answer) -> str:
    """As JSON."""
    way = {name: getattr(answer, name) for name in OF_THE_WAY}
    pointed = asdict(answer.pointed) if answer.pointed else None
    return json.dumps(way | packed(answer.message) | {"pointed": pointed}, ensure_ascii=False, separators=(",", ":"))


def read(kept: str) -> Answer:
    """What was written."""
    found: dict[str, Any] = json.loads(kept)
    message, pointed = unpacked(found, is_whole=found["is_whole"]), found.pop("pointed")
    found["made"] = tuple(found.get("made", ()))  # earlier releases kept none
    return Answer(message, pointed=Pointed(**pointed) if pointed else None, **found)
