"""PURE: buttons that would read alike are told apart by what of their topics is different: the stage, or else the number."""

from collections.abc import Sequence

from bot.texts.phrases import beside, listed, numeral, shortened
from bot.texts.stages import LONGEST_BESIDE
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


def _differing(sets: Sequence[Sequence[Topic]]) -> list[str]:
    """For each set what the others have not; nothing where there is but one, or where all are the same."""
    if len(sets) < 2:
        return [""]
    shared = set.intersection(*({topic.slug for topic in one} for one in sets))
    own = [[topic for topic in one if topic.slug not in shared] for one in sets]
    stages = [
        listed(dict.fromkeys(shortened(topic.stage, LONGEST_BESIDE) for topic in one if topic.stage)) for one in own
    ]
    if all(stages) and len(set(stages)) == len(stages):
        return stages
    return [listed(numeral(topic.number) for topic in one) if one else "" for one in own]
