"""What is said of a calendar address, and what stands in the calendar behind it."""

from datetime import date

from markupsafe import Markup

from bot.texts.phrases import day, lines, named, paragraphs
from bot.texts.sentence import plain, say


def off_here() -> Markup:
    """The installation has no address of its own on the web."""
    return say(
        "📅 No calendar can read me here: whoever runs this bot has given it no address on the web. "
        "<code>/export calendar</code> gives you your plan as a file."
    )


def offered(url: str, webcal: str, google: str, *, instead: bool) -> Markup:
    """An address, which is shown this once, also as calendars open it, and as Google does; ``instead`` of one before it."""
    return paragraphs(
        say("📅 Your calendar address. Whoever has it sees your plan, so keep it to yourself. I show it this once:"),
        say("<code>{url}</code>", url=url),
        say(
            'Subscribe to it where your calendar adds one "by address", with <a href="{google}">Google</a> in one tap, or '
            "open <code>{webcal}</code>.",
            google=google,
            webcal=webcal,
        ),
        say(
            "It has the days of your roadmaps, your study times, the certificates you planned and the group meetings you are "
            "in for."
        ),
        say(
            "Google shows a change after 8 to 24 hours, Apple as often as you set there: what changes within a day stays "
            "with me."
        ),
        say("The address before it is none any more.") if instead else None,
    )


def known(made: date, read: date | None, today: date) -> Markup:
    """There is one, which nobody can show again."""
    return lines(
        say("📅 You've had a calendar address since {day}.", day=day(made, today)),
        say("A calendar read it last on {day}.", day=day(read, today)) if read else say("No calendar has read it yet."),
        say("I can't show it again, for I keep only its trace. A new one ends it."),
    )


def ended() -> Markup:
    return say("📅 Your calendar address is none any more. What a calendar has taken of it may stay there for a day.")


def none_to_end() -> Markup:
    return say("You have no calendar address. /calendar makes one.")


def new_address() -> str:
    return plain("📅 New address")


def end_it() -> str:
    return plain("✖ Off")


# In the calendar


def calendar_of(roadmap: str) -> str:
    return plain("{roadmap} · Roadmate", roadmap=roadmap)


def of_several() -> str:
    """The calendar of somebody who is on several roadmaps, or on none."""
    return plain("Roadmate")


def study_of(topic: str) -> str:
    """A study time that is for one topic."""
    return plain("📚 {topic}", topic=named([topic]))


def study() -> str:
    return plain("📚 Study time")


def meeting(group: str, topic: str) -> str:
    """A meeting of a group, on a topic where one was said."""
    return (
        plain("👥 {topic} · {group}", topic=named([topic]), group=group) if topic else plain("👥 {group}", group=group)
    )


def certificate(name: str) -> str:
    return plain("🎓 {name}", name=name)
