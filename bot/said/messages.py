"""A message as statements: each line that begins with a command or a deed is one of its own, others continue it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.said.lexicon import Lexicon, Part

MOST_LINES = 12
"""Statements of one message."""


@dataclass(frozen=True, slots=True)
class Statement:
    """``command`` is the name in front, as typed and without its slash; empty for a sentence."""

    command: str
    said: str
    slashed: bool = False


def statements(message: str, is_bare: Callable[[str], bool], lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a message. ``is_bare`` tells of a name whether it is a command that is known without its slash."""
    found: list[Statement] = []
    for line in filter(None, (" ".join(line.split()) for line in message.splitlines())):
        statement = _statement_of(line, is_bare)
        if found and not statement.command and not begins_a_deed(line, lexicon):
            found[-1] = Statement(found[-1].command, f"{found[-1].said}\n{line}".strip(), found[-1].slashed)
            continue
        found.append(statement)
    return tuple(found)


def _statement_of(line: str, is_bare: Callable[[str], bool]) -> Statement:
    """One line: a command with a slash, known or not, one without that is known, or a sentence."""
    first, _, rest = line.partition(" ")
    name = first.removeprefix("/").casefold().rstrip("?!.,:;")
    if first.startswith("/"):
        return Statement(name, rest.strip(), slashed=True)
    return Statement(name, rest.strip()) if is_bare(name) else Statement("", line)


def begins_a_deed(line: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with a verb, perhaps behind "I" and its like."""
    words = [word.strip(",.!:;") for word in line.casefold().split()[:5]]
    while words and words[0] in {"i", "i've", "ive", "i'm", "im", "and", "also", "then", "just"}:
        words.pop(0)
    if not words:
        return False
    phrases = lexicon.phrases_from(words[0])
    return any(
        phrase.part in {Part.VERB, Part.FAINT} and words[: len(phrase.words)] == list(phrase.words)
        for phrase in phrases
    )
