"""What connected systems are given: a feed that can be waited for, and webhooks with their log."""

from alembic import op

from migrations.rights import as_owner, open_to_listed_districts, protect

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.webhook (
    district_id int NOT NULL,
    name text NOT NULL CONSTRAINT webhook_name_check CHECK (name ~ '^[A-Za-z0-9_.:-]{1,64}$'),
    url text NOT NULL,
    types text[] NOT NULL CONSTRAINT webhook_types_check CHECK (cardinality(types) >= 1),
    active boolean NOT NULL,
    secret bytea NOT NULL,
    -- The secret before, which signs beside the new one for a day.
    former_secret bytea,
    former_until timestamptz,
    failures int NOT NULL CONSTRAINT webhook_failures_check CHECK (failures >= 0),
    rests_until timestamptz,
    -- When the timer falls due that was set last.
    wakes_at timestamptz,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT webhook_pkey PRIMARY KEY (district_id, name)
);
CREATE TABLE ledger.webhook_message (
    district_id int NOT NULL,
    message_id uuid NOT NULL,
    type text NOT NULL,
    body text NOT NULL CONSTRAINT webhook_message_body_check CHECK (octet_length(body) <= 65536),
    made_at timestamptz NOT NULL,
    CONSTRAINT webhook_message_pkey PRIMARY KEY (district_id, message_id)
);
CREATE TABLE ledger.webhook_delivery (
    district_id int NOT NULL,
    name text NOT NULL,
    message_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT webhook_delivery_state_check CHECK (state IN ('WAITING', 'DELIVERED', 'PARKED')),
    attempts int NOT NULL CONSTRAINT webhook_delivery_attempts_check CHECK (attempts >= 0),
    next_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT webhook_delivery_pkey PRIMARY KEY (district_id, name, message_id),
    CONSTRAINT webhook_delivery_webhook_fkey FOREIGN KEY (district_id, name)
        REFERENCES ledger.webhook (district_id, name),
    CONSTRAINT webhook_delivery_message_fkey FOREIGN KEY (district_id, message_id)
        REFERENCES ledger.webhook_message (district_id, message_id),
    CONSTRAINT webhook_delivery_ended_check CHECK ((state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX webhook_delivery_waiting_idx ON ledger.webhook_delivery (district_id, name, next_at)
    WHERE state = 'WAITING';
CREATE TABLE ledger.webhook_attempt (
    district_id int NOT NULL,
    attempt_id uuid NOT NULL,
    name text NOT NULL,
    message_id uuid NOT NULL,
    at timestamptz NOT NULL,
    url text NOT NULL,
    address text,
    status int,
    fault text,
    answer text NOT NULL,
    milliseconds int NOT NULL,
    CONSTRAINT webhook_attempt_pkey PRIMARY KEY (district_id, attempt_id),
    CONSTRAINT webhook_attempt_delivery_fkey FOREIGN KEY (district_id, name, message_id)
        REFERENCES ledger.webhook_delivery (district_id, name, message_id)
);
CREATE INDEX webhook_attempt_by_message_idx ON ledger.webhook_attempt (district_id, name, message_id)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", "webhook", "webhook_delivery", rights="SELECT, INSERT, UPDATE")
        protect("ledger", "webhook_message", "webhook_attempt", rights="SELECT, INSERT")
        # Those who wait for entries wait behind one look for all their districts.
        open_to_listed_districts("ledger", "book")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP POLICY of_listed_districts ON ledger.book")
        op.execute("DROP TABLE ledger.webhook_attempt, ledger.webhook_delivery, ledger.webhook_message, ledger.webhook")
