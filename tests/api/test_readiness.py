"""What a service says of itself: whether it can serve, and what time it is there."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from services.platform import clock
from tests.support import SERVICES, Apps

PLAYED = datetime(2026, 8, 31, 18, 0, tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_says_what_time_it_is_where_the_clock_was_moved(
    apps: Apps, service: str, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(PLAYED)

    async with apps.http(service, "") as client:
        answer = await client.get("/readyz")

    assert answer.status_code == 200
    said = answer.json()
    at = datetime.fromisoformat(said.pop("at"))
    assert said == {"database": "ready", "queue": "ready"}
    assert at.utcoffset() == timedelta(hours=8)
    assert timedelta(0) <= at - PLAYED + timedelta(seconds=1) < timedelta(seconds=30)
