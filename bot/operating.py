"""PURE: what operators do and see, as values: the store keeps and counts them, the texts word them. Counts and dates, and nothing
that anybody said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ActKind(StrEnum):
    """What an operator did; the values are stored."""

    STATS = "stats"
    SAY = "say"
    BLOCK = "block"
    UNBLOCK = "unblock"
    LEARNER = "learner"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Act:
    """One of them: ``by`` is the operator's shadow, empty for the command line; ``subject`` the number of a group, or of what was
    announced; of a block, how many groups were left by it, None for none."""

    at: datetime
    kind: ActKind
    by: str
    subject: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """An installation: learners, how many of them were heard within so many days, accounts by platform, groups that are written
    to, facts, rows of the ledger of the last seven days by their outcome, incidents within so many days, blocked accounts."""

    learners: int
    active: Mapping[int, int]
    accounts: Mapping[str, int]
    groups: int
    facts: int
    nudges: Mapping[str, int]
    incidents: Mapping[int, int]
    blocked: int


@dataclass(frozen=True, slots=True)
class OfAccount:
    """An account: what its platform calls it, and since when it is blocked, or cannot be written to."""

    platform: str
    user_id: str
    blocked_at: datetime | None
    unreachable_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfLearner:
    """A learner: since when, when they were heard last, their accounts, their facts by kind with the first day and the last,
    their roadmaps, groups, and rows of the ledger of the last thirty days by outcome."""

    number: int
    since: datetime
    heard_on: date | None
    accounts: tuple[OfAccount, ...]
    roadmaps: int
    facts: Mapping[str, int]
    days: tuple[date, date] | None
    groups: int
    nudges: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OfGroup:
    """A group: since when the bot is in it, the first day of its plan, since when it is gone or takes no posts, its members, open
    requests for help, and rows of the ledger of the last thirty days by outcome."""

    number: int
    platform: str
    since: datetime
    first_day: date | None
    gone_at: datetime | None
    refused_at: datetime | None
    members: int
    requests: int
    nudges: Mapping[str, int]
