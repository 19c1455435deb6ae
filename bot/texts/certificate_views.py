"""What is shown of certificates: all of a roadmap a page at a time, those of a topic, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import clauses, lines, number, numeral, paragraphs, row, short_day, shortened
from bot.texts.sentence import plain, say
from bot.texts.stages import told_apart as told_apart_by_stage
from roadmap.certifications import Named
from roadmap.model import Roadmap
from roadmap.names import folded
from roadmap.proofs import Certificate, Held, Proofs

PAGE = 10
"""Certifications on a page, each with a button."""

LONGEST = 80
"""Characters of a name in a list."""

LONGEST_IN_TOPIC = 200
"""The same where there is room."""

SIGNS: dict[Held | None, str] = {Held.PLANNED: "📌", Held.UNDER_WAY: "🟡", Held.EARNED: "🎓", None: "☐"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A certification with how the learner stands with it (None: nothing was told of it)."""

    named: Named
    certificate: Certificate | None = None

    @property
    def held(self) -> Held | None:
        return self.certificate.held if self.certificate else None


@dataclass(frozen=True, slots=True)
class Place:
    """Which page it is, and of how many."""

    page: int
    pages: int


ALONE = Place(1, 1)
"""Where nothing is said of other pages: there are none, or something else leads to them."""


def told_apart(named: Named, roadmap: Roadmap, most: int = LONGEST) -> Named:
    """The same, called by its topic as well where others of the roadmap are called so; then its own name is cut where it is long."""
    topic = roadmap.by_slug.get(named.topic)
    if topic is None or folded(named.name) not in roadmap.certifications.repeated:
        return named
    name = plain("{name} ({topic})", name=shortened(named.name, most), topic=told_apart_by_stage(roadmap, topic))
    return replace(named, name=name)


def listed(roadmap: Roadmap, shown: Sequence[Shown], known: Proofs, place: Place, today: date) -> Markup:
    """One page of all there are."""
    head = row(
        say("🎓 <b>Certificates</b> of {roadmap}", roadmap=shortened(roadmap.title)),
        counts(known),
        say("page {page} of {pages}", page=number(place.page), pages=number(place.pages)) if place.pages > 1 else None,
    )
    return paragraphs(head, lines(*(_in_list(one, roadmap, today) for one in shown)), how_to())


def counts(known: Proofs) -> str | None:
    """ "2 earned, 1 under way"; None where nothing was told."""
    told = [(held, sum(one.held is held for one in known.certificates.values())) for held in reversed(Held)]
    return clauses(*(_count(held, count) for held, count in told if count)) or None


def _count(held: Held, count: int) -> str:
    match held:
        case Held.EARNED:
            return plain("{count} earned", count=number(count))
        case Held.UNDER_WAY:
            return plain("{count} under way", count=number(count))
        case Held.PLANNED:
            return plain("{count} planned", count=number(count))


def _in_list(one: Shown, roadmap: Roadmap, today: date) -> Markup:
    topic = roadmap.by_slug.get(one.named.topic)
    values = {
        "sign": SIGNS[one.held],
        "number": numeral(one.named.number),
        "name": shortened(one.named.name, LONGEST),
        "note": shortened(one.named.note, LONGEST),
    }
    name = (
        say("{sign} {number}. {name} ({note})", **values)
        if one.named.note
        else say("{sign} {number}. {name}", **values)
    )
    return row(name, shortened(topic.title) if topic else plain("your own"), _stands(one.certificate, today))


def _stands(certificate: Certificate | None, today: date) -> Markup | None:
    """ "earned 3 Mar, link"; None where nothing was told."""
    if certificate is None:
        return None
    return row(
        stands(certificate.held, today, certificate.day),
        say('<a href="{link}">link</a>', link=certificate.link) if certificate.link else None,
        say("📎") if certificate.files else None,
    )


def stands(held: Held, today: date, since: date) -> str:
    when = short_day(since, today)
    match held:
        case Held.EARNED:
            return plain("earned {day}", day=when)
        case Held.UNDER_WAY:
            return plain("under way since {day}", day=when)
        case Held.PLANNED if since > today:
            return plain("planned for {day}", day=when)
        case Held.PLANNED:
            return plain("planned {day}", day=when)


def how_to() -> Markup:
    return say(
        "Say “got the kaggle certificate”, or <code>/earned 1 https://…</code>. <code>/certificates nlp</code> shows one topic."
    )


def none_here(roadmap: Roadmap) -> Markup:
    """A roadmap that names no certification."""
    return say(
        "🎓 {roadmap} names no certification. What you earned all the same goes in by <code>/earned AWS Practitioner "
        "https://…</code>.",
        roadmap=shortened(roadmap.title),
    )


def one(shown: Shown, roadmap: Roadmap, today: date) -> Markup:
    """One certification, with all that was told of it."""
    topic, certificate = roadmap.by_slug.get(shown.named.topic), shown.certificate
    return lines(
        say("{sign} <b>{name}</b>", sign=SIGNS[shown.held], name=shown.named.name),
        say("({note})", note=shortened(shown.named.note, LONGEST)) if shown.named.note else None,
        say("Of {topic}", topic=topic.title) if topic else say("One of your own"),
        _stands(certificate, today) or say("nothing told of it yet"),
    )


def none_of_topic() -> Markup:
    return say("The roadmap names no certification for this one.")


def in_topic(one: Shown, today: date) -> Markup:
    """A certification among those of its topic."""
    name, note = shortened(one.named.name, LONGEST_IN_TOPIC), shortened(one.named.note, LONGEST_IN_TOPIC)
    sign = SIGNS[one.held] if one.held else "•"
    if note:
        return row(say("{sign} {name} ({note})", sign=sign, name=name, note=note), _stands(one.certificate, today))
    return row(say("{sign} {name}", sign=sign, name=name), _stands(one.certificate, today))
