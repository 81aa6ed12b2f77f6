"""HTTP of Open Badges 3.0: credentials for wallets, the keys of their issuers, the lists of what was revoked."""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response

from services.ledger import operations
from services.ledger.rules.credentials import VC_JWT, Paper
from services.ledger.schemas.credentials import IssuerDocument
from services.platform import clock, limiting
from services.platform.conditional import NOT_MODIFIED, tagged_text
from services.platform.documents import file_answer
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.files import attached_as
from services.platform.types import Code, Count, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["credentials"])

_OF_DISTRICT: Final = "/districts/{district_id}"
# Wallets look lists up each time a credential is shown, often many behind one address.
_looking: Final = limiting.Limit("credentials", a_minute=120)
_CACHED: Final = "public, max-age=300"
# Under another name than that of the paths that ask for a token: these are for everybody.
OfDistrict = Annotated[DistrictId, Path(description="The district's number", examples=[341825])]


@router.get(
    _OF_DISTRICT + "/certificates/{certificate_id}/credential",
    summary="A certificate as an Open Badge",
    response_class=Response,
    response_model=None,
    responses=file_answer(VC_JWT),
)
async def get_certificate_credential(
    district_id: DistrictId, certificate_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """A verifiable credential (Open Badges 3.0, W3C data model 2.0) as a compact JWT signed with Ed25519.

    A wallet keeps it; any verifier of Open Badges checks it without us: the issuer is a did:web, revocation a
    BitstringStatusList. It holds no name, only a salted hash of it. 409 `certificate-revoked`; 409 `holder-renamed`
    when the teacher bears another name now; 404 where there is none within reach.
    """
    token = await operations.make_certificate_credential(
        session,
        viewer=viewer,
        district_id=district_id,
        certificate_id=certificate_id,
        public_url=request.app.state.settings.public_url,
        signer=request.app.state.book_signer,
        today=clock.today(),
    )
    return Response(token, media_type=VC_JWT, headers=attached_as(f"certificate-{certificate_id}.jwt"))


@router.get(
    _OF_DISTRICT + "/attestations/{attestation_id}/credential",
    summary="An attestation as an Open Badge",
    response_class=Response,
    response_model=None,
    responses=file_answer(VC_JWT),
)
async def get_attestation_credential(
    district_id: DistrictId, attestation_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """A verifiable credential (Open Badges 3.0) of a year or a cycle as a compact JWT signed with Ed25519.

    As of certificates; its evidence is the signed head of the book. One that was superseded is still given, for what
    it says was so. 409 `attestation-revoked`, `holder-renamed`; 404 where there is none within reach.
    """
    token = await operations.make_attestation_credential(
        session,
        viewer=viewer,
        district_id=district_id,
        attestation_id=attestation_id,
        public_url=request.app.state.settings.public_url,
        signer=request.app.state.book_signer,
        today=clock.today(),
    )
    return Response(token, media_type=VC_JWT, headers=attached_as(f"attestation-{attestation_id}.jwt"))


@router.get(
    "/issuers/{district}/{issuer_code}/did.json",
    summary="The keys of an issuer (public)",
    response_model=IssuerDocument,
    responses=NOT_MODIFIED,
)
async def get_issuer_document(
    district: OfDistrict, issuer_code: Code, request: Request, session: DatabaseSession
) -> Response:
    """The DID document to which `did:web:...:issuers:{district}:{issuer_code}` resolves; without a token.

    With an ETag for If-None-Match (304). 404 for who is no issuer; 429 `asked-too-often` after 120 requests a minute.
    """
    await _looking.demand(request)
    document = await operations.read_issuer_document(
        session,
        district_id=district,
        issuer_code=issuer_code,
        public_url=request.app.state.settings.public_url,
        keys=request.app.state.book_keys,
    )
    text = IssuerDocument.model_validate(document).model_dump_json()
    return tagged_text(request, text, media_type="application/json", cached=_CACHED)


@router.get(
    "/status-lists/{district}/{paper}/{issuer_code}/{year}/{page}",
    summary="What was revoked (public)",
    response_class=Response,
    response_model=None,
    responses={**file_answer(VC_JWT), **NOT_MODIFIED},
)
async def get_status_list(
    district: OfDistrict,
    paper: Annotated[Paper, Path(description="What is numbered", examples=["certificates"])],
    issuer_code: Code,
    year: Annotated[Count, Path(description="The year of the numbers", examples=[2026])],
    page: Annotated[Count, Path(ge=1, description="Each list has 131,072 numbers", examples=[1])],
    request: Request,
    session: DatabaseSession,
) -> Response:
    """A signed BitstringStatusListCredential: bit n stands for number n + 1 of the issuer's year; without a token.

    It is good for seven days from midnight and has an ETag for If-None-Match (304). 404 beyond the last number that was
    given; 429 `asked-too-often` after 120 requests a minute from one address.
    """
    await _looking.demand(request)
    token = await operations.make_status_list(
        session,
        district_id=district,
        paper=paper,
        issuer_code=issuer_code,
        year=year,
        page=page,
        public_url=request.app.state.settings.public_url,
        signer=request.app.state.book_signer,
        # Others hold it against their own clocks.
        today=clock.real_now(),
    )
    return tagged_text(request, token, media_type=VC_JWT, cached=_CACHED)
