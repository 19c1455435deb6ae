"""What is owed to somebody who called, pressed or typed, and the way back to them; as values, and as the inbox keeps them."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.chat.kept import packed, unpacked
from bot.chat.reply import Message
from bot.texts import errors as texts
from bot.texts.phrases import paragraphs


@dataclass(frozen=True, slots=True)
class Way:
    """The way back: ``asked_id`` is the interaction or the message that asked, ``chat_id`` the chat it was asked in, perhaps
    ``among`` others, ``pressed_id`` the message whose button was pressed, if any was. The ``token`` of an interaction is a key for a quarter of an hour; a typed line has none."""

    asked_id: str
    chat_id: str
    user_id: str
    among: bool = False
    is_press: bool = False
    pressed_id: str = ""
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Owed:
    """A message with its way, of which the first ``arrived`` posts have come. ``whispered`` says that it is for the asker
    alone; ``is_again`` that it is said late, and says so if it has not begun to come; ``in_doubt`` that the next post may have come, and
    says so; ``made`` are the messages that it stands in where all see it. It is not whole while something is still to be made for it."""

    message: Message
    way: Way
    whispered: bool
    arrived: int = 0
    is_whole: bool = True
    is_again: bool = False
    in_doubt: bool = False
    made: tuple[str, ...] = ()

    def again(self) -> "Owed":
        """The same, said late."""
        if self.is_again or self.arrived:
            return replace(self, is_again=True)
        text = paragraphs(texts.said_before(), self.message.text)
        return replace(self, is_again=True, message=replace(self.message, text=text))

    def directly(self) -> "Owed":
        """The same for the direct chat, where its token is good for nothing any more. What has begun to come goes on as it was
        cut into posts, for where it was asked for."""
        among = self.way.among and self.arrived > 0
        return replace(self, way=replace(self.way, token="", among=among))

    def one_more(self, made: int | str | None = None) -> "Owed":
        """The same once one more post has come, as this message."""
        is_seen = made is not None and self.way.among and not self.whispered
        return replace(
            self, arrived=self.arrived + 1, in_doubt=False, made=(*self.made, str(made)) if is_seen else self.made
        )


def owed(message: Message, way: Way, *, is_whole: bool = True) -> Owed:
    """An answer of which nothing has come yet."""
    return Owed(message, way, whispered=message.private and way.among, is_whole=is_whole)


def written(one: Owed) -> str:
    """As JSON, without the token."""
    way = {name: value for name, value in asdict(one.way).items() if name != "token"}
    of_it: dict[str, Any] = {
        "whispered": one.whispered,
        "arrived": one.arrived,
        "is_whole": one.is_whole,
        "is_again": one.is_again,
    }
    of_it |= {"in_doubt": one.in_doubt, "made": one.made}
    return json.dumps({"way": way} | of_it | packed(one.message), ensure_ascii=False, separators=(",", ":"))


def read(kept: str, token: str) -> Owed:
    """What was written."""
    found: dict[str, Any] = json.loads(kept)
    message, way = unpacked(found, is_whole=found["is_whole"]), Way(**found.pop("way"), token=token)
    found["made"] = tuple(found.get("made", ()))  # earlier releases kept none
    return Owed(message, way, **found)
