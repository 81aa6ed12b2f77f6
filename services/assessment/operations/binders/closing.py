"""A binder is closed when nothing is missing, with the tables as they are then; the district may reopen it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import BinderClosed, BinderIncomplete, BinderNotClosed
from services.assessment.operations.binders.contents import Contents, demand_binder, look_into
from services.assessment.rules import lacking
from services.platform.access import Viewer
from services.platform.errors import Text
from services.platform.files import FileStore
from services.platform.ids import new_id


async def close_binder(
    session: AsyncSession, store: FileStore, *, district_id: int, binder_id: UUID, viewer: Viewer, at: datetime
) -> Contents:
    """Close it for good, or refuse with everything that is missing. Advice never keeps it open."""
    binder = await queries.lock_binder(session, district_id=district_id, binder_id=binder_id)
    await demand_binder(session, binder, viewer=viewer)
    if binder.state == "CLOSED":
        raise BinderClosed
    contents = await look_into(session, binder, at=at)
    missing = lacking(contents.sets)
    if missing:
        raise BinderIncomplete.lacking((item.clause_id, item.code, Text(zh=item.zh, en=item.en)) for item in missing)
    hashes = {paper.code: (await store.put(district_id, paper.content)).hex() for paper in contents.made}
    binder.contents = contents.frozen(hashes)
    binder.state = "CLOSED"
    await session.flush()
    await queries.insert_binder_act(
        session,
        district_id=district_id,
        act={
            "act_id": new_id(),
            "binder_id": binder_id,
            "act": "CLOSED",
            "contents": binder.contents,
            "done_by": viewer.principal.account_id,
            "done_at": at,
        },
    )
    return await look_into(session, binder, at=at)


async def reopen_binder(
    session: AsyncSession, *, district_id: int, binder_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Contents:
    """Open a closed binder again; what it held when it was closed stays in its history."""
    binder = await queries.lock_binder(session, district_id=district_id, binder_id=binder_id)
    await demand_binder(session, binder, viewer=viewer)
    if binder.state != "CLOSED":
        raise BinderNotClosed
    binder.contents = None
    binder.state = "OPEN"
    await session.flush()
    await queries.insert_binder_act(
        session,
        district_id=district_id,
        act={
            "act_id": new_id(),
            "binder_id": binder_id,
            "act": "REOPENED",
            "reason": reason,
            "done_by": viewer.principal.account_id,
            "done_at": at,
        },
    )
    return await look_into(session, binder, at=at)
