"""A small disk for the database alone, which can be filled; it is gone with the last process that sees it."""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.platform.embedded import Postgres, start_postgres

_MOUNT = ("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs")
# Linux's number for mounts that only this process and its children see.
_NEW_MOUNTS = 0x00020000


@dataclass(frozen=True)
class Disk:
    """Where the database's tables lie. What it writes ahead lies elsewhere, as is wise."""

    folder: Path

    @contextmanager
    def filled(self) -> Iterator[None]:
        """No room is left, to the last byte."""
        ballast = self.folder / "ballast"
        with ballast.open("wb") as file:
            free = os.statvfs(self.folder)
            os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize)
        try:
            yield
        finally:
            ballast.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk | None]:
    """A disk in a folder that is not there yet; None where there is none to be had.

    To be asked for before there are threads: it is seen by those that come after.
    """
    if not _may_mount():
        yield None
        return
    folder.mkdir(parents=True)
    mounted = subprocess.run([*_MOUNT, str(folder)], capture_output=True, check=False).returncode == 0
    try:
        yield Disk(folder) if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _may_mount() -> bool:
    if os.geteuid() != 0 or ctypes.CDLL(None).unshare(_NEW_MOUNTS) != 0:
        return False
    return subprocess.run(["mount", "--make-rprivate", "/"], capture_output=True, check=False).returncode == 0


def start_on(disk: Disk, *, elsewhere: Path) -> Postgres:
    """A new server on the disk; what it writes ahead, and what it tells, goes to another folder."""
    log, wal = elsewhere / "log", elsewhere / "wal"
    log.mkdir(parents=True)
    (disk.folder / "log").symlink_to(log)
    start_postgres(disk.folder, durable=True).stop()
    beside = disk.folder / "data" / "pg_wal"
    subprocess.run(["cp", "--archive", str(beside), str(wal)], check=True)
    subprocess.run(["rm", "-r", str(beside)], check=True)
    beside.symlink_to(wal)
    return start_postgres(disk.folder, durable=True)
