"""The words of a roadmap's page, which everybody may read: what its document says, and nothing of anybody who learns by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from bot.platforms.packs import traits_of
from bot.texts.lengths import is_timed, length, recommended
from bot.texts.phrases import clauses, named, number, numeral, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.model import Certification, Resource, Roadmap, Step, Topic

MOST = 20
"""Steps, resources and certifications of one topic that are shown."""

LONGEST = 200
"""Characters of a name that are shown."""

LONGEST_LINK = 500
"""Characters of an address that is a link; a longer one is left out."""

WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list, and where it leads (empty: nowhere)."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with its heading, and how many they are: the first of its entries, and what is said of the others."""

    heading: str
    count: str
    entries: Sequence[Entry]
    rest: str
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a topic."""

    title: str
    beside: str
    why: str
    builds_on: str
    lists: Sequence[Shown]
    instead: str

    @property
    def inside(self) -> str:
        """What opens the lists."""
        return clauses(*(one.count for one in self.lists))


def stages(roadmap: Roadmap, topics: Sequence[Topic]) -> list[tuple[str, list[Card]]]:
    """Topics in a row under the titles of their stages, empty where a topic stands under none."""
    return [
        (shortened(title, LONGEST), [_card(roadmap, topic) for topic in run])
        for title, run in groupby(topics, key=lambda topic: topic.stage)
    ]


def _card(roadmap: Roadmap, topic: Topic) -> Card:
    facts = clauses(
        recommended(topic) if is_timed(topic) else "",
        plain("difficulty {difficulty} of 5", difficulty=number(topic.difficulty)) if topic.difficulty else "",
        plain("may be left out") if topic.optional else "",
    )
    needs = (*(roadmap.by_slug[slug].title for slug in topic.prerequisites), *topic.skills)
    instead = "" if topic.certifications else topic.instead
    return Card(
        title=plain("{number}. {topic}", number=numeral(topic.number), topic=topic.title),
        beside=facts,
        why=topic.why,
        builds_on=plain("Builds on {topics}", topics=named(needs)) if needs else "",
        lists=list(_lists(topic)),
        instead=plain("No certification here; {instead}.", instead=instead) if instead else "",
    )


def _lists(topic: Topic) -> Iterator[Shown]:
    if steps := topic.steps:
        count = plain(counted(len(steps), "{count} steps", one="{count} step"), count=number(len(steps)))
        yield _shown(plain("Steps"), count, [_step(one) for one in steps[:MOST]], len(steps), is_ordered=True)
    if found := topic.resources:
        count = plain(counted(len(found), "{count} resources", one="{count} resource"), count=number(len(found)))
        yield _shown(plain("Free to learn from"), count, [_resource(one) for one in found[:MOST]], len(found))
    if named_ones := topic.certifications:
        of = len(named_ones)
        count = plain(counted(of, "{count} certifications", one="{count} certification"), count=number(of))
        yield _shown(plain("Free certifications"), count, [_certification(one) for one in named_ones[:MOST]], of)


def _shown(heading: str, count: str, entries: Sequence[Entry], of: int, *, is_ordered: bool = False) -> Shown:
    rest = plain("… and {count} more", count=number(of - MOST)) if of > MOST else ""
    return Shown(heading, count, entries, rest, is_ordered)


def _step(step: Step) -> Entry:
    title = shortened(step.title, LONGEST)
    if step.minutes is None:
        return Entry(title, _link(step.link))
    return Entry(plain("{step} ({minutes} min)", step=title, minutes=number(step.minutes)), _link(step.link))


def _resource(resource: Resource) -> Entry:
    return Entry(shortened(resource.name, LONGEST), _link(resource.link))


def _certification(one: Certification) -> Entry:
    name = shortened(one.name, LONGEST)
    return Entry(plain("{name} ({note})", name=name, note=shortened(one.note, LONGEST)) if one.note else name)


def _link(address: str) -> str:
    return address if address.startswith(WEB) and len(address) <= LONGEST_LINK else ""


def in_short(roadmap: Roadmap) -> str:
    """How much it is."""
    return length(roadmap)


def begin() -> str:
    return plain("Begin with it")


def start_on(platform: str) -> str:
    return plain("Start on {platform}", platform=traits_of(platform).shown_name)


def say_it(roadmap: Roadmap) -> Markup:
    return say("Or say <code>/start {slug}</code> to me in a chat where you find me.", slug=roadmap.slug)


def in_a_terminal(roadmap: Roadmap) -> Markup:
    return say("In a terminal: <code>roadmate chat</code>, and there <code>/start {slug}</code>.", slug=roadmap.slug)


def nothing_of_you() -> Markup:
    return say("Whoever shared this sees nothing of you.")


def brought() -> Markup:
    """Of a roadmap that is not ours."""
    return say(
        "Somebody who studies here brought this roadmap. Its links lead elsewhere, and I have not followed them."
    )


def topics() -> str:
    return plain("Topics")
