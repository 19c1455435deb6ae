"""The way back from a version of a roadmap of one's own to the one before it."""

from dataclasses import dataclass
from datetime import datetime

EDIT, IMPORT = "/edit undo", "/import undo"
"""What takes back an edit, and a document that was brought again."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """The version that a roadmap stands at since ``made_at``, and the one ``before`` it, which what is ``said`` goes back to."""

    said: str
    slug: str
    number: int
    before: int
    made_at: datetime

    @property
    def line(self) -> str:
        """The line that takes this version back, and no later one."""
        return f"{self.said} {self.slug} {self.number} {self.before}"
