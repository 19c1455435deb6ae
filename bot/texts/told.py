"""What is said when a learner tells a fact: all of what was stored, the day included."""

from datetime import date
from functools import partial

from markupsafe import Markup

from bot.said.values import Stretch
from bot.texts import capacity
from bot.texts.phrases import SHOWN, Sentence, day, lines, listed, listed_as, named, plural, short_day, shortened
from bot.texts.said import minutes as length
from roadmap.model import Status, Topic
from roadmap.plan import Plan
from roadmap.progress import Fact, Kind, TopicProgress


def enrolled(title: str, first_day: date, today: date) -> Markup:
    """Said once, when a first fact enrolled the learner on the spot."""
    return Sentence("You're on <b>{}</b> now, from {}. /plan shows your windows.").format(title, day(first_day, today))


def on(when: date, today: date) -> str:
    """ "today, Thu 14 Jan", "on Wed 13 Jan"."""
    return f"today, {day(when, today)}" if when == today else f"on {day(when, today)}"


def completed(plan: Plan, topics: tuple[Topic, ...], when: date) -> Markup | None:
    """Topics are completed. None where there are none."""
    if not topics:
        return None
    titles = named(topic.title for topic in topics)
    done = len(plan.with_status(Status.COMPLETED))
    praise = Sentence("✅ <b>{}</b>: completed {}. That's {} of {}.").format(
        titles, on(when, plan.today), done, len(plan.roadmap.topics)
    )
    return Sentence("{} 🏁 The whole roadmap is done. Well done, truly!").format(praise) if plan.finished else praise


def changed(plan: Plan, topics: tuple[Topic, ...], before: Plan) -> Markup | None:
    """Of topics that were completed before, the day or the link is another one. None where there are none."""
    moved = [
        topic for topic in topics if plan.progress.of(topic.slug).completed != before.progress.of(topic.slug).completed
    ]
    if not moved:
        return None
    since = plan.progress.of(moved[0].slug).completed or plan.today
    return Sentence("📅 <b>{}</b> is now completed {}.").format(named(t.title for t in moved), on(since, plan.today))


def kept(link: str, others: tuple[str, ...], note: str) -> Markup | None:
    """The link and the note that were kept, and the links that were not."""
    return lines(
        Sentence("🔗 {}").format(shortened(link, SHOWN)) if link else None,
        Sentence("I keep one link for a topic, so not: {}").format(listed(shortened(one, SHOWN) for one in others))
        if others
        else None,
        quoted(note),
    )


def quoted(note: str) -> Markup | None:
    """A note, as it was told."""
    return Sentence("📝 “{}”").format(note) if note else None


def out_of_order(topics: tuple[Topic, ...]) -> Markup | None:
    """A note that prerequisites are still open; it never locks anything."""
    if not topics:
        return None
    return Sentence("By the roadmap {} would have come first. If you know it already, tell me.").format(
        named(topic.title for topic in topics)
    )


def already_completed(topics: tuple[Topic, ...], plan: Plan) -> Markup | None:
    """Topics that were completed before; nothing changes. None where there are none."""
    if not topics:
        return None
    titles = Sentence("<b>{}</b>").format(named(topic.title for topic in topics))
    if len(topics) > 1:
        return Sentence("{} are completed already. Nothing to change.").format(titles)
    since = plan.progress.of(topics[0].slug).completed
    return Sentence("{} is completed already{}. Nothing to change.").format(
        titles, f", on {day(since, plan.today)}" if since else ""
    )


def begun(plan: Plan, topics: tuple[Topic, ...], when: date, note: str) -> Markup:
    """Topics were begun, each with its window."""
    told = Sentence("🟡 <b>{}</b>: begun {}.").format(named(topic.title for topic in topics), on(when, plan.today))
    windows = [(topic, window) for topic in topics if (window := plan.windows.get(topic.slug))]
    if len(windows) == 1:
        window = windows[0][1]
        told = Sentence("{} Target {}, limit {}.").format(
            told, short_day(window.target, plan.today), short_day(window.limit, plan.today)
        )
    rows = (
        Sentence("{}: target {}, limit {}.").format(
            shortened(topic.title), short_day(window.target, plan.today), short_day(window.limit, plan.today)
        )
        for topic, window in (windows if len(windows) > 1 else ())
    )
    return lines(told, *rows, quoted(note))


def already_begun(plan: Plan, topics: tuple[Topic, ...]) -> Markup | None:
    """Topics that go on, or are completed; nothing changes. None where there are none."""
    if not topics:
        return None
    return lines(*(_already_begun(plan, topic) for topic in topics))


def _already_begun(plan: Plan, topic: Topic) -> Markup:
    state = plan.progress.of(topic.slug)
    if state.status is Status.COMPLETED:
        return Sentence("<b>{}</b> is completed. To take it up again, reopen it.").format(topic.title)
    since = f" since {day(state.begun, plan.today)}" if state.begun else ""
    return Sentence(
        "<b>{title}</b> is going on already{since}. Another day? <code>/begin {number} yesterday</code>"
    ).format(title=topic.title, since=since, number=topic.number)


def skipped(topics: tuple[Topic, ...], today: date) -> Markup:
    titles = named(topic.title for topic in topics)
    if len(topics) == 1:
        return Sentence("⏭ <b>{}</b>: skipped {}. It leaves your plan, and the others move up.").format(
            titles, on(today, today)
        )
    return Sentence("⏭ <b>{}</b>: skipped {}. They leave your plan, and the others move up.").format(
        titles, on(today, today)
    )


def already_skipped(topics: tuple[Topic, ...]) -> Markup | None:
    """Topics that were skipped before; nothing changes. None where there are none."""
    if not topics:
        return None
    titles = named(topic.title for topic in topics)
    if len(topics) == 1:
        return Sentence("<b>{}</b> is skipped already.").format(titles)
    return Sentence("<b>{}</b> are skipped already.").format(titles)


def reopened(topic: Topic, state: TopicProgress) -> Markup:
    return Sentence("<b>{}</b> is open again: {}.").format(topic.title, state.status.value)


def not_finished(topic: Topic, state: TopicProgress) -> Markup:
    return Sentence("<b>{}</b> is {} anyway; there is nothing to reopen.").format(topic.title, state.status.value)


def undone(taken: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What an undo took back."""
    return Sentence("↩ Taken back: {}.").format(said_once(taken, titles, today))


def corrected(news: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What is stored now in the place of what was said before."""
    return Sentence("✏️ Corrected: {}.").format(said_once(news, titles, today))


def what_instead(said: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What can be corrected, and how."""
    return Sentence(
        "The last I stored: {}. What was it instead? <code>/correct cv</code>, <code>/correct yesterday</code> or "
        "<code>/correct 1h</code>"
    ).format(said_once(said, titles, today))


def so_already(said: str) -> Markup:
    """A correction that changes nothing."""
    return Sentence("That is what I stored: {}. Nothing to change.").format(said)


def minutes_or_topic(number: int) -> Markup:
    """A bare number that may be either."""
    return Sentence("Do you mean {} minutes, or topic {}?").format(number, number)


def which_day() -> Markup:
    return Markup("Which day was it?")


def nothing_to_correct() -> Markup:
    return Markup(
        "I changed nothing. Of what you just said I can correct the topic and the day, and the minutes of a check-in; "
        "<code>/undo list</code> shows the last five."
    )


def nothing_said() -> Markup:
    return Markup("There is nothing to take back.")


def last_said(rows: tuple[str, ...]) -> Markup:
    """The last things said, the newest first."""
    return lines(
        Markup("What you told me last:"), *(Sentence("{}. {}").format(at, row) for at, row in enumerate(rows, 1))
    )


def said_once(facts: tuple[Fact, ...], titles: dict[str, str], today: date) -> str:
    """What was said together, in a line."""
    return listed_as(facts, partial(_fact, titles=titles, today=today))


def of_another_roadmap() -> Markup:
    """An undo button of a roadmap that is not under way."""
    return Markup(
        "That was said of another of your roadmaps. <code>/switch</code> goes there, and then I take it back."
    )


def _fact(fact: Fact, titles: dict[str, str], today: date) -> str:
    when, title = short_day(fact.day, today), titles.get(fact.topic, fact.topic)
    return {
        Kind.CHECKED_IN: _study(fact, titles, today),
        Kind.PAUSED: f"the pause from {when}",
        Kind.RESUMED: f"being back on {when}",
        Kind.REPLANNED: f"the new plan from {when}",
        Kind.SKILL_KNOWN: f"knowing {fact.skill}",
        Kind.SKILL_UNKNOWN: f"not knowing {fact.skill}",
        Kind.HOURS_SET: capacity.hours_taken_back(fact.minutes),
        Kind.DAYS_SET: f"counting {capacity.weekdays(fact.weekdays)}",
    }.get(fact.kind, f"{title} {fact.kind.value} on {when}")


def _study(fact: Fact, titles: dict[str, str], today: date) -> str:
    """ "the check-in of 14 Jan (NLP, 30 min)"."""
    more = ", ".join(
        part for part in (titles.get(fact.topic, ""), length(fact.minutes) if fact.minutes else "") if part
    )
    return f"the check-in of {short_day(fact.day, today)}{f' ({more})' if more else ''}"


def checked_in(fact: Fact, topic: Topic | None, studied: int, today: date) -> Markup:
    """A check-in, as it was stored; ``studied`` are the minutes of this week, 0 where none were said."""
    parts = (
        Sentence("{}{}").format("Today, " if fact.day == today else "", day(fact.day, today)),
        Sentence("{}").format(topic.title) if topic else None,
        Sentence("{}").format(length(fact.minutes)) if fact.minutes else None,
        Sentence("“{}”").format(fact.note) if fact.note else None,
    )
    said = Sentence("✍️ {}").format(Markup(" · ").join(part for part in parts if part))
    return lines(said, Sentence("{} this week.").format(plural(studied, "minute")) if studied else None)


def paused(days: Stretch, today: date) -> Markup:
    """A pause: one that goes on, one that is over, or one to come."""
    if days.back is None and days.first <= today:
        since = "" if days.first == today else f" since {day(days.first, today)}"
        return Sentence("⏸ Paused{}. Your windows, your streak and my nudges wait until you say /resume.").format(since)
    if days.back is None:
        return Sentence("⏸ From {} on you're on a pause, until you say /resume.").format(day(days.first, today))
    if days.back <= today:
        return Sentence("⏸ Noted: a pause {}. Those days don't count, and your windows have moved along.").format(
            _between(days, today)
        )
    if days.first > today:
        return Sentence("⏸ Noted: a pause {}. You're back on {}; I'm quiet in between.").format(
            _between(days, today), day(days.back, today)
        )
    since = "" if days.first == today else f" since {day(days.first, today)}"
    return Sentence(
        "⏸ Paused{}; you're back on {}. Your windows and your streak move along, and I'm quiet until then."
    ).format(since, day(days.back, today))


def _between(days: Stretch, today: date) -> str:
    """ "on Mon 4 Jan", "from Mon 4 Jan to Fri 8 Jan": both ends inclusive."""
    last = days.last or days.first
    return f"on {day(last, today)}" if days.first == last else f"from {day(days.first, today)} to {day(last, today)}"


def paused_already(days: Stretch, today: date) -> Markup:
    return (
        Markup("You were on a pause then already, so nothing changes.")
        if days.back and days.back <= today
        else (Markup("You're on that pause already, so nothing changes."))
    )


def resumed(when: date, today: date) -> Markup:
    """Back from a pause."""
    if when == today:
        return Markup("▶ Welcome back! Every window has moved by the days you were away.")
    return Sentence("▶ Welcome back! Your pause ended on {}, and every window has moved by it.").format(
        day(when, today)
    )


def not_paused(when: date, today: date) -> Markup:
    if when == today:
        return Markup("You're not paused. <code>/pause until monday</code> would do that.")
    return Sentence("You were not paused on {}.").format(day(when, today))


def replanned(plan: Plan) -> Markup:
    last = Sentence(" All done by {} at the latest.").format(day(plan.last_day, plan.today)) if plan.last_day else ""
    return Sentence("🗓 Your plan now counts from {}.{}").format(day(plan.progress.first_day, plan.today), last)
