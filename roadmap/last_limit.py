"""The last limit of a plan with other weekly hours, found without its windows; its law: it is that of the plan made anew."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from roadmap.calendar import StudyCalendar
from roadmap.chains import left_the_chain
from roadmap.inside import left_of
from roadmap.model import Status, Topic
from roadmap.plan import Plan
from roadmap.stretch import is_unmeasured, range_of, states_effort

Group = tuple[str, int, Fraction]
"""Topics that take as long: so many "days", or what they "state", where weekly hours have a say (Roadmap.lengths), and how much
of them was done when the day was set that the plan counts from."""

NOTHING = Fraction(0)


class Ending:
    """What of a plan the last limit rests on: the chain up to the last topic not begun, and whatever goes on. Something
    unfinished states its effort."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._stating = plan, dict[Group, Topic]()
        chain = [topic for topic in plan.roadmap.order if self._is_in_chain(topic)]
        left = [(place, topic, plan.progress.of(topic.slug)) for place, topic in enumerate(chain, 1)]
        left = [(place, topic, state) for place, topic, state in left if not state.finished]
        last = max((place for place, _, state in left if state.counted_from is None), default=0)
        self._chain = Counter(map(self._group, chain[:last]))
        self._gaps = tuple(self._last_gaps(chain))
        self._going_on = {(state.counted_from, self._group(topic)) for _, topic, state in left if state.counted_from}

    def last_limit(self, minutes: int) -> date:
        """The last limit with so many minutes a week."""
        calendar, groups = self._plan.calendar, {*self._chain, *(group for _, group in self._going_on)}
        longs = {group: self._long(group, minutes) for group in groups}
        limits = [calendar.end(begun, longs[group]) for begun, group in self._going_on]
        if self._chain:
            days = sum(longs[group] * count for group, count in self._chain.items())
            limits.append(calendar.end(self._plan.progress.first_day, days))
        return max((*limits, *self._of_gaps(calendar, minutes)))

    def _last_gaps(self, chain: list[Topic]) -> Iterator[tuple[Counter[Group], int]]:
        """What lies before the last topic not begun whose length is the learner's own, and that length; of several lengths,
        where some of them were done in part, before the last of each."""
        order, planned = self._plan.roadmap.order, self._plan.planned
        ahead = (place for place, topic in enumerate(order) if is_unmeasured(topic) and self._is_ahead(topic))
        last = {planned[order[place].slug].long: place for place in ahead}
        for long, place in last.items():
            before = {topic.slug for topic in order[:place]}
            yield Counter(self._group(topic) for topic in chain if topic.slug in before), long

    def _is_ahead(self, topic: Topic) -> bool:
        return topic.slug in self._plan.windows and self._plan.progress.of(topic.slug).status is Status.NOT_STARTED

    def _of_gaps(self, calendar: StudyCalendar, minutes: int) -> Iterator[date]:
        """The last limits of those whose length is the learner's own, begun or not."""
        for topic in self._plan.unfinished:
            if is_unmeasured(topic) and topic.slug in self._plan.windows and not self._is_ahead(topic):
                yield self._plan.windows[topic.slug].limit
        for before, long in self._gaps:
            days = sum(self._long(group, minutes) * count for group, count in before.items())
            late = calendar.after(self._plan.progress.first_day, days)
            yield calendar.end(max(late, self._plan.today), long)

    def _is_in_chain(self, topic: Topic) -> bool:
        if is_unmeasured(topic):
            return False
        has_range = topic.slug in self._plan.ranges or self._heeds_hours(topic)
        return has_range and not left_the_chain(self._plan.progress.of(topic.slug))

    def _heeds_hours(self, topic: Topic) -> bool:
        """What is completed keeps the hours of its time."""
        return states_effort(topic) and self._plan.progress.of(topic.slug).status is not Status.COMPLETED

    def _group(self, topic: Topic) -> Group:
        if not self._heeds_hours(topic):
            return "days", self._plan.planned[topic.slug].long, NOTHING
        group = "state", self._plan.roadmap.lengths[topic.slug], self._plan.before.get(topic.slug, NOTHING)
        self._stating[group] = topic
        return group

    def _long(self, group: Group, minutes: int) -> int:
        if group not in self._stating:
            return group[1]
        plan = self._plan
        days = range_of(self._stating[group], minutes, plan.calendar.days_a_week, weeks_stay=plan.progress.weeks_stay)
        return left_of(days, group[2]).long if days else 0
