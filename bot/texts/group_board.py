"""The board in words, short enough for one pinned message: headings with their first, then everybody by name, behind a
point: no name begins a line, where it might be taken for a heading."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.glued import lines, listed, paragraphs, plural, short_day
from roadmap.group.board import Board, Heading, Top, Totals
from roadmap.group.member import Member, Share
from roadmap.plan import Standing

ROOM = 1_200
"""Characters of the members' lines; with head and headings the whole stays under the 2000 of one Discord message."""


def board(seen: Board, title: str, today: date) -> Markup:
    """Everything /board shows, and the pinned message."""
    head = Markup("📋 <b>{}</b>, {} to {}").format(
        title, short_day(seen.week, today), short_day(seen.week + timedelta(days=6), today)
    )
    if not seen.members:
        return paragraphs(
            head, Markup("Nobody has joined yet. <code>/join</code> shows what a group would see of you.")
        )
    return paragraphs(
        head, lines(*map(_top, seen.tops)), lines(*_fitting(map(_line, seen.members))), together(seen.totals)
    )


def _top(top: Top) -> Markup:
    match top.heading:
        case Heading.BEST_WEEK:
            return Markup("⭐ Best week: <b>{}</b>, {} completed").format(top.member.name, plural(top.worth, "topic"))
        case Heading.LONGEST_STREAK:
            return Markup("🔥 Longest streak: <b>{}</b>, {} in a row").format(
                top.member.name, plural(top.worth, "week")
            )
        case Heading.COMEBACK:
            return Markup("🌱 Comeback: <b>{}</b>. Welcome back!").format(top.member.name)
        case Heading.MOST_HELP:
            return Markup("🤝 Most help: <b>{}</b>, thanked {}").format(top.member.name, _times(top.worth))


def _line(member: Member) -> Markup:
    parts = (
        _on_time(member.on_time),
        standing(member),
        f"{plural(len(member.completed), 'topic')} this week" if member.completed else "",
        "🌱 back" if member.comeback else "",
        f"🤝 {member.helped}" if member.helped else "",
    )
    return Markup("• {}: {}").format(member.name, " · ".join(part for part in parts if part))


def _on_time(share: Share) -> str:
    return f"{share.done} of {share.of} on time" if share.of else "nothing due yet"


def standing(member: Member) -> str:
    """The verdict as a group sees it, without a full stop."""
    match member.standing:
        case Standing.NOT_YET:
            return f"begins in {plural(member.days, 'day')}"
        case Standing.AHEAD:
            return f"ahead by {plural(member.days, 'day')}"
        case Standing.ON_TRACK:
            return "on track"
        case Standing.BEHIND:
            return f"{plural(member.days, 'day')} to catch up"
        case Standing.FINISHED:
            return "all done 🏁"


def together(totals: Totals) -> Markup | None:
    """The week of the group as one; None where there is nothing to count."""
    counted = (
        f"{plural(totals.studied, 'learner')} studied" if totals.studied else "",
        f"{plural(totals.completed, 'topic')} completed" if totals.completed else "",
        f"{plural(totals.kept, 'promise')} kept" if totals.kept else "",
        f"help given {_times(totals.helped)}" if totals.helped else "",
    )
    said = [part for part in counted if part]
    return Markup("Together: {}.").format(listed(said)) if said else None


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _fitting(rows: Iterable[Markup]) -> Iterator[Markup]:
    """The rows as far as there is room for them, and how many more there are."""
    room, left_out = ROOM, 0
    for row in rows:
        room -= len(row)
        if room >= 0 and not left_out:
            yield row
        else:
            left_out += 1
    if left_out:
        yield Markup("… and {} more").format(left_out)
