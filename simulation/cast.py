"""The cast: who the learners are, where they live, how they study, and when they speak."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from simulation.chance import Dice, dice
from simulation.record import Block

ZONES = (
    *("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London", "America/Sao_Paulo", "UTC"),
    *("Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Auckland", "America/Los_Angeles"),
    *("Africa/Casablanca", "Africa/Cairo", "America/St_Johns", "Pacific/Chatham", "America/Santiago", "Asia/Tokyo"),
)
HABITS = ("diligent", "bursty", "forgetful", "gone quiet", "tinkering")
LIKELY = (34, 24, 22, 12, 8)

SILENT_FROM, SILENT_TO = 3, 8
"""The weeks within which those who go quiet say their last."""

BLOCKING = 0.1
"""How many of the learners block the bot at some time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """One learner: ``speaks`` are the moments at which they say something, ``dice`` their own chance."""

    user: int
    habit: str
    zone: str
    tells_zone: bool
    speaks: tuple[datetime, ...]
    blocks: tuple[Block, ...]
    dice: Dice


def characters(seed: int, learners: int, start: datetime, weeks: int) -> list[Character]:
    """So many learners, each with dice of their own: one more changes nothing for the others."""
    return [_character(dice(seed, "learner", user), user, start, weeks) for user in range(1, learners + 1)]


def _character(own: Dice, user: int, start: datetime, weeks: int) -> Character:
    habit = own.choices(HABITS, LIKELY)[0]
    zone = ZONES[(user - 1) % len(ZONES)]
    blocks = _blocks(own, start, weeks)
    last = own.randint(SILENT_FROM, SILENT_TO) if habit == "gone quiet" else weeks
    moments = [_moment(own, start + timedelta(weeks=week), zone) for week in range(min(last, weeks))]
    back = [block.end for block in blocks if block.end]
    speaks = sorted([*(moment for moment in moments if not _within(moment, blocks)), *back])
    tells_zone = own.random() < 0.92
    return Character(
        user=user, habit=habit, zone=zone, tells_zone=tells_zone, speaks=tuple(speaks), blocks=blocks, dice=own
    )


def _moment(own: Dice, week: datetime, zone: str) -> datetime:
    """Some moment in a waking hour of that week, never a whole second, at which nudges are due."""
    local = (week + timedelta(days=own.randrange(7))).astimezone(ZoneInfo(zone))
    hour, minute, micros = own.randrange(7, 23), own.randrange(60), own.randrange(1, 10**6)
    spoken = local.replace(hour=hour, minute=minute, second=own.randrange(60), microsecond=micros)
    if spoken < week:
        spoken += timedelta(days=7)
    return spoken.astimezone(week.tzinfo)


def _blocks(own: Dice, start: datetime, weeks: int) -> tuple[Block, ...]:
    if own.random() > BLOCKING or weeks < 4:
        return ()
    begin = start + timedelta(days=own.uniform(8, weeks * 7 - 8))
    length = own.choice((2, 9, 20, 50, None))
    return (Block(begin, begin + timedelta(days=length, seconds=7) if length else None),)


def _within(moment: datetime, blocks: tuple[Block, ...]) -> bool:
    return any(block.start <= moment and (block.end is None or moment <= block.end) for block in blocks)
