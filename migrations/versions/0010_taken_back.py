"""What was decided by mistake and is taken back: assignments, school facts, units; and which pack judged whom."""

from alembic import op

from migrations.rights import SERVICES, as_owner, protect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OTHERS = [service for service in SERVICES if service != "directory"]

# Exclusion constraints skip rows with nulls, so "everybody" needs a value to be compared by.
_NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
_OVERLAP = f"""
ALTER TABLE directory.pack_assignment ADD CONSTRAINT pack_assignment_overlap_excl EXCLUDE USING gist (
    district_id WITH =, (coalesce(school_id, {_NOBODY})) WITH =, (coalesce(stage, '')) WITH =,
    (coalesce(post, '')) WITH =, daterange(valid_from, valid_to, '[]') WITH &&
)"""

_TABLES = """
ALTER TABLE directory.pack_assignment
    ADD COLUMN withdrawn boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT pack_assignment_overlap_excl,
    ADD CONSTRAINT pack_assignment_period_check CHECK (valid_to >= valid_from);
OVERLAP WHERE (NOT withdrawn);
ALTER TABLE directory.pack_assignment ALTER COLUMN withdrawn DROP DEFAULT;
ALTER TABLE directory.pack_revision
    ADD COLUMN kind text CONSTRAINT pack_revision_kind_check
        CHECK (kind IN ('ASSIGNED', 'CORRECTED', 'PERIOD', 'WITHDRAWN')),
    ADD COLUMN valid_to date;
ALTER TABLE directory.school_fact
    ADD COLUMN annulled boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT school_fact_district_id_school_id_kind_holder_id_valid_from_key;
ALTER TABLE directory.school_fact ALTER COLUMN annulled DROP DEFAULT;
CREATE UNIQUE INDEX school_fact_stands_key
    ON directory.school_fact (district_id, school_id, kind, holder_id, valid_from) NULLS NOT DISTINCT
    WHERE NOT annulled;
ALTER TABLE directory.unit
    ADD COLUMN last_day date,
    ADD COLUMN annulled boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT unit_district_id_school_id_kind_name_key;
ALTER TABLE directory.unit ALTER COLUMN annulled DROP DEFAULT;
CREATE UNIQUE INDEX unit_stands_key ON directory.unit (district_id, school_id, kind, name)
    WHERE NOT annulled AND last_day IS NULL;
CREATE TABLE directory.school_revision (
    district_id int NOT NULL,
    revision_id uuid NOT NULL,
    school_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT school_revision_kind_check CHECK (kind IN ('ENDED', 'ANNULLED')),
    last_day date,
    reason text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT school_revision_pkey PRIMARY KEY (district_id, revision_id),
    CONSTRAINT school_revision_last_day_check CHECK ((kind = 'ENDED') = (last_day IS NOT NULL)),
    CONSTRAINT school_revision_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id)
);
CREATE INDEX school_revision_by_school_idx ON directory.school_revision (district_id, school_id, revision_id);
ALTER TABLE attendance.settled_member ADD COLUMN pack_id text, ADD COLUMN pack_hash text;
-- Whom no pack governs has an outcome all the same, worth nothing.
ALTER TABLE assessment.outcome
    ALTER COLUMN pack_id DROP NOT NULL,
    ALTER COLUMN pack_hash DROP NOT NULL,
    ADD CONSTRAINT outcome_pack_check CHECK ((pack_id IS NULL) = (pack_hash IS NULL))
"""


# The rows of every district, by whoever may read and write all of them: the owner may not.
_ROWS = """
UPDATE directory.pack_revision r
SET kind = CASE r.revision WHEN 1 THEN 'ASSIGNED' ELSE 'CORRECTED' END, valid_to = a.valid_to
FROM directory.pack_assignment a
WHERE a.district_id = r.district_id AND a.assignment_id = r.assignment_id
"""
# What 0008 keeps of others by hearing their events began empty on a database that had been in use: it is filled from
# what stands. An event that comes later is newer by its revision, or says what is there already.
_PROGRAM = """jsonb_build_object(
    'program_id', p.program_id, 'code', p.code, 'title', p.title, 'level', p.level, 'mode', p.mode,
    'nature', p.nature, 'kind', p.kind, 'category', p.category, 'tags', to_jsonb(p.tags),
    'organised_by_admin', p.organised_by_admin, 'provider', p.provider, 'hours', trim_scale(p.hours)::text,
    'scheme', p.scheme
)"""
_HISTORY = """
INSERT INTO registration.training_history
    (district_id, entry_id, seq, teacher_id, hours, credits, category, level, mode, nature, kind, tags,
     organised_by_admin, earned_from, earned_to, class_id, program_id, title, reverses)
SELECT district_id, entry_id, seq, teacher_id, hours, credits, category, level, mode, nature, kind, tags,
       organised_by_admin, earned_from, earned_to, class_id, program_id, title, reverses
FROM ledger.entry
ON CONFLICT DO NOTHING
"""
_PROGRAMS = """
UPDATE attendance.training_class c SET program = PROGRAM
FROM registration.program p
WHERE p.district_id = c.district_id AND p.program_id = c.program_id AND c.program IS NULL
"""
_OFFERED = """
INSERT INTO ledger.offered_class
    (district_id, class_id, revision, plan_id, title, school_id, cancelled, capacity, opens_at, closes_at, program,
     meetings, starts_on, ends_on)
SELECT c.district_id, c.class_id, c.revision, p.plan_id, c.title, c.school_id, c.status = 'CANCELLED', c.capacity,
       c.opens_at, c.closes_at, PROGRAM, coalesce(held.meetings, '[]'), held.starts_on, held.ends_on
FROM registration.class c
JOIN registration.program p ON p.district_id = c.district_id AND p.program_id = c.program_id
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object(
               'meeting_id', m.meeting_id, 'starts_at', m.starts_at, 'ends_at', m.ends_at,
               'hours', trim_scale(m.hours)::text, 'place', m.place, 'speaker', m.speaker, 'topic', m.topic,
               'category', m.category, 'cancelled', m.cancelled
           ) ORDER BY m.starts_at) AS meetings,
           min((m.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS starts_on,
           max((m.ends_at AT TIME ZONE 'Asia/Shanghai')::date) AS ends_on
    FROM registration.meeting m
    WHERE m.district_id = c.district_id AND m.class_id = c.class_id AND NOT m.cancelled
) held
ON CONFLICT DO NOTHING
"""
_PARTICIPATIONS = """
INSERT INTO ledger.participation AS known
    (district_id, class_id, teacher_id, enrolment_revision, enrolled, school_id, settled_revision, attended,
     attendance_met, excused, outcome_revision, passed, earned, grade)
SELECT district_id, class_id, teacher_id, e.revision, e.enrolled, e.school_id, s.version, s.attended, s.attendance_met,
       s.excused, o.revision, o.passed, o.earned, o.grade
FROM (
    SELECT DISTINCT ON (district_id, class_id, teacher_id)
           district_id, class_id, teacher_id, revision, status = 'CONFIRMED' AS enrolled, school_id
    FROM registration.enrolment WHERE confirmed_at IS NOT NULL
    ORDER BY district_id, class_id, teacher_id, revision DESC
) e
FULL JOIN (
    SELECT DISTINCT ON (district_id, class_id, teacher_id)
           district_id, class_id, teacher_id, version, attendance_met,
           EXISTS (SELECT FROM jsonb_array_elements(days) d
                   WHERE ltrim(split_part(d ->> 'hours', '/', 1), '0') <> '') AS attended,
           jsonb_array_length(days) > 0 AND NOT EXISTS (
               SELECT FROM jsonb_array_elements(days) d WHERE d ->> 'state' <> 'ON_LEAVE') AS excused
    FROM attendance.settled_member
    ORDER BY district_id, class_id, teacher_id, version DESC
) s USING (district_id, class_id, teacher_id)
FULL JOIN (
    SELECT district_id, class_id, teacher_id, revision,
           CASE WHEN status <> 'WITHDRAWN' THEN status = 'PASSED' END AS passed,
           jsonb_array_length(lines) > 0 AS earned, grade
    FROM assessment.outcome WHERE class_id IS NOT NULL
) o USING (district_id, class_id, teacher_id)
ON CONFLICT (district_id, class_id, teacher_id) DO UPDATE SET
    enrolment_revision = coalesce(known.enrolment_revision, excluded.enrolment_revision),
    enrolled = coalesce(known.enrolled, excluded.enrolled),
    school_id = coalesce(known.school_id, excluded.school_id),
    settled_revision = coalesce(known.settled_revision, excluded.settled_revision),
    attended = coalesce(known.attended, excluded.attended),
    attendance_met = coalesce(known.attendance_met, excluded.attendance_met),
    excused = coalesce(known.excused, excluded.excused),
    outcome_revision = coalesce(known.outcome_revision, excluded.outcome_revision),
    passed = coalesce(known.passed, excluded.passed),
    earned = coalesce(known.earned, excluded.earned),
    grade = coalesce(known.grade, excluded.grade)
"""
_AFTERWARDS = """
ALTER TABLE directory.pack_revision ALTER COLUMN kind SET NOT NULL, ALTER COLUMN valid_to SET NOT NULL;
GRANT UPDATE (valid_to, withdrawn) ON directory.pack_assignment TO xuefen_directory;
GRANT UPDATE (valid_to, annulled) ON directory.school_fact TO xuefen_directory;
GRANT UPDATE (last_day, annulled) ON directory.unit TO xuefen_directory
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.replace("OVERLAP", _OVERLAP).split(";\n"):
            op.execute(statement)
    for statement in (_ROWS, _HISTORY, _PROGRAMS, _OFFERED, _PARTICIPATIONS):
        op.execute(statement.replace("PROGRAM", _PROGRAM))
    with as_owner():
        for statement in _AFTERWARDS.split(";\n"):
            op.execute(statement)
        protect("directory", "school_revision", rights="SELECT, INSERT", readers=_OTHERS)


def downgrade() -> None:
    op.execute(_WITHDRAWN_REVISIONS)
    op.execute("DELETE FROM directory.pack_assignment WHERE withdrawn")
    op.execute("DELETE FROM directory.school_fact WHERE annulled")
    op.execute("DELETE FROM directory.unit WHERE annulled OR last_day IS NOT NULL")
    op.execute("UPDATE assessment.outcome SET pack_id = '', pack_hash = '' WHERE pack_hash IS NULL")
    with as_owner():
        for statement in _BACK.replace("OVERLAP", _OVERLAP).split(";\n"):
            op.execute(statement)


# Before, what was decided could only be corrected: what was withdrawn was never there.
_WITHDRAWN_REVISIONS = """
DELETE FROM directory.pack_revision r USING directory.pack_assignment a
WHERE a.district_id = r.district_id AND a.assignment_id = r.assignment_id AND a.withdrawn
"""
_BACK = """
REVOKE UPDATE (valid_to, annulled) ON directory.school_fact FROM xuefen_directory;
REVOKE UPDATE (last_day, annulled) ON directory.unit FROM xuefen_directory;
DROP TABLE directory.school_revision;
DROP INDEX directory.school_fact_stands_key;
ALTER TABLE directory.school_fact
    DROP COLUMN annulled,
    ADD CONSTRAINT school_fact_district_id_school_id_kind_holder_id_valid_from_key
        UNIQUE NULLS NOT DISTINCT (district_id, school_id, kind, holder_id, valid_from);
DROP INDEX directory.unit_stands_key;
ALTER TABLE directory.unit
    DROP COLUMN last_day,
    DROP COLUMN annulled,
    ADD CONSTRAINT unit_district_id_school_id_kind_name_key UNIQUE (district_id, school_id, kind, name);
REVOKE UPDATE (valid_to, withdrawn) ON directory.pack_assignment FROM xuefen_directory;
ALTER TABLE directory.pack_revision DROP COLUMN kind, DROP COLUMN valid_to;
ALTER TABLE directory.pack_assignment
    DROP CONSTRAINT pack_assignment_overlap_excl,
    DROP CONSTRAINT pack_assignment_period_check,
    DROP COLUMN withdrawn;
OVERLAP;
ALTER TABLE assessment.outcome
    DROP CONSTRAINT outcome_pack_check,
    ALTER COLUMN pack_id SET NOT NULL,
    ALTER COLUMN pack_hash SET NOT NULL;
ALTER TABLE attendance.settled_member DROP COLUMN pack_id, DROP COLUMN pack_hash
"""
