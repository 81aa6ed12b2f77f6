"""Districts, schools, and the policy pack that applies."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import DistrictExists, PackRefused, PeriodTaken, SchoolCodeTaken, UnknownPack
from services.directory.models import District, PackAssignment, School
from services.platform.database import enter_district
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.policy.format import Pack, Terms, TermsRefused, bound, load, shipped, shipped_ids


async def create_district(
    session: AsyncSession, *, district_id: int, name: str, level: str, parent_id: int | None, at: datetime
) -> District:
    """Make a tenant. Its code is usually the GB/T 2260 code of the county."""
    await enter_district(session, district_id)
    if not await queries.insert_district(
        session, district_id=district_id, name=name, level=level, parent_id=parent_id, at=at
    ):
        raise DistrictExists
    return await get_district(session, district_id=district_id)


async def get_district(session: AsyncSession, *, district_id: int) -> District:
    district = await queries.find_district(session, district_id=district_id)
    if district is None:
        raise NotFound
    return district


async def add_school(session: AsyncSession, *, district_id: int, code: str, name: str, kind: str, stage: str) -> School:
    school = await queries.insert_school(
        session, district_id=district_id, school_id=new_id(), code=code, name=name, kind=kind, stage=stage
    )
    if school is None:
        raise SchoolCodeTaken
    return school


async def list_schools(session: AsyncSession, *, district_id: int) -> Sequence[School]:
    return await queries.list_schools(session, district_id=district_id)


async def assign_pack(
    session: AsyncSession,
    *,
    district_id: int,
    pack_id: str,
    valid_from: date,
    valid_to: date,
    parameters: Mapping[str, Any],
    switches: Mapping[str, str],
    at: datetime,
) -> queries.AssignedPack:
    """Put a shipped pack in force for a period (its cycle, unless the parameters say otherwise)."""
    if pack_id not in shipped_ids():
        raise UnknownPack(known=", ".join(shipped_ids()))
    content = shipped(pack_id)
    pack = load(content, file=f"{pack_id}.yaml")
    chosen = _with_cycle(pack, parameters, valid_from, valid_to)
    try:
        bound(pack, Terms(parameters=chosen, switches=switches))
    except TermsRefused as refused:
        raise PackRefused(reason=str(refused)) from refused
    await queries.insert_pack_version(
        session,
        district_id=district_id,
        content_hash=pack.content_hash,
        pack_id=pack.id,
        version=pack.version,
        content=content,
        at=at,
    )
    assignment = await queries.insert_assignment(
        session,
        PackAssignment(
            district_id=district_id,
            assignment_id=new_id(),
            content_hash=pack.content_hash,
            valid_from=valid_from,
            valid_to=valid_to,
            parameters=chosen,
            switches=dict(switches),
        ),
    )
    if assignment is None:
        raise PeriodTaken
    return await queries.get_assigned_pack(session, district_id=district_id, on=valid_from)


async def list_pack_assignments(session: AsyncSession, *, district_id: int) -> Sequence[queries.AssignedPack]:
    return await queries.list_assigned_packs(session, district_id=district_id)


def _with_cycle(pack: Pack, parameters: Mapping[str, Any], valid_from: date, valid_to: date) -> dict[str, Any]:
    cycle = {"cycle_start": valid_from.isoformat(), "cycle_end": valid_to.isoformat()}
    return {**{name: day for name, day in cycle.items() if name in pack.parameters}, **parameters}
