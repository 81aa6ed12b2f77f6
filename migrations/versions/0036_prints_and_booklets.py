"""Certificates on paper: classes printed at once, and the booklets that schools keep for their teachers."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0036"
down_revision = "0037"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.certificate_print (
    district_id int NOT NULL,
    print_id uuid NOT NULL,
    class_id uuid NOT NULL,
    form text NOT NULL CONSTRAINT certificate_print_form_check CHECK (form IN ('BOUND', 'SINGLE')),
    -- In the order of the pages; said once, so that every step prints what was asked for.
    certificate_ids uuid[] NOT NULL
        CONSTRAINT certificate_print_certificates_check CHECK (cardinality(certificate_ids) >= 1),
    done int NOT NULL CONSTRAINT certificate_print_done_check CHECK (done BETWEEN 0 AND cardinality(certificate_ids)),
    withheld jsonb NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    finished_at timestamptz,
    cancelled_at timestamptz,
    removed_at timestamptz,
    CONSTRAINT certificate_print_pkey PRIMARY KEY (district_id, print_id),
    CONSTRAINT certificate_print_ended_check CHECK (finished_at IS NULL OR cancelled_at IS NULL)
);
CREATE TABLE ledger.certificate_print_document (
    district_id int NOT NULL,
    print_id uuid NOT NULL,
    place int NOT NULL CONSTRAINT certificate_print_document_place_check CHECK (place >= 1),
    name text NOT NULL,
    pages int NOT NULL CONSTRAINT certificate_print_document_pages_check CHECK (pages >= 1),
    size int NOT NULL CONSTRAINT certificate_print_document_size_check CHECK (size > 0),
    sha256 bytea NOT NULL
        CONSTRAINT certificate_print_document_sha256_check CHECK (octet_length(sha256) = 32),
    CONSTRAINT certificate_print_document_pkey PRIMARY KEY (district_id, print_id, place),
    CONSTRAINT certificate_print_document_print_fkey FOREIGN KEY (district_id, print_id)
        REFERENCES ledger.certificate_print (district_id, print_id)
);
CREATE TABLE ledger.booklet (
    district_id int NOT NULL,
    booklet_id uuid NOT NULL,
    number text NOT NULL,
    teacher_id uuid NOT NULL,
    edition int NOT NULL CONSTRAINT booklet_edition_check CHECK (edition >= 1),
    replaces uuid,
    reason text,
    issued_on date NOT NULL,
    issued_by uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    CONSTRAINT booklet_pkey PRIMARY KEY (district_id, booklet_id),
    CONSTRAINT booklet_district_id_number_key UNIQUE (district_id, number),
    -- One booklet a teacher: another is an edition of its own, in the place of the one before.
    CONSTRAINT booklet_district_id_teacher_id_edition_key UNIQUE (district_id, teacher_id, edition),
    CONSTRAINT booklet_district_id_replaces_key UNIQUE (district_id, replaces),
    CONSTRAINT booklet_replaces_fkey FOREIGN KEY (district_id, replaces)
        REFERENCES ledger.booklet (district_id, booklet_id),
    CONSTRAINT booklet_reissue_check
        CHECK ((edition > 1) = (replaces IS NOT NULL) AND (edition = 1 OR reason IS NOT NULL))
);
CREATE TABLE ledger.booklet_custody (
    district_id int NOT NULL,
    booklet_id uuid NOT NULL,
    place int NOT NULL CONSTRAINT booklet_custody_place_check CHECK (place >= 1),
    act text NOT NULL
        CONSTRAINT booklet_custody_act_check CHECK (act IN ('ISSUED', 'HANDED_OVER', 'LOST', 'GIVEN_OUT', 'REPLACED')),
    -- Who keeps it from then on; of one that nobody keeps any more, who kept it last.
    school_id uuid NOT NULL,
    happened_on date NOT NULL,
    reason text,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT booklet_custody_pkey PRIMARY KEY (district_id, booklet_id, place),
    CONSTRAINT booklet_custody_booklet_fkey FOREIGN KEY (district_id, booklet_id)
        REFERENCES ledger.booklet (district_id, booklet_id),
    CONSTRAINT booklet_custody_reason_check CHECK (act = 'ISSUED' OR reason IS NOT NULL)
);
CREATE INDEX booklet_custody_by_school_idx ON ledger.booklet_custody (district_id, school_id, booklet_id)
"""

_HELD = """
CREATE TABLE directory.issued_certificate (
    district_id int NOT NULL,
    certificate_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    kind text NOT NULL,
    -- Unknown while only of the revocation was heard.
    issued_on date,
    replaces uuid,
    revocation_ground text,
    CONSTRAINT issued_certificate_pkey PRIMARY KEY (district_id, certificate_id)
);
CREATE INDEX issued_certificate_by_teacher_idx ON directory.issued_certificate (district_id, teacher_id, kind)
"""

# What was issued before: whoever holds one has held it since the first of its reissues.
_ISSUED_BEFORE = """
INSERT INTO directory.issued_certificate
    (district_id, certificate_id, teacher_id, kind, issued_on, replaces, revocation_ground)
SELECT issued.district_id, issued.certificate_id, issued.teacher_id, issued.kind, issued.issued_on, issued.replaces,
       revocation.ground
FROM ledger.certificate AS issued
LEFT JOIN ledger.certificate_revocation AS revocation USING (district_id, certificate_id)
WHERE issued.kind = 'PRE_SERVICE'
"""
_HELD_BEFORE = """
WITH RECURSIVE step AS (
    SELECT district_id, teacher_id, kind, issued_on, replaces
    FROM directory.issued_certificate WHERE revocation_ground IS NULL
    UNION ALL
    SELECT step.district_id, step.teacher_id, step.kind, earlier.issued_on, earlier.replaces
    FROM step
    JOIN directory.issued_certificate AS earlier
        ON earlier.district_id = step.district_id AND earlier.certificate_id = step.replaces
)
INSERT INTO directory.teacher_fact (district_id, fact_id, teacher_id, kind, code, valid_from, ground)
SELECT district_id, uuidv7(), teacher_id, 'CERTIFICATE', kind, issued_on, 'certificate' FROM step WHERE replaces IS NULL
ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    with as_owner():
        for statement in (*_TABLES.split(";\n"), *_HELD.split(";\n")):
            op.execute(statement)
        protect("ledger", "certificate_print", rights="SELECT, INSERT, UPDATE")
        protect("ledger", "certificate_print_document", "booklet", "booklet_custody", rights="SELECT, INSERT")
        protect("directory", "issued_certificate", rights="SELECT, INSERT, UPDATE")
    op.execute(_ISSUED_BEFORE)
    op.execute(_HELD_BEFORE)


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE directory.issued_certificate")
        op.execute("DROP TABLE ledger.booklet_custody, ledger.booklet")
        op.execute("DROP TABLE ledger.certificate_print_document, ledger.certificate_print")
