"""The board in words, short enough for one pinned message: headings with their first, then everybody by name, behind a
point: no name begins a line, where it might be taken for a heading."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.phrases import lines, listed, number, paragraphs, row, short_day
from bot.texts.sentence import counted, plain, say
from roadmap.group.board import Board, Heading, Top, Totals
from roadmap.group.member import Member
from roadmap.plan import Standing

ROOM = 1_200
"""Characters of the members' lines; with head and headings the whole stays under the 2000 of one Discord message."""


def board(seen: Board, title: str, today: date) -> Markup:
    """Everything /board shows, and the pinned message."""
    head = say(
        "📋 <b>{title}</b>, {first} to {last}",
        title=title,
        first=short_day(seen.week, today),
        last=short_day(seen.week + timedelta(days=6), today),
    )
    if not seen.members:
        return paragraphs(head, say("Nobody has joined yet. <code>/join</code> shows what a group would see of you."))
    return paragraphs(
        head, lines(*map(_top, seen.tops)), lines(*_fitting(map(_line, seen.members))), together(seen.totals)
    )


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
                counted(
                    top.worth,
                    "🔥 Longest streak: <b>{name}</b>, {weeks} weeks in a row",
                    one="🔥 Longest streak: <b>{name}</b>, {weeks} week in a row",
                ),
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


def _line(member: Member) -> Markup:
    stands = row(
        _on_time(member),
        standing(member) or None,
        _this_week(len(member.completed)),
        plain("🌱 back") if member.comeback else None,
        plain("🤝 {helped}", helped=number(member.helped)) if member.helped else None,
    )
    return say("• {name}: {stands}", name=member.name, stands=stands) if stands else say("• {name}", name=member.name)


def _this_week(completed: int) -> str | None:
    if not completed:
        return None
    return plain(
        counted(completed, "{topics} topics this week", one="{topics} topic this week"), topics=number(completed)
    )


def _on_time(member: Member) -> str | None:
    share = member.on_time
    if share.of:
        return plain("{done} of {due} on time", done=number(share.done), due=number(share.of))
    return None if member.standing in {None, Standing.FINISHED} else plain("nothing due yet")


def standing(member: Member) -> str:
    """The verdict as a group sees it, without a full stop; empty where nothing says by when anything is to be done."""
    days = number(member.days)
    match member.standing:
        case Standing.NOT_YET:
            return plain(counted(member.days, "begins in {days} days", one="begins in {days} day"), days=days)
        case Standing.AHEAD:
            return plain(counted(member.days, "ahead by {days} days", one="ahead by {days} day"), days=days)
        case Standing.ON_TRACK:
            return plain("on track")
        case Standing.BEHIND:
            return plain(counted(member.days, "{days} days to catch up", one="{days} day to catch up"), days=days)
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
