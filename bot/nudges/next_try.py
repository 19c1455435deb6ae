"""PURE: whether and when a nudge that could not be sent is tried again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.send_errors import TryLater
from bot.store import Nudge, NudgeState, Outcome

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
MOST_ATTEMPTS = 8

REFUSED_FOR = timedelta(days=7)
"""For how long what an admin of a group can mend is tried again."""

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)

Chance = Callable[[], float]
"""A number from 0 (inclusive) to 1 (exclusive), different each time: it spreads the tries that failed together."""


def next_try(nudge: Nudge, error: TryLater, now: datetime, chance: Chance) -> Outcome:
    """What becomes of a nudge after a fault that passes: due again, or failed after the last attempt.

    Where the platform says how long to wait, everybody waits that long; otherwise the pause doubles with each attempt
    and lies between its half and its whole.
    """
    maybe = error.maybe_sent
    if nudge.attempts >= MOST_ATTEMPTS:
        return Outcome(nudge, NudgeState.FAILED, error.reason, maybe_repeated=maybe)
    if error.seconds is not None:
        until = now + timedelta(seconds=error.seconds)
        return Outcome(nudge, NudgeState.DUE, error.reason, due_at=until, maybe_repeated=maybe, hold_until=until)
    pause = min(FIRST_PAUSE * 2 ** (nudge.attempts - 1), LONGEST_PAUSE) * (0.5 + chance() / 2)
    return Outcome(nudge, NudgeState.DUE, error.reason, due_at=now + pause, maybe_repeated=maybe)


def tried_again_at(since: datetime, now: datetime, *, longest: timedelta | None = LONGEST_WAIT) -> datetime:
    """When what was refused for the first time ``since`` then is tried next: the pauses double, from minutes up to the longest."""
    pause = max(now - since, FIRST_WAIT)
    return now + (min(pause, longest) if longest else pause)
