"""By what a kept verdict was given: one that judging now would give again need not be given again."""

from alembic import op

from migrations.rights import as_owner

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        # Null without a default: no row is written anew, and what was judged before holds no longer.
        op.execute("ALTER TABLE ledger.standing ADD COLUMN assignment_id uuid, ADD COLUMN judged_by bytea")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE ledger.standing DROP COLUMN assignment_id, DROP COLUMN judged_by")
