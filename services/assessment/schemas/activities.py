"""Bodies about activities."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from services.assessment.models import Activity, ActivityParticipant
from services.assessment.rules import MOST_PAPERS, MOST_PARTICIPANTS, Logged, RolePaper, Taking
from services.platform.types import (
    Amount,
    Answer,
    Body,
    BulkBody,
    Code,
    Count,
    Id,
    Instant,
    Name,
    Sentence,
    unacceptable,
)
from services.policy.format.programs import Route

_EXAMPLE: JsonDict = {
    "route": "TEAM_LESSON_PREP",
    "title": "九年级数学《相似三角形》区级展示课",
    "starts_at": "2025-10-16T13:30:00+08:00",
    "ends_at": "2025-10-16T14:15:00+08:00",
    "place": "录播教室",
    "post": "九年级数学教师",
    "speaker": None,
    "content": "同课异构,课后互评",
    "category": "PRACTICAL",
    "level": "COUNTY",
    "mode": "SCHOOL_BASED",
    "nature": "SUBJECT_COMPULSORY",
    "participants": [
        {"teacher_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12", "role": "TEACHER", "characters": 900},
        {"teacher_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b13", "role": "LISTENER", "characters": 600},
    ],
    "papers": [{"role": "TEACHER", "code": "LESSON_PLAN", "note": "教导处存档,2025-10"}],
}


def _more_than_nothing(value: Decimal) -> Decimal:
    if not value:
        raise unacceptable(zh="须大于零", en="an amount above nothing is needed")
    return value


class TakingRequest(Body):
    """One person's part; what is not known stays out and is asked for where a tariff needs it."""

    teacher_id: Id
    role: Annotated[Code, Field(description="A role of the route: TEACHER, LISTENER, SPEAKER, MENTOR ...")]
    kind: Annotated[Code | None, Field(description="Which form is filed, where the role leaves a choice")] = None
    author_order: Annotated[Count | None, Field(ge=1, le=1000)] = None
    authors: Annotated[Count | None, Field(ge=1, le=1000)] = None
    characters: Annotated[Count | None, Field(le=10_000_000, description="字数")] = None
    months: Annotated[Count | None, Field(le=600)] = None
    grade: Code | None = None

    def taking(self) -> Taking:
        return Taking(**self.model_dump())


class RolePaperRequest(Body):
    """A document for the forms of a role, or of everybody: a file, or a note of where it is kept."""

    role: Annotated[Code | None, Field(description="Whose forms; null for everybody's")] = None
    code: Annotated[Code, Field(description="What it is, as the tariff calls it")]
    file_id: Id | None = None
    note: Sentence | None = None


class ActivityContent(BulkBody):
    """What was done, when, where, and by whom: a route of the pack or a kind, one of the two."""

    route: Annotated[Code | None, Field(description="研修途径: a route of the pack's forms")] = None
    kind: Annotated[Code | None, Field(description="Without a route: a kind of the pack, or what it counts")] = None
    title: Name
    starts_at: Instant
    ends_at: Instant
    minutes: Annotated[
        Count | None, Field(ge=1, le=600_000, description="Where it is not the time between start and end")
    ] = None
    hours: Annotated[Amount | None, AfterValidator(lambda value: value and _more_than_nothing(value))] = Field(
        default=None, description="学时, where the activity is worth hours"
    )
    place: Name | None = None
    post: Annotated[Name | None, Field(description="定岗: for which posts")] = None
    speaker: Name | None = None
    content: Sentence | None = None
    check: Annotated[Sentence | None, Field(description="检查落实: how it was checked")] = None
    unit_id: Annotated[Id | None, Field(description="The team or department that held it")] = None
    plan_id: Annotated[Id | None, Field(description="The record of the plan that it belongs to")] = None
    category: Code
    level: Code
    mode: Code
    nature: Code
    tags: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    participants: Annotated[list[TakingRequest], Field(min_length=1, max_length=MOST_PARTICIPANTS)]
    papers: Annotated[list[RolePaperRequest], Field(max_length=MOST_PAPERS)] = Field(default_factory=list)

    def logged(self) -> Logged:
        stated = self.model_dump(include=set(ActivityContent.model_fields) - {"participants", "papers", "tags"})
        return Logged(
            **stated,
            tags=tuple(self.tags),
            participants=tuple(one.taking() for one in self.participants),
            papers=tuple(
                RolePaper(role=one.role, code=one.code, file_id=one.file_id, note=one.note or "") for one in self.papers
            ),
        )


class ActivityRequest(ActivityContent):
    """`school_id` is needed of the district alone: a school and the head of a unit log for their own."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    school_id: Id | None = None


class ActivityCorrectionRequest(ActivityContent):
    """The whole activity as it should read, the revision that was looked at, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**_EXAMPLE, "revision": 1, "reason": "漏登两名听课教师"}]}
    )

    revision: Annotated[Count, Field(ge=1)]
    reason: Sentence


class ActivityWithdrawalRequest(Body):
    reason: Sentence = Field(examples=["登记错误,活动未举行"])


class ParticipantResponse(Answer):
    """Somebody's part, and the form that it filled."""

    teacher_id: UUID
    school_id: UUID = Field(description="The school on the day")
    role: str
    kinds: list[str] = Field(description="The forms of the part: one of them is filed; empty where nothing is credited")
    clause_id: str | None = Field(description="The clause by which it is filed")
    claim_id: UUID | None
    removed_at: datetime | None = Field(description="When a correction took the person out")


class AdviceResponse(Answer):
    """Something that the pack asks beforehand and was not there; people decide what follows."""

    clause_id: str
    cause: Literal["NOT_FIXED", "NO_PLAN", "PLAN_LATE", "NO_FORM"]
    code: str
    zh: str
    en: str
    quote: str


class RolePaperResponse(Answer):
    role: str | None
    code: str
    file_id: UUID | None
    note: str


class ActivityResponse(Answer):
    """An activity as it stands."""

    activity_id: UUID
    revision: int
    school_id: UUID
    unit_id: UUID | None
    unit: str | None
    route: str | None
    kind: str | None
    title: str
    starts_at: datetime
    ends_at: datetime
    minutes: int | None
    hours: Amount | None
    place: str | None
    post: str | None
    speaker: str | None
    content: str | None
    check: str | None
    plan_id: UUID | None
    category: str
    level: str
    mode: str
    nature: str
    tags: list[str]
    papers: list[RolePaperResponse]
    advice: list[AdviceResponse]
    participants: list[ParticipantResponse]
    recorded_by: UUID
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawal_reason: str | None

    @classmethod
    def of(cls, activity: Activity, participants: list[ActivityParticipant]) -> Self:
        columns = {name: getattr(activity, name) for name in cls.model_fields if name != "participants"}
        return cls(**columns, participants=[ParticipantResponse.model_validate(one) for one in participants])


class ActivityRevisionResponse(Answer):
    """What an activity said at a revision, and who made it say so."""

    revision: int
    content: dict[str, Any]
    reason: str | None
    changed_by: UUID
    changed_at: datetime


class ActivityRevisionsResponse(Answer):
    """The first first."""

    items: list[ActivityRevisionResponse]


class RouteRoleResponse(Answer):
    """A role of a route and the forms of which its people file one."""

    role: str
    zh: str
    en: str
    kinds: list[str]


class RouteResponse(Answer):
    """A way of school-based study; without roles it is credited to nobody."""

    clause_id: str
    code: str
    zh: str
    en: str
    roles: list[RouteRoleResponse]

    @classmethod
    def of(cls, clause_id: str, route: Route) -> Self:
        return cls(
            clause_id=clause_id,
            code=route.code,
            zh=route.label.zh,
            en=route.label.en,
            roles=[
                RouteRoleResponse(role=role.role, zh=role.label.zh, en=role.label.en, kinds=list(role.kinds))
                for role in route.roles
            ],
        )


class RoutesResponse(Answer):
    """The routes of the pack in force on the day."""

    pack_id: str
    on: date
    items: list[RouteResponse]
