"""Helper devices without a network: what they take along, what they bring back, and what people make of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import (
    AlreadyReviewed,
    BundleInvalid,
    CheckInClosed,
    NothingToReview,
    TeacherNeeded,
)
from services.attendance.models import Meeting, OfflineFact, OfflineReview, TrainingClass
from services.attendance.operations.books import windows_of_meeting
from services.attendance.operations.check_in import demand_settled
from services.attendance.operations.follow_ups import follow_up_meeting
from services.attendance.operations.viewing import demand_class, demand_other
from services.attendance.rules import (
    UPLOADS_FOR,
    Bundles,
    BundleTicket,
    Codes,
    Grade,
    JudgedScan,
    Method,
    Need,
    OfflineLine,
    Phase,
    Proven,
    Refusal,
    Scan,
    need_of,
    proof_of,
    says_more,
)
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineBundle:
    """What a device needs for one meeting: whom to expect, and by which keys its codes are shown and judged."""

    bundle_id: UUID
    meeting: Meeting
    training_class: TrainingClass
    members: Sequence[tuple[UUID, str, str]]
    """teacher id, staff number and short name, in the order of staff numbers."""
    code_keys: Mapping[Phase, bytes]
    issued_at: datetime
    uploads_until: datetime


async def issue_bundle(
    session: AsyncSession, codes: Codes, *, viewer: Viewer, district_id: int, meeting_id: UUID, at: datetime
) -> tuple[OfflineBundle, bool]:
    """The bundle of the asking account, kept as issued, and whether it is new; for who may show the meeting's codes.

    Asked for again it is the same bundle, with the list as it is by then.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    await demand_settled(session, meeting=meeting, training_class=training_class)
    if at > meeting.out_closes_at:
        raise CheckInClosed(
            opens_at=meeting.in_opens_at,
            closes_at=meeting.out_closes_at,
        )
    members = await queries.map_member_schools(session, district_id=district_id, class_id=meeting.class_id)
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=members)
    bundle = OfflineBundle(
        bundle_id=uuid5(meeting_id, str(viewer.principal.account_id)),
        meeting=meeting,
        training_class=training_class,
        members=sorted(
            ((teacher_id, *names.get(teacher_id, ("", ""))) for teacher_id in members), key=lambda one: one[1]
        ),
        code_keys={phase: codes.key_of(meeting_id=meeting_id, phase=phase) for phase in (Phase.IN, Phase.OUT)},
        issued_at=at,
        uploads_until=meeting.ends_at + UPLOADS_FOR,
    )
    is_new = await queries.insert_bundle(
        session,
        district_id=district_id,
        bundle_id=bundle.bundle_id,
        meeting_id=meeting_id,
        issued_to=viewer.principal.account_id,
        at=at,
        uploads_until=bundle.uploads_until,
    )
    return bundle, is_new


async def upload_facts(
    session: AsyncSession,
    codes: Codes,
    bundles: Bundles,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    ticket: str,
    sent_at: datetime,
    lines: Sequence[OfflineLine],
    at: datetime,
) -> list[OfflineFact]:
    """Keep what a device brings, line by line in their order; the same lines again are the same facts.

    A line counts at its own time. What cannot count without further ado waits for a person; nothing is dropped, and a
    trainer who has lost the class meanwhile still brings what was seen.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    known = _opened(bundles, ticket, viewer=viewer, district_id=district_id, meeting_id=meeting_id)
    if known is None or await queries.find_bundle(session, district_id=district_id, bundle_id=known.bundle_id) is None:
        # Whom the meeting is nothing to does not hear that it is there.
        demand_class(viewer, training_class)
        raise BundleInvalid
    kept, new = await _sorted_out(session, district_id=district_id, meeting_id=meeting_id, lines=lines)
    whose = await _whose(session, district_id=district_id, lines=[line for line, _ in new.values()])
    windows = windows_of_meeting(meeting)
    scans: dict[UUID, JudgedScan] = {}
    rows: dict[UUID, dict[str, Any]] = {}
    for client_id, (line, is_taken) in new.items():
        teacher_id = whose[line]
        proven = proof_of(line, codes, district_id=district_id, meeting_id=meeting_id, windows=windows)
        need = (
            Need.CLIENT_ID_TAKEN
            if is_taken
            else need_of(
                line,
                teacher_id=teacher_id,
                own_id=viewer.principal.person_id,
                windows=windows,
                cancelled=meeting.cancelled or training_class.cancelled,
                skew=sent_at - at,
                proven=proven,
                uploads_until=known.uploads_until,
                at=at,
            )
        )
        rows[client_id] = {
            "meeting_id": meeting_id,
            "client_id": client_id,
            "bundle_id": known.bundle_id,
            "phase": line.phase,
            # As it was told, also where the district has nobody of that id.
            "teacher_id": teacher_id or line.teacher_id,
            "staff_number": line.staff_number,
            "grade": Grade.VOUCHED,
            "occurred_at": line.at.astimezone(UTC),
            "device_at": sent_at,
            "content_hash": line.content_hash,
            "outcome": "NEEDS_REVIEW" if need else "RECORDED",
            "reason": need,
            "check_in_id": None,
            "uploaded_by": viewer.principal.account_id,
            "uploaded_at": at,
        }
        if need is None and teacher_id is not None:
            scans[client_id] = _scan(
                line, district_id=district_id, meeting_id=meeting_id, teacher_id=teacher_id, proven=proven, at=at
            )
    await _record(session, scans, rows)
    await queries.insert_facts(session, district_id=district_id, facts=list(rows.values()))
    if scans:
        await follow_up_meeting(
            session,
            meeting=meeting,
            teacher_ids={one.scan.teacher_id for one in scans.values()},
            by=viewer.principal.account_id,
            at=at,
        )
    # Read back: of two uploads of the same lines at once, the one that came first says what became of them.
    facts = await queries.map_facts(
        session, district_id=district_id, meeting_id=meeting_id, client_ids=set(kept.values())
    )
    return [facts[kept[line.client_id, line.content_hash]] for line in lines]


async def list_facts(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    only_open: bool,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[tuple[OfflineFact, OfflineReview | None]]:
    """What devices brought to a meeting, in the order of its times; `only_open`: what still waits for a person."""
    _, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    return await queries.list_facts(
        session, district_id=district_id, meeting_id=meeting_id, only_open=only_open, after=after, limit=limit
    )


async def review_fact(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    client_id: UUID,
    accepted: bool,
    teacher_id: UUID | None,
    reason: str,
    at: datetime,
) -> OfflineReview:
    """Say whether a fact that waits shall count, once and never one's own; the same word again is the same word."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    facts = await queries.map_facts(session, district_id=district_id, meeting_id=meeting_id, client_ids=[client_id])
    if client_id not in facts:
        raise NotFound
    fact = facts[client_id]
    if fact.outcome != "NEEDS_REVIEW":
        raise NothingToReview
    whose = teacher_id if fact.reason == Need.UNKNOWN_TEACHER else fact.teacher_id
    if whose is not None:
        demand_other(viewer, whose)
    if accepted:
        named = await directory.map_teacher_names(
            session, district_id=district_id, teacher_ids=[whose] if whose else []
        )
        if whose not in named or (teacher_id is not None and teacher_id != whose):
            raise TeacherNeeded
    review = await queries.insert_offline_review(
        session,
        fact=fact,
        accepted=accepted,
        teacher_id=whose if accepted else None,
        reason=reason,
        reviewed_by=viewer.principal.account_id,
        at=at,
    )
    if review is None:
        review = await queries.get_offline_review(
            session, district_id=district_id, meeting_id=meeting_id, client_id=client_id
        )
        if (review.accepted, review.teacher_id, review.reason) != (accepted, whose if accepted else None, reason):
            raise AlreadyReviewed
    elif review.teacher_id is not None:
        await follow_up_meeting(
            session, meeting=meeting, teacher_ids=[review.teacher_id], by=viewer.principal.account_id, at=at
        )
    return review


def _opened(bundles: Bundles, text: str, *, viewer: Viewer, district_id: int, meeting_id: UUID) -> BundleTicket | None:
    ticket = bundles.read(text)
    wanted = district_id, meeting_id, viewer.principal.account_id
    if ticket is None or (ticket.district_id, ticket.meeting_id, ticket.account_id) != wanted:
        return None
    return ticket


async def _sorted_out(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, lines: Sequence[OfflineLine]
) -> tuple[dict[tuple[UUID, bytes], UUID], dict[UUID, tuple[OfflineLine, bool]]]:
    """Under which id each line is kept, and which of them are new; True for one whose id stands for another line.

    Such a line keeps an id made of its own and its content, so that it is not lost, and not kept twice either.
    """
    facts = await queries.map_facts(
        session, district_id=district_id, meeting_id=meeting_id, client_ids={line.client_id for line in lines}
    )
    content = {client_id: fact.content_hash for client_id, fact in facts.items()}
    kept: dict[tuple[UUID, bytes], UUID] = {}
    new: dict[UUID, tuple[OfflineLine, bool]] = {}
    for line in lines:
        first = content.setdefault(line.client_id, line.content_hash)
        is_taken = first != line.content_hash
        client_id = uuid5(line.client_id, line.content_hash.hex()) if is_taken else line.client_id
        kept[line.client_id, line.content_hash] = client_id
        if client_id not in facts:
            new[client_id] = line, is_taken
    return kept, new


async def _whose(
    session: AsyncSession, *, district_id: int, lines: Sequence[OfflineLine]
) -> dict[OfflineLine, UUID | None]:
    by_number = await directory.map_teachers_by_staff_number(
        session, district_id=district_id, staff_numbers={line.staff_number for line in lines if line.staff_number}
    )
    named = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids={line.teacher_id for line in lines if line.teacher_id}
    )
    return {
        line: (line.teacher_id if line.teacher_id in named else None)
        if line.teacher_id
        else by_number.get(line.staff_number or "")
        for line in lines
    }


def _scan(
    line: OfflineLine,
    *,
    district_id: int,
    meeting_id: UUID,
    teacher_id: UUID,
    proven: Proven,
    at: datetime,
) -> JudgedScan:
    return JudgedScan(
        Scan(
            scan_id=new_id(),
            district_id=district_id,
            meeting_id=meeting_id,
            phase=line.phase,
            teacher_id=teacher_id,
            code="",
            method=Method.OFFLINE,
            # Who brings a line was given the keys: they can have made its code, and so vouch for it.
            grade=Grade.VOUCHED,
            presented_at=at,
            device_at=line.at,
        ),
        at=line.at.astimezone(UTC),
        received_at=at,
        code_age=proven.code_age,
    )


async def _record(session: AsyncSession, scans: Mapping[UUID, JudgedScan], rows: Mapping[UUID, dict[str, Any]]) -> None:
    """Record check-ins, and note on each row what became of it."""
    # In the order of their keys, as the desk takes them; of one teacher's lines the earliest first.
    ordered = sorted(scans, key=lambda client_id: (scans[client_id].scan.key, scans[client_id].at))
    if not ordered:
        return
    outcomes = await queries.record_scans(session, [scans[client_id] for client_id in ordered])
    for client_id, outcome in zip(ordered, outcomes, strict=True):
        row, judged = rows[client_id], scans[client_id]
        if outcome.check_in is None:
            annulled = outcome.refusal is Refusal.ANNULLED_SINCE
            row |= {"outcome": "NEEDS_REVIEW", "reason": Need.ANNULLED_SINCE if annulled else Need.OUTSIDE_WINDOW}
            continue
        row["check_in_id"] = outcome.check_in.check_in_id
        if outcome.check_in.check_in_id == judged.scan.scan_id:
            continue
        more = says_more(judged.scan.phase, said=judged.at, recorded=outcome.check_in.recorded_at)
        row |= {"outcome": "NEEDS_REVIEW", "reason": Need.RECORDED_OTHERWISE} if more else {"outcome": "KNOWN"}
