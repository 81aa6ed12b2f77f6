"""Passed stages certified, results previewed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    CertifierConcerned,
    ClassCancelled,
    NoCertification,
    NotAMember,
    NotReadyToCertify,
    OwnAssessment,
)
from services.assessment.models import Outcome, TrainingClass
from services.assessment.operations.judging import by_teacher, judge, map_packs, pin_scheme, scheme_of
from services.assessment.operations.marking import sees_all_marks
from services.assessment.operations.reach import scope_in_class
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import (
    EVERYTHING,
    Answered,
    Judged,
    ShownResult,
    Standing,
    Status,
    reminded,
    shown_in_full,
    shown_to_members,
)
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id


async def certify(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Sequence[UUID],
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Certify members whose stages are all passed; nobody certifies themselves, nor whom they marked or moderated.

    Whoever sits anything again afterwards is to be certified again.
    """
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
    judged = by_teacher(await judge(session, training_class, scheme=scheme, members=members, valuers=valuers, at=at))
    stages = [stage.code for stage in scheme.stages]
    before = await queries.list_certified(
        session, district_id=district_id, class_id=class_id, teacher_ids=wanted, stages=stages
    )
    resits = await queries.map_attempts(session, district_id=district_id, class_id=class_id, teacher_ids=wanted)
    principal = viewer.principal
    assessed = await queries.list_assessed_by(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=wanted,
        who={one for one in (principal.account_id, principal.person_id) if one is not None},
    )
    answers = []
    for teacher_id in wanted:
        one = judged.get(teacher_id)
        refusal: type[DomainError] | None = None
        if one is None:
            refusal = NotAMember
        elif principal.person_id == teacher_id:
            refusal = OwnAssessment
        elif teacher_id not in before and one.result.status is not Status.AWAITING_CERTIFICATION:
            refusal = NotReadyToCertify
        elif teacher_id not in before and teacher_id in assessed:
            refusal = CertifierConcerned
        if refusal is not None:
            answers.append(Answered(teacher_id, "REFUSED", refusal=refusal))
        else:
            answers.append(Answered(teacher_id, "UNCHANGED" if teacher_id in before else "CERTIFIED"))
    certified = [answer.teacher_id for answer in answers if answer.result == "CERTIFIED"]
    if certified:
        await pin_scheme(session, training_class, scheme, at=at)
        await queries.insert_certifications(
            session,
            district_id=district_id,
            class_id=class_id,
            rows=[
                {
                    "certification_id": new_id(),
                    "teacher_id": teacher_id,
                    # Attempts are opened one by one: the number of the last says how many there were before it.
                    "resits": sum(attempt - 1 for attempt in resits.get(teacher_id, {}).values()),
                    "stages": stages,
                    "certified_by": principal.account_id,
                    "certified_at": at,
                }
                for teacher_id in certified
            ],
        )
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
        at=at,
    )
    shown = await _shown(session, training_class, judged, viewer=viewer)
    given = await queries.map_feedback_given(
        session, district_id=district_id, class_id=class_id, teacher_ids=[one.teacher_id for one in judged], at=at
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
    outcomes = await queries.map_outcomes_of_class(
        session, district_id=district_id, class_id=class_id, teacher_ids=[one.teacher_id for one in judged]
    )
    return [
        shown_to_members(
            one,
            components=components,
            result_released=None in released,
            standing=_standing(outcomes.get(one.teacher_id)),
        )
        for one in judged
    ]


def _standing(outcome: Outcome | None) -> Standing | None:
    if outcome is None:
        return None
    return Standing(
        status=outcome.status,
        grade=outcome.grade,
        score=outcome.score,
        lines=outcome.lines,
        explanation=outcome.explanation,
    )


async def _lock_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    return training_class
