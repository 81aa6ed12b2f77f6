"""The directory as an application."""

from fastapi import FastAPI

from services.directory.operations import open_directory
from services.directory.routes import ROUTERS
from services.directory.rules import ACCESS
from services.platform.service import create_service
from services.platform.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="directory",
        title="Xuefen directory 学分·名录",
        description="Districts, schools, teachers and their appointments, accounts and tokens, policy packs in force.",
        routers=ROUTERS,
        matrix=ACCESS,
        settings=settings,
        opener=open_directory,
    )
