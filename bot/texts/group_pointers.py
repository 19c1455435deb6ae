"""The one line in a group that says where an answer went, or why there is none."""

from markupsafe import Markup

ANONYMOUS = Markup(
    "I can't see who you are while you're anonymous here. Switch “Remain anonymous” off for a moment, say it again, and "
    "switch it back on."
)
"""To an admin who speaks in the group's name."""


def written(direct_link: str) -> Markup:
    """The answer stands in the asker's direct chat."""
    return Markup('<a href="{}">I\'ve written to you directly.</a>').format(direct_link)


def cannot_write(direct_link: str) -> Markup:
    """The asker has never opened the direct chat, or has blocked it."""
    return Markup(
        'That answer is for you alone, and I may not write to you yet: <a href="{}">open our chat</a>, press Start, and '
        "try again here."
    ).format(direct_link)
