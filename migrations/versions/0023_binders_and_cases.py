"""Evidence binders with their papers, waivers and custody; cases about consequences; meetings of classes."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_BINDERS = """
-- What registration said of the meetings before is not known here: the next thing it says of a class fills them in.
ALTER TABLE assessment.training_class ADD COLUMN meetings jsonb NOT NULL DEFAULT '[]';

CREATE TABLE assessment.binder (
    district_id int NOT NULL,
    binder_id uuid NOT NULL,
    subject text NOT NULL,
    subject_key text NOT NULL,
    class_id uuid,
    activity_id uuid,
    school_id uuid,
    unit text,
    unit_kind text,
    every text,
    first_day date,
    last_day date,
    title text NOT NULL,
    state text NOT NULL DEFAULT 'OPEN',
    contents jsonb,
    custodian_id uuid NOT NULL,
    custodian_name text NOT NULL,
    custodian_since timestamptz NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    CONSTRAINT binder_pkey PRIMARY KEY (district_id, binder_id),
    CONSTRAINT binder_district_id_subject_key_key UNIQUE (district_id, subject_key),
    CONSTRAINT binder_state_check CHECK (
        state = 'OPEN' AND contents IS NULL OR state = 'CLOSED' AND contents IS NOT NULL
    ),
    CONSTRAINT binder_subject_check CHECK (
        CASE subject
            WHEN 'CLASS' THEN class_id IS NOT NULL AND every IS NULL
            WHEN 'ACTIVITY' THEN activity_id IS NOT NULL AND every IS NULL
            WHEN 'SCHOOL' THEN school_id IS NOT NULL AND every IN ('semester', 'year', 'cycle')
                AND first_day <= last_day AND (unit IS NULL) = (unit_kind IS NULL)
            ELSE false
        END
    )
);
CREATE INDEX binder_by_class_idx ON assessment.binder (district_id, class_id) WHERE class_id IS NOT NULL;
CREATE INDEX binder_by_school_idx ON assessment.binder (district_id, school_id, binder_id);

CREATE TABLE assessment.binder_paper (
    district_id int NOT NULL,
    paper_id uuid NOT NULL,
    binder_id uuid NOT NULL,
    clause_id text NOT NULL,
    code text NOT NULL,
    fact_kind text NOT NULL,
    held_on date NOT NULL,
    note text NOT NULL,
    file_id uuid,
    record_id uuid,
    attached_by uuid NOT NULL,
    attached_at timestamptz NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawal_reason text,
    CONSTRAINT binder_paper_pkey PRIMARY KEY (district_id, paper_id),
    CONSTRAINT binder_paper_district_id_binder_id_fkey FOREIGN KEY (district_id, binder_id)
        REFERENCES assessment.binder (district_id, binder_id),
    CONSTRAINT binder_paper_withdrawal_check CHECK (
        (withdrawn_by IS NULL) = (withdrawn_at IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)
    )
);
CREATE INDEX binder_paper_by_binder_idx ON assessment.binder_paper (district_id, binder_id, paper_id);

CREATE TABLE assessment.binder_waiver (
    district_id int NOT NULL,
    binder_id uuid NOT NULL,
    clause_id text NOT NULL,
    code text NOT NULL,
    reason text NOT NULL,
    waived_by uuid NOT NULL,
    waived_at timestamptz NOT NULL,
    CONSTRAINT binder_waiver_pkey PRIMARY KEY (district_id, binder_id, clause_id, code),
    CONSTRAINT binder_waiver_district_id_binder_id_fkey FOREIGN KEY (district_id, binder_id)
        REFERENCES assessment.binder (district_id, binder_id)
);

CREATE TABLE assessment.binder_hand_over (
    district_id int NOT NULL,
    hand_over_id uuid NOT NULL,
    binder_id uuid NOT NULL,
    from_account_id uuid NOT NULL,
    from_name text NOT NULL,
    to_account_id uuid NOT NULL,
    to_name text NOT NULL,
    note text NOT NULL,
    given_by uuid NOT NULL,
    given_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'GIVEN',
    settled_by uuid,
    settled_at timestamptz,
    reason text,
    CONSTRAINT binder_hand_over_pkey PRIMARY KEY (district_id, hand_over_id),
    CONSTRAINT binder_hand_over_district_id_binder_id_fkey FOREIGN KEY (district_id, binder_id)
        REFERENCES assessment.binder (district_id, binder_id),
    CONSTRAINT binder_hand_over_state_check CHECK (
        state IN ('GIVEN', 'ACCEPTED', 'TAKEN_BACK')
        AND (state = 'GIVEN') = (settled_by IS NULL) AND (settled_by IS NULL) = (settled_at IS NULL)
    )
);
CREATE UNIQUE INDEX binder_hand_over_open_key ON assessment.binder_hand_over (district_id, binder_id)
    WHERE state = 'GIVEN';
CREATE INDEX binder_hand_over_by_receiver_idx ON assessment.binder_hand_over (district_id, to_account_id)
    WHERE state = 'GIVEN';
CREATE INDEX binder_hand_over_by_binder_idx ON assessment.binder_hand_over (district_id, binder_id, hand_over_id);

CREATE TABLE assessment.binder_act (
    district_id int NOT NULL,
    act_id uuid NOT NULL,
    binder_id uuid NOT NULL,
    act text NOT NULL,
    reason text,
    contents jsonb,
    done_by uuid NOT NULL,
    done_at timestamptz NOT NULL,
    CONSTRAINT binder_act_pkey PRIMARY KEY (district_id, act_id),
    CONSTRAINT binder_act_district_id_binder_id_fkey FOREIGN KEY (district_id, binder_id)
        REFERENCES assessment.binder (district_id, binder_id),
    CONSTRAINT binder_act_act_check CHECK (act IN ('OPENED', 'CLOSED', 'REOPENED'))
);
CREATE INDEX binder_act_by_binder_idx ON assessment.binder_act (district_id, binder_id, act_id);
"""

_CASES = """
CREATE TABLE assessment.consequence_case (
    district_id int NOT NULL,
    case_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    pack_id text NOT NULL,
    pack_hash text NOT NULL,
    clause_id text NOT NULL,
    clause jsonb NOT NULL,
    triggers text[] NOT NULL,
    grounds text NOT NULL,
    state text NOT NULL DEFAULT 'OPENED',
    opened_by uuid NOT NULL,
    opener_person_id uuid,
    opened_at timestamptz NOT NULL,
    decider_id uuid NOT NULL,
    decider_name text NOT NULL,
    statement_until date,
    decided_by uuid,
    decided_person_id uuid,
    measures text[] NOT NULL DEFAULT '{}',
    appeal_until date,
    CONSTRAINT consequence_case_pkey PRIMARY KEY (district_id, case_id),
    CONSTRAINT consequence_case_state_check CHECK (
        state IN ('OPENED', 'NOTIFIED', 'DECIDED', 'APPEALED', 'APPEAL_DECIDED', 'CLOSED', 'WITHDRAWN')
    ),
    -- Whoever opens a case does not decide it.
    CONSTRAINT consequence_case_decider_check CHECK (decider_id <> opened_by AND decided_by <> opened_by),
    CONSTRAINT consequence_case_notice_check CHECK (state IN ('OPENED', 'WITHDRAWN') OR statement_until IS NOT NULL),
    CONSTRAINT consequence_case_decision_check CHECK (
        state IN ('OPENED', 'NOTIFIED', 'WITHDRAWN') OR decided_by IS NOT NULL AND appeal_until IS NOT NULL
    )
);
CREATE INDEX consequence_case_by_teacher_idx ON assessment.consequence_case (district_id, teacher_id, case_id);
CREATE INDEX consequence_case_by_school_idx ON assessment.consequence_case (district_id, school_id, case_id);

CREATE TABLE assessment.case_act (
    district_id int NOT NULL,
    act_id uuid NOT NULL,
    case_id uuid NOT NULL,
    act text NOT NULL,
    words text NOT NULL,
    measures text[] NOT NULL DEFAULT '{}',
    done_by uuid NOT NULL,
    done_at timestamptz NOT NULL,
    CONSTRAINT case_act_pkey PRIMARY KEY (district_id, act_id),
    CONSTRAINT case_act_district_id_case_id_fkey FOREIGN KEY (district_id, case_id)
        REFERENCES assessment.consequence_case (district_id, case_id),
    CONSTRAINT case_act_act_check CHECK (
        act IN ('OPENED', 'DECIDER_NAMED', 'NOTIFIED', 'ACKNOWLEDGED', 'STATED', 'DECIDED', 'APPEALED',
                'APPEAL_UPHELD', 'APPEAL_CHANGED', 'APPEAL_REJECTED', 'CLOSED', 'WITHDRAWN')
    )
);
CREATE INDEX case_act_by_case_idx ON assessment.case_act (district_id, case_id, act_id);

CREATE TABLE assessment.case_evidence (
    district_id int NOT NULL,
    evidence_id uuid NOT NULL,
    case_id uuid NOT NULL,
    act_id uuid NOT NULL,
    file_id uuid,
    record_id uuid,
    outcome_id uuid,
    note text NOT NULL,
    CONSTRAINT case_evidence_pkey PRIMARY KEY (district_id, evidence_id),
    CONSTRAINT case_evidence_district_id_act_id_fkey FOREIGN KEY (district_id, act_id)
        REFERENCES assessment.case_act (district_id, act_id),
    CONSTRAINT case_evidence_of_one_check CHECK (num_nonnulls(file_id, record_id, outcome_id) <= 1)
);
CREATE INDEX case_evidence_by_case_idx ON assessment.case_evidence (district_id, case_id, evidence_id);
"""


def upgrade() -> None:
    with as_owner():
        for statement in f"{_BINDERS}{_CASES}".split(";\n"):
            if statement.strip():
                op.execute(statement)
        changing = "SELECT, INSERT, UPDATE"
        protect("assessment", "binder", "binder_paper", "binder_hand_over", "consequence_case", rights=changing)
        protect("assessment", "binder_waiver", "binder_act", "case_act", "case_evidence", rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        for table in ("case_evidence", "case_act", "consequence_case"):
            op.execute(f"DROP TABLE assessment.{table}")
        for table in ("binder_act", "binder_hand_over", "binder_waiver", "binder_paper", "binder"):
            op.execute(f"DROP TABLE assessment.{table}")
        op.execute("ALTER TABLE assessment.training_class DROP COLUMN meetings")
