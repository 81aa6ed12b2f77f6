"""Check-ins by every way (typed, by a helper, from paper), roll calls, annulments, and where a place is."""

from alembic import op

from migrations.rights import as_owner, open_to_listed_districts, protect

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# A turn ends with an annulment; the next check-in of the same teacher begins another, and the key still says "once".
_TABLES = """
CREATE TABLE attendance.hand_entry (
    district_id int NOT NULL,
    entry_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    phase text NOT NULL,
    roll smallint NOT NULL,
    method text NOT NULL,
    entered_by uuid NOT NULL,
    entered_at timestamptz NOT NULL,
    reason text NOT NULL,
    reference text,
    CONSTRAINT hand_entry_pkey PRIMARY KEY (district_id, entry_id),
    CONSTRAINT hand_entry_phase_check CHECK (phase IN ('IN', 'OUT', 'ROLL')),
    CONSTRAINT hand_entry_roll_check CHECK ((phase = 'ROLL') = (roll > 0) AND roll >= 0),
    CONSTRAINT hand_entry_method_check CHECK (method IN ('HELPER', 'PAPER', 'OFFLINE')),
    CONSTRAINT hand_entry_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE TABLE attendance.annulment (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    phase text NOT NULL,
    roll smallint NOT NULL,
    teacher_id uuid NOT NULL,
    turn smallint NOT NULL,
    check_in_id uuid NOT NULL,
    reason text NOT NULL,
    annulled_by uuid NOT NULL,
    annulled_at timestamptz NOT NULL,
    CONSTRAINT annulment_pkey PRIMARY KEY (district_id, meeting_id, phase, roll, teacher_id, turn)
);
CREATE TABLE attendance.roll_call (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    roll smallint NOT NULL,
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    started_by uuid NOT NULL,
    started_at timestamptz NOT NULL,
    CONSTRAINT roll_call_pkey PRIMARY KEY (district_id, meeting_id, roll),
    CONSTRAINT roll_call_roll_check CHECK (roll BETWEEN 1 AND 20),
    CONSTRAINT roll_call_period_check CHECK (closes_at > opens_at),
    CONSTRAINT roll_call_district_id_meeting_id_fkey FOREIGN KEY (district_id, meeting_id)
        REFERENCES attendance.meeting (district_id, meeting_id)
);
CREATE TABLE attendance.place_position (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    place text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT place_position_pkey PRIMARY KEY (district_id, class_id, place),
    CONSTRAINT place_position_latitude_check CHECK (latitude BETWEEN -90 AND 90),
    CONSTRAINT place_position_longitude_check CHECK (longitude BETWEEN -180 AND 180),
    CONSTRAINT place_position_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES attendance.training_class (district_id, class_id)
);
CREATE TABLE attendance.number_try (
    district_id int NOT NULL,
    meeting_id uuid NOT NULL,
    phase text NOT NULL,
    roll smallint NOT NULL,
    teacher_id uuid NOT NULL,
    tries int NOT NULL,
    CONSTRAINT number_try_pkey PRIMARY KEY (district_id, meeting_id, phase, roll, teacher_id)
);
CREATE TABLE attendance.exchanged_scan (
    district_id int NOT NULL,
    exchange_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    CONSTRAINT exchanged_scan_pkey PRIMARY KEY (district_id, exchange_id)
);
ALTER TABLE attendance.check_in
    ADD COLUMN roll smallint NOT NULL DEFAULT 0,
    ADD COLUMN turn smallint NOT NULL DEFAULT 0,
    ADD COLUMN grade text NOT NULL DEFAULT 'SCANNED',
    ADD COLUMN received_at timestamptz,
    ADD COLUMN distance text NOT NULL DEFAULT 'UNKNOWN',
    ADD COLUMN device_hash bytea,
    ADD COLUMN code_age smallint,
    ADD COLUMN entry_id uuid,
    DROP CONSTRAINT check_in_pkey,
    DROP CONSTRAINT check_in_phase_check,
    DROP CONSTRAINT check_in_method_check,
    ADD CONSTRAINT check_in_pkey PRIMARY KEY (district_id, meeting_id, phase, roll, teacher_id, turn),
    ADD CONSTRAINT check_in_phase_check CHECK (phase IN ('IN', 'OUT', 'ROLL')),
    ADD CONSTRAINT check_in_roll_check CHECK ((phase = 'ROLL') = (roll > 0) AND roll >= 0),
    ADD CONSTRAINT check_in_method_check CHECK (method IN ('CODE', 'NUMBER', 'HELPER', 'PAPER', 'OFFLINE')),
    ADD CONSTRAINT check_in_grade_check CHECK (grade IN ('SCANNED', 'TYPED', 'VOUCHED', 'PAPER')),
    ADD CONSTRAINT check_in_distance_check CHECK (distance IN ('NEAR', 'WITHIN_1_KM', 'FAR', 'UNKNOWN')),
    ADD CONSTRAINT check_in_entry_check CHECK (method NOT IN ('HELPER', 'PAPER') OR entry_id IS NOT NULL),
    ADD CONSTRAINT check_in_district_id_entry_id_fkey FOREIGN KEY (district_id, entry_id)
        REFERENCES attendance.hand_entry (district_id, entry_id);
ALTER TABLE attendance.refused_scan
    ADD COLUMN roll smallint NOT NULL DEFAULT 0,
    ADD COLUMN distance text NOT NULL DEFAULT 'UNKNOWN',
    ADD COLUMN device_hash bytea,
    ADD COLUMN entry_id uuid,
    DROP CONSTRAINT refused_scan_phase_check,
    DROP CONSTRAINT refused_scan_method_check,
    DROP CONSTRAINT refused_scan_reason_check,
    ADD CONSTRAINT refused_scan_phase_check CHECK (phase IN ('IN', 'OUT', 'ROLL')),
    ADD CONSTRAINT refused_scan_method_check CHECK (method IN ('CODE', 'NUMBER', 'HELPER', 'PAPER', 'OFFLINE')),
    ADD CONSTRAINT refused_scan_distance_check CHECK (distance IN ('NEAR', 'WITHIN_1_KM', 'FAR', 'UNKNOWN')),
    ADD CONSTRAINT refused_scan_reason_check CHECK (reason IN (
        'FORGED_CODE', 'STALE_CODE', 'EARLY_CODE', 'WRONG_MEETING', 'WRONG_PHASE', 'WRONG_TICKET',
        'UNKNOWN_MEETING', 'UNKNOWN_ROLL', 'CLASS_CANCELLED', 'OUTSIDE_WINDOW',
        'WRONG_NUMBER', 'TRIES_USED_UP', 'FORGED_EXCHANGE', 'STALE_EXCHANGE', 'EXCHANGE_USED',
        'ANNULLED_SINCE'
    ))
"""
_BEFORE = """
ALTER TABLE attendance.refused_scan
    DROP COLUMN roll,
    DROP COLUMN distance,
    DROP COLUMN device_hash,
    DROP COLUMN entry_id,
    DROP CONSTRAINT refused_scan_phase_check,
    DROP CONSTRAINT refused_scan_method_check,
    DROP CONSTRAINT refused_scan_reason_check,
    ADD CONSTRAINT refused_scan_phase_check CHECK (phase IN ('IN', 'OUT')),
    ADD CONSTRAINT refused_scan_method_check CHECK (method IN ('CODE')),
    ADD CONSTRAINT refused_scan_reason_check CHECK (reason IN (
        'FORGED_CODE', 'STALE_CODE', 'EARLY_CODE', 'WRONG_MEETING', 'WRONG_PHASE', 'WRONG_TICKET',
        'UNKNOWN_MEETING', 'CLASS_CANCELLED', 'OUTSIDE_WINDOW'
    ));
ALTER TABLE attendance.check_in
    DROP CONSTRAINT check_in_pkey,
    DROP CONSTRAINT check_in_entry_check,
    DROP CONSTRAINT check_in_phase_check,
    DROP CONSTRAINT check_in_method_check,
    DROP COLUMN roll,
    DROP COLUMN turn,
    DROP COLUMN grade,
    DROP COLUMN received_at,
    DROP COLUMN distance,
    DROP COLUMN device_hash,
    DROP COLUMN code_age,
    DROP COLUMN entry_id,
    ADD CONSTRAINT check_in_pkey PRIMARY KEY (district_id, meeting_id, phase, teacher_id),
    ADD CONSTRAINT check_in_phase_check CHECK (phase IN ('IN', 'OUT')),
    ADD CONSTRAINT check_in_method_check CHECK (method IN ('CODE'));
DROP TABLE attendance.exchanged_scan, attendance.number_try, attendance.place_position, attendance.roll_call,
    attendance.annulment, attendance.hand_entry
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("attendance", "hand_entry", "annulment", "roll_call", "exchanged_scan", rights="SELECT, INSERT")
        protect("attendance", "place_position", "number_try", rights="SELECT, INSERT, UPDATE")
        # What the flush reads or writes, whatever districts wait together.
        open_to_listed_districts(
            "attendance", "annulment", "roll_call", "exchanged_scan", "place_position", "number_try"
        )


def downgrade() -> None:
    with as_owner():
        for statement in _BEFORE.split(";\n"):
            op.execute(statement)
