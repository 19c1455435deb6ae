"""What is said in and of a study group: the greeting, its settings, joining with consent, leaving."""

from collections.abc import Sequence
from datetime import date, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.hurrahs import asked
from bot.texts.lengths import length
from bot.texts.phrases import clock, day, every, lines, listed_markup, number, paragraphs, sentences
from bot.texts.sentence import counted, plain, say
from roadmap.model import Roadmap

DATES_TYPED = ("dates 4 jan to 30 jun", "dates no end")
TYPED = ("monday 18:00", "zone berlin", "quiet 22:00-07:30", "board off", "rooms on", *DATES_TYPED[:1])
"""Settings as an admin types them."""

MOST_WELCOMED = 3
"""Of those who join together: two names, and how many more."""


def seen() -> tuple[str, ...]:
    """Everything a group sees of who joined it; ``roadmap.group.member`` has no more."""
    return (
        plain("your name, the topics you're on and how many of their steps are done"),
        plain("where you stand with your own plan, which a partner alone is told, if you want one"),
        plain("what you completed that week, whether it was a comeback, and your streak of study weeks"),
        plain("the help you gave, whether you kept your weekly promise, and your part of a common goal in one sum"),
    )


def this_group() -> str:
    """What a group without a name is called."""
    return plain("this group")


def greeting() -> Markup:
    """The first words in a group the bot was added to; nothing is stored yet."""
    return paragraphs(
        say(
            "👋 Hello! I'm Roadmate, a study mate. As a study group you go through one roadmap together: a board, "
            "partners who keep each other company, and one digest a week. I never rank anybody, and I show nobody who "
            "hasn't joined."
        ),
        say("An admin starts it with <code>/group start</code>."),
    )


def started(title: str, roadmap: Roadmap, start: date, today: date) -> Markup:
    """A study group begins; the button that joins stands below, so all that it lets be seen is said."""
    return paragraphs(
        say(
            "🎒 <b>{title}</b> is on <b>{roadmap}</b> from {day}: {length}.",
            title=title,
            roadmap=roadmap.title,
            day=day(start, today),
            length=length(roadmap),
        ),
        _consent(
            say("Join, and this group sees of you:"),
            say(
                "If you're not on {roadmap} yet, joining puts you on it from {day}, or from the day you join after that.",
                roadmap=roadmap.title,
                day=day(start, today),
            ),
        ),
    )


def digest_to_come(weekday: int, at: time, zone: ZoneInfo) -> Markup:
    """When a group that was just started has its digests."""
    return say(
        "Digest: {weekdays} at {at} ({zone}). <code>/group settings</code> changes that.",
        weekdays=every(weekday),
        at=clock(at),
        zone=zone.key,
    )


def digest_once_allowed(weekday: int, at: time, zone: ZoneInfo) -> Markup:
    """The same where the bot may not write yet."""
    return say(
        "Digest: {weekdays} at {at} ({zone}), as soon as I may write here. <code>/group settings</code> changes that.",
        weekdays=every(weekday),
        at=clock(at),
        zone=zone.key,
    )


def started_already(title: str) -> Markup:
    return say("<b>{title}</b> is under way already. <code>/group</code> shows it.", title=title)


def beside(title: str) -> Markup:
    """A group was started in a thread, and the chat itself has one too."""
    return say(
        "<b>{title}</b> goes on beside it. If you meant to move that one here: <code>/group stop</code>, then "
        "<code>/group here</code>.",
        title=title,
    )


def lives_here(title: str) -> Markup:
    """The group moved into the thread where this is said."""
    return say("📌 <b>{title}</b> lives here from now on: digests and board come to this thread.", title=title)


def lives_in_chat(title: str) -> Markup:
    """The group moved out of a thread into the chat itself, where this is said."""
    return say("📌 <b>{title}</b> lives here from now on: digests and board come to this chat.", title=title)


def lives_here_already(title: str) -> Markup:
    return say("<b>{title}</b> lives here already.", title=title)


def stopped(title: str) -> Markup:
    """A study group ends; everybody's own progress stays theirs."""
    return say(
        "🌙 <b>{title}</b> rests now: no digests, no notes, no board. Everybody keeps their own progress, and "
        "<code>/group start</code> begins anew.",
        title=title,
    )


def shown(title: str, roadmap: Roadmap, days: str, *, members: int, settings: tuple[Markup, ...]) -> Markup:
    """Everything /group shows."""
    return paragraphs(
        say(
            counted(
                members,
                "🎒 <b>{title}</b>: {learners} learners on <b>{roadmap}</b>, {days}.",
                one="🎒 <b>{title}</b>: {learners} learner on <b>{roadmap}</b>, {days}.",
            ),
            title=title,
            learners=number(members),
            roadmap=roadmap.title,
            days=days,
        ),
        lines(*settings),
        say(
            "<code>/board</code> shows how it goes, <code>/partner</code> finds you company, <code>/helpme nlp</code> "
            "asks for help, <code>/join</code> and <code>/leave</code> are yours to say."
        ),
    )


def how_to_set() -> Markup:
    """What /group settings shows below the settings."""
    return lines(
        say("To change them, as an admin:"),
        *(say("<code>/group settings {setting}</code>", setting=one) for one in TYPED),
    )


def digest_time(weekday: int, at: time, zone: ZoneInfo) -> Markup:
    """When the digest comes, in a line."""
    return say("Digest: {weekdays} at {at} ({zone})", weekdays=every(weekday), at=clock(at), zone=zone.key)


def board_pinned(on: bool) -> Markup:
    return say("Board: pinned and kept up to date") if on else say("Board: when somebody asks")


def board_goes() -> Markup:
    """The board that stands is taken away, for it was turned off."""
    return say("I take away the one that stands.")


def topic_rooms(on: bool) -> Markup:
    return say("Topic rooms: one for each topic") if on else say("Topic rooms: off")


def set_to(settings: Sequence[Markup]) -> Markup:
    """Settings of the group were changed."""
    if len(settings) == 1:
        return say("✔ Set. {setting}", setting=settings[0])
    return lines(say("✔ Set."), *settings)


def consent(title: str, roadmap: Roadmap, start: date, today: date) -> Markup:
    """What /join shows before anybody is seen; a button below agrees."""
    return _consent(
        say("If you join <b>{title}</b>, this group sees of you:", title=title),
        say(
            "If you're not on {roadmap} yet, joining puts you on it from {day}.",
            roadmap=roadmap.title,
            day=day(max(start, today), today),
        ),
    )


def _consent(head: Markup, enrols: Markup) -> Markup:
    return paragraphs(
        lines(head, *(say("• {seen}", seen=one) for one in seen())),
        sentences(
            say("Nothing else: no notes, no minutes, no links, no pauses. <code>/leave</code> takes it all back."),
            say("Those who lead see no more, unless you say so: <code>/leaders</code>."),
            enrols,
        ),
        asked(),
    )


def joined(title: str, members: int) -> Markup:
    """Said in the group. It names nobody, for an answer cannot be taken back when they leave."""
    if members == 1:
        return say("🎉 Welcome to <b>{title}</b>! You're the first.", title=title)
    return say(
        counted(members, "🎉 Welcome to <b>{title}</b>! That makes {members} of you."),
        title=title,
        members=number(members),
    )


def joined_together(names: Sequence[Markup | str], title: str, members: int) -> Markup:
    """Several joined at once; each can be struck out when they leave."""
    who = listed_markup(names, most_named=MOST_WELCOMED)
    if members == 1:
        return say("🎉 {who} joined <b>{title}</b>, the first of you.", who=who, title=title)
    return say(
        counted(members, "🎉 {who} joined <b>{title}</b>. That makes {members} of you."),
        who=who,
        title=title,
        members=number(members),
    )


def look_above() -> Markup:
    """The toast of who would join: what they would agree to stands in the group, and is too long for it."""
    return say("What this group would see of you stands in the chat. Read it, then tap Join below it.")


def joined_already(title: str) -> Markup:
    return say("You're part of <b>{title}</b> already. <code>/leave</code> would change that.", title=title)


def under_way_now(roadmap: Roadmap, before: Roadmap) -> Markup:
    """Joining put another roadmap under way."""
    return say(
        "<b>{roadmap}</b> is under way for you now; <code>/switch</code> goes back to {roadmap_2}.",
        roadmap=roadmap.title,
        roadmap_2=before.title,
    )


def left(title: str) -> Markup:
    """Said to who left, alone."""
    return say(
        "You've left <b>{title}</b>: it sees nothing of you from now on. Your own plan goes on, and <code>/join</code> "
        "is open.",
        title=title,
    )


def not_part(title: str) -> Markup:
    """Said to who would leave without having joined."""
    return say("You're not part of <b>{title}</b>, so it sees nothing of you.", title=title)
