"""What comes of reading a line that edits a roadmap."""

from dataclasses import dataclass

from roadmap.edits import Edit
from roadmap.model import Topic


@dataclass(frozen=True, slots=True)
class Meant:
    """An edit; ``sure`` says that it was asked about and is to be made."""

    edit: Edit
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic alone: what can be edited of it is to be shown."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class Option:
    """What may be meant, and how it is typed behind the command; ``title`` is a new one."""

    line: str
    topic: Topic | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Which:
    """Several things may be meant. ``weak`` says that nothing is called what was said, and these are only near to it."""

    said: str
    options: tuple[Option, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class HowLong:
    """A number without its unit, as the length of a topic."""

    topic: Topic
    number: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing of it was understood."""

    said: str


Wish = Meant | Shown | Which | HowLong | Unread
