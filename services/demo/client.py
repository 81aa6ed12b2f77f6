"""A client of the public interface: logs in when first needed, renews, waits its turn, says what went wrong."""

import asyncio
import base64
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

import httpx

from services.demo.values import Addresses, DemoFailed, Login

Connect = Callable[[], httpx.AsyncClient]

# Two logins at once: a password is checked with 25 ms of one core's whole attention.
LOGINS_AT_ONCE: Final = 2
# Every request looks through all open connections: more of them cost more than they bring to two cores.
REQUESTS_AT_ONCE: Final = 12
# Fewer than requests, so that a code never grows old while it waits for its turn.
SCANS_AT_ONCE: Final = 8
# Tokens live for ten minutes of real time.
_RENEW_AFTER_SECONDS: Final = 8 * 60.0
_ATTEMPTS: Final = 8
_FIRST_PAUSE, _LONGEST_PAUSE, _PATIENCE = 0.02, 0.2, 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The status and body of an answer that was expected."""

    status: int
    body: Any


def derived_secret(root: str, purpose: str) -> str:
    """A secret that a second run finds again; nobody derives it without the administrator's password."""
    digest = hashlib.sha256(f"xuefen-demo|{root}|{purpose}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:20]


class Network:
    """The services behind their addresses, and how much is asked of them at once."""

    def __init__(self, addresses: Addresses, http: httpx.AsyncClient) -> None:
        self._addresses = addresses
        self._http = http
        self._turns = asyncio.Semaphore(REQUESTS_AT_ONCE)
        self.logins = asyncio.Semaphore(LOGINS_AT_ONCE)
        self.scans = asyncio.Semaphore(SCANS_AT_ONCE)
        self.requests = 0
        self.succeeded: set[tuple[str, str, str]] = set()
        """Service, method and path of every call that was answered with what it asked for."""

    def base_of(self, service: str) -> str:
        return f"{self._addresses.of[service]}/{service}/v1"

    async def send(self, service: str, method: str, path: str, **options: Any) -> httpx.Response:
        """Send, again where the service was busy or away for a moment; every call of ours may be repeated."""
        pause = _FIRST_PAUSE
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                async with self._turns:
                    self.requests += 1
                    response = await self._http.request(method, self.base_of(service) + path, **options)
                    if response.is_success:
                        self.succeeded.add((service, method, path))
            except httpx.TransportError as fault:
                if attempt == _ATTEMPTS:
                    raise DemoFailed(f"{service} cannot be reached: {fault!r}") from fault
            else:
                if response.status_code != HTTPStatus.SERVICE_UNAVAILABLE or attempt == _ATTEMPTS:
                    return response
            await asyncio.sleep(pause)
            pause = min(2 * pause, 1.0)
        raise AssertionError("unreachable")


class Caller:
    """One account of one district, logged in when it first asks for something."""

    def __init__(self, network: Network, login: Login) -> None:
        self._network = network
        self.login = login
        self._token = ""
        self._renew_at = 0.0
        self._lock = asyncio.Lock()

    async def get(self, service: str, path: str, *, may: tuple[int, ...] = (), **query: Any) -> Reply:
        """GET; `may` names further statuses than 200 that are answers too."""
        return await self._call(service, "GET", path, may=(200, *may), params=query or None)

    async def post(self, service: str, path: str, body: Any = None, *, may: tuple[int, ...] = ()) -> Reply:
        return await self._call(service, "POST", path, may=(200, 201, *may), json=body)

    async def put(self, service: str, path: str, body: Any, *, may: tuple[int, ...] = ()) -> Reply:
        return await self._call(service, "PUT", path, may=(200, 201, *may), json=body)

    async def upload(
        self, service: str, path: str, content: bytes, *, may: tuple[int, ...] = (), **query: Any
    ) -> Reply:
        """POST a spreadsheet."""
        headers = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        return await self._call(service, "POST", path, may=(201, *may), params=query, content=content, headers=headers)

    async def download(self, service: str, path: str, **query: Any) -> bytes:
        """GET something that is not JSON: a file, or a stream from its first event to its last."""
        return (await self._answer(service, "GET", path, may=(200,), params=query or None)).content

    async def list_all(self, service: str, path: str, **query: Any) -> list[dict[str, Any]]:
        """Every item of a paged list."""
        items: list[dict[str, Any]] = []
        while True:
            page = (await self.get(service, path, limit=500, **query)).body
            items += page["items"]
            query["cursor"] = page["next_cursor"]
            if query["cursor"] is None:
                return items

    async def _call(self, service: str, method: str, path: str, **options: Any) -> Reply:
        response = await self._answer(service, method, path, **options)
        return Reply(response.status_code, response.json() if response.content else None)

    async def _answer(
        self,
        service: str,
        method: str,
        path: str,
        *,
        may: tuple[int, ...],
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> httpx.Response:
        address = f"/districts/{self.login.district_id}{path}"
        sent = dict(headers or {})
        if method == "POST":
            sent["Idempotency-Key"] = str(uuid4())
        for attempt in (1, 2):
            sent["Authorization"] = f"Bearer {await self._valid_token()}"
            response = await self._network.send(service, method, address, headers=sent, **options)
            if response.status_code != HTTPStatus.UNAUTHORIZED or attempt > 1:
                break
            self._renew_at = 0.0
        if response.status_code not in may:
            raise DemoFailed(f"{method} {service}{address} as {self.login.username}: {_told(response)}")
        return response

    async def log_in(self) -> None:
        """Log in now, if that is still to be done."""
        await self._valid_token()

    async def _valid_token(self) -> str:
        if time.monotonic() < self._renew_at:
            return self._token
        async with self._lock:
            if time.monotonic() >= self._renew_at:
                self._token = await self._new_token()
                self._renew_at = time.monotonic() + _RENEW_AFTER_SECONDS
        return self._token

    async def _new_token(self) -> str:
        login = self.login
        if login.role == "integration":
            form = {"grant_type": "client_credentials", "client_id": login.username, "client_secret": login.password}
            response = await self._network.send("directory", "POST", "/oauth/token", data=form)
        else:
            body = {"district_id": login.district_id, "username": login.username, "password": login.password}
            async with self._network.logins:
                response = await self._network.send("directory", "POST", "/tokens", json=body)
        if response.status_code != HTTPStatus.OK:
            raise DemoFailed(f"{login.username} of {login.district_id} cannot log in: {_told(response)}")
        return str(response.json()["access_token"])


@asynccontextmanager
async def connected(addresses: Addresses, connect: Connect | None) -> AsyncIterator[Network]:
    """The network; `connect` makes another HTTP client than the usual one, as tests within one process need."""
    async with (connect or _connect)() as http:
        yield Network(addresses, http)


def refusal_of(reply: Reply) -> str:
    """Which rule refused, such as `own-plan`; empty where nothing was refused."""
    kind = reply.body.get("type", "") if isinstance(reply.body, dict) else ""
    return str(kind).rpartition(":")[2]


async def until(awaited: str, look: Callable[[], Awaitable[bool]]) -> None:
    """Look again and again, ever more slowly, until something is there that events bring; give up after a minute."""
    pause, gives_up_at = _FIRST_PAUSE, time.monotonic() + _PATIENCE
    while not await look():
        if time.monotonic() > gives_up_at:
            raise DemoFailed(f"waited {_PATIENCE:.0f} s in vain for {awaited}: are the worker and the relay running?")
        await asyncio.sleep(pause)
        pause = min(1.5 * pause, _LONGEST_PAUSE)


async def together(*works: Awaitable[Any]) -> list[Any]:
    """Do these at once; the first failure stops the others and is the one that is told."""
    tasks: list[asyncio.Task[Any]] = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_as_coroutine(work)) for work in works]
    except BaseExceptionGroup as faults:
        raise _first(faults) from faults
    return [task.result() for task in tasks]


async def _as_coroutine(work: Awaitable[Any]) -> Any:
    return await work


def _first(fault: BaseException) -> BaseException:
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return fault


def _connect() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=2 * REQUESTS_AT_ONCE, max_keepalive_connections=REQUESTS_AT_ONCE)
    return httpx.AsyncClient(
        limits=limits, timeout=httpx.Timeout(30.0, pool=None), headers={"Accept-Language": "en"}, trust_env=False
    )


def _told(response: httpx.Response) -> str:
    try:
        problem = response.json()
        return f"{response.status_code} {problem['title']}: {problem['detail']} {problem.get('errors') or ''}".strip()
    except (ValueError, KeyError, TypeError):
        return f"{response.status_code} {response.text[:300]}"
