"""What a plan holds, and who may do what with it when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from pydantic import TypeAdapter

from services.platform.clock import SHANGHAI
from services.platform.errors import PreconditionFailed
from services.registration.errors import (
    BudgetOutsidePlan,
    ExpenseOutsidePlan,
    ItemCarriedOut,
    ItemOutsidePlan,
    ItemTwice,
    OwnPlan,
    PeriodReversed,
    PlacesUnknown,
    PlanChanged,
    PlanEmpty,
    PlanLocked,
    PlanNotApproved,
    PlanNotPublished,
    PlanNotSubmitted,
    ReasonNeeded,
    UnknownItem,
)
from services.registration.rules.meetings import demand_hours_of_time
from services.registration.rules.programs import Audience

PlanPeriod: TypeAlias = Literal["YEAR", "SEMESTER"]
PlanStatus: TypeAlias = Literal["DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "PUBLISHED"]
PlanAction: TypeAlias = Literal["SUBMIT", "APPROVE", "RETURN", "PUBLISH", "AMEND"]
PlanDecision: TypeAlias = Literal["APPROVED", "RETURNED"]
Fixed: TypeAlias = Literal["TIME", "PLACE", "PERSON", "CONTENT"]
# The first five are reckoned from plan and classes, the next four from what attendance and assessment say of members.
GoalMeasure: TypeAlias = Literal[
    "SEND_RATE",
    "COVERAGE_RATE",
    "SEATS_TAKEN_RATE",
    "ITEMS_OPENED_RATE",
    "HOURS_HELD_RATE",
    "ATTENDANCE_RATE",
    "COMPLETION_RATE",
    "PASS_RATE",
    "EXCELLENCE_RATE",
    "OTHER",
]

ACTION_OF: Final[Mapping[PlanDecision, PlanAction]] = {"APPROVED": "APPROVE", "RETURNED": "RETURN"}
MOST_ITEMS: Final = 200
MOST_GOALS: Final = 40
MOST_LINES: Final = 200
_EDITABLE: Final = frozenset({"DRAFT", "RETURNED"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is to be reached: in words, and where it can be measured by which rate and how many per cent."""

    goal_id: UUID
    text: str
    measure: GoalMeasure
    target_percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One training of a plan with the four fixed (四定); what is None is still to be decided.

    `time_note` says roughly when, as long as the time itself is open. `credits` may be left to the pack.
    """

    item_id: UUID
    title: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_note: str | None = None
    place: str | None = None
    speaker: str | None = None
    topic: str | None = None
    audience: Audience = field(default_factory=Audience)
    headcount: int | None = None
    hours: Decimal
    credits: Decimal | None = None
    category: str
    mode: str
    seats: int | None = None

    @property
    def to_be_decided(self) -> list[Fixed]:
        """What is still open of the four fixed; as long as anything is, nobody can sign in."""
        known: dict[Fixed, object] = {
            "TIME": self.starts_at,
            "PLACE": self.place,
            "PERSON": self.speaker,
            "CONTENT": self.topic,
        }
        return [name for name, value in known.items() if value is None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """Money meant for one kind of expense in a calendar year, in yuan."""

    line_id: UUID
    year: int
    kind: str
    amount: Decimal
    item_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTotal:
    """What is planned of one category in one mode."""

    category: str
    mode: str
    items: int
    hours: Decimal
    credits: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """Everything that a plan says, read and written as a whole."""

    goals: tuple[Goal, ...] = ()
    items: tuple[PlannedItem, ...] = ()
    budget: tuple[BudgetLine, ...] = ()

    def totals(self) -> list[PlanTotal]:
        """Hours and credits planned by category and mode; credits None where an item leaves them to the pack."""
        cells: dict[tuple[str, str], list[PlannedItem]] = {}
        for item in self.items:
            cells.setdefault((item.category, item.mode), []).append(item)
        return [
            PlanTotal(
                category=category,
                mode=mode,
                items=len(items),
                hours=sum((item.hours for item in items), Decimal(0)),
                credits=_summed(item.credits for item in items),
            )
            for (category, mode), items in sorted(cells.items())
        ]

    def find_item(self, item_id: UUID) -> PlannedItem | None:
        return next((item for item in self.items if item.item_id == item_id), None)

    def get_item(self, item_id: UUID) -> PlannedItem:
        """The item, or UnknownItem once the plan holds it no longer."""
        item = self.find_item(item_id)
        if item is None:
            raise UnknownItem
        return item

    def written(self) -> dict[str, Any]:
        """As JSON: decimals, times and ids as text, so that nothing is bent."""
        written: dict[str, Any] = _CONTENT.dump_python(self, mode="json")
        return written


_CONTENT: Final = TypeAdapter(PlanContent)


def read_content(kept: Mapping[str, Any]) -> PlanContent:
    """The content as it was written; raises ValidationError for what never was."""
    return _CONTENT.validate_python(kept, strict=False)


def _summed(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, or None where one of them is not known."""
    known = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        known += amount
    return known


def demand_sound_content(content: PlanContent, *, starts_on: date, ends_on: date) -> None:
    """Times run forward within the plan's and suffice for the hours, no id stands twice, money is for its own items
    and years."""
    items = {item.item_id for item in content.items}
    ids = [one.item_id for one in content.items]
    ids += [one.goal_id for one in content.goals]
    ids += [one.line_id for one in content.budget]
    if len(set(ids)) < len(ids):
        raise ItemTwice
    if {line.item_id for line in content.budget if line.item_id is not None} - items:
        raise UnknownItem
    if any(not starts_on.year <= line.year <= ends_on.year for line in content.budget):
        raise BudgetOutsidePlan(first=starts_on.year, last=ends_on.year)
    for item in content.items:
        _demand_within(item, starts_on=starts_on, ends_on=ends_on)
        if item.starts_at is None or item.ends_at is None:
            continue
        if item.ends_at <= item.starts_at:
            raise PeriodReversed
        demand_hours_of_time(hours=item.hours, starts_at=item.starts_at, ends_at=item.ends_at)


def _demand_within(item: PlannedItem, *, starts_on: date, ends_on: date) -> None:
    for moment in (item.starts_at, item.ends_at):
        if moment is not None and not starts_on <= moment.astimezone(SHANGHAI).date() <= ends_on:
            raise ItemOutsidePlan(starts_on=starts_on, ends_on=ends_on)


def demand_spent_within(*, spent_on: date, starts_on: date, ends_on: date) -> None:
    """Bills come after the training, but the money is of a calendar year that the plan touches."""
    if not starts_on.year <= spent_on.year <= ends_on.year:
        raise ExpenseOutsidePlan(first=starts_on.year, last=ends_on.year)


def demand_based_on(*, revision: int, based_on: int) -> None:
    """Who writes has seen what stands now."""
    if based_on != revision:
        raise PreconditionFailed


def demand_editable(*, status: str, reason: str | None) -> None:
    """A draft is changed freely, a published plan with a reason, one that is or was decided on not at all."""
    if status == "PUBLISHED":
        if reason is None:
            raise ReasonNeeded
    elif status not in _EDITABLE:
        raise PlanLocked


def demand_kept_items(*, before: Collection[UUID], after: Collection[UUID], opened: Collection[UUID]) -> None:
    """An item for which classes were opened stays in the plan."""
    if (set(before) - set(after)) & set(opened):
        raise ItemCarriedOut


def demand_submittable(*, status: str, revision: int, seen: int) -> None:
    if status not in _EDITABLE:
        raise PlanLocked
    if revision == 0:
        raise PlanEmpty
    demand_seen(revision=revision, seen=seen)


def demand_decidable(*, status: str, revision: int, seen: int, by: UUID, authors: Collection[UUID]) -> None:
    """What was submitted is decided on by somebody else than who wrote or submitted it."""
    if status != "SUBMITTED":
        raise PlanNotSubmitted
    demand_seen(revision=revision, seen=seen)
    if by in authors:
        raise OwnPlan


def demand_announceable(status: str) -> None:
    if status not in {"APPROVED", "PUBLISHED"}:
        raise PlanNotApproved


def demand_published(status: str) -> None:
    if status != "PUBLISHED":
        raise PlanNotPublished


def demand_reason_beside(*, status: str, carries_out: bool, reason: str | None) -> None:
    """A class that carries out nothing of a published plan says why it is held all the same."""
    if status == "PUBLISHED" and not carries_out and reason is None:
        raise ReasonNeeded


def demand_places(places: int | None) -> int:
    """A class has places: those asked for, else those that the item plans."""
    if not places:
        raise PlacesUnknown
    return places


def demand_seen(*, revision: int, seen: int) -> None:
    if revision != seen:
        raise PlanChanged(revision=revision)
