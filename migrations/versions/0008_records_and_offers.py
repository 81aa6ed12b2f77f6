"""Records of activities and what is judged from them: facts, classes on offer, participations, training history."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE assessment.record (
    district_id int NOT NULL,
    record_id uuid NOT NULL,
    revision int NOT NULL CONSTRAINT record_revision_check CHECK (revision >= 1),
    kind text NOT NULL,
    held_on date NOT NULL,
    amount numeric(14, 4) NOT NULL CONSTRAINT record_amount_check CHECK (amount > 0 AND amount <> 'NaN'),
    teacher_id uuid,
    school_id uuid NOT NULL,
    unit text,
    event text,
    class_id uuid,
    role text NOT NULL,
    level text NOT NULL,
    result text NOT NULL,
    tags text[] NOT NULL,
    title text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    retracted_by uuid,
    retracted_at timestamptz,
    retraction_reason text,
    CONSTRAINT record_pkey PRIMARY KEY (district_id, record_id),
    CONSTRAINT record_retraction_check CHECK (
        (retracted_at IS NULL) = (retracted_by IS NULL) AND (retracted_at IS NULL) = (retraction_reason IS NULL)
    )
);
CREATE INDEX record_by_school_idx ON assessment.record (district_id, school_id, record_id);
CREATE INDEX record_by_teacher_idx ON assessment.record (district_id, teacher_id, record_id)
    WHERE teacher_id IS NOT NULL;
CREATE TABLE ledger.fact (
    district_id int NOT NULL,
    record_id uuid NOT NULL,
    revision int NOT NULL CONSTRAINT fact_revision_check CHECK (revision >= 1),
    retracted boolean NOT NULL,
    kind text NOT NULL,
    held_on date NOT NULL,
    amount numeric(14, 4) NOT NULL,
    teacher_id uuid,
    school_id uuid,
    unit text,
    event text,
    class_id uuid,
    role text NOT NULL,
    level text NOT NULL,
    result text NOT NULL,
    tags text[] NOT NULL,
    title text NOT NULL,
    CONSTRAINT fact_pkey PRIMARY KEY (district_id, record_id, revision)
);
CREATE INDEX fact_by_teacher_idx ON ledger.fact (district_id, teacher_id, held_on);
CREATE INDEX fact_by_school_idx ON ledger.fact (district_id, school_id, held_on);
CREATE TABLE ledger.offered_class (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    revision bigint NOT NULL,
    plan_id uuid,
    title text NOT NULL,
    school_id uuid,
    cancelled boolean NOT NULL,
    capacity int,
    opens_at timestamptz,
    closes_at timestamptz,
    program jsonb NOT NULL,
    meetings jsonb NOT NULL,
    starts_on date,
    ends_on date,
    CONSTRAINT offered_class_pkey PRIMARY KEY (district_id, class_id)
);
CREATE INDEX offered_class_by_plan_idx ON ledger.offered_class (district_id, plan_id, class_id);
CREATE TABLE ledger.participation (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    enrolment_revision bigint,
    enrolled boolean,
    school_id uuid,
    settled_revision bigint,
    attended boolean,
    attendance_met boolean,
    excused boolean,
    outcome_revision bigint,
    passed boolean,
    earned boolean,
    grade text,
    CONSTRAINT participation_pkey PRIMARY KEY (district_id, class_id, teacher_id)
);
CREATE INDEX participation_by_teacher_idx ON ledger.participation (district_id, teacher_id);
ALTER TABLE attendance.training_class ADD COLUMN program jsonb;
CREATE TABLE registration.training_history (
    district_id int NOT NULL,
    entry_id uuid NOT NULL,
    seq bigint NOT NULL,
    teacher_id uuid NOT NULL,
    hours numeric(14, 4) NOT NULL,
    credits numeric(14, 4) NOT NULL,
    category text NOT NULL,
    level text NOT NULL,
    mode text NOT NULL,
    nature text NOT NULL,
    kind text NOT NULL,
    tags text[] NOT NULL,
    organised_by_admin boolean NOT NULL,
    earned_from date NOT NULL,
    earned_to date NOT NULL,
    class_id uuid,
    program_id uuid,
    title text NOT NULL,
    reverses uuid,
    CONSTRAINT training_history_pkey PRIMARY KEY (district_id, entry_id)
);
CREATE INDEX training_history_by_teacher_idx ON registration.training_history (district_id, teacher_id, seq);
CREATE TABLE registration.eligibility_override (
    district_id int NOT NULL,
    enrolment_id uuid NOT NULL,
    clause_id text NOT NULL,
    bar text NOT NULL,
    cited uuid[] NOT NULL,
    pack_hash text NOT NULL,
    reason text NOT NULL,
    overridden_by uuid NOT NULL,
    overridden_at timestamptz NOT NULL,
    CONSTRAINT eligibility_override_pkey PRIMARY KEY (district_id, enrolment_id, clause_id, bar),
    CONSTRAINT eligibility_override_district_id_enrolment_id_fkey FOREIGN KEY (district_id, enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id)
)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        # Heard once and kept: what is taken back is a further row.
        protect("ledger", "fact", rights="SELECT, INSERT")
        protect("registration", "training_history", "eligibility_override", rights="SELECT, INSERT")
        protect("assessment", "record", rights="SELECT, INSERT, UPDATE")
        protect("ledger", "offered_class", "participation", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        for table in (
            "registration.eligibility_override",
            "registration.training_history",
            "ledger.participation",
            "ledger.offered_class",
            "ledger.fact",
            "assessment.record",
        ):
            op.execute(f"DROP TABLE {table}")
        op.execute("ALTER TABLE attendance.training_class DROP COLUMN program")
