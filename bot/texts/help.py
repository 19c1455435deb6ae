"""What /help says: five commands with what they do, all others as words behind what they are about."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from markupsafe import Markup

from bot.texts import helps
from bot.texts.phrases import beside, lines, paragraphs
from bot.texts.sentence import plain, say


class About(StrEnum):
    """What a command is about."""

    STUDYING = "studying"
    STANDING = "standing"
    PLAN = "plan"
    SETTINGS = "settings"
    ROADMAPS = "roadmaps"
    CHATS = "chats"
    GROUPS = "groups"


WORDS: Mapping[About, tuple[str, ...]] = {
    About.STUDYING: (
        *(
            "done",
            "log",
            "tick",
            "untick",
            "begin",
            "steps",
            "checkin",
            "sitting",
            "focus",
            "remember",
            "skip",
            "reopen",
        ),
        *("looks", "earned", "undo", "correct", "otherday", "othertopic", "nothing"),
    ),
    About.STANDING: (
        *("today", "next", "status", "why", "topic", "roadmap", "forecast", "whatif", "streak", "chart", "heatmap"),
        *("card", "certificates", "portfolio"),
    ),
    About.PLAN: ("plan", "known", "replan", "pause", "resume", "hours", "days", "goal"),
    About.SETTINGS: ("settings", "times", "nudges", "week", "stuck", "snooze", "timezone", "skills", "choose", "help"),
    About.ROADMAPS: ("start", "import", "edit", "roadmaps", "switch", "share", "export", "calendar", "web"),
    About.CHATS: ("link", "unlink", "forget"),
    About.GROUPS: (
        *(
            "group",
            "join",
            "leave",
            "board",
            "meet",
            "helpme",
            "canhelp",
            "thanks",
            "partner",
            "promise",
            "leaders",
            "dates",
        ),
        *("celebrate", "cheer", "member"),
    ),
}
"""Every command once."""

FIRST = ("today", "done", "status", "plan", "pause")
FIRST_AMONG_OTHERS = ("join", "board", "helpme", "thanks", "group")
"""What is told first, in a direct chat and in a group."""


def commands(known: Mapping[str, str], *, among_others: bool) -> Markup:
    """/help: ``known`` are all commands with their helps. In a group its own words come before the others."""
    first = FIRST_AMONG_OTHERS if among_others else FIRST
    abouts = sorted(About, key=lambda about: among_others and about is not About.GROUPS)
    return paragraphs(
        None if among_others else _just_tell_me(),
        lines(*(_first(name, known[name]) for name in first)),
        lines(*(_words(about, first) for about in abouts)),
        say("<code>/help done</code> shows one of them with examples."),
    )


def _just_tell_me() -> Markup:
    return say(
        "Just tell me: <code>finished nlp yesterday</code>, <code>studied 45 min of deep learning</code>, <code>ill since "
        "tuesday</code>, <code>what now?</code> I say back what I stored, and ask where I'm not sure. Topics go by number, "
        "name or nickname; days as you say them (<code>yesterday</code>, <code>3 march</code>)."
    )


def _first(name: str, what: str) -> Markup:
    return say('<a command="{name}">/{name}</a> – {what}', name=name, what=helps.shown(what))


def _listed(name: str, what: str) -> Markup:
    return say("/{name} – {what}", name=name, what=helps.shown(what))


def _words(about: About, told: Sequence[str]) -> Markup:
    words = beside(*(plain("/{name}", name=name) for name in WORDS[about] if name not in told))
    match about:
        case About.STUDYING:
            return say("Your studies: {commands}", commands=words)
        case About.STANDING:
            return say("Where you stand: {commands}", commands=words)
        case About.PLAN:
            return say("Your plan: {commands}", commands=words)
        case About.SETTINGS:
            return say("Settings: {commands}", commands=words)
        case About.ROADMAPS:
            return say("Roadmaps: {commands}", commands=words)
        case About.CHATS:
            return say("Your chats, and what I keep: {commands}", commands=words)
        case About.GROUPS:
            return say("Study groups: {commands}", commands=words)


def every_command(known: Mapping[str, str]) -> Markup:
    """/help more: one line a command."""
    return paragraphs(
        lines(*(_listed(name, what) for name, what in known.items())),
        say("<code>/help done</code> shows one of them with examples."),
    )


def command(
    usage: str,
    what: str,
    params: Sequence[tuple[str, str]],
    examples: Sequence[str],
    behind: Sequence[tuple[str, str]] = (),
) -> Markup:
    """/help for one command; ``behind`` are those whose words stand behind its name, each with its help."""
    return paragraphs(
        say("<code>{usage}</code>\n{what}", usage=usage, what=helps.shown(what)),
        lines(*(say("<b>{name}</b>: {about}", name=name, about=helps.shown(about)) for name, about in params))
        if params
        else None,
        lines(*(say("<code>{example}</code>", example=example) for example in examples)) if examples else None,
        lines(*(_listed(name, about) for name, about in behind)) if behind else None,
    )
