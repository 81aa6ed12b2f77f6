"""What may stand in for a meeting that was missed, as far as the pack of the class has words for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from services.attendance.errors import LeaveKindUnknown, MakeUpNotAllowed, MakeUpsUsedUp, MakeUpTooLate
from services.policy.format import Pack


class MakeUpForm(StrEnum):
    """Another meeting that is sat instead, or a task that is done."""

    MEETING = "MEETING"
    TASK = "TASK"


def demand_make_up(
    pack: Pack, *, form: MakeUpForm, missed_at: datetime, sat_at: datetime | None, approved_already: int
) -> None:
    """Refuse a make-up that the pack does not allow; a pack without the word leaves it to who approves."""
    word = pack.attendance.make_up
    if word is None:
        return
    if form not in word.forms:
        raise MakeUpNotAllowed(form=form, allowed=", ".join(word.forms) or "-")
    if word.within_days is not None and sat_at is not None and sat_at - missed_at > timedelta(days=word.within_days):
        raise MakeUpTooLate(days=word.within_days)
    if word.most is not None and approved_already >= word.most:
        raise MakeUpsUsedUp(most=word.most)


def leave_kinds_of(pack: Pack) -> Mapping[str, tuple[str, str]]:
    """The kinds of leave that a pack lists: code -> its words in Chinese and English."""
    return {code: (kind.title.zh, kind.title.en) for code, kind in pack.attendance.leaves.items()}


def demand_leave_kind(pack: Pack, kind: str | None) -> None:
    """Where the pack lists kinds of leave, one of them must be named; where it lists none, none can be."""
    kinds = leave_kinds_of(pack)
    if kind not in kinds if kinds else kind is not None:
        allowed = [f"{code} ({zh} {en})" for code, (zh, en) in kinds.items()]
        raise LeaveKindUnknown(kind=kind or "-", allowed=", ".join(allowed) or "-")
