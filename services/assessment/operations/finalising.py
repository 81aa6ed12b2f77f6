"""Finalisation: results that are final become outcomes, once."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClassCancelled
from services.assessment.models import Outcome, TrainingClass
from services.assessment.operations.judging import judge, map_packs, named, pin_scheme, scheme_of
from services.assessment.operations.publishing import Said, say, state_in_class
from services.assessment.operations.reach import demand_management, scope_in_class
from services.assessment.operations.revisions import demand_presence_heard, reconsider
from services.assessment.rules import EVERYTHING, Finalised, Judged
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.platform.ids import new_id

# A class of thousands is judged, written and published in one transaction.
_LONGEST_SECONDS: Final = 60


async def finalise(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, at: datetime
) -> Finalised:
    """Make an outcome of every result that is final and has none yet; who is still open is left for a later call.

    Whom no pack governs has an outcome worth nothing, which says so; once a pack does, the next call opens a revision.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    demand_management(viewer, training_class)
    if training_class.cancelled:
        raise ClassCancelled
    scheme = await scheme_of(session, training_class)
    before = await queries.list_finalised_teachers(session, district_id=district_id, class_id=class_id)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=EVERYTHING)
    waiting = [member for member in members if member.teacher_id not in before]
    valuers = await map_packs(session, training_class, members=waiting, at=at)
    judged = await judge(session, training_class, scheme=scheme, members=waiting, valuers=valuers, at=at)
    appealing = await queries.list_who_appeals(session, district_id=district_id, class_id=class_id)
    final = [one for one in judged if one.result.status.is_final and one.teacher_id not in appealing]
    if final:
        await demand_presence_heard(session, training_class)
        valuers.demand()
        await pin_scheme(session, training_class, scheme, at=at)
        await _make_outcomes(session, training_class, final, packs=valuers.of, viewer=viewer, at=at)
    # Whom no pack governed then may be governed now: the district decides later, and an officer confirms.
    unvalued = await queries.list_unvalued_teachers(session, district_id=district_id, class_id=class_id)
    if before & unvalued:
        await reconsider(
            session, district_id=district_id, class_id=class_id, teacher_ids=before & unvalued, cause="CLASS", at=at
        )
    return Finalised(
        finalised=dict(Counter(str(one.result.status) for one in final)),
        open=dict(
            Counter(
                "APPEAL_OPEN" if one.result.status.is_final else str(one.result.status)
                for one in judged
                if one.teacher_id in appealing or not one.result.status.is_final
            )
        ),
        finalised_before=len(before),
    )


async def _make_outcomes(
    session: AsyncSession,
    training_class: TrainingClass,
    final: list[Judged],
    *,
    packs: Mapping[UUID, directory.AssignedPack],
    viewer: Viewer,
    at: datetime,
) -> None:
    # Of a class of thousands seconds of work: others are served meanwhile.
    rows = await asyncio.to_thread(_rows, training_class, final, packs=packs, at=at)
    new = await queries.insert_outcomes(session, district_id=training_class.district_id, outcomes=rows)
    await say(
        session,
        district_id=training_class.district_id,
        outcomes=await asyncio.to_thread(
            lambda: [
                Said(
                    state=state_in_class(
                        training_class, one, outcome_id=row["outcome_id"], revision=1, pack=packs.get(one.teacher_id)
                    ),
                    status=row["status"],
                    explanation=row["explanation"],
                )
                for one, row in zip(final, rows, strict=True)
                if row["outcome_id"] in new
            ]
        ),
        reason=None,
        confirmed_by=viewer.principal.account_id,
        at=at,
    )


def _rows(
    training_class: TrainingClass,
    final: Sequence[Judged],
    *,
    packs: Mapping[UUID, directory.AssignedPack],
    at: datetime,
) -> list[dict[str, Any]]:
    return [
        {
            **one.as_columns(),
            "outcome_id": new_id(),
            "class_id": training_class.class_id,
            "revision": 1,
            "title": training_class.title,
            **named(packs.get(one.teacher_id)),
            "finalised_at": at,
        }
        for one in final
    ]


async def list_outcomes(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> list[Outcome]:
    """The outcomes of a class as far as the viewer sees, in the order of the teachers' ids."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    scope = await scope_in_class(session, viewer=viewer, training_class=training_class)
    return list(
        await queries.list_outcomes_of_class(
            session, district_id=district_id, class_id=class_id, scope=scope, after=after, limit=limit
        )
    )
