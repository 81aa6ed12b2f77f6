"""`xuefen rewrap-keys`: after DATA_KEY or INDEX_KEY was changed, what stood under the former one does under the new."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from services.cli.book import list_district_ids
from services.cli.terminal import console, run, settings
from services.directory import operations
from services.platform import clock
from services.platform.audit import record_operator
from services.platform.database import Sessions, check_deployment, district_sessions, district_transaction, open_engine
from services.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """What was done in one district."""

    wrapped: int
    resealed: int
    second_factors: int
    unreadable: tuple[UUID, ...] = ()
    reindexed: int = 0


def rewrap_keys(
    district: Annotated[int | None, typer.Option(help="Only this district; all of them else")] = None,
    new_keys: Annotated[bool, typer.Option("--new-keys", help="Give each district a new key as well")] = False,
) -> None:
    """Wrap the keys of districts by the first line of DATA_KEY where the second wrapped them; then that may go.

    Documents and phones are found by the first line of INDEX_KEY from then on. Where no key opens one of them its
    teacher is named, the rest is done, and the exit is 1.
    With --new-keys documents and phones are sealed anew, too: for when a district's own key may have become known.
    """
    chosen, sound = settings(), True
    for code in [district] if district is not None else run(list_district_ids(chosen)):
        done = run(rewrap(chosen, code, with_new_keys=new_keys))
        console.print(
            f"{code}: {done.wrapped} keys wrapped anew, {done.resealed} persons and {done.second_factors} second "
            f"factors sealed anew, {done.reindexed} persons found by another hash",
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
        resealed, unreadable = await _through(sessions, district, keys, operations.reseal)
        reindexed, _ = await _through(sessions, district, keys, operations.reindex)
        return Rewrapped(wrapped, resealed, factors, tuple(unreadable), reindexed)
    finally:
        await engine.dispose()


async def _through(
    sessions: Sessions, district: int, keys: operations.Keys, step: Callable[..., Awaitable[operations.Resealed]]
) -> tuple[int, list[UUID]]:
    """Take a step until it has looked at everybody: how many it changed, and whom it could not read."""
    many, unreadable, after = 0, list[UUID](), None
    while True:
        async with district_transaction(sessions, district) as session:
            some = await step(session, district_id=district, keys=keys, after=after)
        many, unreadable, after = many + some.many, [*unreadable, *some.unreadable], some.last
        if after is None:
            return many, unreadable
