"""How far a plan has come: items opened, seats, hours, and which rate of each goal is reached so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Final, Literal, TypeAlias
from uuid import UUID

from services.policy.format.words import Bilingual
from services.registration.rules.plans import Goal, GoalMeasure, PlanContent, PlannedItem

_CENT: Final = Decimal("0.01")
# The best grade, by its code in assessment's schemes.
EXCELLENT: Final = "EXCELLENT"
# What each of these rates is, in words. Packs may reckon theirs otherwise: those rates are the ledger's.
FORMULAS: Final[Mapping[GoalMeasure, Bilingual]] = {
    "SEND_RATE": Bilingual(zh="已录取人次÷计划名额", en="places taken ÷ places planned"),
    "COVERAGE_RATE": Bilingual(
        zh="已录取的在岗教师人数÷在岗教师人数", en="teachers in post with a place ÷ teachers in post"
    ),
    "SEATS_TAKEN_RATE": Bilingual(zh="已录取人次÷已开班名额", en="places taken ÷ places opened"),
    "ITEMS_OPENED_RATE": Bilingual(zh="已开班项数÷计划项数", en="items opened ÷ items planned"),
    "HOURS_HELD_RATE": Bilingual(zh="已举办学时÷计划学时", en="hours held ÷ hours planned"),
    "ATTENDANCE_RATE": Bilingual(
        zh="达到考勤要求人次÷应参训人次（已结算考勤的班，全程请假的不计）",
        en="who reached the attendance line ÷ who should attend (classes settled, those on leave throughout left out)",
    ),
    "COMPLETION_RATE": Bilingual(
        zh="结业人次（合格且达到考勤要求）÷达到考勤要求人次", en="passed and attended ÷ attended"
    ),
    "PASS_RATE": Bilingual(zh="合格人次÷参加考核人次", en="passed ÷ assessed"),
    "EXCELLENCE_RATE": Bilingual(zh="优秀人次÷合格人次", en="excellent ÷ passed"),
}
UnplannedWhy: TypeAlias = Literal["NO_ITEM", "PLAN_NOT_PUBLISHED"]


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
    title: str
    unplanned_reason: str | None
    opened_by: UUID
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many members of a plan's classes came how far, as attendance settled and assessment judged them so far."""

    due: int
    attended: int
    assessed: int
    passed: int
    completed: int
    excellent: int


@dataclass(frozen=True, slots=True)
class UnplannedClass:
    """A class of the plan's programs that carries out nothing of it, or was opened before the plan was published."""

    of: ClassProgress
    why: UnplannedWhy


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

    The numbers are None where nothing is below the line yet, or where the goal is in words only and `formula` is None.
    """

    goal: Goal
    counted: Decimal | None = None
    out_of: Decimal | None = None
    percent: Decimal | None = None
    reached: bool | None = None
    formula: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """A plan's items, what they come to, classes of no single item, and those among all that the plan did not hold."""

    items: tuple[ItemProgress, ...]
    items_opened: int
    other_class_ids: tuple[UUID, ...]
    unplanned: tuple[UnplannedClass, ...]
    figures: Figures
    goals: tuple[GoalProgress, ...]


def reckon(
    content: PlanContent,
    *,
    programs: Mapping[UUID, UUID | None],
    classes: Sequence[ClassProgress],
    trained: int,
    in_post: int,
    turnout: Turnout,
    published_at: datetime | None,
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
        "ATTENDANCE_RATE": (turnout.attended, turnout.due),
        "COMPLETION_RATE": (turnout.completed, turnout.attended),
        "PASS_RATE": (turnout.passed, turnout.assessed),
        "EXCELLENCE_RATE": (turnout.excellent, turnout.passed),
    }
    return PlanProgress(
        items=items,
        items_opened=opened,
        other_class_ids=tuple(one.class_id for one in others),
        unplanned=_unplanned(content, programs, classes, published_at=published_at),
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


def _unplanned(
    content: PlanContent,
    programs: Mapping[UUID, UUID | None],
    classes: Sequence[ClassProgress],
    *,
    published_at: datetime | None,
) -> tuple[UnplannedClass, ...]:
    items = {item.item_id for item in content.items}
    carrying = {program_id for item_id, program_id in programs.items() if item_id in items}
    found = []
    for one in classes:
        if one.item_id not in items and one.program_id not in carrying:
            found.append(UnplannedClass(one, "NO_ITEM"))
        elif published_at is None or one.opened_at < published_at:
            found.append(UnplannedClass(one, "PLAN_NOT_PUBLISHED"))
    return tuple(found)


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
    formula = FORMULAS.get(goal.measure)
    if goal.measure not in known:
        return GoalProgress(goal=goal, formula=formula)
    counted, out_of = known[goal.measure]
    if not out_of:
        return GoalProgress(goal=goal, formula=formula)
    # By the exact numbers, for 94.999 per cent are not 95.
    hundredfold, target = Decimal(counted) * 100, goal.target_percent
    return GoalProgress(
        goal=goal,
        counted=Decimal(counted),
        out_of=Decimal(out_of),
        percent=(hundredfold / Decimal(out_of)).quantize(_CENT, rounding=ROUND_DOWN),
        reached=None if target is None else hundredfold >= target * Decimal(out_of),
        formula=formula,
    )
