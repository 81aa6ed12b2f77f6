"""Roles, and what every service stands on: deployment, idempotency, events and deliveries."""

from alembic import op

from migrations.rights import OWNER, SERVICES, as_owner, create_schema, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Limits that bound every statement of a service; a stuck one gives way instead of piling up others.
_LIMITS = {
    "statement_timeout": "5s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "5s",
    "transaction_timeout": "20s",
}


def upgrade() -> None:
    _create_roles()
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO {OWNER}', current_database()); END $$")
    for schema in ("platform", "messaging"):
        create_schema(schema)
        for role in (*SERVICES, "relay"):
            op.execute(f"GRANT USAGE ON SCHEMA {schema} TO xuefen_{role}")
    with as_owner():
        _create_deployment()
        _create_idempotency()
        _create_messaging()


def _create_roles() -> None:
    # Roles belong to the cluster: another database of it may have made them already, even at this very moment.
    op.execute("SET LOCAL createrole_self_grant = 'set, inherit'")
    for role, attributes in [(OWNER, "NOLOGIN"), *((f"xuefen_{name}", "LOGIN") for name in (*SERVICES, "relay"))]:
        op.execute(
            f"DO $$ BEGIN CREATE ROLE {role} {attributes} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
        if attributes == "LOGIN":
            for name, value in _LIMITS.items():
                # Two databases migrating at once may touch the same role: the limits are the same, one suffices.
                op.execute(
                    f"DO $$ BEGIN ALTER ROLE {role} SET {name} = '{value}'; "
                    "EXCEPTION WHEN internal_error THEN NULL; END $$"
                )


def _create_deployment() -> None:
    op.execute("""
        CREATE TABLE platform.deployment (
            id int PRIMARY KEY DEFAULT 1 CHECK (id = 1),
            kind text NOT NULL DEFAULT 'production' CHECK (kind IN ('production', 'demo', 'test')),
            clock_offset interval NOT NULL DEFAULT '0',
            demo_state text CHECK (demo_state IN ('playing', 'played')),
            CHECK (kind <> 'production' OR clock_offset = '0')
        )
    """)
    op.execute("INSERT INTO platform.deployment DEFAULT VALUES")
    for role in (*SERVICES, "relay"):
        op.execute(f"GRANT SELECT ON platform.deployment TO xuefen_{role}")


def _create_idempotency() -> None:
    op.execute("""
        CREATE TABLE platform.idempotency (
            district_id int NOT NULL,
            service text NOT NULL,
            principal text NOT NULL,
            operation text NOT NULL,
            key text NOT NULL,
            content_hash bytea NOT NULL,
            status bigint,
            body bytea,
            media_type text,
            created_at timestamptz NOT NULL,
            CONSTRAINT idempotency_pkey PRIMARY KEY (district_id, service, principal, operation, key)
        )
    """)
    protect("platform", "idempotency", rights="SELECT, INSERT, UPDATE", roles=SERVICES)
    # A service keeps and hears its own answers only.
    for service in SERVICES:
        op.execute(
            f"CREATE POLICY of_{service} ON platform.idempotency AS RESTRICTIVE TO xuefen_{service} "
            f"USING (service = '{service}') WITH CHECK (service = '{service}')"
        )


def _create_messaging() -> None:
    op.execute("""
        CREATE TABLE messaging.event (
            district_id int NOT NULL,
            id uuid NOT NULL,
            topic text NOT NULL,
            payload jsonb NOT NULL CHECK (octet_length(payload::text) <= 262144),
            occurred_at timestamptz NOT NULL,
            routed_at timestamptz,
            CONSTRAINT event_pkey PRIMARY KEY (district_id, id)
        )
    """)
    op.execute("CREATE INDEX event_unrouted_idx ON messaging.event (district_id, id) WHERE routed_at IS NULL")
    op.execute("""
        CREATE TABLE messaging.delivery (
            district_id int NOT NULL,
            event_id uuid NOT NULL,
            consumer text NOT NULL,
            attempts int NOT NULL,
            sends int NOT NULL,
            next_at timestamptz NOT NULL,
            done_at timestamptz,
            parked_at timestamptz,
            not_before timestamptz,
            last_error text,
            CONSTRAINT delivery_pkey PRIMARY KEY (district_id, event_id, consumer),
            CONSTRAINT delivery_district_id_event_id_fkey FOREIGN KEY (district_id, event_id)
                REFERENCES messaging.event (district_id, id)
        )
    """)
    op.execute("""
        CREATE INDEX delivery_due_idx ON messaging.delivery (district_id, next_at)
        WHERE done_at IS NULL AND parked_at IS NULL
    """)
    op.execute("CREATE INDEX delivery_parked_idx ON messaging.delivery (district_id) WHERE parked_at IS NOT NULL")
    protect("messaging", "event", rights="SELECT, INSERT", roles=SERVICES)
    protect("messaging", "delivery", rights="SELECT, UPDATE", roles=SERVICES)
    # The relay works for every district, on these two tables only.
    op.execute("GRANT SELECT, UPDATE ON messaging.event TO xuefen_relay")
    op.execute("GRANT SELECT, INSERT, UPDATE ON messaging.delivery TO xuefen_relay")
    for table in ("event", "delivery"):
        op.execute(f"CREATE POLICY of_relay ON messaging.{table} TO xuefen_relay USING (true) WITH CHECK (true)")
    # A service marks only what was addressed to it.
    for service in SERVICES:
        op.execute(
            f"CREATE POLICY of_{service} ON messaging.delivery AS RESTRICTIVE TO xuefen_{service} "
            f"USING (split_part(consumer, '.', 1) = '{service}')"
        )


def downgrade() -> None:
    with as_owner():
        for schema in ("messaging", "platform"):
            op.execute(f"DROP SCHEMA {schema} CASCADE")
