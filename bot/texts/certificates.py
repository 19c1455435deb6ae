"""What is said of certificates: how one is held from now on, and what has to be asked about."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.platforms.packs import traits_of
from bot.texts.certificate_views import LONGEST, Shown, stands
from bot.texts.phrases import day, lines, listed_markup, number, sentences, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.certifications import Named
from roadmap.facts import Fact, Kind
from roadmap.model import Roadmap
from roadmap.proofs import Held


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
        case Held.PLANNED if when > today:
            return say("📌 <b>{name}</b>: planned for {day}.", **values)
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


def show_it(said: str, platform: str) -> Markup:
    """How one that is found by what is ``said`` can be shown, where it was told without a link and a file."""
    name = shortened(said, LONGEST)
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


def elsewhere(said: str, there: Sequence[Roadmap], here: Roadmap) -> Markup:
    """What is called so belongs to other roadmaps of the learner."""
    return say(
        "“{said}” belongs to {there}; you're on <b>{here}</b> now, so I stored nothing. Switch first, then say it again.",
        said=shortened(said),
        there=listed_markup(say("<b>{roadmap}</b>", roadmap=shortened(one.title)) for one in there),
        here=shortened(here.title),
    )


def which_day(named: Named, said: str) -> Markup:
    """The words for the day may mean several."""
    return say("Which day is “{said}” for <b>{name}</b>?", said=said, name=named.name)


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


def several_taken_back(kind: Kind, count: int, when: str) -> str:
    """Facts of one kind about several certificates, or several files, as they are named among others."""
    values = {"count": number(count), "day": when}
    match kind:
        case Kind.CERT_PLANNED:
            return plain(counted(count, "{count} certificates planned on {day}"), **values)
        case Kind.CERT_BEGUN:
            return plain(counted(count, "{count} certificates under way since {day}"), **values)
        case Kind.CERT_EARNED:
            return plain(counted(count, "{count} certificates earned on {day}"), **values)
        case Kind.CERT_DROPPED:
            return plain(counted(count, "{count} certificates taken off your list"), **values)
    return plain(counted(count, "the file for {count} topics"), **values)
