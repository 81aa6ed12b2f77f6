"""The image as it was built: its processes, run one after the other as `docker-compose.yml` runs them.

`deploy/try-image.sh` builds it, lays it down read-only at IMAGE_ROOT and calls this; `make test` does not.
"""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import pytest

from services.cli.secrets import keep_secrets
from services.composed import FACTORIES
from services.platform.embedded import start_postgres, start_valkey
from tests.deploy.manifests import CONTAINERS, OURS, SERVING

IMAGE: Final = Path(os.environ["IMAGE_ROOT"])
CHROOT: Final = shutil.which("chroot") or "/usr/sbin/chroot"
# Of util-linux, which the image has: the user, no capability, and no way to another.
AS_NOBODY: Final = (
    "setpriv", "--reuid=10001", "--regid=10001", "--clear-groups",
    "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--",
)  # fmt: skip
CONFIG: Final[dict[str, Any]] = json.loads(Path(f"{IMAGE}.json").read_text(encoding="utf-8"))["OCIv1"]["config"]
OF_THE_IMAGE: Final = dict(variable.split("=", 1) for variable in CONFIG["Env"])
_UNSET = re.compile(r"\$\{\w+:-([^}]*)\}")
_MEGABYTES: Final = {"m": 1, "g": 1024}


class Place:
    """One machine for one container after the other: the servers, the secrets and what they are called."""

    def __init__(self, secrets: Path, addresses: Mapping[str, str]) -> None:
        self._secrets = secrets
        self._addresses = addresses

    def settle(self, name: str) -> dict[str, str]:
        """The secrets of one container and no other; return its environment, as nobody set anything."""
        folder = IMAGE / "run" / "secrets"
        for path in folder.iterdir():
            path.unlink()
        for secret in CONTAINERS[name]["secrets"]:
            shutil.copy(self._secrets / secret, folder / secret)
            os.chown(folder / secret, 10001, 10001)
        given = {key: _UNSET.sub(r"\1", str(value)) for key, value in CONTAINERS[name]["environment"].items()}
        return OF_THE_IMAGE | {key: self._addresses.get(key, value) for key, value in given.items()}


def inside(words: list[str], environment: dict[str, str], *, log: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [CHROOT, str(IMAGE), *AS_NOBODY, "sh", "-c", f'cd {CONFIG["WorkingDir"]} && exec "$@"', "sh", *words],
        env=environment, stdout=log, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def said(words: list[str], environment: dict[str, str], *, ends_with: int = 0) -> str:
    with inside(words, environment) as process:
        told, _ = process.communicate(timeout=120)
    assert process.returncode == ends_with, told
    return told


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database as the migration of the image leaves it."""
    folder = tmp_path_factory.mktemp("servers")
    with ExitStack() as servers:
        postgres = start_postgres(folder, durable=True)
        servers.callback(postgres.stop)
        valkey = start_valkey(folder, persistent=True)
        servers.callback(valkey.stop)
        yield _migrated(folder, postgres.url, valkey.url)


def _migrated(folder: Path, database: str, queue: str) -> Place:
    secrets = keep_secrets(folder / "secrets")
    (secrets / "database_url").write_text(database, encoding="utf-8")
    for name in ("wechat_app_secret", "sms_token"):
        (secrets / name).touch()
    there = urlsplit(database)
    url = f"postgresql://postgres@{there.hostname}:{there.port}{there.path}"
    made = Place(secrets, {"DATABASE_URL": url, "REDIS_URL": queue})
    assert "newest schema" in said(CONTAINERS["migrate"]["command"], made.settle("migrate"))
    return made


def test_nobody_special_runs_it_and_nothing_is_there_to_build_with() -> None:
    assert CONFIG["User"] == said(["id", "-u"], OF_THE_IMAGE).strip() == "10001"
    for tool in ("pip", "pip3", "gcc", "cc", "make", "git"):
        said(["sh", "-c", f"! command -v {tool}"], OF_THE_IMAGE)
    for module in ("pip", "ensurepip", "setuptools", "wheel"):
        assert f"No module named {module}" in said(["python", "-m", module], OF_THE_IMAGE, ends_with=1)


def test_it_has_what_it_runs_by_and_nothing_of_the_rest() -> None:
    there = {path.name for path in (IMAGE / "app").iterdir()}
    sources = {path.with_suffix("").name for path in (IMAGE / "app/services").rglob("*.py")}
    compiled = {path.name.split(".")[0] for path in (IMAGE / "app/services").rglob("*.pyc")}

    assert there == {"README.md", "migrations", "openapi", "pyproject.toml", "services", "workers"}
    assert compiled == sources
    assert not [path for path in (IMAGE / "app").rglob("*") if path.stat().st_mode & 0o004 == 0]


def test_nothing_can_be_written_but_where_a_volume_is() -> None:
    for path in ("/app/x", "/venv/x", "/etc/x", "/run/secrets/x"):
        said(["sh", "-c", f"! touch {path}"], OF_THE_IMAGE)
    said(["touch", "/tmp/x", "/files/x"], OF_THE_IMAGE)  # noqa: S108 of the container
    # Not even by root, of which the image's own files are.
    refused = subprocess.run([CHROOT, str(IMAGE), "touch", "/app/x"], capture_output=True, text=True, check=False)
    assert "Read-only file system" in refused.stderr


def test_the_command_says_what_it_can(place: Place) -> None:
    told = said(["python", "-m", "services.cli", "--help"], OF_THE_IMAGE | {"NO_COLOR": "1"})

    assert "verify-book" in told
    assert "Warning" not in told


@pytest.mark.parametrize("name", SERVING)
def test_a_process_of_the_compose_file_serves_is_healthy_and_ends_when_told(
    place: Place, name: str, tmp_path: Path
) -> None:
    one: dict[str, Any] = CONTAINERS[name]
    environment = place.settle(name)
    log = tmp_path / "log"
    begun = time.monotonic()
    with log.open("w") as out, inside(one["command"], environment, log=out.fileno()) as process:
        try:
            _healthy(one, environment, process, log)
            ready = time.monotonic() - begun
            if name in FACTORIES:
                for path in ("/livez", "/readyz"):
                    answer = httpx.get(f"http://127.0.0.1:8000{path}", trust_env=False)
                    assert answer.status_code == 200, answer.text
            memory = _megabytes(process.pid)
        finally:
            process.terminate()
            ended = process.wait(timeout=60)
    words = log.read_text()
    print(f"{name}: healthy after {ready:.1f} s, {memory} MB")

    assert ended in (0, -15), words
    assert "Traceback" not in words
    assert "Warning" not in words
    limit = one["mem_limit"]
    assert memory < int(limit[:-1]) * _MEGABYTES[limit[-1]] / 2


def _healthy(one: dict[str, Any], environment: dict[str, str], process: subprocess.Popen[str], log: Path) -> None:
    """Asked as the container would be asked, by what stands in the image."""
    kind, *check = one["healthcheck"]["test"]
    assert kind == "CMD"
    for _ in range(60):
        with inside(check, environment) as asked:
            asked.communicate(timeout=30)
        if asked.returncode == 0:
            return
        assert process.poll() is None, log.read_text()
        time.sleep(0.5)
    pytest.fail(log.read_text())


def _megabytes(pid: int) -> int:
    """What a process and those it began hold in memory."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    (resident,) = re.findall(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(resident) // 1024 + sum(_megabytes(int(child)) for child in children)


def test_the_operator_s_commands_work_with_the_secrets_they_have(place: Place) -> None:
    assert {"tools", "mover", "migrate", *SERVING} == set(OURS)
    environment = place.settle("tools") | {"NO_COLOR": "1"}

    made = said(["python", "-m", "services.cli", "district", "create", "341802", "某某区"], environment)
    verified = said(["python", "-m", "services.cli", "verify-book"], environment)
    # Nothing else runs now: that is what it has to find, and no secret or setting that were missing.
    found = said(["python", "-m", "services.cli", "doctor", "--json"], environment, ends_with=1)
    moving = place.settle("mover")
    exported = said(["python", "-m", "services.cli", "district", "export", "341802", "--to", "/files/moved"], moving)

    assert "log in as admin" in made
    assert "341802" in verified
    assert '"settings"' in found
    assert "exported to" in exported
