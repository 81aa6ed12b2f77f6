"""HTTP of the audit trail."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.directory import operations
from services.directory.rules import AuditFilter
from services.directory.schemas.audit import AuditRecordResponse
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, DistrictId, Id, Instant

router = APIRouter(route_class=Edge, tags=["audit"], prefix="/districts/{district_id}")


@router.get("/audit", summary="Who did what")
async def list_audit(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    account_id: Annotated[Id | None, Query(description="Who acted")] = None,
    teacher_id: Annotated[Id | None, Query(description="Whom it concerned")] = None,
    object_id: Annotated[Id | None, Query(description="The last id in the address of what was acted on")] = None,
    operation: Annotated[Code | None, Query(description="The operation's id", examples=["post_adjustment"])] = None,
    since: Annotated[Instant | None, Query(description="From this moment on")] = None,
    until: Annotated[Instant | None, Query(description="Before this moment")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AuditRecordResponse]:
    """Privileged acts of the district, the newest first: every write by who holds another role than a teacher's, and
    every file or number of a person that was taken out, refusals included.

    What is done at a terminal of the deployment stands there under the command's name, with the role `operator`; of
    logins those of who may more than a teacher. A row is written in the transaction of its act and never changes; each
    hour is sealed when it is over (`xuefen verify-audit`). The district and its auditors see all of it; teachers see
    what concerned themselves.
    """
    rows = await operations.list_audit(
        session,
        viewer=viewer,
        wanted=AuditFilter(
            account_id=account_id,
            teacher_id=teacher_id,
            object_id=object_id,
            operation=operation,
            since=since,
            until=until,
        ),
        before=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, rows, limit=limit, id_of=lambda one: one.audit_id, shape=AuditRecordResponse.model_validate)
