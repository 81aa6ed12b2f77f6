"""Settling a class: presence into recognised hours, version by version, said once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries, rules
from services.attendance.errors import ClassCancelled, NothingToSettle, SettlementTooEarly
from services.attendance.models import Meeting, SettledMember, Settlement
from services.attendance.operations.presence import attended_at
from services.attendance.operations.viewing import demand_class, sees_class
from services.contracts import AttendanceSettled, AttendedDay
from services.contracts import SettledMember as SettledMemberState
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.outbox import publish
from services.policy.format import stored


@dataclass(frozen=True, slots=True)
class SettledClass:
    """A version of a settlement with the members that the viewer sees."""

    settlement: Settlement
    members: Sequence[SettledMember]


async def settle(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, at: datetime
) -> tuple[SettledClass, bool]:
    """Settle a class by the pack of its last day, and whether that made a new version.

    Without any change since the last version that one is the answer, and nothing is said again.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    if training_class.cancelled:
        raise ClassCancelled
    sittings = _sittings(await queries.list_meetings(session, district_id=district_id, class_id=class_id))
    if not sittings:
        raise NothingToSettle
    last = max(sittings, key=lambda sitting: sitting.ends_at)
    if at < last.ends_at:
        raise SettlementTooEarly(ends_at=last.ends_at.astimezone(SHANGHAI).isoformat())
    # One class has one rule of presence: its own school's, or the district's for a class of the district.
    assigned = await directory.get_assigned_pack(
        session, district_id=district_id, on=last.on, school_id=training_class.school_id
    )
    previous = await queries.find_settlement(session, district_id=district_id, class_id=class_id)
    settled_before = (
        await queries.list_settled_members(
            session, district_id=district_id, class_id=class_id, version=previous.version
        )
        if previous is not None
        else []
    )
    judged = await _judge(
        session,
        district_id=district_id,
        class_id=class_id,
        sittings=sittings,
        assigned=assigned,
        settled_before={member.teacher_id for member in settled_before},
    )
    digest = rules.digest_of(judged, pack_hash=assigned.content_hash)
    if previous is not None and previous.digest == digest:
        return SettledClass(previous, settled_before), False
    version = 1 if previous is None else previous.version + 1
    settlement = await queries.insert_settlement(
        session,
        district_id=district_id,
        class_id=class_id,
        version=version,
        pack_id=assigned.pack_id,
        pack_hash=assigned.content_hash,
        digest=digest,
        settled_by=viewer.principal.account_id,
        at=at,
        members=[_row(member) for member in judged],
    )
    await _say(session, district_id=district_id, class_id=class_id, version=version, judged=judged)
    members = await queries.list_settled_members(session, district_id=district_id, class_id=class_id, version=version)
    return SettledClass(settlement, members), True


async def read_settlement(session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID) -> SettledClass:
    """The latest version as far as the viewer sees: the whole class, the own school's teachers, or oneself."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    settlement = await queries.find_settlement(session, district_id=district_id, class_id=class_id)
    if settlement is None:
        raise NotFound
    members = await queries.list_settled_members(
        session, district_id=district_id, class_id=class_id, version=settlement.version
    )
    if sees_class(viewer, training_class):
        return SettledClass(settlement, members)
    schools = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
    visible = [
        member for member in members if viewer.sees(person_id=member.teacher_id, unit_id=schools.get(member.teacher_id))
    ]
    if not visible:
        raise NotFound
    return SettledClass(settlement, visible)


async def _judge(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    sittings: Sequence[rules.Sitting],
    assigned: directory.AssignedPack,
    settled_before: set[UUID],
) -> list[rules.MemberJudged]:
    pack = stored(assigned.content, content_hash=assigned.content_hash)
    terms = rules.terms_of(pack, parameters=assigned.parameters, switches=assigned.switches)
    schools = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
    known = await attended_at(
        session, district_id=district_id, meeting_ids=[sitting.meeting_id for sitting in sittings]
    )
    of_teacher: dict[UUID, dict[UUID, rules.Attended]] = {}
    for meeting_id, teachers in known.items():
        for teacher_id, attended in teachers.items():
            of_teacher.setdefault(teacher_id, {})[meeting_id] = attended
    judged = [
        rules.judge_member(
            pack, terms, teacher_id=teacher_id, sittings=sittings, attended=of_teacher.get(teacher_id, {})
        )
        for teacher_id in schools
    ]
    judged += [
        rules.judge_withdrawn(teacher_id=teacher_id, sittings=sittings)
        for teacher_id in settled_before - schools.keys()
    ]
    return sorted(judged, key=lambda member: member.teacher_id)


async def _say(
    session: AsyncSession, *, district_id: int, class_id: UUID, version: int, judged: Sequence[rules.MemberJudged]
) -> None:
    parts = rules.parts_of(judged)
    for number, part in enumerate(parts, start=1):
        await publish(
            session,
            AttendanceSettled(
                district_id=district_id,
                class_id=class_id,
                settlement=version,
                part=number,
                parts=len(parts),
                members=tuple(
                    SettledMemberState(
                        teacher_id=member.teacher_id,
                        revision=version,
                        planned_hours=member.planned_hours,
                        attendance_met=member.attendance_met,
                        days=tuple(
                            AttendedDay(
                                meeting_id=day.meeting_id,
                                on=day.on,
                                category=day.category,
                                hours=str(day.hours),
                                state=day.state,
                            )
                            for day in member.days
                        ),
                    )
                    for member in part
                ),
            ),
        )


def _sittings(meetings: Sequence[Meeting]) -> list[rules.Sitting]:
    return [
        rules.Sitting(
            meeting_id=meeting.meeting_id,
            on=meeting.starts_at.astimezone(SHANGHAI).date(),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            hours=meeting.hours,
            category=meeting.category,
        )
        for meeting in meetings
    ]


def _row(member: rules.MemberJudged) -> Mapping[str, Any]:
    return {
        "teacher_id": member.teacher_id,
        "hours": str(member.hours),
        "planned_hours": member.planned_hours,
        "attendance_met": member.attendance_met,
        "days": [_day(day) for day in member.days],
        "explanation": {"zh": member.zh, "en": member.en},
    }


def _day(day: rules.DayJudged) -> Mapping[str, Any]:
    return {
        "meeting_id": str(day.meeting_id),
        "on": day.on.isoformat(),
        "category": day.category,
        "state": day.state,
        "minutes": day.minutes,
        "planned_minutes": day.planned_minutes,
        "hours": str(day.hours),
        "entered_at": day.entered_at.isoformat() if day.entered_at else None,
        "left_at": day.left_at.isoformat() if day.left_at else None,
        "corrected": day.corrected,
        "zh": day.zh,
        "en": day.en,
    }
