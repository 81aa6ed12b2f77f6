"""One Alembic history for all schemas."""
