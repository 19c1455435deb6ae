"""The labels of buttons below a learner's roadmaps, those they bring, and what is kept of them; plain text."""

from bot.texts.phrases import number, numeral
from bot.texts.sentence import plain

# A roadmap that was brought


def unshare() -> str:
    return plain("✖ Take the page back")


def unshare_it(title: str) -> str:
    """Of one of several roadmaps."""
    return plain("✖ Take back the page of {roadmap}", roadmap=title)


def take() -> str:
    return plain("✔ Take it")


def take_as_another() -> str:
    return plain("➕ As another roadmap")


def update(title: str) -> str:
    return plain("✔ Update {roadmap}", roadmap=title)


def same(renamed: str) -> str:
    """A rename, old → new, to be confirmed."""
    return plain("= {renamed}", renamed=renamed)


def all_same(count: int) -> str:
    """At least two renames at once."""
    return plain("= All {count} are the same", count=number(count))


def discard() -> str:
    return plain("✖ Discard")


# The shelf


def back_to(version: int, title: str) -> str:
    return plain("↩ Version {version} of {roadmap}", version=numeral(version), roadmap=title)


def forth_to(version: int, title: str) -> str:
    return plain("↪ Version {version} of {roadmap}", version=numeral(version), roadmap=title)


def back(version: int) -> str:
    """Back from the version that was just gone to."""
    return plain("↩ Version {version}", version=numeral(version))


def drop(title: str) -> str:
    return plain("🗑 {roadmap}", roadmap=title)


def drop_it() -> str:
    return plain("🗑 Drop it")


def keep_it() -> str:
    return plain("Keep it")


def undo_version() -> str:
    """Back from a version that was brought."""
    return plain("↩ The new version")


# Linked chats, and what is kept


def link() -> str:
    return plain("🔗 Link")


def link_another() -> str:
    return plain("🔗 Link another chat")


def unlink() -> str:
    return plain("✂ Unlink")


def unlink_this() -> str:
    return plain("✂ Unlink this chat")


def leave_it() -> str:
    """Nothing is joined or parted."""
    return plain("Leave it")


def delete_everything() -> str:
    return plain("🗑 Delete everything")


def keep_told() -> str:
    """Objects to a deletion, in the chat that is to keep what it told."""
    return plain("Keep what I told")


def call_off() -> str:
    return plain("↩ Call it off")
