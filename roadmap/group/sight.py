"""What those who lead a group see of a member who agreed to it, level by level: topic and standing, then also the last study
day. A level holds what it names and nothing else, and paused days count against nobody."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from roadmap.calendar import DAY, StudyCalendar
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing

QUIET = 10
"""Days without study, paused ones apart, from which on somebody is quiet."""

GRACE = 7
"""Days of a plan, paused ones apart, in which nobody is said to have never begun."""

WEEK = timedelta(days=7)


class Level(IntEnum):
    """How much a member lets those who lead see; each holds what is below it."""

    NOTHING = 0
    STANDING = 1
    STUDY_DAY = 2


class Flag(StrEnum):
    """What is worth knowing of a member, in the order in which it is said. None is a measure of anybody."""

    MOVING = "moving"
    QUIET = "quiet"
    NEVER_BEGUN = "never begun"
    LONGER = "longer than planned"
    UNANSWERED = "unanswered"


class Detail(StrEnum):
    """What a look may show of a member that is neither a flag nor the whole of a level; any level but nothing holds it."""

    TOPIC = "topic"
    WISH = "wish for a partner"


LEVEL_OF = {
    Flag.MOVING: Level.STUDY_DAY,
    Flag.QUIET: Level.STUDY_DAY,
    Flag.NEVER_BEGUN: Level.STANDING,
    Flag.LONGER: Level.STANDING,
    Flag.UNANSWERED: Level.STANDING,
}
"""The level that holds the figure of each flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a level lets be seen of a member on a day: the ``topic`` going on (None: none) with ``done`` ``of`` its
    steps, the verdict as in ``Member``, and from the level that holds it the ``last`` study day (None: none yet)."""

    topic: Topic | None
    done: int
    of: int
    standing: Standing | None
    days: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What flags and distributions are made of, in days that stay true while nothing more is told: the slug of the ``topic``
    going on ("": none), which ``quarter`` of its steps is under way, from 0 (None: it has none), and from which day on the
    member has never begun, is longer on the topic than planned, or is quiet (None: on no day to come). ``completed_on`` is
    the day of the last completion that was no knowledge from before."""

    topic: str = ""
    quarter: int | None = None
    idle_from: date | None = None
    longer_from: date | None = None
    quiet_from: date | None = None
    completed_on: date | None = None


def sight_of(plan: Plan, level: Level) -> Sight | None:
    """What is seen of the learner of this plan; None at the level nothing."""
    if level is Level.NOTHING:
        return None
    topic, verdict = _topic(plan), plan.verdict
    steps = plan.inside(topic) if topic else None
    return Sight(
        topic=topic,
        done=len(steps.done) if steps else 0,
        of=len(steps.steps) if steps else 0,
        standing=verdict.standing if plan.is_dated or verdict.standing is not Standing.ON_TRACK else None,
        days=verdict.days,
        last=max(plan.progress.study_days, default=None) if level >= Level.STUDY_DAY else None,
    )


def figures_of(plan: Plan, level: Level) -> Figures | None:
    """The figures of the learner of this plan, no more than the level holds; None at the level nothing."""
    if level is Level.NOTHING:
        return None
    topic = _topic(plan)
    is_held = not plan.finished and not _is_away(plan)
    return Figures(
        topic=topic.slug if topic else "",
        quarter=_quarter(plan, topic) if topic else None,
        idle_from=_idle_from(plan) if is_held else None,
        longer_from=_longer_from(plan, topic) if is_held and topic else None,
        quiet_from=_quiet_from(plan) if is_held and level >= Level.STUDY_DAY else None,
        completed_on=_completed_on(plan),
    )


def flags_of(figures: Figures, today: date, *, waits: bool) -> tuple[Flag, ...]:
    """The flags of a member on a day, in their order; ``waits`` is whether a question of theirs waits for an answer."""
    quiet, found = figures.quiet_from, []
    if quiet:
        found.append(Flag.QUIET if quiet <= today else Flag.MOVING)
    if _has_come(figures.idle_from, today):
        found.append(Flag.NEVER_BEGUN)
    if _has_come(figures.longer_from, today):
        found.append(Flag.LONGER)
    if waits:
        found.append(Flag.UNANSWERED)
    return tuple(found)


def completed_lately(figures: Figures, today: date) -> bool:
    """Whether a topic was completed within the last seven days, today included."""
    day = figures.completed_on
    return day is not None and today - WEEK < day <= today


def _has_come(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _topic(plan: Plan) -> Topic | None:
    """The topic going on whose limit is the earliest, or that stands first; a pause changes nothing of it, for nobody is
    told of pauses."""
    going_on = plan.with_status(Status.GOING_ON)
    limits = {topic.slug: plan.windows[topic.slug].limit for topic in going_on if topic.slug in plan.windows}
    return min(going_on, key=lambda topic: limits.get(topic.slug, date.max), default=None)


def _is_away(plan: Plan) -> bool:
    """In a pause without an end no day to come can be told, and nothing is told of who is in one."""
    return any(pause.back is None for pause in plan.progress.pauses)


def _quarter(plan: Plan, topic: Topic) -> int | None:
    """A topic all of whose steps are done is in its last quarter still."""
    steps = plan.inside(topic)
    return min(3, 4 * len(steps.done) // len(steps.steps)) if steps.steps else None


def _idle_from(plan: Plan) -> date | None:
    """From when on it is said that nothing was begun; None where anything was."""
    touched = any(state.status is not Status.NOT_STARTED for state in plan.progress.topics.values())
    if touched or plan.progress.study_days:
        return None
    return _days(plan).end(max(plan.progress.enrolled, plan.progress.first_day), GRACE + 1)


def _longer_from(plan: Plan, topic: Topic) -> date | None:
    """The first counting day after the topic's limit; None where it has no window."""
    window = plan.windows.get(topic.slug)
    return plan.calendar.next_open(window.limit + DAY) if window else None


def _quiet_from(plan: Plan) -> date | None:
    """The day of which the ten before it, today's own among them, had no study; None for who has not studied yet."""
    last = max((day for day in plan.progress.study_days if day <= plan.today), default=None)
    return _days(plan).end(last + DAY, QUIET) if last else None


def _completed_on(plan: Plan) -> date | None:
    states = (plan.progress.of(topic.slug) for topic in plan.with_status(Status.COMPLETED))
    return max((state.completed for state in states if state.completed and not state.known), default=None)


def _days(plan: Plan) -> StudyCalendar:
    """All weekdays count: a silence is one, whatever days were chosen."""
    return StudyCalendar(plan.progress.pauses, plan.today)
