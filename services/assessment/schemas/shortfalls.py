"""Bodies about what is asked slot by slot, and about duties."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.assessment.models import Duty
from services.assessment.rules import AskedSlot, DutyState
from services.assessment.schemas.parts import Words
from services.platform.types import Amount, Answer
from services.policy.shortfalls import SlotState


class SlotResponse(Answer):
    """One thing that a clause asks in one week, month, semester or other slot."""

    clause_id: str
    kind: str = Field(description="count, duty or evidence")
    severity: str = Field(description="mandatory or advisory")
    title: Words
    of_unit: str | None = Field(description="The team or pair; null of a teacher and of the school itself")
    period: str | None = Field(description="The semester or year; null for the cycle")
    code: str
    thing: Words
    unit: Words
    slot: Words = Field(description="Which week, month or third, or what asks for it; empty where it is the period")
    first: date
    last: date = Field(description="The last day on which it can be done")
    due_on: date
    required: Amount | None = Field(description="Null where the pack's number is lost")
    counted: Amount
    lack: Amount
    state: SlotState = Field(description="OPEN until its last day is over; MISSED is made up for by nothing done later")
    make_up_until: date | None = Field(description="Until when what lacks can still be done; null where it cannot")
    record_ids: list[UUID] = Field(description="What filled it")

    @classmethod
    def of(cls, slot: AskedSlot) -> Self:
        return cls(
            clause_id=slot.clause_id,
            kind=slot.kind,
            severity=slot.severity,
            title=Words(zh=slot.title_zh, en=slot.title_en),
            of_unit=slot.of_unit,
            period=slot.period,
            code=slot.code,
            thing=Words(zh=slot.zh, en=slot.en),
            unit=Words(zh=slot.unit_zh, en=slot.unit_en),
            slot=Words(zh=slot.slot_zh, en=slot.slot_en),
            first=slot.first,
            last=slot.last,
            due_on=slot.due_on,
            required=slot.required,
            counted=slot.counted,
            lack=slot.lack,
            state=slot.state,
            make_up_until=slot.due_on if slot.state == "OPEN" else None,
            record_ids=[UUID(one) for one in slot.filled_by],
        )

    @classmethod
    def all_of(cls, slots: Iterable[AskedSlot]) -> list[Self]:
        return [cls.of(slot) for slot in slots]


class PackSlotResponse(SlotResponse):
    pack_id: str

    @classmethod
    def by(cls, pack_id: str, slot: AskedSlot) -> Self:
        return cls(**SlotResponse.of(slot).model_dump(), pack_id=pack_id)


class ShortfallsResponse(Answer):
    """What is asked in these days, by clauses in the order of the pack."""

    since: date
    until: date
    as_of: date
    items: list[PackSlotResponse]


class WallTeacherResponse(Answer):
    """One teacher in a month: what was due in it."""

    teacher_id: UUID
    staff_number: str
    name: str
    asked: int = Field(description="How many things were due in the month")
    met: int
    lacking: list[SlotResponse]


class WallListResponse(Answer):
    """A school's month; the school's own and its units' only on the first page."""

    first_day: date
    last_day: date
    as_of: date
    items: list[WallTeacherResponse]
    school: list[SlotResponse]
    next_cursor: str | None


class DutyResponse(Answer):
    """What a clause asks of a teacher because something happened."""

    duty_id: UUID
    teacher_id: UUID
    school_id: UUID | None = Field(description="Where the teacher stands now")
    pack_id: str
    clause_id: str
    severity: str
    code: str
    title: Words
    quote: str = Field(description="The words of the source")
    thing: Words
    unit: Words
    cause: Words = Field(description="What asks for it")
    period: str | None
    since: date
    due_on: date
    required: Amount | None
    counted: Amount
    state: DutyState = Field(description="VOID: what asked for it was taken back, or the pack asks no longer")
    record_ids: list[UUID] = Field(description="The records that fulfil it")
    arisen_at: datetime
    reminded_at: datetime | None = Field(description="Since when its end is near")
    overdue_at: datetime | None

    @classmethod
    def of(cls, duty: Duty) -> Self:
        asked: dict[str, Any] = duty.asked
        columns = {
            name: getattr(duty, name)
            for name in cls.model_fields
            if name not in {"title", "quote", "thing", "unit", "cause", "period", "record_ids"}
        }
        return cls(
            **columns,
            title=Words(zh=asked["title_zh"], en=asked["title_en"]),
            quote=asked["quote"],
            thing=Words(zh=asked["zh"], en=asked["en"]),
            unit=Words(zh=asked["unit_zh"], en=asked["unit_en"]),
            cause=Words(zh=asked["cause_zh"], en=asked["cause_en"]),
            period=asked["period"],
            record_ids=duty.filled_by,
        )
