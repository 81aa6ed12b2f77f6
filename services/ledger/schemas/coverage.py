"""Bodies of plan coverage: who cannot get there, where seats fall short, what to add."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.ledger.schemas.populations import NamedPerson
from services.platform.types import Amount, Answer
from services.policy.coverage import Outcome


class NeedResponse(Answer):
    """A quantity that a clause asks for, in one period."""

    pack_id: str
    clause_id: str = Field(examples=["XC-03"])
    period: str | None
    label_zh: str
    label_en: str
    unit: str


class LackResponse(Answer):
    """How far a teacher is from a need."""

    need: NeedResponse
    required: Amount
    counted: Amount
    gap: Amount
    sentence_zh: str
    sentence_en: str


class ClassName(Answer):
    class_id: UUID
    title: str


class ClashResponse(Answer):
    """Two classes that nobody can attend both."""

    one: ClassName
    other: ClassName


class StrandedTeacher(NamedPerson):
    """A teacher who cannot get there, and what is still lacking after the best that could be attended."""

    outcome: Outcome = Field(
        description="OUT_OF_REACH: not even with everything open to the teacher; CLASH: only because classes clash"
    )
    lacking: list[LackResponse]
    attends: list[ClassName] = Field(description="The best way that was found, places held already included")
    clashes: list[ClashResponse]


class OutcomeCount(Answer):
    outcome: Outcome | Literal["UNDETERMINED"] = Field(
        description="MET: nothing lacks; COVERED: places held suffice; REACHABLE: open classes suffice; CLASH: only "
        "because classes meet at the same time nothing suffices; OUT_OF_REACH: nothing on offer does; UNDETERMINED: "
        "judging is at fault, and they are in no other number"
    )
    teachers: int
    items: list[NamedPerson]


class PlaceResponse(Answer):
    """Where in the dimensions: any of the codes in each, everything where there are none."""

    zh: str
    en: str
    category: list[str]
    level: list[str]
    mode: list[str]
    nature: list[str]
    kind: list[str]
    tags: list[str]
    when: str | None


class AmountOf(NamedPerson):
    amount: Amount


class ShortageResponse(Answer):
    """One need of many teachers against the free places, in person-hours (or person-credits)."""

    need: NeedResponse
    place: PlaceResponse
    teachers: int
    asked: Amount = Field(description="What all of them lack together, places held already counted as attended")
    offered: Amount | None = Field(description="What free places could bring; null where a class takes all who come")
    carried: Amount = Field(description="The most of it that free places can carry in the best allocation")
    short: Amount = Field(description="What is lacking in any allocation")
    places_free: int | None
    asking: list[AmountOf]
    left: list[AmountOf] = Field(description="Who would go without, were the small gaps closed first: people decide")
    classes: list[ClassName]
    sentence_zh: str
    sentence_en: str


class AdditionResponse(Answer):
    """What to add: so many hours (or credits) in this place with so many seats, for these teachers."""

    place: PlaceResponse
    pack_id: str
    unit: str
    amount: Amount
    seats: int
    needs: list[NeedResponse]
    teachers: list[NamedPerson]
    sentence_zh: str
    sentence_en: str


class ClassOnOfferResponse(ClassName):
    """A class of the plan with the places that are left."""

    capacity: int | None
    enrolled: int
    free: int | None = Field(description="Places that can still be given; 0 once the class has begun or closed")
    starts_on: date | None
    ends_on: date | None


class CoverageResponse(Answer):
    """A plan against what is due from today to a day. Numbers are bounds that hold; people decide who gets a place."""

    plan_id: UUID | None
    school_id: UUID | None
    since: date
    as_of: date
    known_at_seq: int
    teachers: int
    outcomes: list[OutcomeCount]
    classes: list[ClassOnOfferResponse]
    stranded: list[StrandedTeacher]
    shortages: list[ShortageResponse]
    additions: list[AdditionResponse]
