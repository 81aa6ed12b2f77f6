"""Old hours row by row with their proof, posted in steps and taken back as a whole; teachers' own archives."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0038"
down_revision = "0040"
branch_labels = None
depends_on = None

_TABLES = """
ALTER TABLE ledger.history_import
    ADD COLUMN file_name text,
    ADD COLUMN document text,
    ADD COLUMN evidence text,
    ADD COLUMN pack_id text,
    ADD COLUMN pack_hash text,
    ADD COLUMN causation_id uuid;
CREATE TABLE ledger.history_row (
    district_id int NOT NULL,
    import_id uuid NOT NULL,
    number int NOT NULL,
    fate text NOT NULL CONSTRAINT history_row_fate_check
        CHECK (fate IN ('NEW', 'POSTED', 'REPEATED', 'REFUSED')),
    teacher_id uuid,
    award_key text,
    said jsonb,
    evidence text,
    faults jsonb NOT NULL,
    same_as_seq bigint,
    same_as_row int,
    similar_seqs bigint[] NOT NULL,
    similar_rows int[] NOT NULL,
    CONSTRAINT history_row_pkey PRIMARY KEY (district_id, import_id, number),
    CONSTRAINT history_row_import_fkey FOREIGN KEY (district_id, import_id)
        REFERENCES ledger.history_import (district_id, import_id),
    CONSTRAINT history_row_posted_check
        CHECK (fate <> 'POSTED' OR (award_key IS NOT NULL AND teacher_id IS NOT NULL AND said IS NOT NULL))
);
CREATE INDEX history_row_by_key_idx ON ledger.history_row (district_id, award_key) WHERE said IS NOT NULL;
CREATE TABLE ledger.history_progress (
    district_id int NOT NULL,
    import_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT history_progress_state_check
        CHECK (state IN ('POSTING', 'DONE', 'UNDOING', 'UNDONE')),
    place bigint NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    posted bigint NOT NULL,
    moved_at timestamptz NOT NULL,
    CONSTRAINT history_progress_pkey PRIMARY KEY (district_id, import_id)
);
CREATE TABLE ledger.history_undo (
    district_id int NOT NULL,
    import_id uuid NOT NULL,
    causation_id uuid NOT NULL,
    reason text NOT NULL,
    undone_by uuid NOT NULL,
    undone_at timestamptz NOT NULL,
    CONSTRAINT history_undo_pkey PRIMARY KEY (district_id, import_id),
    CONSTRAINT history_undo_district_id_causation_id_key UNIQUE (district_id, causation_id)
);
-- The entries of one import are found without looking through the book; nobody else pays for it.
CREATE INDEX entry_by_import_idx ON ledger.entry (district_id, causation_id, seq) WHERE source = 'import';
CREATE TABLE ledger.teacher_archive (
    district_id int NOT NULL,
    archive_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    purpose text,
    as_of date NOT NULL,
    asked_by uuid NOT NULL,
    asked_for uuid,
    asked_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT teacher_archive_state_check CHECK (state IN ('WAITING', 'READY', 'EXPIRED')),
    known_at_seq bigint,
    sha256 bytea,
    size bigint,
    made_at timestamptz,
    expires_at timestamptz,
    CONSTRAINT teacher_archive_pkey PRIMARY KEY (district_id, archive_id),
    CONSTRAINT teacher_archive_made_check CHECK ((state = 'WAITING') = (made_at IS NULL)),
    CONSTRAINT teacher_archive_content_check CHECK ((state = 'READY') = (sha256 IS NOT NULL))
);
CREATE INDEX teacher_archive_by_teacher_idx ON ledger.teacher_archive (district_id, teacher_id, archive_id);
CREATE TABLE ledger.archive_download (
    district_id int NOT NULL,
    download_id uuid NOT NULL,
    archive_id uuid NOT NULL,
    taken_by uuid NOT NULL,
    taken_at timestamptz NOT NULL,
    CONSTRAINT archive_download_pkey PRIMARY KEY (district_id, download_id),
    CONSTRAINT archive_download_archive_fkey FOREIGN KEY (district_id, archive_id)
        REFERENCES ledger.teacher_archive (district_id, archive_id)
);
CREATE INDEX archive_download_by_archive_idx ON ledger.archive_download (district_id, archive_id, download_id)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        protect("ledger", "history_row", "history_undo", "archive_download", rights="SELECT, INSERT")
        # What a file said stays as it was read; only what became of a row is known later.
        op.execute("GRANT UPDATE (fate, same_as_seq) ON ledger.history_row TO xuefen_ledger")
        # An archive tells of every file that its teacher handed in.
        op.execute(
            "CREATE INDEX file_by_person_idx ON platform.file (district_id, person_id) WHERE person_id IS NOT NULL"
        )
        protect("ledger", "history_progress", "teacher_archive", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP INDEX platform.file_by_person_idx")
        op.execute("DROP TABLE ledger.archive_download, ledger.teacher_archive")
        op.execute("DROP INDEX ledger.entry_by_import_idx")
        op.execute("DROP TABLE ledger.history_undo, ledger.history_progress, ledger.history_row")
        op.execute(
            "ALTER TABLE ledger.history_import DROP COLUMN file_name, DROP COLUMN document, DROP COLUMN evidence, "
            "DROP COLUMN pack_id, DROP COLUMN pack_hash, DROP COLUMN causation_id"
        )
