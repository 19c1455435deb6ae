"""Keys laid out as the rows of an inline keyboard."""

from collections.abc import Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.reply import Key, Page, Style
from bot.platforms.telegram.markup import units

MOST_KEYS = 100
MOST_IN_ROW = 3
ROW_WIDTH = 30
"""UTF-16 units that fit side by side on a telephone; the buttons of a row are all as wide as its widest."""


STYLES = {Style.MAIN: {"style": "primary"}, Style.DANGER: {"style": "danger"}, Style.PLAIN: dict[str, str]()}
"""As the Bot API names them since 9.4; a client that is older shows all buttons alike."""

Keyboard = dict[str, list[list[dict[str, Any]]]]
"""As the Bot API has it, to be sent among ``api_kwargs``: the library's own buttons are made and written in many times as
long."""


def keyboard(keys: Sequence[Key], page: Page | None = None) -> Keyboard | None:
    """The page, which a direct chat alone may be shown unless it is opened by a link, and the keys in their order, or None for none;
    Telegram refuses more than a hundred, so the rest is left out."""
    rows: list[list[Key]] = []
    for key in keys[: MOST_KEYS - bool(page)]:
        if rows and _fits([*rows[-1], key]):
            rows[-1].append(key)
        else:
            rows.append([key])
    opening = [[_opening(page)]] if page and page.address else []
    if not (rows or opening):
        return None
    return {"inline_keyboard": [*opening, *([_button(key) for key in row] for row in rows)]}


def _opening(page: Page) -> dict[str, Any]:
    opened = {"url": page.address} if page.open_to_all else {"web_app": {"url": page.address}}
    return {"text": page.label, **opened}


def _button(key: Key) -> dict[str, str]:
    return {"text": key.label, "callback_data": key.data} | STYLES[key.style]


def data_of(markup: InlineKeyboardMarkup | None) -> tuple[str, ...]:
    """What the buttons of a message carry."""
    return tuple(_data(button) for row in (markup.inline_keyboard if markup else ()) for button in row)


def without(markup: InlineKeyboardMarkup, gone: frozenset[str]) -> InlineKeyboardMarkup | None:
    """What is left of the buttons of a message, in their rows."""
    rows = ([button for button in row if _data(button) not in gone] for row in markup.inline_keyboard)
    left = [row for row in rows if row]
    return InlineKeyboardMarkup(left) if left else None


def _data(button: InlineKeyboardButton) -> str:
    return button.callback_data if isinstance(button.callback_data, str) else ""


def _fits(row: list[Key]) -> bool:
    return len(row) <= MOST_IN_ROW and len(row) * max(units(key.label) for key in row) <= ROW_WIDTH
