"""Marks that are not recorded yet: looked at first by who manages the class, recorded by whoever may give them."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClassCancelled, RescoringOutdated
from services.assessment.operations.judging import judge, map_packs
from services.assessment.operations.marking import Desk, Given, desk_of, keep, lock_open_class, weigh
from services.assessment.operations.reach import demand_management
from services.assessment.rules import EVERYTHING, Answered, Mark, RawMark, RescoringPreview, look_ahead
from services.platform.access import Viewer

# Above every id that time will give: what is pending is newer than anything recorded.
_LAST = (1 << 128) - 1


@dataclass(frozen=True, slots=True)
class MarksPreview:
    """What would become of each mark, and what all of them together would make of their members."""

    answers: tuple[Answered, ...]
    preview: RescoringPreview
    hash: str
    """Of the preview and of the marks themselves."""


async def preview_scores(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    marks: Sequence[Mark],
    assessor_id: UUID | None,
    viewer: Viewer,
    at: datetime,
) -> MarksPreview:
    """Who would change by these marks, from what to what; nothing is written. Only for who sees every mark anyway."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    if training_class.cancelled:
        raise ClassCancelled
    desk = await desk_of(
        session,
        training_class,
        viewer=viewer,
        behalf=assessor_id,
        teacher_ids={mark.teacher_id for mark in marks},
    )
    answers, given = await weigh(session, desk, marks=marks)
    preview, digest = await _preview(session, desk, given, at=at)
    return MarksPreview(tuple(answers), preview, digest)


async def record_scores(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    marks: Sequence[Mark],
    assessor_id: UUID | None,
    preview_hash: str | None,
    viewer: Viewer,
    at: datetime,
) -> list[Answered]:
    """Record each mark that its giver may give: a refused one spoils no other, an unchanged one adds nothing.

    `assessor_id`: on behalf of a named assessor, by who manages the class. With the hash of a preview all are refused
    where anything has changed since.
    """
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    if preview_hash is not None:
        demand_management(viewer, training_class)
    desk = await desk_of(
        session,
        training_class,
        viewer=viewer,
        behalf=assessor_id,
        teacher_ids={mark.teacher_id for mark in marks},
    )
    answers, given = await weigh(session, desk, marks=marks)
    if preview_hash is not None:
        _, digest = await _preview(session, desk, given, at=at)
        if digest != preview_hash:
            raise RescoringOutdated
    await keep(session, desk, given, viewer=viewer, at=at)
    return answers


async def _preview(
    session: AsyncSession, desk: Desk, given: Sequence[Given], *, at: datetime
) -> tuple[RescoringPreview, str]:
    training_class = desk.training_class
    district_id, class_id = training_class.district_id, training_class.class_id
    pending: defaultdict[UUID, list[RawMark]] = defaultdict(list)
    for place, one in enumerate(given):
        pending[one.mark.teacher_id].append(
            RawMark(
                component=one.mark.component,
                mark=one.points,
                assessor_kind=one.hat.kind,
                assessor_id=one.hat.assessor_id,
                score_id=UUID(int=_LAST - len(given) + place),
                criterion=one.mark.criterion,
                attempt=one.attempt,
            )
        )
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, teacher_ids=pending.keys()
    )
    valuers = await map_packs(session, training_class, members=members, at=at)
    before = await judge(session, training_class, scheme=desk.scheme, members=members, valuers=valuers, at=at)
    after = await judge(
        session, training_class, scheme=desk.scheme, members=members, valuers=valuers, at=at, pending=pending
    )
    finalised = await queries.list_finalised_teachers(session, district_id=district_id, class_id=class_id)
    preview = look_ahead(desk.scheme, desk.scheme, before=before, after=after, finalised=finalised)
    told = [f"{teacher_id} {mark}" for teacher_id, marks in pending.items() for mark in marks]
    return preview, hashlib.sha256("\n".join([preview.hash, *told]).encode()).hexdigest()
