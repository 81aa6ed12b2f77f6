"""What a service may be sent by who means it ill, and what every answer to it has in common."""

import copy
import uuid
from collections.abc import Iterator
from typing import Any, Final

import httpx

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
