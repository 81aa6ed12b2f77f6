"""The booklet of continuing education: the sole proof of a teacher's work, kept by the school of the post (P240-15)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from services.ledger.errors import BookletBackdated, BookletNotKept
from services.platform.errors import Text


class Act(StrEnum):
    """What becomes of a booklet."""

    ISSUED = "ISSUED"
    HANDED_OVER = "HANDED_OVER"
    LOST = "LOST"
    GIVEN_OUT = "GIVEN_OUT"
    REPLACED = "REPLACED"


class BookletState(StrEnum):
    KEPT = "KEPT"
    LOST = "LOST"
    GIVEN_OUT = "GIVEN_OUT"
    REPLACED = "REPLACED"


class Step(Protocol):
    @property
    def act(self) -> str: ...
    @property
    def place(self) -> int: ...
    @property
    def school_id(self) -> UUID: ...
    @property
    def happened_on(self) -> date: ...


_STATES: Final = {
    Act.ISSUED: BookletState.KEPT,
    Act.HANDED_OVER: BookletState.KEPT,
    Act.LOST: BookletState.LOST,
    Act.GIVEN_OUT: BookletState.GIVEN_OUT,
    Act.REPLACED: BookletState.REPLACED,
}

_TOLD: Final = {
    BookletState.KEPT: Text(zh="正由学校保管", en="is kept by a school"),
    BookletState.LOST: Text(zh="已登记遗失", en="is recorded as lost"),
    BookletState.GIVEN_OUT: Text(zh="已由教师本人带走", en="left with the teacher"),
    BookletState.REPLACED: Text(zh="已补发新簿、本簿作废", en="was replaced by another"),
}

# What may follow what: a lost one that is found is handed over again, one that was replaced is no proof for ever.
_MAY_FOLLOW: Final = {
    Act.HANDED_OVER: (BookletState.KEPT, BookletState.LOST, BookletState.GIVEN_OUT),
    Act.LOST: (BookletState.KEPT, BookletState.GIVEN_OUT),
    Act.GIVEN_OUT: (BookletState.KEPT,),
    Act.REPLACED: (BookletState.KEPT, BookletState.LOST, BookletState.GIVEN_OUT),
}


def state_of(last: Step) -> BookletState:
    """Where a booklet is, by the last thing that became of it."""
    return _STATES[Act(last.act)]


def demand_next(history: Sequence[Step], act: Act, *, on: date) -> None:
    """BookletNotKept where the act cannot follow, BookletBackdated where it would have come before the last."""
    last = history[-1]
    state = state_of(last)
    if state not in _MAY_FOLLOW[act]:
        raise BookletNotKept(state=state.value, how=_TOLD[state])
    if on < last.happened_on:
        raise BookletBackdated(on=last.happened_on.isoformat())


def owed_to(last: Step, employed_at: UUID | None) -> UUID | None:
    """The school that should be given the booklet: the one where the teacher works now, if another keeps it."""
    if state_of(last) is not BookletState.KEPT or employed_at in (None, last.school_id):
        return None
    return employed_at
