"""Outcomes said aloud: each in full at its revision, kept beside, in parts of bounded size."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import TrainingClass
from services.assessment.rules import Judged, Status, batched
from services.contracts import OutcomeFinalised, OutcomeState, ProgramFacts
from services.directory import queries as directory
from services.platform.outbox import publish


@dataclass(frozen=True, slots=True)
class Said:
    """One outcome as it is published, with what the revision keeps of its grounds."""

    state: OutcomeState
    status: str
    explanation: Sequence[Mapping[str, str]]
    decided_by: UUID | None = None
    """Who stands for it, where several people's decisions are published together."""
    reason: str | None = None


def state_in_class(
    training_class: TrainingClass,
    judged: Judged,
    *,
    outcome_id: UUID,
    revision: int,
    pack: directory.AssignedPack | None,
) -> OutcomeState:
    program = ProgramFacts.model_validate(training_class.program)
    return OutcomeState(
        outcome_id=outcome_id,
        revision=revision,
        teacher_id=judged.teacher_id,
        source="class",
        class_id=training_class.class_id,
        program_id=program.program_id,
        title=training_class.title,
        grade=judged.result.grade,
        school_id=judged.snapshot.school_id,
        teacher_title=judged.snapshot.title,
        title_tier=judged.snapshot.title_tier,
        post=judged.snapshot.post,
        pack_id=pack.pack_id if pack else None,
        pack_hash=pack.content_hash if pack else None,
        issuer=f"program:{program.program_id}",
        passed=None if judged.result.status is Status.WITHDRAWN else judged.result.status is Status.PASSED,
        withdrawn=judged.result.status is Status.WITHDRAWN,
        lines=judged.worth.lines,
    )


async def say(
    session: AsyncSession,
    *,
    district_id: int,
    outcomes: Sequence[Said],
    reason: str | None,
    confirmed_by: UUID,
    at: datetime,
) -> None:
    """Keep each revision for ever and publish it, all in the transaction that made it true."""
    kept = await asyncio.to_thread(_kept, outcomes, reason=reason, confirmed_by=confirmed_by, at=at)
    await queries.insert_outcome_revisions(session, district_id=district_id, revisions=kept)
    for part in batched((said.state, len(said.state.lines)) for said in outcomes):
        await publish(session, OutcomeFinalised(district_id=district_id, members=tuple(part)))


def _kept(outcomes: Sequence[Said], *, reason: str | None, confirmed_by: UUID, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "outcome_id": said.state.outcome_id,
            "revision": said.state.revision,
            "status": said.status,
            "explanation": said.explanation,
            "state": said.state.model_dump(mode="json"),
            "reason": said.reason or reason,
            "confirmed_by": said.decided_by or confirmed_by,
            "confirmed_at": at,
        }
        for said in outcomes
    ]
