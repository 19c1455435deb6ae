"""The board: the joined members in alphabetical order, and headings that each show only their first. Nobody is last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.group.member import Member
from roadmap.group.promises import PromiseOutcome


class Heading(StrEnum):
    """What somebody can stand on top of."""

    BEST_WEEK = "best week"
    LONGEST_STREAK = "longest streak"
    COMEBACK = "comeback"
    MOST_HELP = "most help"


@dataclass(frozen=True, slots=True)
class Top:
    """Who a heading shows, and their worth: topics, weeks, silent days ended, times thanked; never 0."""

    heading: Heading
    member: Member
    worth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The week of the group as one: how many members, how many of them studied, topics completed, help given,
    promises kept."""

    members: int
    studied: int
    completed: int
    helped: int
    kept: int


@dataclass(frozen=True, slots=True)
class Board:
    """What is on, and the ``days`` from ``week`` on, which the last digest told of (None: there was none yet); ``tops`` in the order
    of Heading, those without a first left out; ``members`` in alphabetical order."""

    week: date | None
    days: int
    tops: tuple[Top, ...]
    members: tuple[Member, ...]
    totals: Totals


def make_board(members: Iterable[Member], week: date | None, days: int = 7) -> Board:
    """The board of those who joined, whatever order they come in; without a ``week`` it tells of none.

    A heading shows the best of those who stand on top of no earlier one; only where there is none of any worth does
    somebody stand on top twice. Among equals it shows whoever lets the most different people stand on top, and then
    the first by name.
    """
    seen = joined(members)
    if week is None:
        return Board(None, 0, (), seen, totals(()))
    return Board(week, days, _tops(tuple(Heading), seen, ()), seen, totals(seen))


def joined(members: Iterable[Member]) -> tuple[Member, ...]:
    """Those who agreed to be seen, in alphabetical order."""
    return tuple(sorted((one for one in members if one.joined), key=lambda one: one.alphabetical))


def totals(seen: Sequence[Member]) -> Totals:
    """What the members' weeks add up to."""
    return Totals(
        members=len(seen),
        studied=sum(one.studied for one in seen),
        completed=sum(len(one.completed) for one in seen),
        helped=sum(one.helped for one in seen),
        kept=sum(one.promise is PromiseOutcome.KEPT for one in seen),
    )


def worth(heading: Heading, member: Member) -> int:
    """What a heading goes by."""
    match heading:
        case Heading.BEST_WEEK:
            return len(member.completed) - member.at_once
        case Heading.LONGEST_STREAK:
            return member.streak if member.studied and not member.is_new and member.streak > 1 else 0
        case Heading.COMEBACK:
            return member.comeback
        case Heading.MOST_HELP:
            return member.helped


def _tops(headings: Sequence[Heading], seen: Sequence[Member], above: tuple[Top, ...]) -> tuple[Top, ...]:
    """The tops of these headings below those ``above``; of several ways the first with the most different people."""
    if not headings:
        return above
    firsts = _firsts(headings[0], seen, above)
    ways = [_tops(headings[1:], seen, (*above, top)) for top in firsts] or [_tops(headings[1:], seen, above)]
    return max(ways, key=lambda tops: len({top.member.id for top in tops}))


def _firsts(heading: Heading, seen: Sequence[Member], above: tuple[Top, ...]) -> tuple[Top, ...]:
    """The equals that a heading may show. No more than there are headings: of so many, one is wanted by no other."""
    on_top = {top.member.id for top in above}
    worthy = [one for one in seen if worth(heading, one)]
    fresh = [one for one in worthy if one.id not in on_top] or worthy
    best = max((worth(heading, one) for one in fresh), default=0)
    return tuple(Top(heading, one, best) for one in fresh if worth(heading, one) == best)[: len(Heading)]
