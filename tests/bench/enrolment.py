"""P4: everybody wants the same class. Enrolment on one class with few seats by enrolment spread over many classes."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from services.platform.access import Principal
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.tokens import TokenSigner
from tests.bench.database import own_database
from tests.bench.harness import Finding
from tests.bench.people import settle
from tests.bench.serving import PROCESSES, Heard, scratch, send, served

MANY = int(os.environ.get("BENCH_ENROLMENTS", "1500"))
CLIENTS = 32
SEATS = 50
_CLASSES = 60
_ROUNDS = 3
_WARM = 150
_DISTRICT = 920_000
GOAL = 0.5
_REGISTRATION = "services.registration.app:create_app"


async def measure() -> Finding:
    """Measure both by turns; hold every seat and number against the table."""
    async with own_database("production"), scratch() as folder:
        tokens = (await settle(_DISTRICT, _ROUNDS * 2 * MANY + 2 * _WARM)).tokens()
        hot: list[Heard] = []
        spread: list[Heard] = []
        faults: list[str] = []
        taken = 0
        async with (
            served(_REGISTRATION) as (ports, servers),
            httpx.AsyncClient(base_url=_base(ports[0]), headers=_admin(), trust_env=False) as admin,
        ):
            program_id = await _program(admin)
            for round_ in range(-1, _ROUNDS):
                many = _WARM if round_ < 0 else MANY
                for kept, capacities in ((hot, [SEATS]), (spread, [MANY] * _CLASSES)):
                    classes = [await _open(admin, program_id, capacity) for capacity in capacities]
                    lines = [_request(classes[n % len(classes)], tokens[taken + n]) for n in range(many)]
                    taken += many
                    told = await send(ports, servers, folder=folder, lines=lines, connections=CLIENTS)
                    if round_ >= 0:
                        kept.append(told)
                        faults += await _faults(classes, capacities, many, told)
    value = _rate(hot) / _rate(spread)
    return Finding(
        round(value, 3),
        GOAL,
        value >= GOAL and not faults,
        "one class ÷ many, >=",
        {
            "enrolments a second": {"one class": round(_rate(hot)), f"{_CLASSES} classes": round(_rate(spread))},
            "p50 and p99, ms": {
                name: (median(h.told["p50_ms"] for h in rounds), median(h.told["p99_ms"] for h in rounds))
                for name, rounds in (("one class", hot), (f"{_CLASSES} classes", spread))
            },
            "clients, processes, seats": (CLIENTS, PROCESSES, SEATS),
            "oversold, undersold or out of order": faults,
        },
    )


def _rate(rounds: Sequence[Heard]) -> float:
    return median(heard.rate for heard in rounds)


def _base(port: int) -> str:
    return f"http://127.0.0.1:{port}/registration/v1/districts/{_DISTRICT}"


def _admin() -> dict[str, str]:
    signer = TokenSigner(load_settings().secret("token_private_key"))
    token = signer.sign(Principal(account_id=new_id(), district_id=_DISTRICT, roles=frozenset({"district_admin"})))
    return {"Authorization": f"Bearer {token}"}


async def _post(admin: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await admin.post(path, json=body, headers={"Idempotency-Key": str(new_id())})
    if answer.status_code != 201:
        raise RuntimeError(answer.text)
    made: dict[str, Any] = answer.json()
    return made


async def _program(admin: httpx.AsyncClient) -> str:
    today = datetime.now(UTC).date()
    plan = await _post(
        admin,
        "/plans",
        {
            "title": "教师培训计划",
            "starts_on": str(today),
            "ends_on": str(today + timedelta(days=300)),
            "school_id": None,
        },
    )
    program = await _post(
        admin,
        f"/plans/{plan['plan_id']}/programs",
        {
            "code": "341825-25-20-01", "title": "小学数学骨干教师研修", "level": "COUNTY", "mode": "CENTRALISED",
            "nature": "COMPULSORY", "kind": "BACKBONE", "category": "KNOWLEDGE_SKILL", "tags": [],
            "organised_by_admin": True, "provider": "县教师进修学校", "hours": "24", "scheme": "ATTENDANCE",
        },
    )  # fmt: skip
    return str(program["program_id"])


_days = iter(range(10, 4_000))


async def _open(admin: httpx.AsyncClient, program_id: str, capacity: int) -> str:
    """Open a class that meets on a day of its own: no teacher's time is asked for twice."""
    now = datetime.now(UTC)
    starts = now + timedelta(hours=6 * next(_days))
    made = await _post(
        admin,
        f"/programs/{program_id}/classes",
        {
            "title": "研修班", "leader_ids": [], "opens_at": (now - timedelta(hours=1)).isoformat(),
            "closes_at": (now + timedelta(days=1)).isoformat(), "capacity": capacity,
            "meetings": [{
                "starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=3)).isoformat(), "hours": "4",
                "place": "三楼报告厅", "speaker": "周文静", "topic": "单元整体教学设计", "category": "KNOWLEDGE_SKILL",
            }],
        },
    )  # fmt: skip
    return str(made["class_id"])


def _request(class_id: str, token: str) -> str:
    """One enrolment, head and body, as the generator reads it."""
    body = json.dumps({"accept_waiting": True})
    head = (
        f"POST /registration/v1/districts/{_DISTRICT}/classes/{class_id}/enrolments HTTP/1.1\r\nHost: bench\r\n"
        f"Authorization: Bearer {token}\r\nIdempotency-Key: {new_id()}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )
    return json.dumps(head)


async def _faults(classes: Sequence[str], capacities: Sequence[int], many: int, told: Heard) -> list[str]:
    """Name what is wrong: a seat too many or too few, a number twice, somebody lost."""
    connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
    try:
        rows = await connection.fetch(
            "SELECT class_id, status, waiting_no, enrolment_id FROM registration.enrolment "
            "WHERE district_id = $1 AND class_id = any($2::uuid[])",
            _DISTRICT,
            [UUID(one) for one in classes],
        )
    finally:
        await connection.close()
    found: list[str] = []
    for class_id, capacity in zip(classes, capacities, strict=True):
        mine = [row for row in rows if str(row["class_id"]) == class_id]
        seated = sum(row["status"] == "CONFIRMED" for row in mine)
        if seated != min(capacity, len(mine)):
            found.append(f"{seated} of {capacity} seats for {len(mine)}")
        numbers = [row["waiting_no"] for row in mine if row["status"] == "WAITING"]
        if len(numbers) != len(set(numbers)) or None in numbers:
            found.append("a number given twice, or none")
    if len(rows) != many or told.told["acknowledged"] != many:
        found.append(
            f"{many} asked, {told.told['acknowledged']} acknowledged, {len(rows)} rows: {told.told['statuses']}"
        )
    return found
