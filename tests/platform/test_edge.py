"""The edge of every service: one transaction, committed before the answer; refusals are kept."""

import gzip
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform import turns
from services.platform.access import Reach
from services.platform.database import district_sessions
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import DomainError, Text
from services.platform.service import create_service
from services.platform.types import Body, Count, DistrictId, Flag, Name
from tests.support import Api, Apps, World


class Occupied(DomainError):
    title = Text(zh="已被占用", en="Occupied")


class Busy(DomainError):
    status = 503
    title = Text(zh="忙", en="Busy")
    retry_after = 1


class NoteRequest(Body):
    code: Name
    then: Name = "answer"
    copies: Count = 1
    pinned: Flag = False
    marks: tuple[Count, ...] = ()


router = APIRouter(route_class=Edge)

INSERT = text(
    "insert into directory.school (district_id, school_id, code, name, kind, stage)"
    " values (:district_id, uuidv7(), :code, 'x', 'SCHOOL', 'PRIMARY')"
)


@router.post("/districts/{district_id}/notes", status_code=201)
async def post_note(
    district_id: DistrictId, body: NoteRequest, session: DatabaseSession, viewer: CurrentViewer
) -> dict[str, str]:
    await session.execute(INSERT, {"district_id": district_id, "code": body.code})
    if body.then == "refuse":
        raise Occupied
    if body.then == "busy":
        raise Busy
    return {"code": body.code, "by": str(viewer.principal.account_id)}


@pytest.fixture(scope="module")
async def notes(apps: Apps) -> AsyncIterator[FastAPI]:
    app = create_service(
        name="directory",
        title="notes",
        description="",
        routers=[router],
        matrix={"post_note": {"district_admin": Reach.DISTRICT}},
        settings=apps.settings,
    )
    async with app.router.lifespan_context(app):
        yield app


def api(notes: FastAPI, district: World) -> Api:
    transport = httpx.ASGITransport(app=notes, raise_app_exceptions=False)
    return Api(
        httpx.AsyncClient(
            transport=transport,
            base_url=f"http://test/directory/v1/districts/{district.district_id}",
            headers={"Authorization": f"Bearer {district.token('district_admin')}"},
        )
    )


async def count(district: World, code: str) -> int:
    async with district.session("directory") as session:
        found = await session.execute(text("select count(*) from directory.school where code = :code"), {"code": code})
        return int(found.scalar_one())


async def test_the_same_key_and_content_get_the_same_answer_and_one_effect(notes: FastAPI, district: World) -> None:
    headers = {"Idempotency-Key": "k1"}

    first = await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)
    second = await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)

    assert first.status_code == second.status_code == 201
    assert second.content == first.content
    assert second.headers["idempotency-replayed"] == "true"
    assert await count(district, "N1") == 1


async def test_a_refusal_is_kept_and_answered_again_although_its_reason_is_gone(
    notes: FastAPI, district: World
) -> None:
    headers = {"Idempotency-Key": "k1"}

    refused = await api(notes, district).post("/notes", json={"code": "N1", "then": "refuse"}, headers=headers)
    again = await api(notes, district).post("/notes", json={"code": "N1", "then": "refuse"}, headers=headers)

    assert refused.status_code == again.status_code == 409
    assert again.content == refused.content
    assert await count(district, "N1") == 0
    async with district.session("directory") as session:
        kept = await session.execute(text("select status from platform.idempotency where key = 'k1'"))
        assert kept.scalar_one() == 409


async def test_being_busy_is_no_answer_to_keep(notes: FastAPI, district: World) -> None:
    headers = {"Idempotency-Key": "k1"}

    busy = await api(notes, district).post("/notes", json={"code": "N1", "then": "busy"}, headers=headers)
    retried = await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)

    assert busy.status_code == 503
    assert busy.headers["retry-after"] == "1"
    assert retried.status_code == 201


async def test_other_content_under_the_same_key_is_a_conflict(notes: FastAPI, district: World) -> None:
    headers = {"Idempotency-Key": "k1"}
    await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)

    response = await api(notes, district).post("/notes", json={"code": "N2"}, headers=headers)

    assert response.status_code == 409
    assert response.json()["type"] == "urn:xuefen:problem:idempotency-key-reused"
    assert await count(district, "N2") == 0


async def test_while_the_first_is_at_work_its_key_answers_nobody_else_and_then_everybody(
    notes: FastAPI, district: World, administration: AsyncEngine
) -> None:
    headers = {"Idempotency-Key": "k1"}
    await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)
    async with administration.connect() as superuser:
        # As the first request holds its row until it commits.
        await superuser.execute(text("delete from platform.idempotency where key = 'k1'"))
        early = await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)
        await superuser.rollback()

    late = await api(notes, district).post("/notes", json={"code": "N1"}, headers=headers)

    assert (early.status_code, early.headers["retry-after"]) == (409, "1")
    assert early.json()["type"] == "urn:xuefen:problem:idempotency-key-in-use"
    assert (late.status_code, late.headers["idempotency-replayed"]) == (201, "true")
    assert await count(district, "N1") == 1


async def test_a_post_without_a_key_is_refused(notes: FastAPI, district: World) -> None:
    response = await api(notes, district).post("/notes", json={"code": "N1"}, headers={"Idempotency-Key": ""})

    assert response.status_code == 400
    assert response.json()["type"] == "urn:xuefen:problem:idempotency-key-missing"


async def test_a_transaction_without_a_district_sees_nothing(apps: Apps, district: World) -> None:
    async with district_sessions(notes_engine(apps))() as session, session.begin():
        seen = await session.execute(text("select count(*) from directory.school"))

    assert seen.scalar_one() == 0


def notes_engine(apps: Apps) -> Any:
    return apps.of["directory"].state.engine


HOSTILE = [
    b'{"code": "a\\u0000"}',
    b'{"code": "\\ud800"}',
    b'{"code": NaN}',
    b'{"code": 1e999}',
    b'{"code": "a", "code": "b"}',
    b'{"code": "a"',
    b"\xff\xfe",
    b"[" * 900 + b"]" * 900,
    b'{"code": ' + b"9" * 400 + b"}",
    b'{"code": true}',
    b'{"code": "a", "unknown": 1}',
    b'{"code": "' + b"a" * 500 + b'"}',
    b'{"code": "a\\u202eb"}',
    b'{"code": "a", "copies": "12"}',
    b'{"code": "a", "copies": 1.0}',
    b'{"code": "a", "copies": true}',
    b'{"code": "a", "copies": 2147483648}',
    b'{"code": "a", "pinned": "true"}',
    b'{"code": "a", "pinned": 1}',
    b'{"code": "a", "marks": ["1"]}',
    b"null",
    b"",
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_json_is_refused_with_a_problem_that_echoes_nothing(
    notes: FastAPI, district: World, body: bytes
) -> None:
    response = await api(notes, district).post("/notes", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in (400, 422), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()) <= {"type", "title", "status", "detail", "instance", "errors", "facts"}


async def test_a_body_that_is_not_what_is_asked_for_waits_for_no_turn_and_writes_nothing(
    notes: FastAPI, district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setitem(notes.state._state, "turns", only := turns.Turns(connections=1))
    said: list[str] = []

    def note(*told: Any) -> None:
        said.append(told[2].partition(" ")[0].lower())

    asking, unsound = api(notes, district), {"code": 1, "copies": "2", "unknown": "3"}
    headers = {"Idempotency-Key": "used"}
    await asking.post("/notes", json={"code": "A-1"}, headers=headers)
    engine = notes.state.engine.sync_engine
    async with only:
        event.listen(engine, "before_cursor_execute", note)
        refused = await asking.post("/notes", json=unsound)
        event.remove(engine, "before_cursor_execute", note)
        full = await asking.post("/notes", json={"code": "A-2"})
    used = await asking.post("/notes", json=unsound, headers=headers)
    keyless = await asking.post("/notes", json=unsound, headers={"Idempotency-Key": ""})

    assert refused.status_code == 422
    assert {fault["pointer"] for fault in refused.json()["errors"]} == {"/body/code", "/body/copies", "/body/unknown"}
    assert set(said) == {"select"}
    assert [one.status_code for one in (full, used, keyless)] == [503, 409, 400]


async def test_too_large_a_body_and_a_wrong_media_type_are_told_apart(notes: FastAPI, district: World) -> None:
    large = await api(notes, district).post(
        "/notes", content=b'{"code": "' + b"a" * 1_100_000 + b'"}', headers={"Content-Type": "application/json"}
    )
    typed = await api(notes, district).post("/notes", content=b'{"code": "a"}', headers={"Content-Type": "text/plain"})

    assert large.status_code == 413
    assert typed.status_code == 415
    assert large.headers["content-type"] == typed.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Encoding": "gzip"}, 415),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Content-Length": "9" * 30}, 413),
    ],
)
async def test_a_body_that_says_what_it_is_not_is_refused(
    notes: FastAPI, district: World, headers: dict[str, str], status: int
) -> None:
    typed = {"Content-Type": "application/json", **headers}

    answer = await api(notes, district).post("/notes", content=gzip.compress(b'{"code": "N1"}'), headers=typed)

    assert answer.status_code == status, answer.text


async def test_a_body_that_breaks_off_is_no_fault_of_ours(notes: FastAPI, district: World) -> None:
    path = f"/directory/v1/districts/{district.district_id}/notes"
    headers = {"authorization": f"Bearer {district.token('district_admin')}", "content-type": "application/json"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    heard = iter([{"type": "http.request", "body": b'{"co', "more_body": True}, {"type": "http.disconnect"}])
    said: list[Any] = []

    async def receive() -> Any:
        return next(heard)

    async def send(message: Any) -> None:
        said.append(message)

    await notes(scope, receive, send)

    assert said[0]["status"] == 400
