"""What a nudge says: the arithmetic, what is overdue, in its window, next."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts import lengths, named_end, standing, throughput, topics
from bot.texts.phrases import MOST_NAMED, clauses, day, lines, number, paragraphs, short_day, spelled
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing, Suggestion, weeks_over
from roadmap.streak import Streak, streak


def all_done(plan: Plan) -> Markup:
    """The last nudge: there is nothing left."""
    return say(
        "🏁 Every topic of <b>{roadmap}</b> is done. This was my last weekly nudge; enjoy it, and /export keeps the "
        "proof.",
        roadmap=plan.roadmap.title,
    )


def nothing_begun(plan: Plan, offer: Suggestion) -> Markup:
    """Nothing was begun yet."""
    return paragraphs(
        _first_step(plan, offer.topic),
        lines(*(_row(plan, topic) for topic in plan.overdue[:MOST_NAMED])),
        _start(offer),
    )


def _first_step(plan: Plan, topic: Topic) -> Markup:
    if not lengths.is_timed(topic):
        return say(
            "👋 Your roadmap is ready when you are. A good first step: <b>{topic}</b>.",
            topic=told_apart(plan.roadmap, topic),
        )
    return say(
        "👋 Your roadmap is ready when you are. A good first step: <b>{topic}</b>, {time}.",
        topic=told_apart(plan.roadmap, topic),
        time=lengths.recommended(topic),
    )


def weekly(plan: Plan, offer: Suggestion | None) -> Markup:
    """The ordinary nudge: the verdict, what is overdue, what is in its window, what is next."""
    late = plan.overdue
    told = {topic.slug for topic in late}
    current = [topic for topic in plan.with_status(Status.GOING_ON) if topic.slug not in told]
    told |= {offer.topic.slug} if offer else set()
    waiting = [topic for topic in plan.scheduled if topic.slug not in told]
    run = streak(plan.progress, plan.today)
    return paragraphs(
        lines(_opening(plan), _stands(plan)),
        _section(plan, _late(plan), late),
        _section(plan, _on_now(plan), (*current, *waiting)),
        lines(say("<b>Next</b>"), _offer(plan, offer)) if offer else None,
        _praise(run),
    )


def _section(plan: Plan, heading: Markup, found: Sequence[Topic]) -> Markup | None:
    if not found:
        return None
    more = len(found) - MOST_NAMED
    rows = [_row(plan, topic) for topic in found[:MOST_NAMED]]
    return lines(heading, *rows, say("… and {count} more (/status)", count=number(more)) if more > 0 else None)


def _late(plan: Plan) -> Markup:
    return say("<b>Later than you wanted</b>") if plan.progress.end else say("<b>Overdue</b>")


def _on_now(plan: Plan) -> Markup:
    if plan.progress.end:
        return say("<b>Up now, for the end you named</b>")
    return say("<b>In the window</b>") if plan.is_dated else say("<b>Going on</b>")


def _stands(plan: Plan) -> Markup | None:
    """The verdict, where there is a plan to be on."""
    return standing.verdict(plan) if plan.is_dated or plan.verdict.standing is Standing.NOT_YET else None


def _opening(plan: Plan) -> Markup:
    if not plan.ranges:
        return throughput.week(plan)
    if plan.overdue or plan.verdict.standing is Standing.BEHIND:
        return say("📬 Your week on <b>{roadmap}</b>.", roadmap=plan.roadmap.title)
    return say("🌱 All is well on <b>{roadmap}</b>.", roadmap=plan.roadmap.title)


def _praise(run: Streak) -> Markup | None:
    return standing.streak(run) if run.weeks > 1 else None


def _row(plan: Plan, topic: Topic) -> Markup:
    """ "NLP: week 6 of 4–5, one week over"."""
    stands = clauses(_progress(plan, topic), _over(plan, topic) or _until(plan, topic))
    return say("{topic}: {stands}", topic=told_apart(plan.roadmap, topic), stands=stands)


def _progress(plan: Plan, topic: Topic) -> str:
    window = plan.windows.get(topic.slug)
    if so_far := lengths.where_in_range(plan, topic):
        return so_far
    if window is None:
        return plain("going on")
    if window.start > plan.today:
        return plain("from {day}", day=day(window.start, plan.today))
    if plan.progress.end:
        return named_end.not_begun(plan, window)
    limit = short_day(window.limit, plan.today)
    if window.limit < plan.today:
        return plain("not begun, its limit was {limit}", limit=limit)
    return plain("not begun, its window is {start} to {limit}", start=short_day(window.start, plan.today), limit=limit)


def _over(plan: Plan, topic: Topic) -> str:
    """By how many weeks the topic is overdue; empty if it is not."""
    weeks = weeks_over(plan.days_over(topic))
    return plain(counted(weeks, "{weeks} weeks over", one="{weeks} week over"), weeks=spelled(weeks)) if weeks else ""


def _until(plan: Plan, topic: Topic) -> str:
    """By when a topic that goes on is to be done; empty if it has no window, or does not go on."""
    window = plan.windows.get(topic.slug)
    if window is None or plan.progress.of(topic.slug).status is not Status.GOING_ON:
        return ""
    target, limit = short_day(window.target, plan.today), short_day(window.limit, plan.today)
    if window.target < plan.today:
        return plain("until its limit, {limit}", limit=limit)
    if window.target == window.limit:
        return plain("until {limit}", limit=limit)
    return plain("until {target} or, at the limit, {limit}", target=target, limit=limit)


def _offer(plan: Plan, offer: Suggestion) -> Markup:
    return lines(
        say(
            "<b>{topic}</b>: {reason}.",
            topic=told_apart(plan.roadmap, offer.topic),
            reason=standing.reason(plan, offer),
        ),
        _start(offer),
    )


def _start(offer: Suggestion) -> Markup | None:
    first = next(iter(offer.topic.resources), None)
    return say("Start with {resource}.", resource=topics.linked(first)) if first else None
