"""The notes to a group's admins, once for each cause, and where the topic rooms are."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.send_errors import Ability
from bot.texts import group_refusals
from bot.texts.group_abilities import right
from bot.texts.phrases import lines
from bot.texts.sentence import say


def lacking(ability: Ability, platform: str) -> Markup:
    """The bot may not do something that the group is set to have, told in the group, where it knows no keeper."""
    name = right(ability, platform)
    return group_refusals.cannot_pin(name) if ability is Ability.PIN else group_refusals.cannot_open_room(name)


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
