"""`xuefen events`: what was parked, and why, and sending it again."""

from typing import Annotated

import typer
from rich.table import Table

from services.cli.terminal import console, run, settings
from services.platform import outbox
from services.platform.database import district_sessions, district_transaction, open_engine
from services.platform.outbox import DeliveryRow

app = typer.Typer(no_args_is_help=True, help="Events between services: parked deliveries.")


@app.command("parked")
def parked() -> None:
    """List deliveries that failed five times, with their error; exit 1 if there are any."""
    rows = run(_list_parked())
    table = Table("district", "consumer", "event", "error")
    for row in rows:
        table.add_row(str(row.district_id), row.consumer, str(row.event_id), row.last_error or "")
    console.print(table if rows else "nothing is parked")
    raise SystemExit(1 if rows else 0)


@app.command("replay")
def replay(
    district: Annotated[int, typer.Option(help="Code of the district")],
    consumer: Annotated[str | None, typer.Option(help="Only this consumer, e.g. ledger.post_outcomes")] = None,
) -> None:
    """Put parked deliveries back in line, once what made them fail is mended."""
    console.print(f"{run(_replay(district, consumer))} deliveries are in line again")


async def _list_parked() -> list[DeliveryRow]:
    engine = open_engine(settings(), "relay")
    try:
        async with district_transaction(district_sessions(engine), None) as session:
            return list(await outbox.list_parked(session))
    finally:
        await engine.dispose()


async def _replay(district: int, consumer: str | None) -> int:
    engine = open_engine(settings(), "relay")
    try:
        async with district_transaction(district_sessions(engine), district) as session:
            return await outbox.replay_parked(session, district_id=district, consumer=consumer)
    finally:
        await engine.dispose()
