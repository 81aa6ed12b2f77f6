"""The end of a pair: its school evaluates it, never the two themselves; forms begin, and the award may be proposed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    AwardNotAsked,
    AwardNotProposed,
    OwnAssessment,
    PairClosed,
    PairStillRunning,
)
from services.assessment.models import Pair, PairEntry
from services.assessment.operations.claims import draft_claims
from services.assessment.operations.judging import read_packs
from services.assessment.operations.pairs.reading import (
    PairSeen,
    keep_pair_act,
    lock_seen,
    people_of,
    school_on,
    see_pair,
    slots_of,
    stands_of,
)
from services.assessment.operations.records import say_records
from services.assessment.rules import (
    EXCELLENT_PAIR,
    MENTEE,
    MENTOR,
    ClaimDraft,
    ClaimPaper,
    PackInForce,
    PairPlace,
    asks_for_award,
    forms_of_pair,
    is_paper,
)
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from services.policy.calendars import year_label, year_of


async def evaluate_pair(
    session: AsyncSession,
    *,
    district_id: int,
    pair_id: UUID,
    passed: bool,
    words: str,
    propose_award: bool,
    place: PairPlace | None,
    viewer: Viewer,
    at: datetime,
) -> PairSeen:
    """Evaluate a pair on its last day or after it. With a place, both begin their recognition form where it passed.

    What its pack asked and what of it lacked is kept beside the words. The same evaluation again changes nothing.
    """
    pair = await _lock_judged(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    said: dict[str, object] = {
        "passed": passed,
        "award_proposed": propose_award and passed,
        "place": None if place is None else {**asdict(place), "tags": list(place.tags)},
    }
    if pair.state != "RUNNING":
        await _demand_same(session, pair, words=words, said=said)
        return await see_pair(session, pair, at=at)
    today = at.astimezone(SHANGHAI).date()
    if today < pair.ends_on:
        raise PairStillRunning(until=pair.ends_on)
    pack = await _pack_of(session, pair, at=at)
    if propose_award and passed and not asks_for_award(pack.pack):
        raise AwardNotAsked
    slots = await slots_of(session, pair, at=at)
    pair.state, pair.passed, pair.award_proposed = "EVALUATED", passed, propose_award and passed
    await session.flush()
    claims: list[str] = []
    if passed and place is not None:
        claims = await _begin_forms(session, pair, place=place, words=words, pack=pack, viewer=viewer, at=at)
    asked: dict[str, object] = {
        "asked": len(slots),
        "met": sum(slot.state == "MET" for slot in slots),
        "missed": [f"{slot.clause_id} {slot.code} {slot.first}" for slot in slots if slot.state == "MISSED"],
        "claim_ids": claims,
    }
    await keep_pair_act(session, pair, act="EVALUATED", words=words, content={**said, **asked}, viewer=viewer, at=at)
    return await see_pair(session, pair, at=at)


async def award_pair(
    session: AsyncSession, *, district_id: int, pair_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> PairSeen:
    """Select a proposed pair as an excellent one: the school's selection of the year is on record. Again: the same."""
    pair = await _lock_judged(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    if not pair.award_proposed:
        raise AwardNotProposed
    if pair.awarded_on is not None:
        return await see_pair(session, pair, at=at)
    pack = await _pack_of(session, pair, at=at)
    if not asks_for_award(pack.pack):
        raise AwardNotAsked
    today = at.astimezone(SHANGHAI).date()
    year = year_label(pack.pack.year, year_of(pack.pack.year, today))
    records = await queries.insert_records(
        session,
        district_id=district_id,
        records=[
            {
                "record_id": new_id(),
                "revision": 1,
                "kind": EXCELLENT_PAIR,
                "held_on": today,
                "amount": 1,
                "teacher_id": None,
                "school_id": school_on(await stands_of(session, pair, until=today), today),
                "unit": pair.name,
                # One selection a year, however many pairs it names.
                "event": f"excellent-pairs:{year}",
                "class_id": None,
                "role": "",
                "level": "",
                "result": "",
                "tags": [],
                "title": reason[:120],
                "recorded_by": viewer.principal.account_id,
                "recorded_at": at,
            }
        ],
    )
    pair.awarded_on, pair.award_record_id = today, records[0].record_id
    await session.flush()
    await say_records(session, district_id=district_id, records=records)
    await keep_pair_act(session, pair, act="AWARDED", words=reason, content={"year": year}, viewer=viewer, at=at)
    return await see_pair(session, pair, at=at)


async def _lock_judged(session: AsyncSession, *, district_id: int, pair_id: UUID, viewer: Viewer) -> Pair:
    """A pair of the viewer's school or district, of which the viewer is no part."""
    pair = await lock_seen(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    viewer.demand(unit_id=pair.school_id)
    if viewer.principal.person_id in people_of(pair):
        raise OwnAssessment
    return pair


async def _demand_same(session: AsyncSession, pair: Pair, *, words: str, said: dict[str, object]) -> None:
    acts = await queries.list_pair_acts(session, district_id=pair.district_id, pair_id=pair.pair_id)
    same = any(
        act.act == "EVALUATED" and act.words == words and {name: act.content[name] for name in said} == said
        for act in acts
    )
    if not same:
        raise PairClosed(state=pair.state)


async def _pack_of(session: AsyncSession, pair: Pair, *, at: datetime) -> PackInForce:
    """The pack of the school today: who decides at the end goes by what is in force then."""
    today = at.astimezone(SHANGHAI).date()
    assignments = await directory.load_assignments(session, district_id=pair.district_id)
    school_id = school_on(await stands_of(session, pair, until=today), today)
    assigned = assignments.in_force(today, school_id=school_id)
    if assigned is None:
        raise PackNotAssigned(on=today)
    packs = await read_packs(session, district_id=pair.district_id, assigned=[assigned])
    return packs[assigned.assignment_id, assigned.revision]


async def _begin_forms(
    session: AsyncSession,
    pair: Pair,
    *,
    place: PairPlace,
    words: str,
    pack: PackInForce,
    viewer: Viewer,
    at: datetime,
) -> list[str]:
    """Both file the pack's form for mentoring, each as what they were; the papers of the pair stand in it already."""
    kinds = forms_of_pair(pack.pack)
    entries = [
        entry
        for entry in await queries.list_pair_entries(session, district_id=pair.district_id, pair_id=pair.pair_id)
        if entry.withdrawn_at is None
    ]
    papers = (*_papers(pack, entries), ClaimPaper(code="EVALUATION", note=words[:1000]))
    drafts = [
        ClaimDraft(
            teacher_id=teacher_id,
            kinds=kinds[role],
            event_id=pair.pair_id,
            title=pair.name,
            held_from=pair.starts_on,
            held_to=pair.ends_on,
            category=place.category,
            level=place.level,
            mode=place.mode,
            nature=place.nature,
            tags=place.tags,
            role=role,
            papers=papers,
        )
        for role, teacher_id in ((MENTOR, pair.mentor_id), (MENTEE, pair.mentee_id))
        if role in kinds
    ]
    by = viewer.principal.account_id
    claims = await draft_claims(session, district_id=pair.district_id, drafts=drafts, by=by, at=at)
    return [str(claim.claim_id) for claim in claims]


def _papers(pack: PackInForce, entries: Sequence[PairEntry]) -> list[ClaimPaper]:
    """What the pair keeps as it is, and everything that it did as one record of guidance."""
    kept = [entry for entry in entries if is_paper(pack.pack, entry.kind)]
    papers = [
        ClaimPaper(code=entry.kind, file_id=entry.file_ids[0] if entry.file_ids else None, note=entry.title)
        for entry in kept
    ]
    done = [entry for entry in entries if not is_paper(pack.pack, entry.kind)]
    if done:
        first, last = min(entry.held_on for entry in done), max(entry.held_on for entry in done)
        papers.append(ClaimPaper(code="GUIDANCE_RECORD", note=f"带教记录{len(done)}条:{first}至{last}"))
    return papers
