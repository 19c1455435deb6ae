"""What somebody is called in what is said: by a name that can be read, and is nothing but a name."""

from markupsafe import Markup

from bot.texts.sentence import plain, say
from roadmap.group.names import inert, readable, visible


def called(name: str) -> str:
    """The name, or the stand-in where nothing of it can be read."""
    return readable(name) or plain("Somebody")


def shown(name: str) -> Markup:
    """The same in Markup."""
    return say("{name}", name=inert(called(name)))


class ChatName(str):
    """What its people call a chat: in Markup nothing that a client finds anything in."""

    __slots__ = ()

    def __html__(self) -> str:
        return say("{name}", name=inert(self))


def chat_called(title: str, instead: str) -> str:
    """The title of a chat; ``instead`` where nothing of it can be seen."""
    return ChatName(visible(title) or instead)
