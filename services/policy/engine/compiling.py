"""Makes the sheet of a profile: asks the engine whatever the profile decides, and writes down what sums will decide."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.assessing import papers_of, unbound
from services.policy.engine.case import Case, Period, keys_of
from services.policy.engine.judging import asked, outside
from services.policy.engine.kinds import RELIEF_KINDS
from services.policy.engine.kinds.reliefs import Eased, kind_of_eased, opted_in, periods_of_relief
from services.policy.engine.periods import NoPeriod, judging_years, periods_asked
from services.policy.engine.plan import ClausePlan, ReliefPlan
from services.policy.engine.reckoning import approved, due_of, out_of_post, weight_of
from services.policy.engine.sheets import Item, Sheet, Step
from services.policy.engine.standing import Result
from services.policy.engine.sums import Sums
from services.policy.engine.tallies import Keys, Layout, Selection
from services.policy.engine.verdicts import progress_over
from services.policy.format.clauses import DutyClause, Requirement, TierClause, TimesMetClause
from services.policy.format.conditions import MissingFact
from services.policy.format.selectors import Where


class Layouts:
    """Layouts that sheets share: profiles that are asked for the same amounts add up alike."""

    def __init__(self, keys: Keys, until: date) -> None:
        self._keys = keys
        self._until = until
        self._known: dict[tuple[tuple[Selection, ...], int], Layout] = {}

    def of(self, selections: Sequence[Selection], duties: Sequence[Where]) -> Layout:
        """Return the layout of these selections."""
        key = (tuple(selections), len(duties))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Layout(self._keys, key[0], tuple(duties), self._until)
        return known


def sheet_of(case: Case, layouts: Layouts) -> Sheet:
    """Compile a pack for everybody of the profile that a case without entries and facts stands for."""
    return _Compiler(case, layouts).sheet()


class _Compiler:
    def __init__(self, case: Case, layouts: Layouts) -> None:
        self._case = case
        self._layouts = layouts
        self._sheet = Sheet(case)
        self._sums = Sums(case, self._sheet)
        self._steps: list[Step] = []
        self._maybe_waived: set[str] = set()
        self._bits_of: dict[tuple[str, str | None], int] = {}

    def sheet(self) -> Sheet:
        sheet, case = self._sheet, self._case
        results = outside(case)
        if results is not None:
            verdict = results[0].result if results else Result.NOT_APPLICABLE
            sheet.constant = (verdict, progress_over(results))
            return sheet
        for plan in case.plan.clauses:
            if plan.relief is not None and plan.clause.scope == "teacher" and not isinstance(plan.clause, Requirement):
                self._relief(plan, plan.relief)
            elif plan.relief is not None and plan.clause.scope == "teacher" and plan.relief.adjusts:
                sheet.whole = True
        for plan in case.plan.clauses:
            if asked(plan):
                self._clause(plan)
        self._tiers()
        for plan in case.plan.clauses:
            if plan.relief is not None and plan.clause.scope == "teacher" and isinstance(plan.clause, Requirement):
                self._gate(plan, plan.relief)
        self._number_steps()
        kept = {plan.clause.id for plan in sheet.keeping}
        sheet.eases_keeping = any(target in kept for step in sheet.steps for target, _ in step.keys)
        duties = [
            plan.clause.trigger.entries
            for plan in case.plan.clauses
            if asked(plan) and isinstance(plan.clause, DutyClause) and plan.clause.trigger.entries is not None
        ]
        sheet.layout = self._layouts.of(tuple(self._sums.places), duties)
        self._sums.settle(sheet.layout.size)
        return sheet

    # reliefs

    def _relief(self, plan: ClausePlan, relief: ReliefPlan) -> None:
        case, sheet = self._case, self._sheet
        if not case.governs_cycle and not relief.yearly:
            self._fixed(plan, Period(None, case.plan.cycle), Result.NOT_APPLICABLE, waivable=False)
            return
        for period in periods_of_relief(case, relief):
            item = self._item(plan, period)
            sheet.reliefs |= item.bit
            if case.as_of >= period.span.last:
                sheet.final |= item.bit
            if relief.opted_in and not opted_in(case, plan):
                sheet.never |= item.bit
                continue
            refused = unbound(case, plan, period)
            if refused is not None and refused.result is not Result.UNDETERMINED:
                sheet.never |= item.bit
                continue
            self._in_question(plan, relief, period, item, lost=refused is not None)

    def _in_question(self, plan: ClausePlan, relief: ReliefPlan, period: Period, item: Item, *, lost: bool) -> None:
        case, sheet = self._case, self._sheet
        trigger, requires = sheet.bit(), sheet.bit()
        targets = (*relief.waives, *(adjustment.clause_id for adjustment in relief.adjusts))
        if not lost:
            lost = not self._sums.parts(plan, relief.trigger, period, period.span, trigger, Fraction(1))
        if lost:
            sheet.open |= item.bit
        elif not self._sums.parts(plan, relief.requires, period, period.span, requires, Fraction(1), item=item):
            sheet.failed |= requires
        sheet.critical |= trigger | requires
        certain = not relief.trigger and not self._might_be_waived(plan)
        if relief.adjusts and not lost:
            if certain and not relief.requires:
                for adjustment in relief.adjusts:
                    key = (adjustment.clause_id, period.label)
                    case.adjusted.setdefault(key, []).append((plan.clause.id, adjustment))
            else:
                sheet.whole = True
        keys = tuple((target, period.label) for target in (targets if lost else relief.waives))
        self._step(
            plan,
            keys,
            item=item.bit,
            unless=0 if lost else trigger,
            requires=requires if relief.requires else 0,
            works=not lost,
        )
        if not lost:
            self._maybe_waived.update(target for target, _ in keys)
        if relief.requires and not lost and case.as_of < period.span.last:
            self._sums.pace(item, period.span)

    def _might_be_waived(self, plan: ClausePlan) -> bool:
        gates = {
            target
            for other in self._case.plan.clauses
            if other.relief is not None and isinstance(other.clause, Requirement)
            for target in other.relief.waives
        }
        return plan.clause.id in self._maybe_waived | gates

    def _step(
        self,
        plan: ClausePlan,
        keys: tuple[tuple[str, str | None], ...],
        *,
        unless: int,
        item: int = 0,
        requires: int = 0,
        works: bool = True,
    ) -> None:
        # What it reaches is known once all items are there.
        step = Step(item, unless, requires, bool(requires), 0, 0, works, keys, plan.clause.id)
        self._steps.append(step)

    def _gate(self, plan: ClausePlan, relief: ReliefPlan) -> None:
        case, sheet = self._case, self._sheet
        if relief.opted_in and not opted_in(case, plan):
            return
        for item in [item for item in sheet.items if item.plan is plan]:
            decided = sheet.never | sheet.excused_by_profile | sheet.open
            if item.bit & decided:
                continue
            if item.bit & (sheet.involved | sheet.offset):
                sheet.whole = True
            periods = [Period(None, case.plan.cycle)]
            if relief.yearly:
                periods = [year for year in judging_years(case) if year.year == item.period.year]
            sheet.critical |= item.bit
            for period in periods:
                keys = tuple((target, period.label) for target in relief.waives)
                self._step(plan, keys, unless=item.bit)

    def _number_steps(self) -> None:
        order = {plan.clause.id: index for index, plan in enumerate(self._case.plan.clauses)}
        kinds = {plan.clause.id: kind_of_eased(plan) for plan in self._case.plan.clauses}
        for step in sorted(self._steps, key=lambda step: order[step.clause_id]):
            reached = self._reached(step.keys)
            waives, doubts = (reached, 0) if step.works else (0, reached)
            eased = {kinds[target] for target, _ in step.keys}
            # A cap or another relief is never reached: then what is asked instead is always needed.
            original = 0 if Eased.NEITHER in eased else reached
            by_engine = Eased.OTHER in eased and Eased.NEITHER not in eased
            self._sheet.steps.append(
                replace(step, waives=waives, doubts=doubts, original=original, by_engine=by_engine)
            )

    def _reached(self, keys: Iterable[tuple[str, str | None]]) -> int:
        bits = 0
        for key in keys:
            bits |= self._bits_of.get(key, 0)
        return bits

    # requirements

    def _clause(self, plan: ClausePlan) -> None:
        if isinstance(plan.clause, TimesMetClause):
            self._sheet.by_sums.append(plan)
        elif isinstance(plan.clause, Requirement):
            self._requirement(plan)
        elif plan.clause.kind not in RELIEF_KINDS and not isinstance(plan.clause, TierClause):
            self._sheet.keeping.append(plan)

    def _tiers(self) -> None:
        """Compile tiers of their own words, each beside its total."""
        for plan in self._case.plan.clauses:
            if not asked(plan) or not isinstance(plan.clause, TierClause):
                continue
            totals = [item for item in self._sheet.items if item.plan.clause.id == plan.clause.of]
            if totals and all(self._plain(item) for item in totals):
                for total in totals:
                    self._tier(plan, plan.clause.tier, total)
            else:
                self._sheet.by_sums.append(plan)

    def _plain(self, item: Item) -> bool:
        """Answer whether sums alone say what the tiers of an item take in."""
        sheet = self._sheet
        others = sheet.involved | sheet.offset | (sheet.open if item.parts else 0)
        for _, _, bits in sheet.tops:
            others |= bits
        for _, _, bits, _ in sheet.guards:
            others |= bits
        for _, _, _, _, _, bits in sheet.shares:
            others |= bits
        return not item.bit & others

    def _tier(self, plan: ClausePlan, tier_id: str, total: Item) -> None:
        sheet = self._sheet
        refused = unbound(self._case, plan, total.period)
        if refused is not None:
            self._fixed(plan, total.period, refused.result, waivable=False)
            return
        item = self._item(plan, total.period)
        if total.bit & sheet.final:
            sheet.final |= item.bit
        sheet.follows.append((item.bit, total.bit))
        sheet.pace = [
            (place, amount, bits | item.bit if bits & total.bit else bits) for place, amount, bits in sheet.pace
        ]
        self._sums.tiers(item, tier_id, total)

    def _requirement(self, plan: ClausePlan) -> None:
        periods = periods_asked(self._case, plan)
        if isinstance(periods, NoPeriod):
            self._fixed(plan, Period(None, self._case.plan.cycle), periods.result, waivable=False)
            return
        for period in periods:
            self._asked(plan, period)

    def _asked(self, plan: ClausePlan, period: Period) -> None:
        case, sheet = self._case, self._sheet
        refused = unbound(case, plan, period) or out_of_post(case, plan, period)
        due_on = None if refused is not None else due_of(case, plan, period)
        if refused is not None or due_on is None:
            item = self._fixed(plan, period, Result.UNDETERMINED if refused is None else refused.result)
        else:
            item = self._item(plan, period)
            sheet.waivable |= item.bit
            window = Span(period.span.first, max(period.span.first, min(period.span.last, due_on)))
            if case.as_of >= due_on:
                sheet.final |= item.bit
            try:
                whole = self._sums.parts(
                    plan, plan.parts, period, window, item.bit, weight_of(case, plan, period), item=item
                )
            except MissingFact:
                sheet.involved |= item.bit
            else:
                if not whole:
                    sheet.open |= item.bit
                if plan.any_of is None and papers_of(case, plan, period):
                    sheet.failed |= item.bit
                if plan.done or plan.any_parts is not None or plan.any_of is not None:
                    sheet.involved |= item.bit
                if case.as_of < due_on:
                    self._sums.pace(item, window)
        if approved(case, plan.clause.id, period) is not None and not item.bit & sheet.never:
            sheet.excused |= item.bit

    def _fixed(self, plan: ClausePlan, period: Period, result: Result, *, waivable: bool = True) -> Item:
        sheet = self._sheet
        item = self._item(plan, period)
        if self._case.as_of >= period.span.last:
            sheet.final |= item.bit
        match result:
            case Result.NOT_APPLICABLE:
                sheet.never |= item.bit
            case Result.EXEMPT:
                sheet.excused |= item.bit
                sheet.excused_by_profile |= item.bit
            case _:
                sheet.open |= item.bit
        if waivable:
            sheet.waivable |= item.bit
        return item

    def _item(self, plan: ClausePlan, period: Period) -> Item:
        item = Item(self._sheet.bit(), plan, period)
        self._sheet.items.append(item)
        for key in set(keys_of(plan.clause.id, period)):
            self._bits_of[key] = self._bits_of.get(key, 0) | item.bit
        if plan.severity == "mandatory":
            self._sheet.mandatory |= item.bit
        return item
