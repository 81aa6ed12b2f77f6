"""`xuefen district` and `xuefen import`: what an officer of a district's operations does first."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from services.cli import moves
from services.cli.terminal import console, fail, run, settings
from services.directory import operations
from services.platform import clock
from services.platform.audit import OPERATOR, record_operator
from services.platform.database import check_deployment, district_sessions, district_transaction, open_engine
from services.platform.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Districts: the tenants of this deployment.")
app.command("export")(moves.export)
app.command("import")(moves.take_over)
app.command("remove")(moves.remove)
imports = typer.Typer(no_args_is_help=True, help="Spreadsheets into a district.")


@app.command("create")
def create(
    district: Annotated[int, typer.Argument(help="GB/T 2260 code of the county, 6 digits", min=1, max=999_999)],
    name: Annotated[str, typer.Argument(help="Its name")],
    admin: Annotated[str, typer.Option(help="Username of the first administrator")] = "admin",
    level: Annotated[str, typer.Option(help="COUNTY, CITY or PROVINCE")] = "COUNTY",
    parent: Annotated[int | None, typer.Option(help="Code of the city or province it belongs to")] = None,
) -> None:
    """Make a district with its first administrator, and print the password, once."""
    password = secrets.token_urlsafe(18)
    run(create_district(settings(), district, name, admin=admin, password=password, level=level, parent=parent))
    console.print(f"district {district} {name}: log in as {admin} with password {password}", markup=False)


async def create_district(
    settings: Settings, district: int, name: str, *, admin: str, password: str, level: str, parent: int | None
) -> None:
    """The district and its first administrator, in one transaction."""
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            await operations.create_district(
                session, district_id=district, name=name, level=level, parent_id=parent, at=clock.now()
            )
            await operations.add_accounts(
                session,
                district_id=district,
                accounts=[
                    operations.NewAccount(
                        username=admin, display_name=f"{name}管理员", password=password, roles=("district_admin",)
                    )
                ],
                at=clock.now(),
            )
            await record_operator(session, district_id=district, service="directory", operation="district-create")
    finally:
        await engine.dispose()


@app.command("readmit")
def readmit(
    district: Annotated[int, typer.Argument(help="Code of the district")],
    username: Annotated[str, typer.Argument(help="Whose password and second factor are lost")],
    reopen: Annotated[bool, typer.Option("--reopen", help="Also where the account was closed")] = False,
) -> None:
    """Where no other administrator is left who could do it: print a password for once; the second factor is gone."""
    password, until = run(_readmitted(settings(), district, username, reopen=reopen))
    console.print(
        f"{district} {username}: log in by {until:%Y-%m-%d %H:%M} UTC with password {password}, "
        "choose another, and enrol a second factor",
        markup=False,
        soft_wrap=True,
    )


async def _readmitted(settings: Settings, district: int, username: str, *, reopen: bool) -> tuple[str, datetime]:
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            return await operations.readmit(
                session, district_id=district, username=username, reopen=reopen, at=clock.real_now()
            )
    finally:
        await engine.dispose()


@app.command("refresh-packs")
def refresh_packs(
    district: Annotated[int, typer.Argument(help="Code of the district")],
) -> None:
    """After an upgrade: replace packs that this release cannot read by the shipped ones; exit 1 where any is left."""
    refreshed = run(refresh(settings(), district))
    for one in refreshed:
        before = f"{one.before.pack_id} {one.before.version} since {one.before.valid_from} ({one.before.assignment_id})"
        if one.after is None:
            console.print(f"left: {before}: {one.problem}", markup=False, soft_wrap=True)
        else:
            dropped = f"; no longer known: {', '.join(one.dropped)}" if one.dropped else ""
            console.print(f"corrected: {before} -> {one.after.version}{dropped}", markup=False, soft_wrap=True)
    if not refreshed:
        console.print("every assigned pack can be read")
    raise SystemExit(1 if any(one.after is None for one in refreshed) else 0)


async def refresh(settings: Settings, district: int) -> Sequence[operations.Refreshed]:
    """Put the unreadable packs of a district right, in one transaction."""
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            await record_operator(session, district_id=district, service="directory", operation="refresh-packs")
            return await operations.refresh_packs(session, district_id=district, by=OPERATOR, at=clock.now())
    finally:
        await engine.dispose()


@imports.command("roster")
def roster(
    district: Annotated[int, typer.Option(help="Code of the district")],
    file: Annotated[Path, typer.Argument(help="xlsx or CSV, one row for each appointment", exists=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen")] = False,
) -> None:
    """Import a roster; with any fault nothing is applied, and the faults are listed by row and column."""
    report = run(_import_roster(settings(), district, file, dry_run=dry_run))
    if report["errors"]:
        table = Table("row", "column", "what is wrong")
        for error in report["errors"]:
            table.add_row(str(error["row"]), error["column"], error["code"])
        console.print(table)
        fail(f"{len(report['errors'])} faults in {report['rows']} rows: nothing was applied")
    for name, counts in report["counts"].items():
        console.print(f"{name}: {counts['added']} added, {counts['changed']} changed")


async def _import_roster(settings: Settings, district: int, file: Path, *, dry_run: bool) -> dict[str, Any]:
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        content = await asyncio.to_thread(file.read_bytes)
        async with district_transaction(sessions, district) as session:
            record = await operations.import_roster(
                session,
                district_id=district,
                content=content,
                dry_run=dry_run,
                keys=operations.Keys.of(settings),
                by=OPERATOR,
                at=clock.now(),
            )
            if not dry_run:
                await record_operator(session, district_id=district, service="directory", operation="import-roster")
            return record.report
    finally:
        await engine.dispose()
