"""Asking a group for help, offering it, and thanks."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import listed, paragraphs
from roadmap.group.asking import HelpRequest

MOST_ASKED = 8
"""Learners a request names, of those who are on the topic or past it."""


def asked(request: HelpRequest, helpers: Sequence[Markup]) -> Markup:
    """A request in the group; the button below says "I can help". ``helpers`` are names or mentions."""
    head = Markup("🙋 {} would like help with <b>{}</b>.").format(request.name, request.topic.title)
    question = Markup("“{}”").format(request.question) if request.question else None
    return paragraphs(head, question, _who(helpers))


def _who(helpers: Sequence[Markup]) -> Markup:
    if not helpers:
        return Markup("You'd be the first of this group to get there, so anybody's thoughts are welcome.")
    return Markup("{}: you know the way, could one of you lend a hand?").format(
        Markup(listed(helpers, most_named=MOST_ASKED + 1))  # noqa: S704 - every name is Markup
    )


def offered(helper: str, request: HelpRequest) -> Markup:
    """Somebody can help."""
    return Markup(
        "🤝 {helper} can help {asker} with <b>{title}</b>. {asker}, a word of thanks goes by <code>/thanks</code>."
    ).format(helper=helper, asker=request.name, title=request.topic.title)


def own_request() -> Markup:
    """The asker pressed "I can help"."""
    return Markup("That one is yours; let's see who else knows.")


def offered_already() -> Markup:
    return Markup("Your offer stands already. Thank you!")


def thanked(helper: str, by: str) -> Markup:
    return Markup("💛 {} thanks {}. Help like that is what a group is for.").format(by, helper)


def closed(request: HelpRequest) -> Markup:
    return Markup("✔ {}'s question on <b>{}</b> is settled.").format(request.name, request.topic.title)
