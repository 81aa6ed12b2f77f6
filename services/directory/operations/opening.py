"""What the directory holds open while it runs: keys, and the way to WeChat."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import httpx
from cryptography.exceptions import InvalidTag
from fastapi import FastAPI
from redis.asyncio import Redis

from services.directory.rules import KNOWN_FOR, wait_after, wait_of_address, wait_of_messages
from services.platform import crypto
from services.platform.delaying import Delays
from services.platform.settings import Settings
from services.platform.tokens import TokenSigner


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Keys of personal data; only the directory has them."""

    data: bytes
    """Wraps the keys of districts, and seals what belongs to an account."""
    indexes: tuple[bytes, ...]
    """By the first of them documents, phones and secrets are found; by another, what stands under it still."""
    successors: tuple[bytes, ...]
    """A refresh token's successor follows from it and this, so that an answer that got lost can be given again."""
    former_data: bytes | None = None
    """What `data` was before, as long as something may be sealed by it."""

    def index(self, value: str) -> bytes:
        """By which it is found from now on."""
        return crypto.blind_index(self.indexes[0], value)

    def ever_index(self, value: str) -> list[bytes]:
        """By any of which it may stand, today's first."""
        return [crypto.blind_index(key, value) for key in self.indexes]

    @property
    def change(self) -> bool:
        """Whether another index key is just taking the place of one."""
        return len(self.indexes) > 1

    def unseal(self, sealed: bytes, *, place: str) -> str:
        """What `data` sealed, or what it was before."""
        try:
            return crypto.unseal(self.data, sealed, place=place)
        except InvalidTag:
            if self.former_data is None:
                raise
            return crypto.unseal(self.former_data, sealed, place=place)

    @classmethod
    def of(cls, settings: Settings) -> "Keys":
        newest, *former = settings.secret_lines("data_key")
        indexes = settings.secret_lines("index_key")
        return cls(
            data=crypto.derive(newest, "personal-data"),
            former_data=crypto.derive(former[0], "personal-data") if former else None,
            indexes=tuple(crypto.derive(one, "blind-index") for one in indexes),
            successors=tuple(crypto.derive(one, "refresh-successor") for one in indexes),
        )


@dataclass(frozen=True, slots=True)
class LoginDelays:
    """Failures of addresses, and of names that no account has: these wait as long as those that one has."""

    addresses: Delays
    names: Delays
    messages: Delays
    """Of text messages each that was sent counts."""
    known: Delays
    """Of who has logged in from an address: as long as there is something left, its failures do not hold them up."""

    @classmethod
    def of(cls, queue: Redis) -> "LoginDelays":
        return cls(
            addresses=Delays(queue, "login-address", wait_after=wait_of_address, counted_for=timedelta(minutes=10)),
            names=Delays(queue, "login-name", wait_after=wait_after, counted_for=timedelta(days=1)),
            messages=Delays(queue, "message", wait_after=wait_of_messages, counted_for=timedelta(days=1)),
            known=Delays(queue, "login-known", wait_after=lambda _: KNOWN_FOR, counted_for=KNOWN_FOR),
        )


@cache
def _trusted() -> ssl.SSLContext:
    """What browsers trust, read once: it takes forty milliseconds."""
    return httpx.create_ssl_context()


@asynccontextmanager
async def open_directory(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    app.state.keys = Keys.of(settings)
    app.state.signer = TokenSigner(settings.secret("token_private_key"))
    app.state.login_delays = LoginDelays.of(app.state.queue)
    app.state.public_keys = settings.secret("token_public_keys")
    # No logging hooks: appsecret and js_code travel in the query string.
    async with (
        httpx.AsyncClient(base_url=settings.wechat_url, timeout=3.0, verify=_trusted()) as wechat,
        httpx.AsyncClient(timeout=5.0, verify=_trusted()) as sms,
    ):
        app.state.wechat, app.state.sms = wechat, sms
        yield
