"""PURE: which of a learner's accounts a nudge goes to; never to two of them."""

from collections.abc import Iterable

from bot.store import Account, Learner, NudgeKind


def whom(learner: Learner, accounts: Iterable[Account], kind: NudgeKind = NudgeKind.WEEKLY) -> Account | None:
    """The account on the platform the learner chose, else on the one last used, else the oldest; what stays in a chat goes to the
    one where it was set, as long as that can be written to. One that an operator blocked stands behind all others, and what comes to it is
    not sent. None where none of them can be written to."""
    reachable = [account for account in accounts if account.unreachable_at is None]
    reachable = [account for account in reachable if account.blocked_at is None] or reachable
    here = learner.study.account if kind.traits.stays and learner.study else None
    return min(
        reachable,
        key=lambda one: (
            one.id != here,
            one.platform != learner.nudge_platform,
            one.platform != learner.last_platform,
            one.id,
        ),
        default=None,
    )
