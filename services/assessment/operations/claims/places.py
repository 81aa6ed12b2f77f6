"""Where people stood and by which pack they are valued, for any number of claims in a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.errors import TeacherNotInPost
from services.assessment.models import Claim
from services.assessment.operations.judging import read_packs
from services.assessment.rules import PackInForce
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, NotFound
from services.policy.facts import Appointment, Teacher


@dataclass(frozen=True, slots=True)
class Placed:
    """The pack that values a claim, and whose appointment counts: that of its day, or today's of who came later."""

    assigned: directory.AssignedPack
    force: PackInForce
    held: Appointment
    school_now: UUID
    """The school that reviews: where the teacher is today, or was on the day where they have left."""

    @property
    def school_id(self) -> UUID:
        return UUID(self.held.school_id)


def day_of(claim: Claim) -> date:
    """The day by which a claim is valued: the last day of what was done, or the date of the certificate."""
    day = claim.awarded_on if claim.source == "DEGREE" else claim.held_to
    if day is None:  # the table's checks see to it
        raise LookupError(claim.claim_id)
    return day


async def place(
    session: AsyncSession, *, district_id: int, wanted: Sequence[tuple[UUID, date]], at: datetime
) -> list[Placed | DomainError]:
    """For each teacher and day the pack and the appointment, or why there is none; one person blocks nobody else."""
    if not wanted:
        return []
    timelines = await directory.load_timelines(
        session, district_id=district_id, teacher_ids={teacher_id for teacher_id, _ in wanted}
    )
    assignments = await directory.load_assignments(session, district_id=district_id)
    today = at.astimezone(SHANGHAI).date()
    found: list[tuple[directory.AssignedPack, Appointment, UUID] | DomainError] = []
    for teacher_id, day in wanted:
        timeline = timelines.get(teacher_id)
        held = None if timeline is None else _held(timeline, day) or _held(timeline, today)
        if held is None:
            found.append(NotFound() if timeline is None else TeacherNotInPost(on=today))
            continue
        assigned = assignments.in_force(day, school_id=UUID(held.school_id), stage=held.stage, post=held.post)
        now = (timeline and _held(timeline, today)) or held
        found.append(PackNotAssigned(on=day) if assigned is None else (assigned, held, UUID(now.school_id)))
    packs = await read_packs(
        session, district_id=district_id, assigned=[one[0] for one in found if not isinstance(one, DomainError)]
    )
    return [
        one
        if isinstance(one, DomainError)
        else Placed(one[0], packs[one[0].assignment_id, one[0].revision], one[1], one[2])
        for one in found
    ]


async def place_claims(
    session: AsyncSession, *, district_id: int, claims: Sequence[Claim], at: datetime
) -> dict[UUID, Placed | DomainError]:
    """The same by claim."""
    placed = await place(
        session, district_id=district_id, wanted=[(claim.teacher_id, day_of(claim)) for claim in claims], at=at
    )
    return {claim.claim_id: one for claim, one in zip(claims, placed, strict=True)}


def demanded(placed: Placed | DomainError) -> Placed:
    if isinstance(placed, DomainError):
        raise placed
    return placed


def _held(teacher: Teacher, day: date) -> Appointment | None:
    for held in teacher.appointments:
        if held.valid_from <= day and (held.valid_to is None or day <= held.valid_to):
            return held
    return None
