"""What a passed activity is worth under a pack: recognised, booked, converted, split by year and rounded once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span, year_of
from services.policy.format import Bound, Pack, Terms, bound
from services.policy.format.conditions import SCALE, Value, compiled
from services.policy.format.formulas import MissingAmount
from services.policy.format.formulas import compiled as compiled_formula
from services.policy.format.valuation import Convert, GrantDegree, Override, Posted, Refuse, Tariff, Worth
from services.policy.format.words import Bilingual, settled
from services.policy.matching import Cell, matches


class UnknownCode(ValueError):
    """The program stands in a place that the pack's dimensions do not have."""


class WorthUnknown(ValueError):
    """The pack needs a number that nobody has supplied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What the valuer must know of a program or claimed activity."""

    level: str
    mode: str
    nature: str
    kind: str
    category: str
    """Where hours belong that no meeting places elsewhere."""
    tags: frozenset[str] = field(default_factory=frozenset)
    organised_by_admin: bool = True
    fixed_hours: Decimal | None = None
    """Hours that the program's own notice grants to who passes, unless the pack has a tariff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """Recognised hours of one day, exact."""

    on: date
    hours: Fraction | Decimal
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One line for the book: lies within one judging year and one category."""

    hours: Decimal
    credits: Decimal
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: frozenset[str]
    earned_from: date
    earned_to: date
    original_level: str | None
    """The program's own level, where a clause books the award elsewhere."""
    rule_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing is awarded."""

    clause_id: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Valuation:
    """Awards, or the reasons why there are none."""

    awards: tuple[Award, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Worth:
    hours: Fraction | None
    credits: Fraction | None
    clause_id: str


@dataclass(slots=True)
class _Line:
    """Hours of one category in one judging year, while they are being worked out."""

    cell: Cell
    span: Span
    hours: Fraction = Fraction(0)
    credits: Fraction = Fraction(0)
    rule_ids: list[str] = field(default_factory=list)


def value(
    pack: Pack,
    *,
    terms: Terms,
    program: Program,
    attended: Sequence[DatedHours],
    passed: bool,
    grade: str | None = None,
) -> Valuation:
    """Return the awards of one member of a program, or of one claimed activity.

    What is worth a fixed amount is spread over the days in proportion to the hours of each, and evenly when none has
    hours. Raises UnknownCode when the program stands outside the pack's dimensions.
    """
    checked = bound(pack, terms)
    _check_codes(pack, program, attended)
    if not attended:
        return Valuation((), (Refusal(clause_id=None, zh="没有参加记录", en="nothing was attended"),))
    total = sum((Fraction(day.hours) for day in attended), Fraction(0))
    refusals = tuple(_refusals(pack, checked, program, total, passed=passed))
    if refusals:
        return Valuation((), refusals)
    lines = _lines(pack, program, attended)
    fixed = _fixed(pack, checked, program, total, grade)
    hours = fixed.hours if fixed and fixed.hours is not None else None
    if hours is None and fixed is None and program.fixed_hours is not None:
        hours = Fraction(program.fixed_hours)
    _spread(lines, hours, lambda line: line.hours, _set_hours)
    if fixed is None or fixed.credits is None:
        for line in lines:
            _convert(pack, checked, line)
    if fixed:
        _spread(lines, fixed.credits, lambda line: line.hours, _set_credits)
        for line in lines:
            line.rule_ids.insert(0, fixed.clause_id)
    return Valuation(_rounded(pack, program, lines))


def value_degree(pack: Pack, *, terms: Terms, awarded_on: date) -> Valuation:
    """Return the award for a degree certificate, in the judging year of its date."""
    checked = bound(pack, terms)
    for clause in pack.clauses:
        for rule in clause.valuation:
            if isinstance(rule, GrantDegree):
                award = Award(
                    hours=_places(_amount(rule.hours, checked, clause.id) or Fraction(0), pack.units.places),
                    credits=_places(_amount(rule.credits, checked, clause.id) or Fraction(0), pack.units.places),
                    **rule.booked.model_dump(),
                    tags=frozenset(),
                    earned_from=awarded_on,
                    earned_to=awarded_on,
                    original_level=None,
                    rule_ids=(clause.id,),
                )
                return Valuation((award,))
    nothing = Refusal(clause_id=None, zh="本方案不认定学历提高", en="this pack grants nothing for degrees")
    return Valuation((), (nothing,))


def _check_codes(pack: Pack, program: Program, attended: Sequence[DatedHours]) -> None:
    wanted = [(name, getattr(program, name)) for name in ("category", "level", "mode", "nature", "kind")]
    wanted += [("tag", tag) for tag in program.tags]
    wanted += [("category", day.category) for day in attended if day.category is not None]
    strangers = sorted({f"{name} {code}" for name, code in wanted if code not in getattr(pack.dimensions, name)})
    if strangers:
        raise UnknownCode(f"pack {pack.id} does not have {', '.join(strangers)}")


def _refusals(pack: Pack, terms: Bound, program: Program, attended: Fraction, *, passed: bool) -> list[Refusal]:
    facts: Mapping[str, Value] = {
        "category": program.category,
        "level": program.level,
        "mode": program.mode,
        "nature": program.nature,
        "kind": program.kind,
        "tags": sorted(program.tags),
        "organised_by_admin": program.organised_by_admin,
        "carried": False,
        "hours": int(attended * SCALE),
    }
    refusals = [
        Refusal(clause_id=clause.id, zh=rule.reason.zh, en=rule.reason.en)
        for clause in pack.clauses
        for rule in clause.valuation
        if isinstance(rule, Refuse) and compiled(settled(rule.when, terms.switches)).holds(facts)
    ]
    if not passed and settled(pack.outcome.must_pass, terms.switches):
        why = Bilingual(zh="考核未合格，已参加的学时不予认定", en="not passed: the hours attended are not recognised")
        refusals.append(Refusal(clause_id=pack.outcome.clause, zh=why.zh, en=why.en))
    return refusals


def _lines(pack: Pack, program: Program, attended: Sequence[DatedHours]) -> list[_Line]:
    """Group the days by judging year and category, and book each line where the overrides say."""
    lines: dict[tuple[date, str], _Line] = {}
    for day in sorted(attended, key=lambda day: (day.on, day.category or "")):
        category = day.category or program.category
        key = (year_of(pack.year, day.on).first, category)
        line = lines.get(key)
        if line is None:
            line = lines[key] = _Line(cell=_cell(program, category), span=Span(day.on, day.on))
            _override(pack, line)
        line.span = Span(line.span.first, day.on)
        line.hours += Fraction(day.hours)
    return list(lines.values())


def _cell(program: Program, category: str) -> Cell:
    return Cell(
        category=category,
        level=program.level,
        mode=program.mode,
        nature=program.nature,
        kind=program.kind,
        tags=program.tags,
        organised_by_admin=program.organised_by_admin,
    )


def _override(pack: Pack, line: _Line) -> None:
    for clause in pack.clauses:
        for rule in clause.valuation:
            if isinstance(rule, Override) and matches(rule.where, line.cell):
                line.cell = _booked(line.cell, rule.books)
                line.rule_ids.append(clause.id)


def _booked(cell: Cell, books: Posted) -> Cell:
    return Cell(
        category=books.category or cell.category,
        level=books.level or cell.level,
        mode=books.mode or cell.mode,
        nature=books.nature or cell.nature,
        kind=cell.kind,
        tags=cell.tags,
        organised_by_admin=cell.organised_by_admin,
    )


def _fixed(pack: Pack, terms: Bound, program: Program, attended: Fraction, grade: str | None) -> _Worth | None:
    """Return the fixed worth by the first tariff that fits."""
    cell = _cell(program, program.category)
    for clause in pack.clauses:
        for rule in clause.valuation:
            if not isinstance(rule, Tariff) or not matches(rule.where, cell):
                continue
            if rule.from_hours is not None and attended < Fraction(rule.from_hours):
                continue
            worth: Worth = rule.by_grade.get(grade, rule) if grade else rule
            return _Worth(
                hours=_part_of(worth, "hours", terms, clause.id),
                credits=_part_of(worth, "credits", terms, clause.id),
                clause_id=clause.id,
            )
    return None


def _part_of(worth: Worth, unit: str, terms: Bound, clause_id: str) -> Fraction | None:
    if unit not in worth.model_fields_set:
        return None
    amount = _amount(settled(getattr(worth, unit), terms.switches), terms, clause_id)
    if amount is None:
        raise WorthUnknown(f"{clause_id}: the {unit} are lost in the source and were not supplied")
    return amount


def _convert(pack: Pack, terms: Bound, line: _Line) -> None:
    """Turn hours into credits by the first conversion that fits; without one there are no credits."""
    for clause in pack.clauses:
        for rule in clause.valuation:
            if not isinstance(rule, Convert):
                continue
            where = settled(rule.where, terms.switches)
            if where is not None and not matches(where, line.cell):
                continue
            ratio = _amount(settled(rule.hours_per_credit, terms.switches), terms, clause.id)
            if ratio is not None:
                line.credits = line.hours / ratio
            line.rule_ids.append(clause.id)
            return


def _amount(amount: Decimal | str | None, terms: Bound, clause_id: str) -> Fraction | None:
    if amount is None or isinstance(amount, Decimal):
        return None if amount is None else Fraction(amount)
    try:
        return compiled_formula(amount).evaluate(_Supplied(terms))
    except MissingAmount as missing:
        raise WorthUnknown(f"{clause_id}: '{missing.name}' was not supplied") from missing


@dataclass(frozen=True, slots=True)
class _Supplied:
    """A tariff knows the numbers of the assignment, and nobody's timeline."""

    terms: Bound

    def amount(self, name: str) -> Fraction | None:
        supplied = self.terms.parameters.get(name)
        return Fraction(supplied) if isinstance(supplied, Decimal) else None

    def share_of(self, group: str) -> Fraction:
        raise MissingAmount(group)


def _set_hours(line: _Line, amount: Fraction) -> None:
    line.hours = amount


def _set_credits(line: _Line, amount: Fraction) -> None:
    line.credits = amount


def _spread(
    lines: Sequence[_Line],
    amount: Fraction | None,
    weight: Callable[[_Line], Fraction],
    put: Callable[[_Line, Fraction], None],
) -> None:
    """Spread a fixed amount over the lines in proportion to their weights."""
    if amount is None:
        return
    weights = [weight(line) for line in lines]
    whole = sum(weights, Fraction(0))
    for line, part in zip(lines, weights, strict=True):
        put(line, amount * part / whole if whole else amount / len(lines))


def _rounded(pack: Pack, program: Program, lines: Sequence[_Line]) -> tuple[Award, ...]:
    hours = rounded_together([line.hours for line in lines], pack.units.places)
    credits_ = rounded_together([line.credits for line in lines], pack.units.places)
    return tuple(
        Award(
            hours=line_hours,
            credits=line_credits,
            category=line.cell.category,
            level=line.cell.level,
            mode=line.cell.mode,
            nature=line.cell.nature,
            kind=line.cell.kind,
            tags=line.cell.tags,
            earned_from=line.span.first,
            earned_to=line.span.last,
            original_level=program.level if line.cell.level != program.level else None,
            rule_ids=tuple(dict.fromkeys(line.rule_ids)),
        )
        for line, line_hours, line_credits in zip(lines, hours, credits_, strict=True)
        if line_hours or line_credits
    )


def rounded_together(amounts: Sequence[Fraction], places: int) -> list[Decimal]:
    """Round amounts so that their sum is the rounded sum: the largest remainders get the units left over."""
    unit = 10**places
    scaled = [amount * unit for amount in amounts]
    whole = [int(amount // 1) for amount in scaled]
    # Half a unit of the sum goes up, as on paper.
    left = int((sum(scaled, Fraction(0)) + Fraction(1, 2)) // 1) - sum(whole)
    by_remainder = sorted(range(len(scaled)), key=lambda index: (whole[index] - scaled[index], index))
    for index in by_remainder[:left]:
        whole[index] += 1
    return [Decimal(amount).scaleb(-places) for amount in whole]


def _places(amount: Fraction, places: int) -> Decimal:
    return rounded_together([amount], places)[0]
