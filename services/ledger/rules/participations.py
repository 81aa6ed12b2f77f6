"""How far somebody came in a class, in the states that rates count by."""

from collections.abc import Set

EXCELLENT = "EXCELLENT"


def states_of(
    *,
    enrolled: bool | None,
    cancelled: bool,
    excused: bool | None,
    attended: bool | None,
    attendance_met: bool | None,
    passed: bool | None,
    grade: str | None,
) -> Set[str]:
    """Every state that was reached; what has not been heard was not reached.

    SENT holds a place; DUE is expected, unless the class is cancelled or approved leave covers every meeting; ATTENDED
    came and reached the attendance line; ASSESSED has a result, PASSED a good one; COMPLETED passed and attended;
    EXCELLENT has the best grade.
    """
    reached = {
        "SENT": bool(enrolled),
        "DUE": bool(enrolled) and not cancelled and not excused,
        "ATTENDED": bool(attended) and bool(attendance_met),
        "ASSESSED": passed is not None,
        "PASSED": bool(passed),
        "COMPLETED": bool(passed) and bool(attended) and bool(attendance_met),
        "EXCELLENT": bool(passed) and grade == EXCELLENT,
    }
    return frozenset(state for state, so in reached.items() if so)
