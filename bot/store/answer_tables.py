"""The table of answers that stand in several messages of a group's chat."""

from sqlalchemy import Column, Index, String, Table

from bot.store.columns import Given, Instant
from bot.store.tables import metadata

answer_parts = Table(
    "answer_parts",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("chat_id", Given, primary_key=True),
    Column("message_id", Given, primary_key=True),
    Column("first_id", Given, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "platform", "chat_id", "first_id"),
    Index(None, "at"),
)
"""A row for each message of an answer that was too long for one; ``first_id`` is the first of them. Whose answer it was is not kept."""
