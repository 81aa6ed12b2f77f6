"""Bodies about schools and the district before their packs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from services.ledger.schemas.standings import CountedResponse, GoverningPack, QuantityResponse, Titled, counted_response
from services.platform.types import Amount, Answer
from services.policy.engine import Progress, Result
from services.policy.population import RateFound, RateValue, SchoolResult, Unknown


class NamedPerson(Answer):
    teacher_id: UUID
    staff_number: str | None
    name: str | None


class UnknownPerson(NamedPerson):
    """Somebody of whom it cannot be said whether they count."""

    why_zh: str
    why_en: str


class People(Answer):
    """How many, and who: in the order of their ids, from `names_after` on, at most `names` of them."""

    count: int
    items: list[NamedPerson]

    @classmethod
    def of(cls, ids: Iterable[str], shown: "Names") -> Self:
        everybody = sorted(ids)
        return cls(count=len(everybody), items=[shown.person(one) for one in shown.page(everybody)])


class Names:
    """Whose names are shown, and how many of them."""

    def __init__(self, known: Mapping[str, tuple[str, str]], *, after: UUID | None, most: int) -> None:
        self._known = known
        self._after = str(after) if after is not None else ""
        self._most = most

    def page(self, ids: list[str]) -> list[str]:
        return [one for one in ids if one > self._after][: self._most]

    def person(self, teacher_id: str) -> NamedPerson:
        staff_number, name = self._known.get(teacher_id, (None, None))
        return NamedPerson(teacher_id=UUID(teacher_id), staff_number=staff_number, name=name)

    def unknown(self, people: Iterable[Unknown]) -> list[UnknownPerson]:
        why = {one.teacher_id: one for one in people}
        return [
            UnknownPerson(**dict(self.person(one)), why_zh=why[one].why_zh, why_en=why[one].why_en)
            for one in self.page(sorted(why))
        ]


class RateValueResponse(Answer):
    """A rate under one reading of the source: both numbers, and the people behind each."""

    reading_zh: str
    reading_en: str
    in_force: bool
    counted: int
    out_of: int | None = Field(description="People, person-times or places; null for a plain number of heads")
    percent: Amount | None
    names: People = Field(description="Those who count")
    without: People = Field(description="Those below the line who do not")
    left_out: People = Field(description="In neither number: approved exceptions, and whom it does not concern")
    unknown: list[UnknownPerson]

    @classmethod
    def of(cls, value: RateValue, shown: Names) -> Self:
        return cls(
            reading_zh=value.reading_zh,
            reading_en=value.reading_en,
            in_force=value.in_force,
            counted=value.counted,
            out_of=value.out_of,
            percent=value.percent,
            names=People.of(value.names, shown),
            without=People.of(value.without, shown),
            left_out=People.of(value.left_out, shown),
            unknown=shown.unknown(value.unknown),
        )


class RateResponse(Answer):
    """One rate of a clause with its formula, under the reading in force and under every other."""

    label_zh: str
    label_en: str
    formula_zh: str
    formula_en: str
    sense: str
    inclusive: bool
    percent_asked: Amount | None
    heads_asked: int | None
    result: Result
    reason: str
    value: RateValueResponse
    other_readings: list[RateValueResponse]

    @classmethod
    def of(cls, rate: RateFound, shown: Names) -> Self:
        return cls(
            **{name: getattr(rate, name) for name in _OF_A_RATE},
            value=RateValueResponse.of(rate.value, shown),
            other_readings=[RateValueResponse.of(value, shown) for value in rate.other_readings],
        )


class SchoolClauseResponse(Answer):
    """One clause of scope school, unit or district in one period, with the calculation and the names."""

    clause_id: str = Field(examples=["C23-01"])
    kind: str
    scope: str
    of_unit: str | None
    severity: str
    result: Result
    reason: str
    period: str | None
    unit: str | None = Field(description="`hours`, `credits`, or in Chinese what is counted one by one")
    unit_en: str | None = Field(description="The same in English")
    required: Amount | None
    counted: Amount | None
    gap: Amount | None
    quantities: list[QuantityResponse]
    rates: list[RateResponse]
    names: People
    without: People
    missing: list[str]
    counted_records: list[CountedResponse]
    not_counted: list[CountedResponse]
    progress: Progress
    due_on: date | None
    title_zh: str
    title_en: str
    quote: str
    source: str
    sentence_zh: str
    sentence_en: str
    calculation: str | None

    @classmethod
    def of(cls, clause: SchoolResult, shown: Names, records: Mapping[str, Titled]) -> Self:
        return cls(
            **{name: getattr(clause, name) for name in _OF_A_CLAUSE},
            quantities=[QuantityResponse.model_validate(quantity) for quantity in clause.quantities],
            rates=[RateResponse.of(rate, shown) for rate in clause.rates],
            names=People.of(clause.names, shown),
            without=People.of(clause.without, shown),
            missing=list(clause.missing),
            counted_records=[counted_response(one, entries={}, records=records) for one in clause.counted_entries],
            not_counted=[counted_response(one, entries={}, records=records) for one in clause.not_counted],
        )


_OF_A_RATE = tuple(name for name in RateResponse.model_fields if name not in {"value", "other_readings"})
_WITH_NAMES = {"quantities", "rates", "names", "without", "missing", "counted_records", "not_counted"}
_OF_A_CLAUSE = tuple(name for name in SchoolClauseResponse.model_fields if name not in _WITH_NAMES)


class PopulationResponse(Answer):
    """A school or the district under its pack. People decide what follows from it, never the system."""

    school_id: UUID | None = Field(description="Null for the district as a whole")
    school_name: str | None
    as_of: date
    known_at_seq: int
    pack: GoverningPack
    verdict: Result
    clauses: list[SchoolClauseResponse]
