"""Calls to addresses that strangers name: resolved once, looked at, and made to the very address that was looked at."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, urlsplit

import httpx

from services.platform.errors import DomainError, Text

LONGEST_URL: Final = 1_000
# What is kept of an answer.
LONGEST_ANSWER: Final = 2_048
_CONNECT_SECONDS: Final = 4.0
_SECONDS: Final = 8.0
_RESOLVE_SECONDS: Final = 2.0
_LOWEST_PORT: Final = 1_024

# What some versions of the standard library still take for the open internet: protocol assignments, relays of 6to4,
# site-local networks, documentation.
_NOT_PUBLIC: Final = tuple(ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20"))

# What the system takes for an address though it is written otherwise, such as 0x7f.1, is looked at as it resolves it.
Resolve = Callable[[str, int], Awaitable[list[str]]]


class AddressRefused(DomainError):
    status = 422
    title = Text(zh="不能使用该地址", en="This address cannot be called")
    detail = Text(zh="不能使用该地址:{reason}", en="This address cannot be called: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """How a call went: a status and the beginning of the answer, or the fault in one word."""

    address: str | None
    status: int | None
    fault: str | None
    answer: str
    milliseconds: int


async def resolved(host: str, port: int) -> list[str]:
    """Every address of a host as the system says."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Outgoing:
    """Makes calls. `anywhere` takes http and private addresses too: of demo and test databases only.

    `trusted` says whose certificates hold; by default those that browsers trust.
    """

    def __init__(self, *, anywhere: bool, resolve: Resolve = resolved, trusted: ssl.SSLContext | None = None) -> None:
        self.anywhere = anywhere
        self._resolve = resolve
        self._trusted = trusted

    async def demand(self, url: str) -> None:
        """AddressRefused for what would not be called; a name that nobody knows now may be known later."""
        parts = self._parts(url)
        try:
            await self._pinned(parts)
        except OSError:
            return

    async def post(self, url: str, *, content: bytes, headers: Mapping[str, str]) -> Called:
        """Post to an address that is looked at now, and connect to no other; redirects are not followed."""
        began = monotonic()
        address: str | None = None
        status, fault, answer = None, None, b""
        try:
            async with asyncio.timeout(_SECONDS):
                parts = self._parts(url)
                address = await self._pinned(parts)
                status, answer = await self._send(parts, address, content=content, headers=headers)
        except AddressRefused:
            fault = "ADDRESS_REFUSED"
        except (TimeoutError, httpx.TimeoutException):
            fault = "TIMED_OUT"
        except httpx.ConnectError as error:
            fault = "TLS_FAILED" if "certificate" in str(error).lower() else "NOT_REACHED"
        except httpx.HTTPError:
            fault = "BROKEN_OFF"
        except OSError:
            fault = "NAME_UNKNOWN"
        return Called(
            address=address,
            status=status,
            fault=fault,
            answer=answer.decode("utf-8", "replace").replace("\x00", ""),
            milliseconds=int((monotonic() - began) * 1000),
        )

    async def _send(
        self, parts: SplitResult, address: str, *, content: bytes, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        host, port = parts.hostname or "", _port_of(parts)
        shown = f"[{address}]" if ":" in address else address
        request = httpx.Request(
            "POST",
            httpx.URL(f"{parts.scheme}://{shown}:{port}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"),
            content=content,
            # The name that was asked for stands in Host and in the certificate; only the way there is pinned.
            headers={**headers, "Host": parts.netloc, "Accept-Encoding": "identity"},
            extensions={"sni_hostname": host},
        )
        limits = httpx.Timeout(_SECONDS, connect=_CONNECT_SECONDS)
        if self._trusted is None:
            # Reading what browsers trust takes as long as a call.
            self._trusted = httpx.create_ssl_context(trust_env=False)
        async with httpx.AsyncClient(
            trust_env=False, follow_redirects=False, timeout=limits, verify=self._trusted
        ) as client:
            response = await client.send(request, stream=True)
            try:
                return response.status_code, await beginning_of(response)
            finally:
                await response.aclose()

    def _parts(self, url: str) -> SplitResult:
        if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
            raise AddressRefused(reason=Text(zh="不是正确的网址", en="it is no well-formed address"))
        try:
            parts = urlsplit(url)
            port = _port_of(parts)
        except ValueError as fault:
            raise AddressRefused(reason=Text(zh="不是正确的网址", en="it is no well-formed address")) from fault
        if not parts.hostname:
            raise AddressRefused(reason=Text(zh="不是正确的网址", en="it is no well-formed address"))
        if parts.username is not None or parts.password is not None:
            raise AddressRefused(reason=Text(zh="不得含有用户名或密码", en="it holds a user name or a password"))
        if parts.fragment:
            raise AddressRefused(reason=Text(zh="不得含有 # 片段", en="it holds a fragment"))
        if parts.scheme != "https" and not (self.anywhere and parts.scheme == "http"):
            raise AddressRefused(reason=Text(zh="须以 https 开头", en="only https is called"))
        if port != 443 and port < _LOWEST_PORT and not self.anywhere:
            raise AddressRefused(
                reason=Text(zh="端口须为 443 或不小于 1024", en="its port is neither 443 nor above 1023")
            )
        return parts

    async def _pinned(self, parts: SplitResult) -> str:
        """The first address of the host, if none of them is one of a private network."""
        async with asyncio.timeout(_RESOLVE_SECONDS):
            try:
                found = await self._resolve(parts.hostname or "", _port_of(parts))
            except UnicodeError as fault:
                raise AddressRefused(reason=Text(zh="不是正确的网址", en="it is no well-formed address")) from fault
        if not found:
            raise OSError("the name has no address")
        if not self.anywhere and not all(is_public(address) for address in found):
            raise AddressRefused(reason=Text(zh="指向内部网络", en="it leads into a private network"))
        return found[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet. What carries another address within it never is."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address) and (parsed.ipv4_mapped or parsed.sixtofour or parsed.teredo):
        return False
    if any(parsed in network for network in _NOT_PUBLIC if network.version == parsed.version):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _port_of(parts: SplitResult) -> int:
    return parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)


async def beginning_of(response: httpx.Response) -> bytes:
    """As much of an answer as is kept, as it came: who asks says that nothing packed is wanted."""
    read = b""
    async for chunk in response.aiter_raw():
        read += chunk
        if len(read) >= LONGEST_ANSWER:
            break
    return read[:LONGEST_ANSWER]
