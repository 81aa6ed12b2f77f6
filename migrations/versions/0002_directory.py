"""The directory: reference data, and private data apart."""

from alembic import op

from migrations.rights import SERVICES, as_owner, create_schema, protect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OTHERS = [service for service in SERVICES if service != "directory"]

_PUBLIC = """
CREATE TABLE directory.district (
    district_id int NOT NULL,
    name text NOT NULL,
    level text NOT NULL CHECK (level IN ('COUNTY', 'CITY', 'PROVINCE')),
    parent_id int,
    created_at timestamptz NOT NULL,
    CONSTRAINT district_pkey PRIMARY KEY (district_id)
);
CREATE TABLE directory.school (
    district_id int NOT NULL,
    school_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    stage text NOT NULL,
    CONSTRAINT school_pkey PRIMARY KEY (district_id, school_id),
    CONSTRAINT school_district_id_code_key UNIQUE (district_id, code)
);
CREATE TABLE directory.teacher (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    person_id uuid NOT NULL,
    staff_number text NOT NULL,
    name text NOT NULL,
    birth_date date,
    hire_date date,
    retire_date date,
    CONSTRAINT teacher_pkey PRIMARY KEY (district_id, teacher_id),
    CONSTRAINT teacher_district_id_staff_number_key UNIQUE (district_id, staff_number)
);
CREATE TABLE directory.appointment (
    district_id int NOT NULL,
    appointment_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    school_id uuid NOT NULL,
    post text NOT NULL,
    stage text NOT NULL,
    subject text,
    title text,
    title_tier text,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT appointment_pkey PRIMARY KEY (district_id, appointment_id),
    CONSTRAINT appointment_district_id_teacher_id_valid_from_key UNIQUE (district_id, teacher_id, valid_from),
    CONSTRAINT appointment_period_check CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT appointment_overlap_excl EXCLUDE USING gist (
        district_id WITH =, teacher_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&
    ),
    CONSTRAINT appointment_district_id_teacher_id_fkey FOREIGN KEY (district_id, teacher_id)
        REFERENCES directory.teacher (district_id, teacher_id),
    CONSTRAINT appointment_district_id_school_id_fkey FOREIGN KEY (district_id, school_id)
        REFERENCES directory.school (district_id, school_id)
);
CREATE TABLE directory.teacher_fact (
    district_id int NOT NULL,
    fact_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('DEGREE', 'LEAVE', 'OPT_IN', 'CERTIFICATE', 'EXEMPTION', 'CLASS_TEACHER')),
    code text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    ground text,
    CONSTRAINT teacher_fact_pkey PRIMARY KEY (district_id, fact_id),
    CONSTRAINT teacher_fact_district_id_teacher_id_kind_code_valid_from_key
        UNIQUE (district_id, teacher_id, kind, code, valid_from),
    CONSTRAINT teacher_fact_district_id_teacher_id_fkey FOREIGN KEY (district_id, teacher_id)
        REFERENCES directory.teacher (district_id, teacher_id)
);
CREATE TABLE directory.pack_version (
    district_id int NOT NULL,
    content_hash text NOT NULL,
    pack_id text NOT NULL,
    version text NOT NULL,
    content text NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT pack_version_pkey PRIMARY KEY (district_id, content_hash)
);
CREATE TABLE directory.pack_assignment (
    district_id int NOT NULL,
    assignment_id uuid NOT NULL,
    content_hash text NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    parameters jsonb NOT NULL,
    switches jsonb NOT NULL,
    CONSTRAINT pack_assignment_pkey PRIMARY KEY (district_id, assignment_id),
    CONSTRAINT pack_assignment_district_id_valid_from_key UNIQUE (district_id, valid_from),
    CONSTRAINT pack_assignment_overlap_excl EXCLUDE USING gist (
        district_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&
    ),
    CONSTRAINT pack_assignment_district_id_content_hash_fkey FOREIGN KEY (district_id, content_hash)
        REFERENCES directory.pack_version (district_id, content_hash)
);
CREATE TABLE directory.roster_import (
    district_id int NOT NULL,
    import_id uuid NOT NULL,
    file_hash text NOT NULL,
    dry_run boolean NOT NULL,
    applied boolean NOT NULL,
    report jsonb NOT NULL,
    imported_by uuid NOT NULL,
    imported_at timestamptz NOT NULL,
    CONSTRAINT roster_import_pkey PRIMARY KEY (district_id, import_id)
);
CREATE INDEX appointment_by_school_idx ON directory.appointment (district_id, school_id, valid_from)
"""

_PRIVATE = """
CREATE TABLE directory_private.account (
    district_id int NOT NULL,
    account_id uuid NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    password_hash text,
    roles text[] NOT NULL,
    school_id uuid,
    teacher_id uuid,
    failures int NOT NULL,
    locked_until timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT account_pkey PRIMARY KEY (district_id, account_id),
    CONSTRAINT account_district_id_username_key UNIQUE (district_id, username)
);
CREATE TABLE directory_private.refresh_token (
    district_id int NOT NULL,
    token_hash bytea NOT NULL,
    family_id uuid NOT NULL,
    account_id uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT refresh_token_pkey PRIMARY KEY (district_id, token_hash)
);
CREATE INDEX refresh_token_family_idx ON directory_private.refresh_token (district_id, family_id);
CREATE TABLE directory_private.client (
    district_id int NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT client_pkey PRIMARY KEY (district_id, client_id)
);
CREATE TABLE directory_private.wechat_binding (
    district_id int NOT NULL,
    openid_index bytea NOT NULL,
    account_id uuid NOT NULL,
    bound_at timestamptz NOT NULL,
    CONSTRAINT wechat_binding_pkey PRIMARY KEY (district_id, openid_index),
    CONSTRAINT wechat_binding_district_id_account_id_key UNIQUE (district_id, account_id)
);
CREATE TABLE directory_private.identity (
    district_id int NOT NULL,
    teacher_id uuid NOT NULL,
    document_kind text NOT NULL,
    document_sealed bytea NOT NULL,
    document_index bytea NOT NULL,
    phone_sealed bytea,
    phone_index bytea,
    CONSTRAINT identity_pkey PRIMARY KEY (district_id, teacher_id),
    CONSTRAINT identity_district_id_document_index_key UNIQUE (district_id, document_index)
);
CREATE TABLE directory_private.person_claim (
    document_index bytea NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT person_claim_pkey PRIMARY KEY (document_index)
)
"""


def upgrade() -> None:
    create_schema("directory", readers=_OTHERS)
    create_schema("directory_private")
    with as_owner():
        for statement in (_PUBLIC + ";" + _PRIVATE).split(";"):
            op.execute(statement)
        protect("directory", "district", rights="SELECT, INSERT, UPDATE", readers=_OTHERS)
        # Which districts exist is public; only a district itself can be written in its own name.
        op.execute("CREATE POLICY of_everybody ON directory.district FOR SELECT USING (true)")
        protect("directory", "school", "teacher", "appointment", "teacher_fact", readers=_OTHERS)
        protect("directory", "pack_version", rights="SELECT, INSERT", readers=_OTHERS)
        protect("directory", "pack_assignment", readers=_OTHERS)
        protect("directory", "roster_import", rights="SELECT, INSERT")
        protect("directory_private", "account", "refresh_token", "client", "wechat_binding", "identity")
        op.execute("GRANT SELECT, INSERT ON directory_private.person_claim TO xuefen_directory")


def downgrade() -> None:
    with as_owner():
        op.execute("DROP SCHEMA directory_private CASCADE")
        op.execute("DROP SCHEMA directory CASCADE")
