"""What a page refuses, with the words for it and the status of the answer."""

from markupsafe import Markup


class Refused(Exception):
    """A request that gets a page with these words instead of its own; ``retry_seconds`` is when it may come again."""

    def __init__(self, status: int, words: Markup, *, retry_seconds: int | None = None) -> None:
        super().__init__(status)
        self.status, self.words, self.retry_seconds = status, words, retry_seconds
