"""Claims are decided by the level with which they lie, never by whom they are about or who handed them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    ClaimDecided,
    ClaimElsewhere,
    ClaimIncomplete,
    FlagsOpen,
    OwnAssessment,
    ReasonMissing,
)
from services.assessment.models import Claim
from services.assessment.operations.claims.batching import closings, hand_up
from services.assessment.operations.claims.looking import Looked, look_at
from services.assessment.operations.claims.places import Placed, place_claims
from services.assessment.operations.claims.posting import post_claims
from services.assessment.operations.claims.steps import Act, Bells, give_to, said, start_time, step, stop_time
from services.assessment.rules import ClaimTerms, ReviewLevel, after_school, lies_with, lot_of, posting_time
from services.directory import queries as directory
from services.platform.access import Principal, Reach, Viewer
from services.platform.errors import DomainError, Forbidden, NotFound, Text

RECOGNISED, RETURNED = "RECOGNISED", "RETURNED"
ReturnTo = Literal["TEACHER", "SCHOOL"]


@dataclass(frozen=True, slots=True)
class Approved:
    """What became of one claim of many, or why it was left as it is."""

    claim_id: UUID
    result: Literal["RECOGNISED", "PASSED_ON", "REFUSED"]
    why: Text | None = None
    refusal: DomainError | None = None


async def decide_claim(
    session: AsyncSession,
    *,
    district_id: int,
    claim_id: UUID,
    approved: bool,
    reason: str | None,
    return_to: ReturnTo,
    viewer: Viewer,
    at: datetime,
) -> Claim:
    """Approve or return what lies with the viewer's level. The same decision again changes nothing."""
    if not approved and reason is None:
        raise ReasonMissing
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    level = level_of(claim, viewer)
    if is_own(claim, viewer, level=level):
        raise OwnAssessment
    if lies_with(claim.state, returned_to=claim.returned_to) != level:
        return _decided_before(claim, level=level, approved=approved)
    acts = await _Acts.open(session, district_id=district_id, viewer=viewer, at=at)
    if not approved:
        acts.send_back(claim, level, return_to=return_to, reason=reason or "")
    elif claim.source == "DEGREE":
        flags = await queries.map_open_flags(session, district_id=district_id, claim_ids=[claim_id])
        if flags:
            raise FlagsOpen(number=flags[claim_id])
        acts.recognise_degree(claim, reason=reason)
    else:
        looked = (await look_at(session, district_id=district_id, claims=[claim], at=at))[claim_id]
        refusal = looked.refusal or _unsettled(looked, level)
        if refusal is not None:
            raise refusal
        acts.approve(looked, level, reason=reason)
    await acts.finish(district_id=district_id)
    return claim


async def approve_claims(
    session: AsyncSession,
    *,
    district_id: int,
    claim_ids: Sequence[UUID],
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> list[Approved]:
    """Approve those of the claims that are clean and lie with the viewer's level; each of the others says why not."""
    claims = await queries.lock_claims(session, district_id=district_id, claim_ids=claim_ids)
    looked = await look_at(
        session, district_id=district_id, claims=[one for one in claims.values() if one.source != "DEGREE"], at=at
    )
    acts = await _Acts.open(session, district_id=district_id, viewer=viewer, at=at)
    answers: list[Approved] = []
    for claim_id in dict.fromkeys(claim_ids):
        claim = claims.get(claim_id)
        refusal = _refusal_in_bulk(claim, looked.get(claim_id), viewer)
        if refusal is not None or claim is None:
            answers.append(Approved(claim_id, "REFUSED", refusal=refusal))
            continue
        why = acts.approve(looked[claim_id], level_of(claim, viewer), reason=reason)
        answers.append(Approved(claim_id, "RECOGNISED" if claim.state == RECOGNISED else "PASSED_ON", why=why))
    await acts.finish(district_id=district_id)
    return answers


async def take_up_claim(
    session: AsyncSession, *, district_id: int, claim_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Claim:
    """Let the district look at what lies with a school, where that cannot wait or nobody there may decide."""
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    viewer.demand()
    if claim.state == "DISTRICT_REVIEW":
        return claim
    if lies_with(claim.state, returned_to=claim.returned_to) != "SCHOOL":
        raise ClaimElsewhere(state=claim.state)
    placed = await place_claims(session, district_id=district_id, claims=[claim], at=at)
    acts = await _Acts.open(session, district_id=district_id, viewer=viewer, at=at)
    acts.take_up(claim, placed[claim_id], reason=reason)
    await acts.finish(district_id=district_id)
    return claim


def is_own(claim: Claim, viewer: Viewer, *, level: ReviewLevel) -> bool:
    """Whether the viewer may not decide: about themselves, what they handed in, or what they passed on before.

    By account and by person: somebody with two accounts is one.
    """
    principal = viewer.principal
    accounts, people = {claim.submitted_by}, {claim.teacher_id, claim.submitted_person_id}
    if level == "DISTRICT":
        accounts.add(claim.school_decided_by)
        people.add(claim.school_decided_person_id)
    return principal.account_id in accounts or (principal.person_id is not None and principal.person_id in people)


def level_of(claim: Claim, viewer: Viewer) -> ReviewLevel:
    """As which level the viewer looks at a claim; out of reach it does not exist."""
    principal = viewer.principal
    if viewer.reach is Reach.DISTRICT:
        at_school = lies_with(claim.state, returned_to=claim.returned_to) == "SCHOOL"
        is_school = "school_admin" in principal.roles and principal.belongs_to(claim.school_id)
        return "SCHOOL" if at_school and is_school else "DISTRICT"
    viewer.only_unit()
    viewer.demand(unit_id=claim.school_id)
    if claim.source == "DEGREE":
        raise Forbidden
    return "SCHOOL"


def _decided_before(claim: Claim, *, level: ReviewLevel, approved: bool) -> Claim:
    """A claim about which the level has nothing to decide now, where it has decided the same before."""
    if claim.state in ("DRAFT", "WITHDRAWN", "SCHOOL_REVIEW"):
        raise ClaimElsewhere(state=claim.state)
    passed_on = level == "SCHOOL" and claim.state == "DISTRICT_REVIEW" and claim.school_decided_by is not None
    was_approved = passed_on or claim.state == RECOGNISED
    if approved != was_approved:
        raise ClaimDecided(state=claim.state)
    return claim


def _unsettled(looked: Looked, level: ReviewLevel) -> DomainError | None:
    """The school passes on what is flagged; the district has the flags settled before it recognises."""
    return FlagsOpen(number=looked.open_flags) if level == "DISTRICT" and looked.open_flags else None


def _refusal_in_bulk(claim: Claim | None, looked: Looked | None, viewer: Viewer) -> DomainError | None:
    if claim is None or not viewer.sees(unit_id=claim.school_id):
        return NotFound()
    if looked is None:
        return ClaimIncomplete(reason_zh="学历证书须逐件核验", reason_en="certificates are looked at one by one")
    level = level_of(claim, viewer)
    if lies_with(claim.state, returned_to=claim.returned_to) != level:
        return ClaimElsewhere(state=claim.state)
    if is_own(claim, viewer, level=level):
        return OwnAssessment()
    if looked.open_flags:
        return FlagsOpen(number=looked.open_flags)
    return looked.refusal


def _beside(why: Text, reason: str | None) -> Text:
    """Why a claim went where it did, with what the reviewer wrote."""
    return why if reason is None else Text(zh=f"{why.zh};{reason}", en=f"{why.en}; {reason}")


class _Acts:
    """Decisions about claims that are written together: states, steps, moments, and what is to be posted now."""

    def __init__(
        self, session: AsyncSession, *, terms: ClaimTerms, calendars: directory.Calendars, by: Principal, at: datetime
    ) -> None:
        self._session = session
        self._terms = terms
        self._calendars = calendars
        self._by = by
        self._at = at
        self._bells = Bells()
        self._steps: list[dict[str, Any]] = []
        self._post: list[Claim] = []

    @classmethod
    async def open(cls, session: AsyncSession, *, district_id: int, viewer: Viewer, at: datetime) -> Self:
        return cls(
            session,
            terms=await queries.load_claim_terms(session, district_id=district_id),
            calendars=await directory.load_calendars(session, district_id=district_id),
            by=viewer.principal,
            at=at,
        )

    def send_back(self, claim: Claim, level: ReviewLevel, *, return_to: ReturnTo, reason: str) -> None:
        to: ReturnTo = return_to if level == "DISTRICT" and claim.source != "DEGREE" else "TEACHER"
        claim.state, claim.returned_to = RETURNED, to
        self._decide(claim, reason=reason)
        if to == "SCHOOL":
            start_time(claim, "SCHOOL", terms=self._terms, bells=self._bells, at=self._at)
        else:
            stop_time(claim)
        self._note(claim, "RETURNED_BY_SCHOOL" if level == "SCHOOL" else "RETURNED_BY_DISTRICT", said(reason))

    def recognise_degree(self, claim: Claim, *, reason: str | None) -> None:
        claim.state, claim.returned_to = RECOGNISED, None
        self._decide(claim, reason=reason)
        self._note(claim, "RECOGNISED_BY_DISTRICT", said(reason))
        self._post.append(claim)

    def approve(self, looked: Looked, level: ReviewLevel, *, reason: str | None) -> Text | None:
        """Recognise a form, or pass it on to the district; the reason why it was the one or the other."""
        claim, (worth, placed) = looked.claim, looked.demanded()
        if level == "DISTRICT":
            self._recognise(claim, act="RECOGNISED_BY_DISTRICT", reason=reason, why=said(reason))
            return said(reason)
        passed = after_school(
            self._terms,
            lot=lot_of(
                teacher_id=claim.teacher_id,
                kind=claim.kind or "",
                event_id=claim.event_id,
                held_from=claim.held_from,
                held_to=claim.held_to,
            ),
            recogniser=worth.recogniser,
            clause_id=worth.clause_id,
            open_flags=looked.open_flags,
            cleared_by_school=looked.cleared_by_school,
            sent_back=looked.sent_back,
        )
        claim.school_decided_by, claim.school_decided_person_id = self._by.account_id, self._by.person_id
        hand_up(claim, placed, self._calendars, at=self._at)
        if passed.state == RECOGNISED:
            self._recognise(claim, act="RECOGNISED_BY_SCHOOL", reason=reason, why=_beside(passed.why, reason))
            return passed.why
        give_to(claim, "DISTRICT", terms=self._terms, bells=self._bells, at=self._at)
        self._note(claim, "PASSED_ON", _beside(passed.why, reason))
        return passed.why

    def take_up(self, claim: Claim, placed: Placed | DomainError, *, reason: str) -> None:
        hand_up(claim, placed, self._calendars, at=self._at)
        give_to(claim, "DISTRICT", terms=self._terms, bells=self._bells, at=self._at)
        self._note(claim, "ESCALATED", said(reason))

    async def finish(self, *, district_id: int) -> None:
        """Write it all, and post what is due at once."""
        await self._session.flush()
        await queries.insert_steps(self._session, district_id=district_id, steps=self._steps)
        await self._bells.ring(self._session, district_id=district_id)
        if self._post:
            await post_claims(self._session, district_id=district_id, claims=self._post, at=self._at)

    def _recognise(self, claim: Claim, *, act: Act, reason: str | None, why: Text | None) -> None:
        claim.state, claim.returned_to = RECOGNISED, None
        self._decide(claim, reason=reason)
        stop_time(claim)
        claim.posts_at = posting_time(self._terms, at=self._at, closes=closings(claim))
        self._note(claim, act, why)
        if claim.posts_at <= self._at:
            self._post.append(claim)
        else:
            self._bells.note(claim, claim.posts_at)

    def _decide(self, claim: Claim, *, reason: str | None) -> None:
        claim.decided_by, claim.decided_at, claim.reason = self._by.account_id, self._at, reason

    def _note(self, claim: Claim, act: Act, why: Text | None) -> None:
        self._steps.append(step(claim, act, by=self._by.account_id, at=self._at, why=why))
