"""What the teacher does in a case: acknowledges the notice, says their side, appeals."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import AppealOver, CaseMovedOn, NothingToAppeal
from services.assessment.models import ConsequenceCase
from services.assessment.operations.cases.acting import keep_act, was_done
from services.assessment.operations.cases.reading import CaseSeen, demand_case, see_case
from services.assessment.rules import EvidenceGiven
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound


async def acknowledge_notice(
    session: AsyncSession, *, district_id: int, case_id: UUID, viewer: Viewer, at: datetime
) -> CaseSeen:
    """Say that the notice was read, which is no consent. The same again changes nothing."""
    case = await _lock_own(session, district_id=district_id, case_id=case_id, viewer=viewer)
    seen = await see_case(session, case)
    if any(one.act == "ACKNOWLEDGED" for one in seen.acts):
        return seen
    await keep_act(session, case, act="ACKNOWLEDGED", words="", viewer=viewer, at=at)
    return await see_case(session, case)


async def state_own_side(
    session: AsyncSession,
    *,
    district_id: int,
    case_id: UUID,
    words: str,
    evidence: Sequence[EvidenceGiven],
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Say one's side, as often as one likes until it is decided."""
    case = await _lock_own(session, district_id=district_id, case_id=case_id, viewer=viewer)
    if case.state != "NOTIFIED":
        raise CaseMovedOn(state=case.state)
    await keep_act(session, case, act="STATED", words=words, evidence=evidence, viewer=viewer, at=at)
    return await see_case(session, case)


async def appeal_case(
    session: AsyncSession,
    *,
    district_id: int,
    case_id: UUID,
    words: str,
    evidence: Sequence[EvidenceGiven],
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Appeal against the measures decided, within the time there is; somebody else decides about it."""
    case = await _lock_own(session, district_id=district_id, case_id=case_id, viewer=viewer)
    if await was_done(session, case, act="APPEALED", words=words, viewer=viewer, now_at="DECIDED"):
        return await see_case(session, case)
    if not case.measures:
        raise NothingToAppeal
    if case.appeal_until is not None and at.astimezone(SHANGHAI).date() > case.appeal_until:
        raise AppealOver(until=case.appeal_until)
    case.state = "APPEALED"
    await keep_act(session, case, act="APPEALED", words=words, evidence=evidence, viewer=viewer, at=at)
    return await see_case(session, case)


async def _lock_own(session: AsyncSession, *, district_id: int, case_id: UUID, viewer: Viewer) -> ConsequenceCase:
    """The case, of the very teacher it is about, who was told of it."""
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    if viewer.principal.person_id != case.teacher_id:
        raise NotFound
    return case
