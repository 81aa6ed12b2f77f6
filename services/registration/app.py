"""Registration as an application."""

from typing import Final

from fastapi import FastAPI

from services.platform.limiting import Limit, Limits, by_account, by_person
from services.platform.service import create_service
from services.platform.settings import Settings
from services.registration.routes import routers
from services.registration.rules import ACCESS, RECORDED_READS

# A phone that asks again every two seconds through a bad minute is within them; schools hand in files each for itself.
LIMITS: Final[Limits] = {
    "post_enrolment": Limit("post_enrolment", a_minute=30, by=by_person),
    "post_nomination_file": Limit("post_nomination_file", an_hour=60, by=by_account),
}


def create_app(settings: Settings | None = None) -> FastAPI:
    return create_service(
        name="registration",
        title="Xuefen Registration",
        description="Plans, programs, classes, meetings, seats, nomination, enrolment and the waiting list.",
        routers=routers,
        matrix=ACCESS,
        recorded_reads=RECORDED_READS,
        limits=LIMITS,
        settings=settings,
    )
