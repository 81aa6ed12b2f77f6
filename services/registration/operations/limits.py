"""Setting and ending the limits of how often one person may enter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.ids import new_id
from services.registration import queries, rules
from services.registration.models import EligibilityOverride, EntryLimit
from services.registration.operations.waiting_list import ring_now
from services.registration.queries import Overridden
from services.registration.rules import Alike, LimitOverride, Measure, Per


@dataclass(frozen=True, slots=True)
class LetIn:
    """People who were let in, with staff numbers and names, and what was set aside for each enrolment."""

    rows: Sequence[Overridden]
    names: Mapping[UUID, tuple[str, str]]
    overrides: Mapping[UUID, Sequence[EligibilityOverride]]


async def set_limit(
    session: AsyncSession,
    *,
    district_id: int,
    program_id: UUID | None,
    class_id: UUID | None,
    measure: Measure,
    per: Per | None,
    most: Decimal | None,
    alike: Alike,
    levels: Sequence[str],
    within_years: int | None,
    override: LimitOverride,
    words: str,
    viewer: Viewer,
    at: datetime,
) -> EntryLimit:
    """Limit how often one person may enter, in the district, a program or a class; who is in already stays in."""
    scopes = [scope for scope in (program_id, class_id) if scope is not None]
    rules.demand_sensible(measure=measure, per=per, most=most, within_years=within_years, scopes=scopes)
    viewer.demand(unit_id=await _owner(session, district_id=district_id, program_id=program_id, class_id=class_id))
    return await queries.insert_limit(
        session,
        EntryLimit(
            district_id=district_id,
            limit_id=new_id(),
            program_id=program_id,
            class_id=class_id,
            measure=measure,
            per=per,
            most=most,
            alike=alike,
            levels=list(dict.fromkeys(levels)),
            within_years=within_years,
            override=override,
            words=words,
            set_by=viewer.principal.account_id,
            set_at=at,
        ),
    )


async def end_limit(
    session: AsyncSession, *, district_id: int, limit_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> EntryLimit:
    """End a limit for good, with a reason; what was ended before stays as it was ended."""
    known = await queries.get_limit(session, district_id=district_id, limit_id=limit_id)
    viewer.demand(
        unit_id=await _owner(session, district_id=district_id, program_id=known.program_id, class_id=known.class_id)
    )
    ended = await queries.end_limit(
        session, district_id=district_id, limit_id=limit_id, reason=reason, by=viewer.principal.account_id, at=at
    )
    if ended is None:
        return known
    # Who was passed over for it may have a place that is free now.
    waited_for = await queries.list_classes_waited_for(
        session, district_id=district_id, program_id=known.program_id, class_id=known.class_id
    )
    await ring_now(session, district_id=district_id, class_ids=waited_for, at=at)
    return ended


async def list_limits(
    session: AsyncSession, *, district_id: int, class_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[EntryLimit]:
    """Every limit of the district, ended ones too; with a class those in force for it."""
    return await queries.list_limits(session, district_id=district_id, class_id=class_id, after=after, limit=limit)


async def list_overridden(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None,
    after: UUID | None,
    limit: int,
    viewer: Viewer,
) -> LetIn:
    """Whom somebody let in although a clause or limit barred him; a school sees its own people."""
    rows = await queries.list_overridden(
        session, district_id=district_id, class_id=class_id, school_id=viewer.only_unit(), after=after, limit=limit
    )
    names = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids=[row.enrolment.teacher_id for row in rows]
    )
    overrides = await queries.map_overrides(
        session, district_id=district_id, enrolment_ids=[row.enrolment.enrolment_id for row in rows]
    )
    return LetIn(rows, names, overrides)


async def _owner(
    session: AsyncSession, *, district_id: int, program_id: UUID | None, class_id: UUID | None
) -> UUID | None:
    """The school whose class or program is limited; None where it is the district's."""
    if class_id is not None:
        return (await queries.get_class(session, district_id=district_id, class_id=class_id)).school_id
    if program_id is None:
        return None
    program = await queries.get_program(session, district_id=district_id, program_id=program_id)
    return (await queries.get_plan(session, district_id=district_id, plan_id=program.plan_id)).school_id
