"""What the one who wants a file does: asks, looks how far it is, cancels, fetches."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import BulkExportFellDue
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import ExportGone, ExportNotReady, TooManyExports
from services.ledger.models import BulkExport
from services.ledger.operations.bulk_exports.making import part_name
from services.ledger.operations.judging import load_bench
from services.ledger.operations.reading import pinned_seq
from services.ledger.rules import FEED, MOST_EXPORTS_AT_ONCE, ExportForm, ExportKind, demand_scope, names_for
from services.platform.access import Reach, Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.ranges import FilePart


async def ask_for_export(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    kind: ExportKind,
    form: ExportForm,
    language: str,
    byte_order_mark: bool,
    as_of: date | None,
    after_seq: int,
    known_at_seq: int | None,
    school_id: UUID | None,
    today: date,
    at: datetime,
) -> BulkExport:
    """Have the worker make a file of what the book knows now, or knew at a number.

    A school's officer gets the own school; NotFound for another, Forbidden for a system without the feed's scope.
    TooManyExports; PackNotAssigned where standings are wanted of a day without any pack.
    """
    if viewer.reach is Reach.DISTRICT:
        demand_scope(viewer, FEED)
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        raise NotFound
    wanted = only or school_id
    if wanted is not None and await directory.find_school(session, district_id=district_id, school_id=wanted) is None:
        raise NotFound
    asked_by = viewer.principal.account_id
    if await queries.count_running_exports(session, district_id=district_id, asked_by=asked_by) >= MOST_EXPORTS_AT_ONCE:
        raise TooManyExports(most=MOST_EXPORTS_AT_ONCE)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq)
    if kind == "ENTRIES":
        day, total = as_of, max(known - after_seq, 0)
    else:
        day = as_of or today
        if kind == "STANDINGS" and not (await load_bench(session, district_id=district_id)).is_assigned_on(day):
            raise PackNotAssigned(on=day)
        placed = await directory.list_appointed_on(session, district_id=district_id, on=day)
        total = sum(1 for at_school in placed.values() if wanted in (None, at_school))
    asked = await queries.insert_bulk_export(
        session,
        BulkExport(
            district_id=district_id,
            export_id=new_id(),
            kind=kind,
            form=form,
            language=language,
            byte_order_mark=byte_order_mark,
            names=names_for(viewer.principal),
            as_of=day,
            after_seq=after_seq,
            known_at_seq=known,
            school_id=wanted,
            asked_by=asked_by,
            asked_at=at,
            state="RUNNING",
            place="",
            growth={},
            done=0,
            total=total,
            rows=0,
            size=0,
            finished_at=None,
            expires_at=None,
        ),
    )
    await publish(session, BulkExportFellDue(district_id=district_id, export_id=asked.export_id))
    return asked


async def list_exports(
    session: AsyncSession, *, viewer: Viewer, district_id: int, before: UUID | None, limit: int
) -> Sequence[BulkExport]:
    """What the viewer asked for, the newest first: nobody sees what others take out, whose names may be fuller.

    An officer who goes on at another school leaves the former one's files behind.
    """
    return await queries.list_bulk_exports(
        session,
        district_id=district_id,
        asked_by=viewer.principal.account_id,
        school_id=viewer.only_unit(),
        before=before,
        limit=limit,
    )


async def get_export(session: AsyncSession, *, viewer: Viewer, district_id: int, export_id: UUID) -> BulkExport:
    """An export that the viewer asked for, or NotFound; also where it is of another school than the viewer's now."""
    asked = await queries.get_bulk_export(
        session, district_id=district_id, export_id=export_id, asked_by=viewer.principal.account_id
    )
    if viewer.only_unit() not in (None, asked.school_id):
        raise NotFound
    return asked


async def cancel_export(
    session: AsyncSession, *, viewer: Viewer, district_id: int, export_id: UUID, at: datetime
) -> BulkExport:
    """Stop an export, or let go of its file; what has ended already stays as it is."""
    asked = await get_export(session, viewer=viewer, district_id=district_id, export_id=export_id)
    ended = await queries.end_bulk_export(
        session,
        district_id=district_id,
        export_id=export_id,
        states=("RUNNING", "DONE"),
        moved={"state": "CANCELLED", "finished_at": asked.finished_at or at, "expires_at": None},
    )
    if ended:
        await publish(session, BulkExportFellDue(district_id=district_id, export_id=export_id))
    return await get_export(session, viewer=viewer, district_id=district_id, export_id=export_id)


async def read_export_file(
    session: AsyncSession, *, viewer: Viewer, district_id: int, export_id: UUID, at: datetime
) -> tuple[BulkExport, list[FilePart]]:
    """An export with the parts of its file; ExportNotReady while it is being made, ExportGone when it was removed."""
    asked = await get_export(session, viewer=viewer, district_id=district_id, export_id=export_id)
    if asked.names == "FULL" and names_for(viewer.principal) != "FULL":
        # The account has another office by now, in which it may not take names along.
        raise NotFound
    if asked.state == "RUNNING":
        raise ExportNotReady(done=asked.done, total=asked.total)
    # The timer that removes the file may come a moment after its time.
    if asked.state != "DONE" or asked.expires_at is None or asked.expires_at <= at:
        raise ExportGone
    parts = await queries.list_export_parts(session, district_id=district_id, export_id=export_id)
    return asked, [FilePart(part_name(export_id, part.number), part.size, part.sha256) for part in parts]
