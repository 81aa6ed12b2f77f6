"""HTTP of verifications: an auditor has the book recomputed."""

from fastapi import APIRouter

from services.ledger import operations
from services.ledger.models import BookVerification
from services.ledger.schemas import BookVerificationResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["book"], prefix="/districts/{district_id}/book/verifications")


@router.post("", status_code=202, summary="Have the book verified")
async def post_book_verification(
    district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer
) -> BookVerificationResponse:
    """Have the worker recompute the whole book from its tables; ask again for how far it is.

    Every entry against its canonical bytes, the chain, the tree and what caused it; every signed head against its
    signature; every outcome revision heard and every adjustment against its entries; every balance against the sum of
    them. The larger the book, the longer. What it finds names its row.
    """
    return _answer(
        await operations.ask_for_verification(session, viewer=viewer, district_id=district_id, at=clock.now())
    )


@router.get("/{verification_id}", summary="What a verification found")
async def get_book_verification(
    district_id: DistrictId, verification_id: Id, session: DatabaseSession
) -> BookVerificationResponse:
    """Progress and findings. `holds` is null until it is done. 404 when there is none."""
    return _answer(await operations.get_verification(session, district_id=district_id, verification_id=verification_id))


def _answer(asked: BookVerification) -> BookVerificationResponse:
    holds = None if asked.finished_at is None else not asked.findings
    return BookVerificationResponse.model_validate(
        {name: holds if name == "holds" else getattr(asked, name) for name in BookVerificationResponse.model_fields}
    )
