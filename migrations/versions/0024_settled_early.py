"""Why a class was settled while people could still check out, and when a task that makes up a meeting was done."""

from alembic import op

from migrations.rights import as_owner

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        # Null of those that nobody could still check out of.
        op.execute("ALTER TABLE attendance.settlement ADD COLUMN reason text")
        # Null of other meetings, which have their own time, and of tasks asked for before: the day of the request.
        op.execute("ALTER TABLE attendance.make_up ADD COLUMN done_on date")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE attendance.make_up DROP COLUMN done_on")
        op.execute("ALTER TABLE attendance.settlement DROP COLUMN reason")
