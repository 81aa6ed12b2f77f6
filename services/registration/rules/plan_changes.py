"""What changes when a plan is amended, which of it somebody else approves, and what of it reaches classes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from services.registration.errors import AmendmentDecided, AmendmentNeeded, NothingAmended, OwnPlan
from services.registration.rules.meetings import Sitting, local
from services.registration.rules.plans import BudgetLine, Goal, PlanContent, PlannedItem
from services.registration.rules.programs import Audience

AmendmentStatus: TypeAlias = Literal["SUBMITTED", "APPROVED", "RETURNED", "REPLACED"]
PlanPart: TypeAlias = Literal["ITEM", "GOAL", "BUDGET"]
ChangeKind: TypeAlias = Literal["ADDED", "REMOVED", "CHANGED"]
ClassField: TypeAlias = Literal["TITLE", "SEATS", "TIME", "PLACE", "PERSON", "CONTENT", "HOURS", "CATEGORY"]

# When, where, by whom and on what does not touch money, hours, seats or audience: its planners change it themselves.
_ARRANGED: Final = frozenset({"title", "starts_at", "ends_at", "time_note", "place", "speaker", "topic", "note"})
_SITTING_FIELDS: Final[Mapping[ClassField, str]] = {
    "PLACE": "place",
    "PERSON": "speaker",
    "CONTENT": "topic",
    "HOURS": "hours",
    "CATEGORY": "category",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """One thing that two contents of a plan say differently, in words; `field` None for what came or went whole."""

    part: PlanPart
    part_id: UUID
    title: str
    kind: ChangeKind
    field: str | None = None
    before: str | None = None
    after: str | None = None
    needs_approval: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassHeld:
    """What a class that was opened for an item says by itself: its meetings that take place, each by its id."""

    title: str
    capacity: int
    sittings: Mapping[UUID, Sitting]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChange:
    """What an amended item says differently of a class: as the class has it, as the item had it and has it now."""

    field: ClassField
    held: str | None
    before: str | None
    after: str | None


def changes_of(before: PlanContent, after: PlanContent) -> list[PlanChange]:
    """Everything that was added, removed or changed, in the order goals, items, money."""
    return [
        *_compared("GOAL", {one.goal_id: one for one in before.goals}, {one.goal_id: one for one in after.goals}),
        *_compared("ITEM", {one.item_id: one for one in before.items}, {one.item_id: one for one in after.items}),
        *_compared("BUDGET", {one.line_id: one for one in before.budget}, {one.line_id: one for one in after.budget}),
    ]


def demand_arranged_only(changes: Iterable[PlanChange]) -> None:
    """A published plan is changed without approval only in when, where, by whom and on what."""
    found = list(dict.fromkeys(one.field or one.part.lower() for one in changes if one.needs_approval))
    if found:
        raise AmendmentNeeded(fields=", ".join(found))


def demand_amending(changes: Sequence[PlanChange]) -> None:
    if not changes:
        raise NothingAmended


def demand_amendment_decidable(*, status: AmendmentStatus, by: UUID, proposers: Iterable[UUID]) -> None:
    """An open amendment is decided on by somebody else than who wrote it, or an earlier one that it took over from."""
    if status != "SUBMITTED":
        raise AmendmentDecided
    if by in set(proposers):
        raise OwnPlan


def changes_of_class(held: ClassHeld, *, before: PlannedItem, now: PlannedItem) -> list[ClassChange]:
    """What the item says anew and the class does not say yet.

    What was changed in the class itself stays, where the item is as it was. The meetings of a class with several are
    its own; what the item no longer fixes in time, or in places, changes nothing.
    """
    changes = []
    if before.title != now.title and held.title == before.title:
        changes.append(ClassChange(field="TITLE", held=held.title, before=before.title, after=now.title))
    if now.seats is not None and before.seats != now.seats and held.capacity != now.seats:
        changes.append(
            ClassChange(field="SEATS", held=f"{held.capacity}", before=_told(before.seats), after=f"{now.seats}")
        )
    if len(held.sittings) > 1:
        return changes
    sitting = next(iter(held.sittings.values()), None)
    times = (now.starts_at, now.ends_at)
    if None not in times and (before.starts_at, before.ends_at) != times:
        known = None if sitting is None else (sitting.starts_at, sitting.ends_at)
        if known != times:
            changes.append(
                ClassChange(
                    field="TIME",
                    held=None if known is None else _told_time(*known),
                    before=_told_time(before.starts_at, before.ends_at),
                    after=_told_time(*times),
                )
            )
    if sitting is None:
        return changes
    for name, attribute in _SITTING_FIELDS.items():
        was, wanted, known_as = (getattr(one, attribute) for one in (before, now, sitting))
        if was != wanted and known_as != wanted:
            changes.append(
                ClassChange(field=name, held=_told(known_as), before=_told(was), after=_told(wanted)),
            )
    return changes


def planned_sitting(planned: PlannedItem) -> Sitting | None:
    """The meeting that an item makes; None as long as its time is open."""
    if planned.starts_at is None or planned.ends_at is None:
        return None
    return Sitting(
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        hours=planned.hours,
        place=planned.place,
        speaker=planned.speaker,
        topic=planned.topic,
        category=planned.category,
    )


def sitting_changed(sitting: Sitting, *, now: PlannedItem, changed: Iterable[ClassField]) -> Sitting:
    """The sitting as it is, but as the item has it now in these fields."""
    wanted: dict[str, Any] = {}
    for name in changed:
        if name in _SITTING_FIELDS:
            wanted[_SITTING_FIELDS[name]] = getattr(now, _SITTING_FIELDS[name])
        elif name == "TIME":
            wanted |= {"starts_at": now.starts_at, "ends_at": now.ends_at}
    return replace(sitting, **wanted)


def _compared(
    part: PlanPart,
    before: Mapping[UUID, Goal | PlannedItem | BudgetLine],
    after: Mapping[UUID, Goal | PlannedItem | BudgetLine],
) -> list[PlanChange]:
    changes = [
        PlanChange(part=part, part_id=part_id, title=_title(one), kind="REMOVED")
        for part_id, one in before.items()
        if part_id not in after
    ]
    for part_id, one in after.items():
        if part_id not in before:
            changes.append(PlanChange(part=part, part_id=part_id, title=_title(one), kind="ADDED"))
            continue
        for field in fields(one):
            was, now = getattr(before[part_id], field.name), getattr(one, field.name)
            if was != now:
                changes.append(
                    PlanChange(
                        part=part,
                        part_id=part_id,
                        title=_title(one),
                        kind="CHANGED",
                        field=field.name,
                        before=_told(was),
                        after=_told(now),
                        needs_approval=field.name not in _ARRANGED,
                    )
                )
    return changes


def _title(one: Goal | PlannedItem | BudgetLine) -> str:
    if isinstance(one, Goal):
        return one.text
    return one.title if isinstance(one, PlannedItem) else f"{one.year} {one.kind}"


def _told(value: object) -> str | None:
    """A value in words: amounts without idle noughts, times as people read them, an audience by what it names."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, Audience):
        return "; ".join(f"{name}: {', '.join(codes)}" for name, codes in value.written().items())
    return str(value)


def _told_time(starts_at: datetime | None, ends_at: datetime | None) -> str | None:
    return None if starts_at is None or ends_at is None else f"{local(starts_at)}/{local(ends_at)}"
