"""What is said of many topics at once: what would become of them, and what became of them."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts import stages
from bot.texts.phrases import day, lines, number, numeral, paragraphs, row, shortened
from bot.texts.sentence import counted, say
from roadmap.model import Roadmap, Topic

MOST_STAGES, MOST_LISTED = 6, 12
"""Stages, and topics of all of them, that are shown of what would become of many."""


def asked(command: str, count: int, when: date | None, today: date) -> Markup:
    """The question, with the day where it is told of one."""
    values = {"topics": number(count), "day": day(when or today, today)}
    match command:
        case "skip":
            return say(counted(count, "⏭ Skip <b>{topics} topics</b>? They leave your plan."), **values)
        case "reopen":
            return say(counted(count, "↺ Reopen <b>{topics} topics</b>?"), **values)
    if when and when != today:
        return say(counted(count, "✅ Complete <b>{topics} topics</b> on {day}?"), **values)
    return say(counted(count, "✅ Complete <b>{topics} topics</b> today, {day}?"), **values)


def listed(roadmap: Roadmap, topics: Sequence[Topic]) -> Markup:
    """The topics, stage by stage: how many, and the first of each."""
    parts: dict[int, list[Topic]] = {}
    for topic in topics:
        parts.setdefault(roadmap.stages.of(topic).number, []).append(topic)
    most = max(1, MOST_LISTED // min(len(parts), MOST_STAGES))
    shown = [_of_stage(roadmap, run, most) for run in list(parts.values())[:MOST_STAGES]]
    more = len(parts) - len(shown)
    beyond = say(counted(more, "… and {count} more stages", one="… and {count} more stage"), count=number(more))
    return paragraphs(*shown, beyond if more else None)


def _of_stage(roadmap: Roadmap, topics: Sequence[Topic], most: int) -> Markup:
    """How many topics of a stage, with the first ones."""
    count = say(counted(len(topics), "{topics} topics", one="{topics} topic"), topics=number(len(topics)))
    head = row(say("<b>{stage}</b>", stage=stages.title(roadmap.stages.of(topics[0]))), count)
    rows = [
        say("{number}. {topic}", number=numeral(one.number), topic=shortened(one.title, stages.LONGEST))
        for one in topics[:most]
    ]
    more = len(topics) - len(rows)
    return lines(head, *rows, say("… and {count} more", count=number(more)) if more else None)


def unchanged(command: str, count: int) -> Markup | None:
    """How many of those that were named stay as they are."""
    if not count:
        return None
    values = {"topics": number(count)}
    if command == "reopen":
        return say(counted(count, "{topics} more are open anyway.", one="{topics} more is open anyway."), **values)
    return say(
        counted(
            count,
            "{topics} more are completed or skipped already.",
            one="{topics} more is completed or skipped already.",
        ),
        **values,
    )


def nothing_yet() -> Markup:
    return say("Nothing is stored yet.")
