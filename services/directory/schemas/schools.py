"""Bodies about what schools state: facts, teams and pairs, calendars."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.platform.types import Amount, Answer, Body, Code, Day, Id, Name

SchoolYear = Annotated[str, StringConstraints(pattern=r"^(19|20|21)\d\d-(19|20|21)\d\d$")]


class SchoolFactRequest(Body):
    """A dated number of a school, or a task given to a teacher."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "PUBLIC_FUNDS", "value": "1260000.00", "valid_from": "2026-01-01", "valid_to": "2026-12-31"},
                {
                    "kind": "TRAINING_LEAD",
                    "holder_id": "0197c1de-8f4a-7c51-9d0e-2a5b7f3c6e14",
                    "valid_from": "2026-09-01",
                },
            ]
        }
    )

    kind: Code = Field(description="As the pack names it: pupils, funds, a theme; or the code of a role of the pack")
    value: Amount | None = Field(default=None, description="Pupils, yuan ... as the kind is counted in")
    holder_id: Id | None = Field(default=None, description="The teacher who has the task")
    valid_from: Day
    valid_to: Day | None = Field(default=None, description="The last day that counts; open when absent")


class SchoolFactResponse(Answer):
    fact_id: UUID
    kind: str
    value: Amount | None
    holder_id: UUID | None
    valid_from: date
    valid_to: date | None


class SchoolFactsResponse(Answer):
    items: list[SchoolFactResponse]


class UnitRequest(Body):
    """A team or pair of a school."""

    kind: Code = Field(examples=["TEAM"], description="As the pack's clauses of scope unit name it: TEAM, PAIR ...")
    name: Name = Field(examples=["语文教研组"])
    head_id: Id | None = Field(default=None, description="The teacher who heads it")


class UnitResponse(Answer):
    unit_id: UUID
    kind: str
    name: str
    head_id: UUID | None


class UnitsResponse(Answer):
    items: list[UnitResponse]


class PeriodOfDays(Body):
    """A semester or days off, first and last day included."""

    label: Name
    first_day: Day
    last_day: Day


class CalendarRequest(Body):
    """A whole school year; it takes the place of what was published for that year."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "semesters": [
                        {"label": "第一学期", "first_day": "2026-09-01", "last_day": "2027-01-22"},
                        {"label": "第二学期", "first_day": "2027-02-22", "last_day": "2027-07-02"},
                    ],
                    "holidays": [{"label": "国庆节", "first_day": "2026-10-01", "last_day": "2026-10-07"}],
                }
            ]
        }
    )

    semesters: list[PeriodOfDays] = Field(min_length=1, max_length=4)
    holidays: list[PeriodOfDays] = Field(default_factory=list, max_length=60)


class PeriodShown(Answer):
    label: str
    first_day: date
    last_day: date


class CalendarResponse(Answer):
    """A school year as it is held; `school_id` is null where it is the district's."""

    school_year: str
    school_id: UUID | None
    semesters: list[PeriodShown]
    holidays: list[PeriodShown]
