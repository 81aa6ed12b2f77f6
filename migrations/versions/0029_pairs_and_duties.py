"""Mentoring pairs, duties that follow from what happened, personal goals, and what the book earned of everybody."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_PAIRS = """
CREATE TABLE assessment.pair (
    district_id int NOT NULL,
    pair_id uuid NOT NULL,
    revision int NOT NULL,
    school_id uuid NOT NULL,
    name text NOT NULL,
    mentor_id uuid NOT NULL,
    mentee_id uuid NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    state text NOT NULL DEFAULT 'RUNNING',
    passed boolean,
    award_proposed boolean NOT NULL DEFAULT false,
    awarded_on date,
    award_record_id uuid,
    named_by uuid NOT NULL,
    named_at timestamptz NOT NULL,
    CONSTRAINT pair_pkey PRIMARY KEY (district_id, pair_id),
    CONSTRAINT pair_people_check CHECK (mentor_id <> mentee_id),
    CONSTRAINT pair_days_check CHECK (starts_on <= ends_on),
    CONSTRAINT pair_state_check CHECK (
        state IN ('RUNNING', 'EVALUATED', 'WITHDRAWN') AND (state = 'EVALUATED') = (passed IS NOT NULL)
        AND (NOT award_proposed OR passed) AND (awarded_on IS NULL OR award_proposed)
    )
);
CREATE UNIQUE INDEX pair_name_key ON assessment.pair (district_id, school_id, name) WHERE state <> 'WITHDRAWN';
CREATE INDEX pair_by_school_idx ON assessment.pair (district_id, school_id, pair_id);
CREATE INDEX pair_by_mentor_idx ON assessment.pair (district_id, mentor_id);
CREATE INDEX pair_by_mentee_idx ON assessment.pair (district_id, mentee_id);

CREATE TABLE assessment.pair_act (
    district_id int NOT NULL,
    act_id uuid NOT NULL,
    pair_id uuid NOT NULL,
    act text NOT NULL,
    words text NOT NULL,
    content jsonb NOT NULL,
    done_by uuid NOT NULL,
    done_at timestamptz NOT NULL,
    CONSTRAINT pair_act_pkey PRIMARY KEY (district_id, act_id),
    CONSTRAINT pair_act_district_id_pair_id_fkey FOREIGN KEY (district_id, pair_id)
        REFERENCES assessment.pair (district_id, pair_id),
    CONSTRAINT pair_act_act_check CHECK (act IN ('NAMED', 'END_MOVED', 'EVALUATED', 'AWARDED', 'WITHDRAWN'))
);
CREATE INDEX pair_act_by_pair_idx ON assessment.pair_act (district_id, pair_id, act_id);

CREATE TABLE assessment.pair_entry (
    district_id int NOT NULL,
    entry_id uuid NOT NULL,
    pair_id uuid NOT NULL,
    kind text NOT NULL,
    role text NOT NULL,
    held_on date NOT NULL,
    title text NOT NULL,
    words text NOT NULL,
    file_ids uuid[] NOT NULL,
    record_id uuid,
    logged_by uuid NOT NULL,
    logged_at timestamptz NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawal_reason text,
    CONSTRAINT pair_entry_pkey PRIMARY KEY (district_id, entry_id),
    CONSTRAINT pair_entry_district_id_pair_id_fkey FOREIGN KEY (district_id, pair_id)
        REFERENCES assessment.pair (district_id, pair_id),
    CONSTRAINT pair_entry_withdrawal_check CHECK (
        (withdrawn_by IS NULL) = (withdrawn_at IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)
    )
);
CREATE UNIQUE INDEX pair_entry_event_key ON assessment.pair_entry (district_id, pair_id, kind, role, held_on, title)
    WHERE withdrawn_at IS NULL;
CREATE INDEX pair_entry_by_pair_idx ON assessment.pair_entry (district_id, pair_id, entry_id);
"""

_GOALS = """
CREATE TABLE assessment.goal (
    district_id int NOT NULL,
    goal_id uuid NOT NULL,
    revision int NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    kind text NOT NULL,
    every text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    title text NOT NULL,
    words text NOT NULL,
    file_ids uuid[] NOT NULL,
    state text NOT NULL,
    submitted_on date NOT NULL,
    submitted_at timestamptz NOT NULL,
    record_id uuid,
    CONSTRAINT goal_pkey PRIMARY KEY (district_id, goal_id),
    CONSTRAINT goal_days_check CHECK (every IN ('semester', 'year', 'cycle') AND first_day <= last_day),
    CONSTRAINT goal_state_check CHECK (state IN ('SUBMITTED', 'ACCEPTED', 'RETURNED', 'WITHDRAWN')),
    CONSTRAINT goal_record_check CHECK (record_id IS NULL OR state = 'ACCEPTED')
);
CREATE UNIQUE INDEX goal_period_key ON assessment.goal (district_id, teacher_id, kind, first_day, last_day)
    WHERE state <> 'WITHDRAWN';
CREATE INDEX goal_by_school_idx ON assessment.goal (district_id, school_id, goal_id);

CREATE TABLE assessment.goal_step (
    district_id int NOT NULL,
    step_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    step text NOT NULL,
    content jsonb NOT NULL,
    reason text,
    done_by uuid NOT NULL,
    done_at timestamptz NOT NULL,
    CONSTRAINT goal_step_pkey PRIMARY KEY (district_id, step_id),
    CONSTRAINT goal_step_district_id_goal_id_fkey FOREIGN KEY (district_id, goal_id)
        REFERENCES assessment.goal (district_id, goal_id),
    CONSTRAINT goal_step_step_check CHECK (step IN ('SUBMITTED', 'ACCEPTED', 'RETURNED', 'WITHDRAWN'))
);
CREATE INDEX goal_step_by_goal_idx ON assessment.goal_step (district_id, goal_id, step_id);
"""

_DUTIES = """
CREATE TABLE assessment.earned_entry (
    district_id int NOT NULL,
    entry_id uuid NOT NULL,
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
    CONSTRAINT earned_entry_pkey PRIMARY KEY (district_id, entry_id)
);
CREATE INDEX earned_entry_by_teacher_idx ON assessment.earned_entry (district_id, teacher_id);

CREATE TABLE assessment.duty (
    district_id int NOT NULL,
    duty_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid,
    pack_id text NOT NULL,
    pack_hash text NOT NULL,
    clause_id text NOT NULL,
    code text NOT NULL,
    cause text NOT NULL,
    severity text NOT NULL,
    asked jsonb NOT NULL,
    since date NOT NULL,
    due_on date NOT NULL,
    required numeric(14, 4),
    counted numeric(14, 4) NOT NULL,
    filled_by uuid[] NOT NULL,
    state text NOT NULL,
    arisen_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    reminded_at timestamptz,
    overdue_at timestamptz,
    CONSTRAINT duty_pkey PRIMARY KEY (district_id, duty_id),
    CONSTRAINT duty_cause_key UNIQUE (district_id, teacher_id, clause_id, code, cause),
    CONSTRAINT duty_state_check CHECK (state IN ('OPEN', 'FULFILLED', 'OVERDUE', 'UNDETERMINED', 'VOID'))
);
CREATE INDEX duty_by_school_idx ON assessment.duty (district_id, school_id, duty_id);
"""

# What stands in the book already, by whoever may read all of it.
_EARNED = """
INSERT INTO assessment.earned_entry
SELECT district_id, entry_id, teacher_id, hours, credits, category, level, mode, nature, kind, tags,
       organised_by_admin, earned_from, earned_to, class_id, program_id, title, reverses
FROM ledger.entry
"""


def upgrade() -> None:
    with as_owner():
        for statement in f"{_PAIRS}{_GOALS}{_DUTIES}".split(";\n"):
            if statement.strip():
                op.execute(statement)
        # A pair stands from a day to a day, and is kept by assessment: what is heard late is older.
        op.execute("ALTER TABLE directory.unit ADD COLUMN first_day date, ADD COLUMN revision int NOT NULL DEFAULT 0")
        op.execute("GRANT UPDATE (name, head_id, first_day, revision) ON directory.unit TO xuefen_directory")
    op.execute("LOCK TABLE ledger.entry IN SHARE MODE")
    op.execute(_EARNED)
    with as_owner():
        protect("assessment", "pair", "pair_entry", "goal", "duty", rights="SELECT, INSERT, UPDATE")
        protect("assessment", "pair_act", "goal_step", "earned_entry", rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        for table in ("duty", "earned_entry", "goal_step", "goal", "pair_entry", "pair_act", "pair"):
            op.execute(f"DROP TABLE assessment.{table}")
        op.execute("ALTER TABLE directory.unit DROP COLUMN first_day, DROP COLUMN revision")
