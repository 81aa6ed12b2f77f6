"""What is kept for a while only can be found and deleted by the relay: answers to POSTs, and events heard long ago.

Both indexes are built while writers of their table wait: about a second for each million rows. Afterwards an answer
and the routing of an event write some twenty bytes more each. No row is written anew.
"""

from alembic import op

from migrations.rights import as_owner

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

# Of an answer the relay reads when it was given and nothing else, and sees none that may still be asked for.
_UP = """
CREATE INDEX idempotency_created_at_idx ON platform.idempotency (created_at);
CREATE INDEX event_routed_at_idx ON messaging.event (routed_at) WHERE routed_at IS NOT NULL;
GRANT SELECT (created_at), DELETE ON platform.idempotency TO xuefen_relay;
GRANT DELETE ON messaging.event, messaging.delivery TO xuefen_relay;
CREATE POLICY of_relay ON platform.idempotency TO xuefen_relay USING (true);
CREATE POLICY outlived ON platform.idempotency AS RESTRICTIVE TO xuefen_relay
    USING (created_at < now() - interval '7 days')
"""
_DOWN = """
DROP POLICY outlived ON platform.idempotency;
DROP POLICY of_relay ON platform.idempotency;
REVOKE DELETE ON messaging.event, messaging.delivery FROM xuefen_relay;
REVOKE SELECT (created_at), DELETE ON platform.idempotency FROM xuefen_relay;
DROP INDEX messaging.event_routed_at_idx;
DROP INDEX platform.idempotency_created_at_idx
"""


def upgrade() -> None:
    with as_owner():
        for statement in _UP.split(";\n"):
            op.execute(statement)


def downgrade() -> None:
    with as_owner():
        for statement in _DOWN.split(";\n"):
            op.execute(statement)
