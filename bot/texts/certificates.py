"""What is said of certificates: those of a roadmap, one of them, and what was told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.platforms.packs import traits_of
from bot.texts.phrases import clauses, day, lines, number, numeral, paragraphs, row, sentences, short_day, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.certifications import Named
from roadmap.facts import Fact, Kind
from roadmap.model import Roadmap
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


# Showing


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


# Telling


def told(held: Held, named: Named, when: date, today: date) -> Markup:
    """How a certification is held from now on."""
    values = {"name": named.name, "day": day(when, today)}
    match held:
        case Held.EARNED if when == today:
            return say("🎓 <b>{name}</b>: earned today, {day}. Well done!", **values)
        case Held.EARNED:
            return say("🎓 <b>{name}</b>: earned on {day}. Well done!", **values)
        case Held.UNDER_WAY:
            return say("🟡 <b>{name}</b>: under way since {day}.", **values)
        case Held.PLANNED:
            return say("📌 <b>{name}</b>: planned, {day}.", **values)


def dropped(named: Named) -> Markup:
    return say("<b>{name}</b> is off your list of certificates.", name=named.name)


def so_already(shown: Shown, today: date) -> Markup:
    """Nothing changes."""
    if shown.certificate is None:
        return say("Nothing was told of <b>{name}</b> yet, so there is nothing to take off.", name=shown.named.name)
    return say(
        "That is what I have: <b>{name}</b>, {stands}. Nothing to change.",
        name=shown.named.name,
        stands=stands(shown.certificate.held, today, shown.certificate.day),
    )


def linked(link: str, others: Sequence[str]) -> Markup | None:
    """The link that was kept, and those that were not."""
    return lines(
        say("🔗 {link}", link=shortened(link)) if link else None,
        say(
            counted(
                len(others),
                "I keep one link for a certificate; {count} were left out.",
                one="I keep one link for a certificate; one was left out.",
            ),
            count=number(len(others)),
        )
        if others
        else None,
    )


def show_it(named: Named, platform: str) -> Markup:
    """How it can be shown, where it was told without a link and a file."""
    name = shortened(named.name, LONGEST)
    if traits_of(platform).keeps_files:
        return say(
            "A link shows it, <code>/earned {name} https://…</code>, or a picture or PDF with <code>certificate "
            "{name}</code> below it.",
            name=name,
        )
    return say("A link shows it: <code>/earned {name} https://…</code>. I keep no files here.", name=name)


# Asking


def which(said: str) -> Markup:
    """Several are called so."""
    return say("Which certificate do you mean by “{said}”?", said=shortened(said))


def which_at_all() -> Markup:
    return say("Which certificate?")


def unknown(said: str, *, may_keep: bool) -> Markup:
    """None is called so."""
    return sentences(
        say("No certification of this roadmap is called “{said}”, so I stored nothing.", said=shortened(said)),
        say("Is it one of your own?") if may_keep else None,
    )


def too_long(longest: int) -> Markup:
    """A link that is too long to be kept."""
    return say(
        counted(longest, "That link is too long to keep; {longest} characters are the most. Nothing was stored."),
        longest=number(longest),
    )


def too_many_own(most: int) -> Markup:
    return say(
        counted(most, "You have {most} certificates of your own already; that is as many as I keep."), most=number(most)
    )


# Labels


def label(named: Named) -> str:
    return plain("{name}", name=shortened(named.name, 40))


def numbered_label(shown: Shown) -> str:
    return plain(
        "{sign} {number}. {name}",
        sign=SIGNS[shown.held],
        number=numeral(shown.named.number),
        name=shortened(shown.named.name, 40),
    )


def plan_it() -> str:
    return plain("📌 Planned")


def begin_it() -> str:
    return plain("🟡 Under way")


def earn_it() -> str:
    return plain("🎓 Earned")


def drop_it() -> str:
    return plain("✖ Off my list")


def keep_own(name: str) -> str:
    return plain("➕ My own: {name}", name=shortened(name, 40))


def all_of_them() -> str:
    return plain("🎓 All certificates")


def label_of_all() -> str:
    """Below a topic that has some."""
    return plain("🎓 Certificates")


def portfolio() -> str:
    return plain("📁 Portfolio")


# Among other facts


def taken_back(fact: Fact, titles: dict[str, str], when: str) -> str:
    """A fact about a certificate, or evidence, as it is named among others."""
    match fact.kind:
        case Kind.CERT_PLANNED:
            return plain("{name} planned on {day}", name=shortened(fact.skill), day=when)
        case Kind.CERT_BEGUN:
            return plain("{name} under way since {day}", name=shortened(fact.skill), day=when)
        case Kind.CERT_EARNED:
            return plain("{name} earned on {day}", name=shortened(fact.skill), day=when)
        case Kind.CERT_DROPPED:
            return plain("{name} taken off your list", name=shortened(fact.skill))
    return plain("the file for {name}", name=shortened(fact.skill or titles.get(fact.topic, fact.topic)))
