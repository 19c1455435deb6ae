"""What comes of looking for a time zone: one that acts, or some to choose from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exact:
    """The IANA ``zone`` that was meant beyond doubt, and the ``place`` it was found by: "Mumbai, IN" or "Nepal"."""

    zone: str
    place: str


@dataclass(frozen=True, slots=True)
class Place:
    """A button of a picker."""

    name: str
    zone: str

    @property
    def label(self) -> str:
        """Such as "Portland, US · America/Los_Angeles"."""
        return f"{self.name} · {self.zone}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Up to six places, no two in one zone, the likeliest first; empty if nothing comes near."""

    options: tuple[Place, ...] = ()


ZoneMatch = Exact | Choices
