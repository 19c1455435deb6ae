"""The notes to a group's admins, once for each cause, and where the topic rooms are."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.platforms.packs import traits_of
from bot.send_errors import Ability
from bot.texts import group_refusals
from bot.texts.phrases import lines
from bot.texts.sentence import plain, say

ABILITIES = {Ability.PIN: "pin", Ability.OPEN_ROOMS: "open rooms"}
"""What a right is for, where the platform has no name for it."""


def lacking(ability: Ability, platform: str) -> Markup:
    """The bot may not do something that the group is set to have; a platform's admins read its own name of the right."""
    right = traits_of(platform).rights.get(ability) or plain(ABILITIES[ability])
    match ability:
        case Ability.PIN:
            return group_refusals.cannot_pin(right)
        case Ability.OPEN_ROOMS:
            return group_refusals.cannot_open_room(right)


def thread_gone() -> Markup:
    """The thread that the group lived in is closed or deleted."""
    return say(
        "The thread I lived in is closed, so I write here from now on. An admin moves me with <code>/group "
        "here</code> said in another thread."
    )


def rooms(found: Sequence[tuple[str, str]]) -> Markup:
    """The open rooms, by title and address."""
    return lines(
        say("<b>Topic rooms</b>"),
        *(say('• <a href="{link}">{title}</a>', link=link, title=title) for title, link in found),
    )
