"""Bodies of settlements and of the district's summary."""

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated
from uuid import UUID

from pydantic import Field, PlainSerializer, WithJsonSchema

from services.attendance.rules import Grade
from services.platform.types import Amount, Answer, Body, Sentence

# An exact fraction as text, for example 5/3.
ExactHours = Annotated[Fraction, PlainSerializer(str, return_type=str), WithJsonSchema({"type": "string"})]


class SettleRequest(Body):
    """Needed only while somebody who came may still check out."""

    reason: Sentence | None = Field(
        default=None,
        description="Why the class is settled before check-out is over; kept where somebody could still check out",
        examples=["结业证书当日发放，未签退人员已当面确认"],
    )


class Words(Answer):
    zh: str
    en: str


class SettledDayResponse(Answer):
    """What one meeting came to for one member."""

    meeting_id: UUID
    on: date
    category: str | None = Field(description="null: that of the program")
    state: str = Field(
        description="CORRECTED: a person's word on how long, counted to the minute; neither late nor gone early",
        examples=["LATE"],
    )
    minutes: int = Field(description="Recognised, of the planned ones")
    planned_minutes: int
    hours: str = Field(description="Recognised hours, exact", examples=["5/3"])
    entered_at: datetime | None
    left_at: datetime | None
    entry_grade: Grade | None = Field(default=None, description="What `entered_at` is proved by", examples=["SCANNED"])
    exit_grade: Grade | None = Field(default=None, description="The same of `left_at`", examples=["SCANNED"])
    corrected: bool
    zh: str
    en: str


class SettledMemberResponse(Answer):
    teacher_id: UUID
    hours: str = Field(description="Recognised hours of all meetings, exact and never rounded here", examples=["71/3"])
    planned_hours: Amount = Field(examples=["24.00"])
    attendance_met: bool = Field(description="Whether absence stays within the attendance line of the pack")
    pack_id: str | None = Field(
        description="The pack that judged this member where it is another than the settlement's: "
        "a class without a pack of its own goes by its members'"
    )
    pack_hash: str | None
    explanation: Words
    days: list[SettledDayResponse]


class SettlementResponse(Answer):
    """The latest version of a class's settlement, with the members that the asker may see."""

    class_id: UUID
    version: int
    pack_id: str = Field(examples=["XC"])
    pack_hash: str
    settled_by: UUID
    settled_at: datetime
    reason: str | None = Field(description="Why it did not wait for people who could still check out")
    automatic: bool = Field(description="Followed by itself from what was said or scanned after the version before it")
    members: list[SettledMemberResponse]


class SettlementVersionResponse(Answer):
    version: int
    pack_id: str
    pack_hash: str
    settled_by: UUID = Field(description="The account; of one that followed by itself, who made the correction")
    settled_at: datetime
    reason: str | None = Field(description="Why it did not wait for people who could still check out")
    automatic: bool = Field(description="Followed by itself from what was said or scanned after the version before it")


class SettlementVersionsResponse(Answer):
    """Every version of a class's settlement, the latest first."""

    items: list[SettlementVersionResponse]


class DayChangedResponse(Answer):
    meeting_id: UUID
    state_before: str | None = Field(examples=["ABSENT"])
    state_after: str | None = Field(examples=["PRESENT"])
    hours_before: ExactHours = Field(examples=["0"])
    hours_after: ExactHours = Field(examples=["4"])


class MemberChangedResponse(Answer):
    teacher_id: UUID
    hours_before: ExactHours = Field(examples=["0"])
    hours_after: ExactHours = Field(examples=["4"])
    met_before: bool | None = Field(description="null: not in that settlement")
    met_after: bool | None
    days: list[DayChangedResponse] = Field(description="The meetings that came to something else")


class SettlementDifferenceResponse(Answer):
    """What one settlement says otherwise than another; members of whom both say the same are left out."""

    class_id: UUID
    before: int | None = Field(description="The version compared with; null: there is none")
    after: int | None = Field(description="The version; null: what settling now would come to")
    members: list[MemberChangedResponse]


class SummaryResponse(Answer):
    check_ins: dict[str, int] = Field(description="Accepted, by phase", examples=[{"IN": 1180, "OUT": 1164}])
    late: int = Field(description="Of the check-ins: beyond the grace")
    left_early: int = Field(description="Of the check-outs: before the grace")
    unlisted: int = Field(description="Not on the class list when scanned")
    refused_scans: dict[str, int] = Field(
        description="By reason, with those of which only the number is kept",
        examples=[{"FORGED_CODE": 1, "STALE_CODE": 1}],
    )
    leaves_requested: int
    leaves_approved: int
    leaves_refused: int
    corrections: int
    classes_settled: int
    settlements: int = Field(description="Versions, of all classes")
