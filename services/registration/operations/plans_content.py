"""What a plan holds: written as a whole, revision by revision; arranged anew with a reason once it is published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.errors import UnknownItem
from services.registration.models import Plan, PlanRevision, PlanStep
from services.registration.operations.plans_packs import demand_codes
from services.registration.rules import PlanContent


@dataclass(frozen=True, slots=True)
class PlanInFull:
    """A plan with one revision of what it holds, and which program carries out which item."""

    plan: Plan
    content: PlanContent
    revision: PlanRevision | None
    programs: dict[UUID, UUID | None]


async def current_content(session: AsyncSession, plan: Plan) -> PlanContent:
    """What a plan holds now; nothing while nothing was written."""
    if plan.revision == 0:
        return PlanContent()
    written = await queries.get_plan_revision(
        session, district_id=plan.district_id, plan_id=plan.plan_id, revision=plan.revision
    )
    return rules.read_content(written.content)


async def get_content(
    session: AsyncSession, *, district_id: int, plan_id: UUID, revision: int | None, viewer: Viewer
) -> PlanInFull:
    """What the plan holds now, or held in an earlier revision.

    What was written before publication, and the money also afterwards, is for its planners and the district only.
    """
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    first = await _first_readable(session, plan=plan, viewer=viewer)
    wanted = plan.revision if revision is None else revision
    if wanted < first:
        raise NotFound
    found = await _in_full(session, plan=plan, revision=wanted)
    if viewer.sees(unit_id=plan.school_id):
        return found
    return replace(found, content=replace(found.content, budget=()))


async def list_revisions(
    session: AsyncSession, *, district_id: int, plan_id: UUID, viewer: Viewer
) -> Sequence[PlanRevision]:
    """Who wrote which revision when and why, the newest first."""
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    first = await _first_readable(session, plan=plan, viewer=viewer)
    revisions = await queries.list_plan_revisions(session, district_id=district_id, plan_id=plan_id)
    return [one for one in revisions if one.revision >= first]


async def list_steps(session: AsyncSession, *, district_id: int, plan_id: UUID, viewer: Viewer) -> Sequence[PlanStep]:
    """Where approval stands and how it came there."""
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    return await queries.list_plan_steps(session, district_id=district_id, plan_id=plan_id)


async def write_content(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    content: PlanContent,
    based_on: int,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> PlanInFull:
    """Replace what a plan holds. The same content again changes nothing.

    Of a published plan only when, where, by whom and on what, with a reason; the rest is an amendment's to change.
    """
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    before = await _in_full(session, plan=plan, revision=plan.revision)
    if plan.revision and before.content == content:
        return before
    rules.demand_based_on(revision=plan.revision, based_on=based_on)
    rules.demand_editable(status=plan.status, reason=reason)
    if plan.status == "PUBLISHED":
        rules.demand_arranged_only(rules.changes_of(before.content, content))
    await demand_fitting_content(session, plan=plan, before=before.content, content=content)
    by = viewer.principal.account_id
    await queries.insert_plan_revision(session, plan=plan, content=content.written(), reason=reason, by=by, at=at)
    if plan.status == "PUBLISHED":
        await queries.insert_plan_step(session, plan=plan, action="AMEND", reason=reason, by=by, at=at)
    return await _in_full(session, plan=plan, revision=plan.revision)


async def demand_fitting_content(
    session: AsyncSession, *, plan: Plan, before: PlanContent, content: PlanContent
) -> None:
    """It makes sense, in codes of the packs, and neither drops an item with classes nor takes one of another plan."""
    district_id, plan_id = plan.district_id, plan.plan_id
    rules.demand_sound_content(content, starts_on=plan.starts_on, ends_on=plan.ends_on)
    await demand_codes(
        session, plan=plan, codes=[{"category": one.category, "mode": one.mode} for one in content.items]
    )
    item_ids = [item.item_id for item in content.items]
    rules.demand_kept_items(
        before=[item.item_id for item in before.items],
        after=item_ids,
        opened=await queries.list_opened_items(session, district_id=district_id, plan_id=plan_id),
    )
    kept = await queries.keep_plan_items(session, district_id=district_id, plan_id=plan_id, item_ids=item_ids)
    if len(kept) < len(item_ids):
        raise UnknownItem


async def _first_readable(session: AsyncSession, *, plan: Plan, viewer: Viewer) -> int:
    """The first revision that the viewer may read.

    Everybody in the district reads what was published and what followed, its planners and the district all of it.
    """
    if viewer.sees(unit_id=plan.school_id):
        return 0
    published = await queries.find_published_revision(session, district_id=plan.district_id, plan_id=plan.plan_id)
    if published is None:
        raise NotFound
    return published


async def _in_full(session: AsyncSession, *, plan: Plan, revision: int) -> PlanInFull:
    district_id, plan_id = plan.district_id, plan.plan_id
    if revision == 0:
        return PlanInFull(plan, PlanContent(), None, {})
    written = await queries.get_plan_revision(session, district_id=district_id, plan_id=plan_id, revision=revision)
    items = await queries.list_plan_items(session, district_id=district_id, plan_id=plan_id)
    return PlanInFull(
        plan, rules.read_content(written.content), written, {item.item_id: item.program_id for item in items}
    )
