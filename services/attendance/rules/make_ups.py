"""What may stand in for a meeting that was missed, as far as the pack of the class has words for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from services.attendance.errors import LeaveKindUnknown, MakeUpNotAllowed, MakeUpsUsedUp, MakeUpTooLate
from services.policy.format import Pack


class MakeUpForm(StrEnum):
    """Another meeting that is sat instead, or a task that is done."""

    MEETING = "MEETING"
    TASK = "TASK"


def demand_make_up(pack: Pack, *, form: MakeUpForm, missed_on: date, done_on: date, approved_already: int) -> None:
    """Refuse a make-up that the pack does not allow; a pack without the word leaves it to who approves.

    `done_on` is the day of the other meeting, or the one on which the task was done.
    """
    word = pack.attendance.make_up
    if word is None:
        return
    if form not in word.forms:
        raise MakeUpNotAllowed(form=form, allowed=", ".join(word.forms) or "-")
    if word.within_days is not None and done_on - missed_on > timedelta(days=word.within_days):
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
        raise LeaveKindUnknown(
            kind=kind or "-",
            asked_zh="须注明请假种类" if kind is None else f"请假种类 {kind} 不可用",
            asked_en="The kind of leave must be named" if kind is None else f"Leave of kind {kind} is not known",
            allowed=", ".join(kinds) or "-",
            allowed_zh="、".join(f"{code}（{zh}）" for code, (zh, _) in kinds.items()) or "无",
            allowed_en=", ".join(f"{code} ({en})" for code, (_, en) in kinds.items()) or "none",
        )
