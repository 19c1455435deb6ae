"""The windows of a plan: one topic after another as long as recommended, or the shares up to the end that was named."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from roadmap.calendar import DAY, LATEST, StudyCalendar
from roadmap.model import Roadmap, Status
from roadmap.progress import NamedEnd, Progress, TopicProgress
from roadmap.shares import Sharing
from roadmap.stretch import Range, typical_length
from roadmap.value import value


@value
class Window:
    """What the recommended duration, or the learner's share up to the end they named, gives a topic; all days inclusive.

    ``start`` is the first day where everything goes at the short pace, ``late_start`` at the long one; ``target`` is
    the last day of the short range, ``limit`` of the long one.
    """

    start: date
    late_start: date
    target: date
    limit: date


def windows_of(
    roadmap: Roadmap, progress: Progress, calendar: StudyCalendar, ranges: Mapping[str, Range], today: date
) -> dict[str, Window]:
    """The windows that these ranges, of what was left of the topics when the day was set, give those that have one, by
    slug."""
    windows: dict[str, Window] = {}
    early = late = calendar.next_open(progress.first_day)
    for topic in roadmap.order:
        days, state = ranges.get(topic.slug), progress.of(topic.slug)
        if days is None or left_the_chain(state):
            continue
        if not topic.is_measured:
            if own := _by_own_length(progress, state, days, calendar, (max(early, today), max(late, today))):
                windows[topic.slug] = own
            continue
        target, limit = calendar.end(early, days.short), calendar.end(late, days.long)
        if begun := state.counted_from:
            windows[topic.slug] = _begun(begun, days, calendar)
        else:
            windows[topic.slug] = Window(early, late, target, limit)
        early, late = min(LATEST, calendar.next_open(target + DAY)), min(LATEST, calendar.next_open(limit + DAY))
    return windows


def left_the_chain(state: TopicProgress) -> bool:
    """Whether a topic takes no time of those after it."""
    return state.finished and (state.is_before or state.status is Status.SKIPPED)


def _begun(begun: date, days: Range, calendar: StudyCalendar) -> Window:
    return Window(begun, begun, calendar.end(begun, days.short), calendar.end(begun, days.long))


def _by_own_length(
    progress: Progress, state: TopicProgress, days: Range, calendar: StudyCalendar, ahead: tuple[date, date]
) -> Window | None:
    """The window of a topic that states no duration. It lies ahead while the topic is not begun, and counts from its begin
    if its length was known by then; it moves no other, and one that is completed has none."""
    if state.status is Status.NOT_STARTED:
        early, late = map(calendar.next_open, ahead)
        return Window(early, late, calendar.end(early, days.short), calendar.end(late, days.long))
    begun = state.counted_from
    if state.status is Status.COMPLETED or begun is None or typical_length(progress, begun) is None:
        return None
    return _begun(begun, days, calendar)


def chain_to(
    end: NamedEnd, roadmap: Roadmap, progress: Progress, before: Mapping[str, Fraction], today: date
) -> Sharing:
    """The days up to an end, shared: what is completed has the first ones, in the order of its completion, and of what was
    done in part ``before`` as much less."""
    chain = [topic for topic in roadmap.order if not left_the_chain(progress.of(topic.slug))]
    chain.sort(key=lambda topic: progress.of(topic.slug).completed or date.max)
    return Sharing(progress, end, today, {topic.slug: 1 - before.get(topic.slug, 0) for topic in chain})


def windows_to(sharing: Sharing) -> dict[str, Window]:
    """The windows that an end leaves the topics, by slug."""
    return {slug: Window(share.start, share.start, share.limit, share.limit) for slug, share in sharing.shares.items()}
