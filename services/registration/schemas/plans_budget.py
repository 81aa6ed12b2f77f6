"""Bodies of the money of plans."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.types import Amount, Answer, Body, Code, Day, Id, Name, Sentence, plain_decimal
from services.registration.rules import BudgetFinding, BudgetLine, BudgetState, Spending
from services.registration.schemas.plans_held import BudgetLineAnswer


class ExpenseRequest(Body):
    """Yuan spent under a plan; `receipt` is where the paper can be found."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "MATERIALS",
                    "amount": "860.50",
                    "spent_on": "2026-03-06",
                    "item_id": None,
                    "note": "学员手册印制",
                    "receipt": "凭证2026-03-0017",
                }
            ]
        }
    )

    kind: Code
    amount: Annotated[Amount, Field(gt=0, decimal_places=2, description="Yuan, to the fen")]
    spent_on: Annotated[Day, Field(description="In a calendar year that the plan touches")]
    item_id: Id | None = None
    note: Name | None = None
    receipt: Name | None = None


class RetractionRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "重复登记"}]})

    reason: Sentence


class ExpenseResponse(Answer):
    expense_id: UUID
    plan_id: UUID
    item_id: UUID | None
    kind: str
    amount: Amount
    spent_on: date
    note: str | None
    receipt: str | None
    recorded_by: UUID
    recorded_at: datetime
    retracted_by: UUID | None
    retracted_at: datetime | None
    retraction_reason: str | None


class SpendingAnswer(Answer):
    year: int
    kind: str
    amount: Amount


class Words(Answer):
    zh: str
    en: str


class KindBarredAnswer(Answer):
    """A kind of expense that the clause does not allow."""

    kind: str
    kind_zh: str
    kind_en: str
    planned: Amount
    spent: Amount


class BudgetFindingAnswer(Answer):
    """What one clause of a pack says of one calendar year, in yuan; base times per cent is `limit`."""

    pack_id: str
    clause_id: str
    title: Words
    quotes: list[str]
    base: Words
    year: int
    state: BudgetState
    limit: Amount | None
    calculation: Annotated[str | None, Field(description="In Chinese: the facts, the percentage and the limit")]
    planned: Amount
    elsewhere: Annotated[Amount, Field(description="In the school's other plans that were handed in")]
    left: Annotated[str | None, Field(description="Limit less what is planned here and elsewhere; may lie below 0")]
    spent: Annotated[Amount, Field(description="Under all plans of the school; BEYOND where it is above the limit")]
    barred: list[KindBarredAnswer]
    sentence_zh: str
    sentence_en: str


class PlanBudgetResponse(Answer):
    plan_id: UUID
    lines: list[BudgetLineAnswer]
    spendings: Annotated[list[SpendingAnswer], Field(description="Spent and not retracted, by year and kind")]
    findings: Annotated[
        list[BudgetFindingAnswer], Field(description="Empty where no pack of the plan has a budget clause for it")
    ]


def plan_budget_response(
    *,
    plan_id: UUID,
    lines: Sequence[BudgetLine],
    spendings: Sequence[Spending],
    findings: Sequence[BudgetFinding],
) -> PlanBudgetResponse:
    return PlanBudgetResponse(
        plan_id=plan_id,
        lines=[BudgetLineAnswer.model_validate(line) for line in lines],
        spendings=[SpendingAnswer.model_validate(one) for one in spendings],
        findings=[_finding(finding) for finding in findings],
    )


def _finding(finding: BudgetFinding) -> BudgetFindingAnswer:
    facts = {name: getattr(finding, name) for name in BudgetFindingAnswer.model_fields}
    left = None if finding.left is None else plain_decimal(finding.left)
    return BudgetFindingAnswer.model_validate({**facts, "quotes": list(finding.quotes), "left": left})
