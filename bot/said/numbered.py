"""Figures such as "3.1" and "3-5" as what they may number in a document: a topic, or a part of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.said.readings import MOST
from roadmap.model import Topic
from roadmap.names import Names, folded

FIGURES = re.compile(r"\s*(?P<first>\d{1,2})\s*[./–-]\s*\d{1,2}\.?\s*")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The topics that figures stand for; ``by_title`` says that their titles have the figures whole."""

    topics: tuple[Topic, ...] = ()
    by_title: bool = False

    def __bool__(self) -> bool:
        return bool(self.topics)


def numbered_in(said: Sequence[str], names: Names) -> Numbered:
    """The topics of all these figures; none where one of them has none."""
    matches = [FIGURES.fullmatch(one) for one in said]
    if not 0 < len(matches) <= MOST or not all(matches):
        return Numbered()
    titled = [_beginning(names, folded(one)) for one in said]
    if all(len(found) == 1 for found in titled):
        return Numbered(tuple(dict.fromkeys(found[0] for found in titled)), by_title=True)
    topics = [names.numbered(int(match["first"])) for match in matches if match]
    return Numbered(topics[0]) if len(topics) == 1 else Numbered()


def _beginning(names: Names, figures: str) -> tuple[Topic, ...]:
    """The topics whose title begins with these figures."""
    return tuple(topic for topic in names.containing(figures) if f"{folded(topic.title)} ".startswith(f"{figures} "))
