"""Bodies about evidence binders."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, Protocol, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.assessment.models import Binder, BinderAct, BinderHandOver, BinderPaper, BinderWaiver
from services.assessment.rules import BinderSet, ItemState, MadePaper, lacking
from services.assessment.schemas.parts import Words
from services.platform.files import StoredFile
from services.platform.types import Answer, Body, Code, Day, Id, Name, Sentence

Every = Literal["semester", "year", "cycle"]


class BinderRequest(Body):
    """A binder is of a class, of an activity, or of one period of a school: exactly one of the three ids."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"class_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b31", "custodian_name": "李老师"},
                {
                    "school_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b21",
                    "every": "semester",
                    "on": "2025-10-16",
                    "custodian_name": "教导处 王主任",
                },
            ]
        }
    )

    class_id: Id | None = None
    activity_id: Id | None = None
    school_id: Id | None = None
    unit: Annotated[Name | None, Field(description="A team of the school, by its name in the directory")] = None
    every: Annotated[Every | None, Field(description="Only of a school: which of its documents")] = None
    on: Annotated[Day | None, Field(description="A day of the period; today when absent")] = None
    custodian_name: Name = Field(description="Of who opens the binder and keeps it from now on")


class BinderPaperRequest(Body):
    """A document for one item: a file that was handed in, or where the paper is kept."""

    clause_id: Code = Field(examples=["LY-05"])
    code: Code = Field(examples=["TRAINING_NOTICE"])
    note: Sentence = Field(
        description="What it is, or where the paper is kept", examples=["关于举办英语骨干教师培训的通知"]
    )
    file_id: Annotated[Id | None, Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77"])] = None
    on: Annotated[Day | None, Field(description="Of when it is; today when absent", examples=["2025-09-20"])] = None


class BinderReasonRequest(Body):
    reason: Sentence = Field(examples=["误放,已另附盖章件"])


class HandOverRequest(Body):
    """To whom the binder is given; it is theirs once they have accepted it."""

    to_account_id: Id = Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b44"])
    to_name: Name = Field(examples=["教导处 王主任"])
    note: Sentence = Field(examples=["学期末移交,材料共12项"])


class BinderItemResponse(Answer):
    """`HELD` with as many as are asked for, `WAIVED`, `MISSING`, or `UNDETERMINED` where the pack's number is lost."""

    code: str
    label: Words
    have: int
    at_least: int | None
    produced: bool = Field(description="The system can make it from what it knows; a paper serves as well")
    state: ItemState


class BinderSetResponse(Answer):
    clause_id: str
    severity: str = Field(description="`mandatory` keeps the binder open, `advisory` does not")
    open_list: bool = Field(description="More may be kept than is listed")
    quote: str
    items: list[BinderItemResponse]


class BinderPaperResponse(Answer):
    paper_id: UUID
    clause_id: str
    code: str
    note: str
    on: Annotated[date, Field(validation_alias="held_on")]
    file_id: UUID | None
    record_id: UUID | None
    attached_by: UUID
    attached_at: datetime
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None
    file_name: str | None = None
    sha256: str | None = None


class BinderWaiverResponse(Answer):
    clause_id: str
    code: str
    reason: str
    waived_by: UUID
    waived_at: datetime


class MadePaperResponse(Answer):
    """A table that the system makes; it lies in the archive. `reference` is where it is found signed."""

    code: str
    label: Words
    name: str
    size: int
    reference: str | None


class HandOverResponse(Answer):
    hand_over_id: UUID
    from_account_id: UUID
    from_name: str
    to_account_id: UUID
    to_name: str
    note: str
    given_by: UUID
    given_at: datetime
    state: Literal["GIVEN", "ACCEPTED", "TAKEN_BACK"]
    settled_by: UUID | None
    settled_at: datetime | None
    reason: str | None


class BinderActResponse(Answer):
    act: Literal["OPENED", "CLOSED", "REOPENED"]
    reason: str | None
    done_by: UUID
    done_at: datetime


class BinderSummaryResponse(Answer):
    """A binder without what is in it."""

    binder_id: UUID
    subject: Literal["CLASS", "ACTIVITY", "SCHOOL"]
    class_id: UUID | None
    activity_id: UUID | None
    school_id: UUID | None
    unit: str | None
    every: Every | None
    first_day: date | None
    last_day: date | None
    title: str
    state: Literal["OPEN", "CLOSED"]
    custodian_id: UUID
    custodian_name: str
    custodian_since: datetime
    opened_by: UUID
    opened_at: datetime


class _Contents(Protocol):
    """A binder with everything in it, as an operation gives it."""

    @property
    def binder(self) -> Binder: ...
    @property
    def pack_id(self) -> str: ...
    @property
    def sets(self) -> tuple[BinderSet, ...]: ...
    @property
    def papers(self) -> Sequence[BinderPaper]: ...
    @property
    def files(self) -> Mapping[UUID, StoredFile]: ...
    @property
    def waivers(self) -> Sequence[BinderWaiver]: ...
    @property
    def made(self) -> Sequence[MadePaper]: ...
    @property
    def hand_overs(self) -> Sequence[BinderHandOver]: ...
    @property
    def acts(self) -> Sequence[BinderAct]: ...


class BinderResponse(BinderSummaryResponse):
    """A binder with what is asked for, what is there and what is missing; live while it is open."""

    pack_id: str
    missing: int = Field(description="Items that are not there, of sets that are more than advice")
    sets: list[BinderSetResponse]
    papers: list[BinderPaperResponse]
    waivers: list[BinderWaiverResponse]
    made: list[MadePaperResponse]
    hand_overs: list[HandOverResponse]
    acts: list[BinderActResponse]

    @classmethod
    def of(cls, contents: _Contents) -> Self:
        summary = BinderSummaryResponse.model_validate(contents.binder)
        return cls(
            **summary.model_dump(),
            pack_id=contents.pack_id,
            missing=len(lacking(contents.sets)),
            sets=[_set(one) for one in contents.sets],
            papers=[_paper(paper, contents.files) for paper in contents.papers],
            waivers=[BinderWaiverResponse.model_validate(one) for one in contents.waivers],
            made=_made(contents),
            hand_overs=[HandOverResponse.model_validate(one) for one in contents.hand_overs],
            acts=[BinderActResponse.model_validate(one) for one in contents.acts],
        )


def _set(one: BinderSet) -> BinderSetResponse:
    return BinderSetResponse(
        clause_id=one.clause_id,
        severity=one.severity,
        open_list=one.open_list,
        quote=one.quote,
        items=[
            BinderItemResponse(
                code=item.code,
                label=Words(zh=item.zh, en=item.en),
                have=item.have,
                at_least=item.at_least,
                produced=item.produced,
                state=item.state,
            )
            for item in one.items
        ],
    )


def _paper(paper: BinderPaper, files: Mapping[UUID, StoredFile]) -> BinderPaperResponse:
    answer = BinderPaperResponse.model_validate(paper)
    if paper.file_id is not None:
        file = files[paper.file_id]
        answer.file_name, answer.sha256 = file.name, file.sha256.hex()
    return answer


def _made(contents: _Contents) -> list[MadePaperResponse]:
    frozen: dict[str, Any] | None = contents.binder.contents
    if frozen is not None:
        return [MadePaperResponse.model_validate(one) for one in frozen["made"]]
    return [
        MadePaperResponse(
            code=one.code,
            label=Words(zh=one.label.zh, en=one.label.en),
            name=one.name,
            size=len(one.content),
            reference=one.reference,
        )
        for one in contents.made
    ]
