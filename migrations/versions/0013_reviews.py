"""Reviews of applications, replacements, absences, files of nominations, and limits of who may enter how often."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE registration.application_review (
    district_id int NOT NULL,
    enrolment_id uuid NOT NULL,
    step int NOT NULL CONSTRAINT application_review_step_check CHECK (step >= 1),
    class_id uuid NOT NULL,
    stage text NOT NULL CONSTRAINT application_review_stage_check CHECK (stage IN ('SCHOOL', 'CLASS')),
    decision text NOT NULL
        CONSTRAINT application_review_decision_check CHECK (decision IN ('APPROVED', 'RETURNED', 'UNDONE')),
    reason text,
    undoes int,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT application_review_pkey PRIMARY KEY (district_id, enrolment_id, step),
    CONSTRAINT application_review_reason_check CHECK (decision = 'APPROVED' OR reason IS NOT NULL),
    CONSTRAINT application_review_undoes_check CHECK ((decision = 'UNDONE') = (undoes IS NOT NULL)),
    CONSTRAINT application_review_district_id_enrolment_id_fkey FOREIGN KEY (district_id, enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id)
);
CREATE UNIQUE INDEX application_review_undone_key
    ON registration.application_review (district_id, enrolment_id, undoes) WHERE undoes IS NOT NULL;
CREATE TABLE registration.replacement (
    district_id int NOT NULL,
    leaving_enrolment_id uuid NOT NULL,
    entering_enrolment_id uuid NOT NULL,
    class_id uuid NOT NULL,
    reason text NOT NULL,
    replaced_by uuid NOT NULL,
    replaced_at timestamptz NOT NULL,
    CONSTRAINT replacement_pkey PRIMARY KEY (district_id, leaving_enrolment_id),
    CONSTRAINT replacement_district_id_entering_enrolment_id_key UNIQUE (district_id, entering_enrolment_id),
    CONSTRAINT replacement_district_id_leaving_enrolment_id_fkey FOREIGN KEY (district_id, leaving_enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id),
    CONSTRAINT replacement_district_id_entering_enrolment_id_fkey FOREIGN KEY (district_id, entering_enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id)
);
CREATE INDEX replacement_by_class_idx ON registration.replacement (district_id, class_id, entering_enrolment_id);
CREATE TABLE registration.absence (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    revision int NOT NULL,
    enrolment_id uuid NOT NULL,
    school_id uuid NOT NULL,
    no_show boolean NOT NULL,
    meetings jsonb NOT NULL,
    noted_at timestamptz NOT NULL,
    CONSTRAINT absence_pkey PRIMARY KEY (district_id, class_id, teacher_id, revision),
    CONSTRAINT absence_district_id_enrolment_id_fkey FOREIGN KEY (district_id, enrolment_id)
        REFERENCES registration.enrolment (district_id, enrolment_id)
);
CREATE INDEX absence_by_school_idx ON registration.absence (district_id, school_id, class_id, teacher_id);
CREATE INDEX absence_by_teacher_idx ON registration.absence (district_id, teacher_id, class_id);
CREATE TABLE registration.absence_excuse (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    step int NOT NULL CONSTRAINT absence_excuse_step_check CHECK (step >= 1),
    excused boolean NOT NULL,
    reason text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT absence_excuse_pkey PRIMARY KEY (district_id, class_id, teacher_id, step)
);
CREATE TABLE registration.nomination_file (
    district_id int NOT NULL,
    file_id uuid NOT NULL,
    class_id uuid NOT NULL,
    school_id uuid,
    file_hash text NOT NULL,
    dry_run boolean NOT NULL,
    applied boolean NOT NULL,
    report jsonb NOT NULL,
    sent_by uuid NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT nomination_file_pkey PRIMARY KEY (district_id, file_id),
    CONSTRAINT nomination_file_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE TABLE registration.entry_limit (
    district_id int NOT NULL,
    limit_id uuid NOT NULL,
    program_id uuid,
    class_id uuid,
    measure text NOT NULL CONSTRAINT entry_limit_measure_check CHECK (measure IN ('CLASSES', 'HOURS', 'TRAINED')),
    per text CONSTRAINT entry_limit_per_check CHECK (per IN ('YEAR', 'SEMESTER')),
    most numeric(14, 4),
    alike text NOT NULL CONSTRAINT entry_limit_alike_check CHECK (alike IN ('ANY', 'KIND', 'PROGRAM')),
    levels text[] NOT NULL,
    within_years int,
    override text NOT NULL CONSTRAINT entry_limit_override_check CHECK (override IN ('with_reason', 'never')),
    words text NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    ended_by uuid,
    ended_at timestamptz,
    end_reason text,
    CONSTRAINT entry_limit_pkey PRIMARY KEY (district_id, limit_id),
    CONSTRAINT entry_limit_scope_check CHECK (program_id IS NULL OR class_id IS NULL),
    CONSTRAINT entry_limit_amount_check CHECK (
        CASE measure WHEN 'TRAINED' THEN per IS NULL AND most IS NULL
        ELSE per IS NOT NULL AND most >= 0 AND most <> 'NaN' AND within_years IS NULL END
    ),
    CONSTRAINT entry_limit_ended_check CHECK (
        (ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)
    ),
    CONSTRAINT entry_limit_district_id_program_id_fkey FOREIGN KEY (district_id, program_id)
        REFERENCES registration.program (district_id, program_id),
    CONSTRAINT entry_limit_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE TABLE registration.entrant (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    CONSTRAINT entrant_pkey PRIMARY KEY (district_id, teacher_id)
);
CREATE INDEX enrolment_pending_idx ON registration.enrolment (district_id, enrolment_id) WHERE status = 'PENDING'
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        # What was decided, seen or sent is never rewritten: a change of mind is a further row.
        protect(
            "registration",
            "application_review",
            "replacement",
            "absence",
            "absence_excuse",
            "nomination_file",
            rights="SELECT, INSERT",
        )
        # A row can be locked only by who may update its table.
        protect("registration", "entry_limit", "entrant", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP INDEX registration.enrolment_pending_idx")
        for table in (
            "entrant",
            "entry_limit",
            "nomination_file",
            "absence_excuse",
            "absence",
            "replacement",
            "application_review",
        ):
            op.execute(f"DROP TABLE registration.{table}")
