"""A history may be sent anew from its beginning; who was merged into whom is found by an index."""

from alembic import op

from migrations.rights import as_owner

revision = "0044"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        # A constant default: no row is written anew.
        op.execute("ALTER TABLE ledger.closing_sent ADD COLUMN anew boolean NOT NULL DEFAULT false")
        op.execute("ALTER TABLE ledger.carried_part ADD COLUMN anew boolean NOT NULL DEFAULT false")
        op.execute("""
            CREATE INDEX teacher_merged_into_idx ON directory.teacher (district_id, merged_into)
            WHERE merged_into IS NOT NULL
        """)


def downgrade() -> None:
    with as_owner():
        op.execute("DROP INDEX directory.teacher_merged_into_idx")
        op.execute("ALTER TABLE ledger.carried_part DROP COLUMN anew")
        op.execute("ALTER TABLE ledger.closing_sent DROP COLUMN anew")
