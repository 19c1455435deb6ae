"""What is said when a learner tells a fact."""

from datetime import date

from markupsafe import Markup

from bot.texts import capacity
from bot.texts.phrases import day, listed, named, plural, short_day
from roadmap.model import Status, Topic
from roadmap.plan import Plan
from roadmap.progress import Fact, Kind, TopicProgress


def enrolled(title: str, first_day: date, today: date) -> Markup:
    """Said once, when a first fact enrolled the learner on the spot."""
    return Markup("You're on <b>{}</b> now, from {}. /plan shows your windows.").format(title, day(first_day, today))


def completed(plan: Plan, topics: tuple[Topic, ...], when: date) -> Markup | None:
    """Topics are completed. None where there are none."""
    if not topics:
        return None
    titles = named(topic.title for topic in topics)
    done = len(plan.with_status(Status.COMPLETED))
    on = "" if when == plan.today else f" on {day(when, plan.today)}"
    praise = Markup("✅ <b>{}</b>: completed{}. That's {} of {}.").format(titles, on, done, len(plan.roadmap.topics))
    return Markup("{} 🏁 The whole roadmap is done. Well done, truly!").format(praise) if plan.finished else praise


def out_of_order(topics: tuple[Topic, ...]) -> Markup | None:
    """A note that prerequisites are still open; it never locks anything."""
    if not topics:
        return None
    return Markup("By the roadmap {} would have come first. If you know it already, tell me.").format(
        named(topic.title for topic in topics)
    )


def already_completed(topics: tuple[Topic, ...], plan: Plan) -> Markup | None:
    """Topics that were completed before; nothing changes. None where there are none."""
    if not topics:
        return None
    titles = Markup("<b>{}</b>").format(named(topic.title for topic in topics))
    if len(topics) > 1:
        return Markup("{} are completed already. Nothing to change.").format(titles)
    since = plan.progress.of(topics[0].slug).completed
    return Markup("{} is completed already{}. Nothing to change.").format(
        titles, f", on {day(since, plan.today)}" if since else ""
    )


def link_kept(topics: tuple[Topic, ...]) -> Markup | None:
    """A new link was given for topics that were completed before. None where there are none."""
    if not topics:
        return None
    return Markup("🔗 I keep the new link with <b>{}</b>.").format(named(topic.title for topic in topics))


def begun(plan: Plan, topic: Topic) -> Markup:
    """A topic was begun: its window."""
    window, state = plan.windows.get(topic.slug), plan.progress.of(topic.slug)
    head = Markup("🟡 <b>{}</b>: begun{}.").format(
        topic.title, "" if state.begun in {None, plan.today} else f" on {day(state.begun or plan.today, plan.today)}"
    )
    if window is None:
        return head
    return Markup("{} Target {}, limit {}.").format(
        head, short_day(window.target, plan.today), short_day(window.limit, plan.today)
    )


def already_begun(plan: Plan, topic: Topic) -> Markup:
    since = plan.progress.of(topic.slug).begun
    return Markup(
        "<b>{title}</b> is going on already{since}. Another day? <code>/begin {number} yesterday</code>"
    ).format(title=topic.title, since=f" since {day(since, plan.today)}" if since else "", number=topic.number)


def completed_before(topic: Topic) -> Markup:
    return Markup("<b>{}</b> is completed. To take it up again, reopen it.").format(topic.title)


def skipped(topic: Topic) -> Markup:
    return Markup("⏭ <b>{}</b>: skipped. It leaves your plan, and the others move up.").format(topic.title)


def already_skipped(topic: Topic) -> Markup:
    return Markup("<b>{}</b> is skipped already.").format(topic.title)


def reopened(topic: Topic, state: TopicProgress) -> Markup:
    return Markup("<b>{}</b> is open again: {}.").format(topic.title, state.status.value)


def not_finished(topic: Topic, state: TopicProgress) -> Markup:
    return Markup("<b>{}</b> is {} anyway; there is nothing to reopen.").format(topic.title, state.status.value)


def undone(taken: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What an undo took back."""
    return Markup("↩ Taken back: {}.").format(listed(_fact(fact, titles, today) for fact in taken))


def of_another_roadmap() -> Markup:
    """An undo button of a roadmap that is not under way."""
    return Markup(
        "That was said of another of your roadmaps. <code>/switch</code> goes there, and then I take it back."
    )


def _fact(fact: Fact, titles: dict[str, str], today: date) -> str:
    when, title = short_day(fact.day, today), titles.get(fact.topic, fact.topic)
    return {
        Kind.CHECKED_IN: f"the check-in of {when}",
        Kind.PAUSED: f"the pause from {when}",
        Kind.RESUMED: f"being back on {when}",
        Kind.REPLANNED: f"the plan from {when}",
        Kind.SKILL_KNOWN: f"knowing {fact.skill}",
        Kind.SKILL_UNKNOWN: f"not knowing {fact.skill}",
        Kind.HOURS_SET: capacity.hours_taken_back(fact.minutes),
        Kind.DAYS_SET: f"counting {capacity.weekdays(fact.weekdays)}",
    }.get(fact.kind, f"{title} {fact.kind.value} on {when}")


def checked_in(fact: Fact, studied: int, today: date) -> Markup:
    """A check-in; ``studied`` are the minutes of this week, 0 where none were said."""
    on = "today" if fact.day == today else f"on {day(fact.day, today)}"
    said = Markup("✍️ Noted: you studied {}{}.").format(
        on, f", {plural(fact.minutes, 'minute')}" if fact.minutes else ""
    )
    return Markup("{} {} this week.").format(said, plural(studied, "minute")) if studied else said


def paused(back: date | None, today: date) -> Markup:
    if back is None:
        return Markup("⏸ Paused. Your windows, your streak and my nudges wait until you say /resume.")
    return Markup(
        "⏸ Paused; you're back on {}. Your windows and your streak move along, and I'm quiet until then."
    ).format(day(back, today))


def pause_over(back: date) -> Markup:
    return Markup("A pause has to end after today; {} does not. Try <code>/pause until friday</code>.").format(
        back.isoformat()
    )


def resumed() -> Markup:
    return Markup("▶ Welcome back! Every window has moved by the days you were away.")


def not_paused() -> Markup:
    return Markup("You're not paused. /pause until monday would do that.")


def replanned(plan: Plan) -> Markup:
    last = Markup(" All done by {} at the latest.").format(day(plan.last_day, plan.today)) if plan.last_day else ""
    return Markup("🗓 Your plan now counts from {}.{}").format(day(plan.progress.first_day, plan.today), last)
