"""What stands beside the name of a certificate in a line: links, the name of a file, a day, and what a button names it by."""

import re

from bot.said.edits.parts import AROUND
from bot.said.patterns import any_of
from bot.said.settings import day_in
from bot.said.spans import link_in
from bot.said.tokens import Form, tokens_of
from bot.said.values import Days, Direction, NoSuchDay
from bot.said.world import World
from roadmap.words import CertificateWords, Words

MOST_WORDS = 6
"""Of a day."""

_REFERENCE = re.compile(r"(?:^|\s)(?P<reference>#[a-z0-9-]*/.+)$")
_SCHEME = r"(?:[a-z][a-z0-9+-]{1,20}://|(?:blob|data|file|javascript|mailto|vbscript):)"


def without_reference(said: str) -> tuple[str, str]:
    """The line without what a button names a certification by, at its end."""
    found = _REFERENCE.search(said)
    return (said[: found.start()].strip(), found["reference"]) if found else (said, "")


def without_links(said: str, words: Words) -> tuple[str, tuple[str, ...]]:
    """The line without its links and what only introduces them ("link:", "at"), and they."""
    found = [token for token in tokens_of(said) if token.form is Form.LINK]
    introducing = (one for one in words.introducing if not has_noun(one, words.certificates)) if found else ()
    front = re.compile(rf"[\s,;.–-]+(?:{any_of(introducing)})[\s:]*$", re.IGNORECASE) if found else None
    bare = said
    for token in reversed(found):
        before_it = front.sub("", bare[: token.start]) if front else bare
        bare = f"{before_it} {bare[token.end :]}"
    return " ".join(bare.split()).strip(AROUND), tuple(dict.fromkeys(link_in(token.text) for token in found))


def without_file(line: str, words: CertificateWords) -> tuple[str, str]:
    """The line without the name of a file, a path, or an address that is none of the web."""
    found = re.search(rf"(?:^|\s)(?P<file>\S+\.(?:{any_of(words.files)})|{_SCHEME}\S+)(?=\s|$)", line, re.IGNORECASE)
    return (f"{line[: found.start()]} {line[found.end() :]}".strip(AROUND), found["file"]) if found else (line, "")


def without_day(line: str, world: World, look: Direction) -> tuple[str, str, Days | None]:
    """What stands before the longest tail that is a day, one beyond doubt before all others; the tail, and the days that it may
    mean. Raises NoSuchDay."""
    said = line.split()
    found: tuple[str, str, Days | None] = (line, "", None)
    for count in range(min(len(said), MOST_WORDS), 0, -1):
        when = " ".join(said[-count:])
        days = day_in(when, world.now, look=look, order=world.order)
        if days and (days.sure or not found[2]):
            found = (" ".join(said[:-count]).strip(AROUND), when, days)
        if days and days.sure:
            break
    return found


def without_any_day(bare: str, world: World) -> str:
    """What stands before the tail that is a day, or is meant for one that there is not, which is refused once it is read."""
    said = bare.split()
    for count in range(min(len(said), MOST_WORDS), 0, -1):
        try:
            day_in(" ".join(said[-count:]), world.now, look=Direction.BACK, order=world.order)
        except NoSuchDay:
            return " ".join(said[:-count])
    return without_day(bare, world, Direction.BACK)[0]


def has_noun(line: str, words: CertificateWords) -> bool:
    return re.search(rf"(?:^|\W)(?:{any_of(words.nouns)})(?:\W|$)", line, re.IGNORECASE) is not None
