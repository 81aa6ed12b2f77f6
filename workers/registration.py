"""What registration hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import (
    AttendanceSettled,
    EntriesCarried,
    EntriesPosted,
    OutcomeFinalised,
    SeatsFellDue,
    TimelineChanged,
)
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


@on(EntriesCarried, queue="registration")
async def keep_carried(session: AsyncSession, event: EntriesCarried) -> None:
    """What somebody brought along from another district is training history like any other."""
    await operations.keep_history(session, district_id=event.district_id, entries=event.entries)
    teacher_ids = {entry.teacher_id for entry in event.entries if entry.reverses is not None}
    if teacher_ids:
        await operations.look_again(session, district_id=event.district_id, teacher_ids=teacher_ids, at=clock.now())


@on(TimelineChanged, queue="registration")
async def look_again(session: AsyncSession, event: TimelineChanged) -> None:
    """Who asks for a place may stand elsewhere now, or have the post or the fact that he was passed over for."""
    await operations.look_again(session, district_id=event.district_id, teacher_ids=event.teacher_ids, at=clock.now())


@on(SeatsFellDue, queue="registration", alone=True)
async def move_seats(session: AsyncSession, event: SeatsFellDue) -> None:
    """A moment came at which places move: offers expire, pools are claimed back, a second round opens them.

    It locks the class, and those where the same people wait: one class a transaction.
    """
    # The bell was rung by another process, whose clock may be ahead of this one's.
    at = max(clock.now(), event.due_at)
    await operations.move_seats(
        session, district_id=event.district_id, class_id=event.class_id, at=at, teacher_ids=event.teacher_ids
    )


@on(AttendanceSettled, queue="registration")
async def keep_absences(session: AsyncSession, event: AttendanceSettled) -> None:
    """Who held a place and never came; a later settlement may say otherwise."""
    await operations.keep_absences(
        session, district_id=event.district_id, class_id=event.class_id, members=event.members, at=clock.now()
    )


@on(AttendanceSettled, queue="registration")
async def keep_presence(session: AsyncSession, event: AttendanceSettled) -> None:
    """Who came and reached the attendance line, by which plans tell how far their goals are."""
    await operations.keep_presence(
        session, district_id=event.district_id, class_id=event.class_id, members=event.members
    )


@on(OutcomeFinalised, queue="registration")
async def keep_results(session: AsyncSession, event: OutcomeFinalised) -> None:
    """Who passed, and how well, by which plans tell how far their goals are."""
    await operations.keep_results(session, district_id=event.district_id, outcomes=event.members)
