"""What is said of a plan: the verdict with its arithmetic, the topics with their windows, what comes next."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import glance, lengths, named_end, stages, throughput, topics
from bot.texts.phrases import (
    MOST_NAMED,
    clauses,
    day,
    lines,
    moment,
    named,
    number,
    numeral,
    paragraphs,
    points_markup,
    row,
    sentences,
    short_day,
    shortened,
)
from bot.texts.sentence import counted, plain, say
from roadmap.model import Status
from roadmap.overview import Overview, is_long
from roadmap.plan import Plan, Standing, Suggestion, Verdict
from roadmap.streak import Streak

MOST_LATE, MOST_COUNTED = 2, 3
"""Of a long roadmap: topics that are overdue, and that the verdict counts, by their names."""


def verdict(plan: Plan) -> Markup:
    """The verdict and the arithmetic behind it; where there is no plan to be on, how much is done."""
    seen = plan.verdict
    if seen.standing is Standing.ON_TRACK and not plan.is_dated:
        return throughput.progress(plan)
    return sentences(_heading(seen), _arithmetic(plan, seen))


def _heading(seen: Verdict) -> Markup:
    days = number(seen.days)
    match seen.standing:
        case Standing.NOT_YET:
            return say(
                counted(seen.days, "🗓 <b>It begins in {days} days.</b>", one="🗓 <b>It begins in {days} day.</b>"),
                days=days,
            )
        case Standing.AHEAD:
            return say(
                counted(seen.days, "🚀 <b>Ahead by {days} days.</b>", one="🚀 <b>Ahead by {days} day.</b>"), days=days
            )
        case Standing.ON_TRACK:
            return say("🟢 <b>On track.</b>")
        case Standing.BEHIND:
            return say(
                counted(seen.days, "🧭 <b>Behind by {days} days.</b>", one="🧭 <b>Behind by {days} day.</b>"), days=days
            )
        case Standing.FINISHED:
            return say("🏁 <b>Everything is done.</b>")


def _arithmetic(plan: Plan, seen: Verdict) -> Markup:
    match seen.standing:
        case Standing.NOT_YET:
            return say("The first day of your plan is {day}.", day=day(plan.progress.first_day, plan.today))
        case Standing.AHEAD if plan.progress.end:
            return named_end.earned(plan, len(seen.completed), seen.earned)
        case Standing.AHEAD:
            return _earned(plan, seen)
        case Standing.FINISHED:
            topics = len(plan.roadmap.topics)
            return say(
                counted(
                    topics, "All {topics} topics. That took real work.", one="All {topics} topic. That took real work."
                ),
                topics=number(topics),
            )
        case _:
            return _bound(plan, seen)


def _earned(plan: Plan, seen: Verdict) -> Markup:
    completed = len(seen.completed)
    values = {
        "topics": number(completed),
        "start": short_day(plan.progress.first_day, plan.today),
        "span": lengths.span(plan, seen.reach.short),
        "earned": short_day(seen.earned, plan.today),
    }
    if seen.parts:
        parts = named((topic.title for topic in seen.parts), most_named=MOST_COUNTED)
        return _earned_by_steps(completed, {**values, "parts": parts})
    return say(
        counted(
            completed,
            "{topics} topics completed since {start}, worth {span} at the short end: up to {earned}.",
            one="{topics} topic completed since {start}, worth {span} at the short end: up to {earned}.",
        ),
        **values,
    )


def _earned_by_steps(completed: int, values: dict[str, str]) -> Markup:
    """The same where steps of topics are ticked that are not completed."""
    if not completed:
        return say("Steps of {parts} since {start}, worth {span} at the short end: up to {earned}.", **values)
    return say(
        counted(
            completed,
            "{topics} topics completed since {start}, and steps of {parts}, worth {span} at the short end: up to {earned}.",
            one="{topics} topic completed since {start}, and steps of {parts}, worth {span} at the short end: up to "
            "{earned}.",
        ),
        **values,
    )


def _bound(plan: Plan, seen: Verdict) -> Markup:
    if seen.bound is None or seen.waiting is None:
        return say("What is left has no recommended duration, so take the time it needs.")
    if plan.progress.end:
        return named_end.verdict(plan, seen.waiting.title, seen.bound)
    long = (*seen.completed, *(topic for topic in seen.parts if topic is not seen.waiting), seen.waiting)
    values = {
        "span": lengths.span(plan, seen.reach.long),
        "start": short_day(plan.progress.first_day, plan.today),
        "topics": named(
            (topic.title for topic in long), most_named=MOST_COUNTED if is_long(plan.roadmap) else MOST_NAMED
        ),
        "bound": short_day(seen.bound, plan.today),
    }
    if seen.standing is Standing.BEHIND:
        return say("{span} at the long end from {start} ({topics}): that was until {bound}.", **values)
    return say("{span} at the long end from {start} ({topics}): you have until {bound}.", **values)


def status(
    plan: Plan,
    run: Streak,
    next_nudge: datetime | None,
    zone: ZoneInfo,
    *,
    outlook: Markup | None = None,
    shown: Overview | None = None,
) -> Markup:
    """Everything /status shows; ``outlook`` is the forecast in a line, ``shown`` the page of a long roadmap."""
    late = [
        row(shortened(topic.title), topics.over(plan, topic))
        for topic in plan.overdue[: MOST_NAMED if shown is None else MOST_LATE]
    ]
    offer = plan.suggestion
    return paragraphs(
        lines(paused(plan), verdict(plan), outlook, stages.place(plan, shown.here) if shown else None),
        stages.page(plan, shown, glance.briefly) if shown else _each_topic(plan),
        say("Overdue: {topics}", topics=points_markup(late)) if late else None,
        lines(
            say(
                "Next: <b>{topic}</b> ({reason})",
                topic=stages.told_apart(plan.roadmap, offer.topic),
                reason=reason(plan, offer),
            )
            if offer
            else None,
            streak(run),
            nudge(next_nudge, zone, plan.today),
        ),
    )


def _each_topic(plan: Plan) -> Markup:
    """All topics, a line each."""
    rows = [
        row(
            say(
                "{sign} {number}. {topic}",
                sign=stages.SIGNS[plan.progress.of(topic.slug).status],
                number=numeral(topic.number),
                topic=shortened(topic.title),
            ),
            topics.where(plan, topic),
        )
        for topic in plan.roadmap.topics
    ]
    return stages.grouped(plan, plan.roadmap.topics, rows)


def page(plan: Plan, shown: Overview) -> Markup:
    """A page of /status behind its first."""
    return paragraphs(stages.place(plan, shown.here), stages.page(plan, shown, glance.briefly))


def paused(plan: Plan) -> Markup | None:
    """Whether days count at the moment."""
    pause = plan.progress.pause_on(plan.today)
    if pause is None:
        return None
    if pause.back is None:
        return say("⏸ <b>Paused</b> since {day}; /resume when you're back.", day=short_day(pause.first, plan.today))
    return say("⏸ <b>Paused</b>; you're back on {day}.", day=day(pause.back, plan.today))


def streak(run: Streak) -> Markup:
    """The streak in a line."""
    if run.weeks == 0 and run.best == 0:
        return say("Streak: none yet; one study day this week starts it.")
    if run.weeks == 0:
        return say(
            counted(
                run.best,
                "Streak: none now (your best: {best} weeks); one study day this week starts a new one.",
                one="Streak: none now (your best: {best} week); one study day this week starts a new one.",
            ),
            best=number(run.best),
        )
    return _running(run)


def _running(run: Streak) -> Markup:
    """A streak that runs: whether the best was longer, and whether this week has a study day yet."""
    weeks = number(run.weeks)
    match run.best > run.weeks, run.this_week:
        case True, True:
            return say(
                counted(
                    run.weeks,
                    "🔥 Streak: {weeks} weeks in a row (your best: {best}).",
                    one="🔥 Streak: {weeks} week in a row (your best: {best}).",
                ),
                weeks=weeks,
                best=number(run.best),
            )
        case True, False:
            return say(
                counted(
                    run.weeks,
                    "🔥 Streak: {weeks} weeks in a row (your best: {best}); a study day this week keeps it going.",
                    one="🔥 Streak: {weeks} week in a row (your best: {best}); a study day this week keeps it going.",
                ),
                weeks=weeks,
                best=number(run.best),
            )
        case False, False:
            return say(
                counted(
                    run.weeks,
                    "🔥 Streak: {weeks} weeks in a row; a study day this week keeps it going.",
                    one="🔥 Streak: {weeks} week in a row; a study day this week keeps it going.",
                ),
                weeks=weeks,
            )
    return say(
        counted(run.weeks, "🔥 Streak: {weeks} weeks in a row.", one="🔥 Streak: {weeks} week in a row."), weeks=weeks
    )


def nudge(next_nudge: datetime | None, zone: ZoneInfo, today: date) -> Markup:
    """When the next nudge comes, in a line."""
    if next_nudge is None:
        return say("Next nudge: none planned (/nudges).")
    return say("Next nudge: {moment}.", moment=moment(next_nudge, zone, today))


def reason(plan: Plan, offer: Suggestion) -> str:
    """Why this topic is suggested, without a full stop."""
    return clauses(_first_or_not(offer), _opens(offer), _time_left(plan, offer.slack))


def _first_or_not(offer: Suggestion) -> str:
    if offer.unmet:
        return plain("still builds on {topics}", topics=named(topic.title for topic in offer.unmet))
    if offer.topic.prerequisites:
        return plain("its prerequisites are done")
    return plain("it needs no other topic first")


def _opens(offer: Suggestion) -> str:
    if not offer.unblocks:
        return ""
    return plain("it opens {topics}", topics=named(topic.title for topic in offer.unblocks))


def _time_left(plan: Plan, slack: int | None) -> str:
    """How far it is to a topic's limit, or by when the learner wants it done, in days; empty where it has none."""
    if slack is None:
        return ""
    if plan.progress.end:
        return named_end.time_left(slack)
    if slack == 0:
        return plain("its limit is today")
    if slack < 0:
        return plain(
            counted(-slack, "its limit was {days} days ago", one="its limit was {days} day ago"), days=number(-slack)
        )
    return plain(counted(slack, "{days} days to its limit", one="{days} day to its limit"), days=number(slack))


def suggestion(plan: Plan) -> Markup:
    """Everything /next says."""
    offer = plan.suggestion
    going_on = [stages.told_apart(plan.roadmap, topic) for topic in plan.with_status(Status.GOING_ON)]
    busy = say("You have {topics} going on; finishing comes first.", topics=named(going_on)) if going_on else None
    if offer is None:
        return paragraphs(busy, say("Nothing is left to begin.") if busy else say("🏁 Everything is done."))
    first = next(iter(offer.topic.resources), None)
    return paragraphs(
        busy,
        say(
            "Next: <b>{topic}</b>. Why: {reason}.",
            topic=stages.told_apart(plan.roadmap, offer.topic),
            reason=reason(plan, offer),
        ),
        say("Start with {resource}.", resource=topics.linked(first)) if first else None,
    )
