"""Teachers, and the roster they come from."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.directory import operations
from services.directory.models import Appointment, Teacher
from services.directory.schemas import (
    AppointmentResponse,
    FactRequest,
    FactResponse,
    RosterImportResponse,
    TeacherListed,
    TeacherRequest,
    TeacherResponse,
    TransferRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.spreadsheets import LARGEST_FILE
from services.platform.stepping_up import demand_fresh_login
from services.platform.types import Day, DistrictId, Flag, Id

router = APIRouter(route_class=Edge, tags=["teachers"], prefix="/districts/{district_id}")

_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "text/csv",
                "application/octet-stream",
            )
        },
    }
}


@router.post(
    "/roster-imports",
    status_code=201,
    summary="Import a roster",
    max_body_size=LARGEST_FILE,
    openapi_extra=_FILE,
)
async def post_roster_import(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    dry_run: Annotated[Flag, Query(description="Only say what would happen")] = False,
) -> RosterImportResponse:
    """Import an xlsx or CSV file, one row for each appointment: schools, teachers, titles, degrees, classes led.

    Faults are listed by row and column, without the values, and then nothing is applied: `merged-into-another` of a
    number that goes on as another, and of an appointment that outlasts its school, which has gone up in another. The
    same file again changes nothing. At most 20,000 rows and 5 MB.

    It sets names, documents and phones: but for a dry run, within five minutes of a login (401 `login-too-old`).
    """
    if not dry_run:
        demand_fresh_login(viewer, at=clock.real_now())
    record = await operations.import_roster(
        session,
        district_id=district_id,
        content=await request.body(),
        dry_run=dry_run,
        keys=request.app.state.keys,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return RosterImportResponse.model_validate(record)


@router.get("/roster-imports/{import_id}", summary="What an import did")
async def get_roster_import(district_id: DistrictId, import_id: Id, session: DatabaseSession) -> RosterImportResponse:
    record = await operations.get_roster_import(session, district_id=district_id, import_id=import_id)
    return RosterImportResponse.model_validate(record)


@router.post("/teachers", status_code=201, summary="Add a teacher")
async def post_teacher(
    district_id: DistrictId, body: TeacherRequest, session: DatabaseSession, viewer: CurrentViewer
) -> TeacherResponse:
    """Add one teacher with the appointment in hand; where the school has gone up in another since, with that as well.

    409 `staff-number-taken`, `school-merged` where the school had gone up in another by the first day; 404 for an
    unknown school.
    """
    teacher = await operations.add_teacher(session, district_id=district_id, **body.model_dump())
    return await _teacher(session, viewer, teacher.teacher_id)


@router.get("/teachers", summary="List teachers in post")
async def list_teachers(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    on: Annotated[Day | None, Query(description="The day; today by default")] = None,
    school_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[TeacherListed]:
    """Teachers appointed on a day, with that appointment; a school's administrator sees the own school's."""
    rows = await operations.list_teachers(
        session,
        viewer=viewer,
        on=on or clock.today(),
        school_id=school_id,
        after=place_after(request, cursor),
        limit=limit + 1,
    )

    def listed(row: tuple[Teacher, Appointment]) -> TeacherListed:
        teacher, appointment = row
        return TeacherListed(
            teacher_id=teacher.teacher_id,
            staff_number=teacher.staff_number,
            name=teacher.name,
            school_id=appointment.school_id,
            post=appointment.post,
            stage=appointment.stage,
            subject=appointment.subject,
            title=appointment.title,
            title_tier=appointment.title_tier,
            hire_date=teacher.hire_date,
            retire_date=teacher.retire_date,
        )

    return page_of(request, rows, limit=limit, id_of=lambda row: row[0].teacher_id, shape=listed)


@router.get("/teachers/{teacher_id}", summary="One teacher")
async def get_teacher(
    district_id: DistrictId, teacher_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> TeacherResponse:
    """Appointments and dated facts; the number of a document or phone is never among them."""
    return await _teacher(session, viewer, teacher_id)


@router.post("/teachers/{teacher_id}/transfers", status_code=201, summary="Move a teacher to another school")
async def post_transfer(
    district_id: DistrictId, teacher_id: Id, body: TransferRequest, session: DatabaseSession
) -> AppointmentResponse:
    """End the appointment in hand on the day before and begin one at the new school. What was earned stays earned."""
    appointment = await operations.transfer(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        school_id=body.school_id,
        on=body.on,
        post=body.post,
    )
    return AppointmentResponse.model_validate(appointment)


@router.post("/teachers/{teacher_id}/facts", status_code=201, summary="Add a dated fact")
async def post_teacher_fact(
    district_id: DistrictId, teacher_id: Id, body: FactRequest, session: DatabaseSession
) -> FactResponse:
    """A leave, an opt-in, a certificate held, an approved exemption, a degree, a period as class teacher, a group."""
    fact = await operations.add_fact(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        kind=body.kind,
        code=body.code,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        ground=body.ground,
    )
    return FactResponse.model_validate(fact)


async def _teacher(session: DatabaseSession, viewer: CurrentViewer, teacher_id: UUID) -> TeacherResponse:
    found = await operations.get_teacher(session, viewer=viewer, teacher_id=teacher_id, on=clock.today())
    return TeacherResponse(
        teacher_id=found.teacher.teacher_id,
        staff_number=found.teacher.staff_number,
        name=found.teacher.name,
        hire_date=found.teacher.hire_date,
        retire_date=found.teacher.retire_date,
        merged_into=found.teacher.merged_into,
        appointments=[AppointmentResponse.model_validate(row) for row in found.appointments],
        facts=[FactResponse.model_validate(row) for row in found.facts],
    )
