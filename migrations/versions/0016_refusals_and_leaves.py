"""How many scans of a teacher were refused, by day and reason; and for whom a leave was decided."""

from alembic import op

from migrations.rights import as_owner, open_to_listed_districts, protect

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Rows of refused scans are kept up to a number only.
_TABLE = """
CREATE TABLE attendance.refusal_tally (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    day date NOT NULL,
    reason text NOT NULL,
    refused int NOT NULL,
    CONSTRAINT refusal_tally_pkey PRIMARY KEY (district_id, teacher_id, day, reason),
    CONSTRAINT refusal_tally_refused_check CHECK (refused >= 1)
) WITH (fillfactor = 70)
"""
_DECIDED_FOR = """
ALTER TABLE attendance.leave_decision ADD COLUMN decided_for text NOT NULL DEFAULT 'CLASS'
    CONSTRAINT leave_decision_decided_for_check CHECK (decided_for IN ('CLASS', 'SCHOOL'))
"""
# What was refused already, by whoever may read all of it.
_TALLIED = """
INSERT INTO attendance.refusal_tally (district_id, teacher_id, day, reason, refused)
SELECT district_id, teacher_id, (refused_at AT TIME ZONE 'Asia/Shanghai')::date, reason, count(*)
FROM attendance.refused_scan
GROUP BY district_id, teacher_id, 3, reason
"""


def upgrade() -> None:
    with as_owner():
        op.execute(_TABLE)
        op.execute(_DECIDED_FOR)
        op.execute("ALTER TABLE attendance.leave_decision ALTER COLUMN decided_for DROP DEFAULT")
    # Nothing may be refused between the counting and the first count of a flush.
    op.execute("LOCK TABLE attendance.refused_scan IN SHARE MODE")
    op.execute(_TALLIED)
    with as_owner():
        protect("attendance", "refusal_tally", rights="SELECT, INSERT, UPDATE")
        open_to_listed_districts("attendance", "refusal_tally")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE attendance.leave_decision DROP COLUMN decided_for")
        op.execute("DROP TABLE attendance.refusal_tally")
