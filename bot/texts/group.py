"""What is said in and of a study group: the greeting, its settings, joining with consent, leaving."""

from collections.abc import Sequence
from datetime import date, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import day, lines, listed, paragraphs, plural
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

MOST_WELCOMED = 3
"""Of those who join together: two names, and how many more."""

THIS_GROUP = "this group"
"""What a group without a name is called."""


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


def started(title: str, roadmap: Roadmap, start: date, today: date, *, digest: Markup) -> Markup:
    """A study group begins; the button that joins stands below, so all that it lets be seen is said."""
    return paragraphs(
        Markup("🎒 <b>{}</b> is on <b>{}</b> from {}: {}.").format(
            title, roadmap.title, day(start, today), length(roadmap)
        ),
        _consent(Markup("Join, and this group sees of you:"), roadmap, start, today),
        Markup("{}. <code>/group settings</code> changes that.").format(digest),
    )


def started_already(title: str) -> Markup:
    return Markup("<b>{}</b> is under way already. <code>/group</code> shows it.").format(title)


def lives_here(title: str) -> Markup:
    """The group moved into the thread where this is said."""
    return Markup("📌 <b>{}</b> lives here from now on: digests and board come to this thread.").format(title)


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


def how_to_set() -> Markup:
    """What /group settings shows below the settings."""
    return lines(
        Markup("To change them, as an admin:"),
        *(
            Markup("<code>/group settings {}</code>").format(one)
            for one in ("monday 18:00", "zone berlin", "quiet 22:00-07:30", "board off", "rooms on")
        ),
    )


def digest_time(weekday: int, at: time, zone: ZoneInfo) -> Markup:
    """When the digest comes, in a line."""
    return Markup("Digest: {}s at {:%H:%M} ({})").format(WEEKDAYS[weekday], at, zone.key)


def board_pinned(on: bool) -> Markup:
    return Markup("Board: pinned and kept up to date") if on else Markup("Board: when somebody asks")


def topic_rooms(on: bool) -> Markup:
    return Markup("Topic rooms: one for each topic") if on else Markup("Topic rooms: off")


def set_to(setting: Markup) -> Markup:
    """A setting of the group was changed."""
    return Markup("✔ Set. {}").format(setting)


def consent(title: str, roadmap: Roadmap, start: date, today: date) -> Markup:
    """What /join shows before anybody is seen; a button below agrees."""
    return _consent(Markup("If you join <b>{}</b>, this group sees of you:").format(title), roadmap, start, today)


def _consent(head: Markup, roadmap: Roadmap, start: date, today: date) -> Markup:
    return paragraphs(
        lines(head, *(Markup("• {}").format(one) for one in SEEN)),
        Markup(
            "Nothing else: no notes, no minutes, no links, no pauses. <code>/leave</code> takes it all back. If you're not on "
            "{} yet, joining puts you on it from {}."
        ).format(roadmap.title, day(start, today)),
    )


def joined(title: str, members: int) -> Markup:
    """Said in the group. It names nobody, for an answer cannot be taken back when they leave."""
    if members == 1:
        return Markup("🎉 Welcome to <b>{}</b>! You're the first.").format(title)
    return Markup("🎉 Welcome to <b>{}</b>! That makes {} of you.").format(title, members)


def joined_together(names: Sequence[Markup | str], title: str, members: int) -> Markup:
    """Several joined at once; each can be struck out when they leave."""
    who = Markup(listed([Markup.escape(name) for name in names], most_named=MOST_WELCOMED))  # noqa: S704 - escaped here
    if members == 1:
        return Markup("🎉 {} joined <b>{}</b>, the first of you.").format(who, title)
    return Markup("🎉 {} joined <b>{}</b>. That makes {} of you.").format(who, title, members)


def look_above() -> Markup:
    """The toast of who would join: what they would agree to stands in the group, and is too long for it."""
    return Markup("What this group would see of you stands in the chat. Read it, then tap Join below it.")


def joined_already(title: str) -> Markup:
    return Markup("You're part of <b>{}</b> already. <code>/leave</code> would change that.").format(title)


def under_way_now(roadmap: Roadmap, before: Roadmap) -> Markup:
    """Joining put another roadmap under way."""
    return Markup("<b>{}</b> is under way for you now; <code>/switch</code> goes back to {}.").format(
        roadmap.title, before.title
    )


def left(title: str) -> Markup:
    """Said to who left, alone."""
    return Markup(
        "You've left <b>{}</b>: it sees nothing of you from now on. Your own plan goes on, and <code>/join</code> is open."
    ).format(title)


def not_part(title: str) -> Markup:
    """Said to who would leave without having joined."""
    return Markup("You're not part of <b>{}</b>, so it sees nothing of you.").format(title)
