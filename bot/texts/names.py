"""What somebody is called in what is said: by a name that can be read, and is nothing but a name."""

from markupsafe import Markup

from roadmap.group.names import inert, readable

NOBODY = "Somebody"
"""Who has no name that can be read."""


def called(name: str) -> str:
    """The name, or the stand-in where nothing of it can be read."""
    return readable(name) or NOBODY


def shown(name: str) -> Markup:
    """The same in Markup."""
    return Markup.escape(inert(called(name)))
