"""What attestations say: of each teacher the days, the sums by the book, and the verdict of the pack about them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import PeriodNotBegun
from services.ledger.models import CarriedEntry, CertificateIssuer, Entry
from services.ledger.operations.judging import Bench, Faults, InForce, Judged, judge_teachers
from services.ledger.operations.reading import Named
from services.ledger.rules import in_batches, still_standing
from services.ledger.rules.attestations import (
    DIMENSIONS,
    AttestationKind,
    Period,
    clauses_of,
    label_of,
    period_of,
    stated_clauses,
    sums_by,
    verdict_in_words,
    verdict_over,
)
from services.ledger.rules.certificates import masked
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, NotFound

_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Wanted:
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

    @property
    def teacher_id(self) -> UUID:
        return self.teacher.teacher_id


async def list_wanted(
    session: AsyncSession,
    *,
    district_id: int,
    teachers: Sequence[Named],
    kind: AttestationKind,
    on: date,
    issuer_code: str,
    bench: Bench,
    at: datetime,
) -> Sequence[Wanted | DomainError]:
    """Of each teacher the year or cycle in which a day lies, or why nothing can be attested; NotFound for no issuer."""
    today = at.astimezone(SHANGHAI).date()
    issuer = await queries.find_issuer(session, district_id=district_id, issuer_code=issuer_code)
    district = await directory.find_district(session, district_id=district_id)
    if issuer is None or district is None:
        raise NotFound
    ids = [teacher.teacher_id for teacher in teachers]
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=ids)
    counted: dict[UUID, tuple[InForce, Period]] = {}
    refused: dict[UUID, DomainError] = {}
    for teacher_id in ids:
        pack = bench.pack_of(timelines[teacher_id], on=on)
        if pack is None:
            refused[teacher_id] = PackNotAssigned(on=on)
            continue
        period = period_of(kind, pack.pack, pack.bound, on=on)
        if period.span.first > today:
            refused[teacher_id] = PeriodNotBegun(first=period.span.first)
            continue
        counted[teacher_id] = pack, period
    last_days = {teacher_id: min(period.span.last, today) for teacher_id, (_, period) in counted.items()}
    placed = {
        teacher_id: place
        for as_of, some in _by_day(last_days).items()
        for teacher_id, place in (
            await directory.map_placements(session, district_id=district_id, teacher_ids=some, on=as_of)
        ).items()
    }
    schools = {one.school_id: one.name for one in await directory.list_schools(session, district_id=district_id)}
    found: list[Wanted | DomainError] = []
    for teacher in teachers:
        teacher_id = teacher.teacher_id
        if teacher_id not in placed:
            found.append(refused.get(teacher_id) or NotFound())
            continue
        (pack, period), school_id = counted[teacher_id], placed[teacher_id].school_id
        found.append(
            Wanted(
                district_id=district_id,
                district=district.name,
                teacher=teacher,
                issuer=issuer,
                kind=kind,
                period=period,
                as_of=last_days[teacher_id],
                pack=pack,
                school_id=school_id,
                school=schools.get(school_id, ""),
            )
        )
    return found


async def state(
    session: AsyncSession, *, district_id: int, wanted: Iterable[Wanted], bench: Bench, known_at_seq: int
) -> dict[UUID, dict[str, Any]]:
    """Everything that is attested of each, but for number and mark; a hundred at a time.

    Nothing of whom judging is at fault.
    """
    everybody = {one.teacher_id: one for one in wanted}
    said: dict[UUID, dict[str, Any]] = {}
    faults = Faults()
    for as_of, all_of_day in _by_day({teacher_id: one.as_of for teacher_id, one in everybody.items()}).items():
        for some in in_batches(all_of_day, _AT_ONCE):
            judged = await judge_teachers(
                session,
                district_id=district_id,
                bench=bench,
                teacher_ids=some,
                as_of=as_of,
                known_at_seq=known_at_seq,
                faults=faults,
            )
            entries: defaultdict[UUID, list[Entry]] = defaultdict(list)
            for entry in await queries.list_entries_of(
                session, district_id=district_id, teacher_ids=some, as_of=as_of, known_at_seq=known_at_seq
            ):
                entries[entry.teacher_id].append(entry)
            former = await queries.map_former(session, district_id=district_id, teacher_ids=some)
            carried: defaultdict[UUID, list[CarriedEntry]] = defaultdict(list)
            for teacher_id, brought in await queries.list_carried_of(
                session,
                district_id=district_id,
                teacher_ids=[*some, *former],
                as_of=as_of,
                known_at_seq=known_at_seq,
            ):
                carried[former.get(teacher_id, teacher_id)].append(brought)
            for teacher_id in (one for one in some if one not in faults.broken):
                said[teacher_id] = _said(
                    everybody[teacher_id], judged[teacher_id], entries[teacher_id], carried[teacher_id]
                )
    return said


def _by_day(days: Mapping[UUID, date]) -> Mapping[date, Sequence[UUID]]:
    by_day: defaultdict[date, list[UUID]] = defaultdict(list)
    for teacher_id, day in days.items():
        by_day[day].append(teacher_id)
    return by_day


def _said(wanted: Wanted, judged: Judged, every: Iterable[Entry], brought: Iterable[CarriedEntry]) -> dict[str, Any]:
    span = wanted.period.span
    entries = [entry for entry in still_standing(every) if entry.effective_on >= span.first]
    carried = [entry for entry in still_standing(brought) if entry.effective_on >= span.first]
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
