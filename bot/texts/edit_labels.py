"""The labels of buttons by which a roadmap is edited; plain text."""

from bot.texts.phrases import number, shortened
from bot.texts.sentence import counted, plain
from roadmap.model import Topic

HALF = 26
"""Characters of each side of a rename."""


def topic(topic: Topic) -> str:
    """A topic to choose, told apart by its stage."""
    if topic.stage:
        return plain("{topic} · {stage}", topic=shortened(topic.title), stage=shortened(topic.stage))
    return shortened(topic.title)


def rename(topic: Topic, title: str) -> str:
    return plain("{old} → {new}", old=shortened(topic.title, HALF), new=shortened(title, HALF))


def add(title: str) -> str:
    return plain("➕ {title}", title=shortened(title))


def up() -> str:
    return plain("⬆ Up")


def down() -> str:
    return plain("⬇ Down")


def remove() -> str:
    return plain("🗑 Remove")


def remove_it() -> str:
    return plain("🗑 Remove it")


def keep_it() -> str:
    return plain("Keep it")


def make_copy() -> str:
    return plain("📚 Make my own copy")


def edit_topic(title: str) -> str:
    return plain("✏️ {topic}", topic=title)


def some_weeks(count: int) -> str:
    return plain(counted(count, "{count} weeks", one="{count} week"), count=number(count))


def some_days(count: int) -> str:
    return plain(counted(count, "{count} days", one="{count} day"), count=number(count))


def some_hours(count: int) -> str:
    return plain(counted(count, "{count} hours", one="{count} hour"), count=number(count))


def undo_edit() -> str:
    return plain("↩ The edit")


def undo_told() -> str:
    return plain("↩ What I told")
