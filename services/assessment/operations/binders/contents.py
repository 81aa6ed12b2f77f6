"""What is in a binder and what is still missing: live while it is open, as it was when it was closed after that."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Binder, BinderAct, BinderHandOver, BinderPaper, BinderWaiver, TrainingClass
from services.assessment.operations.binders.governing import read_pack_of
from services.assessment.operations.binders.making import make_papers
from services.assessment.rules import (
    BinderSet,
    MadePaper,
    PackInForce,
    Span,
    asked_of_class,
    asked_of_school,
    sets_from,
)
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.files import StoredFile, get_files
from services.policy.facts import Fact


@dataclass(frozen=True, slots=True)
class Contents:
    """A binder with everything in it."""

    binder: Binder
    pack_id: str
    pack_hash: str
    sets: tuple[BinderSet, ...]
    papers: Sequence[BinderPaper]
    files: Mapping[UUID, StoredFile]
    waivers: Sequence[BinderWaiver]
    made: Sequence[MadePaper]
    """What the system makes now; nothing of a closed binder, whose tables were kept when it was closed."""
    hand_overs: Sequence[BinderHandOver]
    acts: Sequence[BinderAct]

    @property
    def standing_papers(self) -> list[BinderPaper]:
        return [paper for paper in self.papers if paper.withdrawn_at is None]

    def frozen(self, hashes: Mapping[str, str]) -> dict[str, Any]:
        """What is kept when the binder is closed; `hashes` are those of the made documents in the store."""
        return {
            "pack_id": self.pack_id,
            "pack_hash": self.pack_hash,
            "sets": [asdict(one) for one in self.sets],
            "made": [
                {
                    "code": paper.code,
                    "label": asdict(paper.label),
                    "name": paper.name,
                    "reference": paper.reference,
                    "size": len(paper.content),
                    "sha256": hashes[paper.code],
                }
                for paper in self.made
            ],
        }


async def class_of(session: AsyncSession, binder: Binder) -> TrainingClass | None:
    if binder.class_id is None:
        return None
    return await queries.get_class(session, district_id=binder.district_id, class_id=binder.class_id)


async def demand_binder(session: AsyncSession, binder: Binder, *, viewer: Viewer) -> None:
    """NotFound unless the viewer answers for it: the district, its school, who leads its class, who keeps it."""
    if viewer.principal.account_id == binder.custodian_id:
        return
    training_class = await class_of(session, binder)
    leaders = frozenset[UUID]() if training_class is None else frozenset(training_class.leader_ids)
    viewer.demand(unit_id=binder.school_id, led_by=leaders)


async def get_binder(
    session: AsyncSession, *, district_id: int, binder_id: UUID, viewer: Viewer, at: datetime
) -> Contents:
    """A binder as it stands. Whom it is being handed to sees it too."""
    binder = await queries.get_binder(session, district_id=district_id, binder_id=binder_id)
    hand_overs = await queries.list_hand_overs(session, district_id=district_id, binder_id=binder_id)
    if not any(one.state == "GIVEN" and one.to_account_id == viewer.principal.account_id for one in hand_overs):
        await demand_binder(session, binder, viewer=viewer)
    return await look_into(session, binder, at=at)


async def list_binders(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None,
    school_id: UUID | None,
    state: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[Binder]:
    """Binders that the viewer answers for or is given, in the order in which they were opened."""
    everything = viewer.reach is Reach.DISTRICT
    return await queries.list_binders(
        session,
        district_id=district_id,
        account_id=None if everything else viewer.principal.account_id,
        leads=viewer.reach >= Reach.LED,
        own_school_id=viewer.principal.unit_id if viewer.reach is Reach.UNIT else None,
        class_id=class_id,
        school_id=school_id,
        state=state,
        after=after,
        limit=limit,
    )


async def look_into(session: AsyncSession, binder: Binder, *, at: datetime) -> Contents:
    """Everything of a binder: what the pack asks, and what of it is there."""
    district_id, binder_id = binder.district_id, binder.binder_id
    papers = await queries.list_binder_papers(session, district_id=district_id, binder_id=binder_id)
    files = await get_files(
        session, district_id=district_id, file_ids=[paper.file_id for paper in papers if paper.file_id is not None]
    )
    waivers = await queries.list_binder_waivers(session, district_id=district_id, binder_id=binder_id)
    made: Sequence[MadePaper] = ()
    if binder.contents is not None:
        pack_id, pack_hash = binder.contents["pack_id"], binder.contents["pack_hash"]
        sets = sets_from(binder.contents["sets"])
    else:
        training_class = await class_of(session, binder)
        if training_class is not None:
            made = await make_papers(session, training_class, at=at)
        assigned, force = await read_pack_of(session, binder, at=at)
        pack_id, pack_hash = assigned.pack_id, assigned.content_hash
        facts = await _facts(session, binder, papers=papers, made=made, today=at.astimezone(SHANGHAI).date())
        sets = asked(binder, force, facts=facts, waived={(one.clause_id, one.code) for one in waivers})
        codes = {item.code for one in sets for item in one.items}
        made = [paper for paper in made if paper.code in codes or not paper.only_if_asked]
    return Contents(
        binder=binder,
        pack_id=pack_id,
        pack_hash=pack_hash,
        sets=sets,
        papers=papers,
        files=files,
        waivers=waivers,
        made=made,
        hand_overs=await queries.list_hand_overs(session, district_id=district_id, binder_id=binder_id),
        acts=await queries.list_binder_acts(session, district_id=district_id, binder_id=binder_id),
    )


def asked(
    binder: Binder, force: PackInForce, *, facts: Sequence[Fact], waived: set[tuple[str, str]]
) -> tuple[BinderSet, ...]:
    """What a pack asks of the subject of a binder."""
    if binder.subject == "CLASS":
        return asked_of_class(force, facts=facts, waived=waived)
    if binder.subject == "ACTIVITY":
        return asked_of_class(force, facts=facts, waived=waived, of="activity")
    if binder.every is None or binder.first_day is None or binder.last_day is None:
        raise NotFound
    return asked_of_school(
        force,
        every=binder.every,  # type: ignore[arg-type]  # the table's check allows these three
        span=Span(binder.first_day, binder.last_day),
        unit_kind=binder.unit_kind,
        facts=facts,
        waived=waived,
    )


async def _facts(
    session: AsyncSession, binder: Binder, *, papers: Sequence[BinderPaper], made: Sequence[MadePaper], today: date
) -> list[Fact]:
    """By what the items are shown: papers, what the system makes, and records that were entered elsewhere."""
    standing = [paper for paper in papers if paper.withdrawn_at is None]
    facts = [Fact(fact_id=str(paper.paper_id), kind=paper.fact_kind, on=paper.held_on) for paper in standing]
    facts += [Fact(fact_id=paper.code, kind=paper.code, on=today) for paper in made]
    # A school's paper made a record of its own and is there already.
    of_papers = {paper.record_id for paper in papers}
    records = []
    if binder.class_id is not None:
        records = list(
            await queries.list_records_of_class(session, district_id=binder.district_id, class_id=binder.class_id)
        )
    elif binder.subject == "SCHOOL" and binder.school_id is not None:
        records = list(
            await queries.list_records_of_school(
                session, district_id=binder.district_id, school_id=binder.school_id, unit=binder.unit
            )
        )
    facts += [
        Fact(fact_id=str(record.record_id), kind=record.kind, on=record.held_on)
        for record in records
        if record.record_id not in of_papers
    ]
    return facts
