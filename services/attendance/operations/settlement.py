"""Settling a class: presence into recognised hours, version by version, said once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries, rules
from services.attendance.errors import CheckOutOpen, ClassCancelled, NothingToSettle, SettlementTooEarly
from services.attendance.models import Meeting, SettledMember, Settlement, TrainingClass
from services.attendance.operations.packs import ClassPacks, find_class_packs
from services.attendance.operations.presence import attended_at, correctors_at
from services.attendance.operations.viewing import demand_class, sees_class
from services.contracts import (
    MOST_CORRECTIONS,
    AttendanceCorrected,
    AttendanceSettled,
    AttendedDay,
    CorrectedPresence,
    SettlementFellDue,
)
from services.contracts import SettledMember as SettledMemberState
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.platform.outbox import publish
from services.policy import attendance

log = structlog.get_logger()

# Of a class of thousands, every day of everybody is looked at.
_LONGEST_SECONDS: Final = 60
# A correction says when it was asked for; a settlement after that did not see it while it was not committed, and a
# transaction that has not ended by then was ended.
_UNSEEN_WITHIN: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class SettledClass:
    """A version of a settlement with the members that the viewer sees."""

    settlement: Settlement
    members: Sequence[SettledMember]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassJudged:
    """What presence in a class comes to now, beside the version of its settlement that stands."""

    packs: ClassPacks
    members: Sequence[rules.MemberJudged]
    digest: str
    previous: Settlement | None
    settled_before: Sequence[SettledMember]
    scans_end: datetime
    """When the last scan can have come that says something of presence here, or of the same people elsewhere then."""
    out_closes_at: Mapping[UUID, datetime]
    """meeting -> until when it takes check-outs."""
    meeting_ids: Collection[UUID]
    """The class's own, and those of others that say something of presence here."""

    def still_there(self, at: datetime) -> dict[UUID, datetime]:
        """Who came, has not checked out and still may -> until when."""
        return {
            member.teacher_id: self.out_closes_at[day.meeting_id]
            for member in self.members
            for day in member.days
            if day.state == "NO_EXIT" and at <= self.out_closes_at[day.meeting_id]
        }


async def settle(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, reason: str | None, at: datetime
) -> tuple[SettledClass, bool]:
    """Settle a class by the pack of its last day, and whether that made a new version.

    Without any change since the last version that one is the answer, and nothing is said again. CheckOutOpen while
    somebody who came may still check out, unless there is a reason not to wait for them.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    return await _settle(
        session,
        training_class=training_class,
        settled_by=viewer.principal.account_id,
        automatic=False,
        reason=reason,
        at=at,
    )


async def settle_again(
    session: AsyncSession, *, district_id: int, class_id: UUID, corrected_by: UUID | None, at: datetime
) -> None:
    """Let a settlement follow what was corrected since; a class that cannot be settled now stays as it is.

    A class that nobody has settled yet waits for a person. `corrected_by` None: who settled it last answers for it.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    previous = await queries.find_settlement(session, district_id=district_id, class_id=class_id)
    if previous is None:
        return
    settled_by = corrected_by or previous.settled_by
    try:
        await _settle(session, training_class=training_class, settled_by=settled_by, automatic=True, at=at)
    except (ClassCancelled, NothingToSettle, SettlementTooEarly, PackNotAssigned) as refused:
        # Rescheduled or cancelled meanwhile: a person settles it when it is time.
        log.info("a settlement does not follow", class_id=str(class_id), reason=refused.slug())


async def judge_class(session: AsyncSession, *, training_class: TrainingClass, at: datetime) -> ClassJudged:
    """Judge presence in a class by the pack of its last day; nothing is written."""
    await allow_seconds(session, _LONGEST_SECONDS)
    district_id, class_id = training_class.district_id, training_class.class_id
    if training_class.cancelled:
        raise ClassCancelled
    meetings = await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    if not meetings:
        raise NothingToSettle
    sittings = _sittings(meetings)
    last = max(sittings, key=lambda sitting: sitting.ends_at)
    if at < last.ends_at:
        raise SettlementTooEarly(ends_at=last.ends_at)
    packs = await find_class_packs(session, training_class=training_class, on=last.on)
    if packs is None:
        raise PackNotAssigned(on=last.on)
    previous = await queries.find_settlement(session, district_id=district_id, class_id=class_id)
    settled_before = (
        await queries.list_settled_members(
            session, district_id=district_id, class_id=class_id, version=previous.version
        )
        if previous is not None
        else []
    )
    schools = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
    beside = await queries.list_meetings_beside(
        session, district_id=district_id, class_id=class_id, teacher_ids=schools
    )
    judged = await _judge(
        session,
        district_id=district_id,
        teacher_ids=schools,
        sittings=sittings,
        beside=beside,
        packs=packs,
        settled_before={member.teacher_id for member in settled_before},
    )
    digest = rules.digest_of(
        judged,
        pack_hash=packs.of_class.content_hash,
        other_packs={str(teacher_id): one.content_hash for teacher_id, one in packs.of_members.items()},
    )
    return ClassJudged(
        packs=packs,
        members=judged,
        digest=digest,
        previous=previous,
        settled_before=settled_before,
        scans_end=rules.scans_end(meeting.out_closes_at for meeting in [*meetings, *beside]),
        out_closes_at={meeting.meeting_id: meeting.out_closes_at for meeting in meetings},
        meeting_ids={meeting.meeting_id for meeting in [*meetings, *beside]},
    )


async def _settle(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    settled_by: UUID,
    automatic: bool,
    reason: str | None = None,
    at: datetime,
) -> tuple[SettledClass, bool]:
    district_id, class_id = training_class.district_id, training_class.class_id
    judged = await judge_class(session, training_class=training_class, at=at)
    previous, packs = judged.previous, judged.packs
    if previous is not None and previous.digest == judged.digest:
        return SettledClass(previous, judged.settled_before), False
    still_there = judged.still_there(at)
    if still_there and reason is None and not automatic:
        raise CheckOutOpen(people=len(still_there), closes_at=max(still_there.values()))
    version = 1 if previous is None else previous.version + 1
    settlement = await queries.insert_settlement(
        session,
        district_id=district_id,
        class_id=class_id,
        version=version,
        pack_id=packs.of_class.pack_id,
        pack_hash=packs.of_class.content_hash,
        digest=judged.digest,
        settled_by=settled_by,
        automatic=automatic,
        reason=reason if still_there else None,
        at=at,
        members=[_row(member, packs) for member in judged.members],
    )
    await _say_who_corrected(session, district_id=district_id, class_id=class_id, judged=judged)
    await _say(session, district_id=district_id, class_id=class_id, version=version, judged=judged.members)
    if at < judged.scans_end:
        # People still check out, and a scan follows nothing up.
        await publish(
            session,
            SettlementFellDue(district_id=district_id, class_id=class_id, corrected_by=settled_by),
            due_at=judged.scans_end,
        )
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
    teacher_ids: Collection[UUID],
    sittings: Sequence[rules.Sitting],
    beside: Sequence[Meeting],
    packs: ClassPacks,
    settled_before: set[UUID],
) -> list[rules.MemberJudged]:
    known = await attended_at(
        session, district_id=district_id, meeting_ids=[sitting.meeting_id for sitting in sittings]
    )
    of_teacher: dict[UUID, dict[UUID, rules.Attended]] = {}
    for meeting_id, teachers in known.items():
        for teacher_id, attended in teachers.items():
            of_teacher.setdefault(teacher_id, {})[meeting_id] = attended
    there = await attended_at(session, district_id=district_id, meeting_ids=[one.meeting_id for one in beside])
    sat = rules.sat_elsewhere(
        [
            rules.HeldElsewhere(
                one.meeting_id,
                one.starts_at,
                one.ends_at,
                there.get(one.meeting_id, {}),
                await _counted_unleft(session, meeting=one, attended=there.get(one.meeting_id, {}), of=teacher_ids),
            )
            for one in beside
        ]
    )
    judged = [
        rules.judge_member(
            *packs.of(teacher_id),
            teacher_id=teacher_id,
            sittings=sittings,
            attended=of_teacher.get(teacher_id, {}),
            elsewhere=sat.get(teacher_id, ()),
        )
        for teacher_id in teacher_ids
    ]
    judged += [
        rules.judge_withdrawn(teacher_id=teacher_id, sittings=sittings)
        for teacher_id in settled_before.difference(teacher_ids)
    ]
    return sorted(judged, key=lambda member: member.teacher_id)


async def _counted_unleft(
    session: AsyncSession, *, meeting: Meeting, attended: Mapping[UUID, rules.Attended], of: Collection[UUID]
) -> set[UUID]:
    """Of some teachers those who came to a meeting elsewhere, never went, and have something of it by its packs."""
    unleft = [one for one in of if one in attended and attended[one].entered_at and not attended[one].left_at]
    if not unleft:
        return set()
    training_class = await queries.get_class(session, district_id=meeting.district_id, class_id=meeting.class_id)
    packs = await find_class_packs(
        session, training_class=training_class, on=meeting.starts_at.astimezone(SHANGHAI).date()
    )
    return set() if packs is None else {one for one in unleft if attendance.counts_without_exit(*packs.of(one))}


async def _say_who_corrected(session: AsyncSession, *, district_id: int, class_id: UUID, judged: ClassJudged) -> None:
    """Of the members who had a say in their presence since the version before: there is none before the first."""
    if judged.previous is None:
        return
    corrected = await correctors_at(
        session,
        district_id=district_id,
        meeting_ids=judged.meeting_ids,
        since=judged.previous.settled_at - _UNSEEN_WITHIN,
    )
    corrections = [
        CorrectedPresence(teacher_id=member.teacher_id, account_id=account_id)
        for member in judged.members
        for account_id in sorted(corrected.get(member.teacher_id, ()))
    ]
    for start in range(0, len(corrections), MOST_CORRECTIONS):
        part = tuple(corrections[start : start + MOST_CORRECTIONS])
        await publish(session, AttendanceCorrected(district_id=district_id, class_id=class_id, corrections=part))


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


def _row(member: rules.MemberJudged, packs: ClassPacks) -> Mapping[str, Any]:
    other = packs.of_members.get(member.teacher_id)
    return {
        "teacher_id": member.teacher_id,
        "pack_id": None if other is None else other.pack_id,
        "pack_hash": None if other is None else other.content_hash,
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
        "entry_grade": day.entry_grade,
        "exit_grade": day.exit_grade,
        "corrected": day.corrected,
        "zh": day.zh,
        "en": day.en,
    }
