"""Bodies about mentoring pairs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Protocol, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.assessment.models import Pair, PairAct
from services.assessment.rules import MOST_ENTRIES, AskedSlot, PairEntryGiven, PairPlace, PairState
from services.assessment.schemas.shortfalls import SlotResponse
from services.platform.types import Answer, Body, BulkBody, Code, Day, Flag, Id, Name, Sentence

_FILES = Annotated[list[Id], Field(max_length=20)]


class PairRequest(Body):
    """`school_id` is needed of the district alone."""

    school_id: Id | None = None
    name: Name = Field(
        description="By which clauses, records and binders name the pair", examples=["2025—2026 数学师徒"]
    )
    mentor_id: Id = Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"])
    mentee_id: Id = Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b13"])
    starts_on: Day = Field(examples=["2025-09-01"])
    ends_on: Day = Field(examples=["2026-01-20"])


class PairEndRequest(Body):
    ends_on: Day = Field(examples=["2025-12-31"])
    reason: Sentence = Field(examples=["徒弟调离,提前结束"])


class PairWithdrawalRequest(Body):
    reason: Sentence = Field(examples=["登记错误,两人未结对"])


class PairEntryRequest(Body):
    """One lesson heard, discussion, article, guidance; or the agreement, the plan."""

    kind: Code = Field(description="What the pack asks of pairs, or MENTOR_AGREEMENT, MENTOR_PLAN")
    on: Day
    role: Annotated[Code | None, Field(description="MENTOR or MENTEE: of a lesson, who listened")] = None
    title: Name
    words: Sentence | None = None
    file_ids: _FILES = Field(default_factory=list)

    def given(self) -> PairEntryGiven:
        return PairEntryGiven(
            kind=self.kind,
            on=self.on,
            role=self.role or "",
            title=self.title,
            words=self.words or "",
            file_ids=tuple(self.file_ids),
        )


class PairEntriesRequest(BulkBody):
    """Logged as a whole or not at all."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "entries": [
                        {
                            "kind": "MUTUAL_LESSON",
                            "on": "2025-10-16",
                            "role": "MENTEE",
                            "title": "听师傅课:《相似三角形》",
                            "words": "导入由生活实例引出,板书分层。",
                        },
                        {"kind": "DISCUSSION", "on": "2025-10-17", "title": "十月专业探讨:课堂提问"},
                    ]
                }
            ]
        }
    )

    entries: Annotated[list[PairEntryRequest], Field(min_length=1, max_length=MOST_ENTRIES)]


class PairPlaceRequest(Body):
    """Where in the pack's dimensions the recognition of both stands."""

    category: Code = Field(examples=["PRACTICAL"])
    level: Code = Field(examples=["SCHOOL"])
    mode: Code = Field(examples=["SCHOOL_BASED"])
    nature: Code = Field(examples=["SUBJECT_COMPULSORY"])
    tags: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)

    def place(self) -> PairPlace:
        return PairPlace(
            category=self.category, level=self.level, mode=self.mode, nature=self.nature, tags=tuple(self.tags)
        )


class PairEvaluationRequest(Body):
    passed: Flag = Field(examples=[True])
    words: Sentence = Field(examples=["互听互评坚持到位,徒弟汇报课获好评,考核合格"])
    propose_award: Flag = Field(default=False, description="Propose the pair as an excellent one; people select")
    place: PairPlaceRequest | None = Field(
        default=None, description="Where it passed: both begin their recognition form here; null begins none"
    )


class PairAwardRequest(Body):
    reason: Sentence = Field(examples=["2025学年优秀师徒,经校务会评定"])


class PairEntryResponse(Answer):
    entry_id: UUID
    kind: str
    on: Annotated[date, Field(validation_alias="held_on")]
    role: str
    title: str
    words: str
    file_ids: list[UUID]
    record_id: UUID | None = Field(description="What the pack counts; null where it asks for no such thing")
    logged_by: UUID
    logged_at: datetime
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


class PairEntriesResponse(Answer):
    """The entries in the order of the request."""

    items: list[PairEntryResponse]


class PairActResponse(Answer):
    act: str
    words: str
    content: dict[str, Any]
    done_by: UUID
    done_at: datetime


class PairSummaryResponse(Answer):
    """A pair without what was done in it. Its id is that of the unit of its school, too."""

    pair_id: UUID
    school_id: UUID
    name: str
    mentor_id: UUID
    mentee_id: UUID
    starts_on: date
    ends_on: date
    state: PairState
    passed: bool | None = Field(description="Null before the evaluation")
    award_proposed: bool
    awarded_on: date | None


class _Seen(Protocol):
    @property
    def pair(self) -> Pair: ...
    @property
    def acts(self) -> Sequence[PairAct]: ...
    @property
    def slots(self) -> Sequence[AskedSlot]: ...


class PairResponse(PairSummaryResponse):
    """A pair with every decision, and what its pack asks of it in the slots that have begun."""

    acts: list[PairActResponse]
    asked: int = Field(description="How many things were asked so far")
    met: int
    slots: list[SlotResponse] = Field(description="Every one of them, met or not")

    @classmethod
    def of(cls, seen: _Seen) -> Self:
        return cls(
            **PairSummaryResponse.model_validate(seen.pair).model_dump(),
            acts=[PairActResponse.model_validate(act) for act in seen.acts],
            asked=len(seen.slots),
            met=sum(slot.state == "MET" for slot in seen.slots),
            slots=SlotResponse.all_of(seen.slots),
        )
