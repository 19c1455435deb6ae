"""Notes entered for members: each goes to the account that the learner is reached by."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.nudges.whom import whom
from bot.store import Account, NudgeKind, Seen, Store
from bot.store.ledger import Entry


class Reaching:
    """The accounts of these members' learners, asked for once."""

    def __init__(self, accounts: Mapping[int, tuple[Account, ...]]) -> None:
        self._accounts = accounts

    def entry(self, member: Seen, kind: NudgeKind, period: str, due_at: datetime, subject: int) -> Entry:
        """A row for a member; where none of their accounts can be written to it is entered all the same, and says so."""
        learner = member.contact.learner
        account = whom(learner, self._accounts[learner.id]) or member.contact.account
        return Entry(learner.id, account.id, account.platform, kind, period, due_at, subject)


async def reaching(store: Store, members: Collection[Seen]) -> Reaching:
    """How these members are reached."""
    ids = {member.contact.learner.id for member in members}
    return Reaching(await store.learners.accounts(ids) if ids else {})
