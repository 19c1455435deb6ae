"""The one line in a group that says where an answer went, or why there is none."""

from markupsafe import Markup

from bot.texts.sentence import say


def anonymous() -> Markup:
    """To an admin who speaks in the group's name."""
    return say(
        "I can't see who you are while you're anonymous here. Switch “Remain anonymous” off for a moment, say it "
        "again, and switch it back on."
    )


def written(direct_link: str) -> Markup:
    """The answer stands in the asker's direct chat."""
    return say('<a href="{link}">I\'ve written to you directly.</a>', link=direct_link)


def cannot_write(direct_link: str) -> Markup:
    """The asker has never opened the direct chat, or has blocked it."""
    return say(
        'That answer is for you alone, and I may not write to you yet: <a href="{link}">open our chat</a>, press '
        "Start, and try again here.",
        link=direct_link,
    )
