"""That a partner has gone: entered for who is left alone as it happens, and once more for who was paused by then."""

from bot.nudges.partner.addressees import reaching
from bot.nudges.partner.surroundings import Look
from bot.reasons import Reason
from bot.store import NudgeKind, Pairing, Store

BACK = "back"
"""At the end of the period for who was paused as it was to be told."""


async def partner_gone(look: Look, pairing: Pairing, account_id: int, *, is_back: bool = False) -> None:
    """Let an account know, once for the pairing and once more when they are back, that they are alone in it."""
    seen = (await look.store.members.seen([pairing.group_id], [account_id]))[pairing.group_id]
    reach, period = await reaching(look.store, seen), f"{pairing.id}.{BACK}" if is_back else f"{pairing.id}"
    entries = (reach.entry(one, NudgeKind.LEFT_ALONE, period, look.now, pairing.id) for one in seen)
    await look.store.ledger.file(*entries)


async def is_untold(store: Store, pairing: Pairing, learner_id: int) -> bool:
    """Whether a learner who is alone in a pairing was paused as they were to hear so, and has not heard it since."""
    there = (learner_id, NudgeKind.LEFT_ALONE)
    was_paused = await store.ledger.has(*there, f"{pairing.id}", skipped_for=Reason.PAUSED)
    return was_paused and not await store.ledger.has(*there, f"{pairing.id}.{BACK}")
