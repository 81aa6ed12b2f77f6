"""The batches that claims join: as they are handed in, and anew as they are handed up to the district."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.errors import HandedInTooLate
from services.assessment.models import Claim
from services.assessment.operations.claims.places import Placed, day_of
from services.assessment.rules import ClaimBatch, batch_at, batches_for, semester_batch
from services.directory import queries as directory
from services.platform.errors import DomainError
from services.policy.facts import SchoolCalendar

_MONTH = "month"


async def batches_of(session: AsyncSession, claim: Claim, placed: Placed, *, at: datetime) -> tuple[ClaimBatch, ...]:
    """The batches of a form that is handed in now: of the month by level, then that of the semester."""
    calendar = await directory.load_calendar(session, district_id=claim.district_id, school_id=placed.school_id)
    monthly = batches_for(placed.force, at=at, held_to=day_of(claim), calendar=calendar)
    semester = semester_batch(placed.force, at=at, held_to=day_of(claim), calendar=calendar)
    return (*monthly, semester) if semester else monthly


def join_batches(claim: Claim, batches: tuple[ClaimBatch, ...]) -> None:
    """Put a claim into its batches; HandedInTooLate where the pack takes nothing after its day."""
    for one in batches:
        if one.batch.state == "REFUSED":
            raise HandedInTooLate(
                clause_id=one.batch.clause_id, reason_zh=one.batch.reason_zh, reason_en=one.batch.reason_en
            )
    claim.batches = [one.as_data() for one in batches]
    claim.batch_due = next((one.batch.due for one in batches if one.every == _MONTH), None)
    claim.semester_due = next((one.batch.due for one in batches if one.every != _MONTH), None)


def hand_up(claim: Claim, placed: Placed | DomainError, calendars: directory.Calendars, *, at: datetime) -> None:
    """The district's batch is that of the day on which a claim leaves the school; what was late before goes on later.

    Where nobody can say which pack values it, its batches stay.
    """
    if isinstance(placed, DomainError):
        return
    kept = [one for one in claim.batches if one["level"] == "SCHOOL"]
    of_semester = [one for one in claim.batches if one.get("every", _MONTH) != _MONTH]
    about = date.fromisoformat(kept[-1]["about"]) if kept else day_of(claim)
    calendar: SchoolCalendar = calendars.of(placed.school_id)
    batch = batch_at(placed.force, "DISTRICT", at=at, about=about, calendar=calendar)
    claim.batches = [*kept, *([batch.as_data()] if batch else []), *of_semester]
    claim.batch_due = batch.batch.due if batch else None


def go_back_to_school(claim: Claim) -> None:
    """The batch is that of the school again."""
    due = next((one["due"] for one in claim.batches if one["level"] == "SCHOOL"), None)
    claim.batch_due = None if due is None else date.fromisoformat(due)


def closings(claim: Claim) -> tuple[datetime, ...]:
    """When the months' batches of a claim have closed; the semester's sum waits for nobody's credits."""
    return tuple(
        datetime.fromisoformat(one["closes"])
        for one in claim.batches
        if one["closes"] and one.get("every", _MONTH) == _MONTH
    )
