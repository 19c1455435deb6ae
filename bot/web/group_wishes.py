"""What a member lets be seen of them in a group, and wants there: as it is, and the lines that set it, which are good in any chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.reply import Button
from bot.nudges.kinds.level import LEVELS
from bot.store import Membership
from bot.texts import leader_labels
from bot.texts import pages_group as texts
from roadmap.group.sight import Level


@dataclass(frozen=True, slots=True)
class Wishes:
    """The levels that those who lead may be let see, by their labels and words, and which it is; and the buttons that have something else otherwise."""

    levels: Sequence[tuple[str, str]]
    level: str
    buttons: Sequence[Button]


def wishes(me: Membership) -> Wishes:
    """Those of one member."""
    tells, wants = not me.shows_completions, not me.wants_partner
    buttons = (
        Button(texts.tell_completions(tells), f"/celebrate {_word(tells)} {me.group_id}"),
        Button(texts.have_partner(wants), f"/partner {_word(wants)} {me.group_id}"),
    )
    levels = [(leader_labels.level(level), word) for word, level in LEVELS.items()]
    now = next(word for word, level in LEVELS.items() if level is Level(me.level))
    return Wishes(levels, now, buttons)


def _word(on: bool) -> str:
    return "on" if on else "off"
