"""Claims of every kind: forms with papers, reviews at two levels, flags, and a district's settings for them."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_STATES = "('DRAFT', 'SUBMITTED', 'SCHOOL_REVIEW', 'DISTRICT_REVIEW', 'RECOGNISED', 'RETURNED', 'WITHDRAWN')"
_DEAD = "('RETURNED', 'WITHDRAWN')"

_WIDEN = """
ALTER TABLE assessment.claim
    DROP CONSTRAINT claim_kind_check,
    DROP CONSTRAINT claim_state_check,
    DROP CONSTRAINT claim_decision_check,
    ALTER COLUMN kind DROP NOT NULL,
    ALTER COLUMN degree_level DROP NOT NULL,
    ALTER COLUMN certificate_no DROP NOT NULL,
    ALTER COLUMN awarded_on DROP NOT NULL,
    ALTER COLUMN evidence DROP NOT NULL,
    ADD COLUMN source text NOT NULL DEFAULT 'DEGREE',
    ADD COLUMN choices text[] NOT NULL DEFAULT '{}',
    ADD COLUMN event_id uuid,
    ADD COLUMN title text,
    ADD COLUMN held_from date,
    ADD COLUMN held_to date,
    ADD COLUMN category text,
    ADD COLUMN level text,
    ADD COLUMN mode text,
    ADD COLUMN nature text,
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
    ADD COLUMN organised_by_admin boolean NOT NULL DEFAULT true,
    ADD COLUMN role text NOT NULL DEFAULT '',
    ADD COLUMN author_order int,
    ADD COLUMN authors int,
    ADD COLUMN characters int,
    ADD COLUMN minutes int,
    ADD COLUMN months int,
    ADD COLUMN grade text,
    ADD COLUMN hours numeric(14, 4),
    ADD COLUMN issued_by text,
    ADD COLUMN returned_to text,
    ADD COLUMN submitted_by uuid,
    ADD COLUMN submitted_at timestamptz,
    ADD COLUMN school_decided_by uuid,
    ADD COLUMN batches jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN batch_due date,
    ADD COLUMN remind_at timestamptz,
    ADD COLUMN due_at timestamptz,
    ADD COLUMN posts_at timestamptz,
    ADD COLUMN posted_at timestamptz
"""

_FILL = """
UPDATE assessment.claim SET submitted_by = claimed_by, submitted_at = claimed_at;
UPDATE assessment.claim SET posted_at = decided_at WHERE state = 'RECOGNISED';
UPDATE assessment.claim SET returned_to = 'TEACHER' WHERE state = 'RETURNED'
"""

_UP = f"""
ALTER TABLE assessment.claim
    ALTER COLUMN source DROP DEFAULT,
    ADD CONSTRAINT claim_source_check CHECK (source IN ('WORK', 'CONTEST_AWARD', 'EXTERNAL_HOURS', 'DEGREE')),
    ADD CONSTRAINT claim_state_check CHECK (state IN {_STATES}),
    ADD CONSTRAINT claim_returned_check CHECK ((state = 'RETURNED') = (returned_to IS NOT NULL)),
    ADD CONSTRAINT claim_returned_to_check CHECK (returned_to IN ('TEACHER', 'SCHOOL')),
    ADD CONSTRAINT claim_decision_check CHECK (state NOT IN ('RECOGNISED', 'RETURNED') OR decided_by IS NOT NULL),
    ADD CONSTRAINT claim_degree_check CHECK (source <> 'DEGREE' OR (kind = 'DEGREE' AND degree_level IS NOT NULL
        AND certificate_no IS NOT NULL AND awarded_on IS NOT NULL)),
    ADD CONSTRAINT claim_form_check CHECK (source = 'DEGREE' OR (title IS NOT NULL AND held_from IS NOT NULL
        AND held_to IS NOT NULL AND category IS NOT NULL AND level IS NOT NULL AND mode IS NOT NULL
        AND nature IS NOT NULL));
DROP INDEX assessment.claim_degree_key;
DROP INDEX assessment.claim_certificate_key;
CREATE UNIQUE INDEX claim_degree_key
    ON assessment.claim (district_id, teacher_id, kind, degree_level, awarded_on) WHERE state NOT IN {_DEAD};
CREATE UNIQUE INDEX claim_certificate_key
    ON assessment.claim (district_id, teacher_id, kind, certificate_no) WHERE state NOT IN {_DEAD};
CREATE UNIQUE INDEX claim_event_key
    ON assessment.claim (district_id, teacher_id, event_id) WHERE state <> 'WITHDRAWN';
CREATE INDEX claim_by_event_idx ON assessment.claim (district_id, event_id) WHERE event_id IS NOT NULL;
CREATE INDEX claim_by_state_idx ON assessment.claim (district_id, state, school_id, claim_id);
CREATE INDEX claim_by_teacher_idx ON assessment.claim (district_id, teacher_id, claim_id);
CREATE INDEX claim_by_school_idx ON assessment.claim (district_id, school_id, claim_id);
CREATE TABLE assessment.claim_paper (
    district_id int NOT NULL,
    claim_id uuid NOT NULL,
    place int NOT NULL,
    code text NOT NULL,
    file_id uuid,
    note text NOT NULL,
    CONSTRAINT claim_paper_pkey PRIMARY KEY (district_id, claim_id, place),
    CONSTRAINT claim_paper_district_id_claim_id_fkey FOREIGN KEY (district_id, claim_id)
        REFERENCES assessment.claim (district_id, claim_id)
);
CREATE INDEX claim_paper_by_file_idx ON assessment.claim_paper (district_id, file_id) WHERE file_id IS NOT NULL;
CREATE TABLE assessment.claim_step (
    district_id int NOT NULL,
    claim_id uuid NOT NULL,
    step_id uuid NOT NULL,
    act text NOT NULL,
    state text NOT NULL CONSTRAINT claim_step_state_check CHECK (state IN {_STATES}),
    reason_zh text,
    reason_en text,
    content jsonb,
    done_by uuid,
    done_at timestamptz NOT NULL,
    CONSTRAINT claim_step_pkey PRIMARY KEY (district_id, claim_id, step_id),
    CONSTRAINT claim_step_district_id_claim_id_fkey FOREIGN KEY (district_id, claim_id)
        REFERENCES assessment.claim (district_id, claim_id)
);
CREATE TABLE assessment.claim_flag (
    district_id int NOT NULL,
    flag_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    code text NOT NULL,
    first_claim_id uuid,
    first_event_id uuid,
    zh text NOT NULL,
    en text NOT NULL,
    state text NOT NULL CONSTRAINT claim_flag_state_check CHECK (state IN ('OPEN', 'CLEARED', 'CONFIRMED')),
    raised_at timestamptz NOT NULL,
    settled_by uuid,
    settled_at timestamptz,
    reason text,
    CONSTRAINT claim_flag_pkey PRIMARY KEY (district_id, flag_id),
    CONSTRAINT claim_flag_key UNIQUE NULLS NOT DISTINCT
        (district_id, claim_id, code, first_claim_id, first_event_id),
    CONSTRAINT claim_flag_settled_check CHECK ((state = 'OPEN') = (settled_by IS NULL)),
    CONSTRAINT claim_flag_district_id_claim_id_fkey FOREIGN KEY (district_id, claim_id)
        REFERENCES assessment.claim (district_id, claim_id)
);
CREATE INDEX claim_flag_open_idx ON assessment.claim_flag (district_id, claim_id) WHERE state <> 'CLEARED';
CREATE TABLE assessment.claim_setting (
    district_id int NOT NULL,
    setting_id uuid NOT NULL,
    school_days int NOT NULL CONSTRAINT claim_setting_school_days_check CHECK (school_days BETWEEN 1 AND 365),
    district_days int NOT NULL CONSTRAINT claim_setting_district_days_check CHECK (district_days BETWEEN 1 AND 365),
    remind_days int NOT NULL CONSTRAINT claim_setting_remind_days_check CHECK (remind_days BETWEEN 0 AND 364),
    sample_percent int NOT NULL CONSTRAINT claim_setting_sample_percent_check CHECK (sample_percent BETWEEN 0 AND 100),
    undo_hours int NOT NULL CONSTRAINT claim_setting_undo_hours_check CHECK (undo_hours BETWEEN 0 AND 720),
    reason text NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT claim_setting_pkey PRIMARY KEY (district_id, setting_id)
)
"""

_DROP = """
DROP TABLE assessment.claim_setting;
DROP TABLE assessment.claim_flag;
DROP TABLE assessment.claim_step;
DROP TABLE assessment.claim_paper
"""

_DOWN = f"""
DROP INDEX assessment.claim_by_school_idx;
DROP INDEX assessment.claim_by_teacher_idx;
DROP INDEX assessment.claim_by_state_idx;
DROP INDEX assessment.claim_by_event_idx;
DROP INDEX assessment.claim_event_key;
DROP INDEX assessment.claim_certificate_key;
DROP INDEX assessment.claim_degree_key;
CREATE UNIQUE INDEX claim_degree_key
    ON assessment.claim (district_id, teacher_id, kind, degree_level, awarded_on) WHERE state <> 'RETURNED';
CREATE UNIQUE INDEX claim_certificate_key
    ON assessment.claim (district_id, teacher_id, kind, certificate_no) WHERE state <> 'RETURNED';
ALTER TABLE assessment.claim
    DROP CONSTRAINT claim_state_check,
    DROP CONSTRAINT claim_returned_check,
    DROP CONSTRAINT claim_decision_check,
    DROP CONSTRAINT claim_degree_check,
    DROP CONSTRAINT claim_form_check,
    {
    ", ".join(
        f"DROP COLUMN {name}"
        for name in (
            "source",
            "choices",
            "event_id",
            "title",
            "held_from",
            "held_to",
            "category",
            "level",
            "mode",
            "nature",
            "tags",
            "organised_by_admin",
            "role",
            "author_order",
            "authors",
            "characters",
            "minutes",
            "months",
            "grade",
            "hours",
            "issued_by",
            "returned_to",
            "submitted_by",
            "submitted_at",
            "school_decided_by",
            "batches",
            "batch_due",
            "remind_at",
            "due_at",
            "posts_at",
            "posted_at",
        )
    )
},
    ALTER COLUMN kind SET NOT NULL,
    ALTER COLUMN degree_level SET NOT NULL,
    ALTER COLUMN certificate_no SET NOT NULL,
    ALTER COLUMN awarded_on SET NOT NULL,
    ALTER COLUMN evidence SET NOT NULL,
    ADD CONSTRAINT claim_kind_check CHECK (kind IN ('DEGREE')),
    ADD CONSTRAINT claim_state_check CHECK (state IN ('SUBMITTED', 'RECOGNISED', 'RETURNED')),
    ADD CONSTRAINT claim_decision_check CHECK ((state = 'SUBMITTED') = (decided_by IS NULL))
"""


# Before, there were degrees alone, and nobody withdrew one.
_FORGET = """
DELETE FROM assessment.outcome_revision r USING assessment.outcome o, assessment.claim c
    WHERE o.district_id = r.district_id AND o.outcome_id = r.outcome_id
    AND c.district_id = o.district_id AND c.claim_id = o.claim_id AND c.source <> 'DEGREE';
DELETE FROM assessment.outcome o USING assessment.claim c
    WHERE c.district_id = o.district_id AND c.claim_id = o.claim_id AND c.source <> 'DEGREE';
DELETE FROM assessment.claim WHERE source <> 'DEGREE' OR state = 'WITHDRAWN'
"""


def upgrade() -> None:
    with as_owner():
        _execute(_WIDEN)
    # The rows of every district, by whoever may read and write all of them: the owner may not.
    _execute(_FILL)
    with as_owner():
        _execute(_UP)
        protect("assessment", "claim_paper")
        protect("assessment", "claim_step", "claim_setting", rights="SELECT, INSERT")
        protect("assessment", "claim_flag", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        _execute(_DROP)
    _execute(_FORGET)
    with as_owner():
        _execute(_DOWN)


def _execute(statements: str) -> None:
    for statement in statements.split(";\n"):
        op.execute(statement)
