"""PURE: which of a learner's accounts a nudge goes to; never to two of them."""

from collections.abc import Iterable

from bot.store import Account, Learner


def whom(learner: Learner, accounts: Iterable[Account]) -> Account | None:
    """The account on the platform the learner chose, else on the one last used, else the oldest; None where none of
    them can be written to."""
    reachable = [account for account in accounts if account.unreachable_at is None]
    return min(
        reachable,
        key=lambda one: (one.platform != learner.nudge_platform, one.platform != learner.last_platform, one.id),
        default=None,
    )
