"""Ports of this machine: which are free, and who holds the others."""

import os
import random
import socket

from services.platform.supervisor import processes

LOCALHOST = "127.0.0.1"
# Below the range from which the kernel takes the near end of outgoing connections: nobody takes it in passing.
_LOWEST, _HIGHEST = 20_000, 32_000
_LISTENING = "0A"


def port_is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port where nobody listens now; random, so that two who ask at once hardly get the same."""
    dice = random.SystemRandom()
    while not port_is_free(port := dice.randrange(_LOWEST, _HIGHEST)):
        pass
    return port


def find_holder(port: int) -> int | None:
    """The process that listens on a port, if it is ours to see."""
    sockets = _listening_sockets(port)
    seen = [*processes.list_processes(), os.getpid()] if sockets else []
    return next((pid for pid in seen if sockets & _open_files(pid)), None)


def describe_holder(port: int) -> str:
    """Who holds a port, in words for the person at the terminal."""
    holder = find_holder(port)
    return "another program" if holder is None else processes.describe(holder)


def _listening_sockets(port: int) -> set[str]:
    found = set()
    for table in ("tcp", "tcp6"):
        try:
            rows = (processes.PROC / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            _, address, _, state, *_, inode = row.split()[:10]
            if state == _LISTENING and int(address.rpartition(":")[2], 16) == port:
                found.add(f"socket:[{inode}]")
    return found


def _open_files(pid: int) -> set[str]:
    try:
        return {processes.link_of(entry) for entry in (processes.PROC / str(pid) / "fd").iterdir()}
    except OSError:
        return set()
