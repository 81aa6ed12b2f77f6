"""Certificates: who issues them and under which numbers, what they stand on, and which no longer hold."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.certificate_issuer (
    district_id int NOT NULL,
    issuer_code text NOT NULL,
    name text NOT NULL,
    number_prefix text NOT NULL,
    CONSTRAINT certificate_issuer_pkey PRIMARY KEY (district_id, issuer_code)
);
CREATE TABLE ledger.certificate_number (
    district_id int NOT NULL,
    issuer_code text NOT NULL,
    year int NOT NULL,
    last_number int NOT NULL CONSTRAINT certificate_number_last_number_check CHECK (last_number >= 0),
    CONSTRAINT certificate_number_pkey PRIMARY KEY (district_id, issuer_code, year),
    CONSTRAINT certificate_number_issuer_fkey FOREIGN KEY (district_id, issuer_code)
        REFERENCES ledger.certificate_issuer (district_id, issuer_code)
);
CREATE TABLE ledger.certificate (
    district_id int NOT NULL,
    certificate_id uuid NOT NULL,
    code text NOT NULL CONSTRAINT certificate_code_check CHECK (code ~ '^[A-Z2-7]{26}$'),
    kind text NOT NULL CONSTRAINT certificate_kind_check CHECK (kind IN ('COMPLETION', 'EXCELLENT', 'PRE_SERVICE')),
    outcome_id uuid NOT NULL,
    revision bigint NOT NULL,
    edition int NOT NULL CONSTRAINT certificate_edition_check CHECK (edition >= 1),
    replaces uuid,
    reason text,
    issuer_code text NOT NULL,
    year int NOT NULL,
    number int NOT NULL CONSTRAINT certificate_number_check CHECK (number >= 1),
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    class_id uuid NOT NULL,
    content jsonb NOT NULL,
    issued_on date NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by uuid NOT NULL,
    signed text NOT NULL,
    CONSTRAINT certificate_pkey PRIMARY KEY (district_id, certificate_id),
    CONSTRAINT certificate_district_id_code_key UNIQUE (district_id, code),
    CONSTRAINT certificate_district_id_kind_outcome_id_edition_key UNIQUE (district_id, kind, outcome_id, edition),
    CONSTRAINT certificate_district_id_issuer_code_year_number_key UNIQUE (district_id, issuer_code, year, number),
    CONSTRAINT certificate_district_id_replaces_key UNIQUE (district_id, replaces),
    CONSTRAINT certificate_replaces_fkey FOREIGN KEY (district_id, replaces)
        REFERENCES ledger.certificate (district_id, certificate_id),
    CONSTRAINT certificate_issuer_fkey FOREIGN KEY (district_id, issuer_code)
        REFERENCES ledger.certificate_issuer (district_id, issuer_code),
    CONSTRAINT certificate_reissue_check CHECK ((edition = 1) = (replaces IS NULL) AND (edition = 1) = (reason IS NULL))
);
CREATE INDEX certificate_by_teacher_idx ON ledger.certificate (district_id, teacher_id, certificate_id);
CREATE INDEX certificate_by_class_idx ON ledger.certificate (district_id, class_id, certificate_id);
CREATE TABLE ledger.certificate_entry (
    district_id int NOT NULL,
    certificate_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    CONSTRAINT certificate_entry_pkey PRIMARY KEY (district_id, certificate_id, entry_id),
    CONSTRAINT certificate_entry_certificate_fkey FOREIGN KEY (district_id, certificate_id)
        REFERENCES ledger.certificate (district_id, certificate_id),
    CONSTRAINT certificate_entry_entry_fkey FOREIGN KEY (district_id, entry_id)
        REFERENCES ledger.entry (district_id, entry_id)
);
CREATE INDEX certificate_entry_by_entry_idx ON ledger.certificate_entry (district_id, entry_id);
CREATE TABLE ledger.certificate_revocation (
    district_id int NOT NULL,
    certificate_id uuid NOT NULL,
    ground text NOT NULL CONSTRAINT certificate_revocation_ground_check
        CHECK (ground IN ('ENTRY_REVERSED', 'RESULT_CHANGED', 'REISSUED', 'DECIDED')),
    reason text,
    revoked_by uuid,
    revoked_at timestamptz NOT NULL,
    CONSTRAINT certificate_revocation_pkey PRIMARY KEY (district_id, certificate_id),
    CONSTRAINT certificate_revocation_certificate_fkey FOREIGN KEY (district_id, certificate_id)
        REFERENCES ledger.certificate (district_id, certificate_id),
    -- What revokes by itself has nobody behind it; what a person decides has somebody and a reason.
    CONSTRAINT certificate_revocation_person_check CHECK (
        (ground IN ('REISSUED', 'DECIDED')) = (revoked_by IS NOT NULL) AND (revoked_by IS NULL) = (reason IS NULL)
    )
)
"""
_APPEND_ONLY = ("certificate", "certificate_entry", "certificate_revocation")


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", "certificate_issuer", "certificate_number", rights="SELECT, INSERT, UPDATE")
        protect("ledger", *_APPEND_ONLY, rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        op.execute(
            "DROP TABLE ledger.certificate_revocation, ledger.certificate_entry, ledger.certificate, "
            "ledger.certificate_number, ledger.certificate_issuer"
        )
