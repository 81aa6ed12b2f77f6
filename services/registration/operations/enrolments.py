"""Enrolling, nominating, withdrawing: who holds a place and who waits for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.queries import Snapshot
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, Forbidden, NotFound, Overloaded
from services.platform.ids import new_id
from services.registration import queries, rules
from services.registration.errors import AlreadyEnrolled, TeacherNotInPost, TimeClash
from services.registration.models import Enrolment, TrainingClass
from services.registration.operations.announcements import announce_members
from services.registration.operations.eligibility import OPEN, keep_overrides, rule
from services.registration.operations.waiting_list import hold_time, promote, promote_all
from services.registration.rules import Clash, Source


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of one teacher's wish: an enrolment with its place in line, or a refusal."""

    teacher_id: UUID
    enrolment: Enrolment | None = None
    waiting_position: int | None = None
    refusal: DomainError | None = None


@dataclass(frozen=True, slots=True)
class _Wish:
    """Under which terms somebody wants places."""

    source: Source
    accept_waiting: bool
    accept_clash: bool
    by: UUID
    at: datetime


async def enrol(
    session: AsyncSession, *, district_id: int, class_id: UUID, accept_waiting: bool, viewer: Viewer, at: datetime
) -> tuple[Enrolment, int | None]:
    """Enrol the teacher who asks: at once where a place is free, else in line if wanted, with the position there."""
    teacher_id = viewer.principal.person_id
    if teacher_id is None:
        raise Forbidden
    day = _day(at)
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=day)
    if teacher_id not in snapshots:
        raise TeacherNotInPost(on=day)
    ruled = await rule(session, district_id=district_id, class_id=class_id, snapshots=[snapshots[teacher_id]], on=day)
    bar = rules.bar_of(ruled.get(teacher_id, OPEN).answer, reason=None)
    if bar is not None:
        raise bar
    wish = _Wish(
        source="SELF",
        accept_waiting=accept_waiting,
        accept_clash=False,
        by=viewer.principal.account_id,
        at=at,
    )
    seated = await queries.take_seat(session, district_id=district_id, class_id=class_id, at=at)
    if seated is None:
        return await _line_up(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_id=teacher_id,
            snapshot=snapshots[teacher_id],
            wish=wish,
        )
    wanted = _enrolment(
        training_class=seated, snapshot=snapshots[teacher_id], wish=wish, status="CONFIRMED", waiting_no=None
    )
    enrolment = await queries.insert_enrolment(session, wanted)
    if enrolment is None:
        raise AlreadyEnrolled
    if await hold_time(session, training_class=seated, enrolments=[enrolment]):
        clashes = await queries.map_clashes(
            session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id]
        )
        raise _time_clash(clashes.get(teacher_id))
    await announce_members(session, enrolments=[enrolment])
    return enrolment, None


async def nominate(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Sequence[UUID],
    accept_waiting: bool,
    accept_clash: bool,
    overrides: Mapping[UUID, str],
    viewer: Viewer,
    at: datetime,
) -> list[Entered]:
    """Nominate teachers in the order of the list; each gets an answer of his own.

    A school nominates its own teachers; others are to it as if they did not exist. `overrides` gives for a teacher
    the reason why a clause that bars him shall not, which is kept with the enrolment.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    rules.demand_open(
        status=training_class.status, opens_at=training_class.opens_at, closes_at=training_class.closes_at, at=at
    )
    wanted = list(dict.fromkeys(teacher_ids))
    day = _day(at)
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=wanted, on=day)
    unit_id = viewer.only_unit()
    known = set(snapshots)
    if unit_id is None:
        known |= set(await directory.map_teacher_names(session, district_id=district_id, teacher_ids=wanted))
    ruled = await rule(
        session,
        district_id=district_id,
        class_id=class_id,
        snapshots=[one for one in snapshots.values() if unit_id in (None, one.school_id)],
        on=day,
    )
    candidates: list[tuple[UUID, DomainError | None]] = []
    for teacher_id in wanted:
        bar: DomainError | None = None
        snapshot = snapshots.get(teacher_id)
        if teacher_id not in known or (unit_id is not None and snapshot is not None and snapshot.school_id != unit_id):
            bar = NotFound()
        elif snapshot is None:
            bar = TeacherNotInPost(on=day)
        else:
            bar = rules.bar_of(ruled.get(teacher_id, OPEN).answer, reason=overrides.get(teacher_id))
        candidates.append((teacher_id, bar))
    wish = _Wish(
        source="NOMINATION",
        accept_waiting=accept_waiting,
        accept_clash=accept_clash,
        by=viewer.principal.account_id,
        at=at,
    )
    entered = await _enter(
        session, training_class=training_class, candidates=candidates, snapshots=snapshots, wish=wish
    )
    if overrides:
        await keep_overrides(
            session,
            enrolments=[one.enrolment for one in entered if one.enrolment is not None],
            ruled=ruled,
            reasons=overrides,
            by=wish.by,
            at=at,
        )
    return entered


async def withdraw(
    session: AsyncSession, *, district_id: int, enrolment_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Enrolment:
    """Give up a place, or the number on the waiting list; the freed place goes to the head of the line.

    Who withdrew before stays withdrawn, with the reason given then.
    """
    known = await queries.get_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    viewer.demand(person_id=known.teacher_id, unit_id=known.school_id)
    awaited = await queries.list_classes_awaited(session, district_id=district_id, teacher_ids=[known.teacher_id])
    classes = await queries.lock_classes(session, district_id=district_id, class_ids={known.class_id, *awaited})
    training_class = classes[known.class_id]
    enrolment = await queries.lock_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    if enrolment.status == "WITHDRAWN":
        return enrolment
    changed: list[Enrolment] = []
    if enrolment.status == "CONFIRMED":
        span = await queries.find_span(session, district_id=district_id, class_id=known.class_id)
        rules.demand_withdrawable(span=span, by_oneself=viewer.reach is Reach.OWN, at=at)
        await queries.release_slots(session, district_id=district_id, enrolment_ids=[enrolment_id])
        training_class.taken -= 1
        changed.append(enrolment)
    else:
        training_class.waiting -= 1
    training_class.enrolment_revision += 1
    enrolment.status = "WITHDRAWN"
    enrolment.revision = training_class.enrolment_revision
    enrolment.withdrawn_at = at
    enrolment.withdrawn_by = viewer.principal.account_id
    enrolment.withdrawal_reason = reason
    await session.flush()
    changed.extend(await promote_all(session, classes=classes.values(), at=at))
    await announce_members(session, enrolments=changed)
    return enrolment


async def _line_up(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_id: UUID,
    snapshot: Snapshot,
    wish: _Wish,
) -> tuple[Enrolment, int | None]:
    """No place could simply be taken: look under the lock why, and stand in line where that is the reason."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    rules.demand_open(
        status=training_class.status, opens_at=training_class.opens_at, closes_at=training_class.closes_at, at=wish.at
    )
    (entered,) = await _enter(
        session,
        training_class=training_class,
        candidates=[(teacher_id, None)],
        snapshots={teacher_id: snapshot},
        wish=wish,
    )
    if entered.enrolment is None:
        raise entered.refusal or NotFound
    return entered.enrolment, entered.waiting_position


async def _enter(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    candidates: Sequence[tuple[UUID, DomainError | None]],
    snapshots: Mapping[UUID, Snapshot],
    wish: _Wish,
) -> list[Entered]:
    """Give places, then numbers, in the order of the candidates; the caller holds the class's lock.

    Those who wait already come first.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    changed = await promote(session, training_class=training_class, at=wish.at)
    allotments = rules.allot(
        await _barred(session, training_class=training_class, candidates=candidates, wish=wish),
        free=training_class.capacity - training_class.taken,
        capacity=training_class.capacity,
        accept_waiting=wish.accept_waiting,
    )
    training_class.enrolment_revision += 1
    enrolments: dict[UUID, Enrolment] = {}
    for allotment in allotments:
        if allotment.status is None:
            continue
        waiting_no = None
        if allotment.status == "WAITING":
            waiting_no = training_class.next_waiting_no
            training_class.next_waiting_no += 1
            training_class.waiting += 1
        else:
            training_class.taken += 1
        enrolments[allotment.teacher_id] = _enrolment(
            training_class=training_class,
            snapshot=snapshots[allotment.teacher_id],
            wish=wish,
            status=allotment.status,
            waiting_no=waiting_no,
        )
    await queries.insert_enrolments(session, list(enrolments.values()))
    seated = [enrolment for enrolment in enrolments.values() if enrolment.status == "CONFIRMED"]
    clashing = await hold_time(session, training_class=training_class, enrolments=seated)
    refusals = {allotment.teacher_id: allotment.refusal for allotment in allotments if allotment.refusal}
    if clashing:
        # Another class took their time after we had looked: their places go to the next in line.
        late = [enrolment.teacher_id for enrolment in seated if enrolment.enrolment_id in clashing]
        found = await queries.map_clashes(session, district_id=district_id, class_id=class_id, teacher_ids=late)
        refusals.update({teacher_id: _time_clash(found.get(teacher_id)) for teacher_id in late})
        await queries.delete_slots(session, district_id=district_id, enrolment_ids=list(clashing))
        await queries.delete_enrolments(session, district_id=district_id, enrolment_ids=list(clashing))
        seated = [enrolment for enrolment in seated if enrolment.enrolment_id not in clashing]
        training_class.taken -= len(clashing)
        changed.extend(await promote(session, training_class=training_class, at=wish.at))
    await announce_members(session, enrolments=[*changed, *seated])
    positions = await queries.map_waiting_positions(
        session,
        district_id=district_id,
        class_id=class_id,
        enrolment_ids=[enrolment.enrolment_id for enrolment in enrolments.values()],
    )
    return [
        Entered(teacher_id, refusal=refusals[teacher_id])
        if teacher_id in refusals
        else Entered(teacher_id, enrolments[teacher_id], positions.get(enrolments[teacher_id].enrolment_id))
        for teacher_id, _ in candidates
    ]


async def _barred(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    candidates: Sequence[tuple[UUID, DomainError | None]],
    wish: _Wish,
) -> list[tuple[UUID, DomainError | None]]:
    """The candidates with what stands in their way: in the class already, or busy at that time."""
    district_id, class_id = training_class.district_id, training_class.class_id
    teacher_ids = [teacher_id for teacher_id, bar in candidates if bar is None]
    active = await queries.map_active_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    clashes: dict[UUID, Clash] = {}
    if not wish.accept_clash:
        clashes = await queries.map_clashes(
            session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
        )
    barred: list[tuple[UUID, DomainError | None]] = []
    for teacher_id, known_bar in candidates:
        bar = known_bar
        if bar is None and teacher_id in active:
            bar = AlreadyEnrolled()
        elif bar is None and teacher_id in clashes:
            bar = _time_clash(clashes[teacher_id])
        barred.append((teacher_id, bar))
    return barred


def _enrolment(
    *,
    training_class: TrainingClass,
    snapshot: Snapshot,
    wish: _Wish,
    status: rules.EnrolmentStatus,
    waiting_no: int | None,
) -> Enrolment:
    return Enrolment(
        district_id=training_class.district_id,
        enrolment_id=new_id(),
        class_id=training_class.class_id,
        teacher_id=snapshot.teacher_id,
        status=status,
        revision=training_class.enrolment_revision,
        waiting_no=waiting_no,
        clash_accepted=wish.accept_clash,
        school_id=snapshot.school_id,
        title=snapshot.title,
        title_tier=snapshot.title_tier,
        post=snapshot.post,
        source=wish.source,
        entered_by=wish.by,
        entered_at=wish.at,
        confirmed_at=wish.at if status == "CONFIRMED" else None,
    )


def _time_clash(clash: Clash | None) -> DomainError:
    if clash is None:
        # What stood in the way was given up in this very moment; asking again settles it.
        return Overloaded()
    return TimeClash(class_id=clash.class_id, title=clash.title, starts_at=rules.local(clash.starts_at))


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
