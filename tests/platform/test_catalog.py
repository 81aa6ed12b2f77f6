"""What the catalog of the migrated database says about isolation: row-level security, keys, grants, roles."""

import re
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from services.platform.settings import with_driver

SCHEMAS = (
    "platform",
    "messaging",
    "directory",
    "directory_private",
    "registration",
    "attendance",
    "assessment",
    "ledger",
)
SERVICES = ("directory", "registration", "attendance", "assessment", "ledger")
# Reference tables: no row of theirs belongs to one district.
REFERENCE = {("platform", "deployment"), ("directory_private", "person_claim"), ("directory_private", "person_place")}
APPEND_ONLY = {
    ("ledger", "entry"),
    ("ledger", "fact"),
    ("messaging", "event"),
    ("directory", "pack_version"),
    ("directory", "pack_assignment"),
    ("directory", "pack_revision"),
    ("directory", "school_fact"),
    ("directory", "unit"),
    ("directory", "school_revision"),
    ("directory", "roster_import"),
    ("registration", "training_history"),
    ("registration", "plan_revision"),
    ("registration", "plan_step"),
    ("registration", "plan_item_class"),
    ("registration", "class_plan_update"),
    ("registration", "notice_receipt"),
    ("registration", "eligibility_override"),
    ("registration", "application_review"),
    ("registration", "replacement"),
    ("registration", "absence"),
    ("registration", "absence_excuse"),
    ("registration", "nomination_file"),
    ("attendance", "check_in"),
    ("attendance", "refused_scan"),
    ("attendance", "hand_entry"),
    ("attendance", "annulment"),
    ("attendance", "roll_call"),
    ("attendance", "exchanged_scan"),
    ("attendance", "correction"),
    ("attendance", "leave"),
    ("attendance", "leave_decision"),
    ("attendance", "settlement"),
    ("attendance", "settled_member"),
    ("assessment", "score"),
    ("assessment", "scheme"),
    ("assessment", "certification"),
    ("assessment", "moderation"),
    ("assessment", "resit"),
    ("assessment", "score_sheet"),
    ("assessment", "work_deadline"),
    ("assessment", "submission"),
    ("assessment", "submission_return"),
    ("assessment", "defence"),
    ("assessment", "outcome_revision"),
    ("assessment", "binder_waiver"),
    ("assessment", "binder_act"),
    ("assessment", "case_act"),
    ("assessment", "case_evidence"),
    ("ledger", "history_import"),
    ("ledger", "history_undo"),
    ("ledger", "archive_download"),
    ("platform", "audit"),
    ("platform", "audit_seal"),
    ("ledger", "outcome_posted"),
    ("ledger", "book_head"),
    ("ledger", "tree_node"),
    ("ledger", "adjustment"),
    ("ledger", "adjustment_decision"),
    ("ledger", "webhook_message"),
    ("ledger", "webhook_attempt"),
}
IN_SCHEMAS = "n.nspname = any(:schemas)"


@pytest.fixture
async def catalog(admin_url: str) -> AsyncIterator[AsyncConnection]:
    """A superuser's transaction that is rolled back: faults can be planted in it."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()
    await engine.dispose()


async def rows(catalog: AsyncConnection, query: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in await catalog.execute(text(query), {"schemas": list(SCHEMAS)})]


async def list_breaches(catalog: AsyncConnection) -> list[str]:
    """Everything in the catalog that would let districts mix or sharding fail."""
    breaches = []
    for schema, table, enabled, forced, policies in await rows(
        catalog,
        f"""
        select n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity,
               (select count(*) from pg_policy p where p.polrelid = c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where {IN_SCHEMAS} and c.relkind in ('r', 'p')
        """,
    ):
        if (schema, table) not in REFERENCE and not (enabled and forced and policies):
            breaches.append(f"{schema}.{table} is not under forced row-level security with a policy")
    for schema, table, name, kind, columns in await rows(
        catalog,
        f"""
        select n.nspname, c.relname, i.relname, x.indisprimary::text,
               (select string_agg(a.attname, ',' order by k.ord)
                  from unnest(x.indkey::int[]) with ordinality k(attnum, ord)
                  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum)
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
        where {IN_SCHEMAS} and (x.indisunique or x.indisexclusion)
        """,
    ):
        if (schema, table) not in REFERENCE and not (columns or "").startswith("district_id"):
            breaches.append(f"{schema}.{table}: the key {name} ({kind}) does not begin with district_id")
    breaches += [
        f"{schema}.{table} has no district_id integer not null"
        for schema, table in await rows(
            catalog,
            f"""
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where {IN_SCHEMAS} and c.relkind in ('r', 'p') and not exists (
                select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id'
                and a.atttypid = 'int4'::regtype and a.attnotnull)
            """,
        )
        if (schema, table) not in REFERENCE
    ]
    for schema, table, name, other, columns, set_null in await rows(
        catalog,
        f"""
        select n.nspname, c.relname, k.conname, fn.nspname,
               (select string_agg(a.attname, ',' order by u.ord) from unnest(k.conkey) with ordinality u(attnum, ord)
                  join pg_attribute a on a.attrelid = c.oid and a.attnum = u.attnum),
               k.confdeltype in ('n', 'd')
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where {IN_SCHEMAS} and k.contype = 'f'
        """,
    ):
        if other != schema or not columns.startswith("district_id,") or set_null:
            breaches.append(f"{schema}.{table}: the foreign key {name} leaves its district or schema")
    breaches += [
        f"{schema}.{name} does what it does as its owner"
        for schema, name in await rows(
            catalog,
            f"""
            select n.nspname, f.proname from pg_proc f join pg_namespace n on n.oid = f.pronamespace
            where {IN_SCHEMAS} and f.prosecdef
            """,
        )
    ]
    breaches += [
        f"{schema}.{name}: triggers are not allowed"
        for schema, name in await rows(
            catalog,
            f"""
            select n.nspname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace where {IN_SCHEMAS} and not t.tgisinternal
            """,
        )
    ]
    breaches += [
        f"{schema}.{name}: an int identity, a view of its owner or an unlogged table"
        for schema, name in await rows(
            catalog,
            f"""
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where {IN_SCHEMAS} and (c.relkind = 'm' or c.relpersistence <> 'p'
              or (c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))
              or exists (select from pg_attribute a where a.attrelid = c.oid and a.attidentity <> ''
                         and a.atttypid <> 'int8'::regtype))
            """,
        )
    ]
    breaches += [
        f"{name} may do more than a service should"
        for (name,) in await rows(
            catalog,
            """
            select r.rolname from pg_roles r where r.rolname like 'xuefen\\_%' and (
                r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
                or (r.rolname <> 'xuefen_owner' and (
                    pg_has_role(r.oid, 'xuefen_owner', 'member')
                    or exists (select from pg_class c where c.relowner = r.oid))))
              and cast(:schemas as text[]) is not null
            """,
        )
    ]
    for schema, table, role in await rows(
        catalog,
        """
        select s.schema, s.name, r.rolname from (values ('platform', 'idempotency'), ('messaging', 'delivery'))
          s(schema, name), pg_roles r
        where r.rolname = any(array['xuefen_directory', 'xuefen_registration', 'xuefen_attendance',
                                    'xuefen_assessment', 'xuefen_ledger'])
          and cast(:schemas as text[]) is not null and not exists (
            select from pg_policy p where p.polrelid = (s.schema || '.' || s.name)::regclass
              and not p.polpermissive and p.polroles @> array[r.oid])
        """,
    ):
        breaches.append(f"{role} sees rows of other services in {schema}.{table}")
    for grantee, schema, table, right in await rows(
        catalog,
        """
        select grantee, table_schema, table_name, privilege_type from information_schema.role_table_grants
        where table_schema = any(:schemas) and grantee <> 'xuefen_owner'
          and grantee <> (select rolname from pg_roles where oid = 10)
        """,
    ):
        service = grantee.removeprefix("xuefen_")
        own = schema.removesuffix("_private") == service or schema in ("platform", "messaging")
        if right != "SELECT" and not own:
            breaches.append(f"{grantee} may {right} {schema}.{table}")
        if schema == "directory_private" and service != "directory":
            breaches.append(f"{grantee} may {right} {schema}.{table}")
        if right == "SELECT" and not own and schema not in ("directory",):
            breaches.append(f"{grantee} may read {schema}.{table}")
        if (schema, table) in APPEND_ONLY and right in ("UPDATE", "DELETE", "TRUNCATE") and service != "relay":
            breaches.append(f"{grantee} may {right} the append-only {schema}.{table}")
        if right in ("TRUNCATE", "TRIGGER", "REFERENCES"):
            breaches.append(f"{grantee} may {right} {schema}.{table}")
    return breaches


async def test_the_catalog_holds_every_promise(catalog: AsyncConnection) -> None:
    assert await list_breaches(catalog) == []


async def test_every_append_only_table_exists(catalog: AsyncConnection) -> None:
    tables = await rows(
        catalog,
        f"""
        select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where {IN_SCHEMAS} and c.relkind = 'r'
        """,
    )

    assert set(tables) >= APPEND_ONLY


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("alter table directory.school no force row level security", "forced row-level security"),
        ("drop policy of_district on registration.program", "forced row-level security"),
        ("create unique index planted on directory.teacher (teacher_id)", "does not begin with district_id"),
        ("create materialized view ledger.planted as select 1", "a view of its owner"),
        ("create view ledger.planted as select * from directory.teacher", "a view of its owner"),
        ("create function ledger.planted() returns int language sql security definer as 'select 1'", "as its owner"),
        ("alter role xuefen_ledger bypassrls", "may do more"),
        ("grant xuefen_owner to xuefen_ledger", "may do more"),
        ("grant update on ledger.entry to xuefen_ledger", "append-only"),
        ("grant select on directory_private.account to xuefen_ledger", "directory_private.account"),
        ("grant insert on directory.teacher to xuefen_ledger", "may INSERT directory.teacher"),
        ("create table ledger.planted (id int primary key)", "no district_id"),
        ("drop policy of_ledger on platform.idempotency", "rows of other services"),
        ("drop policy of_ledger on messaging.delivery", "rows of other services"),
    ],
)
async def test_a_planted_fault_is_told(catalog: AsyncConnection, fault: str, told: str) -> None:
    await catalog.execute(text(fault))

    breaches = await list_breaches(catalog)

    assert [breach for breach in breaches if re.search(told, breach)]
