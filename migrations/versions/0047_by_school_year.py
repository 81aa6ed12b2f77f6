"""What is looked up by teacher lies by school year first: a posting touches the pages of its year, not of all years.

Who asks for all years of a teacher looks once into each (a skip scan of Postgres 18). Without the day, the entries of a
teacher's year are one tuple of the index. The tallies are written anew: some seconds for each million, during which
nothing is posted; and the worker of the release before cannot post afterwards, so it is stopped first.

Two things that posting paid for each entry go: the check that a tally's key exists (keys are given under the lock of
the book and nobody can delete one), and compressing what events say (they are deleted soon).
"""

from alembic import op

from migrations.rights import as_owner

revision = "0047"
down_revision = "0045"
branch_labels = None
depends_on = None

# September is month 8 of twelve, the first of a school year.
_UP = """
CREATE INDEX entry_by_year_and_teacher_idx ON ledger.entry (district_id, school_year, teacher_id);
DROP INDEX ledger.entry_by_teacher_idx;
ALTER TABLE ledger.tally
    DROP CONSTRAINT tally_pkey,
    DROP CONSTRAINT tally_key_fkey,
    ADD COLUMN year int GENERATED ALWAYS AS ((month - 8) / 12) STORED,
    ADD CONSTRAINT tally_pkey PRIMARY KEY (district_id, year, teacher_id, key_id, month);
ALTER TABLE messaging.event ALTER COLUMN payload SET STORAGE EXTERNAL
"""
_DOWN = """
ALTER TABLE ledger.tally
    DROP COLUMN year,
    ADD CONSTRAINT tally_pkey PRIMARY KEY (district_id, teacher_id, key_id, month),
    ADD CONSTRAINT tally_key_fkey FOREIGN KEY (district_id, key_id) REFERENCES ledger.tally_key (district_id, key_id);
ALTER TABLE messaging.event ALTER COLUMN payload SET STORAGE EXTENDED;
CREATE INDEX entry_by_teacher_idx ON ledger.entry (district_id, teacher_id, effective_on);
DROP INDEX ledger.entry_by_year_and_teacher_idx
"""


def upgrade() -> None:
    with as_owner():
        for statement in _UP.split(";\n"):
            op.execute(statement)


def downgrade() -> None:
    with as_owner():
        for statement in _DOWN.split(";\n"):
            op.execute(statement)
