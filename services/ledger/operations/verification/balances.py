"""Every balance and every sum kept against the entries, page by page: at no moment is the whole book in memory."""

from decimal import Decimal
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import (
    BALANCES,
    Amounts,
    Finding,
    about,
    account_of_teacher,
    faults_of_balance,
    faults_of_total,
)
from services.platform.signing import KeyRing

_WINDOW: Final = 20_000
# What they earned in all their years lies scattered: so many are read in time from a disk that nothing is cached of.
_TEACHERS_AT_ONCE: Final = 50
# January of the first year that a date can be in.
_FIRST_MONTH: Final = 12


class _Months(msgspec.Struct, frozen=True, tag=True):
    """From which month on the sums of schools are still to be compared."""

    since: int


class _Issuers(msgspec.Struct, frozen=True, tag=True):
    """How far the accounts that give have been summed up, and what each gave up to there."""

    after: int = 0
    gave: dict[str, tuple[Decimal, Decimal]] = msgspec.field(default_factory=dict)


async def look_at_balances(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """Accounts and tallies of the next fifty teachers; then the accounts that give, 20,000 entries at a time; then the
    sums of schools, month by month, and the numbers of people that were counted.

    Whatever is compared is compared by one statement: nothing that is posted meanwhile falls between.
    """
    assert keys is not None  # noqa: S101 - every stage is handed the same
    if place.startswith("{"):
        within = msgspec.json.decode(place, type=_Issuers | _Months)
        if isinstance(within, _Months):
            return await _look_at_months(session, district_id, within.since)
        return await _look_at_issuers(session, district_id, within)
    end = await queries.get_book_end(session, district_id=district_id)
    if end.next_seq is None:
        # That the head is gone has been said.
        return Step()
    return await _look_at_teachers(session, district_id, id_of(place))


async def _look_at_teachers(session: AsyncSession, district_id: int, after: UUID) -> Step:
    teacher_ids = await queries.list_teachers_after(
        session, district_id=district_id, after=after, limit=_TEACHERS_AT_ONCE
    )
    last = teacher_ids[-1] if len(teacher_ids) == _TEACHERS_AT_ONCE else None
    findings: list[Finding] = []
    for false in await queries.list_false_earners(session, district_id=district_id, after=after, last=last):
        account = f"{account_of_teacher(false.teacher_id)}/school:{false.school_id}"
        findings += faults_of_balance(account, computed=false.posted, stored=false.kept)
    for teacher_id in await queries.list_false_tallies(session, district_id=district_id, teacher_ids=teacher_ids):
        findings.append(_false_tally(teacher_id))
    return Step(findings, 0, _written(_Issuers()) if last is None else str(last))


async def _look_at_issuers(session: AsyncSession, district_id: int, so_far: _Issuers) -> Step:
    last = min(so_far.after + _WINDOW, await queries.get_head(session, district_id=district_id))
    gave = dict(so_far.gave)
    for account, hours, credits_ in await queries.sum_given(
        session, district_id=district_id, first=so_far.after + 1, last=last
    ):
        known = gave.get(account, (Decimal(0), Decimal(0)))
        gave[account] = (known[0] + hours, known[1] + credits_)
    if last == so_far.after + _WINDOW:
        return Step([], 0, _written(_Issuers(last, gave)))
    findings: list[Finding] = []
    standing = await queries.map_issuers(session, district_id=district_id, after_seq=last)
    for account in sorted(gave.keys() | standing.keys()):
        kept, since = standing.get(account, (None, None))
        given = gave.get(account)
        computed = since
        if given is not None:
            computed = (since or Amounts()).plus(-given[0], -given[1])
        findings += faults_of_balance(account, computed=computed, stored=kept)
    findings += faults_of_total(await queries.sum_balances(session, district_id=district_id))
    return Step(findings, 0, _written(_Months(_FIRST_MONTH)))


async def _look_at_months(session: AsyncSession, district_id: int, since: int) -> Step:
    month = await queries.find_month_from(session, district_id=district_id, month=since)
    if month is None:
        false_counts = await queries.list_false_counts(session, district_id=district_id)
        return Step([_false_count(school_id) for school_id in false_counts])
    false = await queries.list_false_months(session, district_id=district_id, month=month)
    return Step([_false_month(school_id, month) for school_id in false], 0, _written(_Months(month + 1)))


def _written(so_far: _Issuers | _Months) -> str:
    return msgspec.json.encode(so_far).decode()


def _false_tally(teacher_id: UUID) -> Finding:
    return about(
        BALANCES,
        zh=f"教师 {teacher_id} 的分月合计与台账行不符",
        en=f"the tallies of teacher {teacher_id} are not the sums of the entries",
    )


def _false_count(school_id: UUID) -> Finding:
    # All zeros stand for the district.
    return about(
        BALANCES,
        zh=f"学校 {school_id} 的有学时人数与按人合计不符" if school_id.int else "全区有学时人数与按人合计不符",
        en=f"the number of people who earned at school {school_id} is not that of who did"
        if school_id.int
        else "the number of people who earned in the district is not that of who did",
    )


def _false_month(school_id: UUID, month: int) -> Finding:
    year, place = divmod(month, 12)
    return about(
        BALANCES,
        zh=f"学校 {school_id} 在 {year} 年 {place + 1} 月的合计与台账行不符",
        en=f"the sums of school {school_id} in {year}-{place + 1:02} are not those of the entries",
    )
