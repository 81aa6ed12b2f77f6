"""Told to end, or killed at each step of a flush, service or database: what was acknowledged is there, once."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import httpx
import pytest
from pydantic import SecretStr

from services.attendance.rules import Codes, Phase
from services.platform import clock
from services.platform.access import Principal
from services.platform.crypto import derive
from services.platform.embedded import Postgres, start_postgres
from services.platform.ids import new_id
from services.platform.migration import migrate
from services.platform.settings import Settings
from services.platform.supervisor import processes
from services.platform.tokens import TokenSigner
from tests.attendance.processes import PLAIN, Service, service, start_service
from tests.attendance.scenes import open_class, rows_of
from tests.support import World
from tests.walks.attendance import meeting

DISTRICT = 341_825
PATIENCE_SECONDS = 120


@dataclass
class Wire:
    """What lies between two who talk, and strikes when a certain piece of their talk passes."""

    upstream: int
    counts_requests: bool = True
    passed: int = 0
    strike_at: int = 0
    strike: Callable[[], Awaitable[None]] | None = None
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def listen(self) -> int:
        self._server = await asyncio.start_server(self._between, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def arm(self, strike_at: int, strike: Callable[[], Awaitable[None]]) -> None:
        self.passed, self.strike_at, self.strike = 0, strike_at, strike

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.close()
        await self._server.wait_closed()

    async def _between(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            onward, back = await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            writer.close()
            return
        self._open |= {writer, back}
        there = self._pass_on(reader, back, counted=self.counts_requests)
        await asyncio.gather(there, self._pass_on(onward, writer, counted=True))
        self._open -= {writer, back}

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool) -> None:
        try:
            while piece := await reader.read(1 << 16):
                self.passed += counted
                if counted and self.strike is not None and self.passed == self.strike_at:
                    strike, self.strike = self.strike, None
                    # Before this piece is passed on: what was said before it was heard, this never is.
                    await strike()
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


@dataclass
class Scene:
    """A durable database, the service on it, phones before it, wires between, and one meeting that goes on."""

    folder: Path
    postgres: Postgres
    wire: Wire
    """To the database: each step of a flush."""
    front: Wire
    """From the service to the phones: each answer of one."""
    front_port: int
    service_url: str
    meeting_id: UUID
    codes: Codes
    signer: TokenSigner
    service: Service

    async def kill_service(self) -> None:
        await asyncio.to_thread(self.service.kill)

    async def kill_database(self) -> None:
        master = self.postgres.process.pid
        children = [pid for pid in processes.list_processes() if processes.parent_of(pid) == master]
        for pid in (master, *children):
            processes.send(pid, signal.SIGKILL)
        await asyncio.to_thread(self.postgres.process.wait)

    async def mend(self) -> None:
        """Start again what is dead."""
        if self.postgres.process.poll() is not None:
            self.postgres = await asyncio.to_thread(
                start_postgres, self.folder / "postgres", durable=True, port=self.postgres.port
            )
        if not self.service.process.is_alive():
            self.service = await start_service(self.service_url, self.folder, port=self.service.port)

    async def check_in(self, teacher_id: UUID, *, phones: int) -> list[UUID]:
        """So many phones of one teacher at once, each until it is acknowledged; what each was told in the end."""
        principal = Principal(teacher_id, DISTRICT, frozenset({"teacher"}), person_id=teacher_id)
        headers = {"Authorization": f"Bearer {self.signer.sign(principal)}"}
        base = f"http://127.0.0.1:{self.front_port}/attendance/v1/districts/{DISTRICT}"
        limits = httpx.Limits(max_connections=phones)
        async with httpx.AsyncClient(base_url=base, headers=headers, limits=limits, verify=PLAIN, timeout=10) as client:
            told = [asyncio.create_task(self._phone(client)) for _ in range(phones)]
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not all(task.done() for task in told):
                    await asyncio.wait(told, timeout=0.05)
                    await self.mend()
        return [task.result() for task in told]

    async def _phone(self, client: httpx.AsyncClient) -> UUID:
        while True:
            shown = self.codes.codes_from(
                clock.real_now(), district_id=DISTRICT, meeting_id=self.meeting_id, phase=Phase.IN
            )
            try:
                answer = await client.put(f"/meetings/{self.meeting_id}/check-in", json={"code": shown[0].code})
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.is_success:
                return UUID(answer.json()["check_in_id"])
            assert answer is None or answer.status_code >= 500, answer.text
            await asyncio.sleep(0.05)

    async def rows_of(self, teacher_id: UUID) -> list[UUID]:
        connection = await asyncpg.connect(self.postgres.url)
        try:
            rows = await connection.fetch(
                "SELECT check_in_id FROM attendance.check_in WHERE teacher_id = $1", teacher_id
            )
        finally:
            await connection.close()
        return [row["check_in_id"] for row in rows]


@pytest.fixture(scope="module")
async def scene(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """One for all who kill there: each mends what it broke."""
    folder = tmp_path_factory.mktemp("kills")
    postgres = await asyncio.to_thread(start_postgres, folder / "postgres", durable=True)
    own = settings.model_copy(update={"database_url": SecretStr(postgres.url)})
    await asyncio.to_thread(migrate, own, url=postgres.url)
    meeting_id = await _meeting_that_goes_on(postgres.url)
    wire = Wire(postgres.port)
    wire_port = await wire.listen()
    address = urlsplit(postgres.url)
    url = address._replace(netloc=f"{address.netloc.rpartition(':')[0]}:{wire_port}").geturl()
    running = await start_service(url, folder)
    front = Wire(running.port, counts_requests=False)
    scene = Scene(
        folder=folder,
        postgres=postgres,
        wire=wire,
        front=front,
        front_port=await front.listen(),
        service_url=url,
        meeting_id=meeting_id,
        codes=Codes(derive(settings.secret("code_key"), "rotating-code")),
        signer=TokenSigner(settings.secret("token_private_key")),
        service=running,
    )
    yield scene
    await asyncio.to_thread(scene.service.kill)
    await front.close()
    await wire.close()
    await asyncio.to_thread(scene.postgres.stop)


async def _meeting_that_goes_on(url: str) -> UUID:
    meeting_id, class_id, now = new_id(), new_id(), clock.real_now()
    opens, closes = now - timedelta(hours=1), now + timedelta(hours=3)
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            "INSERT INTO attendance.training_class (district_id, class_id, revision, title, leader_ids, cancelled,"
            " program_id, mode) VALUES ($1, $2, 1, 'a class', '{}', false, $2, 'CENTRALISED')",
            DISTRICT,
            class_id,
        )
        await connection.execute(
            "INSERT INTO attendance.meeting (district_id, meeting_id, class_id, starts_at, ends_at, hours, cancelled,"
            " in_opens_at, in_late_after, in_closes_at, out_opens_at, out_early_before, out_closes_at)"
            " VALUES ($1, $2, $3, $4, $5, 4, false, $4, $5, $5, $4, $5, $5)",
            *(DISTRICT, meeting_id, class_id, opens, closes),
        )
    finally:
        await connection.close()
    return meeting_id


@pytest.mark.long
async def test_told_to_end_amid_a_rush_it_answers_everybody_it_took_in(district: World, tmp_path: Path) -> None:
    opened = await open_class(district, meetings=[meeting(clock.now())])
    codes = district.apps.of["attendance"].state.codes
    refused: list[type[Exception]] = []

    async def check_in(client: httpx.AsyncClient) -> UUID | None:
        teacher_id = new_id()
        shown = codes.codes_from(
            clock.now(), district_id=district.district_id, meeting_id=opened.first.meeting_id, phase=Phase.IN
        )
        headers = {"Authorization": f"Bearer {district.token('teacher', teacher=teacher_id)}"}
        way = f"/meetings/{opened.first.meeting_id}/check-in"
        try:
            answer = await client.put(way, json={"code": shown[0].code}, headers=headers)
        except httpx.TransportError as gone:
            # It was not taken in any more: nothing was said, and nothing may be recorded.
            refused.append(type(gone))
            return None
        assert answer.status_code == 201, answer.text
        return UUID(answer.json()["check_in_id"])

    async with service(district.apps.settings.database_url.get_secret_value(), tmp_path) as running:
        base = f"http://127.0.0.1:{running.port}/attendance/v1/districts/{district.district_id}"
        limits = httpx.Limits(max_connections=40)
        async with httpx.AsyncClient(base_url=base, limits=limits, timeout=60) as client:
            rush = [asyncio.create_task(check_in(client)) for _ in range(200)]
            await asyncio.wait(rush, return_when=asyncio.FIRST_COMPLETED)
            running.tell(signal.SIGTERM)
            told = await asyncio.gather(*rush)
        assert await asyncio.to_thread(running.ended, within_seconds=30)

    acknowledged = {one for one in told if one is not None}
    assert acknowledged
    assert {row["check_in_id"] for row in await rows_of(district, "check_in")} == acknowledged
    assert len(acknowledged) + len(refused) == 200


@pytest.mark.long
async def test_two_processes_that_take_the_same_people_in_opposite_orders_record_each_once(
    district: World, tmp_path: Path
) -> None:
    opened = await open_class(district, meetings=[meeting(clock.now())])
    codes = district.apps.of["attendance"].state.codes
    url = district.apps.settings.database_url.get_secret_value()
    teachers = [new_id() for _ in range(60)]
    way = f"/attendance/v1/districts/{district.district_id}/meetings/{opened.first.meeting_id}/check-in"

    async def check_in(client: httpx.AsyncClient, teacher_id: UUID) -> tuple[UUID, UUID]:
        shown = codes.codes_from(
            clock.now(), district_id=district.district_id, meeting_id=opened.first.meeting_id, phase=Phase.IN
        )
        headers = {"Authorization": f"Bearer {district.token('teacher', teacher=teacher_id)}"}
        answer = await client.put(way, json={"code": shown[0].code}, headers=headers)
        assert answer.is_success, answer.text
        return teacher_id, UUID(answer.json()["check_in_id"])

    async with (
        service(url, tmp_path) as here,
        service(url, tmp_path) as there,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{here.port}", timeout=60) as one,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{there.port}", timeout=60) as other,
    ):
        told = await asyncio.gather(
            *(check_in(one, teacher) for teacher in teachers),
            *(check_in(other, teacher) for teacher in reversed(teachers)),
        )

    held = {(row["teacher_id"], row["check_in_id"]) for row in await rows_of(district, "check_in")}
    assert len(held) == 60
    assert set(told) == held


# A flush at the least, with its beginning, two statements, its commit and an answer to each; and what each of
# the phones is told.
@pytest.mark.long
@pytest.mark.parametrize("killed", ["service", "database"])
@pytest.mark.parametrize(("talk", "phones", "at_least"), [("wire", 20, 8), ("front", 8, 8)])
async def test_killed_at_whatever_step_nothing_acknowledged_is_lost_nor_doubled(
    scene: Scene, killed: str, talk: str, phones: int, at_least: int
) -> None:
    kill = {"service": scene.kill_service, "database": scene.kill_database}[killed]
    scene.wire.strike = scene.front.strike = None
    struck_on = {"wire": scene.wire, "front": scene.front}[talk]
    await scene.check_in(new_id(), phones=phones)

    struck = 0
    for step in itertools.count(1):
        teacher_id = new_id()
        struck_on.arm(step, kill)
        told = await scene.check_in(teacher_id, phones=phones)
        held = await scene.rows_of(teacher_id)

        assert len(held) == 1, f"step {step}: {len(held)} rows"
        assert set(told) == set(held), f"step {step}: acknowledged {set(told)}, held {held}"
        if struck_on.strike is not None:
            # The talk had ended before this piece: all its steps have been tried.
            break
        struck += 1

    assert struck >= at_least
