"""Processes of this machine: how to start them tied to us, recognise them, and end them."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

PROC = Path("/proc")
_LONGEST_LINE = 300


def tied_to_us(command: Sequence[str], *, by: signal.Signals = signal.SIGTERM) -> list[str]:
    """The command so that its process is signalled when the thread that starts it ends, even by kill -9.

    Where the kernel or the tools do not offer that, the command as it is: the next start looks for what was left over.
    """
    prefix = ["setpriv", "--pdeathsig", by.name.removeprefix("SIG"), "--"]
    return [*prefix, *command] if can_run(prefix) else list(command)


def can_run(prefix: Sequence[str]) -> bool:
    """Whether this machine lets us put these words before a command."""
    if shutil.which(prefix[0]) is None:
        return False
    trial = subprocess.run(  # noqa: S603 - our own words
        [*prefix, "true"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return trial.returncode == 0


def list_processes() -> list[int]:
    """Every process we can see; none where there is no /proc."""
    if not PROC.is_dir():
        return []
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()]


def words_of(pid: int) -> list[str]:
    """The command line of a process; empty when it is gone or a zombie."""
    return _strings(pid, "cmdline")


def environment_of(pid: int) -> list[str]:
    """The NAME=value pairs a process was started with; empty when it is gone or not ours to see."""
    return _strings(pid, "environ")


def _strings(pid: int, entry: str) -> list[str]:
    try:
        content = (PROC / str(pid) / entry).read_bytes()
    except OSError:
        return []
    return [word.decode(errors="replace") for word in content.split(b"\0") if word]


def program_of(pid: int) -> str:
    """The name of the file a process runs; empty when it is gone or not ours to see."""
    return link_of(PROC / str(pid) / "exe").removesuffix(" (deleted)").rpartition("/")[2]


def folder_of(pid: int) -> str:
    """The folder a process stands in; empty when it is gone or not ours to see."""
    return link_of(PROC / str(pid) / "cwd")


def link_of(entry: Path) -> str:
    """Where a link of /proc points; empty when it is gone or not ours to see."""
    try:
        return str(entry.readlink())
    except OSError:
        return ""


def parent_of(pid: int) -> int | None:
    """The process that started this one, or whoever adopted it since."""
    try:
        status = (PROC / str(pid) / "status").read_text(errors="replace")
    except OSError:
        return None
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid:")), None)


def is_alive(pid: int) -> bool:
    """Whether it still runs; a zombie does not."""
    return bool(words_of(pid)) if PROC.is_dir() else _answers(pid)


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def describe(pid: int) -> str:
    """A process in words for the person at the terminal."""
    words = " ".join(words_of(pid))
    return f"process {pid} ({shorten(words)})" if words else f"process {pid}"


def send(pid: int, number: signal.Signals) -> None:
    """Signal a process that may be gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def end_all(pids: Iterable[int], *, first: signal.Signals, seconds: float) -> None:
    """Ask these processes to end, and kill what has not ended by then."""
    remaining = list(pids)
    for number, patience in ((first, seconds), (signal.SIGKILL, seconds)):
        for pid in remaining:
            send(pid, number)
        deadline = time.monotonic() + patience
        while (remaining := [pid for pid in remaining if is_alive(pid)]) and time.monotonic() < deadline:
            time.sleep(0.02)
        if not remaining:
            return


def open_log(path: Path) -> int:
    """A fresh log for a start, as a file descriptor; the log of the start before is kept beside it as `.1`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.replace(path.with_name(f"{path.name}.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)


def lines_of(log: Path, *, since: int = 0) -> list[str]:
    """What a log says from that byte on, without empty lines; of a long log, its end."""
    try:
        with log.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(since, size - 65536))
            content = stream.read()
    except OSError:
        return []
    return [line.strip() for line in content.decode(errors="replace").splitlines() if line.strip()]


def shorten(line: str) -> str:
    """A line that fits into a sentence."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}..."
