"""Pictures and PDFs as evidence: what a command takes of one that came along, and how those that were kept are shown again."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.exhibit import Exhibit, exhibit_in
from bot.texts import evidence as texts
from bot.texts.phrases import lines
from roadmap.facts import Fact
from roadmap.proofs import MOST_FILES, Proofs, files_shown, proofs, show

SHOWN_FIRST = 1
"""Files that go along with what is said of their topic; the others are asked for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The facts by which what came along is evidence, and what is to be said of that."""

    facts: tuple[Fact, ...] = ()
    said: Markup | None = None


NONE_TAKEN = Taken()


async def proofs_of(context: Context) -> Proofs:
    """What the learner has to show on the roadmap under way."""
    return proofs(await context.events())


def take(context: Context, known: Proofs, topics: Sequence[str], name: str = "") -> Taken:
    """Take the picture or PDF that came along as evidence of these topics, or of the certification of one; nobody else takes it then.
    One that its platform needs too many words for is left."""
    exhibit = context.exhibit
    if exhibit is None or not exhibit.kept:
        return NONE_TAKEN
    context.exhibit = None
    facts = tuple(fact for slug in topics for fact in show(known, slug, name, exhibit.kept, context.today))
    is_full = any(len(files_shown(known, fact.topic, fact.skill)) >= MOST_FILES for fact in facts)
    shows = (name,) if name else tuple(context.roadmap.by_slug[slug].title for slug in topics)
    said = texts.kept(exhibit.platform, shows, several=exhibit.several)
    return Taken(facts, lines(said, texts.last_ones() if is_full else None))


def files_of(known: Proofs, slug: str) -> tuple[str, ...]:
    """The files of a topic, and of its certificates."""
    return (*known.files.get(slug, ()), *(file for one in known.of_topic(slug) for file in one.files))


@dataclass(frozen=True, slots=True)
class Again:
    """What is shown again here, and what is said of that."""

    exhibits: tuple[Exhibit, ...] = ()
    said: Markup | None = None
    count: int = 0
    """How many there are here, of which the last are shown."""

    @property
    def left(self) -> int:
        return self.count - len(self.exhibits)


def again(context: Context, files: Sequence[str], most: int = MOST_FILES) -> Again:
    """The last files that the speaker's platform has; of those of another one it is said that they are there."""
    kept = [exhibit_in(file) for file in files]
    here = [one for one in kept if one.platform == context.speaker.platform]
    others: dict[str, int] = {}
    for one in kept:
        if one.platform != context.speaker.platform:
            others[one.platform] = others.get(one.platform, 0) + 1
    return Again(
        tuple(here[-most:]),
        lines(
            texts.files_here(len(here)) if here else None,
            *(texts.elsewhere(count, platform) for platform, count in others.items()),
        )
        or None,
        len(here),
    )
