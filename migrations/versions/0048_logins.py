"""What makes a token end early, second factors, passwords for once, two secrets a client, phones that bind a WeChat.

Old columns stay as they are, so that services of the release before go on beside it.
"""

from alembic import op

from migrations.rights import SERVICES, as_owner, protect, see_all_districts

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

# A secret that was given out before, or that the release before gives out still, holds as long as a new one: by the
# default, of which the new release makes no use.
_UP = """
CREATE TABLE platform.account_version (
    district_id int NOT NULL,
    account_id uuid NOT NULL,
    version int NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT account_version_pkey PRIMARY KEY (district_id, account_id)
);
CREATE INDEX account_version_changed_idx ON platform.account_version (changed_at);
CREATE TABLE directory_private.second_factor (
    district_id int NOT NULL,
    account_id uuid NOT NULL,
    secret_sealed bytea NOT NULL,
    offered_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_step bigint NOT NULL,
    recovery_hashes bytea[] NOT NULL,
    CONSTRAINT second_factor_pkey PRIMARY KEY (district_id, account_id)
);
CREATE TABLE directory_private.phone_code (
    district_id int NOT NULL,
    openid_index bytea NOT NULL,
    account_id uuid,
    code_hash bytea NOT NULL,
    failures int NOT NULL,
    sent_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT phone_code_pkey PRIMARY KEY (district_id, openid_index)
);
ALTER TABLE directory_private.account
    ADD COLUMN closed_at timestamptz,
    ADD COLUMN password_until timestamptz;
ALTER TABLE directory_private.refresh_token ADD COLUMN family_until timestamptz;
CREATE INDEX refresh_token_account_idx ON directory_private.refresh_token (district_id, account_id)
    WHERE revoked_at IS NULL;
ALTER TABLE directory_private.client
    ALTER COLUMN secret_hash DROP NOT NULL,
    ADD COLUMN secret_until timestamptz DEFAULT now() + interval '90 days',
    ADD COLUMN other_secret_hash bytea,
    ADD COLUMN other_secret_until timestamptz,
    ADD COLUMN closed_at timestamptz
"""
_NOT_KNOWN_BEFORE = "DELETE FROM directory_private.client WHERE secret_hash IS NULL"
_DOWN = """
ALTER TABLE directory_private.client
    ALTER COLUMN secret_hash SET NOT NULL,
    DROP COLUMN secret_until,
    DROP COLUMN other_secret_hash,
    DROP COLUMN other_secret_until,
    DROP COLUMN closed_at;
DROP INDEX directory_private.refresh_token_account_idx;
ALTER TABLE directory_private.refresh_token DROP COLUMN family_until;
ALTER TABLE directory_private.account DROP COLUMN closed_at, DROP COLUMN password_until;
DROP TABLE directory_private.phone_code;
DROP TABLE directory_private.second_factor;
DROP TABLE platform.account_version
"""


def upgrade() -> None:
    with as_owner():
        for statement in _UP.split(";\n"):
            op.execute(statement)
        protect("platform", "account_version", rights="SELECT", roles=SERVICES)
        op.execute("GRANT INSERT, UPDATE ON platform.account_version TO xuefen_directory")
        # A process asks once for all districts what changed in the last minutes: numbers of accounts, nothing else.
        op.execute("CREATE POLICY of_everybody ON platform.account_version FOR SELECT USING (true)")
        protect("directory_private", "second_factor", "phone_code", rights="SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    see_all_districts()
    op.execute(_NOT_KNOWN_BEFORE)
    with as_owner():
        for statement in _DOWN.split(";\n"):
            op.execute(statement)
