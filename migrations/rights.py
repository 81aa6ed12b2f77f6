"""Who may do what to a table: row-level security and grants, the same words in every migration."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from alembic import op

OWNER = "xuefen_owner"
SERVICES = ("directory", "registration", "attendance", "assessment", "ledger")

_DISTRICT = "nullif(current_setting('app.district_id', true), '')::int"
_OF_DISTRICT = f"district_id = {_DISTRICT}"
_OF_LISTED_DISTRICTS = (
    "district_id = any ((select string_to_array(current_setting('app.district_ids', true), ',')::int[])::int[])"
)


@contextmanager
def as_owner() -> Iterator[None]:
    """What is created inside belongs to the owner, who cannot log in."""
    op.execute(f"SET LOCAL ROLE {OWNER}")
    yield
    op.execute("RESET ROLE")


def see_all_districts() -> None:
    """Before rows are changed or moved: a login that row-level security binds fails then, instead of finding none."""
    op.execute("SET LOCAL row_security = off")


def protect(
    schema: str,
    *tables: str,
    rights: str = "SELECT, INSERT, UPDATE, DELETE",
    roles: Sequence[str] | None = None,
    readers: Sequence[str] = (),
) -> None:
    """Force row-level security by district; give `rights` to the schema's service (or `roles`), readers SELECT."""
    for table in tables:
        name = f"{schema}.{table}"
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY of_district ON {name} USING ({_OF_DISTRICT}) WITH CHECK ({_OF_DISTRICT})")
        for role in roles or [schema.removesuffix("_private")]:
            op.execute(f"GRANT {rights} ON {name} TO xuefen_{role}")
        for reader in readers:
            op.execute(f"GRANT SELECT ON {name} TO xuefen_{reader}")


def ask_once(schema: str, *tables: str, once: bool = True) -> None:
    """Have the policy read the district once a statement: worth it where a statement writes many rows."""
    condition = f"district_id = (select {_DISTRICT})" if once else _OF_DISTRICT
    for table in tables:
        op.execute(f"ALTER POLICY of_district ON {schema}.{table} USING ({condition}) WITH CHECK ({condition})")


def open_to_listed_districts(schema: str, *tables: str) -> None:
    """Let the service's flush, which mixes districts in one statement, work on a list of them."""
    for table in tables:
        op.execute(
            f"CREATE POLICY of_listed_districts ON {schema}.{table} TO xuefen_{schema} "
            f"USING ({_OF_LISTED_DISTRICTS}) WITH CHECK ({_OF_LISTED_DISTRICTS})"
        )


def create_schema(schema: str, *, readers: Sequence[str] = ()) -> None:
    """A schema of the owner's, used by its service (and looked into by readers)."""
    op.execute(f"CREATE SCHEMA {schema} AUTHORIZATION {OWNER}")
    for role in (schema.removesuffix("_private"), *readers):
        if role in (*SERVICES, "relay"):
            op.execute(f"GRANT USAGE ON SCHEMA {schema} TO xuefen_{role}")
