"""Mishaps of the bot itself: the hours and days in which it does not run."""

from datetime import datetime, timedelta

from simulation.chance import Dice
from simulation.record import Downtime

EVERY = timedelta(weeks=2)
HOURS = (0.5, 2, 6, 14, 30, 55, 80)
KEPT = timedelta(hours=24)
"""How long Telegram keeps what was said to a bot that does not listen."""


def downtimes(own: Dice, start: datetime, end: datetime) -> tuple[Downtime, ...]:
    """One in every two weeks, most of them around a Monday morning, when most nudges are due."""
    found = []
    moment = start + EVERY / 2
    while moment + EVERY < end:
        found.append(_downtime(own, moment))
        moment += EVERY
    return tuple(found)


def _downtime(own: Dice, around: datetime) -> Downtime:
    monday = around - timedelta(days=around.weekday(), hours=around.hour - 6)
    begin = (monday if own.random() < 0.7 else around) + timedelta(minutes=own.randrange(600))
    return Downtime(begin, begin + timedelta(hours=own.choice(HOURS)), lines_first=own.random() < 0.5)
