"""A case is opened with its evidence, somebody is named to decide it, and the teacher is told."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import CaseMovedOn, DeciderConcerned, OwnAssessment, TeacherNotInPost, TooShortToAnswer
from services.assessment.operations.cases.acting import keep_act, was_done
from services.assessment.operations.cases.reading import CaseSeen, beside_others, demand_case, see_case
from services.assessment.operations.judging import read_packs
from services.assessment.operations.reach import demand_teacher
from services.assessment.rules import ACCESS, FEWEST_DAYS_TO_ANSWER, EvidenceGiven, consequence_of, last_day
from services.directory import queries as directory
from services.directory.errors import AccountUnfit, PackNotAssigned
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id


async def open_case(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    clause_id: str,
    triggers: Sequence[str],
    grounds: str,
    evidence: Sequence[EvidenceGiven],
    decider_id: UUID,
    decider_name: str,
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Open a case by a clause of the pack that governs the teacher today. Nobody is told of it yet."""
    principal = viewer.principal
    snapshot = await demand_teacher(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, at=at)
    today = at.astimezone(SHANGHAI).date()
    if snapshot is None:
        raise TeacherNotInPost(on=today)
    if principal.person_id == teacher_id:
        raise OwnAssessment
    await _demand_decider(
        session,
        district_id=district_id,
        decider_id=decider_id,
        school_id=snapshot.school_id,
        concerned=(principal.account_id, teacher_id, principal.person_id),
    )
    assignments = await directory.load_assignments(session, district_id=district_id)
    assigned = assignments.in_force(today, school_id=snapshot.school_id, stage=snapshot.stage, post=snapshot.post)
    if assigned is None:
        raise PackNotAssigned(on=today)
    packs = await read_packs(session, district_id=district_id, assigned=[assigned])
    clause = consequence_of(packs[assigned.assignment_id, assigned.revision].pack, clause_id, on=today)
    clause.demand_triggers(triggers)
    case = await queries.insert_case(
        session,
        district_id=district_id,
        case={
            "case_id": new_id(),
            "teacher_id": teacher_id,
            "school_id": snapshot.school_id,
            "pack_id": assigned.pack_id,
            "pack_hash": assigned.content_hash,
            "clause_id": clause_id,
            "clause": clause.as_data(),
            "triggers": sorted(set(triggers)),
            "grounds": grounds,
            "state": "OPENED",
            "opened_by": principal.account_id,
            "opener_person_id": principal.person_id,
            "opened_at": at,
            "decider_id": decider_id,
            "decider_name": decider_name,
            "measures": [],
        },
    )
    await keep_act(session, case, act="OPENED", words=grounds, evidence=evidence, viewer=viewer, at=at)
    return await beside_others(session, await see_case(session, case), viewer=viewer)


async def name_decider(
    session: AsyncSession,
    *,
    district_id: int,
    case_id: UUID,
    decider_id: UUID,
    decider_name: str,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Name somebody else to decide, before it is decided. The same again changes nothing."""
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    if (case.decider_id, case.decider_name) == (decider_id, decider_name):
        return await see_case(session, case)
    if case.state not in {"OPENED", "NOTIFIED"}:
        raise CaseMovedOn(state=case.state)
    await _demand_decider(
        session,
        district_id=district_id,
        decider_id=decider_id,
        school_id=case.school_id,
        concerned=(case.opened_by, case.teacher_id, case.opener_person_id),
    )
    if viewer.principal.person_id == case.teacher_id:
        raise OwnAssessment
    case.decider_id, case.decider_name = decider_id, decider_name
    await keep_act(session, case, act="DECIDER_NAMED", words=f"{decider_name}:{reason}", viewer=viewer, at=at)
    return await see_case(session, case)


async def _demand_decider(
    session: AsyncSession,
    *,
    district_id: int,
    decider_id: UUID,
    school_id: UUID,
    concerned: Collection[UUID | None],
) -> None:
    """An account that will see the case and may decide it; DeciderConcerned by account and by person."""
    if decider_id in concerned:
        raise DeciderConcerned
    pointer = "/body/decider_id"
    able = ACCESS["put_case_decision"]
    accounts = await directory.get_accounts(session, district_id=district_id, named={pointer: decider_id}, able=able)
    account = accounts[pointer]
    if account.teacher_id is not None and account.teacher_id in concerned:
        raise DeciderConcerned
    is_of_district = any(able[role] is Reach.DISTRICT for role in account.roles_among(able))
    if not is_of_district and account.school_id != school_id:
        raise AccountUnfit.at([pointer])


async def notify_teacher(
    session: AsyncSession,
    *,
    district_id: int,
    case_id: UUID,
    words: str,
    statement_until: date,
    viewer: Viewer,
    at: datetime,
) -> CaseSeen:
    """Tell the teacher: from now on the case is visible to them, and they may answer until the day named."""
    case = await queries.lock_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    if await was_done(session, case, act="NOTIFIED", words=words, viewer=viewer, now_at="OPENED"):
        if case.statement_until != statement_until:
            raise CaseMovedOn(state=case.state)
        return await see_case(session, case)
    earliest = last_day(at.astimezone(SHANGHAI).date(), days=FEWEST_DAYS_TO_ANSWER)
    if statement_until < earliest:
        raise TooShortToAnswer(earliest=earliest)
    case.statement_until = statement_until
    case.state = "NOTIFIED"
    await keep_act(session, case, act="NOTIFIED", words=words, viewer=viewer, at=at)
    return await see_case(session, case)
