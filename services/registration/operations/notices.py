"""Notices (培训通知): issued of an approved plan, which publishes it; read by everybody, confirmed by schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.errors import NotAsked, NoticeWithdrawn, UnknownItem, UnknownSchool
from services.registration.models import Notice, NoticeReceipt, Plan, TrainingClass
from services.registration.operations.plans_content import current_content
from services.registration.rules import ClassOnOffer, NoticeFacts, PlannedItem

# A school does not write to itself.
_TO_OWN_TEACHERS: Final = "全体教师"


@dataclass(frozen=True, slots=True)
class Receipts:
    """Which of the schools asked have confirmed a notice, and which have not."""

    notice: Notice
    received: Sequence[NoticeReceipt]
    missing: Sequence[UUID]


async def issue_notice(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    title: str | None,
    words: str | None,
    item_ids: Sequence[UUID] | None,
    class_ids: Sequence[UUID],
    asked_school_ids: Sequence[UUID],
    reply_by: date | None,
    viewer: Viewer,
    at: datetime,
) -> Notice:
    """Announce an approved plan, or something of a published one; the first notice publishes it.

    `item_ids` None names every item. No schools asked means all of them; a school's own notice asks that school.
    """
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    rules.demand_announceable(plan.status)
    items = await _named_items(session, plan=plan, item_ids=item_ids)
    classes = await _named_classes(session, plan=plan, class_ids=class_ids)
    asked = list(dict.fromkeys(asked_school_ids)) or ([] if plan.school_id is None else [plan.school_id])
    names = {one.school_id: one.name for one in await directory.list_schools(session, district_id=district_id)}
    if not names.keys() >= set(asked) or (plan.school_id is not None and asked != [plan.school_id]):
        raise UnknownSchool
    today = at.astimezone(SHANGHAI).date()
    issuer = await _issuer(session, plan=plan, names=names)
    heading = rules.notice_heading(school=None if plan.school_id is None else issuer)
    number = await queries.next_notice_number(session, district_id=district_id, heading=heading, year=today.year)
    body = rules.notice_text(
        NoticeFacts(
            issuer=issuer,
            heading=heading,
            year=today.year,
            number=number,
            plan_title=plan.title,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            items=items,
            classes=[
                ClassOnOffer(title=one.title, opens_at=one.opens_at, closes_at=one.closes_at, capacity=one.capacity)
                for one in classes
            ],
            addressed=[_TO_OWN_TEACHERS] if plan.school_id is not None else [names[school_id] for school_id in asked],
            reply_by=reply_by,
            words=words,
            issued_on=today,
        )
    )
    by = viewer.principal.account_id
    if plan.status == "APPROVED":
        plan.status = "PUBLISHED"
        await queries.insert_plan_step(session, plan=plan, action="PUBLISH", reason=None, by=by, at=at)
    return await queries.insert_notice(
        session,
        district_id=district_id,
        plan_id=plan_id,
        plan_revision=plan.revision,
        school_id=plan.school_id,
        heading=heading,
        year=today.year,
        number=number,
        title=title or f"关于实施《{plan.title}》的通知",
        body=body,
        item_ids=[item.item_id for item in items],
        class_ids=[one.class_id for one in classes],
        asked_school_ids=asked,
        reply_by=reply_by,
        by=by,
        at=at,
    )


async def get_notice(session: AsyncSession, *, district_id: int, notice_id: UUID) -> Notice:
    return await queries.get_notice(session, district_id=district_id, notice_id=notice_id)


async def list_notices(
    session: AsyncSession, *, district_id: int, plan_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[Notice]:
    return await queries.list_notices(session, district_id=district_id, plan_id=plan_id, before=before, limit=limit)


async def withdraw_notice(
    session: AsyncSession, *, district_id: int, notice_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Notice:
    """Take a notice back: its number stays used, and it stays readable with the reason. Twice is once."""
    notice = await queries.lock_notice(session, district_id=district_id, notice_id=notice_id)
    viewer.demand(unit_id=notice.school_id)
    if notice.withdrawn_at is None:
        notice.withdrawn_by = viewer.principal.account_id
        notice.withdrawn_at = at
        notice.withdrawal_reason = reason
    return notice


async def confirm_notice(
    session: AsyncSession, *, district_id: int, notice_id: UUID, viewer: Viewer, at: datetime
) -> NoticeReceipt:
    """Say for one's school that a notice was read; the first receipt stays."""
    notice = await queries.get_notice(session, district_id=district_id, notice_id=notice_id)
    school_id = viewer.principal.unit_id
    if school_id is None or await directory.find_school(session, district_id=district_id, school_id=school_id) is None:
        raise NotFound
    if notice.asked_school_ids and school_id not in notice.asked_school_ids:
        raise NotAsked
    if notice.withdrawn_at is not None:
        raise NoticeWithdrawn
    return await queries.insert_receipt(
        session,
        district_id=district_id,
        notice_id=notice_id,
        school_id=school_id,
        by=viewer.principal.account_id,
        at=at,
    )


async def list_receipts(session: AsyncSession, *, district_id: int, notice_id: UUID, viewer: Viewer) -> Receipts:
    """Which schools have confirmed; shown to whom the notice belongs and to the district."""
    notice = await queries.get_notice(session, district_id=district_id, notice_id=notice_id)
    viewer.demand(unit_id=notice.school_id)
    received = await queries.list_receipts(session, district_id=district_id, notice_id=notice_id)
    asked = notice.asked_school_ids or [
        school.school_id for school in await directory.list_schools(session, district_id=district_id)
    ]
    known = {receipt.school_id for receipt in received}
    return Receipts(notice, received, [school_id for school_id in asked if school_id not in known])


async def _named_items(session: AsyncSession, *, plan: Plan, item_ids: Sequence[UUID] | None) -> Sequence[PlannedItem]:
    items = (await current_content(session, plan)).items
    if item_ids is None:
        return items
    if set(item_ids) - {item.item_id for item in items}:
        raise UnknownItem
    return [item for item in items if item.item_id in item_ids]


async def _named_classes(session: AsyncSession, *, plan: Plan, class_ids: Sequence[UUID]) -> Sequence[TrainingClass]:
    if not class_ids:
        return []
    of_plan = await queries.list_plan_classes(session, district_id=plan.district_id, plan_id=plan.plan_id)
    named = [one for one in of_plan if one.class_id in class_ids and one.status != "CANCELLED"]
    if len(named) < len(set(class_ids)):
        raise UnknownItem
    return named


async def _issuer(session: AsyncSession, *, plan: Plan, names: dict[UUID, str]) -> str:
    if plan.school_id is not None:
        return names[plan.school_id]
    district = await directory.find_district(session, district_id=plan.district_id)
    return district.name if district is not None else ""
