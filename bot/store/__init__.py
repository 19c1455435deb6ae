"""The only place that knows SQL: tables, the database, and the Store that commands see, by aggregate."""

from bot.store.database import Database, Store
from bot.store.group_values import (
    Attendance,
    Group,
    HelpRequest,
    Meeting,
    Membership,
    Pairing,
    Promise,
    Room,
    Seen,
    Thanks,
)
from bot.store.kinds import NudgeKind
from bot.store.values import Account, Contact, Enrolment, Hush, Learner, Nudge, NudgeState, Outcome, Rhythm, Strand

__all__ = [
    "Account",
    "Attendance",
    "Contact",
    "Database",
    "Enrolment",
    "Group",
    "HelpRequest",
    "Hush",
    "Learner",
    "Meeting",
    "Membership",
    "Nudge",
    "NudgeKind",
    "NudgeState",
    "Outcome",
    "Pairing",
    "Promise",
    "Rhythm",
    "Room",
    "Seen",
    "Store",
    "Strand",
    "Thanks",
]
