"""Enrolling, nominating, withdrawing: who holds a place and who waits for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.queries import Snapshot
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, Forbidden, NotFound
from services.registration import queries, rules
from services.registration.errors import AlreadyEnrolled, OwnOverride, TeacherNotInPost
from services.registration.models import Enrolment, TrainingClass
from services.registration.operations.announcements import announce_members
from services.registration.operations.classes import demand_class_open
from services.registration.operations.eligibility import OPEN, Ruled, keep_overrides, rule
from services.registration.operations.places import awaited, is_allocating, read_places
from services.registration.operations.seats import lock_with_awaited, release, time_clash
from services.registration.operations.waiting_list import hold_time, promote, ring_when_they_move
from services.registration.operations.wishes import Wish, new_enrolment
from services.registration.rules import Candidate, Clash, Review


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of one teacher's wish: an enrolment with its place in line, or a refusal."""

    teacher_id: UUID
    enrolment: Enrolment | None = None
    waiting_position: int | None = None
    refusal: DomainError | None = None


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
    wish = Wish(
        source="SELF",
        accept_waiting=accept_waiting,
        accept_clash=False,
        by=viewer.principal.account_id,
        person_id=teacher_id,
        at=at,
    )
    seated = await queries.take_seat(
        session, district_id=district_id, class_id=class_id, school_id=snapshots[teacher_id].school_id, at=at
    )
    if seated is None:
        return await _line_up(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_id=teacher_id,
            snapshot=snapshots[teacher_id],
            wish=wish,
        )
    wanted = new_enrolment(
        training_class=seated, snapshot=snapshots[teacher_id], wish=wish, status="CONFIRMED", waiting_no=None
    )
    enrolment = await queries.insert_enrolment(session, wanted)
    if enrolment is None:
        raise AlreadyEnrolled
    if await hold_time(session, training_class=seated, enrolments=[enrolment]):
        refusals = await refusals_late(session, training_class=seated, snapshots=[snapshots[teacher_id]], at=at)
        raise refusals[teacher_id]
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
    priority: int = rules.USUAL_PRIORITY,
) -> list[Entered]:
    """Nominate teachers in the order of the list; each gets an answer of his own.

    A school nominates its own teachers; others are to it as if they did not exist. `overrides` gives for a teacher
    the reason why a clause that bars him shall not, which is kept with the enrolment. `priority` is for the allocation,
    and the district's to give: 1 comes first.
    """
    if priority != rules.USUAL_PRIORITY and viewer.reach is not Reach.DISTRICT:
        raise Forbidden
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    await demand_class_open(session, training_class=training_class, at=at)
    wanted = list(dict.fromkeys(teacher_ids))
    candidates, snapshots, ruled = await judge_candidates(
        session, training_class=training_class, teacher_ids=wanted, overrides=overrides, viewer=viewer, at=at
    )
    wish = Wish(
        source="NOMINATION",
        accept_waiting=accept_waiting,
        accept_clash=accept_clash,
        by=viewer.principal.account_id,
        person_id=viewer.principal.person_id,
        at=at,
        overridden=overrides.keys(),
        priority=priority,
        by_district=viewer.reach is Reach.DISTRICT,
    )
    entered = await enter(session, training_class=training_class, candidates=candidates, snapshots=snapshots, wish=wish)
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


async def judge_candidates(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    teacher_ids: Sequence[UUID],
    overrides: Mapping[UUID, str],
    viewer: Viewer,
    at: datetime,
) -> tuple[list[Candidate], Mapping[UUID, Snapshot], Mapping[UUID, Ruled]]:
    """What stands in the way of each of these whom somebody else enrols: unknown to him, not in post, not eligible."""
    district_id, class_id = training_class.district_id, training_class.class_id
    day = _day(at)
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=teacher_ids, on=day)
    unit_id = viewer.only_unit()
    known = set(snapshots)
    if unit_id is None:
        known |= set(await directory.map_teacher_names(session, district_id=district_id, teacher_ids=teacher_ids))
    ruled = await rule(
        session,
        district_id=district_id,
        class_id=class_id,
        snapshots=[one for one in snapshots.values() if unit_id in (None, one.school_id)],
        on=day,
    )
    candidates: list[Candidate] = []
    for teacher_id in teacher_ids:
        bar: DomainError | None = None
        snapshot = snapshots.get(teacher_id)
        if teacher_id not in known or (unit_id is not None and snapshot is not None and snapshot.school_id != unit_id):
            bar = NotFound()
        elif snapshot is None:
            bar = TeacherNotInPost(on=day)
        elif teacher_id in overrides and teacher_id == viewer.principal.person_id:
            bar = OwnOverride()
        else:
            bar = rules.bar_of(ruled.get(teacher_id, OPEN).answer, reason=overrides.get(teacher_id))
        candidates.append(Candidate(teacher_id, snapshot.school_id if snapshot else None, bar))
    return candidates, snapshots, ruled


async def withdraw(
    session: AsyncSession, *, district_id: int, enrolment_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Enrolment:
    """Give up a place, or the number on the waiting list; the freed place goes to the head of the line.

    Who withdrew before stays withdrawn, with the reason given then.
    """
    known = await queries.get_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    viewer.demand(person_id=known.teacher_id, unit_id=known.school_id)
    classes = await lock_with_awaited(
        session, district_id=district_id, class_id=known.class_id, teacher_ids=[known.teacher_id]
    )
    enrolment = await queries.lock_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    if enrolment.status in rules.GONE:
        return enrolment
    if enrolment.status in rules.SEATED:
        span = await queries.find_span(session, district_id=district_id, class_id=known.class_id)
        rules.demand_withdrawable(span=span, by_oneself=viewer.reach is Reach.OWN, at=at)
    await release(
        session,
        classes=classes,
        enrolments=[enrolment],
        reason=reason,
        by=viewer.principal.account_id,
        at=at,
        offers="DECLINED",
    )
    return enrolment


async def _line_up(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_id: UUID,
    snapshot: Snapshot,
    wish: Wish,
) -> tuple[Enrolment, int | None]:
    """No place could simply be taken: look under the lock why, and stand in line where that is the reason."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    await demand_class_open(session, training_class=training_class, at=wish.at)
    (entered,) = await enter(
        session,
        training_class=training_class,
        candidates=[Candidate(teacher_id, snapshot.school_id)],
        snapshots={teacher_id: snapshot},
        wish=wish,
    )
    if entered.enrolment is None:
        raise entered.refusal or NotFound
    return entered.enrolment, entered.waiting_position


async def enter(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    candidates: Sequence[Candidate],
    snapshots: Mapping[UUID, Snapshot],
    wish: Wish,
) -> list[Entered]:
    """Give places, then numbers, in the order of the candidates; the caller holds the class's lock.

    Those who wait already come first. Where reviews or the allocation come first, everybody gets a number only.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    changed = await promote(session, training_class=training_class, at=wish.at)
    places = await read_places(session, training_class=training_class)
    allotments = rules.allot(
        [
            replace(one, review=_review_of(one, training_class=training_class, wish=wish))
            for one in await barred(session, training_class=training_class, candidates=candidates, wish=wish)
        ],
        room=places.room(),
        no_place=rules.no_place(capacity=training_class.capacity, awaits=awaited(training_class)),
        accept_waiting=wish.accept_waiting,
        allocating=is_allocating(training_class),
    )
    training_class.enrolment_revision += 1
    enrolments: dict[UUID, Enrolment] = {}
    for allotment in allotments:
        if allotment.status is None:
            continue
        snapshot = snapshots[allotment.teacher_id]
        waiting_no = None
        if allotment.status == "CONFIRMED":
            places.confirm(snapshot.school_id)
        else:
            waiting_no = training_class.next_waiting_no
            training_class.next_waiting_no += 1
            training_class.waiting += 1 if allotment.status == "WAITING" else 0
        enrolments[allotment.teacher_id] = new_enrolment(
            training_class=training_class,
            snapshot=snapshot,
            wish=wish,
            status=allotment.status,
            waiting_no=waiting_no,
        )
    await queries.insert_enrolments(session, list(enrolments.values()))
    asking = [snapshots[teacher_id] for teacher_id, one in enrolments.items() if one.status in rules.UNSEATED]
    await ring_when_they_move(session, training_class=training_class, asking=asking)
    seated = [enrolment for enrolment in enrolments.values() if enrolment.status == "CONFIRMED"]
    clashing = await hold_time(session, training_class=training_class, enrolments=seated, overridden=wish.overridden)
    refusals = {allotment.teacher_id: allotment.refusal for allotment in allotments if allotment.refusal}
    if clashing:
        # Another class took their time after we had looked: their places go to the next in line.
        late = [enrolment for enrolment in seated if enrolment.enrolment_id in clashing]
        refusals.update(
            await refusals_late(
                session,
                training_class=training_class,
                snapshots=[snapshots[enrolment.teacher_id] for enrolment in late],
                at=wish.at,
            )
        )
        await queries.delete_slots(session, district_id=district_id, enrolment_ids=list(clashing))
        await queries.delete_enrolments(session, district_id=district_id, enrolment_ids=list(clashing))
        seated = [enrolment for enrolment in seated if enrolment.enrolment_id not in clashing]
        for enrolment in late:
            places.give_back(enrolment.school_id, confirmed=True)
        changed.extend(await promote(session, training_class=training_class, at=wish.at))
    await announce_members(session, enrolments=[*changed, *seated])
    positions = await queries.map_waiting_positions(
        session,
        district_id=district_id,
        class_id=class_id,
        enrolment_ids=[enrolment.enrolment_id for enrolment in enrolments.values()],
    )
    return [
        Entered(candidate.teacher_id, refusal=refusals[candidate.teacher_id])
        if candidate.teacher_id in refusals
        else Entered(
            candidate.teacher_id,
            enrolments[candidate.teacher_id],
            positions.get(enrolments[candidate.teacher_id].enrolment_id),
        )
        for candidate in candidates
    ]


def _review_of(candidate: Candidate, *, training_class: TrainingClass, wish: Wish) -> Review | None:
    """Who is at no school is refused, and reviewed by nobody."""
    if candidate.school_id is None:
        return None
    return wish.first_review(training_class, teacher_id=candidate.teacher_id, school_id=candidate.school_id)


async def barred(
    session: AsyncSession, *, training_class: TrainingClass, candidates: Sequence[Candidate], wish: Wish
) -> list[Candidate]:
    """The candidates with what stands in their way: in the class already, or busy at that time."""
    district_id, class_id = training_class.district_id, training_class.class_id
    teacher_ids = [candidate.teacher_id for candidate in candidates if candidate.bar is None]
    active = await queries.map_active_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    clashes: dict[UUID, Clash] = {}
    if not wish.accept_clash:
        clashes = await queries.map_clashes(
            session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
        )
    looked_at: list[Candidate] = []
    for candidate in candidates:
        bar = candidate.bar
        if bar is None and candidate.teacher_id in active:
            bar = AlreadyEnrolled()
        elif bar is None and candidate.teacher_id in clashes:
            bar = time_clash(clashes[candidate.teacher_id])
        looked_at.append(replace(candidate, bar=bar))
    return looked_at


async def refusals_late(
    session: AsyncSession, *, training_class: TrainingClass, snapshots: Sequence[Snapshot], at: datetime
) -> dict[UUID, DomainError]:
    """Why these could not have the time of the class after all: another class took it, or a limit was reached."""
    district_id, class_id = training_class.district_id, training_class.class_id
    teacher_ids = [snapshot.teacher_id for snapshot in snapshots]
    found = await queries.map_clashes(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    ruled = await rule(session, district_id=district_id, class_id=class_id, snapshots=snapshots, on=_day(at))
    return {
        teacher_id: (rules.bar_of(ruled.get(teacher_id, OPEN).answer, reason=None) if teacher_id not in found else None)
        or time_clash(found.get(teacher_id))
        for teacher_id in teacher_ids
    }


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
