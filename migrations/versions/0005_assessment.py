"""Assessment: schemes, what is known of classes, marks and certifications, outcomes with their revisions, claims."""

from alembic import op

from migrations.rights import as_owner, create_schema, protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Nothing of these is ever taken away.
_KEPT = "SELECT, INSERT, UPDATE"
_STATUSES = "('PASSED', 'FAILED', 'ATTENDANCE_NOT_MET', 'WITHDRAWN')"
_ANY_STATUS = "('IN_PROGRESS', 'AWAITING_POST', 'AWAITING_CERTIFICATION', " + _STATUSES[1:]

_TABLES = f"""
CREATE TABLE assessment.scheme (
    district_id int NOT NULL,
    code text NOT NULL,
    version int NOT NULL,
    content jsonb NOT NULL,
    kept_at timestamptz NOT NULL,
    CONSTRAINT scheme_pkey PRIMARY KEY (district_id, code, version)
);
CREATE TABLE assessment.training_class (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    revision int NOT NULL,
    title text NOT NULL,
    school_id uuid,
    leader_ids uuid[] NOT NULL,
    cancelled boolean NOT NULL,
    program jsonb NOT NULL,
    ends_on date,
    scheme_code text,
    scheme_version int,
    CONSTRAINT training_class_pkey PRIMARY KEY (district_id, class_id),
    CONSTRAINT training_class_district_id_scheme_code_scheme_version_fkey
        FOREIGN KEY (district_id, scheme_code, scheme_version)
        REFERENCES assessment.scheme (district_id, code, version)
);
CREATE TABLE assessment.member (
    district_id int NOT NULL,
    enrolment_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    revision int NOT NULL,
    status text NOT NULL CONSTRAINT member_status_check CHECK (status IN ('CONFIRMED', 'WITHDRAWN')),
    school_id uuid NOT NULL,
    title text,
    title_tier text,
    post text,
    CONSTRAINT member_pkey PRIMARY KEY (district_id, enrolment_id)
);
CREATE INDEX member_by_class_idx ON assessment.member (district_id, class_id, teacher_id);
CREATE TABLE assessment.settled_member (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    revision int NOT NULL,
    planned_hours numeric(14, 4) NOT NULL,
    attendance_met boolean NOT NULL,
    days jsonb NOT NULL,
    CONSTRAINT settled_member_pkey PRIMARY KEY (district_id, class_id, teacher_id)
);
CREATE TABLE assessment.score (
    district_id int NOT NULL,
    score_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    component text NOT NULL,
    mark numeric(14, 4) NOT NULL CONSTRAINT score_mark_check CHECK (mark >= 0),
    marked_by uuid NOT NULL,
    marked_at timestamptz NOT NULL,
    CONSTRAINT score_pkey PRIMARY KEY (district_id, score_id),
    CONSTRAINT score_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES assessment.training_class (district_id, class_id)
);
CREATE INDEX score_by_member_idx ON assessment.score (district_id, class_id, teacher_id, component, score_id);
CREATE TABLE assessment.certification (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    certified_by uuid NOT NULL,
    certified_at timestamptz NOT NULL,
    CONSTRAINT certification_pkey PRIMARY KEY (district_id, class_id, teacher_id),
    CONSTRAINT certification_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES assessment.training_class (district_id, class_id)
);
CREATE TABLE assessment.claim (
    district_id int NOT NULL,
    claim_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT claim_kind_check CHECK (kind IN ('DEGREE')),
    degree_level text NOT NULL,
    certificate_no text NOT NULL,
    awarded_on date NOT NULL,
    evidence text NOT NULL,
    state text NOT NULL CONSTRAINT claim_state_check CHECK (state IN ('SUBMITTED', 'RECOGNISED', 'RETURNED')),
    claimed_by uuid NOT NULL,
    claimed_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    reason text,
    CONSTRAINT claim_pkey PRIMARY KEY (district_id, claim_id),
    CONSTRAINT claim_decision_check CHECK ((state = 'SUBMITTED') = (decided_by IS NULL))
);
CREATE UNIQUE INDEX claim_degree_key
    ON assessment.claim (district_id, teacher_id, kind, degree_level, awarded_on) WHERE state <> 'RETURNED';
CREATE UNIQUE INDEX claim_certificate_key
    ON assessment.claim (district_id, teacher_id, kind, certificate_no) WHERE state <> 'RETURNED';
CREATE TABLE assessment.outcome (
    district_id int NOT NULL,
    outcome_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    class_id uuid,
    claim_id uuid,
    school_id uuid NOT NULL,
    revision int NOT NULL,
    status text NOT NULL CONSTRAINT outcome_status_check CHECK (status IN {_STATUSES}),
    grade text,
    score numeric(14, 4),
    title text NOT NULL,
    explanation jsonb NOT NULL,
    lines jsonb NOT NULL,
    pack_id text NOT NULL,
    pack_hash text NOT NULL,
    finalised_at timestamptz NOT NULL,
    CONSTRAINT outcome_pkey PRIMARY KEY (district_id, outcome_id),
    CONSTRAINT outcome_district_id_class_id_teacher_id_key UNIQUE (district_id, class_id, teacher_id),
    CONSTRAINT outcome_district_id_claim_id_key UNIQUE (district_id, claim_id),
    CONSTRAINT outcome_source_check CHECK ((class_id IS NULL) <> (claim_id IS NULL)),
    CONSTRAINT outcome_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES assessment.training_class (district_id, class_id),
    CONSTRAINT outcome_district_id_claim_id_fkey FOREIGN KEY (district_id, claim_id)
        REFERENCES assessment.claim (district_id, claim_id)
);
CREATE INDEX outcome_by_teacher_idx ON assessment.outcome (district_id, teacher_id, outcome_id);
CREATE TABLE assessment.outcome_revision (
    district_id int NOT NULL,
    outcome_id uuid NOT NULL,
    revision int NOT NULL,
    status text NOT NULL CONSTRAINT outcome_revision_status_check CHECK (status IN {_STATUSES}),
    explanation jsonb NOT NULL,
    state jsonb NOT NULL,
    reason text,
    confirmed_by uuid NOT NULL,
    confirmed_at timestamptz NOT NULL,
    CONSTRAINT outcome_revision_pkey PRIMARY KEY (district_id, outcome_id, revision),
    CONSTRAINT outcome_revision_district_id_outcome_id_fkey FOREIGN KEY (district_id, outcome_id)
        REFERENCES assessment.outcome (district_id, outcome_id)
);
CREATE TABLE assessment.pending_revision (
    district_id int NOT NULL,
    outcome_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    cause text NOT NULL CONSTRAINT pending_revision_cause_check
        CHECK (cause IN ('SETTLEMENT', 'SCORE', 'CERTIFICATION', 'ENROLMENT', 'CLASS')),
    status text NOT NULL CONSTRAINT pending_revision_status_check CHECK (status IN {_ANY_STATUS}),
    grade text,
    score numeric(14, 4),
    explanation jsonb NOT NULL,
    lines jsonb NOT NULL,
    opened_at timestamptz NOT NULL,
    CONSTRAINT pending_revision_pkey PRIMARY KEY (district_id, outcome_id),
    CONSTRAINT pending_revision_district_id_outcome_id_fkey FOREIGN KEY (district_id, outcome_id)
        REFERENCES assessment.outcome (district_id, outcome_id)
);
CREATE INDEX pending_revision_by_class_idx ON assessment.pending_revision (district_id, class_id, teacher_id)
"""


def upgrade() -> None:
    create_schema("assessment")
    with as_owner():
        for statement in _TABLES.split(";"):
            op.execute(statement)
        protect("assessment", "training_class", "member", "settled_member", "claim", "outcome", rights=_KEPT)
        protect("assessment", "pending_revision")
        protect("assessment", "scheme", "score", "certification", "outcome_revision", rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP SCHEMA assessment CASCADE")
