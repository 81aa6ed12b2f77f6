"""Attendance: the class lists it keeps, check-ins, leaves, corrections, settlements."""

from alembic import op

from migrations.rights import as_owner, create_schema, open_to_listed_districts, protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A check-in names no meeting by a foreign key: the statement that writes it has just found the meeting,
# and a share lock on one meeting's row for each of a thousand scans at the bell would be pure cost.
_TABLES = """
CREATE TABLE attendance.training_class (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    revision bigint NOT NULL,
    title text NOT NULL,
    school_id uuid,
    leader_ids uuid[] NOT NULL,
    cancelled boolean NOT NULL,
    program_id uuid NOT NULL,
    mode text NOT NULL,
    CONSTRAINT training_class_pkey PRIMARY KEY (district_id, class_id)
);
CREATE TABLE attendance.meeting (
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
    in_opens_at timestamptz NOT NULL,
    in_late_after timestamptz NOT NULL,
    in_closes_at timestamptz NOT NULL,
    out_opens_at timestamptz NOT NULL,
    out_early_before timestamptz NOT NULL,
    out_closes_at timestamptz NOT NULL,
    CONSTRAINT meeting_pkey PRIMARY KEY (district_id, meeting_id),
    CONSTRAINT meeting_period_check CHECK (ends_at > starts_at),
    CONSTRAINT meeting_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES attendance.training_class (district_id, class_id)
);
CREATE INDEX meeting_district_id_class_id_idx ON attendance.meeting (district_id, class_id);
CREATE TABLE attendance.member (
    district_id int NOT NULL,
    enrolment_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    revision bigint NOT NULL,
    active boolean NOT NULL,
    school_id uuid NOT NULL,
    CONSTRAINT member_pkey PRIMARY KEY (district_id, enrolment_id)
);
CREATE INDEX member_district_id_class_id_teacher_id_idx
    ON attendance.member (district_id, class_id, teacher_id);
CREATE TABLE attendance.check_in (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    phase text NOT NULL,
    teacher_id uuid NOT NULL,
    check_in_id uuid NOT NULL,
    state text NOT NULL,
    unlisted boolean NOT NULL,
    method text NOT NULL,
    recorded_at timestamptz NOT NULL,
    device_at timestamptz,
    CONSTRAINT check_in_pkey PRIMARY KEY (district_id, meeting_id, phase, teacher_id),
    CONSTRAINT check_in_phase_check CHECK (phase IN ('IN', 'OUT')),
    CONSTRAINT check_in_state_check CHECK (state IN ('ACCEPTED', 'LATE', 'LEFT_EARLY')),
    CONSTRAINT check_in_method_check CHECK (method IN ('CODE'))
);
CREATE TABLE attendance.refused_scan (
    district_id int NOT NULL,
    refused_scan_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    phase text NOT NULL,
    teacher_id uuid NOT NULL,
    reason text NOT NULL,
    method text NOT NULL,
    refused_at timestamptz NOT NULL,
    device_at timestamptz,
    CONSTRAINT refused_scan_pkey PRIMARY KEY (district_id, refused_scan_id),
    CONSTRAINT refused_scan_phase_check CHECK (phase IN ('IN', 'OUT')),
    CONSTRAINT refused_scan_method_check CHECK (method IN ('CODE')),
    CONSTRAINT refused_scan_reason_check CHECK (reason IN (
        'FORGED_CODE', 'STALE_CODE', 'EARLY_CODE', 'WRONG_MEETING', 'WRONG_PHASE', 'WRONG_TICKET',
        'UNKNOWN_MEETING', 'CLASS_CANCELLED', 'OUTSIDE_WINDOW'
    ))
);
CREATE INDEX refused_scan_district_id_meeting_id_refused_scan_id_idx
    ON attendance.refused_scan (district_id, meeting_id, refused_scan_id);
CREATE TABLE attendance.leave (
    district_id int NOT NULL,
    leave_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    reason text NOT NULL,
    requested_at timestamptz NOT NULL,
    CONSTRAINT leave_pkey PRIMARY KEY (district_id, leave_id),
    CONSTRAINT leave_district_id_meeting_id_teacher_id_key UNIQUE (district_id, meeting_id, teacher_id),
    CONSTRAINT leave_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE TABLE attendance.leave_decision (
    district_id int NOT NULL,
    leave_id uuid NOT NULL,
    approved boolean NOT NULL,
    reason text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT leave_decision_pkey PRIMARY KEY (district_id, leave_id),
    CONSTRAINT leave_decision_district_id_leave_id_fkey FOREIGN KEY (district_id, leave_id)
        REFERENCES attendance.leave (district_id, leave_id)
);
CREATE TABLE attendance.correction (
    district_id int NOT NULL,
    correction_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    presence text,
    minutes int,
    reason text NOT NULL,
    corrected_by uuid NOT NULL,
    corrected_at timestamptz NOT NULL,
    CONSTRAINT correction_pkey PRIMARY KEY (district_id, correction_id),
    CONSTRAINT correction_presence_check CHECK (presence IN ('PRESENT', 'ABSENT')),
    CONSTRAINT correction_minutes_check CHECK (minutes >= 0),
    CONSTRAINT correction_either_check CHECK ((presence IS NULL) <> (minutes IS NULL)),
    CONSTRAINT correction_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE INDEX correction_district_id_meeting_id_teacher_id_idx
    ON attendance.correction (district_id, meeting_id, teacher_id);
CREATE TABLE attendance.settlement (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    version int NOT NULL,
    pack_id text NOT NULL,
    pack_hash text NOT NULL,
    digest text NOT NULL,
    settled_by uuid NOT NULL,
    settled_at timestamptz NOT NULL,
    CONSTRAINT settlement_pkey PRIMARY KEY (district_id, class_id, version),
    CONSTRAINT settlement_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES attendance.training_class (district_id, class_id)
);
CREATE TABLE attendance.settled_member (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    version int NOT NULL,
    teacher_id uuid NOT NULL,
    hours text NOT NULL,
    planned_hours numeric(14, 4) NOT NULL,
    attendance_met boolean NOT NULL,
    days jsonb NOT NULL,
    explanation jsonb NOT NULL,
    CONSTRAINT settled_member_pkey PRIMARY KEY (district_id, class_id, version, teacher_id),
    CONSTRAINT settled_member_hours_check CHECK (hours ~ '^[0-9]+(/[0-9]+)?$'),
    CONSTRAINT settled_member_district_id_class_id_version_fkey FOREIGN KEY (district_id, class_id, version)
        REFERENCES attendance.settlement (district_id, class_id, version)
)
"""
_KEPT_UP_TO_DATE = ("training_class", "meeting", "member")
_APPENDED = ("check_in", "refused_scan", "leave", "leave_decision", "correction", "settlement", "settled_member")


def upgrade() -> None:
    create_schema("attendance")
    with as_owner():
        for statement in _TABLES.split(";"):
            op.execute(statement)
        protect("attendance", *_KEPT_UP_TO_DATE, rights="SELECT, INSERT, UPDATE")
        protect("attendance", *_APPENDED, rights="SELECT, INSERT")
        # The opening bell is one for many districts: what waits is recorded in one statement.
        open_to_listed_districts("attendance", *_KEPT_UP_TO_DATE, "check_in", "refused_scan")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP SCHEMA attendance CASCADE")
