"""The signed book: heads and the tree they sign, adjustments by two persons, every revision heard, verifications."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_TABLES = """
ALTER TABLE ledger.book
    ADD COLUMN signed_seq bigint NOT NULL DEFAULT 0,
    ADD COLUMN head_due_at timestamptz,
    ADD CONSTRAINT book_signed_seq_check CHECK (signed_seq BETWEEN 0 AND next_seq - 1);
CREATE TABLE ledger.book_head (
    district_id int NOT NULL,
    number bigint NOT NULL CONSTRAINT book_head_number_check CHECK (number >= 1),
    seq bigint NOT NULL CONSTRAINT book_head_seq_check CHECK (seq >= 1),
    head_hash bytea NOT NULL CONSTRAINT book_head_head_hash_check CHECK (octet_length(head_hash) = 32),
    tree_root bytea NOT NULL CONSTRAINT book_head_tree_root_check CHECK (octet_length(tree_root) = 32),
    signed_at timestamptz NOT NULL,
    key_id text NOT NULL,
    canonical bytea NOT NULL,
    signature bytea NOT NULL CONSTRAINT book_head_signature_check CHECK (octet_length(signature) = 64),
    CONSTRAINT book_head_pkey PRIMARY KEY (district_id, number),
    CONSTRAINT book_head_district_id_seq_key UNIQUE (district_id, seq)
);
CREATE TABLE ledger.tree_node (
    district_id int NOT NULL,
    -- A node stands over 2 to the power of its level entries.
    level smallint NOT NULL CONSTRAINT tree_node_level_check CHECK (level IN (8, 16, 24)),
    position bigint NOT NULL CONSTRAINT tree_node_position_check CHECK (position >= 0),
    hash bytea NOT NULL CONSTRAINT tree_node_hash_check CHECK (octet_length(hash) = 32),
    CONSTRAINT tree_node_pkey PRIMARY KEY (district_id, level, position)
);
CREATE TABLE ledger.adjustment (
    district_id int NOT NULL,
    adjustment_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    title text NOT NULL,
    reason text NOT NULL,
    takes_back uuid[] NOT NULL,
    lines jsonb NOT NULL,
    evidence uuid[] NOT NULL CONSTRAINT adjustment_evidence_check CHECK (cardinality(evidence) >= 1),
    proposed_by uuid NOT NULL,
    proposed_for uuid,
    proposed_at timestamptz NOT NULL,
    CONSTRAINT adjustment_pkey PRIMARY KEY (district_id, adjustment_id),
    CONSTRAINT adjustment_district_id_adjustment_id_proposed_by_key UNIQUE (district_id, adjustment_id, proposed_by),
    CONSTRAINT adjustment_content_check CHECK (cardinality(takes_back) > 0 OR jsonb_array_length(lines) > 0)
);
CREATE INDEX adjustment_by_teacher_idx ON ledger.adjustment (district_id, teacher_id, adjustment_id);
CREATE TABLE ledger.adjustment_decision (
    district_id int NOT NULL,
    adjustment_id uuid NOT NULL,
    decision text NOT NULL CONSTRAINT adjustment_decision_decision_check
        CHECK (decision IN ('APPROVED', 'REJECTED', 'WITHDRAWN')),
    reason text,
    proposed_by uuid NOT NULL,
    decided_by uuid NOT NULL,
    decided_for uuid,
    decided_at timestamptz NOT NULL,
    causation_id uuid,
    CONSTRAINT adjustment_decision_pkey PRIMARY KEY (district_id, adjustment_id),
    CONSTRAINT adjustment_decision_district_id_causation_id_key UNIQUE (district_id, causation_id),
    CONSTRAINT adjustment_decision_adjustment_fkey FOREIGN KEY (district_id, adjustment_id, proposed_by)
        REFERENCES ledger.adjustment (district_id, adjustment_id, proposed_by),
    -- The rule of two persons, kept by the table itself: one's own proposal can only be withdrawn.
    CONSTRAINT adjustment_decision_two_persons_check
        CHECK ((decision = 'WITHDRAWN') = (decided_by = proposed_by)),
    CONSTRAINT adjustment_decision_causation_check CHECK ((decision = 'APPROVED') = (causation_id IS NOT NULL))
);
CREATE TABLE ledger.book_verification (
    district_id int NOT NULL,
    verification_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    -- The head at which the book is looked at: what is posted meanwhile is not.
    entries bigint NOT NULL,
    stage text NOT NULL,
    place text NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    findings jsonb NOT NULL,
    finished_at timestamptz,
    CONSTRAINT book_verification_pkey PRIMARY KEY (district_id, verification_id)
);
-- Every revision heard stays on record. Of what was heard before only the newest is known.
ALTER TABLE ledger.outcome_posted
    ADD COLUMN known_at_seq bigint NOT NULL DEFAULT 0,
    ADD COLUMN earlier_unknown boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT outcome_posted_pkey,
    ADD CONSTRAINT outcome_posted_pkey PRIMARY KEY (district_id, outcome_id, revision);
ALTER TABLE ledger.entry
    DROP CONSTRAINT entry_source_check,
    ADD CONSTRAINT entry_source_check CHECK (source IN ('class', 'claim', 'import', 'adjustment')),
    DROP CONSTRAINT entry_accounts_check,
    ADD CONSTRAINT entry_accounts_check CHECK (
        credit_account = 'teacher:' || teacher_id::text AND debit_account ~ '^(program|claim|import|adjustment):.'
    ),
    DROP CONSTRAINT entry_outcome_check,
    ADD CONSTRAINT entry_outcome_check CHECK (
        (source IN ('class', 'claim')) = (outcome_id IS NOT NULL)
        AND (outcome_id IS NULL) = (revision IS NULL) AND (outcome_id IS NULL) = (line IS NULL)
    );
REVOKE UPDATE ON ledger.outcome_posted FROM xuefen_ledger
"""

# The books that are there are signed as soon as the worker runs.
_OLD_BOOKS = """
INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at)
SELECT district_id, uuidv7(), 'ledger.book_head_fell_due.v1', jsonb_build_object('district_id', district_id), now()
FROM ledger.book WHERE next_seq > 1
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
    op.execute("UPDATE ledger.outcome_posted SET earlier_unknown = true WHERE revision > 1")
    op.execute(_OLD_BOOKS)
    with as_owner():
        protect(
            "ledger",
            "book_head",
            "tree_node",
            "adjustment",
            "adjustment_decision",
            rights="SELECT, INSERT",
        )
        protect("ledger", "book_verification", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    # An adjustment in the book knows no way back: nothing is dropped that entries stand on.
    op.execute(
        "DELETE FROM ledger.outcome_posted older USING ledger.outcome_posted newer "
        "WHERE newer.district_id = older.district_id AND newer.outcome_id = older.outcome_id "
        "AND newer.revision > older.revision"
    )
    op.execute("DELETE FROM messaging.event WHERE topic = 'ledger.book_head_fell_due.v1' AND routed_at IS NULL")
    with as_owner():
        op.execute(
            "DROP TABLE ledger.adjustment_decision, ledger.adjustment, ledger.book_head, ledger.tree_node, "
            "ledger.book_verification"
        )
        op.execute("ALTER TABLE ledger.book DROP COLUMN signed_seq, DROP COLUMN head_due_at")
        op.execute(
            "ALTER TABLE ledger.outcome_posted DROP CONSTRAINT outcome_posted_pkey, DROP COLUMN known_at_seq, "
            "DROP COLUMN earlier_unknown, ADD CONSTRAINT outcome_posted_pkey PRIMARY KEY (district_id, outcome_id)"
        )
        op.execute("GRANT UPDATE ON ledger.outcome_posted TO xuefen_ledger")
        op.execute(
            "ALTER TABLE ledger.entry DROP CONSTRAINT entry_source_check, "
            "ADD CONSTRAINT entry_source_check CHECK (source IN ('class', 'claim', 'import')), "
            "DROP CONSTRAINT entry_accounts_check, ADD CONSTRAINT entry_accounts_check CHECK "
            "(credit_account = 'teacher:' || teacher_id::text AND debit_account ~ '^(program|claim|import):.'), "
            "DROP CONSTRAINT entry_outcome_check, ADD CONSTRAINT entry_outcome_check CHECK "
            "((source = 'import') = (outcome_id IS NULL) "
            "AND (outcome_id IS NULL) = (revision IS NULL) AND (outcome_id IS NULL) = (line IS NULL))"
        )
