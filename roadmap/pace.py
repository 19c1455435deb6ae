"""A learner's own pace: how many times the recommended duration their topics take, shrunk towards 1 while facts are few.

The model: the logarithm of a learner's pace is normal around 0 with PRIOR_SPREAD, and that of each topic's actual over
its recommended duration is normal around it with NOISE. So the pace after some facts is normal again, with a closed
form (normal data with known variance and a conjugate prior: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.5):

    precision = 1 / PRIOR_SPREAD² + n / NOISE²      mean = (Σ log ratio / NOISE²) / precision      spread = 1 / √precision

A topic of which a share f was done by its steps is f of a fact, in n and in the sum, and its ratio is days spent over
f · recommended; what of it was known before counts for nothing.

The prior weighs as much as NOISE² / PRIOR_SPREAD² = 0.5625 of a completed topic. The two spreads are assumptions about
people, not measurements: two learners in three study at 0.67 to 1.49 times the recommended duration.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, lcm, log, sqrt

from roadmap.calendar import DAY
from roadmap.inside import known_share
from roadmap.model import Status
from roadmap.plan import Plan
from roadmap.progress import TopicProgress
from roadmap.stretch import is_unmeasured

PRIOR_SPREAD = 0.4
NOISE = 0.3

MOST_TIMES = 4.0
"""A topic counts as having taken this many times its recommended duration at most, and as little of it at least: 2.8
standard deviations of the model. One that was ticked on the day it was begun says little about all the others."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The logarithm of the pace is normal with this ``mean`` and ``spread``; ``topics`` that are completed are the facts it rests
    on, and ``parts``, topics of which some steps are done."""

    mean: float
    spread: float
    topics: int
    parts: int = 0

    @property
    def times(self) -> float:
        """How many times the recommended duration a topic takes, in the middle; above 1 is slower."""
        return exp(self.mean)


def own_pace(plan: Plan, spent: Mapping[str, float] | None = None) -> Pace:
    """The pace by the topics begun and completed that have a recommended duration, the geometric middle of its range.

    Topics completed without ever having been begun say nothing of how long they took. ``spent`` is ``days_spent``,
    where that is known already.
    """
    facts = list(_facts(plan, days_spent(plan) if spent is None else spent))
    precision = 1 / PRIOR_SPREAD**2 + sum(fact.share for fact in facts) / NOISE**2
    mean = sum(fact.share * fact.log_ratio for fact in facts) / NOISE**2 / precision
    completed = sum(fact.is_whole for fact in facts)
    return Pace(mean, spread=1 / sqrt(precision), topics=completed, parts=len(facts) - completed)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A topic, or so much of it, and by how many times the recommended duration it took, in logarithms."""

    share: float
    log_ratio: float
    is_whole: bool


def _facts(plan: Plan, spent: Mapping[str, float]) -> Iterator[_Fact]:
    most = log(MOST_TIMES)
    for slug, days in spent.items():
        topic, recommended = plan.roadmap.by_slug.get(slug), plan.ranges.get(slug)
        if topic is None or not days or recommended is None or is_unmeasured(topic):
            continue
        is_whole = plan.progress.of(slug).status is Status.COMPLETED
        share = float((1 if is_whole else plan.inside(topic).share) - known_share(slug, plan.progress))
        if share > 0:
            yield _Fact(share, min(max(log(days / (share * recommended.middle)), -most), most), is_whole)


def days_spent(plan: Plan) -> dict[str, float]:
    """The counting days that each topic begun has had, by slug: up to and including its completion, or, of one going
    on, up to yesterday. A day of several topics is shared among them, so that whoever studies two at once is not taken
    to be half as fast at both."""
    spans = {slug: span for slug, state in plan.progress.topics.items() if (span := _span(state, plan.today))}
    opening, closing = Counter(first for first, _ in spans.values()), Counter(back for _, back in spans.values())
    stretches: list[tuple[date, int, int]] = []
    active = 0
    for first, back in pairwise(sorted({*opening, *closing})):
        active += opening[first] - closing[first]
        stretches.append((back, plan.calendar.between(first - DAY, back - DAY), active))
    whole = lcm(*(active for *_, active in stretches if active))  # in such parts of a day every share is a whole number
    shared, so_far = dict.fromkeys(opening, 0), 0
    for back, days, active in stretches:
        so_far += days * (whole // active) if active else 0
        shared[back] = so_far
    return {slug: (shared[back] - shared[first]) / whole for slug, (first, back) in spans.items()}


def _span(state: TopicProgress, today: date) -> tuple[date, date] | None:
    """From the day a topic was begun to the first day it had no more (exclusive); what turned out to be known took no time."""
    if state.begun is None or state.known or state.status not in {Status.COMPLETED, Status.GOING_ON}:
        return None
    back = state.completed + DAY if state.completed else today
    return (state.begun, back) if state.begun < back else None
