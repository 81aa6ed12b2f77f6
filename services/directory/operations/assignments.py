"""Assignments: which version judges whom in which period, and corrections of one found wrong while it runs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import PackAssigned
from services.directory import queries
from services.directory.errors import (
    AssignmentWithdrawn,
    CorrectedMeanwhile,
    NothingCorrected,
    PackRefused,
    PeriodBackwards,
    PeriodTaken,
    RunningCycle,
    UnknownSchool,
    UnknownVersion,
)
from services.directory.operations.publishing import PackFile, publish_shipped_pack
from services.directory.operations.reading import pack_of
from services.directory.rules import AssignedPack, Selector, taken_over
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.policy.calendars import Span
from services.policy.format import Pack, Terms, TermsRefused, bound


async def assign_pack(
    session: AsyncSession,
    *,
    district_id: int,
    valid_from: date,
    valid_to: date,
    at: datetime,
    pack_id: str | None = None,
    content_hash: str | None = None,
    parameters: Mapping[str, Any] | None = None,
    switches: Mapping[str, str] | None = None,
    school_id: UUID | None = None,
    stage: str | None = None,
    post: str | None = None,
    by: UUID | None = None,
) -> AssignedPack:
    """Put a published version or a shipped pack in force for a period and a school, stage, post or everybody.

    The period is the cycle unless the parameters say otherwise. Assignments for the same people never overlap
    (PeriodTaken), and a more special one never takes over days that are past of one that has begun (RunningCycle).
    """
    if valid_to < valid_from:
        raise PeriodBackwards
    if school_id is not None and not await queries.find_school(session, district_id=district_id, school_id=school_id):
        raise UnknownSchool
    if content_hash is None:
        found = await publish_shipped_pack(session, district_id=district_id, pack_id=pack_id or "", by=by, at=at)
    else:
        found = await _published(session, district_id=district_id, content_hash=content_hash)
    chosen = _with_cycle(found.pack, parameters or {}, valid_from, valid_to)
    demand_bound(found.pack, chosen, switches or {})
    selector = Selector(school_id=school_id, stage=stage, post=post)
    await demand_untouched(
        session, district_id=district_id, selector=selector, valid_from=valid_from, valid_to=valid_to, at=at
    )
    assignment_id = new_id()
    if not await queries.insert_assignment(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        selector=selector,
        valid_from=valid_from,
        valid_to=valid_to,
    ):
        raise PeriodTaken
    return await decide(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        revision=1,
        kind="ASSIGNED",
        valid_to=valid_to,
        content_hash=found.version.content_hash,
        parameters=chosen,
        switches=dict(switches or {}),
        reason=None,
        by=by,
        at=at,
    )


async def correct_assignment(
    session: AsyncSession,
    *,
    district_id: int,
    assignment_id: UUID,
    content_hash: str,
    reason: str,
    parameters: Mapping[str, Any] | None = None,
    switches: Mapping[str, str] | None = None,
    by: UUID,
    at: datetime,
) -> AssignedPack:
    """Put another version in the place of one found wrong, for the whole period; parameters stay unless given."""
    latest = await get_standing_assignment(session, district_id=district_id, assignment_id=assignment_id)
    found = await _published(session, district_id=district_id, content_hash=content_hash)
    chosen = (
        latest.parameters
        if parameters is None
        else _with_cycle(found.pack, parameters, latest.valid_from, latest.valid_to)
    )
    readings = latest.switches if switches is None else dict(switches)
    demand_bound(found.pack, chosen, readings)
    if (content_hash, chosen, readings) == (latest.content_hash, latest.parameters, latest.switches):
        raise NothingCorrected
    return await decide(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        revision=latest.revision + 1,
        kind="CORRECTED",
        valid_to=latest.valid_to,
        content_hash=content_hash,
        parameters=chosen,
        switches=readings,
        reason=reason,
        by=by,
        at=at,
    )


async def list_pack_assignments(
    session: AsyncSession, *, district_id: int, known_at: datetime | None = None
) -> Sequence[AssignedPack]:
    return await queries.list_assigned_packs(session, district_id=district_id, known_at=known_at)


async def get_assignment(session: AsyncSession, *, district_id: int, assignment_id: UUID) -> Sequence[AssignedPack]:
    """Every revision of an assignment, the one in force last."""
    revisions = await queries.list_revisions(session, district_id=district_id, assignment_id=assignment_id)
    if not revisions:
        raise NotFound
    return revisions


async def get_standing_assignment(session: AsyncSession, *, district_id: int, assignment_id: UUID) -> AssignedPack:
    """An assignment at its latest revision, or AssignmentWithdrawn: what was taken back is decided anew."""
    latest = (await get_assignment(session, district_id=district_id, assignment_id=assignment_id))[-1]
    if latest.is_withdrawn:
        raise AssignmentWithdrawn
    return latest


async def list_teacher_packs(
    session: AsyncSession, *, viewer: Viewer, teacher_id: UUID, on: date
) -> list[tuple[AssignedPack, Span]]:
    """Which pack governs a teacher when, by the appointment of each day; seen by who sees the teacher on `on`."""
    district_id = viewer.principal.district_id
    placed = await queries.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=on)
    timelines = await queries.load_timelines(session, district_id=district_id, teacher_ids=[teacher_id])
    if teacher_id not in timelines:
        raise NotFound
    viewer.demand(person_id=teacher_id, unit_id=placed[teacher_id].school_id if teacher_id in placed else None)
    assignments = await queries.load_assignments(session, district_id=district_id)
    return assignments.governing(timelines[teacher_id], until=date.max)


async def _published(session: AsyncSession, *, district_id: int, content_hash: str) -> PackFile:
    version = await queries.find_pack_version(session, district_id=district_id, content_hash=content_hash)
    if version is None:
        raise UnknownVersion
    return PackFile(version, await pack_of(version))


async def demand_untouched(
    session: AsyncSession, *, district_id: int, selector: Selector, valid_from: date, valid_to: date, at: datetime
) -> None:
    touched = taken_over(
        await queries.list_assigned_packs(session, district_id=district_id),
        selector=selector,
        valid_from=valid_from,
        valid_to=valid_to,
        today=at.astimezone(SHANGHAI).date(),
    )
    if touched is not None:
        raise RunningCycle(pack=touched.pack_id, first=touched.valid_from, last=touched.valid_to)


async def decide(
    session: AsyncSession,
    *,
    district_id: int,
    assignment_id: UUID,
    revision: int,
    kind: str,
    valid_to: date,
    content_hash: str,
    parameters: dict[str, Any],
    switches: dict[str, Any],
    reason: str | None,
    by: UUID | None,
    at: datetime,
) -> AssignedPack:
    """Write a revision and say it."""
    if not await queries.insert_revision(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        revision=revision,
        kind=kind,
        valid_to=valid_to,
        content_hash=content_hash,
        parameters=parameters,
        switches=switches,
        reason=reason,
        decided_by=by,
        at=at,
    ):
        raise CorrectedMeanwhile
    decided = (await queries.list_revisions(session, district_id=district_id, assignment_id=assignment_id))[-1]
    await publish(
        session,
        PackAssigned(
            district_id=district_id,
            assignment_id=assignment_id,
            revision=decided.revision,
            pack_id=decided.pack_id,
            content_hash=decided.content_hash,
            valid_from=decided.valid_from,
            valid_to=decided.valid_to,
            school_id=decided.selector.school_id,
            stage=decided.selector.stage,
            post=decided.selector.post,
            withdrawn=decided.is_withdrawn,
        ),
    )
    return decided


def demand_bound(pack: Pack, parameters: Mapping[str, Any], switches: Mapping[str, str]) -> None:
    try:
        bound(pack, Terms(parameters=parameters, switches=switches))
    except TermsRefused as refused:
        raise PackRefused(reason=str(refused)) from refused


def _with_cycle(pack: Pack, parameters: Mapping[str, Any], valid_from: date, valid_to: date) -> dict[str, Any]:
    cycle = {"cycle_start": valid_from.isoformat(), "cycle_end": valid_to.isoformat()}
    return {**{name: day for name, day in cycle.items() if name in pack.parameters}, **parameters}
