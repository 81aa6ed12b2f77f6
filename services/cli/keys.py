"""`xuefen rewrap-keys`: after DATA_KEY was changed, what it encrypted is encrypted by the new one."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from services.cli.book import list_district_ids
from services.cli.terminal import console, run, settings
from services.directory import operations
from services.platform import clock
from services.platform.audit import record_operator
from services.platform.database import check_deployment, district_sessions, district_transaction, open_engine
from services.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """What was done in one district."""

    wrapped: int
    resealed: int
    second_factors: int
    unreadable: tuple[UUID, ...] = ()


def rewrap_keys(
    district: Annotated[int | None, typer.Option(help="Only this district; all of them else")] = None,
    new_keys: Annotated[bool, typer.Option("--new-keys", help="Give each district a new key as well")] = False,
) -> None:
    """Wrap the keys of districts by the first line of DATA_KEY where the second wrapped them; then that may go.

    Where no key opens a document or a phone its teacher is named, the rest is done, and the exit is 1.
    With --new-keys documents and phones are sealed anew, too: for when a district's own key may have become known.
    """
    chosen, sound = settings(), True
    for code in [district] if district is not None else run(list_district_ids(chosen)):
        done = run(rewrap(chosen, code, with_new_keys=new_keys))
        console.print(
            f"{code}: {done.wrapped} keys wrapped anew, {done.resealed} persons and {done.second_factors} second "
            f"factors sealed anew",
            markup=False,
            soft_wrap=True,
        )
        for teacher_id in done.unreadable:
            console.print(f"{code}: no key opens what is held of teacher {teacher_id}", markup=False, soft_wrap=True)
        sound = sound and not done.unreadable
    raise SystemExit(0 if sound else 1)


async def rewrap(settings: Settings, district: int, *, with_new_keys: bool) -> Rewrapped:
    """In short transactions, while the services run; done again after a crash it goes on."""
    keys = operations.Keys.of(settings)
    engine = open_engine(settings, "directory")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            await record_operator(session, district_id=district, service="directory", operation="rewrap-keys")
            wrapped = await operations.rewrap_keys(session, district_id=district, keys=keys)
            factors = await operations.reseal_second_factors(session, district_id=district, keys=keys)
            if with_new_keys:
                await operations.renew_key(session, district_id=district, keys=keys, at=clock.now())
        resealed = 0
        unreadable: list[UUID] = []
        after: UUID | None = None
        while True:
            async with district_transaction(sessions, district) as session:
                some = await operations.reseal(session, district_id=district, keys=keys, after=after)
            resealed += some.many
            unreadable += some.unreadable
            if some.last is None:
                return Rewrapped(wrapped, resealed, factors, tuple(unreadable))
            after = some.last
    finally:
        await engine.dispose()
