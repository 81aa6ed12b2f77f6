"""The ledger as an application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from services.ledger.operations import key_of_webhooks, look_at_heads, lookout_of
from services.ledger.routes import ROUTERS
from services.ledger.rules import ACCESS
from services.platform.files import FileStore
from services.platform.outgoing import Outgoing
from services.platform.service import create_service
from services.platform.settings import Settings
from services.platform.signing import KeyRing, Signer
from services.platform.streams import Streams
from services.platform.watching import Watch


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="ledger",
        title="Xuefen ledger 学分·台账",
        description="The append-only book of hours and credits: statements, balances, standings, summaries, the feed.",
        routers=ROUTERS,
        matrix=ACCESS,
        settings=settings,
        opener=_open_ledger,
    )


@asynccontextmanager
async def _open_ledger(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    app.state.files = FileStore.open(settings.file_store)
    app.state.book_signer = Signer(settings.secret("book_private_key"))
    app.state.book_keys = KeyRing.read(settings.secret("book_public_keys"))
    app.state.webhook_key = key_of_webhooks(settings)
    app.state.lookout = lookout_of(app.state.sessions)
    app.state.outgoing = Outgoing(anywhere=settings.webhooks_anywhere)
    streams = Streams()
    app.state.book_watch = Watch(partial(look_at_heads, app.state.sessions), ending=streams.ending)
    with streams.until_told_to_end():
        yield
