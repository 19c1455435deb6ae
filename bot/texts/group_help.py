"""Asking a group for help, offering it, and thanks."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.glued import listed, paragraphs
from roadmap.group.asking import HelpRequest

MOST_ASKED = 8
"""Learners a request names, of those who are on the topic or past it."""


def asked(request: HelpRequest, helpers: Sequence[Markup], offers: Sequence[Markup] = ()) -> Markup:
    """A request in the group; the button below says "I can help". ``helpers`` are the names of who is asked, ``offers``
    those of who can help."""
    return paragraphs(_question(request), offered(request, offers) if offers else _who(helpers))


def _question(request: HelpRequest) -> Markup:
    head = Markup("🙋 {} would like help with <b>{}</b>.").format(request.name, request.topic.title)
    return paragraphs(head, Markup("“{}”").format(request.question) if request.question else None)


def _who(helpers: Sequence[Markup]) -> Markup:
    if not helpers:
        return Markup("You'd be the first of this group to get there, so anybody's thoughts are welcome.")
    return Markup("🧭 {}: you know the way, could one of you lend a hand?").format(
        Markup(listed(helpers, most_named=MOST_ASKED + 1))  # noqa: S704 - every name is Markup
    )


def offered(request: HelpRequest, offers: Sequence[Markup]) -> Markup:
    """Who can help; the request stays open until somebody is thanked."""
    names = Markup(listed(offers))  # noqa: S704 - every name is Markup
    return Markup("🤝 {} can help. {}, a word of thanks goes by <code>/thanks</code>.").format(names, request.name)


def own_request() -> Markup:
    """The asker pressed "I can help"."""
    return Markup("That one is yours; let's see who else knows.")


def offered_already() -> Markup:
    return Markup("Your offer stands already. Thank you!")


def thanked(helper: str, by: str) -> Markup:
    return Markup("💛 {} thanks {}. Help like that is what a group is for.").format(by, helper)


def settled(request: HelpRequest) -> Markup:
    """What a request reads once it is closed."""
    return paragraphs(_question(request), Markup("✔ Settled. Thank you, all."))


def noted(topic: str) -> Markup:
    """Said to the asker alone."""
    return Markup("🙋 I ask the group about <b>{}</b>. Got your answer? <code>/thanks</code> settles it.").format(topic)


def closed(topic: str) -> Markup:
    """Said to the asker alone, or to who comes too late to help."""
    return Markup("✔ That question on <b>{}</b> is settled.").format(topic)


def nothing_open() -> Markup:
    return Markup("Nobody is waiting for help just now.")


def offer_noted() -> Markup:
    """Said to the helper alone."""
    return Markup("🤝 Lovely. It says below the question that you can help.")


def thank_whom() -> Markup:
    return Markup("Whom would you like to thank? <code>/thanks @name</code>")


def thanks_noted() -> Markup:
    """Said to who thanks, alone."""
    return Markup("💛 Noted.")


def too_many_open(most: int) -> Markup:
    return Markup("You have {} open questions here. <code>/thanks</code> settles one, and then there is room.").format(
        most
    )
