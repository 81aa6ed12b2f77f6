"""Facts that somebody brought along: the new district is told when they change, and goes by what was told last."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import FactOnTheWay, TeacherExpected, TimelineChanged
from services.directory import queries
from services.directory.models import Arrival, Departure
from services.platform.outbox import publish

BROUGHT_ALONG: Final = frozenset({"DEGREE", "CERTIFICATE", "LEAVE"})
_WITHDRAWN: Final = "WITHDRAWN"
_DEGREE: Final = "DEGREE"


async def say_expected(session: AsyncSession, departure: Departure) -> None:
    """Tell the new district who comes, or does not after all, and which facts come along as they stand now."""
    facts = await queries.list_facts(session, district_id=departure.district_id, teacher_id=departure.teacher_id)
    await publish(
        session,
        TeacherExpected(
            district_id=departure.district_id,
            to_district=departure.new_district_id,
            transfer_id=departure.transfer_id,
            revision=departure.revision,
            person_id=departure.person_id,
            last_day=departure.last_day,
            withdrawn=departure.state == _WITHDRAWN,
            facts=tuple(
                FactOnTheWay(kind=fact.kind, code=fact.code, valid_from=fact.valid_from, valid_to=fact.valid_to)
                for fact in facts
                if fact.kind in BROUGHT_ALONG
            ),
        ),
    )


async def follow_changed(session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]) -> None:
    """Of those among these who have left, tell the new district anew, until it has sent them back."""
    departures = await queries.lock_departures_of(session, district_id=district_id, teacher_ids=teacher_ids)
    back = await queries.map_returns(
        session, district_id=district_id, person_ids={departure.person_id for departure in departures}
    )
    for departure in departures:
        if departure.person_id not in back or back[departure.person_id] <= departure.last_day:
            departure.revision += 1
            await say_expected(session, departure)


async def keep_up(session: AsyncSession, arrival: Arrival, told: TeacherExpected) -> None:
    """What the former district says now in the place of what it said when somebody was received.

    Only what came along goes: what this district found out or was told by another stands.
    """
    same = (arrival.former_district_id, arrival.person_id) == (told.district_id, told.person_id)
    if arrival.teacher_id is None or not same or told.withdrawn or told.revision <= arrival.revision:
        return
    district_id, teacher_id = arrival.district_id, arrival.teacher_id
    before, now = {FactOnTheWay.model_validate(one) for one in arrival.facts}, set(told.facts)
    person_of = await queries.map_goes_on_as(session, district_id=district_id, teacher_ids=[teacher_id])
    numbers = sorted({teacher_id, person_of[teacher_id]})
    others = await queries.list_received(session, district_id=district_id, person_id=arrival.person_id)
    elsewhere = {
        FactOnTheWay.model_validate(fact)
        for other in others
        if other.transfer_id != arrival.transfer_id
        for fact in other.facts
    }
    gone = [(fact.kind, fact.code, fact.valid_from) for fact in before - now - elsewhere]
    changed = set(await queries.delete_brought_facts(session, district_id=district_id, teacher_ids=numbers, facts=gone))
    found_out = [
        (one.teacher_id, one.level, one.awarded_on)
        for one in await queries.list_degrees(session, district_id=district_id, teacher_ids=changed)
        if one.stands and (_DEGREE, one.level, one.awarded_on) in gone
    ]
    await queries.insert_degree_facts(session, district_id=district_id, held=found_out)
    for fact in now - before:
        for number in numbers:
            added = await queries.insert_fact(
                session, district_id=district_id, teacher_id=number, ground="transfer", **fact.model_dump()
            )
            changed |= {number} if added is not None else set()
    if changed:
        await publish(session, TimelineChanged(district_id=district_id, teacher_ids=tuple(sorted(changed))))
        await follow_changed(session, district_id=district_id, teacher_ids=changed)
