"""Appeals against what was released or finalised: in time, with grounds, decided by who had no part in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from services.assessment.models import Appeal, TrainingClass
from services.assessment.operations.judging import scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.moderating import Moderated, moderate
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.rules import EVERYTHING, OUTCOME_APPEAL_DAYS
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.files import StoredFile, get_files
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class _Against:
    """What an appeal objects to: an act of release, or a revision of the member's outcome."""

    until: datetime
    release_id: UUID | None = None
    outcome_revision: int | None = None


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
    """Object to a component, or (None) to the result, that was released; the very same again is the same appeal.

    An outcome that was finalised without being released, or revised since, may be appealed against likewise.
    """
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
    made = await queries.list_appeals_of_member(
        session, district_id=district_id, class_id=class_id, teacher_id=teacher_id, component=component
    )
    against = await _appealable(session, training_class, teacher_id=teacher_id, component=component)
    current = {(one.release_id, one.outcome_revision) for one in against}
    before = {(one.release_id, one.outcome_revision) for one in made}
    for one in made:
        is_same = (one.grounds, one.file_ids) == (grounds, list(file_ids))
        if is_same and (one.state == "OPEN" or (one.release_id, one.outcome_revision) in current):
            return one
    if any(one.state == "OPEN" for one in made):
        raise AlreadyAppealed
    if not against:
        raise NotReleased
    untouched = [one for one in against if (one.release_id, one.outcome_revision) not in before]
    if not untouched:
        raise AlreadyAppealed
    latest = max(untouched, key=lambda one: one.until)
    if at > latest.until:
        raise AppealTooLate(until=f"{latest.until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
    return await queries.insert_appeal(
        session,
        Appeal(
            district_id=district_id,
            appeal_id=new_id(),
            class_id=class_id,
            teacher_id=teacher_id,
            school_id=members[0].school_id,
            component=component,
            release_id=latest.release_id,
            outcome_revision=latest.outcome_revision,
            grounds=grounds,
            file_ids=list(file_ids),
            appealed_at=at,
            state="OPEN",
        ),
    )


async def _appealable(
    session: AsyncSession, training_class: TrainingClass, *, teacher_id: UUID, component: str | None
) -> list[_Against]:
    """What of a component or the result the member may object to, and until when."""
    district_id, class_id = training_class.district_id, training_class.class_id
    found: list[_Against] = []
    released = (await queries.map_releases(session, district_id=district_id, class_id=class_id)).get(component)
    if released is not None and released.appeal_until is not None:
        found.append(_Against(released.appeal_until, release_id=released.act_id))
    outcomes = await queries.map_outcomes_of_class(
        session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id]
    )
    outcome = outcomes.get(teacher_id)
    # What was released and finalised as it was had its days; what was never shown before, or was changed, has its own.
    if outcome is not None and (released is None or outcome.revision > 1):
        until = outcome.finalised_at + timedelta(days=OUTCOME_APPEAL_DAYS)
        found.append(_Against(until, outcome_revision=outcome.revision))
    return found


async def get_appeal_file(
    session: AsyncSession, *, district_id: int, appeal_id: UUID, file_id: UUID, viewer: Viewer
) -> StoredFile:
    """A file of an appeal, for whoever sees the appeal: who decides it reads what it rests on."""
    found = await queries.get_appeal(session, district_id=district_id, appeal_id=appeal_id)
    training_class = await queries.get_class(session, district_id=district_id, class_id=found.class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    sees = scope.is_everything or found.teacher_id == scope.teacher_id or found.school_id == scope.school_id
    if not sees or file_id not in found.file_ids:
        raise NotFound
    return (await get_files(session, district_id=district_id, file_ids=[file_id]))[file_id]


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
