"""Bodies about how places are shared out: pools, requests, the allocation, and the record of all that."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.types import Answer, Body, BulkBody, Count, Id, Sentence
from services.registration.models import Enrolment, Pool, TrainingClass
from services.registration.rules import MOST_POOLS, Direction, Ranked, RequestStatus, kept
from services.registration.schemas.classes import Moment, PoolBody, what_is_left

_SCHOOL = "0199a000-0000-7000-8000-0000000000f1"
Priority = Annotated[Count, Field(ge=1, le=9, description="1 is the most urgent")]


class PoolsRequest(BulkBody):
    """Which schools places are kept for from now on, in full: a pool that is left out keeps nothing any more."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "pools": [
                        {"school_id": _SCHOOL, "seats": 10, "claim_back_at": "2025-10-08T18:00:00+08:00"},
                    ],
                    "reason": "按各校专任教师数分配",
                }
            ]
        }
    )

    pools: Annotated[list[PoolBody], Field(max_length=MOST_POOLS)]
    reason: Sentence


class PoolResponse(Answer):
    """Places kept for one school."""

    school_id: UUID
    seats: int
    claimed: Annotated[int, Field(description="Places, confirmed or offered, that people of the school have")]
    kept: Annotated[int, Field(description="Places still kept for the school alone")]
    claim_back_at: datetime | None
    returned_at: Annotated[datetime | None, Field(description="Since when nothing is kept for the school any more")]


class PoolsResponse(Answer):
    """The places of a class: `taken` + `held` + `reserved` + `unshared` + `places_left` = `capacity`."""

    class_id: UUID
    direction: Direction
    capacity: int
    taken: int
    held: Annotated[int, Field(description="Offered to people from the line")]
    reserved: Annotated[int, Field(description="Kept for schools, the sum of `kept`")]
    unshared: Annotated[int, Field(description="Not shared out yet: until then for nobody")]
    places_left: Annotated[int, Field(description="For anybody")]
    waiting: int
    pools: list[PoolResponse]


class SeatRequestRequest(Body):
    """How many places a school asks for, how urgently, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"seats": 6, "priority": 2, "reason": "六名班主任尚未参加过县级以上班主任培训"}]
        }
    )

    seats: Annotated[Count, Field(ge=1, le=10_000)]
    priority: Priority
    reason: Sentence


class GrantBody(Body):
    school_id: Id
    seats: Annotated[Count, Field(le=10_000, description="0 refuses")]
    reason: Sentence


class SeatGrantsRequest(BulkBody):
    """What these schools get of what they asked for; granted places are kept for the school until claimed back."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "grants": [{"school_id": _SCHOOL, "seats": 4, "reason": "按教师比例核减两名"}],
                    "claim_back_at": "2025-10-08T18:00:00+08:00",
                }
            ]
        }
    )

    grants: Annotated[list[GrantBody], Field(min_length=1, max_length=MOST_POOLS)]
    claim_back_at: Moment | None = None


class SeatRequestResponse(Answer):
    class_id: UUID
    school_id: UUID
    seats: int
    priority: int
    reason: str
    requested_by: UUID
    requested_at: datetime
    status: RequestStatus
    granted: int | None
    decision_reason: str | None
    decided_by: UUID | None
    decided_at: datetime | None


class SeatRequestsResponse(Answer):
    """The most urgent first, then who asked first."""

    items: list[SeatRequestResponse]


class AdjustmentBody(Body):
    """Otherwise than the order would: a place, or the end of the line."""

    enrolment_id: Id
    outcome: Annotated[
        Literal["SEAT", "LINE"],
        Field(
            description="SEAT, a place; LINE, behind everybody else who applied: the place goes to the next, and comes "
            "back only where nobody else can have it"
        ),
    ]
    reason: Sentence


class AllocationRequest(BulkBody):
    """The proposal that was read, named by its digest, with a person's adjustments."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "digest": "9b2e4c0a6f3d41d8a7c5e1f09b2e4c0a",
                    "adjustments": [
                        {
                            "enrolment_id": "0199a000-0000-7000-8000-0000000000e1",
                            "outcome": "LINE",
                            "reason": "本人上学期已参加同主题研修",
                        }
                    ],
                    "reason": "报名截止后按规定顺序分配",
                }
            ]
        }
    )

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    adjustments: Annotated[list[AdjustmentBody], Field(max_length=500)] = Field(default_factory=list)
    reason: Sentence


class RankedResponse(Answer):
    """Where an applicant stands, and by what."""

    rank: int
    enrolment_id: UUID
    teacher_id: UUID
    school_id: UUID
    priority: Annotated[int, Field(description="First criterion: 1 before 9")]
    turn: Annotated[int, Field(description="Second: the first of each school before the second of any")]
    entered_at: Annotated[datetime, Field(description="Third: who applied first")]
    outcome: Literal["SEAT", "LINE"]


class AllocationResponse(Answer):
    """The proposal in its order; once applied, the list is empty and `digest` names what was applied."""

    class_id: UUID
    capacity: int
    taken: int
    allocated_at: datetime | None
    digest: str
    ranked: list[RankedResponse]


class SeatRecordResponse(Answer):
    """One change of the places of a class."""

    seat_record_id: UUID
    kind: Literal[
        "CAPACITY", "ROUNDS", "POOL", "POOL_RETURNED", "REQUEST", "GRANT", "PRIORITY", "ALLOCATION", "ADJUSTMENT"
    ]
    school_id: UUID | None
    enrolment_id: UUID | None
    before: int | None
    after: int | None
    reason: str | None
    recorded_by: Annotated[UUID | None, Field(description="Null where a date that somebody had set came")]
    recorded_at: datetime


def pools_response(training_class: TrainingClass, pools: dict[UUID, Pool]) -> PoolsResponse:
    awaits, left = what_is_left(training_class)
    names = set(PoolsResponse.model_fields) - {"places_left", "unshared", "pools"}
    return PoolsResponse.model_validate(
        {
            **{name: getattr(training_class, name) for name in names},
            "unshared": left if awaits else 0,
            "places_left": 0 if awaits else left,
            "pools": [_pool_response(pool) for pool in sorted(pools.values(), key=lambda one: one.school_id)],
        }
    )


def allocation_response(
    training_class: TrainingClass, ranked: list[Ranked], enrolments: dict[UUID, Enrolment], *, digest: str
) -> AllocationResponse:
    return AllocationResponse(
        class_id=training_class.class_id,
        capacity=training_class.capacity,
        taken=training_class.taken,
        allocated_at=training_class.allocated_at,
        digest=digest,
        ranked=[
            RankedResponse(
                rank=one.rank,
                enrolment_id=one.applicant.enrolment_id,
                teacher_id=enrolments[one.applicant.enrolment_id].teacher_id,
                school_id=one.applicant.school_id,
                priority=one.applicant.priority,
                turn=one.turn,
                entered_at=enrolments[one.applicant.enrolment_id].entered_at,
                outcome="SEAT" if one.seated else "LINE",
            )
            for one in ranked
        ],
    )


def _pool_response(pool: Pool) -> PoolResponse:
    return PoolResponse(
        school_id=pool.school_id,
        seats=pool.seats,
        claimed=pool.claimed,
        kept=kept(seats=pool.seats, claimed=pool.claimed, returned=pool.returned_at is not None),
        claim_back_at=pool.claim_back_at,
        returned_at=pool.returned_at,
    )
