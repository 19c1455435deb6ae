"""All platforms, a line each. It is light, and whoever wants to know of a platform asks here: no library is loaded."""

from bot.platforms.console.pack import CONSOLE
from bot.platforms.discord.pack import DISCORD
from bot.platforms.pack import Pack
from bot.platforms.telegram.pack import TELEGRAM
from bot.traits import Traits

PACKS: tuple[Pack, ...] = (
    TELEGRAM,
    DISCORD,
    CONSOLE,
)


def traits_of(name: str) -> Traits:
    """What is known of a platform; of one that this release does not have, its name."""
    return next((pack.traits for pack in PACKS if pack.traits.name == name), Traits(name=name, shown_name=name))


def names() -> frozenset[str]:
    """What the platforms are called in lines."""
    return frozenset(pack.traits.name for pack in PACKS)
