"""Passed stages certified, results previewed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    ClassCancelled,
    NoCertification,
    NotAMember,
    NotReadyToCertify,
    OwnAssessment,
)
from services.assessment.models import TrainingClass
from services.assessment.operations.judging import by_teacher, judge, map_packs, scheme_of
from services.assessment.operations.marking import sees_all_marks
from services.assessment.operations.reach import scope_in_class
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import (
    EVERYTHING,
    Answered,
    Judged,
    ShownResult,
    Status,
    reminded,
    shown_in_full,
    shown_to_members,
)
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound


async def certify(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Sequence[UUID],
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Certify members whose stages are all passed; nobody certifies themselves."""
    training_class = await _lock_class(session, district_id=district_id, class_id=class_id)
    viewer.demand()
    if training_class.cancelled:
        raise ClassCancelled
    scheme = await scheme_of(session, training_class)
    if scheme.certifier is None:
        raise NoCertification(scheme=scheme.code)
    wanted = list(dict.fromkeys(teacher_ids))
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, teacher_ids=wanted
    )
    # Only a scheme that leaves numbers to the pack is asked of it here: certifying values nothing.
    valuers = await map_packs(session, training_class, members=members, at=at) if scheme.asks_pack else None
    judged = by_teacher(await judge(session, training_class, scheme=scheme, members=members, valuers=valuers))
    before = await queries.list_certified(session, district_id=district_id, class_id=class_id, teacher_ids=wanted)
    answers = []
    for teacher_id in wanted:
        one = judged.get(teacher_id)
        refusal: type[DomainError] | None = None
        if one is None:
            refusal = NotAMember
        elif viewer.principal.person_id == teacher_id:
            refusal = OwnAssessment
        elif teacher_id not in before and one.result.status is not Status.AWAITING_CERTIFICATION:
            refusal = NotReadyToCertify
        if refusal is not None:
            answers.append(Answered(teacher_id, "REFUSED", refusal=refusal))
        else:
            answers.append(Answered(teacher_id, "UNCHANGED" if teacher_id in before else "CERTIFIED"))
    certified = [answer.teacher_id for answer in answers if answer.result == "CERTIFIED"]
    await queries.insert_certifications(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=certified,
        certified_by=viewer.principal.account_id,
        at=at,
    )
    if certified:
        await reconsider(
            session, district_id=district_id, class_id=class_id, teacher_ids=certified, cause="CERTIFICATION", at=at
        )
    return answers


async def preview_results(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
    at: datetime,
) -> list[ShownResult]:
    """Where each member stands now, and what it would be worth if finalised now; nothing is written.

    The district and who leads the class see all of it, members and their schools what was released or finalised.
    """
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=scope, after=after, limit=limit
    )
    scheme = await scheme_of(session, training_class)
    judged = await judge(
        session,
        training_class,
        scheme=scheme,
        members=members,
        valuers=await map_packs(session, training_class, members=members, at=at),
    )
    shown = await _shown(session, training_class, judged, viewer=viewer)
    given = await queries.map_feedback_given(
        session, district_id=district_id, class_id=class_id, teacher_ids=[one.teacher_id for one in judged]
    )
    return [reminded(one, scheme) if given.get(one.judged.teacher_id) is False else one for one in shown]


async def _shown(
    session: AsyncSession, training_class: TrainingClass, judged: Sequence[Judged], *, viewer: Viewer
) -> list[ShownResult]:
    if sees_all_marks(viewer, training_class):
        return [shown_in_full(one) for one in judged]
    district_id, class_id = training_class.district_id, training_class.class_id
    released = await queries.map_releases(session, district_id=district_id, class_id=class_id)
    components = frozenset(code for code in released if code is not None)
    finalised = await queries.list_finalised_teachers(session, district_id=district_id, class_id=class_id)
    return [
        shown_to_members(
            one,
            components=components,
            result_released=None in released,
            finalised=one.teacher_id in finalised,
        )
        for one in judged
    ]


async def _lock_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    return training_class
