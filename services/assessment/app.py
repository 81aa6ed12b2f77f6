"""Assessment as an application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI

from services.assessment.routes import routers
from services.assessment.rules import ACCESS, RECORDED_READS
from services.platform.files import FileStore
from services.platform.limiting import Limit, Limits, by_account
from services.platform.service import create_service
from services.platform.settings import Settings

# All the markers of a district hand in theirs in the same evening.
LIMITS: Final[Limits] = {
    "post_score_sheet": Limit("post_score_sheet", an_hour=120, by=by_account),
    "post_file": Limit("post_file", an_hour=120, by=by_account),
}


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="assessment",
        title="Assessment 考核认定",
        description="Schemes, marks, results and outcomes of classes; claims of what was earned elsewhere. "
        "The only place where hours and credits are valued.",
        routers=routers,
        matrix=ACCESS,
        recorded_reads=RECORDED_READS,
        limits=LIMITS,
        settings=settings,
        opener=_open_files,
    )


@asynccontextmanager
async def _open_files(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    app.state.files = FileStore.open(settings.file_store)
    yield
