"""Bodies of classes and meetings."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from services.platform.types import Amount, Answer, Body, BulkBody, Code, Count, Flag, Id, Instant, Name, Sentence
from services.registration.models import Meeting, Program, TrainingClass
from services.registration.rules import (
    MOST_MEETINGS,
    MOST_POOLS,
    NEXT_STEPS,
    REVIEWS,
    Awaited,
    ClassStatus,
    Direction,
    PoolTerms,
    Review,
    Round,
    SeatTerms,
    Sitting,
    awaited,
)
from services.registration.schemas.plans import ProgramResponse

_MEETING: JsonDict = {
    "starts_at": "2025-10-11T08:30:00+08:00",
    "ends_at": "2025-10-11T11:30:00+08:00",
    "hours": "4",
    "place": "县教师进修学校三楼报告厅",
    "speaker": "周文静",
    "topic": "小学数学单元整体教学设计",
    "category": None,
}

# However it was sent, it is answered as it is kept: a moment has one way to be written here.
Moment = Annotated[Instant, AfterValidator(lambda at: at.astimezone(UTC))]
Capacity = Annotated[Count, Field(ge=1, le=100_000, description="Places")]
OfferMinutes = Annotated[
    Count, Field(ge=5, le=20_160, description="Places from the line are offered, and the offer expires after so long")
]


class RoundBody(Body):
    """When people may enrol: from `opens_at` until just before `closes_at`, never once the last meeting is over."""

    opens_at: Moment
    closes_at: Moment


class PoolBody(Body):
    """Places kept for one school, until they are claimed back."""

    school_id: Id
    seats: Annotated[Count, Field(le=100_000)]
    claim_back_at: Annotated[Moment | None, Field(description="What is not claimed by then is for anybody")] = None

    def terms(self) -> PoolTerms:
        return PoolTerms(self.school_id, self.seats, self.claim_back_at)


class MeetingRequest(Body):
    """A meeting (场次): time, place, speaker, topic, and the hours it is worth when attended in full."""

    model_config = ConfigDict(json_schema_extra={"examples": [_MEETING]})

    starts_at: Moment
    ends_at: Moment
    hours: Amount
    place: Name | None = None
    speaker: Name | None = None
    topic: Name | None = None
    category: Annotated[Code | None, Field(description="Overrides the program's category for these hours")] = None
    hours_reason: Annotated[
        Sentence | None,
        Field(description="Why it is worth more hours than one for every 15 minutes; refused without, else not needed"),
    ] = None

    def sitting(self) -> Sitting:
        return Sitting(**dict(self))


class RescheduleRequest(MeetingRequest):
    """What is to be known of the meeting from now on, in full."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_MEETING,
                    "starts_at": "2025-10-12T08:30:00+08:00",
                    "ends_at": "2025-10-12T11:30:00+08:00",
                    "cancelled": False,
                }
            ]
        }
    )

    cancelled: Flag = False


class SeatTermsBody(Body):
    """How the places of a class are shared out; without more whoever comes first gets one."""

    head_teacher_id: Annotated[Id | None, Field(description="Account of the head teacher, who leads the class")] = None
    direction: Annotated[
        Direction,
        Field(
            description="Who shares the places out: OPEN first come, QUOTA the district to schools, REQUESTS the "
            "district to schools that asked, ALLOCATION the district among those who applied. Until they are shared "
            "out nobody gets a place: `awaits` of the answer says what comes next"
        ),
    ] = "OPEN"
    reviews: Annotated[
        list[Review], Field(max_length=2, description="Whose reviews an application needs before it gets a place")
    ] = Field(default_factory=list)
    second_round: RoundBody | None = None
    second_round_opens_pools: Annotated[
        Flag, Field(description="When the second round opens, places kept for schools are for anybody")
    ] = False
    requests_close_at: Annotated[
        Moment | None, Field(description="For REQUESTS: until when schools ask; by default until `closes_at`")
    ] = None
    offer_minutes: OfferMinutes | None = None
    pools: Annotated[list[PoolBody], Field(max_length=MOST_POOLS)] = Field(default_factory=list)

    def terms(self) -> SeatTerms:
        return SeatTerms(
            head_teacher_id=self.head_teacher_id,
            direction=self.direction,
            reviews=tuple(review for review in REVIEWS if review in self.reviews),
            second=Round(self.second_round.opens_at, self.second_round.closes_at) if self.second_round else None,
            second_opens_pools=self.second_round_opens_pools,
            requests_close_at=self.requests_close_at,
            offer_minutes=self.offer_minutes,
            pools=tuple(pool.terms() for pool in self.pools),
        )


class ClassRequest(SeatTermsBody, BulkBody):
    """A class (培训班) of a program, with its meetings."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "小学数学骨干教师研修一班",
                    "school_id": None,
                    "leader_ids": ["0199a000-0000-7000-8000-000000000001"],
                    "opens_at": "2025-09-01T08:00:00+08:00",
                    "closes_at": "2025-10-10T18:00:00+08:00",
                    "capacity": 50,
                    "meetings": [_MEETING],
                    "head_teacher_id": "0199a000-0000-7000-8000-000000000001",
                    "direction": "QUOTA",
                    "reviews": [],
                    "second_round": {
                        "opens_at": "2025-10-10T18:00:00+08:00",
                        "closes_at": "2025-10-11T08:00:00+08:00",
                    },
                    "second_round_opens_pools": True,
                    "requests_close_at": None,
                    "offer_minutes": 1440,
                    "pools": [
                        {
                            "school_id": "0199a000-0000-7000-8000-0000000000f1",
                            "seats": 10,
                            "claim_back_at": "2025-10-08T18:00:00+08:00",
                        }
                    ],
                    "reason": None,
                }
            ]
        }
    )

    title: Name
    school_id: Annotated[
        Id | None,
        Field(
            description="Of a school's own class, which is for its own teachers: a guest from another school is "
            "PENDING until this school has said yes; null for the district's"
        ),
    ] = None
    leader_ids: Annotated[list[Id], Field(max_length=20, description="Accounts of the trainers who lead it")] = Field(
        default_factory=list
    )
    opens_at: Annotated[Moment, Field(description="Enrolment is possible from here")]
    closes_at: Annotated[
        Moment,
        Field(description="until just before here, or until the last meeting is over where that is sooner"),
    ]
    capacity: Capacity
    meetings: Annotated[list[MeetingRequest], Field(max_length=MOST_MEETINGS)] = Field(default_factory=list)
    reason: Annotated[
        Sentence | None, Field(description="Why it is held, needed where the published plan holds nothing like it")
    ] = None


class CapacityRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"capacity": 60, "reason": "换到大报告厅"}]})

    capacity: Capacity
    reason: Sentence | None = None


class RoundsRequest(RoundBody):
    """When people may enrol from now on, in full: what is left out is no longer so."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "opens_at": "2025-09-01T08:00:00+08:00",
                    "closes_at": "2025-10-08T18:00:00+08:00",
                    "second_round": {
                        "opens_at": "2025-10-09T08:00:00+08:00",
                        "closes_at": "2025-10-10T18:00:00+08:00",
                    },
                    "second_round_opens_pools": True,
                    "offer_minutes": 720,
                    "reason": "首轮尚有余额,开放第二轮报名",
                }
            ]
        }
    )

    second_round: RoundBody | None = None
    second_round_opens_pools: Flag = False
    offer_minutes: OfferMinutes | None = None
    reason: Sentence


class CancellationRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "授课专家因故不能到场"}]})

    reason: Sentence


class MeetingResponse(Answer):
    meeting_id: UUID
    class_id: UUID
    starts_at: datetime
    ends_at: datetime
    hours: Amount
    place: str | None
    speaker: str | None
    topic: str | None
    category: str | None
    cancelled: bool
    hours_reason: str | None


class ScheduledMeetingResponse(MeetingResponse):
    """A meeting as it now stands."""

    clashing_enrolment_ids: Annotated[
        list[UUID], Field(description="Enrolments of this class whose teacher has another class at that time")
    ]


class ClassResponse(Answer):
    class_id: UUID
    program_id: UUID
    title: str
    school_id: UUID | None
    leader_ids: list[UUID]
    head_teacher_id: UUID | None
    direction: Direction
    reviews: list[Review]
    opens_at: datetime
    closes_at: datetime
    second_opens_at: datetime | None
    second_closes_at: datetime | None
    second_opens_pools: bool
    requests_close_at: datetime | None
    offer_minutes: int | None
    allocated_at: datetime | None
    status: ClassStatus
    cancellation_reason: str | None
    unplanned_reason: Annotated[str | None, Field(description="Why it is held beside the published plan")]
    capacity: int
    taken: Annotated[int, Field(description="Places held by confirmed enrolments")]
    waiting: Annotated[int, Field(description="How many wait for a place")]
    held: Annotated[int, Field(description="Places offered to people from the line, who have not answered yet")]
    reserved: Annotated[int, Field(description="Places that pools keep for schools, beyond what these have claimed")]
    places_left: Annotated[int, Field(description="Places that anybody may have")]
    unshared: Annotated[int, Field(description="Places that nobody can have before what `awaits` names has happened")]
    awaits: Annotated[
        Awaited | None,
        Field(
            description="What must happen before whoever comes first gets a place: POOLS, the district shares the "
            "places out (`put_pools`, an empty list gives them to all); GRANTS, it decides on what schools ask "
            "(`put_seat_request`, `put_seat_grants`); ALLOCATION, it allocates among those who applied "
            "(`put_allocation`); null, nothing. A second round that opens the pools ends POOLS and GRANTS"
        ),
    ]
    next_step_zh: Annotated[str | None, Field(description="What `awaits` says, as a sentence")]
    next_step_en: str | None
    revision: Annotated[int, Field(description="Rises with every change of the class or its meetings")]


class ClassInFullResponse(ClassResponse):
    program: ProgramResponse
    meetings: list[MeetingResponse]


def class_response(training_class: TrainingClass) -> ClassResponse:
    return ClassResponse.model_validate(_facts(training_class))


def class_in_full_response(
    training_class: TrainingClass, program: Program, meetings: Sequence[Meeting]
) -> ClassInFullResponse:
    return ClassInFullResponse.model_validate(
        {
            **_facts(training_class),
            "program": ProgramResponse.model_validate(program),
            "meetings": [MeetingResponse.model_validate(meeting) for meeting in meetings],
        }
    )


def scheduled_meeting_response(meeting: Meeting, clashing: Sequence[UUID]) -> ScheduledMeetingResponse:
    known = MeetingResponse.model_validate(meeting)
    return ScheduledMeetingResponse(**dict(known), clashing_enrolment_ids=list(clashing))


def _facts(training_class: TrainingClass) -> dict[str, object]:
    awaits, left = what_is_left(training_class)
    step = NEXT_STEPS[awaits] if awaits else None
    reckoned: dict[str, object] = {
        "places_left": 0 if awaits else left,
        "unshared": left if awaits else 0,
        "awaits": awaits,
        "next_step_zh": step.zh if step else None,
        "next_step_en": step.en if step else None,
    }
    names = [name for name in ClassResponse.model_fields if name not in reckoned]
    return {**{name: getattr(training_class, name) for name in names}, **reckoned}


def what_is_left(training_class: TrainingClass) -> tuple[Awaited | None, int]:
    """Places that are neither taken, offered nor kept, and whose decision is awaited before anybody may have them."""
    awaits = awaited(
        direction=training_class.direction,
        shared=training_class.pooled,
        allocated=training_class.allocated_at is not None,
    )
    return awaits, training_class.capacity - training_class.taken - training_class.held - training_class.reserved
