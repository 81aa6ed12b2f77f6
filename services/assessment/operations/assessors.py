"""Who marks what: named by who manages the class, withdrawn with a reason, peers proposed in a ring."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import AssessorWithdrawn, KindNotAsked, NotAMember, OwnAssessment, UnknownComponent
from services.assessment.models import NamedAssessor, TrainingClass
from services.assessment.operations.judging import pin_scheme, scheme_of
from services.assessment.operations.marking import lock_open_class, sees_all_marks
from services.assessment.operations.reach import demand_management, demand_sight
from services.assessment.rules import ACCESS, EVERYTHING, Assessor, Scheme, kinds_asked, peers_for
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAssessor:
    """Somebody to be named: a teacher of the district, or an account that is none, for these members or for all."""

    person_id: UUID | None = None
    account_id: UUID | None = None
    teacher_ids: tuple[UUID, ...] | None = None


async def name_assessors(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    component: str,
    kind: Assessor,
    wanted: Sequence[WantedAssessor],
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> list[NamedAssessor]:
    """Name them all or none; whoever is named for the same already stays. Answers those that are new.

    Peers are members of the class; nobody is named to mark themselves.
    """
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    scheme = await scheme_of(session, training_class)
    asked = kinds_asked(scheme, component)
    if not asked:
        raise UnknownComponent
    if kind not in asked:
        raise KindNotAsked(asked=", ".join(asked))
    await _demand_known(session, training_class, kind=kind, wanted=wanted)
    await pin_scheme(session, training_class, scheme, at=at)
    new = await queries.insert_assessors(
        session,
        district_id=district_id,
        rows=[
            {
                "assignment_id": new_id(),
                "class_id": class_id,
                "component": component,
                "kind": str(kind),
                "person_id": one.person_id,
                "account_id": one.account_id,
                "teacher_id": teacher_id,
                "assigned_by": viewer.principal.account_id,
                "assigned_at": at,
                "reason": reason,
            }
            for one in wanted
            for teacher_id in (one.teacher_ids if one.teacher_ids is not None else (None,))
        ],
    )
    found = await queries.map_assessors(session, district_id=district_id, class_id=class_id, assignment_ids=new)
    return sorted(found.values(), key=lambda one: one.assignment_id)


async def list_assessors(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    component: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> list[NamedAssessor]:
    """Who was named: all for who manages the class, to anybody else what they are named for themselves."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    assessor_ids: Collection[UUID] | None = None
    if not sees_all_marks(viewer, training_class):
        marker = await demand_sight(session, viewer=viewer, training_class=training_class)
        assessor_ids = {marker.account_id, marker.assessor_id}
    return list(
        await queries.list_assessors(
            session,
            district_id=district_id,
            class_id=class_id,
            component=component,
            assessor_ids=assessor_ids,
            after=after,
            limit=limit,
        )
    )


async def withdraw_assessors(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    assignment_ids: Sequence[UUID],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> list[NamedAssessor]:
    """End these; the marks that were given stay and count. The same again changes nothing."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    demand_management(viewer, training_class)
    wanted = list(dict.fromkeys(assignment_ids))
    found = await queries.map_assessors(session, district_id=district_id, class_id=class_id, assignment_ids=wanted)
    if len(found) < len(wanted):
        raise NotFound
    if any(one.withdrawn_at is not None and one.withdrawal_reason != reason for one in found.values()):
        raise AssessorWithdrawn
    await queries.withdraw_assessors(
        session,
        district_id=district_id,
        assignment_ids=wanted,
        withdrawn_by=viewer.principal.account_id,
        reason=reason,
        at=at,
    )
    after = await queries.map_assessors(session, district_id=district_id, class_id=class_id, assignment_ids=wanted)
    return [after[assignment_id] for assignment_id in wanted]


async def propose_peers(
    session: AsyncSession, *, district_id: int, class_id: UUID, component: str, each: int, viewer: Viewer
) -> list[tuple[UUID, tuple[UUID, ...]]]:
    """Whom each member might mark; nothing is written. The same class and component give the same ring."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    scheme = await scheme_of(session, training_class)
    _demand_peers(scheme, component)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=EVERYTHING)
    return peers_for([member.teacher_id for member in members], seed=f"{class_id}:{component}", each=each)


def _demand_peers(scheme: Scheme, component: str) -> None:
    asked = kinds_asked(scheme, component)
    if not asked:
        raise UnknownComponent
    if Assessor.PEER not in asked:
        raise KindNotAsked(asked=", ".join(asked))


async def _demand_known(
    session: AsyncSession, training_class: TrainingClass, *, kind: Assessor, wanted: Sequence[WantedAssessor]
) -> None:
    persons = {one.person_id for one in wanted if one.person_id is not None}
    of = {teacher_id for one in wanted for teacher_id in one.teacher_ids or ()}
    if any(one.person_id is not None and one.person_id in (one.teacher_ids or ()) for one in wanted):
        raise OwnAssessment
    members = await queries.list_members(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        scope=EVERYTHING,
        teacher_ids=of | persons,
    )
    here = {member.teacher_id for member in members}
    if not of <= here:
        raise NotAMember
    if kind is Assessor.PEER and (not persons <= here or any(one.person_id is None for one in wanted)):
        raise NotAMember
    experts = {
        f"/body/items/{number}/account_id": one for number, one in enumerate(wanted) if one.account_id is not None
    }
    accounts = await directory.get_accounts(
        session,
        district_id=training_class.district_id,
        named={pointer: one.account_id for pointer, one in experts.items() if one.account_id is not None},
        able=ACCESS["put_scores"],
    )
    if any(account.teacher_id in (experts[pointer].teacher_ids or ()) for pointer, account in accounts.items()):
        raise OwnAssessment
    known = await directory.map_teacher_names(
        session, district_id=training_class.district_id, teacher_ids=persons - here
    )
    if len(known) < len(persons - here):
        raise NotFound
