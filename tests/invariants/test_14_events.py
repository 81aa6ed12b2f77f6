"""Invariant 14: an event exists if, and only if, the change that it tells of was committed."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Session

from services.contracts import Event, TimelineChanged
from services.directory.operations import teachers
from services.platform import outbox
from services.platform.database import DistrictSession, district_transaction
from services.platform.edge import Edge
from services.platform.ids import new_id
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import World

_transact = Edge._transact
_unsaid: list[Event] = []


@asynccontextmanager
async def beside(session: AsyncSession, district_id: int) -> AsyncIterator[AsyncSession]:
    """A transaction of its own, which commits whatever becomes of the session's."""
    engine = session.bind
    if not isinstance(engine, AsyncEngine):
        raise TypeError(engine)
    async with AsyncSession(engine) as another, another.begin():
        await another.execute(text(f"SET LOCAL app.district_id = '{district_id}'"))
        yield another


async def _said_at_once(session: AsyncSession, said: Event) -> UUID:
    async with beside(session, said.district_id) as another:
        return await outbox.publish(another, said)


async def _said_later(_session: AsyncSession, said: Event) -> UUID:
    _unsaid.append(said)
    return new_id()


async def _say_after_the_commit(edge: Edge, request: Request, handle: Any) -> Response:
    _unsaid.clear()
    response = await _transact(edge, request, handle)  # type: ignore[arg-type]  # a request of ours
    for said in _unsaid:
        async with district_transaction(request.app.state.sessions, said.district_id) as session:
            await outbox.publish(session, said)
    return response


@contextmanager
def faults(*, before: bool = False, after: bool = False) -> Iterator[None]:
    """A process that ends right before its transactions commit, or right after."""

    def end(session: Session) -> None:
        # The events fire for savepoints too.
        if not session.in_nested_transaction():
            raise ConnectionResetError("the process has ended")

    points = [point for point, wanted in (("before_commit", before), ("after_commit", after)) if wanted]
    for point in points:
        event.listen(DistrictSession, point, end)
    try:
        yield
    finally:
        for point in points:
            event.remove(DistrictSession, point, end)


@invariant(
    by_patch("said_in_a_transaction_of_its_own", (teachers, "publish", _said_at_once)),
    by_patch("said_after_the_commit", (teachers, "publish", _said_later), (Edge, "_transact", _say_after_the_commit)),
)
async def test_14_what_is_said_is_what_was_committed(district: World, mutated: Mutated) -> None:
    admin = district.api("directory")
    leave = {"kind": "LEAVE", "code": "MATERNITY", "valid_from": "2026-03-01", "valid_to": "2026-08-31"}
    async with district.session("directory") as session:
        before = (await session.scalars(text("select id from messaging.event"))).all()

    answers = []
    async with mutated(district):
        for number, teacher in enumerate(district.teachers):
            with faults(before=number % 4 == 1, after=number % 4 == 3):
                answers.append((await admin.post(f"/teachers/{teacher.teacher_id}/facts", json=leave)).status_code)

    async with district.session("directory") as session:
        changed = set(await session.scalars(text("select teacher_id from directory.teacher_fact")))
        payloads = await session.scalars(
            text("select payload from messaging.event where not (id = any(:ids)) and topic = :topic"),
            {"ids": list(before), "topic": TimelineChanged.topic},
        )
        told = {UUID(teacher_id) for payload in payloads for teacher_id in payload["teacher_ids"]}
    assert answers == [201, 503, 201, 503] * 2
    assert changed == {one.teacher_id for number, one in enumerate(district.teachers) if number % 4 != 1}
    assert told == changed
