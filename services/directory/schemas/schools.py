"""Bodies about what schools state: facts, teams and pairs, calendars."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.platform.types import Amount, Answer, Body, Code, Day, Id, Name, Sentence

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


class SchoolRevisionRequest(Body):
    """Ends a fact or unit on a day, or annuls it where it should never have been stated."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"last_day": "2027-01-31", "reason": "学期中调整,该教研组并入综合组。"},
                {"last_day": None, "reason": "学生数误录,另行登记。"},
            ]
        }
    )

    last_day: Day | None = Field(description="The last day on which it counts; null annuls it")
    reason: Sentence


class SchoolRevisionShown(Answer):
    """What was changed after it was stated, by whom and why."""

    kind: Literal["ENDED", "ANNULLED"]
    last_day: date | None
    reason: str
    decided_by: UUID
    decided_at: datetime


class Stated(Answer):
    """What a school stated, and what became of it."""

    annulled: bool = Field(description="Should never have been stated; it counts for nothing")
    revisions: list[SchoolRevisionShown] = Field(default_factory=list, description="The first change first")


class SchoolFactResponse(Stated):
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


class UnitResponse(Stated):
    unit_id: UUID
    kind: str
    name: str
    head_id: UUID | None
    first_day: date | None = Field(description="The first day on which clauses ask it; null where it always was there")
    last_day: date | None = Field(description="The last day on which clauses ask it; null while it goes on")


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
