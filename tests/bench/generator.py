"""The load: a process of its own that sends requests over many connections and tells what became of each.

    python -m tests.bench.generator ORDERS

reads a JSON file of orders, waits for a line on its input, sends, and prints one JSON line of findings. Requests are
written ahead, those of check-ins but for the code, which turns every ten seconds.
"""

import asyncio
import json
import sys
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import uvloop

from services.attendance.rules import STEP, Codes, Phase
from services.platform.crypto import derive

_TICK = 0.005


@dataclass(frozen=True, slots=True)
class Check:
    """One request to be sent: a check-in but for the code and what depends on it, or all of it."""

    index: int
    head: bytes
    district_id: int = 0
    meeting_id: UUID | None = None
    """None where the request is whole."""


@dataclass(slots=True)
class Heard:
    """What was answered, by the number of the check-in."""

    acknowledged: list[int] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    """Of those acknowledged, in the order of the answers."""
    at: list[float] = field(default_factory=list)
    """When they were acknowledged, since the start."""
    without_retry_after: int = 0
    broken: int = 0
    unsent: int = 0


class Phone(asyncio.Protocol):
    """One connection, kept open; one request at a time."""

    def __init__(self, crowd: "Crowd", port: int) -> None:
        self._crowd = crowd
        self.port = port
        self._transport: asyncio.Transport | None = None
        self._answer = b""
        self.check: Check | None = None
        self.sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's own transports are no subclass of asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def send(self, check: Check, request: bytes, *, since: float) -> None:
        if self._transport is None:
            raise RuntimeError("not connected")
        self.check, self.sent_at = check, since
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        answer = self._answer + data if self._answer else data
        body = answer.find(b"\r\n\r\n") + 4
        # The server under test says its names in small letters; whoever does not is never heard to the end.
        length = answer.find(b"content-length: ", 0, body) + 16
        if body < 4 or length < 16 or len(answer) < body + int(answer[length : answer.find(b"\r", length)]):
            self._answer = answer
            return
        self._answer = b""
        status = int(answer[9:12])
        self._crowd.heard(self, status, retry_after=status == 503 and b"retry-after: " in answer)

    def connection_lost(self, exc: Exception | None) -> None:
        self._crowd.lost(self)

    def hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()


class Crowd:
    """Sends everything there is, as fast as it is answered or at a rate."""

    def __init__(self, checks: Sequence[Check], codes: Codes, *, again: bool) -> None:
        self._waiting = deque(checks)
        self._codes = codes
        self._again = again
        self._bodies: dict[tuple[UUID, int], bytes] = {}
        self.told = Heard()
        self._idle: deque[Phone] = deque()
        self._phones: set[Phone] = set()
        self._out = 0
        self._began = 0.0
        self._done = asyncio.Event()
        self._open_loop = False
        self._closing = False

    async def connect(self, ports: Sequence[int], connections: int) -> None:
        loop = asyncio.get_running_loop()
        for number in range(connections):
            port = ports[number % len(ports)]
            _, phone = await loop.create_connection(partial(Phone, self, port), "127.0.0.1", port)
            self._idle.append(phone)
            self._phones.add(phone)

    async def rush(self) -> float:
        """Send as fast as the answers come; return the seconds that took."""
        self._began = time.perf_counter()
        for phone in list(self._idle):
            self._next(phone)
        self._idle.clear()
        await self._done.wait()
        return time.perf_counter() - self._began

    async def flow(self, rate: float, seconds: float) -> float:
        """Send at a rate whatever the answers are; who finds no line free counts as unsent."""
        self._open_loop = True
        self._began = time.perf_counter()
        sent = 0
        while (passed := time.perf_counter() - self._began) < seconds and self._waiting:
            due = min(int(passed * rate), sent + len(self._waiting))
            while sent < due:
                sent += 1
                check = self._waiting.popleft()
                while self._idle and self._idle[0] not in self._phones:
                    self._idle.popleft()
                if not self._idle:
                    self.told.unsent += 1
                    continue
                self._send(self._idle.popleft(), check)
            await asyncio.sleep(_TICK)
        self._waiting.clear()
        took = time.perf_counter() - self._began
        for _ in range(2_000):
            if not self._out:
                break
            await asyncio.sleep(0.01)
        return took

    def hang_up(self) -> None:
        self._closing = True
        for phone in self._phones:
            phone.hang_up()

    def _next(self, phone: Phone) -> None:
        if self._open_loop:
            self._idle.append(phone)
        elif self._waiting:
            self._send(phone, self._waiting.popleft())
        elif not self._out:
            self._done.set()

    def _send(self, phone: Phone, check: Check) -> None:
        self._out += 1
        body = b"" if check.meeting_id is None else self._body(check.district_id, check.meeting_id)
        phone.send(check, check.head + body, since=time.perf_counter())

    def _body(self, district_id: int, meeting_id: UUID) -> bytes:
        step = int(time.time()) // int(STEP.total_seconds())
        known = self._bodies.get((meeting_id, step))
        if known is None:
            shown = self._codes.codes_from(
                datetime.now(UTC), district_id=district_id, meeting_id=meeting_id, phase=Phase.IN
            )[0]
            body = json.dumps({"code": shown.code}).encode()
            known = self._bodies[meeting_id, step] = b"%d\r\n\r\n%s" % (len(body), body)
        return known

    def heard(self, phone: Phone, status: int, *, retry_after: bool) -> None:
        check, told = phone.check, self.told
        phone.check = None
        self._out -= 1
        told.statuses[status] += 1
        if check is not None and status in {200, 201}:
            now = time.perf_counter()
            told.acknowledged.append(check.index)
            told.seconds.append(now - phone.sent_at)
            told.at.append(now - self._began)
        elif status == 503:
            told.without_retry_after += not retry_after
            if self._again and check is not None:
                self._waiting.append(check)
        self._next(phone)

    def lost(self, phone: Phone) -> None:
        self._phones.discard(phone)
        if self._closing:
            return
        self.told.broken += 1
        if phone.check is not None:
            self._out -= 1
        if not self._phones or (not self._out and not self._waiting):
            self._done.set()


def _checks(orders: dict[str, Any]) -> list[Check]:
    checks = []
    for index, line in enumerate(Path(orders["requests"]).read_text(encoding="ascii").splitlines()):
        if line.startswith('"'):
            checks.append(Check(index, json.loads(line).encode()))
            continue
        district, meeting, name, credential = line.split(" ", 3)
        head = (
            f"PUT /attendance/v1/districts/{district}/meetings/{meeting}/check-in HTTP/1.1\r\nHost: bench\r\n"
            f"{name}: {credential}\r\nContent-Type: application/json\r\nContent-Length: "
        )
        checks.append(Check(index, head.encode(), int(district), UUID(meeting)))
    return checks[orders.get("from", 0) : orders.get("to")]


async def _send(orders: dict[str, Any]) -> dict[str, Any]:
    codes = Codes(derive(orders["code_key"], "rotating-code"))
    crowd = Crowd(_checks(orders), codes, again=orders.get("again", False))
    await crowd.connect(orders["ports"], orders["connections"])
    await asyncio.get_running_loop().run_in_executor(None, _told_to_begin)
    took = await crowd.flow(orders["rate"], orders["seconds"]) if "rate" in orders else await crowd.rush()
    crowd.hang_up()
    return _finding(crowd.told, took, Path(orders["acknowledged"]))


def _finding(told: Heard, took: float, acknowledged: Path) -> dict[str, Any]:
    ordered = sorted(told.seconds)
    acknowledged.write_text(json.dumps(told.acknowledged), encoding="ascii")
    return {
        "seconds": took,
        "acknowledged": len(told.acknowledged),
        "statuses": dict(told.statuses),
        "p50_ms": _at(ordered, 0.5),
        "p99_ms": _at(ordered, 0.99),
        "each_second": [count for _, count in sorted(Counter(int(at) for at in told.at).items())],
        "without_retry_after": told.without_retry_after,
        "broken": told.broken,
        "unsent": told.unsent,
    }


def _told_to_begin() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def _at(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 2) if ordered else 0.0


def main() -> None:
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps(uvloop.run(_send(orders))) + "\n")


if __name__ == "__main__":
    main()
