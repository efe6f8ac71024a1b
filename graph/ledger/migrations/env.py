"""Run by Alembic: the steps that are missing, in the transaction of whoever migrates."""

from alembic import context

from graph.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
