"""Schemes of a district: who published a version and why, which are retired; a result may be undetermined."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_STATUSES = "('PASSED', 'FAILED', 'ATTENDANCE_NOT_MET', 'WITHDRAWN', 'IN_PROGRESS', 'AWAITING_POST'"


def upgrade() -> None:
    with as_owner():
        # Both are null of versions that came with the system and were kept when a class first used them.
        op.execute("ALTER TABLE assessment.scheme ADD COLUMN published_by uuid, ADD COLUMN reason text")
        op.execute("""
            CREATE TABLE assessment.scheme_retirement (
                district_id int NOT NULL,
                code text NOT NULL,
                version int NOT NULL,
                retired_by uuid NOT NULL,
                retired_at timestamptz NOT NULL,
                reason text NOT NULL,
                CONSTRAINT scheme_retirement_pkey PRIMARY KEY (district_id, code, version),
                CONSTRAINT scheme_retirement_district_id_code_version_fkey FOREIGN KEY (district_id, code, version)
                    REFERENCES assessment.scheme (district_id, code, version)
            )
        """)
        protect("assessment", "scheme_retirement", rights="SELECT, INSERT")
        _allow_statuses(f"{_STATUSES}, 'AWAITING_CERTIFICATION', 'UNDETERMINED')")


def downgrade() -> None:
    with as_owner():
        _allow_statuses(f"{_STATUSES}, 'AWAITING_CERTIFICATION')")
        op.execute("DROP TABLE assessment.scheme_retirement")
        op.execute("ALTER TABLE assessment.scheme DROP COLUMN published_by, DROP COLUMN reason")


def _allow_statuses(statuses: str) -> None:
    op.execute("ALTER TABLE assessment.pending_revision DROP CONSTRAINT pending_revision_status_check")
    op.execute(
        "ALTER TABLE assessment.pending_revision "
        f"ADD CONSTRAINT pending_revision_status_check CHECK (status IN {statuses})"
    )
