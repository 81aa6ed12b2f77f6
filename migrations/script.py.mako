"""${message}"""

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}
from migrations.rights import as_owner, protect

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    with as_owner():
        ${downgrades if downgrades else "pass"}
