"""What was said becomes a command's arguments: a typed line's words, read from the right, or texts by name."""

import re
from collections.abc import Mapping
from typing import Any

from bot.chat.command import Command, Param
from bot.chat.context import Context
from bot.chat.dates import parse_day, split_day
from bot.errors import Choice, Missing, NotADay, NotUnderstood, Superfluous, UnclearTopic
from roadmap.finding import LONGEST, Found, exactly, find_topic, find_topics, reference
from roadmap.model import Topic

LINK = re.compile(r"https?://\S+", re.IGNORECASE)
MINUTES = re.compile(r"(?:(\d{1,2})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?)?(?=\s|$)", re.IGNORECASE)
ALONE = re.compile(r"\d{1,4}")
MOST_MINUTES = 24 * 60
"""Minutes in a day: no check-in has more."""

MOST_PICKED = 12
"""Buttons of a picker."""

TOPICS = frozenset({"topic", "topics"})


async def bind(command: Command, said: str, context: Context) -> dict[str, object]:
    """The arguments that ``said``, the line without the command's name, stands for.

    Raises the Refusals for what is missing, unclear or left over.
    """
    reading = _Reading(command, said.strip(), context)
    for param in reversed(command.params):
        reading.take_tail(param)
    for param in command.params:
        await reading.take_head(param)
    if reading.rest:
        raise Superfluous(command.usage, reading.rest)
    return reading.arguments


async def bind_named(command: Command, options: Mapping[str, str], context: Context) -> dict[str, object]:
    """The arguments that ``options``, texts by the names of parameters, stand for; each is read as a whole.

    Raises the Refusals for what is missing, unclear or left over.
    """
    if strange := [said for name, said in options.items() if name not in {param.name for param in command.params}]:
        raise Superfluous(command.usage, strange[0])
    reading = _Reading(command, "", context)
    others = [param for param in reversed(command.params) if param.kind not in TOPICS]
    for param in (*others, *(param for param in command.params if param.kind in TOPICS)):
        await reading.take_whole(param, options.get(param.name, "").strip())
    return reading.arguments


class _Reading:
    """A line being read; ``rest`` is what has not been understood yet, ``tail`` what was read from its right end."""

    def __init__(self, command: Command, said: str, context: Context) -> None:
        self.command, self.context, self.rest = command, context, said
        self.tail: list[str] = []
        self.arguments: dict[str, object] = {}

    def take_tail(self, param: Param) -> None:
        """Take what stands at the right end: the word yes, a link, a day."""
        head, _, word = self.rest.rpartition(" ")
        if param.kind == "sure" and word.casefold() == "yes":
            self._took(param, True, head, word)
        elif param.kind == "link" and LINK.fullmatch(word):
            self._took(param, word, head, word)
        elif param.kind == "day" and not self._names_a_topic():
            head, day = split_day(self.rest, today=self.context.today, look=param.arg.look)
            if day:
                self._took(param, day, head, day.isoformat())

    async def take_whole(self, param: Param, said: str) -> None:
        """Take a text that is this parameter's alone; topics come last, so that their picker repeats the rest."""
        self.rest = said
        match param.kind:
            case "sure" if said.casefold() == "yes":
                self._took(param, True, "", said)
            case "link" if LINK.fullmatch(said):
                self._took(param, said, "", said)
            case "day" if said:
                self._take_day(param)
            case _:
                await self.take_head(param)
                if said and not self.rest and param.kind not in TOPICS:
                    self.tail.insert(0, said)
        if self.rest:
            raise NotUnderstood(self.rest, self.command.examples)

    def _take_day(self, param: Param) -> None:
        day = parse_day(self.rest, today=self.context.today, look=param.arg.look)
        if day is None:
            raise NotADay(self.rest)
        self._took(param, day, "", day.isoformat())

    def _took(self, param: Param, value: Any, head: str, word: str) -> None:
        self.arguments[param.name], self.rest = value, head.strip()
        self.tail.insert(0, word)

    def _names_a_topic(self) -> bool:
        wants = any(param.kind in TOPICS for param in self.command.params)
        return wants and bool(exactly(self.context.roadmap, self.rest))

    async def take_head(self, param: Param) -> None:
        """Take what stands at the left end: topics, minutes, a number, a text."""
        match param.kind:
            case "topic" | "topics":
                await self._take_topics(param)
            case "minutes":
                self._take_minutes(param)
            case "number" if self.rest:
                if not self.rest.isdecimal() or len(self.rest) > 9:
                    raise NotUnderstood(self.rest, self.command.examples)
                self.arguments[param.name], self.rest = int(self.rest), ""
            case "document" if self.context.document:
                self.arguments[param.name] = self.context.document
            case "text" if self.rest:
                self.arguments[param.name], self.rest = self.rest, ""
            case "text" if param.required:
                raise Missing(self.command.usage)
            case _:
                return

    async def _take_topics(self, param: Param) -> None:
        if not self.rest:
            if param.required:
                raise Missing(self.command.usage, await self._offered(param))
            return
        self.rest = self.rest[:LONGEST]
        found = (find_topics if param.kind == "topics" else find_topic)(self.context.roadmap, self.rest)
        if not found.topics:
            offers = found.offers[:MOST_PICKED]
            raise UnclearTopic(found.said, found.weak, tuple(self._instead(topic, found) for topic in offers))
        self.arguments[param.name] = found.topics if param.kind == "topics" else found.topics[0]
        self.rest = ""

    async def _offered(self, param: Param) -> tuple[Choice, ...]:
        offers = await param.arg.suggest(self.context) if param.arg.suggest else []
        return tuple(Choice(offer.label, self._line(offer.line)) for offer in offers[:MOST_PICKED])

    def _instead(self, topic: Topic, found: Found) -> Choice:
        return Choice(topic.title, self._line(self.rest.replace(found.said, f" {reference(topic)} ", 1)))

    def _line(self, argument: str) -> str:
        return " ".join(f"/{self.command.name} {argument} {' '.join(self.tail)}".split())

    def _take_minutes(self, param: Param) -> None:
        match = MINUTES.match(self.rest)
        if ALONE.fullmatch(self.rest):
            minutes, length = int(self.rest), len(self.rest)
        elif match and (match[1] or match[2]):
            minutes, length = int(match[1] or 0) * 60 + int(match[2] or 0), match.end()
        else:
            return
        if not 1 <= minutes <= MOST_MINUTES:
            raise NotUnderstood(self.rest[:length], self.command.examples)
        self.arguments[param.name], self.rest = minutes, self.rest[length:].strip()
