"""Every route of every service: reached with success, refused to strangers, never broken by bad input."""

import importlib
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from services.attendance.rules import Phase
from services.platform import clock
from services.platform.audit import AuditRecord
from services.platform.examples import examples_of
from services.platform.ids import new_id
from tests.api.hostile import (
    CANARY,
    HOSTILE_BODIES,
    HOSTILE_IDS,
    HOSTILE_QUERIES,
    HOSTILE_VALUES,
    Ordeal,
    demand_sound,
    put_into_every_field,
)
from tests.api.recording import RECORDING, Recorder, SteadyClock, demand_true, keep
from tests.api.strangers import shows_nothing, strange
from tests.ledger.attesting import attest, public_attestation
from tests.ledger.certifying import a_passed_class, issue
from tests.ledger.certifying import public as public_certificate
from tests.support import SERVICES, Api, Apps, Call, World, make_world
from tests.walks.registration_plans import PROGRAM
from tests.wechat import WechatStandIn

# Also strangers' packs are read as in earnest.
pytestmark = pytest.mark.usefixtures("read_apart")

# Of some 5,000 attempts on a service.
MOST_GROWTH_MIB = 128
ROLES = ("teacher", "trainer", "school_admin", "district_admin", "integration", "auditor")


@dataclass(frozen=True)
class Route:
    """One operation of an OpenAPI document."""

    service: str
    operation: str
    method: str
    path: str
    query: tuple[str, ...]


def routes_of(apps: Apps, service: str) -> list[Route]:
    document = apps.of[service].openapi()
    return [
        Route(
            service,
            operation["operationId"],
            method.upper(),
            path,
            tuple(one["name"] for one in operation.get("parameters", []) if one["in"] == "query"),
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


async def walked(apps: Apps, service: str) -> tuple[World, list[Call]]:
    world = await make_world(apps)
    calls: list[Call] = await importlib.import_module(f"tests.walks.{service}").walk(world)
    return world, calls


async def send(api: Api, call: Call, **changes: Any) -> httpx.Response:
    options: dict[str, Any] = {"json": call.json, "params": call.query, "content": call.content}
    options["headers"] = dict(call.headers or {})
    options.update(changes)
    options = {name: value for name, value in options.items() if value is not None}
    return await api.request(call.method, options.pop("path", call.path), **options)


def caller(world: World, service: str, call: Call) -> Api:
    return world.api(service, call.role, teacher=call.teacher, school=call.school)


def steady_clock(patch: pytest.MonkeyPatch) -> SteadyClock:
    """The clock of what is recorded, so that the same moments are said in every run."""
    steady = SteadyClock()
    patch.setattr(clock, "real_now", steady)
    patch.setattr(clock, "now", lambda: steady() + clock.offset())
    return steady


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> SteadyClock:
    return steady_clock(monkeypatch)


@dataclass(frozen=True)
class Lived:
    """A walk that was walked, each call first by a stranger where it belongs to somebody, with everything answered."""

    world: World
    calls: list[Call]
    answers: list[httpx.Response]
    tried: list[tuple[Call, str, httpx.Response]]
    """What a stranger of each role that may call it was answered, right before the one whose call it is."""
    trail: list[list[tuple[str, int]]]
    """What each call left in the audit trail: operations and statuses."""
    recorder: Recorder


_LIVED: dict[str, Lived] = {}


async def lived(apps: Apps, service: str) -> Lived:
    """The one walk of this process through a service: making its state takes seconds."""
    if service not in _LIVED:
        with pytest.MonkeyPatch.context() as patch:
            _LIVED[service] = await _live(apps, service, steady_clock(patch))
    return _LIVED[service]


async def _live(apps: Apps, service: str, steady: SteadyClock) -> Lived:
    world, calls = await walked(apps, service)
    live = Lived(world, calls, [], [], [], Recorder(world))
    for call in calls:
        steady.step()
        for role in apps.of[service].state.matrix[call.operation]:
            stranger = strange(world, service, call, role)
            if stranger is not None:
                live.tried.append((call, role, await send(stranger, call)))
        before = await newest_record(world)
        answer = await send(caller(world, service, call), call)
        live.answers.append(answer)
        live.trail.append(await records_after(world, before))
        live.recorder.note(call.operation, answer, role=call.role)
    return live


async def newest_record(world: World) -> UUID | None:
    async with world.session("directory") as session:
        newest = select(AuditRecord.audit_id).order_by(AuditRecord.audit_id.desc()).limit(1)
        return (await session.scalars(newest)).one_or_none()


async def records_after(world: World, before: UUID | None) -> list[tuple[str, int]]:
    async with world.session("directory") as session:
        later = [] if before is None else [AuditRecord.audit_id > before]
        kept = await session.execute(select(AuditRecord.operation, AuditRecord.status).where(*later))
        return [(operation, status) for operation, status in kept]


@pytest.mark.parametrize("service", SERVICES)
async def test_every_privileged_call_leaves_one_record_and_no_other_leaves_any(apps: Apps, service: str) -> None:
    live = await lived(apps, service)
    trail = apps.of[service].state.trail
    reads = trail.reads

    assert reads <= {call.operation for call in live.calls if call.method == "GET"}
    for call, answer, kept in zip(live.calls, live.answers, live.trail, strict=True):
        privileged = call.operation in reads | trail.changes or (call.method != "GET" and call.role != "teacher")
        assert kept == ([(call.operation, answer.status_code)] if privileged else []), call.operation


@pytest.mark.parametrize("service", SERVICES)
async def test_every_route_can_be_reached_with_success_as_its_example_says(apps: Apps, service: str) -> None:
    live = await lived(apps, service)

    for call, answer in zip(live.calls, live.answers, strict=True):
        assert answer.status_code == call.status, f"{call.operation}: {answer.status_code} {answer.text[:500]}"
        body = answer.json() if answer.headers.get("content-type") == "application/json" and answer.content else {}
        items = body.get("items", []) if isinstance(body, dict) else body
        assert all(one.get("result") != "REFUSED" for one in items if isinstance(one, dict)), call.operation
    compare(apps, service, live.recorder)
    routes = {route.operation for route in routes_of(apps, service) if "{district_id}" in route.path}
    assert {call.operation for call in live.calls} == routes


def compare(apps: Apps, service: str, recorder: Recorder) -> None:
    """Hold what was lived against the stored examples, or store it with RECORD_EXAMPLES=1."""
    if RECORDING:
        keep(service, recorder.examples, {route.operation for route in routes_of(apps, service)})
    demand_true(apps.of[service].openapi(), examples_of(service), recorder.examples)


@pytest.mark.parametrize("service", SERVICES)
async def test_every_route_has_a_row_in_the_matrix_and_keeps_to_it(apps: Apps, service: str) -> None:
    live = await lived(apps, service)
    world, calls = live.world, live.calls
    neighbour = await make_world(apps)
    matrix = apps.of[service].state.matrix
    assert {call.operation for call in calls} == set(matrix)
    assert {role for row in matrix.values() for role in row} <= set(ROLES)
    refused = 0
    for call in calls:
        for role in ROLES:
            stranger = Api(
                apps.http(
                    service,
                    f"/{service}/v1/districts/{world.district_id}",
                    {"Authorization": f"Bearer {neighbour.token(role, teacher=call.teacher, school=call.school)}"},
                )
            )
            response = await send(stranger, call)
            assert response.status_code == 404, f"{call.operation} as {role} of another district"
            if role not in matrix[call.operation]:
                api = world.api(service, role, teacher=world.teachers[7].teacher_id, school=world.schools[1].school_id)
                response = await send(api, call)
                assert response.status_code == 403, f"{call.operation} as {role}: {response.status_code}"
                refused += 1
        anonymous = Api(apps.http(service, f"/{service}/v1/districts/{world.district_id}"))
        for token in (None, "Bearer", "Bearer x.y.z", "Basic abc", f"Bearer {'a' * 100_000}"):
            response = await send(anonymous, call, headers={"Authorization": token} if token else {})
            assert response.status_code == 401, f"{call.operation} with {str(token)[:20]}: {response.text[:300]}"
    assert refused > 0


@pytest.mark.parametrize("service", SERVICES)
async def test_nobody_reaches_what_is_a_colleagues_another_schools_or_another_leaders(apps: Apps, service: str) -> None:
    live = await lived(apps, service)

    shown = [
        f"{call.operation} as a strange {role}: {answer.status_code} {answer.text[:300]}"
        for call, role, answer in live.tried
        if not shows_nothing(call, answer)
    ]
    assert shown == []
    assert live.tried


@pytest.mark.long
@pytest.mark.parametrize("service", SERVICES)
async def test_bad_input_is_refused_without_breaking_or_echoing_in_time_and_without_memory(
    apps: Apps, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody asks as often as this; what is refused for that alone would not be tried.
    # Not as an attribute: what is no attribute of the object itself is deleted afterwards, not put back.
    monkeypatch.setitem(apps.of[service].state._state, "limits", {})
    world, calls = await walked(apps, service)
    routes = {route.operation: route for route in routes_of(apps, service)}
    reached: set[str] = set()
    ordeal = Ordeal(most_mib=MOST_GROWTH_MIB)
    ordeal.begin()

    async def attempt(api: Api, call: Call, told: str, **changes: Any) -> httpx.Response:
        return await ordeal.attempt(send(api, call, **changes), told=f"{call.operation} {told}")

    async def attempt_query(api: Api, call: Call, told: str, query: dict[str, str | None]) -> httpx.Response:
        return await attempt(api, call, told, params={name: said for name, said in query.items() if said is not None})

    async def attempt_body(api: Api, call: Call, told: str, body: Any) -> httpx.Response:
        return await attempt(api, call, told, json=body)

    for call in calls:
        api = caller(world, service, call)
        response = await send(api, call)
        assert response.status_code == call.status, f"{call.operation}: {response.text[:300]}"
        reached.add(call.operation)
        await put_into_every_field("body", call.json, partial(attempt_body, api, call), HOSTILE_VALUES)
        if isinstance(call.json, dict):
            await attempt_body(api, call, "unknown field", {**call.json, CANARY: CANARY})
        query = {**dict.fromkeys(routes[call.operation].query), **(call.query or {})}
        await put_into_every_field("query", query, partial(attempt_query, api, call), HOSTILE_QUERIES)
        unknown = {"params": {**(call.query or {}), "unknown": list(HOSTILE_QUERIES)}}
        has_body = call.json is not None or call.content is not None
        for body in HOSTILE_BODIES:
            typed = {"Content-Type": "application/json", **(call.headers or {})}
            # Where no body is read, nor such a query, all of it is asked for at once.
            more = {} if has_body else unknown
            await attempt(api, call, f"body {body[:20]!r}", json=None, content=body, headers=typed, **more)
        if has_body:
            await attempt(api, call, "?unknown", **unknown)
        segments = call.path.split("/")
        for index, segment in enumerate(segments):
            if len(segment) == 36 and segment.count("-") == 4:
                for hostile in HOSTILE_IDS:
                    path = "/".join([*segments[:index], hostile, *segments[index + 1 :]])
                    await attempt(api, call, f"id {hostile[:20]}", path=path)
        if call.method == "POST":
            await attempt(api, call, "no key", headers={**(call.headers or {}), "Idempotency-Key": ""})

    assert reached == set(apps.of[service].state.matrix)
    assert ordeal.requests >= 20 * len(calls)
    ordeal.demand_modest()


async def calendar_with_a_class(world: World) -> httpx.Response:
    """The feed of a teacher who is enrolled in a class."""
    bureau, teacher = world.api("registration"), world.teachers[0].teacher_id
    plan = {"title": "教师培训计划", "starts_on": "2026-09-01", "ends_on": "2027-08-31"}
    plan_id = (await bureau.post("/plans", json=plan)).json()["plan_id"]
    program_id = (await bureau.post(f"/plans/{plan_id}/programs", json=PROGRAM)).json()["program_id"]
    now = clock.now()
    meeting = {
        "starts_at": (now + timedelta(days=10)).isoformat(),
        "ends_at": (now + timedelta(days=10, hours=3)).isoformat(),
        "hours": "4",
        "place": "县教师进修学校报告厅",
        "speaker": "周文静",
        "topic": "单元整体教学设计",
    }
    training_class = {
        "title": "小学数学骨干教师研修班",
        "leader_ids": [str(world.trainer_id)],
        "opens_at": now.isoformat(),
        "closes_at": (now + timedelta(days=5)).isoformat(),
        "capacity": 60,
        "meetings": [meeting],
    }
    class_id = (await bureau.post(f"/programs/{program_id}/classes", json=training_class)).json()["class_id"]
    mine = world.api("registration", "teacher", teacher=teacher)
    assert (await mine.post(f"/classes/{class_id}/enrolments", json={})).status_code == 201
    return await mine.put(f"/calendars/TEACHER/{teacher}/feed")


async def test_every_public_route_is_reached_with_success_as_its_example_says(
    apps: Apps, wechat: WechatStandIn, steady: SteadyClock
) -> None:
    steady.step()
    world = await make_world(apps)
    admin = world.api("directory")
    account = {"username": "walker", "display_name": "步行者", "password": "twelve characters", "roles": ["trainer"]}
    account_id = (await admin.post("/accounts", json={"accounts": [account]})).json()["items"][0]["account_id"]
    client_id, secret = await world.client("feed:read")
    mine = world.api("directory", "trainer", account_id=uuid.UUID(account_id))
    await mine.put("/me/wechat", json={"code": wechat.code_for("openid"), "password": "twelve characters"})
    login = {"district_id": world.district_id, "username": "walker", "password": "twelve characters"}
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}

    async with apps.http("directory", "/directory/v1") as client:
        granted = await client.post("/tokens", json=login)
        answers = {
            "post_token": granted,
            "post_refresh": await client.post(
                "/tokens/refresh", json={"refresh_token": granted.json()["refresh_token"]}
            ),
            "post_wechat_token": await client.post(
                "/tokens/wechat", json={"district_id": world.district_id, "code": wechat.code_for("openid")}
            ),
            "post_phone_code": await client.post(
                "/tokens/wechat/phone-codes",
                json={
                    "district_id": world.district_id,
                    "code": wechat.code_for("another openid"),
                    "staff_number": "T001",
                    "name": "李晓梅",
                    "phone": "13800001234",
                },
            ),
            "post_client_token": await client.post("/oauth/token", data=form),
            "get_keys": await client.get("/jwks.json"),
        }
    feed = await calendar_with_a_class(world)
    async with apps.http("registration", "") as phone:
        answers["get_calendar"] = await phone.get(feed.json()["path"])

    codes = apps.of["attendance"].state.codes
    shown = codes.codes_from(clock.now(), district_id=world.district_id, meeting_id=new_id(), phase=Phase.IN)[0]
    async with apps.http("attendance", "/attendance/v1") as client:
        answers["post_scan"] = await client.post(
            "/scans", json={"district_id": world.district_id, "code": shown.code, "device": "ohb3k-Xq7s9d"}
        )

    course, _ = await a_passed_class(world, 0)
    issued = (await issue(world, course))["items"][0]["certificate"]
    attested = await attest(world)
    year = issued["issued_on"][:4]
    async with apps.http("ledger", "/ledger/v1") as client:
        answers["get_book_keys"] = await client.get("/book-keys")
        answers["get_issuer_document"] = await client.get(f"/issuers/{world.district_id}/COUNTY_BUREAU/did.json")
        answers["get_status_list"] = await client.get(
            f"/status-lists/{world.district_id}/certificates/COUNTY_BUREAU/{year}/1"
        )
    answers["get_public_certificate"] = await public_certificate(world, issued["code"], name="教师1")
    answers["get_public_attestation"] = await public_attestation(world, attested["code"], name="教师1")

    public = {
        route.operation: name
        for name in SERVICES
        for route in routes_of(apps, name)
        if "{district_id}" not in route.path
    }
    assert {operation: answer.status_code for operation, answer in answers.items()} == dict.fromkeys(public, 200)
    for service in sorted(set(public.values())):
        recorder = Recorder(world)
        for operation in (name for name, of in public.items() if of == service):
            recorder.note(operation, answers[operation], role=None)
        compare(apps, service, recorder)


async def test_bad_logins_are_refused_without_breaking_or_echoing(apps: Apps) -> None:
    world = await make_world(apps)
    login = {"district_id": world.district_id, "username": "admin", "password": CANARY}
    bodies: dict[str, dict[str, Any]] = {
        "/tokens": login,
        "/tokens/wechat": {"district_id": world.district_id, "code": "c"},
        "/tokens/wechat/phone-codes": {
            "district_id": world.district_id,
            "code": "c",
            "staff_number": "T001",
            "name": CANARY,
            "phone": "13800001234",
        },
        "/tokens/refresh": {"refresh_token": f"{world.district_id}.{'a' * 43}"},
    }
    requests = 0
    async with apps.http("directory", "/directory/v1") as client:

        async def post(path: str, told: str, body: Any) -> httpx.Response:
            nonlocal requests
            requests += 1
            answer = await client.post(path, json=body)
            demand_sound(answer, told=f"{path} {told}")
            return answer

        for path, body in bodies.items():
            await put_into_every_field("body", body, partial(post, path), HOSTILE_VALUES)
            await post(path, "unknown field", {**body, CANARY: CANARY})
        for form in ({}, {"grant_type": "password"}, {"grant_type": "client_credentials", "client_id": CANARY}):
            demand_sound(await client.post("/oauth/token", data=form), told=f"form {json.dumps(form)[:60]}")
            requests += 1
        for path in ("/nowhere", "/districts/abc/me", f"/districts/{10**20}/me", "/districts/-1/me"):
            response = await client.get(path, headers={"Authorization": f"Bearer {world.token('auditor')}"})
            demand_sound(response, told=path)
            assert response.status_code == 404
    assert requests > 100


async def test_every_route_is_described_with_a_summary_and_its_errors(apps: Apps) -> None:
    for service in SERVICES:
        document = apps.of[service].openapi()
        for path, methods in document["paths"].items():
            for operation in methods.values():
                assert operation.get("summary"), path
                assert {"401", "404", "409", "422", "503"} <= set(operation["responses"]), path
                assert all("application/problem+json" in operation["responses"]["422"]["content"] for _ in (0,)), path
