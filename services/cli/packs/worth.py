"""Rules of worth that do nothing or are never reached: told in yellow after a successful check."""

from collections.abc import Iterator, Mapping
from typing import Final

from services.policy.format import Pack
from services.policy.format.conditions import compiled
from services.policy.format.valuation import Convert, GrantDegree, Refuse, Tariff, ValuationRule, Worth
from services.policy.format.words import settled
from services.policy.matching import covers

_UNKNOWN_WHEN_VALUED: Final = {"credits": ("学分", "credits")}
"""Words of a refusal that have a value in the book only: before an activity is valued it has no credits."""


def hints(pack: Pack) -> Iterator[str]:
    """Tell what an author would want to look at again, by the default readings, a line each."""
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    before: list[tuple[str, ValuationRule]] = []
    for clause in pack.clauses:
        for rule in clause.valuation:
            first = next((name for name, one in before if _takes_all(one, rule, readings)), None)
            if first is not None:
                yield (
                    f"{clause.id}: 这条 {rule.does} 永远用不到，前面 {first} 的已全部适用；请把范围窄的写在前面 "
                    f"this {rule.does} is never reached: one of {first} before it takes all of these; "
                    "write the narrower one first"
                )
            before.append((clause.id, rule))
            yield from (f"{clause.id}: {line}" for line in _of_rule(rule, readings))


def _takes_all(one: ValuationRule, rule: ValuationRule, readings: Mapping[str, str]) -> bool:
    """Answer whether an earlier rule of the same sort takes everything that a later one could."""
    if isinstance(one, Convert) and isinstance(rule, Convert):
        outer, inner = settled(one.where, readings), settled(rule.where, readings)
        return outer is None or (inner is not None and covers(outer, inner))
    if isinstance(one, Tariff) and isinstance(rule, Tariff):
        sooner = one.from_hours is None or (rule.from_hours is not None and one.from_hours <= rule.from_hours)
        return covers(one.where, rule.where) and one.when in {None, rule.when} and sooner
    if isinstance(one, GrantDegree) and isinstance(rule, GrantDegree):
        return not one.degrees or (bool(rule.degrees) and set(rule.degrees) <= set(one.degrees))
    return False


def _of_rule(rule: ValuationRule, readings: Mapping[str, str]) -> Iterator[str]:
    if isinstance(rule, Tariff) and not any(_says(worth) for worth in (rule, *rule.by_grade.values())):
        yield "tariff 既没有写 hours 也没有写 credits，等于没有 a tariff with neither hours nor credits does nothing"
    if isinstance(rule, Refuse):
        for name in sorted(compiled(settled(rule.when, readings)).names & _UNKNOWN_WHEN_VALUED.keys()):
            zh, en = _UNKNOWN_WHEN_VALUED[name]
            yield (
                f"refuse 的条件用了 {name}，而认定时还没有{zh}，永远缺少信息；请按学时（hours）写，或用 tariff "
                f"a refusal by {name} can never be decided: before it is valued an activity has no {en}; "
                "say it by hours, or by a tariff"
            )


def _says(worth: Worth) -> bool:
    return bool(worth.model_fields_set & {"hours", "credits"})
