"""A consumer by itself, whose effect is a row: what was said to it, rung for, heard and marked."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.platform import outbox
from services.platform.database import district_transaction
from services.platform.ids import new_id
from tests.support import World
from workers import subscriptions
from workers.subscriptions import SUBSCRIPTIONS, Subscription

CONSUMER = "directory.heard"


class Ear:
    """A consumer whose effect is a row: one school for each teacher it hears of."""

    def __init__(self) -> None:
        self.before: Callable[[], Awaitable[None]] | None = None
        self.fault: Callable[[UUID], None] = lambda _teacher_id: None

    async def hear(self, session: AsyncSession, event: TimelineChanged) -> None:
        if self.before is not None:
            await self.before()
        for teacher_id in event.teacher_ids:
            await session.execute(
                text(
                    "insert into directory.school (district_id, school_id, code, name, kind, stage)"
                    " values (:district_id, uuidv7(), :code || random(), :code, 'SCHOOL', 'PRIMARY')"
                ),
                {"district_id": event.district_id, "code": str(teacher_id)},
            )
            self.fault(teacher_id)


def hearing(patch: pytest.MonkeyPatch) -> Ear:
    """An ear that alone hears what is said."""
    ear = Ear()
    subscription = Subscription(CONSUMER, "directory", TimelineChanged, ear.hear, actor=None)  # type: ignore[arg-type]  # rung for by hand here
    patch.setattr(subscriptions, "SUBSCRIPTIONS", {CONSUMER: subscription})
    patch.setitem(SUBSCRIPTIONS, CONSUMER, subscription)
    return ear


async def say(district: World, *, times: int = 1) -> list[UUID]:
    """Commit events, route them to the ear alone, and return their ids."""
    event_ids = [
        await district.publish(
            TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),)), role="directory"
        )
        for _ in range(times)
    ]
    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        await outbox.route_events(
            session, district_id=district.district_id, consumers={TimelineChanged.topic: [CONSUMER]}
        )
    return event_ids


async def ring(district: World, event_ids: list[UUID], *, later: bool = True) -> None:
    """Ring as if the time to wait after a failure were over, unless it is not later yet."""
    if later:
        async with district.session("directory") as session:
            await session.execute(text("update messaging.delivery set not_before = null where not_before is not null"))
    await subscriptions.deliver(
        SUBSCRIPTIONS[CONSUMER],
        district.apps.sessions["directory"],
        district_id=district.district_id,
        event_ids=event_ids,
    )


async def effects(district: World) -> list[int]:
    """How many rows each teacher that was heard of has."""
    async with district.session("directory") as session:
        rows = await session.execute(
            text("select count(*) from directory.school where length(name) = 36 group by name")
        )
        return list(rows.scalars())


async def delivery(district: World, event_id: UUID) -> Any:
    async with district.session("directory") as session:
        found = await session.execute(
            text("select * from messaging.delivery where event_id = :id and consumer = :consumer"),
            {"id": event_id, "consumer": CONSUMER},
        )
        return found.one()
