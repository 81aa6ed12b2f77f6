"""The supervisor: what it says before, while and after its children run, and that it leaves none behind."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.platform.embedded import free_port, port_is_free
from services.platform.supervisor import (
    AlreadySupervised,
    CannotStart,
    Child,
    ChildDied,
    Interrupted,
    NotReady,
    PortTaken,
    Supervisor,
    SupervisorFailure,
)

ROOT = Path(__file__).parents[2]
# Supervises the commands given as JSON, says when they are ready, and why it stopped.
SUPERVISE = """
import asyncio, json, sys
from pathlib import Path
from services.platform.supervisor import Child, Supervisor, SupervisorFailure

async def main():
    async with Supervisor(Path(sys.argv[1])) as supervisor:
        await supervisor.start([Child(**child) for child in json.loads(sys.argv[2])])
        await supervisor.wait_ready(20)
        print("ready", flush=True)
        print((await supervisor.watch()).name, flush=True)

try:
    asyncio.run(main())
except SupervisorFailure as failure:
    sys.exit(str(failure))
"""
PAGE = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ready"})
"""
TASKS = """
import dramatiq
from dramatiq.brokers.stub import StubBroker
dramatiq.set_broker(StubBroker())
"""
# Answers 503 the first time, 200 from then on.
SLOW_TO_WAKE = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    asked = 0
    def do_GET(self):
        Page.asked += 1
        self.send_response(503 if Page.asked == 1 else 200)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""


def shell(name: str, script: str, **more: object) -> Child:
    return Child(name=name, argv=["sh", "-c", script], **more)  # type: ignore[arg-type]  # the fields of Child


def diary(name: str, page: Path) -> Child:
    """A child that writes down when it starts and when it is told to stop."""
    stop = f"echo {name} stops >> {page}; exit 0"
    return shell(name, f"trap '{stop}' TERM; echo {name} starts >> {page}; while :; do sleep 0.01; done")


def deaf(name: str = "deaf", **more: object) -> Child:
    """A child that does not hear when it is told to stop."""
    return shell(name, "trap '' TERM; echo there; while :; do sleep 0.05; done", **more)


def list_marked(folder: Path) -> list[int]:
    """Every process started from a supervisor of this folder, at whatever remove."""
    mark = f"SUPERVISED_FROM={folder}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


async def until_said(log: Path, words: str) -> None:
    async with asyncio.timeout(5):
        while words not in read(log):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.01)


async def supervise(folder: Path, *children: Child) -> None:
    """Until one of them dies."""
    async with Supervisor(folder) as supervisor:
        await supervisor.start(children)
        await supervisor.watch()


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def becomes(expected: Callable[[], bool]) -> bool:
    """Whether it comes true before anybody loses patience."""
    deadline = time.monotonic() + 8
    while not (true := expected()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return true


@contextmanager
def supervised_elsewhere(folder: Path, *children: dict[str, object], **env: str) -> Iterator[subprocess.Popen[str]]:
    """A supervisor in a process of its own, from when its children are ready."""
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, str(folder), json.dumps(children)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def sleeper(name: str = "sleeper") -> dict[str, object]:
    return {"name": name, "argv": [sys.executable, "-c", "import time; time.sleep(60)"]}


def real_children(folder: Path) -> Sequence[dict[str, object]]:
    """A service and a worker as they are really run."""
    (folder / "page.py").write_text(PAGE)
    (folder / "tasks.py").write_text(TASKS)
    port = free_port()
    where = {"PYTHONPATH": str(folder)}
    page = [sys.executable, "-m", "uvicorn", "page:app", "--port", str(port), "--lifespan", "off"]
    tasks = [sys.executable, "-m", "dramatiq", "tasks", "--processes", "2", "--threads", "1"]
    return (
        {"name": "page", "argv": page, "port": port, "env": where},
        {"name": "tasks", "argv": tasks, "env": where},
    )


async def test_children_start_in_order_and_stop_in_reverse(tmp_path: Path) -> None:
    page = tmp_path / "diary"

    async with Supervisor(tmp_path) as supervisor:
        for name in ("first", "second", "third"):
            await supervisor.start([diary(name, page)])
            await until_said(page, f"{name} starts")

    starts = ["first starts", "second starts", "third starts"]
    assert read(page).splitlines() == [*starts, "third stops", "second stops", "first stops"]
    assert list_marked(tmp_path) == []


async def test_a_child_is_ready_when_it_says_so_and_not_before(tmp_path: Path) -> None:
    port = free_port()

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([Child("waker", [sys.executable, "-c", SLOW_TO_WAKE, str(port)], port=port)])
        await supervisor.wait_ready(10)

    answers = [line for line in read(tmp_path / "log" / "waker.log").splitlines() if "GET /readyz" in line]
    assert [line.split()[-2] for line in answers] == ["503", "200"]
    assert port_is_free(port)


async def test_a_child_without_a_page_is_ready_when_it_listens(tmp_path: Path) -> None:
    port = free_port()
    listen = f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(60)"

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([Child("listener", [sys.executable, "-c", listen], port=port, ready_path=None)])
        await supervisor.wait_ready(10)

        assert not port_is_free(port)


async def test_a_child_that_never_answers_is_named_with_its_last_words(tmp_path: Path) -> None:
    late = shell("late", "echo still thinking; sleep 60", port=free_port())

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([late])
        with pytest.raises(NotReady, match=r"^late is not ready after 0\.3 seconds; its last words: still thinking \("):
            await supervisor.wait_ready(0.3)


async def test_a_busy_port_is_said_with_its_holder_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        page = tmp_path / "diary"

        async with Supervisor(tmp_path) as supervisor:
            with pytest.raises(PortTaken) as taken:
                await supervisor.start([diary("first", page), shell("second", "sleep 60", port=port)])

    assert str(taken.value).startswith(f"Port {port}, meant for second, is taken by process {os.getpid()} (")
    assert read(page) == ""


async def test_two_children_cannot_have_one_port(tmp_path: Path) -> None:
    port = free_port()

    async with Supervisor(tmp_path) as supervisor:
        with pytest.raises(PortTaken, match=f"^Port {port}, meant for second, is taken by first: "):
            await supervisor.start([shell(name, "sleep 60", port=port) for name in ("first", "second")])


async def test_a_dead_child_is_one_sentence_and_the_others_are_stopped(tmp_path: Path) -> None:
    page = tmp_path / "diary"
    wait = f"until [ -s {page} ]; do sleep 0.01; done"
    mortal = shell("mortal", f"{wait}; echo all is well; echo 'no such table' >&2; exit 3")

    with pytest.raises(ChildDied) as died:
        await supervise(tmp_path, diary("other", page), mortal)

    log = tmp_path / "log" / "mortal.log"
    assert str(died.value) == f"mortal ended with exit code 3; its last words: no such table (log: {log})."
    assert (died.value.name, died.value.exit_code) == ("mortal", 3)
    assert read(page).splitlines() == ["other starts", "other stops"]
    assert list_marked(tmp_path) == []


async def test_a_killed_child_is_said_to_be_killed(tmp_path: Path) -> None:
    with pytest.raises(ChildDied, match=r"^victim was killed by SIGKILL; it said nothing "):
        await supervise(tmp_path, shell("victim", "kill -KILL $$"))


async def test_a_program_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises((ChildDied, CannotStart), match=r"^ghost .*no-such-program.*No such file"):
        await supervise(tmp_path, Child("ghost", ["no-such-program"]))


async def test_a_child_that_does_not_hear_is_killed_in_time_and_so_are_its_children(tmp_path: Path) -> None:
    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([deaf(stop_seconds=0.2)])
        await until_said(tmp_path / "log" / "deaf.log", "there")
        began = time.monotonic()

    assert 0.2 <= time.monotonic() - began < 2
    assert list_marked(tmp_path) == []


async def test_a_child_of_a_child_is_ended_even_in_a_session_of_its_own(tmp_path: Path) -> None:
    if shutil.which("setsid") is None:
        pytest.skip("there is no setsid here")

    with pytest.raises(ChildDied):
        await supervise(tmp_path, shell("parent", "setsid sleep 60 & sleep 0.1; exit 1"))

    assert list_marked(tmp_path) == []


async def test_stopping_is_bounded_even_when_it_is_given_up(tmp_path: Path) -> None:
    async def supervise() -> None:
        async with Supervisor(tmp_path) as supervisor:
            await supervisor.start([deaf()])
            await until_said(tmp_path / "log" / "deaf.log", "there")

    task = asyncio.create_task(supervise())
    await until_said(tmp_path / "log" / "deaf.log", "there")
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert list_marked(tmp_path) == []


async def test_work_is_done_while_the_children_live_and_given_up_when_one_dies(tmp_path: Path) -> None:
    async def answer() -> int:
        await asyncio.sleep(0.01)
        return 42

    async def fail() -> None:
        await asyncio.sleep(0.1)
        raise ConnectionError("nobody answers")

    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start([shell("steady", "sleep 60")])
        assert await supervisor.alongside(answer()) == 42
        with pytest.raises(ConnectionError):
            await supervisor.alongside(fail())

        await supervisor.start([shell("mortal", "sleep 0.1; exit 1")])
        with pytest.raises(ChildDied, match=r"^mortal ended with exit code 1"):
            await supervisor.alongside(asyncio.sleep(60))


async def test_a_process_of_somebody_else_is_watched_but_not_stopped(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text("out of memory\n")
    with subprocess.Popen(["sleep", "60"]) as server:  # noqa: ASYNC220 - the server of somebody else
        async with Supervisor(tmp_path) as supervisor:
            supervisor.adopt("server", server, log)
            await supervisor.alongside(asyncio.sleep(0))
        survives = server.poll() is None

        async with Supervisor(tmp_path) as supervisor:
            supervisor.adopt("server", server, log)
            server.kill()
            with pytest.raises(ChildDied, match=r"^server was killed by SIGKILL; its last words: out of memory"):
                await supervisor.watch()

    assert survives


async def test_the_log_of_the_run_before_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    log = tmp_path / "log" / "speaker.log"
    for word in ("yesterday", "today"):
        async with Supervisor(tmp_path) as supervisor:
            await supervisor.start([shell("speaker", f"echo {word}; sleep 60")])
            await until_said(log, word)

    assert read(log) == "today\n"
    assert read(log.with_name("speaker.log.1")) == "yesterday\n"


async def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SupervisorFailure, match=r"file cannot be used: "):
        async with Supervisor(tmp_path / "file"):
            pass


async def test_a_second_supervisor_of_the_same_folder_is_refused(tmp_path: Path) -> None:
    async with Supervisor(tmp_path):
        with pytest.raises(AlreadySupervised, match=f" is in use by another run, process {os.getpid()} "):
            async with Supervisor(tmp_path):
                pass

    async with Supervisor(tmp_path):
        pass


async def test_a_signal_gives_up_the_work_and_the_old_handlers_come_back(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)

    async with Supervisor(tmp_path) as supervisor:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Interrupted, match=r"^Stopped by SIGTERM\.$"):
            await supervisor.alongside(asyncio.sleep(60))

    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with supervised_elsewhere(tmp_path, sleeper()) as supervisor:
        supervisor.send_signal(number)
        said, complained = supervisor.communicate(timeout=8)

    assert (supervisor.returncode, said, complained) == (0, f"{number.name}\n", "")
    assert list_marked(tmp_path) == []


def test_asked_twice_at_the_terminal_it_does_not_wait_for_the_deaf(tmp_path: Path) -> None:
    deaf_child = deaf()
    with supervised_elsewhere(tmp_path, {"name": "deaf", "argv": deaf_child.argv}) as supervisor:
        deafened = becomes(lambda: "there" in read(tmp_path / "log" / "deaf.log"))
        supervisor.send_signal(signal.SIGINT)
        assert supervisor.stdout is not None
        said = supervisor.stdout.readline()
        began = time.monotonic()
        supervisor.send_signal(signal.SIGINT)
        supervisor.communicate(timeout=8)

    assert (deafened, said, supervisor.returncode) == (True, "SIGINT\n", 0)
    assert time.monotonic() - began < 3
    assert list_marked(tmp_path) == []


def test_a_dead_child_makes_the_exit_code(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, {"name": "mortal", "argv": ["sh", "-c", "sleep 0.3; exit 7"]}) as supervisor:
        _, complained = supervisor.communicate(timeout=8)

    assert supervisor.returncode == 1
    assert complained.startswith("mortal ended with exit code 7; it said nothing ")


def test_a_service_and_a_worker_with_its_forks_stop_cleanly(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, *real_children(tmp_path)) as supervisor:
        forked = becomes(lambda: read(tmp_path / "log" / "tasks.log").count("is ready for action") == 2)
        supervisor.terminate()
        _, complained = supervisor.communicate(timeout=15)

    assert forked
    assert (supervisor.returncode, complained) == (0, "")
    assert "Finished server process" in read(tmp_path / "log" / "page.log")
    assert list_marked(tmp_path) == []


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="the kernel is asked through setpriv")
def test_killed_it_leaves_no_orphan_not_even_a_fork_of_a_worker(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, *real_children(tmp_path)) as supervisor:
        forked = becomes(lambda: read(tmp_path / "log" / "tasks.log").count("is ready for action") == 2)
        running = len(list_marked(tmp_path))
        supervisor.kill()
        supervisor.wait()

        assert becomes(lambda: list_marked(tmp_path) == [])

    assert forked
    assert running >= 4


async def test_what_a_killed_supervisor_left_over_is_ended_by_the_next(tmp_path: Path) -> None:
    with supervised_elsewhere(tmp_path, sleeper(), PATH=str(tmp_path)) as before:
        before.kill()
        before.wait()
        left_over = list_marked(tmp_path)

        async with Supervisor(tmp_path):
            remaining = list_marked(tmp_path)

    assert len(left_over) == 1
    assert remaining == []
