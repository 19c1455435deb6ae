"""The words in pictures and beside them: labels, captions and what a picture shows in words (its alt text)."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import (
    day,
    days_or_weeks,
    month,
    named,
    number,
    numeral,
    sentences,
    short_day,
    shortened,
    text_of,
    weekday,
    weeks_of,
    whole_day,
)
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing
from roadmap.streak import Streak
from roadmap.throughput import this_week

MOST_NAMED = 3
"""Titles that an alt text names of a kind; it has to fit below a photo."""

# Within pictures


def today() -> str:
    return plain("today")


def done() -> str:
    return plain("done")


def going_on() -> str:
    return plain("going on")


def overdue() -> str:
    return plain("overdue")


def until_target() -> str:
    return plain("until target")


def until_limit() -> str:
    return plain("until limit")


def study_days() -> str:
    """The heading of the heatmap."""
    return plain("Study days")


def study_day() -> str:
    return plain("study day")


def no_study_day() -> str:
    return plain("no study day")


def somebody() -> str:
    """On a card without a name."""
    return plain("A Roadmate learner")


def made_with(when: date) -> str:
    """The foot of a card."""
    return plain("Roadmate · {day}", day=whole_day(when))


def stands(plan: Plan) -> str:
    """Below the title of a chart."""
    return plain("{verdict} · {done} · {day}", verdict=verdict(plan), done=done_of(plan), day=whole_day(plan.today))


def verdict(plan: Plan) -> str:
    """ "Ahead by 12 days"."""
    seen = plan.verdict
    days = number(seen.days)
    match seen.standing:
        case Standing.NOT_YET:
            return plain(counted(seen.days, "Begins in {days} days", one="Begins in {days} day"), days=days)
        case Standing.AHEAD:
            return plain(counted(seen.days, "Ahead by {days} days", one="Ahead by {days} day"), days=days)
        case Standing.ON_TRACK if not plan.is_dated:
            week = this_week(plan)
            return plain(
                counted(week, "{topics} topics in the last 7 days", one="{topics} topic in the last 7 days"),
                topics=number(week),
            )
        case Standing.ON_TRACK:
            return plain("On track")
        case Standing.BEHIND:
            return plain(counted(seen.days, "Behind by {days} days", one="Behind by {days} day"), days=days)
        case Standing.FINISHED:
            return plain("Everything done")


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


def forecast(band: tuple[date, date]) -> str:
    """ "at your pace, done 3 Aug 2027 – 2 Sep 2027"."""
    first, last = band
    if first == last:
        return plain("at your pace, done {first}", first=whole_day(first))
    return plain("at your pace, done {first} – {last}", first=whole_day(first), last=whole_day(last))


def more_topics(count: int) -> str:
    """Said below a chart that shows only part of a long roadmap."""
    return plain(
        counted(
            count, "and {topics} more topics: /export has them all", one="and {topics} more topic: /export has them all"
        ),
        topics=number(count),
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


def note(plan: Plan, topic: Topic) -> str:
    """Where a topic stands, in a few words."""
    state, window = plan.progress.of(topic.slug), plan.windows.get(topic.slug)
    match state.status:
        case Status.COMPLETED if state.known:
            return plain("known already")
        case Status.COMPLETED if state.completed:
            return plain("done {day}", day=short_day(state.completed, plan.today))
        case Status.COMPLETED:
            return done()
        case Status.SKIPPED:
            return plain("skipped")
    if days := plan.days_over(topic):
        return plain("{time} over", time=days_or_weeks(days))
    if window is None:
        return weeks_of(None)
    if plan.progress.end:
        return plain("by {day}", day=short_day(window.limit, plan.today))
    return plain(
        "{target} – {limit}", target=short_day(window.target, plan.today), limit=short_day(window.limit, plan.today)
    )


# In the place of pictures


def chart_alt(plan: Plan, band: tuple[date, date] | None) -> str:
    """What the chart shows."""
    on = [told_apart(plan.roadmap, topic) for topic in plan.with_status(Status.GOING_ON)]
    late = [told_apart(plan.roadmap, topic) for topic in plan.overdue]
    return text_of(
        plain(
            "{roadmap} on {day}: {done}.",
            roadmap=shortened(plan.roadmap.title),
            day=whole_day(plan.today),
            done=done_of(plan),
        ),
        plain("{verdict}.", verdict=verdict(plan)),
        plain("Going on: {topics}.", topics=named(on, most_named=MOST_NAMED)) if on else None,
        plain("Overdue: {topics}.", topics=named(late, most_named=MOST_NAMED)) if late else None,
        plain("The last limit day is {day}.", day=whole_day(plan.last_day)) if plan.last_day else None,
        plain("Forecast: {forecast}.", forecast=forecast(band)) if band else None,
    )


def days_studied(count: int, first: date, today: date) -> str:
    """ "87 days from 5 Jan 2026 to 9 Jan 2027"."""
    return plain(
        counted(count, "{days} days from {first} to {today}", one="{days} day from {first} to {today}"),
        days=number(count),
        first=whole_day(first),
        today=whole_day(today),
    )


def heatmap_alt(days: Iterable[date], first: date, today: date) -> str:
    """What the heatmap shows, which begins with ``first``."""
    shown = [day for day in days if first <= day <= today]
    if not shown:
        return plain("No study days from {first} to {today}.", first=whole_day(first), today=whole_day(today))
    return text_of(
        plain("Study days: {days}.", days=days_studied(len(shown), first, today)),
        plain("The last was {day}.", day=day(max(shown), today)),
    )


def card_alt(plan: Plan, run: Streak, name: str, earned: int = 0) -> str:
    """What the card shows."""
    return text_of(
        plain(
            "{name} on {roadmap}: {done}.",
            name=shortened(name),
            roadmap=shortened(plan.roadmap.title),
            done=done_of(plan),
        ),
        plain("{certificates}.", certificates=certificates(earned)) if earned else None,
        plain("{verdict}.", verdict=verdict(plan)),
        plain("{streak}.", streak=in_a_row(run)) if run.weeks else None,
    )


# Beside pictures


def chart(plan: Plan) -> Markup:
    """Said with the chart."""
    return sentences(
        say("🗺 <b>{roadmap}</b>: {done}.", roadmap=plan.roadmap.title, done=done_of(plan)),
        say("{verdict}.", verdict=verdict(plan)),
    )


def heatmap(count: int) -> Markup:
    """Said with the heatmap."""
    return say(
        counted(count, "🗓 {days} study days in the past year.", one="🗓 {days} study day in the past year."),
        days=number(count),
    )


def no_study_days() -> Markup:
    """Said in its place, where there is nothing to show."""
    return say("No study days in the past year yet; <code>/checkin</code> puts the first one on the map.")


def card(*, named: bool, all_drawn: bool) -> Markup:
    """Said with the card; ``all_drawn`` says whether the font has every letter of what is written on it."""
    return sentences(
        say("🪪 A card to share, if you like. It shows what you see and nothing else."),
        say("I haven't kept the name.") if named else say("Put a name on it: <code>/card Ann</code>; I don't keep it."),
        None if all_drawn else say("My font lacks some of its letters; they show as ▯."),
    )


def not_drawn(alt: str) -> Markup:
    """Said in place of a picture that could not be drawn."""
    return say("The picture didn't come out this time; try it once more in a minute. In words: {alt}", alt=alt)
