"""Reports say whether they spoke of all that was known when taken: a roll-up adds up no other; degrees taken back."""

from alembic import op

from migrations.rights import as_owner, protect

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

# A degree as the newest revision of its outcome says it.
_DEGREES = """
CREATE TABLE directory.recognised_degree (
    district_id int NOT NULL,
    outcome_id uuid NOT NULL,
    revision int NOT NULL,
    teacher_id uuid NOT NULL,
    level text NOT NULL,
    awarded_on date NOT NULL,
    stands boolean NOT NULL,
    CONSTRAINT recognised_degree_pkey PRIMARY KEY (district_id, outcome_id)
);
CREATE INDEX recognised_degree_by_teacher_idx ON directory.recognised_degree (district_id, teacher_id)
"""
_RECOGNISED = """
INSERT INTO directory.recognised_degree
SELECT claim.district_id, outcome.outcome_id, outcome.revision, claim.teacher_id, claim.degree_level, claim.awarded_on,
       true
FROM assessment.claim
JOIN assessment.outcome ON outcome.district_id = claim.district_id AND outcome.claim_id = claim.claim_id
WHERE claim.source = 'DEGREE'
"""


def upgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE ledger.report ADD COLUMN is_newest boolean NOT NULL DEFAULT true")
    op.execute(_OF_THEN)
    with as_owner():
        op.execute("ALTER TABLE ledger.report ALTER COLUMN is_newest DROP DEFAULT")
        for statement in _DEGREES.split(";\n"):
            op.execute(statement)
        protect("directory", "recognised_degree", rights="SELECT, INSERT, UPDATE")
    op.execute(_RECOGNISED)


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE directory.recognised_degree")
        op.execute("ALTER TABLE ledger.report DROP COLUMN is_newest")
