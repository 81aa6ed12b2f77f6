"""Issuing: what a teacher's year or cycle came to, judged by the pack, bound to a signed head of the book."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import NothingStated, NotYetSigned, PeriodNotBegun
from services.ledger.models import Attestation, BookHead, CertificateIssuer
from services.ledger.operations.heads import sign_head
from services.ledger.operations.judging import Bench, InForce, judge_teachers, load_bench
from services.ledger.operations.reading import Named, get_visible_teacher
from services.ledger.queries import AttestationShown
from services.ledger.rules import still_standing
from services.ledger.rules.attestations import (
    DIMENSIONS,
    AttestationKind,
    Period,
    attested_facts,
    clauses_of,
    label_of,
    period_of,
    prefix_of,
    says_the_same,
    stated_clauses,
    sums_by,
    verdict_in_words,
    verdict_over,
)
from services.ledger.rules.certificates import masked, name_mark, new_code, number_text, sign_facts
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.signing import Signer


@dataclass(frozen=True, slots=True)
class Issued:
    """An attestation, and whether it was issued now or said the same already."""

    shown: AttestationShown
    anew: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whose days are to be attested, by whom, and by which pack they are counted."""

    district_id: int
    district: str
    teacher: Named
    issuer: CertificateIssuer
    kind: AttestationKind
    period: Period
    as_of: date
    pack: InForce
    school_id: UUID
    school: str


async def issue_attestation(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    kind: AttestationKind,
    on: date,
    issuer_code: str,
    signer: Signer,
    at: datetime,
) -> Issued:
    """Attest the judging year, or the cycle, of the pack in force in which a day lies, as the book knows it now.

    One that says the same and holds is given again instead. NotFound for a teacher out of reach or an unknown issuer;
    PeriodNotBegun; PackNotAssigned where nothing says what a year is; NothingStated while the book is empty.
    """
    bench = await load_bench(session, district_id=district_id)
    wanted = await _wanted(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        kind=kind,
        on=on,
        issuer_code=issuer_code,
        bench=bench,
        at=at,
    )
    # Judging takes its time, so it is done before the book is locked, and again only if the teacher's entries changed.
    known = await queries.get_head(session, district_id=district_id)
    substance = await _substance(session, wanted, bench=bench, known_at_seq=known)
    await queries.lock_book(session, district_id=district_id)
    newest = await queries.find_last_seq_of(session, district_id=district_id, teacher_id=teacher_id)
    # What was brought along has no number here by which it could be seen to have changed.
    former = await queries.map_former(session, district_id=district_id, teacher_ids=[teacher_id])
    carrying = await queries.list_carrying(session, district_id=district_id, teacher_ids=[teacher_id, *former])
    if newest > known or carrying:
        known = await queries.get_head(session, district_id=district_id)
        substance = await _substance(session, wanted, bench=bench, known_at_seq=known)
    before = await queries.find_newest_attestation(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        kind=kind.value,
        first=wanted.period.span.first,
        issuer_code=issuer_code,
    )
    holds = before is not None and before.status == "VALID" and is_named(before.attestation, wanted.teacher.name)
    if before is not None and holds and says_the_same(before.attestation.content, substance):
        return Issued(before, anew=False)
    head = await _head_over(session, district_id=district_id, seq=known if carrying else newest, signer=signer, at=at)
    issued = await _make_out(session, viewer, wanted, substance, head=head, signer=signer, at=at)
    return Issued(AttestationShown(issued, None, grown=False, reissued=False), anew=True)


async def _wanted(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    kind: AttestationKind,
    on: date,
    issuer_code: str,
    bench: Bench,
    at: datetime,
) -> _Wanted:
    today = at.astimezone(SHANGHAI).date()
    teacher = await get_visible_teacher(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today
    )
    issuer = await queries.find_issuer(session, district_id=district_id, issuer_code=issuer_code)
    district = await directory.find_district(session, district_id=district_id)
    if issuer is None or district is None:
        raise NotFound
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=[teacher_id])
    pack = bench.pack_of(timelines[teacher_id], on=on)
    if pack is None:
        raise PackNotAssigned(on=on)
    period = period_of(kind, pack.pack, pack.bound, on=on)
    if period.span.first > today:
        raise PeriodNotBegun(first=period.span.first)
    as_of = min(period.span.last, today)
    placed = await directory.map_placements(session, district_id=district_id, teacher_ids=[teacher_id], on=as_of)
    if teacher_id not in placed:
        raise NotFound
    school_id = placed[teacher_id].school_id
    schools = await directory.list_schools(session, district_id=district_id)
    school = next((one.name for one in schools if one.school_id == school_id), "")
    return _Wanted(district_id, district.name, teacher, issuer, kind, period, as_of, pack, school_id, school)


async def _substance(session: AsyncSession, wanted: _Wanted, *, bench: Bench, known_at_seq: int) -> dict[str, Any]:
    """Everything that is attested, but for number and mark."""
    teacher_id, span = wanted.teacher.teacher_id, wanted.period.span
    judged = (
        await judge_teachers(
            session,
            district_id=wanted.district_id,
            bench=bench,
            teacher_ids=[teacher_id],
            as_of=wanted.as_of,
            known_at_seq=known_at_seq,
        )
    )[teacher_id]
    entries = [
        entry
        for entry in still_standing(
            await queries.list_entries_of(
                session,
                district_id=wanted.district_id,
                teacher_ids=[teacher_id],
                as_of=wanted.as_of,
                known_at_seq=known_at_seq,
            )
        )
        if entry.effective_on >= span.first
    ]
    former = await queries.map_former(session, district_id=wanted.district_id, teacher_ids=[teacher_id])
    carried = [
        entry
        for entry in still_standing(
            entry
            for _, entry in await queries.list_carried_of(
                session,
                district_id=wanted.district_id,
                teacher_ids=[teacher_id, *former],
                as_of=wanted.as_of,
                known_at_seq=known_at_seq,
            )
        )
        if entry.effective_on >= span.first
    ]
    by_pack = judged.by_pack
    asked = clauses_of(wanted.kind, wanted.period, (clause for _, clause in by_pack))
    verdict, progress = verdict_over(asked)
    words = verdict_in_words(verdict, progress)
    label, pack = label_of(wanted.kind, wanted.pack.pack), wanted.pack.pack
    return {
        "label_zh": label.zh,
        "label_en": label.en,
        "issuer": wanted.issuer.name,
        "district": wanted.district,
        "school": wanted.school,
        "holder": masked(wanted.teacher.name),
        "title": f"{wanted.period.named.zh}：{words.zh}",
        "period": wanted.period.label,
        "period_zh": wanted.period.named.zh,
        "period_en": wanted.period.named.en,
        "hours": str(sum((entry.hours for entry in entries), Decimal(0))),
        "credits": str(sum((entry.credits for entry in entries), Decimal(0))),
        "carried_hours": str(sum((entry.hours for entry in carried), Decimal(0))),
        "carried_credits": str(sum((entry.credits for entry in carried), Decimal(0))),
        "keeps": pack.units.keeps,
        "entries": len(entries),
        "earned_from": span.first.isoformat(),
        "earned_to": wanted.as_of.isoformat(),
        "pack_id": pack.id,
        "pack_hash": wanted.pack.assigned.content_hash,
        "pack_zh": pack.title.zh,
        "pack_en": pack.title.en,
        "verdict": verdict.value,
        "progress": progress.value,
        "verdict_zh": words.zh,
        "verdict_en": words.en,
        "sums": {dimension: sums_by(dimension, entries, pack) for dimension in DIMENSIONS},
        "clauses": stated_clauses((judging.assigned.pack_id, clause) for judging, clause in by_pack if clause in asked),
    }


async def _head_over(session: AsyncSession, *, district_id: int, seq: int, signer: Signer, at: datetime) -> BookHead:
    """The newest signed head: where it does not reach over the teacher's last entry, the book is signed now."""
    head = await queries.find_last_head(session, district_id=district_id)
    if head is None or head.seq < seq:
        head = await sign_head(session, district_id=district_id, signer=signer, at=at) or head
    if head is None:
        raise NothingStated
    if head.seq < seq:
        # A book that was never signed is signed in several turns.
        raise NotYetSigned
    return head


async def _make_out(
    session: AsyncSession,
    viewer: Viewer,
    wanted: _Wanted,
    substance: dict[str, Any],
    *,
    head: BookHead,
    signer: Signer,
    at: datetime,
) -> Attestation:
    """Number, sign and keep it."""
    today, code = at.astimezone(SHANGHAI).date(), new_code()
    number = await queries.take_attestation_number(
        session, district_id=wanted.district_id, issuer_code=wanted.issuer.issuer_code, year=today.year
    )
    content = {
        **substance,
        "number": number_text(prefix_of(wanted.issuer.number_prefix), year=today.year, number=number),
        "name_mark": name_mark(code, wanted.teacher.name),
        "head": {
            "number": head.number,
            "seq": head.seq,
            "head_hash": head.head_hash.hex(),
            "tree_root": head.tree_root.hex(),
        },
    }
    facts = attested_facts(content, district_id=wanted.district_id, code=code, issued_on=today, known_at_seq=head.seq)
    return await queries.insert_attestation(
        session,
        Attestation(
            district_id=wanted.district_id,
            attestation_id=new_id(),
            code=code,
            kind=wanted.kind.value,
            teacher_id=wanted.teacher.teacher_id,
            school_id=wanted.school_id,
            first=wanted.period.span.first,
            last=wanted.period.span.last,
            as_of=wanted.as_of,
            known_at_seq=head.seq,
            head_number=head.number,
            issuer_code=wanted.issuer.issuer_code,
            year=today.year,
            number=number,
            content=content,
            issued_on=today,
            issued_at=at,
            issued_by=viewer.principal.account_id,
            signed=sign_facts(signer, facts),
        ),
    )


def is_named(one: Attestation, name: str) -> bool:
    """Whether that is the name it was issued to."""
    return str(one.content["name_mark"]) == name_mark(one.code, name)
