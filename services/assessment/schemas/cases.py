"""Bodies about cases."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal, Protocol, Self
from uuid import UUID

from pydantic import Field

from services.assessment.models import CaseAct, CaseEvidence, ConsequenceCase
from services.assessment.rules import AppealResult, CaseState, Consequence, EvidenceGiven, Named
from services.assessment.schemas.parts import Words
from services.platform.types import Answer, Body, Code, Day, Id, Name, Sentence

_MOST_EVIDENCE = 20


class EvidenceRequest(Body):
    """A file, a record or an outcome of the teacher's, or words alone."""

    file_id: Annotated[Id | None, Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77"])] = None
    record_id: Id | None = None
    outcome_id: Id | None = None
    note: Sentence = Field(examples=["10月11日、18日两次无故缺席"])

    def given(self) -> EvidenceGiven:
        return EvidenceGiven(file_id=self.file_id, record_id=self.record_id, outcome_id=self.outcome_id, note=self.note)


Evidence = Annotated[list[EvidenceRequest], Field(max_length=_MOST_EVIDENCE)]


class CaseRequest(Body):
    teacher_id: Id = Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"])
    clause_id: Code = Field(description="A clause about consequences of the pack in force", examples=["XC-17"])
    triggers: list[Code] = Field(
        description="Which of the clause's reasons", min_length=1, max_length=20, examples=[["NOT_SERIOUS"]]
    )
    grounds: Sentence = Field(examples=["暑期集中培训无故缺席两天,提醒后未改正"])
    evidence: Evidence = Field(default_factory=list)
    decider_id: Id = Field(
        description="The account of the person who decides: never who opens the case",
        examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b44"],
    )
    decider_name: Name = Field(examples=["县教体局人事股 陈股长"])


class DeciderRequest(Body):
    decider_id: Id = Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b45"])
    decider_name: Name = Field(examples=["县教体局师训股 周股长"])
    reason: Sentence = Field(examples=["原决定人休假"])


class CaseNoticeRequest(Body):
    words: Sentence = Field(description="What the teacher is told", examples=["拟按 XC-17 处理,请于期限前书面陈述。"])
    statement_until: Day = Field(
        description="The last day to answer, five days ahead at least", examples=["2026-03-20"]
    )


class StatementRequest(Body):
    words: Sentence = Field(examples=["两天均在县医院陪护,已补交证明。"])
    evidence: Evidence = Field(default_factory=list)


class CaseDecisionRequest(Body):
    measures: list[Code] = Field(
        description="Which of the clause's measures; none is a decision too", max_length=20, examples=[["NO_PROMOTION"]]
    )
    reason: Sentence = Field(examples=["陈述属实部分已采纳;另一天缺席无正当理由"])


class AppealDecisionRequest(Body):
    result: AppealResult = Field(
        description="UPHELD leaves no measure, CHANGED some of those decided, REJECTED the decision as it was",
        examples=["UPHELD"],
    )
    measures: list[Code] = Field(default_factory=list, max_length=20, description="Of CHANGED: what is left")
    reason: Sentence = Field(examples=["请假手续齐备,原决定依据不足"])


class CaseClosingRequest(Body):
    reason: Sentence = Field(examples=["申诉期满,材料归档"])


class NamedResponse(Answer):
    """What the clause names by this code."""

    code: str
    label: Words

    @classmethod
    def all_of(cls, named: Sequence[Named], *, only: Sequence[str] | None = None) -> list[Self]:
        return [
            cls(code=one.code, label=Words(zh=one.zh, en=one.en)) for one in named if only is None or one.code in only
        ]


class CaseEvidenceResponse(Answer):
    evidence_id: UUID
    file_id: UUID | None = Field(
        description="Downloaded by everybody who sees the case at `/cases/{id}/files/{file_id}`"
    )
    record_id: UUID | None
    outcome_id: UUID | None
    note: str


class CaseActResponse(Answer):
    """One act: who, when, in which words. None is ever changed or taken away."""

    act: str
    words: str
    measures: list[str]
    done_by: UUID
    done_at: datetime
    evidence: list[CaseEvidenceResponse] = Field(default_factory=list)


class CaseSummaryResponse(Answer):
    """A case without what was done in it."""

    case_id: UUID
    teacher_id: UUID
    school_id: UUID
    pack_id: str
    clause_id: str
    state: CaseState
    opened_by: UUID
    opened_at: datetime
    decider_id: UUID
    decider_name: str
    statement_until: date | None = Field(description="Until when the teacher may answer; null before the notice")
    decided_by: UUID | None
    measures: list[str] = Field(description="What stands now")
    appeal_until: date | None


class _Seen(Protocol):
    """A case with everything in it, as an operation gives it."""

    @property
    def case(self) -> ConsequenceCase: ...
    @property
    def acts(self) -> Sequence[CaseAct]: ...
    @property
    def evidence(self) -> Sequence[CaseEvidence]: ...
    @property
    def open_alike(self) -> Sequence[UUID] | None: ...


class CaseResponse(CaseSummaryResponse):
    """A case with the clause in its own words and every act in order."""

    title: Words
    quotes: list[str] = Field(description="The words of the source")
    triggers: list[NamedResponse] = Field(description="The reasons given here")
    possible_measures: list[NamedResponse] = Field(description="What the clause lets people decide")
    grounds: str
    decided_by_people: Literal[True] = Field(
        default=True, description="No measure takes effect by itself; what is decided is carried out by people"
    )
    acts: list[CaseActResponse]
    open_alike: list[UUID] | None = Field(
        description="Other open cases within reach about the same teacher by the same clause, the oldest first (20 at "
        "most); null where the case is neither opened nor read"
    )

    @classmethod
    def of(cls, seen: _Seen) -> Self:
        case, clause = seen.case, Consequence.stored(seen.case.clause)
        evidence: defaultdict[UUID, list[CaseEvidenceResponse]] = defaultdict(list)
        for one in seen.evidence:
            evidence[one.act_id].append(CaseEvidenceResponse.model_validate(one))
        return cls(
            **CaseSummaryResponse.model_validate(case).model_dump(),
            title=Words(zh=clause.title_zh, en=clause.title_en),
            quotes=list(clause.quotes),
            triggers=NamedResponse.all_of(clause.triggers, only=case.triggers),
            possible_measures=NamedResponse.all_of(clause.measures),
            open_alike=None if seen.open_alike is None else list(seen.open_alike),
            grounds=case.grounds,
            acts=[
                CaseActResponse(
                    act=act.act,
                    words=act.words,
                    measures=act.measures,
                    done_by=act.done_by,
                    done_at=act.done_at,
                    evidence=evidence[act.act_id],
                )
                for act in seen.acts
            ],
        )
