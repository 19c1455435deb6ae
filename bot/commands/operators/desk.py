"""The desk of an operator, in their direct chat or at the command line: whom they mean, and the log of what they do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.platform import Speaker
from bot.errors import NotUnderstood
from bot.operating import ActKind
from bot.settings import account_in
from bot.store import Account, Store
from bot.store.acts import Owned

LONGEST_ID = 18
"""Digits of a number that a database can hold."""


@dataclass(frozen=True, slots=True)
class Desk:
    """``by`` is the operator, None at the command line; ``operators`` are all there are."""

    store: Store
    now: datetime
    zone: ZoneInfo
    by: Owned | None = None
    operators: frozenset[Speaker] = frozenset()

    async def note(self, kind: ActKind, *, to: Collection[Owned] = (), subject: int | None = None) -> None:
        """Write down what is done."""
        await self.store.operating.acts.note(kind, self.now, by=self.by, to=to, subject=subject)


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom an operator means: a learner with their accounts, or an account that is known to nobody yet."""

    learner_id: int | None
    accounts: Sequence[Account]
    owned: Sequence[Owned]


async def whom(desk: Desk, said: str, examples: tuple[str, ...]) -> Whom | None:
    """By the number of a learner, or by an account, "telegram:123". None for a number that is no learner's; raises NotUnderstood
    for what is neither."""
    if (number := number_in(said)) is not None:
        accounts = (await desk.store.learners.accounts([number]))[number]
        return Whom(number, accounts, _owned(accounts)) if accounts else None
    try:
        platform, user_id = account_in(said)
    except ValueError:
        raise NotUnderstood(said, examples) from None
    contact = await desk.store.learners.seen(platform, user_id)
    if contact is None:
        return Whom(None, (), ((platform, user_id),))
    return Whom(contact.learner.id, (contact.account,), _owned((contact.account,)))


def number_in(said: str) -> int | None:
    """A number of ours, "17" or "#17"."""
    digits = said.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_ID else None


def _owned(accounts: Sequence[Account]) -> tuple[Owned, ...]:
    return tuple((one.platform, one.user_id) for one in accounts)
