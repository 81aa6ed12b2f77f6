"""Bodies about schemes: what an author says of one, and a version in full."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeAlias
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from services.assessment.rules import Aggregate, Assessor, PublishedScheme, Scheme
from services.assessment.schemas.parts import Words
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Count, Flag, Name, Sentence

# Far above any form that people fill in, and far below what would make one result slow.
_MOST_STAGES, _MOST_COMPONENTS, _MOST_PARTS = 20, 40, 40

_EXAMPLE: JsonDict = {
    "code": "DEMO_LESSON",
    "title": {"zh": "公开课与论文考核", "en": "Demonstration lesson and paper"},
    "gates": [{"kind": "ATTENDANCE"}, {"kind": "DEFENCE", "works": ["PAPER"]}, {"kind": "FEEDBACK"}],
    "stages": [
        {
            "code": "DURING",
            "label": {"zh": "训中", "en": "During the training"},
            "assessors": ["EXPERT", "PEER", "SELF"],
            "pass_score": "60",
            "components": [
                {
                    "code": "LESSON",
                    "label": {"zh": "公开课", "en": "Demonstration lesson"},
                    "weight": "70",
                    "aggregator": {"kind": "MEAN"},
                    "shares": [
                        {"assessor": "EXPERT", "weight": "60"},
                        {"assessor": "PEER", "weight": "20"},
                        {"assessor": "SELF", "weight": "20"},
                    ],
                },
                {
                    "code": "PAPER",
                    "label": {"zh": "结业论文", "en": "Final paper"},
                    "weight": "30",
                    "criteria": [
                        {
                            "code": "CONTENT",
                            "label": {"zh": "内容", "en": "Content"},
                            "maximum": "70",
                            "levels": [
                                {"code": "A", "label": {"zh": "好", "en": "Good"}, "points": "65"},
                                {"code": "B", "label": {"zh": "一般", "en": "Fair"}, "points": "45"},
                            ],
                        },
                        {"code": "FORM", "label": {"zh": "规范", "en": "Form"}, "maximum": "30"},
                    ],
                },
            ],
        }
    ],
    "bands": "PACK",
    "works": [{"code": "PAPER", "label": {"zh": "结业论文", "en": "Final paper"}}],
    "reason": "2026年骨干班考核办法",
}


class Bilingual(Body):
    zh: Name
    en: Name


class LevelBody(Body):
    code: Code
    label: Bilingual
    points: Amount


class CriterionBody(Body):
    """One line of a rubric, or one of several pieces."""

    code: Code
    label: Bilingual
    maximum: Amount
    levels: Annotated[list[LevelBody], Field(max_length=_MOST_PARTS)] = Field(
        default_factory=list, description="Names for points within the maximum; none: any points"
    )


class AggregatorBody(Body):
    """How several marks become one."""

    kind: Aggregate = Field(
        default=Aggregate.LATEST,
        description="LATEST: the newest, by whoever. TRIMMED_MEAN leaves out `drop` of the highest and of the lowest; "
        "BEST_OF is the mean of the `best` highest; SUM is capped at the component's maximum",
    )
    drop: Annotated[Count, Field(le=100)] = 0
    best: Annotated[Count, Field(le=100)] = 0


class ShareBody(Body):
    assessor: Assessor
    weight: Amount = Field(description="Percent of the component; the shares sum to 100")


class ComponentBody(Body):
    """One thing that is marked."""

    code: Code
    label: Bilingual
    weight: Amount = Field(description="Percent of the stage; the weights of a stage sum to 100")
    maximum: Amount = Decimal(100)
    aggregator: AggregatorBody = Field(default_factory=AggregatorBody)
    shares: Annotated[list[ShareBody], Field(max_length=len(Assessor))] = Field(
        default_factory=list, description="What each kind of assessor weighs; each kind is put together first"
    )
    at_least: Annotated[Count, Field(ge=1, le=100)] = Field(
        default=1, description="Marks needed, of each kind that has a share, before the component is marked"
    )
    criteria: Annotated[list[CriterionBody], Field(max_length=_MOST_PARTS)] = Field(
        default_factory=list, description="A rubric: all criteria of one assessor are one mark"
    )
    pieces: Annotated[list[CriterionBody], Field(max_length=_MOST_PARTS)] = Field(
        default_factory=list, description="Several works of one kind: each is a mark of its own"
    )


class StageBody(Body):
    """One step of the assessment."""

    code: Code
    label: Bilingual
    assessors: Annotated[list[Assessor], Field(min_length=1, max_length=len(Assessor))]
    pass_score: Amount | None = Field(default=None, description="Of 100; none: the stage has no line of its own")
    weight: Amount | None = Field(default=None, description="Percent of the overall score; for every stage or none")
    components: Annotated[list[ComponentBody], Field(min_length=1, max_length=_MOST_COMPONENTS)]


class AttendanceGateBody(Body):
    """The attendance line must be met."""

    kind: Literal["ATTENDANCE"]


class MustPassGateBody(Body):
    """One component must reach a score (of 100) by itself."""

    kind: Literal["MUST_PASS"]
    component: Code
    from_score: Amount


class DefenceGateBody(Body):
    """Each of the works was defended and passed."""

    kind: Literal["DEFENCE"]
    works: Annotated[list[Code], Field(min_length=1, max_length=_MOST_PARTS)]


class SubmissionGateBody(Body):
    """Each of the works was handed in."""

    kind: Literal["SUBMISSION"]
    works: Annotated[list[Code], Field(min_length=1, max_length=_MOST_PARTS)]


class DocumentsGateBody(Body):
    """The documents that an evidence clause of the pack asks of the class are there."""

    kind: Literal["DOCUMENTS"]
    clause: Code


class FeedbackGateBody(Body):
    """The member is reminded of the feedback form; with `blocks` the result waits for it and says so."""

    kind: Literal["FEEDBACK"]
    blocks: Flag = False


GateBody: TypeAlias = Annotated[
    AttendanceGateBody | MustPassGateBody | DefenceGateBody | SubmissionGateBody | DocumentsGateBody | FeedbackGateBody,
    Field(discriminator="kind"),
]


class BandBody(Body):
    grade: Code
    label: Bilingual
    from_score: Amount


class WorkBody(Body):
    code: Code
    label: Bilingual


class SchemeContentRequest(BulkBody):
    """A scheme as its author states it; it becomes a version."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    code: Code
    title: Bilingual
    gates: Annotated[list[GateBody], Field(max_length=20)] = Field(default_factory=list)
    stages: Annotated[list[StageBody], Field(max_length=_MOST_STAGES)] = Field(default_factory=list)
    bands: Annotated[list[BandBody], Field(max_length=20)] | Literal["PACK"] = Field(
        default_factory=list,
        description="Grades by overall score, best first; PACK: the names and numbers of the member's pack; "
        "none: a pass is PASS",
    )
    certifier: Assessor | None = Field(default=None, description="Who certifies once everything is passed")
    works: Annotated[list[WorkBody], Field(max_length=_MOST_PARTS)] = Field(
        default_factory=list, description="What members hand in or defend"
    )
    pass_score: Amount | None = Field(default=None, description="Of the overall score, 100 at most")
    stage_weights: Literal["OWN", "PACK"] = Field(
        default="OWN", description="PACK: stages have the codes of the pack's and weigh what it says"
    )
    reason: Sentence = Field(description="Why this version is published")

    def content(self) -> dict[str, Any]:
        return self.model_dump(exclude={"reason"})


class RetirementRequest(Body):
    reason: Sentence = Field(examples=["已由新版考核办法代替"])


class SchemeRequest(Body):
    scheme: Code = Field(description="Its code, as in the list of schemes", examples=["THREE_STAGE"])
    version: Annotated[Count, Field(ge=1)] = Field(default=1, examples=[1])


class LevelResponse(Answer):
    code: str
    label: Words
    points: Amount


class CriterionResponse(Answer):
    code: str
    label: Words
    maximum: Amount
    levels: list[LevelResponse]


class AggregatorResponse(Answer):
    kind: Aggregate
    drop: int
    best: int


class ShareResponse(Answer):
    assessor: Assessor
    weight: Amount


class ComponentResponse(Answer):
    """One thing that is marked."""

    code: str = Field(examples=["CASE"])
    label: Words
    weight: Amount = Field(description="Percent of the stage; the weights of a stage sum to 100")
    maximum: Amount
    aggregator: AggregatorResponse
    shares: list[ShareResponse]
    at_least: int
    criteria: list[CriterionResponse]
    pieces: list[CriterionResponse]


class StageResponse(Answer):
    """One step of the assessment."""

    code: str = Field(examples=["PRE"])
    label: Words
    assessors: list[Assessor] = Field(description="ORGANISER: trainer, district; SCHOOL_GROUP: school; or persons")
    pass_score: Amount | None
    weight: Amount | None
    components: list[ComponentResponse]


class GateResponse(Answer):
    """What must hold besides good marks; which of the other fields it has depends on its kind."""

    kind: Literal["ATTENDANCE", "MUST_PASS", "DEFENCE", "SUBMISSION", "DOCUMENTS", "FEEDBACK"]
    component: str | None = None
    from_score: Amount | None = None
    works: list[str] | None = None
    clause: str | None = None
    blocks: bool | None = None


class BandResponse(Answer):
    grade: str = Field(examples=["EXCELLENT"])
    label: Words
    from_score: Amount


class WorkResponse(Answer):
    code: str
    label: Words


class SchemeResponse(Answer):
    """A version of a scheme, in full."""

    code: str = Field(examples=["THREE_STAGE"])
    version: int
    title: Words
    gates: list[GateResponse]
    stages: list[StageResponse]
    bands: list[BandResponse] | Literal["PACK"] = Field(
        description="Grades by score, best first; without any a pass is PASS"
    )
    certifier: Assessor | None = Field(description="Who certifies once everything is passed")
    works: list[WorkResponse]
    pass_score: Amount | None
    stage_weights: Literal["OWN", "PACK"]

    @classmethod
    def of(cls, scheme: Scheme) -> Self:
        return cls.model_validate(scheme)


class _Published(Answer):
    shipped: bool = Field(description="It comes with the system")
    published_by: UUID | None = Field(description="Null of a shipped one")
    published_at: datetime | None = Field(description="Of a shipped one: when it was first used here")
    reason: str | None
    retired_by: UUID | None
    retired_at: datetime | None = Field(description="From then on no class can choose it; who uses it keeps it")
    retirement_reason: str | None
    classes: int = Field(description="Classes that are assessed by this version")


class PublishedSchemeResponse(_Published):
    """A version as the district has it, in full."""

    scheme: SchemeResponse

    @classmethod
    def of(cls, published: PublishedScheme) -> Self:
        return cls.model_validate(published)


class SchemeItemResponse(_Published):
    """A version as the district has it, without its content."""

    code: str
    version: int
    title: Words

    @classmethod
    def of(cls, published: PublishedScheme) -> Self:
        scheme = published.scheme
        known = {name: getattr(published, name) for name in _Published.model_fields}
        return cls(code=scheme.code, version=scheme.version, title=Words.model_validate(scheme.title), **known)


class SchemesResponse(Answer):
    """Every version, by code, the newest first."""

    items: list[SchemeItemResponse]
