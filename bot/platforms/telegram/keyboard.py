"""Keys laid out as the rows of an inline keyboard."""

from collections.abc import Sequence

from bot.chat.reply import Key
from bot.platforms.telegram.markup import units

MOST_KEYS = 100
MOST_IN_ROW = 3
ROW_WIDTH = 30
"""UTF-16 units that fit side by side on a telephone; the buttons of a row are all as wide as its widest."""


Keyboard = dict[str, list[list[dict[str, str]]]]
"""As the Bot API has it, to be sent among ``api_kwargs``: the library's own buttons are made and written in many times as
long."""


def keyboard(keys: Sequence[Key]) -> Keyboard | None:
    """The keys in their order, or None for none; Telegram refuses more than a hundred, so the rest is left out."""
    rows: list[list[Key]] = []
    for key in keys[:MOST_KEYS]:
        if rows and _fits([*rows[-1], key]):
            rows[-1].append(key)
        else:
            rows.append([key])
    if not rows:
        return None
    return {"inline_keyboard": [[{"text": key.label, "callback_data": key.data} for key in row] for row in rows]}


def _fits(row: list[Key]) -> bool:
    return len(row) <= MOST_IN_ROW and len(row) * max(units(key.label) for key in row) <= ROW_WIDTH
