"""Bodies about who marks, raw marks, moderation and resits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.assessment.models import Score
from services.assessment.rules import Assessor
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Id, Sentence, unacceptable

_TEACHER = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"
_COLLEAGUE = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b13"


class AssessorItem(Body):
    """A teacher of the district or an account that is none; for some members or (null) for all."""

    person_id: Id | None = Field(default=None, examples=[_COLLEAGUE])
    account_id: Id | None = Field(default=None, description="Of an expert who is no teacher of the district")
    teacher_ids: list[Id] | None = Field(
        default=None, min_length=1, max_length=500, description="Whom they mark; null: every member"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.person_id is None) == (self.account_id is None):
            raise unacceptable(zh="须提供人员或账号之一", en="either a person or an account is needed")
        return self


class AssessorsRequest(BulkBody):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "component": "THEORY_PEER",
                    "kind": "PEER",
                    "items": [{"person_id": _COLLEAGUE, "teacher_ids": [_TEACHER]}],
                    "reason": "同组互评,按系统建议的顺序",
                }
            ]
        },
    )

    component: Code
    kind: Literal[
        Assessor.EXPERT,
        Assessor.PEER,
        Assessor.ORGANISER,
        Assessor.SCHOOL_GROUP,
        Assessor.COUNTY_CENTRE,
        Assessor.COUNTY_BUREAU,
        Assessor.PREFECTURE,
    ]
    items: list[AssessorItem] = Field(min_length=1, max_length=2_000)
    reason: Sentence | None = None


class AssessorResponse(Answer):
    """Somebody named to mark a component. `teacher_id` is whom they mark, null: every member."""

    assignment_id: UUID
    component: str
    kind: str
    person_id: UUID | None
    account_id: UUID | None
    teacher_id: UUID | None
    assigned_by: UUID
    assigned_at: datetime
    reason: str | None
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


class AssessorsResponse(Answer):
    """In the order of naming."""

    items: list[AssessorResponse]


class AssessorWithdrawalRequest(Body):
    assignment_ids: list[Id] = Field(min_length=1, max_length=500, examples=[["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0c01"]])
    reason: Sentence = Field(examples=["评委因公出差"])


class PeersResponse(Answer):
    """Whom one member might mark."""

    person_id: UUID
    teacher_ids: list[UUID]


class PeerProposalResponse(Answer):
    """For every member, in the order of the ring: a body of `post_assessors` once the kind is added."""

    component: str
    items: list[PeersResponse]

    @classmethod
    def of(cls, component: str, ring: Sequence[tuple[UUID, tuple[UUID, ...]]]) -> Self:
        return cls(
            component=component,
            items=[PeersResponse(person_id=one, teacher_ids=list(others)) for one, others in ring],
        )


class ScoreResponse(Answer):
    """A raw mark as it was given. `assessor_id` is whose it is, `marked_by` the account that entered it."""

    score_id: UUID
    teacher_id: UUID
    component: str
    criterion: str | None
    attempt: int
    score: Amount
    assessor_kind: str | None
    assessor_id: UUID
    marked_by: UUID
    marked_at: datetime

    @classmethod
    def of(cls, found: tuple[Score, str | None]) -> Self:
        score, kind = found
        return cls(
            score_id=score.score_id,
            teacher_id=score.teacher_id,
            component=score.component,
            criterion=score.criterion,
            attempt=score.attempt,
            score=score.mark,
            assessor_kind=kind,
            assessor_id=score.assessor_id or score.marked_by,
            marked_by=score.marked_by,
            marked_at=score.marked_at,
        )


class ModerationItem(Body):
    teacher_id: Id = Field(examples=[_TEACHER])
    component: Code = Field(examples=["PARTICIPATION"])
    score: Amount | None = Field(
        description="What the component counts, from 0 to its maximum; null: its raw marks again", examples=["88"]
    )


class ModerationRequest(BulkBody):
    items: list[ModerationItem] = Field(min_length=1, max_length=500)
    reason: Sentence = Field(examples=["复核组重新评阅,两位评委分差超过20分"])


class ModerationResponse(Answer):
    """An act of moderation: what a component counts beside its raw marks, null: its raw marks again."""

    override_id: UUID
    teacher_id: UUID
    component: str
    attempt: int
    score: Amount | None = Field(validation_alias="mark")
    reason: str
    moderated_by: UUID
    moderated_at: datetime


class ResitItem(Body):
    teacher_id: Id = Field(examples=[_TEACHER])
    component: Code = Field(examples=["PARTICIPATION"])


class ResitsRequest(BulkBody):
    items: list[ResitItem] = Field(min_length=1, max_length=500)
    reason: Sentence = Field(examples=["首次考核不合格,按办法补考一次"])


class ResitResponse(Answer):
    """An attempt beyond the first, with who opened it and why."""

    teacher_id: UUID
    component: str
    attempt: int
    reason: str
    opened_by: UUID
    opened_at: datetime
