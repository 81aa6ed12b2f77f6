"""Judging members: what is known of them, put before the scheme of their class and the pack in force."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import SchemeNotChosen
from services.assessment.models import Member, SettledMember, TrainingClass
from services.assessment.operations.evidence import Known, gather
from services.assessment.rules import (
    NOTHING,
    SHIPPED,
    Judged,
    PackInForce,
    RawMark,
    Result,
    Scheme,
    Snapshot,
    Status,
    Worth,
    result_of,
    scheme_from,
    ungoverned,
    worth_of_class,
)
from services.contracts import AttendedDay, ProgramFacts
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.clock import SHANGHAI


async def scheme_of(session: AsyncSession, training_class: TrainingClass) -> Scheme:
    """The scheme chosen for a class, else the one its program names."""
    if training_class.scheme_code is not None and training_class.scheme_version is not None:
        kept = await queries.find_scheme_version(
            session,
            district_id=training_class.district_id,
            code=training_class.scheme_code,
            version=training_class.scheme_version,
        )
        if kept is not None:
            return scheme_from(kept.content)
    return await _named_scheme(session, district_id=training_class.district_id, code=training_class.program["scheme"])


async def _named_scheme(session: AsyncSession, *, district_id: int, code: str) -> Scheme:
    """The newest version in force of a code, of the district's own and the one that comes with the system."""
    kept = await queries.list_scheme_versions(session, district_id=district_id, code=code)
    in_force = [scheme_from(version.content) for version, retirement in kept if retirement is None]
    shipped = SHIPPED.get(code)
    if shipped is not None and all(version.version != shipped.version for version, _ in kept):
        in_force.append(shipped)
    if not in_force:
        raise SchemeNotChosen(scheme=code)
    return max(in_force, key=lambda scheme: scheme.version)


async def pin_scheme(session: AsyncSession, training_class: TrainingClass, scheme: Scheme, *, at: datetime) -> None:
    """Keep the version a class is assessed by, so that no later release or program change can exchange it."""
    if (training_class.scheme_code, training_class.scheme_version) == (scheme.code, scheme.version):
        return
    await queries.insert_scheme_version(
        session,
        district_id=training_class.district_id,
        code=scheme.code,
        version=scheme.version,
        content=scheme.as_data(),
        at=at,
    )
    await queries.update_scheme(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        code=scheme.code,
        version=scheme.version,
    )


def pack_day(training_class: TrainingClass, *, at: datetime) -> date:
    """The day whose pack values a class: that of its last meeting, or today while it has none."""
    return training_class.ends_on or at.astimezone(SHANGHAI).date()


async def read_packs(
    session: AsyncSession, *, district_id: int, assigned: Iterable[directory.AssignedPack]
) -> dict[tuple[UUID, int], PackInForce]:
    """The packs of these assignments by id and revision, each under its terms, or PackUnusable."""
    wanted = list(assigned)
    packs = await directory.load_packs(session, district_id=district_id, assigned=wanted)
    return {(one.assignment_id, one.revision): PackInForce(packs.of(one), one.terms) for one in wanted}


@dataclass(frozen=True, slots=True)
class Valuers:
    """By which packs the members of a class are valued on its day; whom none governs is absent."""

    day: date
    of: Mapping[UUID, directory.AssignedPack]
    is_assigned: bool
    """Whether any pack is in force for anybody in the district on the day."""

    def demand(self) -> None:
        """Raise PackNotAssigned where the district has not decided about the day at all; one person blocks nobody."""
        if not self.is_assigned:
            raise PackNotAssigned(on=self.day)


async def map_packs(
    session: AsyncSession, training_class: TrainingClass, *, members: Sequence[Member], at: datetime
) -> Valuers:
    """The pack that values each member: by school and post as enrolled, and the stage taught on the class's last day.

    Who has left, retired or died meanwhile is valued by the last appointment before that day.
    """
    district_id, day = training_class.district_id, pack_day(training_class, at=at)
    assignments = await directory.load_assignments(session, district_id=district_id)
    placed = await directory.map_placements(
        session, district_id=district_id, teacher_ids=[member.teacher_id for member in members], on=day
    )
    packs: dict[UUID, directory.AssignedPack] = {}
    for member in members:
        place = placed.get(member.teacher_id)
        found = assignments.in_force(
            day,
            school_id=member.school_id,
            stage=place.stage if place else None,
            post=member.post or (place.post if place else None),
        )
        if found is not None:
            packs[member.teacher_id] = found
    return Valuers(day, packs, any(one.valid_from <= day <= one.valid_to for one in assignments))


async def judge(
    session: AsyncSession,
    training_class: TrainingClass,
    *,
    scheme: Scheme,
    members: Sequence[Member],
    valuers: Valuers | None,
    at: datetime,
    pending: Mapping[UUID, Sequence[RawMark]] = MappingProxyType({}),
) -> list[Judged]:
    """The result of each member, and what it is worth by whoever values it, in a few statements for any number.

    Without valuers nobody asks what it is worth; a scheme that asks the pack for weights or grades needs them.
    `pending` are marks that nobody has recorded yet, judged as if they were.
    """
    (judged,) = await judge_by(
        session, training_class, schemes=[scheme], members=members, valuers=valuers, at=at, pending=pending
    )
    return judged


async def judge_by(
    session: AsyncSession,
    training_class: TrainingClass,
    *,
    schemes: Sequence[Scheme],
    members: Sequence[Member],
    valuers: Valuers | None,
    at: datetime,
    pending: Mapping[UUID, Sequence[RawMark]] = MappingProxyType({}),
) -> list[list[Judged]]:
    """As `judge`, by each of several schemes over the same evidence, which is read once."""
    forces = await read_packs(
        session, district_id=training_class.district_id, assigned=valuers.of.values() if valuers else ()
    )
    settled = await queries.map_settled_members(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        teacher_ids=[member.teacher_id for member in members],
    )
    governed = {
        teacher_id: forces[pack.assignment_id, pack.revision]
        for teacher_id, pack in (valuers.of.items() if valuers else ())
    }
    known = await gather(
        session, training_class, schemes=schemes, members=members, settled=settled, packs=governed, at=at
    )
    worths = None
    if valuers is not None:
        worths = _Worths(ProgramFacts.model_validate(training_class.program), valuers.day)
    # A class of thousands is seconds of work: others are served meanwhile.
    return await asyncio.to_thread(
        lambda: [_judged(one, members, packs=governed, worths=worths, pending=pending) for one in known]
    )


def _judged(
    known: Known,
    members: Sequence[Member],
    *,
    packs: Mapping[UUID, PackInForce],
    worths: "_Worths | None",
    pending: Mapping[UUID, Sequence[RawMark]],
) -> list[Judged]:
    judged = []
    of_members = known.evidence(members)
    for member in members:
        evidence, force = of_members[member.teacher_id], packs.get(member.teacher_id)
        if member.teacher_id in pending:
            evidence = replace(evidence, marks=(*evidence.marks, *pending[member.teacher_id]))
        result = result_of(known.scheme, evidence, pack=force)
        judged.append(
            Judged(
                teacher_id=member.teacher_id,
                snapshot=Snapshot(member.school_id, member.title, member.title_tier, member.post),
                result=result,
                worth=worths.of(result, known.settled.get(member.teacher_id), force) if worths else NOTHING,
            )
        )
    return judged


class _Worths:
    """What results are worth in one class. Members who were there alike and reached the same are valued once."""

    def __init__(self, program: ProgramFacts, day: date) -> None:
        self._program: Final = program
        self._day: Final = day
        self._valued: Final[dict[object, Worth]] = {}

    def of(self, result: Result, attendance: SettledMember | None, force: PackInForce | None) -> Worth:
        if not result.status.is_final or result.status is Status.WITHDRAWN:
            return NOTHING
        if force is None:
            return ungoverned(self._day)
        days = attendance.days if attendance else ()
        alike = tuple((day["on"], day["category"], day["hours"]) for day in days)
        passed = result.status is Status.PASSED
        key = (id(force), alike, passed, result.grade)
        found = self._valued.get(key)
        if found is None:
            found = self._valued[key] = worth_of_class(
                force,
                program=self._program,
                days=[AttendedDay.model_validate(day) for day in days],
                passed=passed,
                grade=result.grade,
            )
        return found


def named(pack: directory.AssignedPack | None) -> dict[str, str | None]:
    """The pack of an outcome as its columns keep it."""
    return {"pack_id": pack.pack_id if pack else None, "pack_hash": pack.content_hash if pack else None}


def by_teacher(judged: Sequence[Judged]) -> Mapping[UUID, Judged]:
    return {one.teacher_id: one for one in judged}
