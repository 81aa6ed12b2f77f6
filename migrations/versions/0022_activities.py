"""Activities logged once for everybody in them, and the keys by which nothing is filed twice."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        op.execute("""
            CREATE TABLE assessment.activity (
                district_id int NOT NULL,
                activity_id uuid NOT NULL,
                revision int NOT NULL,
                school_id uuid NOT NULL,
                unit_id uuid,
                unit text,
                route text,
                kind text,
                code text NOT NULL,
                title text NOT NULL,
                starts_at timestamptz NOT NULL,
                ends_at timestamptz NOT NULL,
                first_on date NOT NULL,
                last_on date NOT NULL,
                minutes int,
                hours numeric(14, 4),
                place text,
                post text,
                speaker text,
                content text,
                "check" text,
                plan_id uuid,
                category text NOT NULL,
                level text NOT NULL,
                mode text NOT NULL,
                nature text NOT NULL,
                tags text[] NOT NULL,
                papers jsonb NOT NULL,
                advice jsonb NOT NULL,
                recorded_by uuid NOT NULL,
                recorded_at timestamptz NOT NULL,
                withdrawn_by uuid,
                withdrawn_at timestamptz,
                withdrawal_reason text,
                CONSTRAINT activity_pkey PRIMARY KEY (district_id, activity_id),
                CONSTRAINT activity_code_check CHECK ((route IS NULL) <> (kind IS NULL)),
                CONSTRAINT activity_time_check CHECK (ends_at > starts_at AND last_on >= first_on),
                CONSTRAINT activity_withdrawal_check CHECK (
                    (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)
                    AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL)
                )
            )
        """)
        op.execute("""
            CREATE UNIQUE INDEX activity_event_key
            ON assessment.activity (district_id, school_id, code, starts_at, title) WHERE withdrawn_at IS NULL
        """)
        op.execute("CREATE INDEX activity_by_school_idx ON assessment.activity (district_id, school_id, activity_id)")
        op.execute("""
            CREATE TABLE assessment.activity_revision (
                district_id int NOT NULL,
                activity_id uuid NOT NULL,
                revision int NOT NULL,
                content jsonb NOT NULL,
                reason text,
                changed_by uuid NOT NULL,
                changed_at timestamptz NOT NULL,
                CONSTRAINT activity_revision_pkey PRIMARY KEY (district_id, activity_id, revision),
                CONSTRAINT activity_revision_district_id_activity_id_fkey FOREIGN KEY (district_id, activity_id)
                    REFERENCES assessment.activity (district_id, activity_id)
            )
        """)
        op.execute("""
            CREATE TABLE assessment.activity_participant (
                district_id int NOT NULL,
                activity_id uuid NOT NULL,
                teacher_id uuid NOT NULL,
                school_id uuid NOT NULL,
                role text NOT NULL,
                kinds text[] NOT NULL,
                clause_id text,
                claim_id uuid,
                part jsonb NOT NULL,
                removed_at timestamptz,
                CONSTRAINT activity_participant_pkey PRIMARY KEY (district_id, activity_id, teacher_id),
                CONSTRAINT activity_participant_district_id_activity_id_fkey FOREIGN KEY (district_id, activity_id)
                    REFERENCES assessment.activity (district_id, activity_id)
            )
        """)
        op.execute("""
            CREATE INDEX activity_participant_by_teacher_idx
            ON assessment.activity_participant (district_id, teacher_id, activity_id)
        """)
        op.execute("""
            CREATE TABLE assessment.claim_key (
                district_id int NOT NULL,
                teacher_id uuid NOT NULL,
                key text NOT NULL,
                claim_id uuid NOT NULL,
                CONSTRAINT claim_key_pkey PRIMARY KEY (district_id, teacher_id, key)
            )
        """)
        op.execute("CREATE INDEX claim_key_by_key_idx ON assessment.claim_key (district_id, key)")
        op.execute("CREATE INDEX claim_key_by_claim_idx ON assessment.claim_key (district_id, claim_id)")
        # What one activity recorded is found again when it is corrected.
        op.execute("CREATE INDEX record_by_event_idx ON assessment.record (district_id, event) WHERE event IS NOT NULL")
        # Whose class days clash with an activity is asked by teacher.
        op.execute("CREATE INDEX settled_member_by_teacher_idx ON assessment.settled_member (district_id, teacher_id)")
        # Each correction of an activity is a flag of its own.
        op.execute("ALTER TABLE assessment.claim_flag DROP CONSTRAINT claim_flag_key")
        op.execute("ALTER TABLE assessment.claim_flag ADD COLUMN first_revision int")
        op.execute("""
            ALTER TABLE assessment.claim_flag ADD CONSTRAINT claim_flag_key UNIQUE NULLS NOT DISTINCT
                (district_id, claim_id, code, first_claim_id, first_event_id, first_revision)
        """)
        protect("assessment", "activity", "activity_participant", rights="SELECT, INSERT, UPDATE")
        protect("assessment", "activity_revision", rights="SELECT, INSERT")
        protect("assessment", "claim_key")


def downgrade() -> None:
    with as_owner():
        # Nothing below this knows what such a flag points at.
        op.execute("DELETE FROM assessment.claim_flag WHERE first_revision IS NOT NULL")
        op.execute("ALTER TABLE assessment.claim_flag DROP CONSTRAINT claim_flag_key")
        op.execute("ALTER TABLE assessment.claim_flag DROP COLUMN first_revision")
        op.execute("""
            ALTER TABLE assessment.claim_flag ADD CONSTRAINT claim_flag_key UNIQUE NULLS NOT DISTINCT
                (district_id, claim_id, code, first_claim_id, first_event_id)
        """)
        op.execute("DROP INDEX assessment.settled_member_by_teacher_idx")
        op.execute("DROP INDEX assessment.record_by_event_idx")
        op.execute("DROP TABLE assessment.claim_key")
        op.execute("DROP TABLE assessment.activity_participant")
        op.execute("DROP TABLE assessment.activity_revision")
        op.execute("DROP TABLE assessment.activity")
