"""The words in pictures and beside them: labels, captions and what a picture shows in words (its alt text)."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from bot.texts.glued import day, named, plural, short_day, shortened
from bot.texts.topics import UNRANGED
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing, weeks_over
from roadmap.streak import Streak

TODAY = "today"
DONE, GOING_ON, OVERDUE, TO_TARGET, TO_LIMIT = "done", "going on", "overdue", "until target", "until limit"
STUDIED, NOT_STUDIED = "study day", "no study day"
STUDY_DAYS = "Study days"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SOMEBODY = "A Roadmate learner"
MADE_WITH = "Roadmate"

MOST_NAMED = 3
"""Titles that an alt text names of a kind; it has to fit below a photo."""


def verdict(plan: Plan) -> str:
    """ "Ahead by 12 days"."""
    seen = plan.verdict
    days = plural(seen.days, "day")
    return {
        Standing.NOT_YET: f"Begins in {days}",
        Standing.AHEAD: f"Ahead by {days}",
        Standing.ON_TRACK: "On track",
        Standing.BEHIND: f"Behind by {days}",
        Standing.FINISHED: "Everything done",
    }[seen.standing]


def done_of(plan: Plan) -> str:
    """ "3 of 7 topics done"."""
    return f"{len(plan.with_status(Status.COMPLETED))} of {plural(len(plan.roadmap.topics), 'topic')} done"


def whole_day(when: date) -> str:
    """ "18 Jan 2027"."""
    return f"{when.day} {when:%b %Y}"


def in_a_row(run: Streak) -> str:
    """ "Streak: 4 weeks in a row"."""
    return f"Streak: {plural(run.weeks, 'week')} in a row"


def forecast(band: tuple[date, date]) -> str:
    """ "at your pace, done 3 Aug 2027 – 2 Sep 2027"."""
    first, last = band
    return f"at your pace, done {whole_day(first)}" + ("" if first == last else f" – {whole_day(last)}")


def more_topics(count: int) -> str:
    """Said below a chart that shows only part of a long roadmap."""
    return f"and {plural(count, 'more topic')}: /export has them all"


def tick(month: date) -> str:
    """A month on the axis: "Feb", and the year for January."""
    return f"{month:%b}" if month.month > 1 else str(month.year)


def month(when: date) -> str:
    """ "Feb"."""
    return f"{when:%b}"


def note(plan: Plan, topic: Topic) -> str:
    """Where a topic stands, in a few words."""
    state, window = plan.progress.of(topic.slug), plan.windows.get(topic.slug)
    match state.status:
        case Status.COMPLETED:
            return f"done {short_day(state.completed, plan.today)}" if state.completed else DONE
        case Status.SKIPPED:
            return "skipped"
    if days := plan.days_over(topic):
        return f"{plural(days, 'day') if days < 7 else plural(weeks_over(days), 'week')} over"
    if window is None:
        return UNRANGED
    return f"{short_day(window.target, plan.today)} – {short_day(window.limit, plan.today)}"


def chart_alt(plan: Plan, band: tuple[date, date] | None) -> str:
    """What the chart shows."""
    going_on = [topic.title for topic in plan.with_status(Status.GOING_ON)]
    parts = [
        f"{shortened(plan.roadmap.title)} on {whole_day(plan.today)}: {done_of(plan)}.",
        f"{verdict(plan)}.",
        f"Going on: {named(going_on, most_named=MOST_NAMED)}." if going_on else "",
        f"Overdue: {named((topic.title for topic in plan.overdue), most_named=MOST_NAMED)}." if plan.overdue else "",
        f"The last limit day is {whole_day(plan.last_day)}." if plan.last_day else "",
        f"Forecast: {forecast(band)}." if band else "",
    ]
    return " ".join(filter(None, parts))


def days_studied(count: int, first: date, today: date) -> str:
    """ "87 days from 5 Jan 2026 to 9 Jan 2027"."""
    return f"{plural(count, 'day')} from {whole_day(first)} to {whole_day(today)}"


def heatmap_alt(days: Iterable[date], first: date, today: date) -> str:
    """What the heatmap shows, which begins with ``first``."""
    shown = [day for day in days if first <= day <= today]
    if not shown:
        return f"No study days from {whole_day(first)} to {whole_day(today)}."
    return f"{STUDY_DAYS}: {days_studied(len(shown), first, today)}. The last was {day(max(shown), today)}."


def card_alt(plan: Plan, run: Streak, name: str) -> str:
    """What the card shows."""
    parts = [f"{shortened(name)} on {shortened(plan.roadmap.title)}: {done_of(plan)}.", f"{verdict(plan)}."]
    return " ".join([*parts, f"{in_a_row(run)}."] if run.weeks else parts)


def chart(plan: Plan) -> Markup:
    """Said with the chart."""
    return Markup("🗺 <b>{}</b>: {}. {}.").format(plan.roadmap.title, done_of(plan), verdict(plan))


def heatmap(count: int) -> Markup:
    """Said with the heatmap."""
    return Markup("🗓 {} in the past year.").format(plural(count, "study day"))


def no_study_days() -> Markup:
    """Said in its place, where there is nothing to show."""
    return Markup("No study days in the past year yet; <code>/checkin</code> puts the first one on the map.")


def card(*, named: bool, all_drawn: bool) -> Markup:
    """Said with the card; ``all_drawn`` says whether the font has every letter of what is written on it."""
    head = Markup("🪪 A card to share, if you like. It shows what you see and nothing else.")
    name = (
        Markup("I haven't kept the name.")
        if named
        else Markup("Put a name on it: <code>/card Ann</code>; I don't keep it.")
    )
    missing = "" if all_drawn else Markup(" My font lacks some of its letters; they show as ▯.")
    return Markup("{} {}{}").format(head, name, missing)


NOT_DRAWN = Markup("The picture didn't come out this time; try it once more in a minute. In words: {}")


def not_drawn(alt: str) -> Markup:
    """Said in place of a picture that could not be drawn."""
    return NOT_DRAWN.format(alt)
