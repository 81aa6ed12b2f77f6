"""What tests of logins do again and again."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.platform import clock
from tests.directory.test_accounts import PASSWORD
from tests.support import Api, World


class Wound:
    """A clock that a test winds on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.moment = clock.real_now()
        patch.setattr(clock, "real_now", lambda: self.moment)

    def on(self, **by: float) -> None:
        self.moment += timedelta(**by)


def of(world: World, token: str, service: str = "directory") -> Api:
    """A client with a token that was granted."""
    base = f"/{service}/v1/districts/{world.district_id}"
    return Api(world.apps.http(service, base, {"Authorization": f"Bearer {token}"}))


async def granted(public: httpx.AsyncClient, world: World, username: str = "head", **more: Any) -> Any:
    """What a login by password gives."""
    body = {"district_id": world.district_id, "username": username, "password": PASSWORD, **more}
    answer = await public.post("/tokens", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def renew(public: httpx.AsyncClient, token: str) -> httpx.Response:
    return await public.post("/tokens/refresh", json={"refresh_token": token})


async def until_waiting(world: World, many: int) -> None:
    """Until so many of the directory's transactions wait for a row."""
    waiting = text(
        "select count(*) from pg_stat_activity "
        "where datname = current_database() and usename = current_user and wait_event_type = 'Lock'"
    )
    async with asyncio.timeout(3):
        while True:
            async with world.session("directory") as session:
                if await session.scalar(waiting) == many:
                    return


def slug(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]
