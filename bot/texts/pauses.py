"""What is said of pauses: one that goes on, one that is over, one to come."""

from datetime import date

from markupsafe import Markup

from bot.said.values import Stretch
from bot.texts.phrases import day, sentences
from bot.texts.sentence import say
from roadmap.plan import Plan


def moves_windows(plan: Plan) -> bool:
    """Whether windows move by a pause: there are some, and no end that the learner named holds them."""
    return bool(plan.windows) and plan.progress.end is None


def paused(days: Stretch, today: date, *, moves: bool = True) -> Markup:
    """A pause: one that goes on, one that is over, or one to come. Where there are no windows, or
    the learner named an end, none ``moves``."""
    if not moves and days.back is None:
        return say(
            "⏸ Paused from {day} on: your streak and my nudges wait until you say /resume.", day=day(days.first, today)
        )
    if not moves and days.back and days.first == today:
        return say(
            "⏸ Paused; you're back on {back}. Your streak waits, and I'm quiet until then.", back=day(days.back, today)
        )
    if not moves:
        return _noted(days, today)
    if days.back is None:
        return _paused_until_said(days.first, today)
    if days.back <= today:
        return sentences(_noted(days, today), say("Those days don't count, and your plan has moved along."))
    back = day(days.back, today)
    if days.first > today:
        return sentences(_noted(days, today), say("You're back on {day}; I'm quiet in between.", day=back))
    if days.first == today:
        return say(
            "⏸ Paused; you're back on {back}. Your plan and your streak move along, and I'm quiet until then.",
            back=back,
        )
    return say(
        "⏸ Paused since {first}; you're back on {back}. Your plan and your streak move along, and I'm quiet until "
        "then.",
        first=day(days.first, today),
        back=back,
    )


def _paused_until_said(first: date, today: date) -> Markup:
    if first > today:
        return say("⏸ From {day} on you're on a pause, until you say /resume.", day=day(first, today))
    if first == today:
        return say("⏸ Paused. Your plan, your streak and my nudges wait until you say /resume.")
    return say(
        "⏸ Paused since {day}. Your plan, your streak and my nudges wait until you say /resume.",
        day=day(first, today),
    )


def _noted(days: Stretch, today: date) -> Markup:
    """Both ends are inclusive."""
    first, last = day(days.first, today), day(days.last or days.first, today)
    if first == last:
        return say("⏸ Noted: a pause on {day}.", day=first)
    return say("⏸ Noted: a pause from {first} to {last}.", first=first, last=last)


def paused_already(days: Stretch, today: date) -> Markup:
    return (
        say("You were on a pause then already, so nothing changes.")
        if days.back and days.back <= today
        else (say("You're on that pause already, so nothing changes."))
    )


def resumed(when: date, today: date, *, moves: bool = True) -> Markup:
    """Back from a pause; as for ``paused``."""
    if not moves and when == today:
        return say("▶ Welcome back! The days you were away don't count.")
    if not moves:
        return say("▶ Welcome back! Your pause ended on {day}, and its days don't count.", day=day(when, today))
    if when == today:
        return say("▶ Welcome back! Your plan has moved by the days you were away.")
    return say("▶ Welcome back! Your pause ended on {day}, and your plan has moved by it.", day=day(when, today))


def not_paused(when: date, today: date) -> Markup:
    if when == today:
        return say("You're not paused. <code>/pause until monday</code> would do that.")
    return say("You were not paused on {day}.", day=day(when, today))
