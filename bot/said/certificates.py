"""What a learner says of a certificate: which one, how they stand with it, on which day, and the link to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.said.edits.parts import AROUND, before, behind, named, unquoted
from bot.said.moods import mood_of
from bot.said.patterns import any_of
from bot.said.settings import day_in
from bot.said.spans import cover_of, link_in
from bot.said.tokens import Form, tokens_of
from bot.said.values import Direction
from bot.said.world import World
from roadmap.certifications import LONGEST_NAME, Named, key_of
from roadmap.model import Roadmap, Topic
from roadmap.names import SHORT, folded
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
_PARTING = re.compile(r"\s+(?:and|&|then)\s+|[,;]\s+|\.\s+", re.IGNORECASE)
_EXHIBIT = re.compile(r"(?:^|\s)file:(\S+)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says: ``name`` as it was typed, and ``whole`` with the words that may say how it is held. It is ``held`` (None: not said) or that it is ``dropped``. ``links`` are all that
    stand in it; ``file`` is what looks like the name of a file, ``exhibit`` what a button carries of one that was sent before.
    ``has_noun`` says that it calls a certificate one."""

    name: str
    whole: str = ""
    held: Held | None = None
    dropped: bool = False
    day: date | None = None
    links: tuple[str, ...] = ()
    file: str = ""
    exhibit: str = ""
    has_noun: bool = False

    @property
    def says_something(self) -> bool:
        return self.dropped or self.held is not None


def read_certificate(said: str, world: World) -> Told:
    """All that a line says of one certificate. Raises NoSuchDay."""
    words = world.lexicon.words.certificates
    line, reference = _without_reference(said.replace("’", "'"))
    line, exhibit = _without_exhibit(line)
    line, links = _without_links(line)
    line, file = _without_file(line, words)
    line, day = _without_day(line, world)
    told = _stated(line, words)
    return replace(
        told,
        name=reference or told.name,
        whole=reference or line,
        day=day,
        links=links,
        file=file,
        exhibit=exhibit,
        has_noun=_has_noun(line, words),
    )


def tells_of_certificate(line: str, world: World) -> bool:
    """Whether a line without a command is about a certificate: it names one, or all, by a noun, in front of which stands how it is
    held, or nothing."""
    words = world.lexicon.words.certificates
    bare, _ = _without_links(line.replace("’", "'"))
    if len(bare) > LONGEST or line.rstrip().endswith("?") or not _has_noun(bare, words):
        return False
    if asks_for_all(bare, words):
        return True
    told = _stated(bare, words)
    if not (told.says_something or behind(_plain(bare, words), words.nouns) is not None):
        return False
    if _PARTING.search(bare) and not names_one(bare, world):
        return False  # it tells of something else as well
    text = world.text(line)
    return mood_of(text, cover_of(text, world, steps=False), world.lexicon) not in _unless(told)


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


def _without_exhibit(said: str) -> tuple[str, str]:
    found = _EXHIBIT.search(said)
    return (f"{said[: found.start()]} {said[found.end() :]}".strip(), _read_out(found[1])) if found else (said, "")


def carrying(exhibit: str) -> str:
    """What was kept of a file, as one word of a line."""
    return f"file:{exhibit.replace(' ', '|')}"


def _read_out(word: str) -> str:
    return word.replace("|", " ")


def _without_links(said: str) -> tuple[str, tuple[str, ...]]:
    found = [token for token in tokens_of(said) if token.form is Form.LINK]
    bare = said
    for token in reversed(found):
        bare = f"{bare[: token.start]} {bare[token.end :]}"
    return " ".join(bare.split()).strip(AROUND), tuple(dict.fromkeys(link_in(token.text) for token in found))


def _without_file(line: str, words: CertificateWords) -> tuple[str, str]:
    """The line without the name of a file, or a path, at its end."""
    found = re.search(rf"(?:^|\s)(?P<file>\S+\.(?:{any_of(words.files)}))$", line, re.IGNORECASE)
    return (line[: found.start()].strip(AROUND), found["file"]) if found else (line, "")


def _without_day(line: str, world: World) -> tuple[str, date | None]:
    """What stands before the longest tail that is a day beyond doubt, and the day. Raises NoSuchDay."""
    said = line.split()
    for count in range(min(len(said), MOST_WORDS), 0, -1):
        days = day_in(" ".join(said[-count:]), world.now, look=Direction.BACK, order=world.order)
        if days is not None and days.sure:
            return " ".join(said[:-count]).strip(AROUND), days.sure
    return line, None


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
    """A name without articles in front, and without a noun in front that is no part of it."""
    bare = said.strip(AROUND)
    while (rest := behind(bare, words.articles)) is not None:
        bare = rest
    if (rest := behind(bare, words.nouns)) is not None:
        of = behind(rest, words.of)
        bare = _named(rest if of is None else of, words)
    return unquoted(bare.strip(ENDING))


def meant(told: Told, roadmap: Roadmap, known: Proofs) -> Told:
    """The same, but where the whole of it is a name that begins as what says how one is held: "Taking NLP further"."""
    is_name = told.whole != told.name and _exactly(told.whole, roadmap, own_of(roadmap, known))
    return replace(told, name=told.whole, held=None, dropped=False) if is_name else told


def found(said: str, roadmap: Roadmap, known: Proofs, words: CertificateWords) -> tuple[Named, ...]:
    """The certifications that this may name: one of its roadmap's, one of the learner's own, or all of a topic that it names. The
    one of exactly this name is meant where there is one."""
    own = own_of(roadmap, known)
    if said.startswith("#") and "/" in said:
        slug, _, name = said[1:].partition("/")
        key = key_of(slug, name)
        known_ones = tuple(one for one in (*roadmap.certifications.all, *own) if one.key == key)
        return known_ones or (() if slug else (Named(0, "", name[:LONGEST_NAME]),))  # one of the learner's own
    for name in dict.fromkeys((said, _without_nouns(said, words))):
        if name and (exact := _exactly(name, roadmap, own)):
            return exact
    bare = _without_nouns(said, words)
    loosely = [*(_loosely(said, roadmap, own) or _loosely(bare, roadmap, own) or _joined(bare, roadmap, own, words))]
    if topic := topic_in(said, roadmap, words):
        loosely += (one for one in (*roadmap.certifications.of_topic(topic.slug), *own) if one.topic == topic.slug)
    return tuple(dict.fromkeys(loosely))


def topic_in(said: str, roadmap: Roadmap, words: CertificateWords) -> Topic | None:
    """The topic that this names, if it is one."""
    bare = _without_nouns(said, words)
    topics = named(roadmap, bare) if bare and not bare.isdecimal() else ()
    return topics[0] if len(topics) == 1 else None


def nearest(said: str, roadmap: Roadmap, words: CertificateWords, most: int) -> tuple[Named, ...]:
    """The certifications of the roadmap whose names are like what was said."""
    if not roadmap.certifications.all:
        return ()
    like = roadmap.certifications.as_topics.names.nearest(_without_nouns(said, words) or said, most)
    return tuple(roadmap.certifications.all[topic.number - 1] for topic in like)


def own_of(roadmap: Roadmap, known: Proofs) -> tuple[Named, ...]:
    """What the learner told of that is none of the roadmap's, or not any more; their numbers follow its."""
    named_there, first = roadmap.certifications.by_key, len(roadmap.certifications.all) + 1
    told = (one for one in known.certificates.values() if one.key not in named_there)
    return tuple(Named(number, one.topic, one.name) for number, one in enumerate(told, first))


def _exactly(said: str, roadmap: Roadmap, own: tuple[Named, ...]) -> tuple[Named, ...]:
    key = folded(said)
    if said.isdecimal() and len(said) < 7:
        return tuple(one for one in (*roadmap.certifications.all, *own) if one.number == int(said))
    return tuple(one for one in (*roadmap.certifications.all, *own) if folded(one.name) == key)


def _loosely(said: str, roadmap: Roadmap, own: tuple[Named, ...]) -> tuple[Named, ...]:
    if not (key := folded(said)):
        return ()
    certifications = roadmap.certifications
    like = named(certifications.as_topics, said) if certifications.all else ()
    of_roadmap = (certifications.all[topic.number - 1] for topic in like)
    return (*of_roadmap, *(one for one in own if f" {key} " in f" {folded(one.name)} "))


def _joined(said: str, roadmap: Roadmap, own: tuple[Named, ...], words: CertificateWords) -> tuple[Named, ...]:
    """Those that are written in one word: "hugging face"."""
    letters = folded(said).replace(" ", "")
    every = (*roadmap.certifications.all, *own) if len(letters) > SHORT else ()
    return tuple(one for one in every if folded(_without_nouns(one.name, words)).replace(" ", "") == letters)


def _without_nouns(said: str, words: CertificateWords) -> str:
    """What is left of a name without what calls it a certificate."""
    return " ".join(re.sub(rf"(?<!\w)(?:{any_of(words.nouns)})(?!\w)", " ", said, flags=re.IGNORECASE).split()).strip(
        AROUND
    )


def reference(one: Named) -> str:
    """What names this certification and no other."""
    return f"#{one.topic}/{one.name}"
