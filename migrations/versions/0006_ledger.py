"""The ledger: the book, its head and balances, what was posted and imported."""

from alembic import op

from migrations.rights import as_owner, create_schema, protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.book (
    district_id int NOT NULL,
    next_seq bigint NOT NULL CONSTRAINT book_next_seq_check CHECK (next_seq >= 1),
    head_hash bytea NOT NULL CONSTRAINT book_head_hash_check CHECK (octet_length(head_hash) = 32),
    CONSTRAINT book_pkey PRIMARY KEY (district_id)
);
CREATE TABLE ledger.entry (
    district_id int NOT NULL,
    seq bigint NOT NULL CONSTRAINT entry_seq_check CHECK (seq >= 1),
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
    source text NOT NULL CONSTRAINT entry_source_check CHECK (source IN ('class', 'claim', 'import')),
    outcome_id uuid,
    revision bigint,
    line bigint,
    class_id uuid,
    program_id uuid,
    title text NOT NULL,
    rules text[] NOT NULL,
    effective_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    reverses uuid,
    canonical bytea NOT NULL,
    hash bytea NOT NULL CONSTRAINT entry_hash_check CHECK (octet_length(hash) = 32),
    CONSTRAINT entry_pkey PRIMARY KEY (district_id, seq),
    CONSTRAINT entry_district_id_entry_id_key UNIQUE (district_id, entry_id),
    CONSTRAINT entry_district_id_award_key_key UNIQUE (district_id, award_key),
    CONSTRAINT entry_district_id_reverses_key UNIQUE (district_id, reverses),
    CONSTRAINT entry_district_id_reverses_fkey FOREIGN KEY (district_id, reverses)
        REFERENCES ledger.entry (district_id, entry_id),
    CONSTRAINT entry_accounts_check CHECK (
        credit_account = 'teacher:' || teacher_id::text AND debit_account ~ '^(program|claim|import):.'
    ),
    -- An award adds, its reversal takes away; neither moves nothing. NaN is greater than everything, hence named.
    CONSTRAINT entry_amounts_check CHECK (
        hours <> 'NaN' AND credits <> 'NaN' AND (hours <> 0 OR credits <> 0)
        AND CASE WHEN reverses IS NULL THEN hours >= 0 AND credits >= 0 ELSE hours <= 0 AND credits <= 0 END
    ),
    CONSTRAINT entry_earned_check CHECK (earned_to >= earned_from),
    CONSTRAINT entry_outcome_check CHECK (
        (source = 'import') = (outcome_id IS NULL)
        AND (outcome_id IS NULL) = (revision IS NULL) AND (outcome_id IS NULL) = (line IS NULL)
    )
);
CREATE INDEX entry_by_teacher_idx ON ledger.entry (district_id, teacher_id, effective_on);
CREATE INDEX entry_by_outcome_idx ON ledger.entry (district_id, outcome_id) WHERE outcome_id IS NOT NULL;
CREATE TABLE ledger.balance (
    district_id int NOT NULL,
    account text NOT NULL,
    hours numeric(18, 4) NOT NULL,
    credits numeric(18, 4) NOT NULL,
    CONSTRAINT balance_pkey PRIMARY KEY (district_id, account)
) WITH (fillfactor = 70);
CREATE TABLE ledger.outcome_posted (
    district_id int NOT NULL,
    outcome_id uuid NOT NULL,
    revision bigint NOT NULL,
    content_hash bytea NOT NULL,
    posted_at timestamptz NOT NULL,
    CONSTRAINT outcome_posted_pkey PRIMARY KEY (district_id, outcome_id)
);
CREATE TABLE ledger.history_import (
    district_id int NOT NULL,
    import_id uuid NOT NULL,
    file_hash text NOT NULL,
    dry_run boolean NOT NULL,
    applied boolean NOT NULL,
    report jsonb NOT NULL,
    imported_by uuid NOT NULL,
    imported_at timestamptz NOT NULL,
    CONSTRAINT history_import_pkey PRIMARY KEY (district_id, import_id)
)
"""


def upgrade() -> None:
    create_schema("ledger")
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        # The book is written once: nobody who can log in may change or remove an entry.
        protect("ledger", "entry", "history_import", rights="SELECT, INSERT")
        protect("ledger", "book", "balance", "outcome_posted", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP SCHEMA ledger CASCADE")
