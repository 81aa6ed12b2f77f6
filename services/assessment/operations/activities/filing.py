"""What an activity leaves behind: a form begun for each participant, and the facts that packs count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Activity, Claim, Record
from services.assessment.operations.activities.preparing import Part, Prepared, counted_by
from services.assessment.operations.claims import draft_claims
from services.assessment.operations.records import say_records
from services.assessment.rules import MOST_RECORDS, ClaimDraft, ClaimPaper, Logged, PackInForce, PlanKept
from services.platform.access import Viewer
from services.platform.ids import new_id


def event_of(activity_id: UUID) -> str:
    """What the records of one activity have in common."""
    return f"activity:{activity_id}"


def columns_of(logged: Logged, prepared: Prepared) -> dict[str, Any]:
    """An activity as its row says it."""
    return {
        "unit_id": logged.unit_id,
        "unit": prepared.recorder.unit,
        "route": logged.route,
        "kind": logged.kind,
        "code": logged.code,
        "title": logged.title,
        "starts_at": logged.starts_at,
        "ends_at": logged.ends_at,
        "first_on": logged.first_on,
        "last_on": logged.last_on,
        "minutes": logged.lasting,
        "hours": logged.hours,
        "place": logged.place,
        "post": logged.post,
        "speaker": logged.speaker,
        "content": logged.content,
        "check": logged.check,
        "plan_id": logged.plan_id,
        "category": logged.category,
        "level": logged.level,
        "mode": logged.mode,
        "nature": logged.nature,
        "tags": sorted(set(logged.tags)),
        "papers": logged.as_data()["papers"],
        "advice": [asdict(one) for one in prepared.advice],
    }


async def keep_participants(
    session: AsyncSession, *, activity: Activity, parts: Sequence[Part], claims: Mapping[UUID, Claim]
) -> None:
    """Let these people take part as stated, each with the form that was begun."""
    await queries.upsert_participants(
        session,
        district_id=activity.district_id,
        participants=[
            {
                "activity_id": activity.activity_id,
                "teacher_id": part.taking.teacher_id,
                "school_id": part.school_id,
                "role": part.taking.role,
                "kinds": list(part.filing.kinds),
                "clause_id": part.filing.clause_id,
                "claim_id": claims[part.taking.teacher_id].claim_id if part.taking.teacher_id in claims else None,
                "part": part_of(part),
            }
            for part in parts
        ],
    )


def part_of(part: Part) -> dict[str, Any]:
    """What was stated about somebody's part, beside the role."""
    stated = asdict(part.taking)
    return {name: stated[name] for name in ("kind", "author_order", "authors", "characters", "months", "grade")}


async def begin_forms(
    session: AsyncSession,
    *,
    activity: Activity,
    logged: Logged,
    parts: Sequence[Part],
    plan: PlanKept | None,
    viewer: Viewer,
    at: datetime,
) -> dict[UUID, Claim]:
    """teacher -> the form begun; nobody whose part files nothing."""
    filing = [part for part in parts if part.filing.kinds]
    claims = await draft_claims(
        session,
        district_id=activity.district_id,
        drafts=[_draft(activity, logged, part, plan) for part in filing],
        by=viewer.principal.account_id,
        at=at,
    )
    return {part.taking.teacher_id: claim for part, claim in zip(filing, claims, strict=True)}


async def keep_counts(
    session: AsyncSession, *, activity: Activity, prepared: Prepared, reason: str, viewer: Viewer, at: datetime
) -> None:
    """Record what the activity adds to counts; what it recorded before and does not add any more is retracted."""
    wanted = counted_by(prepared)
    rows = {key: _record(activity, key, school_id=school_id, pack=pack) for key, (school_id, pack) in wanted.items()}
    await _replace(session, activity=activity, rows=list(rows.values()), reason=reason, viewer=viewer, at=at)


async def retract_counts(
    session: AsyncSession, *, activity: Activity, reason: str, viewer: Viewer, at: datetime
) -> None:
    """Take back everything that the activity recorded."""
    await _replace(session, activity=activity, rows=[], reason=reason, viewer=viewer, at=at)


def _draft(activity: Activity, logged: Logged, part: Part, plan: PlanKept | None) -> ClaimDraft:
    taking = part.taking
    papers = [
        ClaimPaper(code=paper.code, file_id=paper.file_id, note=paper.note) for paper in logged.papers_of(taking.role)
    ]
    if plan is not None and all(paper.code != plan.kind for paper in papers):
        papers.append(ClaimPaper(code=plan.kind, note=plan.title))
    return ClaimDraft(
        teacher_id=taking.teacher_id,
        kinds=part.filing.kinds,
        event_id=activity.activity_id,
        title=logged.title,
        held_from=logged.first_on,
        held_to=logged.last_on,
        category=logged.category,
        level=logged.level,
        mode=logged.mode,
        nature=logged.nature,
        tags=tuple(sorted(set(logged.tags))),
        role=taking.role,
        author_order=taking.author_order,
        authors=taking.authors,
        characters=taking.characters,
        minutes=logged.lasting,
        months=taking.months,
        grade=taking.grade,
        hours=logged.hours,
        papers=tuple(papers),
    )


def _record(
    activity: Activity, key: tuple[UUID | None, str, str], *, school_id: UUID, pack: PackInForce
) -> dict[str, Any]:
    teacher_id, kind, role = key
    return {
        "kind": kind,
        "held_on": activity.last_on,
        "amount": 1,
        "teacher_id": teacher_id,
        "school_id": school_id,
        # A unit of the school held it; a person's own record belongs to no unit.
        "unit": activity.unit if teacher_id is None else None,
        "event": event_of(activity.activity_id),
        "class_id": None,
        "role": role,
        "level": activity.level if activity.level in pack.pack.dimensions.level else "",
        "result": "",
        "tags": [],
        "title": activity.title,
    }


async def _replace(
    session: AsyncSession,
    *,
    activity: Activity,
    rows: Collection[Mapping[str, Any]],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> None:
    standing = await queries.lock_records_of_event(
        session, district_id=activity.district_id, event=event_of(activity.activity_id)
    )
    said: list[Record] = []
    kept: list[Mapping[str, Any]] = []
    for record in standing:
        same = next((row for row in rows if _same(record, row)), None)
        if same is not None:
            kept.append(same)
            continue
        record.revision += 1
        record.retracted_by = viewer.principal.account_id
        record.retracted_at = at
        record.retraction_reason = reason
        said.append(record)
    await session.flush()
    new = [
        {
            **row,
            "record_id": new_id(),
            "revision": 1,
            "recorded_by": viewer.principal.account_id,
            "recorded_at": at,
        }
        for row in rows
        if row not in kept
    ]
    if new:
        said += await queries.insert_records(session, district_id=activity.district_id, records=new)
    for first in range(0, len(said), MOST_RECORDS):
        await say_records(session, district_id=activity.district_id, records=said[first : first + MOST_RECORDS])


def _same(record: Record, row: Mapping[str, Any]) -> bool:
    names = ("kind", "held_on", "teacher_id", "school_id", "unit", "role", "level", "title")
    return all(getattr(record, name) == row[name] for name in names)
