"""Reports: a district's sums and rates kept as they stood at the end of a month, or when somebody asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import MonthEnded, SummaryPublished
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import Report
from services.ledger.operations.judging import load_bench
from services.ledger.operations.populations import Population, named_in, reckon_rates
from services.ledger.operations.reading import pinned_seq
from services.ledger.operations.standings import Summary, summarise
from services.ledger.rules import (
    RATES_FORM,
    SUMMARY_FORM,
    Governed,
    KeptPack,
    KeptRates,
    KeptRecord,
    KeptSchool,
    KeptSummary,
    end_of,
    kept_bytes,
    month_after,
    month_of,
    months_before,
    read_rates,
    read_summary,
    rounded,
    sums_in_words,
)
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.ids import new_id
from services.platform.outbox import publish

_LONGEST_SECONDS: Final = 120
_KINDS: Final = ("SUMMARY", "RATES")
# A worker that was away so long has that many months to keep; what is older nobody waited for.
_MOST_MONTHS: Final = 12
_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report with what is in it, and the names of those it speaks of as the directory knows them now."""

    report: Report
    summary: KeptSummary | None
    rates: KeptRates | None
    names: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReportsPage:
    reports: Sequence[Report]
    following: bool


def summary_to_keep(summary: Summary) -> KeptSummary:
    """A summary as a report keeps it: the same sums have the same bytes."""
    return KeptSummary(
        form=SUMMARY_FORM,
        district_id=summary.district_id,
        name=summary.name,
        level=summary.level,
        as_of=summary.as_of,
        known_at_seq=summary.known_at_seq,
        pack_id=summary.pack.assigned.pack_id if summary.pack else None,
        content_hash=summary.pack.assigned.content_hash if summary.pack else None,
        packs=tuple(
            KeptPack(
                pack_id=pack.assigned.pack_id,
                version=pack.assigned.version,
                content_hash=pack.assigned.content_hash,
                teachers=teachers,
            )
            for pack, teachers in summary.packs
        ),
        teachers=summary.teachers,
        people=summary.people,
        standings={str(result): count for result, count in summary.standings.items()},
        earned=rounded(summary.earned),
        schools=tuple(
            KeptSchool(
                school_id=school.school_id,
                code=school.code,
                name=school.name,
                teachers=school.teachers,
                people=school.people,
                standings={str(result): count for result, count in school.standings.items()},
                earned=rounded(school.earned),
            )
            for school in summary.schools
        ),
    )


def _rates_to_keep(found: Population, *, district_id: int) -> KeptRates:
    spoken_of = {one.entry_id for clause in found.standing.clauses for one in clause.counted_entries}
    spoken_of |= {one.entry_id for clause in found.standing.clauses for one in clause.not_counted}
    return KeptRates(
        form=RATES_FORM,
        district_id=district_id,
        as_of=found.as_of,
        known_at_seq=found.known_at_seq,
        pack=Governed(
            pack_id=found.pack.assigned.pack_id,
            version=found.pack.assigned.version,
            content_hash=found.pack.assigned.content_hash,
            assignment_id=found.pack.assigned.assignment_id,
            revision=found.pack.assigned.revision,
            reason=found.pack.assigned.reason,
            first=found.pack.span.first,
            last=found.pack.span.last,
        ),
        standing=found.standing,
        records={
            record_id: KeptRecord(title=record.title)
            for record_id, record in found.records.items()
            if record_id in spoken_of
        },
    )


async def wait_for_month_end(session: AsyncSession, *, district_id: int, at: datetime) -> None:
    """See to it that the month in which something was posted is kept when it is over."""
    month = month_of(at.astimezone(SHANGHAI).date())
    if await queries.insert_month_timer(session, district_id=district_id, month=month, at=at) is None:
        return
    for kind in _KINDS:
        due_at = end_of(month)
        ended = MonthEnded(district_id=district_id, month=month, kind=kind, due_at=due_at)
        await publish(session, ended, due_at=due_at)


async def close_month(session: AsyncSession, *, district_id: int, month: date, kind: str, at: datetime) -> None:
    """Keep what the month came to, as the book stood when it ended however late this is heard, and wait for the next.

    Months that went by meanwhile are kept too, the last twelve of them.
    """
    await _keep_month(session, district_id=district_id, month=month, kind=kind, at=at)
    if kind == "SUMMARY":
        # Last: whoever hears of the first posting of a month waits for this row until the transaction ends.
        current = month_of(at.astimezone(SHANGHAI).date())
        following = max(month_after(month), months_before(current, _MOST_MONTHS))
        while following <= current:
            await wait_for_month_end(session, district_id=district_id, at=end_of(following) - _INSTANT)
            following = month_after(following)


async def _keep_month(session: AsyncSession, *, district_id: int, month: date, kind: str, at: datetime) -> None:
    if await queries.find_report_of_month(session, district_id=district_id, kind=kind, month=month) is not None:
        return
    as_of = month_after(month) - timedelta(days=1)
    if kind == "RATES" and (await load_bench(session, district_id=district_id)).in_force(as_of) is None:
        return
    known = await pinned_seq(session, district_id=district_id, known_at_seq=None, known_at=end_of(month) - _INSTANT)
    await _take(
        session, district_id=district_id, kind=kind, as_of=as_of, known_at_seq=known, month=month, asked_by=None, at=at
    )


async def take_report(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    kind: str,
    as_of: date,
    known_at_seq: int | None,
    known_at: datetime | None,
    at: datetime,
) -> Report:
    """Keep the sums or rates of a day because somebody wants to show them to others; above only what is known now."""
    viewer.demand()
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq, known_at=known_at)
    is_newest = known == await pinned_seq(session, district_id=district_id, known_at_seq=None)
    return await _take(
        session,
        district_id=district_id,
        kind=kind,
        as_of=as_of,
        known_at_seq=known,
        month=None,
        asked_by=viewer.principal.account_id,
        at=at,
        is_newest=is_newest,
    )


async def _take(
    session: AsyncSession,
    *,
    district_id: int,
    kind: str,
    as_of: date,
    known_at_seq: int,
    month: date | None,
    asked_by: UUID | None,
    at: datetime,
    is_newest: bool = True,
) -> Report:
    await allow_seconds(session, _LONGEST_SECONDS)
    kept: KeptSummary | KeptRates
    if kind == "SUMMARY":
        summary = await summarise(session, district_id=district_id, as_of=as_of, known_at_seq=known_at_seq)
        kept = summary_to_keep(summary)
    else:
        rates = await reckon_rates(session, district_id=district_id, as_of=as_of, known_at_seq=known_at_seq)
        kept = _rates_to_keep(rates, district_id=district_id)
    content = kept_bytes(kept)
    report = await queries.insert_report(
        session,
        Report(
            district_id=district_id,
            report_id=new_id(),
            kind=kind,
            ground="ASKED" if month is None else "MONTH_END",
            month=month,
            as_of=as_of,
            known_at_seq=known_at_seq,
            is_newest=is_newest,
            content=content.decode(),
            content_hash=sha256(content).digest(),
            taken_at=at,
            asked_by=asked_by,
        ),
    )
    if isinstance(kept, KeptSummary) and is_newest:
        await _tell_above(session, report=report, kept=kept)
    return report


async def _tell_above(session: AsyncSession, *, report: Report, kept: KeptSummary) -> None:
    """A city or province reads what its districts tell it, and nothing else of theirs."""
    own = await directory.find_district(session, district_id=report.district_id)
    if own is None or own.parent_id is None:
        return
    await publish(
        session,
        SummaryPublished(
            district_id=report.district_id,
            to_district=own.parent_id,
            of_district=report.district_id,
            of_name=kept.name,
            of_level=kept.level,
            report_id=report.report_id,
            as_of=report.as_of,
            known_at_seq=report.known_at_seq,
            content_hash=report.content_hash.hex(),
            published_at=report.taken_at,
            sums=sums_in_words(kept),
        ),
    )


async def list_reports(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    kind: str | None,
    ground: str | None,
    before: UUID | None,
    limit: int,
) -> ReportsPage:
    """The reports of a district, the newest first, without what is in them."""
    viewer.demand()
    found = await queries.list_reports(
        session, district_id=district_id, kind=kind, ground=ground, before=before, limit=limit + 1
    )
    return ReportsPage(found[:limit], following=len(found) > limit)


async def get_report(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    report_id: UUID,
    clause_id: str | None,
    names_after: UUID | None,
    most_names: int,
) -> ShownReport:
    """A report as it was kept, of rates one clause or all; only the names are those of today.

    Names are looked up of those alone who are shown: behind each number so many, from one on.
    """
    viewer.demand()
    report = await queries.get_report(session, district_id=district_id, report_id=report_id)
    if report.kind == "SUMMARY":
        return ShownReport(report, read_summary(report.content), None, {})
    rates = read_rates(report.content, clause_id=clause_id)
    shown = named_in(rates.standing, after=names_after, most=most_names)
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=shown)
    return ShownReport(report, None, rates, {str(teacher_id): name for teacher_id, name in names.items()})


async def get_report_content(session: AsyncSession, *, viewer: Viewer, district_id: int, report_id: UUID) -> Report:
    """A report for whoever computes its hash anew."""
    viewer.demand()
    return await queries.get_report(session, district_id=district_id, report_id=report_id)
