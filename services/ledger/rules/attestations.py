"""Attestations of a year or a cycle: which days one is about, what it says, how it is signed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, Protocol

import msgspec

from services.ledger.rules.certificates import SignedFacts, day_in_words, facts_on_paper, short_amount
from services.platform.errors import Text
from services.platform.signing import in_base64url
from services.policy.calendars import Span, year_label, year_named, year_of
from services.policy.engine import ClauseResult, Progress, Result
from services.policy.engine.verdicts import progress_over, verdict_of
from services.policy.format import Bound, Pack

DIMENSIONS: Final = ("category", "level", "mode")
_NUMBERS: Final = "证"
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")
# What differs between two papers that say the same.
_OF_THE_PAPER: Final = frozenset({"number", "name_mark", "head"})


class AttestationKind(StrEnum):
    """A judging year of the pack, or its whole cycle."""

    YEAR = "YEAR"
    CYCLE = "CYCLE"


class AttestationGround(StrEnum):
    """Why an attestation no longer holds."""

    ENTRY_REVERSED = "ENTRY_REVERSED"
    DECIDED = "DECIDED"


class Earned(Protocol):
    """An entry of the book, as far as a table of sums looks at it."""

    @property
    def hours(self) -> Decimal: ...
    @property
    def credits(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are stated, and how they are called."""

    span: Span
    label: str
    """`2025-2026`, or `2025-09-01/2030-08-31` of a cycle."""
    named: Text


def period_of(kind: AttestationKind, pack: Pack, bound: Bound, *, on: date) -> Period:
    """The judging year of the pack, or its cycle, in which a day lies."""
    if kind is AttestationKind.YEAR:
        span = year_of(pack.year, on)
        label = year_label(pack.year, span)
        named = Text(zh=year_named(pack.year, label), en=f"the year {label}")
        return Period(span, label, named)
    span = Span(bound.cycle_start, bound.cycle_end)
    zh = f"{day_in_words(span.first)}至{day_in_words(span.last)}周期"
    return Period(span, f"{span.first}/{span.last}", Text(zh=zh, en=f"the cycle from {span.first} to {span.last}"))


def label_of(kind: AttestationKind, pack: Pack) -> Text:
    """What stands above the paper: packs that keep credits say so."""
    units_zh, units_en = ("学时", "hours") if pack.units.keeps == "hours" else ("学时学分", "hours and credits")
    if kind is AttestationKind.YEAR:
        return Text(zh=f"教师继续教育年度{units_zh}证明", en=f"attestation of the year's {units_en}")
    return Text(zh=f"教师继续教育周期{units_zh}证明", en=f"attestation of the cycle's {units_en}")


def prefix_of(number_prefix: str) -> str:
    """Attestations are numbered beside certificates: `望教培` -> `望教培证`."""
    return number_prefix + _NUMBERS


def clauses_of(kind: AttestationKind, period: Period, clauses: Iterable[ClauseResult]) -> list[ClauseResult]:
    """What the packs ask and judge: of a year what is asked by that year and its semesters, of a cycle everything."""
    asked = [one for one in clauses if one.result is not Result.NOT_APPLICABLE and one.kind != "statement"]
    if kind is AttestationKind.CYCLE:
        return asked
    return [one for one in asked if one.period == period.label or (one.period or "").startswith(f"{period.label}-")]


def verdict_over(clauses: Sequence[ClauseResult]) -> tuple[Result, Progress]:
    """The engine's own verdict, over these clauses alone."""
    return verdict_of(clauses), progress_over(clauses)


def verdict_in_words(verdict: Result, progress: Progress) -> Text:
    if verdict is Result.MET and progress is Progress.ON_TRACK:
        return Text(zh="到期各项均已达标，其余进行中", en="met so far, the rest is on track")
    if verdict is Result.MET and progress is Progress.BEHIND:
        return Text(zh="到期各项均已达标，其余进度落后", en="met so far, the rest is behind")
    return {
        Result.MET: Text(zh="达标", en="met"),
        Result.NOT_MET: Text(zh="未达标", en="not met"),
        Result.EXEMPT: Text(zh="免于要求", en="exempt"),
        Result.NOT_APPLICABLE: Text(zh="不作要求", en="nothing is asked"),
        Result.UNDETERMINED: Text(zh="尚不能判定", en="cannot be judged yet"),
    }[verdict]


def sums_by(dimension: str, entries: Iterable[Earned], pack: Pack) -> list[dict[str, str]]:
    """Hours and credits by the codes of a dimension, in the order and the words of the pack; unknown codes last."""
    words = getattr(pack.dimensions, dimension)
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for entry in entries:
        code = getattr(entry, dimension)
        hours, credits_ = sums.get(code, (Decimal(0), Decimal(0)))
        sums[code] = (hours + entry.hours, credits_ + entry.credits)
    order = {code: place for place, code in enumerate(words)}
    return [
        {
            "code": code,
            "zh": words[code].zh if code in words else code,
            "en": words[code].en if code in words else code,
            "hours": str(sums[code][0]),
            "credits": str(sums[code][1]),
        }
        for code in sorted(sums, key=lambda one: (order.get(one, len(order)), one))
    ]


def stated_clauses(clauses: Iterable[tuple[str, ClauseResult]]) -> list[dict[str, Any]]:
    """(pack, result) as they are kept: what was asked, what came of it, and in which words."""
    return [
        {
            "pack_id": pack_id,
            "clause_id": one.clause_id,
            "period": one.period,
            "severity": one.severity,
            "result": one.result.value,
            "progress": one.progress.value,
            "title_zh": one.title_zh,
            "title_en": one.title_en,
            "sentence_zh": one.sentence_zh,
            "sentence_en": one.sentence_en,
        }
        for pack_id, one in clauses
    ]


def says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two attestations differ in nothing but number, mark and head."""
    return _substance(one) == _substance(other)


def _substance(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _OF_THE_PAPER}


def content_hash(content: Mapping[str, Any]) -> str:
    """Over everything that an attestation says, as it is kept."""
    return in_base64url(sha256(_ENCODER.encode(dict(content))).digest())


def attested_facts(
    content: Mapping[str, Any], *, district_id: int, code: str, issued_on: date, known_at_seq: int
) -> SignedFacts:
    """What the QR code of an attestation vouches for."""
    facts = facts_on_paper(content, district_id=district_id, code=code, issued_on=issued_on)
    return msgspec.structs.replace(facts, k=known_at_seq, x=content_hash(content))


def sentence_of_attestation(content: Mapping[str, Any]) -> str:
    """What stands between the name and the tables."""
    first, as_of = (date.fromisoformat(content[name]) for name in ("earned_from", "earned_to"))
    hours, credits_ = (Decimal(content[name]) for name in ("hours", "credits"))
    amounts = f"{short_amount(hours)}学时"
    if content["keeps"] != "hours" or credits_:
        amounts += f"、{short_amount(credits_)}学分"
    return (
        f"自{day_in_words(first)}至{day_in_words(as_of)}，在{content['district']}教师继续教育台账中登记{amounts}。"
        f"依据《{content['pack_zh']}》，{content['period_zh']}的判定为：{content['verdict_zh']}。"
    )


def verdict_of_clause(clause: Mapping[str, Any]) -> str:
    """What the paper says of a clause as it is kept: what is not due yet is never called a failure."""
    if clause["result"] == Result.NOT_MET.value and clause["progress"] != Progress.FINAL.value:
        return "进行中"
    return verdict_in_words(Result(clause["result"]), Progress.FINAL).zh
