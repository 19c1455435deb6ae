"""What is said of the windows of a plan, and of what another first day would make of them."""

from datetime import date

from markupsafe import Markup

from bot.texts import glance, named_end, stages, throughput, topics
from bot.texts.phrases import day, lines, numeral, paragraphs, row, short_day, shortened
from bot.texts.sentence import plain, say
from roadmap.chains import Window
from roadmap.model import Topic
from roadmap.overview import Overview
from roadmap.plan import Plan
from roadmap.stretch import is_sparse


def windows(plan: Plan) -> Markup:
    """Everything /plan shows."""
    if _has_none(plan):
        return throughput.no_windows(plan)
    rows = [
        lines(
            say(
                "{sign} <b>{number}. {topic}</b>",
                sign=stages.SIGNS[plan.progress.of(topic.slug).status],
                number=numeral(topic.number),
                topic=shortened(topic.title),
            ),
            _dates(plan, topic),
        )
        for topic in plan.roadmap.order
    ]
    return paragraphs(_head(plan), stages.grouped(plan, plan.roadmap.order, rows, apart=True), _ending(plan))


def _has_none(plan: Plan) -> bool:
    """Whether nothing has a window, since of too few topics it is said how long they take."""
    return not plan.is_dated and is_sparse(plan.roadmap)


def page(plan: Plan, shown: Overview) -> Markup:
    """A page of a long plan."""
    is_first = shown.page == 1
    place = stages.place(plan, shown.here)
    return paragraphs(
        *((_head(plan), place) if is_first and _has_none(plan) else (lines(_head(plan) if is_first else None, place),)),
        stages.page(plan, shown, glance.briefly),
        _ending(plan) if is_first else None,
    )


def _head(plan: Plan) -> Markup:
    if plan.progress.end:
        return named_end.head(plan)
    if _has_none(plan):
        return throughput.no_windows(plan)
    return say(
        "<b>Your plan from {day}</b>, one topic after another: the day it begins, the one to aim for, and the latest.",
        day=day(plan.progress.first_day, plan.today),
    )


def _ending(plan: Plan) -> Markup | None:
    """How the plan ends, and how to move it."""
    if plan.progress.end:
        return named_end.foot(plan)
    if plan.last_day is None or plan.finished:
        return None
    if plan.last_day < plan.today:
        return say(
            "By this plan all was to be done by {day}. <code>/replan</code> makes a fresh one.",
            day=day(plan.last_day, plan.today),
        )
    return say(
        "All done by {day} at the latest, if no topic takes longer than planned. /forecast says how likely that is, "
        "<code>/replan from monday</code> moves it.",
        day=day(plan.last_day, plan.today),
    )


def _dates(plan: Plan, topic: Topic) -> Markup:
    window = plan.windows.get(topic.slug)
    state = plan.progress.of(topic.slug)
    if state.finished or window is None:
        return topics.where(plan, topic)
    if plan.progress.end:
        return row(*_share(plan, window), topics.over(plan, topic))
    since = short_day(window.start, plan.today)  # a line that fits a telephone's
    return row(since, topics.window(plan, topic), topics.over(plan, topic))


def _share(plan: Plan, window: Window) -> tuple[str, ...]:
    """The days of one topic, where an end was named."""
    limit = short_day(window.limit, plan.today)
    if window.start == window.limit:
        return (plain("on {day}", day=limit),)
    return plain("from {day}", day=short_day(window.start, plan.today)), plain("by {day}", day=limit)


def moved(old: Plan, new: Plan) -> Markup:
    """What another first day changes, old → new; nothing is stored yet."""
    if not new.windows:
        return say(
            "If the first day becomes <b>{day}</b>, no day moves, for no topic has one. Nothing is changed yet.",
            day=day(new.progress.first_day, new.today),
        )
    first_day = day(new.progress.first_day, new.today)
    head = say("If the first day becomes <b>{day}</b> (the day to aim for, and the latest; old → new):", day=first_day)
    if old.progress.end and new.progress.end:
        head = say("If the first day becomes <b>{day}</b> (by when you want each done, old → new):", day=first_day)
    return paragraphs(moves(old, new, head), say("Nothing is changed yet."))


def moves(old: Plan, new: Plan, head: Markup) -> Markup:
    """The windows of what is unfinished that would be others, old → new, a line each below the head."""
    unfinished = tuple(
        topic
        for topic in new.unfinished
        if topic.slug in new.windows and _ends(old, topic.slug) != _ends(new, topic.slug)
    )
    if not unfinished:
        return say("Every topic keeps its days.")
    rows = [
        say(
            "{number}. {topic}: {old} → <b>{new}</b>",
            number=numeral(topic.number),
            topic=stages.told_apart(new.roadmap, topic),
            old=_range(old, topic.slug),
            new=_range(new, topic.slug),
        )
        for topic in topics.near(new, unfinished)
    ]
    return paragraphs(head, lines(*rows, topics.others(len(rows), len(unfinished))))


def _ends(plan: Plan, slug: str) -> tuple[date, date] | None:
    window = plan.windows.get(slug)
    return (window.target, window.limit) if window else None


def _range(plan: Plan, slug: str) -> str:
    window = plan.windows.get(slug)
    if window is None:
        return plain("no day")
    target, limit = short_day(window.target, plan.today), short_day(window.limit, plan.today)
    return target if target == limit else plain("{target} to {limit}", target=target, limit=limit)
