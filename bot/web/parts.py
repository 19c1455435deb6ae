"""A list that is shown page by page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a list: ``page`` of ``pages``, the first being 1, at ``path``."""

    page: int
    pages: int
    path: str
