"""Moderation beside the raw marks, and attempts opened anew: acts of who manages the class, with who and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    ListedTwice,
    MarkOutOfRange,
    NotAMember,
    NothingToModerate,
    NothingToResit,
    OwnAssessment,
    UnknownComponent,
)
from services.assessment.models import Moderation, Resit, TrainingClass
from services.assessment.operations.evidence import kinds_of
from services.assessment.operations.judging import scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import EVERYTHING, Answered, RawMark, Scheme
from services.platform.access import Viewer
from services.platform.errors import DomainError
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class Moderated:
    """What a component of a member is to count; None: its raw marks again."""

    teacher_id: UUID
    component: str
    mark: Decimal | None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the class holds of the members that are asked about."""

    training_class: TrainingClass
    scheme: Scheme
    members: frozenset[UUID]
    marks: Mapping[UUID, Sequence[RawMark]]
    attempts: Mapping[UUID, Mapping[str, int]]
    own_id: UUID | None

    def attempt(self, teacher_id: UUID, component: str) -> int:
        return self.attempts.get(teacher_id, {}).get(component, 1)

    def is_marked(self, teacher_id: UUID, component: str) -> bool:
        """Whether the attempt that is open has a mark."""
        attempt = self.attempt(teacher_id, component)
        return any((one.component, one.attempt) == (component, attempt) for one in self.marks.get(teacher_id, ()))

    def refusal(self, teacher_id: UUID, component: str) -> type[DomainError] | None:
        if teacher_id not in self.members:
            return NotAMember
        if self.own_id == teacher_id:
            return OwnAssessment
        return UnknownComponent if self.scheme.component(component) is None else None


async def moderate(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    items: Sequence[Moderated],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Let a component count what moderation says, or its raw marks again; the raw marks stay as they are."""
    teacher_ids = {item.teacher_id for item in items}
    ground = await _ground(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids, viewer=viewer)
    known = await queries.map_moderations(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    standing: defaultdict[UUID, dict[tuple[str, int], Decimal | None]] = defaultdict(dict)
    for teacher_id, rows in known.items():
        standing[teacher_id] = {(row.component, row.attempt): row.mark for row in rows}
    answers: list[Answered] = []
    kept: list[Moderated] = []
    seen: set[tuple[UUID, str]] = set()
    for item in items:
        key = (item.teacher_id, item.component)
        refusal = ListedTwice if key in seen else _refusal(ground, item)
        seen.add(key)
        attempt = ground.attempt(item.teacher_id, item.component)
        if refusal is not None:
            answers.append(Answered(item.teacher_id, "REFUSED", refusal=refusal, component=item.component))
        elif standing[item.teacher_id].get((item.component, attempt)) == item.mark:
            answers.append(Answered(item.teacher_id, "UNCHANGED", component=item.component))
        else:
            kept.append(item)
            answers.append(Answered(item.teacher_id, "RECORDED", component=item.component))
    await queries.insert_moderations(
        session,
        district_id=district_id,
        rows=[
            {
                "override_id": new_id(),
                "class_id": class_id,
                "teacher_id": item.teacher_id,
                "component": item.component,
                "attempt": ground.attempt(item.teacher_id, item.component),
                "mark": item.mark,
                "reason": reason,
                "moderated_by": viewer.principal.account_id,
                "moderated_at": at,
            }
            for item in kept
        ],
    )
    await _reconsider(session, ground, answers, cause="MODERATION", by=viewer.principal.account_id, at=at)
    return answers


async def list_moderations(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> list[Moderation]:
    """Every act of moderation in the class, in order, for who manages it."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    return list(
        await queries.list_moderations(session, district_id=district_id, class_id=class_id, after=after, limit=limit)
    )


async def open_resits(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    items: Sequence[tuple[UUID, str]],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Open the next attempt at components of members: marks of former attempts are only shown from now on.

    An attempt that is open and has no mark yet is answered as UNCHANGED.
    """
    ground = await _ground(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids={teacher_id for teacher_id, _ in items},
        viewer=viewer,
    )
    answers: list[Answered] = []
    opened: list[tuple[UUID, str]] = []
    seen: set[tuple[UUID, str]] = set()
    for teacher_id, component in items:
        refusal = ListedTwice if (teacher_id, component) in seen else ground.refusal(teacher_id, component)
        seen.add((teacher_id, component))
        is_open = ground.attempt(teacher_id, component) > 1
        if refusal is None and not is_open and not ground.is_marked(teacher_id, component):
            refusal = NothingToResit
        if refusal is not None:
            answers.append(Answered(teacher_id, "REFUSED", refusal=refusal, component=component))
        elif not ground.is_marked(teacher_id, component):
            answers.append(Answered(teacher_id, "UNCHANGED", component=component))
        else:
            opened.append((teacher_id, component))
            answers.append(Answered(teacher_id, "OPENED", component=component))
    await queries.insert_resits(
        session,
        district_id=district_id,
        rows=[
            {
                "class_id": class_id,
                "teacher_id": teacher_id,
                "component": component,
                "attempt": ground.attempt(teacher_id, component) + 1,
                "reason": reason,
                "opened_by": viewer.principal.account_id,
                "opened_at": at,
            }
            for teacher_id, component in opened
        ],
    )
    await _reconsider(session, ground, answers, cause="RESIT", by=viewer.principal.account_id, at=at)
    return answers


async def list_resits(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    viewer: Viewer,
    after: tuple[UUID, str, int] | None,
    limit: int,
) -> list[Resit]:
    """The attempts that were opened for the members within reach, after a (teacher, component, attempt)."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=scope)
    return list(
        await queries.list_resits(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_ids=[member.teacher_id for member in members],
            after=after,
            limit=limit,
        )
    )


def _refusal(ground: _Ground, item: Moderated) -> type[DomainError] | None:
    refusal = ground.refusal(item.teacher_id, item.component)
    if refusal is not None:
        return refusal
    # Moderation stands beside marks that were given; it is never a mark that nobody gave.
    if not ground.is_marked(item.teacher_id, item.component):
        return NothingToModerate
    component = ground.scheme.component(item.component)
    if item.mark is not None and component is not None and item.mark > component.maximum:
        return MarkOutOfRange
    return None


async def _ground(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: set[UUID], viewer: Viewer
) -> _Ground:
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    scheme = await scheme_of(session, training_class)
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, teacher_ids=teacher_ids
    )
    return _Ground(
        training_class=training_class,
        scheme=scheme,
        members=frozenset(member.teacher_id for member in members),
        marks=await queries.map_raw_marks(
            session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids, kinds=kinds_of(scheme)
        ),
        attempts=await queries.map_attempts(
            session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
        ),
        own_id=viewer.principal.person_id,
    )


async def _reconsider(
    session: AsyncSession, ground: _Ground, answers: Sequence[Answered], *, cause: str, by: UUID, at: datetime
) -> None:
    changed = {answer.teacher_id for answer in answers if answer.result in ("RECORDED", "OPENED")}
    if changed:
        await reconsider(
            session,
            district_id=ground.training_class.district_id,
            class_id=ground.training_class.class_id,
            teacher_ids=changed,
            cause=cause,
            at=at,
            corrected_by=dict.fromkeys(changed, (by,)),
        )
