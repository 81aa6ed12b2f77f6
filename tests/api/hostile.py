"""What a service may be sent by who means it ill, and what every answer to it has in common."""

import copy
import gc
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize
from time import process_time
from typing import Any, Final

import httpx

from services.platform.patience import LONGEST_SECONDS

Field = tuple[str, ...]
"""Where a field of a body lies, such as ('meetings', '0', 'hours')."""

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

    async def attempt(self, answering: Awaitable[httpx.Response], *, told: str) -> httpx.Response:
        began = process_time()
        answer = await answering
        self.slowest = max(self.slowest, (process_time() - began, told))
        self.requests += 1
        demand_sound(answer, told=told)
        return answer

    def demand_modest(self) -> None:
        """Nothing that was sent kept the one event loop, in which a time that is up is not even seen, or the memory."""
        grown = resident_mib() - self.began_mib
        assert self.slowest[0] < LONGEST_SECONDS, self.slowest
        assert grown < self.most_mib, f"{grown:.0f} MiB after {self.requests} requests"


def resident_mib() -> float:
    """What this process holds of the machine's memory, without what nobody refers to any more."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 1_048_576


async def put_into_every_field(
    part: str, value: Any, send: Callable[[str, Any], Awaitable[httpx.Response]], hostile: Sequence[Any]
) -> None:
    """Send a part of a request, its "body" or its "query", with every hostile value in every field of it.

    Fields beside each other get a value together. Whichever of them the answer names as wrong would be refused alone
    just so, before anything is done; every other gets it alone, for only so does the value reach what it is for.
    """
    for fields in _beside_each_other(value):
        for one in hostile:
            told = f"{part} = {str(one)[:30]} in "
            answer = await send(f"{told}{len(fields)} fields", _replaced(value, fields, one))
            wrong = _wrong_fields(part, answer)
            for field in fields if len(fields) > 1 else ():
                if not any(place[: len(field)] == field for place in wrong):
                    await send(told + "/".join(field), _replaced(value, [field], one))


def _wrong_fields(part: str, answer: httpx.Response) -> list[Field]:
    if answer.status_code != 422:
        return []
    places = (tuple(fault["pointer"].split("/")[1:]) for fault in answer.json().get("errors", []))
    return [place[1:] for place in places if place[0] == part]


def _beside_each_other(value: Any) -> list[list[Field]]:
    """The fields of a body by how deep they lie: none is within another of its list. Of a list the first item."""
    found: list[list[Field]] = []
    within: list[tuple[Field, Any]] = [((), value)]
    while within:
        within = [((*field, name), inner) for field, node in within for name, inner in _inner_of(node)]
        found.append([field for field, _ in within])
    return found[:-1]


def _inner_of(node: Any) -> list[tuple[str, Any]]:
    if isinstance(node, dict):
        return list(node.items())
    return [("0", node[0])] if isinstance(node, list) and node else []


def _replaced(value: Any, fields: Sequence[Field], new: Any) -> Any:
    body = copy.deepcopy(value)
    for field in fields:
        node = body
        for name in field[:-1]:
            node = node[int(name) if isinstance(node, list) else name]
        node[int(field[-1]) if isinstance(node, list) else field[-1]] = new
    return body
