"""Who has corrected what a finalised result rests on: none of them confirms what it becomes."""

from alembic import op

from migrations.rights import as_owner

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        # Null without a default: no row is written anew, and the release before leaves it as it is.
        op.execute("ALTER TABLE assessment.outcome ADD COLUMN corrected_by uuid[]")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE assessment.outcome DROP COLUMN corrected_by")
