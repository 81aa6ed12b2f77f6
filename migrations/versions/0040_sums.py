"""Sums of the book: what was earned by school, kind and month, and by whom: a summary no longer reads every entry.

The book is read three times, for the index and for each of the sums, and nothing is posted meanwhile: on two busy cores
300,000 entries took 13 s, so count on half a minute to a minute for a million. What would be posted is refused or
waits: a request is answered 503 and may be sent again, an event is heard again later, and nothing is lost. Whoever
carries a book of many millions over from before chooses an hour in which no class is settled.
"""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0040"
down_revision = "0036"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.earned_month (
    district_id int NOT NULL,
    school_id uuid NOT NULL,
    school_year text NOT NULL,
    category text NOT NULL,
    level text NOT NULL,
    mode text NOT NULL,
    -- Year times twelve, plus 0 for January.
    month int NOT NULL,
    hours numeric(18, 4) NOT NULL,
    credits numeric(18, 4) NOT NULL,
    entries bigint NOT NULL CONSTRAINT earned_month_entries_check CHECK (entries >= 1),
    CONSTRAINT earned_month_pkey PRIMARY KEY (district_id, month, school_id, school_year, category, level, mode)
) WITH (fillfactor = 70);
CREATE TABLE ledger.earner (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    hours numeric(18, 4) NOT NULL,
    credits numeric(18, 4) NOT NULL,
    CONSTRAINT earner_pkey PRIMARY KEY (district_id, teacher_id, school_id)
) WITH (fillfactor = 70);
CREATE INDEX entry_by_day_idx ON ledger.entry (district_id, effective_on)
"""

# What stands in the book already, by whoever may read all of it.
_MONTHS = """
INSERT INTO ledger.earned_month
SELECT district_id, school_id, school_year, category, level, mode,
       (extract(year FROM effective_on) * 12 + extract(month FROM effective_on) - 1)::int,
       sum(hours), sum(credits), count(*)
FROM ledger.entry
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_EARNERS = """
INSERT INTO ledger.earner
SELECT district_id, teacher_id, school_id, sum(hours), sum(credits)
FROM ledger.entry
GROUP BY 1, 2, 3
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
    # Nothing may be posted between the two sums and the first posting that moves them.
    op.execute("LOCK TABLE ledger.entry IN SHARE MODE")
    op.execute(_MONTHS)
    op.execute(_EARNERS)
    with as_owner():
        protect("ledger", "earned_month", "earner", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP INDEX ledger.entry_by_day_idx")
        op.execute("DROP TABLE ledger.earned_month, ledger.earner")
