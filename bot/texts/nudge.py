"""What a nudge says: the arithmetic, what is overdue, in its window, next."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts import standing, topics
from bot.texts.glued import MOST_NAMED, day, lines, paragraphs, short_day, shortened, spelled
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing, Suggestion, weeks_over
from roadmap.streak import Streak, streak


def all_done(plan: Plan) -> Markup:
    """The last nudge: there is nothing left."""
    return Markup(
        "🏁 Every topic of <b>{}</b> is done. This was my last weekly nudge; enjoy it, and /export keeps the proof."
    ).format(plan.roadmap.title)


def nothing_begun(plan: Plan, offer: Suggestion) -> Markup:
    """Nothing was begun yet."""
    return paragraphs(
        Markup("👋 Your roadmap is ready when you are. A good first step: <b>{}</b>{}.").format(
            offer.topic.title, f", {time}" if (time := topics.recommended(offer.topic)) != topics.UNRANGED else ""
        ),
        lines(*(_row(plan, topic) for topic in plan.overdue[:MOST_NAMED])),
        _start(offer),
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
        lines(_opening(plan), standing.verdict(plan)),
        _section(plan, "Overdue", late),
        _section(plan, "In the window", (*current, *waiting)),
        lines(Markup("<b>Next</b>"), _offer(offer)) if offer else None,
        _praise(run),
    )


def _section(plan: Plan, heading: str, found: Sequence[Topic]) -> Markup | None:
    if not found:
        return None
    more = len(found) - MOST_NAMED
    rows = [_row(plan, topic) for topic in found[:MOST_NAMED]]
    return lines(
        Markup("<b>{}</b>").format(heading), *rows, Markup("… and {} more (/status)").format(more) if more > 0 else None
    )


def _opening(plan: Plan) -> Markup:
    if plan.overdue or plan.verdict.standing is Standing.BEHIND:
        return Markup("📬 Your week on <b>{}</b>.").format(plan.roadmap.title)
    return Markup("🌱 All is well on <b>{}</b>.").format(plan.roadmap.title)


def _praise(run: Streak) -> Markup | None:
    return standing.streak(run) if run.weeks > 1 else None


def _row(plan: Plan, topic: Topic) -> Markup:
    """ "NLP: week 6 of 4–5, one week over"."""
    return Markup("{}: {}{}").format(shortened(topic.title), _progress(plan, topic), _over(plan, topic))


def _progress(plan: Plan, topic: Topic) -> str:
    window = plan.windows.get(topic.slug)
    if so_far := topics.where_in_range(plan, topic):
        return so_far
    if window is None:
        return "going on"
    if window.start > plan.today:
        return f"from {day(window.start, plan.today)}"
    if window.limit < plan.today:
        return f"not begun, its limit was {short_day(window.limit, plan.today)}"
    return f"not begun, its window is {short_day(window.start, plan.today)} to {short_day(window.limit, plan.today)}"


def _over(plan: Plan, topic: Topic) -> str:
    if days := plan.days_over(topic):
        return f", {spelled(weeks_over(days), 'week')} over"
    window = plan.windows.get(topic.slug)
    if window and window.target < plan.today and plan.progress.of(topic.slug).status is Status.GOING_ON:
        return f", until its limit, {short_day(window.limit, plan.today)}"
    if window and window.target == window.limit and plan.progress.of(topic.slug).status is Status.GOING_ON:
        return f", until {short_day(window.limit, plan.today)}"
    if window and plan.progress.of(topic.slug).status is Status.GOING_ON:
        return f", until {short_day(window.target, plan.today)} or, at the limit, {short_day(window.limit, plan.today)}"
    return ""


def _offer(offer: Suggestion) -> Markup:
    return lines(Markup("<b>{}</b>: {}.").format(offer.topic.title, standing.reason(offer)), _start(offer))


def _start(offer: Suggestion) -> Markup | None:
    first = next(iter(offer.topic.resources), None)
    return Markup("Start with {}.").format(topics.linked(first)) if first else None
