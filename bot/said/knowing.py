"""What a learner says they know already: topics by number or name, and skills from outside the roadmap."""

import re
from dataclasses import dataclass, replace

from bot.said.edits.edit_line import plainly
from bot.said.edits.parts import before, behind
from bot.said.readings import MOST, Grammar, Told, Unclear, Why
from bot.said.sentences import read_command
from bot.said.world import World
from roadmap.model import Topic
from roadmap.names import folded

KNOWN = "known"
"""The command that it is told with."""

MAYBE = "maybe"
"""Before what is only marked, for the learner to look at."""

NOTHING = "nothing"
"""In the place of topics: none of them."""

TOPICS = Grammar(KNOWN, topics=MOST, sure=True)

_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What is named: topics of the roadmap, and skills that it assumes."""

    topics: tuple[Topic, ...] = ()
    skills: tuple[str, ...] = ()


def read_known(said: str, world: World) -> Known | Unclear:
    """All that is named, where every word of it is known; else what is to be asked."""
    bare = before(said, world.lexicon.words.known_behind) or said
    reading = read_command(KNOWN, bare, lambda _: TOPICS, world)
    if isinstance(reading, Told):
        return Known(tuple(dict.fromkeys(topic for call in reading.calls for topic in call.topics)))
    if skills := _skills(bare, world):
        return skills
    if not isinstance(reading, Unclear):
        return Unclear(Why.LEFT_OVER, said.strip())
    return replace(reading, options=tuple(one for one in reading.options if all(call.topics for call in one)))


def _skills(said: str, world: World) -> Known | None:
    """Topics and skills, where each part of the list is one of them; what is no list was read for topics before."""
    topics: list[Topic] = []
    skills: list[str] = []
    parts = [part for part in _BETWEEN.split(said.strip()) if part]
    if len(parts) > MOST:
        return None
    for part in parts:
        reading = read_command(KNOWN, part, lambda _: TOPICS, world) if len(parts) > 1 else None
        if isinstance(reading, Told):
            topics += (topic for call in reading.calls for topic in call.topics)
        elif skill := _skill(part, world):
            skills.append(skill)
        else:
            return None
    return Known(tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(skills))) if skills else None


def _skill(said: str, world: World) -> str | None:
    """The skill of this name, or the only one that has these words."""
    key, skills = folded(said), world.roadmap.skills_by_name
    if not key or key in skills:
        return skills.get(key)
    found = {skill for name, skill in skills.items() if f" {key} " in f" {name} "}
    return found.pop() if len(found) == 1 else None


def told_known(line: str, world: World, *, asked: bool) -> str | None:
    """What a line without a command says is known: behind "I know", or, where that was ``asked``, by itself; None where it
    does not, or a word of it says something else."""
    said = behind(line.strip(), world.lexicon.words.knowing)
    if said is None and not asked:
        return None
    said = line.strip() if said is None else said
    return said if said and isinstance(read_known(said, world), Known) else None


def knows_nothing(line: str, world: World) -> bool:
    """Whether a line that answers what is known says that nothing is: "nothing yet"."""
    words = world.lexicon.words
    return plainly(line, words.edits).casefold().replace("’", "'").strip("!") in words.known_nothing
