"""Personal goals and plans: handed in by the teacher, accepted or returned by the school, counted by the pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    GoalElsewhere,
    GoalExists,
    NoSuchPeriod,
    OwnAssessment,
    PaperOutOfReach,
    TeacherNotInPost,
    UnknownGoal,
)
from services.assessment.models import Goal, GoalStep
from services.assessment.operations.judging import read_packs
from services.assessment.operations.reach import demand_teacher, scope_of
from services.assessment.operations.records import say_records
from services.assessment.rules import Every, PackInForce, Span, goal_kinds, is_counted, period_asked, period_of
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.files import get_files
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A document with every version and decision."""

    goal: Goal
    steps: Sequence[GoalStep]


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where a teacher stands today, and the pack that governs them."""

    school_id: UUID
    assigned: directory.AssignedPack
    force: PackInForce
    cycle: Span


async def submit_goal(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    kind: str,
    every: Every | None,
    for_day: date | None,
    title: str,
    words: str,
    file_ids: Sequence[UUID],
    viewer: Viewer,
    at: datetime,
) -> GoalSeen:
    """Hand in a document of the period that a day (today) lies in, as long as the pack asks it for, else as said."""
    ground = await _ground(session, district_id=district_id, teacher_id=teacher_id, viewer=viewer, at=at)
    today = at.astimezone(SHANGHAI).date()
    known = goal_kinds(ground.force)
    if kind not in known:
        raise UnknownGoal(on=today, pack_id=ground.assigned.pack_id, known=", ".join(known))
    await _demand_files(session, district_id=district_id, teacher_id=teacher_id, file_ids=file_ids, viewer=viewer)
    length = period_asked(ground.force, kind) or every or "year"
    calendar = await directory.load_calendar(session, district_id=district_id, school_id=ground.school_id)
    span = period_of(ground.force, every=length, cycle=ground.cycle, calendar=calendar, on=for_day or today)
    if span is None:
        raise NoSuchPeriod
    goal = await queries.insert_goal(
        session,
        district_id=district_id,
        goal={
            "goal_id": new_id(),
            "revision": 1,
            "teacher_id": teacher_id,
            "school_id": ground.school_id,
            "kind": kind,
            "every": length,
            "first_day": span.first,
            "last_day": span.last,
            "title": title,
            "words": words,
            "file_ids": list(dict.fromkeys(file_ids)),
            "state": "SUBMITTED",
            "submitted_on": today,
            "submitted_at": at,
        },
    )
    if goal is None:
        first = await queries.find_goal_of(
            session,
            district_id=district_id,
            teacher_id=teacher_id,
            kind=kind,
            first_day=span.first,
            last_day=span.last,
        )
        raise GoalExists(goal_id="" if first is None else first.goal_id)
    await _keep_step(session, goal, "SUBMITTED", reason=None, viewer=viewer, at=at)
    return await see_goal(session, goal)


async def resubmit_goal(
    session: AsyncSession,
    *,
    district_id: int,
    goal_id: UUID,
    title: str,
    words: str,
    file_ids: Sequence[UUID],
    viewer: Viewer,
    at: datetime,
) -> GoalSeen:
    """Put a better version in the place of one that is not accepted; the former stays among the steps."""
    goal = await _lock(session, district_id=district_id, goal_id=goal_id, viewer=viewer)
    if viewer.principal.person_id != goal.teacher_id or goal.state not in {"SUBMITTED", "RETURNED"}:
        raise GoalElsewhere(state=goal.state)
    await _demand_files(session, district_id=district_id, teacher_id=goal.teacher_id, file_ids=file_ids, viewer=viewer)
    ground = await _ground(session, district_id=district_id, teacher_id=goal.teacher_id, viewer=viewer, at=at)
    # The day by which packs look at it is that of the version that is accepted.
    goal.title, goal.words, goal.file_ids = title, words, list(dict.fromkeys(file_ids))
    goal.state, goal.school_id = "SUBMITTED", ground.school_id
    goal.submitted_on, goal.submitted_at = at.astimezone(SHANGHAI).date(), at
    goal.revision += 1
    await session.flush()
    await _keep_step(session, goal, "SUBMITTED", reason=None, viewer=viewer, at=at)
    return await see_goal(session, goal)


async def review_goal(
    session: AsyncSession,
    *,
    district_id: int,
    goal_id: UUID,
    accepted: bool,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> GoalSeen:
    """Accept what was handed in, so that the pack counts it, or return it; what was accepted may be returned too.

    Never one's own. The same decision again changes nothing.
    """
    goal = await _lock(session, district_id=district_id, goal_id=goal_id, viewer=viewer)
    viewer.demand(unit_id=goal.school_id)
    if viewer.principal.person_id == goal.teacher_id:
        raise OwnAssessment
    wanted = "ACCEPTED" if accepted else "RETURNED"
    if goal.state == wanted:
        return await see_goal(session, goal)
    if goal.state == "WITHDRAWN" or (accepted and goal.state != "SUBMITTED"):
        raise GoalElsewhere(state=goal.state)
    goal.state = wanted
    if accepted:
        await _count(session, goal, viewer=viewer, at=at)
    else:
        await _uncount(session, goal, reason=reason, viewer=viewer, at=at)
    goal.revision += 1
    await session.flush()
    await _keep_step(session, goal, wanted, reason=reason, viewer=viewer, at=at)
    return await see_goal(session, goal)


async def withdraw_goal(
    session: AsyncSession, *, district_id: int, goal_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> GoalSeen:
    """Take a document back before it is accepted, for good. The same again changes nothing."""
    goal = await _lock(session, district_id=district_id, goal_id=goal_id, viewer=viewer)
    if goal.state == "ACCEPTED":
        raise GoalElsewhere(state=goal.state)
    if goal.state != "WITHDRAWN":
        goal.state = "WITHDRAWN"
        goal.revision += 1
        await session.flush()
        await _keep_step(session, goal, "WITHDRAWN", reason=reason, viewer=viewer, at=at)
    return await see_goal(session, goal)


async def get_goal(session: AsyncSession, *, district_id: int, goal_id: UUID, viewer: Viewer) -> GoalSeen:
    """A document within reach."""
    goal = await queries.get_goal(session, district_id=district_id, goal_id=goal_id)
    viewer.demand(person_id=goal.teacher_id, unit_id=goal.school_id)
    return await see_goal(session, goal)


async def list_goals(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    teacher_id: UUID | None,
    kind: str | None,
    state: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[Goal]:
    """Those within reach, in the order in which they were first handed in."""
    return await queries.list_goals(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        school_id=school_id,
        teacher_id=teacher_id,
        kind=kind,
        state=state,
        after=after,
        limit=limit,
    )


async def see_goal(session: AsyncSession, goal: Goal) -> GoalSeen:
    return GoalSeen(goal, await queries.list_goal_steps(session, district_id=goal.district_id, goal_id=goal.goal_id))


async def _lock(session: AsyncSession, *, district_id: int, goal_id: UUID, viewer: Viewer) -> Goal:
    goal = await queries.lock_goal(session, district_id=district_id, goal_id=goal_id)
    viewer.demand(person_id=goal.teacher_id, unit_id=goal.school_id)
    return goal


async def _ground(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, viewer: Viewer, at: datetime
) -> _Ground:
    today = at.astimezone(SHANGHAI).date()
    snapshot = await demand_teacher(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, at=at)
    if snapshot is None:
        raise TeacherNotInPost(on=today)
    assignments = await directory.load_assignments(session, district_id=district_id)
    assigned = assignments.in_force(today, school_id=snapshot.school_id, stage=snapshot.stage, post=snapshot.post)
    if assigned is None:
        raise PackNotAssigned(on=today)
    packs = await read_packs(session, district_id=district_id, assigned=[assigned])
    bound = (await directory.load_packs(session, district_id=district_id, assigned=[assigned])).bound(assigned)
    force = packs[assigned.assignment_id, assigned.revision]
    return _Ground(snapshot.school_id, assigned, force, Span(bound.cycle_start, bound.cycle_end))


async def _demand_files(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, file_ids: Sequence[UUID], viewer: Viewer
) -> None:
    """Files of the teacher's own, or that the viewer handed in."""
    if not file_ids:
        return
    files = await get_files(session, district_id=district_id, file_ids=list(file_ids))
    for item, file_id in enumerate(file_ids, start=1):
        if files[file_id].person_id != teacher_id and files[file_id].account_id != viewer.principal.account_id:
            raise PaperOutOfReach(item=item)


async def _keep_step(
    session: AsyncSession, goal: Goal, step: str, *, reason: str | None, viewer: Viewer, at: datetime
) -> None:
    content = {"title": goal.title, "words": goal.words, "file_ids": [str(one) for one in goal.file_ids]}
    await queries.insert_goal_step(
        session,
        district_id=goal.district_id,
        step={
            "step_id": new_id(),
            "goal_id": goal.goal_id,
            "step": step,
            "content": content if step == "SUBMITTED" else {},
            "reason": reason,
            "done_by": viewer.principal.account_id,
            "done_at": at,
        },
    )


async def _count(session: AsyncSession, goal: Goal, *, viewer: Viewer, at: datetime) -> None:
    """Where the pack of the day of handing in asks for the document, it is on record as of that day."""
    placed = await directory.map_snapshots(
        session, district_id=goal.district_id, teacher_ids=[goal.teacher_id], on=goal.submitted_on
    )
    stood = placed.get(goal.teacher_id)
    if stood is None:
        raise TeacherNotInPost(on=goal.submitted_on)
    assignments = await directory.load_assignments(session, district_id=goal.district_id)
    assigned = assignments.in_force(goal.submitted_on, school_id=stood.school_id, stage=stood.stage, post=stood.post)
    if assigned is None:
        return
    packs = await read_packs(session, district_id=goal.district_id, assigned=[assigned])
    if not is_counted(packs[assigned.assignment_id, assigned.revision], goal.kind):
        return
    records = await queries.insert_records(
        session,
        district_id=goal.district_id,
        records=[
            {
                "record_id": new_id(),
                "revision": 1,
                "kind": goal.kind,
                "held_on": goal.submitted_on,
                "amount": 1,
                "teacher_id": goal.teacher_id,
                "school_id": stood.school_id,
                "unit": None,
                "event": f"goal:{goal.goal_id}",
                "class_id": None,
                "role": "",
                "level": "",
                "result": "",
                "tags": [],
                "title": goal.title,
                "recorded_by": viewer.principal.account_id,
                "recorded_at": at,
            }
        ],
    )
    goal.record_id = records[0].record_id
    await say_records(session, district_id=goal.district_id, records=records)


async def _uncount(session: AsyncSession, goal: Goal, *, reason: str, viewer: Viewer, at: datetime) -> None:
    record_id, goal.record_id = goal.record_id, None
    if record_id is None:
        return
    records = await queries.lock_records(session, district_id=goal.district_id, record_ids=[record_id])
    standing = [record for record in records if record.retracted_at is None]
    for record in standing:
        record.revision += 1
        record.retracted_by = viewer.principal.account_id
        record.retracted_at, record.retraction_reason = at, reason
    if standing:
        await session.flush()
        await say_records(session, district_id=goal.district_id, records=standing)
