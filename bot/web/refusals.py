"""What a page refuses, with the words for it and the status of the answer."""

from markupsafe import Markup


class Refused(Exception):
    """A request that gets a page with these words instead of its own."""

    def __init__(self, status: int, words: Markup) -> None:
        super().__init__(status)
        self.status, self.words = status, words
