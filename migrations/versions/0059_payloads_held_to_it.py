"""What was said before is held to the same: read in a transaction of its own, in which whoever writes goes on."""

from alembic import op

from migrations.rights import as_owner

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE messaging.event VALIDATE CONSTRAINT event_payload_check")


def downgrade() -> None:
    """Nothing: that it holds takes nothing away."""
