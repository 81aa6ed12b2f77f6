"""Appeals against what was released: in time, with grounds, decided by somebody who had no part in it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    AlreadyAppealed,
    AppealDecided,
    AppealDeciderConcerned,
    AppealTooLate,
    BesideTheAppeal,
    NotAMember,
    NothingToRelease,
    NotReleased,
    OwnAssessment,
)
from services.assessment.models import Appeal
from services.assessment.operations.judging import scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.moderating import Moderated, moderate
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.rules import EVERYTHING
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.files import get_files
from services.platform.ids import new_id


async def appeal(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    component: str | None,
    grounds: str,
    file_ids: Sequence[UUID],
    viewer: Viewer,
    at: datetime,
) -> Appeal:
    """Object to a released component, or (None) to the released result; the very same again is the same appeal."""
    teacher_id = viewer.principal.person_id
    if teacher_id is None:
        raise NotFound
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    # Under the lock of the class nobody finalises the member meanwhile.
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, teacher_ids=[teacher_id]
    )
    if not members:
        raise NotAMember
    scheme = await scheme_of(session, training_class)
    if component is not None and scheme.component(component) is None:
        codes = (one.code for stage in scheme.stages for one in stage.components)
        raise NothingToRelease(known=", ".join(codes))
    files = await get_files(session, district_id=district_id, file_ids=file_ids) if file_ids else {}
    if any(file.person_id != teacher_id for file in files.values()):
        raise NotFound
    released = (await queries.map_releases(session, district_id=district_id, class_id=class_id)).get(component)
    if released is None or released.appeal_until is None:
        raise NotReleased
    before = await queries.find_appeal(
        session, district_id=district_id, teacher_id=teacher_id, release_id=released.act_id
    )
    if before is not None:
        if (before.grounds, before.file_ids) != (grounds, list(file_ids)):
            raise AlreadyAppealed
        return before
    if at > released.appeal_until:
        raise AppealTooLate(until=f"{released.appeal_until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
    return await queries.insert_appeal(
        session,
        Appeal(
            district_id=district_id,
            appeal_id=new_id(),
            class_id=class_id,
            teacher_id=teacher_id,
            school_id=members[0].school_id,
            component=component,
            release_id=released.act_id,
            grounds=grounds,
            file_ids=list(file_ids),
            appealed_at=at,
            state="OPEN",
        ),
    )


async def list_appeals(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    state: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> list[Appeal]:
    """The appeals of a class as far as the viewer sees, in the order in which they were made."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    return list(
        await queries.list_appeals(
            session,
            district_id=district_id,
            class_id=class_id,
            scope=scope,
            state=state,
            after=after,
            limit=limit,
        )
    )


async def decide_class_appeal(
    session: AsyncSession,
    *,
    district_id: int,
    appeal_id: UUID,
    outcome: Literal["UPHELD", "REJECTED"],
    points: Sequence[tuple[str, Decimal]],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Appeal:
    """Decide an appeal; upheld it may moderate components, beside marks that stay. The same again changes nothing."""
    found = await queries.get_appeal(session, district_id=district_id, appeal_id=appeal_id)
    training_class = await lock_open_class(session, district_id=district_id, class_id=found.class_id)
    demand_management(viewer, training_class)
    decided = await queries.lock_appeal(session, district_id=district_id, appeal_id=appeal_id)
    principal = viewer.principal
    if decided.state != "OPEN":
        if (decided.state, decided.decision_reason, decided.decided_by) != (outcome, reason, principal.account_id):
            raise AppealDecided
        return decided
    if principal.person_id == decided.teacher_id:
        raise OwnAssessment
    concerned = await queries.list_concerned(
        session,
        district_id=district_id,
        class_id=decided.class_id,
        teacher_id=decided.teacher_id,
        component=decided.component,
    )
    if concerned & {principal.account_id, principal.person_id}:
        raise AppealDeciderConcerned
    is_beside = decided.component is not None and any(component != decided.component for component, _ in points)
    if is_beside or (points and outcome == "REJECTED"):
        raise BesideTheAppeal
    decided.state, decided.decision_reason = outcome, reason
    decided.decided_by, decided.decided_at = principal.account_id, at
    await session.flush()
    if points:
        answers = await moderate(
            session,
            district_id=district_id,
            class_id=decided.class_id,
            items=[Moderated(decided.teacher_id, component, mark) for component, mark in points],
            reason=reason,
            viewer=viewer,
            at=at,
        )
        # One decision: what cannot be done of it undoes the whole.
        for answered in answers:
            if answered.refusal is not None:
                raise answered.refusal
    return decided
