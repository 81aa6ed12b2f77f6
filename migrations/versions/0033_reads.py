"""Reads: reports that are kept as they were, what districts below tell, and events carried to another district."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0033"
down_revision = "0039"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.report (
    district_id int NOT NULL,
    report_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT report_kind_check CHECK (kind IN ('SUMMARY', 'RATES')),
    ground text NOT NULL CONSTRAINT report_ground_check CHECK (ground IN ('MONTH_END', 'ASKED')),
    month date,
    as_of date NOT NULL,
    known_at_seq bigint NOT NULL,
    content text NOT NULL,
    content_hash bytea NOT NULL CONSTRAINT report_content_hash_check CHECK (octet_length(content_hash) = 32),
    taken_at timestamptz NOT NULL,
    asked_by uuid,
    CONSTRAINT report_pkey PRIMARY KEY (district_id, report_id),
    CONSTRAINT report_month_check CHECK ((ground = 'MONTH_END') = (month IS NOT NULL)),
    CONSTRAINT report_person_check CHECK ((ground = 'ASKED') = (asked_by IS NOT NULL))
);
CREATE UNIQUE INDEX report_of_month_key ON ledger.report (district_id, kind, month) WHERE month IS NOT NULL;
CREATE INDEX report_newest_idx ON ledger.report (district_id, kind, as_of DESC, known_at_seq DESC);
CREATE TABLE ledger.month_timer (
    district_id int NOT NULL,
    month date NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT month_timer_pkey PRIMARY KEY (district_id, month)
);
CREATE TABLE ledger.told_summary (
    district_id int NOT NULL,
    of_district int NOT NULL,
    report_id uuid NOT NULL,
    of_name text NOT NULL,
    of_level text NOT NULL,
    below int NOT NULL,
    as_of date NOT NULL,
    known_at_seq bigint NOT NULL,
    content_hash bytea NOT NULL CONSTRAINT told_summary_content_hash_check CHECK (octet_length(content_hash) = 32),
    published_at timestamptz NOT NULL,
    heard_at timestamptz NOT NULL,
    sums jsonb NOT NULL,
    CONSTRAINT told_summary_pkey PRIMARY KEY (district_id, of_district, report_id)
);
CREATE INDEX told_summary_newest_idx
    ON ledger.told_summary (district_id, of_district, as_of DESC, known_at_seq DESC, published_at DESC)
"""
_APPEND_ONLY = ("report", "month_timer", "told_summary")


def upgrade() -> None:
    with as_owner():
        # What one district tells another is carried by the relay, which works for both.
        op.execute("GRANT INSERT ON messaging.event TO xuefen_relay")
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", *_APPEND_ONLY, rights="SELECT, INSERT")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE ledger.told_summary, ledger.month_timer, ledger.report")
        op.execute("REVOKE INSERT ON messaging.event FROM xuefen_relay")
