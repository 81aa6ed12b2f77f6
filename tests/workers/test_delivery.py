"""Events: what their failures leave behind, who may replay them, and whose they are."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from services.contracts import TimelineChanged
from services.platform import outbox
from services.platform.database import district_transaction
from services.platform.outbox import MOST_ATTEMPTS
from tests.support import World
from tests.workers.hearing import CONSUMER, Ear, delivery, effects, hearing, ring, say
from workers.subscriptions import SUBSCRIPTIONS


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    return hearing(monkeypatch)


async def test_what_a_row_holds_is_neither_kept_nor_logged_when_the_database_refuses_it(
    district: World, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_ids = await say(district, times=2)

    async def refused(session: AsyncSession, event: TimelineChanged) -> None:
        await session.execute(
            text(
                "insert into directory.school (district_id, school_id, code, name, kind, stage)"
                " values (:district_id, uuidv7(), :code, null, 'SCHOOL', 'PRIMARY')"
            ),
            {"district_id": event.district_id, "code": "341825198001010036"},
        )

    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, replace(SUBSCRIPTIONS[CONSUMER], handle=refused))
    with capture_logs() as logged:
        await ring(district, event_ids)

    kept = (await delivery(district, event_ids[0])).last_error
    assert kept == "IntegrityError of NotNullViolationError, sqlstate 23502"
    assert [one["event"] for one in logged] == ["pack taken apart", "delivery failed", "delivery failed"]
    assert "341825198001010036" not in str(logged)
    # A traceback would end with the words of the database.
    assert not any(one.get("exc_info") for one in logged)


async def test_bells_rung_before_a_failure_do_not_use_up_the_attempts(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    def choke(_teacher_id: UUID) -> None:
        raise ValueError("a moment, please")

    ear.fault = choke
    await ring(district, [event_id])
    for _ in range(MOST_ATTEMPTS + 1):
        await ring(district, [event_id], later=False)

    waiting = await delivery(district, event_id)
    assert waiting.attempts == 1
    assert waiting.parked_at is None


async def test_a_parked_event_is_heard_after_an_operator_replays_it(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    def choke(_teacher_id: UUID) -> None:
        raise ValueError("not yet")

    ear.fault = choke
    for _ in range(MOST_ATTEMPTS):
        await ring(district, [event_id])
    ear.fault = lambda _teacher_id: None
    await ring(district, [event_id])
    assert await effects(district) == []

    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        assert await outbox.replay_parked(session, district_id=district.district_id) == 1
    await ring(district, [event_id])

    assert await effects(district) == [1]


async def test_a_service_cannot_mark_what_was_addressed_to_another(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    async with district.session("ledger") as session:
        touched = await session.execute(
            text("update messaging.delivery set done_at = now() where event_id = :id"), {"id": event_id}
        )

    assert touched.rowcount == 0  # type: ignore[attr-defined]  # a cursor's result
    assert (await delivery(district, event_id)).done_at is None
