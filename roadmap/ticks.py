"""What a learner told of the steps within topics: which are ticked and since when, which lists were chosen or written, and how
much of each topic was done when the day was set that the plan counts from."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from roadmap.value import value

NONE: Mapping[str, date] = {}


@value
class Ticks:
    """All of it, by the slugs of topics.

    ``days`` has the ticked steps by their slugs, each with the day it was done, of steps that are in no list any more too.
    ``lists`` are the lists that were chosen or written in the place of the document's own, as ``roadmap.step_lists`` writes
    them. ``known`` is how much of topics was said to be known already, at the enrolment, and ``kept`` how much was done of each
    when the plan was last made to count from another day, both as ``roadmap.inside`` writes it; None where it never was. ``since``
    are the steps, with their topics, that were ticked after that was told, and still are.
    """

    days: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    kept: str | None = None
    since: frozenset[tuple[str, str]] = frozenset()

    def of(self, topic: str) -> Mapping[str, date]:
        """The ticked steps of a topic, each with its day."""
        return self.days.get(topic, NONE)


class Telling:
    """The same while facts are told one after another, so that many cost no more than each of them."""

    def __init__(self, before: Ticks) -> None:
        self._days, self._lists, self._known = dict(before.days), dict(before.lists), dict(before.known)
        self._kept, self._since = before.kept, set(before.since)
        self._own: dict[str, dict[str, date]] = {}
        """The topics that were told of, whose days are nobody else's."""

    def ticks(self) -> Ticks:
        """What it adds up to."""
        days = {**self._days, **{topic: dict(steps) for topic, steps in self._own.items()}}
        ticked = {topic: steps for topic, steps in days.items() if steps}
        return Ticks(ticked, self._lists, self._known, self._kept, frozenset(self._since))

    def is_ticked_since(self, topic: str) -> bool:
        """Whether a step of it was ticked since the plan was made to count from another day."""
        return any(of == topic for of, _ in self._since)

    def tick(self, topic: str, step: str, day: date, known: str = "") -> None:
        """A step is done; of two days the earlier holds. ``known`` is how much of the topic was known with it."""
        steps = self._of(topic)
        steps[step] = min(day, steps.get(step, day))
        if known:
            self._known[topic] = known
        else:
            self._since.add((topic, step))

    def open(self, topic: str, step: str) -> None:
        """A step is not done after all."""
        self._of(topic).pop(step, None)
        self._since.discard((topic, step))

    def list_(self, topic: str, steps: str | None) -> None:
        """Another list of steps; None is the document's own again."""
        self._lists.pop(topic, None)
        if steps is not None:
            self._lists[topic] = steps

    def set_off(self, kept: str) -> None:
        """The plan counts from another day, when so much of each topic was done."""
        self._kept = kept
        self._since.clear()

    def _of(self, topic: str) -> dict[str, date]:
        if topic not in self._own:
            self._own[topic] = dict(self._days.get(topic, NONE))
        return self._own[topic]
