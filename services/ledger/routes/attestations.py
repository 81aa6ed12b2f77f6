"""HTTP of attestations: what a year or a cycle came to, issued on request, read, printed, proved, verified."""

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import AfterValidator

from services.ledger import operations
from services.ledger.rules.attestations import AttestationKind
from services.ledger.schemas import StatementProofResponse
from services.ledger.schemas.attestation_pages import page_of_attestation
from services.ledger.schemas.attestations import (
    AttestationFateResponse,
    AttestationGiven,
    AttestationIssuedResponse,
    AttestationRequest,
    AttestationResponse,
    AttestationRevocationRequest,
    PublicAttestationResponse,
    SchoolAttestationsRequest,
    SchoolAttestationsResponse,
)
from services.ledger.schemas.refusals import RefusalResponse
from services.platform import clock, limiting
from services.platform.documents import PDF, Document, file_answer
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pages import answer_page, page_answer, shows_pages, wants_page
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id, clean_text

router = APIRouter(route_class=Edge, tags=["attestations"])

_OF_DISTRICT: Final = "/districts/{district_id}"
_verifying: Final = limiting.Limit("verify", a_minute=30)


@router.post(
    _OF_DISTRICT + "/teachers/{teacher_id}/attestations", status_code=201, summary="Attest a teacher's year or cycle"
)
async def post_attestation(
    district_id: DistrictId,
    teacher_id: Id,
    body: AttestationRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AttestationIssuedResponse:
    """Issue 年度/周期学时证明: hours and credits by category, level and mode, and the pack's verdict clause by clause.

    It is about the judging year, or the cycle, of the pack that is in force for the teacher on the day `on`, up to its
    last day or today, and is bound to a signed head of the book. Where one was issued before that says just this and
    still holds, it is answered again with `anew` false. A later one about the same days supersedes it; an entry that is
    taken back revokes it.

    404 for a teacher who is not there or not within reach, or an unknown issuer; 422 `period-not-begun`; 409
    `pack-not-assigned` where no pack says what a year is, `not-judged` where judging the teacher is at fault,
    `nothing-stated` while the book is empty, `not-yet-signed` while a long book is being signed for the first time: ask
    again in a minute.
    """
    at = clock.now()
    issued = await operations.issue_attestation(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        kind=body.kind,
        on=body.on or clock.today(),
        issuer_code=body.issuer_code,
        signer=request.app.state.book_signer,
        at=at,
    )
    shown = issued.shown
    return AttestationIssuedResponse.issued(
        shown.attestation, shown.revocation, status=shown.status, reissued=shown.reissued, anew=issued.anew
    )


@router.post(
    _OF_DISTRICT + "/schools/{school_id}/attestations", status_code=201, summary="Attest the year or cycle of a school"
)
async def post_school_attestations(
    district_id: DistrictId,
    school_id: Id,
    body: SchoolAttestationsRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> SchoolAttestationsResponse:
    """Issue the same to all teachers in post at a school today, or to those named; each one's fate is told.

    Everything as for one teacher; who gets none is listed with the reason (`pack-not-assigned`, `period-not-begun`,
    `not-judged`, `not-at-that-school`) and never stops the others. At most 500 at once: 422 `too-many-teachers`, name
    some. 404 for a school out of reach or an unknown issuer; 409 `nothing-stated`, `not-yet-signed`.
    """
    fates = await operations.issue_attestations(
        session,
        viewer=viewer,
        district_id=district_id,
        school_id=school_id,
        teacher_ids=body.teacher_ids,
        kind=body.kind,
        on=body.on or clock.today(),
        issuer_code=body.issuer_code,
        signer=request.app.state.book_signer,
        at=clock.now(),
    )
    given = [one.issued for one in fates if one.issued is not None]
    return SchoolAttestationsResponse(
        issued=sum(one.anew for one in given),
        given_again=sum(not one.anew for one in given),
        refused=len(fates) - len(given),
        items=[_fate(one) for one in fates],
    )


@router.get(_OF_DISTRICT + "/attestations", summary="Attestations")
async def list_attestations(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this teacher")] = None,
    kind: Annotated[AttestationKind | None, Query(description="Only of this kind", examples=["YEAR"])] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AttestationResponse]:
    """In the order of issuing: a teacher's own, a school's, or all.

    A school has those of who stood there on the day they tell of and, with `teacher_id`, all of who is in post there.
    """
    rows = await operations.list_attestations(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        kind=kind,
        after=place_after(request, cursor),
        limit=limit + 1,
        today=clock.today(),
    )
    return page_of(
        request,
        rows,
        limit=limit,
        id_of=lambda one: one.attestation.attestation_id,
        shape=lambda one: AttestationResponse.of(
            one.attestation, one.revocation, status=one.status, reissued=one.reissued
        ),
    )


@router.get(_OF_DISTRICT + "/attestations/{attestation_id}", summary="An attestation")
async def get_attestation(
    district_id: DistrictId, attestation_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> AttestationResponse:
    """What it says and what has become of it. 404 where there is none within reach."""
    one = await operations.get_attestation(
        session, viewer=viewer, district_id=district_id, attestation_id=attestation_id, today=clock.today()
    )
    return AttestationResponse.of(one.attestation, one.revocation, status=one.status, reissued=one.reissued)


@router.get(
    _OF_DISTRICT + "/attestations/{attestation_id}/document",
    summary="An attestation on paper",
    status_code=200,
    response_class=Document,
    responses=file_answer(PDF),
)
async def get_attestation_document(
    district_id: DistrictId, attestation_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Document:
    """A PDF/A with the tables, the clauses in the words of the pack, the head of the book, and a QR code.

    The code is an address where it is verified, and after `#` a signature. One that holds no longer says so across the
    page. 409 `holder-renamed` when the teacher bears another name now. 503 when many are being printed.
    """
    sheet = await operations.read_attestation_to_print(
        session,
        viewer=viewer,
        district_id=district_id,
        attestation_id=attestation_id,
        public_url=request.app.state.settings.public_url,
        today=clock.today(),
    )
    name = f"{sheet.attestation.content['number']}.pdf"
    return Document(request, partial(operations.print_attestation, sheet), media_type=PDF, name=name)


@router.get(_OF_DISTRICT + "/attestations/{attestation_id}/proof", summary="An attestation, provable offline")
async def get_attestation_proof(
    district_id: DistrictId, attestation_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> StatementProofResponse:
    """The teacher's statement as of its day and as its head of the book knew it, with a proof for each entry.

    Keep the answer as a file: `xuefen verify-statement FILE` checks it without any connection. Its head is the one
    that the paper names, whatever was posted since.
    """
    proof = await operations.prove_attestation(
        session,
        viewer=viewer,
        district_id=district_id,
        attestation_id=attestation_id,
        signer=request.app.state.book_signer,
        keys=request.app.state.book_keys,
        at=clock.now(),
    )
    return StatementProofResponse.model_validate(proof)


@router.put(_OF_DISTRICT + "/attestations/{attestation_id}/revocation", summary="Revoke an attestation")
async def put_attestation_revocation(
    district_id: DistrictId,
    attestation_id: Id,
    body: AttestationRevocationRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AttestationResponse:
    """A person's decision, for ever: another may be issued. 409 `attestation-revoked` where it is already."""
    await operations.revoke_attestation(
        session,
        viewer=viewer,
        district_id=district_id,
        attestation_id=attestation_id,
        reason=body.reason,
        at=clock.now(),
    )
    one = await operations.get_attestation(
        session, viewer=viewer, district_id=district_id, attestation_id=attestation_id, today=clock.today()
    )
    return AttestationResponse.of(one.attestation, one.revocation, status=one.status, reissued=one.reissued)


@router.get(
    "/attestations/{code}",
    summary="Verify an attestation (public)",
    response_model=PublicAttestationResponse,
    responses=page_answer(),
    dependencies=[Depends(shows_pages)],
)
async def get_public_attestation(
    code: str,
    request: Request,
    session: DatabaseSession,
    name: Annotated[
        str | None,
        AfterValidator(clean_text),
        Query(
            max_length=120, description="The name on the paper, to be held against the holder's", examples=["王小明"]
        ),
    ] = None,
) -> PublicAttestationResponse | Response:
    """What an attestation says and whether it holds, for anybody who has its code; without a token.

    Hold every line against the paper. SUPERSEDED is no fault: what it says was so, and more is known by now. A browser
    (`Accept: text/html`) is shown a page in Chinese and English. The same 404 for whatever is no code of an
    attestation; 429 `asked-too-often` after 30 requests a minute from one address.
    """
    await _verifying.demand(request)
    await limiting.VERIFYING_TOGETHER.demand(request)
    found = await operations.find_public_attestation(session, printed=code, name=name)
    one = found.shown
    shown = PublicAttestationResponse.shown(
        one.attestation, one.revocation, status=one.status, reissued=one.reissued, name_matches=found.name_matches
    )
    return answer_page(page_of_attestation(shown)) if wants_page(request) else shown


def _fate(one: operations.Fate) -> AttestationFateResponse:
    issued = one.issued
    return AttestationFateResponse(
        teacher_id=one.teacher_id,
        staff_number=None if one.teacher is None else one.teacher.staff_number,
        name=None if one.teacher is None else one.teacher.name,
        attestation=None if issued is None else AttestationGiven.of(issued.shown.attestation, anew=issued.anew),
        refusal=None if one.refused is None else RefusalResponse.of(one.refused),
    )
