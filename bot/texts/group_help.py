"""Asking a group for help, offering it, and thanks."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.texts.phrases import lines, listed_markup, number, numeral, paragraphs
from bot.texts.sentence import counted, say
from bot.texts.stages import told_apart
from roadmap.group.helpers import HelpRequest
from roadmap.model import Roadmap

MOST_ASKED = 8
"""Learners a request names, of those who are on the topic or past it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of who is asked: those that completed the topic, and those that are on it."""

    past: Sequence[Markup] = ()
    on_it: Sequence[Markup] = ()


def asked(request: HelpRequest, roadmap: Roadmap, who: Asked, offers: Sequence[Markup] = ()) -> Markup:
    """A request in a group on this roadmap; the button below says "I can help". ``offers`` are the names of who can help."""
    topic = told_apart(roadmap, request.topic)
    head = say(
        "🙋 {name} would like help with <b>{topic}</b> (#{number}).",
        name=request.name,
        topic=topic,
        number=numeral(request.number),
    )
    return paragraphs(head, _words(request), offered(request, offers) if offers else _who(who))


def _words(request: HelpRequest) -> Markup | None:
    return say("“{question}”", question=request.question) if request.question else None


def _question(request: HelpRequest, roadmap: Roadmap) -> Markup:
    """A question that is closed; nobody needs its number any more."""
    topic = told_apart(roadmap, request.topic)
    head = say("🙋 {name} would like help with <b>{topic}</b>.", name=request.name, topic=topic)
    return paragraphs(head, _words(request))


def _who(who: Asked) -> Markup:
    if who.past:
        return lines(
            say("🧭 {names}: you know the way, could one of you lend a hand?", names=_named(who.past)),
            say("{names}: you're on it just now, your thoughts help too.", names=_named(who.on_it))
            if who.on_it
            else None,
        )
    if who.on_it:
        return say("🧭 {names}: you're on it just now, how do you see it?", names=_named(who.on_it))
    return say("You'd be the first of this group to get there, so anybody's thoughts are welcome.")


def _named(names: Sequence[Markup]) -> Markup:
    return listed_markup(names, most_named=MOST_ASKED + 1)


def offered(request: HelpRequest, offers: Sequence[Markup]) -> Markup:
    """Who can help; the request stays open until somebody is thanked."""
    return say(
        "🤝 {names} can help. {asker}, a word of thanks goes by <code>/thanks</code>.",
        names=listed_markup(offers),
        asker=request.name,
    )


def can_help(helper: str, topic: str, group: str) -> Markup:
    """Said directly to who asked, whose group is called so."""
    return say(
        "🤝 <b>{helper}</b> can help with <b>{topic}</b>. Say hello, or go on in {group}.",
        helper=helper,
        topic=topic,
        group=group,
    )


def can_help_you(asker: str, helper: str, topic: str) -> Markup:
    """The same in the group, to an asker who cannot be written to."""
    return say("🤝 {asker}, {helper} can help with <b>{topic}</b>.", asker=asker, helper=helper, topic=topic)


def own_request() -> Markup:
    """The asker pressed "I can help"."""
    return say("That one is yours; let's see who else knows.")


def offered_already() -> Markup:
    return say("Your offer stands already. Thank you!")


def thanked(helper: str, by: str) -> Markup:
    return say("💛 {by} thanks {helper}. Help like that is what a group is for.", by=by, helper=helper)


def settled(request: HelpRequest, roadmap: Roadmap) -> Markup:
    """What a request reads once it is closed."""
    return paragraphs(_question(request, roadmap), say("✔ Settled. Thank you, all."))


def expired(request: HelpRequest, roadmap: Roadmap) -> Markup:
    """What a request reads that nobody settled in two weeks."""
    return paragraphs(_question(request, roadmap), say("⌛ Closed after two weeks."))


def closed_by_admin(request: HelpRequest, roadmap: Roadmap) -> Markup:
    return paragraphs(_question(request, roadmap), say("✖ Closed by an admin."))


def noted(topic: str) -> Markup:
    """Said to the asker alone."""
    return say(
        "🙋 I ask the group about <b>{topic}</b>. Got your answer? <code>/thanks</code> settles it.", topic=topic
    )


def closed(topic: str) -> Markup:
    """Said to the asker alone, or to who comes too late to help."""
    return say("✔ That question on <b>{topic}</b> is settled.", topic=topic)


def closed_there(topic: str) -> Markup:
    """Said to who comes too late to help, as those below."""
    return say("✖ An admin has closed that question on <b>{topic}</b>. Thank you all the same.", topic=topic)


def hidden_there(topic: str) -> Markup:
    return say("An admin has taken that question on <b>{topic}</b> off the chat.", topic=topic)


def expired_there(topic: str) -> Markup:
    return say(
        "⌛ That question on <b>{topic}</b> was open for two weeks, and is closed. Thank you all the same.", topic=topic
    )


def none_of_yours(topic: str = "") -> Markup:
    """Said to who settles what they have not asked, or what is closed already."""
    if topic:
        return say("You have no open question on <b>{topic}</b> here.", topic=topic)
    return say("You have no open question here.")


def nothing_open() -> Markup:
    return say("Nobody is waiting for help just now.")


def offer_noted() -> Markup:
    """Said to the helper alone."""
    return say("🤝 Lovely. It says below the question that you can help.")


def thank_whom() -> Markup:
    return say("Whom would you like to thank? <code>/thanks @name</code>")


def thanks_noted() -> Markup:
    """Said to who thanks, alone."""
    return say("💛 Noted.")


def too_many_open(most: int) -> Markup:
    return say(
        counted(most, "You have {most} open questions here. <code>/thanks</code> settles one, and then there is room."),
        most=number(most),
    )
