"""The grouped projection of the book: hours and credits of each teacher by kind and month, for judging a district."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE ledger.tally_key (
    district_id int NOT NULL,
    key_id int NOT NULL CONSTRAINT tally_key_key_id_check CHECK (key_id >= 1),
    category text NOT NULL,
    level text NOT NULL,
    mode text NOT NULL,
    nature text NOT NULL,
    kind text NOT NULL,
    tags text[] NOT NULL,
    organised_by_admin boolean NOT NULL,
    carried boolean NOT NULL,
    CONSTRAINT tally_key_pkey PRIMARY KEY (district_id, key_id),
    CONSTRAINT tally_key_cell_key UNIQUE
        (district_id, category, level, mode, nature, kind, tags, organised_by_admin, carried)
);
CREATE TABLE ledger.tally (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    key_id int NOT NULL,
    -- Year times twelve, plus 0 for January.
    month int NOT NULL,
    first_day smallint NOT NULL,
    last_day smallint NOT NULL,
    -- Ten-thousandths, reversals netted.
    hours bigint NOT NULL,
    credits bigint NOT NULL,
    CONSTRAINT tally_pkey PRIMARY KEY (district_id, teacher_id, key_id, month),
    CONSTRAINT tally_days_check CHECK (first_day BETWEEN 1 AND last_day AND last_day <= 31),
    CONSTRAINT tally_key_fkey FOREIGN KEY (district_id, key_id) REFERENCES ledger.tally_key (district_id, key_id)
) WITH (fillfactor = 70)
"""

# What stands in the book already, by whoever may read all of it.
_KEYS = """
INSERT INTO ledger.tally_key
SELECT district_id, row_number() OVER (PARTITION BY district_id ORDER BY min(seq)),
       category, level, mode, nature, kind, sorted.tags, organised_by_admin, false
FROM ledger.entry, LATERAL (SELECT coalesce(array_agg(tag ORDER BY tag), '{}') AS tags FROM unnest(tags) AS tag) sorted
GROUP BY district_id, category, level, mode, nature, kind, sorted.tags, organised_by_admin
"""
_TALLIES = """
INSERT INTO ledger.tally
SELECT entry.district_id, teacher_id, key_id,
       (extract(year FROM earned_to) * 12 + extract(month FROM earned_to) - 1)::int AS month,
       min(extract(day FROM earned_to)), max(extract(day FROM earned_to)),
       sum(hours * 10000)::bigint, sum(credits * 10000)::bigint
FROM ledger.entry
     CROSS JOIN LATERAL (
         SELECT coalesce(array_agg(tag ORDER BY tag), '{}') AS tags FROM unnest(entry.tags) AS tag
     ) sorted
     JOIN ledger.tally_key USING (district_id, category, level, mode, nature, kind, organised_by_admin)
WHERE tally_key.tags = sorted.tags
GROUP BY entry.district_id, teacher_id, key_id, 4
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
    # Nothing may be posted between naming the cells and summing them up.
    op.execute("LOCK TABLE ledger.entry IN SHARE MODE")
    op.execute(_KEYS)
    op.execute(_TALLIES)
    with as_owner():
        protect("ledger", "tally_key", rights="SELECT, INSERT")
        protect("ledger", "tally", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE ledger.tally, ledger.tally_key")
