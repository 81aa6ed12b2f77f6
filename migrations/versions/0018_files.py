"""Files: whose they are and what they are; the contents lie in an object store."""

from alembic import op

from migrations.rights import SERVICES, as_owner, protect

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with as_owner():
        op.execute("""
            CREATE TABLE platform.file (
                district_id int NOT NULL,
                file_id uuid NOT NULL,
                sha256 bytea NOT NULL,
                size int NOT NULL,
                media_type text NOT NULL,
                name text NOT NULL,
                person_id uuid,
                school_id uuid,
                account_id uuid NOT NULL,
                service text NOT NULL,
                stored_at timestamptz NOT NULL,
                CONSTRAINT file_pkey PRIMARY KEY (district_id, file_id),
                CONSTRAINT file_sha256_check CHECK (octet_length(sha256) = 32),
                CONSTRAINT file_size_check CHECK (size > 0)
            )
        """)
        op.execute("CREATE INDEX file_by_hash_idx ON platform.file (district_id, sha256)")
        # A file handed in is a fact: nobody changes or deletes it.
        protect("platform", "file", rights="SELECT, INSERT", roles=SERVICES)


def downgrade() -> None:
    with as_owner():
        op.execute("DROP TABLE platform.file")
