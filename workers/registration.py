"""What registration hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import AttendanceSettled, EntriesPosted, SeatsFellDue, TimelineChanged
from services.platform import clock
from services.registration import operations
from workers.subscriptions import on


@on(EntriesPosted, queue="registration")
async def keep_history(session: AsyncSession, event: EntriesPosted) -> None:
    """The training history, by which packs say who may enter what."""
    await operations.keep_history(session, district_id=event.district_id, entries=event.entries)
    # What was taken back from the book bars nobody any more.
    teacher_ids = {entry.teacher_id for entry in event.entries if entry.reverses is not None}
    if teacher_ids:
        await operations.look_again(session, district_id=event.district_id, teacher_ids=teacher_ids, at=clock.now())


@on(TimelineChanged, queue="registration")
async def look_again(session: AsyncSession, event: TimelineChanged) -> None:
    """Who waits and was passed over, for want of a post or of a fact, may have a place now."""
    await operations.look_again(session, district_id=event.district_id, teacher_ids=event.teacher_ids, at=clock.now())


@on(SeatsFellDue, queue="registration")
async def move_seats(session: AsyncSession, event: SeatsFellDue) -> None:
    """A moment came at which places move: offers expire, pools are claimed back, a second round opens them."""
    # The bell was rung by another process, whose clock may be ahead of this one's.
    at = max(clock.now(), event.due_at)
    await operations.move_seats(session, district_id=event.district_id, class_id=event.class_id, at=at)


@on(AttendanceSettled, queue="registration")
async def keep_absences(session: AsyncSession, event: AttendanceSettled) -> None:
    """Who held a place and never came; a later settlement may say otherwise."""
    await operations.keep_absences(
        session, district_id=event.district_id, class_id=event.class_id, members=event.members, at=clock.now()
    )
