"""Roll-ups: what the districts below told of themselves, added up; nobody reads another tenant's book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import SummaryPublished
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import ToldSummary
from services.ledger.rules import SUMMARY, Sums, added_up, demand_scope, read_summary, read_sums
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.outbox import publish

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Told:
    """The sums of one district, as its report says them."""

    district_id: int
    name: str
    level: str
    report_id: UUID
    as_of: date
    known_at_seq: int
    content_hash: str
    published_at: datetime
    sums: Sums


@dataclass(frozen=True, slots=True)
class Below:
    """A district just below, with everything that came through it; without any it has told nothing yet."""

    district_id: int
    name: str
    level: str
    sums: Sums
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class RollUp:
    """A city or province on a day."""

    district_id: int
    name: str
    level: str
    as_of: date
    own: Told | None
    below: Sequence[Below]
    sums: Sums


async def hear_summary(session: AsyncSession, *, district_id: int, told: SummaryPublished, at: datetime) -> None:
    """Keep what a district just below tells, its own sums or those of one below it, and tell them on."""
    below = await directory.find_district(session, district_id=told.district_id)
    if below is None or below.parent_id != district_id:
        # It stood below this one when it spoke, or never did: in either case these are not this one's sums.
        log.warning("summary of a district that is not below", told_by=told.district_id, heard_by=district_id)
        return
    kept = ToldSummary(
        district_id=district_id,
        of_district=told.of_district,
        report_id=told.report_id,
        of_name=told.of_name,
        of_level=told.of_level,
        below=told.district_id,
        as_of=told.as_of,
        known_at_seq=told.known_at_seq,
        content_hash=bytes.fromhex(told.content_hash),
        published_at=told.published_at,
        heard_at=at,
        sums=told.sums,
    )
    if not await queries.insert_told_summary(session, kept):
        return
    own = await directory.find_district(session, district_id=district_id)
    if own is not None and own.parent_id is not None:
        await publish(session, told.model_copy(update={"district_id": district_id, "to_district": own.parent_id}))


async def get_roll_up(session: AsyncSession, *, viewer: Viewer, district_id: int, as_of: date) -> RollUp:
    """The newest sums up to a day of this district and of every one below it, added up.

    Below is what stands below today: one that was moved under another is told there, whoever told of it here before.
    """
    demand_scope(viewer, SUMMARY)
    own = await directory.find_district(session, district_id=district_id)
    if own is None:
        raise NotFound
    report = await queries.find_newest_summary(session, district_id=district_id, as_of=as_of)
    mine = None
    if report is not None:
        kept = read_summary(report.content)
        mine = Told(
            district_id=district_id,
            name=kept.name,
            level=kept.level,
            report_id=report.report_id,
            as_of=report.as_of,
            known_at_seq=report.known_at_seq,
            content_hash=report.content_hash.hex(),
            published_at=report.taken_at,
            sums=kept,
        )
    parents = await directory.map_parents(session)
    told: dict[int | None, list[Told]] = {}
    for row in await queries.list_newest_told(session, district_id=district_id, as_of=as_of):
        told.setdefault(_child_above(row.of_district, district_id, parents), []).append(_told(row))
    below = [
        Below(
            district_id=child.district_id,
            name=child.name,
            level=child.level,
            sums=added_up(one.sums for one in told.get(child.district_id, ())),
            told=told.get(child.district_id, []),
        )
        for child in await directory.list_districts_below(session, district_id=district_id)
    ]
    return RollUp(
        district_id=district_id,
        name=own.name,
        level=own.level,
        as_of=as_of,
        own=mine,
        below=below,
        sums=added_up([*([mine.sums] if mine is not None else []), *(one.sums for one in below)]),
    )


def _child_above(of_district: int, district_id: int, parents: Mapping[int, int]) -> int | None:
    """The one just below this district below which, or as which, another stands; None where it stands elsewhere."""
    seen = {of_district}
    while (above := parents.get(of_district)) not in (district_id, None):
        if above in seen:
            return None
        seen.add(above)
        of_district = above
    return None if above is None else of_district


def _told(row: ToldSummary) -> Told:
    return Told(
        district_id=row.of_district,
        name=row.of_name,
        level=row.of_level,
        report_id=row.report_id,
        as_of=row.as_of,
        known_at_seq=row.known_at_seq,
        content_hash=row.content_hash.hex(),
        published_at=row.published_at,
        sums=read_sums(row.sums),
    )
