"""The ledger as an application."""

from fastapi import FastAPI

from services.ledger.routes import ROUTERS
from services.ledger.rules import ACCESS
from services.platform.service import create_service
from services.platform.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="ledger",
        title="Xuefen ledger 学分·台账",
        description="The append-only book of hours and credits: statements, balances, standings, summaries, the feed.",
        routers=ROUTERS,
        matrix=ACCESS,
        settings=settings,
    )
