"""The attendance service as an application."""

from fastapi import FastAPI

from services.attendance.operations import open_attendance
from services.attendance.routes import ROUTERS
from services.attendance.rules import ACCESS
from services.platform.service import create_service
from services.platform.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="attendance",
        title="Xuefen attendance 学分·考勤",
        description="Rotating codes, check-in and check-out, leave, corrections, the sign-in book and the settlement.",
        routers=ROUTERS,
        matrix=ACCESS,
        settings=settings,
        opener=open_attendance,
    )
