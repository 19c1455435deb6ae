"""A line of references alone, as boxes that are ticked together send it: nothing else has to be looked for in it, so it may be longer and
name more than what somebody types. Few of them are told as what is typed is."""

import re

from bot.said.readings import ABOUT_TOPICS, MOST
from bot.said.values import Call
from roadmap.model import Roadmap
from roadmap.names import reference

MOST_REFERRED = 30
"""Topics of such a line: as many as have a box on one page."""

LINE = re.compile(rf"/(?P<command>\w+)(?P<names>(?:\s+#[^\s#]+){{2,{MOST_REFERRED}}})\s*")
"""A command and references behind it, two at least."""


def referred(line: str, roadmap: Roadmap) -> Call | None:
    """The call of a line such as "/done #nlp #cv"; None for any other, which is read word by word."""
    found = LINE.fullmatch(line)
    if found is None or found["command"] not in ABOUT_TOPICS:
        return None
    names = found["names"].split()
    named = [roadmap.by_slug.get(name.removeprefix("#")) for name in names]
    topics = tuple(dict.fromkeys(topic for topic in named if topic))
    if [topic and reference(topic) for topic in named] != names:
        return None
    return Call(found["command"], topics, refers=roadmap.refer(topics) if len(topics) > MOST else "")
