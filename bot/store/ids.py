"""Ids that platforms give to people, chats, threads and messages: text, of which nothing is known but its bounds."""

LONGEST = 255
"""Characters. The longest that we know of are Matrix's, which has as many bytes."""

NOBODY = "0"
"""Stands where there is no chat, or nobody in particular; no platform calls one so."""


def fitting(given: str) -> str:
    """The id as it is. Raises ValueError for one that is empty or too long, or holds what cannot be shown: such a one is
    neither remembered nor stored nor logged. Raises TypeError for a number, which SQLite would take and PostgreSQL not."""
    if not isinstance(given, str):
        raise TypeError("an id of a platform is text")
    if not 0 < len(given) <= LONGEST or not given.isprintable():
        raise ValueError(f"an id of a platform has 1 to {LONGEST} characters that can be shown")
    return given
