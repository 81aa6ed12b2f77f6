"""Each issuer of notices counts its own, and a meeting worth more than its time says why."""

from alembic import op

from migrations.rights import as_owner

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# What was issued before counted with the district, whoever issued it, and keeps its heading.
_CHANGES = """
ALTER TABLE registration.notice ADD COLUMN heading text NOT NULL DEFAULT '教培通';
ALTER TABLE registration.notice DROP CONSTRAINT notice_district_id_year_number_key;
ALTER TABLE registration.notice ADD CONSTRAINT notice_district_id_heading_year_number_key
    UNIQUE (district_id, heading, year, number);
ALTER TABLE registration.notice_head ADD COLUMN heading text NOT NULL DEFAULT '教培通';
ALTER TABLE registration.notice_head DROP CONSTRAINT notice_head_pkey;
ALTER TABLE registration.notice_head ADD CONSTRAINT notice_head_pkey PRIMARY KEY (district_id, heading, year);
ALTER TABLE registration.meeting ADD COLUMN hours_reason text
"""


def upgrade() -> None:
    with as_owner():
        for statement in _CHANGES.split(";\n"):
            op.execute(statement)


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE registration.meeting DROP COLUMN hours_reason")
        op.execute("DELETE FROM registration.notice_head WHERE heading <> '教培通'")
        for table, kind, columns in (
            ("notice_head", "PRIMARY KEY", "district_id, year"),
            ("notice", "UNIQUE", "district_id, year, number"),
        ):
            name = "notice_head_pkey" if kind == "PRIMARY KEY" else "notice_district_id_year_number_key"
            # Takes the constraint along that holds it.
            op.execute(f"ALTER TABLE registration.{table} DROP COLUMN heading CASCADE")
            op.execute(f"ALTER TABLE registration.{table} ADD CONSTRAINT {name} {kind} ({columns})")
