"""What is said when a learner tells a fact: all of what was stored, the day included."""

from datetime import date

from markupsafe import Markup

from bot.texts import standing
from bot.texts.phrases import (
    SHOWN,
    day,
    lines,
    listed,
    named,
    number,
    numeral,
    paragraphs,
    sentences,
    short_day,
    shortened,
)
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart, told_of
from bot.texts.topics import aim, stands
from roadmap.model import Roadmap, Status, Topic
from roadmap.plan import Plan
from roadmap.progress import Progress

MOST_APART = 3
"""Topics that have a sentence each."""


def enrolled(title: str, first_day: date, today: date) -> Markup:
    """Said once, when a first fact enrolled the learner on the spot."""
    return say(
        "You're on <b>{roadmap}</b> now, from {day}. /plan shows the days.",
        roadmap=title,
        day=day(first_day, today),
    )


def completed(plan: Plan, topics: tuple[Topic, ...], when: date) -> Markup | None:
    """Topics are completed. None where there are none."""
    if not topics:
        return None
    values = {"topics": told_of(plan.roadmap, topics), "day": day(when, plan.today)}
    done = len(plan.with_status(Status.COMPLETED))
    return sentences(
        say("✅ <b>{topics}</b>: completed today, {day}.", **values)
        if when == plan.today
        else say("✅ <b>{topics}</b>: completed on {day}.", **values),
        say("That's {done} of {topics}.", done=number(done), topics=number(len(plan.roadmap.topics))),
        say("🏁 The whole roadmap is done. Well done, truly!") if plan.finished else None,
    )


def changed(plan: Plan, topics: tuple[Topic, ...], before: Progress) -> Markup | None:
    """Of topics that were completed before, the day or the link is another one. None where there are none."""
    moved = [topic for topic in topics if plan.progress.of(topic.slug).completed != before.of(topic.slug).completed]
    if not moved:
        return None
    since = plan.progress.of(moved[0].slug).completed or plan.today
    values = {"topics": named(topic.title for topic in moved), "day": day(since, plan.today)}
    if since == plan.today:
        return say("📅 <b>{topics}</b> is now completed today, {day}.", **values)
    return say("📅 <b>{topics}</b> is now completed on {day}.", **values)


def kept(link: str, others: tuple[str, ...], note: str) -> Markup | None:
    """The link and the note that were kept, and the links that were not."""
    return lines(
        say("🔗 {link}", link=shortened(link, SHOWN)) if link else None,
        say("I keep one link for a topic, so not: {links}", links=listed(shortened(one, SHOWN) for one in others))
        if others
        else None,
        quoted(note),
    )


def quoted(note: str) -> Markup | None:
    """A note, as it was told."""
    return say("📝 “{note}”", note=note) if note else None


def out_of_order(plan: Plan, topics: tuple[Topic, ...]) -> Markup | None:
    """A note that prerequisites are still open; it never locks anything."""
    if not topics:
        return None
    titles = named(topic.title for topic in topics)
    if all(plan.progress.of(topic.slug).status is Status.GOING_ON for topic in topics):
        return say(
            counted(
                len(topics),
                "By the roadmap {topics} come first, and they are still on. If one of them is done, tell me.",
                one="By the roadmap {topics} comes first, and it is still on. If it is done, tell me.",
            ),
            topics=titles,
        )
    return say("By the roadmap {topics} would have come first. If you know it already, tell me.", topics=titles)


def already_completed(topics: tuple[Topic, ...], plan: Plan) -> Markup | None:
    """Topics that were completed before; nothing changes. None where there are none."""
    if not topics:
        return None
    titles = told_of(plan.roadmap, topics)
    if len(topics) > 1:
        return say("<b>{topics}</b> are completed already. Nothing to change.", topics=titles)
    since = plan.progress.of(topics[0].slug).completed
    if since is None:
        return say("<b>{topic}</b> is completed already. Nothing to change.", topic=titles)
    return say(
        "<b>{topic}</b> is completed already, on {day}. Nothing to change.", topic=titles, day=day(since, plan.today)
    )


def begun(plan: Plan, topics: tuple[Topic, ...], when: date, note: str) -> Markup:
    """Topics were begun, each with its window."""
    values = {"topics": told_of(plan.roadmap, topics), "day": day(when, plan.today)}
    told = (
        say("🟡 <b>{topics}</b>: begun today, {day}.", **values)
        if when == plan.today
        else say("🟡 <b>{topics}</b>: begun on {day}.", **values)
    )
    days = [(topic, aimed) for topic in topics if (aimed := aim(plan, topic))]
    if plan.progress.end:
        shares = (plain("{topic}: {day}", topic=shortened(topic.title), day=aimed) for topic, aimed in days)
        return lines(told, say("For your end: {topics}.", topics=listed(shares)) if days else None, quoted(note))
    if len(topics) == 1:
        told = sentences(told, _aims(plan, topics[0]))
    rows = (
        say("{topic}: {day}.", topic=shortened(topic.title), day=aimed)
        for topic, aimed in (days if len(topics) > 1 else ())
    )
    return lines(told, *rows, quoted(note))


def _aims(plan: Plan, topic: Topic) -> Markup | None:
    """The one day of a topic that was begun alone."""
    window = plan.windows.get(topic.slug)
    if window is None or window.limit < plan.today:
        return None
    if plan.today <= window.target < window.limit:
        return say("Aim for {day}.", day=short_day(window.target, plan.today))
    return say("It is to be done by {day}.", day=short_day(window.limit, plan.today))


def already_begun(plan: Plan, topics: tuple[Topic, ...]) -> Markup | None:
    """Topics that go on, or are completed; nothing changes. None where there are none."""
    if not topics:
        return None
    return lines(*(_already_begun(plan, topic) for topic in topics))


def _already_begun(plan: Plan, topic: Topic) -> Markup:
    state = plan.progress.of(topic.slug)
    if state.status is Status.COMPLETED:
        return say("<b>{topic}</b> is completed. To take it up again, reopen it.", topic=topic.title)
    if state.begun is None:
        return say(
            "<b>{topic}</b> is going on already. Another day? <code>/begin {number} yesterday</code>",
            topic=topic.title,
            number=numeral(topic.number),
        )
    return say(
        "<b>{topic}</b> is going on already since {day}. Another day? <code>/begin {number} yesterday</code>",
        topic=topic.title,
        day=day(state.begun, plan.today),
        number=numeral(topic.number),
    )


def skipped(roadmap: Roadmap, topics: tuple[Topic, ...], today: date) -> Markup:
    return say(
        counted(
            len(topics),
            "⏭ <b>{topics}</b>: skipped today, {day}. They leave your plan, and the others move up.",
            one="⏭ <b>{topics}</b>: skipped today, {day}. It leaves your plan, and the others move up.",
        ),
        topics=told_of(roadmap, topics),
        day=day(today, today),
    )


def skipping_is_worse(old: Plan, new: Plan, topics: tuple[Topic, ...]) -> Markup:
    """What skipping these would do to where somebody stands; nothing is stored."""
    return paragraphs(
        lines(
            say(
                "⏭ Without <b>{topics}</b> the others move up, so what comes next is to be done sooner.",
                topics=told_of(old.roadmap, topics),
            ),
            say("Now: {now} Then: {then}", now=standing.heading(old.verdict), then=standing.heading(new.verdict)),
            standing.overdue(new) if not set(new.overdue) <= set(old.overdue) else None,
        ),
        say("Nothing is changed yet. /replan afterwards plans what is left from today."),
    )


def already_skipped(topics: tuple[Topic, ...]) -> Markup | None:
    """Topics that were skipped before; nothing changes. None where there are none."""
    if not topics:
        return None
    return say(
        counted(len(topics), "<b>{topics}</b> are skipped already.", one="<b>{topics}</b> is skipped already."),
        topics=named(topic.title for topic in topics),
    )


def reopened(roadmap: Roadmap, topics: tuple[Topic, ...], progress: Progress) -> Markup:
    """Topics are to be done again. Many are told together."""
    if len(topics) > MOST_APART:
        return say("<b>{topics}</b> are open again.", topics=told_of(roadmap, topics))
    return paragraphs(
        *(
            say(
                "<b>{topic}</b> is open again: {stands}.",
                topic=told_apart(roadmap, topic),
                stands=stands(progress.of(topic.slug).status),
            )
            for topic in topics
        )
    )


def not_finished(roadmap: Roadmap, topics: tuple[Topic, ...], progress: Progress) -> Markup | None:
    """Topics that are open anyway. None where there are none."""
    if len(topics) > MOST_APART:
        return say(
            "<b>{topics}</b> are open anyway; there is nothing to reopen.",
            topics=told_of(roadmap, topics),
        )
    rows = (
        say(
            "<b>{topic}</b> is {stands} anyway; there is nothing to reopen.",
            topic=told_apart(roadmap, topic),
            stands=stands(progress.of(topic.slug).status),
        )
        for topic in topics
    )
    return paragraphs(*rows) if topics else None


def replanned(plan: Plan) -> Markup:
    return sentences(
        say("🗓 Your plan now counts from {day}.", day=day(plan.progress.first_day, plan.today)),
        say("All done by {day} at the latest.", day=day(plan.last_day, plan.today)) if plan.last_day else None,
    )
