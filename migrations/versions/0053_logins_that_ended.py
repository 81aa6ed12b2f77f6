"""Logins that ended long ago are found; addresses of connected systems; WeChat users by their unionid, too."""

from alembic import op

from migrations.rights import as_owner

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

# Null without a default: no row is written anew.
_UP = """
CREATE INDEX refresh_token_expires_idx ON directory_private.refresh_token (district_id, expires_at);
ALTER TABLE directory_private.client ADD COLUMN addresses text[];
ALTER TABLE directory_private.wechat_binding ADD COLUMN union_index bytea;
CREATE INDEX wechat_binding_union_idx ON directory_private.wechat_binding (district_id, union_index)
    WHERE union_index IS NOT NULL
"""
_DOWN = """
ALTER TABLE directory_private.wechat_binding DROP COLUMN union_index;
ALTER TABLE directory_private.client DROP COLUMN addresses;
DROP INDEX directory_private.refresh_token_expires_idx
"""


def upgrade() -> None:
    with as_owner():
        for statement in _UP.split(";\n"):
            op.execute(statement)


def downgrade() -> None:
    with as_owner():
        for statement in _DOWN.split(";\n"):
            op.execute(statement)
