"""Degrees that were recognised become facts of the persons, and stop being so when that is taken back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import OutcomeState, TimelineChanged
from services.directory import queries
from services.directory.operations.following import follow_changed
from services.platform.outbox import publish


async def keep_degrees(session: AsyncSession, *, district_id: int, outcomes: Iterable[OutcomeState]) -> None:
    """Of these outcomes those about a degree: whoever has it, has it on record; what a person entered stays.

    It stands as long as one outcome says so of any number of the person. Who goes on as another has it as both.
    """
    told = [one for one in outcomes if one.degree is not None and one.degree_on is not None]
    if not told:
        return
    rows = [
        {
            "district_id": district_id,
            "outcome_id": one.outcome_id,
            "revision": one.revision,
            "teacher_id": one.teacher_id,
            "level": one.degree,
            "awarded_on": one.degree_on,
            "stands": not one.withdrawn,
        }
        for one in told
    ]
    named: set[UUID] = {one.teacher_id for one in told}
    person_of = await queries.map_goes_on_as(session, district_id=district_id, teacher_ids=named)
    there = set(
        await queries.lock_teachers(session, district_id=district_id, teacher_ids={*named, *person_of.values()})
    )
    newer = await queries.upsert_degrees(session, rows)
    numbers = defaultdict(set, {person: {person} for person in person_of.values()})
    for former, into in (
        await queries.map_former(session, district_id=district_id, teacher_ids=set(person_of.values()))
    ).items():
        numbers[into].add(former)
    known = await queries.list_degrees(
        session, district_id=district_id, teacher_ids={one for some in numbers.values() for one in some}
    )
    standing = {(one.teacher_id, one.level, one.awarded_on) for one in known if one.stands}
    gained: set[tuple[UUID, str, date]] = set()
    lost: set[tuple[UUID, str, date]] = set()
    for one in newer:
        person = person_of.get(one.teacher_id)
        if person is None:
            continue
        fact = one.level, one.awarded_on
        stands = any((number, *fact) in standing for number in numbers[person])
        (gained if stands else lost).update((number, *fact) for number in {one.teacher_id, person} & there)
    changed: set[UUID] = {
        *await queries.insert_degree_facts(session, district_id=district_id, held=sorted(gained)),
        *await queries.delete_degree_facts(session, district_id=district_id, held=sorted(lost)),
    }
    if changed:
        await publish(session, TimelineChanged(district_id=district_id, teacher_ids=tuple(sorted(changed))))
        await follow_changed(session, district_id=district_id, teacher_ids=changed)
