"""Alembic's entry point: runs on the connection that the catalogue hands over."""

from __future__ import annotations

from alembic import context

from photoorg.library.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
