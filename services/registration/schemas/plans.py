"""Bodies of plans and programs."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.types import Amount, Answer, Body, Code, Day, Flag, Id, Name


class PlanRequest(Body):
    """A plan of the district, or with `school_id` of one school."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "2025—2026学年教师培训计划",
                    "starts_on": "2025-09-01",
                    "ends_on": "2026-08-31",
                    "school_id": None,
                }
            ]
        }
    )

    title: Name
    starts_on: Day
    ends_on: Day
    school_id: Id | None = None


class PlanResponse(Answer):
    plan_id: UUID
    title: str
    starts_on: date
    ends_on: date
    school_id: UUID | None


class ProgramRequest(Body):
    """A program (培训项目). Level, mode, nature, kind and category are codes of the district's policy pack."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "341825-25-20-01",
                    "title": "小学数学骨干教师省级研修",
                    "level": "PROVINCIAL",
                    "mode": "CENTRALISED",
                    "nature": "PROFESSIONAL_COMPULSORY",
                    "kind": "BACKBONE",
                    "category": "KNOWLEDGE_SKILL",
                    "tags": ["EXPERT_LED"],
                    "organised_by_admin": True,
                    "provider": "旌德县教师进修学校",
                    "hours": "72",
                    "scheme": "THREE_STAGE",
                }
            ]
        }
    )

    code: Annotated[Code, Field(description="Unique in the district")]
    title: Name
    level: Annotated[Code, Field(description="Who holds it, such as PROVINCIAL, COUNTY or SCHOOL")]
    mode: Annotated[Code, Field(description="How, such as CENTRALISED, ONLINE, OUTREACH or SCHOOL_BASED")]
    nature: Annotated[Code, Field(description="Compulsory or elective, as the pack names it")]
    kind: Annotated[Code, Field(description="The kind of project by which tariffs and waivers go")]
    category: Annotated[Code, Field(description="A dotted path, such as ETHICS_LITERACY.ETHICS")]
    tags: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    organised_by_admin: Annotated[Flag, Field(description="Held by the education administration or by its order")]
    provider: Name
    hours: Annotated[Amount, Field(description="Hours of the whole program")]
    scheme: Annotated[Code, Field(description="How it is assessed: ATTENDANCE, SCORED or THREE_STAGE")]


class ProgramResponse(Answer):
    program_id: UUID
    plan_id: UUID
    code: str
    title: str
    level: str
    mode: str
    nature: str
    kind: str
    category: str
    tags: list[str]
    organised_by_admin: bool
    provider: str
    hours: Amount
    scheme: str
