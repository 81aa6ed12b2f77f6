"""Leave by its kind, make-up, offline bundles, head counts, oddities, and settlements that follow by themselves."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# A make-up refused may be asked for anew: `attempt` counts, so that the key still says "asked for once".
# The decision repeats whom and which meeting it concerns, so that one meeting stands in for one missed meeting only.
_TABLES = """
ALTER TABLE attendance.leave ADD COLUMN kind text, ADD COLUMN evidence text;
ALTER TABLE attendance.settlement ADD COLUMN automatic boolean NOT NULL DEFAULT false;
CREATE INDEX meeting_district_id_starts_at_idx ON attendance.meeting (district_id, starts_at);
CREATE TABLE attendance.make_up (
    district_id int NOT NULL,
    make_up_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    attempt smallint NOT NULL,
    form text NOT NULL,
    sat_meeting_id uuid,
    task text,
    reason text NOT NULL,
    evidence text,
    requested_by uuid NOT NULL,
    requested_at timestamptz NOT NULL,
    CONSTRAINT make_up_pkey PRIMARY KEY (district_id, make_up_id),
    CONSTRAINT make_up_district_id_meeting_id_teacher_id_attempt_key
        UNIQUE (district_id, meeting_id, teacher_id, attempt),
    CONSTRAINT make_up_attempt_check CHECK (attempt >= 1),
    CONSTRAINT make_up_form_check CHECK (form IN ('MEETING', 'TASK')),
    CONSTRAINT make_up_instead_check CHECK (
        (form = 'MEETING') = (sat_meeting_id IS NOT NULL) AND (form = 'TASK') = (task IS NOT NULL)
    ),
    CONSTRAINT make_up_other_check CHECK (sat_meeting_id <> meeting_id),
    CONSTRAINT make_up_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id),
    CONSTRAINT make_up_district_id_sat_meeting_id_fkey FOREIGN KEY (district_id, sat_meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE TABLE attendance.make_up_decision (
    district_id int NOT NULL,
    make_up_id uuid NOT NULL,
    approved boolean NOT NULL,
    teacher_id uuid NOT NULL,
    stands_in uuid,
    reason text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT make_up_decision_pkey PRIMARY KEY (district_id, make_up_id),
    CONSTRAINT make_up_decision_district_id_teacher_id_stands_in_key UNIQUE (district_id, teacher_id, stands_in),
    CONSTRAINT make_up_decision_stands_in_check CHECK (approved OR stands_in IS NULL),
    CONSTRAINT make_up_decision_district_id_make_up_id_fkey FOREIGN KEY (district_id, make_up_id)
        REFERENCES attendance.make_up (district_id, make_up_id)
);
CREATE TABLE attendance.head_count (
    district_id int NOT NULL,
    head_count_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    counted int NOT NULL,
    counted_at timestamptz NOT NULL,
    note text,
    counted_by uuid NOT NULL,
    entered_at timestamptz NOT NULL,
    CONSTRAINT head_count_pkey PRIMARY KEY (district_id, head_count_id),
    CONSTRAINT head_count_counted_check CHECK (counted >= 0),
    CONSTRAINT head_count_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE INDEX head_count_district_id_meeting_id_idx ON attendance.head_count (district_id, meeting_id);
CREATE TABLE attendance.anomaly_decision (
    district_id int NOT NULL,
    decision_id uuid NOT NULL,
    class_id uuid NOT NULL,
    anomaly_id uuid NOT NULL,
    kind text NOT NULL,
    meeting_id uuid NOT NULL,
    evidence jsonb NOT NULL,
    evidence_digest text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT anomaly_decision_pkey PRIMARY KEY (district_id, decision_id),
    CONSTRAINT anomaly_decision_state_check CHECK (state IN ('CLEARED', 'CONFIRMED')),
    CONSTRAINT anomaly_decision_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES attendance.training_class (district_id, class_id)
);
CREATE INDEX anomaly_decision_district_id_class_id_anomaly_id_idx
    ON attendance.anomaly_decision (district_id, class_id, anomaly_id);
CREATE TABLE attendance.offline_bundle (
    district_id int NOT NULL,
    bundle_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    issued_to uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    uploads_until timestamptz NOT NULL,
    CONSTRAINT offline_bundle_pkey PRIMARY KEY (district_id, bundle_id),
    CONSTRAINT offline_bundle_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE TABLE attendance.offline_fact (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    client_id uuid NOT NULL,
    bundle_id uuid NOT NULL,
    phase text NOT NULL,
    teacher_id uuid,
    staff_number text,
    grade text NOT NULL,
    occurred_at timestamptz NOT NULL,
    device_at timestamptz NOT NULL,
    content_hash bytea NOT NULL,
    outcome text NOT NULL,
    reason text,
    check_in_id uuid,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamptz NOT NULL,
    CONSTRAINT offline_fact_pkey PRIMARY KEY (district_id, meeting_id, client_id),
    CONSTRAINT offline_fact_phase_check CHECK (phase IN ('IN', 'OUT')),
    CONSTRAINT offline_fact_grade_check CHECK (grade IN ('SCANNED', 'TYPED', 'VOUCHED')),
    CONSTRAINT offline_fact_outcome_check CHECK (outcome IN ('RECORDED', 'KNOWN', 'NEEDS_REVIEW')),
    CONSTRAINT offline_fact_reason_check CHECK ((outcome = 'NEEDS_REVIEW') = (reason IS NOT NULL)),
    CONSTRAINT offline_fact_whose_check CHECK (teacher_id IS NOT NULL OR staff_number IS NOT NULL),
    CONSTRAINT offline_fact_district_id_bundle_id_fkey FOREIGN KEY (district_id, bundle_id)
        REFERENCES attendance.offline_bundle (district_id, bundle_id)
);
CREATE TABLE attendance.offline_review (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    client_id uuid NOT NULL,
    accepted boolean NOT NULL,
    teacher_id uuid,
    reason text NOT NULL,
    reviewed_by uuid NOT NULL,
    reviewed_at timestamptz NOT NULL,
    CONSTRAINT offline_review_pkey PRIMARY KEY (district_id, meeting_id, client_id),
    CONSTRAINT offline_review_accepted_check CHECK (NOT accepted OR teacher_id IS NOT NULL),
    CONSTRAINT offline_review_district_id_meeting_id_client_id_fkey FOREIGN KEY (district_id, meeting_id, client_id)
        REFERENCES attendance.offline_fact (district_id, meeting_id, client_id)
)
"""
_APPENDED = (
    "make_up",
    "make_up_decision",
    "head_count",
    "anomaly_decision",
    "offline_bundle",
    "offline_fact",
    "offline_review",
)


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("attendance", *_APPENDED, rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        for table in reversed(_APPENDED):
            op.execute(f"DROP TABLE attendance.{table}")
        op.execute("DROP INDEX attendance.meeting_district_id_starts_at_idx")
        op.execute("ALTER TABLE attendance.leave DROP COLUMN kind, DROP COLUMN evidence")
        op.execute("ALTER TABLE attendance.settlement DROP COLUMN automatic")
