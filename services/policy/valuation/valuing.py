"""The valuer: days of an activity in, lines for the book out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from services.policy.calendars import Span, year_of
from services.policy.facts import Activity
from services.policy.format import Bound, Pack, Terms, bound
from services.policy.format.valuation import Convert, GrantDegree, Override, Posted
from services.policy.format.words import settled
from services.policy.matching import Cell, matches
from services.policy.valuation.amounts import rounded_together, supplied
from services.policy.valuation.given import Award, DatedHours, Program, Refusal, UnknownCode, Valuation
from services.policy.valuation.recognising import activity_facts, cell_of, refusals
from services.policy.valuation.tariffs import choose, first_fit


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
    activity: Activity | None = None,
) -> Valuation:
    """Return the awards of one member of a program, or of one claimed activity.

    What is worth a fixed amount is spread over the days in proportion to the hours of each, and evenly when none has
    hours. What a rule asks of the activity and nobody has stated, or a document that it asks for and nobody has handed
    in, is told as a refusal and never guessed.
    Raises UnknownCode when the program stands outside the pack's dimensions, WorthUnknown for a number that is lost.
    """
    checked = bound(pack, terms)
    _check_codes(pack, program, attended)
    if not attended:
        return Valuation((), (Refusal(clause_id=None, zh="没有参加记录", en="nothing was attended"),))
    reached = grade if grade is not None or activity is None else activity.grade
    total = sum((Fraction(day.hours) for day in attended), Fraction(0))
    facts = activity_facts(program, attended, total, activity, reached)
    cell = cell_of(program, program.category)
    decided = first_fit(pack, cell, total, facts)
    refused = tuple(refusals(pack, checked, program, facts, passed=passed, decided=decided))
    if refused:
        return Valuation((), refused)
    chosen = choose(pack, checked, cell, total, facts, reached)
    if chosen.refusals:
        return Valuation((), chosen.refusals)
    fixed = chosen.fixed
    lines = _lines(pack, program, attended)
    hours = fixed.hours if fixed and fixed.hours is not None else None
    if hours is None and fixed is None and program.fixed_hours is not None:
        hours = Fraction(program.fixed_hours)
    sat = [line.hours for line in lines]
    _spread(lines, hours, sat, _set_hours)
    if fixed is None or fixed.credits is None:
        for line in lines:
            _convert(pack, checked, line)
    if fixed:
        _spread(lines, fixed.credits, sat, _set_credits)
        for line in lines:
            line.rule_ids.insert(0, fixed.clause_id)
    elif chosen.turned_down and not any(line.credits for line in lines):
        # The pack values such an activity by tariffs in credits alone, and none of them holds.
        return Valuation((), chosen.turned_down)
    return Valuation(_rounded(pack, program, lines), recogniser=fixed.recogniser if fixed else None)


def value_degree(pack: Pack, *, terms: Terms, awarded_on: date, level: str | None = None) -> Valuation:
    """Return the award for a degree certificate, in the judging year of its date, by the first rule for its level.

    Where that rule would ask for a level and none is given, it is refused and never guessed.
    """
    checked = bound(pack, terms)
    rules = [(clause.id, rule) for clause in pack.clauses for rule in clause.valuation if isinstance(rule, GrantDegree)]
    for clause_id, rule in rules:
        if rule.degrees and level is None:
            zh, en = "缺少信息：学历层次", "unknown: the level of the degree"
            return Valuation((), (Refusal(clause_id=clause_id, zh=zh, en=en, missing=("level",)),))
        if not rule.degrees or level in rule.degrees:
            return Valuation((_degree(pack, checked, clause_id, rule, awarded_on),))
    if rules:
        zh, en = "这一层次的学历不予认定", "nothing is granted for a degree of this level"
        return Valuation((), (Refusal(clause_id=rules[0][0], zh=zh, en=en),))
    nothing = Refusal(clause_id=None, zh="本方案不认定学历提高", en="this pack grants nothing for degrees")
    return Valuation((), (nothing,))


def _degree(pack: Pack, terms: Bound, clause_id: str, rule: GrantDegree, awarded_on: date) -> Award:
    hours, credits_ = (supplied(amount, terms, clause_id) or Fraction(0) for amount in (rule.hours, rule.credits))
    return Award(
        hours=rounded_together([hours], pack.units.places)[0],
        credits=rounded_together([credits_], pack.units.places)[0],
        **rule.booked.model_dump(),
        tags=frozenset(),
        earned_from=awarded_on,
        earned_to=awarded_on,
        original_level=None,
        rule_ids=(clause_id,),
    )


def _check_codes(pack: Pack, program: Program, attended: Sequence[DatedHours]) -> None:
    wanted = [(name, getattr(program, name)) for name in ("category", "level", "mode", "nature", "kind")]
    wanted += [("tag", tag) for tag in program.tags]
    wanted += [("category", day.category) for day in attended if day.category is not None]
    strangers = sorted({f"{name} {code}" for name, code in wanted if code not in getattr(pack.dimensions, name)})
    if strangers:
        raise UnknownCode(f"pack {pack.id} does not have {', '.join(strangers)}")


def _lines(pack: Pack, program: Program, attended: Sequence[DatedHours]) -> list[_Line]:
    """Group the days by judging year and category, and book each line where the overrides say."""
    lines: dict[tuple[date, str], _Line] = {}
    for day in sorted(attended, key=lambda day: (day.on, day.category or "")):
        category = day.category or program.category
        key = (year_of(pack.year, day.on).first, category)
        line = lines.get(key)
        if line is None:
            line = lines[key] = _Line(cell=cell_of(program, category), span=Span(day.on, day.on))
            _override(pack, line)
        line.span = Span(line.span.first, day.on)
        line.hours += Fraction(day.hours)
    return list(lines.values())


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


def _convert(pack: Pack, terms: Bound, line: _Line) -> None:
    """Turn hours into credits by the first conversion that fits; without one there are no credits."""
    for clause in pack.clauses:
        for rule in clause.valuation:
            if not isinstance(rule, Convert):
                continue
            where = settled(rule.where, terms.switches)
            if where is not None and not matches(where, line.cell):
                continue
            ratio = supplied(settled(rule.hours_per_credit, terms.switches), terms, clause.id)
            if ratio is not None:
                line.credits = line.hours / ratio
            line.rule_ids.append(clause.id)
            return


def _set_hours(line: _Line, amount: Fraction) -> None:
    line.hours = amount


def _set_credits(line: _Line, amount: Fraction) -> None:
    line.credits = amount


def _spread(
    lines: Sequence[_Line],
    amount: Fraction | None,
    weights: Sequence[Fraction],
    put: Callable[[_Line, Fraction], None],
) -> None:
    """Spread a fixed amount over the lines in proportion to their weights."""
    if amount is None:
        return
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
