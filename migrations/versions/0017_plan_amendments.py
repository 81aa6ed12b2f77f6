"""Plans amended with approval and brought to their classes, classes beside the plan, results that goals are told by."""

from alembic import op

from migrations.rights import as_owner, protect

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TABLES = """
ALTER TABLE registration.class ADD COLUMN unplanned_reason text;
ALTER TABLE registration.plan_item_class ADD COLUMN revision bigint;
ALTER TABLE registration.calendar_feed ADD COLUMN person_id uuid;
CREATE TABLE registration.plan_amendment (
    district_id int NOT NULL,
    amendment_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    based_on bigint NOT NULL,
    content jsonb NOT NULL,
    reason text NOT NULL,
    status text NOT NULL
        CONSTRAINT plan_amendment_status_check CHECK (status IN ('SUBMITTED', 'APPROVED', 'RETURNED', 'REPLACED')),
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text,
    revision bigint,
    CONSTRAINT plan_amendment_pkey PRIMARY KEY (district_id, amendment_id),
    CONSTRAINT plan_amendment_decided_check CHECK (
        (decided_at IS NULL) = (decided_by IS NULL)
        AND (decided_at IS NULL) = (status IN ('SUBMITTED', 'REPLACED'))
        AND (revision IS NULL) = (status <> 'APPROVED')
        AND (status <> 'RETURNED' OR decision_reason IS NOT NULL)
    ),
    CONSTRAINT plan_amendment_district_id_plan_id_fkey FOREIGN KEY (district_id, plan_id)
        REFERENCES registration.plan (district_id, plan_id)
);
CREATE INDEX plan_amendment_by_plan_idx ON registration.plan_amendment (district_id, plan_id, amendment_id);
CREATE UNIQUE INDEX plan_amendment_open_key ON registration.plan_amendment (district_id, plan_id)
    WHERE status = 'SUBMITTED';
CREATE TABLE registration.class_plan_update (
    district_id int NOT NULL,
    update_id uuid NOT NULL,
    class_id uuid NOT NULL,
    revision bigint NOT NULL,
    complete boolean NOT NULL,
    changes jsonb NOT NULL,
    applied_by uuid NOT NULL,
    applied_at timestamptz NOT NULL,
    CONSTRAINT class_plan_update_pkey PRIMARY KEY (district_id, update_id),
    CONSTRAINT class_plan_update_district_id_class_id_fkey FOREIGN KEY (district_id, class_id)
        REFERENCES registration.class (district_id, class_id)
);
CREATE INDEX class_plan_update_by_class_idx ON registration.class_plan_update (district_id, class_id, update_id);
CREATE TABLE registration.participation (
    district_id int NOT NULL,
    class_id uuid NOT NULL,
    teacher_id uuid NOT NULL,
    settled_revision bigint,
    attended boolean,
    excused boolean,
    outcome_revision bigint,
    passed boolean,
    grade text,
    CONSTRAINT participation_pkey PRIMARY KEY (district_id, class_id, teacher_id)
)
"""


def upgrade() -> None:
    with as_owner():
        for statement in _TABLES.split(";\n"):
            op.execute(statement)
        # What was brought from a plan to a class is only ever added to.
        protect("registration", "class_plan_update", rights="SELECT, INSERT")
        protect("registration", "plan_amendment", "participation", rights="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    with as_owner():
        for table in ("participation", "class_plan_update", "plan_amendment"):
            op.execute(f"DROP TABLE registration.{table}")
        for table, column in {
            "calendar_feed": "person_id",
            "plan_item_class": "revision",
            "class": "unplanned_reason",
        }.items():
            op.execute(f"ALTER TABLE registration.{table} DROP COLUMN {column}")
