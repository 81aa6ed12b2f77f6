"""What a service may be sent by who means it ill, and what every answer to it has in common."""

import copy
import gc
import uuid
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize
from time import process_time
from typing import Any, Final

import httpx

from services.platform.patience import LONGEST_SECONDS

# An invented person: whatever field it is put into, no answer may repeat it.
CANARY: Final = "341825198001010036"
HOSTILE_VALUES: Final[tuple[Any, ...]] = (
    CANARY,
    "",
    "a" * 5_000,
    "a\u202eb",
    "\U00020000" * 300,
    "../../etc/passwd",
    "' or 1=1 --",
    -1,
    0,
    2**63,
    10**30,
    1.5,
    True,
    None,
    [],
    {},
    [[[[]]]],
    "1e1000000",
    "NaN",
    "0001-01-01",
    "9999-12-31T23:59:59+14:00",
    "00000000-0000-0000-0000-000000000000",
)
HOSTILE_BODIES: Final = (
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b"\xff\xfe",
    b'{"a": 1, "a": 2}',
    b'{"a": NaN}',
    b'{"a": 1e999}',
    b'{"a": "\\u0000"}',
    b'{"a": "\\ud800"}',
    b"[" * 900 + b"]" * 900,
)
HOSTILE_QUERIES: Final = ("-1", "1e9", "9" * 40, "abc", "\x00", CANARY, "1_000")
HOSTILE_IDS: Final = (
    "not-an-id",
    "00000000-0000-0000-0000-000000000000",
    str(uuid.uuid4()),
    str(uuid.uuid4()).upper(),
    "%00",
    "a" * 3000,
)


def demand_sound(response: httpx.Response, *, told: str) -> None:
    """Never a 500, every refusal a problem document, and the canary nowhere."""
    assert response.status_code < 500, f"{told}: {response.text[:500]}"
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json", told
        assert response.json()["type"].startswith("urn:xuefen:problem:"), told
        assert CANARY not in response.text, told


@dataclass
class Ordeal:
    """All that is tried on a service: each answer sound and in time, and the process no larger for it."""

    most_mib: float
    requests: int = 0
    slowest: tuple[float, str] = (0.0, "")
    began_mib: float = 0.0

    def begin(self) -> None:
        self.began_mib = resident_mib()

    async def attempt(self, answer: Awaitable[httpx.Response], *, told: str) -> None:
        began = process_time()
        demand_sound(await answer, told=told)
        self.slowest = max(self.slowest, (process_time() - began, told))
        self.requests += 1

    def demand_modest(self) -> None:
        """Nothing that was sent kept the one event loop, in which a time that is up is not even seen, or the memory."""
        grown = resident_mib() - self.began_mib
        assert self.slowest[0] < LONGEST_SECONDS, self.slowest
        assert grown < self.most_mib, f"{grown:.0f} MiB after {self.requests} requests"


def resident_mib() -> float:
    """What this process holds of the machine's memory, without what nobody refers to any more."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 1_048_576


def with_hostile_fields(value: Any) -> Iterator[tuple[str, Any]]:
    """The body with one field after another replaced, taken away or joined by an unknown one."""

    def walk(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if path:
            yield path
        if isinstance(node, dict):
            for key, inner in node.items():
                yield from walk(inner, (*path, key))
        elif isinstance(node, list) and node:
            yield from walk(node[0], (*path, 0))

    def replaced(path: tuple[Any, ...], new: Any) -> Any:
        body = copy.deepcopy(value)
        node = body
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = new
        return body

    for path in walk(value, ()):
        told = "/".join(map(str, path))
        for hostile in HOSTILE_VALUES:
            yield f"{told}={str(hostile)[:30]}", replaced(path, hostile)
    if isinstance(value, dict):
        yield "unknown field", {**value, CANARY: CANARY}
