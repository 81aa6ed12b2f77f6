"""Making up a missed meeting: another one sat instead, or a task, approved by somebody else as the pack allows."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import (
    MakeUpAlreadyDecided,
    MakeUpAlreadyRequested,
    MakeUpNotAnother,
    MeetingCancelled,
    MeetingNotBegun,
    OwnRequest,
    StandsInAlready,
    TaskNotDone,
    WasThere,
)
from services.attendance.models import MakeUp, MakeUpDecision, Meeting, TrainingClass
from services.attendance.operations.follow_ups import follow_up, follow_when_sat
from services.attendance.operations.leaves import find_pack_of
from services.attendance.operations.presence import find_presence
from services.attendance.operations.viewing import demand_class, demand_listed, demand_other
from services.attendance.rules import MakeUpForm, demand_make_up
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI


async def request_make_up(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    teacher_id: UUID,
    form: MakeUpForm,
    sat_meeting_id: UUID | None,
    task: str | None,
    done_on: date | None,
    reason: str,
    evidence: str | None,
    at: datetime,
) -> tuple[MakeUp, bool]:
    """A make-up asked for by the teacher, or entered for one by who sees the class; and whether it is new.

    Once refused it may be asked for anew, until then or once approved it may not. A task was done by the day on which
    it is told, unless another one is named.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    if viewer.reach is Reach.OWN:
        viewer.demand(person_id=teacher_id)
    elif viewer.principal.person_id != teacher_id:
        demand_class(viewer, training_class)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    if at < meeting.starts_at:
        raise MeetingNotBegun(starts_at=meeting.starts_at)
    await demand_listed(session, district_id=district_id, class_id=meeting.class_id, teacher_id=teacher_id)
    last = await queries.find_last_make_up(
        session, district_id=district_id, meeting_id=meeting_id, teacher_id=teacher_id
    )
    if last is not None and (last[1] is None or last[1].approved):
        known = last[0]
        if (known.form, known.sat_meeting_id, known.task, known.done_on, known.reason, known.evidence) != (
            form,
            sat_meeting_id,
            task,
            done_on or known.done_on,
            reason,
            evidence,
        ):
            raise MakeUpAlreadyRequested
        return known, False
    if form is MakeUpForm.TASK:
        done_on = done_on or _day_of(at)
        if not _day_of(meeting.starts_at) <= done_on <= _day_of(at):
            raise TaskNotDone(first=_day_of(meeting.starts_at), last=_day_of(at))
    await _demand_allowed(
        session,
        training_class=training_class,
        meeting=meeting,
        teacher_id=teacher_id,
        form=form,
        sat_meeting_id=sat_meeting_id,
        done_on=done_on or _day_of(at),
    )
    make_up = await queries.insert_make_up(
        session,
        district_id=district_id,
        meeting_id=meeting_id,
        teacher_id=teacher_id,
        attempt=1 if last is None else last[0].attempt + 1,
        form=form,
        sat_meeting_id=sat_meeting_id,
        task=task,
        done_on=done_on,
        reason=reason,
        evidence=evidence,
        requested_by=viewer.principal.account_id,
        at=at,
    )
    if make_up is None:
        raise MakeUpAlreadyRequested
    return make_up, True


async def decide_make_up(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    make_up_id: UUID,
    approved: bool,
    reason: str,
    at: datetime,
) -> tuple[MakeUp, MakeUpDecision]:
    """Approve or refuse a make-up, once and never one's own; the same decision again is the same decision."""
    make_up = await queries.get_make_up(session, district_id=district_id, make_up_id=make_up_id)
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=make_up.meeting_id)
    demand_class(viewer, training_class)
    demand_other(viewer, make_up.teacher_id)
    if make_up.requested_by == viewer.principal.account_id:
        raise OwnRequest
    # One after another within a class: how many are approved already is asked and answered here.
    await queries.lock_class(session, district_id=district_id, class_id=training_class.class_id)
    decided = await queries.find_make_up_decision(session, district_id=district_id, make_up_id=make_up_id)
    if decided is not None:
        if (decided.approved, decided.reason) != (approved, reason):
            raise MakeUpAlreadyDecided
        return make_up, decided
    if approved:
        await _demand_allowed(
            session,
            training_class=training_class,
            meeting=meeting,
            teacher_id=make_up.teacher_id,
            form=MakeUpForm(make_up.form),
            sat_meeting_id=make_up.sat_meeting_id,
            done_on=make_up.done_on or _day_of(make_up.requested_at),
        )
    decision = await queries.insert_make_up_decision(
        session, make_up=make_up, approved=approved, reason=reason, decided_by=viewer.principal.account_id, at=at
    )
    if decision is None:
        raise StandsInAlready
    await follow_up(
        session, district_id=district_id, class_ids=[training_class.class_id], by=viewer.principal.account_id, at=at
    )
    if approved and make_up.sat_meeting_id is not None:
        sat, _ = await queries.get_meeting(session, district_id=district_id, meeting_id=make_up.sat_meeting_id)
        await follow_when_sat(
            session,
            district_id=district_id,
            class_id=training_class.class_id,
            sat=sat,
            by=viewer.principal.account_id,
            at=at,
        )
    return make_up, decision


async def list_class_make_ups(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    only_open: bool,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[MakeUp, MakeUpDecision | None]]:
    """The make-ups of a class in the order they were asked for, for who decides them."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    return await queries.list_make_ups_of_class(
        session, district_id=district_id, class_id=class_id, only_open=only_open, after=after, limit=limit
    )


async def _demand_allowed(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    meeting: Meeting,
    teacher_id: UUID,
    form: MakeUpForm,
    sat_meeting_id: UUID | None,
    done_on: date,
) -> None:
    """Refuse what the pack does not allow, and a meeting that the teacher must attend anyway: it would count twice.

    Nor is anything made up that the teacher was at, as the check-ins or a person's word have it.
    """
    district_id = meeting.district_id
    if await find_presence(session, meeting=meeting, teacher_id=teacher_id):
        raise WasThere
    if sat_meeting_id is not None:
        instead, its_class = await queries.get_meeting(session, district_id=district_id, meeting_id=sat_meeting_id)
        listed = await queries.map_member_schools(
            session, district_id=district_id, class_id=its_class.class_id, teacher_ids=[teacher_id]
        )
        if listed or instead.cancelled or its_class.cancelled or instead.starts_at < meeting.ends_at:
            raise MakeUpNotAnother
        done_on = _day_of(instead.starts_at)
    pack = await find_pack_of(session, training_class=training_class, meeting=meeting, teacher_id=teacher_id)
    if pack is not None:
        demand_make_up(
            pack,
            form=form,
            missed_on=_day_of(meeting.starts_at),
            done_on=done_on,
            approved_already=await queries.count_approved_make_ups(
                session, district_id=district_id, class_id=meeting.class_id, teacher_id=teacher_id
            ),
        )


def _day_of(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
