"""Teachers who enrol, come, claim degrees, get accounts, and insist on an answer; what they were told is kept."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import httpx

from services.attendance.rules import Codes, Phase
from services.platform import clock
from services.platform.crypto import derive
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.bench.people import People
from tests.chaos.busyness import Span
from tests.chaos.machine import DIRECTORY, SERVICES, Machine
from tests.registration.term import class_body, meeting_body, program_body

SEATS_PER_TEACHER = 0.1
_ASK_SECONDS = 12.0
_INSIST_SECONDS = 120.0
_READ_EVERY_SECONDS = 0.05
_READERS = 24
_BETWEEN_SECONDS = 0.2
_OK, _CREATED = 200, 201


class Unanswered(Exception):
    """Somebody insisted for two minutes and was not answered."""


@dataclass(frozen=True, slots=True)
class Answered:
    """With which status somebody was answered, 0 for not at all, and how long it took."""

    status: int
    span: Span


@dataclass
class Told:
    """What was acknowledged, and what was refused with which status."""

    enrolled: dict[UUID, UUID] = field(default_factory=dict)
    """enrolment -> teacher, those who withdrew left out."""
    withdrawn: set[UUID] = field(default_factory=set)
    checked_in: dict[UUID, UUID] = field(default_factory=dict)
    """check-in -> teacher"""
    claimed: dict[UUID, UUID] = field(default_factory=dict)
    """claim -> teacher"""
    recognised: set[UUID] = field(default_factory=set)
    accounts: dict[UUID, UUID] = field(default_factory=dict)
    """account -> teacher"""
    put_off: list[Answered] = field(default_factory=list)
    """Who writes and was told to come again."""
    read: list[Answered] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    declined: Counter[str] = field(default_factory=Counter)
    """By the rules, no fault: a class that is full, for instance."""
    unexpected: list[str] = field(default_factory=list)
    """Answers that no fault excuses: a 5xx other than 503, a 503 without Retry-After, a second answer that differs."""

    def acknowledged(self) -> dict[str, int]:
        return {
            "enrolments": len(self.enrolled) + len(self.withdrawn),
            "withdrawals": len(self.withdrawn),
            "check_ins": len(self.checked_in),
            "claims": len(self.claimed),
            "recognitions": len(self.recognised),
            "accounts": len(self.accounts),
        }


@dataclass
class Crowd:
    """The people of one district before the services of a machine."""

    machine: Machine
    people: People
    random: Random
    client: httpx.AsyncClient
    class_id: UUID = field(default_factory=new_id)
    meeting_id: UUID = field(default_factory=new_id)
    told: Told = field(default_factory=Told)
    leaving: bool = False
    _codes: Codes = field(init=False)

    def __post_init__(self) -> None:
        self._codes = Codes(derive(load_settings().secret("code_key"), "rotating-code"))

    async def open_class(self) -> None:
        """A class with fewer seats than people, whose first meeting is about to begin."""
        at = self._district("registration")
        plan = await self._made(f"{at}/plans", title="年度计划", starts_on="2025-09-01", ends_on="2027-08-31")
        program = await self._made(f"{at}/plans/{plan['plan_id']}/programs", **program_body())
        begins = clock.now() + timedelta(minutes=10)
        sitting = meeting_body(starts_at=begins.isoformat(), ends_at=(begins + timedelta(hours=3)).isoformat())
        wanted = class_body(
            capacity=max(1, int(len(self.people.teacher_ids) * SEATS_PER_TEACHER)),
            closes_at=(begins + timedelta(minutes=5)).isoformat(),
            meetings=[sitting],
        )
        made = await self._made(f"{at}/programs/{program['program_id']}/classes", **wanted)
        self.class_id = UUID(made["class_id"])
        (self.meeting_id,) = (UUID(one["meeting_id"]) for one in made["meetings"])
        # Until attendance has heard of it, every code is one of an unknown meeting.
        async with asyncio.timeout(_INSIST_SECONDS):
            heard = "SELECT FROM attendance.meeting WHERE meeting_id = $1"
            while not await self.machine.ask(heard, self.meeting_id):  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(0.1)

    async def live(self, desks: int) -> None:
        """At so many desks of each kind one after another is served, until the crowd is told to leave."""
        async with asyncio.TaskGroup() as served:
            served.create_task(self._look_on())
            served.create_task(self._serve(iter(self.people.teacher_ids), self._give_account))
            for errand in (self._enrol, self._check_in, self._claim):
                line = iter(self.people.teacher_ids)
                for _ in range(desks):
                    served.create_task(self._serve(line, errand))

    async def read(self) -> int:
        """Look at the plans; the status of the answer, once there is any."""
        while not (status := (await self._read("registration", "plans")).status):  # noqa: ASYNC110 - who is away tells nobody
            await asyncio.sleep(_READ_EVERY_SECONDS)
        return status

    async def read_until_answered(self) -> None:
        """Until one of the services, of which others may just have fallen for themselves, reads from the database."""

        async def insist(service: str) -> None:
            while await self.ask_health("/readyz", service) != _OK:  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(_READ_EVERY_SECONDS)

        readers = [asyncio.create_task(insist(service)) for service in SERVICES]
        try:
            async with asyncio.timeout(_INSIST_SECONDS):
                await asyncio.wait(readers, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for reader in readers:
                reader.cancel()

    async def read_together(self) -> Sequence[Answered]:
        """Many look at the schools, one soon after another."""

        async def read(place: int) -> Answered:
            await asyncio.sleep(place * _READ_EVERY_SECONDS)
            return await self._read(DIRECTORY, "schools")

        return await asyncio.gather(*map(read, range(_READERS)))

    async def ask_health(self, path: str, service: str = DIRECTORY) -> int:
        """How it answers; 0 where nobody does."""
        with suppress(httpx.TransportError):
            return (await self.client.get(f"{self.machine.root(service)}{path}")).status_code
        return 0

    async def _look_on(self) -> None:
        while not self.leaving:
            self.told.read.append(await self._read("registration", "plans"))
            await asyncio.sleep(_READ_EVERY_SECONDS)

    async def _read(self, service: str, shown: str) -> Answered:
        headers = {"Authorization": f"Bearer {self.people.token('district_admin')}"}
        asked_at = time.monotonic()
        try:
            answer = await self.client.get(f"{self._district(service)}/{shown}", headers=headers)
        except httpx.TransportError:
            return Answered(0, Span(asked_at, time.monotonic()))
        self._demand_excused(answer)
        return Answered(answer.status_code, Span(asked_at, time.monotonic()))

    async def _serve(self, line: Iterator[UUID], errand: Callable[[UUID, str], Awaitable[None]]) -> None:
        for teacher_id in line:
            if self.leaving:
                return
            await errand(teacher_id, self.people.token("teacher", teacher_id=teacher_id))
            # Two cores serve them all, and everything that falls has to get up on them as well.
            await asyncio.sleep(self.random.uniform(0, 2 * _BETWEEN_SECONDS))

    async def _enrol(self, teacher_id: UUID, token: str) -> None:
        path = f"{self._district('registration')}/classes/{self.class_id}/enrolments"
        answer = await self._insist("POST", path, token, {"accept_waiting": False})
        if answer.status_code != _CREATED:
            return
        enrolment_id = UUID(answer.json()["enrolment_id"])
        self.told.enrolled[enrolment_id] = teacher_id
        if self.random.random() < 0.3:
            path = f"{self._district('registration')}/enrolments/{enrolment_id}/withdrawal"
            gone = await self._insist("PUT", path, token, {"reason": "临时公务"})
            if gone.is_success:
                del self.told.enrolled[enrolment_id]
                self.told.withdrawn.add(enrolment_id)

    async def _check_in(self, teacher_id: UUID, token: str) -> None:
        path = f"{self._district('attendance')}/meetings/{self.meeting_id}/check-in"
        # Two phones at once are one check-in.
        answers = await asyncio.gather(*(self._insist("PUT", path, token, None) for _ in range(2)))
        ids = {UUID(answer.json()["check_in_id"]) for answer in answers if answer.is_success}
        if len(ids) > 1:
            self.told.unexpected.append(f"two phones were told of two check-ins: {sorted(map(str, ids))}")
        for check_in_id in ids:
            self.told.checked_in[check_in_id] = teacher_id

    async def _claim(self, teacher_id: UUID, token: str) -> None:
        at = self._district("assessment")
        degree = {
            "teacher_id": str(teacher_id),
            "kind": "DEGREE",
            "degree_level": "BACHELOR",
            "certificate_no": f"1036612026{teacher_id.int % 10**8:08}",
            "awarded_on": "2026-07-05",
            "evidence": "毕业证书原件,学校核验",
        }
        answer = await self._insist("POST", f"{at}/claims", token, degree)
        if answer.status_code != _CREATED:
            return
        claim_id = UUID(answer.json()["claim_id"])
        self.told.claimed[claim_id] = teacher_id
        officer = self.people.token("district_admin")
        body = {"approved": True, "reason": "学信网核验一致"}
        if (await self._insist("PUT", f"{at}/claims/{claim_id}/decision", officer, body)).is_success:
            self.told.recognised.add(claim_id)

    async def _give_account(self, teacher_id: UUID, token: str) -> None:
        """An officer makes it, and looks at the teacher; sometimes who is not sure asks once more with the same key."""
        officer, key = self.people.token("district_admin"), str(new_id())
        account = {
            "username": f"T-{teacher_id.hex}",
            "display_name": "教师",
            "roles": ["teacher"],
            "school_id": str(self.people.school_id),
            "teacher_id": str(teacher_id),
        }
        times = 2 if self.random.random() < 0.3 else 1
        for _ in range(times):
            answer = await self._insist(
                "POST", f"{self._district(DIRECTORY)}/accounts", officer, {"accounts": [account]}, key=key
            )
            made = answer.json()["items"][0] if answer.status_code == _CREATED else {"problem": answer.text}
            if made["problem"] is not None:
                self.told.unexpected.append(f"an account that nobody had was not made: {made['problem']}")
                return
            self.told.accounts[UUID(made["account_id"])] = teacher_id
        await self._insist("GET", f"{self._district(DIRECTORY)}/teachers/{teacher_id}", officer, None)

    async def _made(self, url: str, **body: Any) -> dict[str, Any]:
        answer = await self._insist("POST", url, self.people.token("district_admin"), body)
        if answer.status_code != _CREATED:
            raise RuntimeError(f"{url}: {answer.text}")
        return dict(answer.json())

    async def _insist(
        self, method: str, url: str, token: str, body: dict[str, Any] | None, *, key: str | None = None
    ) -> httpx.Response:
        """Ask with one key until there is an answer that is none of a fault; check-ins show the code of the moment."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key or str(new_id())}
        gives_up_at, pause = time.monotonic() + _INSIST_SECONDS, 0.05
        while (asked_at := time.monotonic()) < gives_up_at:
            shown = {"code": self._code()} if body is None and method == "PUT" else body
            try:
                answer = await self.client.request(method, url, headers=headers, json=shown)
            except httpx.TransportError as fault:
                self.told.refused[type(fault).__name__] += 1
            else:
                if answer.status_code < 500 and not _is_passing(answer):
                    if not answer.is_success:
                        self.told.declined[str(answer.json().get("type")).rpartition(":")[2]] += 1
                    return answer
                self.told.refused[str(answer.status_code)] += 1
                if _is_passing(answer):
                    await asyncio.sleep(pause)
                    continue
                self.told.put_off.append(Answered(answer.status_code, Span(asked_at, time.monotonic())))
                self._demand_excused(answer)
            await asyncio.sleep(pause)
            pause = min(1.0, pause * 1.5)
        raise Unanswered(f"{method} {url}")

    def _demand_excused(self, answer: httpx.Response) -> None:
        """No fault excuses another 5xx than 503, nor one that does not say when to come again."""
        if answer.is_server_error and (answer.status_code != 503 or "retry-after" not in answer.headers):
            asked = answer.request
            self.told.unexpected.append(f"{answer.status_code} of {asked.method} {asked.url}: {answer.text[:300]}")

    def _code(self) -> str:
        shown = self._codes.codes_from(
            clock.real_now(), district_id=self.people.district_id, meeting_id=self.meeting_id, phase=Phase.IN
        )
        return shown[0].code

    def _district(self, service: str) -> str:
        return f"{self.machine.url(service)}/districts/{self.people.district_id}"


def _is_passing(answer: httpx.Response) -> bool:
    """The first request with this key is still at work, it was too many, or attendance has yet to hear of the class."""
    if answer.status_code == 429:
        return True
    if answer.status_code not in (404, 409):
        return False
    kind = str(answer.json().get("type", ""))
    return "retry-after" in answer.headers or kind.endswith((":not-found", ":meeting-unknown"))


def open_client() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=64)
    return httpx.AsyncClient(timeout=_ASK_SECONDS, limits=limits, trust_env=False)
