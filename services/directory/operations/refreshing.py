"""Packs that a former release accepted and this one cannot read: those that come with the system are put right."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import PackUnusable
from services.directory.operations.assignments import correct_assignment
from services.directory.operations.publishing import publish_shipped_pack
from services.directory.rules import AssignedPack
from services.platform.database import allow_seconds
from services.policy.format import Pack, Terms, TermsRefused, bound, shipped_ids

_LONGEST_SECONDS: Final = 90
_REASON: Final = "系统升级后无法读取原版本,换用随系统提供的版本 (this release cannot read the former version)"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of an assignment whose pack was unusable: `after` is None where a person has to put it right."""

    before: AssignedPack
    after: AssignedPack | None
    dropped: tuple[str, ...] = ()
    """Parameters and switches that the new version does not know."""
    problem: str = ""


async def refresh_packs(session: AsyncSession, *, district_id: int, by: UUID, at: datetime) -> Sequence[Refreshed]:
    """Publish the shipped version of every assigned pack that cannot be read, and correct its assignments to it."""
    await allow_seconds(session, _LONGEST_SECONDS)
    assignments = list(await queries.load_assignments(session, district_id=district_id))
    packs = await queries.load_packs(session, district_id=district_id, assigned=assignments)
    refreshed = []
    for assigned in assignments:
        try:
            await asyncio.to_thread(packs.of, assigned)
        except PackUnusable:
            refreshed.append(await _refresh(session, assigned, district_id=district_id, by=by, at=at))
    return refreshed


async def _refresh(
    session: AsyncSession, assigned: AssignedPack, *, district_id: int, by: UUID, at: datetime
) -> Refreshed:
    if assigned.pack_id not in shipped_ids():
        return Refreshed(assigned, None, problem="not shipped with this release: publish it anew and correct it")
    found = await publish_shipped_pack(session, district_id=district_id, pack_id=assigned.pack_id, by=by, at=at)
    parameters, switches = _still_known(found.pack, assigned)
    dropped = (*(assigned.parameters.keys() - parameters.keys()), *(assigned.switches.keys() - switches.keys()))
    try:
        bound(found.pack, Terms(parameters=parameters, switches=switches))
    except TermsRefused as refused:
        return Refreshed(assigned, None, problem=str(refused))
    after = await correct_assignment(
        session,
        district_id=district_id,
        assignment_id=assigned.assignment_id,
        content_hash=found.version.content_hash,
        reason=_REASON,
        parameters=parameters,
        switches=switches,
        by=by,
        at=at,
    )
    return Refreshed(assigned, after, tuple(sorted(dropped)))


def _still_known(pack: Pack, assigned: AssignedPack) -> tuple[dict[str, Any], dict[str, str]]:
    switches = pack.all_switches()
    return (
        {name: value for name, value in assigned.parameters.items() if name in pack.parameters},
        {
            name: reading
            for name, reading in assigned.switches.items()
            if name in switches and reading in switches[name].values
        },
    )
