"""Secrets that whoever has them may use: in an address, or shown by a browser. They are made by chance, and kept as digests alone: chance
of so many bits needs no salt and no slow hash."""

import re
import secrets
from hashlib import sha256

ADDRESS_BITS, SESSION_BITS, WAY_IN_BITS = 192, 256, 128
"""Of chance: in an address that stays, in what a browser shows, and in a way in, which lasts for minutes."""

SHAPE = re.compile(r"[A-Za-z0-9_-]{20,64}")


def new_secret(bits: int) -> str:
    """One that nobody has had; ``bits`` is a multiple of eight."""
    return secrets.token_urlsafe(bits // 8)


def may_be_secret(said: str) -> bool:
    """Whether it can be one at all; nothing else is looked up."""
    return SHAPE.fullmatch(said) is not None


def digest_of(secret: str) -> str:
    """What is kept of one."""
    return sha256(secret.encode()).hexdigest()
