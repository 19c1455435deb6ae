"""PURE: how the nudge keeps quiet for who fell silent: asked whether it shall, and then once a month, for three months after the
last word; who studies again, or begins anew, has ended it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reasons import Reason
from bot.store import Hush, Learner, NudgeKind
from bot.store.kinds import NOTES
from bot.store.ledger import Before
from roadmap.lately import LONG_SILENCE, idle
from roadmap.progress import Progress
from roadmap.value import value

MONTH = timedelta(days=28)
THREE_MONTHS = timedelta(days=91)
"""Within them come three nudges after the one that asked."""

LATELY = timedelta(hours=12)
"""Between two words of which the second is noted."""


@value
class Quiet:
    """What is known of a learner's quiet at the moment of sending: their ``progress``, and what was sent ``before``."""

    learner: Learner
    progress: Progress
    before: Before
    zone: ZoneInfo

    def holds(self, now: datetime) -> bool:
        """Whether it was asked in a silence that lasts."""
        learner, progress = self.learner, self.progress
        if learner.hush == Hush.NONE or learner.hushed_at is None:
            return False
        since, today = (moment.astimezone(self.zone).date() for moment in (learner.hushed_at, now))
        is_silent = idle(progress, today) >= LONG_SILENCE
        return is_silent and not any(since <= day <= today for day in progress.study_days)


def why_not(kind: NudgeKind, quiet: Quiet, now: datetime) -> Reason | None:
    """Why a row is held back; None where it is not. Notes of partners are held back only from who wants no word."""
    learner = quiet.learner
    if not quiet.holds(now):
        return None
    if learner.hush == Hush.SILENT and (kind is NudgeKind.WEEKLY or kind in NOTES):
        return Reason.UNTIL_THEY_WRITE
    if kind is not NudgeKind.WEEKLY:
        return None
    if learner.hush == Hush.ASKED and learner.hushed_at and now - learner.hushed_at > THREE_MONTHS:
        return Reason.UNTIL_THEY_WRITE
    return Reason.ONCE_A_MONTH if _is_too_soon(quiet, now) else None


def _is_too_soon(quiet: Quiet, now: datetime) -> bool:
    """Whether the last nudge is less than a month back, by days of the calendar."""
    last = quiet.before.last
    days = now.astimezone(quiet.zone).date() - last.astimezone(quiet.zone).date() if last else MONTH
    return days < MONTH


def after_a_word(learner: Learner, now: datetime) -> dict[str, object]:
    """What any word changes: the three months begin anew, and who wanted to hear nothing until they write has written."""
    is_known = learner.hush == Hush.ASKED and learner.hushed_at and now - learner.hushed_at < LATELY
    return {} if is_known else {"hush": Hush.ASKED.value, "hushed_at": now}


def months_left(quiet: Quiet, now: datetime) -> int | None:
    """How many nudges come after this one to who has said no word since; None where they come on."""
    asked = quiet.learner.hushed_at
    if quiet.learner.hush != Hush.ASKED or asked is None or not quiet.holds(now):
        return None
    return max(0, (THREE_MONTHS - (now - asked)) // MONTH)
