"""Exports: what was asked for, how far the worker has come, and the parts of the file."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0034"
down_revision = "0035"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.bulk_export (
    district_id int NOT NULL,
    export_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT bulk_export_kind_check CHECK (kind IN ('ENTRIES', 'STATEMENTS', 'STANDINGS')),
    form text NOT NULL CONSTRAINT bulk_export_form_check CHECK (form IN ('XLSX', 'CSV', 'NDJSON')),
    language text NOT NULL,
    byte_order_mark boolean NOT NULL,
    names text NOT NULL CONSTRAINT bulk_export_names_check CHECK (names IN ('FULL', 'MASKED', 'NONE')),
    as_of date,
    after_seq bigint NOT NULL,
    known_at_seq bigint NOT NULL,
    school_id uuid,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    state text NOT NULL
        CONSTRAINT bulk_export_state_check CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED', 'EXPIRED')),
    -- Where the next step begins, and what the file written so far has to be gone on with.
    place text NOT NULL,
    growth jsonb NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    rows bigint NOT NULL,
    size bigint NOT NULL,
    finished_at timestamptz,
    expires_at timestamptz,
    CONSTRAINT bulk_export_pkey PRIMARY KEY (district_id, export_id),
    CONSTRAINT bulk_export_finished_check CHECK ((state = 'RUNNING') = (finished_at IS NULL))
);
CREATE INDEX bulk_export_by_account_idx ON ledger.bulk_export (district_id, asked_by, export_id);
CREATE TABLE ledger.bulk_export_part (
    district_id int NOT NULL,
    export_id uuid NOT NULL,
    number int NOT NULL,
    size bigint NOT NULL CONSTRAINT bulk_export_part_size_check CHECK (size > 0),
    sha256 bytea NOT NULL CONSTRAINT bulk_export_part_sha256_check CHECK (octet_length(sha256) = 32),
    CONSTRAINT bulk_export_part_pkey PRIMARY KEY (district_id, export_id, number),
    CONSTRAINT bulk_export_part_export_fkey FOREIGN KEY (district_id, export_id)
        REFERENCES ledger.bulk_export (district_id, export_id)
)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", "bulk_export", rights="SELECT, INSERT, UPDATE")
        protect("ledger", "bulk_export_part", rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE ledger.bulk_export_part, ledger.bulk_export")
