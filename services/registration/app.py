"""Registration as an application."""

from fastapi import FastAPI

from services.platform.service import create_service
from services.platform.settings import Settings
from services.registration.routes import routers
from services.registration.rules import ACCESS


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="registration",
        title="Xuefen Registration",
        description="Plans, programs, classes, meetings, seats, nomination, enrolment and the waiting list.",
        routers=routers,
        matrix=ACCESS,
        settings=settings,
    )
