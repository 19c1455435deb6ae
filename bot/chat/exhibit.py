"""PURE: a picture or a PDF that a learner shows as evidence: where its platform has it, for nothing of it is fetched or stored."""

from dataclasses import dataclass, field

LONGEST = 250
"""Characters of what is kept of one; a platform that needs more for it cannot be asked for it again."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """``where`` is how its ``platform`` finds it again, in words that only that platform reads; ``several`` says that others came
    along with it, which are not kept."""

    platform: str
    where: str
    several: bool = field(default=False, compare=False)

    @property
    def kept(self) -> str:
        """What is kept of it, in one text; empty where that is too long to be kept."""
        text = f"{self.platform} {self.where}"
        return text if len(text) <= LONGEST else ""


def exhibit_in(kept: str) -> Exhibit:
    """What was kept."""
    platform, _, where = kept.partition(" ")
    return Exhibit(platform, where)
