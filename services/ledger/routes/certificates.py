"""HTTP of certificates: issuing, reading, printing, revoking, reissuing, and verifying by anybody."""

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import AfterValidator

from services.ledger import operations
from services.ledger.rules.certificates import CertificateKind
from services.ledger.schemas.certificate_pages import page_of_certificate
from services.ledger.schemas.certificates import (
    CertificateInFull,
    CertificateResponse,
    CertificatesRequest,
    CertificatesResponse,
    IssuerRequest,
    IssuerResponse,
    MemberResponse,
    PublicCertificateResponse,
    ReissueRequest,
    RevocationRequest,
    WithheldResponse,
)
from services.platform import clock, limiting
from services.platform.documents import PDF, Document, file_answer
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pages import answer_page, page_answer, shows_pages, wants_page
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, DistrictId, Flag, Id, clean_text

router = APIRouter(route_class=Edge, tags=["certificates"])

_OF_DISTRICT: Final = "/districts/{district_id}"
_verifying: Final = limiting.Limit("verify", a_minute=30)


@router.put(_OF_DISTRICT + "/certificate-issuers/{issuer_code}", summary="Name an issuer of certificates")
async def put_certificate_issuer(
    district_id: DistrictId, issuer_code: Code, body: IssuerRequest, session: DatabaseSession
) -> IssuerResponse:
    """An authority in whose name certificates are issued, with numbers of its own.

    Numbers begin at 1 each year and have no gaps. 409 `issuer-in-use` for another prefix once one was given out.
    """
    issuer = await operations.put_issuer(
        session,
        district_id=district_id,
        issuer_code=issuer_code,
        name=body.name,
        number_prefix=body.number_prefix,
    )
    return IssuerResponse.model_validate(issuer)


@router.get(_OF_DISTRICT + "/certificate-issuers", summary="Issuers of certificates")
async def list_certificate_issuers(district_id: DistrictId, session: DatabaseSession) -> list[IssuerResponse]:
    """All of the district, in the order of their codes."""
    return [
        IssuerResponse.model_validate(one) for one in await operations.list_issuers(session, district_id=district_id)
    ]


@router.post(
    _OF_DISTRICT + "/classes/{class_id}/certificates", status_code=201, summary="Issue the certificates of a class"
)
async def post_certificates(
    district_id: DistrictId,
    class_id: Id,
    body: CertificatesRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CertificatesResponse:
    """Issue a certificate to each member to whom one is due; who gets none is listed with the reason.

    COMPLETION asks for a passed result, EXCELLENT for the best grade too, PRE_SERVICE for the training of new teachers
    (program kind NEW_TEACHER). Where the pack that valued the result grants certificates itself, its clause must be
    reached, full hours for example (LY-11), and gives the wording. Each certificate is bound to the revision of the
    outcome and to the entries of the book: when one of them is reversed, or the result changes, it is revoked by
    itself. A certificate that was issued before is never issued again here: see the reissue.

    404 for a class, issuer or named member without a result; 422 `too-many-members` beyond 500.
    """
    members = await operations.issue_certificates(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        kind=body.kind,
        issuer_code=body.issuer_code,
        teacher_ids=body.teacher_ids,
        signer=request.app.state.book_signer,
        at=clock.now(),
    )
    return CertificatesResponse(
        issued=sum(one.certificate is not None for one in members), items=[_member(one) for one in members]
    )


@router.get(_OF_DISTRICT + "/certificates", summary="Certificates")
async def list_certificates(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this teacher")] = None,
    class_id: Annotated[Id | None, Query(description="Only of this class")] = None,
    kind: Annotated[CertificateKind | None, Query(description="Only of this kind", examples=["COMPLETION"])] = None,
    holds: Annotated[Flag | None, Query(description="Only valid ones, or only revoked ones")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[CertificateResponse]:
    """In the order of issuing: a teacher's own, a school's, or all.

    A school has those of who was there when it was earned and, with `teacher_id`, all of who is in post there now.
    """
    rows = await operations.list_certificates(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        class_id=class_id,
        kind=kind,
        holds=holds,
        after=place_after(request, cursor),
        today=clock.today(),
        limit=limit + 1,
    )
    return page_of(
        request,
        rows,
        limit=limit,
        id_of=lambda one: one.certificate.certificate_id,
        shape=lambda one: CertificateResponse.of(one.certificate, one.revocation),
    )


@router.get(_OF_DISTRICT + "/certificates/{certificate_id}", summary="A certificate")
async def get_certificate(
    district_id: DistrictId, certificate_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> CertificateInFull:
    """With the entries it stands on. 404 where there is none within reach."""
    shown = await operations.get_certificate(
        session, viewer=viewer, district_id=district_id, certificate_id=certificate_id, today=clock.today()
    )
    return CertificateInFull.with_entries(shown.certificate, shown.revocation, list(shown.entry_ids))


@router.get(
    _OF_DISTRICT + "/certificates/{certificate_id}/document",
    summary="A certificate on paper",
    status_code=200,
    response_class=Document,
    responses=file_answer(PDF),
)
async def get_certificate_document(
    district_id: DistrictId, certificate_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Document:
    """A PDF/A page with the seal's place and a QR code: an address where it is verified, and after `#` a signature.

    A revoked certificate says so across the page. 409 `holder-renamed` when the teacher bears another name now: the
    signature vouches for the one it was issued to, so it has to be reissued. 503 when many are being printed.
    """
    sheet = await operations.read_certificate_to_print(
        session,
        viewer=viewer,
        district_id=district_id,
        certificate_id=certificate_id,
        public_url=request.app.state.settings.public_url,
        today=clock.today(),
    )
    name = f"{sheet.certificate.content['number']}.pdf"
    return Document(request, partial(operations.print_certificates, [sheet]), media_type=PDF, name=name)


@router.post(_OF_DISTRICT + "/certificates/{certificate_id}/reissues", status_code=201, summary="Reissue a certificate")
async def post_certificate_reissue(
    district_id: DistrictId,
    certificate_id: Id,
    body: ReissueRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CertificateResponse:
    """Issue another in the place of one that was lost, spoilt, or revoked when the result was corrected.

    It has a number and a code of its own and says what the book says now; the one it replaces holds no longer. 409
    `certificate-replaced` where that was done before, `certificate-withheld` where no certificate is due now.
    """
    issued = await operations.reissue_certificate(
        session,
        viewer=viewer,
        district_id=district_id,
        certificate_id=certificate_id,
        reason=body.reason,
        signer=request.app.state.book_signer,
        at=clock.now(),
    )
    return CertificateResponse.of(issued, None)


@router.put(_OF_DISTRICT + "/certificates/{certificate_id}/revocation", summary="Revoke a certificate")
async def put_certificate_revocation(
    district_id: DistrictId,
    certificate_id: Id,
    body: RevocationRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CertificateInFull:
    """A person's decision, for ever: it may only be issued anew. 409 `certificate-revoked` where it is already."""
    await operations.revoke_certificate(
        session,
        viewer=viewer,
        district_id=district_id,
        certificate_id=certificate_id,
        reason=body.reason,
        at=clock.now(),
    )
    shown = await operations.get_certificate(
        session, viewer=viewer, district_id=district_id, certificate_id=certificate_id, today=clock.today()
    )
    return CertificateInFull.with_entries(shown.certificate, shown.revocation, list(shown.entry_ids))


@router.get(
    "/certificates/{code}",
    summary="Verify a certificate (public)",
    response_model=PublicCertificateResponse,
    responses=page_answer(),
    dependencies=[Depends(shows_pages)],
)
async def get_public_certificate(
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
) -> PublicCertificateResponse | Response:
    """What a certificate says and whether it holds, for anybody who has its code; without a token.

    Hold every line against the paper. A browser (`Accept: text/html`) is shown a page in Chinese and English. The same
    404 for whatever is no code of a certificate; 429 `asked-too-often` after 30 requests a minute from one address.
    """
    await _verifying.demand(request)
    await limiting.VERIFYING_TOGETHER.demand(request)
    found = await operations.find_public_certificate(session, printed=code, name=name)
    shown = PublicCertificateResponse.shown(
        found.certificate, found.revocation, name_matches=found.name_matches, reissued=found.reissued
    )
    return answer_page(page_of_certificate(shown)) if wants_page(request) else shown


def _member(one: operations.Member) -> MemberResponse:
    withheld = None
    if one.withheld is not None:
        withheld = WithheldResponse.model_validate(
            {
                "code": one.withheld.code,
                "sentence_zh": one.withheld.said.zh,
                "sentence_en": one.withheld.said.en,
                "certificate_id": one.earlier,
            }
        )
    certificate = None if one.certificate is None else CertificateResponse.of(one.certificate, None)
    return MemberResponse(teacher_id=one.teacher_id, certificate=certificate, withheld=withheld)
