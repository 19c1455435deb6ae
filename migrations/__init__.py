"""Alembic migrations: ``versions`` holds one file a step, and the schema and its step change in one commit."""
