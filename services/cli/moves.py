"""`xuefen district export`, `... import`, `... remove`: a district leaves one deployment and goes on in another."""

from pathlib import Path
from typing import Annotated, Final

import typer

from services.cli.terminal import console, run, settings
from services.directory import operations
from services.platform.audit import record_operator
from services.platform.database import check_deployment, district_sessions, district_transaction, open_engine
from services.platform.moving import (
    REMOVED,
    REMOVING,
    Manifest,
    Shared,
    arrival_of,
    demand_arrived,
    export_district,
    import_district,
    remove_district,
)
from services.platform.settings import Settings

# Who is who in the country: tables of all districts, of which the people of this one go along.
_OF_ALL: Final = (
    Shared(
        "directory_private.person_claim",
        "person_id IN (SELECT person_id FROM directory.teacher WHERE district_id = $1)",
        same="person_id",
        gone="NOT EXISTS (SELECT FROM directory.teacher AS other"
        " WHERE other.person_id = person_claim.person_id AND other.district_id <> $1)",
    ),
    Shared(
        "directory_private.person_place",
        "district_id = $1",
        same="district_id",
        # Whoever left a district of this deployment for the one that comes.
        free="here.district_id IS NULL AND here.transfer_id IS NULL",
    ),
)


# Scans leave no trace but themselves; whoever writes anything else is in the trail, or has an answer kept.
_UNCHANGED: Final = ("attendance.check_in",)


def export(
    district: Annotated[int, typer.Argument(help="Code of the district")],
    to: Annotated[
        Path, typer.Option(help="The folder to make, which holds personal data: keep it as you keep backups")
    ],
) -> None:
    """Write all of a district into a folder, as one moment shows it; nobody should write there meanwhile.

    DATABASE_URL is the migrator's login, as for `xuefen migrate`.
    """
    chosen = settings()
    _say("exported to", to, run(_exported(chosen, district, to)))


async def _exported(settings: Settings, district: int, to: Path) -> Manifest:
    """Kept in the trail before anything leaves the house, and so in what leaves it."""
    await _record(settings, district, "district-export")
    url = settings.database_url.get_secret_value()
    return await export_district(settings, district, to=to, shared=_OF_ALL, url=url)


def take_over(
    folder: Annotated[Path, typer.Argument(help="What `xuefen district export` wrote", exists=True, file_okay=False)],
) -> None:
    """Put an exported district into this deployment: whole and the same to the last digit, or not at all.

    DATABASE_URL is the migrator's login, as for `xuefen migrate`.
    """
    chosen = settings()
    url = chosen.database_url.get_secret_value()
    _say("imported from", folder, run(import_district(chosen, folder=folder, shared=_OF_ALL, url=url)))
    console.print(f"arrived as {arrival_of(folder, chosen)}", markup=False)


def remove(
    district: Annotated[int, typer.Argument(help="Code of the district")],
    folder: Annotated[Path, typer.Argument(help="What was exported from here", exists=True, file_okay=False)],
    arrived: Annotated[str, typer.Option(help="What the import of that folder said it arrived as")],
) -> None:
    """Delete the rows of a district that goes on elsewhere, for ever; its number stays and is never given again.

    Refused unless it left this deployment, arrived in another, and nobody wrote here since. DATABASE_URL is the
    migrator's login. Broken off, it goes on when it is called again.
    """
    chosen = settings()
    rows = run(_removed(chosen, district, folder, arrived))
    told = f"district {district}: {rows} rows removed; now its files, below {chosen.file_store}/{district}"
    console.print(told, markup=False, soft_wrap=True)


async def _removed(settings: Settings, district: int, folder: Path, arrived: str) -> int:
    url = settings.database_url.get_secret_value()
    await demand_arrived(
        settings, district, folder=folder, arrived=arrived, unchanged=_UNCHANGED, shared=_OF_ALL, url=url
    )
    await _record(settings, district, REMOVING)
    rows = await remove_district(district, shared=_OF_ALL, url=url)
    await _record(settings, district, REMOVED)
    return rows


async def _record(settings: Settings, district: int, operation: str) -> None:
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            await operations.get_district(session, district_id=district)
            await record_operator(session, district_id=district, service="directory", operation=operation)
    finally:
        await engine.dispose()


def _say(done: str, folder: Path, manifest: Manifest) -> None:
    rows, tables, files = manifest.rows, len(manifest.tables), len(manifest.files)
    told = f"district {manifest.district_id}: {rows} rows of {tables} tables and {files} files {done} {folder}"
    console.print(told, markup=False, soft_wrap=True)
