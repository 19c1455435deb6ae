"""The labels of buttons in a study group and between partners; plain text."""

from datetime import date, time

from bot.texts.phrases import clock, day
from bot.texts.sentence import plain


def since(first: date, today: date) -> str:
    """Behind what a group is called, where others are called so."""
    return plain("since {day}", day=day(first, today))


def on_day_at(when: date, at: time, today: date) -> str:
    """ "Fri 8 Jan, 00:00"."""
    return plain("{day}, {at}", day=day(when, today), at=clock(at))


def join() -> str:
    return plain("🎒 Join")


def leave() -> str:
    return plain("👋 Leave")


def can_help() -> str:
    return plain("🤝 I can help")


def find_partner() -> str:
    return plain("🤝 Find me one")


def another_partner() -> str:
    return plain("🔄 Another partner")


def no_partner() -> str:
    return plain("No partner")


def join_and_show() -> str:
    return plain("🎉 Join, and show what I complete")


def cheer() -> str:
    return plain("🎉")


def show_completions() -> str:
    return plain("🎉 Show what I complete")


def hide_completions() -> str:
    return plain("Show it no more")


def im_in() -> str:
    return plain("👍 I'm in")


def not_this_time() -> str:
    return plain("Not this time")


def join_the_round() -> str:
    return plain("👥 Join the round")


def start_my_own() -> str:
    return plain("👤 Start my own")


def what_i_do() -> str:
    return plain("✏️ What I'll do")


def end_it() -> str:
    return plain("⏹ End it")


def done() -> str:
    return plain("✅ Done")


def partly() -> str:
    return plain("🌓 Partly")


def only_this_time() -> str:
    return plain("Only this time")


def from_now_on() -> str:
    return plain("From now on")
