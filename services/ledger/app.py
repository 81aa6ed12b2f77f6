"""The ledger as an application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from fastapi import FastAPI

from services.ledger.operations import keys_of_webhooks, look_at_heads, lookout_of
from services.ledger.routes import ROUTERS
from services.ledger.rules import ACCESS, RECORDED_READS
from services.platform.files import FileStore
from services.platform.limiting import Limit, Limits, by_client, by_district
from services.platform.outgoing import Outgoing
from services.platform.service import create_service
from services.platform.settings import Settings
from services.platform.signing import KeyRing, Signer
from services.platform.streams import Streams
from services.platform.watching import Watch

# Who reads the feed asks again as soon as there is something, which in a busy minute is at every posting.
LIMITS: Final[Limits] = {
    "post_history_import": Limit("post_history_import", an_hour=20, by=by_district),
    "list_entries": Limit("list_entries", a_minute=600, by=by_client),
}


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="ledger",
        title="Xuefen ledger 学分·台账",
        description="The append-only book of hours and credits: statements, balances, standings, summaries, the feed.",
        routers=ROUTERS,
        matrix=ACCESS,
        recorded_reads=RECORDED_READS,
        limits=LIMITS,
        settings=settings,
        opener=_open_ledger,
    )


@asynccontextmanager
async def _open_ledger(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    app.state.files = FileStore.open(settings.file_store)
    app.state.book_signer = Signer(settings.secret("book_private_key"))
    app.state.book_keys = KeyRing.read(settings.secret("book_public_keys"))
    app.state.webhook_keys = keys_of_webhooks(settings)
    app.state.lookout = lookout_of(app.state.sessions)
    app.state.outgoing = Outgoing(anywhere=settings.webhooks_anywhere)
    streams = Streams()
    app.state.book_watch = Watch(partial(look_at_heads, app.state.sessions), ending=streams.ending)
    with streams.until_told_to_end():
        yield
