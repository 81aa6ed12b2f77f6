"""Bodies of amendments of published plans, and of what they change in classes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.types import Answer, Body, Count, Sentence
from services.registration.models import PlanAmendment
from services.registration.rules import (
    AmendmentStatus,
    ChangeKind,
    ClassChange,
    ClassField,
    PlanChange,
    PlanDecision,
    PlanPart,
)
from services.registration.schemas.plans_held import ITEM_EXAMPLE, PlanContentRequest


class AmendmentRequest(PlanContentRequest):
    """Everything that the published plan is to hold instead, and why; what has an id keeps it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "based_on": 1,
                    "reason": "报名人数超出预期，增加名额",
                    "goals": [],
                    "items": [{**ITEM_EXAMPLE, "headcount": 90, "seats": 90}],
                    "budget": [{"year": 2026, "kind": "MATERIALS", "amount": "4500"}],
                }
            ]
        }
    )


class PlanChangeAnswer(Answer):
    """One thing that the amendment says differently, in words."""

    part: PlanPart
    part_id: UUID
    title: Annotated[str, Field(description="Of the item, the goal or the line of money")]
    kind: ChangeKind
    field: Annotated[str | None, Field(description="null for what is added or removed whole", examples=["seats"])]
    before: str | None
    after: str | None
    needs_approval: Annotated[
        bool, Field(description="false for when, where, by whom and on what: put_plan_content changes these at once")
    ]


class AmendmentResponse(Answer):
    amendment_id: UUID
    plan_id: UUID
    based_on: Annotated[int, Field(description="The revision that it amends")]
    reason: str
    status: Annotated[
        AmendmentStatus, Field(description="REPLACED: a later amendment was proposed before anybody decided")
    ]
    changes: list[PlanChangeAnswer]
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    decision_reason: str | None
    revision: Annotated[int | None, Field(description="The revision that it became")]


class AmendmentsResponse(Answer):
    items: list[AmendmentResponse]


class AmendmentDecisionRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"decision": "APPROVED", "reason": None},
                {"decision": "RETURNED", "reason": "经费不足，请压缩名额"},
            ]
        }
    )

    decision: PlanDecision
    reason: Annotated[Sentence | None, Field(description="Needed for returning")] = None


class ClassChangeAnswer(Answer):
    field: ClassField
    held: Annotated[str | None, Field(description="What the class said")]
    before: Annotated[str | None, Field(description="What the item said in the revision that the class follows")]
    after: Annotated[str | None, Field(description="What the item says now")]


class ClassUpdateAnswer(Answer):
    """A class that has not begun, and what the amended plan would change in it."""

    class_id: UUID
    item_id: UUID
    title: str
    revision: Annotated[int, Field(description="The plan's, to be named when it is applied")]
    changes: list[ClassChangeAnswer]


class ClassUpdatesResponse(Answer):
    items: list[ClassUpdateAnswer]


class ClassUpdateRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"revision": 2, "only": None}, {"revision": 2, "only": ["PLACE", "PERSON"]}]}
    )

    revision: Annotated[Count, Field(description="The revision of the plan that was read")]
    only: Annotated[
        list[ClassField] | None, Field(max_length=8, description="These fields alone; everything when left out")
    ] = None


class ClassUpdateResponse(ClassUpdateAnswer):
    """What was changed in the class, and what was left as it was."""

    left: list[ClassChangeAnswer]
    clashing_enrolment_ids: Annotated[
        list[UUID], Field(description="Enrolments of this class whose teacher has another class at that time")
    ]


def amendment_response(amendment: PlanAmendment, changes: Sequence[PlanChange]) -> AmendmentResponse:
    names = [name for name in AmendmentResponse.model_fields if name != "changes"]
    return AmendmentResponse(
        **{name: getattr(amendment, name) for name in names},
        changes=[PlanChangeAnswer.model_validate(change) for change in changes],
    )


def class_changes(changes: Sequence[ClassChange]) -> list[ClassChangeAnswer]:
    return [ClassChangeAnswer.model_validate(change) for change in changes]
