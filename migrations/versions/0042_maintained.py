"""A large import lets the planner see what it has written: the directory may have the roster's tables analysed."""

from alembic import op

from migrations.rights import as_owner

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_TABLES = (
    "directory.school, directory.teacher, directory.appointment, directory.teacher_fact, directory_private.identity"
)


def upgrade() -> None:
    with as_owner():
        op.execute(f"GRANT MAINTAIN ON {_TABLES} TO xuefen_directory")


def downgrade() -> None:
    with as_owner():
        op.execute(f"REVOKE MAINTAIN ON {_TABLES} FROM xuefen_directory")
