"""The embedded servers: what they keep, what they refuse, and what a killed one leaves behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import pytest
from redis.asyncio import Redis
from redis.exceptions import AuthenticationError

from services.platform.embedded import (
    EmbeddedFailure,
    Postgres,
    Valkey,
    free_port,
    port_is_free,
    start_postgres,
    start_valkey,
)

ROOT = Path(__file__).parents[2]
AS_ROOT = os.geteuid() == 0
# Starts both servers in the folder given, says their process ids, and is killed by whoever reads that.
STARTER = """
import sys, time
from pathlib import Path
from services.platform.embedded import start_postgres, start_valkey
postgres = start_postgres(Path(sys.argv[1]), durable=True)
valkey = start_valkey(Path(sys.argv[1]), persistent=True)
print(postgres.process.pid, valkey.process.pid, postgres.process.args[0], flush=True)
time.sleep(60)
"""

StartPostgres = Callable[..., Postgres]
StartValkey = Callable[..., Valkey]


@pytest.fixture
def stops() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def postgres(tmp_path: Path, stops: ExitStack) -> StartPostgres:
    def start(*, durable: bool = True, port: int | None = None) -> Postgres:
        server = start_postgres(tmp_path, durable=durable, port=port)
        stops.callback(server.stop)
        return server

    return start


@pytest.fixture
def valkey(tmp_path: Path, stops: ExitStack) -> StartValkey:
    def start(*, persistent: bool = True, port: int | None = None) -> Valkey:
        server = start_valkey(tmp_path, persistent=persistent, port=port)
        stops.callback(server.stop)
        return server

    return start


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


async def ask(url: str, *statements: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            answer = await connection.fetchval(statement)
        return answer
    finally:
        await connection.close()


async def put(url: str, key: str, value: str) -> None:
    async with Redis.from_url(url, decode_responses=True) as client:
        await client.set(key, value)


async def find(url: str, key: str) -> object:
    async with Redis.from_url(url, decode_responses=True) as client:
        return await client.get(key)


def tools_without(folder: Path, *missing: str) -> dict[str, str]:
    """An environment in which some programs are not there."""
    folder.mkdir()
    for name in {"sh", "test", "true", "unshare", "setpriv"} - set(missing):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return {**os.environ, "PATH": str(folder), "PYTHONPATH": str(ROOT)}


def start_elsewhere(folder: Path, env: dict[str, str]) -> tuple[subprocess.Popen[str], list[str]]:
    """A process of its own that starts both servers, and what it says of them."""
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(folder)], stdout=subprocess.PIPE, text=True, env=env, cwd="/"
    )
    assert starter.stdout is not None
    said = starter.stdout.readline().split()
    starter.stdout.close()
    return starter, said


def kill_at_the_first_table_file(folder: Path) -> None:
    """Start the servers in another process, and kill that while it makes the data of Postgres."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(folder)], env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as starter:
        deadline = time.monotonic() + 40
        while not any(folder.glob("data*/base/1/*")) and time.monotonic() < deadline:
            time.sleep(0.005)
        starter.kill()


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def owner_of(path: Path) -> int:
    return path.stat().st_uid


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(*pids: int) -> bool:
    deadline = time.monotonic() + 40
    while any(is_running(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(is_running(pid) for pid in pids)


async def test_postgres_keeps_its_data_its_port_and_its_password(tmp_path: Path, postgres: StartPostgres) -> None:
    first = postgres()
    await ask(first.url, "create table kept (word text)", "insert into kept values ('学分')")

    first.stop()
    second = postgres()

    assert await ask(second.url, "select word from kept") == "学分"
    assert second.url == first.url
    assert second.process.pid != first.process.pid


async def test_a_first_start_cut_short_is_made_good_by_the_next(tmp_path: Path, postgres: StartPostgres) -> None:
    kill_at_the_first_table_file(tmp_path)
    cut_short = not (tmp_path / "data").exists()

    server = postgres()

    assert cut_short
    assert await ask(server.url, "select 1") == 1
    assert [name for name in os.listdir(tmp_path) if name.startswith("data")] == ["data"]


async def test_postgres_speaks_to_this_machine_only_and_asks_for_the_password(
    tmp_path: Path, postgres: StartPostgres
) -> None:
    server = postgres()

    assert await ask(server.url, "show listen_addresses") == "127.0.0.1"
    assert await ask(server.url, "show unix_socket_directories") == ""
    assert (tmp_path / "postgres.password").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "postgres.password").read_text() not in repr(server)
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"postgresql://postgres:guess@127.0.0.1:{server.port}/postgres")


async def test_a_durable_postgres_is_durable_and_one_for_tests_is_fast(postgres: StartPostgres) -> None:
    names = "('fsync', 'synchronous_commit')"
    settings = f"select string_agg(setting, ' ' order by name) from pg_settings where name in {names}"

    durable = postgres(durable=True)
    as_durable = await ask(durable.url, settings)
    durable.stop()
    forgetful = postgres(durable=False)

    assert as_durable == "on on"
    assert await ask(forgetful.url, settings) == "off off"


async def test_a_postgres_killed_at_work_starts_again_with_all_that_it_confirmed(postgres: StartPostgres) -> None:
    first = postgres()
    await ask(first.url, "create table kept (number int)")
    connection = await asyncpg.connect(first.url)
    await connection.execute("insert into kept values (1)")

    os.kill(first.process.pid, signal.SIGKILL)
    second = postgres()

    assert await ask(second.url, "select count(*) from kept") == 1
    connection.terminate()


async def test_a_pid_file_that_names_another_program_does_not_block_the_start(
    tmp_path: Path, postgres: StartPostgres, stranger: subprocess.Popen[bytes]
) -> None:
    first = postgres()
    first.process.kill()
    first.process.wait()
    pid_file = tmp_path / "data" / "postmaster.pid"
    pid_file.write_text("\n".join([str(stranger.pid), *pid_file.read_text().splitlines()[1:], ""]))

    second = postgres()

    assert await ask(second.url, "select 1") == 1
    assert stranger.poll() is None


def test_a_folder_in_use_is_refused_in_one_sentence(postgres: StartPostgres, valkey: StartValkey) -> None:
    postgres()
    valkey()

    with pytest.raises(EmbeddedFailure, match=r"^Postgres already runs in \S+ for process \d+ \(.*\)\.$"):
        postgres()
    with pytest.raises(EmbeddedFailure, match=r"^Valkey already runs in \S+ for process \d+ \(.*\)\.$"):
        valkey()


def test_a_busy_port_is_named_with_its_holder_before_anything_is_made(
    tmp_path: Path, postgres: StartPostgres, valkey: StartValkey
) -> None:
    ours = os.getpid()
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        with pytest.raises(EmbeddedFailure, match=f"^Port {port}, meant for Postgres, is taken by process {ours} "):
            postgres(port=port)
        with pytest.raises(EmbeddedFailure, match=f"^Port {port}, meant for Valkey, is taken by process {ours} "):
            valkey(port=port)

    assert not (tmp_path / "data").exists()


def test_a_server_listens_where_it_is_told_to_and_frees_the_port_at_the_end(valkey: StartValkey) -> None:
    port = free_port()

    server = valkey(port=port)
    busy = not port_is_free(port)
    server.stop()

    assert busy
    assert f":{port}/0" in server.url
    assert port_is_free(port)


async def test_valkey_keeps_what_it_was_given_when_it_is_meant_to(valkey: StartValkey) -> None:
    first = valkey(persistent=True)
    await put(first.url, "word", "学分")

    first.stop()
    second = valkey(persistent=True)

    assert await find(second.url, "word") == "学分"
    assert second.url == first.url


async def test_a_valkey_killed_starts_again_with_what_it_was_given(valkey: StartValkey) -> None:
    first = valkey(persistent=True)
    await put(first.url, "word", "学分")

    os.kill(first.process.pid, signal.SIGKILL)
    second = valkey(persistent=True)

    assert await find(second.url, "word") == "学分"


async def test_a_valkey_for_tests_forgets(valkey: StartValkey) -> None:
    first = valkey(persistent=False)
    await put(first.url, "word", "学分")

    first.stop()
    second = valkey(persistent=False)

    assert await find(second.url, "word") is None


async def test_valkey_asks_for_the_password_and_evicts_nothing(valkey: StartValkey) -> None:
    server = valkey()

    async with Redis.from_url(server.url, decode_responses=True) as client:
        assert (await client.config_get("maxmemory-policy"))["maxmemory-policy"] == "noeviction"
        assert (await client.config_get("bind"))["bind"] == "127.0.0.1"
    assert server.url.split(":")[2].split("@")[0] not in command_line(server.process.pid)
    async with Redis.from_url(f"redis://127.0.0.1:{server.port}/0") as stranger:
        with pytest.raises(AuthenticationError):
            await stranger.ping()


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="the kernel is asked through setpriv")
def test_servers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    starter, said = start_elsewhere(tmp_path, {**os.environ, "PYTHONPATH": str(ROOT)})
    pids = [int(word) for word in said[:2]]

    starter.kill()
    starter.wait()

    assert wait_until_gone(*pids)


async def test_what_a_killed_process_left_running_is_ended_by_the_next_start(
    tmp_path: Path, postgres: StartPostgres, valkey: StartValkey
) -> None:
    starter, said = start_elsewhere(tmp_path, tools_without(tmp_path / "bin", "setpriv"))
    pids = [int(word) for word in said[:2]]
    starter.kill()
    starter.wait()
    left_over = all(is_running(pid) for pid in pids)

    server = postgres()
    valkey()

    assert left_over
    assert wait_until_gone(*pids)
    assert await ask(server.url, "select 1") == 1


@pytest.mark.skipif(not AS_ROOT, reason="only root needs another user for Postgres")
async def test_where_namespaces_are_refused_postgres_runs_as_another_user_and_the_data_change_hands(
    tmp_path: Path, postgres: StartPostgres
) -> None:
    starter, said = start_elsewhere(tmp_path, tools_without(tmp_path / "bin", "unshare"))
    owner = owner_of(Path("/proc") / said[0])
    starter.kill()
    starter.wait()

    server = postgres()

    assert said[2] == "setpriv"
    assert owner != 0
    assert await ask(server.url, "select 1") == 1
    assert owner_of(tmp_path / "data") == owner_of(Path("/proc") / str(server.process.pid))


@pytest.mark.skipif(not AS_ROOT, reason="only root needs another user for Postgres")
def test_where_root_can_be_nobody_else_one_sentence_says_so(tmp_path: Path) -> None:
    env = tools_without(tmp_path / "bin", "unshare", "setpriv")
    (tmp_path / "closed").mkdir(mode=0o700)

    started = subprocess.run(
        [sys.executable, "-c", STARTER, str(tmp_path / "closed")], capture_output=True, text=True, env=env, check=False
    )

    assert started.returncode != 0
    assert "EmbeddedFailure: Postgres refuses to run as root, and here no other user" in started.stderr


def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    on_a_small_disk = [
        *("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"),
        'mount -t tmpfs -o size=24m none "$0" || exit 9; "$@"; code=$?; ls "$0"; exit $code',
        str(tmp_path),
    ]
    probe = [*on_a_small_disk, sys.executable, "-c", ""]
    if shutil.which("unshare") is None or subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine does not let us mount")

    started = subprocess.run(
        [*on_a_small_disk, sys.executable, "-c", STARTER, str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert re.search(
        r"EmbeddedFailure: Postgres cannot make its data in .*: No space left on device\.\n", started.stderr
    )
    assert not any(name.startswith("data") for name in started.stdout.split())
