"""Bodies about what members are shown of a class."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.assessment.models import ReleaseAct
from services.platform.types import (
    Answer,
    Body,
    Code,
    Count,
    Flag,
    Sentence,
    unacceptable,
)


class _Parts(Body):
    components: list[Code] = Field(default=[], max_length=200, examples=[["PROCESS", "FINAL"]])
    result: Flag = Field(default=False, description="The result as a whole")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.components and not self.result:
            raise unacceptable(zh="须提供 components 或 result", en="components or the result are needed")
        return self


class ReleaseRequest(_Parts):
    appeal_days: Annotated[Count, Field(ge=1, le=60)] = Field(
        default=7, description="For how many days from now members may appeal", examples=[7]
    )
    reason: Sentence | None = Field(default=None, examples=["考核组复核完毕,予以公布"])


class ReleaseWithdrawalRequest(_Parts):
    reason: Sentence = Field(examples=["答辩成绩登记有误,核对后重新公布"])


class ReleaseStateResponse(Answer):
    """A component, or (null) the result as a whole, and since when members see it."""

    component: str | None
    released: bool
    released_by: UUID | None
    released_at: datetime | None
    appeal_until: datetime | None = Field(description="Until when members may appeal against it")
    reason: str | None

    @classmethod
    def of(cls, component: str | None, act: ReleaseAct | None) -> Self:
        return cls(
            component=component,
            released=act is not None,
            released_by=act.acted_by if act else None,
            released_at=act.acted_at if act else None,
            appeal_until=act.appeal_until if act else None,
            reason=act.reason if act else None,
        )


class ReleasesResponse(Answer):
    """The result first, then the components in the order of the scheme."""

    items: list[ReleaseStateResponse]


class ReleaseActResponse(Answer):
    """An act of release or, with its reason, of taking back."""

    act_id: UUID
    component: str | None
    withdrawn: bool
    reason: str | None
    appeal_until: datetime | None
    acted_by: UUID
    acted_at: datetime
