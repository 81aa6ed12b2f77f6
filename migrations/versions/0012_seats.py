"""Seats: directions, rounds, pools of schools, requests, offers, groups, and what falls due at a moment."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_CLASS = """
ALTER TABLE registration.class
    ADD COLUMN head_teacher_id uuid,
    ADD COLUMN direction text NOT NULL DEFAULT 'OPEN',
    ADD COLUMN reviews text[] NOT NULL DEFAULT '{}',
    ADD COLUMN second_opens_at timestamptz,
    ADD COLUMN second_closes_at timestamptz,
    ADD COLUMN second_opens_pools boolean NOT NULL DEFAULT false,
    ADD COLUMN requests_close_at timestamptz,
    ADD COLUMN offer_minutes int,
    ADD COLUMN pooled boolean NOT NULL DEFAULT false,
    ADD COLUMN held int NOT NULL DEFAULT 0,
    ADD COLUMN reserved int NOT NULL DEFAULT 0,
    ADD COLUMN allocated_at timestamptz,
    ADD COLUMN allocation_digest text,
    ADD CONSTRAINT class_direction_check CHECK (direction IN ('OPEN', 'QUOTA', 'REQUESTS', 'ALLOCATION')),
    ADD CONSTRAINT class_reviews_check CHECK (reviews <@ ARRAY['SCHOOL', 'CLASS']),
    ADD CONSTRAINT class_second_round_check CHECK (
        (second_opens_at IS NULL) = (second_closes_at IS NULL)
        AND (second_opens_at IS NULL OR (second_opens_at >= closes_at AND second_closes_at > second_opens_at))
    ),
    ADD CONSTRAINT class_requests_check CHECK ((direction = 'REQUESTS') = (requests_close_at IS NOT NULL)),
    ADD CONSTRAINT class_offer_check CHECK (offer_minutes > 0),
    ADD CONSTRAINT class_allocated_check CHECK ((allocated_at IS NULL) = (allocation_digest IS NULL)),
    DROP CONSTRAINT class_taken_check,
    ADD CONSTRAINT class_seats_check CHECK (
        taken >= 0 AND held >= 0 AND reserved >= 0 AND taken + held + reserved <= capacity
    )
"""

_ENROLMENT = """
ALTER TABLE registration.enrolment
    ADD COLUMN review text,
    ADD COLUMN group_id uuid,
    ADD COLUMN priority int NOT NULL DEFAULT 5,
    ADD COLUMN passed_over text,
    ADD COLUMN passed_over_at timestamptz,
    DROP CONSTRAINT enrolment_status_check,
    DROP CONSTRAINT enrolment_source_check,
    DROP CONSTRAINT enrolment_waiting_no_check,
    ADD CONSTRAINT enrolment_status_check CHECK (
        status IN ('PENDING', 'APPLIED', 'WAITING', 'OFFERED', 'CONFIRMED', 'RETURNED', 'WITHDRAWN')
    ),
    ADD CONSTRAINT enrolment_source_check CHECK (source IN ('SELF', 'NOMINATION', 'GROUP', 'REPLACEMENT')),
    ADD CONSTRAINT enrolment_waiting_no_check CHECK (
        status NOT IN ('PENDING', 'APPLIED', 'WAITING') OR waiting_no IS NOT NULL
    ),
    ADD CONSTRAINT enrolment_review_check CHECK (review IN ('SCHOOL', 'CLASS')),
    ADD CONSTRAINT enrolment_pending_check CHECK ((status = 'PENDING') = (review IS NOT NULL)),
    ADD CONSTRAINT enrolment_priority_check CHECK (priority BETWEEN 1 AND 9),
    ADD CONSTRAINT enrolment_passed_over_check CHECK (
        passed_over IN ('NOT_IN_POST', 'NOT_ELIGIBLE', 'TIME_CLASH', 'GROUP_TOO_LARGE')
    );
DROP INDEX registration.enrolment_active_key;
CREATE UNIQUE INDEX enrolment_active_key ON registration.enrolment (district_id, class_id, teacher_id)
    WHERE status NOT IN ('WITHDRAWN', 'RETURNED')
"""

_TABLES = """
CREATE TABLE registration.pool (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    school_id uuid NOT NULL,
    seats int NOT NULL,
    claimed int NOT NULL,
    claim_back_at timestamptz,
    returned_at timestamptz,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT pool_pkey PRIMARY KEY (district_id, class_id, school_id),
    CONSTRAINT pool_seats_check CHECK (seats >= 0),
    CONSTRAINT pool_claimed_check CHECK (claimed >= 0),
    CONSTRAINT pool_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE TABLE registration.seat_request (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    school_id uuid NOT NULL,
    seats int NOT NULL,
    priority int NOT NULL,
    reason text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamptz NOT NULL,
    status text NOT NULL,
    granted int,
    decision_reason text,
    decided_by uuid,
    decided_at timestamptz,
    CONSTRAINT seat_request_pkey PRIMARY KEY (district_id, class_id, school_id),
    CONSTRAINT seat_request_seats_check CHECK (seats > 0),
    CONSTRAINT seat_request_priority_check CHECK (priority BETWEEN 1 AND 9),
    CONSTRAINT seat_request_status_check CHECK (status IN ('ASKED', 'GRANTED', 'PARTLY_GRANTED', 'REFUSED')),
    CONSTRAINT seat_request_granted_check CHECK (granted BETWEEN 0 AND seats),
    CONSTRAINT seat_request_decided_check CHECK ((status = 'ASKED') = (decided_at IS NULL)),
    CONSTRAINT seat_request_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE TABLE registration.offer (
    district_id int NOT NULL,
    offer_id uuid NOT NULL,
    class_id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    offered_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state text NOT NULL,
    settled_at timestamptz,
    settled_by uuid,
    CONSTRAINT offer_pkey PRIMARY KEY (district_id, offer_id),
    CONSTRAINT offer_period_check CHECK (expires_at > offered_at),
    CONSTRAINT offer_state_check CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'TAKEN_BACK')),
    CONSTRAINT offer_settled_check CHECK ((state = 'OPEN') = (settled_at IS NULL)),
    CONSTRAINT offer_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id),
    CONSTRAINT offer_district_id_enrolment_id_fkey FOREIGN KEY (district_id, enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id)
);
CREATE UNIQUE INDEX offer_open_key ON registration.offer (district_id, enrolment_id) WHERE state = 'OPEN';
CREATE INDEX offer_by_class_idx ON registration.offer (district_id, class_id, offer_id);
CREATE TABLE registration.seat_record (
    district_id int NOT NULL,
    seat_record_id uuid NOT NULL,
    class_id uuid NOT NULL,
    kind text NOT NULL,
    school_id uuid,
    enrolment_id uuid,
    before int,
    after int,
    reason text,
    recorded_by uuid,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT seat_record_pkey PRIMARY KEY (district_id, seat_record_id),
    CONSTRAINT seat_record_kind_check CHECK (kind IN (
        'CAPACITY', 'ROUNDS', 'POOL', 'POOL_RETURNED', 'REQUEST', 'GRANT', 'PRIORITY', 'ALLOCATION', 'ADJUSTMENT'
    )),
    CONSTRAINT seat_record_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE INDEX seat_record_by_class_idx ON registration.seat_record (district_id, class_id, seat_record_id)
"""

# An event may be said ahead of its time: it is heard when the domain's clock has come to `due_at`.
_DUE = """
ALTER TABLE messaging.event ADD COLUMN due_at timestamptz;
DROP INDEX messaging.event_unrouted_idx;
CREATE INDEX event_unrouted_idx ON messaging.event (district_id, id) WHERE routed_at IS NULL AND due_at IS NULL;
CREATE INDEX event_due_idx ON messaging.event (due_at) WHERE routed_at IS NULL AND due_at IS NOT NULL
"""


def upgrade() -> None:
    with as_owner():
        for statement in ";".join((_CLASS, _ENROLMENT, _TABLES, _DUE)).split(";"):
            op.execute(statement)
        protect("registration", "pool", "seat_request", "offer")
        protect("registration", "seat_record", rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        for statement in _UNDO.split(";"):
            op.execute(statement)


_UNDO = """
DROP INDEX messaging.event_due_idx;
DROP INDEX messaging.event_unrouted_idx;
CREATE INDEX event_unrouted_idx ON messaging.event (district_id, id) WHERE routed_at IS NULL;
ALTER TABLE messaging.event DROP COLUMN due_at;
DROP TABLE registration.seat_record, registration.offer, registration.seat_request, registration.pool;
DROP INDEX registration.enrolment_active_key;
ALTER TABLE registration.enrolment
    DROP CONSTRAINT enrolment_status_check,
    DROP CONSTRAINT enrolment_source_check,
    DROP CONSTRAINT enrolment_waiting_no_check,
    DROP COLUMN review,
    DROP COLUMN group_id,
    DROP COLUMN priority,
    DROP COLUMN passed_over,
    DROP COLUMN passed_over_at,
    ADD CONSTRAINT enrolment_status_check CHECK (status IN ('CONFIRMED', 'WAITING', 'WITHDRAWN')),
    ADD CONSTRAINT enrolment_source_check CHECK (source IN ('SELF', 'NOMINATION')),
    ADD CONSTRAINT enrolment_waiting_no_check CHECK (status <> 'WAITING' OR waiting_no IS NOT NULL);
CREATE UNIQUE INDEX enrolment_active_key ON registration.enrolment (district_id, class_id, teacher_id)
    WHERE status <> 'WITHDRAWN';
ALTER TABLE registration.class
    DROP CONSTRAINT class_seats_check,
    ADD CONSTRAINT class_taken_check CHECK (taken BETWEEN 0 AND capacity),
    DROP COLUMN head_teacher_id,
    DROP COLUMN direction,
    DROP COLUMN reviews,
    DROP COLUMN second_opens_at,
    DROP COLUMN second_closes_at,
    DROP COLUMN second_opens_pools,
    DROP COLUMN requests_close_at,
    DROP COLUMN offer_minutes,
    DROP COLUMN pooled,
    DROP COLUMN held,
    DROP COLUMN reserved,
    DROP COLUMN allocated_at,
    DROP COLUMN allocation_digest
"""
