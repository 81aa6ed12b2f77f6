"""Reports say whether they spoke of all that was known when they were taken: a roll-up adds up no other."""

from alembic import op

from migrations.rights import as_owner

revision = "0045"
down_revision = "0043"
branch_labels = None
depends_on = None

# Of what was asked for before by the moment at which it was recorded; the sums of a month are told whatever came since.
_OF_THEN = """
UPDATE ledger.report SET is_newest = false
WHERE ground = 'ASKED' AND known_at_seq < (
    SELECT coalesce(max(entry.seq), 0) FROM ledger.entry
    WHERE entry.district_id = report.district_id AND entry.recorded_at <= report.taken_at
)
"""


def upgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE ledger.report ADD COLUMN is_newest boolean NOT NULL DEFAULT true")
    op.execute(_OF_THEN)
    with as_owner():
        op.execute("ALTER TABLE ledger.report ALTER COLUMN is_newest DROP DEFAULT")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE ledger.report DROP COLUMN is_newest")
