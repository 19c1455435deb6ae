"""What is said of the way for others onto a roadmap."""

from markupsafe import Markup

from bot.texts.phrases import paragraphs, shortened
from bot.texts.sentence import say
from roadmap.model import Roadmap


def share(roadmap: Roadmap, link: str) -> Markup:
    """How others get onto the same roadmap."""
    if not link:
        return say(
            "🔗 Whoever wants to learn <b>{roadmap}</b> too can take this line to me, or say <code>/start "
            "{slug}</code>. They see the roadmap, nothing of you.",
            roadmap=roadmap.title,
            slug=roadmap.slug,
        )
    return say(
        '🔗 Whoever wants to learn <b>{roadmap}</b> too can take <a href="{link}">{link}</a>, or say <code>/start '
        "{slug}</code>. They see the roadmap, nothing of you.",
        roadmap=roadmap.title,
        link=link,
        slug=roadmap.slug,
    )


def page(roadmap: Roadmap, link: str, *, is_own: bool) -> Markup:
    """The same where there is a page of it, which shows one's own as long as one likes."""
    return paragraphs(
        say(
            '🔗 Whoever wants to learn <b>{roadmap}</b> too finds it at <a href="{link}">{link}</a>. They see the roadmap, '
            "nothing of you.",
            roadmap=roadmap.title,
            link=link,
        ),
        say(
            "Whoever has the address reads the roadmap there as it stands, your edits included, until you take the page back."
        )
        if is_own
        else None,
    )


def taken_back(title: str, *, is_under_way: bool) -> Markup:
    return paragraphs(
        say("✖ Nobody finds a page of <b>{roadmap}</b> any more. Whoever is on it keeps it.", roadmap=title),
        say("/share makes a page again.") if is_under_way else None,
    )


def none_to_take_back(roadmap: Roadmap) -> Markup:
    return say("There is no page of <b>{roadmap}</b>.", roadmap=roadmap.title)


def no_page_called(said: str) -> Markup:
    """None of the learner's pages is of a roadmap that is called so."""
    return say("You share no roadmap that is called “{said}”.", said=shortened(said))


def which_page() -> Markup:
    """Several of them are."""
    return say("Which page do you take back?")


def everybodys(roadmap: Roadmap) -> Markup:
    """Of a roadmap that is shipped."""
    return say("I came with <b>{roadmap}</b>, so its page is everybody's.", roadmap=roadmap.title)


def not_yours(roadmap: Roadmap) -> Markup:
    return say("Somebody else brought <b>{roadmap}</b>: they share it, and take it back.", roadmap=roadmap.title)
