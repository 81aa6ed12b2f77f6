"""What nothing starts on: secrets that are none, a queue that throws away; and that no secret is told on the way."""

import secrets
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from services.platform.database import UnfitDeployment, check_queue
from services.platform.settings import Settings, load_settings
from tests.support import Apps

PASSWORD: Final = "a-password-of-somebody"
URL: Final = f"postgresql://somebody:{PASSWORD}@localhost/xuefen"
GOOD: Final = secrets.token_hex(32)
NAMES: Final = ("role_secret", "data_key", "index_key", "code_key", "cursor_key", "webhook_key")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("too-short-to-be-one", "shorter than 32"),
        ("ab" * 32, "the example of one"),
        (f"{GOOD[:30]}-ChangeMe", "the example of one"),
        (f"my-password-{GOOD}", "the example of one"),
    ],
    # Named, for every process of the suite has to call them alike, and they are drawn anew.
    ids=["short", "repeated", "change me", "password"],
)
def test_a_secret_that_anybody_could_guess_is_refused_and_not_repeated(name: str, value: str, reason: str) -> None:
    given: dict[str, Any] = {"database_url": URL, name: value}
    with pytest.raises(ValidationError, match=reason) as refused:
        Settings(**given)

    assert name.upper() in str(refused.value)
    assert value not in str(refused.value)
    assert PASSWORD not in str(refused.value)


def test_one_value_is_not_used_for_two_things() -> None:
    given: dict[str, Any] = {"database_url": URL, "role_secret": GOOD, "data_key": GOOD}
    with pytest.raises(ValidationError, match="DATA_KEY is the same as ROLE_SECRET"):
        Settings(**given)


def test_secrets_come_as_files_and_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder: dict[str, Any] = {name: secrets.token_hex(32) for name in NAMES}
    for name, value in folder.items():
        monkeypatch.delenv(name.upper(), raising=False)
        (tmp_path / name).write_text(value)
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path))

    settings = load_settings()

    assert {name: settings.secret(name) for name in NAMES} == folder
    assert not [value for value in folder.values() if value in repr(settings) or value in settings.model_dump_json()]


async def test_a_queue_that_throws_away_is_refused_in_production_and_one_that_is_away_is_not(apps: Apps) -> None:
    class Evicting:
        async def info(self, _part: str) -> dict[str, str]:
            return {"maxmemory_policy": "allkeys-lru"}

    evicting: Any = Evicting()
    with pytest.raises(UnfitDeployment, match="noeviction"):
        await check_queue(evicting, in_production=True)
    await check_queue(evicting, in_production=False)
    await check_queue(apps.of["ledger"].state.queue, in_production=True)
    async with Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0)) as away:
        await check_queue(away, in_production=True)
