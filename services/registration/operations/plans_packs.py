"""The packs by which a plan goes: those in force for its school, or for the district, while the plan lasts."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.policy.format import Pack, Terms
from services.registration.models import Plan
from services.registration.rules import Sitting, demand_known_codes


async def list_plan_packs(session: AsyncSession, *, plan: Plan) -> list[tuple[Pack, Terms]]:
    """The packs, each once with its terms, that somebody whom the plan concerns may be under during it.

    A school's plan goes by what is assigned to everybody, to the school itself and to its stage.
    """
    school = None
    if plan.school_id is not None:
        school = await directory.find_school(session, district_id=plan.district_id, school_id=plan.school_id)
    assignments = await directory.load_assignments(session, district_id=plan.district_id)
    fitting = [
        one
        for one in assignments
        if one.valid_from <= plan.ends_on
        and one.valid_to >= plan.starts_on
        and (one.selector.school_id is None or one.selector.school_id == plan.school_id or plan.school_id is None)
        and (school is None or one.selector.stage in {None, school.stage})
    ]
    packs = await directory.load_packs(session, district_id=plan.district_id, assigned=fitting)
    found: list[tuple[Pack, Terms]] = []
    # The same pack under other terms is another rule. Terms hold mappings, so they are compared and not hashed.
    seen: list[tuple[str, Terms]] = []
    for one in fitting:
        if (one.content_hash, one.terms) not in seen:
            seen.append((one.content_hash, one.terms))
            found.append((packs.of(one), one.terms))
    return found


async def demand_categories(session: AsyncSession, *, plan: Plan, sittings: Iterable[Sitting]) -> None:
    """Refuse a meeting whose own category no pack of the plan's time knows."""
    own = {sitting.category for sitting in sittings if sitting.category is not None}
    await demand_codes(session, plan=plan, codes=[{"category": category} for category in sorted(own)])


async def demand_codes(
    session: AsyncSession, *, plan: Plan, codes: Iterable[Mapping[str, str]], tags: Sequence[str] = ()
) -> None:
    """Refuse codes that no pack of the plan's time knows; each set of codes has to fit one pack."""
    wanted = list(codes)
    if not wanted:
        return
    packs = [pack for pack, _ in await list_plan_packs(session, plan=plan)]
    for one in wanted:
        demand_known_codes(one, tags=tags, packs=packs)
