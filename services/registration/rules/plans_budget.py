"""The money of a plan before the clauses of a pack: what they ask for, what is planned, which kinds they bar."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from services.policy.engine.plan import Plan as PackPlan
from services.policy.engine.planning import plan_of
from services.policy.facts import School
from services.policy.format import Pack, Terms
from services.policy.format.clauses import BudgetClause
from services.policy.format.words import Bilingual, settled
from services.policy.population import SchoolResult, judge_school, lies_mostly_in
from services.registration.rules.plans import BudgetLine

# What districts usually spend on training, by the codes that packs use; others are shown by their code.
EXPENSE_KINDS: Final[Mapping[str, Bilingual]] = {
    code: Bilingual(zh=zh, en=en)
    for code, zh, en in (
        ("TRAVEL", "差旅费", "travel"),
        ("MATERIALS", "资料费", "materials"),
        ("MEALS", "伙食补助费", "meals"),
        ("LODGING", "住宿费", "lodging"),
        ("EXPERT_FEE", "专家费", "experts' fees"),
        ("VENUE", "场地费", "venue"),
        ("TUITION", "培训费", "tuition"),
    )
}

BudgetState: TypeAlias = Literal["WITHIN", "REACHED", "BEYOND", "UNDETERMINED"]


@dataclass(frozen=True, slots=True)
class Spending:
    """Money spent in a year for one kind of expense."""

    year: int
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class KindBarred:
    """A kind of expense that a clause does not allow, with what is planned and spent on it."""

    kind: str
    kind_zh: str
    kind_en: str
    planned: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFinding:
    """One clause and one calendar year: base times per cent is the limit; amounts in yuan.

    `planned`, `elsewhere` (in other plans of the school) and `spent` (under all its plans) are of the kinds that the
    clause allows. `left` is the limit less what is planned here and there, below 0 where that is more. BEYOND too where
    more is spent than the limit. UNDETERMINED where the base is unknown.
    """

    pack_id: str
    clause_id: str
    title: Bilingual
    quotes: tuple[str, ...]
    base: Bilingual
    year: int
    state: BudgetState
    limit: Decimal | None
    calculation: str | None
    planned: Decimal
    elsewhere: Decimal
    left: Decimal | None
    spent: Decimal
    barred: tuple[KindBarred, ...]
    sentence_zh: str
    sentence_en: str


def judge_plan_budget(
    pack: Pack,
    *,
    terms: Terms,
    school: School,
    lines: Sequence[BudgetLine],
    elsewhere: Sequence[BudgetLine] = (),
    spendings: Sequence[Spending],
    spent_elsewhere: Sequence[Spending] = (),
    years: Iterable[int],
) -> list[BudgetFinding]:
    """What each budget clause of a pack says of each of these years that its cycle touches.

    None where no clause is asked of this school.

    `elsewhere` are the lines of the school's other plans and `spent_elsewhere` what was spent under them, which come
    out of the same sum. The base of a year is what the school's facts say of it. Raises TermsRefused when the terms do
    not fit the pack.
    """
    wanted = sorted(set(years))
    if not wanted:
        return []
    planned = _by_year_and_kind((line.year, line.kind, line.amount) for line in lines)
    beside = _by_year_and_kind((line.year, line.kind, line.amount) for line in elsewhere)
    spent = _by_year_and_kind((one.year, one.kind, one.amount) for one in spendings)
    spent_beside = _by_year_and_kind((one.year, one.kind, one.amount) for one in spent_elsewhere)
    plan = plan_of(pack, terms)
    if not any(isinstance(clause, BudgetClause) for clause in pack.clauses):
        return []
    # What the school has set aside or spent is judged where the book is; of it only the amount asked for is needed.
    judged = judge_school(
        pack,
        terms=terms,
        school=school,
        members=(),
        facts=(),
        as_of=date(wanted[-1], 12, 31),
        money_years=frozenset(wanted),
    )
    return [
        _finding(
            plan,
            result,
            year,
            planned=planned[year],
            elsewhere=beside[year],
            spent=spent[year],
            spent_elsewhere=spent_beside[year],
        )
        for result in judged.clauses
        for year in wanted
        if result.kind == "budget" and result.period == str(year)
    ]


def share_years(packs: Sequence[tuple[Pack, Terms]], years: Iterable[int]) -> list[frozenset[int]]:
    """Which of these calendar years each of the packs is asked about, in their order.

    Where two cycles of one pack meet within a year, the one in which most of it lies answers, as in the book; a year
    that no cycle known here holds mostly is answered by whichever touches it.
    """
    asked = frozenset(years)
    mostly = [
        frozenset(year for year in asked if lies_mostly_in(plan_of(pack, terms).cycle, year)) for pack, terms in packs
    ]
    shared = []
    for (pack, _), own in zip(packs, mostly, strict=True):
        answered = frozenset[int]().union(
            *(years for (other, _), years in zip(packs, mostly, strict=True) if other.id == pack.id)
        )
        shared.append(own | (asked - answered))
    return shared


def _by_year_and_kind(amounts: Iterable[tuple[int, str, Decimal]]) -> defaultdict[int, dict[str, Decimal]]:
    summed: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    for year, kind, amount in amounts:
        summed[year][kind] = summed[year].get(kind, Decimal(0)) + amount
    return summed


def _finding(
    plan: PackPlan,
    result: SchoolResult,
    year: int,
    *,
    planned: Mapping[str, Decimal],
    elsewhere: Mapping[str, Decimal],
    spent: Mapping[str, Decimal],
    spent_elsewhere: Mapping[str, Decimal],
) -> BudgetFinding:
    clause = plan.pack.clause(result.clause_id)
    if not isinstance(clause, BudgetClause):
        raise TypeError(clause.kind)
    allowed = {measure.code for measure in clause.allowed}
    is_open = settled(clause.open_list, plan.terms.switches) or not allowed
    barred = () if is_open else tuple(sorted((planned.keys() | spent.keys()) - allowed))
    of_it = sum((amount for kind, amount in planned.items() if kind not in barred), Decimal(0))
    of_others = sum((amount for kind, amount in elsewhere.items() if is_open or kind in allowed), Decimal(0))
    spendings = (*spent.items(), *spent_elsewhere.items())
    of_spent = sum((amount for kind, amount in spendings if is_open or kind in allowed), Decimal(0))
    left = None if result.required is None else result.required - of_it - of_others
    shown = BudgetFinding(
        pack_id=plan.pack.id,
        clause_id=clause.id,
        title=clause.title,
        quotes=tuple(clause.quotes),
        base=clause.base,
        year=year,
        state=_state(left, limit=result.required, spent=of_spent),
        limit=result.required,
        calculation=result.calculation,
        planned=of_it,
        elsewhere=of_others,
        left=left,
        spent=of_spent,
        barred=tuple(_barred(kind, plan.pack, planned=planned, spent=spent) for kind in barred),
        sentence_zh="",
        sentence_en="",
    )
    return _told(shown, result)


def _barred(kind: str, pack: Pack, *, planned: Mapping[str, Decimal], spent: Mapping[str, Decimal]) -> KindBarred:
    words = pack.dimensions.tag.get(kind) or EXPENSE_KINDS.get(kind) or Bilingual(zh=kind, en=kind)
    return KindBarred(kind, words.zh, words.en, planned.get(kind, Decimal(0)), spent.get(kind, Decimal(0)))


def _state(left: Decimal | None, *, limit: Decimal | None, spent: Decimal) -> BudgetState:
    if left is None or limit is None:
        return "UNDETERMINED"
    if spent > limit:
        return "BEYOND"
    if left == 0:
        return "REACHED"
    return "WITHIN" if left > 0 else "BEYOND"


def _told(found: BudgetFinding, result: SchoolResult) -> BudgetFinding:
    """The finding with its sentence in both languages."""
    beside = _yuan(found.elsewhere) if found.elsewhere else ""
    planned_zh = f"计划{_yuan(found.planned)}元" + (f"、其他计划{beside}元" if beside else "")
    planned = _yuan(found.planned) + (f" (and {beside} in other plans)" if beside else "")
    if found.limit is None or found.left is None:
        lost = result.reason == "number_lost"
        zh = "原文所定比例缺失" if lost else f"缺少{found.base.zh}"
        en = "the percentage is lost in the source" if lost else f"unknown: {found.base.en}"
        zh = f"{found.year}年尚不能计算应安排的培训经费：{zh}。{planned_zh}"
        en = f"What is to be set aside in {found.year} cannot be worked out, {en}; {planned} yuan are planned"
    else:
        limit, rest = _yuan(found.limit), _yuan(abs(found.left))
        zh = f"{found.year}年应安排培训经费{limit}元（{found.calculation}），{planned_zh}，"
        planning = _state(found.left, limit=found.limit, spent=Decimal(0))
        zh += {"REACHED": "恰好用足", "WITHIN": f"尚余{rest}元"}.get(planning, f"超出{rest}元")
        en = f"Of {limit} yuan to be set aside in {found.year}, {planned} are planned, "
        en += {"REACHED": "exactly all", "WITHIN": f"{rest} are left"}.get(planning, f"{rest} too many")
        if found.spent > found.limit:
            spent, over = _yuan(found.spent), _yuan(found.spent - found.limit)
            zh += f"；各项计划已支出{spent}元，超支{over}元"
            en += f"; {spent} are spent under all plans, {over} too many"
    if found.barred:
        kinds, amount = "、".join(one.kind_zh for one in found.barred), _yuan(sum(one.planned for one in found.barred))
        zh += f"；{kinds}不在允许列支的范围内，计划{amount}元不计在内"
        kinds = ", ".join(one.kind_en for one in found.barred)
        en += f"; {kinds} may not be paid from it, {amount} yuan planned are left out"
    return replace(found, sentence_zh=f"{zh}。", sentence_en=f"{en}.")


def _yuan(amount: Decimal | int) -> str:
    """Without places that say nothing."""
    text = f"{Decimal(amount):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
