"""Packs over time: published versions, assignments by school, stage and post, corrections; what schools state."""

from alembic import op

from migrations.rights import SERVICES, as_owner, protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OTHERS = [service for service in SERVICES if service != "directory"]
# Exclusion constraints skip rows with nulls, so "everybody" needs a value to be compared by.
_NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
_MOVED = ("pack_version", "pack_assignment", "pack_revision", "teacher_fact")

_TABLES = """
ALTER TABLE directory.teacher_fact DROP CONSTRAINT teacher_fact_kind_check;
ALTER TABLE directory.teacher_fact ADD CONSTRAINT teacher_fact_kind_check CHECK (
    kind IN ('DEGREE', 'LEAVE', 'OPT_IN', 'CERTIFICATE', 'EXEMPTION', 'CLASS_TEACHER', 'MEMBERSHIP')
);
ALTER TABLE directory.pack_version
    ADD COLUMN source text,
    ADD COLUMN title jsonb,
    ADD COLUMN builds_on text,
    ADD COLUMN published_by uuid;
ALTER TABLE directory.pack_assignment
    ADD COLUMN school_id uuid,
    ADD COLUMN stage text,
    ADD COLUMN post text;
CREATE TABLE directory.pack_revision (
    district_id int NOT NULL,
    assignment_id uuid NOT NULL,
    revision int NOT NULL CHECK (revision > 0),
    content_hash text NOT NULL,
    parameters jsonb NOT NULL,
    switches jsonb NOT NULL,
    reason text,
    decided_by uuid,
    decided_at timestamptz NOT NULL,
    CONSTRAINT pack_revision_pkey PRIMARY KEY (district_id, assignment_id, revision),
    CONSTRAINT pack_revision_reason_check CHECK (revision = 1 OR reason IS NOT NULL),
    CONSTRAINT pack_revision_district_id_assignment_id_fkey FOREIGN KEY (district_id, assignment_id)
        REFERENCES directory.pack_assignment (district_id, assignment_id),
    CONSTRAINT pack_revision_district_id_content_hash_fkey FOREIGN KEY (district_id, content_hash)
        REFERENCES directory.pack_version (district_id, content_hash)
);
UPDATE directory.pack_version SET source = content;
INSERT INTO directory.pack_revision
    (district_id, assignment_id, revision, content_hash, parameters, switches, decided_at)
    SELECT a.district_id, a.assignment_id, 1, a.content_hash, a.parameters, a.switches, v.published_at
    FROM directory.pack_assignment a
    JOIN directory.pack_version v ON v.district_id = a.district_id AND v.content_hash = a.content_hash;
ALTER TABLE directory.pack_version ALTER COLUMN source SET NOT NULL;
ALTER TABLE directory.pack_assignment
    DROP CONSTRAINT pack_assignment_district_id_content_hash_fkey,
    DROP CONSTRAINT pack_assignment_overlap_excl,
    DROP CONSTRAINT pack_assignment_district_id_valid_from_key,
    DROP COLUMN content_hash,
    DROP COLUMN parameters,
    DROP COLUMN switches,
    ADD CONSTRAINT pack_assignment_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id),
    ADD CONSTRAINT pack_assignment_overlap_excl EXCLUDE USING gist (
        district_id WITH =, (coalesce(school_id, NOBODY)) WITH =, (coalesce(stage, '')) WITH =,
        (coalesce(post, '')) WITH =, daterange(valid_from, valid_to, '[]') WITH &&
    );
CREATE TABLE directory.school_fact (
    district_id int NOT NULL,
    fact_id uuid NOT NULL,
    school_id uuid NOT NULL,
    kind text NOT NULL,
    value numeric(14, 4),
    holder_id uuid,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT school_fact_pkey PRIMARY KEY (district_id, fact_id),
    CONSTRAINT school_fact_district_id_school_id_kind_holder_id_valid_from_key
        UNIQUE NULLS NOT DISTINCT (district_id, school_id, kind, holder_id, valid_from),
    CONSTRAINT school_fact_period_check CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT school_fact_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id),
    CONSTRAINT school_fact_district_id_holder_id_fkey FOREIGN KEY (district_id, holder_id)
        REFERENCES directory.teacher (district_id, teacher_id)
);
CREATE TABLE directory.unit (
    district_id int NOT NULL,
    unit_id uuid NOT NULL,
    school_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    head_id uuid,
    CONSTRAINT unit_pkey PRIMARY KEY (district_id, unit_id),
    CONSTRAINT unit_district_id_school_id_kind_name_key UNIQUE (district_id, school_id, kind, name),
    CONSTRAINT unit_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id),
    CONSTRAINT unit_district_id_head_id_fkey FOREIGN KEY (district_id, head_id)
        REFERENCES directory.teacher (district_id, teacher_id)
);
CREATE TABLE directory.semester (
    district_id int NOT NULL,
    semester_id uuid NOT NULL,
    school_id uuid,
    school_year text NOT NULL,
    label text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    CONSTRAINT semester_pkey PRIMARY KEY (district_id, semester_id),
    CONSTRAINT semester_period_check CHECK (last_day >= first_day),
    CONSTRAINT semester_overlap_excl EXCLUDE USING gist (
        district_id WITH =, (coalesce(school_id, NOBODY)) WITH =, daterange(first_day, last_day, '[]') WITH &&
    ),
    CONSTRAINT semester_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id)
);
CREATE TABLE directory.holiday (
    district_id int NOT NULL,
    holiday_id uuid NOT NULL,
    school_id uuid,
    school_year text NOT NULL,
    label text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    CONSTRAINT holiday_pkey PRIMARY KEY (district_id, holiday_id),
    CONSTRAINT holiday_period_check CHECK (last_day >= first_day),
    CONSTRAINT holiday_overlap_excl EXCLUDE USING gist (
        district_id WITH =, (coalesce(school_id, NOBODY)) WITH =, daterange(first_day, last_day, '[]') WITH &&
    ),
    CONSTRAINT holiday_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id)
)
"""


def upgrade() -> None:
    with as_owner():
        _bind_owner(force=False)
        for statement in _TABLES.replace("NOBODY", _NOBODY).split(";"):
            op.execute(statement)
        protect("directory", "pack_revision", "school_fact", "unit", rights="SELECT, INSERT", readers=_OTHERS)
        protect("directory", "semester", "holiday", rights="SELECT, INSERT, DELETE", readers=_OTHERS)
        # An assignment is decided once; what is wrong with it is corrected by a revision.
        op.execute("REVOKE UPDATE, DELETE ON directory.pack_assignment FROM xuefen_directory")
        _bind_owner(force=True)


def downgrade() -> None:
    with as_owner():
        _bind_owner(force=False)
        for statement in _BACK.split(";"):
            op.execute(statement)
        op.execute("GRANT UPDATE, DELETE ON directory.pack_assignment TO xuefen_directory")
        _bind_owner(force=True)


def _bind_owner(*, force: bool) -> None:
    # Rows of every district are moved, which the owner may do only while row-level security does not bind it.
    for table in _MOVED:
        op.execute(f"ALTER TABLE IF EXISTS directory.{table} {'' if force else 'NO '}FORCE ROW LEVEL SECURITY")


_BACK = """
DROP TABLE directory.holiday;
DROP TABLE directory.semester;
DROP TABLE directory.unit;
DROP TABLE directory.school_fact;
ALTER TABLE directory.pack_assignment
    ADD COLUMN content_hash text,
    ADD COLUMN parameters jsonb,
    ADD COLUMN switches jsonb;
UPDATE directory.pack_assignment a
    SET content_hash = r.content_hash, parameters = r.parameters, switches = r.switches
    FROM directory.pack_revision r
    WHERE r.district_id = a.district_id AND r.assignment_id = a.assignment_id
        AND r.revision = (
            SELECT max(latest.revision) FROM directory.pack_revision latest
            WHERE latest.district_id = a.district_id AND latest.assignment_id = a.assignment_id
        );
DROP TABLE directory.pack_revision;
DELETE FROM directory.pack_assignment WHERE coalesce(school_id::text, stage, post) IS NOT NULL;
ALTER TABLE directory.pack_assignment
    DROP CONSTRAINT pack_assignment_overlap_excl,
    DROP COLUMN school_id,
    DROP COLUMN stage,
    DROP COLUMN post,
    ALTER COLUMN content_hash SET NOT NULL,
    ALTER COLUMN parameters SET NOT NULL,
    ALTER COLUMN switches SET NOT NULL,
    ADD CONSTRAINT pack_assignment_district_id_valid_from_key UNIQUE (district_id, valid_from),
    ADD CONSTRAINT pack_assignment_overlap_excl EXCLUDE USING gist (
        district_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&
    ),
    ADD CONSTRAINT pack_assignment_district_id_content_hash_fkey FOREIGN KEY (district_id, content_hash)
        REFERENCES directory.pack_version (district_id, content_hash);
ALTER TABLE directory.pack_version
    DROP COLUMN source,
    DROP COLUMN title,
    DROP COLUMN builds_on,
    DROP COLUMN published_by;
DELETE FROM directory.teacher_fact WHERE kind = 'MEMBERSHIP';
ALTER TABLE directory.teacher_fact DROP CONSTRAINT teacher_fact_kind_check;
ALTER TABLE directory.teacher_fact ADD CONSTRAINT teacher_fact_kind_check CHECK (
    kind IN ('DEGREE', 'LEAVE', 'OPT_IN', 'CERTIFICATE', 'EXEMPTION', 'CLASS_TEACHER')
)
"""
