"""A case is decided by the person named, an appeal by yet another; it is closed by a person, never by a date."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import AppealAddsMeasures, AppealOpen, CaseNotHeard, NotTheDecider, OwnAssessment
from services.assessment.operations.cases.acting import demand_unconcerned, keep_act, was_done
from services.assessment.operations.cases.reading import CaseSeen, demand_case, see_case
from services.assessment.rules import APPEAL_DAYS, AppealResult, Consequence, last_day
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI


async def decide_case(
    session: AsyncSession,
    *,
    district_id: int,
    case_id: UUID,
    measures: Sequence[str],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Decide on measures that the clause names, or on none; after the teacher was heard or let the time pass."""
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    if viewer.principal.account_id != case.decider_id:
        raise NotTheDecider
    demand_unconcerned(case, viewer=viewer)
    Consequence.stored(case.clause).demand_measures(measures)
    wanted = sorted(set(measures))
    if await was_done(session, case, act="DECIDED", words=reason, measures=wanted, viewer=viewer, now_at="NOTIFIED"):
        return await see_case(session, case)
    today = at.astimezone(SHANGHAI).date()
    acts = await queries.list_case_acts(session, district_id=district_id, case_id=case_id)
    if case.statement_until is not None and today <= case.statement_until and all(act.act != "STATED" for act in acts):
        raise CaseNotHeard(until=case.statement_until)
    case.state = "DECIDED"
    case.decided_by = viewer.principal.account_id
    case.decided_person_id = viewer.principal.person_id
    case.measures = wanted
    case.appeal_until = last_day(today, days=APPEAL_DAYS)
    await keep_act(session, case, act="DECIDED", words=reason, measures=wanted, viewer=viewer, at=at)
    return await see_case(session, case)


async def decide_appeal(
    session: AsyncSession,
    *,
    district_id: int,
    case_id: UUID,
    result: AppealResult,
    measures: Sequence[str],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Decide about an appeal: upheld leaves no measure, changed some of them, rejected the decision as it was.

    Measures have no order, so only fewer of the same are surely no worse.
    """
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    demand_unconcerned(case, viewer=viewer, also_not=(case.decided_by, case.decided_person_id))
    Consequence.stored(case.clause).demand_measures(measures)
    wanted = {"UPHELD": [], "CHANGED": sorted(set(measures)), "REJECTED": sorted(case.measures)}[result]
    act = f"APPEAL_{result}"
    if await was_done(session, case, act=act, words=reason, measures=wanted, viewer=viewer, now_at="APPEALED"):
        return await see_case(session, case)
    if not set(wanted) <= set(case.measures):
        raise AppealAddsMeasures(decided=", ".join(case.measures))
    case.state = "APPEAL_DECIDED"
    case.measures = wanted
    await keep_act(session, case, act=act, words=reason, measures=wanted, viewer=viewer, at=at)
    return await see_case(session, case)


async def close_case(
    session: AsyncSession, *, district_id: int, case_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> CaseSeen:
    """Close a case that is decided and can no more be appealed against."""
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    if viewer.principal.person_id == case.teacher_id:
        raise OwnAssessment
    start = "APPEAL_DECIDED" if case.state == "APPEAL_DECIDED" else "DECIDED"
    if await was_done(session, case, act="CLOSED", words=reason, viewer=viewer, now_at=start):
        return await see_case(session, case)
    may_appeal = case.state == "DECIDED" and bool(case.measures) and case.appeal_until is not None
    if may_appeal and case.appeal_until is not None and at.astimezone(SHANGHAI).date() <= case.appeal_until:
        raise AppealOpen(until=case.appeal_until)
    case.state = "CLOSED"
    await keep_act(session, case, act="CLOSED", words=reason, viewer=viewer, at=at)
    return await see_case(session, case)


async def withdraw_case(
    session: AsyncSession, *, district_id: int, case_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> CaseSeen:
    """Let a case drop before it is decided."""
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    if viewer.principal.person_id == case.teacher_id:
        raise OwnAssessment
    start = case.state if case.state in {"OPENED", "NOTIFIED"} else "OPENED"
    if await was_done(session, case, act="WITHDRAWN", words=reason, viewer=viewer, now_at=start):
        return await see_case(session, case)
    case.state = "WITHDRAWN"
    await keep_act(session, case, act="WITHDRAWN", words=reason, viewer=viewer, at=at)
    return await see_case(session, case)
