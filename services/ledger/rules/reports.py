"""What is kept of a district's sums and rates: values with canonical bytes, and the sums of many districts in one."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from services.ledger.rules.entries import Amounts
from services.ledger.rules.summaries import Earned
from services.platform.clock import SHANGHAI
from services.policy.population import SchoolStanding

SUMMARY_FORM: Final = "xuefen.summary.v1"
RATES_FORM: Final = "xuefen.rates.v1"
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")
_PLACES: Final = Decimal("0.0001")


class KeptPack(msgspec.Struct, frozen=True, kw_only=True):
    """A pack in force on the day, and for how many."""

    pack_id: str
    version: str
    content_hash: str
    teachers: int


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """Heads, verdicts and what was earned, of a school, a district or many."""

    teachers: int
    people: int
    standings: dict[str, int]
    earned: Earned


class KeptSchool(Sums, frozen=True, kw_only=True):
    school_id: UUID
    code: str
    name: str


class KeptSummary(Sums, frozen=True, kw_only=True):
    """A district on a day, as the book knew it at a number."""

    form: str
    district_id: int
    name: str
    level: str
    as_of: date
    known_at_seq: int
    pack_id: str | None
    content_hash: str | None
    packs: tuple[KeptPack, ...]
    schools: tuple[KeptSchool, ...]


class Governed(msgspec.Struct, frozen=True, kw_only=True):
    """The pack that judged, and from when to when it governs."""

    pack_id: str
    version: str
    content_hash: str
    assignment_id: UUID
    revision: int
    reason: str | None
    first: date
    last: date


class KeptRecord(msgspec.Struct, frozen=True, kw_only=True):
    title: str


class KeptRates(msgspec.Struct, frozen=True, kw_only=True):
    """A district's rates on a day: formulas, numbers, and the ids of the people behind each."""

    form: str
    district_id: int
    as_of: date
    known_at_seq: int
    pack: Governed
    standing: SchoolStanding
    records: dict[str, KeptRecord]


class _Heading(msgspec.Struct):
    district_id: int
    as_of: date
    known_at_seq: int


def heading_of(content: str) -> tuple[int, date, int]:
    """District, day and number of the book that a kept report says it is of."""
    said = msgspec.json.decode(content, type=_Heading)
    return said.district_id, said.as_of, said.known_at_seq


class _NamedClause(msgspec.Struct):
    clause_id: str


def kept_bytes(kept: KeptSummary | KeptRates | Sums) -> bytes:
    """The canonical JSON of it."""
    return _ENCODER.encode(kept)


def read_summary(content: str) -> KeptSummary:
    return msgspec.json.decode(content, type=KeptSummary)


def read_rates(content: str, *, clause_id: str | None = None) -> KeptRates:
    """Rates as they were kept; with a clause only that one is read: each names everybody of a large district."""
    if clause_id is None:
        return msgspec.json.decode(content, type=KeptRates)
    kept = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    standing = msgspec.json.decode(kept["standing"], type=dict[str, msgspec.Raw])
    clauses = msgspec.json.decode(standing["clauses"], type=list[msgspec.Raw])
    wanted = [one for one in clauses if msgspec.json.decode(one, type=_NamedClause).clause_id == clause_id]
    only: dict[str, Any] = {**kept, "standing": {**standing, "clauses": wanted}}
    return msgspec.json.decode(msgspec.json.encode(only), type=KeptRates)


def sums_in_words(kept: Sums) -> dict[str, Any]:
    """Only the sums, as plain data that an event carries."""
    sums = Sums(teachers=kept.teachers, people=kept.people, standings=kept.standings, earned=kept.earned)
    words: dict[str, Any] = msgspec.json.decode(_ENCODER.encode(sums))
    return words


def read_sums(words: Mapping[str, Any]) -> Sums:
    return msgspec.convert(words, type=Sums, strict=False)


def rounded(earned: Earned) -> Earned:
    """The same with four places everywhere, so that equal sums are equal bytes however they were added up."""
    return Earned(
        earned.entries,
        _rounded(earned.total),
        *(
            {name: _rounded(amounts) for name, amounts in sorted(by.items())}
            for by in (earned.by_category, earned.by_level, earned.by_mode, earned.by_year)
        ),
    )


def _rounded(amounts: Amounts) -> Amounts:
    return Amounts(amounts.hours.quantize(_PLACES), amounts.credits.quantize(_PLACES))


def added_up(many: Iterable[Sums]) -> Sums:
    """Sums of districts that have nobody in common: a person is in post in one district at a time."""
    teachers = people = entries = 0
    standings: dict[str, int] = {}
    total = Amounts()
    by: tuple[dict[str, Amounts], ...] = ({}, {}, {}, {})
    for one in many:
        teachers += one.teachers
        people += one.people
        for result, count in one.standings.items():
            standings[result] = standings.get(result, 0) + count
        earned = one.earned
        entries += earned.entries
        total = total.plus(earned.total.hours, earned.total.credits)
        dimensions = (earned.by_category, earned.by_level, earned.by_mode, earned.by_year)
        for into, amounts in zip(by, dimensions, strict=True):
            for name, amount in amounts.items():
                into[name] = into.get(name, Amounts()).plus(amount.hours, amount.credits)
    return Sums(
        teachers=teachers,
        people=people,
        standings=dict(sorted(standings.items())),
        earned=rounded(Earned(entries, total, *by)),
    )


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    return month_of(month + timedelta(days=31))


def months_before(month: date, number: int) -> date:
    """The month so many months earlier."""
    index = month.year * 12 + month.month - 1 - number
    return date(index // 12, index % 12 + 1, 1)


def end_of(month: date) -> datetime:
    """The moment at which the month is over in the district's zone."""
    return datetime.combine(month_after(month), time(), SHANGHAI)
