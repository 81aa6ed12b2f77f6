"""`xuefen verify-audit`: whether the trail of privileged acts is as it was sealed."""

from typing import Annotated

import typer

from services.cli.book import keys_of, list_district_ids
from services.cli.terminal import console, run, settings
from services.directory import operations
from services.platform.database import check_deployment, district_sessions, district_transaction, open_engine
from services.platform.settings import Settings


def verify_audit(
    district: Annotated[int | None, typer.Option(help="Only this district; all of them else")] = None,
) -> None:
    """Hold every sealed hour of the audit trail against its seal; name what does not hold, and exit 1."""
    chosen = settings()
    sound = True
    for code in [district] if district is not None else run(list_district_ids(chosen)):
        findings = run(verify(chosen, code))
        for finding in findings:
            console.print(f"{code}: {finding}", markup=False, soft_wrap=True)
        if not findings:
            console.print(f"{code}: the audit trail is as it was sealed")
        sound = sound and not findings
    raise SystemExit(0 if sound else 1)


async def verify(settings: Settings, district: int) -> list[str]:
    """What does not hold in the trail of one district."""
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            return await operations.verify_audit(session, district_id=district, keys=keys_of(settings))
    finally:
        await engine.dispose()
