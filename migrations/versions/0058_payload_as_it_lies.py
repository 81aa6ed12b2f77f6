"""How large an event may be is asked of it as it lies in memory: to write it out took half as long as to read it."""

from alembic import op

from migrations.rights import as_owner

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE messaging.event DROP CONSTRAINT event_payload_check")
        op.execute(
            "ALTER TABLE messaging.event ADD CONSTRAINT event_payload_check"
            " CHECK (pg_column_size(payload) <= 262144) NOT VALID"
        )


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE messaging.event DROP CONSTRAINT event_payload_check")
        op.execute(
            "ALTER TABLE messaging.event ADD CONSTRAINT event_payload_check"
            " CHECK (octet_length(payload::text) <= 262144) NOT VALID"
        )
