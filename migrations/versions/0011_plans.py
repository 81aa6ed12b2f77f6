"""Plans in full: what they hold, approval, money, notices, calendar feeds; programs by kind of hours and audience."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLES = """
ALTER TABLE registration.plan
    ADD COLUMN period text NOT NULL DEFAULT 'YEAR'
        CONSTRAINT plan_period_kind_check CHECK (period IN ('YEAR', 'SEMESTER')),
    ADD COLUMN status text NOT NULL DEFAULT 'DRAFT'
        CONSTRAINT plan_status_check CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'PUBLISHED')),
    ADD COLUMN revision bigint NOT NULL DEFAULT 0 CONSTRAINT plan_revision_check CHECK (revision >= 0),
    ADD COLUMN steps int NOT NULL DEFAULT 0 CONSTRAINT plan_steps_check CHECK (steps >= 0);
ALTER TABLE registration.program
    ADD COLUMN hours_by_kind jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN evidence text[] NOT NULL DEFAULT '{}',
    ADD COLUMN audience jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN official_mode text
        CONSTRAINT program_official_mode_check CHECK (official_mode IN ('1', '2', '3', '4', '9'));
CREATE TABLE registration.plan_revision (
    district_id int NOT NULL,
    plan_id uuid NOT NULL,
    revision bigint NOT NULL CONSTRAINT plan_revision_revision_check CHECK (revision >= 1),
    content jsonb NOT NULL,
    reason text,
    written_by uuid NOT NULL,
    written_at timestamptz NOT NULL,
    CONSTRAINT plan_revision_pkey PRIMARY KEY (district_id, plan_id, revision),
    CONSTRAINT plan_revision_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id)
);
CREATE TABLE registration.plan_step (
    district_id int NOT NULL,
    plan_id uuid NOT NULL,
    step_no int NOT NULL CONSTRAINT plan_step_step_no_check CHECK (step_no >= 1),
    action text NOT NULL
        CONSTRAINT plan_step_action_check CHECK (action IN ('SUBMIT', 'APPROVE', 'RETURN', 'PUBLISH', 'AMEND')),
    revision bigint NOT NULL,
    reason text,
    taken_by uuid NOT NULL,
    taken_at timestamptz NOT NULL,
    CONSTRAINT plan_step_pkey PRIMARY KEY (district_id, plan_id, step_no),
    CONSTRAINT plan_step_reason_check CHECK (action NOT IN ('RETURN', 'AMEND') OR reason IS NOT NULL),
    CONSTRAINT plan_step_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id)
);
CREATE TABLE registration.plan_item (
    district_id int NOT NULL,
    item_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    program_id uuid,
    CONSTRAINT plan_item_pkey PRIMARY KEY (district_id, item_id),
    CONSTRAINT plan_item_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id),
    CONSTRAINT plan_item_district_id_program_id_fkey FOREIGN KEY (district_id, program_id)
        REFERENCES registration.program (district_id, program_id)
);
CREATE INDEX plan_item_by_plan_idx ON registration.plan_item (district_id, plan_id, item_id);
CREATE TABLE registration.plan_item_class (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    item_id uuid NOT NULL,
    CONSTRAINT plan_item_class_pkey PRIMARY KEY (district_id, class_id),
    CONSTRAINT plan_item_class_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id),
    CONSTRAINT plan_item_class_district_id_item_id_fkey FOREIGN KEY (district_id, item_id)
        REFERENCES registration.plan_item (district_id, item_id)
);
CREATE INDEX plan_item_class_by_item_idx ON registration.plan_item_class (district_id, item_id, class_id);
CREATE TABLE registration.plan_expense (
    district_id int NOT NULL,
    expense_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    item_id uuid,
    kind text NOT NULL,
    amount numeric(14, 4) NOT NULL CONSTRAINT plan_expense_amount_check CHECK (amount > 0 AND amount <> 'NaN'),
    spent_on date NOT NULL,
    note text,
    receipt text,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    retracted_by uuid,
    retracted_at timestamptz,
    retraction_reason text,
    CONSTRAINT plan_expense_pkey PRIMARY KEY (district_id, expense_id),
    CONSTRAINT plan_expense_retraction_check CHECK (
        (retracted_at IS NULL) = (retracted_by IS NULL) AND (retracted_at IS NULL) = (retraction_reason IS NULL)
    ),
    CONSTRAINT plan_expense_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id),
    CONSTRAINT plan_expense_district_id_item_id_fkey FOREIGN KEY (district_id, item_id)
        REFERENCES registration.plan_item (district_id, item_id)
);
CREATE INDEX plan_expense_by_plan_idx ON registration.plan_expense (district_id, plan_id, expense_id);
CREATE TABLE registration.notice_head (
    district_id int NOT NULL,
    year int NOT NULL,
    last_number int NOT NULL CONSTRAINT notice_head_last_number_check CHECK (last_number >= 1),
    CONSTRAINT notice_head_pkey PRIMARY KEY (district_id, year)
);
CREATE TABLE registration.notice (
    district_id int NOT NULL,
    notice_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    plan_revision bigint NOT NULL,
    school_id uuid,
    year int NOT NULL,
    number int NOT NULL CONSTRAINT notice_number_check CHECK (number >= 1),
    title text NOT NULL,
    body text NOT NULL,
    item_ids uuid[] NOT NULL,
    class_ids uuid[] NOT NULL,
    asked_school_ids uuid[] NOT NULL,
    reply_by date,
    issued_by uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawal_reason text,
    CONSTRAINT notice_pkey PRIMARY KEY (district_id, notice_id),
    CONSTRAINT notice_district_id_year_number_key UNIQUE (district_id, year, number),
    CONSTRAINT notice_withdrawal_check CHECK (
        (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)
    ),
    CONSTRAINT notice_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id)
);
CREATE INDEX notice_by_plan_idx ON registration.notice (district_id, plan_id, notice_id);
CREATE TABLE registration.notice_receipt (
    district_id int NOT NULL,
    notice_id uuid NOT NULL,
    school_id uuid NOT NULL,
    read_by uuid NOT NULL,
    read_at timestamptz NOT NULL,
    CONSTRAINT notice_receipt_pkey PRIMARY KEY (district_id, notice_id, school_id),
    CONSTRAINT notice_receipt_district_id_notice_id_fkey FOREIGN KEY (district_id, notice_id)
        REFERENCES registration.notice (district_id, notice_id)
);
CREATE TABLE registration.calendar_feed (
    district_id int NOT NULL,
    feed_id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT calendar_feed_kind_check CHECK (kind IN ('TEACHER', 'SCHOOL', 'CLASS')),
    subject_id uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    revoked_by uuid,
    revoked_at timestamptz,
    CONSTRAINT calendar_feed_pkey PRIMARY KEY (district_id, feed_id),
    CONSTRAINT calendar_feed_revocation_check CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE UNIQUE INDEX calendar_feed_active_key ON registration.calendar_feed (district_id, account_id, kind, subject_id)
    WHERE revoked_at IS NULL
"""
_KEPT = ("plan_revision", "plan_step", "plan_item_class", "notice_receipt")
_CHANGING = ("plan_item", "plan_expense", "notice_head", "notice", "calendar_feed")


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        # What was decided and written is only ever added to.
        protect("registration", *_KEPT, rights="SELECT, INSERT")
        protect("registration", *_CHANGING, rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        for table in (
            "calendar_feed",
            "notice_receipt",
            "notice",
            "notice_head",
            "plan_expense",
            "plan_item_class",
            "plan_item",
            "plan_step",
            "plan_revision",
        ):
            op.execute(f"DROP TABLE registration.{table}")
        for table, columns in {
            "program": ("hours_by_kind", "evidence", "audience", "official_mode"),
            "plan": ("period", "status", "revision", "steps"),
        }.items():
            for column in columns:
                op.execute(f"ALTER TABLE registration.{table} DROP COLUMN {column}")
