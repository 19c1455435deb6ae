"""What a command answers, and what of it a platform is given to send."""

from collections.abc import Awaitable, Callable
from dataclasses import KW_ONLY, dataclass, replace
from enum import Enum, StrEnum

from markupsafe import Markup

from bot.chat.exhibit import Exhibit
from bot.chat.form import Form
from bot.files.writer import Wanted
from roadmap.model import Status
from roadmap.value import value
from roadmap.writing.origin import Origin


class Style(StrEnum):
    """What a button looks like, where a platform has looks: the MAIN one is what its message asks for, at most one each; a
    DANGER deletes, or parts for good."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


class Goes(Enum):
    """What a press takes off the message that it was made on: nothing, as of a view; the button ALONE; TOGETHER with the
    other answers to its question; or WHOLLY, message and all, in whose place the answer stands."""

    NEVER = ""
    ALONE = "."
    TOGETHER = ";"
    WHOLLY = "!"


@value
class Button:
    """A label and the command line it types for the learner, such as ``/done nlp``. Of those to choose one from, ``one_of`` is
    what is chosen, in the same words for all of them: a platform may show them as a menu of that name."""

    label: str
    line: str
    style: Style = Style.PLAIN
    goes: Goes = Goes.NEVER
    one_of: str = ""


def choices(one_of: str, *buttons: Button) -> tuple[Button, ...]:
    """Buttons to choose one from."""
    return tuple(replace(button, one_of=one_of) for button in buttons)


def asking(*buttons: Button) -> tuple[Button, ...]:
    """The answers to a question that is all of its message: once answered, it gives way to what came of it."""
    return tuple(replace(button, goes=Goes.WHOLLY) for button in buttons)


def also_asking(*buttons: Button) -> tuple[Button, ...]:
    """The answers to a question at the end of a message that tells something: once answered, they are taken off it."""
    return tuple(replace(button, goes=Goes.TOGETHER) for button in buttons)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send along; ``alt`` says in words what a picture shows."""

    name: str
    content: bytes
    media_type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture still to be made, once what the command stored is stored: what ``compose`` returns, in a thread, is an SVG
    that becomes the PNG called ``name``."""

    name: str
    compose: Callable[[], str]
    alt: str


@dataclass(frozen=True, slots=True)
class Written:
    """A roadmap still to be written as a file, once what the command stored is stored."""

    name: str
    media_type: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Composed:
    """A file still to be made, once what the command stored is stored: what ``compose`` returns, in a thread."""

    name: str
    media_type: str
    compose: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A Markdown document still to be ticked in its own form, once what the command stored is stored: ``statuses`` are
    those of its topics, in its order, ``origin`` what was chosen of it. ``instead`` is written where that does not come
    out."""

    source: str
    statuses: tuple[Status, ...]
    instead: Written
    origin: Origin | None = None

    @property
    def name(self) -> str:
        return self.instead.name

    @property
    def media_type(self) -> str:
        return self.instead.media_type


@dataclass(frozen=True, slots=True)
class Page:
    """A page at an https address, and the label of the button that opens it. One of the learner's own is opened within a platform that
    opens pages, which may keep the button beside the chat as well, or by a link, and may not be shown to others; one that is ``open_to_all``
    is opened by its link, wherever that is tapped."""

    label: str
    address: str
    open_to_all: bool = False


NO_PAGE = Page("", "")
"""Takes back what a platform keeps beside the chat."""


@value
class Reply:
    """What a command answers.

    ``text`` knows six tags (b i code pre a time) and paragraphs parted by an empty line; an ``a`` may be of a person or a command. ``private`` asks for a place
    that only the asker sees; one that is ``among`` all is asked there whatever it answers, for its buttons are of no use elsewhere. ``in_place`` asks that a press changes the message it was made on. ``in_passing`` says that
    in a group it is worth a whisper but no message: the group hears of it anyway. Where a platform has forms, a press
    opens the ``form`` in place of the message, which is for those that have none. ``toast`` is what a press shows where
    ``text`` is too long for that. What is ``set_apart`` has a structure of its own: a headline as its first paragraph, and a
    list, which a platform may lay out otherwise than talk. ``exhibits`` are shown again by the platform that has them. ``instead`` is done in the same transaction where the group has heard enough.
    """

    _: KW_ONLY
    text: Markup
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    documents: tuple[Ticked | Written | Composed, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    private: bool = False
    among: bool = False
    in_place: bool = False
    in_passing: bool = False
    set_apart: bool = False
    toast: Markup | None = None
    instead: Callable[[], Awaitable[None]] | None = None
    form: Form | None = None
    page: Page | None = None


@value
class Key:
    """A button ready to be sent: ``data`` is what the platform hands back on a press, at most 64 bytes of UTF-8. For ``one_of``
    see Button."""

    label: str
    data: str
    style: Style = Style.PLAIN
    one_of: str = ""


@value
class Message:
    """A reply, or a nudge, as a platform gets it; splitting, rows and uploads are the platform's business. A nudge's
    ``key`` is the same whenever it is sent again: up to 20 of A-Z a-z 0-9 _ -.

    To a press that cannot be answered by a whisper: one ``in_passing`` is for its toast and for nothing else. A ``crowded``
    one is where the group has heard enough: private for that reason alone, or to wait until the group has room. A press
    whose toast says all of it needs neither. ``gone`` are the data of the buttons to be taken off the message that was
    pressed, where this one does not stand in its place. It is ``about`` the commands that it answers, or that its question, where
    it ``asks`` one and nothing else, is to be answered by.
    """

    _: KW_ONLY
    text: Markup
    keys: tuple[Key, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    private: bool = False
    in_place: bool = False
    set_apart: bool = False
    key: str = ""
    in_passing: bool = False
    crowded: bool = False
    toast: Markup | None = None
    form: Form | None = None
    gone: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    asks: bool = False
    page: Page | None = None
