"""How long a roadmap takes, a topic, and what of its range has passed."""

from bot.texts.phrases import between, days, hours, hours_of, listed, number, weeks, weeks_of
from bot.texts.sentence import counted, plain
from roadmap.inside import WHOLE
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan
from roadmap.stretch import Range, range_of

MOST_DAYS = 56
"""Days that are told by day."""


def length(roadmap: Roadmap) -> str:
    """ "7 topics, 23–32 weeks one after another"; "4 topics, 7–10 weeks and 58 hours one after another"."""
    ranges = [topic.duration for topic in roadmap.topics if topic.duration]
    totals = [topic.total_hours for topic in roadmap.topics if topic.total_hours and not topic.duration]
    times = [
        *([_in_all(sum(one.short for one in ranges), sum(one.long for one in ranges))] if ranges else []),
        *([hours(sum(one.short for one in totals), sum(one.long for one in totals))] if totals else []),
    ]
    topics = len(roadmap.topics)
    if not times:
        return plain(counted(topics, "{topics} topics", one="{topics} topic"), topics=number(topics))
    return plain(
        counted(topics, "{topics} topics, {time} one after another", one="{topics} topic, {time} one after another"),
        topics=number(topics),
        time=listed(times),
    )


def _in_all(short: int, long: int, week: int = 7) -> str:
    """So many days in weeks of ``week`` days, where they are whole ones or too many to be told by day: then weeks around them."""
    if short % week == long % week == 0 or 7 * short >= week * MOST_DAYS:
        return weeks(short // week, -(-long // week))
    return days(short, long)


def says_lengths(roadmap: Roadmap) -> bool:
    """Whether a roadmap says of any topic how long it takes."""
    return any(map(is_timed, roadmap.topics))


def is_timed(topic: Topic) -> bool:
    """Whether the roadmap says how long it takes, or how much of a week."""
    return bool(topic.duration or topic.total_hours or topic.weekly_hours)


def recommended(topic: Topic) -> str:
    """ "4–6 weeks", "4–6 weeks at 5–8 hours a week", "58 hours", "no set time"."""
    time = hours_of(topic.total_hours) if topic.total_hours and not topic.duration else weeks_of(topic.duration)
    if not topic.weekly_hours:
        return time
    return plain("{time} at {hours} a week", time=time, hours=hours_of(topic.weekly_hours))


def where_in_range(plan: Plan, topic: Topic) -> str:
    """ "week 2, planned 4–6"; "day 11, planned 30–40" where the learner's hours or days stretch the range; "week 2" where
    there is none, or an end was named; of what is left where part of it was done before; empty if the topic is not going on. Of one
    that was all done before nothing is planned but a day."""
    week, range_ = plan.week_of(topic), plan.planned.get(topic.slug)
    if week is None:
        return ""
    if range_ is None or plan.progress.end or topic.slug not in plan.windows:
        return plain("week {week}", week=number(week))
    if plan.before.get(topic.slug) == WHOLE:
        return plain("all of it before this plan")
    stated = topic.duration
    if stated and stated.weeks and _days_a_week(plan) and range_ == _as_written(plan, topic):
        return plain("week {week}, planned {range}", week=number(week), range=between(*stated.weeks))
    return plain(
        "day {day}, planned {range}", day=number(plan.day_of(topic) or 0), range=between(range_.short, range_.long)
    )


def _as_written(plan: Plan, topic: Topic) -> Range | None:
    """The range of all of a topic, where nothing but the days that count has a say in it."""
    return range_of(topic, None, plan.calendar.days_a_week, weeks_stay=plan.progress.weeks_stay)


def _days_a_week(plan: Plan) -> int | None:
    """How many counting days make a week that may be told as one; None where a week of study takes longer than a week."""
    whole = plan.progress.weekdays is None or plan.progress.weeks_stay
    return plan.calendar.days_a_week if whole else None


def span(plan: Plan, short: int, long: int | None = None) -> str:
    """ "6 weeks" or "4–6 weeks"; "45 days" where it is no whole number of them, "30 days that count" where not all
    days do."""
    ends, week = (short, short if long is None else long), _days_a_week(plan)
    if week and not any(end % week for end in ends):
        return weeks(ends[0] // week, ends[1] // week)
    return _counting(plan, *ends)


def to_share(plan: Plan, count: int) -> str:
    """So many counting days, of which each topic gets some: no weeks, where not all days of a week count."""
    return span(plan, count) if plan.progress.weekdays is None else _counting(plan, count)


def _counting(plan: Plan, *ends: int) -> str:
    return days(*ends) if plan.progress.weekdays is None else plain("{days} that count", days=days(*ends))


def time_left(plan: Plan, count: int) -> str:
    """So many counting days; of many the nearest weeks."""
    week = _days_a_week(plan)
    if not week or 7 * count < week * MOST_DAYS:
        return span(plan, count)
    return plain("about {weeks}", weeks=weeks(round(count / week)))


def time_planned(plan: Plan, short: int, long: int) -> str:
    """The same of a range, in weeks around it."""
    week = _days_a_week(plan)
    return _in_all(short, long, week) if week else span(plan, short, long)
