"""What ops see: the trace that an event belongs to, and the state of many districts' books by one look."""

from alembic import op

from migrations.rights import as_owner, open_to_listed_districts

revision = "0046"
down_revision = "0042"
branch_labels = None
depends_on = None

_LOOKED_AT = ("book_verification", "standing_mark", "webhook_delivery")


def upgrade() -> None:
    # `xuefen doctor` asks as the relay how far the schema is.
    op.execute("GRANT USAGE ON SCHEMA migrations TO xuefen_relay")
    op.execute("GRANT SELECT ON migrations.alembic_version TO xuefen_relay")
    with as_owner():
        # Null without a default: no row is written anew.
        op.execute("ALTER TABLE messaging.event ADD COLUMN traceparent text")
        open_to_listed_districts("ledger", *_LOOKED_AT)
        op.execute("""
            CREATE INDEX webhook_delivery_parked_idx ON ledger.webhook_delivery (district_id, name)
            WHERE state = 'PARKED'
        """)


def downgrade() -> None:
    with as_owner():
        op.execute("DROP INDEX ledger.webhook_delivery_parked_idx")
        for table in _LOOKED_AT:
            op.execute(f"DROP POLICY of_listed_districts ON ledger.{table}")
        op.execute("ALTER TABLE messaging.event DROP COLUMN traceparent")
    op.execute("REVOKE SELECT ON migrations.alembic_version FROM xuefen_relay")
    op.execute("REVOKE USAGE ON SCHEMA migrations FROM xuefen_relay")
