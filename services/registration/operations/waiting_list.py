"""The waiting list: freed and added places go to those who wait, in order, under the lock of the class."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.clock import SHANGHAI
from services.registration import queries, rules
from services.registration.models import Enrolment, TrainingClass
from services.registration.operations.eligibility import rule

# How far beyond the free places the line is read at once, for those who will be passed over.
_BEYOND = 20


async def hold_time(
    session: AsyncSession, *, training_class: TrainingClass, enrolments: Sequence[Enrolment]
) -> set[UUID]:
    """Hold the time of every meeting for these; return who could not, because another class holds it.

    Where a person accepted the clash, the slot stands beside the other one, marked.
    """
    if not enrolments:
        return set()
    district_id, class_id = training_class.district_id, training_class.class_id
    await queries.insert_slots(
        session,
        district_id=district_id,
        class_id=class_id,
        enrolment_ids=[enrolment.enrolment_id for enrolment in enrolments],
        clash_accepted=False,
    )
    lacking = set(
        await queries.list_without_time(
            session,
            district_id=district_id,
            class_id=class_id,
            enrolment_ids=[enrolment.enrolment_id for enrolment in enrolments],
        )
    )
    accepted = [
        enrolment.enrolment_id
        for enrolment in enrolments
        if enrolment.enrolment_id in lacking and enrolment.clash_accepted
    ]
    if accepted:
        await queries.insert_slots(
            session, district_id=district_id, class_id=class_id, enrolment_ids=accepted, clash_accepted=True
        )
    return lacking.difference(accepted)


async def promote(session: AsyncSession, *, training_class: TrainingClass, at: datetime) -> list[Enrolment]:
    """Give free places to those who wait, in order, and return them; the caller holds the class's lock.

    Who is no longer in post, may not enter any more, or has given the time to another class meanwhile, is passed over
    and keeps the number.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    promoted: list[Enrolment] = []
    if not training_class.waiting or training_class.taken >= training_class.capacity:
        return promoted
    span = await queries.find_span(session, district_id=district_id, class_id=class_id)
    if not rules.is_promoting(status=training_class.status, span=span, at=at):
        return promoted
    after = 0
    while training_class.taken < training_class.capacity:
        free = training_class.capacity - training_class.taken
        line = await queries.list_waiting(
            session, district_id=district_id, class_id=class_id, after=after, limit=free + _BEYOND
        )
        if not line:
            break
        teacher_ids = [enrolment.teacher_id for enrolment in line]
        snapshots = await directory.map_snapshots(
            session, district_id=district_id, teacher_ids=teacher_ids, on=at.astimezone(SHANGHAI).date()
        )
        clashes = await queries.map_clashes(
            session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
        )
        barred = await _list_barred(session, line=line, snapshots=snapshots, at=at)
        able = [
            enrolment
            for enrolment in line
            if enrolment.teacher_id in snapshots
            and enrolment.enrolment_id not in barred
            and (enrolment.clash_accepted or enrolment.teacher_id not in clashes)
        ]
        heads = able[:free]
        last_looked_at = heads[-1] if len(able) > free else line[-1]
        after = last_looked_at.waiting_no or after
        clashing = await hold_time(session, training_class=training_class, enrolments=heads)
        if clashing:
            # Another class took their time in this very moment: they are passed over like those before.
            await queries.delete_slots(session, district_id=district_id, enrolment_ids=list(clashing))
        seated = [enrolment for enrolment in heads if enrolment.enrolment_id not in clashing]
        training_class.enrolment_revision += 1
        training_class.taken += len(seated)
        training_class.waiting -= len(seated)
        for enrolment in seated:
            snapshot = snapshots[enrolment.teacher_id]
            enrolment.status = "CONFIRMED"
            enrolment.confirmed_at = at
            enrolment.revision = training_class.enrolment_revision
            enrolment.school_id = snapshot.school_id
            enrolment.title = snapshot.title
            enrolment.title_tier = snapshot.title_tier
            enrolment.post = snapshot.post
        await session.flush()
        promoted.extend(seated)
    return promoted


async def _list_barred(
    session: AsyncSession, *, line: Sequence[Enrolment], snapshots: Mapping[UUID, directory.Snapshot], at: datetime
) -> set[UUID]:
    """Who waits and may not enter any more by the pack, nobody having overridden that."""
    ruled = await rule(
        session,
        district_id=line[0].district_id,
        class_id=line[0].class_id,
        snapshots=snapshots.values(),
        on=at.astimezone(SHANGHAI).date(),
    )
    turned_down = [
        enrolment.enrolment_id
        for enrolment in line
        if enrolment.teacher_id in ruled and ruled[enrolment.teacher_id].answer.barred_by
    ]
    if not turned_down:
        return set()
    overridden = await queries.map_overrides(session, district_id=line[0].district_id, enrolment_ids=turned_down)
    return set(turned_down) - overridden.keys()


async def promote_all(session: AsyncSession, *, classes: Iterable[TrainingClass], at: datetime) -> list[Enrolment]:
    """Promote in each of these locked classes."""
    promoted: list[Enrolment] = []
    for training_class in classes:
        promoted.extend(await promote(session, training_class=training_class, at=at))
    return promoted
