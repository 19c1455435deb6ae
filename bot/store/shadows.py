"""Shadows: what of an account may outlive its deletion, for a term: a hash that only this installation can make."""

from hashlib import blake2b
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.link_tables import secrets
from bot.store.upserts import insert_for

KEY = "shadows"
"""The name of the secret that the hashes are made with."""

KEY_BYTES, DIGEST_BYTES = 32, 16


async def shadow(connection: AsyncConnection, purpose: str, platform: str, user_id: str) -> str:
    """The hash of an account for one purpose; that for another says nothing of it."""
    key = bytes.fromhex(await _key(connection))
    return blake2b(f"{purpose} {platform} {user_id}".encode(), key=key, digest_size=DIGEST_BYTES).hexdigest()


async def _key(connection: AsyncConnection) -> str:
    """The key, made by whoever needs it first; of two at once one makes it."""
    kept = select(secrets.c.value).where(secrets.c.name == KEY)
    if found := (await connection.execute(kept)).scalar():
        return str(found)
    made = insert_for(connection.dialect.name)(secrets).values(name=KEY, value=token_hex(KEY_BYTES))
    await connection.execute(made.on_conflict_do_nothing())
    return str((await connection.execute(kept)).scalar_one())
