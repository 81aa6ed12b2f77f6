"""The waiting list: freed and added places go to those who wait, in order, under the lock of the class."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import SeatsFellDue
from services.contracts.event import MOST_MEMBERS
from services.directory import queries as directory
from services.directory.queries import Snapshot
from services.platform.clock import SHANGHAI
from services.platform.outbox import publish
from services.registration import queries, rules
from services.registration.models import Enrolment, TrainingClass
from services.registration.operations.eligibility import beyond_limits, rule
from services.registration.operations.places import read_places, return_pools
from services.registration.rules import PassedOver, Room

# How far beyond the free places the line is read at first, for those who will be passed over; then ever further, up to
# so many at once.
_BEYOND = 20
_FURTHER = 4
_AT_ONCE = 500


async def hold_time(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    enrolments: Sequence[Enrolment],
    ending_after: datetime | None = None,
    overridden: Collection[UUID] = (),
) -> set[UUID]:
    """Hold the time of every meeting for these; return who could not: another class holds it, or a limit is reached.

    Where a person accepted the clash, the slot stands beside the other one, marked. `ending_after` leaves out meetings
    that were over by then; `overridden` are teachers whose limits somebody has just set aside with a reason.
    """
    if not enrolments:
        return set()
    district_id, class_id = training_class.district_id, training_class.class_id
    lacking = set(
        await queries.insert_slots(
            session,
            district_id=district_id,
            class_id=class_id,
            enrolment_ids=[enrolment.enrolment_id for enrolment in enrolments],
            clash_accepted=False,
            ending_after=ending_after,
        )
    )
    accepted = [
        enrolment.enrolment_id
        for enrolment in enrolments
        if enrolment.enrolment_id in lacking and enrolment.clash_accepted
    ]
    if accepted:
        await queries.insert_slots(
            session,
            district_id=district_id,
            class_id=class_id,
            enrolment_ids=accepted,
            clash_accepted=True,
            ending_after=ending_after,
        )
    beyond = await beyond_limits(session, training_class=training_class, enrolments=enrolments, overridden=overridden)
    return lacking.difference(accepted) | beyond


async def promote(
    session: AsyncSession, *, training_class: TrainingClass, at: datetime, outright: Collection[UUID] = ()
) -> list[Enrolment]:
    """Give free places to those who wait, in order; return who is confirmed. The caller holds the class's lock.

    Who is no longer in post, may not enter any more, or has given the time to another class meanwhile, is passed over
    and keeps the number, and so does a group for which not enough is free. Places that a pool keeps go to people of its
    school. Where the class makes offers, people get one instead, unless they are among `outright` or came as a group.
    The line is read once, from its head on, as far as there is room.
    """
    places = await read_places(session, training_class=training_class)
    await return_pools(session, places=places, at=at)
    confirmed: list[Enrolment] = []
    if not training_class.waiting or places.room().free <= 0:
        return confirmed
    span = await queries.find_span(session, district_id=training_class.district_id, class_id=training_class.class_id)
    if not rules.is_promoting(status=training_class.status, span=span, at=at):
        return confirmed
    offer_until = rules.offer_until(minutes=training_class.offer_minutes, span=span, at=at)
    offered: list[Enrolment] = []
    after, limit = 0, places.room().free + _BEYOND
    while (room := places.room()).free > 0:
        read = await _read_line(session, training_class=training_class, room=room, after=after, limit=limit)
        if not read:
            break
        line = read
        snapshots, bars = await _look_at(session, line=read, at=at)
        while heads := _choose(line, room=places.room(), snapshots=snapshots, bars=bars, at=at):
            lost = await _hold_together(session, training_class=training_class, heads=heads, at=at)
            seated = [enrolment for enrolment in heads if enrolment.enrolment_id not in lost]
            training_class.enrolment_revision += 1
            training_class.waiting -= len(seated)
            for enrolment in seated:
                _take_over(enrolment, snapshots[enrolment.teacher_id])
                enrolment.passed_over = enrolment.passed_over_at = None
                enrolment.revision = training_class.enrolment_revision
                if offer_until is None or enrolment.group_id or enrolment.enrolment_id in outright:
                    places.confirm(enrolment.school_id)
                    enrolment.status, enrolment.confirmed_at = "CONFIRMED", at
                    confirmed.append(enrolment)
                else:
                    places.hold(enrolment.school_id)
                    enrolment.status = "OFFERED"
                    offered.append(enrolment)
            await session.flush()
            if not lost:
                break
            # Their time was taken in this very moment. What they leave may be for somebody already gone past.
            bars.update(dict.fromkeys(lost, "TIME_CLASH"))
            line = [enrolment for enrolment in line if enrolment.status == "WAITING"]
        if len(read) < limit:
            break
        after, limit = read[-1].waiting_no or after, min(limit * _FURTHER, _AT_ONCE)
    if offered and offer_until is not None:
        await queries.insert_offers(session, enrolments=offered, expires_at=offer_until, at=at)
        await publish(
            session,
            SeatsFellDue(district_id=training_class.district_id, class_id=training_class.class_id, due_at=offer_until),
            due_at=offer_until,
        )
    return confirmed


async def promote_all(
    session: AsyncSession, *, classes: Iterable[TrainingClass], at: datetime, outright: Collection[UUID] = ()
) -> list[Enrolment]:
    """Promote in each of these locked classes."""
    promoted: list[Enrolment] = []
    for training_class in classes:
        promoted.extend(await promote(session, training_class=training_class, at=at, outright=outright))
    return promoted


async def look_again(session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID], at: datetime) -> None:
    """Something about these teachers has changed: a free place that went past one of them may be his now.

    Each class that they ask for a place in is looked at in a transaction of its own, and is told whom it is about.
    """
    asked = await queries.map_classes_asked(session, district_id=district_id, teacher_ids=teacher_ids)
    for class_id, asking in asked.items():
        for about in _hundreds(asking):
            await publish(
                session, SeatsFellDue(district_id=district_id, class_id=class_id, due_at=at, teacher_ids=about)
            )


async def follow(
    session: AsyncSession, *, training_class: TrainingClass, teacher_ids: Collection[UUID], at: datetime
) -> None:
    """Who asks for a place asks for it from where he stands today: places kept for his new school are his to have.

    Who stands nowhere any more stays where he was, and is passed over. The caller holds the class's lock.
    """
    asking = await queries.list_asking(
        session, district_id=training_class.district_id, class_id=training_class.class_id, teacher_ids=teacher_ids
    )
    snapshots = await directory.map_snapshots(
        session,
        district_id=training_class.district_id,
        teacher_ids=[enrolment.teacher_id for enrolment in asking],
        on=at.astimezone(SHANGHAI).date(),
    )
    for enrolment in asking:
        if enrolment.teacher_id in snapshots:
            _take_over(enrolment, snapshots[enrolment.teacher_id])
    await session.flush()
    await ring_when_they_move(session, training_class=training_class, asking=snapshots.values())


async def ring_when_they_move(
    session: AsyncSession, *, training_class: TrainingClass, asking: Iterable[Snapshot]
) -> None:
    """Have the class looked at on the day, as far as it is known, on which any of these stands elsewhere."""
    moving: defaultdict[date, list[UUID]] = defaultdict(list)
    for snapshot in asking:
        if snapshot.until is not None:
            moving[snapshot.until + timedelta(days=1)].append(snapshot.teacher_id)
    for day, teacher_ids in sorted(moving.items()):
        midnight = datetime.combine(day, time(), SHANGHAI)
        for about in _hundreds(teacher_ids):
            await publish(
                session,
                SeatsFellDue(
                    district_id=training_class.district_id,
                    class_id=training_class.class_id,
                    due_at=midnight,
                    teacher_ids=about,
                ),
                due_at=midnight,
            )


async def ring_elsewhere(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID], served: Collection[UUID], at: datetime
) -> None:
    """Have the lines of the other classes that these teachers wait for looked at once this transaction is known.

    Such a class may get a free place at this very moment, while what is changed here is not to be seen there yet.
    """
    asked = await queries.map_classes_asked(session, district_id=district_id, teacher_ids=teacher_ids)
    await ring_now(session, district_id=district_id, class_ids=set(asked).difference(served), at=at)


async def ring_now(session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID], at: datetime) -> None:
    """Have the lines of these classes looked at once this transaction is known."""
    for class_id in sorted(class_ids):
        await publish(session, SeatsFellDue(district_id=district_id, class_id=class_id, due_at=at))


def _hundreds(teacher_ids: Sequence[UUID]) -> Iterable[tuple[UUID, ...]]:
    """As many as one event names."""
    for start in range(0, len(teacher_ids), MOST_MEMBERS):
        yield tuple(teacher_ids[start : start + MOST_MEMBERS])


async def _read_line(
    session: AsyncSession, *, training_class: TrainingClass, room: Room, after: int, limit: int
) -> Sequence[Enrolment]:
    # Once nothing is left for anybody, only people of schools whose pools keep something are looked at.
    schools = None if room.common > 0 else [school_id for school_id, seats in room.kept.items() if seats > 0]
    return await queries.list_waiting(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        school_ids=schools,
        after=after,
        limit=limit,
    )


async def _look_at(
    session: AsyncSession, *, line: Sequence[Enrolment], at: datetime
) -> tuple[Mapping[UUID, Snapshot], dict[UUID, PassedOver]]:
    """Where these who wait stand today, and who of them cannot have a place, and why."""
    district_id, class_id = line[0].district_id, line[0].class_id
    teacher_ids = [enrolment.teacher_id for enrolment in line]
    snapshots = await directory.map_snapshots(
        session, district_id=district_id, teacher_ids=teacher_ids, on=at.astimezone(SHANGHAI).date()
    )
    clashes = await queries.map_clashes(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids, ending_after=at
    )
    barred = await _list_barred(session, line=line, snapshots=snapshots, at=at)
    bars: dict[UUID, PassedOver] = {}
    for enrolment in line:
        if enrolment.teacher_id not in snapshots:
            bars[enrolment.enrolment_id] = "NOT_IN_POST"
        elif enrolment.enrolment_id in barred:
            bars[enrolment.enrolment_id] = "NOT_ELIGIBLE"
        elif enrolment.teacher_id in clashes and not enrolment.clash_accepted:
            bars[enrolment.enrolment_id] = "TIME_CLASH"
    return snapshots, bars


def _choose(
    line: Sequence[Enrolment],
    *,
    room: Room,
    snapshots: Mapping[UUID, Snapshot],
    bars: Mapping[UUID, PassedOver],
    at: datetime,
) -> list[Enrolment]:
    """Whom the room is for. A group enters whole or not at all."""
    heads: list[Enrolment] = []
    for _, members in groupby(line, key=lambda enrolment: enrolment.group_id or enrolment.enrolment_id):
        if room.free <= 0:
            break
        party = list(members)
        why = next((bars[one.enrolment_id] for one in party if one.enrolment_id in bars), None)
        if why is None:
            schools = [snapshots[one.teacher_id].school_id for one in party]
            if room.fits(schools):
                for school_id in schools:
                    room.take(school_id)
                heads += party
                continue
            if len(party) == 1 or room.for_school(schools[0]) <= 0:
                # Nothing is free for people of this school: they wait as before.
                continue
            why = "GROUP_TOO_LARGE"
        for enrolment in party:
            if enrolment.passed_over != why:
                enrolment.passed_over, enrolment.passed_over_at = why, at
    return heads


async def _hold_together(
    session: AsyncSession, *, training_class: TrainingClass, heads: Sequence[Enrolment], at: datetime
) -> set[UUID]:
    """Hold the time to come of these; return who could not, and with him his group, with nothing held for them."""
    clashing = await hold_time(session, training_class=training_class, enrolments=heads, ending_after=at)
    if not clashing:
        return clashing
    groups = {one.group_id for one in heads if one.group_id and one.enrolment_id in clashing}
    lost = clashing | {one.enrolment_id for one in heads if one.group_id in groups}
    await queries.delete_slots(session, district_id=training_class.district_id, enrolment_ids=list(lost))
    return lost


def _take_over(enrolment: Enrolment, snapshot: Snapshot) -> None:
    """Where and as what the teacher stands today."""
    enrolment.school_id = snapshot.school_id
    enrolment.title = snapshot.title
    enrolment.title_tier = snapshot.title_tier
    enrolment.post = snapshot.post


async def _list_barred(
    session: AsyncSession, *, line: Sequence[Enrolment], snapshots: Mapping[UUID, Snapshot], at: datetime
) -> set[UUID]:
    """Who waits and may not enter any more, somebody having overridden at most a part of what bars him."""
    ruled = await rule(
        session,
        district_id=line[0].district_id,
        class_id=line[0].class_id,
        snapshots=snapshots.values(),
        on=at.astimezone(SHANGHAI).date(),
    )
    barring = {
        enrolment.enrolment_id: {
            finding.clause_id for finding in ruled[enrolment.teacher_id].answer.findings if finding.barred
        }
        for enrolment in line
        if enrolment.teacher_id in ruled and ruled[enrolment.teacher_id].answer.barred_by
    }
    if not barring:
        return set()
    overridden = await queries.map_overrides(session, district_id=line[0].district_id, enrolment_ids=barring)
    return {
        enrolment_id
        for enrolment_id, clauses in barring.items()
        if clauses - {override.clause_id for override in overridden.get(enrolment_id, ())}
    }
