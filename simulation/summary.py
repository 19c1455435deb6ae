"""The summary: what happened in numbers and bars, what broke, and on demand one learner's story word by word."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.platforms.console.renderer import plain
from simulation.invariants import LAWS, Broken
from simulation.lives import Life
from simulation.measures import in_the_middle, measured
from simulation.record import Attempt, LedgerRow, Record, Story
from simulation.wall import wall, week

WIDTH = 30
"""Characters of the longest bar."""

MOST_BROKEN = 40
SLOTS = (
    ("at once", timedelta(minutes=1)),
    ("within 10 minutes", timedelta(minutes=10)),
    ("within an hour", timedelta(hours=1)),
    ("within 6 hours", timedelta(hours=6)),
    ("within 12 hours", timedelta(hours=12)),
    ("within a day", timedelta(days=1)),
    ("within two days", timedelta(days=2)),
    ("later", timedelta.max),
)


def show(console: Console, record: Record, found: Sequence[Broken]) -> None:
    """Print the whole summary."""
    rows = [(story, row) for story in record.stories for row in story.rows]
    sent = [(story, row, row.sent_at) for story, row in rows if row.sent_at]
    weekly = [(story, row, at) for story, row, at in sent if row.kind == "weekly"]
    console.print(_headline(record, len(sent)))
    console.print(_mishaps(record))
    console.print(_chart("Nudges by outcome", Counter(_outcome(row) for _, row in rows).most_common()))
    console.print(_chart("Weekly nudges by local hour", _hours(weekly)))
    console.print(_chart("Nudges sent by week", _by_key(week(at, "UTC") for _, _, at in sent)))
    console.print(_chart("Lateness", _lateness(row for _, row, _ in sent)))
    standings = Counter(story.standing for story in record.stories)
    console.print(_chart("Where the learners stand in the end", standings.most_common()))
    console.print(_verdict(record, found))


def _plural(number: int, noun: str) -> str:
    """ "1 week", "2 weeks": for whoever runs it, in English alone."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _headline(record: Record, sent: int) -> Text:
    lines = sum(len(story.heard) for story in record.stories)
    weeks = (record.end - record.start).days // 7
    return Text(
        f"{_plural(len(record.stories), 'learner')}, {_plural(weeks, 'week')} from {record.start:%Y-%m-%d} to "
        f"{record.end:%Y-%m-%d}: {lines:,} lines answered, {sent:,} nudges sent.",
        style="bold",
    )


def _mishaps(record: Record) -> Text:
    faults = Counter(attempt.fault for story in record.stories for attempt in story.attempts if attempt.fault)
    down = sum((down.end - down.start for down in record.downtimes), timedelta())
    zones = {era.zone for story in record.stories for era in story.eras}
    pauses = sum(heard.answer.startswith("⏸") for story in record.stories for heard in story.heard)
    snoozes = sum(len(story.snoozed) for story in record.stories)
    told = ", ".join(f"{count} × {fault}" for fault, count in faults.most_common()) or "none"
    changes = sum(_changes(zone, record.start, record.end) for zone in zones)
    return Text(
        f"On the way: {len(zones)} time zones with {_plural(changes, 'clock change')}; {_plural(pauses, 'pause')}, "
        f"{_plural(snoozes, 'snooze')}; {_plural(len(record.downtimes), 'downtime')} of "
        f"{down / timedelta(hours=1):.0f} hours together; faults: {told}."
    )


def _changes(zone: str, start: datetime, end: datetime) -> int:
    days = [wall(start + timedelta(days=day), zone) - timedelta(days=day) for day in range((end - start).days + 1)]
    return sum(one != other for one, other in pairwise(days))


def _outcome(row: LedgerRow) -> str:
    if row.state == "sent":
        return f"{row.kind}: sent, perhaps twice" if row.maybe_repeated else f"{row.kind}: sent"
    return f"{row.kind}: {row.state}, {row.reason}" if row.reason else f"{row.kind}: {row.state}"


def _hours(weekly: Iterable[tuple[Story, LedgerRow, datetime]]) -> list[tuple[str, int]]:
    hours: Counter[int] = Counter()
    for story, _, at in weekly:
        if era := story.handled_by(at):
            hours[wall(at, era.zone).hour] += 1
    return [(f"{hour:02}", hours[hour]) for hour in sorted(hours)]


def _by_key(keys: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(keys).items())


def _lateness(rows: Iterable[LedgerRow]) -> list[tuple[str, int]]:
    slots = Counter(_slot(row.sent_at - row.first_due_at) for row in rows if row.sent_at)
    return [(name, slots[name]) for name, _ in SLOTS]


def _slot(late: timedelta) -> str:
    return next(name for name, longest in SLOTS if late <= longest)


def _chart(title: str, counts: Sequence[tuple[str, int]]) -> RenderableType:
    """A bar for each count; the smallest that is not nothing is still seen."""
    most = max((count for _, count in counts), default=0)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    for label, count in counts:
        length = max(1, round(WIDTH * count / most)) if count else 0
        grid.add_row(label, Text("█" * length, style="cyan"), f"{count:,}")
    return Padding(Group(Text(title, style="bold"), grid), (1, 0, 0, 0))


def _verdict(record: Record, found: Sequence[Broken]) -> RenderableType:
    tries = sum(len(story.attempts) for story in record.stories)
    if not found:
        held = f"All {len(LAWS) + 1} invariants hold over {tries:,} tries to send."
        return Padding(Text(held, style="bold green"), (1, 0, 0, 0))
    lines = [_broken(one) for one in found[:MOST_BROKEN]]
    rest = [Text(f"… and {len(found) - MOST_BROKEN:,} more")] if len(found) > MOST_BROKEN else []
    return Padding(
        Group(Text(f"{_plural(len(found), 'broken invariant')}:", style="bold red"), *lines, *rest), (1, 0, 0, 0)
    )


def _broken(one: Broken) -> Text:
    return Text(f"learner {one.user}, {one.at:%Y-%m-%d %H:%M} UTC: {one.what} ({one.law})")


def show_measures(console: Console, lives: Sequence[Life]) -> None:
    """Print how the words of ten lives measure up, each a row."""
    table = Table(title="Words of ten lives", title_justify="left", title_style="bold")
    for heading in (
        *("habit", "messages", "at study times", "most alike", "median", "longest", "“well” unearned"),
        "after study or in a pause",
    ):
        table.add_column(heading, justify="left" if heading == "habit" else "right")
    for one in map(measured, lives):
        numbers = (
            f"{one.messages}",
            f"{one.reminders}",
            f"{one.most_alike:.2f}",
            f"{one.median:.2f}",
            f"{one.longest}",
            f"{len(one.unearned)}",
            f"{len(one.unwanted)}",
        )
        table.add_row(one.habit, *numbers)
    console.print(table)
    console.print(f"Two in a row are alike by {in_the_middle(lives):.2f} in the middle of all.")


def tell_life(console: Console, life: Life) -> None:
    """Print everything that one of the ten said and was told."""
    console.print(Text(life.habit.name, style="bold"))
    for one in life.told:
        mark = "* " if one.by_bot else "  "
        keys = "".join(f" [{key.label}]" for key in one.message.keys) if one.message and one.by_bot else ""
        console.print(Text(f"{one.at:%a %Y-%m-%d %H:%M}", style="dim"))
        console.print(Text(f"{mark}{plain(one.text)}{keys}\n".replace("\n", "\n  ")))


def tell(console: Console, story: Story) -> None:
    """Print everything one learner said and was sent, in their local time."""
    console.print(Text(f"Learner {story.user}, {story.habit}", style="bold"))
    said = [(heard.handled_at, {"> ": heard.line, "  ": plain(heard.answer)}) for heard in story.heard]
    sent = [(attempt.at, {_mark(attempt): plain(attempt.text)}) for attempt in story.attempts]
    for at, lines in sorted([*said, *sent], key=lambda moment: moment[0]):
        era = story.handled_by(at)
        zone = era.zone if era else "UTC"
        console.print(_said(wall(at, zone), zone, lines))


def _mark(attempt: Attempt) -> str:
    return f"! {attempt.fault}: " if attempt.fault else "* "


def _said(local: datetime, zone: str, lines: Mapping[str, str]) -> RenderableType:
    words = [Text(f"{mark}{text}".replace("\n", "\n  ")) for mark, text in lines.items() if text]
    return Group(Text(f"{local:%a %Y-%m-%d %H:%M} ({zone})", style="dim"), *words, Text())
