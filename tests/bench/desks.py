"""The check-in service as it is, and as it is compared with: without a database, and with one insert at a time."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import select

from services.attendance.models import CheckIn, Meeting, Member, TrainingClass
from services.attendance.operations import open_attendance
from services.attendance.operations.desk import Answered
from services.attendance.routes import ROUTERS
from services.attendance.rules import ACCESS, Codes, Distance, RecordedCheckIn, Refusal, RefusedScan, Scan
from services.platform import clock
from services.platform.database import Sessions, district_transaction
from services.platform.service import create_service
from services.platform.settings import Settings

Opener = Callable[[FastAPI, Settings], AbstractAsyncContextManager[None]]


class NoDesk:
    """The ceiling: the route, the credential and the code are what they are; nothing is written down."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes

    async def hand_in(self, scan: Scan) -> Answered | RefusedScan:
        return Answered(_recorded(scan), is_first=True)


class SlowDesk:
    """One look at the meeting, one at the member, one insert and one commit for every scan, by the ORM."""

    def __init__(self, sessions: Sessions, codes: Codes) -> None:
        self._sessions = sessions
        self._codes = codes

    async def hand_in(self, scan: Scan) -> Answered | RefusedScan:
        at = clock.real_now()
        read = self._codes.judge(
            scan.code, district_id=scan.district_id, meeting_id=scan.meeting_id, phase=scan.phase, at=at
        )
        if isinstance(read, Refusal):
            return RefusedScan(reason=read)
        async with district_transaction(self._sessions, scan.district_id) as session:
            meeting, training_class = (
                await session.execute(
                    select(Meeting, TrainingClass)
                    .join(
                        TrainingClass,
                        (TrainingClass.district_id == Meeting.district_id)
                        & (TrainingClass.class_id == Meeting.class_id),
                    )
                    .where(Meeting.district_id == scan.district_id, Meeting.meeting_id == scan.meeting_id)
                )
            ).one()
            listed = await session.scalar(
                select(Member).where(
                    Member.district_id == scan.district_id,
                    Member.class_id == training_class.class_id,
                    Member.teacher_id == scan.teacher_id,
                )
            )
            session.add(
                CheckIn(
                    district_id=scan.district_id,
                    meeting_id=scan.meeting_id,
                    phase=scan.phase,
                    roll=scan.roll,
                    teacher_id=scan.teacher_id,
                    turn=0,
                    check_in_id=scan.scan_id,
                    state="LATE" if at > meeting.in_late_after else "ACCEPTED",
                    unlisted=listed is None,
                    method=scan.method,
                    grade=scan.grade,
                    distance=Distance.UNKNOWN,
                    code_age=read.age_seconds,
                    recorded_at=at,
                    device_at=scan.device_at,
                )
            )
        return Answered(_recorded(scan), is_first=True)


def _recorded(scan: Scan) -> RecordedCheckIn:
    return RecordedCheckIn(
        check_in_id=scan.scan_id,
        meeting_id=scan.meeting_id,
        phase=scan.phase,
        roll=scan.roll,
        teacher_id=scan.teacher_id,
        turn=0,
        state="ACCEPTED",
        unlisted=False,
        method=scan.method,
        grade=scan.grade,
        recorded_at=scan.presented_at,
        received_at=None,
        device_at=scan.device_at,
        distance=Distance.UNKNOWN,
    )


def _service(opener: Opener) -> FastAPI:
    return create_service(
        name="attendance",
        title="bench",
        description="bench",
        routers=ROUTERS,
        matrix=ACCESS,
        settings=None,
        opener=opener,
    )


def create_ceiling() -> FastAPI:
    @asynccontextmanager
    async def opened(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
        async with open_attendance(app, settings):
            app.state.desk = NoDesk(app.state.codes)
            yield

    return _service(opened)


def create_one_by_one() -> FastAPI:
    @asynccontextmanager
    async def opened(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
        async with open_attendance(app, settings):
            app.state.desk = SlowDesk(app.state.sessions, app.state.codes)
            yield

    return _service(opened)
