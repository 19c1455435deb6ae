"""What is said of how quiet the nudge shall be, and of what is in a learner's way."""

from datetime import date

from markupsafe import Markup

from bot.texts.phrases import day, lines, paragraphs, shortened
from bot.texts.sentence import say


def more(upcoming: Markup) -> Markup:
    return lines(say("What else shall it be?"), upcoming)


def until_you_write() -> Markup:
    return say("🔕 All right: nothing from me until you write. Any word will do, and everything you did is kept.")


def until_you_study() -> Markup:
    return say("🗓 Once a month, then, until you study again. None of it counts as a debt.")


# What is in the way


def asked() -> Markup:
    return say("What's in the way?")


def time() -> Markup:
    return say(
        "⏳ Then less of it: study on fewer days, let the plan take longer, or do just one step this week. All three are allowed."
    )


def smaller(topic: str) -> Markup:
    if not topic:
        return say("🪶 Smaller, then: one study day is enough for this week.")
    return say("🪶 Smaller, then: one step of <b>{topic}</b> is enough for this week.", topic=shortened(topic))


def hard(topic: str, *, has_group: bool) -> Markup:
    """Where there is a group, it may help."""
    first = (
        say(
            "🧗 <b>{topic}</b> may be explained better elsewhere, or be cut into smaller steps.", topic=shortened(topic)
        )
        if topic
        else say("🧗 It may be explained better elsewhere, or be cut into smaller steps.")
    )
    if not has_group:
        return first
    return paragraphs(
        first, say("Somebody in your study group may know the way: <code>/helpme</code> there asks them.")
    )


def dull(topic: str) -> Markup:
    if not topic:
        return say("🥱 Then begin with what draws you: any topic may come first.")
    return say(
        "🥱 <b>{topic}</b> may be left out, or come later: any other topic may be begun before it.",
        topic=shortened(topic),
    )


def ill(since: date, today: date) -> Markup:
    return say(
        "🤒 Good to hear from you. Shall the days from {day} to now count as a pause? Your plan moves by them.",
        day=day(since, today),
    )


def away(since: date, today: date) -> Markup:
    return say(
        "👋 Good to have you back. Shall the days from {day} to now count as a pause? Your plan moves by them.",
        day=day(since, today),
    )


def away_already() -> Markup:
    return say("👋 Good to have you back. Those days are paused already, so nothing was lost.")


def away_no_day() -> Markup:
    return say("👋 No day lies between your last study day and today, so there is nothing to pause.")


def ill_already() -> Markup:
    return say("🤒 Good to hear from you. Those days are paused already, so nothing was lost.")


def ill_no_day() -> Markup:
    return say(
        "🤒 Get well first. No day lies between your last study day and today, so there is nothing to pause yet."
    )


# What is meant for the week


def meant(amount: str) -> Markup:
    return say("🎯 {amount} until the next nudge, which tells what became of it.", amount=amount)


def week(done: str, wish: Markup | None) -> Markup:
    return lines(say("🗓 The last seven days: {done}.", done=done), wish)


def nothing_this_week(wish: Markup | None) -> Markup:
    return lines(say("🗓 No study day in the last seven days."), wish)


def nothing_on() -> Markup:
    return say(
        "Nothing is on, so there is nothing to count. Begin a topic, or say it in days: <code>/week 3 days</code>."
    )
