"""Which of two times is meant of a meeting. It is asked before the group hears of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.group.here import asked_here
from bot.said.lexicon import LEXICON
from bot.said.meetings import Proposal
from bot.store import Group
from bot.texts import group_labels
from bot.texts import meetings as texts
from bot.texts.phrases import clock
from roadmap.study_times import shifted

Moment = Callable[[Proposal], datetime]
"""The moment that is meant."""

Line = Callable[[Proposal], str]
"""What a button types that goes on with what was understood."""

HALF_A_DAY = timedelta(hours=12)


def which_time(context: Context, group: Group, meant: Proposal, moment: Moment, line: Line) -> Reply | None:
    """What is asked where two times may be meant, of which the first is not over."""
    if meant.at is None:
        return None
    if meant.either:
        return _which_half(context, meant, meant.at, moment, line)
    names_a_day = meant.weekday is not None or meant.day
    if meant.of_night and names_a_day and meant.day not in LEXICON.words.days.tonight:
        return _which_night(context, group, meant, moment, line)
    return None


def _which_half(context: Context, meant: Proposal, at: time, moment: Moment, line: Line) -> Reply | None:
    """Of an hour that may be of the morning or of the evening, or of noon and midnight."""
    times = (shifted(at, -HALF_A_DAY), at)
    halves = [replace(meant, at=one, either=False) for one in times]
    first, last = map(moment, halves)
    if not context.now <= first < last:
        return None
    buttons = map(Button, map(clock, times), map(line, halves))
    return asked_here(context, Reply(text=texts.at_what_time(), buttons=asking(*buttons)))


def _which_night(context: Context, group: Group, meant: Proposal, moment: Moment, line: Line) -> Reply | None:
    """Of an hour after midnight, which may be of the night before the day that is named or of that behind it."""
    nights = [moment(replace(meant, of_night=is_behind)) for is_behind in (False, True)]
    if not context.now <= nights[0] < nights[1]:
        return None
    zone = group.zone_or(context.default_zone)
    today, local = context.now.astimezone(zone).date(), [one.astimezone(zone) for one in nights]
    labels = [group_labels.on_day_at(one.date(), one.time(), today) for one in local]
    lines = [line(replace(meant, weekday=None, day=one.date().isoformat(), of_night=False)) for one in local]
    buttons = map(Button, labels, lines)
    return asked_here(context, Reply(text=texts.which_night(), buttons=asking(*buttons)))
