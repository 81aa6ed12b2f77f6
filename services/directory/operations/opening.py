"""What the directory holds open while it runs: keys, and the way to WeChat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from services.platform import crypto
from services.platform.settings import Settings
from services.platform.tokens import TokenSigner


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of personal data; only the directory has them."""

    data: bytes
    index: bytes

    @classmethod
    def of(cls, settings: Settings) -> "Keys":
        return cls(
            data=crypto.derive(settings.secret("data_key"), "personal-data"),
            index=crypto.derive(settings.secret("index_key"), "blind-index"),
        )


@asynccontextmanager
async def open_directory(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    app.state.keys = Keys.of(settings)
    app.state.signer = TokenSigner(settings.secret("token_private_key"))
    app.state.public_keys = settings.secret("token_public_keys")
    # No logging hooks: appsecret and js_code travel in the query string.
    async with httpx.AsyncClient(base_url=settings.wechat_url, timeout=3.0) as wechat:
        app.state.wechat = wechat
        yield
