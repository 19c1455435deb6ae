"""PURE: buttons that would read alike are told apart by what is different: of their topics the stage, or else the number; of groups
where they are, or what they go through, or since when."""

from collections.abc import Iterable, Sequence

from bot.texts.phrases import beside, listed, numeral, shortened
from bot.texts.stages import LONGEST_BESIDE
from roadmap.group import names
from roadmap.model import Topic

MOST = 80
"""Characters of a button."""


def told_apart(labels: Sequence[str], topics: Sequence[Sequence[Topic]]) -> tuple[str, ...]:
    """The labels, each of which is about these topics; what only one of them says stays as it is."""
    alike: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        alike.setdefault(label, []).append(place)
    told = list(labels)
    for label, places in alike.items():
        for place, behind in zip(places, _differing([topics[place] for place in places]), strict=True):
            told[place] = beside(shortened(label, MOST - len(behind)), behind) if behind else label
    return tuple(told)


def by_details(labels: Sequence[str], details: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The labels, of which those that are alike have the first of their details behind them that all of these differ in; where they
    differ in none, all but the first have a number."""
    told = list(labels)
    for label in dict.fromkeys(labels):
        places = [place for place, other in enumerate(labels) if other == label]
        for kinds in zip(*(details[place] for place in places), strict=True):
            if len(places) > 1 and all(kinds) and len(set(kinds)) == len(kinds):
                for place, detail in zip(places, kinds, strict=True):
                    told[place] = beside(label, detail)
                break
    return tuple(names.told_apart(told))


def _differing(sets: Sequence[Sequence[Topic]]) -> list[str]:
    """For each set what the others have not; nothing where there is but one, or where all are the same."""
    if len(sets) < 2:
        return [""]
    shared = set.intersection(*({topic.slug for topic in one} for one in sets))
    own = [[topic for topic in one if topic.slug not in shared] for one in sets]
    stages = [_listed(shortened(topic.stage, LONGEST_BESIDE) for topic in one if topic.stage) for one in own]
    if all(stages) and len(set(stages)) == len(stages):
        return stages
    return [_listed(numeral(topic.number) for topic in one) for one in own]


def _listed(things: Iterable[str]) -> str:
    """Each of them once; nothing where there are none: of topics without stages, of a set that has nothing of its own."""
    named = list(dict.fromkeys(things))
    return listed(named) if named else ""
