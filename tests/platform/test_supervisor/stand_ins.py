"""Children to be supervised, a supervisor in another process, and what is left of them."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from services.platform.embedded import free_port
from services.platform.supervisor import (
    Child,
    Supervisor,
)

ROOT = Path(__file__).parents[3]
# Supervises the commands given as JSON, says when they are ready, and why it stopped.
SUPERVISE = """
import asyncio, json, sys
from pathlib import Path
from services.platform.supervisor import Child, Supervisor, SupervisorFailure

async def main():
    async with Supervisor(Path(sys.argv[1])) as supervisor:
        await supervisor.start([Child(**child) for child in json.loads(sys.argv[2])])
        await supervisor.wait_ready(40)
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
    return shell(name, "trap '' TERM; echo there; sleep 60; exit", **more)


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
    async with asyncio.timeout(40):
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
    deadline = time.monotonic() + 40
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
