"""A process whose clock stands wrong neither rings early, nor holds up, nor hears what is to wait."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from services.platform import clock, outbox
from services.platform.database import district_transaction
from tests.support import World
from tests.workers.hearing import CONSUMER, effects, hearing, ring, say


@pytest.mark.parametrize("off", [timedelta(minutes=2), timedelta(minutes=-2)], ids=["ahead", "behind"])
async def test_what_failed_waits_as_long_as_by_a_right_clock_and_no_longer(
    district: World, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    ear, right = hearing(monkeypatch), clock.real_now
    monkeypatch.setattr(clock, "real_now", lambda: right() + off)
    (event_id,) = await say(district)

    rung_at_first = await take(district)
    with monkeypatch.context() as broken:
        broken.setattr(ear, "fault", _refuse)
        await ring(district, [event_id])
    await ring(district, [event_id], later=False)
    rung_at_once = await take(district)

    assert rung_at_first == [event_id]
    assert rung_at_once == []
    assert await effects(district) == []
    for column in ("not_before", "next_at"):
        assert 3 < await seconds_until(district, column) <= outbox.RESEND_SECONDS


async def take(district: World) -> list[UUID]:
    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        return [due.event_id for due in await outbox.take_due(session, district_id=district.district_id)]


async def seconds_until(district: World, column: str) -> float:
    """By the database's own clock."""
    query = f"select extract(epoch from {column} - now()) from messaging.delivery where consumer = :consumer"
    async with district.session("directory") as session:
        return float(await session.scalar(text(query), {"consumer": CONSUMER}) or 0)


def _refuse(_teacher_id: object) -> None:
    raise RuntimeError("not now")
