"""The schema says which release is the oldest that runs on it: one that comes back knows whether it may.

What only adds leaves it as it is. What takes something away sets it to the revision of the oldest release that does
without: `UPDATE platform.deployment SET oldest_release = '0057'`, say, in a migration that comes after 0057.
"""

from alembic import op

from migrations.rights import as_owner

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE platform.deployment ADD COLUMN oldest_release text NOT NULL DEFAULT '0056'")


def downgrade() -> None:
    with as_owner():
        op.execute("ALTER TABLE platform.deployment DROP COLUMN oldest_release")
