"""Who may enter a class, as the pack of each teacher says: from the training history that the ledger has posted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import PostedEntry
from services.directory import queries as directory
from services.directory.queries import Snapshot
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.policy.facts import Entry
from services.policy.format import Pack, Terms, stored
from services.policy.programs import Eligible, eligibility
from services.policy.valuation import Program as Offer
from services.registration import queries
from services.registration.errors import TeacherNotInPost
from services.registration.models import EligibilityOverride, Enrolment, Program, TrainingHistory
from services.registration.rules import has_eligibility


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the pack of one teacher says about entering a program, with the entries it cites."""

    answer: Eligible
    pack_id: str | None = None
    content_hash: str | None = None
    cited: Mapping[str, TrainingHistory] = field(default_factory=dict)


OPEN = Ruled(Eligible((), ()))


async def keep_history(session: AsyncSession, *, district_id: int, entries: Sequence[PostedEntry]) -> None:
    """Take over what now stands in the book; reversals are rows of their own and may come first."""
    await queries.insert_history(
        session,
        district_id=district_id,
        entries=[{**entry.model_dump(exclude={"school_id", "tags"}), "tags": list(entry.tags)} for entry in entries],
    )


async def get_eligibility(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID, viewer: Viewer, at: datetime
) -> Ruled:
    """Whether a teacher within reach may enter a class today, and what stands in the way."""
    day = at.astimezone(SHANGHAI).date()
    await queries.get_class(session, district_id=district_id, class_id=class_id)
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=[teacher_id])
    if teacher_id not in names:
        raise NotFound
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=day)
    snapshot = snapshots.get(teacher_id)
    viewer.demand(person_id=teacher_id, unit_id=snapshot.school_id if snapshot else None)
    if snapshot is None:
        raise TeacherNotInPost(on=day)
    ruled = await rule(session, district_id=district_id, class_id=class_id, snapshots=[snapshot], on=day)
    return ruled.get(teacher_id, OPEN)


async def rule(
    session: AsyncSession, *, district_id: int, class_id: UUID, snapshots: Iterable[Snapshot], on: date
) -> dict[UUID, Ruled]:
    """The answer for each of these teachers whose pack has something to say; the others may enter.

    Where no pack bars anybody from anything, two statements are all it costs.
    """
    assignments = await directory.load_assignments(session, district_id=district_id)
    asked: dict[UUID, directory.AssignedPack] = {}
    for snapshot in snapshots:
        assigned = assignments.in_force(on, school_id=snapshot.school_id, stage=snapshot.stage, post=snapshot.post)
        if assigned is not None and has_eligibility(_pack(assigned)):
            asked[snapshot.teacher_id] = assigned
    if not asked:
        return {}
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    program = _offer(await queries.get_program(session, district_id=district_id, program_id=training_class.program_id))
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=asked)
    history: dict[UUID, list[TrainingHistory]] = {}
    for row in await queries.list_history(session, district_id=district_id, teacher_ids=asked):
        history.setdefault(row.teacher_id, []).append(row)
    return {
        teacher_id: Ruled(
            eligibility(
                _pack(assigned),
                terms=Terms(parameters=assigned.parameters, switches=assigned.switches),
                teacher=timelines[teacher_id],
                history=[_entry(row) for row in history.get(teacher_id, [])],
                program=program,
                on=on,
            ),
            assigned.pack_id,
            assigned.content_hash,
            {str(row.entry_id): row for row in history.get(teacher_id, [])},
        )
        for teacher_id, assigned in asked.items()
    }


async def keep_overrides(
    session: AsyncSession,
    *,
    enrolments: Iterable[Enrolment],
    ruled: Mapping[UUID, Ruled],
    reasons: Mapping[UUID, str],
    by: UUID,
    at: datetime,
) -> None:
    """Keep with each enrolment which clauses a person set aside for it, and why."""
    await queries.insert_overrides(
        session,
        [
            EligibilityOverride(
                district_id=enrolment.district_id,
                enrolment_id=enrolment.enrolment_id,
                clause_id=finding.clause_id,
                bar=finding.code,
                cited=[UUID(entry_id) for entry_id in finding.cited],
                pack_hash=ruled[enrolment.teacher_id].content_hash or "",
                reason=reasons[enrolment.teacher_id],
                overridden_by=by,
                overridden_at=at,
            )
            for enrolment in enrolments
            if enrolment.teacher_id in reasons and enrolment.teacher_id in ruled
            for finding in ruled[enrolment.teacher_id].answer.findings
            if finding.barred
        ],
    )


def _pack(assigned: directory.AssignedPack) -> Pack:
    return stored(assigned.content, content_hash=assigned.content_hash)


def _offer(program: Program) -> Offer:
    return Offer(
        level=program.level,
        mode=program.mode,
        nature=program.nature,
        kind=program.kind,
        category=program.category,
        tags=frozenset(program.tags),
        organised_by_admin=program.organised_by_admin,
    )


def _entry(row: TrainingHistory) -> Entry:
    return Entry(
        entry_id=str(row.entry_id),
        hours=row.hours,
        credits=row.credits,
        earned_from=row.earned_from,
        earned_to=row.earned_to,
        category=row.category,
        level=row.level,
        mode=row.mode,
        nature=row.nature,
        kind=row.kind,
        tags=frozenset(row.tags),
        program_id=str(row.program_id) if row.program_id else None,
        class_id=str(row.class_id) if row.class_id else None,
        organised_by_admin=row.organised_by_admin,
    )
