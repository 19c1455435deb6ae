"""What a learner says of a certificate: which one, how they stand with it, on which day, and the link to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.said.certificate_parts import (
    has_noun,
    without_any_day,
    without_day,
    without_file,
    without_links,
    without_reference,
)
from bot.said.certifications import exactly, found, names_in, own_of, reference, sharing, topic_in
from bot.said.edits.parts import AROUND, before, behind, unquoted
from bot.said.moods import mood_of
from bot.said.patterns import any_of
from bot.said.spans import cover_of
from bot.said.values import Direction, NoSuchDay
from bot.said.world import World
from roadmap.model import Roadmap
from roadmap.names import folded
from roadmap.proofs import Held, Proofs
from roadmap.words import CertificateWords, Mood

CERTIFICATES = "certificates"
"""The command that shows them, and that a sentence about one is told with."""

MOST_IN_FRONT = 4
"""Words that say nothing, in front of a sentence."""

ENDING = " .!,;:…"
"""What may stand behind a name, and is none of it."""

MOST_PARTINGS = 3
"""Places where a line may be parted in two."""

LONGEST = 400
"""Characters of a line that may tell of a certificate, without its links."""


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
    line, reference = without_reference(said.replace("’", "'"))
    line, links = without_links(line, world.lexicon.words)
    whole, file = without_file(line, words)
    line, when, days = without_day(whole, world, Direction.BACK)
    told = _stated(line, words)
    if told.held is Held.PLANNED:  # for a day to come
        line, when, days = without_day(whole, world, Direction.AHEAD)
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
        has_noun=has_noun(line, words),
    )


def tells_of_certificate(line: str, world: World) -> bool:
    """Whether a line without a command is about a certificate: it names one, or all, by a noun, and says how it is held, or nothing
    else."""
    words = world.lexicon.words.certificates
    bare, _ = without_links(line.replace("’", "'"), world.lexicon.words)
    if len(bare) > LONGEST or not has_noun(bare, words):
        return False
    if asks_for_all(bare.rstrip("?! "), words):
        return True
    if bare.endswith("?"):
        return False
    told = _stated(without_any_day(bare, world), words)
    if not (told.says_something or _is_named(bare, world)):
        return False
    if _PARTING.search(bare) and not names_one(bare, world):
        return False  # it tells of something else as well
    text = world.text(line)
    return mood_of(text, cover_of(text, world, steps=False), world.lexicon) not in _unless(told)


def _is_named(bare: str, world: World) -> bool:
    """Whether a line only names certificates: by a noun with what they are called, or of, behind it, or before it."""
    words, plain = world.lexicon.words.certificates, _plain(bare, world.lexicon.words.certificates)
    plain = _without_articles(plain, words)
    if behind(plain, words.nouns) is not None:
        return True
    name = before(plain, words.nouns)
    if not name:
        return False
    return names_in(name, world.roadmap, words) or topic_in(name, world.roadmap, words) is not None


def is_about(line: str, world: World) -> str:
    """What names the one certification that a line is about which tells nothing of it: "did I get the kaggle certificate?", "have
    to get the kaggle certificate"; empty where that is none, or several may be meant."""
    words = world.lexicon.words.certificates
    if len(line) > LONGEST or not has_noun(line, words) or without_links(line, world.lexicon.words)[1]:
        return ""
    like = sharing(line, world.roadmap, Proofs(), words)
    return reference(like[0]) if len(like) == 1 else ""


def names_one(line: str, world: World) -> bool:
    """Whether a line names one certification of the roadmap, and no other."""
    told = _read_on_any_day(line, world)
    return len(found(told.name, world.roadmap, Proofs(), world.lexicon.words.certificates)) == 1


def _read_on_any_day(line: str, world: World) -> Told:
    """What a line says, a day that there is not apart: whoever carries it out says so."""
    try:
        return read_certificate(line, world)
    except NoSuchDay:
        return _stated(without_any_day(line, world), world.lexicon.words.certificates)


def beside_deeds(line: str, world: World) -> Iterator[tuple[str, str, bool]]:
    """A line parted into what tells of one certificate and what stands before it, or behind: "finished nlp and got the kaggle
    certificate". The last says whether the certificate comes first."""
    if len(line) > LONGEST or not has_noun(line, world.lexicon.words.certificates):
        return
    for parting in islice(_PARTING.finditer(line), MOST_PARTINGS):
        before_it, behind_it = line[: parting.start()].strip(AROUND), line[parting.end() :].strip(AROUND)
        for one, other, is_first in ((before_it, behind_it, True), (behind_it, before_it, False)):
            if one and other and tells_of_certificate(one, world) and _says_how(one, world):
                yield one, other, is_first


def _says_how(line: str, world: World) -> bool:
    return _read_on_any_day(line, world).says_something and names_one(line, world)


def _unless(told: Told) -> frozenset[Mood]:
    """The moods in which nothing is told: "have to get", "got no", "if I got"; to intend is to plan, and to deny to drop."""
    moods = {Mood.QUESTION, Mood.OTHERS, Mood.CONDITION, Mood.INTENTION, Mood.NEGATION}
    if told.dropped or told.held is Held.PLANNED:
        moods -= {Mood.INTENTION, Mood.NEGATION} if told.dropped else {Mood.INTENTION}
    return frozenset(moods)


def asks_for_all(line: str, words: CertificateWords) -> bool:
    return folded(line) in {folded(one) for one in words.several}


def _plain(line: str, words: CertificateWords) -> str:
    """The line without what says nothing in front of it."""
    return _fronts(line, words)[-1]


def _fronts(line: str, words: CertificateWords) -> list[str]:
    """The line, and without what says nothing in front of it, step by step."""
    fronts = [line]
    for _ in range(MOST_IN_FRONT):
        shorter = [rest for one in words.before if (rest := behind(fronts[-1], (one,))) is not None]
        if not shorter:
            break
        fronts += sorted(shorter, key=len, reverse=True)  # "I have" after "I"
    return fronts


def _stated(line: str, words: CertificateWords) -> Told:
    """How it is held, said in front of the name or behind it; what is left is the name."""
    fronts = _fronts(line, words)
    for candidate in (line, *reversed(fronts[1:])):
        for held, phrases in _states(words):
            if (rest := behind(candidate, phrases)) is not None:
                return _as(held, _named(rest, words))
    plain = fronts[-1]
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
    bare = _without_articles(bare, words)
    if (rest := behind(bare, words.nouns)) is not None:
        of = behind(rest, words.of)
        bare = _named(rest if of is None else of, words)
    return unquoted(bare.strip(ENDING))


def _without_articles(said: str, words: CertificateWords) -> str:
    while (rest := behind(said, words.articles)) is not None:
        said = rest
    return said


def meant(told: Told, roadmap: Roadmap, known: Proofs) -> Told:
    """The same, but where the whole of it is a name that begins as what says how one is held: "Taking NLP further"."""
    is_name = told.whole != told.name and exactly(told.whole, roadmap, own_of(roadmap, known))
    return replace(told, name=told.whole, held=None, dropped=False) if is_name else told
