"""What is said of a plan: the verdict and its arithmetic, what goes on, what is overdue, what comes next."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import glance, lengths, named_end, stages, throughput, topics
from bot.texts.phrases import (
    MOST_NAMED,
    clauses,
    day,
    days,
    lines,
    listed,
    moment,
    named,
    number,
    numeral,
    paragraphs,
    row,
    sentences,
    short_day,
    shortened,
)
from bot.texts.sentence import counted, plain, say
from bot.texts.tasks import beside_others
from roadmap.model import Status, Topic
from roadmap.overview import Overview, is_long
from roadmap.plan import Plan, Standing, Suggestion, Verdict
from roadmap.today import Today

MOST_TASKS, MOST_LATE, MOST_COUNTED = 3, 2, 3
"""Topics by their names: those that go on, those that are overdue, and of a long roadmap those that the arithmetic counts."""


def verdict(plan: Plan) -> Markup:
    """The verdict in a sentence; where there is no plan to be on, how much is done."""
    seen = plan.verdict
    match seen.standing:
        case Standing.ON_TRACK if not plan.is_dated:
            return throughput.progress(plan)
        case Standing.NOT_YET:
            first_day = day(plan.progress.first_day, plan.today)
            return sentences(heading(seen), say("The first day of your plan is {day}.", day=first_day))
        case Standing.FINISHED:
            return sentences(heading(seen), _all_of_it(plan))
    wish = (
        say("You want to be done by {end}.", end=short_day(plan.progress.end.day, plan.today))
        if plan.progress.end
        else None
    )
    return sentences(heading(seen), wish)


def _all_of_it(plan: Plan) -> Markup:
    topics = len(plan.roadmap.topics)
    return say(
        counted(topics, "All {topics} topics. That took real work.", one="All {topics} topic. That took real work."),
        topics=number(topics),
    )


def heading(seen: Verdict) -> Markup:
    """The verdict by itself."""
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


def why(plan: Plan) -> Markup:
    """The arithmetic behind the verdict: what was done at the quickest and at the slowest that is planned."""
    seen = plan.verdict
    if not plan.is_dated or seen.standing in {Standing.NOT_YET, Standing.FINISHED}:
        return verdict(plan)
    if plan.progress.end:
        return paragraphs(heading(seen), _for_the_end(plan, seen))
    return paragraphs(heading(seen), lines(_quickly(plan, seen), _slowly(plan, seen)), _all_planned(plan))


def _for_the_end(plan: Plan, seen: Verdict) -> Markup:
    if seen.standing is Standing.AHEAD:
        return named_end.earned(plan, len(seen.completed), seen.earned)
    if seen.bound is None or seen.waiting is None:
        return say("What is left has no recommended duration, so take the time it needs.")
    return named_end.verdict(plan, seen.waiting.title, seen.bound)


def _quickly(plan: Plan, seen: Verdict) -> Markup | None:
    """Up to which day what was done reaches, as quickly as is planned; None where nothing was."""
    if not seen.reach.short:
        return None
    values = {
        "topics": _counted(plan, (*seen.completed, *seen.parts)),
        "start": short_day(plan.progress.first_day, plan.today),
        "span": lengths.span(plan, seen.reach.short),
        "earned": short_day(seen.earned, plan.today),
    }
    return say(
        "Done quickly, what you did since {start} ({topics}) takes {span}: until {earned}. Before that day you're ahead.",
        **values,
    )


def _slowly(plan: Plan, seen: Verdict) -> Markup:
    """Until which day nobody is behind who takes as long as is planned."""
    if seen.bound is None or seen.waiting is None:
        return say("What is left has no recommended duration, so take the time it needs.")
    return say(
        "Done slowly, what is planned from {start} up to {topic} takes {span}: until {bound}. After that day you're behind.",
        start=short_day(plan.progress.first_day, plan.today),
        topic=shortened(seen.waiting.title),
        span=lengths.span(plan, seen.reach.long),
        bound=short_day(seen.bound, plan.today),
    )


def _all_planned(plan: Plan) -> Markup | None:
    """Both ends of the plan."""
    windows = [window for topic in plan.unfinished if (window := plan.windows.get(topic.slug))]
    if not windows:
        return None
    return say(
        "All of it is planned until {target}, done quickly, and until {limit}, done slowly; /forecast says when you'll be done by "
        "your own pace.",
        target=short_day(max(window.target for window in windows), plan.today),
        limit=short_day(max(window.limit for window in windows), plan.today),
    )


def _counted(plan: Plan, topics: tuple[Topic, ...]) -> str:
    most = MOST_COUNTED if is_long(plan.roadmap) else MOST_NAMED
    return named((topic.title for topic in topics), most_named=most)


def status(plan: Plan, seen: Today, shown: Overview | None = None) -> Markup:
    """Everything /status shows: the verdict, what goes on, what is overdue, what comes next; ``shown`` is the first page of
    a long roadmap."""
    offer = plan.suggestion
    more = len(seen.tasks) - MOST_TASKS
    return paragraphs(
        lines(paused(plan), verdict(plan), stages.place(plan, shown.here) if shown else None),
        lines(
            *(beside_others(plan, one, _on(plan, one.topic)) for one in seen.tasks[:MOST_TASKS]),
            say(counted(more, "… and {count} more", one="… and {count} more"), count=number(more))
            if more > 0
            else None,
        ),
        overdue(plan),
        next_topic(plan, offer) if offer else None,
    )


def _on(plan: Plan, topic: Topic) -> Markup:
    return say("🟡 <b>{topic}</b>", topic=shortened(stages.told_apart(plan.roadmap, topic)))


def overdue(plan: Plan) -> Markup | None:
    """What is overdue, once, in days; where the verdict has a number already it says which alone. None where nothing is."""
    late = sorted(plan.overdue, key=plan.days_over, reverse=True)
    if not late:
        return None
    titles = [shortened(stages.told_apart(plan.roadmap, topic)) for topic in late]
    if plan.verdict.standing is Standing.BEHIND:
        return say(
            counted(len(late), "❗ Past their day: {topics}.", one="❗ Past its day: {topics}."),
            topics=listed(titles, most_named=MOST_LATE),
        )
    by_days = [
        plain("{topic} by {days}", topic=title, days=days(plan.days_over(topic)))
        for topic, title in zip(late, titles, strict=True)
    ]
    told = listed(by_days, most_named=MOST_LATE)
    return (
        say("❗ Later than you wanted: {topics}.", topics=told)
        if plan.progress.end
        else say("❗ Overdue: {topics}.", topics=told)
    )


def next_topic(plan: Plan, offer: Suggestion) -> Markup:
    """What to begin next, and what speaks for it."""
    topic, because = stages.told_apart(plan.roadmap, offer.topic), reason(plan, offer)
    if not because:
        return say("Next: <b>{topic}</b>", topic=topic)
    return say("Next: <b>{topic}</b> ({reason})", topic=topic, reason=because)


def all_topics(plan: Plan) -> Markup:
    """Each topic with where it stands, which [All topics] shows."""
    return paragraphs(lines(paused(plan), verdict(plan)), _each_topic(plan))


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
    """A page of all topics of a long roadmap."""
    head = lines(paused(plan), verdict(plan)) if shown.page == 1 else None
    return paragraphs(lines(head, stages.place(plan, shown.here)), stages.page(plan, shown, glance.briefly))


def paused(plan: Plan) -> Markup | None:
    """Whether days count at the moment."""
    pause = plan.progress.pause_on(plan.today)
    if pause is None:
        return None
    if pause.back is None:
        return say("⏸ <b>Paused</b> since {day}; /resume when you're back.", day=short_day(pause.first, plan.today))
    return say("⏸ <b>Paused</b>; you're back on {day}.", day=day(pause.back, plan.today))


def nudge(next_nudge: datetime | None, zone: ZoneInfo, today: date) -> Markup:
    """When the next nudge comes, in a line."""
    if next_nudge is None:
        return say("Next nudge: none planned (/nudges).")
    return say("Next nudge: {moment}.", moment=moment(next_nudge, zone, today))


def reason(plan: Plan, offer: Suggestion) -> str:
    """Why this topic is suggested, without a full stop; empty where nothing speaks for it but its place."""
    is_wished = plan.progress.end is not None and offer.slack is not None
    return clauses(first_or_not(plan, offer), opens(offer), named_end.time_left(offer.slack or 0) if is_wished else "")


def first_or_not(plan: Plan, offer: Suggestion) -> str:
    """Whether what a topic builds on is done; empty where it builds on nothing, or on what was skipped."""
    if offer.unmet:
        return plain("still builds on {topics}", topics=named(topic.title for topic in offer.unmet))
    before = [plan.progress.of(slug).status for slug in offer.topic.prerequisites]
    return plain("what it builds on is done") if before and Status.SKIPPED not in before else ""


def opens(offer: Suggestion) -> str:
    """What waits for a topic; empty where nothing does."""
    if not offer.unblocks:
        return ""
    return plain("it opens {topics}", topics=named(topic.title for topic in offer.unblocks))
