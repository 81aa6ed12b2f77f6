"""Scoring: who marks what, moderation, resits, score sheets; works handed in, returned and defended."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_OF_CLASS = """FOREIGN KEY (district_id, class_id)
        REFERENCES assessment.training_class (district_id, class_id)"""
_CAUSES = "'SETTLEMENT', 'SCORE', 'CERTIFICATION', 'ENROLMENT', 'CLASS'"

_TABLES = f"""
CREATE TABLE assessment.assessor (
    district_id int NOT NULL,
    assignment_id uuid NOT NULL,
    class_id uuid NOT NULL,
    component text NOT NULL,
    kind text NOT NULL,
    person_id uuid,
    account_id uuid,
    teacher_id uuid,
    assigned_by uuid NOT NULL,
    assigned_at timestamptz NOT NULL,
    reason text,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawal_reason text,
    CONSTRAINT assessor_pkey PRIMARY KEY (district_id, assignment_id),
    CONSTRAINT assessor_who_check CHECK ((person_id IS NULL) <> (account_id IS NULL)),
    CONSTRAINT assessor_own_check CHECK (person_id IS DISTINCT FROM teacher_id OR teacher_id IS NULL),
    CONSTRAINT assessor_withdrawal_check CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CONSTRAINT assessor_district_id_class_id_fkey {_OF_CLASS}
);
CREATE UNIQUE INDEX assessor_named_key
    ON assessment.assessor (district_id, class_id, component, kind, person_id, account_id, teacher_id)
    NULLS NOT DISTINCT WHERE withdrawn_at IS NULL;
CREATE TABLE assessment.moderation (
    district_id int NOT NULL,
    override_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    component text NOT NULL,
    attempt int NOT NULL,
    mark numeric(14, 4) CONSTRAINT moderation_mark_check CHECK (mark >= 0),
    reason text NOT NULL,
    moderated_by uuid NOT NULL,
    moderated_at timestamptz NOT NULL,
    CONSTRAINT moderation_pkey PRIMARY KEY (district_id, override_id),
    CONSTRAINT moderation_district_id_class_id_fkey {_OF_CLASS}
);
CREATE INDEX moderation_by_member_idx
    ON assessment.moderation (district_id, class_id, teacher_id, component, override_id);
CREATE TABLE assessment.resit (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    component text NOT NULL,
    attempt int NOT NULL CONSTRAINT resit_attempt_check CHECK (attempt > 1),
    reason text NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    CONSTRAINT resit_pkey PRIMARY KEY (district_id, class_id, teacher_id, component, attempt),
    CONSTRAINT resit_district_id_class_id_fkey {_OF_CLASS}
);
CREATE TABLE assessment.score_sheet (
    district_id int NOT NULL,
    sheet_id uuid NOT NULL,
    class_id uuid NOT NULL,
    file_hash text NOT NULL,
    dry_run boolean NOT NULL,
    applied boolean NOT NULL,
    assessor_id uuid,
    report jsonb NOT NULL,
    sent_by uuid NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT score_sheet_pkey PRIMARY KEY (district_id, sheet_id),
    CONSTRAINT score_sheet_district_id_class_id_fkey {_OF_CLASS}
);
CREATE TABLE assessment.work_deadline (
    district_id int NOT NULL,
    deadline_id uuid NOT NULL,
    class_id uuid NOT NULL,
    work text NOT NULL,
    due_at timestamptz,
    reason text,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT work_deadline_pkey PRIMARY KEY (district_id, deadline_id),
    CONSTRAINT work_deadline_district_id_class_id_fkey {_OF_CLASS}
);
CREATE INDEX work_deadline_by_class_idx ON assessment.work_deadline (district_id, class_id, work, deadline_id);
CREATE TABLE assessment.submission (
    district_id int NOT NULL,
    submission_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    work text NOT NULL,
    version int NOT NULL CONSTRAINT submission_version_check CHECK (version > 0),
    file_ids uuid[] NOT NULL CONSTRAINT submission_files_check CHECK (cardinality(file_ids) > 0),
    note text,
    due_at timestamptz,
    late boolean NOT NULL,
    handed_in_by uuid NOT NULL,
    handed_in_at timestamptz NOT NULL,
    CONSTRAINT submission_pkey PRIMARY KEY (district_id, submission_id),
    CONSTRAINT submission_district_id_class_id_teacher_id_work_version_key
        UNIQUE (district_id, class_id, teacher_id, work, version),
    CONSTRAINT submission_district_id_class_id_fkey {_OF_CLASS}
);
CREATE TABLE assessment.submission_return (
    district_id int NOT NULL,
    submission_id uuid NOT NULL,
    reason text NOT NULL,
    returned_by uuid NOT NULL,
    returned_at timestamptz NOT NULL,
    CONSTRAINT submission_return_pkey PRIMARY KEY (district_id, submission_id),
    CONSTRAINT submission_return_district_id_submission_id_fkey FOREIGN KEY (district_id, submission_id)
        REFERENCES assessment.submission (district_id, submission_id)
);
CREATE TABLE assessment.defence (
    district_id int NOT NULL,
    defence_id uuid NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    work text NOT NULL,
    held_on date NOT NULL,
    passed boolean NOT NULL,
    panel jsonb NOT NULL,
    remark text,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT defence_pkey PRIMARY KEY (district_id, defence_id),
    CONSTRAINT defence_district_id_class_id_fkey {_OF_CLASS}
);
CREATE INDEX defence_by_member_idx ON assessment.defence (district_id, class_id, teacher_id, work, defence_id)
"""


def upgrade() -> None:
    with as_owner():
        # Marks of the first days keep null: their stage had one kind of assessor, and who entered them gave them.
        op.execute("""
            ALTER TABLE assessment.score
                ADD COLUMN criterion text,
                ADD COLUMN attempt int NOT NULL DEFAULT 1 CONSTRAINT score_attempt_check CHECK (attempt > 0),
                ADD COLUMN assessor_kind text,
                ADD COLUMN assessor_id uuid
        """)
        for statement in _TABLES.split(";"):
            op.execute(statement)
        # Naming somebody ends by withdrawal, the one thing here that is written to twice.
        protect("assessment", "assessor", rights="SELECT, INSERT, UPDATE")
        protect(
            "assessment",
            "moderation",
            "resit",
            "score_sheet",
            "work_deadline",
            "submission",
            "submission_return",
            "defence",
            rights="SELECT, INSERT",
        )
        _allow_causes(f"({_CAUSES}, 'MODERATION', 'RESIT', 'SUBMISSION', 'DEFENCE')")


def downgrade() -> None:
    with as_owner():
        _allow_causes(f"({_CAUSES})")
        for table in (
            "defence",
            "submission_return",
            "submission",
            "work_deadline",
            "score_sheet",
            "resit",
            "moderation",
            "assessor",
        ):
            op.execute(f"DROP TABLE assessment.{table}")
        op.execute(
            "ALTER TABLE assessment.score "
            "DROP COLUMN criterion, DROP COLUMN attempt, DROP COLUMN assessor_kind, DROP COLUMN assessor_id"
        )


def _allow_causes(causes: str) -> None:
    op.execute("ALTER TABLE assessment.pending_revision DROP CONSTRAINT pending_revision_cause_check")
    op.execute(
        f"ALTER TABLE assessment.pending_revision ADD CONSTRAINT pending_revision_cause_check CHECK (cause IN {causes})"
    )
