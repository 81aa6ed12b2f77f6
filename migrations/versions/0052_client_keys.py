"""Integrations that log in by what they sign: their public keys, and what they signed already."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0052"
down_revision = "0049"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE directory_private.client_assertion (
    district_id int NOT NULL,
    client_id uuid NOT NULL,
    assertion_id text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT client_assertion_pkey PRIMARY KEY (district_id, client_id, assertion_id)
)
"""


def upgrade() -> None:
    with as_owner():
        op.execute(_TABLE)
        protect("directory_private", "client_assertion", rights="SELECT, INSERT, DELETE")
        # Null without a default: no row is written anew.
        op.execute("ALTER TABLE directory_private.client ADD COLUMN public_keys jsonb")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE directory_private.client DROP COLUMN public_keys")
        op.execute("DROP TABLE directory_private.client_assertion")
