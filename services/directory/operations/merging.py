"""A person found twice: two officers agree that two teachers are one, and the one goes on as the other; undoable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TeachersMerged, TimelineChanged
from services.directory import queries
from services.directory.errors import (
    ConcernsYourself,
    HeldElsewhere,
    MergeRefused,
    NothingToDecide,
    NotYourProposal,
    SecondPersonNeeded,
    TeacherIsMerged,
)
from services.directory.models import (
    SchoolRevision,
    Teacher,
    TeacherFact,
    TeacherMerge,
    TeacherMergeStep,
)
from services.directory.operations.opening import Keys
from services.directory.operations.places import hold_open
from services.directory.operations.sealing import all_indexes, keys_of, opened, seal
from services.directory.operations.taking_over import as_told, give_back, take_over
from services.directory.rules import MERGED, OPEN_MERGES, state_after
from services.platform.access import Viewer
from services.platform.errors import NotFound, Text
from services.platform.ids import new_id
from services.platform.outbox import publish

_APPROVED: Final = "APPROVED"
_FOUND_TWICE: Final = "教师合并,任务重复 / the teachers merged, the task stands twice"
_MERGE_THE_OTHER_WAY: Final = Text(zh="已有教师并入该教师,请反向合并", en="somebody goes on as it: merge the other way")
_WITHDRAWN: Final = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge with everything that was said of it, the first first."""

    merge: TeacherMerge
    steps: Sequence[TeacherMergeStep]

    @property
    def state(self) -> str:
        return state_after(self.steps[-1].step)


async def propose_merge(
    session: AsyncSession, *, viewer: Viewer, teacher_id: UUID, into_teacher_id: UUID, reason: str, at: datetime
) -> Merge:
    """Say that two teachers are one person; nothing changes before another officer agrees."""
    district_id = viewer.principal.district_id
    await _demand_mergeable(session, viewer, teacher_id, into_teacher_id)
    merge = await queries.insert_merge(
        session,
        TeacherMerge(
            district_id=district_id, merge_id=new_id(), teacher_id=teacher_id, into_teacher_id=into_teacher_id
        ),
    )
    step = await _keep_step(session, viewer, Merge(merge, []), "PROPOSED", reason=reason, changes={}, at=at)
    return Merge(merge, [step])


async def propose_undoing(session: AsyncSession, *, viewer: Viewer, merge_id: UUID, reason: str, at: datetime) -> Merge:
    """Say that they are two after all; nothing changes before another officer agrees."""
    found = await _locked(session, viewer, merge_id)
    if found.state != MERGED:
        raise NothingToDecide(state=found.state)
    step = await _keep_step(session, viewer, found, "UNDO_PROPOSED", reason=reason, changes={}, at=at)
    return Merge(found.merge, [*found.steps, step])


async def decide_merge(
    session: AsyncSession,
    *,
    viewer: Viewer,
    merge_id: UUID,
    decision: str,
    reason: str | None,
    keys: Keys,
    at: datetime,
) -> Merge:
    """Approve or reject what another proposed, or withdraw what one proposed oneself: the merge, or its undoing."""
    found = await _locked(session, viewer, merge_id)
    prefix = OPEN_MERGES.get(found.state)
    if prefix is None:
        raise NothingToDecide(state=found.state)
    _demand_second_person(found, viewer, decision)
    changes: dict[str, Any] = {}
    if decision == _APPROVED:
        changes = await (_undo(session, found, keys) if prefix else _merge(session, viewer, found, keys, at=at))
    step = await _keep_step(session, viewer, found, prefix + decision, reason=reason, changes=changes, at=at)
    decided = Merge(found.merge, [*found.steps, step])
    if decision == _APPROVED:
        both = (found.merge.teacher_id, found.merge.into_teacher_id)
        await publish(session, TimelineChanged(district_id=found.merge.district_id, teacher_ids=both))
        await publish(
            session,
            TeachersMerged(
                district_id=found.merge.district_id,
                merge_id=merge_id,
                revision=step.number,
                teacher_id=both[0],
                into_teacher_id=both[1],
                undone=bool(prefix),
            ),
        )
    return decided


async def get_merge(session: AsyncSession, *, district_id: int, merge_id: UUID) -> Merge:
    merge = await queries.find_merge(session, district_id=district_id, merge_id=merge_id)
    if merge is None:
        raise NotFound
    steps = await queries.map_merge_steps(session, district_id=district_id, merge_ids=[merge_id])
    return Merge(merge, steps[merge_id])


async def list_merges(
    session: AsyncSession, *, district_id: int, teacher_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Merge]:
    merges = await queries.list_merges(
        session, district_id=district_id, teacher_id=teacher_id, after=after, limit=limit
    )
    steps = await queries.map_merge_steps(
        session, district_id=district_id, merge_ids=[merge.merge_id for merge in merges]
    )
    return [Merge(merge, steps[merge.merge_id]) for merge in merges]


async def _locked(session: AsyncSession, viewer: Viewer, merge_id: UUID) -> Merge:
    """The merge with both teachers locked: whoever decides second finds what the first decided."""
    district_id = viewer.principal.district_id
    merge = await queries.find_merge(session, district_id=district_id, merge_id=merge_id)
    if merge is None:
        raise NotFound
    for teacher_id in sorted((merge.teacher_id, merge.into_teacher_id)):
        await queries.lock_teacher(session, district_id=district_id, teacher_id=teacher_id)
    return await get_merge(session, district_id=district_id, merge_id=merge_id)


def _demand_second_person(found: Merge, viewer: Viewer, decision: str) -> None:
    proposal, principal = found.steps[-1], viewer.principal
    own = principal.account_id == proposal.by_account
    if decision == _WITHDRAWN:
        if not own:
            raise NotYourProposal
        return
    if own or (principal.person_id is not None and principal.person_id == proposal.by_person):
        raise SecondPersonNeeded
    _demand_stranger(viewer, found.merge.teacher_id, found.merge.into_teacher_id)


def _demand_stranger(viewer: Viewer, *teacher_ids: UUID) -> None:
    if viewer.principal.person_id in teacher_ids:
        raise ConcernsYourself


async def _demand_mergeable(
    session: AsyncSession, viewer: Viewer, teacher_id: UUID, into_teacher_id: UUID
) -> tuple[Teacher, Teacher]:
    """Both teachers, locked in the order of their ids, if the one may go on as the other."""
    district_id = viewer.principal.district_id
    _demand_stranger(viewer, teacher_id, into_teacher_id)
    locked = {
        one: await queries.lock_teacher(session, district_id=district_id, teacher_id=one)
        for one in sorted({teacher_id, into_teacher_id})
    }
    teacher, into = locked[teacher_id], locked[into_teacher_id]
    if teacher is None or into is None:
        raise NotFound
    if teacher_id == into_teacher_id:
        raise MergeRefused(reason=Text(zh="是同一条教师记录", en="it is one and the same teacher"))
    for one in (teacher, into):
        if one.merged_into is not None:
            raise TeacherIsMerged(into=one.merged_into)
    if await queries.has_merged(session, district_id=district_id, teacher_id=teacher_id):
        raise MergeRefused(reason=_MERGE_THE_OTHER_WAY)
    if await queries.has_departed(session, district_id=district_id, teacher_id=teacher_id):
        raise MergeRefused(reason=Text(zh="该教师已调往他区", en="it left for another district"))
    return teacher, into


async def _keep_step(
    session: AsyncSession,
    viewer: Viewer,
    found: Merge,
    step: str,
    *,
    reason: str | None,
    changes: dict[str, Any],
    at: datetime,
) -> TeacherMergeStep:
    return await queries.insert_merge_step(
        session,
        TeacherMergeStep(
            district_id=found.merge.district_id,
            merge_id=found.merge.merge_id,
            number=len(found.steps) + 1,
            step=step,
            reason=reason,
            changes=changes,
            by_account=viewer.principal.account_id,
            by_person=viewer.principal.person_id,
            at=at,
        ),
    )


async def _merge(session: AsyncSession, viewer: Viewer, found: Merge, keys: Keys, *, at: datetime) -> dict[str, Any]:
    """Let the one go on as the other; returns what was changed, from which undoing restores it."""
    district_id = found.merge.district_id
    teacher, into = await _demand_mergeable(session, viewer, found.merge.teacher_id, found.merge.into_teacher_id)
    former = await queries.list_appointments(session, district_id=district_id, teacher_id=teacher.teacher_id)
    kept = await queries.list_appointments(session, district_id=district_id, teacher_id=into.teacher_id)
    taken_over = take_over(former, kept, into.teacher_id)
    was = [as_told(one) for one in former]
    await queries.delete_appointments(
        session, district_id=district_id, appointment_ids=[one.appointment_id for one in former]
    )
    await queries.insert_appointments(session, rows=taken_over)
    facts = await queries.list_facts(session, district_id=district_id, teacher_id=teacher.teacher_id)
    copied = await queries.copy_facts(session, rows=[_copied(fact, into.teacher_id) for fact in facts])
    annulled = await _annul_doubles(session, viewer, found.merge, at=at)
    links = await queries.list_links(session, district_id=district_id, teacher_id=teacher.teacher_id)
    links["tasks"] = [one for one in links["tasks"] if one not in annulled]
    await queries.relink(
        session, district_id=district_id, links=links, teacher_id=into.teacher_id, instead_of=teacher.teacher_id
    )
    identity = await queries.find_identity(session, district_id=district_id, teacher_id=teacher.teacher_id)
    moved_identity = identity is not None and (
        await queries.find_identity(session, district_id=district_id, teacher_id=into.teacher_id) is None
    )
    if identity is not None:
        ring = await keys_of(session, district_id=district_id, keys=keys)
        indexes = all_indexes(identity, ring, keys)
        await queries.move_claim(session, document_indexes=indexes, person_id=into.person_id)
    if moved_identity:
        await _move_identity(session, keys, district_id, teacher.teacher_id, into.teacher_id)
    person_id = teacher.person_id
    await queries.give_up_place(session, district_id=district_id, person_ids=[person_id])
    teacher.merged_into, teacher.person_id = into.teacher_id, into.person_id
    await session.flush()
    if await hold_open(session, district_id=district_id, teacher_ids=[into.teacher_id]):
        raise HeldElsewhere
    return {
        "person_id": str(person_id),
        "appointments": was,
        "taken_over": [str(row["appointment_id"]) for row in taken_over],
        "facts": [str(one) for one in copied],
        "links": {name: [str(one) for one in ids] for name, ids in links.items()},
        "annulled": [str(one) for one in annulled],
        "identity": moved_identity,
    }


async def _undo(session: AsyncSession, found: Merge, keys: Keys) -> dict[str, Any]:
    """Restore what merging changed, as far as nobody has changed it since."""
    district_id = found.merge.district_id
    into_id, teacher_id = found.merge.into_teacher_id, found.merge.teacher_id
    changed = next(step.changes for step in reversed(found.steps) if step.step == _APPROVED)
    teacher = await queries.lock_teacher(session, district_id=district_id, teacher_id=teacher_id)
    assert teacher is not None  # noqa: S101 - the merge names it by a foreign key
    await give_back(session, found.merge, changed)
    await queries.delete_facts(session, district_id=district_id, fact_ids=[UUID(one) for one in changed["facts"]])
    await queries.restate_school_facts(
        session, district_id=district_id, fact_ids=[UUID(one) for one in changed.get("annulled", ())]
    )
    links = {name: [UUID(one) for one in ids] for name, ids in changed["links"].items()}
    await queries.relink(session, district_id=district_id, links=links, teacher_id=teacher_id, instead_of=into_id)
    if changed["identity"]:
        await _move_identity(session, keys, district_id, into_id, teacher_id)
    teacher.merged_into, teacher.person_id = None, UUID(changed["person_id"])
    await session.flush()
    identity = await queries.find_identity(session, district_id=district_id, teacher_id=teacher_id)
    if identity is not None:
        ring = await keys_of(session, district_id=district_id, keys=keys)
        indexes = all_indexes(identity, ring, keys)
        await queries.move_claim(session, document_indexes=indexes, person_id=teacher.person_id)
    if await hold_open(session, district_id=district_id, teacher_ids=[teacher_id, into_id]):
        raise HeldElsewhere
    return {}


async def _annul_doubles(session: AsyncSession, viewer: Viewer, merge: TeacherMerge, *, at: datetime) -> list[UUID]:
    """A task that a school gave to both from the same day is one task: that of the former number is annulled."""
    doubles = await queries.list_same_tasks(
        session,
        district_id=merge.district_id,
        teacher_id=merge.teacher_id,
        into_teacher_id=merge.into_teacher_id,
    )
    for fact in doubles:
        fact.annulled = True
        await queries.insert_school_revision(
            session,
            SchoolRevision(
                district_id=merge.district_id,
                revision_id=new_id(),
                school_id=fact.school_id,
                subject_id=fact.fact_id,
                kind="ANNULLED",
                last_day=None,
                reason=_FOUND_TWICE,
                decided_by=viewer.principal.account_id,
                decided_at=at,
            ),
        )
    return [fact.fact_id for fact in doubles]


def _copied(fact: TeacherFact, teacher_id: UUID) -> dict[str, Any]:
    kept = ("district_id", "kind", "code", "valid_from", "valid_to", "ground")
    return {**{name: getattr(fact, name) for name in kept}, "fact_id": new_id(), "teacher_id": teacher_id}


async def _move_identity(session: AsyncSession, keys: Keys, district_id: int, from_id: UUID, to_id: UUID) -> None:
    """What is sealed says whose it is: it is opened and sealed anew."""
    identity = await queries.find_identity(session, district_id=district_id, teacher_id=from_id)
    if identity is None:
        return
    ring = await keys_of(session, district_id=district_id, keys=keys)
    told = opened(identity, ring)
    identity.teacher_id = to_id
    seal(identity, told, ring)
    await session.flush()
