"""Certifications of an attempt, feedback that closes, appeals against what was finalised without being released."""

from alembic import op

from migrations.rights import as_owner

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_UP = """
ALTER TABLE assessment.certification
    DROP CONSTRAINT certification_pkey,
    ADD COLUMN certification_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN resits int NOT NULL DEFAULT 0 CONSTRAINT certification_resits_check CHECK (resits >= 0),
    ADD COLUMN stages text[],
    ADD CONSTRAINT certification_pkey PRIMARY KEY (district_id, certification_id);
CREATE INDEX certification_by_member_idx ON assessment.certification (district_id, class_id, teacher_id);
ALTER TABLE assessment.feedback_opening
    ADD COLUMN closes_at timestamptz,
    ADD COLUMN in_blocks boolean NOT NULL DEFAULT true;
ALTER TABLE assessment.feedback_answer
    ADD COLUMN block int NOT NULL DEFAULT 0 CONSTRAINT feedback_answer_block_check CHECK (block >= 0);
ALTER TABLE assessment.appeal
    ALTER COLUMN release_id DROP NOT NULL,
    ADD COLUMN outcome_revision int CONSTRAINT appeal_revision_check CHECK (outcome_revision > 0),
    ADD CONSTRAINT appeal_against_check CHECK ((release_id IS NULL) <> (outcome_revision IS NULL));
CREATE UNIQUE INDEX appeal_against_outcome_key
    ON assessment.appeal (district_id, class_id, teacher_id, component, outcome_revision)
    NULLS NOT DISTINCT WHERE release_id IS NULL
"""
# Who had sat again before being certified was certified for that attempt.
_RESITS = """
UPDATE assessment.certification certified SET resits = (
    SELECT count(*) FROM assessment.resit
    WHERE resit.district_id = certified.district_id AND resit.class_id = certified.class_id
        AND resit.teacher_id = certified.teacher_id AND resit.opened_at <= certified.certified_at
)
"""
_DOWN = """
DROP INDEX assessment.appeal_against_outcome_key;
ALTER TABLE assessment.appeal
    DROP CONSTRAINT appeal_against_check,
    DROP COLUMN outcome_revision,
    ALTER COLUMN release_id SET NOT NULL;
ALTER TABLE assessment.feedback_answer DROP COLUMN block;
ALTER TABLE assessment.feedback_opening DROP COLUMN closes_at, DROP COLUMN in_blocks;
DROP INDEX assessment.certification_by_member_idx;
ALTER TABLE assessment.certification
    DROP CONSTRAINT certification_pkey,
    DROP COLUMN certification_id,
    DROP COLUMN resits,
    DROP COLUMN stages,
    ADD CONSTRAINT certification_pkey PRIMARY KEY (district_id, class_id, teacher_id)
"""
# The former schema has one certification of a member, and no appeal but against a release.
_CUT = """
DELETE FROM assessment.certification older USING assessment.certification newer
WHERE older.district_id = newer.district_id AND older.class_id = newer.class_id
    AND older.teacher_id = newer.teacher_id
    AND (older.certified_at, older.certification_id) < (newer.certified_at, newer.certification_id);
DELETE FROM assessment.appeal WHERE release_id IS NULL
"""


def upgrade() -> None:
    with as_owner():
        _run(_UP)
    _run(_RESITS)


def downgrade() -> None:
    _run(_CUT)
    with as_owner():
        _run(_DOWN)


def _run(statements: str) -> None:
    for statement in statements.split(";\n"):
        op.execute(statement)
