"""HTTP of what-ifs."""

from fastapi import APIRouter, Request

from services.ledger import operations
from services.ledger.routes.standings import governing_pack
from services.ledger.rules import ClauseChange
from services.ledger.schemas import (
    ChangedTeacher,
    ClauseChangeResponse,
    ClauseCount,
    ClauseSide,
    HypotheticalLine,
    RefusedTeacher,
    TriedClass,
    Verdict,
    VerdictCount,
    WhatIfRequest,
    WhatIfResponse,
)
from services.ledger.schemas.what_if import Sentence
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import cursors_of, place_after
from services.platform.types import DistrictId

router = APIRouter(route_class=Edge, tags=["what-ifs"], prefix="/districts/{district_id}")


@router.post("/what-ifs", summary="What would change")
async def post_what_if(
    district_id: DistrictId, body: WhatIfRequest, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> WhatIfResponse:
    """Judges teachers twice: as they are, and with another pack in force, further entries, or a class attended in full.

    A teacher tries entries and classes on oneself; a school on its own teachers, and published packs too; the district
    everything, also a pack that nobody has published (403 otherwise, 404 for others' teachers). A page judges at most
    500 teachers; `next_cursor` goes on. 422 `nothing-tried`, `class-ends-later`, `terms-do-not-fit`, `years-crossed`,
    `pack-rejected` with every fault of a text; 409 `pack-not-assigned` where no pack of the district is in force on the
    day and no assignment is named.
    """
    found = await operations.compare(
        session,
        viewer=viewer,
        district_id=district_id,
        as_of=body.as_of,
        known_at_seq=body.known_at_seq,
        teacher_id=body.subject.teacher_id,
        school_id=body.subject.school_id,
        pack=body.pack.tried() if body.pack is not None else None,
        lines=[line.tried() for line in body.entries],
        class_id=body.class_id,
        eligible_take_it=body.taken_by == "eligible",
        after=place_after(request, body.cursor),
        limit=body.limit,
        today=clock.today(),
    )
    return WhatIfResponse(
        as_of=found.as_of,
        known_at_seq=found.known_at_seq,
        pack=governing_pack(found.pack) if found.pack is not None else None,
        tried_class=(
            TriedClass(
                class_id=found.offer.class_id,
                title=found.offer.row.title,
                capacity=found.offer.row.capacity,
                enrolled=found.enrolled,
                ends_on=found.offer.row.ends_on,
            )
            if found.offer is not None
            else None
        ),
        judged=found.judged,
        changed=len(found.changed),
        verdicts=[
            VerdictCount(before=before, after=after, teachers=teachers)
            for (before, after), teachers in sorted(found.verdicts.items())
        ],
        clauses=[
            ClauseCount(pack_id=pack_id, clause_id=clause_id, before=before, after=after, results=results)
            for (pack_id, clause_id, before, after), results in sorted(found.clauses.items())
        ],
        items=[_changed(one) for one in found.changed],
        refused=[
            RefusedTeacher(
                teacher_id=one.teacher.teacher_id,
                staff_number=one.teacher.staff_number,
                name=one.teacher.name,
                reasons=[Sentence(zh=reason.zh, en=reason.en) for reason in one.reasons],
            )
            for one in found.refused
        ],
        next_cursor=cursors_of(request).write(str(found.last)) if found.last is not None else None,
    )


def _changed(one: operations.Changed) -> ChangedTeacher:
    return ChangedTeacher(
        teacher_id=one.teacher.teacher_id,
        staff_number=one.teacher.staff_number,
        name=one.teacher.name,
        school_id=one.teacher.school_id,
        before=_verdict(one.before),
        after=_verdict(one.after),
        clauses=[_clause(change) for change in one.clauses],
        lines=[HypotheticalLine.model_validate(line) for line in one.lines],
    )


def _verdict(judged: operations.Judged) -> Verdict:
    return Verdict(
        verdict=judged.verdict, progress=judged.progress, packs=[governing_pack(pack) for pack in judged.packs]
    )


def _clause(change: ClauseChange) -> ClauseChangeResponse:
    before, after = (
        ClauseSide.model_validate(side[1]) if side is not None else None for side in (change.before, change.after)
    )
    side = change.after or change.before
    return ClauseChangeResponse(
        pack_id=side[0] if side is not None else "",
        clause_id=change.clause_id,
        period=change.period,
        before=before,
        after=after,
    )
