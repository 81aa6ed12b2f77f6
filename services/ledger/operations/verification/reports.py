"""Every report that was kept against the hash that was told of it, and its row against what it says."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import Report
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import Finding, about
from services.ledger.rules.findings import REPORTS
from services.ledger.rules.reports import heading_of
from services.platform.signing import KeyRing

# The rates of a large district take megabytes each.
_AT_ONCE: Final = 5


async def look_at_reports(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next five reports, in the order in which they were kept.

    Whoever was told a report, a city its summary for example, holds its hash: a content that was changed together
    with its hash is found by them.
    """
    assert keys is not None  # noqa: S101 - every stage is handed the same
    kept = await queries.list_whole_reports(session, district_id=district_id, after=id_of(place), limit=_AT_ONCE)
    findings = [finding for report in kept for finding in _faults_of(report)]
    last = str(kept[-1].report_id) if len(kept) == _AT_ONCE else None
    return Step(findings, 0, last)


def _faults_of(report: Report) -> Iterable[Finding]:
    if sha256(report.content.encode()).digest() != report.content_hash:
        yield about(
            REPORTS,
            zh=f"报表 {report.report_id} 的内容与其散列值不符",
            en=f"the content of report {report.report_id} is not what its hash says",
        )
        return
    if heading_of(report.content) != (report.district_id, report.as_of, report.known_at_seq):
        yield about(
            REPORTS,
            zh=f"报表 {report.report_id} 的日期或台账行与其内容不符",
            en=f"report {report.report_id} stands under another day or number of the book than its content",
        )
