"""What is said of the forecast: the two dates, the pace they rest on, and what it would take to be quicker."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from bot.texts import topics
from bot.texts.capacity import ending
from bot.texts.phrases import Sentence, day, hours_of, lines, named, number, paragraphs, plural, short_day
from roadmap.forecast import Forecast
from roadmap.model import Topic
from roadmap.pace import Pace
from roadmap.plan import Plan
from roadmap.stretch import is_unmeasured

MOST_TITLES = 6


def line(found: Forecast | None, today: date) -> Markup | None:
    """The forecast in a line; None where there is none."""
    if found is None:
        return None
    if len(_unmeasured(found)) == len(found.left):
        sentence = Sentence("🔮 As your topics took so far: done by {}, by {} with 90 % confidence.")
        return sentence.format(short_day(found.likely, today), short_day(found.safe, today))
    sentence = (
        Sentence("🔮 At your pace: done by {}, by {} with 90 % confidence.")
        if found.pace.topics
        else Sentence("🔮 Not knowing your pace yet: done by {}, by {} with 90 % confidence.")
    )
    return sentence.format(short_day(found.likely, today), short_day(found.safe, today))


def forecast(plan: Plan, found: Forecast) -> Markup:
    """Everything /forecast shows."""
    return paragraphs(
        Sentence("🔮 Done by <b>{}</b> as likely as not, and by <b>{}</b> with 90 % confidence.").format(
            day(found.likely, plan.today), day(found.safe, plan.today)
        ),
        lines(
            _why(plan, found),
            _beyond(found.beyond),
            _left(plan, found.left),
            _unknown(found.unknown),
            _paused(plan),
        ),
        _limit(plan, found),
    )


def nothing_to_forecast(plan: Plan) -> Markup:
    """There is no forecast: all is done, or no length is known."""
    if plan.finished:
        return Markup("🏁 Everything is done; there is nothing left to forecast.")
    return lines(
        Markup("🔮 I can't tell yet: I know no length of any topic that is left."),
        Markup("Begin one with /begin and finish it with /done, and I have your own pace to go by."),
    )


def _unmeasured(found: Forecast) -> tuple[Topic, ...]:
    """Those of the topics left of which the roadmap does not say how long they take."""
    return tuple(topic for topic in found.left if is_unmeasured(topic))


def _why(plan: Plan, found: Forecast) -> Markup:
    """The pace, or the own typical length, that the dates rest on."""
    guessed = _unmeasured(found)
    if not guessed:
        return _pace(found.pace)
    each = topics.span(plan, plan.ranges[guessed[0].slug].long)
    if len(guessed) == len(found.left):
        return Sentence(
            "Why: the roadmap doesn't say how long these take, so I go by the middle of what your own topics took, {} "
            "each, give or take."
        ).format(each)
    taken = Sentence("No set time: {}; I take {} each, the middle of what your own topics took.")
    return lines(_pace(found.pace), taken.format(_titles(guessed), each))


def _pace(pace: Pace) -> Markup:
    if not pace.topics:
        return Markup(
            "Why: I don't know your pace yet, so I go by the recommended durations, give or take. Every topic you "
            "/begin and finish with /done makes this sharper."
        )
    return Sentence(
        "Why: your pace is about {times} times the recommended durations, judged by {topics} begun and completed; "
        "while they are few I lean towards 1."
    ).format(times=number(pace.times), topics=plural(pace.topics, "topic"))


def _left(plan: Plan, left: tuple[Topic, ...]) -> Markup:
    ranges = plan.ranges_of(left)
    short, long = sum(days.short for days in ranges), sum(days.long for days in ranges)
    return Sentence("Left: {}, planned at {} from beginning to end.").format(
        _titles(left), topics.span(plan, short, long)
    )


def _beyond(beyond: tuple[Topic, ...]) -> Markup | None:
    if not beyond:
        return None
    return Sentence("{}: longer than recommended already, so the rest may take longer too.").format(_titles(beyond))


def _unknown(unknown: tuple[Topic, ...]) -> Markup | None:
    if not unknown:
        return None
    if any(topic.total_hours for topic in unknown):
        return Sentence("Not counted: {}. Tell me your weekly hours, such as <code>/hours 6</code>, and I can.").format(
            _titles(unknown)
        )
    return Sentence("Not counted: {}, because I don't know how long that takes.").format(_titles(unknown))


def _titles(found: Iterable[Topic]) -> str:
    return named((topic.title for topic in found), most_named=MOST_TITLES)


def _paused(plan: Plan) -> Markup | None:
    pause = plan.progress.pause_on(plan.today)
    if pause is None or pause.back is not None:
        return None
    return Markup("You're paused, so both dates move by a day every day until you /resume.")


def _limit(plan: Plan, found: Forecast) -> Markup | None:
    """The forecast beside the plan."""
    if plan.last_day is None:
        return None
    last = day(plan.last_day, plan.today)
    if found.safe <= plan.last_day:
        return Sentence("By the plan all is done by {} at the latest; you have room.").format(last)
    if found.likely <= plan.last_day:
        return Sentence("By the plan all is done by {} at the latest; that may be close.").format(last)
    return Sentence("By the plan all is done by {} at the latest; /replan makes one that fits.").format(last)


# /whatif


def day_over(by: date, today: date) -> Markup:
    return Sentence("{} is over. Try <code>/whatif finish by june</code>.").format(day(by, today))


def finish_by(plan: Plan, found: Forecast, by: date, *, needed: float | None, likelihood: float) -> Markup:
    """What it takes to be done by a day; ``needed`` is the pace, None where no day is left."""
    until = day(by, plan.today)
    if needed is None:
        return Sentence("Until {} there is no day left that counts. Nothing is changed.").format(until)
    guessed = len(_unmeasured(found)) == len(found.left)
    what = (
        Sentence("🤔 To be done by <b>{}</b>, the {} left may take <b>{}</b> times as long as yours took so far.")
        if guessed
        else Sentence("🤔 To be done by <b>{}</b>, the {} left may take <b>{}</b> times the recommended durations.")
    )
    return paragraphs(
        what.format(until, plural(len(found.left), "topic"), number(needed)),
        _against(found.pace, likelihood, guessed=guessed),
        _unknown(found.unknown),
    )


def _against(pace: Pace, likelihood: float, *, guessed: bool) -> Markup:
    if guessed:
        return Sentence("By what they took I give that a chance of {}.").format(percent(likelihood))
    if not pace.topics:
        return Sentence("I don't know your pace yet; by the recommended durations I give that a chance of {}.").format(
            percent(likelihood)
        )
    return Sentence("Your pace so far is about {}, so I give that a chance of {}.").format(
        number(pace.times), percent(likelihood)
    )


def percent(likelihood: float) -> str:
    """A probability, to the nearest twentieth."""
    twentieths = round(20 * likelihood)
    if twentieths < 1:
        return "less than 5 %"
    return "more than 95 %" if twentieths > 19 else f"about {5 * twentieths} %"


def hours_would_do(minutes: int | None, own: int | None) -> Markup:
    """How many hours a week the plan would need; ``minutes`` is None where none would do."""
    if minutes is None:
        return Markup("By the plan, more hours a week alone would not do it.")
    if own is None:
        return Sentence("By the plan, from today on, {} a week would do.").format(hours_of(minutes))
    return Sentence("By the plan, from today on, {} a week would do; now it's {}.").format(
        hours_of(minutes), hours_of(own)
    )


def with_hours(old: Plan, new: Plan, before: Forecast | None, then: Forecast | None) -> Markup:
    """What other weekly hours would change."""
    return paragraphs(
        Sentence("🤔 With <b>{}</b> a week:").format(hours_of(new.progress.weekly_minutes or 0)),
        lines(ending(old, new), _dates_moved(before, then, old.today)),
        unchanged(),
    )


def _dates_moved(before: Forecast | None, then: Forecast | None, today: date) -> Markup | None:
    if then is None:
        return None
    if before is None or len(before.left) != len(then.left):
        return line(then, today)
    return Sentence("🔮 As likely as not by {} → <b>{}</b>, with 90 % confidence by {} → <b>{}</b>.").format(
        *(short_day(when, today) for when in (before.likely, then.likely, before.safe, then.safe))
    )


def unchanged() -> Markup:
    return Markup("Nothing is changed.")
