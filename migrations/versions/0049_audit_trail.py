"""The audit trail of privileged acts, sealed by the hour; keys of personal data, one for each district."""

from alembic import op

from migrations.rights import SERVICES, as_owner, protect, see_all_districts

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_TRAIL = """
CREATE TABLE platform.audit (
    district_id int NOT NULL,
    audit_id uuid NOT NULL,
    at timestamptz NOT NULL,
    service text NOT NULL,
    operation text NOT NULL,
    account_id uuid NOT NULL,
    roles text[] NOT NULL,
    teacher_id uuid,
    object text NOT NULL,
    object_id uuid,
    purpose text,
    status int NOT NULL,
    problem text,
    request_id uuid NOT NULL,
    address text NOT NULL,
    CONSTRAINT audit_pkey PRIMARY KEY (district_id, audit_id)
);
CREATE INDEX audit_by_account_idx ON platform.audit (district_id, account_id, audit_id);
CREATE INDEX audit_by_teacher_idx ON platform.audit (district_id, teacher_id, audit_id) WHERE teacher_id IS NOT NULL;
CREATE INDEX audit_by_object_idx ON platform.audit (district_id, object_id, audit_id) WHERE object_id IS NOT NULL;
CREATE TABLE platform.audit_seal (
    district_id int NOT NULL,
    number bigint NOT NULL,
    last_id uuid NOT NULL,
    rows bigint NOT NULL,
    canonical bytea NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    CONSTRAINT audit_seal_pkey PRIMARY KEY (district_id, number)
)
"""
_KEYS = """
CREATE TABLE directory_private.data_key (
    district_id int NOT NULL,
    key_id int NOT NULL,
    wrapped bytea NOT NULL,
    wrapped_by text NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT data_key_pkey PRIMARY KEY (district_id, key_id)
);
ALTER TABLE directory_private.identity ADD COLUMN key_id int
"""
# One way of keeping who took what: the records of archives that were fetched go on in the trail. The release before
# still writes the table, which goes with the next one.
_FETCHED = """
INSERT INTO platform.audit
    (district_id, audit_id, at, service, operation, account_id, roles, teacher_id, object, object_id, purpose, status,
     request_id, address)
SELECT taken.district_id, taken.download_id, taken.taken_at, 'ledger', 'get_teacher_archive_file', taken.taken_by, '{}',
       archive.teacher_id, '/teachers/' || archive.teacher_id || '/archives/' || archive.archive_id || '/file',
       archive.archive_id, archive.purpose, 200, taken.download_id, ''
FROM ledger.archive_download taken
JOIN ledger.teacher_archive archive
    ON archive.district_id = taken.district_id AND archive.archive_id = taken.archive_id
"""
_FETCHED_BACK = """
INSERT INTO ledger.archive_download (district_id, download_id, archive_id, taken_by, taken_at)
SELECT audit.district_id, audit.audit_id, audit.object_id, audit.account_id, audit.at
FROM platform.audit
JOIN ledger.teacher_archive archive
    ON archive.district_id = audit.district_id AND archive.archive_id = audit.object_id
WHERE audit.operation = 'get_teacher_archive_file' AND audit.status IN (200, 206)
ON CONFLICT DO NOTHING
"""

# What a district's key has sealed, nobody opens once that key is gone.
_NEVER_UNREADABLE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM directory_private.identity WHERE key_id IS NOT NULL) THEN
        RAISE EXCEPTION 'personal data are sealed by keys that this downgrade would remove';
    END IF;
END $$
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TRAIL.split(";\n"):
            op.execute(statement)
        for statement in _KEYS.split(";\n"):
            op.execute(statement)
        protect("directory_private", "data_key", rights="SELECT, INSERT, UPDATE")
        # Whoever asks to be forgotten is nobody in the country any more, unless another district holds the person.
        op.execute("GRANT DELETE ON directory_private.person_claim, directory_private.person_place TO xuefen_directory")
        protect("platform", "audit", rights="INSERT", roles=SERVICES)
        protect("platform", "audit_seal", rights="SELECT, INSERT", roles=("directory",))
        # Each service records what was done at its own door; the directory shows and seals all of it, and the ledger
        # tells of its own downloads.
        for service in SERVICES:
            op.execute(
                f"CREATE POLICY of_{service} ON platform.audit AS RESTRICTIVE FOR INSERT TO xuefen_{service} "
                f"WITH CHECK (service = '{service}')"
            )
        op.execute("GRANT SELECT ON platform.audit TO xuefen_directory, xuefen_ledger")
        op.execute(
            "CREATE POLICY ledger_reads_its_own ON platform.audit AS RESTRICTIVE FOR SELECT TO xuefen_ledger "
            "USING (service = 'ledger')"
        )
    see_all_districts()
    op.execute(_FETCHED)


def downgrade() -> None:
    see_all_districts()
    op.execute(_NEVER_UNREADABLE)
    op.execute(_FETCHED_BACK)
    with as_owner():
        op.execute("DROP TABLE platform.audit_seal, platform.audit, directory_private.data_key")
        op.execute("ALTER TABLE directory_private.identity DROP COLUMN key_id")
        op.execute(
            "REVOKE DELETE ON directory_private.person_claim, directory_private.person_place FROM xuefen_directory"
        )
