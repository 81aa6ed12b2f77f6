"""The attendance service as an application."""

from typing import Final

from fastapi import FastAPI

from services.attendance.operations import open_attendance
from services.attendance.routes import ROUTERS
from services.attendance.rules import ACCESS, RECORDED_READS
from services.platform.limiting import Limit, Limits, by_person
from services.platform.service import create_service
from services.platform.settings import Settings

# A phone that asks again every two seconds through a bad minute is within it; at the bell the queue is not asked.
LIMITS: Final[Limits] = {
    "put_check_in": Limit("put_check_in", a_minute=30, by=by_person, each_for_itself=True),
    # A full hall has one address.
    "post_scan": Limit("post_scan", a_minute=600, each_for_itself=True),
}


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="attendance",
        title="Xuefen attendance 学分·考勤",
        description="Rotating codes, check-in and check-out, leave, corrections, the sign-in book and the settlement.",
        routers=ROUTERS,
        matrix=ACCESS,
        recorded_reads=RECORDED_READS,
        limits=LIMITS,
        settings=settings,
        opener=open_attendance,
    )
