"""Amendments of published plans: what touches money, hours, seats or audience is approved by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.errors import ReasonNeeded
from services.registration.models import PlanAmendment
from services.registration.operations.plans_content import current_content, demand_fitting_content
from services.registration.rules import PlanChange, PlanContent, PlanDecision


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """An amendment and how it differs from the revision that it is based on."""

    amendment: PlanAmendment
    changes: Sequence[PlanChange]


async def propose_amendment(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    content: PlanContent,
    based_on: int,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> AmendmentShown:
    """Ask that a published plan hold this instead; an amendment that nobody decided on yet is replaced by it."""
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    rules.demand_published(plan.status)
    rules.demand_based_on(revision=plan.revision, based_on=based_on)
    if reason is None:
        raise ReasonNeeded
    before = await current_content(session, plan)
    changes = rules.changes_of(before, content)
    rules.demand_amending(changes)
    await demand_fitting_content(session, plan=plan, before=before, content=content)
    amendment = await queries.insert_amendment(
        session, plan=plan, content=content.written(), reason=reason, by=viewer.principal.account_id, at=at
    )
    return AmendmentShown(amendment, changes)


async def list_amendments(
    session: AsyncSession, *, district_id: int, plan_id: UUID, viewer: Viewer
) -> list[AmendmentShown]:
    """What was asked to be changed and what became of it, the newest first."""
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    amendments = await queries.list_amendments(session, district_id=district_id, plan_id=plan_id)
    return await _shown(session, amendments)


async def decide_amendment(
    session: AsyncSession,
    *,
    district_id: int,
    amendment_id: UUID,
    decision: PlanDecision,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> AmendmentShown:
    """Put an amendment in force as the next revision, or return it with a reason. The same decision twice is once."""
    known = await queries.get_amendment(session, district_id=district_id, amendment_id=amendment_id)
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=known.plan_id)
    amendment = await queries.get_amendment(session, district_id=district_id, amendment_id=amendment_id)
    if amendment.status == decision:
        return (await _shown(session, [amendment]))[0]
    by = viewer.principal.account_id
    rules.demand_amendment_decidable(
        status=amendment.status, by=by, proposers=await queries.list_proposers(session, amendment=amendment)
    )
    if decision == "RETURNED" and reason is None:
        raise ReasonNeeded
    if decision == "APPROVED":
        rules.demand_seen(revision=plan.revision, seen=amendment.based_on)
        content = rules.read_content(amendment.content)
        # Classes may have been opened since it was proposed.
        await demand_fitting_content(session, plan=plan, before=await current_content(session, plan), content=content)
        await queries.insert_plan_revision(
            session, plan=plan, content=amendment.content, reason=amendment.reason, by=amendment.proposed_by, at=at
        )
        await queries.insert_plan_step(session, plan=plan, action="AMEND", reason=amendment.reason, by=by, at=at)
        amendment.revision = plan.revision
    amendment.status = decision
    amendment.decided_by = by
    amendment.decided_at = at
    amendment.decision_reason = reason
    return (await _shown(session, [amendment]))[0]


async def _shown(session: AsyncSession, amendments: Sequence[PlanAmendment]) -> list[AmendmentShown]:
    if not amendments:
        return []
    contents = await queries.map_contents(
        session,
        district_id=amendments[0].district_id,
        plan_id=amendments[0].plan_id,
        revisions=[one.based_on for one in amendments],
    )
    before = {revision: rules.read_content(kept) for revision, kept in contents.items()}
    return [
        AmendmentShown(one, rules.changes_of(before[one.based_on], rules.read_content(one.content)))
        for one in amendments
    ]
