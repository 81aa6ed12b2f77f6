"""Invariant 22: a person's document and phone stand encrypted in one place, and in no other place at all."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import dramatiq
import pytest
import structlog
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.directory.operations import Keys
from services.directory.operations.sealing import keys_of
from services.directory.rules.documents import check_character
from services.platform import crypto
from services.platform.edge import StrictRequest
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import Api, World
from tests.walks.directory import as_csv, roster_row
from workers import relay
from workers.broker import broker

PHONE = "13907190822"
_read = StrictRequest.read


async def _read_and_logged(request: StrictRequest, *, largest: int) -> bytes:
    body = await _read(request, largest=largest)
    structlog.get_logger().info("asked", body=body.decode(errors="replace"))
    return body


def _unsealed(_key: bytes, plain: str, *, place: str) -> bytes:
    return plain.encode() if place else b""


def _as_it_stands(_key: bytes, sealed: bytes, *, place: str) -> str:
    return sealed.decode() if place else ""


def _unkeyed(_key: bytes, value: str) -> bytes:
    return value.encode()


def document(world: World) -> str:
    """An invented resident ID of the world, found nowhere else."""
    digits = f"{world.district_id}19800117283"
    return digits + check_character(digits)


async def everything_kept(administration: AsyncEngine) -> AsyncIterator[tuple[str, str]]:
    """Every row of every table, as text; what is binary also by its characters."""
    async with administration.connect() as connection:
        tables = await connection.execute(
            text(
                "select format('%I.%I', nspname, relname) from pg_class join pg_namespace n on n.oid = relnamespace"
                " where relkind = 'r' and nspname <> 'information_schema' and nspname not like 'pg\\_%'"
            )
        )
        for (table,) in tables.all():
            for (row,) in await connection.execute(text(f"select t::text from {table} t")):
                yield table, row


async def everything_queued(queue: Redis) -> AsyncIterator[str]:
    async for key in queue.scan_iter():
        told = await queue.type(key)
        kind = told if isinstance(told, str) else told.decode()
        reads: dict[str, Any] = {
            "string": lambda name: queue.get(name),
            "list": lambda name: queue.lrange(name, 0, -1),
            "hash": lambda name: queue.hgetall(name),
            "set": lambda name: queue.smembers(name),
            "zset": lambda name: queue.zrange(name, 0, -1),
        }
        # Another test may have taken it away by now.
        if kind in reads:
            yield f"{key!r} {await reads[kind](key)!r}"


def everything_filed(folder: Path) -> str:
    return "".join(str(one.read_bytes()) for one in folder.rglob("*") if one.is_file())


@invariant(
    by_patch("a_body_is_logged", (StrictRequest, "read", _read_and_logged)),
    by_patch("it_is_not_sealed", (crypto, "seal", _unsealed), (crypto, "unseal", _as_it_stands)),
    by_patch("what_it_is_found_by_is_no_hash", (crypto, "blind_index", _unkeyed)),
)
async def test_22_a_document_and_a_phone_are_found_nowhere(
    district: World,
    mutated: Mutated,
    administration: AsyncEngine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    canary = document(district)
    sent: list[dramatiq.Message[Any]] = []
    monkeypatch.setattr(broker, "enqueue", sent.append)
    answers: list[str] = []
    async with mutated(district):
        for api in (district.api("directory"), district.api("directory", "auditor")):
            answers += await _live_with(api, canary)
        told = await _look_up(district, answers)
        async with district.session("directory") as session:
            ring = await keys_of(session, district_id=district.district_id, keys=Keys.of(district.apps.settings))
        await relay.route(district.apps.sessions["relay"])
        await relay.ring(district.apps.sessions["relay"])
        await district.drain()

    places = {f"answer {number}": answer for number, answer in enumerate(answers)}
    places["messages"] = b"".join(message.encode() for message in sent).decode()
    places["log"] = "".join(capfd.readouterr())
    places["queue"] = "".join([one async for one in everything_queued(district.apps.of["directory"].state.queue)])
    places["files"] = everything_filed(Path(district.apps.settings.file_store))
    kept: dict[str, io.StringIO] = {}
    async for table, row in everything_kept(administration):
        kept.setdefault(table, io.StringIO()).write(row)
    places |= {table: rows.getvalue() for table, rows in kept.items()}
    key = ring.by_id[ring.newest].hex()
    spelt = [key, *(spelling for word in (canary, PHONE) for spelling in (word, word.encode().hex()))]
    assert "directory_private.identity" in places
    assert "platform.audit" in places
    assert len(answers) == 27
    # Whoever may see them sees them; and what was answered then was kept nowhere.
    assert told == [[canary, PHONE]] * 3
    assert {place for place, words in places.items() if any(one in words for one in spelt)} == set()


async def _look_up(world: World, answers: list[str]) -> list[list[str]]:
    """What the routes tell that tell numbers in full; everything that the others answer is added to `answers`."""
    officer = world.api("directory")
    listed = (await officer.get("/teachers", params={"limit": 500})).json()["items"]
    teacher = next(one["teacher_id"] for one in listed if one["staff_number"] == "R0001")
    own = world.api("directory", "teacher", teacher=UUID(teacher))
    purpose = {"purpose": "核对职称评审材料"}
    others = [
        await officer.get(f"/teachers/{teacher}"),
        await officer.get(f"/teachers/{teacher}/identity"),
        await own.get(f"/teachers/{teacher}/identity"),
        await own.put(f"/teachers/{teacher}/phone", json={"phone": PHONE}),
        await own.put(f"/teachers/{teacher}/phone", json={"phone": f"{PHONE}5"}),
        await own.get("/audit"),
        await officer.get("/audit"),
    ]
    answers += [f"{answer.headers} {answer.text}" for answer in others]
    told = [
        (await officer.get(f"/teachers/{teacher}/identity/in-full", params=purpose)).json(),
        (await own.get(f"/teachers/{teacher}/identity/in-full")).json(),
        (await officer.get(f"/teachers/{teacher}/personal-data", params=purpose)).json()["identity"],
    ]
    return [[one["document"], one["phone"]] for one in told]


async def _live_with(api: Api, canary: str) -> list[str]:
    """All that is done with a person's document, well and badly; everything that was answered."""
    typed = {"headers": {"Content-Type": "text/csv"}}
    good = as_csv([roster_row(1, document=canary, phone=PHONE)])
    twice = as_csv([roster_row(1, document=canary, phone=PHONE), roster_row(2, document=canary, phone=PHONE)])
    bad = as_csv([roster_row(3, document=canary[:-1] + "a", phone=PHONE, staff_number=canary, hire_date=canary)])
    answers = [
        await api.post("/roster-imports", content=content, params={"dry_run": dry}, **typed)
        for content in (good, twice, bad)
        for dry in ("true", "false")
    ]
    answers += [await api.get(path) for path in ("/teachers", "/accounts")]
    answers.append(await api.post("/schools", json={"code": canary, "name": PHONE, "unknown": canary}))
    answers.append(await api.post("/schools", json={"code": {"document": canary}, canary: PHONE}))
    return [f"{answer.headers} {answer.text}" for answer in answers]
