"""What is said of roadmaps that learners bring: what was understood, what changed, which there are."""

from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.texts import faults
from bot.texts.glued import lines, listed, paragraphs, plural, shortened, weeks
from bot.texts.topics import needs
from roadmap.errors import Fault
from roadmap.model import Hours, Roadmap, Status, Topic
from roadmap.versions import Change, Rename

MOST_NEEDS = 4
HALF = 26
SHOWN_TOPICS = 12
"""How many are named; of the others the number is said."""


def how_to() -> Markup:
    """What /import takes."""
    return paragraphs(
        Markup("📥 <b>Bring your own roadmap.</b> I show you what I understand before anything is kept."),
        lines(
            Markup("• Send me a file: Markdown, YAML, JSON or CSV, up to 512 KB."),
            Markup("• Reply to a file with <code>/import</code>."),
            Markup("• Or paste the text below <code>/import</code>, in the same message."),
        ),
    )


def understood(
    roadmap: Roadmap, statuses: Mapping[str, Status], unclear: tuple[Fault, ...], change: Change | None
) -> Markup:
    """What was understood of a document, and what was not; ``change`` where there is an earlier version."""
    return paragraphs(
        lines(Markup("📥 <b>{}</b>: {}.").format(roadmap.title, counted(roadmap)), _ticked(statuses)),
        changed(change) if change else _topics(roadmap),
        _unclear(unclear),
    )


def counted(roadmap: Roadmap) -> str:
    """ "7 topics, 7 with a duration, 2 with prerequisites, 14 resources"."""
    topics = roadmap.topics
    timed = sum(bool(topic.weeks or topic.total_hours) for topic in topics)
    building = sum(bool(topic.prerequisites) for topic in topics)
    resources = sum(len(topic.resources) for topic in topics)
    return ", ".join(
        [
            plural(len(topics), "topic"),
            f"{timed or 'none'} with a duration",
            f"{building or 'none'} building on another",
            plural(resources, "resource"),
        ]
    )


def _ticked(statuses: Mapping[str, Status]) -> Markup | None:
    counts = Counter(statuses.values())
    done, going = counts[Status.COMPLETED], counts[Status.GOING_ON]
    if not done and not going:
        return None
    return Markup("Ticked in it: {} completed, {} going on.").format(done, going)


def _topics(roadmap: Roadmap) -> Markup:
    shown = [_topic(roadmap, topic) for topic in roadmap.topics[:SHOWN_TOPICS]]
    more = len(roadmap.topics) - len(shown)
    return lines(*shown, Markup("… and {} more.").format(more) if more else None)


def _topic(roadmap: Roadmap, topic: Topic) -> Markup:
    builds_on = [shortened(one) for one in needs(roadmap, topic)]
    return Markup("{}. {}{}{}{}").format(
        topic.number,
        shortened(topic.title),
        f" · {length}" if (length := _length(topic)) else "",
        f" · after {listed(builds_on[:MOST_NEEDS])}" if builds_on else "",
        f" · {plural(len(topic.resources), 'resource')}" if topic.resources else "",
    )


def _length(topic: Topic) -> str:
    parts = [
        weeks(topic.weeks) if topic.weeks else "",
        f"{_hours(topic.weekly_hours)} a week" if topic.weekly_hours else "",
        f"{_hours(topic.total_hours)} in all" if topic.total_hours else "",
    ]
    return ", ".join(part for part in parts if part)


def _hours(hours: Hours) -> str:
    return f"{hours.short:g} h" if hours.short == hours.long else f"{hours.short:g}–{hours.long:g} h"


def _unclear(unclear: tuple[Fault, ...]) -> Markup | None:
    if not unclear:
        return None
    shown = [faults.fault(one) for one in unclear[: faults.MOST_SHOWN]]
    more = len(unclear) - len(shown)
    return lines(Markup("<b>Not clear to me</b>"), *shown, Markup("… and {} more.").format(more) if more else None)


def changed(change: Change) -> Markup:
    """What a new version brings."""
    if change.is_empty and not change.unsure:
        return Markup("Nothing has changed since the version you have.")
    return lines(
        _names("Added", (topic.title for topic in change.added)),
        _names("Removed", (topic.title for topic in change.removed)),
        _names("Renamed", map(rename, change.renamed)),
        Markup("Other durations: {}.").format(plural(len(change.durations), "topic")) if change.durations else None,
        Markup("Other links, prerequisites or notes: {}.").format(plural(len(change.details), "topic"))
        if change.details
        else None,
        Markup("In another order.") if change.reordered else None,
        _names("Perhaps the same", map(rename, change.unsure)),
    )


def rename(one: Rename) -> str:
    """ "NLP → Language"; it fits on a button."""
    return f"{shortened(one.old, HALF)} → {shortened(one.new, HALF)}"


def _names(what: str, names: Iterable[str]) -> Markup | None:
    said = list(names)
    if not said:
        return None
    shown, more = map(shortened, said[:SHOWN_TOPICS]), len(said) - SHOWN_TOPICS
    return Markup("<b>{}</b>: {}{}").format(what, "; ".join(shown), f" and {more} more" if more > 0 else "")


def taken(roadmap: Roadmap, facts: int) -> Markup:
    """A roadmap that somebody brought is on the shelf."""
    kept = Markup(" I kept its {}.").format(plural(facts, "tick")) if facts else ""
    return Markup("📚 <b>{}</b> is yours, and it's the one under way now.{}").format(roadmap.title, kept)


def updated(roadmap: Roadmap, number: int) -> Markup:
    return Markup("📚 <b>{}</b> is at version {} now. Everything you did is still there.").format(roadmap.title, number)


def discarded() -> Markup:
    return Markup("Discarded. Nothing was kept.")


def too_many(most: int) -> Markup:
    return Markup("You have brought {} roadmaps, and that is as many as I keep for one person.").format(most)


def shelf(rows: list[Markup]) -> Markup:
    """/roadmaps."""
    return paragraphs(
        Markup("📚 <b>Your roadmaps</b>"),
        lines(*rows),
        Markup(
            "<code>/switch</code> goes to another, <code>/import</code> brings one, <code>/share</code> gives a link."
        ),
    )


def shelf_row(roadmap: Roadmap, done: int, *, under_way: bool, version: int | None, newest: int | None) -> Markup:
    """One roadmap that a learner is on or has brought; its version where they brought it."""
    return Markup("{} <b>{}</b> · {} of {} done{}").format(
        "▶" if under_way else "•",
        shortened(roadmap.title),
        done,
        len(roadmap.topics),
        f" · version {version} of {newest}" if version else "",
    )


def drop_preview(roadmap: Roadmap, facts: int) -> Markup:
    return Markup(
        "This takes <b>{}</b> off your shelf and deletes what you told me of it: {}. Others who are on it keep it."
    ).format(roadmap.title, plural(facts, "fact"))


def dropped(roadmap: Roadmap) -> Markup:
    return Markup("🗑 <b>{}</b> is off your shelf.").format(roadmap.title)


def under_way_stays(roadmap: Roadmap) -> Markup:
    return Markup("<b>{}</b> is under way. /switch to another first.").format(roadmap.title)


def switched(roadmap: Roadmap) -> Markup:
    return Markup("▶ <b>{}</b> is under way now.").format(roadmap.title)


def only_one() -> Markup:
    return Markup("You are on one roadmap only. <code>/import</code> brings another.")


def which_roadmap() -> Markup:
    return Markup("Which roadmap?")


def no_such_roadmap(said: str) -> Markup:
    return Markup("You are on no roadmap called “{}”.").format(shortened(said))


def went_to(roadmap: Roadmap, number: int) -> Markup:
    return Markup("📚 <b>{}</b> is at version {} now.").format(roadmap.title, number)


def no_version() -> Markup:
    return Markup("There is no other version to go to.")


def share(roadmap: Roadmap, link: str) -> Markup:
    """How others get onto the same roadmap."""
    way = Markup('<a href="{}">{}</a>').format(link, link) if link else Markup("this line to me")
    return Markup(
        "🔗 Whoever wants to learn <b>{}</b> too can take {}, or say <code>/start {}</code>. They see the roadmap, "
        "nothing of you."
    ).format(roadmap.title, way, roadmap.slug)
