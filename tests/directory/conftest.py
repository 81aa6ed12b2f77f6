"""The directory as who is not logged in meets it, a clock that is wound on, and logins as in production."""

from collections.abc import AsyncIterator

import httpx
import pytest

from services.platform.settings import Settings
from tests.directory.logins import Wound
from tests.support import Apps


@pytest.fixture
async def public(apps: Apps) -> AsyncIterator[httpx.AsyncClient]:
    async with apps.http("directory", "/directory/v1") as client:
        yield client


@pytest.fixture
def wound(monkeypatch: pytest.MonkeyPatch) -> Wound:
    return Wound(monkeypatch)


@pytest.fixture
def second_factors(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production: administrators log in with a second factor."""
    monkeypatch.setattr(settings, "totp_required", True)
