"""The labels of buttons in a study group and between partners; plain text."""

from bot.texts.sentence import plain


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
