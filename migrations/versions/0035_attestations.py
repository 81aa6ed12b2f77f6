"""Attestations: what a year or a cycle earned a teacher, as issued on paper, and which hold no longer."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.attestation_number (
    district_id int NOT NULL,
    issuer_code text NOT NULL,
    year int NOT NULL,
    last_number int NOT NULL CONSTRAINT attestation_number_last_number_check CHECK (last_number >= 0),
    CONSTRAINT attestation_number_pkey PRIMARY KEY (district_id, issuer_code, year),
    CONSTRAINT attestation_number_issuer_fkey FOREIGN KEY (district_id, issuer_code)
        REFERENCES ledger.certificate_issuer (district_id, issuer_code)
);
CREATE TABLE ledger.attestation (
    district_id int NOT NULL,
    attestation_id uuid NOT NULL,
    code text NOT NULL CONSTRAINT attestation_code_check CHECK (code ~ '^[A-Z2-7]{26}$'),
    kind text NOT NULL CONSTRAINT attestation_kind_check CHECK (kind IN ('YEAR', 'CYCLE')),
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    as_of date NOT NULL,
    known_at_seq bigint NOT NULL CONSTRAINT attestation_known_at_seq_check CHECK (known_at_seq >= 1),
    head_number bigint NOT NULL,
    issuer_code text NOT NULL,
    year int NOT NULL,
    number int NOT NULL CONSTRAINT attestation_number_check CHECK (number >= 1),
    content jsonb NOT NULL,
    issued_on date NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by uuid NOT NULL,
    signed text NOT NULL,
    CONSTRAINT attestation_pkey PRIMARY KEY (district_id, attestation_id),
    CONSTRAINT attestation_district_id_code_key UNIQUE (district_id, code),
    CONSTRAINT attestation_district_id_issuer_code_year_number_key UNIQUE (district_id, issuer_code, year, number),
    CONSTRAINT attestation_issuer_fkey FOREIGN KEY (district_id, issuer_code)
        REFERENCES ledger.certificate_issuer (district_id, issuer_code),
    CONSTRAINT attestation_head_fkey FOREIGN KEY (district_id, head_number)
        REFERENCES ledger.book_head (district_id, number),
    CONSTRAINT attestation_days_check CHECK (first <= as_of AND as_of <= last)
);
CREATE INDEX attestation_by_teacher_idx ON ledger.attestation (district_id, teacher_id, attestation_id);
CREATE TABLE ledger.attestation_revocation (
    district_id int NOT NULL,
    attestation_id uuid NOT NULL,
    ground text NOT NULL CONSTRAINT attestation_revocation_ground_check CHECK (ground IN ('ENTRY_REVERSED', 'DECIDED')),
    reason text,
    revoked_by uuid,
    revoked_at timestamptz NOT NULL,
    CONSTRAINT attestation_revocation_pkey PRIMARY KEY (district_id, attestation_id),
    CONSTRAINT attestation_revocation_attestation_fkey FOREIGN KEY (district_id, attestation_id)
        REFERENCES ledger.attestation (district_id, attestation_id),
    CONSTRAINT attestation_revocation_person_check CHECK (
        (ground = 'DECIDED') = (revoked_by IS NOT NULL) AND (revoked_by IS NULL) = (reason IS NULL)
    )
)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", "attestation_number", rights="SELECT, INSERT, UPDATE")
        protect("ledger", "attestation", "attestation_revocation", rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE ledger.attestation_revocation, ledger.attestation, ledger.attestation_number")
