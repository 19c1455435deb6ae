"""The words within pictures: labels, what a line shows, and where things stand in few words."""

from collections.abc import Sequence
from datetime import date

from bot.texts import stages as stage_texts
from bot.texts.phrases import (
    beside,
    days,
    days_or_weeks,
    month,
    number,
    numeral,
    short_day,
    spent,
    weekday,
    weeks_of,
    whole_day,
)
from bot.texts.sentence import counted, plain
from bot.texts.topics import aim
from roadmap.chains import Window
from roadmap.forecast import Band, Basis
from roadmap.model import Roadmap, Status, Topic
from roadmap.plan import Plan, Standing
from roadmap.stages import Stage
from roadmap.streak import Streak
from roadmap.throughput import this_week


def today() -> str:
    return plain("today")


def done() -> str:
    return plain("done")


def going_on() -> str:
    return plain("going on")


def overdue() -> str:
    return plain("overdue")


def study_days() -> str:
    """The heading of the heatmap."""
    return plain("Study days")


def somebody() -> str:
    """On a card without a name."""
    return plain("A Roadmate learner")


def made_with(when: date) -> str:
    """The foot of a card."""
    return plain("Roadmate · {day}", day=whole_day(when))


def stands(plan: Plan) -> str:
    """Below the title of a chart."""
    return plain("{standing} · {done} · {day}", standing=standing(plan), done=done_of(plan), day=whole_day(plan.today))


def standing(plan: Plan) -> str:
    """ "On track"; while days do not count, that they do not."""
    pause = plan.progress.pause_on(plan.today)
    if pause is None or plan.finished:
        return verdict(plan)
    if pause.back is None:
        return plain("Paused since {day}", day=short_day(pause.first, plan.today))
    return plain("Paused until {day}", day=short_day(pause.back, plan.today))


def verdict(plan: Plan) -> str:
    """ "Ahead by 12 days"."""
    seen = plan.verdict
    by = number(seen.days)
    match seen.standing:
        case Standing.NOT_YET:
            return plain(counted(seen.days, "Begins in {days} days", one="Begins in {days} day"), days=by)
        case Standing.AHEAD:
            return plain(counted(seen.days, "Ahead by {days} days", one="Ahead by {days} day"), days=by)
        case Standing.ON_TRACK if not plan.is_dated:
            week = this_week(plan)
            return plain(
                counted(week, "{topics} topics in the last 7 days", one="{topics} topic in the last 7 days"),
                topics=number(week),
            )
        case Standing.ON_TRACK:
            return plain("On track")
        case Standing.BEHIND:
            return plain(counted(seen.days, "Behind by {days} days", one="Behind by {days} day"), days=by)
        case Standing.FINISHED:
            return plain("Everything done")


def standing_to_share(plan: Plan) -> str:
    """What a card says of it: never that its bearer is behind."""
    if plan.verdict.standing is not Standing.BEHIND:
        return verdict(plan)
    return plain("Going on since {day}", day=whole_day(plan.progress.enrolled))


def done_of(plan: Plan) -> str:
    """ "3 of 7 topics done"."""
    topics = len(plan.roadmap.topics)
    return plain(
        counted(topics, "{done} of {topics} topics done", one="{done} of {topics} topic done"),
        done=number(len(plan.with_status(Status.COMPLETED))),
        topics=number(topics),
    )


def certificates(count: int) -> str:
    """ "2 certificates earned"."""
    return plain(counted(count, "{count} certificates earned", one="{count} certificate earned"), count=number(count))


def in_a_row(run: Streak) -> str:
    """ "Streak: 4 weeks in a row"."""
    return plain(
        counted(run.weeks, "Streak: {weeks} weeks in a row", one="Streak: {weeks} week in a row"),
        weeks=number(run.weeks),
    )


def tick(when: date) -> str:
    """A month on the axis: "Feb", and the year for January."""
    return month(when) if when.month > 1 else numeral(when.year)


def row(weekday_number: int) -> str:
    """Beside a row of the heatmap: "Mon" for 0."""
    return weekday(weekday_number)


def column(when: date) -> str:
    """Above a column of the heatmap: "Feb"."""
    return month(when)


def title(roadmap: Roadmap, *, legible: bool) -> str:
    """The title of a roadmap, or what stands for one of which no letter can be drawn."""
    return roadmap.title if legible else plain("My roadmap")


def topic(numbered: int) -> str:
    """What stands for the title of a topic of which no letter can be drawn."""
    return plain("Topic {number}", number=numeral(numbered))


def numbered(value: int) -> str:
    """Before a title: "7."."""
    return plain("{number}.", number=numeral(value))


def aim_for() -> str:
    """The first part of a window, which ends on the day to aim for."""
    return plain("aim for")


def latest() -> str:
    """The rest of a window, which ends on the latest day."""
    return plain("latest")


def in_part() -> str:
    """A frame that is filled as far as steps, or topics of a stage, are done."""
    return plain("filled: share done")


def all_done(band: Band) -> str:
    """The title of the line of the forecast, with what that rests on."""
    match band.basis:
        case Basis.PACE | Basis.THROUGHPUT:
            return plain("All done, at your pace")
        case Basis.LENGTHS:
            return plain("All done, as your topics took so far")
        case Basis.PLAN:
            return plain("All done (pace not known yet)")


def forecast(band: Band) -> str:
    """ "3 Aug – 2 Sep 2027"."""
    if band.first == band.last:
        return whole_day(band.first)
    return plain("{first} – {last}", first=short_day(band.first, band.last), last=whole_day(band.last))


def all_done_now(plan: Plan) -> str:
    """Above a chart of which everything is done."""
    done = len(plan.with_status(Status.COMPLETED))
    if done < len(plan.roadmap.topics):
        return plain("Everything done")
    return plain(counted(done, "All {topics} topics done", one="Your topic is done"), topics=number(done))


def took(plan: Plan) -> str:
    """ "4 Jan – 20 May 2027, 20 weeks": from the first day to the last completion; today where nothing was completed since."""
    first = plan.progress.enrolled
    completed = [
        state.completed for state in plan.progress.topics.values() if state.completed and state.completed >= first
    ]
    last = max(completed, default=None)
    if last is None:
        return whole_day(plan.today)
    return plain(
        "{first} – {last}, {time}",
        first=short_day(first, last),
        last=whole_day(last),
        time=days_or_weeks((last - first).days + 1),
    )


def stages(parts: Sequence[Stage], *, legible: bool = True) -> str:
    """The title of a line that stands for stages one behind the other; ``legible`` says whether any letter of a single one's
    can be drawn."""
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        if not legible:
            return plain("Stage {number}", number=numeral(first.number))
        if not first.title:
            return stage_texts.title(first)
        return plain("{number}. {stage}", number=numeral(first.number), stage=first.title)
    if first.title or last.title:
        return plain("Stages {first}–{last}", first=numeral(first.number), last=numeral(last.number))
    return plain("Topics {first}–{last}", first=numeral(first.topics[0].number), last=numeral(last.topics[-1].number))


def notes(plan: Plan, topic: Topic, *, is_late: bool) -> tuple[str, ...]:
    """Where a topic stands, from many words to few; by how much it is overdue where ``is_late``, and else it is not said."""
    state = plan.progress.of(topic.slug)
    match state.status:
        case Status.COMPLETED if state.known:
            return (plain("known already"),)
        case Status.COMPLETED if state.completed:
            return (plain("done {day}", day=short_day(state.completed, plan.today)),)
        case Status.COMPLETED:
            return (done(),)
        case Status.SKIPPED:
            return (plain("skipped"),)
    ticked = _steps(plan, topic)
    if is_late:
        over = plain("{time} over", time=days(plan.days_over(topic)))
        return (beside(ticked, over), over)
    if topic.slug not in plan.windows and not ticked:
        return (weeks_of(None) if plan.is_dated else "",)
    when = aim(plan, topic)
    return (beside(ticked, when), ticked or when)


def _steps(plan: Plan, topic: Topic) -> str:
    """ "4 of 9 steps"; nothing where none is done and the topic is not going on."""
    inside = plan.inside(topic)
    done, all_of_it = len(inside.done), len(inside.steps)
    if not all_of_it or not (done or plan.progress.of(topic.slug).status is Status.GOING_ON):
        return ""
    return plain(
        counted(all_of_it, "{done} of {steps} steps", one="{done} of {steps} step"),
        done=number(done),
        steps=number(all_of_it),
    )


def notes_of_stages(plan: Plan, topics: Sequence[Topic], window: Window | None) -> tuple[str, ...]:
    """Where stages stand, from many words to few."""
    finished = sum(plan.progress.of(topic.slug).finished for topic in topics)
    told = plain(
        counted(len(topics), "{done} of {topics} topics", one="{done} of {topics} topic"),
        done=number(finished),
        topics=number(len(topics)),
    )
    briefly = plain("{done}/{topics}", done=number(finished), topics=number(len(topics)))
    if window is None or window.limit < plan.today or finished == len(topics):
        return (told, briefly)
    by = plain("by {day}", day=short_day(window.limit, plan.today))
    return (beside(told, by), told, briefly)


def days_studied(count: int, first: date, today: date) -> str:
    """ "87 days from 5 Jan 2026 to 9 Jan 2027"."""
    if first == today:
        return plain(
            counted(count, "{days} days, {today}", one="{days} day, {today}"),
            days=number(count),
            today=whole_day(today),
        )
    return plain(
        counted(count, "{days} days from {first} to {today}", one="{days} day from {first} to {today}"),
        days=number(count),
        first=whole_day(first),
        today=whole_day(today),
    )


MINUTES = (30, 60, 120)
"""From how many minutes on a study day has the next darker shade of the heatmap."""


def study_day() -> str:
    return plain("study day")


def no_study_day() -> str:
    return plain("no study day")


def from_minutes(minutes: int) -> str:
    """Of a shade of the heatmap: "from 1 h"."""
    return plain("from {time}", time=spent(minutes))
