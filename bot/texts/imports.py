"""What is said of roadmaps that learners bring: what was understood, what changed, which there are."""

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.texts import brought_logs as logs
from bot.texts import faults, readings
from bot.texts.phrases import (
    clauses,
    lines,
    listed,
    number,
    numeral,
    paragraphs,
    points,
    row,
    sentences,
    short_hours,
    shortened,
    weeks_of,
)
from bot.texts.sentence import counted, plain, say
from bot.texts.topics import needs
from roadmap.errors import Fault
from roadmap.facts import Fact
from roadmap.model import Roadmap, Status, Topic
from roadmap.reading.sketches import Sketch
from roadmap.versions import Change, Rename

MOST_NEEDS = 4
HALF = 26
SHOWN_TOPICS = 12
"""How many are named; of the others the number is said."""


def how_to() -> Markup:
    """What /import takes."""
    return paragraphs(
        say("📥 <b>Bring your own roadmap.</b> I show you what I understand before anything is kept."),
        lines(
            say(
                "• Send me a file: Markdown, CSV, .xlsx, YAML, JSON, org, OPML or an export of a to-do app, up to 512 KB."
            ),
            say("• Reply to a file with <code>/import</code>."),
            say("• Or paste the text below <code>/import</code>, in the same message."),
        ),
    )


def understood(
    roadmap: Roadmap,
    statuses: Mapping[str, Status],
    sketch: Sketch,
    change: Change | None,
    *,
    steps_done: int = 0,
    log: Sequence[Fact] = (),
) -> Markup:
    """What was understood of a document, and what was not; ``change`` where there is an earlier version, ``steps_done`` how
    many steps it has ticked, ``log`` what was logged in it."""
    return paragraphs(
        lines(
            say("📥 <b>{roadmap}</b>: {contents}.", roadmap=roadmap.title, contents=contents(roadmap)),
            sentences(readings.taken(sketch), readings.lengths(roadmap)) or None,
            _ticked(statuses, steps_done),
            logs.brought(log, whole=change is None),
        ),
        changed(change) if change else _topics(roadmap),
        lines(readings.stages_left_out(roadmap.left_out), readings.repeated(roadmap), readings.left_out(sketch))
        or None,
        _unclear(sketch.unclear),
    )


def contents(roadmap: Roadmap) -> str:
    """ "7 topics, 7 with a duration, 2 building on another, 14 resources"."""
    topics = roadmap.topics
    timed = sum(bool(topic.duration or topic.total_hours) for topic in topics)
    building = sum(bool(topic.prerequisites) for topic in topics)
    stages = {topic.stage for topic in topics if topic.stage}
    return clauses(
        _stages(len(stages)) if len(stages) > 1 else "",
        plain(counted(len(topics), "{count} topics", one="{count} topic"), count=number(len(topics))),
        _steps(sum(len(topic.steps) for topic in topics)),
        plain("{count} with a duration", count=number(timed)) if timed else plain("none with a duration"),
        plain("{count} building on another", count=number(building)) if building else plain("none building on another"),
        _resources(sum(len(topic.resources) for topic in topics)),
    )


def _stages(count: int) -> str:
    return plain(counted(count, "{count} stages", one="{count} stage"), count=number(count))


def _steps(count: int) -> str:
    return plain(counted(count, "{count} steps", one="{count} step"), count=number(count)) if count else ""


def _resources(count: int) -> str:
    return plain(counted(count, "{count} resources", one="{count} resource"), count=number(count))


def _ticked(statuses: Mapping[str, Status], steps: int) -> Markup | None:
    counts = Counter(statuses.values())
    done, going = counts[Status.COMPLETED], counts[Status.GOING_ON]
    if not steps:
        ticked = say("Ticked in it: {done} completed, {going} going on.", done=number(done), going=number(going))
        return ticked if done or going else None
    if not done and not going:
        return say(
            counted(steps, "Ticked in it: {steps} steps.", one="Ticked in it: {steps} step."), steps=number(steps)
        )
    return say(
        counted(
            steps,
            "Ticked in it: {done} completed, {going} going on, and {steps} steps.",
            one="Ticked in it: {done} completed, {going} going on, and {steps} step.",
        ),
        done=number(done),
        going=number(going),
        steps=number(steps),
    )


def _topics(roadmap: Roadmap) -> Markup:
    shown = [_topic(roadmap, topic) for topic in roadmap.topics[:SHOWN_TOPICS]]
    more = len(roadmap.topics) - len(shown)
    return lines(*shown, say("… and {count} more.", count=number(more)) if more else None)


def _topic(roadmap: Roadmap, topic: Topic) -> Markup:
    builds_on = [shortened(one) for one in needs(roadmap, topic)]
    return row(
        say("{number}. {topic}", number=numeral(topic.number), topic=shortened(topic.title)),
        _length(topic),
        plain("after {topics}", topics=listed(builds_on[:MOST_NEEDS])) if builds_on else None,
        _resources(len(topic.resources)) if topic.resources else None,
    )


def _length(topic: Topic) -> str:
    return clauses(
        weeks_of(topic.duration) if topic.duration else "",
        plain("{hours} a week", hours=short_hours(topic.weekly_hours)) if topic.weekly_hours else "",
        plain("{hours} in all", hours=short_hours(topic.total_hours)) if topic.total_hours else "",
    )


def _unclear(unclear: tuple[Fault, ...]) -> Markup | None:
    if not unclear:
        return None
    shown = [faults.fault(one) for one in unclear[: faults.MOST_SHOWN]]
    more = len(unclear) - len(shown)
    return lines(
        say("<b>Not clear to me</b>"), *shown, say("… and {count} more.", count=number(more)) if more else None
    )


def changed(change: Change) -> Markup:
    """What a new version brings."""
    if change.is_empty and not change.unsure:
        return say("Nothing has changed since the version you have.")
    return lines(
        say("<b>Added</b>: {topics}", topics=_titles(change.added)) if change.added else None,
        say("<b>Removed</b>: {topics}", topics=_titles(change.removed)) if change.removed else None,
        say("<b>Renamed</b>: {topics}", topics=_renames(change.renamed)) if change.renamed else None,
        _other_durations(len(change.durations)) if change.durations else None,
        _other_details(len(change.details)) if change.details else None,
        say("In another order.") if change.reordered else None,
        say("<b>Perhaps the same</b>: {topics}", topics=_renames(change.unsure)) if change.unsure else None,
    )


def _titles(topics: Sequence[Topic]) -> str:
    return points((shortened(topic.title) for topic in topics), most_named=SHOWN_TOPICS)


def _renames(renames: Sequence[Rename]) -> str:
    return points((shortened(rename(one)) for one in renames), most_named=SHOWN_TOPICS)


def _other_durations(count: int) -> Markup:
    return say(
        counted(count, "Other durations: {topics} topics.", one="Other durations: {topics} topic."),
        topics=number(count),
    )


def _other_details(count: int) -> Markup:
    return say(
        counted(
            count,
            "Other links, prerequisites or notes: {topics} topics.",
            one="Other links, prerequisites or notes: {topics} topic.",
        ),
        topics=number(count),
    )


def rename(one: Rename) -> str:
    """ "NLP → Language"; it fits on a button."""
    return plain("{old} → {new}", old=shortened(one.old, HALF), new=shortened(one.new, HALF))


def taken(roadmap: Roadmap, facts: int, log: Sequence[Fact] = (), *, to_come: int = 0) -> Markup:
    """A roadmap that somebody brought is on the shelf, with what of its log was kept; so many entries were of days to come."""
    return sentences(
        say("📚 <b>{roadmap}</b> is yours, and it's the one under way now.", roadmap=roadmap.title),
        say(counted(facts, "I kept its {ticks} ticks.", one="I kept its {ticks} tick."), ticks=number(facts))
        if facts
        else None,
        logs.kept(log),
        logs.left_out(to_come),
    )


def updated(roadmap: Roadmap, number: int) -> Markup:
    return say(
        "📚 <b>{roadmap}</b> is at version {number} now. Everything you did is still there.",
        roadmap=roadmap.title,
        number=numeral(number),
    )


def only_reimport(roadmap: Roadmap) -> Markup:
    """/undo by itself, where nothing was told and a later version was brought."""
    return say(
        "There is nothing that you told me to take back. Last you brought a new version of <b>{roadmap}</b>: take that back?",
        roadmap=roadmap.title,
    )


def reimport_or_fact(roadmap: Roadmap, said: str) -> Markup:
    """/undo by itself, where a later version was brought after the last fact."""
    return say(
        "Last you brought a new version of <b>{roadmap}</b>, and before that you told me: {facts}. "
        "Which of them do I take back?",
        roadmap=roadmap.title,
        facts=said,
    )


def discarded() -> Markup:
    return say("Discarded. Nothing was kept.")


def too_many(most: int) -> Markup:
    return say(
        counted(most, "You have brought {most} roadmaps, and that is as many as I keep for one person."),
        most=number(most),
    )
