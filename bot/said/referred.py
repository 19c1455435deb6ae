"""A line of references alone, as boxes that are ticked together send it: nothing else has to be looked for in it, so it may be longer and
name more than what somebody types."""

from bot.said.readings import ABOUT_TOPICS
from bot.said.values import Call
from roadmap.model import Roadmap
from roadmap.names import reference

MOST_REFERRED = 30
"""Topics of such a line: as many as have a box on one page."""


def referred(line: str, roadmap: Roadmap) -> Call | None:
    """The call of a line such as "/done #nlp #cv"; None for any other, which is read word by word."""
    head, *names = line.split(maxsplit=MOST_REFERRED + 1) or [""]
    command = head.removeprefix("/")
    if not head.startswith("/") or command not in ABOUT_TOPICS or not 1 < len(names) <= MOST_REFERRED:
        return None
    found = [roadmap.by_slug.get(name.removeprefix("#")) for name in names]
    topics = tuple(dict.fromkeys(topic for topic in found if topic))
    if [topic and reference(topic) for topic in found] != names:
        return None
    return Call(command, topics, refers=roadmap.refer(topics))
