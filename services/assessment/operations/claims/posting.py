"""What was recognised becomes an outcome, valued by the pack of its day; a correction takes it back in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClaimElsewhere, FlagsOpen, OwnAssessment
from services.assessment.models import Claim, Outcome
from services.assessment.operations.claims.looking import Looked, look_at
from services.assessment.operations.claims.places import Placed, demanded, place_claims
from services.assessment.operations.claims.steps import Bells, give_to, said, step
from services.assessment.operations.publishing import Said, say
from services.assessment.rules import DEGREE_TITLES, Status, Worth, worth_of_degree
from services.contracts import OutcomeState
from services.platform.access import Viewer
from services.platform.errors import Text
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class _Ready:
    """A recognised claim with what it is worth."""

    claim: Claim
    placed: Placed
    worth: Worth


async def post_claims(session: AsyncSession, *, district_id: int, claims: Sequence[Claim], at: datetime) -> None:
    """Make outcomes of these recognised claims, in a few statements for any number.

    A form that the pack refuses by now, or about which something odd came up since it was recognised, goes back to the
    district and nothing is lost.
    """
    forms = [claim for claim in claims if claim.source != "DEGREE"]
    ready = await _value_degrees(session, [claim for claim in claims if claim.source == "DEGREE"], at=at)
    looked = await look_at(session, district_id=district_id, claims=forms, at=at)
    refused: list[tuple[Claim, Text]] = []
    for claim in forms:
        one = looked[claim.claim_id]
        refusal = one.refusal or (FlagsOpen(number=one.open_flags) if one.open_flags else None)
        if refusal is None:
            ready.append(_valued(one))
        else:
            refused.append((claim, refusal.sentence))
    await _give_back(session, refused, district_id=district_id, at=at)
    await _publish(session, ready, district_id=district_id, at=at)


async def reopen_claim(
    session: AsyncSession, *, district_id: int, claim_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Claim:
    """Take back in full what a claim was posted as, and return it: a form recognised anew becomes the next revision.

    Of a degree the person's record is taken back too, by event; the certificate is claimed anew, as one refused is.
    """
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    viewer.demand()
    if claim.state != "RECOGNISED" or claim.posted_at is None:
        raise ClaimElsewhere(state=claim.state)
    if viewer.principal.person_id == claim.teacher_id:
        raise OwnAssessment
    outcome = (await queries.map_outcomes_of_claims(session, district_id=district_id, claim_ids=[claim_id]))[claim_id]
    by = viewer.principal.account_id
    placed = demanded((await place_claims(session, district_id=district_id, claims=[claim], at=at))[claim_id])
    words = Text(zh=f"已更正,原认定撤回:{reason}", en=f"Corrected, what was recognised is taken back: {reason}")
    columns = {"status": str(Status.WITHDRAWN), "explanation": [{"zh": words.zh, "en": words.en}], "lines": []}
    _revise(outcome, columns, at=at)
    state = _state(claim, placed, outcome_id=outcome.outcome_id, revision=outcome.revision, worth=Worth((), (words,)))
    claim.state, claim.returned_to, claim.posted_at, claim.posts_at = "RETURNED", "TEACHER", None, None
    claim.decided_by, claim.decided_at, claim.reason = by, at, reason
    await session.flush()
    await queries.insert_steps(
        session, district_id=district_id, steps=[step(claim, "REOPENED", by=by, at=at, why=said(reason))]
    )
    await say(
        session,
        district_id=district_id,
        outcomes=[
            Said(
                state.model_copy(update={"passed": None, "withdrawn": True}),
                str(Status.WITHDRAWN),
                outcome.explanation,
            )
        ],
        reason=reason,
        confirmed_by=by,
        at=at,
    )
    return claim


async def _value_degrees(session: AsyncSession, claims: Sequence[Claim], *, at: datetime) -> list[_Ready]:
    if not claims:
        return []
    placed = await place_claims(session, district_id=claims[0].district_id, claims=claims, at=at)
    ready = []
    for claim in claims:
        where = demanded(placed[claim.claim_id])
        if claim.awarded_on is None or claim.degree_level is None:  # the table's checks see to it
            raise LookupError(claim.claim_id)
        worth = worth_of_degree(where.force, awarded_on=claim.awarded_on, level=claim.degree_level)
        ready.append(_Ready(claim, where, worth))
    return ready


def _valued(looked: Looked) -> _Ready:
    worth, placed = looked.demanded()
    words = Text(zh=f"依据{worth.clause_id}认定", en=f"Recognised under {worth.clause_id}") if worth.clause_id else None
    return _Ready(looked.claim, placed, Worth(worth.lines, (words,) if words else ()))


async def _give_back(
    session: AsyncSession, refused: Sequence[tuple[Claim, Text]], *, district_id: int, at: datetime
) -> None:
    if not refused:
        return
    terms = await queries.load_claim_terms(session, district_id=district_id)
    bells, steps = Bells(), []
    for claim, why in refused:
        give_to(claim, "DISTRICT", terms=terms, bells=bells, at=at)
        steps.append(step(claim, "NOT_POSTED", by=None, at=at, why=why))
    await session.flush()
    await queries.insert_steps(session, district_id=district_id, steps=steps)
    await bells.ring(session, district_id=district_id)


async def _publish(session: AsyncSession, ready: Sequence[_Ready], *, district_id: int, at: datetime) -> None:
    before = await queries.map_outcomes_of_claims(
        session, district_id=district_id, claim_ids=[one.claim.claim_id for one in ready]
    )
    new: list[dict[str, Any]] = []
    told: list[Said] = []
    for one in ready:
        claim, columns = one.claim, _columns(one, at=at)
        outcome = before.get(claim.claim_id)
        if outcome is None:
            outcome_id, revision = new_id(), 1
            new.append({**columns, "outcome_id": outcome_id, "revision": 1, "claim_id": claim.claim_id})
        else:
            _revise(outcome, columns, at=at)
            outcome_id, revision = outcome.outcome_id, outcome.revision
        told.append(
            Said(
                state=_state(claim, one.placed, outcome_id=outcome_id, revision=revision, worth=one.worth),
                status=columns["status"],
                explanation=columns["explanation"],
                decided_by=claim.decided_by,
                reason=claim.reason,
            )
        )
        claim.posted_at = at
    await session.flush()
    await queries.insert_outcomes(session, district_id=district_id, outcomes=new)
    await queries.insert_steps(
        session, district_id=district_id, steps=[step(one.claim, "POSTED", by=None, at=at) for one in ready]
    )
    if ready:
        # Each of them names who decided it.
        await say(
            session,
            district_id=district_id,
            outcomes=told,
            reason=None,
            confirmed_by=ready[0].claim.decided_by or ready[0].claim.claimed_by,
            at=at,
        )


def _columns(ready: _Ready, *, at: datetime) -> dict[str, Any]:
    claim, placed, worth = ready.claim, ready.placed, ready.worth
    return {
        "teacher_id": claim.teacher_id,
        "school_id": placed.school_id,
        "status": str(Status.PASSED),
        "grade": claim.grade,
        "title": _title(claim),
        "explanation": [{"zh": text.zh, "en": text.en} for text in worth.explanation],
        "lines": [line.model_dump(mode="json") for line in worth.lines],
        "pack_id": placed.assigned.pack_id,
        "pack_hash": placed.assigned.content_hash,
        "finalised_at": at,
    }


def _revise(outcome: Outcome, columns: dict[str, Any], *, at: datetime) -> None:
    for name, value in columns.items():
        setattr(outcome, name, value)
    outcome.revision += 1
    outcome.finalised_at = at


def _state(claim: Claim, placed: Placed, *, outcome_id: UUID, revision: int, worth: Worth) -> OutcomeState:
    return OutcomeState(
        outcome_id=outcome_id,
        revision=revision,
        teacher_id=claim.teacher_id,
        source="claim",
        class_id=None,
        program_id=None,
        title=_title(claim),
        grade=claim.grade,
        school_id=placed.school_id,
        teacher_title=placed.held.title,
        title_tier=placed.held.title_tier,
        post=placed.held.post,
        pack_id=placed.assigned.pack_id,
        pack_hash=placed.assigned.content_hash,
        issuer=f"claim:{(claim.kind or claim.source).lower()}",
        degree=claim.degree_level,
        degree_on=claim.awarded_on,
        lines=worth.lines,
    )


def _title(claim: Claim) -> str:
    return claim.title or DEGREE_TITLES[claim.degree_level or ""].zh
