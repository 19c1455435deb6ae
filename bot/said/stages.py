"""What of a roadmap is to be shown: a stage of it, the topics from one number to another, a page."""

import re

from bot.said.readings import MOST_OFFERED, Grammar, Told, Unclear, Why
from bot.said.several import counted_from_to, referred_stage
from bot.said.values import Call
from bot.said.world import World
from roadmap.names import folded
from roadmap.overview import is_long
from roadmap.stages import Stage

LONGEST = 200
"""Characters of what may be the name of a stage."""

_PAGE = re.compile(r"(?:(?P<where>.+?)\s+)?(?:page\s+)?(?P<page>\d{1,4})", re.IGNORECASE | re.DOTALL)


def read_stage(said: str, grammar: Grammar, world: World) -> Told | Unclear | None:
    """The call that the whole of a text stands for; None where it names no stage and no page."""
    said = said.strip()
    if not said or len(said) > LONGEST:
        return None
    page = _PAGE.fullmatch(said)
    if page and not page["where"]:
        if not _has_pages(int(page["page"]), world):
            return None
        return Told((Call(grammar.command, number=int(page["page"])),))
    if stages := _stages(said, world):
        return _shown(said, stages, grammar)
    if page and (stages := _stages(page["where"], world)):
        return _shown(page["where"], stages, grammar, int(page["page"]))
    return None


def _has_pages(page: int, world: World) -> bool:
    """Whether the roadmap is shown in pages, or at least has a stage of this number; a first page it has in any case."""
    roadmap = world.roadmap
    return page == 1 or is_long(roadmap) or (roadmap.stages.are_named and roadmap.stages.numbered(page) is not None)


def _shown(said: str, stages: tuple[Stage, ...], grammar: Grammar, page: int | None = None) -> Told | Unclear:
    options = tuple((Call(grammar.command, stage=stage, number=page),) for stage in stages[:MOST_OFFERED])
    return Told(options[0]) if len(options) == 1 else Unclear(Why.WHICH_STAGE, said, options)


def _stages(said: str, world: World) -> tuple[Stage, ...]:
    """The stages that a text may mean."""
    roadmap, words = world.roadmap, folded(said).split()
    if topics := counted_from_to(said, roadmap):
        return (Stage(0, "", topics),)
    if stage := referred_stage(said, roadmap):
        return (stage,)
    while words and words[0] in world.lexicon.words.before_stage:
        words.pop(0)
    if found := roadmap.stages.called(" ".join(words)):
        return found
    named = _without_label(words, world.lexicon.words.stages)
    if named == words:
        return ()
    if len(named) == 1 and named[0].isdecimal():
        stage = roadmap.stages.numbered(int(named[0][:4]))
        return (stage,) if stage else ()
    return roadmap.stages.called(" ".join(named))


def _without_label(words: list[str], labels: frozenset[str]) -> list[str]:
    """ "the arrays stage" and "stage arrays" are "arrays"."""
    if words[:1] and words[0] in labels:
        return words[1:]
    return words[:-1] if words[-1:] and words[-1] in labels else words
