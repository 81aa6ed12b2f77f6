"""What members are shown of a class, what they say of it, and what they object to."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_OF_CLASS = """FOREIGN KEY (district_id, class_id)
        REFERENCES assessment.training_class (district_id, class_id)"""

_TABLES = f"""
CREATE TABLE assessment.release_act (
    district_id int NOT NULL,
    act_id uuid NOT NULL,
    class_id uuid NOT NULL,
    component text,
    withdrawn boolean NOT NULL,
    reason text,
    appeal_until timestamptz,
    acted_by uuid NOT NULL,
    acted_at timestamptz NOT NULL,
    CONSTRAINT release_act_pkey PRIMARY KEY (district_id, act_id),
    CONSTRAINT release_act_withdrawal_check CHECK (withdrawn = (appeal_until IS NULL)),
    CONSTRAINT release_act_reason_check CHECK (reason IS NOT NULL OR NOT withdrawn),
    CONSTRAINT release_act_district_id_class_id_fkey {_OF_CLASS}
);
CREATE INDEX release_act_by_class_idx ON assessment.release_act (district_id, class_id, component, act_id);
CREATE TABLE assessment.feedback_form (
    district_id int NOT NULL,
    code text NOT NULL,
    version int NOT NULL CONSTRAINT feedback_form_version_check CHECK (version > 0),
    content jsonb NOT NULL,
    published_by uuid NOT NULL,
    published_at timestamptz NOT NULL,
    reason text NOT NULL,
    CONSTRAINT feedback_form_pkey PRIMARY KEY (district_id, code, version)
);
CREATE TABLE assessment.feedback_opening (
    district_id int NOT NULL,
    opening_id uuid NOT NULL,
    class_id uuid NOT NULL,
    form_code text NOT NULL,
    form_version int NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    CONSTRAINT feedback_opening_pkey PRIMARY KEY (district_id, opening_id),
    CONSTRAINT feedback_opening_district_id_class_id_fkey {_OF_CLASS},
    CONSTRAINT feedback_opening_district_id_form_code_form_version_fkey
        FOREIGN KEY (district_id, form_code, form_version)
        REFERENCES assessment.feedback_form (district_id, code, version)
);
CREATE INDEX feedback_opening_by_class_idx ON assessment.feedback_opening (district_id, class_id, opening_id);
CREATE TABLE assessment.feedback_given (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    CONSTRAINT feedback_given_pkey PRIMARY KEY (district_id, class_id, teacher_id),
    CONSTRAINT feedback_given_district_id_class_id_fkey {_OF_CLASS}
);
CREATE TABLE assessment.feedback_answer (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    answer_id uuid NOT NULL,
    answers jsonb NOT NULL,
    CONSTRAINT feedback_answer_pkey PRIMARY KEY (district_id, class_id, answer_id),
    CONSTRAINT feedback_answer_district_id_class_id_fkey {_OF_CLASS}
);
CREATE TABLE assessment.appeal (
    district_id int NOT NULL,
    appeal_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    component text,
    release_id uuid NOT NULL,
    grounds text NOT NULL,
    file_ids uuid[] NOT NULL,
    appealed_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT appeal_state_check CHECK (state IN ('OPEN', 'UPHELD', 'REJECTED')),
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text,
    CONSTRAINT appeal_pkey PRIMARY KEY (district_id, appeal_id),
    CONSTRAINT appeal_decision_check CHECK (
        (state = 'OPEN') = (decided_by IS NULL)
        AND (state = 'OPEN') = (decided_at IS NULL)
        AND (state = 'OPEN') = (decision_reason IS NULL)
    ),
    CONSTRAINT appeal_district_id_teacher_id_release_id_key UNIQUE (district_id, teacher_id, release_id),
    CONSTRAINT appeal_district_id_class_id_fkey {_OF_CLASS},
    CONSTRAINT appeal_district_id_release_id_fkey FOREIGN KEY (district_id, release_id)
        REFERENCES assessment.release_act (district_id, act_id)
);
CREATE INDEX appeal_by_class_idx ON assessment.appeal (district_id, class_id, appeal_id);
CREATE TABLE assessment.rescoring (
    district_id int NOT NULL,
    rescoring_id uuid NOT NULL,
    class_id uuid NOT NULL,
    from_code text NOT NULL,
    from_version int NOT NULL,
    to_code text NOT NULL,
    to_version int NOT NULL,
    preview_hash text NOT NULL,
    changed int NOT NULL,
    reason text NOT NULL,
    applied_by uuid NOT NULL,
    applied_at timestamptz NOT NULL,
    CONSTRAINT rescoring_pkey PRIMARY KEY (district_id, rescoring_id),
    CONSTRAINT rescoring_district_id_class_id_fkey {_OF_CLASS}
);
CREATE INDEX rescoring_by_class_idx ON assessment.rescoring (district_id, class_id, rescoring_id)
"""
_CAUSES = "'SETTLEMENT', 'SCORE', 'CERTIFICATION', 'ENROLMENT', 'CLASS', 'MODERATION', 'RESIT', 'SUBMISSION', 'DEFENCE'"

# Those that depend on others first.
_NAMES = ("feedback_answer", "feedback_given", "feedback_opening", "feedback_form", "release_act", "rescoring")


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";"):
            op.execute(statement)
        protect("assessment", *_NAMES, rights="SELECT, INSERT")
        # An appeal is decided, the one thing here that is written to twice.
        protect("assessment", "appeal", rights="SELECT, INSERT, UPDATE")
        _allow_causes(f"({_CAUSES}, 'RESCORING')")


def downgrade() -> None:
    with as_owner():
        # The cause is only told; what waits stays what it is.
        op.execute("UPDATE assessment.pending_revision SET cause = 'CLASS' WHERE cause = 'RESCORING'")
        _allow_causes(f"({_CAUSES})")
        for table in ("appeal", *_NAMES):
            op.execute(f"DROP TABLE assessment.{table}")


def _allow_causes(causes: str) -> None:
    op.execute("ALTER TABLE assessment.pending_revision DROP CONSTRAINT pending_revision_cause_check")
    op.execute(
        f"ALTER TABLE assessment.pending_revision ADD CONSTRAINT pending_revision_cause_check CHECK (cause IN {causes})"
    )
