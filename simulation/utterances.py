"""Acting: the line a learner says, from their habit, what they believe, and their dice."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from simulation.belief import DAYS, Belief
from simulation.cast import ZONES
from simulation.chance import Dice
from simulation.wall import wall

Part = Callable[[Belief, Dice, datetime], str]

TIMES = ("07:15", "18:30", "21:30", "23:15", "02:30")
QUIET = ("20:00-10:00", "22:00-07:30", "12:00-14:00", "off")
FORGET = "/forget"


def line(habit: str, belief: Belief, own: Dice, now: datetime) -> str:
    """What this learner says now: first whatever their state asks for, then what their habit likes."""
    era = belief.era
    if era.enrolled_at is None:
        return own.choices(("/start ml-data today", "/done 1", "/begin 2"), (8, 1, 1))[0]
    if not era.on and own.random() < 0.5:
        return "/nudges on"
    if era.paused_at(now) and own.random() < 0.6:
        return "/resume"
    parts = HABITS[habit]
    return own.choices(tuple(parts), tuple(parts.values()))[0](belief, own, now)


def _done(belief: Belief, own: Dice, now: datetime) -> str:
    going = _topics(belief, "begin") or _topics(belief, "open")
    return f"/done {going[0]}" if going else _look(belief, own, now)


def _burst(belief: Belief, own: Dice, now: datetime) -> str:
    left = [*_topics(belief, "begin"), *_topics(belief, "open")][: own.randint(1, 3)]
    return f"/done {' '.join(map(str, left))}" if left else _look(belief, own, now)


def _begin(belief: Belief, own: Dice, now: datetime) -> str:
    idle = _topics(belief, "open")
    return f"/begin {own.choice(idle[:2])}" if idle else _look(belief, own, now)


def _skip(belief: Belief, own: Dice, now: datetime) -> str:
    left = _topics(belief, "open")
    return f"/skip {left[-1]}" if left else _look(belief, own, now)


def _reopen(belief: Belief, own: Dice, now: datetime) -> str:
    finished = [*_topics(belief, "done"), *_topics(belief, "skip")]
    return f"/reopen {own.choice(finished)}" if finished else _look(belief, own, now)


def _topics(belief: Belief, status: str) -> list[int]:
    return [number for number, held in belief.statuses().items() if held == status]


def _check_in(_belief: Belief, own: Dice, _now: datetime) -> str:
    return f"/checkin {own.choice((20, 45, 90))}"


def _look(_belief: Belief, own: Dice, _now: datetime) -> str:
    return own.choice(("/status", "/status", "/next", "/plan", "/forecast", "/nudges", "/streak", "/settings"))


def _tune(_belief: Belief, own: Dice, _now: datetime) -> str:
    day = own.choice(DAYS)
    return own.choice((f"/nudges {day}", f"/nudges {day} {own.choice(TIMES)}", f"/nudges {own.choice(DAYS)} 09:00"))


def _quiet(_belief: Belief, own: Dice, _now: datetime) -> str:
    return f"/nudges quiet {own.choice(QUIET)}"


def _move(_belief: Belief, own: Dice, _now: datetime) -> str:
    return f"/timezone {own.choice(ZONES)}"


def _pause(belief: Belief, own: Dice, now: datetime) -> str:
    back = wall(now, belief.era.zone).date() + timedelta(days=own.randint(2, 24))
    return own.choice(("/pause", f"/pause until {back}", f"/pause until {back}"))


def _days(_belief: Belief, own: Dice, _now: datetime) -> str:
    meant = own.choice(("stay", "longer"))
    return f"/days {own.choice(('mon-fri', 'mon wed sat', 'weekends', 'all'))} {meant} yes"


def _snooze(_belief: Belief, own: Dice, _now: datetime) -> str:
    return own.choice(("/snooze 2d", "/snooze 2d", "/snooze 1 week", "/snooze 5d"))


def _end(belief: Belief, own: Dice, now: datetime) -> str:
    by = wall(now, belief.era.zone).date() + timedelta(days=own.randint(20, 200))
    return own.choice((f"/plan finish by {by}", f"/plan finish by {by}", "/plan no end"))


def _stretch(belief: Belief, _own: Dice, _now: datetime) -> str:
    """Stretched, an end that was named is another one: who named one plans from today."""
    return "/plan from today yes" if belief.has_end else "/replan stretch yes"


def _said(text: str) -> Part:
    return lambda _belief, _own, _now: text


_undo, _off, _replan, _forget = map(_said, ("/undo", "/nudges off", "/plan from today yes", FORGET))

HABITS: Mapping[str, Mapping[Part, float]] = {
    "diligent": {_done: 20, _begin: 14, _check_in: 40, _look: 12, _pause: 3, _snooze: 3, _undo: 2, _move: 1, _tune: 1},
    "bursty": {
        _burst: 8,
        _check_in: 30,
        _look: 30,
        _snooze: 8,
        _pause: 5,
        _end: 4,
        _skip: 2,
        _undo: 4,
        _tune: 1,
        _off: 1,
    },
    "forgetful": {
        _check_in: 14,
        _done: 6,
        _begin: 10,
        _look: 20,
        _skip: 5,
        _reopen: 5,
        _undo: 8,
        _snooze: 10,
        _pause: 8,
        _replan: 3,
        _stretch: 3,
        _end: 6,
        _quiet: 2,
        _off: 2,
        _move: 1,
        _forget: 0.5,
    },
    "gone quiet": {_begin: 10, _check_in: 10, _look: 10, _snooze: 5, _pause: 2, _off: 1, _forget: 1},
    "tinkering": {
        _tune: 14,
        _quiet: 12,
        _move: 12,
        _off: 4,
        _pause: 4,
        _snooze: 6,
        _done: 10,
        _look: 6,
        _undo: 4,
        _days: 4,
        _end: 8,
    },
}
"""What each habit likes to say, and how much."""
