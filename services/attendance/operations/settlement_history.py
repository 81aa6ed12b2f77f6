"""What stands and what stood: versions of a settlement, what one changed, and what settling now would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.models import SettledMember, Settlement
from services.attendance.operations.settlement import judge_class
from services.attendance.operations.viewing import demand_class
from services.attendance.rules import Came, MemberChanged, MemberJudged, changed_between
from services.platform.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What `after` says otherwise than `before`; a version of None is none: before the first, or not settled yet."""

    class_id: UUID
    before: int | None
    after: int | None
    members: Sequence[MemberChanged]


async def list_versions(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID
) -> Sequence[Settlement]:
    """Every version of a class's settlement, the latest first."""
    demand_class(viewer, await queries.get_class(session, district_id=district_id, class_id=class_id))
    return await queries.list_settlements(session, district_id=district_id, class_id=class_id)


async def read_difference(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, version: int
) -> Difference:
    """What a version changed against the one before it; the first one against nothing."""
    demand_class(viewer, await queries.get_class(session, district_id=district_id, class_id=class_id))
    await queries.get_settlement(session, district_id=district_id, class_id=class_id, version=version)
    before, after = [
        _of_rows(
            await queries.list_settled_members(session, district_id=district_id, class_id=class_id, version=number)
        )
        for number in (version - 1, version)
    ]
    return Difference(
        class_id=class_id,
        before=version - 1 or None,
        after=version,
        members=changed_between(before, after),
    )


async def preview(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, at: datetime
) -> Difference:
    """What settling now would change against the version that stands; errors as of settling."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    judged = await judge_class(session, training_class=training_class, at=at)
    standing = judged.previous
    return Difference(
        class_id=class_id,
        before=None if standing is None else standing.version,
        after=None,
        members=changed_between(_of_rows(judged.settled_before), _of_judged(judged.members)),
    )


def _of_rows(members: Iterable[SettledMember]) -> dict[UUID, Came]:
    return {
        one.teacher_id: Came(
            Fraction(one.hours),
            one.attendance_met,
            {UUID(day["meeting_id"]): (day["state"], Fraction(day["hours"])) for day in one.days},
        )
        for one in members
    }


def _of_judged(members: Iterable[MemberJudged]) -> dict[UUID, Came]:
    return {
        one.teacher_id: Came(
            one.hours, one.attendance_met, {day.meeting_id: (day.state, day.hours) for day in one.days}
        )
        for one in members
    }
