"""HTTP of what is held of one person: seen, told, set right, forgotten."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.directory import operations
from services.directory.schemas import AppointmentResponse, FactResponse
from services.directory.schemas.personal import (
    AccountHeld,
    ErasureRequest,
    ErasureResponse,
    IdentityResponse,
    PersonalDataResponse,
    PhoneRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.stepping_up import demand_fresh_login
from services.platform.types import DistrictId, Id, Sentence

router = APIRouter(route_class=Edge, tags=["personal data"], prefix="/districts/{district_id}/teachers/{teacher_id}")

Purpose = Annotated[
    Sentence | None,
    Query(description="What for; needed of officers, and kept in the audit trail", examples=["核对职称评审材料"]),
]


@router.get("/identity", summary="A teacher's document and phone, masked")
async def get_identity(
    district_id: DistrictId, teacher_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> IdentityResponse:
    """The first three and the last four characters of each. 404 where no document is known."""
    told = await operations.get_identity(
        session, viewer=viewer, teacher_id=teacher_id, keys=request.app.state.keys, today=clock.today()
    )
    return IdentityResponse.model_validate(told)


@router.get("/identity/in-full", summary="A teacher's document and phone in full")
async def get_identity_in_full(
    district_id: DistrictId,
    teacher_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    purpose: Purpose = None,
) -> IdentityResponse:
    """To teachers their own; to the district's officers for a `purpose`, which the teacher can look up in the audit
    trail, within five minutes of a login: 401 `login-too-old` asks for another (RFC 9470), whose token is good for it;
    a renewed one is not. 422 `purpose-needed`; 429 beyond thirty an hour; 404 where no document is known.
    """
    told = await operations.reveal_identity(
        session,
        viewer=viewer,
        teacher_id=teacher_id,
        purpose=purpose,
        keys=request.app.state.keys,
        today=clock.today(),
        at=clock.real_now(),
    )
    return IdentityResponse.model_validate(told)


@router.get("/personal-data", summary="Everything the directory holds of a person")
async def get_personal_data(
    district_id: DistrictId,
    teacher_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    purpose: Purpose = None,
) -> PersonalDataResponse:
    """A copy for the teacher, or for an officer whom the teacher asked (422 `purpose-needed`), with numbers in full;
    to officers within five minutes of a login (401 `login-too-old`).

    What was earned, and the files handed in, are in the archive that the ledger makes. 429 beyond thirty an hour.
    """
    held = await operations.get_personal_data(
        session,
        viewer=viewer,
        teacher_id=teacher_id,
        purpose=purpose,
        keys=request.app.state.keys,
        today=clock.today(),
        at=clock.real_now(),
    )
    teacher = held.file.teacher
    return PersonalDataResponse(
        teacher_id=teacher.teacher_id,
        person_id=teacher.person_id,
        staff_number=teacher.staff_number,
        former_numbers=list(held.former_numbers),
        name=teacher.name,
        birth_date=teacher.birth_date,
        hire_date=teacher.hire_date,
        retire_date=teacher.retire_date,
        identity=None if held.identity is None else IdentityResponse.model_validate(held.identity),
        appointments=[AppointmentResponse.model_validate(one) for one in held.file.appointments],
        facts=[FactResponse.model_validate(one) for one in held.file.facts],
        accounts=[
            AccountHeld(
                username=account.username,
                display_name=account.display_name,
                roles=account.roles,
                wechat_bound=bound,
                created_at=account.created_at,
            )
            for account, bound in held.accounts
        ],
    )


@router.put("/phone", summary="Set a teacher's phone right")
async def put_phone(
    district_id: DistrictId,
    teacher_id: Id,
    body: PhoneRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> IdentityResponse:
    """By the teacher, or an officer of the district, within five minutes of a login (401 `login-too-old`): a code sent
    there lets in. Answered masked.

    404 where no document is known: documents, and the name, are set right by the roster, whose file the district keeps.
    """
    told = await operations.change_phone(
        session,
        viewer=viewer,
        teacher_id=teacher_id,
        phone=body.phone,
        keys=request.app.state.keys,
        today=clock.today(),
        at=clock.real_now(),
    )
    return IdentityResponse.model_validate(told)


@router.put("/erasure", summary="Forget a person who has left")
async def put_erasure(
    district_id: DistrictId,
    teacher_id: Id,
    body: ErasureRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ErasureResponse:
    """Remove name, birthday, document, phone, what was written beside dated facts, and every login, for good.

    The id stays, with what was earned and decided: entries of the book, certificates and papers handed in, which bear a
    name, are kept as long as the law has them kept. Done again it removes what has come since. 409 `still-in-post`
    before the last appointment is over, `teacher-is-merged` of a former number, `own-rights` of oneself,
    `last-administrator` of who alone administers the district. 401 `login-too-old` beyond five minutes of a login.
    """
    demand_fresh_login(viewer, at=clock.real_now())
    done = await operations.erase(
        session,
        viewer=viewer,
        teacher_id=teacher_id,
        keys=request.app.state.keys,
        today=clock.today(),
        at=clock.now(),
    )
    return ErasureResponse.model_validate(done)
