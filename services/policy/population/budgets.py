"""A school's training money by calendar year: base, share, what was set aside or spent, and what is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.case import Words, shortest
from services.policy.engine.kinds.kept import day_zh, exact
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Counted, NotCounted, Progress, Quantity, Result
from services.policy.facts import Fact, SchoolFact
from services.policy.format.clauses import BudgetClause
from services.policy.format.words import Bilingual, settled
from services.policy.population.ground import Ground, bare
from services.policy.population.standing import SchoolResult

EXPENSE = "EXPENSE"
"""The kind of fact that records an expense; its amount is in yuan and its first tag, else its role, says for what."""
_YUAN = Words("元", "yuan")


@dataclass(frozen=True, slots=True)
class _Spent:
    """The expenses of a year, those allowed and those refused."""

    allowed: tuple[Fact, ...]
    refused: tuple[tuple[Fact, Bilingual], ...]


@dataclass(frozen=True, slots=True)
class _Money:
    """The numbers of a year; None where a fact or the percentage is missing."""

    factors: tuple[tuple[Bilingual, Fraction | None], ...]
    percent: Fraction | None
    found: Fraction | None

    @property
    def base(self) -> Fraction | None:
        product = Fraction(1)
        for _, value in self.factors:
            if value is None:
                return None
            product *= value
        return product if self.factors else None

    @property
    def required(self) -> Fraction | None:
        return None if self.base is None or self.percent is None else self.base * self.percent / 100

    @property
    def gap(self) -> Fraction | None:
        if self.required is None or self.found is None:
            return None
        return max(Fraction(0), self.required - self.found)


def judge(ground: Ground, plan: ClausePlan) -> list[SchoolResult]:
    """Judge the budget of every calendar year, most of which lies in the cycle, that has begun, or of those named."""
    clause = plan.clause
    if not isinstance(clause, BudgetClause):
        raise TypeError(clause.kind)
    return [_judged(ground, plan, clause, year) for year in _calendar_years(ground)]


def lies_mostly_in(cycle: Span, number: int) -> bool:
    """Answer whether at least half of a calendar year lies in the cycle: then its money is asked for there."""
    year = Span(date(number, 1, 1), date(number, 12, 31))
    inside = year.within(cycle)
    return inside is not None and 2 * inside.days >= year.days


def _calendar_years(ground: Ground) -> Iterator[Span]:
    cycle, named = ground.plan.cycle, ground.money_years
    for number in range(cycle.first.year, min(cycle.last.year, ground.as_of.year) + 1):
        if lies_mostly_in(cycle, number) if named is None else number in named:
            yield Span(date(number, 1, 1), date(number, 12, 31))


def _judged(ground: Ground, plan: ClausePlan, clause: BudgetClause, year: Span) -> SchoolResult:
    due_on = min(year.last, ground.plan.cycle.last)
    spent = _spent(ground, clause, year)
    by_spending = settled(clause.measured_by, ground.switches) == "spent"
    money = _Money(
        factors=tuple(_factor(ground, kind, year) for kind in clause.base_of),
        percent=ground.amount(settled(clause.percent, ground.switches)),
        found=_sum(spent.allowed) if by_spending else _set_aside(ground, clause, year),
    )
    result, reason, why = _result(ground, clause, money, by_spending=by_spending)
    final = ground.as_of >= due_on
    progress = Progress.FINAL if final else Progress.BEHIND if result is Result.NOT_MET else Progress.ON_TRACK
    said = list(_said(ground, clause, money, spent, by_spending=by_spending))
    words = _sentence(year, said, result, why, None if final else due_on)
    label = Words("培训支出", "spent on training") if by_spending else Words("安排的培训经费", "set aside for training")
    required, counted, gap = _exact(money.required), _exact(money.found), _exact(money.gap)
    return replace(
        bare(plan, result, reason, words, period=str(year.first.year), progress=progress, due_on=due_on),
        unit=_YUAN.zh,
        unit_en=_YUAN.en,
        required=required,
        counted=counted,
        gap=gap,
        quantities=(Quantity(label.zh, label.en, *_YUAN, required, counted or _NONE, gap or _NONE, _NONE),),
        missing=tuple(dict.fromkeys(kind.zh for _, kind in spent.refused)),
        counted_entries=tuple(Counted(fact.fact_id, fact.amount) for fact in spent.allowed),
        not_counted=tuple(
            NotCounted(
                fact.fact_id, fact.amount, f"{kind.zh}不在允许列支的范围内", f"{kind.en} may not be paid from it"
            )
            for fact, kind in spent.refused
        ),
        calculation=_calculation(money),
    )


_NONE = Decimal(0)


def _exact(amount: Fraction | None) -> Decimal | None:
    return None if amount is None else exact(amount)


def _result(ground: Ground, clause: BudgetClause, money: _Money, *, by_spending: bool) -> tuple[Result, str, Words]:
    if money.percent is None:
        words = Words("比例在原文中缺失，尚未提供", "the percentage is lost in the source and not supplied")
        return Result.UNDETERMINED, "number_lost", words
    unknown = [label for label, value in money.factors if value is None]
    if money.found is None and clause.set_aside is not None:
        unknown.append(ground.plan.pack.dimensions.school_fact[clause.set_aside])
    if unknown or money.required is None or money.found is None:
        zh = "、".join(label.zh for label in unknown) or clause.base.zh
        en = ", ".join(label.en for label in unknown) or clause.base.en
        return Result.UNDETERMINED, "fact_missing", Words(f"缺少{zh}", f"unknown: {en}")
    if money.found >= money.required:
        return Result.MET, "reached", Words("", "")
    return Result.NOT_MET, "short", Words("", "")


def _factor(ground: Ground, kind: str, year: Span) -> tuple[Bilingual, Fraction | None]:
    return ground.plan.pack.dimensions.school_fact[kind], _value(ground.school.facts, kind, year)


def _set_aside(ground: Ground, clause: BudgetClause, year: Span) -> Fraction | None:
    return None if clause.set_aside is None else _value(ground.school.facts, clause.set_aside, year)


def _value(facts: Sequence[SchoolFact], kind: str, year: Span) -> Fraction | None:
    """Return the value of a kind for a year: of several that touch it the one in force last."""
    touching = [
        fact
        for fact in facts
        if fact.kind == kind and fact.value is not None and fact.first <= year.last and fact.last >= year.first
    ]
    latest = max(touching, key=lambda fact: (min(fact.last, year.last), fact.first, fact.value), default=None)
    return None if latest is None or latest.value is None else Fraction(latest.value)


def _spent(ground: Ground, clause: BudgetClause, year: Span) -> _Spent:
    codes = {measure.code for measure in clause.allowed}
    open_list = settled(clause.open_list, ground.switches) or not codes
    allowed: list[Fact] = []
    refused: list[tuple[Fact, Bilingual]] = []
    for fact in ground.facts:
        if not year.holds(fact.on) or not (fact.kind == EXPENSE or fact.kind in codes):
            continue
        # A member may have brought records along from another school: that school paid.
        if ground.school.school_id is not None and fact.school_id not in {None, ground.school.school_id}:
            continue
        what = _for_what(fact)
        if open_list or what in codes:
            allowed.append(fact)
        else:
            refused.append((fact, ground.plan.pack.dimensions.tag.get(what) or Bilingual(zh=what, en=what)))
    return _Spent(tuple(allowed), tuple(refused))


def _for_what(fact: Fact) -> str:
    if fact.kind != EXPENSE:
        return fact.kind
    return min(fact.tags, default="") or fact.role or "OTHER"


def _sum(facts: Sequence[Fact]) -> Fraction:
    return sum((Fraction(fact.amount) for fact in facts), Fraction(0))


def _calculation(money: _Money) -> str | None:
    if money.base is None or money.percent is None or money.required is None:
        return None
    factors = "×".join(f"{label.zh}{_shown(value)}" for label, value in money.factors if value is not None)
    return f"{factors}×{shortest(money.percent)}% = {_shown(money.required)}元"


def _shown(amount: Fraction) -> str:
    return f"{exact(amount):f}"


def _said(ground: Ground, clause: BudgetClause, money: _Money, spent: _Spent, *, by_spending: bool) -> Iterator[Words]:
    """Walk through what can be said of the numbers of a year."""
    if money.required is not None and money.base is not None and money.percent is not None:
        base, percent, required = _shown(money.base), shortest(money.percent), _shown(money.required)
        yield Words(
            f"{clause.base.zh}{base}元，按{percent}%应有培训经费{required}元",
            f"{clause.base.en} {base} yuan, of which {percent} % are {required} yuan",
        )
    if money.found is not None:
        done = Words("已支出", "spent") if by_spending else Words("已安排", "set aside")
        yield Words(f"{done.zh}{_shown(money.found)}元", f"{_shown(money.found)} {done.en}")
    if money.gap:
        yield Words(f"还差{_shown(money.gap)}元", f"{_shown(money.gap)} missing")
    if spent.refused:
        kinds = dict.fromkeys((kind.zh, kind.en) for _, kind in spent.refused)
        amount = _shown(_sum([fact for fact, _ in spent.refused]))
        yield Words(
            f"{'、'.join(zh for zh, _ in kinds)}不在允许列支的范围内，{amount}元不予列支",
            f"{', '.join(en for _, en in kinds)} may not be paid from it, {amount} yuan refused",
        )
    if settled(clause.shared_by_teachers, ground.switches):
        yield Words("其余可由教师合理分担", "teachers may bear a reasonable share of the rest")


def _sentence(year: Span, said: Sequence[Words], result: Result, why: Words, open_until: date | None) -> Words:
    zh = f"{'，'.join([f'{year.first.year}年', *(words.zh for words in said)])}。"
    en = f"In {', '.join([str(year.first.year), *(words.en for words in said)])}. "
    if result is Result.UNDETERMINED:
        return Words(f"{zh}尚不能判定：{why.zh}。", f"{en}Cannot be determined: {why.en}.")
    if result is Result.MET:
        return Words(f"{zh}已达标。", f"{en}Met.")
    if open_until is not None:
        return Words(
            f"{zh}尚未达标，请在{day_zh(open_until)}前补足。", f"{en}Not met yet, to be made up by {open_until}."
        )
    return Words(f"{zh}未达标。", f"{en}Not met.")
