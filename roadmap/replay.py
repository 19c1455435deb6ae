"""The replay of append-only facts. Nothing is ever changed; what was wrong is taken back by a fact."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from roadmap.facts import BESIDE, EVERY_DAY, MOVING, STUDY, WEEKS_STAY, WITHIN, Fact, Kind, ProgressEvent, standing
from roadmap.model import Status
from roadmap.progress import UNTOUCHED, Goal, NamedEnd, Pause, Progress, TopicProgress
from roadmap.ticks import Telling


def replay(first_day: date, events: Iterable[ProgressEvent]) -> Progress:
    """The progress that these events, in their order, add up to, for an enrolment that began on ``first_day``.

    Where two strands say the same of a topic, the earlier begin and the earlier completion hold.
    """
    told, events = _Told(Progress(first_day)), standing(events)
    if len({event.strand for event in events}) > 1:
        _unite(told, events)
    else:
        for event in events:
            told.tell(event.fact)
    return told.progress()


def _unite(told: "_Told", events: Iterable[ProgressEvent]) -> None:
    """Tell what several strands say."""
    last_told_by: dict[str, int] = {}
    for event in events:
        topic = _moved_by(event.fact)
        before = told.of(topic)
        told.tell(event.fact)
        if topic and last_told_by.setdefault(topic, event.strand) != event.strand:
            told.set(topic, _united(before, told.of(topic), event.fact))
            last_told_by[topic] = event.strand


def _moved_by(fact: Fact) -> str:
    """The topic that stands elsewhere after this fact; a check-in, a note or a step leaves it where it is."""
    return "" if fact.kind in BESIDE else fact.topic


def _united(before: TopicProgress, after: TopicProgress, fact: Fact) -> TopicProgress:
    """Where a topic stands after another account's fact; ``after`` is where it would stand after one's own."""
    match fact.kind, before.status:
        case ((Kind.BEGUN | Kind.SKIPPED), Status.COMPLETED):
            begun = _earlier(before.begun, fact.day if fact.kind is Kind.BEGUN else None)
            return replace(before, begun=begun if begun and before.completed and begun <= before.completed else None)
        case Kind.BEGUN, Status.GOING_ON:
            moved = before.counted_from if before.counted_from != before.begun else None
            begun = _earlier(before.begun, fact.day)
            return replace(before, begun=begun, counted_from=moved or begun)
        case Kind.COMPLETED, _:
            completed = _earlier(before.completed, fact.day)
            begun = _earlier(before.begun, completed) if before.begun else None
            earlier = before if completed == before.completed else after
            is_before, known = earlier.is_before, earlier.known
            return replace(after, completed=completed, begun=begun, is_before=is_before, known=known)
    return after


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def apply(progress: Progress, *facts: Fact) -> Progress:
    """The progress after some more facts. Total: any fact may follow any other, since facts between may be undone."""
    told = _Told(progress)
    for fact in facts:
        told.tell(fact)
    return told.progress()


class _Told:
    """A progress while facts are told one after another, so that many cost no more than each of them."""

    def __init__(self, progress: Progress) -> None:
        self._first_day, self._pauses = progress.first_day, progress.pauses
        self._topics, self._study_days = dict(progress.topics), set(progress.study_days)
        self._known_skills = set(progress.known_skills)
        self._weekly_minutes, self._weekdays = progress.weekly_minutes, progress.weekdays
        self._weeks_stay = progress.weeks_stay
        self._end, self._enrolled = progress.end, progress.enrolled
        self._ticks, self._looks = Telling(progress.ticks), progress.looks
        self._goals = progress.goals
        self._replannings = 0
        self._seen = dict.fromkeys(self._topics, 0)
        """Of each topic how many replannings there had been when it was told of last."""

    def progress(self) -> Progress:
        return Progress(
            self._first_day,
            {slug: self.of(slug) for slug in self._topics},
            self._pauses,
            frozenset(self._study_days),
            frozenset(self._known_skills),
            self._weekly_minutes,
            self._weekdays,
            self._end,
            self._enrolled,
            self._ticks.ticks(),
            self._weeks_stay,
            self._looks,
            self._goals,
        )

    def of(self, slug: str) -> TopicProgress:
        """Where the learner stands with a topic by now: a replanning counts for what was going on then, and what was
        completed by its day is no part of its plan."""
        state = self._topics.get(slug, UNTOUCHED)
        if state is UNTOUCHED or self._seen[slug] == self._replannings:
            return state
        if state.status is Status.GOING_ON:
            end, link, minutes = state.completed, state.link, state.weekly_minutes
            return TopicProgress(state.status, state.begun, self._first_day, end, link, minutes)
        if state.status is Status.COMPLETED and state.completed:
            return replace(state, is_before=state.known or state.completed <= self._first_day)
        return state

    def set(self, slug: str, state: TopicProgress) -> None:
        self._topics[slug], self._seen[slug] = state, self._replannings

    def tell(self, fact: Fact) -> None:
        """One more. Most are of the first kinds; to look a kind up by its name, as a match does, takes longer than to find it
        in a set, and all that was ever told is told anew for each answer."""
        if fact.kind in STUDY and not fact.known:
            self._study_days.add(fact.day)
        if fact.kind in WITHIN:
            self._tell_within(fact)
        elif fact.kind in MOVING:
            self.set(fact.topic, self._step(fact))
        elif fact.kind not in BESIDE:
            self._tell_of_plan(fact)

    def _tell_of_plan(self, fact: Fact) -> None:
        match fact.kind:
            case Kind.PAUSED | Kind.RESUMED:
                pauses = _ended(self._pauses, fact.day)
                self._pauses = (*pauses, Pause(fact.day, fact.back)) if fact.kind is Kind.PAUSED else pauses
            case Kind.REPLANNED:
                self._replan(fact)
            case Kind.END_NAMED:
                self._name_end(fact)
            case _:
                self._tell_of_learner(fact)

    def _tell_of_learner(self, fact: Fact) -> None:
        match fact.kind:
            case Kind.SKILL_KNOWN:
                self._known_skills.add(fact.skill)
            case Kind.SKILL_UNKNOWN:
                self._known_skills.discard(fact.skill)
            case Kind.HOURS_SET:
                self._weekly_minutes = fact.minutes or None
            case Kind.DAYS_SET:
                self._choose(fact.weekdays or EVERY_DAY)
            case Kind.GOAL_SET:
                self._goals = (*self._goals, Goal(fact.day, fact.amount, fact.known))
            case Kind.LOOKS_ON | Kind.LOOKS_OFF:
                self._looks = fact.kind is Kind.LOOKS_ON

    def _choose(self, weekdays: int) -> None:
        """The days that count; where all of them do, there are no two ways to read a week."""
        chosen = weekdays & EVERY_DAY
        self._weekdays = None if chosen in {0, EVERY_DAY} else chosen
        self._weeks_stay = self._weekdays is not None and bool(weekdays & WEEKS_STAY)

    def _tell_within(self, fact: Fact) -> None:
        if fact.kind in STUDY:
            self._ticks.tick(fact.topic, fact.step, fact.day, fact.shares if fact.known else "")
        elif fact.kind is Kind.STEP_OPEN:
            self._ticks.open(fact.topic, fact.step)
        else:
            self._ticks.list_(fact.topic, fact.steps)

    def _replan(self, fact: Fact) -> None:
        """What goes on counts from this day; an end that was to be before it is over."""
        self._first_day = fact.day
        self._replannings += 1
        self._ticks.set_off(fact.shares)
        if self._end and self._end.day < fact.day:
            self._end = None

    def _name_end(self, fact: Fact) -> None:
        if fact.back is None or fact.back <= fact.day:
            self._end = None
            return
        self._replan(fact)
        self._end = NamedEnd(fact.back - timedelta(days=1), frozenset(pause.first for pause in self._pauses))

    def _step(self, fact: Fact) -> TopicProgress:
        topic = self.of(fact.topic)
        match fact.kind:
            case Kind.BEGUN:
                return TopicProgress(Status.GOING_ON, begun=fact.day, counted_from=fact.day)
            case Kind.COMPLETED:
                # What was ticked under this plan is a part of it: completing it on an earlier day takes nothing away.
                is_earlier = fact.day < self._first_day and not self._ticks.is_ticked_since(fact.topic)
                is_before = fact.known or is_earlier
                return _completed(topic, fact, self._weekly_minutes, is_before=is_before)
            case Kind.SKIPPED:
                return replace(topic, status=Status.SKIPPED, completed=None, is_before=False, known=False)
            case _:
                return _reopened(topic, self._first_day)


def _completed(topic: TopicProgress, fact: Fact, weekly_minutes: int | None, *, is_before: bool) -> TopicProgress:
    """Completed on the fact's day; if it was before, this is about the link alone."""
    known = fact.known
    if topic.status is Status.COMPLETED:
        weekly_minutes, known = topic.weekly_minutes, known or (topic.known and fact.day == topic.completed)
        is_before = topic.is_before if fact.day == topic.completed else is_before
    link, done = fact.link or topic.link, Status.COMPLETED
    return TopicProgress(
        status=done,
        begun=topic.begun,
        counted_from=topic.counted_from,
        completed=fact.day,
        link=link,
        weekly_minutes=weekly_minutes,
        is_before=is_before,
        known=known,
    )


def _reopened(topic: TopicProgress, first_day: date) -> TopicProgress:
    """Going on again if it was begun; a replanning since then counts for it as well."""
    if topic.begun is None or topic.counted_from is None:
        return replace(topic, status=Status.NOT_STARTED, completed=None, link="", is_before=False, known=False)
    going_on = replace(topic, status=Status.GOING_ON, counted_from=max(topic.counted_from, first_day))
    return replace(going_on, completed=None, link="", is_before=False, known=False)


def _ended(pauses: tuple[Pause, ...], day: date) -> tuple[Pause, ...]:
    """The pauses with those that cover ``day`` ended before it; others, past and to come, stay as they are."""
    ended = (replace(pause, back=day) if pause.covers(day) else pause for pause in pauses)
    return tuple(pause for pause in ended if pause.back is None or pause.first < pause.back)
