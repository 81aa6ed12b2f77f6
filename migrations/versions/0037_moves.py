"""Moves: between districts with the history that goes along, schools that merge, teachers who are one person."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0037"
down_revision = "0034"
branch_labels = None
depends_on = None

_OTHERS = ("registration", "attendance", "assessment", "ledger")

_DIRECTORY = """
ALTER TABLE directory.school ADD COLUMN merged_into uuid, ADD COLUMN merged_on date,
    ADD CONSTRAINT school_merged_check CHECK ((merged_into IS NULL) = (merged_on IS NULL) AND merged_into <> school_id);
ALTER TABLE directory.teacher ADD COLUMN merged_into uuid,
    ADD CONSTRAINT teacher_merged_check CHECK (merged_into <> teacher_id);
CREATE TABLE directory.departure (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    person_id uuid NOT NULL,
    new_district_id int NOT NULL,
    last_day date NOT NULL,
    reason text NOT NULL,
    appointment_id uuid NOT NULL,
    ended_before date,
    state text NOT NULL CONSTRAINT departure_state_check CHECK (state IN ('DEPARTED', 'RECEIVED', 'WITHDRAWN')),
    revision int NOT NULL,
    received_from date,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    CONSTRAINT departure_pkey PRIMARY KEY (district_id, transfer_id),
    CONSTRAINT departure_elsewhere_check CHECK (new_district_id <> district_id),
    CONSTRAINT departure_district_id_teacher_id_fkey FOREIGN KEY (district_id, teacher_id)
        REFERENCES directory.teacher (district_id, teacher_id)
);
CREATE INDEX departure_by_teacher_idx ON directory.departure (district_id, teacher_id);
CREATE TABLE directory.arrival (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    former_district_id int NOT NULL,
    person_id uuid NOT NULL,
    last_day date NOT NULL,
    facts jsonb NOT NULL,
    state text NOT NULL CONSTRAINT arrival_state_check CHECK (state IN ('EXPECTED', 'RECEIVED', 'WITHDRAWN')),
    revision int NOT NULL,
    teacher_id uuid,
    first_day date,
    received_by uuid,
    received_at timestamptz,
    announced_at timestamptz NOT NULL,
    CONSTRAINT arrival_pkey PRIMARY KEY (district_id, transfer_id),
    CONSTRAINT arrival_received_check CHECK ((state = 'RECEIVED') = (teacher_id IS NOT NULL)),
    CONSTRAINT arrival_order_check CHECK (first_day > last_day),
    CONSTRAINT arrival_district_id_teacher_id_fkey FOREIGN KEY (district_id, teacher_id)
        REFERENCES directory.teacher (district_id, teacher_id)
);
CREATE TABLE directory.school_merger (
    district_id int NOT NULL,
    school_id uuid NOT NULL,
    into_school_id uuid NOT NULL,
    merged_on date NOT NULL,
    reason text NOT NULL,
    teachers int NOT NULL,
    units int NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT school_merger_pkey PRIMARY KEY (district_id, school_id),
    CONSTRAINT school_merger_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id),
    CONSTRAINT school_merger_into_fkey FOREIGN KEY (district_id, into_school_id)
        REFERENCES directory.school (district_id, school_id)
);
CREATE TABLE directory.teacher_merge (
    district_id int NOT NULL,
    merge_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    into_teacher_id uuid NOT NULL,
    CONSTRAINT teacher_merge_pkey PRIMARY KEY (district_id, merge_id),
    CONSTRAINT teacher_merge_two_check CHECK (teacher_id <> into_teacher_id),
    CONSTRAINT teacher_merge_district_id_teacher_id_fkey FOREIGN KEY (district_id, teacher_id)
        REFERENCES directory.teacher (district_id, teacher_id),
    CONSTRAINT teacher_merge_into_fkey FOREIGN KEY (district_id, into_teacher_id)
        REFERENCES directory.teacher (district_id, teacher_id)
);
CREATE TABLE directory.teacher_merge_step (
    district_id int NOT NULL,
    merge_id uuid NOT NULL,
    number int NOT NULL,
    step text NOT NULL CONSTRAINT teacher_merge_step_step_check CHECK (step IN
        ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN',
         'UNDO_PROPOSED', 'UNDO_APPROVED', 'UNDO_REJECTED', 'UNDO_WITHDRAWN')),
    reason text,
    changes jsonb NOT NULL,
    by_account uuid NOT NULL,
    by_person uuid,
    at timestamptz NOT NULL,
    CONSTRAINT teacher_merge_step_pkey PRIMARY KEY (district_id, merge_id, number),
    CONSTRAINT teacher_merge_step_district_id_merge_id_fkey FOREIGN KEY (district_id, merge_id)
        REFERENCES directory.teacher_merge (district_id, merge_id)
);
CREATE TABLE directory_private.person_place (
    person_id uuid NOT NULL,
    district_id int,
    transfer_id uuid,
    new_district_id int,
    CONSTRAINT person_place_pkey PRIMARY KEY (person_id),
    CONSTRAINT person_place_way_check CHECK ((transfer_id IS NULL) = (new_district_id IS NULL))
)
"""

# Who stands open in two districts already is left where the first of them is; the other is not put out of post.
_PLACES = """
INSERT INTO directory_private.person_place (person_id, district_id)
SELECT DISTINCT ON (person_id) person_id, district_id
FROM directory.teacher JOIN directory.appointment USING (district_id, teacher_id)
WHERE valid_to IS NULL
ORDER BY person_id, valid_from, district_id
"""

_RECORD = """
    entry_id uuid NOT NULL,
    award_key text NOT NULL,
    causation_id uuid NOT NULL,
    debit_account text NOT NULL,
    credit_account text NOT NULL,
    teacher_id uuid NOT NULL,
    hours numeric(14, 4) NOT NULL,
    credits numeric(14, 4) NOT NULL,
    category text NOT NULL,
    level text NOT NULL,
    original_level text,
    mode text NOT NULL,
    nature text NOT NULL,
    kind text NOT NULL,
    tags text[] NOT NULL,
    organised_by_admin boolean NOT NULL,
    earned_from date NOT NULL,
    earned_to date NOT NULL,
    school_year text NOT NULL,
    school_id uuid NOT NULL,
    teacher_title text,
    title_tier text,
    post text,
    pack_id text NOT NULL,
    pack_hash text NOT NULL,
    source text NOT NULL,
    outcome_id uuid,
    revision bigint,
    line bigint,
    class_id uuid,
    program_id uuid,
    title text NOT NULL,
    rules text[] NOT NULL,
    effective_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    reverses uuid
"""

_LEDGER = f"""
CREATE TABLE ledger.closing (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    revision int NOT NULL,
    teacher_id uuid NOT NULL,
    person_id uuid NOT NULL,
    new_district_id int NOT NULL,
    last_day date NOT NULL,
    withdrawn boolean NOT NULL,
    CONSTRAINT closing_pkey PRIMARY KEY (district_id, transfer_id)
);
CREATE INDEX closing_by_teacher_idx ON ledger.closing (district_id, teacher_id);
CREATE TABLE ledger.closing_sent (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    sending int NOT NULL,
    head_number bigint NOT NULL,
    up_to_seq bigint NOT NULL,
    own int NOT NULL,
    passed_on int NOT NULL,
    parts int NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT closing_sent_pkey PRIMARY KEY (district_id, transfer_id, sending),
    CONSTRAINT closing_sent_closing_fkey FOREIGN KEY (district_id, transfer_id)
        REFERENCES ledger.closing (district_id, transfer_id)
);
CREATE TABLE ledger.reception (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    revision int NOT NULL,
    former_district_id int NOT NULL,
    person_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    CONSTRAINT reception_pkey PRIMARY KEY (district_id, transfer_id)
);
CREATE INDEX reception_by_teacher_idx ON ledger.reception (district_id, teacher_id);
CREATE TABLE ledger.carried_part (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    sending int NOT NULL,
    part int NOT NULL,
    parts int NOT NULL,
    former_district_id int NOT NULL,
    former_teacher_id uuid NOT NULL,
    person_id uuid NOT NULL,
    entries int NOT NULL,
    faults jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT carried_part_pkey PRIMARY KEY (district_id, transfer_id, sending, part)
);
CREATE TABLE ledger.carried_head (
    district_id int NOT NULL,
    origin_district_id int NOT NULL,
    number bigint NOT NULL,
    canonical bytea NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT carried_head_pkey PRIMARY KEY (district_id, origin_district_id, number)
);
CREATE TABLE ledger.carried_entry (
    district_id int NOT NULL,
    transfer_id uuid NOT NULL,
    origin_district_id int NOT NULL CONSTRAINT carried_entry_elsewhere_check CHECK (origin_district_id <> district_id),
    seq bigint NOT NULL,
    head_number bigint NOT NULL,
    previous_hash bytea NOT NULL,
    path bytea[] NOT NULL,
    known_at_seq bigint NOT NULL,
    received_at timestamptz NOT NULL,{_RECORD.rstrip()},
    canonical bytea NOT NULL,
    CONSTRAINT carried_entry_pkey PRIMARY KEY (district_id, transfer_id, origin_district_id, seq),
    CONSTRAINT carried_entry_head_fkey FOREIGN KEY (district_id, origin_district_id, head_number)
        REFERENCES ledger.carried_head (district_id, origin_district_id, number)
);
CREATE TABLE ledger.merged_teacher (
    district_id int NOT NULL,
    merge_id uuid NOT NULL,
    revision int NOT NULL,
    teacher_id uuid NOT NULL,
    into_teacher_id uuid NOT NULL,
    undone boolean NOT NULL,
    CONSTRAINT merged_teacher_pkey PRIMARY KEY (district_id, merge_id)
);
CREATE INDEX merged_teacher_into_idx ON ledger.merged_teacher (district_id, into_teacher_id);
CREATE TABLE ledger.merge_move (
    district_id int NOT NULL,
    causation_id uuid NOT NULL,
    merge_id uuid NOT NULL,
    number int NOT NULL,
    back boolean NOT NULL,
    doubles jsonb NOT NULL,
    moved_at timestamptz NOT NULL,
    CONSTRAINT merge_move_pkey PRIMARY KEY (district_id, causation_id)
)
"""


def upgrade() -> None:
    with as_owner():
        for statement in (_DIRECTORY + ";\n" + _LEDGER).split(";\n"):
            op.execute(statement)
        protect("directory", "departure", "arrival", rights="SELECT, INSERT, UPDATE", readers=_OTHERS)
        protect("directory", "school_merger", "teacher_merge", "teacher_merge_step", rights="SELECT, INSERT")
        op.execute("GRANT SELECT, INSERT, UPDATE ON directory_private.person_place TO xuefen_directory")
        # A person found twice keeps one of two numbers, and the document of the other leads to it.
        op.execute("GRANT UPDATE ON directory_private.person_claim TO xuefen_directory")
        # What named the one teacher names the other; what stood at one school stands at the other.
        op.execute("GRANT UPDATE (holder_id) ON directory.school_fact TO xuefen_directory")
        op.execute("GRANT UPDATE (head_id, school_id) ON directory.unit TO xuefen_directory")
        protect("ledger", "closing", "reception", "merged_teacher", rights="SELECT, INSERT, UPDATE")
        protect(
            "ledger",
            "closing_sent",
            "carried_part",
            "carried_head",
            "carried_entry",
            "merge_move",
            rights="SELECT, INSERT",
        )
    # Nobody may be appointed between looking and the first claim.
    op.execute("LOCK TABLE directory.appointment IN SHARE MODE")
    op.execute(_PLACES)


def downgrade() -> None:
    with as_owner():
        op.execute(
            "DROP TABLE ledger.merge_move, ledger.merged_teacher, ledger.carried_entry, ledger.carried_head, "
            "ledger.carried_part, ledger.reception, ledger.closing_sent, ledger.closing"
        )
        op.execute("REVOKE UPDATE ON directory_private.person_claim FROM xuefen_directory")
        op.execute("REVOKE UPDATE (holder_id) ON directory.school_fact FROM xuefen_directory")
        op.execute("REVOKE UPDATE (school_id) ON directory.unit FROM xuefen_directory")
        op.execute(
            "DROP TABLE directory_private.person_place, directory.teacher_merge_step, directory.teacher_merge, "
            "directory.school_merger, directory.arrival, directory.departure"
        )
        op.execute("ALTER TABLE directory.teacher DROP COLUMN merged_into")
        op.execute("ALTER TABLE directory.school DROP COLUMN merged_into, DROP COLUMN merged_on")
