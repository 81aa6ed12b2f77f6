"""How far a plan has come: items opened, seats, hours, and which rate of each goal is reached so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Final
from uuid import UUID

from services.registration.rules.plans import Goal, GoalMeasure, PlanContent, PlannedItem

_CENT: Final = Decimal("0.01")
# Attendance and results are not registration's to know: the ledger reckons these, by the formulas of the pack.
_OF_THE_LEDGER: Final[frozenset[GoalMeasure]] = frozenset(
    {"ATTENDANCE_RATE", "COMPLETION_RATE", "PASS_RATE", "EXCELLENCE_RATE"}
)


@dataclass(frozen=True, slots=True)
class ClassProgress:
    """A class of a plan: for which item it was opened, its seats and members, hours scheduled and held."""

    class_id: UUID
    program_id: UUID
    item_id: UUID | None
    capacity: int
    confirmed: int
    hours_scheduled: Decimal
    hours_held: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is planned, opened and reached, of an item or of a plan as a whole."""

    seats_planned: int
    seats_opened: int
    seats_taken: int
    hours_planned: Decimal
    hours_scheduled: Decimal
    hours_held: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProgress:
    """An item with the classes opened for it."""

    item: PlannedItem
    program_id: UUID | None
    class_ids: tuple[UUID, ...]
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProgress:
    """A goal and how far it is, in per cent with two places, the rest cut off.

    The numbers are None where registration does not know them, or where nothing is below the line yet; `known_by` names
    the service that knows.
    """

    goal: Goal
    counted: Decimal | None = None
    out_of: Decimal | None = None
    percent: Decimal | None = None
    reached: bool | None = None
    known_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """A plan's items, what they come to, and classes of the plan's programs that belong to no single item."""

    items: tuple[ItemProgress, ...]
    items_opened: int
    other_class_ids: tuple[UUID, ...]
    figures: Figures
    goals: tuple[GoalProgress, ...]


def reckon(
    content: PlanContent,
    *,
    programs: Mapping[UUID, UUID | None],
    classes: Sequence[ClassProgress],
    trained: int,
    in_post: int,
) -> PlanProgress:
    """Put the classes of a plan beside its items. `programs` says by item which program carries it out.

    A class is an item's that was opened for it, or that runs a program which carries out this item alone.
    """
    alone = _carried_alone(content, programs)
    of_item: dict[UUID, list[ClassProgress]] = {item.item_id: [] for item in content.items}
    others = []
    for one in classes:
        item_id = one.item_id or alone.get(one.program_id)
        if item_id in of_item:
            of_item[item_id].append(one)
        else:
            others.append(one)
    items = tuple(
        ItemProgress(
            item=item,
            program_id=programs.get(item.item_id),
            class_ids=tuple(one.class_id for one in of_item[item.item_id]),
            figures=_figures([item], of_item[item.item_id]),
        )
        for item in content.items
    )
    opened = sum(1 for item in items if item.class_ids)
    figures = _figures(content.items, classes)
    known: dict[GoalMeasure, tuple[Decimal | int, Decimal | int]] = {
        "SEND_RATE": (figures.seats_taken, figures.seats_planned),
        "COVERAGE_RATE": (trained, in_post),
        "SEATS_TAKEN_RATE": (figures.seats_taken, figures.seats_opened),
        "ITEMS_OPENED_RATE": (opened, len(items)),
        "HOURS_HELD_RATE": (figures.hours_held, figures.hours_planned),
    }
    return PlanProgress(
        items=items,
        items_opened=opened,
        other_class_ids=tuple(one.class_id for one in others),
        figures=figures,
        goals=tuple(_goal_progress(goal, known) for goal in content.goals),
    )


def _carried_alone(content: PlanContent, programs: Mapping[UUID, UUID | None]) -> dict[UUID, UUID]:
    """program -> the one item that it carries out; programs of several items are absent."""
    carried: dict[UUID, list[UUID]] = {}
    for item in content.items:
        program_id = programs.get(item.item_id)
        if program_id is not None:
            carried.setdefault(program_id, []).append(item.item_id)
    return {program_id: items[0] for program_id, items in carried.items() if len(items) == 1}


def _figures(items: Sequence[PlannedItem], classes: Sequence[ClassProgress]) -> Figures:
    return Figures(
        seats_planned=sum(item.seats or 0 for item in items),
        seats_opened=sum(one.capacity for one in classes),
        seats_taken=sum(one.confirmed for one in classes),
        hours_planned=sum((item.hours for item in items), Decimal(0)),
        hours_scheduled=sum((one.hours_scheduled for one in classes), Decimal(0)),
        hours_held=sum((one.hours_held for one in classes), Decimal(0)),
    )


def _goal_progress(goal: Goal, known: Mapping[GoalMeasure, tuple[Decimal | int, Decimal | int]]) -> GoalProgress:
    if goal.measure not in known:
        return GoalProgress(goal=goal, known_by="ledger" if goal.measure in _OF_THE_LEDGER else None)
    counted, out_of = known[goal.measure]
    if not out_of:
        return GoalProgress(goal=goal, known_by="registration")
    # By the exact numbers, for 94.999 per cent are not 95.
    hundredfold, target = Decimal(counted) * 100, goal.target_percent
    return GoalProgress(
        goal=goal,
        counted=Decimal(counted),
        out_of=Decimal(out_of),
        percent=(hundredfold / Decimal(out_of)).quantize(_CENT, rounding=ROUND_DOWN),
        reached=None if target is None else hundredfold >= target * Decimal(out_of),
        known_by="registration",
    )
