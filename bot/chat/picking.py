"""PURE: one of many to be chosen, a page at a time."""

from collections.abc import Callable, Sequence

from bot.chat.reply import Button, asking, choices
from bot.texts import stages as texts

PAGE = 25
"""Choices of a page: as many as one menu of Discord has."""


def paged(one_of: str, buttons: Sequence[Button], page: int, turning: Callable[[int], str]) -> tuple[Button, ...]:
    """A page of what can be chosen, from 1, with the buttons to those beside it, where all of it is more than a page;
    ``turning`` makes the line that turns to one, in the place of this one."""
    last = max(1, -(-len(buttons) // PAGE))  # rounded up
    page = max(1, min(page, last))
    shown = asking(*choices(one_of, *buttons[(page - 1) * PAGE : page * PAGE]))
    earlier = (Button(texts.earlier(page - 1), turning(page - 1)),) if page > 1 else ()
    later = (Button(texts.later(page + 1), turning(page + 1)),) if page < last else ()
    return (*shown, *earlier, *later)
