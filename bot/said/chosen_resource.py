"""What a learner says they go through, where a topic was begun that has no steps yet: "fast.ai", "I'll take the MIT one"."""

from collections.abc import Iterator

from bot.said.small_talk import LONGEST_TALK, trimmed
from bot.said.values import Call
from bot.said.world import World
from roadmap.model import Resource, Topic
from roadmap.names import folded, reference
from roadmap.reading.slugs import slug_of

STEPS = "steps"


def chosen_resource(line: str, world: World) -> Call | None:
    """What a press on the resource would type that a whole line names by some of its words; None where it may be another one, or
    a topic."""
    if len(line) > LONGEST_TALK:
        return None
    open_ = [(topic, one) for topic in world.going_on if _has_no_steps(topic, world) for one in topic.resources]
    if not open_:
        return None
    words = world.lexicon.words
    plain = " ".join(line.casefold().replace("’", "'").replace(",", " ").rstrip(" .!").split())
    for said in trimmed(plain, words.around):
        for name in _names(said, words.choosing, words.chosen_behind):
            found = _named(name, open_) if not world.roadmap.names.exactly(name) else []
            if len(found) == 1:
                ((topic, resource),) = found
                return Call(STEPS, texts=(f"through {reference(topic)} {slug_of(resource.name)}",))
    return None


def _has_no_steps(topic: Topic, world: World) -> bool:
    lists = world.progress.ticks.lists if world.progress else {}
    return topic.slug not in lists and not world.inside(topic).steps


def _names(said: str, before: tuple[str, ...], behind: tuple[str, ...]) -> Iterator[str]:
    """The name alone, folded: what stands before one left out, and then what stands behind it as well."""
    while lead := next((one for one in before if said.startswith(f"{one} ")), ""):
        said = said[len(lead) :].strip()
    tail = next((one for one in behind if said.endswith(f" {one}")), "")
    for name in (said, said.removesuffix(tail)):
        if (bare := folded(name)) and not bare.isdecimal():
            yield bare


def _named(name: str, among: list[tuple[Topic, Resource]]) -> list[tuple[Topic, Resource]]:
    """Those that are called so, or else those with all of these words in their names."""
    exact = [one for one in among if folded(one[1].name) == name]
    return exact or [one for one in among if set(name.split()) <= set(folded(one[1].name).split())]
