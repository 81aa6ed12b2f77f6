"""The folder an embedded server keeps between runs: its data, password, port, log, and who runs it."""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.platform.embedded.failures import EmbeddedFailure
from services.platform.supervisor import ports, processes

# A server's first instants, before it is itself.
_WRAPPERS = ("unshare", "setpriv")
# A server that was killed just now can still be seen for a moment.
_DYING_SECONDS = 1.0


@dataclass(frozen=True)
class Place:
    """One server's share of a folder; `name` is how people call it, `program` how the kernel does."""

    folder: Path
    name: str
    program: str
    data: Path

    @property
    def log(self) -> Path:
        return self.folder / "log" / f"{self.name.lower()}.log"

    def file(self, kind: str) -> Path:
        return self.folder / f"{self.name.lower()}.{kind}"

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Only one start at a time; what the disk refuses becomes a sentence."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.file("lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            where = error.filename or self.folder
            raise EmbeddedFailure(f"{self.name} cannot use {where}: {error.strerror}.") from error

    def password(self) -> str:
        """The password of this folder, made on first use and readable by its owner only."""
        path = self.file("password")
        if not path.exists():
            making = path.with_suffix(".making")
            making.unlink(missing_ok=True)
            with open(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(24))
            making.replace(path)
        return path.read_text().strip()

    def remembered_port(self) -> int:
        """The port of the last start if it is free, else another that is."""
        try:
            port = int(self.file("port").read_text())
        except (FileNotFoundError, ValueError):
            return ports.free_port()
        return port if ports.port_is_free(port) else ports.free_port()

    def remember_port(self, port: int) -> None:
        self.file("port").write_text(f"{port}\n")

    def note(self, pid: int) -> None:
        """Write down which process is the server, and that we are its parent."""
        self.file("pid").write_text(f"{pid} {os.getpid()}\n")

    def list_left_over(self) -> list[int]:
        """The server's processes that still run although who started them is gone.

        While the one who started the server lives, it is in use, and that is a failure.
        """
        deadline = time.monotonic() + _DYING_SECONDS
        while True:
            found = [pid for pid in processes.list_processes() if self._is_ours(pid)]
            server, owner = self._noted()
            if server not in found or processes.parent_of(server) != owner:
                return found
            if time.monotonic() > deadline:
                raise EmbeddedFailure(f"{self.name} already runs in {self.folder} for {processes.describe(owner)}.")
            time.sleep(0.02)

    def _noted(self) -> tuple[int, int]:
        try:
            server, owner = self.file("pid").read_text().split()
            return int(server), int(owner)
        except (FileNotFoundError, ValueError):
            return 0, 0

    def _is_ours(self, pid: int) -> bool:
        words = processes.words_of(pid)
        program = processes.program_of(pid) or "".join(words[:1]).rpartition("/")[2]
        stands_there = processes.folder_of(pid) == str(self.data) or str(self.data) in words
        return program in (self.program, *_WRAPPERS) and stands_there
