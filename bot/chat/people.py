"""PURE: somebody who is meant by what their platform calls them, not by a name: picked from a list, mentioned, replied to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MENTION = re.compile(r"<@!?(?P<user_id>[^\s<>@!]{1,255})>")
"""As Discord writes it into texts, and every platform's forms do here."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An account that a line means; ``said`` is how it stands in the line, empty for whom the line replies to."""

    user_id: str
    said: str = ""


def mention_of(user_id: str) -> str:
    """What stands for an account in the place of a name."""
    return f"<@{user_id}>"


def mentioned_in(said: str) -> str | None:
    """The id of the account that the whole of a text mentions."""
    match = MENTION.fullmatch(said.strip())
    return match["user_id"] if match else None


def person_in(said: str, people: Iterable[Meant]) -> str:
    """The same text, as a mention where it stands for one of these; nothing said stands for whom the line replies to."""
    return next((mention_of(one.user_id) for one in people if one.said == said.strip()), said)
