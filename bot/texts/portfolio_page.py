"""The words of a portfolio on the web: what is said of it in a chat, on the page where it is set, and on the page that others see."""

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import beside, clauses, day, named, number, paragraphs, shortened, spent, whole_day
from bot.texts.sentence import counted, plain, say
from roadmap.proofs import Certificate
from roadmap.showing import Part, Showing, ShownWork

LONGEST = 300
"""Characters of a note, or of what is remembered, that others see."""

# In a chat


def turn_on() -> str:
    return plain("🌐 On the web")


def new_address() -> str:
    return plain("🌐 New address")


def turn_off() -> str:
    return plain("✖ Off the web")


def off_here() -> Markup:
    return say("📁 There is no web here for a portfolio. <code>/portfolio</code> gives it as a file.")


def offered(title: str, url: str, parts: Sequence[Part], *, instead: bool) -> Markup:
    """An address, which is shown this once; ``instead`` of one before it."""
    return paragraphs(
        say("📁 Your portfolio of <b>{roadmap}</b>, for whoever has this address. I show it this once:", roadmap=title),
        say('<a href="{url}">{url}</a>', url=url),
        shows(parts),
        say("The address before it leads nowhere any more.") if instead else None,
    )


def known(title: str, since: date, today: date, parts: Sequence[Part]) -> Markup:
    """It is on the web already."""
    return paragraphs(
        say(
            "📁 Your portfolio of <b>{roadmap}</b> has been on the web since {day}. I can't show its address again, for I keep "
            "only its trace. A new one ends it.",
            roadmap=title,
            day=day(since, today),
        ),
        shows(parts),
    )


def shows(parts: Sequence[Part]) -> Markup:
    """What others see, and how that is changed."""
    if not parts:
        return say("It shows nothing but the roadmap's name. What it shows you choose on your page (/web).")
    return say("It shows {parts}, and nothing else. What it shows you choose on your page (/web).", parts=_named(parts))


def chosen(parts: Sequence[Part]) -> Markup:
    if not parts:
        return say("📁 Your portfolio shows nothing but the roadmap's name now.")
    return say("📁 Your portfolio shows {parts} now, and nothing else.", parts=_named(parts))


def _named(parts: Sequence[Part]) -> str:
    return named(map(_in_a_sentence, parts))


def nobody_yet() -> Markup:
    return say("Nobody sees it: it is not on the web.")


def ended() -> Markup:
    return say("📁 Your portfolio is off the web: its address leads nowhere any more.")


def none_to_end() -> Markup:
    return say("Your portfolio is not on the web. <code>/portfolio on</code> puts it there.")


def _in_a_sentence(part: Part) -> str:
    match part:
        case Part.TOPICS:
            return plain("the topics you completed")
        case Part.LINKS:
            return plain("the links you gave for them")
        case Part.CERTIFICATES:
            return plain("your certificates with their days and links")
        case Part.MINUTES:
            return plain("how long you studied")
        case Part.WEEKS:
            return plain("in how many weeks")
        case Part.REMEMBERED:
            return plain("what you said you will remember")
        case Part.NOTES:
            return plain("your notes")


# Where it is set


def heading() -> str:
    return plain("Your portfolio")


def of_roadmap(title: str) -> str:
    return plain("Of {roadmap}. It has no name of yours.", roadmap=title)


def state(*, is_on: bool) -> Markup:
    if is_on:
        return say("It is on the web: whoever has its address sees what is below.")
    return say("It is not on the web, so nobody sees it but you.")


def what_it_shows() -> str:
    return plain("What it shows")


def keep() -> str:
    return plain("Save")


def preview() -> str:
    return plain("What others see")


def box(part: Part) -> str:
    """The label of its check box."""
    match part:
        case Part.TOPICS:
            return plain("Topics I completed")
        case Part.LINKS:
            return plain("With each topic the link I gave for it")
        case Part.CERTIFICATES:
            return plain("Certificates, with their days and links")
        case Part.MINUTES:
            return plain("How long I studied")
        case Part.WEEKS:
            return plain("In how many weeks I studied")
        case Part.REMEMBERED:
            return plain("With each topic what I will remember of it")
        case Part.NOTES:
            return plain("With each topic my notes")


# What others see


def summary(shown: Showing) -> str:
    return clauses(*_what(shown))


def _what(shown: Showing) -> Iterator[str]:
    if topics := len(shown.works):
        yield plain(counted(topics, "{count} topics", one="{count} topic"), count=number(topics))
    if certificates := len(shown.certificates):
        yield plain(
            counted(certificates, "{count} certificates", one="{count} certificate"), count=number(certificates)
        )
    if shown.minutes:
        yield plain("{time} of study", time=spent(shown.minutes))
    if weeks := shown.weeks:
        yield plain(counted(weeks, "studied in {count} weeks", one="studied in {count} week"), count=number(weeks))


def nothing_to_see() -> Markup:
    return say("There is nothing to see here yet.")


def topics() -> str:
    return plain("Topics")


def certificates() -> str:
    return plain("Certificates")


def evidence() -> str:
    return plain("Evidence")


def time_of(work: ShownWork) -> str:
    return spent(work.minutes) if work.minutes else ""


def note(said: str) -> str:
    return shortened(said, LONGEST)


def remembered() -> str:
    """In front of what somebody will remember."""
    return plain("To remember:")


def earned(one: Certificate) -> str:
    """Below a certificate's name, its topic where others are called so."""
    return beside(one.topic, plain("earned {day}", day=whole_day(one.day)))


def certificate() -> str:
    return plain("Certificate")


def more(count: int) -> Markup:
    return say("… and {count} more.", count=number(count))


def made_with() -> str:
    return plain("Kept with Roadmate")
