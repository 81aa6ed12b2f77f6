"""By which pack presence in a class is judged: that of its school, and in one of the district each member's own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.models import TrainingClass
from services.attendance.rules import Windows, windows_of
from services.directory import queries as directory
from services.directory.errors import PackUnusable
from services.platform.clock import SHANGHAI
from services.policy.format import Bound, Pack

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ClassPacks:
    """The pack of a class, and those of the members who are judged by another."""

    of_class: directory.AssignedPack
    packs: directory.Packs
    of_members: Mapping[UUID, directory.AssignedPack] = field(default_factory=dict)

    def of(self, teacher_id: UUID) -> tuple[Pack, Bound]:
        """The pack by which a member's presence is judged, under its terms; PackUnusable where it cannot be read."""
        assigned = self.of_members.get(teacher_id, self.of_class)
        return self.packs.of(assigned), self.packs.bound(assigned)


async def find_class_packs(session: AsyncSession, *, training_class: TrainingClass, on: date) -> ClassPacks | None:
    """The packs of a class on a day, None where nobody in it has one.

    A class of a school goes by the school's pack. In one of the district each member is judged by the member's own,
    and the class goes by the district's, where there is none by the most common.
    """
    district_id = training_class.district_id
    assignments = await directory.load_assignments(session, district_id=district_id)
    own = assignments.in_force(on, school_id=training_class.school_id)
    if own is not None and training_class.school_id is not None:
        return ClassPacks(own, await directory.load_packs(session, district_id=district_id, assigned=[own]))
    schools = await queries.map_member_schools(session, district_id=district_id, class_id=training_class.class_id)
    placed = await directory.map_placements(session, district_id=district_id, teacher_ids=schools, on=on)
    of_members = {}
    for teacher_id, school_id in schools.items():
        place = placed.get(teacher_id)
        found = assignments.in_force(
            on, school_id=school_id, stage=place.stage if place else None, post=place.post if place else None
        )
        if found is not None:
            of_members[teacher_id] = found
    counted = Counter(one.assignment_id for one in of_members.values())
    common = own or min(
        of_members.values(), key=lambda one: (-counted[one.assignment_id], str(one.assignment_id)), default=None
    )
    if common is None:
        return None
    return ClassPacks(
        common,
        await directory.load_packs(session, district_id=district_id, assigned=[common, *of_members.values()]),
        {teacher_id: one for teacher_id, one in of_members.items() if one.assignment_id != common.assignment_id},
    )


@dataclass(frozen=True, slots=True)
class DoorTimes:
    """When the meetings of a district take scans, as its packs say now."""

    assignments: directory.Assignments
    packs: directory.Packs

    def of(self, *, school_id: UUID | None, starts_at: datetime, ends_at: datetime) -> Windows:
        """By the pack of the class; where it has none by what all packs in question agree on, else the house's times.

        Who the members are is not known yet when a class is told. A pack that cannot be read never keeps people out:
        the house's times hold until it is put right, which is told and refreshes them.
        """
        day = starts_at.astimezone(SHANGHAI).date()
        own = self.assignments.in_force(day, school_id=school_id)
        asked = [own] if own is not None else self._in_question(day, school_id)
        try:
            told = {windows_of(self.packs.of(one), starts_at=starts_at, ends_at=ends_at) for one in asked}
        except PackUnusable as unusable:
            log.warning("the house's times hold", **unusable.facts)
            told = set()
        return told.pop() if len(told) == 1 else windows_of(None, starts_at=starts_at, ends_at=ends_at)

    def _in_question(self, day: date, school_id: UUID | None) -> list[directory.AssignedPack]:
        return [
            one
            for one in self.assignments
            if one.valid_from <= day <= one.valid_to
            and (school_id is None or one.selector.school_id in (None, school_id))
        ]


async def load_door_times(session: AsyncSession, *, district_id: int) -> DoorTimes:
    """What decides about windows: one statement, one more for packs that this process has not read."""
    assignments = await directory.load_assignments(session, district_id=district_id)
    packs = await directory.load_packs(session, district_id=district_id, assigned=assignments)
    return DoorTimes(assignments, packs)
