"""The board in words, short enough for one pinned message: what the group is about, everybody by name with what they are on, and
the week that the last digest told of.

It reads the same from one day to the next unless something happened: nothing in it counts days. Each name stands behind a point: none
begins a line, where it might be taken for a heading.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.phrases import lines, listed, number, paragraphs, row, short_day
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.group.board import Board, Heading, Top, Totals
from roadmap.group.member import Member
from roadmap.model import Roadmap, Topic
from roadmap.plan import Standing

ROOM = 1_200
"""Characters of the members' lines; with all else the whole stays under the 2000 of one Discord message."""

MOST_TOPICS = 2
"""Topics of one member that are named."""


def board(seen: Board, roadmap: Roadmap, title: str, today: date, about: Sequence[Markup] = ()) -> Markup:
    """Everything /board shows, and the pinned message; ``about`` are lines of up to 150 characters on the group as a whole."""
    head = say("📋 <b>{title}</b>", title=title)
    if not seen.members:
        nobody = say("Nobody has joined yet. <code>/join</code> shows what a group would see of you.")
        return paragraphs(lines(head, *about), nobody)
    rows = (_line(one, roadmap, today) for one in seen.members)
    return paragraphs(lines(head, *about), lines(*_fitting(rows)), _week(seen, today))


def _week(seen: Board, today: date) -> Markup | None:
    """The days that are told of; None where there is nothing to tell."""
    all_of_it = together(seen.totals)
    if seen.week is None or all_of_it is None:
        return None
    days = say(
        "<b>{first} to {last}</b>",
        first=short_day(seen.week, today),
        last=short_day(seen.week + timedelta(days=seen.days - 1), today),
    )
    return lines(days, *map(_top, seen.tops), all_of_it)


def _top(top: Top) -> Markup:
    match top.heading:
        case Heading.BEST_WEEK:
            return say(
                counted(
                    top.worth,
                    "⭐ Best week: <b>{name}</b>, {topics} topics completed",
                    one="⭐ Best week: <b>{name}</b>, {topics} topic completed",
                ),
                name=top.member.name,
                topics=number(top.worth),
            )
        case Heading.LONGEST_STREAK:
            return say(
                counted(top.worth, "🔥 Longest streak: <b>{name}</b>, {weeks} weeks in a row"),
                name=top.member.name,
                weeks=number(top.worth),
            )
        case Heading.COMEBACK:
            return say("🌱 Comeback: <b>{name}</b>. Welcome back!", name=top.member.name)
        case Heading.MOST_HELP:
            return _most_help(top.member, top.worth)


def _most_help(member: Member, times: int) -> Markup:
    match times:
        case 1:
            return say("🤝 Most help: <b>{name}</b>, thanked once", name=member.name)
        case 2:
            return say("🤝 Most help: <b>{name}</b>, thanked twice", name=member.name)
    return say(
        counted(times, "🤝 Most help: <b>{name}</b>, thanked {times} times"), name=member.name, times=number(times)
    )


def _line(member: Member, roadmap: Roadmap, today: date) -> Markup:
    topics = [_topic(member, roadmap, one) for one in member.topics[:MOST_TOPICS]]
    left_out = _left_out(len(member.topics) - len(topics))
    return say("• {member}", member=row(member.name, *topics, left_out, _outside(member, today)))


def _left_out(topics: int) -> str:
    if not topics:
        return ""
    return plain(counted(topics, "{count} more topics", one="{count} more topic"), count=number(topics))


def _topic(member: Member, roadmap: Roadmap, topic: Topic) -> str:
    """A topic that is on, with its steps."""
    called, steps = told_apart(roadmap, topic), member.steps.get(topic.slug)
    if steps is None:
        return called
    return plain("{topic} {done}/{steps}", topic=called, done=number(steps.done), steps=number(steps.of))


def _outside(member: Member, today: date) -> str:
    """Who has not begun, or is done. How anybody else stands with their own plan is not shown: it would change with the days alone,
    and set somebody last."""
    match member.standing:
        case Standing.NOT_YET:
            return plain("from {day}", day=short_day(today + timedelta(days=member.days), today))
        case Standing.FINISHED:
            return plain("all done 🏁")
    return ""


def together(totals: Totals) -> Markup | None:
    """The week of the group as one; None where there is nothing to count."""
    counts = [_studied(totals.studied), _completed(totals.completed), _kept(totals.kept), _helped(totals.helped)]
    said = [count for count in counts if count]
    return say("Together: {counts}.", counts=listed(said)) if said else None


def _studied(count: int) -> str:
    if not count:
        return ""
    return plain(counted(count, "{count} learners studied", one="{count} learner studied"), count=number(count))


def _completed(count: int) -> str:
    if not count:
        return ""
    return plain(counted(count, "{count} topics completed", one="{count} topic completed"), count=number(count))


def _kept(count: int) -> str:
    if not count:
        return ""
    return plain(counted(count, "{count} promises kept", one="{count} promise kept"), count=number(count))


def _helped(times: int) -> str:
    match times:
        case 0:
            return ""
        case 1:
            return plain("help given once")
        case 2:
            return plain("help given twice")
    return plain(counted(times, "help given {times} times"), times=number(times))


def _fitting(rows: Iterable[Markup]) -> Iterator[Markup]:
    """The rows as far as there is room for them, and how many more there are."""
    room, left_out = ROOM, 0
    for line in rows:
        room -= len(line)
        if room >= 0 and not left_out:
            yield line
        else:
            left_out += 1
    if left_out:
        yield say("… and {count} more", count=number(left_out))
