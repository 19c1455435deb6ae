"""What a learner says of a certificate: which one, how they stand with it, on which day, and the link to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.said.certifications import exactly, found, own_of, reference, sharing
from bot.said.edits.parts import AROUND, before, behind, unquoted
from bot.said.moods import mood_of
from bot.said.patterns import any_of
from bot.said.settings import day_in
from bot.said.spans import cover_of, link_in
from bot.said.tokens import Form, tokens_of
from bot.said.values import Days, Direction
from bot.said.world import World
from roadmap.model import Roadmap
from roadmap.names import folded
from roadmap.proofs import Held, Proofs
from roadmap.words import CertificateWords, Mood

CERTIFICATES = "certificates"
"""The command that shows them, and that a sentence about one is told with."""

MOST_WORDS = 6
"""Of a day."""

MOST_IN_FRONT = 4
"""Words that say nothing, in front of a sentence."""

ENDING = " .!,;:…"
"""What may stand behind a name, and is none of it."""

MOST_PARTINGS = 3
"""Places where a line may be parted in two."""

LONGEST = 400
"""Characters of a line that may tell of a certificate, without its links."""


_REFERENCE = re.compile(r"(?:^|\s)(?P<reference>#[a-z0-9-]*/.+)$")
_SCHEME = r"(?:[a-z][a-z0-9+-]{1,20}://|(?:blob|data|file|javascript|mailto|vbscript):)"
_PARTING = re.compile(r"\s+(?:and|&|then)\s+|[,;]\s+|\.\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says: ``name`` as it was typed, and ``whole`` with the words that may say how it is held. It is ``held`` (None: not said) or that it is ``dropped``. ``links`` are all that
    stand in it; ``file`` is what looks like the name of a file.
    ``days`` are those of which one is meant, where it is not sure which, as ``when`` says. ``has_noun`` says that it calls a certificate one."""

    name: str
    whole: str = ""
    held: Held | None = None
    dropped: bool = False
    day: date | None = None
    days: tuple[date, ...] = ()
    when: str = ""
    links: tuple[str, ...] = ()
    file: str = ""
    has_noun: bool = False

    @property
    def says_something(self) -> bool:
        return self.dropped or self.held is not None


def read_certificate(said: str, world: World) -> Told:
    """All that a line says of one certificate. Raises NoSuchDay."""
    words = world.lexicon.words.certificates
    line, reference = _without_reference(said.replace("’", "'"))
    line, links = _without_links(line)
    line, file = _without_file(line, words)
    look = Direction.AHEAD if _stated(line, words).held is Held.PLANNED else Direction.BACK
    line, when, days = _without_day(line, world, look)
    told = _stated(line, words)
    return replace(
        told,
        name=reference or told.name,
        whole=reference or line,
        day=days.sure if days else None,
        days=days.options if days and not days.sure else (),
        when=when,
        links=links,
        file=file,
        has_noun=_has_noun(line, words),
    )


def tells_of_certificate(line: str, world: World) -> bool:
    """Whether a line without a command is about a certificate: it names one, or all, by a noun, in front of which stands how it is
    held, or nothing."""
    words = world.lexicon.words.certificates
    bare, _ = _without_links(line.replace("’", "'"))
    if len(bare) > LONGEST or not _has_noun(bare, words):
        return False
    if asks_for_all(bare.rstrip("?! "), words):
        return True
    if bare.endswith("?"):
        return False
    told = _stated(bare, words)
    if not (told.says_something or behind(_plain(bare, words), words.nouns) is not None):
        return False
    if _PARTING.search(bare) and not names_one(bare, world):
        return False  # it tells of something else as well
    text = world.text(line)
    return mood_of(text, cover_of(text, world, steps=False), world.lexicon) not in _unless(told)


def is_about(line: str, world: World) -> str:
    """What names the one certification that a line is about which tells nothing of it: "did I get the kaggle certificate?", "have
    to get the kaggle certificate"; empty where that is none, or several may be meant."""
    words = world.lexicon.words.certificates
    if len(line) > LONGEST or not _has_noun(line, words):
        return ""
    like = sharing(line, world.roadmap, Proofs(), words)
    return reference(like[0]) if len(like) == 1 else ""


def names_one(line: str, world: World) -> bool:
    """Whether a line names one certification of the roadmap, and no other."""
    told = read_certificate(line, world)
    return len(found(told.name, world.roadmap, Proofs(), world.lexicon.words.certificates)) == 1


def beside_deeds(line: str, world: World) -> Iterator[tuple[str, str, bool]]:
    """A line parted into what tells of one certificate and what stands before it, or behind: "finished nlp and got the kaggle
    certificate". The last says whether the certificate comes first."""
    if len(line) > LONGEST or not _has_noun(line, world.lexicon.words.certificates):
        return
    for parting in islice(_PARTING.finditer(line), MOST_PARTINGS):
        before_it, behind_it = line[: parting.start()].strip(AROUND), line[parting.end() :].strip(AROUND)
        for one, other, is_first in ((before_it, behind_it, True), (behind_it, before_it, False)):
            if one and other and tells_of_certificate(one, world) and _says_how(one, world):
                yield one, other, is_first


def _says_how(line: str, world: World) -> bool:
    return read_certificate(line, world).says_something and names_one(line, world)


def _unless(told: Told) -> frozenset[Mood]:
    """The moods in which nothing is told: "have to get", "got no", "if I got"; to intend is to plan, and to deny to drop."""
    moods = {Mood.QUESTION, Mood.OTHERS, Mood.CONDITION, Mood.INTENTION, Mood.NEGATION}
    if told.dropped or told.held is Held.PLANNED:
        moods -= {Mood.INTENTION, Mood.NEGATION} if told.dropped else {Mood.INTENTION}
    return frozenset(moods)


def asks_for_all(line: str, words: CertificateWords) -> bool:
    return folded(line) in {folded(one) for one in words.several}


def _has_noun(line: str, words: CertificateWords) -> bool:
    return re.search(rf"(?:^|\W)(?:{any_of(words.nouns)})(?:\W|$)", line, re.IGNORECASE) is not None


def _without_reference(said: str) -> tuple[str, str]:
    """The line without what a button names a certification by, at its end."""
    found = _REFERENCE.search(said)
    return (said[: found.start()].strip(), found["reference"]) if found else (said, "")


def _without_links(said: str) -> tuple[str, tuple[str, ...]]:
    found = [token for token in tokens_of(said) if token.form is Form.LINK]
    bare = said
    for token in reversed(found):
        bare = f"{bare[: token.start]} {bare[token.end :]}"
    return " ".join(bare.split()).strip(AROUND), tuple(dict.fromkeys(link_in(token.text) for token in found))


def _without_file(line: str, words: CertificateWords) -> tuple[str, str]:
    """The line without the name of a file, a path, or an address that is none of the web."""
    found = re.search(rf"(?:^|\s)(?P<file>\S+\.(?:{any_of(words.files)})|{_SCHEME}\S+)(?=\s|$)", line, re.IGNORECASE)
    return (f"{line[: found.start()]} {line[found.end() :]}".strip(AROUND), found["file"]) if found else (line, "")


def _without_day(line: str, world: World, look: Direction) -> tuple[str, str, Days | None]:
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


def _plain(line: str, words: CertificateWords) -> str:
    """The line without what says nothing in front of it."""
    for _ in range(MOST_IN_FRONT):
        if (rest := behind(line, words.before)) is None:
            break
        line = rest
    return line


def _stated(line: str, words: CertificateWords) -> Told:
    """How it is held, said in front of the name or behind it; what is left is the name."""
    for candidate in (line, _plain(line, words)):
        for held, phrases in _states(words):
            if (rest := behind(candidate, phrases)) is not None:
                return _as(held, _named(rest, words))
    plain = _plain(line, words)
    for held, phrases in _states(words):
        if (rest := before(plain, phrases)) is not None:
            head = before(rest, words.is_)
            return _as(held, _named(rest if head is None else head, words))
    return Told(_named(plain, words))


def _states(words: CertificateWords) -> tuple[tuple[Held | None, tuple[str, ...]], ...]:
    """None stands for none any more; it is looked for first, for "not doing" ends as "doing" does."""
    return (
        (None, words.dropped),
        (Held.PLANNED, words.planned),
        (Held.UNDER_WAY, words.under_way),
        (Held.EARNED, words.earned),
    )


def _as(held: Held | None, name: str) -> Told:
    return Told(name, held=held, dropped=held is None)


def _named(said: str, words: CertificateWords) -> str:
    """A name without articles in front, and without a noun in front that is no part of it; none where only many are meant."""
    bare = said.strip(AROUND)
    if re.fullmatch(
        rf"(?:(?:{any_of((*words.some, *words.articles))})\s+)+(?:{any_of(words.nouns)})", bare, re.IGNORECASE
    ):
        return ""
    while (rest := behind(bare, words.articles)) is not None:
        bare = rest
    if (rest := behind(bare, words.nouns)) is not None:
        of = behind(rest, words.of)
        bare = _named(rest if of is None else of, words)
    return unquoted(bare.strip(ENDING))


def meant(told: Told, roadmap: Roadmap, known: Proofs) -> Told:
    """The same, but where the whole of it is a name that begins as what says how one is held: "Taking NLP further"."""
    is_name = told.whole != told.name and exactly(told.whole, roadmap, own_of(roadmap, known))
    return replace(told, name=told.whole, held=None, dropped=False) if is_name else told
