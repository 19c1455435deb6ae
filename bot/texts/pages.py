"""The words of the pages themselves: their headings, the labels of their forms, and what stands where nothing is to be shown."""

from markupsafe import Markup

from bot.texts.phrases import numeral, paragraphs
from bot.texts.platforms import at_platform
from bot.texts.sentence import plain, say


def mine() -> str:
    return plain("My plan")


def sign_out() -> str:
    return plain("Sign out")


def skip_to_content() -> str:
    return plain("Skip to the content")


def say_something() -> str:
    return plain("Say something, as in the chat")


def for_example() -> str:
    """What may be said."""
    return plain("finished lesson 3, 40m")


def send() -> str:
    return plain("Send")


def go() -> str:
    """Beside a menu: on with what is chosen in it."""
    return plain("Go")


def answered() -> str:
    return plain("Roadmate's answer")


def refused(why: str) -> Markup:
    """A press that does not go on, in the words of its toast."""
    return say("{why}", why=why)


def files_there(platform: str) -> Markup:
    """Below what speaks of files that their platform shows, and no page."""
    return say("Files are shown {platform}: ask me there.", platform=at_platform(platform))


def fill_in() -> str:
    """Sends the form of an answer."""
    return plain("That's it")


def one_by_one() -> str:
    """Opens what a form asks as a chat without forms asks it."""
    return plain("Or one at a time")


def today() -> str:
    return plain("Today")


def standing() -> str:
    return plain("Where you stand")


def signing_in() -> str:
    return plain("Sign in")


def sign_in() -> str:
    return plain("Sign in here")


def about_to_sign_in() -> Markup:
    """Of a way in that somebody has followed, before they use it."""
    return say("This signs this browser in to your page. The link works once.")


def about_to_take_over(now: str, then: str) -> Markup:
    """The same in a browser that is signed in as another learner; by the platforms of the account that it shows now, and of the one
    that it is to show then."""
    return paragraphs(
        say(
            "<b>This browser is signed in as somebody else now</b>, with an account {now}. This link is for an account {then}.",
            now=at_platform(now),
            then=at_platform(then),
        ),
        say(
            "If you sign in here, this browser shows the page of the link's account from then on, and what you tick here "
            "counts for that one. The other is signed out here."
        ),
        say("If the link is not from your own chat with me, leave it alone. It works once."),
    )


def sign_in_all_the_same() -> str:
    return plain("Sign in all the same")


def leave_signed_in() -> str:
    """Leads on without the way in, as whoever is signed in."""
    return plain("Leave it as it is")


def stale() -> Markup:
    return say("This link is used, or too old. Type <code>/web</code> in a chat with me, and you get a new one.")


def signed_out() -> Markup:
    return say(
        "You are not signed in here. Type <code>/web</code> in a chat with me, and you get a link that signs you in."
    )


def not_there() -> Markup:
    return say("There is no such page.")


def not_from_here() -> Markup:
    """Of a form that another site sent, or that does not say where it comes from."""
    return say("That did not come from this page, so I left it alone. Open your page anew and try it there.")


def too_much() -> Markup:
    return say("That is more than I take at once.")


def too_often() -> Markup:
    return say("That was a lot at once. Wait a moment, and load the page again.")


def too_large_here() -> Markup:
    """Of files that came with an answer."""
    return say("The file is too large to be handed out here: ask me for it in a chat.")


def not_now() -> Markup:
    return say("Not just now: the database does not answer. Try again in a minute.")


def broke(incident: str) -> Markup:
    return say(
        "Something went wrong on my side. Whoever runs me finds it under <code>{incident}</code>.", incident=incident
    )


def home() -> str:
    return plain("To my page")


# What is shown leaf by leaf


def other_leaves() -> str:
    """What the links to them are called."""
    return plain("Pages of topics")


def leaf_of(number: int, of: int) -> str:
    return plain("Page {number} of {of}", number=numeral(number), of=numeral(of))


def earlier_leaf() -> str:
    return plain("← Earlier topics")


def later_leaf() -> str:
    return plain("Later topics →")


# Of the page as Telegram opens it.


def opening() -> str:
    return plain("Opening your page …")


def outside() -> Markup:
    """Where nobody says who opened it, as in any browser."""
    return say(
        "This page opens within Telegram. For any other browser type <code>/web</code> in a chat with me, and you get a link that signs you in."
    )


def unreachable() -> Markup:
    return say("I do not get through just now. Close this page, and open it again in a minute.")


def open_again() -> Markup:
    """Of an opening that has signed in already, that is too old, or that Telegram does not vouch for."""
    return say("Close this page, and open it again from our chat: each opening signs in once.")


def not_known_inside() -> Markup:
    """Of an opening by somebody who has said nothing yet, or is forgotten."""
    return say(
        "I keep nothing about you, and nothing of this visit. To begin, close this page and say <code>/start</code> in our chat; then open it again."
    )


def for_a_browser() -> Markup:
    """Of a way in that somebody followed on the page within a platform."""
    return say(
        "This link signs a browser in, and here it would be spent for nothing. I left it alone: open it in a browser."
    )


def signed_out_inside() -> Markup:
    """The same as signed_out where the page is opened within a platform."""
    return say("You are signed out here. Close this page, and open it again from our chat.")
