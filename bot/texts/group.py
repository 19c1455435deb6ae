"""What is said in and of a study group: the greeting, its settings, joining with consent, leaving."""

from datetime import date, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import day, lines, paragraphs, plural
from bot.texts.settings import WEEKDAYS
from bot.texts.topics import length
from roadmap.model import Roadmap

SEEN = (
    "your name and the topics you're on",
    "where you stand with your own plan (ahead, on track or catching up) and how many topics you did on time",
    "what you completed that week, whether it was a comeback, and your streak of study weeks",
    "the help you gave, and whether you kept your weekly promise",
)
"""Everything a group sees of who joined it; ``roadmap.group.member`` has no more."""


def greeting() -> Markup:
    """The first words in a group the bot was added to; nothing is stored yet."""
    return paragraphs(
        Markup(
            "👋 Hello! I'm Roadmate, a study mate. As a study group you go through one roadmap together: a board, "
            "partners who keep each other company, and one digest a week. I never rank anybody, and I show nobody who "
            "hasn't joined."
        ),
        Markup("An admin starts it with <code>/group start</code>."),
    )


def started(title: str, roadmap: Roadmap, start: date, today: date) -> Markup:
    """A study group begins; the join button stands below."""
    return paragraphs(
        Markup("🎒 <b>{}</b> is on <b>{}</b> from {}: {}.").format(
            title, roadmap.title, day(start, today), length(roadmap)
        ),
        Markup("Whoever wants to be part of it taps Join. I then show what you agree to, before anybody sees it."),
    )


def started_already(title: str) -> Markup:
    return Markup("<b>{}</b> is under way already. <code>/group</code> shows it.").format(title)


def stopped(title: str) -> Markup:
    """A study group ends; everybody's own progress stays theirs."""
    return Markup(
        "🌙 <b>{}</b> rests now: no digests, no notes, no board. Everybody keeps their own progress, and "
        "<code>/group start</code> begins anew."
    ).format(title)


def shown(
    title: str, roadmap: Roadmap, start: date, today: date, *, members: int, settings: tuple[Markup, ...]
) -> Markup:
    """Everything /group shows."""
    return paragraphs(
        Markup("🎒 <b>{}</b>: {} on <b>{}</b> from {}.").format(
            title, plural(members, "learner"), roadmap.title, day(start, today)
        ),
        lines(*settings),
        Markup(
            "<code>/board</code> shows how it goes, <code>/partner</code> finds you company, <code>/helpme nlp</code> "
            "asks for help, <code>/join</code> and <code>/leave</code> are yours to say."
        ),
    )


def digest_time(on: bool, weekday: int, at: time, zone: ZoneInfo) -> Markup:
    """When the digest comes, in a line."""
    if not on:
        return Markup("Digest: off")
    return Markup("Digest: {}s at {:%H:%M} ({})").format(WEEKDAYS[weekday], at, zone.key)


def board_pinned(on: bool) -> Markup:
    return Markup("Board: pinned and kept up to date") if on else Markup("Board: when somebody asks")


def topic_rooms(on: bool) -> Markup:
    return Markup("Topic rooms: one for each topic") if on else Markup("Topic rooms: off")


def set_to(setting: Markup) -> Markup:
    """A setting of the group was changed."""
    return Markup("✔ Set. {}").format(setting)


def consent(title: str) -> Markup:
    """What /join shows before anybody is seen; a button below agrees."""
    return paragraphs(
        Markup("If you join <b>{}</b>, this group sees of you:").format(title),
        lines(*(Markup("• {}").format(one) for one in SEEN)),
        Markup("Nothing else: no notes, no minutes, no links, no pauses. <code>/leave</code> takes it all back."),
    )


def joined(name: str, title: str) -> Markup:
    return Markup("🎉 {} is part of <b>{}</b>. Good to have you!").format(name, title)


def joined_already(title: str) -> Markup:
    return Markup("You're part of <b>{}</b> already. <code>/leave</code> would change that.").format(title)


def enrol_first(roadmap: Roadmap) -> Markup:
    """Somebody joins who has no roadmap under way; a button below enrols."""
    return Markup("You have no plan for <b>{}</b> yet; one tap makes one, and then you're in.").format(roadmap.title)


def left(title: str) -> Markup:
    """Said to who left, alone."""
    return Markup(
        "You've left <b>{}</b>: it sees nothing of you from now on. Your own plan goes on, and <code>/join</code> is open."
    ).format(title)
