"""What comes again after eight days, when its answer is forgotten, or after a month, when the event itself is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from services.platform import clock
from tests.assessment.test_claims import degree
from tests.attendance.scenes import open_class, rows_of
from tests.registration.term import make_class, read_class, read_enrolments
from tests.support import Api, World
from tests.walks.attendance import meeting
from tests.workers.hearing import effects, hearing, ring, say
from workers import relay

KEY = {"Idempotency-Key": "sent, and sent again after a week"}
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

Ask = Callable[[], Awaitable[httpx.Response]]
Count = Callable[[], Awaitable[int]]


def teacher_of(district: World, service: str) -> Api:
    return district.api(service, "teacher", teacher=district.teachers[0].teacher_id)


async def enrolment(district: World) -> tuple[Ask, Count]:
    class_id = (await make_class(district))["class_id"]

    async def ask() -> httpx.Response:
        return await teacher_of(district, "registration").post(f"/classes/{class_id}/enrolments", json={}, headers=KEY)

    async def count() -> int:
        rows = await read_enrolments(district, class_id)
        assert (await read_class(district, class_id))["taken"] == len(rows)
        return len(rows)

    return ask, count


async def claim(district: World) -> tuple[Ask, Count]:
    async def ask() -> httpx.Response:
        return await teacher_of(district, "assessment").post("/claims", json=degree(district), headers=KEY)

    async def count() -> int:
        async with district.session("assessment") as session:
            return int(await session.scalar(text("select count(*) from assessment.claim")) or 0)

    return ask, count


async def leave(district: World) -> tuple[Ask, Count]:
    opened = await open_class(district, district.teachers[0], meetings=[meeting(clock.now() + timedelta(days=3))])

    async def ask() -> httpx.Response:
        return await teacher_of(district, "attendance").post(
            f"/meetings/{opened.first.meeting_id}/leaves", json={"reason": "因公外出"}, headers=KEY
        )

    async def count() -> int:
        return len(await rows_of(district, "leave"))

    return ask, count


async def forget(district: World, days: int) -> None:
    """So many days go by for all that is kept for a while."""
    async with district.session("relay") as session:
        for aged in (
            "update messaging.event set routed_at = routed_at - make_interval(days => :days)",
            "update messaging.delivery set done_at = done_at - make_interval(days => :days)",
        ):
            await session.execute(text(f"{aged} where district_id = :d"), {"days": days, "d": district.district_id})
    for service in ("registration", "assessment", "attendance"):
        async with district.session(service) as session:
            aged = "update platform.idempotency set created_at = created_at - make_interval(days => :days)"
            await session.execute(text(aged), {"days": days})
    while await relay.forget(district.apps.sessions["relay"]):
        pass


@pytest.mark.parametrize(
    ("thing", "told"), [(enrolment, (409, "already-enrolled")), (claim, (409, "claim-exists")), (leave, (200, None))]
)
async def test_a_post_that_comes_again_when_its_answer_is_forgotten_has_one_effect(
    district: World,
    thing: Callable[[World], Awaitable[tuple[Ask, Count]]],
    told: tuple[int, str | None],
) -> None:
    ask, count = await thing(district)
    first, soon = await ask(), await ask()

    await forget(district, 8)
    late = await ask()

    assert (first.status_code, soon.headers.get("idempotency-replayed")) == (201, "true"), first.text
    assert "idempotency-replayed" not in late.headers
    kind = str(late.json().get("type", "")).rpartition(":")[2] or None
    assert (late.status_code, kind) == told, late.text
    assert await count() == 1


@pytest.mark.parametrize("days", [8, 32])
async def test_a_bell_that_comes_again_when_its_event_is_old_or_forgotten_has_no_effect(
    district: World, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    hearing(monkeypatch)
    event_ids = await say(district, times=2)
    await ring(district, event_ids)

    await forget(district, days)
    await ring(district, event_ids)

    assert await effects(district) == [1, 1]
    assert len(await left(district, event_ids)) == (2 if days == 8 else 0)


async def left(district: World, event_ids: list[UUID]) -> list[Any]:
    async with district.session("directory") as session:
        found = await session.execute(text("select id from messaging.event where id = any(:ids)"), {"ids": event_ids})
        return list(found)


def test_a_webhook_that_somebody_kept_and_plays_again_is_refused_by_who_verifies_it() -> None:
    body, sent_at = '{"type":"entries.posted"}', clock.real_now() - timedelta(days=8)
    signature = Verifier(SECRET).sign(msg_id="m", timestamp=sent_at, data=body)
    as_sent = {"webhook-id": "m", "webhook-timestamp": str(int(sent_at.timestamp())), "webhook-signature": signature}
    as_if_now = {**as_sent, "webhook-timestamp": str(int(clock.real_now().timestamp()))}

    for headers in (as_sent, as_if_now):
        with pytest.raises(WebhookVerificationError):
            Verifier(SECRET).verify(body, headers)
