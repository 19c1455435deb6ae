"""Inside a topic: the steps that it has for a learner, and the share of it that is done; shares are whole numbers over whole
numbers, never floats.

A share f is k of n steps, or of all their minutes where every step has some. f₀ is the share when the day was set that the plan
counts from: by a replanning, or an end that was named, or by the enrolment, where it is what was said to be known already. It is kept with
that fact, or with those ticks, so that no list and no version of the document moves it. From then on a topic's range is ⌈(1 − f₀) · range⌉, and what is done of it since is
g = max(0, (f − f₀) / (1 − f₀)).
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil

from roadmap.model import Roadmap, Status, Step, Topic
from roadmap.progress import Progress
from roadmap.step_lists import steps_in
from roadmap.stretch import Range

MOST_KEPT = 500
"""Topics whose shares are kept with one fact, what is unfinished first; of any beyond, the plan starts anew."""

NOTHING, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Inside:
    """The steps of a topic in their order, and of those that are ticked the days, by their slugs. What is worked out of it is
    worked out once."""

    steps: tuple[Step, ...]
    ticked: Mapping[str, date]

    @cached_property
    def done(self) -> tuple[Step, ...]:
        """The steps that are ticked."""
        return tuple(step for step in self.steps if step.slug in self.ticked)

    @cached_property
    def left(self) -> tuple[Step, ...]:
        """The steps that are not."""
        return tuple(step for step in self.steps if step.slug not in self.ticked)

    @property
    def is_done(self) -> bool:
        """Whether there are steps, and all are ticked: the topic may be completed then, and never is by itself."""
        return bool(self.steps) and not self.left

    @cached_property
    def share(self) -> Fraction:
        """How much of the topic is done; 0 where it has no steps."""
        return self.share_of(self.ticked)

    def share_of(self, slugs: Collection[str]) -> Fraction:
        """How much these steps, by their slugs, are of it; those that are none of it are nothing."""
        return Fraction(self._weight(slugs), self._whole) if self.steps else NOTHING

    def next_until(self, share: Fraction) -> tuple[Step, ...]:
        """The next steps that are left, as many as it takes until so much is done; one at least, where any is left."""
        done, enough = self._weight(self.ticked), ceil(share * self._whole)
        found: list[Step] = []
        for step in self.left:
            if found and done >= enough:
                break
            found.append(step)
            done += self._weights[step.slug]
        return tuple(found)

    def _weight(self, slugs: Collection[str]) -> int:
        return sum(weight for slug, weight in self._weights.items() if slug in slugs)

    @cached_property
    def _weights(self) -> Mapping[str, int]:
        """How much each step is of the topic, by its slug: its minutes, or one where not every step has them."""
        by_minutes = all(step.minutes for step in self.steps)
        return {step.slug: (step.minutes or 1) if by_minutes else 1 for step in self.steps}

    @cached_property
    def _whole(self) -> int:
        """How much all of them are together."""
        return sum(self._weights.values())


def inside(topic: Topic, progress: Progress) -> Inside:
    """The steps of a topic for a learner: those they chose or wrote, else the document's."""
    ticks = progress.ticks
    own = ticks.lists.get(topic.slug)
    steps = topic.steps if own is None else steps_in(own)
    ticked = ticks.of(topic.slug)
    return Inside(steps, {step.slug: ticked[step.slug] for step in steps if step.slug in ticked} if ticked else {})


def with_own_steps(roadmap: Roadmap, progress: Progress) -> Roadmap:
    """The roadmap with the steps that a learner chose or wrote in the place of the document's."""
    lists = progress.ticks.lists
    if not any(slug in lists for slug in roadmap.by_slug):
        return roadmap
    return replace(roadmap, topics=tuple(replace(one, steps=inside(one, progress).steps) for one in roadmap.topics))


def steps_done(roadmap: Roadmap, progress: Progress) -> frozenset[tuple[str, str]]:
    """The steps that are ticked of all topics, as (topic, step) by their slugs."""
    ticked = (topic for topic in roadmap.topics if topic.slug in progress.ticks.days)
    return frozenset((topic.slug, slug) for topic in ticked for slug in inside(topic, progress).ticked)


# The shares when the day was set that the plan counts from


def kept_shares(roadmap: Roadmap, progress: Progress) -> str:
    """How much is done of each topic by now, to be kept with a fact that sets the day the plan counts from."""
    if not progress.ticks.days:
        return ""
    begun = [(topic, share) for topic in roadmap.order if (share := _share(topic, progress))]
    begun.sort(key=lambda one: progress.of(one[0].slug).status is Status.COMPLETED)
    return as_kept({topic.slug: share for topic, share in begun[:MOST_KEPT]})


def _share(topic: Topic, progress: Progress) -> Fraction:
    return inside(topic, progress).share if topic.slug in progress.ticks.days else NOTHING


def as_kept(shares: Mapping[str, Fraction]) -> str:
    """Shares by the slugs of topics, as they are kept with a fact; none are an empty text."""
    said = {slug: [share.numerator, share.denominator] for slug, share in shares.items()}
    return json.dumps(said, separators=(",", ":")) if said else ""


@lru_cache(8)
def _shares_in(kept: str) -> Mapping[str, Fraction]:
    return {slug: Fraction(*share) for slug, share in json.loads(kept).items()} if kept else {}


def shares_before(progress: Progress) -> Mapping[str, Fraction]:
    """f₀ of the topics of which it is more than nothing, by slug."""
    if progress.ticks.kept is not None:
        return _shares_in(progress.ticks.kept)
    return {slug: known_share(slug, progress) for slug in progress.ticks.known}


def known_share(slug: str, progress: Progress) -> Fraction:
    """How much of a topic was said to be known already, at the enrolment."""
    known = progress.ticks.known.get(slug)
    return Fraction(*json.loads(known)[slug]) if known else NOTHING


def left_of(days: Range, before: Fraction) -> Range:
    """What of a range was left, where so much was done before; at least a day."""
    return Range(*(max(1, ceil((WHOLE - before) * end)) for end in (days.short, days.long))) if before else days


def gained(share: Fraction, before: Fraction) -> Fraction:
    """How much of what was left is done since, from 0 to 1."""
    if not before:
        return share
    return max(NOTHING, (share - before) / (WHOLE - before)) if before < WHOLE else NOTHING


def needed(gain: Fraction, before: Fraction) -> Fraction:
    """The share at which so much of what was left is done."""
    return before + gain * (WHOLE - before)
