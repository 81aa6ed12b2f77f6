"""Days by which something is handed in, by the district's own midnight; what comes later joins the next batch."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, TypeAlias

from services.policy.calendars import Span
from services.policy.facts import SchoolCalendar
from services.policy.format import Pack, Terms, bound
from services.policy.format.clauses import DeadlineClause
from services.policy.format.words import settled
from services.policy.programs.numbers import number
from services.policy.slots import school_days, semesters_in

_DAY = timedelta(days=1)
_LONGEST_HOLIDAY = timedelta(days=100)

_Late: TypeAlias = Literal["next_batch", "refused"]
State: TypeAlias = Literal["ACCEPTED", "NEXT_BATCH", "REFUSED", "UNDETERMINED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The batch that something handed in belongs to. NEXT_BATCH: it came too late for its own, and nothing is lost."""

    clause_id: str
    state: State
    due: date | None
    """The last day of the batch, until midnight."""
    holds: Span | None
    """The days whose activities the batch is made of."""
    label_zh: str
    label_en: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """One batch of a calendar: the activities it is for, its last day and its name."""

    holds: Span
    due: date
    zh: str
    en: str


def batch_of(
    pack: Pack,
    *,
    terms: Terms,
    clause_id: str,
    at: datetime,
    calendar: SchoolCalendar | None = None,
    activity_on: date | None = None,
    zone: tzinfo | None = None,
) -> Batch:
    """Return the batch of what is handed in at a moment.

    `at` is an aware time; its civil day is that of `zone`, or of its own zone when none is given. `activity_on` is the
    day of the activity that it is about; without it the batch of the latest month or semester that can be meant is.
    Raises KeyError when the pack has no such deadline, ValueError for a time without a zone.
    """
    clause = pack.clause(clause_id)
    if not isinstance(clause, DeadlineClause):
        raise KeyError(clause_id)
    if at.utcoffset() is None:
        raise ValueError("a time of handing in has a zone")
    day = (at.astimezone(zone) if zone else at).date()
    checked = bound(pack, terms)
    days = number(settled(clause.day, checked.switches), checked)
    if days is None:
        return _unknown(clause, "原文中的日期缺失，尚未提供", "the day is lost in the source and not supplied")
    same_month = settled(clause.of_month, checked.switches) == "same"
    if clause.every == "month":
        slots = _months(day, activity_on or day, int(days), same_month=same_month)
    else:
        slots = _semesters(pack, calendar, min(day, activity_on or day), int(days))
    late: _Late = settled(clause.late, checked.switches)
    if settled(clause.on_holidays, checked.switches) == "stays":
        return _placed(clause, late, list(slots), day, activity_on)
    batch = _placed(clause, late, [_moved(slot, calendar) for slot in slots], day, activity_on)
    if calendar is None and batch.state != "ACCEPTED":
        zh, en = "尚未公布校历，不知期限是否因节假日顺延", "no calendar says whether the day moves for a holiday"
        return _unknown(clause, zh, en)
    return batch


def _moved(slot: _Slot, calendar: SchoolCalendar | None) -> _Slot:
    """Return a batch whose last day, where it is no workday, is the next one."""
    ahead = school_days(calendar, Span(slot.due, slot.due + _LONGEST_HOLIDAY))
    return replace(slot, due=next(ahead, slot.due))


def _placed(clause: DeadlineClause, late: _Late, slots: list[_Slot], day: date, about: date | None) -> Batch:
    open_slots = [slot for slot in slots if day <= slot.due]
    if not open_slots:
        return _unknown(clause, "学期安排未知", "the semesters are not known")
    if about is None:
        # Between two due days nobody can say which was meant: the one just missed, if the day itself is past it.
        taken = open_slots[0]
        missed = [slot for slot in slots if slot.due < day and slot.due >= taken.holds.first]
        own = missed[-1] if missed else taken
    else:
        own = next((slot for slot in slots if about <= slot.holds.last), open_slots[0])
        taken = own if day <= own.due else open_slots[0]
    if own == taken:
        reason_zh, reason_en = f"在{_zh(own.due)}截止前交", f"handed in by {own.due.isoformat()}"
        return _batch(clause, "ACCEPTED", taken, reason_zh, reason_en)
    if late == "refused":
        reason_zh, reason_en = f"已过{_zh(own.due)}的期限", f"after {own.due.isoformat()}"
        return _batch(clause, "REFUSED", own, reason_zh, reason_en)
    return _batch(
        clause,
        "NEXT_BATCH",
        taken,
        f"已过{_zh(own.due)}的期限，转入{_zh(taken.due)}截止的下一批，不作废",
        f"after {own.due.isoformat()}: taken with the next batch, due {taken.due.isoformat()}; nothing is lost",
    )


def _batch(clause: DeadlineClause, state: State, slot: _Slot, zh: str, en: str) -> Batch:
    return Batch(
        clause_id=clause.id,
        state=state,
        due=slot.due,
        holds=slot.holds,
        label_zh=slot.zh,
        label_en=slot.en,
        reason_zh=zh,
        reason_en=en,
    )


def _unknown(clause: DeadlineClause, zh: str, en: str) -> Batch:
    return Batch(
        clause_id=clause.id,
        state="UNDETERMINED",
        due=None,
        holds=None,
        label_zh="",
        label_en="",
        reason_zh=zh,
        reason_en=en,
    )


def _months(day: date, about: date, of_month: int, *, same_month: bool) -> Iterator[_Slot]:
    """Batches from the month before the earlier of both days on, until one is still open."""
    month = _month_of(min(day, about))
    month = _month_of(month.first - _DAY)
    while True:
        due_in = month if same_month else _month_of(month.last + _DAY)
        due = due_in.first.replace(day=min(of_month, monthrange(due_in.first.year, due_in.first.month)[1]))
        if same_month:
            # What happens after this month's day belongs to the batch of the next.
            before = _month_of(month.first - _DAY)
            last_due = before.first.replace(day=min(of_month, before.days))
            holds = Span(last_due + _DAY, due)
        else:
            holds = month
        yield _Slot(holds, due, f"{due.year}年{due.month}月批次", f"batch of {due.year}-{due.month:02}")
        if due >= day and holds.last >= about:
            return
        month = _month_of(month.last + _DAY)


def _month_of(day: date) -> Span:
    return Span(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def _semesters(pack: Pack, calendar: SchoolCalendar | None, since: date, days_after: int) -> Iterator[_Slot]:
    """Batches of semesters, as they were held or usual. What happens in the holidays goes with the semester after."""
    ended: date | None = None
    for held in semesters_in(pack, calendar, Span(since - timedelta(days=800), since + timedelta(days=1200))):
        first = held.span.first if ended is None else ended + _DAY
        ended = held.span.last
        yield _Slot(Span(first, ended), ended + timedelta(days=days_after), f"{held.zh}批次", f"batch of {held.en}")


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
