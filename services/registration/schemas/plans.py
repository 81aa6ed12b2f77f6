"""Bodies of plans and programs."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, computed_field
from pydantic.config import JsonDict

from services.platform.types import Amount, Answer, Body, Code, Day, Flag, Id, Name
from services.policy.official import official_level, official_mode
from services.registration.rules import (
    Audience,
    HourKind,
    OfficialMode,
    PlanPeriod,
    PlanStatus,
    ProgramTerms,
)

_AUDIENCE: JsonDict = {"stages": ["PRIMARY"], "subjects": ["数学"], "posts": [], "title_tiers": ["MIDDLE", "SENIOR"]}
_Codes = Annotated[list[Name], Field(max_length=40)]


class AudienceBody(Body):
    """For whom a training is meant; an empty list leaves that open."""

    model_config = ConfigDict(json_schema_extra={"examples": [_AUDIENCE]})

    stages: _Codes = Field(default_factory=list)
    subjects: _Codes = Field(default_factory=list)
    posts: _Codes = Field(default_factory=list)
    title_tiers: _Codes = Field(default_factory=list)

    def value(self) -> Audience:
        return Audience.read(dict(self))


class AudienceAnswer(Answer):
    stages: list[str] = Field(default_factory=list)
    subjects: list[str] = Field(default_factory=list)
    posts: list[str] = Field(default_factory=list)
    title_tiers: list[str] = Field(default_factory=list)


class OfficialCodes(Answer):
    """Codes of the national teacher system."""

    level: Annotated[str, Field(description="10, 20, 30, 40, 60 or 99", examples=["20"])]
    mode: Annotated[str, Field(description="1, 2, 3, 4 or 9", examples=["2"])]


class PlanRequest(Body):
    """A plan of the district, or with `school_id` of one school."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "2025—2026学年教师培训计划",
                    "starts_on": "2025-09-01",
                    "ends_on": "2026-08-31",
                    "period": "YEAR",
                    "school_id": None,
                }
            ]
        }
    )

    title: Name
    starts_on: Day
    ends_on: Day
    period: PlanPeriod = "YEAR"
    school_id: Id | None = None


class PlanResponse(Answer):
    plan_id: UUID
    title: str
    starts_on: date
    ends_on: date
    period: PlanPeriod
    school_id: UUID | None
    status: PlanStatus
    revision: Annotated[int, Field(description="Counts what was written into the plan; 0 while it holds nothing")]


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
                    "nature": "COMPULSORY",
                    "kind": "BACKBONE",
                    "category": "KNOWLEDGE_SKILL",
                    "tags": ["EXPERT_LED"],
                    "organised_by_admin": True,
                    "provider": "旌德县教师进修学校",
                    "hours": "72",
                    "scheme": "THREE_STAGE",
                    "hours_by_kind": {"THEORY": "32", "PRACTICE": "40"},
                    "evidence": ["培训方案", "日课表", "考勤记录", "学员作业"],
                    "audience": _AUDIENCE,
                    "official_mode": None,
                    "item_ids": [],
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
    hours_by_kind: Annotated[dict[HourKind, Amount], Field(description="Where told they make up `hours`")] = Field(
        default_factory=dict
    )
    evidence: Annotated[list[Name], Field(max_length=40, description="What its archive has to hold")] = Field(
        default_factory=list
    )
    audience: AudienceBody = Field(default_factory=lambda: AudienceBody())
    official_mode: Annotated[
        OfficialMode | None,
        Field(description="The national system's code where `mode` does not tell: 1 for more than a month off work"),
    ] = None
    item_ids: Annotated[list[Id], Field(max_length=200, description="Items of the plan that it carries out")] = Field(
        default_factory=list
    )

    def terms(self) -> ProgramTerms:
        said = dict(self)
        del said["item_ids"]
        lists = {"tags": tuple(self.tags), "evidence": tuple(self.evidence), "audience": self.audience.value()}
        return ProgramTerms(**{**said, **lists})


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
    hours_by_kind: dict[HourKind, Amount]
    evidence: list[str]
    audience: AudienceAnswer
    official_mode: OfficialMode | None

    @computed_field
    def official(self) -> OfficialCodes:
        """Level and mode in the codes of the national teacher system."""
        return OfficialCodes(level=official_level(self.level), mode=official_mode(self.mode, said=self.official_mode))
