"""A school's training budget under a pack: how much must be set aside, and for which expenses."""

from dataclasses import dataclass
from decimal import Decimal

from services.policy.format import Pack, Terms, bound
from services.policy.format.clauses import BudgetClause
from services.policy.format.words import settled


@dataclass(frozen=True, slots=True)
class BudgetRule:
    """What a pack says about training money, under given terms."""

    clause_id: str
    base_zh: str
    base_en: str
    percent: Decimal
    allowed: frozenset[str]
    open_list: bool

    def set_aside(self, base: Decimal) -> Decimal:
        """Return the amount to be set aside out of the base, exact."""
        return base * self.percent / 100

    def allows(self, expense_kind: str) -> bool:
        """Answer whether an expense of this kind may be paid from it."""
        return self.open_list or expense_kind in self.allowed


def budget_rule(pack: Pack, *, terms: Terms) -> BudgetRule | None:
    """Return the pack's budget rule; None when it has none or its number is lost."""
    checked = bound(pack, terms)
    switches = checked.switches
    for clause in pack.clauses:
        if isinstance(clause, BudgetClause):
            percent: object = settled(clause.percent, switches)
            if isinstance(percent, str):
                percent = checked.parameters.get(percent)
            if isinstance(percent, Decimal):
                return BudgetRule(
                    clause_id=clause.id,
                    base_zh=clause.base.zh,
                    base_en=clause.base.en,
                    percent=percent,
                    allowed=frozenset(measure.code for measure in clause.allowed),
                    open_list=settled(clause.open_list, switches),
                )
    return None
