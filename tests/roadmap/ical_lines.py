"""The lines of an iCalendar file, read without a library: its properties, in the parts that they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<params>(;[A-Za-z0-9-]+=("[^"]*"|[^";:,]*)(,("[^"]*"|[^";:,]*))*)*):(?P<value>.*)'
)


@dataclass
class Property:
    name: str
    params: dict[str, str]
    value: str

    @property
    def kind(self) -> tuple[str, str]:
        """How its time is written: as a day, in UTC, or in a zone, which is named."""
        if self.params.get("VALUE") == "DATE":
            return "day", ""
        return ("UTC", "") if self.value.endswith("Z") else ("zone", self.params.get("TZID", ""))


@dataclass
class Part:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def one(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def within(self) -> Iterator["Part"]:
        yield self
        for part in self.parts:
            yield from part.within()


class Feed:
    """A feed as far as it can be read: lines that are none are left out, what is not ended ends with the feed."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.physical = octets.split(b"\r\n")
        self.lines = [one for one in re.sub(rb"\r\n[ \t]", b"", octets).decode("utf-8", "replace").split("\r\n") if one]
        self.root = Part("")
        stack = [self.root]
        self.is_nested = True
        for line in self.lines:
            found = LINE.fullmatch(line)
            if found is None:
                continue
            params = dict(one.split("=", 1) for one in found["params"].split(";")[1:])
            one = Property(found["name"].upper(), params, found["value"])
            if one.name == "BEGIN":
                stack[-1].parts.append(part := Part(one.value))
                stack.append(part)
            elif one.name == "END":
                self.is_nested = self.is_nested and len(stack) > 1 and stack[-1].name == one.value
                stack = stack[:-1] or [self.root]
            else:
                stack[-1].properties.append(one)
        self.is_nested = self.is_nested and len(stack) == 1
        self.calendar = next(iter(self.root.parts), Part(""))
        self.events = [part for part in self.calendar.parts if part.name == "VEVENT"]
        self.zones = [part for part in self.calendar.parts if part.name == "VTIMEZONE"]
        self.properties = [one for part in self.root.within() for one in part.properties]

    def times(self, *names: str) -> list[Property]:
        return [one for event in self.events for name in names for one in event.all(name)]
