"""Schemes chosen, marks recorded, passed stages certified, results previewed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    ClassCancelled,
    ListedTwice,
    NoCertification,
    NotAMember,
    NotReadyToCertify,
    OwnAssessment,
    SchemeInUse,
    UnknownScheme,
)
from services.assessment.models import TrainingClass
from services.assessment.operations.judging import by_teacher, judge, map_packs, pin_scheme, scheme_of
from services.assessment.operations.reach import assessors_for, demand_management, scope_in_class
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import (
    EVERYTHING,
    SHIPPED,
    Answered,
    Judged,
    Mark,
    Scheme,
    Status,
    refusal_of_mark,
    scheme_from,
)
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id


async def get_scheme(session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer) -> Scheme:
    """The scheme by which a class is assessed."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await scope_in_class(session, viewer=viewer, training_class=training_class)
    return await scheme_of(session, training_class)


async def choose_scheme(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    code: str,
    version: int,
    viewer: Viewer,
    at: datetime,
) -> Scheme:
    """Assess a class by this version of a scheme; refused once anything rests on another."""
    training_class = await _lock_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    wanted = await _scheme_version(session, district_id=district_id, code=code, version=version)
    if await queries.find_use_of_scheme(session, district_id=district_id, class_id=class_id):
        used = await scheme_of(session, training_class)
        if (used.code, used.version) != (code, version):
            raise SchemeInUse(scheme=used.code, version=used.version)
    await pin_scheme(session, training_class, wanted, at=at)
    return wanted


async def record_scores(
    session: AsyncSession, *, district_id: int, class_id: UUID, marks: Sequence[Mark], viewer: Viewer, at: datetime
) -> list[Answered]:
    """Record each mark that its giver may give: a refused one spoils no other, an unchanged one adds nothing."""
    training_class = await _lock_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    if training_class.cancelled:
        raise ClassCancelled
    scheme = await scheme_of(session, training_class)
    teacher_ids = {mark.teacher_id for mark in marks}
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=scope, teacher_ids=teacher_ids
    )
    schools = {member.teacher_id: member.school_id for member in members}
    known = await queries.map_marks(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    answers: list[Answered] = []
    recorded: list[Mark] = []
    seen: set[tuple[UUID, str]] = set()
    for mark in marks:
        refusal = _refusal_of(mark, seen=seen, schools=schools, scheme=scheme, viewer=viewer, of=training_class)
        seen.add((mark.teacher_id, mark.component))
        if refusal is not None:
            answers.append(Answered(mark.teacher_id, "REFUSED", refusal=refusal, component=mark.component))
        elif known.get(mark.teacher_id, {}).get(mark.component) == mark.mark:
            answers.append(Answered(mark.teacher_id, "UNCHANGED", component=mark.component))
        else:
            recorded.append(mark)
            answers.append(Answered(mark.teacher_id, "RECORDED", component=mark.component))
    if recorded:
        await pin_scheme(session, training_class, scheme, at=at)
        await queries.insert_scores(
            session,
            district_id=district_id,
            scores=[
                {
                    "score_id": new_id(),
                    "class_id": class_id,
                    "teacher_id": mark.teacher_id,
                    "component": mark.component,
                    "mark": mark.mark,
                    "marked_by": viewer.principal.account_id,
                    "marked_at": at,
                }
                for mark in recorded
            ],
        )
        await reconsider(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_ids={mark.teacher_id for mark in recorded},
            cause="SCORE",
            at=at,
        )
    return answers


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
    judged = by_teacher(await judge(session, training_class, scheme=scheme, members=members, valuers=None))
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
) -> list[Judged]:
    """Where each member stands now, and what it would be worth if finalised now; nothing is written."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=scope, after=after, limit=limit
    )
    return await judge(
        session,
        training_class,
        scheme=await scheme_of(session, training_class),
        members=members,
        valuers=await map_packs(session, training_class, members=members, at=at),
    )


def _refusal_of(
    mark: Mark,
    *,
    seen: set[tuple[UUID, str]],
    schools: dict[UUID, UUID],
    scheme: Scheme,
    viewer: Viewer,
    of: TrainingClass,
) -> type[DomainError] | None:
    if (mark.teacher_id, mark.component) in seen:
        return ListedTwice
    if mark.teacher_id not in schools:
        return NotAMember
    return refusal_of_mark(
        scheme,
        component=mark.component,
        mark=mark.mark,
        assessors=assessors_for(viewer, of, school_id=schools[mark.teacher_id]),
        is_own=viewer.principal.person_id == mark.teacher_id,
    )


async def _lock_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    return training_class


async def _scheme_version(session: AsyncSession, *, district_id: int, code: str, version: int) -> Scheme:
    kept = await queries.find_scheme_version(session, district_id=district_id, code=code, version=version)
    if kept is not None:
        return scheme_from(kept.content)
    shipped = SHIPPED.get(code)
    if shipped is None or shipped.version != version:
        raise UnknownScheme(known=", ".join(f"{one.code} {one.version}" for one in SHIPPED.values()))
    return shipped
