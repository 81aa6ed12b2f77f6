"""A verification that an auditor asks for: the worker makes it, some steps at a time, and says how far it is."""

from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import BookVerificationFellDue
from services.ledger import queries
from services.ledger.models import BookVerification
from services.ledger.operations.verification.whole import STAGES
from services.ledger.rules import MOST_FINDINGS, PARTS, Finding
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.signing import KeyRing

# The worker ends what takes longer than half a minute; other events wait meanwhile.
_SECONDS_A_TURN: Final = 5.0
_LONGEST_SECONDS: Final = 25
_DONE: Final = "DONE"


async def ask_for_verification(
    session: AsyncSession, *, viewer: Viewer, district_id: int, at: datetime
) -> BookVerification:
    """Have the worker recompute the book as it stands."""
    entries = await queries.get_head(session, district_id=district_id)
    asked = await queries.insert_verification(
        session,
        BookVerification(
            district_id=district_id,
            verification_id=new_id(),
            asked_by=viewer.principal.account_id,
            asked_at=at,
            entries=entries,
            stage=PARTS[0],
            place="",
            done=0,
            total=entries,
            findings=[],
            finished_at=None,
        ),
    )
    await publish(session, BookVerificationFellDue(district_id=district_id, verification_id=asked.verification_id))
    return asked


async def get_verification(session: AsyncSession, *, district_id: int, verification_id: UUID) -> BookVerification:
    return await queries.get_verification(session, district_id=district_id, verification_id=verification_id)


async def go_on_verifying(
    session: AsyncSession, *, district_id: int, verification_id: UUID, keys: KeyRing, at: datetime
) -> None:
    """Some seconds of a verification; then it is said to go on, so that nothing else has to wait for it."""
    await allow_seconds(session, _LONGEST_SECONDS)
    asked = await queries.get_verification(session, district_id=district_id, verification_id=verification_id)
    stage, place, done, found = asked.stage, asked.place, asked.done, list(asked.findings)
    began = monotonic()
    while stage != _DONE and monotonic() - began < _SECONDS_A_TURN:
        step = await STAGES[stage](session, district_id=district_id, keys=keys, place=place)
        found += kept_findings(step.findings)
        done += step.looked_at
        if len(found) >= MOST_FINDINGS:
            stage = _DONE
        elif step.next_place is None:
            stage, place = _after(stage), ""
        else:
            place = step.next_place
    moved: dict[str, Any] = {
        "stage": stage,
        "place": place,
        "done": done,
        "total": max(asked.total, done),
        "findings": found[:MOST_FINDINGS],
        "finished_at": at if stage == _DONE else None,
    }
    await queries.move_verification(session, district_id=district_id, verification_id=verification_id, moved=moved)
    if stage != _DONE:
        await publish(session, BookVerificationFellDue(district_id=district_id, verification_id=verification_id))


def _after(stage: str) -> str:
    following = PARTS.index(stage) + 1
    return PARTS[following] if following < len(PARTS) else _DONE


def kept_findings(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as a verification keeps them."""
    return [
        {"part": finding.part, "seq": finding.seq, "zh": finding.sentence.zh, "en": finding.sentence.en}
        for finding in found
    ]
