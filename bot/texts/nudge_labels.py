"""The labels below a nudge, and of what its answers lead to."""

from bot.texts.phrases import number, shortened
from bot.texts.sentence import plain


def more() -> str:
    return plain("⋯")


def once_a_month() -> str:
    return plain("🗓 Once a month")


def until_i_write() -> str:
    return plain("🔕 Yes, until I write")


def smaller() -> str:
    return plain("🪶 Make it smaller")


def in_the_way() -> str:
    return plain("🧗 What's in the way")


def time() -> str:
    return plain("⏳ Time")


def hard() -> str:
    return plain("🧗 Too hard")


def dull() -> str:
    return plain("🥱 Not interesting")


def ill() -> str:
    return plain("🤒 I was ill")


def free_week() -> str:
    return plain("🌴 A free week")


def did(step: str) -> str:
    return plain("☑ {step}", step=shortened(step, 40))


def just_one() -> str:
    return plain("Just one")


def bare(count: int) -> str:
    """A number beside one that says what it counts."""
    return plain("{count}", count=number(count))


def portfolio() -> str:
    return plain("🎓 Portfolio")


def export() -> str:
    return plain("📦 Export")


def weekly() -> str:
    return plain("🔔 Each week")


def every_second() -> str:
    return plain("🔔 Every two weeks")


def monthly() -> str:
    return plain("🔔 Each month")


def fewer_days() -> str:
    return plain("📆 Fewer days")


def stretch() -> str:
    """A plan that takes as long as it takes."""
    return plain("🗓 Re-plan it")


def smaller_steps() -> str:
    return plain("📋 Smaller steps")


def other_resource() -> str:
    return plain("📚 Another resource")


def skip(title: str) -> str:
    return plain("⏭ Skip {topic}", topic=shortened(title, 40))


def was_paused() -> str:
    return plain("⏸ Count it as a pause")


def just_a_step() -> str:
    """One study day in the week to come."""
    return plain("🪶 Just one this week")
