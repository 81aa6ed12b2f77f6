"""Defences of works: held on a day before a panel, passed or failed; the one recorded last counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    DefenceInFuture,
    ListedTwice,
    NotAMember,
    OnOwnPanel,
    OwnAssessment,
    UnknownWork,
)
from services.assessment.models import DefenceHeld
from services.assessment.operations.judging import pin_scheme, scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import EVERYTHING, Answered, Scheme
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class Panellist:
    """Who sat on a panel; a teacher of the district is named by id too."""

    name: str
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DefenceOf:
    """How a defence of a member's work went."""

    teacher_id: UUID
    work: str
    passed: bool
    remark: str | None = None


async def record_defences(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    held_on: date,
    panel: Sequence[Panellist],
    defences: Sequence[DefenceOf],
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Record defences of a day before one panel; a correction is recorded anew. The same as last changes nothing."""
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    scheme = await scheme_of(session, training_class)
    teacher_ids = {one.teacher_id for one in defences}
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, teacher_ids=teacher_ids
    )
    here = frozenset(member.teacher_id for member in members)
    newest = await queries.map_newest_defences(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    sat = [{"name": one.name, "person_id": str(one.person_id) if one.person_id else None} for one in panel]
    is_future = held_on > at.astimezone(SHANGHAI).date()
    answers: list[Answered] = []
    kept: list[DefenceOf] = []
    seen: set[tuple[UUID, str]] = set()
    for one in defences:
        key = (one.teacher_id, one.work)
        refusal = ListedTwice if key in seen else _refusal(scheme, one, here=here, panel=panel, viewer=viewer)
        seen.add(key)
        if refusal is None and is_future:
            refusal = DefenceInFuture
        if refusal is not None:
            answers.append(Answered(one.teacher_id, "REFUSED", refusal=refusal, component=one.work))
        elif _is_same(newest.get(key), one, held_on=held_on, panel=sat):
            answers.append(Answered(one.teacher_id, "UNCHANGED", component=one.work))
        else:
            kept.append(one)
            answers.append(Answered(one.teacher_id, "RECORDED", component=one.work))
    if kept:
        await pin_scheme(session, training_class, scheme, at=at)
        await queries.insert_defences(
            session,
            district_id=district_id,
            rows=[
                {
                    "defence_id": new_id(),
                    "class_id": class_id,
                    "teacher_id": one.teacher_id,
                    "work": one.work,
                    "held_on": held_on,
                    "passed": one.passed,
                    "panel": sat,
                    "remark": one.remark,
                    "recorded_by": viewer.principal.account_id,
                    "recorded_at": at,
                }
                for one in kept
            ],
        )
        await reconsider(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_ids={one.teacher_id for one in kept},
            cause="DEFENCE",
            at=at,
            corrected_by={one.teacher_id: (viewer.principal.account_id,) for one in kept},
        )
    return answers


async def list_defences(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> list[DefenceHeld]:
    """Every defence of the members within reach, in the order of recording."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    seen = None
    if not scope.is_everything:
        members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=scope)
        seen = [member.teacher_id for member in members]
    return list(
        await queries.list_defences(
            session, district_id=district_id, class_id=class_id, teacher_ids=seen, after=after, limit=limit
        )
    )


def _refusal(
    scheme: Scheme, one: DefenceOf, *, here: frozenset[UUID], panel: Sequence[Panellist], viewer: Viewer
) -> type[DomainError] | None:
    if one.teacher_id not in here:
        return NotAMember
    if viewer.principal.person_id == one.teacher_id:
        return OwnAssessment
    if any(member.person_id == one.teacher_id for member in panel):
        return OnOwnPanel
    return UnknownWork if scheme.work(one.work) is None else None


def _is_same(newest: DefenceHeld | None, one: DefenceOf, *, held_on: date, panel: Sequence[Any]) -> bool:
    if newest is None:
        return False
    return (newest.held_on, newest.passed, newest.remark, newest.panel) == (
        held_on,
        one.passed,
        one.remark,
        list(panel),
    )
