"""How many people earned what stands, kept as entries are posted; and events whose size is no longer written out.

Nothing is filled here: where the counts do not stand at the end of the book (at first, or after somebody posted by
older code), summaries count as they did, and the next posting counts its district once from what is kept by person. The
new check reads the rows of the events once, at the speed of a scan, for it no longer reads their payloads.
"""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0043"
down_revision = "0044"
branch_labels = None
depends_on = None

_COUNTS = """
CREATE TABLE ledger.earner_count (
    district_id int NOT NULL,
    -- Of all zeros for the district as a whole.
    school_id uuid NOT NULL,
    earners bigint NOT NULL,
    CONSTRAINT earner_count_pkey PRIMARY KEY (district_id, school_id)
) WITH (fillfactor = 70)
"""


def upgrade() -> None:
    with as_owner():
        op.execute(_COUNTS)
        protect("ledger", "earner_count", rights="SELECT, INSERT, UPDATE, DELETE")
        op.execute("ALTER TABLE ledger.book ADD COLUMN counted_seq bigint NOT NULL DEFAULT 0")
        # An event was read whole, and written out as text, whenever its row was touched: to route it, too.
        op.execute("ALTER TABLE messaging.event DROP CONSTRAINT event_payload_check")
        op.execute(
            "ALTER TABLE messaging.event ADD CONSTRAINT event_payload_check CHECK (pg_column_size(payload) <= 262144)"
        )


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE messaging.event DROP CONSTRAINT event_payload_check")
        op.execute(
            "ALTER TABLE messaging.event"
            " ADD CONSTRAINT event_payload_check CHECK (octet_length(payload::text) <= 262144)"
        )
        op.execute("ALTER TABLE ledger.book DROP COLUMN counted_seq")
        op.execute("DROP TABLE ledger.earner_count")
