"""The only place that knows SQL: tables, the database, and the Store that commands see, by aggregate."""

from bot.store.database import Database, Store
from bot.store.group_values import (
    Agreed,
    Alike,
    Deed,
    Group,
    HelpRequest,
    Hurrah,
    Look,
    Membership,
    Order,
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
    "Agreed",
    "Alike",
    "Contact",
    "Database",
    "Deed",
    "Enrolment",
    "Group",
    "HelpRequest",
    "Hurrah",
    "Hush",
    "Learner",
    "Look",
    "Membership",
    "Nudge",
    "NudgeKind",
    "NudgeState",
    "Order",
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
