"""What is said in a chat of the page that a learner has on the web."""

from markupsafe import Markup

from bot.texts.phrases import lines, numeral, paragraphs
from bot.texts.sentence import counted, plain, say


def off_here() -> Markup:
    """The installation has no address of its own on the web."""
    return say(
        "🖥 There is no page here: whoever runs this bot has given it no address on the web. /status and /chart show your plan "
        "in this chat."
    )


def way_in(url: str, minutes: int, signed_in: int) -> Markup:
    """The link, good once and for so many minutes; so many browsers are signed in already."""
    return _paragraphs(say('🖥 <a href="{url}">Your page</a>', url=url), minutes, signed_in)


def way_in_as_text(url: str, minutes: int, signed_in: int) -> Markup:
    """The same where the address leads to this machine alone, which platforms make no link of."""
    return _paragraphs(say("🖥 Your page, on the machine I run on: <code>{url}</code>", url=url), minutes, signed_in)


def _paragraphs(link: Markup, minutes: int, signed_in: int) -> Markup:
    once = say(
        counted(
            minutes,
            "The link is yours alone: it works once, within {minutes} minutes.",
            one="The link is yours alone: it works once, within a minute.",
        ),
        minutes=numeral(minutes),
    )
    return paragraphs(link, lines(once, _signed_in(signed_in) if signed_in else None))


def page_of_group(title: str) -> Markup:
    """What is said in a group of its page, above the button that opens it."""
    return paragraphs(
        say("🖥 <b>{title}</b> has a page for its members: the board, meetings, the goal and the digests.", title=title),
        say("Your own page: <code>/web</code> in our direct chat."),
    )


def page_once_signed_in(title: str, url: str) -> Markup:
    """Of the group where the way in was asked for, to one of its members."""
    return say('👥 Once you are signed in, <a href="{url}">the page of {title}</a> opens too.', url=url, title=title)


def our_page() -> str:
    """Of the button that opens a group's page."""
    return plain("Our page")


def _signed_in(count: int) -> Markup:
    return say(
        counted(
            count,
            "{count} browsers are signed in. <code>/web off</code> signs all of them out.",
            one="One browser is signed in. <code>/web off</code> signs it out.",
        ),
        count=numeral(count),
    )


def signed_out(count: int) -> Markup:
    """So many browsers, at once."""
    if not count:
        return say("No browser was signed in, and no link works any more. /web makes a new one.")
    return say(
        counted(
            count,
            "Signed out of {count} browsers, and no link works any more.",
            one="Signed out of one browser, and no link works any more.",
        ),
        count=numeral(count),
    )


def signed_out_one() -> Markup:
    return say("Signed out there.")


def no_such_browser() -> Markup:
    return say("No such browser is signed in any more.")


def sign_out() -> str:
    return plain("✖ Sign out everywhere")


def my_page() -> str:
    """Of the button that opens it, below a message and beside the chat."""
    return plain("My page")
