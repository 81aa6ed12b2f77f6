"""Accounts as other services may know them: which there are, their roles and where they belong."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0039"
down_revision = "0032"
branch_labels = None
depends_on = None

_OTHERS = ("registration", "attendance", "assessment", "ledger")
_TABLE = """
CREATE TABLE directory.known_account (
    district_id int NOT NULL,
    account_id uuid NOT NULL,
    roles text[] NOT NULL,
    school_id uuid,
    teacher_id uuid,
    CONSTRAINT known_account_pkey PRIMARY KEY (district_id, account_id)
)
"""
_BACKFILL = """
INSERT INTO directory.known_account (district_id, account_id, roles, school_id, teacher_id)
SELECT district_id, account_id, roles, school_id, teacher_id FROM directory_private.account
"""


def upgrade() -> None:
    with as_owner():
        op.execute(_TABLE)
        protect("directory", "known_account", rights="SELECT, INSERT, UPDATE", readers=_OTHERS)
    # Accounts made meanwhile wait for the table that they are told in, too.
    op.execute("LOCK TABLE directory_private.account IN SHARE MODE")
    op.execute(_BACKFILL)


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE directory.known_account")
