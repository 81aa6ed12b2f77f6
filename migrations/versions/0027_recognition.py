"""Who did what to a claim as a person, what is filed by anybody at a moment, and what claims remind of."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        op.execute("""
            ALTER TABLE assessment.claim
                ADD COLUMN submitted_person_id uuid,
                ADD COLUMN school_decided_person_id uuid,
                ADD COLUMN reminded_at timestamptz,
                ADD COLUMN semester_due date
        """)
        op.execute("""
            ALTER TABLE assessment.claim_flag
                ADD COLUMN settled_level text,
                ADD CONSTRAINT claim_flag_settled_level_check CHECK (settled_level IN ('SCHOOL', 'DISTRICT'))
        """)
        op.execute("""
            CREATE TABLE assessment.filed_key (
                district_id int NOT NULL,
                key text NOT NULL,
                CONSTRAINT filed_key_pkey PRIMARY KEY (district_id, key)
            )
        """)
        # What two may file at one instant is ordered by the rows above; each claim keeps its own keys, so that what is
        # shown and not refused stands in the way of others as well.
        op.execute("ALTER TABLE assessment.claim_key DROP CONSTRAINT claim_key_pkey")
        op.execute(
            "ALTER TABLE assessment.claim_key ADD CONSTRAINT claim_key_pkey PRIMARY KEY (district_id, claim_id, key)"
        )
        op.execute("DROP INDEX assessment.claim_key_by_claim_idx")
        # Whoever files a key locks its row, which needs the right to update it.
        protect("assessment", "filed_key", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        op.execute("CREATE INDEX claim_key_by_claim_idx ON assessment.claim_key (district_id, claim_id)")
        op.execute("""
            DELETE FROM assessment.claim_key second USING assessment.claim_key first
            WHERE first.district_id = second.district_id AND first.teacher_id = second.teacher_id
                AND first.key = second.key AND first.claim_id < second.claim_id
        """)
        op.execute("ALTER TABLE assessment.claim_key DROP CONSTRAINT claim_key_pkey")
        op.execute(
            "ALTER TABLE assessment.claim_key ADD CONSTRAINT claim_key_pkey PRIMARY KEY (district_id, teacher_id, key)"
        )
        op.execute("DROP TABLE assessment.filed_key")
        op.execute("ALTER TABLE assessment.claim_flag DROP COLUMN settled_level")
        op.execute("""
            ALTER TABLE assessment.claim
                DROP COLUMN submitted_person_id,
                DROP COLUMN school_decided_person_id,
                DROP COLUMN reminded_at,
                DROP COLUMN semester_due
        """)
