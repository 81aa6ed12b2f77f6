"""Assignments taken back before they begin, and last days moved: with a reason, and nobody left without a pack."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import (
    AssignmentBegun,
    LeftWithoutPack,
    NothingCorrected,
    PeriodBackwards,
    PeriodTaken,
)
from services.directory.operations.assignments import (
    decide,
    demand_bound,
    demand_untouched,
    get_standing_assignment,
)
from services.directory.rules import AssignedPack, Assignments
from services.platform.clock import SHANGHAI
from services.policy.calendars import Span

_DAY = timedelta(days=1)


async def withdraw_assignment(
    session: AsyncSession, *, district_id: int, assignment_id: UUID, reason: str, by: UUID, at: datetime
) -> AssignedPack:
    """Take an assignment back before its first day: nobody has been judged by it. Raises AssignmentBegun."""
    latest = await get_standing_assignment(session, district_id=district_id, assignment_id=assignment_id)
    if latest.valid_from <= _today(at):
        raise AssignmentBegun(first=latest.valid_from)
    return await _revise(
        session,
        latest,
        district_id=district_id,
        kind="WITHDRAWN",
        valid_to=latest.valid_to,
        parameters=latest.parameters,
        reason=reason,
        by=by,
        at=at,
    )


async def move_last_day(
    session: AsyncSession,
    *,
    district_id: int,
    assignment_id: UUID,
    valid_to: date,
    reason: str,
    by: UUID,
    at: datetime,
) -> AssignedPack:
    """Let an assignment end earlier or later; a cycle that ended with it goes on doing so.

    Days up to today that it gives up are judged by another that fits the same people, else LeftWithoutPack; days it
    gains are nobody's yet (PeriodTaken), and past ones not a running cycle's either (RunningCycle).
    """
    latest = await get_standing_assignment(session, district_id=district_id, assignment_id=assignment_id)
    if valid_to == latest.valid_to:
        raise NothingCorrected
    if valid_to < latest.valid_from:
        raise PeriodBackwards
    if valid_to < latest.valid_to:
        await _demand_covered(session, latest, district_id=district_id, valid_to=valid_to, today=_today(at))
    else:
        await demand_untouched(
            session,
            district_id=district_id,
            selector=latest.selector,
            valid_from=latest.valid_to + _DAY,
            valid_to=valid_to,
            at=at,
        )
    parameters = dict(latest.parameters)
    if parameters.get("cycle_end") == latest.valid_to.isoformat():
        parameters["cycle_end"] = valid_to.isoformat()
    packs = await queries.load_packs(session, district_id=district_id, assigned=[latest])
    demand_bound(packs.read(latest), parameters, latest.switches)
    return await _revise(
        session,
        latest,
        district_id=district_id,
        kind="PERIOD",
        valid_to=valid_to,
        parameters=parameters,
        reason=reason,
        by=by,
        at=at,
    )


async def _demand_covered(
    session: AsyncSession, latest: AssignedPack, *, district_id: int, valid_to: date, today: date
) -> None:
    given_up = Span(valid_to + _DAY, min(latest.valid_to, today))
    if given_up.first > given_up.last:
        return
    every = await queries.load_assignments(session, district_id=district_id)
    others = Assignments(one for one in every if one.assignment_id != latest.assignment_id)
    bare = others.uncovered(latest.selector, given_up)
    if bare is not None:
        raise LeftWithoutPack(first=bare.first, last=bare.last)


async def _revise(
    session: AsyncSession,
    latest: AssignedPack,
    *,
    district_id: int,
    kind: str,
    valid_to: date,
    parameters: Mapping[str, Any],
    reason: str,
    by: UUID,
    at: datetime,
) -> AssignedPack:
    if not await queries.update_assignment(
        session,
        district_id=district_id,
        assignment_id=latest.assignment_id,
        valid_to=valid_to,
        withdrawn=kind == "WITHDRAWN",
    ):
        raise PeriodTaken
    return await decide(
        session,
        district_id=district_id,
        assignment_id=latest.assignment_id,
        revision=latest.revision + 1,
        kind=kind,
        valid_to=valid_to,
        content_hash=latest.content_hash,
        parameters=dict(parameters),
        switches=latest.switches,
        reason=reason,
        by=by,
        at=at,
    )


def _today(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
