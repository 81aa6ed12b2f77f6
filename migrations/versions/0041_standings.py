"""Standings kept by the worker: the verdict of everybody in post, and whose is to be judged anew."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0041"
down_revision = "0038"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.standing (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid,
    verdict text NOT NULL,
    pack_id text,
    judged_for date NOT NULL,
    known_at_seq bigint NOT NULL,
    CONSTRAINT standing_pkey PRIMARY KEY (district_id, teacher_id)
);
CREATE INDEX standing_by_verdict_idx ON ledger.standing (district_id, verdict, teacher_id);
CREATE INDEX standing_by_school_idx ON ledger.standing (district_id, school_id, teacher_id);
CREATE TABLE ledger.standing_mark (
    district_id int NOT NULL,
    mark_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    marked_at timestamptz NOT NULL,
    CONSTRAINT standing_mark_pkey PRIMARY KEY (district_id, mark_id)
);
CREATE TABLE ledger.standing_round (
    district_id int NOT NULL,
    day date NOT NULL,
    CONSTRAINT standing_round_pkey PRIMARY KEY (district_id)
)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", "standing", "standing_round", rights="SELECT, INSERT, UPDATE")
        protect("ledger", "standing_mark", rights="SELECT, INSERT, DELETE")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE ledger.standing_round, ledger.standing_mark, ledger.standing")
