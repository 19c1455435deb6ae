"""What is said of a deletion: what it takes, when, who may object, and what outlives it."""

from collections.abc import Collection
from datetime import date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.kept import told as things_told
from bot.texts.phrases import listed, moment, number, paragraphs, short_day
from bot.texts.platforms import at_platform, platform_name
from bot.texts.sentence import counted, plain, say
from roadmap.facts import ToldCount


class Stays(Enum):
    """What outlives a deletion, for a term, under a hash of the account."""

    CODES = "wrong codes"
    BLOCK = "a block"
    ACTS = "what operators did"


def preview(told: ToldCount, since: date, today: date, platforms: tuple[str, ...], minutes: int) -> Markup:
    """What /forget would delete, in all the chats that are linked; the others have so many minutes to object."""
    record = plain("the record of nudges since {day}", day=short_day(since, today))
    what = say(
        "This deletes everything I keep about you: {kept}. It can't be undone; /export first keeps a copy. The button "
        "works once, for ten minutes.",
        kept=listed(filter(None, (things_told(told), plain("your settings"), record))),
    )
    if len(platforms) == 1:
        return what
    return paragraphs(
        what,
        say(
            counted(
                minutes,
                "That is what you told me in all your linked chats: {platforms}. The others hear of it first, and for "
                "{minutes} minutes each may keep what it told; then everything goes. What you told here goes in any "
                "case.",
            ),
            platforms=listed(map(platform_name, platforms)),
            minutes=number(minutes),
        ),
    )


def forgotten(stays: Collection[Stays]) -> Markup:
    """What was said to who is blocked ends there."""
    return paragraphs(
        say("All gone.")
        if Stays.BLOCK in stays
        else say("All gone. It was good to study with you; /start whenever you like."),
        *_staying(stays),
        _elsewhere(),
    )


def _elsewhere() -> Markup:
    return say(
        "Backups made before now, and a database server that has yet to tidy up, may hold traces a while longer; "
        "whoever runs this bot knows how long."
    )


def _staying(stays: Collection[Stays]) -> list[Markup]:
    return [_stays(one) for one in Stays if one in stays]


def _stays(what: Stays) -> Markup:
    match what:
        case Stays.CODES:
            return say(
                "One thing stays, for an hour at most: that wrong codes were tried, under a number made of your account that "
                "says to nobody else whose it is."
            )
        case Stays.BLOCK:
            return say(
                "The block stays for a year, under a number made of your account that says to nobody else whose it is."
            )
    return say(
        "What whoever runs this bot did with your account stays in their log for 90 days, under a number made of your account "
        "that says to nobody else whose it is."
    )


def asked(at: datetime, zone: ZoneInfo, today: date, stays: Collection[Stays]) -> Markup:
    """Said to who asked, while the others have their time."""
    return paragraphs(
        say("⏳ Your other chats are told, and on {moment} everything is deleted.", moment=moment(at, zone, today)),
        say(
            "Should one of them keep what it told, it parts from you, and what you told here goes at once. I can't "
            "write to you then, for I'll know you no more: /forget shows whether it is done."
        ),
        *_staying(stays),
        _elsewhere(),
    )


def asked_elsewhere(platform: str, at: datetime, zone: ZoneInfo, today: date) -> Markup:
    """Said to one of the others."""
    return say(
        "⏳ I was asked {there} to delete everything, what you told me here too. That happens on {moment}. The button "
        "keeps what you told me here: then the two chats part, and what was told {there} is deleted at once.",
        there=at_platform(platform),
        moment=moment(at, zone, today),
    )


def called_off() -> Markup:
    return say("↩ Called off: nothing is deleted.")


def kept(platform: str) -> Markup:
    """Said to who objected."""
    return say(
        "✂ Kept: what you told me here is yours alone now. What was told {there} is deleted.",
        there=at_platform(platform),
    )


def nothing_waits() -> Markup:
    return say("Nothing is about to be deleted.")


def nothing_to_forget() -> Markup:
    return say("I keep nothing about you, so there is nothing to delete.")
