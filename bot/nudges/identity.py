"""PURE: what a row of the ledger is known by, however often it is sent."""

from base64 import urlsafe_b64encode
from hashlib import blake2b

from bot.store import Nudge


def key_of(nudge: Nudge) -> str:
    """20 characters, the same for its learner or group, its kind and its period; a platform may know repeats by it."""
    whole = f"{nudge.learner_id} {nudge.group_id} {nudge.kind} {nudge.period}"
    return urlsafe_b64encode(blake2b(whole.encode(), digest_size=15).digest()).decode()
