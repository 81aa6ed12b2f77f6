"""The pure decisions about places: room, the order of the allocation, rounds, offers, reasons."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.platform.clock import SHANGHAI
from services.registration import rules
from services.registration.errors import ClaimBackPast, EnrolmentClosed, NoPoolsHere, RoundsOverlap, SeatsKept
from services.registration.rules import Applicant, PoolTerms, Room, Round

EIGHT = datetime(2025, 10, 11, 8, tzinfo=SHANGHAI)
SCHOOLS = [UUID(int=number) for number in range(1, 5)]

rooms = st.builds(
    lambda common, kept: Room(common + sum(kept.values()), kept),
    st.integers(0, 6),
    st.dictionaries(st.sampled_from(SCHOOLS), st.integers(0, 4)),
)
applications = st.lists(st.tuples(st.sampled_from(SCHOOLS), st.integers(1, 9)), max_size=20).map(
    lambda asked: [
        Applicant(UUID(int=1000 + number), school, priority, number) for number, (school, priority) in enumerate(asked)
    ]
)


@given(room=rooms, party=st.lists(st.sampled_from(SCHOOLS), min_size=1, max_size=6))
def test_a_party_fits_exactly_where_its_people_find_places_one_after_another(room: Room, party: list[UUID]) -> None:
    fits = room.fits(party)
    one_by_one = True
    for school_id in party:
        one_by_one = one_by_one and room.for_school(school_id) > 0
        room.take(school_id)

    assert fits is one_by_one


@given(room=rooms, applicants=applications)
def test_a_proposal_sells_nothing_twice_and_leaves_nothing_over(room: Room, applicants: list[Applicant]) -> None:
    before = Room(room.free, dict(room.kept))

    ranked = rules.propose(applicants, room=room)

    assert (room.free, room.kept) == (before.free, before.kept)
    assert {one.applicant.enrolment_id for one in ranked} == {one.enrolment_id for one in applicants}
    for one in ranked:
        if one.seated:
            assert before.for_school(one.applicant.school_id) > 0
            before.take(one.applicant.school_id)
    assert before.free >= 0
    assert before.common >= 0
    assert all(before.for_school(one.applicant.school_id) <= 0 for one in ranked if not one.seated)


@given(applicants=applications)
def test_the_order_is_priority_then_turn_then_time(applicants: list[Applicant]) -> None:
    ranked = rules.propose(applicants, room=Room(0))

    keys = [(one.applicant.priority, one.turn, one.applicant.number) for one in ranked]
    assert keys == sorted(keys)
    for one in ranked:
        earlier = [
            other
            for other in applicants
            if (other.school_id, other.priority) == (one.applicant.school_id, one.applicant.priority)
            and other.number <= one.applicant.number
        ]
        assert one.turn == len(earlier)


def test_a_digest_names_the_outcome_as_well_as_the_order() -> None:
    applicants = [Applicant(uuid4(), SCHOOLS[0], 5, number) for number in range(3)]
    digests = {rules.digest_of(rules.propose(applicants, room=Room(free))) for free in range(4)}

    assert len(digests) == 4


@pytest.mark.parametrize(
    ("minutes_after_eight", "is_open"),
    [(-1, False), (0, True), (59, True), (60, False), (90, True), (119, True), (120, False)],
)
def test_either_round_lets_in_and_nothing_between_them(*, minutes_after_eight: int, is_open: bool) -> None:
    first = Round(EIGHT, EIGHT + timedelta(minutes=60))
    second = Round(EIGHT + timedelta(minutes=90), EIGHT + timedelta(minutes=120))
    at = EIGHT + timedelta(minutes=minutes_after_eight)

    if is_open:
        rules.demand_in_round(first, second, at=at)
    else:
        with pytest.raises(EnrolmentClosed):
            rules.demand_in_round(first, second, at=at)


def test_the_second_round_follows_the_first() -> None:
    first = Round(EIGHT, EIGHT + timedelta(hours=2))
    rules.demand_rounds(first, Round(first.closes_at, first.closes_at + timedelta(hours=1)))

    with pytest.raises(RoundsOverlap):
        rules.demand_rounds(first, Round(first.closes_at - timedelta(seconds=1), first.closes_at + timedelta(hours=1)))
    with pytest.raises(RoundsOverlap):
        rules.demand_rounds(first, Round(first.closes_at, first.closes_at))


def test_pools_fit_into_what_is_neither_taken_nor_offered() -> None:
    def demand(seats: int, *, direction: str = "QUOTA", claimed: int = 0, back: datetime | None = None) -> None:
        rules.demand_pools(
            [PoolTerms(SCHOOLS[0], seats, back)],
            direction=direction,
            claimed={SCHOOLS[0]: claimed},
            capacity=10,
            taken=4,
            held=1,
            at=EIGHT,
        )

    demand(5)
    demand(7, claimed=2)
    with pytest.raises(SeatsKept):
        demand(6)
    with pytest.raises(ClaimBackPast):
        demand(1, back=EIGHT)
    with pytest.raises(NoPoolsHere):
        demand(1, direction="OPEN")


def test_an_offer_ends_with_its_minutes_or_the_beginning_and_is_none_after_it() -> None:
    span = rules.Span(EIGHT, EIGHT + timedelta(hours=3))
    before = EIGHT - timedelta(minutes=30)

    assert rules.offer_until(minutes=None, span=span, at=before) is None
    assert rules.offer_until(minutes=20, span=span, at=before) == before + timedelta(minutes=20)
    assert rules.offer_until(minutes=60, span=span, at=before) == EIGHT
    assert rules.offer_until(minutes=60, span=span, at=EIGHT) is None
    assert rules.offer_until(minutes=60, span=None, at=EIGHT) == EIGHT + timedelta(hours=1)


def test_a_school_that_nominates_has_reviewed() -> None:
    assert rules.first_review(["SCHOOL", "CLASS"], nominated=False) == "SCHOOL"
    assert rules.first_review(["SCHOOL", "CLASS"], nominated=True) == "CLASS"
    assert rules.first_review(["SCHOOL"], nominated=True) is None
    assert rules.first_review([], nominated=False) is None


@pytest.mark.parametrize(
    ("room", "pooled", "passed_over", "promoting", "reason"),
    [
        (Room(0), False, None, True, "FULL"),
        (Room(0), True, None, True, "POOL_FULL"),
        (Room(2, {SCHOOLS[1]: 2}), True, None, True, "POOL_FULL"),
        (Room(2, {SCHOOLS[1]: 2}), False, None, True, "KEPT_FOR_SCHOOLS"),
        (Room(1), False, "TIME_CLASH", True, "TIME_CLASH"),
        (Room(0), False, "TIME_CLASH", True, "FULL"),
        (Room(1), False, None, False, "CLOSED"),
    ],
)
def test_who_waits_is_told_the_reason_of_now(
    *, room: Room, pooled: bool, passed_over: str | None, promoting: bool, reason: str
) -> None:
    told = rules.waiting_reason(
        room=room, pooled=pooled, school_id=SCHOOLS[0], passed_over=passed_over, promoting=promoting
    )

    assert told == reason
