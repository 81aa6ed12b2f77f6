"""A child process: how it is started, asked whether it is ready, and stopped."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from services.platform.supervisor import ports, processes
from services.platform.supervisor.failures import CannotStart, ChildDied

_ANSWER_SECONDS = 2.0


@dataclass(frozen=True)
class Child:
    """A process to be started; `env` is added to our own environment.

    One with a port is ready when `GET ready_path` there is answered with 200, or, without a path, when it listens.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    port: int | None = None
    ready_path: str | None = "/readyz"
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0


@dataclass(frozen=True)
class Running:
    """A process that we watch."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def raise_if_dead(self) -> None:
        exit_code = self.process.poll()
        if exit_code is not None:
            raise ChildDied(self.name, exit_code, self.last_line(), self.log)

    def last_line(self) -> str:
        return processes.shorten("".join(processes.lines_of(self.log)[-1:]))


@dataclass(frozen=True)
class RunningChild(Running):
    """A process that we started and shall stop."""

    child: Child

    async def is_ready(self) -> bool:
        """Whether it answers; one without a port need only live."""
        return self.child.port is None or await _answers(self.child.port, self.child.ready_path)

    def kill(self) -> None:
        """End it and all of its own children at once, and wait for it."""
        if self.process.poll() is None:
            # It leads a group of its own, whose number nobody else can have while it is not waited for.
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start_child(child: Child, *, log: Path, mark: str) -> RunningChild:
    """Start a child in a session of its own: Ctrl-C at the terminal is for us alone.

    It is signalled when we die, and carries the mark by which a later start finds it if it lives on.
    """
    name, _, value = mark.partition("=")
    try:
        output = processes.open_log(log)
        try:
            process = subprocess.Popen(  # noqa: S603 - our own words
                processes.tied_to_us(child.argv, by=child.stop_signal),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **child.env, name: value},
                start_new_session=True,
            )
        finally:
            os.close(output)
    except OSError as error:
        raise CannotStart(child.name, error) from error
    return RunningChild(name=child.name, process=process, log=log, child=child)


async def _answers(port: int, path: str | None) -> bool:
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(ports.LOCALHOST, port)
            try:
                if path is None:
                    return True
                writer.write(f"GET {path} HTTP/1.0\r\nHost: {ports.LOCALHOST}\r\n\r\n".encode())
                status = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
    return status.split()[1:2] == [b"200"]
