"""A list of steps as it is kept with the fact that a learner chose or wrote it: a short text, read only where somebody looks.

So a replay of many lists costs nothing, and what is shown of one is read once."""

import json
from collections.abc import Sequence
from functools import lru_cache

from roadmap.model import Step

MOST_STEPS = 200
"""Steps of a list that a learner chose or wrote."""

REMEMBERED = 32
"""Lists that were read last; each takes some 50 KB at most."""


def kept(steps: Sequence[Step]) -> str:
    """The list as a text. Raises ValueError where it has more than MOST_STEPS, or two of one slug."""
    if len(steps) > MOST_STEPS or len({step.slug for step in steps}) < len(steps):
        raise ValueError(len(steps))
    rows = [[step.slug, step.title, step.minutes, step.link, step.resource] for step in steps]
    return json.dumps([_short(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


def _short(row: list[str | int | None]) -> list[str | int | None]:
    """Without what says nothing at its end."""
    while not row[-1]:
        row = row[:-1]
    return row


@lru_cache(REMEMBERED)
def steps_in(text: str) -> tuple[Step, ...]:
    """The steps of a list that is kept."""
    return tuple(_step(*row) for row in json.loads(text))


def _step(slug: str, title: str, minutes: int | None = None, link: str = "", resource: str = "") -> Step:
    return Step(slug, title, minutes, link, resource)
