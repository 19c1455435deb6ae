"""PURE: names in a group's posts, marked by whose they are, so that they can be struck out of a post that stands."""

import re
from collections.abc import Iterable
from typing import Self

from markupsafe import Markup, escape

STRUCK = "…"
"""What stands where a name was."""

_MARK = re.compile(r"</?span[^>]*>")


class Marked(str):
    """A text that tells of an account, its name mostly: plain as a text, marked in Markup."""

    __slots__ = ("account_id",)

    account_id: int

    def __new__(cls, text: str, account_id: int) -> Self:
        made = super().__new__(cls, text)
        made.account_id = account_id
        return made

    def __html__(self) -> str:
        return marked(str(self), self.account_id)


def marked(text: str, account_id: int) -> Markup:
    """A text that tells of an account, in Markup: it is struck out with the account's name."""
    return Markup('<span id="m{}">{}</span>').format(account_id, escape(text))


def unmarked(post: Markup) -> Markup:
    """A post as a platform gets it, without the marks."""
    return Markup(_MARK.sub("", post))  # noqa: S704 - only tags are taken out of what is Markup already


def struck(post: str, account_ids: Iterable[int]) -> str:
    """The post with nothing left that is marked with these accounts."""
    ids = "|".join(map(str, account_ids))
    return re.sub(rf'<span id="m(?:{ids})">.*?</span>', STRUCK, post, flags=re.DOTALL)


def mark(account_id: int) -> str:
    """How a text begins that is marked with an account; it is nowhere else in Markup."""
    return f'<span id="m{account_id}">'
