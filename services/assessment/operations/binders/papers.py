"""Papers are put into a binder and taken out of it; an item may be waived."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import BinderClosed, ItemWaived, PaperDatedAhead, PaperWithdrawn, UnknownItem
from services.assessment.models import Binder
from services.assessment.operations.binders.contents import Contents, asked, demand_binder, look_into
from services.assessment.operations.binders.governing import read_pack_of
from services.assessment.operations.files import get_file
from services.assessment.operations.records import say_records
from services.assessment.rules import BinderItem
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id


async def attach_paper(
    session: AsyncSession,
    *,
    district_id: int,
    binder_id: UUID,
    clause_id: str,
    code: str,
    on: date | None,
    note: str,
    file_id: UUID | None,
    viewer: Viewer,
    at: datetime,
) -> Contents:
    """Put a file, or a note of where a paper is kept, under an item. A school's paper becomes a record as well."""
    binder = await _lock_open(session, district_id=district_id, binder_id=binder_id, viewer=viewer)
    item = await _item(session, binder, clause_id=clause_id, code=code, at=at)
    today = at.astimezone(SHANGHAI).date()
    held_on = on or today
    if held_on > today:
        raise PaperDatedAhead
    if file_id is not None:
        await get_file(session, district_id=district_id, file_id=file_id, viewer=viewer)
    account_id = viewer.principal.account_id
    record_id = None
    if binder.subject == "SCHOOL":
        record_id = new_id()
        records = await queries.insert_records(
            session,
            district_id=district_id,
            records=[
                {
                    "record_id": record_id,
                    "revision": 1,
                    "kind": item.fact_kind,
                    "held_on": held_on,
                    "amount": 1,
                    "school_id": binder.school_id,
                    "unit": binder.unit,
                    "role": "",
                    "level": "",
                    "result": "",
                    "tags": [],
                    "title": note,
                    "recorded_by": account_id,
                    "recorded_at": at,
                }
            ],
        )
        await say_records(session, district_id=district_id, records=records)
    await queries.insert_binder_paper(
        session,
        district_id=district_id,
        paper={
            "paper_id": new_id(),
            "binder_id": binder_id,
            "clause_id": clause_id,
            "code": code,
            "fact_kind": item.fact_kind,
            "held_on": held_on,
            "note": note,
            "file_id": file_id,
            "record_id": record_id,
            "attached_by": account_id,
            "attached_at": at,
        },
    )
    return await look_into(session, binder, at=at)


async def withdraw_paper(
    session: AsyncSession,
    *,
    district_id: int,
    binder_id: UUID,
    paper_id: UUID,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Contents:
    """Take a paper out for good; it stays to be seen with the reason. The same again changes nothing."""
    binder = await _lock_open(session, district_id=district_id, binder_id=binder_id, viewer=viewer)
    paper = await queries.lock_binder_paper(session, district_id=district_id, binder_id=binder_id, paper_id=paper_id)
    if paper.withdrawn_at is not None:
        if paper.withdrawal_reason != reason:
            raise PaperWithdrawn
        return await look_into(session, binder, at=at)
    paper.withdrawn_by = viewer.principal.account_id
    paper.withdrawn_at = at
    paper.withdrawal_reason = reason
    if paper.record_id is not None:
        record = await queries.lock_record(session, district_id=district_id, record_id=paper.record_id)
        if record.retracted_at is None:
            record.revision += 1
            record.retracted_by = viewer.principal.account_id
            record.retracted_at = at
            record.retraction_reason = reason
            await session.flush()
            await say_records(session, district_id=district_id, records=[record])
    await session.flush()
    return await look_into(session, binder, at=at)


async def waive_item(
    session: AsyncSession,
    *,
    district_id: int,
    binder_id: UUID,
    clause_id: str,
    code: str,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Contents:
    """Say that an item need not be there. The same again changes nothing; a paper may still be attached."""
    binder = await _lock_open(session, district_id=district_id, binder_id=binder_id, viewer=viewer)
    await _item(session, binder, clause_id=clause_id, code=code, at=at)
    waived = await queries.insert_binder_waiver(
        session,
        district_id=district_id,
        waiver={
            "binder_id": binder_id,
            "clause_id": clause_id,
            "code": code,
            "reason": reason,
            "waived_by": viewer.principal.account_id,
            "waived_at": at,
        },
    )
    contents = await look_into(session, binder, at=at)
    if waived is None and not any(
        (one.clause_id, one.code, one.reason) == (clause_id, code, reason) for one in contents.waivers
    ):
        raise ItemWaived
    return contents


async def _lock_open(session: AsyncSession, *, district_id: int, binder_id: UUID, viewer: Viewer) -> Binder:
    binder = await queries.lock_binder(session, district_id=district_id, binder_id=binder_id)
    await demand_binder(session, binder, viewer=viewer)
    if binder.state == "CLOSED":
        raise BinderClosed
    return binder


async def _item(session: AsyncSession, binder: Binder, *, clause_id: str, code: str, at: datetime) -> BinderItem:
    _, force = await read_pack_of(session, binder, at=at)
    items = {
        (item.clause_id, item.code): item for one in asked(binder, force, facts=(), waived=set()) for item in one.items
    }
    found = items.get((clause_id, code))
    if found is None:
        raise UnknownItem(known=", ".join(f"{clause}/{item}" for clause, item in items))
    return found
