"""Forms are begun, by people or from activities, filled, and withdrawn while nobody has decided about them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClaimElsewhere, ClaimExists, KindNotOffered, TeacherNotInPost
from services.assessment.models import Claim
from services.assessment.operations.claims.forms import columns_of, demand_sound
from services.assessment.operations.claims.places import demanded, place
from services.assessment.operations.claims.steps import said, step, stop_time
from services.assessment.operations.reach import demand_teacher
from services.assessment.rules import ClaimDraft, ClaimForm, ClaimPaper, demand_place, lies_with
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.files import get_files
from services.platform.ids import new_id

_WITHDRAWN, _WITHDRAWABLE = "WITHDRAWN", ("DRAFT", "SUBMITTED", "SCHOOL_REVIEW", "DISTRICT_REVIEW", "RETURNED")


async def draft_claim(
    session: AsyncSession, *, district_id: int, draft: ClaimDraft, viewer: Viewer, at: datetime
) -> Claim:
    """Begin a form for a teacher within reach; a certificate that was claimed before is refused, pointing at it."""
    snapshot = await demand_teacher(session, viewer=viewer, district_id=district_id, teacher_id=draft.teacher_id, at=at)
    if snapshot is None:
        raise TeacherNotInPost(on=at.astimezone(SHANGHAI).date())
    await _demand_files(
        session,
        district_id=district_id,
        file_ids=_files_of(draft.papers),
        teacher_id=draft.teacher_id,
        school_id=snapshot.school_id,
        viewer=viewer,
    )
    by = viewer.principal.account_id
    (claim,) = await draft_claims(session, district_id=district_id, drafts=[draft], by=by, at=at)
    return claim


async def draft_claims(
    session: AsyncSession, *, district_id: int, drafts: Sequence[ClaimDraft], by: UUID, at: datetime
) -> list[Claim]:
    """Begin forms, in the order of the drafts, in a few statements for any number.

    A person's form of an event that was begun before is given back as it stands; a certificate that was claimed before
    is refused, pointing at it. Each stands where the pack in force on its last day has a place.
    """
    for draft in drafts:
        demand_sound(draft, source=draft.source)
    placed = await place(
        session, district_id=district_id, wanted=[(draft.teacher_id, draft.held_to) for draft in drafts], at=at
    )
    wanted: list[dict[str, Any]] = []
    for draft, found in zip(drafts, placed, strict=True):
        stands = demanded(found)
        demand_place(stands.force, draft, kinds=draft.kinds)
        wanted.append(
            {
                **columns_of(draft),
                "claim_id": new_id(),
                "source": draft.source,
                "teacher_id": draft.teacher_id,
                "school_id": stands.school_now,
                "kind": draft.kinds[0] if len(draft.kinds) == 1 else None,
                "choices": list(draft.kinds) if len(draft.kinds) > 1 else [],
                "event_id": draft.event_id,
                "state": "DRAFT",
                "claimed_by": by,
                "claimed_at": at,
            }
        )
    new = {
        claim.claim_id: claim for claim in await queries.insert_claims(session, district_id=district_id, claims=wanted)
    }
    first = await _map_first(
        session, district_id=district_id, wanted=[one for one in wanted if one["claim_id"] not in new]
    )
    await queries.replace_papers(
        session,
        district_id=district_id,
        papers={
            one["claim_id"]: draft.papers for one, draft in zip(wanted, drafts, strict=True) if one["claim_id"] in new
        },
    )
    await queries.insert_steps(
        session, district_id=district_id, steps=[step(claim, "DRAFTED", by=by, at=at) for claim in new.values()]
    )
    return [new.get(one["claim_id"]) or first[one["claim_id"]] for one in wanted]


async def fill_claim(
    session: AsyncSession,
    *,
    district_id: int,
    claim_id: UUID,
    kind: str,
    form: ClaimForm,
    viewer: Viewer,
    at: datetime,
) -> Claim:
    """Put this form in place of what a draft or a returned claim said; what was handed in before stays in its steps."""
    claim = await lock_own(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    if claim.source == "DEGREE" or lies_with(claim.state, returned_to=claim.returned_to) != "TEACHER":
        raise ClaimElsewhere(state=claim.state)
    # The part played in an activity says what it is; what was begun without one is the person's to say.
    offered = claim.choices or ([claim.kind] if claim.event_id is not None and claim.kind is not None else [])
    if offered and kind not in offered:
        raise KindNotOffered(kinds=", ".join(offered))
    demand_sound(form, source=claim.source)
    (found,) = await place(session, district_id=district_id, wanted=[(claim.teacher_id, form.held_to)], at=at)
    demand_place(demanded(found).force, form, kinds=[kind])
    # What stands in the form already was checked when it came: an activity brings files of others.
    before = await queries.map_papers(session, district_id=district_id, claim_ids=[claim_id])
    await _demand_files(
        session,
        district_id=district_id,
        file_ids=_files_of(form.papers) - _files_of(before[claim_id]),
        teacher_id=claim.teacher_id,
        school_id=claim.school_id,
        viewer=viewer,
    )
    claim.kind = kind
    for name, value in columns_of(form).items():
        setattr(claim, name, value)
    await demand_first(session, claim)
    await session.flush()
    await queries.replace_papers(session, district_id=district_id, papers={claim_id: form.papers})
    by = viewer.principal.account_id
    await queries.insert_steps(session, district_id=district_id, steps=[step(claim, "CHANGED", by=by, at=at)])
    return claim


async def withdraw_claim(
    session: AsyncSession, *, district_id: int, claim_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Claim:
    """Take a claim back before it is decided, for good. The same again changes nothing."""
    claim = await lock_own(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    if claim.state == _WITHDRAWN:
        return claim
    if claim.state not in _WITHDRAWABLE:
        raise ClaimElsewhere(state=claim.state)
    await _withdraw(session, [claim], reason=reason, by=viewer.principal.account_id, at=at)
    return claim


async def withdraw_claims_of(
    session: AsyncSession,
    *,
    district_id: int,
    event_id: UUID,
    teacher_ids: Collection[UUID],
    reason: str,
    by: UUID,
    at: datetime,
) -> list[Claim]:
    """Take back the forms that these people have not handed in, or got back; answer those that must be looked at."""
    claims = await queries.list_claims_of_events(
        session, district_id=district_id, event_ids=[event_id], teacher_ids=teacher_ids
    )
    own = [claim for claim in claims if lies_with(claim.state, returned_to=claim.returned_to) == "TEACHER"]
    await _withdraw(session, own, reason=reason, by=by, at=at)
    return [claim for claim in claims if claim.state != _WITHDRAWN]


async def lock_own(session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer) -> Claim:
    """A claim of one's own or of one's school."""
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    viewer.demand(person_id=claim.teacher_id, unit_id=claim.school_id)
    return claim


async def demand_first(session: AsyncSession, claim: Claim) -> None:
    """Raise ClaimExists where the certificate of a form stands claimed elsewhere."""
    if claim.certificate_no is None:
        return
    with session.no_autoflush:
        first = await queries.find_same_claim(
            session,
            district_id=claim.district_id,
            claim={
                name: getattr(claim, name)
                for name in ("claim_id", "teacher_id", "kind", "degree_level", "awarded_on", "certificate_no")
            },
        )
    if first is not None:
        raise ClaimExists(claim_id=first.claim_id)


async def _withdraw(session: AsyncSession, claims: Sequence[Claim], *, reason: str, by: UUID, at: datetime) -> None:
    for claim in claims:
        claim.state, claim.returned_to = _WITHDRAWN, None
        stop_time(claim)
    await session.flush()
    if claims:
        await queries.insert_steps(
            session,
            district_id=claims[0].district_id,
            steps=[step(claim, "WITHDRAWN", by=by, at=at, why=said(reason)) for claim in claims],
        )


async def _map_first(session: AsyncSession, *, district_id: int, wanted: Sequence[dict[str, Any]]) -> dict[UUID, Claim]:
    """The claims that stood in the way of these, by the id that these would have had."""
    events = {one["event_id"] for one in wanted if one["event_id"] is not None}
    by_event: dict[tuple[UUID, UUID | None], Claim] = {}
    if events:
        begun = await queries.list_claims_of_events(
            session, district_id=district_id, event_ids=events, teacher_ids={one["teacher_id"] for one in wanted}
        )
        by_event = {(claim.teacher_id, claim.event_id): claim for claim in begun}
    found: dict[UUID, Claim] = {}
    for one in wanted:
        same = by_event.get((one["teacher_id"], one["event_id"]))
        if same is None:
            first = await queries.find_same_claim(
                session, district_id=district_id, claim={"degree_level": None, "awarded_on": None, **one}
            )
            raise ClaimExists(claim_id="" if first is None else first.claim_id)
        found[one["claim_id"]] = same
    return found


async def _demand_files(
    session: AsyncSession,
    *,
    district_id: int,
    file_ids: Collection[UUID],
    teacher_id: UUID,
    school_id: UUID,
    viewer: Viewer,
) -> None:
    """Papers name files of the teacher, of the school, or that the viewer handed in; others do not exist."""
    if not file_ids:
        return
    for file in (await get_files(session, district_id=district_id, file_ids=list(file_ids))).values():
        of_school = file.person_id is None and file.school_id == school_id
        if not (file.person_id == teacher_id or of_school or file.account_id == viewer.principal.account_id):
            raise NotFound


def _files_of(papers: Sequence[ClaimPaper]) -> set[UUID]:
    return {paper.file_id for paper in papers if paper.file_id is not None}
