"""Bring an embedded server up, giving the remains of the one before a few seconds to go; and take it down."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from services.platform.embedded.failures import EmbeddedFailure
from services.platform.embedded.place import Place
from services.platform.supervisor import ports, processes

# After kill -9 the port and the shared memory stay taken for more than a second.
_PATIENCE_SECONDS = 5.0
# Replaying what a crash left behind takes its time.
_START_SECONDS = 120.0
_POLL_SECONDS = 0.01
_PASSING = ("Address already in use", "shared memory block")


class Program(Protocol):
    """What differs from server to server."""

    def start(self, port: int, log: int) -> subprocess.Popen[bytes]:
        """Start the process on that port, writing to that file descriptor."""

    def is_ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        """Whether this very process answers."""

    def reason(self, lines: Sequence[str]) -> str:
        """Why it ended, from what it said."""


@dataclass(frozen=True)
class Server:
    """A running server; it also ends when the thread that started it ends.

    The address holds the password, so it is not shown with the rest.
    """

    url: str = field(repr=False)
    port: int
    process: subprocess.Popen[bytes]
    data: Path
    log: Path

    farewell: ClassVar[Sequence[tuple[signal.Signals, float]]]

    def stop(self) -> None:
        """End the server and wait for it; a second time does nothing."""
        for number, seconds in self.farewell:
            if self.process.poll() is not None:
                return
            self.process.send_signal(number)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def launch(program: Program, place: Place, *, port: int | None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and return when it is ready, with the port it took."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    log = processes.open_log(place.log)
    try:
        while True:
            chosen = place.remembered_port() if port is None else port
            said = place.log.stat().st_size
            process = program.start(chosen, log)
            if _becomes_ready(program, place, process, chosen):
                place.remember_port(chosen)
                return process, chosen
            lines = processes.lines_of(place.log, since=said)
            passes = any(passing in line for line in lines for passing in _PASSING)
            if not passes or time.monotonic() > deadline:
                reason = program.reason(lines) if lines else "it says nothing"
                raise EmbeddedFailure(f"{place.name} does not start in {place.folder}: {processes.shorten(reason)}.")
            time.sleep(0.2)
    finally:
        os.close(log)


def await_port(place: Place, port: int) -> None:
    """Return when the port is free; while another program listens there, or nobody knows who for too long, refuse."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not ports.port_is_free(port):
        holder = ports.find_holder(port)
        is_stranger = holder is not None and processes.program_of(holder) != place.program
        if is_stranger or time.monotonic() > deadline:
            raise EmbeddedFailure(f"Port {port}, meant for {place.name}, is taken by {ports.describe_holder(port)}.")
        time.sleep(0.05)


def _becomes_ready(program: Program, place: Place, process: subprocess.Popen[bytes], port: int) -> bool:
    """Whether it got ready before it ended; what interrupts the wait ends it."""
    with ended_on_error(process):
        place.note(process.pid)
        deadline = time.monotonic() + _START_SECONDS
        while process.poll() is None:
            if program.is_ready(process, port):
                return True
            if time.monotonic() > deadline:
                raise EmbeddedFailure(f"{place.name} is not ready after {_START_SECONDS:.0f} seconds; see {place.log}.")
            time.sleep(_POLL_SECONDS)
    return False


@contextmanager
def ended_on_error(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Leave no process behind where the work with it does not come to its end."""
    try:
        yield
    except BaseException:
        process.kill()
        process.wait()
        raise
