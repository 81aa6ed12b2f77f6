"""The district's presence in numbers."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.rules import Phase
from services.platform.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of a district since its beginning."""

    check_ins: dict[str, int]
    late: int
    left_early: int
    unlisted: int
    refused_scans: dict[str, int]
    leaves_requested: int
    leaves_approved: int
    leaves_refused: int
    corrections: int
    classes_settled: int
    settlements: int


async def summarise(session: AsyncSession, *, district_id: int, viewer: Viewer) -> Summary:
    """Check-ins by phase, refused scans by reason, leaves, corrections and settlements."""
    viewer.demand_scope("summary:read")
    check_ins = await queries.count_check_ins(session, district_id=district_id)
    leaves = await queries.count_leaves(session, district_id=district_id)
    classes_settled, settlements = await queries.count_settlements(session, district_id=district_id)
    return Summary(
        check_ins={phase.value: sum(row[3] for row in check_ins if row[0] == phase) for phase in Phase},
        late=sum(row[3] for row in check_ins if row[1] == "LATE"),
        left_early=sum(row[3] for row in check_ins if row[1] == "LEFT_EARLY"),
        unlisted=sum(row[3] for row in check_ins if row[2]),
        refused_scans=await queries.count_refused_scans(session, district_id=district_id),
        leaves_requested=sum(leaves.values()),
        leaves_approved=leaves.get(True, 0),
        leaves_refused=leaves.get(False, 0),
        corrections=await queries.count_corrections(session, district_id=district_id),
        classes_settled=classes_settled,
        settlements=settlements,
    )
