"""A service, the relay and the worker as processes, and what they tell those who watch: metrics, traces, logs."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from uuid import UUID

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.parser import text_string_to_metric_families

from services.directory import operations
from services.platform import clock
from services.platform.access import Principal
from services.platform.database import district_sessions, district_transaction, open_engine
from services.platform.embedded import free_port, start_valkey
from services.platform.ids import new_id
from services.platform.migration import recreate_database
from services.platform.settings import load_settings
from services.platform.supervisor import Child, Supervisor
from services.platform.tokens import TokenSigner
from tests.attendance.processes import PLAIN

DISTRICT = 990_003
CANARY = "王小明"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CONSUMER = "ledger.mark_changed"
PATIENCE = timedelta(seconds=60)


@dataclass
class Collector:
    """Takes in what processes export, as an OpenTelemetry collector does."""

    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Span]:
        return [
            span
            for body in self.bodies
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def serve(self) -> ThreadingHTTPServer:
        collector = self

        class Taker(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
        Thread(target=server.serve_forever, daemon=True).start()
        return server


@dataclass
class Deployment:
    ports: dict[str, int]
    collector: Collector
    token: str
    school_id: UUID
    logs: Path

    async def ask(self, process: str, path: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, verify=PLAIN, timeout=30) as client:
            return await client.get(f"http://127.0.0.1:{self.ports[process]}{path}")

    async def told(self, process: str) -> Callable[..., float]:
        """The samples that a process tells, by name and labels; 0 where there is none."""
        samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families((await self.ask(process, "/metrics")).text)
            for sample in family.samples
        }
        return lambda name, **labels: samples.get((name, frozenset(labels.items())), 0.0)

    async def add_teacher(self, number: str, **headers: str) -> httpx.Response:
        """A request that says something which several consumers hear."""
        given = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(new_id())} | headers
        async with httpx.AsyncClient(trust_env=False, verify=PLAIN, headers=given, timeout=30) as client:
            return await client.post(
                f"http://127.0.0.1:{self.ports['directory']}/directory/v1/districts/{DISTRICT}/teachers",
                params={"q": CANARY},
                json={
                    "staff_number": number,
                    "name": CANARY,
                    "school_id": str(self.school_id),
                    "hire_date": "2024-09-01",
                    "appointed_from": "2024-09-01",
                },
            )


async def until(so: Callable[[], Awaitable[bool]]) -> None:
    """Wait for it, as long as patience lasts."""
    deadline = clock.real_now() + PATIENCE
    while clock.real_now() < deadline:
        if await so():
            return
        await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
async def deployment(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Deployment]:
    folder = tmp_path_factory.mktemp("seen")
    url = await recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_seen_{worker_id}", template="xuefen_template")
    valkey, collector = start_valkey(folder / "valkey", persistent=False), Collector()
    exported = collector.serve()
    ports = {name: free_port() for name in ("directory", "relay", "worker")}
    env = {
        "DATABASE_URL": url,
        "REDIS_URL": valkey.url,
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{exported.server_port}",
        "OTEL_BSP_SCHEDULE_DELAY": "100",
        "no_proxy": "127.0.0.1",
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", url)
        settings = load_settings()
    engine = open_engine(settings, "directory")
    async with district_transaction(district_sessions(engine), DISTRICT) as session:
        await operations.create_district(
            session, district_id=DISTRICT, name="示范县", level="COUNTY", parent_id=None, at=clock.now()
        )
        school = await operations.add_school(
            session, district_id=DISTRICT, code="S1", name="一小", kind="SCHOOL", stage="PRIMARY"
        )
    await engine.dispose()
    token = TokenSigner(settings.secret("token_private_key")).sign(
        Principal(account_id=new_id(), district_id=DISTRICT, roles=frozenset({"district_admin"}))
    )
    try:
        async with Supervisor(folder / "supervised") as supervisor:
            await supervisor.start([_child(name, port, env) for name, port in ports.items()])
            await supervisor.wait_ready()
            yield Deployment(ports, collector, token, school.school_id, folder / "supervised")
    finally:
        valkey.stop()
        exported.shutdown()
        exported.server_close()


def _child(name: str, port: int, env: dict[str, str]) -> Child:
    commands = {
        "directory": [
            "uvicorn",
            "services.directory.app:create_app",
            "--factory",
            "--no-access-log",
            "--port",
            str(port),
        ],
        "relay": ["workers.relay"],
        "worker": ["dramatiq", "workers.main", "--processes", "1", "--threads", "4"],
    }
    own = {} if name == "directory" else {"METRICS_PORT": str(port), "dramatiq_worker_timeout": "100"}
    return Child(
        name=name,
        argv=[sys.executable, "-m", *commands[name]],
        env=env | own,
        port=port,
        ready_path="/readyz" if name == "directory" else "/livez",
    )


async def test_each_process_tells_how_it_fares(deployment: Deployment) -> None:
    assert (await deployment.add_teacher("T001")).status_code == 201

    async def heard() -> bool:
        return (await deployment.told("worker"))("xuefen_deliveries_total", consumer=CONSUMER, result="done") > 0

    await until(heard)

    directory, relay, worker = [await deployment.told(name) for name in ("directory", "relay", "worker")]
    assert directory("xuefen_requests_total", service="directory", operation="post_teacher", status="201") >= 1
    assert worker("xuefen_deliveries_total", consumer=CONSUMER, result="done") >= 1
    assert worker("xuefen_event_heard_seconds_count", consumer=CONSUMER) >= 1
    assert worker("xuefen_pool_size", role="worker-ledger") >= 1
    assert clock.real_now().timestamp() - relay("xuefen_relay_round_timestamp_seconds") < 60
    assert abs(relay("xuefen_clock_skew_seconds", server="database")) < 2
    assert abs(relay("xuefen_clock_skew_seconds", server="queue")) < 2


async def test_what_does_not_serve_still_says_that_it_lives(deployment: Deployment) -> None:
    for name in ("relay", "worker"):
        assert (await deployment.ask(name, "/livez")).status_code == 200
        assert (await deployment.ask(name, "/")).status_code == 404


async def test_a_trace_goes_from_the_request_through_the_event_to_its_effect(deployment: Deployment) -> None:
    number = new_id()
    collector = deployment.collector

    answer = await deployment.add_teacher(
        "T002", traceparent=f"00-{TRACE}-00f067aa0ba902b7-01", **{"X-Request-Id": number.hex}
    )

    async def followed() -> bool:
        return {"POST", CONSUMER} <= set(named(collector, TRACE))

    await until(followed)

    assert answer.status_code == 201
    spans = named(collector, TRACE)
    request, effect = spans["POST"], spans[CONSUMER]
    assert effect.parent_span_id == request.span_id
    told = {one.key: one.value for one in request.attributes}
    assert told["http.route"].string_value.endswith("/teachers")
    assert told["xuefen.request_id"].string_value == str(number)
    assert told["xuefen.district_id"].int_value == DISTRICT
    heard = {one.key: one.value for one in effect.attributes}
    assert heard["xuefen.district_id"].int_value == DISTRICT
    assert UUID(heard["xuefen.event_id"].string_value).version == 7


def named(collector: Collector, trace: str) -> dict[str, Span]:
    """The spans of a trace by the first word of their names."""
    return {span.name.split(" ")[0]: span for span in collector.spans() if span.trace_id.hex() == trace}


async def test_traces_and_logs_hold_nothing_about_people(deployment: Deployment) -> None:
    await deployment.add_teacher("T003")

    async def exported() -> bool:
        return len(deployment.collector.bodies) > 2

    await until(exported)

    logs = [path for path in deployment.logs.rglob("*") if path.is_file() and path.suffix == ".log"]
    said = b"".join([*deployment.collector.bodies, *(path.read_bytes() for path in logs)])

    assert len(logs) >= 3
    assert b"WITHHELD" in said
    assert CANARY.encode() not in said
    assert b"%E7%8E%8B" not in said  # the name as an address writes it


async def test_the_log_of_relay_and_worker_is_json(deployment: Deployment) -> None:
    (relay,) = deployment.logs.rglob("relay.log")

    lines = [json.loads(line) for line in relay.read_text(encoding="utf-8").splitlines()]

    assert lines[0]["event"] == "relay started"
    assert all({"event", "level", "timestamp"} <= set(line) for line in lines)
    # Of the worker, once the process that hears events has begun; the one above it only starts it.
    (worker,) = deployment.logs.rglob("worker.log")
    said = [json.loads(line) for line in worker.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    assert "Worker process is ready for action." in [line["event"] for line in said]
