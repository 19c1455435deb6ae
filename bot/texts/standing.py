"""What is said of a plan: the verdict with its arithmetic, the topics with their windows, what comes next."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import topics
from bot.texts.phrases import MOST_NAMED, Sentence, day, lines, moment, named, paragraphs, plural, short_day, shortened
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing, Suggestion, Verdict
from roadmap.streak import Streak


def verdict(plan: Plan) -> Markup:
    """The verdict and the arithmetic behind it."""
    seen = plan.verdict
    heading = {
        Standing.NOT_YET: Sentence("🗓 <b>It begins in {days}.</b>"),
        Standing.AHEAD: Sentence("🚀 <b>Ahead by {days}.</b>"),
        Standing.ON_TRACK: Sentence("🟢 <b>On track.</b>"),
        Standing.BEHIND: Sentence("🧭 <b>Behind by {days}.</b>"),
        Standing.FINISHED: Sentence("🏁 <b>Everything is done.</b>"),
    }[seen.standing].format(days=plural(seen.days, "day"))
    return Sentence("{} {}").format(heading, _arithmetic(plan, seen))


def _arithmetic(plan: Plan, seen: Verdict) -> Markup:
    start, today = short_day(plan.progress.first_day, plan.today), plan.today
    match seen.standing:
        case Standing.NOT_YET:
            return Sentence("The first day of your plan is {}.").format(day(plan.progress.first_day, today))
        case Standing.AHEAD:
            short = sum(days.short for days in plan.ranges_of(seen.completed))
            return Sentence("{done} since {start}, worth {span} at the short end: up to {earned}.").format(
                done=plural(len(seen.completed), "topic") + " completed",
                start=start,
                span=topics.span(plan, short),
                earned=short_day(seen.earned, today),
            )
        case Standing.FINISHED:
            return Sentence("All {}. That took real work.").format(plural(len(plan.roadmap.topics), "topic"))
        case _:
            return _bound(plan, seen, start)


def _bound(plan: Plan, seen: Verdict, start: str) -> Markup:
    if seen.bound is None or seen.waiting is None:
        return Markup("What is left has no recommended duration, so take the time it needs.")
    counted = (*seen.completed, seen.waiting)
    longest = sum(days.long for days in plan.ranges_of(counted))
    return Sentence("{span} at the long end from {start} ({titles}): {tense} until {bound}.").format(
        span=topics.span(plan, longest),
        start=start,
        titles=named(topic.title for topic in counted),
        tense="that was" if seen.standing is Standing.BEHIND else "you have",
        bound=short_day(seen.bound, plan.today),
    )


def status(
    plan: Plan, run: Streak, next_nudge: datetime | None, zone: ZoneInfo, *, outlook: Markup | None = None
) -> Markup:
    """Everything /status shows; ``outlook`` is the forecast in a line."""
    rows = [
        Sentence("{} {}. {} · {}").format(
            topics.SIGNS[plan.progress.of(topic.slug).status],
            topic.number,
            shortened(topic.title),
            topics.where(plan, topic),
        )
        for topic in topics.near(plan, plan.roadmap.topics)
    ]
    late = [
        Sentence("{}{}").format(shortened(topic.title), topics.over(plan, topic)) for topic in plan.overdue[:MOST_NAMED]
    ]
    offer = plan.suggestion
    return paragraphs(
        lines(paused(plan), verdict(plan), outlook),
        lines(*rows, topics.others(len(rows), len(plan.roadmap.topics))),
        Sentence("Overdue: {}").format(Markup("; ").join(late)) if late else None,
        lines(
            Sentence("Next: <b>{}</b> ({})").format(offer.topic.title, reason(offer)) if offer else None,
            streak(run),
            nudge(next_nudge, zone, plan.today),
        ),
    )


def paused(plan: Plan) -> Markup | None:
    """Whether days count at the moment."""
    pause = plan.progress.pause_on(plan.today)
    if pause is None:
        return None
    if pause.back is None:
        return Sentence("⏸ <b>Paused</b> since {}; /resume when you're back.").format(
            short_day(pause.first, plan.today)
        )
    return Sentence("⏸ <b>Paused</b>; you're back on {}.").format(day(pause.back, plan.today))


def streak(run: Streak) -> Markup:
    """The streak in a line."""
    if run.weeks == 0 and run.best == 0:
        return Markup("Streak: none yet; one study day this week starts it.")
    if run.weeks == 0:
        return Sentence("Streak: none now (your best: {}); one study day this week starts a new one.").format(
            plural(run.best, "week")
        )
    kept = "" if run.this_week else "; a study day this week keeps it going"
    best = f" (your best: {run.best})" if run.best > run.weeks else ""
    return Sentence("🔥 Streak: {}{}{}.").format(f"{plural(run.weeks, 'week')} in a row", best, kept)


def nudge(next_nudge: datetime | None, zone: ZoneInfo, today: date) -> Markup:
    """When the next nudge comes, in a line."""
    if next_nudge is None:
        return Markup("Next nudge: none planned (/nudges).")
    return Sentence("Next nudge: {}.").format(moment(next_nudge, zone, today))


def reason(offer: Suggestion) -> str:
    """Why this topic is suggested, without a full stop."""
    reasons = []
    if offer.unmet:
        reasons.append(f"still builds on {named(topic.title for topic in offer.unmet)}")
    elif offer.topic.prerequisites:
        reasons.append("its prerequisites are done")
    else:
        reasons.append("it needs no other topic first")
    if offer.unblocks:
        reasons.append(f"it opens {named(topic.title for topic in offer.unblocks)}")
    if offer.slack is not None and offer.slack < 0:
        reasons.append(f"its limit was {plural(-offer.slack, 'day')} ago")
    elif offer.slack == 0:
        reasons.append("its limit is today")
    elif offer.slack is not None:
        reasons.append(f"{plural(offer.slack, 'day')} to its limit")
    return ", ".join(reasons)


def suggestion(plan: Plan) -> Markup:
    """Everything /next says."""
    offer = plan.suggestion
    going_on = [topic.title for topic in plan.with_status(Status.GOING_ON)]
    busy = Sentence("You have {} going on; finishing comes first.").format(named(going_on)) if going_on else None
    if offer is None:
        return paragraphs(busy, Markup("Nothing is left to begin.") if busy else Markup("🏁 Everything is done."))
    first = next(iter(offer.topic.resources), None)
    return paragraphs(
        busy,
        Sentence("Next: <b>{}</b>. Why: {}.").format(offer.topic.title, reason(offer)),
        Sentence("Start with {}.").format(topics.linked(first)) if first else None,
    )


def windows(plan: Plan) -> Markup:
    """Everything /plan shows."""
    rows = [
        Sentence("{} <b>{}. {}</b>\n{}").format(
            topics.SIGNS[plan.progress.of(topic.slug).status], topic.number, shortened(topic.title), _dates(plan, topic)
        )
        for topic in topics.near(plan, plan.roadmap.order)
    ]
    head = Sentence("<b>Your plan from {}</b>: target is the end of the short range, limit of the long one.").format(
        day(plan.progress.first_day, plan.today)
    )
    return paragraphs(head, *rows, topics.others(len(rows), len(plan.roadmap.order)), _ending(plan))


def _ending(plan: Plan) -> Markup | None:
    """How the plan ends, and how to move it."""
    if plan.last_day is None or plan.finished:
        return None
    if plan.last_day < plan.today:
        return Sentence(
            "By this plan all was to be done by {}. <code>/plan from today</code> makes a fresh one."
        ).format(day(plan.last_day, plan.today))
    return Sentence("All done by {} at the latest. <code>/plan from monday</code> moves it.").format(
        day(plan.last_day, plan.today)
    )


def _dates(plan: Plan, topic: Topic) -> Markup:
    window = plan.windows.get(topic.slug)
    state = plan.progress.of(topic.slug)
    if state.finished or window is None:
        return topics.where(plan, topic)
    return Sentence("from {} · target {} · limit {}{}").format(
        short_day(window.start, plan.today),
        short_day(window.target, plan.today),
        short_day(window.limit, plan.today),
        topics.over(plan, topic),
    )


def moved(old: Plan, new: Plan) -> Markup:
    """What another first day changes, old → new; nothing is stored yet."""
    head = Sentence("If the first day becomes <b>{}</b> (target to limit, old → new):").format(
        day(new.progress.first_day, new.today)
    )
    return paragraphs(head, moves(old, new), Markup("Nothing is changed yet."))


def moves(old: Plan, new: Plan) -> Markup:
    """The windows of what is unfinished, old → new, a line each."""
    unfinished = tuple(
        topic for topic in new.roadmap.order if topic.slug in new.windows and not new.progress.of(topic.slug).finished
    )
    rows = [
        Sentence("{}. {}: {} → <b>{}</b>").format(
            topic.number,
            shortened(topic.title),
            _range(old, topic.slug),
            _range(new, topic.slug),
        )
        for topic in topics.near(new, unfinished)
    ]
    return lines(*rows, topics.others(len(rows), len(unfinished)))


def _range(plan: Plan, slug: str) -> str:
    window = plan.windows.get(slug)
    if window is None:
        return "no window"
    ends = dict.fromkeys(short_day(end, plan.today) for end in (window.target, window.limit))
    return " to ".join(ends)
