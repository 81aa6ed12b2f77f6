"""As whom somebody marks, what a mark says, and the ring of peers: pure rules."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.assessment.errors import (
    MarkOutOfRange,
    NotNamed,
    OwnAssessment,
    PieceMissing,
    UnknownComponent,
    UnknownCriterion,
    UnknownCriterionLevel,
    WrongAssessor,
)
from services.assessment.rules import (
    Aggregate,
    Aggregator,
    Assessor,
    Component,
    Criterion,
    Hat,
    Level,
    Marker,
    Naming,
    RawMark,
    hat_of,
    is_known,
    peers_for,
    points_of,
)
from services.platform.errors import Text

E, P, S, ORG, G = Assessor.EXPERT, Assessor.PEER, Assessor.SELF, Assessor.ORGANISER, Assessor.SCHOOL_GROUP
ME, ACCOUNT, MEMBER, OTHER = uuid4(), uuid4(), uuid4(), uuid4()
WORDS = Text(zh="课", en="lesson")
RUBRIC = Component(
    "C",
    WORDS,
    Decimal(100),
    criteria=(Criterion("AIMS", WORDS, Decimal(40), (Level("A", WORDS, Decimal("36.5")),)),),
)
PIECES = Component("C", WORDS, Decimal(100), pieces=(Criterion("ONE", WORDS, Decimal(50)),))
PLAIN = Component("C", WORDS, Decimal(100), maximum=Decimal(60))


def _named(kind: Assessor, of: UUID | None = None, component: str = "C") -> Marker:
    return Marker(account_id=ACCOUNT, person_id=ME, named=(Naming(component, kind, of),))


NOBODY = Marker(account_id=ACCOUNT, person_id=ME)


@pytest.mark.parametrize(
    ("asked", "marker", "offices", "reserved", "worn"),
    [
        ((E,), _named(E), (), (), Hat(E, ME)),
        ((E,), _named(E, MEMBER), (), (), Hat(E, ME)),
        ((E,), _named(E, OTHER), (), (), NotNamed),
        ((E,), _named(P), (), (), NotNamed),
        ((E,), _named(E, component="D"), (), (), NotNamed),
        ((E,), NOBODY, (ORG,), (), NotNamed),
        ((E, P), _named(P), (), (), Hat(P, ME)),
        ((ORG,), NOBODY, (ORG,), (), Hat(ORG, ACCOUNT)),
        ((ORG,), NOBODY, (G,), (), WrongAssessor),
        ((ORG,), NOBODY, (), (), WrongAssessor),
        ((ORG,), NOBODY, (ORG,), (("C", ORG),), NotNamed),
        ((ORG,), NOBODY, (ORG,), (("D", ORG),), Hat(ORG, ACCOUNT)),
        ((ORG,), _named(ORG), (), (("C", ORG),), Hat(ORG, ME)),
        ((ORG, G), NOBODY, (G, ORG), (("C", ORG),), Hat(G, ACCOUNT)),
        ((S,), NOBODY, (ORG,), (), NotNamed),
        ((), _named(E), (ORG,), (), UnknownComponent),
    ],
)
def test_as_whom_another_is_marked(
    asked: tuple[Assessor, ...],
    marker: Marker,
    offices: tuple[Assessor, ...],
    reserved: tuple[tuple[str, Assessor], ...],
    worn: object,
) -> None:
    assert hat_of(marker, component="C", asked=asked, teacher_id=MEMBER, offices=offices, reserved=reserved) == worn


@pytest.mark.parametrize(("asked", "worn"), [((S, E), Hat(S, ME)), ((E,), OwnAssessment), ((ORG,), OwnAssessment)])
def test_oneself_is_marked_as_oneself_or_not_at_all(asked: tuple[Assessor, ...], worn: object) -> None:
    marker = replace(NOBODY, named=(Naming("C", E),))

    assert hat_of(marker, component="C", asked=asked, teacher_id=ME, offices=(ORG,), reserved=()) == worn


@pytest.mark.parametrize(
    ("component", "criterion", "mark", "level", "points"),
    [
        (PLAIN, None, "60", None, Decimal(60)),
        (PLAIN, None, "60.0001", None, MarkOutOfRange),
        (PLAIN, "AIMS", "1", None, UnknownCriterion),
        (PLAIN, None, None, "A", UnknownCriterionLevel),
        (RUBRIC, "AIMS", None, "A", Decimal("36.5")),
        (RUBRIC, "AIMS", None, "B", UnknownCriterionLevel),
        (RUBRIC, "AIMS", "40.5", None, MarkOutOfRange),
        (RUBRIC, None, "100", None, Decimal(100)),
        (PIECES, None, "50", None, PieceMissing),
        (PIECES, "ONE", "50", None, Decimal(50)),
    ],
)
def test_what_a_mark_says(
    component: Component, criterion: str | None, mark: str | None, level: str | None, points: object
) -> None:
    given_mark = None if mark is None else Decimal(mark)

    assert points_of(component, criterion=criterion, mark=given_mark, level=level) == points


def _raw(number: int, mark: str, who: UUID = ME, attempt: int = 1) -> RawMark:
    return RawMark("C", Decimal(mark), E, who, UUID(int=number), None, attempt)


@pytest.mark.parametrize(
    ("kind", "known", "attempt", "answer"),
    [
        (Aggregate.MEAN, [_raw(1, "80")], 1, True),
        (Aggregate.MEAN, [_raw(1, "80"), _raw(2, "70")], 1, False),
        (Aggregate.MEAN, [_raw(1, "80", OTHER)], 1, False),
        (Aggregate.MEAN, [_raw(1, "80"), _raw(2, "70", OTHER)], 1, True),
        (Aggregate.MEAN, [_raw(1, "80")], 2, False),
        # Where the newest of anybody counts, a mark after somebody else's is never idle.
        (Aggregate.LATEST, [_raw(1, "80"), _raw(2, "70", OTHER)], 1, False),
        (Aggregate.LATEST, [_raw(1, "80", OTHER)], 1, True),
        (Aggregate.LATEST, [], 1, False),
    ],
)
def test_a_mark_that_adds_nothing(kind: Aggregate, known: list[RawMark], attempt: int, *, answer: bool) -> None:
    component = replace(PLAIN, aggregator=Aggregator(kind))
    said = is_known(
        component, known, hat=Hat(E, ME), criterion=None, attempt=attempt, mark=Decimal("80.0"), sees_all=True
    )

    assert said is answer


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ([_raw(1, "80", OTHER)], False),
        ([_raw(1, "80"), _raw(2, "70", OTHER)], True),
        ([_raw(1, "80"), _raw(2, "70")], False),
    ],
)
def test_who_marks_blind_is_answered_by_their_own_marks_alone(known: list[RawMark], *, answer: bool) -> None:
    said = is_known(PLAIN, known, hat=Hat(E, ME), criterion=None, attempt=1, mark=Decimal(80), sees_all=False)

    assert PLAIN.aggregator.kind is Aggregate.LATEST
    assert said is answer


@given(members=st.sets(st.uuids(), max_size=40), each=st.integers(1, 20), seed=st.text(max_size=5))
def test_a_ring_gives_everybody_as_many_as_they_get_and_nobody_themselves(
    members: set[UUID], each: int, seed: str
) -> None:
    ring = peers_for(members, seed=seed, each=each)

    reach = min(each, max(len(members) - 1, 0))
    assert {one for one, _ in ring} == members
    assert all(one not in others and len(set(others)) == len(others) == reach for one, others in ring)
    got = [other for _, others in ring for other in others]
    assert all(got.count(one) == reach for one in members)
    assert ring == peers_for(sorted(members), seed=seed, each=each)
