"""PURE: questions that can be answered at once, and the line or the call that their answers make.

Its law: what is filled into a form is what somebody could have typed, so that it is read as that is.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One of several to choose from: its label, the word that it adds to a line, and whether it is chosen already."""

    label: str
    word: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Into:
    """Where the answer to a question goes. Into the line of its form, behind the words ``before`` it; or, where ``before`` is
    None, into the argument of this ``name``. By its name it is filled in again (empty: it is not)."""

    name: str = ""
    before: str | None = ""

    @property
    def is_argument(self) -> bool:
        return self.before is None


IN_LINE = Into()


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form with its options: one of them, or ``several``, or none of those; one that is not ``required`` may be
    left alone."""

    label: str
    options: tuple[Option, ...]
    several: bool = False
    required: bool = True
    into: Into = IN_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A question of a form that is answered in words: up to ``longest`` characters, with room for several ``lines``, of which
    one is made. ``text`` stands there already, ``hint`` where there is none; ``offers`` are answers to choose from where
    nothing can be typed into a form, and without any it is not asked there."""

    label: str
    into: Into
    longest: int
    text: str = ""
    hint: str = ""
    lines: bool = False
    required: bool = False
    offers: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        return self.offers


@dataclass(frozen=True, slots=True)
class Form:
    """Questions that can be answered at once. ``line`` is the command line that the answers are added to; in a Message it is
    what the platform hands back, as the data of a Key is. A press opens it; one that opens ``at_once`` also whoever calls the
    command."""

    title: str
    line: str
    fields: tuple[Field | Blank, ...]
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody chose or typed for a question of a form, and where it goes; empty for nothing."""

    text: str
    into: Into = IN_LINE


def data_of(number: int, into: Into) -> str:
    """Where the answer to a question goes, as the data of that question, which is the one of this ``number`` in its form:
    "0:minutes" for an argument, "1:by:until" for words of the line."""
    return f"{number}:{into.name}" if into.is_argument else f"{number}:{into.name}:{into.before}"


def into_of(data: str) -> Into:
    """The same, read back; into the line what says nothing else."""
    match data.split(":", 2):
        case [_, name, before]:
            return Into(name, before)
        case [_, name]:
            return Into(name, None)
    return IN_LINE


def line_of(line: str, answers: Sequence[Answer]) -> str:
    """The line of a form with what was answered in it, in the order of the questions, on one line."""
    words = (f"{one.into.before} {one.text}" for one in answers if one.text.strip() and not one.into.is_argument)
    return " ".join(" ".join((line, *words)).split())


def arguments_of(answers: Sequence[Answer]) -> dict[str, str]:
    """What was answered for arguments, by their names."""
    return {one.into.name: one.text for one in answers if one.into.is_argument and one.text.strip()}


def kept(answers: Sequence[Answer]) -> str:
    """What was answered, by the names of the questions, as one word of a line that fills it in again: "minutes=45&note=a b"."""
    return "&".join(f"{one.into.name}={_masked(one.text)}" for one in answers if one.into.name and one.text.strip())


def answers_in(said: str) -> dict[str, str]:
    """The same, read back; nothing of what is no answer."""
    parts = (part.partition("=") for part in said.split("&"))
    return {name.strip(): _unmasked(text).strip() for name, equals, text in parts if equals and text.strip()}


def _unmasked(text: str) -> str:
    """The same undone. What else somebody may type behind a % is text, or there would be signs in an answer that nobody can type."""
    return text.replace("%26", "&").replace("%25", "%")


def _masked(text: str) -> str:
    """A text without the signs that part answers; letters stay as they are, for a line has few bytes."""
    return " ".join(text.split()).replace("%", "%25").replace("&", "%26")
