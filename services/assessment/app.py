"""Assessment as an application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.assessment.routes import routers
from services.assessment.rules import ACCESS
from services.platform.files import FileStore
from services.platform.service import create_service
from services.platform.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="assessment",
        title="Assessment 考核认定",
        description="Schemes, marks, results and outcomes of classes; claims of what was earned elsewhere. "
        "The only place where hours and credits are valued.",
        routers=routers,
        matrix=ACCESS,
        settings=settings,
        opener=_open_files,
    )


@asynccontextmanager
async def _open_files(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    app.state.files = FileStore.open(settings.file_store)
    yield
