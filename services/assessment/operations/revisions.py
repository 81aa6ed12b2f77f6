"""Revisions: a finalised result whose grounds changed waits until an officer confirms what it has become."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    NoPendingRevision,
    OwnAssessment,
    OwnCorrection,
    PresenceUnheard,
    RevisionNotFinal,
)
from services.assessment.models import Outcome, PendingRevision, TrainingClass
from services.assessment.operations.judging import by_teacher, judge, map_packs, named, scheme_of
from services.assessment.operations.publishing import Said, say, state_in_class
from services.assessment.operations.reach import scope_in_class
from services.assessment.rules import Answered, Judged
from services.contracts import AttendanceCorrected, AttendanceSettled
from services.directory import queries as directory
from services.platform import outbox
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound


def bar(outcomes: Mapping[UUID, Outcome], corrected_by: Mapping[UUID, Collection[UUID]]) -> None:
    """None of these accounts (by teacher) confirms what follows, until somebody else has."""
    for teacher_id, accounts in corrected_by.items():
        outcome = outcomes.get(teacher_id)
        if outcome is not None and accounts:
            outcome.corrected_by = sorted({*(outcome.corrected_by or ()), *accounts})


async def demand_presence_heard(session: AsyncSession, training_class: TrainingClass) -> None:
    """Decide nothing on a presence that attendance has replaced already, nor before it is known who replaced it."""
    if not await outbox.has_heard(
        session,
        district_id=training_class.district_id,
        topics=(AttendanceSettled.topic, AttendanceCorrected.topic),
        about={"class_id": training_class.class_id},
    ):
        raise PresenceUnheard


async def reconsider(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID] | None,
    cause: str,
    at: datetime,
    corrected_by: Mapping[UUID, Collection[UUID]] | None = None,
) -> None:
    """Open a revision for each finalised outcome that would be another now, and close those that no longer would.

    `corrected_by` (teacher -> accounts) brought this about and shall not confirm it: they stand with the outcome until
    somebody else does, whatever becomes of the revision. Who certifies is none of them: they judge what others did.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        return
    outcomes = await queries.map_outcomes_of_class(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    bar(outcomes, corrected_by or {})
    if training_class.cancelled or not outcomes:
        return
    judged, _ = await _judge_finalised(session, training_class, outcomes, at=at)
    changed = {
        teacher_id: judged[teacher_id]
        for teacher_id, outcome in outcomes.items()
        if teacher_id in judged and _is_changed(outcome, judged[teacher_id])
    }
    await queries.delete_pending_revisions(
        session,
        district_id=district_id,
        outcome_ids=[outcome.outcome_id for teacher_id, outcome in outcomes.items() if teacher_id not in changed],
    )
    await queries.upsert_pending_revisions(
        session,
        district_id=district_id,
        revisions=[
            {
                **one.as_columns(),
                "outcome_id": outcomes[teacher_id].outcome_id,
                "class_id": class_id,
                "cause": cause,
                "opened_at": at,
            }
            for teacher_id, one in changed.items()
        ],
    )


async def confirm_revisions(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Sequence[UUID],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Make pending revisions the outcome, each judged anew, and publish it in full.

    Nobody confirms one's own, nor what followed from a correction of theirs.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    viewer.demand()
    await demand_presence_heard(session, training_class)
    outcomes = await queries.map_outcomes_of_class(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    judged, packs = await _judge_finalised(session, training_class, outcomes, at=at)
    answers: list[Answered] = []
    confirmed: list[Said] = []
    for teacher_id in dict.fromkeys(teacher_ids):
        outcome, one = outcomes.get(teacher_id), judged.get(teacher_id)
        refusal = _refusal(viewer, teacher_id, outcome, one)
        if refusal is not None or outcome is None or one is None:
            answers.append(Answered(teacher_id, "REFUSED", refusal=refusal))
            continue
        confirmed.append(_revise(training_class, outcome, one, pack=packs.get(teacher_id), at=at))
        answers.append(Answered(teacher_id, "CONFIRMED", revision=outcome.revision))
    await session.flush()
    await queries.delete_pending_revisions(
        session, district_id=district_id, outcome_ids=[said.state.outcome_id for said in confirmed]
    )
    await say(
        session,
        district_id=district_id,
        outcomes=confirmed,
        reason=reason,
        confirmed_by=viewer.principal.account_id,
        at=at,
    )
    return answers


async def list_revisions(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> list[tuple[PendingRevision, Outcome]]:
    """What is pending in a class beside what stands, as far as the viewer sees."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    return list(
        await queries.list_pending_revisions(
            session, district_id=district_id, class_id=class_id, scope=scope, after=after, limit=limit
        )
    )


def _refusal(
    viewer: Viewer, teacher_id: UUID, outcome: Outcome | None, judged: Judged | None
) -> type[DomainError] | None:
    if outcome is None or judged is None or not _is_changed(outcome, judged):
        return NoPendingRevision
    if viewer.principal.person_id == teacher_id:
        return OwnAssessment
    if viewer.principal.account_id in (outcome.corrected_by or ()):
        return OwnCorrection
    if not judged.result.status.is_final:
        return RevisionNotFinal
    return None


def _revise(
    training_class: TrainingClass,
    outcome: Outcome,
    judged: Judged,
    *,
    pack: directory.AssignedPack | None,
    at: datetime,
) -> Said:
    for name, value in {**judged.as_columns(), **named(pack)}.items():
        setattr(outcome, name, value)
    outcome.revision += 1
    outcome.title = training_class.title
    outcome.finalised_at = at
    outcome.corrected_by = None
    return Said(
        state=state_in_class(
            training_class, judged, outcome_id=outcome.outcome_id, revision=outcome.revision, pack=pack
        ),
        status=outcome.status,
        explanation=outcome.explanation,
    )


async def _judge_finalised(
    session: AsyncSession, training_class: TrainingClass, outcomes: dict[UUID, Outcome], *, at: datetime
) -> tuple[dict[UUID, Judged], Mapping[UUID, directory.AssignedPack]]:
    enrolments = await queries.list_enrolments(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        teacher_ids=outcomes.keys(),
    )
    valuers = await map_packs(session, training_class, members=enrolments, at=at)
    judged = await judge(
        session,
        training_class,
        scheme=await scheme_of(session, training_class),
        members=enrolments,
        valuers=valuers,
        at=at,
    )
    return dict(by_teacher(judged)), valuers.of


def _is_changed(outcome: Outcome, judged: Judged) -> bool:
    return judged.differs_from(status=outcome.status, grade=outcome.grade, score=outcome.score, lines=outcome.lines)
