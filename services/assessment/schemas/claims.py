"""Bodies about claims: degrees, forms, what became of them, and how a district reviews."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.assessment.models import ClaimStep
from services.assessment.queries import SeenClaim
from services.assessment.rules import (
    ClaimCounts,
    ClaimDraft,
    ClaimForm,
    ClaimPaper,
    ClaimPlace,
    ClaimSource,
    ClaimState,
    DegreeLevel,
    FormSource,
    days_left,
    lies_with,
)
from services.assessment.schemas.outcomes import OutcomeResponse
from services.assessment.schemas.parts import Words
from services.platform.types import (
    Amount,
    Answer,
    Body,
    BulkBody,
    Code,
    Count,
    Day,
    Flag,
    Id,
    Name,
    Sentence,
    unacceptable,
)

_TEACHER = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"
_CLAIM = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0c31"
_FILE = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77"


class ClaimRequest(Body):
    teacher_id: Id = Field(description="Oneself, or a teacher of one's school", examples=[_TEACHER])
    kind: Literal["DEGREE"] = Field(examples=["DEGREE"])
    degree_level: DegreeLevel = Field(examples=["BACHELOR"])
    certificate_no: Name = Field(description="As printed on the certificate", examples=["103661202605001234"])
    awarded_on: Day = Field(description="The date of the certificate", examples=["2026-07-05"])
    evidence: Sentence = Field(
        description="What was shown, and where it is kept", examples=["毕业证书原件,学校人事处核验"]
    )


class PaperRequest(Body):
    """One document of a form."""

    code: Code = Field(description="What it is, by the code that tariffs ask for", examples=["OBSERVATION_RECORD"])
    file_id: Id | None = Field(default=None, description="A file handed in before", examples=[_FILE])
    note: Annotated[Sentence | Literal[""], Field(examples=["听课本第12页"])] = ""

    def as_value(self) -> ClaimPaper:
        return ClaimPaper(code=self.code, file_id=self.file_id, note=self.note)


class FormBody(Body):
    """What a recognition form (认定表) says; what nobody has stated is null and never guessed."""

    title: Name = Field(
        description="Of the lesson, lecture, paper, contest or training", examples=["区级数学教学展示课"]
    )
    held_from: Day = Field(examples=["2026-11-12"])
    held_to: Day = Field(description="The day by which it is valued; hours are spread", examples=["2026-11-12"])
    category: Code = Field(examples=["PRACTICAL"])
    level: Code = Field(examples=["COUNTY"])
    mode: Code = Field(examples=["SCHOOL_BASED"])
    nature: Code = Field(examples=["SUBJECT_COMPULSORY"])
    tags: list[Code] = Field(default=[], max_length=20, examples=[["PEER"]])
    organised_by_admin: Annotated[Flag, Field(description="By the education administration, or on its order")] = True
    role: Annotated[Code | Literal[""], Field(description="The part played", examples=["LISTENER"])] = ""
    author_order: Annotated[Count | None, Field(ge=1, le=1000, description="Place among the authors, from 1")] = None
    authors: Annotated[Count | None, Field(ge=1, le=1000, description="How many authors")] = None
    characters: Annotated[Count | None, Field(description="字数", examples=[620])] = None
    minutes: Annotated[Count | None, Field(examples=[40])] = None
    months: Annotated[Count | None, Field(ge=1, description="No more than the days touch")] = None
    grade: Code | None = None
    hours: Annotated[Amount | None, Field(description="学时, where a certificate or record states them")] = None
    certificate_no: Name | None = None
    issued_by: Name | None = None
    papers: list[PaperRequest] = Field(default=[], max_length=50)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.author_order is not None and self.authors is not None and self.author_order > self.authors:
            raise unacceptable(zh="作者次序大于作者人数", en="there are fewer authors than the place among them")
        touched = 12 * (self.held_to.year - self.held_from.year) + self.held_to.month - self.held_from.month + 1
        if self.months is not None and self.months > max(1, touched):
            raise unacceptable(zh="月数多于起止日期所跨的月份", en="more months than the days touch")
        return self

    def as_value(self) -> ClaimForm:
        return ClaimForm(**_fields(self, "kind"))


class ClaimFormRequest(FormBody, BulkBody):
    kind: Code = Field(
        description="A kind of the pack; one of `choices` where there are any", examples=["LESSON_OBSERVATION"]
    )


class ClaimDraftRequest(ClaimFormRequest):
    teacher_id: Id = Field(description="Oneself, or a teacher of one's school", examples=[_TEACHER])
    source: Annotated[
        FormSource,
        Field(
            description="WORK of a school or team; a CONTEST_AWARD (with certificate_no and issued_by); "
            "EXTERNAL_HOURS (with hours and issued_by)"
        ),
    ] = "WORK"

    def as_draft(self) -> ClaimDraft:
        fields = _fields(self, "kind", "teacher_id", "source")
        return ClaimDraft(teacher_id=self.teacher_id, kinds=(self.kind,), source=self.source, **fields)


def _fields(body: FormBody, *besides: str) -> dict[str, Any]:
    return {
        **body.model_dump(exclude={*besides, "papers", "tags"}),
        "tags": tuple(body.tags),
        "papers": tuple(paper.as_value() for paper in body.papers),
    }


class ClaimDecisionRequest(Body):
    approved: Flag = Field(examples=[True])
    reason: Sentence | None = Field(default=None, examples=["学信网核验一致"])
    return_to: Annotated[
        Literal["TEACHER", "SCHOOL"], Field(description="With whom a claim lies that the district returns")
    ] = "TEACHER"


class ClaimReasonRequest(Body):
    reason: Sentence = Field(examples=["材料有误,撤回重填"])


class ClaimApprovalsRequest(Body):
    claim_ids: list[Id] = Field(min_length=1, max_length=200, examples=[[_CLAIM]])
    reason: Sentence | None = Field(default=None, examples=["材料齐全"])


class ClaimProblem(Answer):
    """Why a claim was left as it is, by the same stable types as problem documents."""

    type: str = Field(examples=["urn:xuefen:problem:claim-incomplete"])
    title: str
    detail: str


class ClaimApprovalResponse(Answer):
    """What became of one claim: the state it reached and why, or the problem."""

    claim_id: UUID
    result: Literal["RECOGNISED", "PASSED_ON", "REFUSED"]
    why: Words | None
    problem: ClaimProblem | None


class ClaimApprovalsResponse(Answer):
    """One answer for each claim, in the order of the request, each id once."""

    items: list[ClaimApprovalResponse]


class PaperResponse(Answer):
    code: str
    file_id: UUID | None
    note: str


class ClaimBatchResponse(Answer):
    """The batch in which a claim reaches a level. NEXT_BATCH: too late for its own, and nothing is lost."""

    level: Literal["SCHOOL", "DISTRICT"]
    clause_id: str
    state: Literal["ACCEPTED", "NEXT_BATCH", "REFUSED", "UNDETERMINED"]
    due: date | None = Field(description="The last day, until midnight")
    days_left: int | None = Field(description="Days left to hand in, the last one included")
    label: Words
    reason: Words

    @classmethod
    def all_of(cls, batches: Iterable[dict[str, object]], *, today: date) -> list[Self]:
        """Those of the months, by level."""
        return [cls.of(batch, today=today) for batch in batches if batch.get("every", "month") == "month"]

    @classmethod
    def semester_of(cls, batches: Iterable[dict[str, object]], *, today: date) -> Self | None:
        return next((cls.of(batch, today=today) for batch in batches if batch.get("every") == "semester"), None)

    @classmethod
    def of(cls, batch: dict[str, object], *, today: date) -> Self:
        due = batch["due"]
        last_day = date.fromisoformat(due) if isinstance(due, str) else None
        left = None if last_day is None else days_left(last_day, today=today)
        return cls.model_validate({**batch, "due": last_day, "days_left": left})


class FormResponse(Answer):
    """What a form says."""

    title: str
    held_from: date
    held_to: date
    category: str
    level: str
    mode: str
    nature: str
    tags: list[str]
    organised_by_admin: bool
    role: str
    author_order: int | None
    authors: int | None
    characters: int | None
    minutes: int | None
    months: int | None
    grade: str | None
    hours: Amount | None
    issued_by: str | None


class ClaimResponse(Answer):
    """A claim as it stands; `outcome` is what it was recognised by, once posted."""

    claim_id: UUID
    source: ClaimSource
    teacher_id: UUID
    school_id: UUID
    kind: str | None = Field(description="A kind of the pack, or DEGREE; null until one of `choices` is chosen")
    choices: list[str]
    event_id: UUID | None = Field(description="The activity of which this is one participant's form")
    degree_level: DegreeLevel | None
    certificate_no: str | None
    awarded_on: date | None
    evidence: str | None = Field(description="Of a degree: what was shown")
    form: FormResponse | None
    papers: list[PaperResponse]
    state: ClaimState
    lies_with: ClaimPlace | None = Field(description="Whose turn it is")
    returned_to: Literal["TEACHER", "SCHOOL"] | None
    claimed_at: datetime
    submitted_at: datetime | None
    batches: list[ClaimBatchResponse]
    semester_batch: ClaimBatchResponse | None = Field(description="The semester with whose forms it is summed up")
    due_at: datetime | None = Field(description="By when who has it should decide")
    reminded_at: datetime | None = Field(description="When who has it was reminded that the time runs out")
    overdue: bool
    open_flags: int
    decided_at: datetime | None
    reason: str | None
    posts_at: datetime | None = Field(description="When the recognition is posted; it can be undone until then")
    posted_at: datetime | None
    outcome: OutcomeResponse | None = None

    @classmethod
    def of(cls, seen: SeenClaim, *, at: datetime, today: date) -> Self:
        claim = seen.claim
        return cls.model_validate(
            {
                **{name: getattr(claim, name) for name in cls.model_fields if hasattr(claim, name)},
                "form": None if claim.source == "DEGREE" else FormResponse.model_validate(claim),
                "papers": [PaperResponse.model_validate(paper) for paper in seen.papers],
                "lies_with": lies_with(claim.state, returned_to=claim.returned_to),
                "batches": ClaimBatchResponse.all_of(claim.batches, today=today),
                "semester_batch": ClaimBatchResponse.semester_of(claim.batches, today=today),
                "overdue": claim.due_at is not None and claim.due_at <= at,
                "open_flags": seen.open_flags,
                "outcome": None if seen.outcome is None else OutcomeResponse.of(seen.outcome),
            }
        )


class ClaimStepResponse(Answer):
    """One thing that happened to a claim; `done_by` is null of what time did."""

    act: str = Field(examples=["PASSED_ON"])
    state: ClaimState = Field(description="In which it stood afterwards")
    reason: Words | None
    content: dict[str, object] | None = Field(description="Of a submission: the form as it was handed in")
    done_by: UUID | None
    done_at: datetime

    @classmethod
    def of(cls, step: ClaimStep) -> Self:
        words = None if step.reason_zh is None else Words(zh=step.reason_zh, en=step.reason_en or step.reason_zh)
        return cls.model_validate(
            {
                "act": step.act,
                "state": step.state,
                "reason": words,
                "content": step.content,
                "done_by": step.done_by,
                "done_at": step.done_at,
            }
        )


class ClaimStepsResponse(Answer):
    items: list[ClaimStepResponse]


class BatchCountResponse(Answer):
    due: date
    claims: int


class SemesterCountResponse(Answer):
    """The forms of a semester summed up (学期汇总)."""

    due: date
    claims: int = Field(description="Handed in and neither withdrawn nor returned")
    recognised: int
    teachers: int = Field(description="Of how many people they are")


class ClaimCountsResponse(Answer):
    """How many of the claims within reach stand where."""

    by_state: dict[str, int] = Field(examples=[{"SCHOOL_REVIEW": 80, "RECOGNISED": 412}])
    by_batch: list[BatchCountResponse] = Field(description="Of those in review, by the last day of the batch")
    by_semester: list[SemesterCountResponse] = Field(description="By the last day of the semester")
    flagged: int
    overdue: int
    reminded: int = Field(description="Whose time runs out, and who has them was reminded")

    @classmethod
    def of(cls, counts: ClaimCounts) -> Self:
        return cls(
            by_state=counts.by_state,
            by_batch=[BatchCountResponse(due=due, claims=number) for due, number in counts.by_batch.items()],
            by_semester=[
                SemesterCountResponse(due=due, claims=one.claims, recognised=one.recognised, teachers=one.teachers)
                for due, one in counts.by_semester.items()
            ],
            flagged=counts.flagged,
            overdue=counts.overdue,
            reminded=counts.reminded,
        )
