"""What a group hears at once of those who agreed to that: a topic completed, and who cheers."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import lines, listed_markup, moment, shortened
from bot.texts.sentence import say
from bot.texts.stages import told_apart
from roadmap.group.names import inert
from roadmap.model import Roadmap, Topic

MOST_TOPICS = 3
"""Of one member in one line: two topics, and how many more."""

MOST_CHEERING = 5

LONGEST_TOPIC, LONGEST_LINK = 40, 150
"""Characters; with these the longest post stays under the 2000 of one Discord message."""


def hurrah(told: Sequence[Markup], cheering: Sequence[str]) -> Markup:
    """The whole post."""
    return lines(*told, _cheering(cheering) if cheering else None)


def completed(name: str, topics: Sequence[Markup]) -> Markup:
    """The line of one member, who is named without a trace: the line has one."""
    return say(
        "🎉 <b>{name}</b> completed {topics}.",
        name=inert(name),
        topics=listed_markup(topics, most_named=MOST_TOPICS),
    )


def topic(roadmap: Roadmap, completed: Topic, link: str) -> Markup:
    """A topic with its evidence, where a link was given that is not too long."""
    title = shortened(told_apart(roadmap, completed), LONGEST_TOPIC)
    if not link or len(link) > LONGEST_LINK:
        return say("<b>{topic}</b>", topic=title)
    return say('<b>{topic}</b> (<a href="{link}">evidence</a>)', topic=title, link=link)


def _cheering(names: Sequence[str]) -> Markup:
    if len(names) == 1:
        return say("👏 {name} cheers.", name=names[0])
    return say("👏 {names} cheer.", names=listed_markup(names, most_named=MOST_CHEERING))


def cheered() -> Markup:
    """Said to who cheers, alone."""
    return say("🎉 They'll see it.")


def cheered_already() -> Markup:
    return say("Your cheer stands already.")


def own() -> Markup:
    """Somebody pressed below what they completed themselves."""
    return say("🎉 This one is for you.")


def nobody_to_cheer() -> Markup:
    return say("Nothing was completed here just now.")


def asked() -> Markup:
    """Asked apart from what joining shows; a button of its own says yes."""
    return say(
        "The second button also lets the group hear at once what you complete, with the link you gave. "
        "<code>/celebrate off</code> ends that."
    )


def agreed() -> Markup:
    """Joined with that button."""
    return say("What you complete is told here at once.")


def agreed_while_muted(until: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """The same for who is muted until then."""
    return say(
        "An admin asked me to post nothing for you here until {until}. What you complete from then on is told at once.",
        until=moment(until, zone, now.astimezone(zone).date()),
    )


def shows(title: str) -> Markup:
    """Said to who agreed, or asks how it stands."""
    return say(
        "🎉 <b>{title}</b> hears at once when you complete a topic, with the link you gave. "
        "<code>/celebrate off</code> ends that, and takes away what stands.",
        title=title,
    )


def shows_once_unmuted(title: str, until: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """The same to who is muted until then: what they complete before is told neither now nor later."""
    return say(
        "🎉 An admin asked me to post nothing for you in <b>{title}</b> until {until}. From then on the group hears at once when you "
        "complete a topic, with the link you gave. <code>/celebrate off</code> ends that.",
        title=title,
        until=moment(until, zone, now.astimezone(zone).date()),
    )


def hides(title: str) -> Markup:
    """Said to who did not agree, or not any more."""
    return say(
        "<b>{title}</b> isn't told when you complete a topic. The board and the digest show it as ever.", title=title
    )
