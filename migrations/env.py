"""How Alembic reaches the database: ``bot.store.schema`` hands it an open connection."""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,  # SQLite too: the engine opens real transactions
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
