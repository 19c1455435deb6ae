"""What is said of a roadmap that says nothing of how long its topics take: how many are done, and how many a week."""

from markupsafe import Markup

from bot.texts.phrases import day, lines, number, paragraphs, sentences, short_day
from bot.texts.sentence import counted, say
from roadmap.forecast import Forecast, forecast
from roadmap.model import Status
from roadmap.plan import Plan
from roadmap.throughput import LEAST_WEEKS, WEEKS, Throughput, past_week, this_week, throughput


def progress(plan: Plan) -> Markup:
    """What stands in the place of a verdict."""
    return sentences(
        say("📈 <b>{done} of {topics} done.</b>", done=_done(plan), topics=number(len(plan.roadmap.topics))),
        _pace(plan),
    )


def _done(plan: Plan) -> str:
    return number(len(plan.with_status(Status.COMPLETED)))


def _pace(plan: Plan) -> Markup | None:
    seen, week = throughput(plan), number(this_week(plan))
    if seen is None and not this_week(plan):
        return None
    if seen is None:
        return say("{week} in the last 7 days.", week=week)
    return say(
        counted(_weeks(seen), "{week} in the last 7 days, about {pace} a week over the last {weeks} weeks."),
        week=week,
        pace=a_week(seen),
        weeks=number(_weeks(seen)),
    )


def a_week(seen: Throughput) -> str:
    """Topics a week: whole ones, but for those who do few."""
    return number(round(seen.a_week) if seen.a_week >= 3 else round(seen.a_week, 1))


def _weeks(seen: Throughput) -> int:
    return round(seen.days / seen.days_a_week)


def week(plan: Plan) -> Markup:
    """The numbers of a weekly nudge: "276 of 437, 12 this week; at this pace done by 9 May"."""
    found, done, topics = forecast(plan), _done(plan), number(len(plan.roadmap.topics))
    if found is None:
        return say(
            "📈 {done} of {topics}, {week} this week.",
            done=done,
            topics=topics,
            week=_week(plan),
        )
    return say(
        "📈 {done} of {topics}, {week} this week; at this pace done by {day}.",
        done=done,
        topics=topics,
        week=_week(plan),
        day=short_day(found.likely, plan.today),
    )


def _week(plan: Plan) -> str:
    """How many were completed in the week that a nudge looks back on."""
    return number(past_week(plan))


def why(plan: Plan, found: Forecast, seen: Throughput) -> Markup:
    """What a forecast by throughput rests on."""
    left = len(found.left)
    return lines(
        say(
            counted(
                seen.topics,
                "Why: I don't know how long most of what is left takes, so I go by how many you finish: {topics} topics in the last "
                "{weeks} weeks, about {pace} a week.",
                one="Why: I don't know how long most of what is left takes, so I go by how many you finish: {topics} topic in the last "
                "{weeks} weeks, about {pace} a week.",
            ),
            topics=number(seen.topics),
            weeks=number(_weeks(seen)),
            pace=a_week(seen),
        ),
        say(
            counted(
                len(plan.roadmap.topics), "Left: {left} of {topics} topics.", one="Left: {left} of {topics} topic."
            ),
            left=number(left),
            topics=number(len(plan.roadmap.topics)),
        ),
    )


def line(seen: Throughput, likely: str, safe: str) -> Markup:
    """The forecast in a line."""
    return say(
        "🔮 At about {pace} a week: done by {likely}, by {safe} with 90 % confidence.",
        pace=a_week(seen),
        likely=likely,
        safe=safe,
    )


def none_yet(plan: Plan) -> Markup:
    """There is no forecast: too little was done, or nothing of late."""
    if throughput(plan) is None:
        return lines(
            say(
                counted(
                    LEAST_WEEKS,
                    "🔮 I can't tell yet: I don't know how long most of what is left takes, so I go by how many topics you finish a week, "
                    "and for that I need {weeks} weeks of facts.",
                ),
                weeks=number(LEAST_WEEKS),
            ),
            say("Each /done counts, with or without a /begin."),
        )
    return say(
        counted(
            WEEKS,
            "🔮 I can't tell: no topic was completed in the last {weeks} weeks, and at that pace there is no end. The next "
            "/done brings the forecast back.",
        ),
        weeks=number(WEEKS),
    )


def finish_by(seen: Throughput, until: str, needed: float, percent: str) -> Markup:
    """What it takes to be done by a day."""
    return paragraphs(
        say(
            counted(
                _weeks(seen),
                "🤔 To be done by <b>{day}</b> takes about <b>{needed}</b> topics a week; over the last {weeks} weeks you "
                "finished about {pace}.",
            ),
            day=until,
            needed=number(round(needed) if needed >= 3 else round(needed, 1)),
            weeks=number(_weeks(seen)),
            pace=a_week(seen),
        ),
        say("By that I give it a chance of {percent}.", percent=percent),
    )


def chance(seen: Throughput, percent: str) -> Markup:
    """What the own pace says to another one."""
    return say(
        counted(
            _weeks(seen),
            "Over the last {weeks} weeks you finished about {pace} a week; by that I give it a chance of {percent}.",
        ),
        weeks=number(_weeks(seen)),
        pace=a_week(seen),
        percent=percent,
    )


def no_windows(plan: Plan) -> Markup:
    """Everything /plan shows where there are no durations and no end was named."""
    return paragraphs(
        say(
            "<b>Your plan from {day}</b>: this roadmap doesn't say how long most of its topics take, so nothing is due on any "
            "day, and nothing is ever late.",
            day=day(plan.progress.first_day, plan.today),
        ),
        progress(plan),
        say(
            "Name an end, such as <code>/plan finish by 30 june</code>, or a pace, such as <code>/plan 20 a week</code>, "
            "and I share the days among what is left."
        ),
    )
