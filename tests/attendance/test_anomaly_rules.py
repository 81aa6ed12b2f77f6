"""What is odd, by the rule alone: scans, head counts and roll calls in, oddities out."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from services.attendance.rules import (
    AnomalyKind,
    Called,
    Counted,
    Distance,
    Facts,
    Held,
    Phase,
    Position,
    Seen,
    find_anomalies,
)
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING

MINUTE = timedelta(minutes=1)


HERE, THERE = new_id(), new_id()
CLASS = new_id()
ONE, TWO = sorted([new_id(), new_id()])


def seen(meeting_id: Any, minutes: float, teacher: Any = ONE, phase: Phase = Phase.IN, **more: Any) -> Seen:
    usual: dict[str, Any] = {"roll": 0, "distance": Distance.UNKNOWN, "device_hash": None, "code_age": None}
    return Seen(
        check_in_id=new_id(),
        meeting_id=meeting_id,
        teacher_id=teacher,
        phase=phase,
        at=MORNING + minutes * MINUTE,
        **{**usual, **more},
    )


def found(*scans: Seen, places: Sequence[Any] = ("甲校", "乙校"), at: float = 600, **more: Any) -> list[AnomalyKind]:
    meetings = {
        meeting_id: Held(
            meeting_id=meeting_id,
            class_id=CLASS,
            place=place if isinstance(place, str) else "某校",
            position=place if isinstance(place, Position) else None,
        )
        for meeting_id, place in zip((HERE, THERE), places, strict=True)
    }
    facts = Facts(meetings=meetings, asked={HERE, THERE}, seen=scans, members={CLASS: {ONE, TWO}}, **more)
    return [one.kind for one in find_anomalies(facts, at=MORNING + at * MINUTE)]


@pytest.mark.parametrize(("age", "odd"), [(None, False), (0, False), (28, False), (29, True), (30, True)])
def test_the_last_second_of_a_code_is_odd(age: int | None, odd: bool) -> None:  # noqa: FBT001 a row of the table
    assert bool(found(seen(HERE, 0, code_age=age))) is odd


@pytest.mark.parametrize(
    ("minutes", "places", "odd"),
    [
        (4.9, ("甲校", "乙校"), True),
        (5.0, ("甲校", "乙校"), False),
        (1.0, ("甲校", "甲校"), False),
        # Twelve kilometres take six minutes at 120 km/h; less than a kilometre takes none.
        (5.0, (Position(30.0, 118.0), Position(30.108, 118.0)), True),
        (7.0, (Position(30.0, 118.0), Position(30.108, 118.0)), False),
        (0.1, (Position(30.0, 118.0), Position(30.008, 118.0)), False),
    ],
)
def test_nobody_is_at_two_places_at_once(minutes: float, places: Sequence[Any], odd: bool) -> None:  # noqa: FBT001 a row of the table
    assert (found(seen(HERE, 0), seen(THERE, minutes), places=places) == [AnomalyKind.IMPOSSIBLE_TRAVEL]) is odd
    # Two people may be.
    assert found(seen(HERE, 0), seen(THERE, minutes, TWO), places=places) == []


def test_who_went_before_the_heads_were_counted_is_not_there() -> None:
    scans = seen(HERE, 0), seen(HERE, 10, phase=Phase.OUT), seen(HERE, 5, TWO)
    count = Counted(new_id(), HERE, 1, MORNING + 20 * MINUTE)

    assert found(*scans, counts=[count]) == []
    assert found(*scans[::2], counts=[count]) == [AnomalyKind.HEAD_COUNT]


@pytest.mark.parametrize(
    ("scans", "odd"),
    [
        ([seen(HERE, 0)], True),
        ([seen(HERE, 0), seen(HERE, 12, phase=Phase.ROLL, roll=1)], False),
        ([seen(HERE, 0), seen(HERE, 12, phase=Phase.ROLL, roll=2)], True),
        ([seen(HERE, 11)], False),
        ([seen(HERE, 0), seen(HERE, 14, phase=Phase.OUT)], False),
        ([seen(HERE, 0, new_id())], False),
    ],
)
def test_only_who_could_have_answered_a_roll_call_is_silent(scans: list[Seen], odd: bool) -> None:  # noqa: FBT001 a row of the table
    call = Called(HERE, 1, MORNING + 10 * MINUTE, MORNING + 15 * MINUTE)

    assert bool(found(*scans, calls=[call])) is odd
    assert found(*scans, calls=[call], at=15) == []


def test_the_same_facts_have_the_same_id_and_digest_in_whatever_order() -> None:
    scans = [seen(HERE, 0, device_hash=b"d" * 16), seen(HERE, 1, TWO, device_hash=b"d" * 16)]
    held = {HERE: Held(meeting_id=HERE, class_id=CLASS, place=None, position=None)}

    (one,), (other,) = (
        find_anomalies(Facts(meetings=held, asked={HERE}, seen=order), at=MORNING) for order in (scans, scans[::-1])
    )

    assert (one.anomaly_id, one.digest) == (other.anomaly_id, other.digest)
