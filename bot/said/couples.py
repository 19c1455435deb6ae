"""Topics, days and lengths that come by twos and threes, each with its own: "1h dl 30m nlp", "nlp monday, cv tuesday"."""

from collections.abc import Mapping, Sequence

from bot.said.lexicon import Part

Item = tuple[Part, object]
"""A topic, a day or a length in the order of its coming, with what it is."""


def paired(items: Sequence[Item]) -> tuple[Mapping[Part, object], ...]:
    """The groups that these items come in. Of what was named several times each group has its own; what was named once
    is everybody's, and in none of them. Empty where they cannot be told apart, as where only one kind comes several times."""
    counts = {part: sum(one is part for one, _ in items) for part, _ in items}
    several = [part for part, count in counts.items() if count > 1]
    if len(several) < 2 or len({counts[part] for part in several}) > 1:
        return ()
    own = [item for item in items if item[0] in several]
    size = len(several)
    groups = [dict(own[at : at + size]) for at in range(0, len(own), size)]
    return tuple(groups) if all(len(group) == size for group in groups) else ()
