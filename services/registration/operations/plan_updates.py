"""An amended item reaches the classes opened for it: what would change is shown, and applied by one call."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.errors import MeetingBegun
from services.registration.models import Plan, TrainingClass
from services.registration.operations.announcements import announce_class
from services.registration.operations.classes import set_capacity
from services.registration.operations.meetings import add_meeting, reschedule_meeting, sitting_of
from services.registration.operations.seats import lock_with_awaited
from services.registration.queries import ItemClass
from services.registration.rules import ClassChange, ClassField, ClassHeld, PlannedItem


@dataclass(frozen=True, slots=True)
class ClassUpdate:
    """What a plan's present revision changes in a class, or has changed, and for whom that clashes."""

    class_id: UUID
    item_id: UUID
    title: str
    revision: int
    changes: Sequence[ClassChange]
    left: Sequence[ClassChange] = ()
    clashing: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class _Pending:
    of: ItemClass
    now: PlannedItem
    changes: Sequence[ClassChange]


async def list_class_updates(
    session: AsyncSession, *, district_id: int, plan_id: UUID, viewer: Viewer, at: datetime
) -> list[ClassUpdate]:
    """The classes that have not begun and that the amended plan would change, each with the differences."""
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    classes = await queries.list_item_classes(session, district_id=district_id, plan_id=plan_id)
    return [
        _update(plan, one, one.changes)
        for one in await _pending(session, plan=plan, classes=[one for one in classes if not _begun(one, at=at)])
        if one.changes
    ]


async def update_class(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    revision: int,
    only: Sequence[ClassField] | None,
    viewer: Viewer,
    at: datetime,
) -> ClassUpdate:
    """Bring a class to what its item says in the plan's present revision, in all fields or only in these.

    Twice is once. Everybody in the class finds it in the calendar, and clashes are named and never refused.
    """
    plan_id = await queries.get_plan_of_class(session, district_id=district_id, class_id=class_id)
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    rules.demand_seen(revision=plan.revision, seen=revision)
    # A meeting that moves locks these anyway; what others change in the class meanwhile is not overwritten.
    freed = await queries.list_seated_teachers(session, district_id=district_id, class_id=class_id)
    classes = await lock_with_awaited(session, district_id=district_id, class_id=class_id, teacher_ids=freed)
    rules.demand_scheduled(classes[class_id].status)
    (held,) = await queries.list_item_classes(session, district_id=district_id, plan_id=plan_id, class_id=class_id)
    if _begun(held, at=at):
        raise MeetingBegun(starts_at=held.meetings[0].starts_at)
    (pending,) = await _pending(session, plan=plan, classes=[held])
    chosen = [one for one in pending.changes if only is None or one.field in only]
    left = [one for one in pending.changes if one not in chosen]
    if not chosen:
        return _update(plan, pending, [], left=left)
    fields = {one.field for one in chosen}
    written = await queries.get_plan_revision(session, district_id=district_id, plan_id=plan_id, revision=revision)
    clashing = await _apply(session, pending, fields=fields, reason=written.reason, viewer=viewer, at=at)
    await queries.insert_class_update(
        session,
        district_id=district_id,
        class_id=class_id,
        revision=revision,
        complete=not left,
        changes=[asdict(one) for one in chosen],
        by=viewer.principal.account_id,
        at=at,
    )
    return _update(plan, pending, chosen, left=left, clashing=clashing)


async def _apply(
    session: AsyncSession,
    pending: _Pending,
    *,
    fields: set[ClassField],
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> Sequence[UUID]:
    training_class, now = pending.of.training_class, pending.now
    district_id, class_id = training_class.district_id, training_class.class_id
    clashing: Sequence[UUID] = []
    if len(pending.of.meetings) == 1:
        (meeting,) = pending.of.meetings
        wanted = rules.sitting_changed(sitting_of(meeting), now=now, changed=fields)
        moved = await reschedule_meeting(
            session, district_id=district_id, meeting_id=meeting.meeting_id, sitting=wanted, viewer=viewer, at=at
        )
        clashing = moved.clashing
    elif "TIME" in fields and (sitting := rules.planned_sitting(now)) is not None:
        added = await add_meeting(
            session, district_id=district_id, class_id=class_id, sitting=sitting, viewer=viewer, at=at
        )
        clashing = added.clashing
    if "SEATS" in fields and now.seats is not None:
        await set_capacity(
            session,
            district_id=district_id,
            class_id=class_id,
            capacity=rules.demand_places(now.seats),
            reason=reason,
            viewer=viewer,
            at=at,
        )
    if "TITLE" in fields:
        await _rename(session, district_id=district_id, class_id=class_id, title=now.title)
    return clashing


async def _rename(session: AsyncSession, *, district_id: int, class_id: UUID, title: str) -> None:
    training_class: TrainingClass = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    training_class.title = title
    training_class.revision += 1
    await announce_class(session, training_class=training_class)


async def _pending(session: AsyncSession, *, plan: Plan, classes: Sequence[ItemClass]) -> list[_Pending]:
    """What the plan as it stands would change in each class, compared with the revision that the class follows."""
    if not classes:
        return []
    published = await queries.find_published_revision(session, district_id=plan.district_id, plan_id=plan.plan_id)
    # A class from before revisions were kept beside it was opened from the plan as it was published.
    follows = {one.training_class.class_id: one.revision or published or plan.revision for one in classes}
    contents = {
        revision: rules.read_content(kept)
        for revision, kept in (
            await queries.map_contents(
                session,
                district_id=plan.district_id,
                plan_id=plan.plan_id,
                revisions={*follows.values(), plan.revision},
            )
        ).items()
    }
    found = []
    for one in classes:
        now = contents[plan.revision].get_item(one.item_id)
        before = contents[follows[one.training_class.class_id]].find_item(one.item_id) or now
        held = ClassHeld(
            title=one.training_class.title,
            capacity=one.training_class.capacity,
            sittings={meeting.meeting_id: sitting_of(meeting) for meeting in one.meetings},
        )
        found.append(_Pending(one, now, rules.changes_of_class(held, before=before, now=now)))
    return found


def _begun(held: ItemClass, *, at: datetime) -> bool:
    return bool(held.meetings) and held.meetings[0].starts_at <= at


def _update(
    plan: Plan,
    pending: _Pending,
    changes: Sequence[ClassChange],
    *,
    left: Sequence[ClassChange] = (),
    clashing: Sequence[UUID] = (),
) -> ClassUpdate:
    return ClassUpdate(
        class_id=pending.of.training_class.class_id,
        item_id=pending.of.item_id,
        title=pending.of.training_class.title,
        revision=plan.revision,
        changes=changes,
        left=left,
        clashing=clashing,
    )
