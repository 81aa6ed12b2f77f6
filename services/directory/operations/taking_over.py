"""What becomes of the appointments of somebody found twice: taken over by the one, and given back to the other."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.models import Appointment, TeacherMerge
from services.directory.rules import places, uncovered
from services.platform.ids import new_id

_PLACED: Final = ("school_id", "post", "stage", "subject", "title", "title_tier")


async def give_back(session: AsyncSession, merge: TeacherMerge, changed: dict[str, Any]) -> None:
    """Give back every appointment that was taken over, at the schools that theirs have gone up in since."""
    gone_up = await queries.map_schools_gone_up(session, district_id=merge.district_id)
    held = await queries.list_appointments(session, district_id=merge.district_id, teacher_id=merge.into_teacher_id)
    taken_over = {UUID(one) for one in changed["taken_over"]}
    begun = {(one.school_id, one.valid_from): one for one in held}
    restored: list[dict[str, Any]] = []
    for row in (_restored(one) for one in changed["appointments"]):
        stands = places(row["school_id"], row["valid_from"], row["valid_to"], gone_up=gone_up)
        for number, (school_id, first, last) in enumerate(stands):
            where = {"school_id": school_id, "valid_from": first, "valid_to": last}
            restored.append({**row, **where, **({"appointment_id": new_id()} if number else {})})
        for (before, _, last), (school_id, first, _) in pairwise(stands):
            # What was taken over went on there, too, when the school of it went up in the other.
            ended = next((one for one in held if (one.school_id, one.valid_to) == (before, last)), None)
            going_on = begun.get((school_id, first))
            if ended is not None and going_on is not None and ended.appointment_id in taken_over:
                taken_over.add(going_on.appointment_id)
    await queries.delete_appointments(session, district_id=merge.district_id, appointment_ids=taken_over)
    await queries.insert_appointments(session, rows=restored)


def take_over(former: Sequence[Appointment], kept: Sequence[Appointment], teacher_id: UUID) -> list[dict[str, Any]]:
    """The former appointments on those days on which the other had none."""
    held = [(one.valid_from, one.valid_to) for one in kept]
    return [
        {
            "district_id": one.district_id,
            "appointment_id": new_id(),
            "teacher_id": teacher_id,
            **{name: getattr(one, name) for name in _PLACED},
            "valid_from": first,
            "valid_to": last,
        }
        for one in former
        for first, last in uncovered((one.valid_from, one.valid_to), held)
    ]


def as_told(one: Appointment) -> dict[str, Any]:
    """An appointment as JSON keeps it."""
    return {
        "district_id": one.district_id,
        "appointment_id": str(one.appointment_id),
        "teacher_id": str(one.teacher_id),
        **{name: getattr(one, name) for name in _PLACED if name != "school_id"},
        "school_id": str(one.school_id),
        "valid_from": one.valid_from.isoformat(),
        "valid_to": None if one.valid_to is None else one.valid_to.isoformat(),
    }


def _restored(row: dict[str, Any]) -> dict[str, Any]:
    ids = {name: UUID(row[name]) for name in ("appointment_id", "teacher_id", "school_id")}
    last = row["valid_to"]
    return {
        **row,
        **ids,
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": None if last is None else date.fromisoformat(last),
    }
