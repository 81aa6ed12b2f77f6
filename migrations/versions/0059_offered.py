"""The secret of a second factor that is offered while another is confirmed: until it is confirmed, the other holds."""

from alembic import op

from migrations.rights import as_owner

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        # Null without a default: no row is written anew, and the release before leaves it as it is.
        op.execute("ALTER TABLE directory_private.second_factor ADD COLUMN offered_sealed bytea")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE directory_private.second_factor DROP COLUMN offered_sealed")
