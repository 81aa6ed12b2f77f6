"""Registration: plans, programs, classes, meetings, enrolments and the time they take."""

from alembic import op

from migrations.rights import as_owner, create_schema, protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE registration.plan (
    district_id int NOT NULL,
    plan_id uuid NOT NULL,
    title text NOT NULL,
    school_id uuid,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT plan_pkey PRIMARY KEY (district_id, plan_id),
    CONSTRAINT plan_period_check CHECK (ends_on >= starts_on)
);
CREATE TABLE registration.program (
    district_id int NOT NULL,
    program_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    level text NOT NULL,
    mode text NOT NULL,
    nature text NOT NULL,
    kind text NOT NULL,
    category text NOT NULL,
    tags text[] NOT NULL,
    organised_by_admin boolean NOT NULL,
    provider text NOT NULL,
    hours numeric(14, 4) NOT NULL,
    scheme text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT program_pkey PRIMARY KEY (district_id, program_id),
    CONSTRAINT program_district_id_code_key UNIQUE (district_id, code),
    CONSTRAINT program_hours_check CHECK (hours >= 0),
    CONSTRAINT program_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id)
);
CREATE INDEX program_by_plan_idx ON registration.program (district_id, plan_id, program_id);
CREATE TABLE registration.class (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    program_id uuid NOT NULL,
    title text NOT NULL,
    school_id uuid,
    leader_ids uuid[] NOT NULL,
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    status text NOT NULL CONSTRAINT class_status_check CHECK (status IN ('SCHEDULED', 'CANCELLED')),
    cancellation_reason text,
    capacity int NOT NULL,
    taken int NOT NULL,
    waiting int NOT NULL,
    next_waiting_no bigint NOT NULL,
    enrolment_revision bigint NOT NULL,
    revision bigint NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT class_pkey PRIMARY KEY (district_id, class_id),
    CONSTRAINT class_window_check CHECK (closes_at > opens_at),
    CONSTRAINT class_taken_check CHECK (taken BETWEEN 0 AND capacity),
    CONSTRAINT class_waiting_check CHECK (waiting >= 0),
    CONSTRAINT class_district_id_program_id_fkey FOREIGN KEY (district_id, program_id)
        REFERENCES registration.program (district_id, program_id)
);
CREATE INDEX class_by_program_idx ON registration.class (district_id, program_id, class_id);
CREATE TABLE registration.meeting (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    class_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    hours numeric(14, 4) NOT NULL,
    place text,
    speaker text,
    topic text,
    category text,
    cancelled boolean NOT NULL,
    CONSTRAINT meeting_pkey PRIMARY KEY (district_id, meeting_id),
    CONSTRAINT meeting_period_check CHECK (ends_at > starts_at),
    CONSTRAINT meeting_hours_check CHECK (hours >= 0),
    CONSTRAINT meeting_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE INDEX meeting_by_class_idx ON registration.meeting (district_id, class_id, starts_at);
CREATE TABLE registration.enrolment (
    district_id int NOT NULL,
    enrolment_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    status text NOT NULL CONSTRAINT enrolment_status_check CHECK (status IN ('CONFIRMED', 'WAITING', 'WITHDRAWN')),
    revision bigint NOT NULL,
    waiting_no bigint,
    clash_accepted boolean NOT NULL,
    school_id uuid NOT NULL,
    title text,
    title_tier text,
    post text NOT NULL,
    source text NOT NULL CONSTRAINT enrolment_source_check CHECK (source IN ('SELF', 'NOMINATION')),
    entered_by uuid NOT NULL,
    entered_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawal_reason text,
    CONSTRAINT enrolment_pkey PRIMARY KEY (district_id, enrolment_id),
    CONSTRAINT enrolment_waiting_no_check CHECK (status <> 'WAITING' OR waiting_no IS NOT NULL),
    CONSTRAINT enrolment_confirmed_at_check CHECK (status <> 'CONFIRMED' OR confirmed_at IS NOT NULL),
    CONSTRAINT enrolment_withdrawn_at_check CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)),
    CONSTRAINT enrolment_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE UNIQUE INDEX enrolment_active_key ON registration.enrolment (district_id, class_id, teacher_id)
    WHERE status <> 'WITHDRAWN';
CREATE UNIQUE INDEX enrolment_waiting_key ON registration.enrolment (district_id, class_id, waiting_no)
    WHERE status = 'WAITING';
CREATE INDEX enrolment_by_class_idx ON registration.enrolment (district_id, class_id, enrolment_id);
CREATE INDEX enrolment_by_teacher_idx ON registration.enrolment (district_id, teacher_id, enrolment_id);
CREATE TABLE registration.slot (
    district_id int NOT NULL,
    enrolment_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    period tstzrange NOT NULL,
    active boolean NOT NULL,
    clash_accepted boolean NOT NULL,
    CONSTRAINT slot_pkey PRIMARY KEY (district_id, enrolment_id, meeting_id),
    CONSTRAINT slot_period_excl EXCLUDE USING gist (district_id WITH =, teacher_id WITH =, period WITH &&)
        WHERE (active AND NOT clash_accepted),
    CONSTRAINT slot_district_id_enrolment_id_fkey FOREIGN KEY (district_id, enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id),
    CONSTRAINT slot_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES registration.meeting (district_id, meeting_id)
);
CREATE INDEX slot_by_meeting_idx ON registration.slot (district_id, meeting_id)
"""


def upgrade() -> None:
    create_schema("registration")
    with as_owner():
        for statement in _TABLES.split(";"):
            op.execute(statement)
        protect("registration", "plan", "program", "class", "meeting", "enrolment", "slot")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP SCHEMA registration CASCADE")
