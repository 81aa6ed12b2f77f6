"""Groups: colleagues of one school who enter a class together or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Reach, Viewer
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id
from services.registration import queries, rules
from services.registration.errors import GroupOfSeveralSchools, GroupRefused, TeacherTwice
from services.registration.models import Enrolment
from services.registration.operations.announcements import announce_members
from services.registration.operations.classes import demand_class_open
from services.registration.operations.eligibility import keep_overrides
from services.registration.operations.enrolments import barred, judge_candidates, refusals_late
from services.registration.operations.places import awaited, is_allocating, read_places
from services.registration.operations.waiting_list import hold_time, promote, ring_when_they_move
from services.registration.operations.wishes import Wish, new_enrolment


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it entered: all confirmed, or all waiting from `waiting_position` on."""

    group_id: UUID
    enrolments: Sequence[Enrolment]
    waiting_position: int | None


async def enter_group(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Sequence[UUID],
    accept_waiting: bool,
    overrides: Mapping[UUID, str],
    viewer: Viewer,
    at: datetime,
) -> Group:
    """Confirm all of them where places for all are free, else let them stand in line as one; nobody enters alone.

    NotFound where one of them is out of reach; GroupRefused with who cannot enter and why, GroupOfSeveralSchools,
    GroupTooLarge, ClassFull or NotSharedOut when not willing to wait, GroupsNotTaken where reviews or the allocation
    look at each by himself, as a school does that has guests in its own class.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    await demand_class_open(session, training_class=training_class, at=at)
    wanted = list(teacher_ids)
    if len(set(wanted)) < len(wanted):
        raise TeacherTwice
    candidates, snapshots, ruled = await judge_candidates(
        session, training_class=training_class, teacher_ids=wanted, overrides=overrides, viewer=viewer, at=at
    )
    if any(isinstance(one.bar, NotFound) for one in candidates):
        # Whom one does not know is not there, whoever the others are.
        raise NotFound
    schools_of = {one.school_id for one in candidates if one.bar is None and one.school_id is not None}
    if len(schools_of) > 1:
        raise GroupOfSeveralSchools
    for school_id in schools_of:
        asked = rules.reviews_asked(
            training_class.reviews,
            class_school_id=training_class.school_id,
            school_id=school_id,
            by_district=viewer.reach is Reach.DISTRICT,
        )
        rules.demand_groups(reviews=asked, allocating=is_allocating(training_class))
    by = viewer.principal.account_id
    wish = Wish(
        source="GROUP",
        accept_waiting=accept_waiting,
        accept_clash=False,
        by=by,
        person_id=viewer.principal.person_id,
        at=at,
        overridden=overrides.keys(),
        group_id=new_id(),
    )
    looked_at = await barred(session, training_class=training_class, candidates=candidates, wish=wish)
    _demand_all(wanted, {one.teacher_id: one.bar for one in looked_at if one.bar is not None})
    promoted = await promote(session, training_class=training_class, at=at)
    places = await read_places(session, training_class=training_class)
    schools = [snapshots[teacher_id].school_id for teacher_id in wanted]
    entering = places.room().fits(schools)
    if not entering and not accept_waiting:
        raise rules.no_place_together(
            len(wanted), room=places.room(), capacity=training_class.capacity, awaits=awaited(training_class)
        )
    training_class.enrolment_revision += 1
    enrolments = []
    for teacher_id in wanted:
        number = None
        if entering:
            places.confirm(snapshots[teacher_id].school_id)
        else:
            number = training_class.next_waiting_no
            training_class.next_waiting_no += 1
            training_class.waiting += 1
        enrolments.append(
            new_enrolment(
                training_class=training_class,
                snapshot=snapshots[teacher_id],
                wish=wish,
                status="CONFIRMED" if entering else "WAITING",
                waiting_no=number,
            )
        )
    await queries.insert_enrolments(session, enrolments)
    seated = enrolments if entering else []
    if not entering:
        asking = [snapshots[teacher_id] for teacher_id in wanted]
        await ring_when_they_move(session, training_class=training_class, asking=asking)
    clashing = await hold_time(session, training_class=training_class, enrolments=seated, overridden=wish.overridden)
    if clashing:
        late = [snapshots[one.teacher_id] for one in seated if one.enrolment_id in clashing]
        _demand_all(wanted, await refusals_late(session, training_class=training_class, snapshots=late, at=at))
    await keep_overrides(session, enrolments=enrolments, ruled=ruled, reasons=overrides, by=by, at=at)
    await announce_members(session, enrolments=[*promoted, *seated])
    positions = await queries.map_waiting_positions(
        session, district_id=district_id, class_id=class_id, enrolment_ids=[enrolments[0].enrolment_id]
    )
    return Group(wish.group_id or new_id(), enrolments, positions.get(enrolments[0].enrolment_id))


def _demand_all(teacher_ids: Sequence[UUID], bars: Mapping[UUID, DomainError]) -> None:
    """Refuse the whole group with what is wrong with each who cannot enter."""
    if not bars:
        return
    refusal = GroupRefused()
    refusal.errors = tuple(
        {
            "pointer": f"/teacher_ids/{place}",
            "type": f"urn:xuefen:problem:{bars[teacher_id].slug()}",
            "detail_zh": bars[teacher_id].sentence.zh,
            "detail_en": bars[teacher_id].sentence.en,
        }
        for place, teacher_id in enumerate(teacher_ids)
        if teacher_id in bars
    )
    raise refusal
