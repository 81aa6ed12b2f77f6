"""Duties that follow from what happened, as rows: what tells them apart, how they stand, and when to look again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from services.platform.clock import SHANGHAI
from services.policy.shortfalls import AskedSlot, has_duties

__all__ = [
    "REMIND_DAYS",
    "AskedSlot",
    "DutyKey",
    "DutyState",
    "columns_of_duty",
    "duties_among",
    "has_duties",
    "looked_at_again",
]

REMIND_DAYS: Final = 14
"""A duty that is still open is named to its teacher and school this many days before its last."""
_MORNING: Final = time(8, tzinfo=SHANGHAI)

DutyState: TypeAlias = Literal["OPEN", "FULFILLED", "OVERDUE", "UNDETERMINED", "VOID"]
_STATES: Final[Mapping[str, DutyState]] = {
    "MET": "FULFILLED",
    "OPEN": "OPEN",
    "MISSED": "OVERDUE",
    "BROKEN": "OVERDUE",
    "UNDETERMINED": "UNDETERMINED",
}


@dataclass(frozen=True, slots=True, order=True)
class DutyKey:
    """What tells the duties of one teacher apart."""

    clause_id: str
    code: str
    cause: str


def duties_among(slots: Iterable[AskedSlot]) -> dict[DutyKey, AskedSlot]:
    """The slots of duty clauses, each under its own key; several causes that read the same are numbered."""
    found: dict[DutyKey, AskedSlot] = {}
    for slot in slots:
        if slot.kind != "duty":
            continue
        cause = f"{slot.period or 'cycle'}:{'+'.join(sorted(slot.ties)) or slot.slot_en}"
        key, number = DutyKey(slot.clause_id, slot.code, cause), 1
        while key in found:
            number += 1
            key = DutyKey(slot.clause_id, slot.code, f"{cause}#{number}")
        found[key] = slot
    return found


def columns_of_duty(slot: AskedSlot) -> dict[str, Any]:
    """A duty as its row says it."""
    return {
        "severity": slot.severity,
        "asked": {
            "title_zh": slot.title_zh,
            "title_en": slot.title_en,
            "quote": slot.quote,
            "zh": slot.zh,
            "en": slot.en,
            "unit_zh": slot.unit_zh,
            "unit_en": slot.unit_en,
            "cause_zh": slot.slot_zh,
            "cause_en": slot.slot_en,
            "period": slot.period,
        },
        "since": slot.first,
        "due_on": slot.due_on,
        "required": slot.required,
        "counted": slot.counted,
        "filled_by": [UUID(one) for one in slot.filled_by],
        "state": _STATES[slot.state],
    }


def looked_at_again(due_on: date) -> tuple[datetime, datetime]:
    """The moments at which time alone changes a duty: the morning of the reminder, and the day after its last."""
    return (
        datetime.combine(due_on - timedelta(days=REMIND_DAYS), _MORNING),
        datetime.combine(due_on + timedelta(days=1), time(0, tzinfo=SHANGHAI)),
    )
