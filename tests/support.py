"""What tests stand on: all services in one process, and a small district of one's own."""

import itertools
import os
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

import asyncpg
import httpx
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.composed import FACTORIES
from services.contracts import Event, TimelineChanged
from services.directory import operations as directory
from services.directory.models import Appointment, KnownAccount, Teacher
from services.platform import clock, outbox
from services.platform.access import Principal
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.ids import new_id
from services.platform.settings import Settings
from services.platform.tokens import TokenSigner
from tests.moulds import Mould
from workers import relay, subscriptions
from workers.subscriptions import SUBSCRIPTIONS, Subscription, consumers_by_topic, deliver

SERVICES = tuple(FACTORIES)
# Districts are numbered per process; each worker process has a database of its own.
_numbers = itertools.count(110_000)
# The processes of a suite share a queue that counts by address.
_addresses = itertools.count(1)
# The worlds made so far: whoever is invented lives in the last of them, so that no two worlds share a person.
worlds_made = [341825]
_HIRED = date(2010, 9, 1)
_MOST_IN_EVENT = 100
# To judge everybody anew with each day that passes is most of what a drain would cost: see `standings_kept`.
JUDGING = frozenset({"ledger.go_on_judging"})


class Apps:
    """Every service with its lifespan running, and sessions as any role."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.signer = TokenSigner(settings.secret("token_private_key"))
        self.of: dict[str, FastAPI] = {}
        self.sessions: dict[str, Sessions] = {}
        self._engines: list[AsyncEngine] = []
        self._founding: list[asyncpg.Connection[asyncpg.Record]] = []
        # What districts are cast from, and the first of them; where every one is made by itself, None.
        self.mould: tuple[Mould, World] | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        for name in SERVICES:
            app = FACTORIES[name](self.settings)
            await self._stack.enter_async_context(app.router.lifespan_context(app))
            self.of[name] = app
        for role in (*SERVICES, "relay"):
            engine = open_engine(self.settings, role)
            self._engines.append(engine)
            self.sessions[role] = district_sessions(engine, clock_moves=True)
        self.ask_for_the_clock(always=False)
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self._stack.aclose()
        for engine in self._engines:
            await engine.dispose()
        for connection in self._founding:
            connection.terminate()

    @asynccontextmanager
    async def founding(self) -> "AsyncIterator[asyncpg.Connection[asyncpg.Record]]":
        """A superuser's connection for one at a time; tests cut those that wait for the next."""
        connection = self._founding.pop() if self._founding else None
        if connection is None or connection.is_closed():
            url = self.settings.database_url.get_secret_value()
            connection = await asyncpg.connect(url, server_settings={"timezone": "UTC"})
        yield connection
        self._founding.append(connection)

    def ask_for_the_clock(self, *, always: bool) -> None:
        """Whether each transaction reads how far the clock was moved: one more question, for tests that move it."""
        for sessions in (*self.sessions.values(), *(app.state.sessions for app in self.of.values())):
            sessions.kw["info"]["clock_moves"] = always

    def http(self, service: str, base: str, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
        # Each from an address of its own: what one asks too often hinders no other.
        address = f"process {os.getpid()}, client {next(_addresses)}"
        transport = httpx.ASGITransport(app=self.of[service], raise_app_exceptions=False, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url=f"http://test{base}", headers=headers)


class Api:
    """A client of one service as one principal; POSTs carry a fresh Idempotency-Key unless given one."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = dict(options.pop("headers", None) or {})
        if method == "POST":
            headers.setdefault("Idempotency-Key", str(uuid.uuid4()))
        # An empty path would get a slash of httpx's own.
        url = path or str(self.client.base_url).rstrip("/")
        return await self.client.request(method, url, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("GET", path, **options)

    async def post(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("POST", path, **options)

    async def put(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("PUT", path, **options)


@dataclass(frozen=True, slots=True)
class SchoolOf:
    school_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class TeacherOf:
    teacher_id: UUID
    staff_number: str
    school_id: UUID


@dataclass
class World:
    """A district for one test."""

    apps: Apps
    district_id: int
    schools: list[SchoolOf] = field(default_factory=list)
    teachers: list[TeacherOf] = field(default_factory=list)
    admin_id: UUID = field(default_factory=new_id)
    trainer_id: UUID = field(default_factory=new_id)
    unheard: ClassVar[frozenset[str]] = JUDGING

    def token(
        self,
        role: str,
        *,
        teacher: UUID | None = None,
        school: UUID | None = None,
        account_id: UUID | None = None,
        scopes: frozenset[str] = frozenset(),
    ) -> str:
        """A signed token of a role; `teacher` is whom it speaks for, `school` where it belongs."""
        if account_id is None:
            account_id = {"district_admin": self.admin_id, "trainer": self.trainer_id}.get(role) or teacher or new_id()
        if role == "teacher" and teacher is not None and school is None:
            school = next((one.school_id for one in self.teachers if one.teacher_id == teacher), None)
        return self.apps.signer.sign(
            Principal(
                account_id=account_id,
                district_id=self.district_id,
                roles=frozenset({role}),
                unit_id=school,
                person_id=teacher,
                scopes=scopes,
                logged_in_at=clock.real_now(),
            )
        )

    def api(
        self,
        service: str,
        role: str = "district_admin",
        *,
        teacher: UUID | None = None,
        school: UUID | None = None,
        account_id: UUID | None = None,
        scopes: frozenset[str] = frozenset({"summary:read", "feed:read"}),
    ) -> Api:
        """A client whose paths start below the district."""
        token = self.token(role, teacher=teacher, school=school, account_id=account_id, scopes=scopes)
        base = f"/{service}/v1/districts/{self.district_id}"
        return Api(self.apps.http(service, base, {"Authorization": f"Bearer {token}", "Accept-Language": "en"}))

    async def account(
        self, role: str, *, account_id: UUID | None = None, school: UUID | None = None, teacher: UUID | None = None
    ) -> UUID:
        """An account that other services know, to be named by its id; nobody logs in by it."""
        known = KnownAccount(
            district_id=self.district_id,
            account_id=account_id or new_id(),
            roles=[role],
            school_id=school,
            teacher_id=teacher,
        )
        async with self.session("directory") as session:
            session.add(known)
        return known.account_id

    async def client(self, *scopes: str) -> tuple[str, str]:
        """A connected system: what it logs in with, and its secret."""
        admin = self.api("directory")
        made = await admin.post("/clients", json={"name": "县教师档案系统", "scopes": list(scopes)})
        given = await admin.put(f"/clients/{made.json()['id']}/secrets/A")
        return given.json()["client_id"], given.json()["secret"]

    @asynccontextmanager
    async def session(self, role: str) -> AsyncIterator[AsyncSession]:
        """A committed transaction of this district as a Postgres role."""
        async with district_transaction(self.apps.sessions[role], self.district_id) as session:
            yield session

    async def publish(self, event: Event, *, role: str = "registration") -> UUID:
        """Commit an event as if a service had said it."""
        async with self.session(role) as session:
            return await outbox.publish(session, event)

    async def drain(self) -> None:
        """Route and deliver this district's events, and what they cause, until all is quiet."""
        consumers = {topic: set(heard) - self.unheard for topic, heard in consumers_by_topic().items()}
        for _ in range(50):
            async with district_transaction(self.apps.sessions["relay"], self.district_id) as session:
                await outbox.route_events(session, district_id=self.district_id, consumers=consumers)
                due = await outbox.take_due(session, district_id=self.district_id)
                packs = list(relay.packed((row.consumer, row.event_id, row.attempts) for row in due))
            if not packs:
                return
            for consumer, event_ids in packs:
                await self._hear(SUBSCRIPTIONS[consumer], event_ids)
        raise AssertionError("the district's events do not come to rest")

    async def _hear(self, subscription: Subscription, event_ids: Sequence[UUID]) -> None:
        """As the worker does; but a first attempt that succeeds need not be counted, which is a third of its work."""
        sessions = self.apps.sessions[subscription.service]
        if not subscription.alone:
            # Whatever fails here, the worker's own way meets it again and tells of it.
            with suppress(Exception):
                await subscriptions._handle(subscription, sessions, district_id=self.district_id, event_ids=event_ids)
                return
        await deliver(subscription, sessions, district_id=self.district_id, event_ids=event_ids)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a route that succeeds: how, as whom, and with what."""

    operation: str
    method: str
    path: str
    role: str
    json: Any = None
    query: dict[str, Any] | None = None
    content: bytes | None = None
    headers: dict[str, str] | None = None
    teacher: UUID | None = None
    school: UUID | None = None
    status: int = 200


async def appoint(session: AsyncSession, *, district_id: int, teachers: Sequence[TeacherOf]) -> None:
    """Teachers all at once, as a roster says them: one by one takes 30 statements and eight events."""
    session.add_all(
        Teacher(
            district_id=district_id,
            teacher_id=one.teacher_id,
            person_id=new_id(),
            staff_number=one.staff_number,
            name=f"教师{number}",
            birth_date=None,
            hire_date=_HIRED,
            retire_date=None,
        )
        for number, one in enumerate(teachers, start=1)
    )
    await session.flush()
    session.add_all(
        Appointment(
            district_id=district_id,
            appointment_id=new_id(),
            teacher_id=one.teacher_id,
            school_id=one.school_id,
            post="TEACHER",
            stage="PRIMARY",
            subject=None,
            title=None,
            title_tier=None,
            valid_from=_HIRED,
            valid_to=None,
        )
        for one in teachers
    )
    await session.flush()
    for first in range(0, len(teachers), _MOST_IN_EVENT):
        teacher_ids = tuple(one.teacher_id for one in teachers[first : first + _MOST_IN_EVENT])
        await outbox.publish(session, TimelineChanged(district_id=district_id, teacher_ids=teacher_ids))


async def make_world(apps: Apps, *, pack: str = "XC", parameters: dict[str, Any] | None = None) -> World:
    """A fresh district: two schools, eight teachers (the first four in the first school), a pack for five years.

    Where there is a mould and nothing unusual is asked for, it is cast, and what it says of itself has been heard.
    """
    usual = pack == "XC" and not parameters and World.unheard == JUDGING and not clock.offset()
    world = World(apps, next(_numbers))
    if apps.mould is not None and usual:
        await _cast(world, *apps.mould)
    else:
        await _found(world, pack=pack, parameters=parameters or {})
    worlds_made.append(world.district_id)
    return world


async def use_mould(apps: Apps) -> None:
    """Have the districts of these services cast from now on."""
    first, since = World(apps, next(_numbers)), clock.real_now()
    await _found(first, pack="XC", parameters={})
    await first.drain()
    async with apps.founding() as connection:
        apps.mould = await Mould.of(connection, first.district_id, since=since), first


async def _cast(world: World, mould: Mould, first: World) -> None:
    async with world.apps.founding() as connection:
        new = await mould.cast(connection, world.district_id, at=clock.now())
    world.admin_id, world.trainer_id = new[first.admin_id], new[first.trainer_id]
    world.schools.extend(replace(one, school_id=new[one.school_id]) for one in first.schools)
    world.teachers.extend(
        replace(one, teacher_id=new[one.teacher_id], school_id=new[one.school_id]) for one in first.teachers
    )


async def _found(world: World, *, pack: str, parameters: dict[str, Any]) -> None:
    """Make a district through the directory's own operations."""
    async with world.session("directory") as session:
        await directory.create_district(
            session, district_id=world.district_id, name="试验区", level="COUNTY", parent_id=None, at=clock.now()
        )
        for number in range(2):
            school = await directory.add_school(
                session,
                district_id=world.district_id,
                code=f"S{number + 1}",
                name=f"第{'一二'[number]}小学",
                kind="SCHOOL",
                stage="PRIMARY",
            )
            world.schools.append(SchoolOf(school.school_id, school.code))
        world.teachers.extend(
            TeacherOf(new_id(), f"T{number + 1:03}", world.schools[number // 4].school_id) for number in range(8)
        )
        await appoint(session, district_id=world.district_id, teachers=world.teachers)
        session.add_all(
            KnownAccount(
                district_id=world.district_id, account_id=account_id, roles=[role], school_id=None, teacher_id=None
            )
            for account_id, role in ((world.admin_id, "district_admin"), (world.trainer_id, "trainer"))
        )
        await directory.assign_pack(
            session,
            district_id=world.district_id,
            pack_id=pack,
            valid_from=date(2025, 9, 1),
            valid_to=date(2030, 8, 31),
            parameters=parameters,
            switches={},
            at=clock.now(),
        )
