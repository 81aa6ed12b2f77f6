"""Numbers of a pack that do not go together: told in yellow after a successful check."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from services.cli.packs.words import amount, both
from services.policy.format import Pack
from services.policy.format.clauses import AnyClause, BudgetClause, RateClause, Requirement
from services.policy.format.parts import Limit, Part, Unit
from services.policy.format.selectors import Where
from services.policy.format.valuation import Convert, GrantDegree, Tariff
from services.policy.format.words import Choice, settled
from services.policy.matching import covers


def hints(pack: Pack) -> Iterator[str]:
    """Tell what an author would want to look at again, by the default readings, a line each."""
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    for clause in pack.clauses:
        told = [
            *_of_parts(pack, clause, readings),
            *_credits_not_kept(pack, clause),
            *_of_rates(clause, readings),
            *_of_budget(clause),
        ]
        yield from (f"{clause.id}: {line}" for line in dict.fromkeys(told))


def _of_parts(pack: Pack, clause: AnyClause, readings: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(clause, Requirement):
        return
    for part in clause.parts:
        yield from _out_of_reach(pack, clause, part, readings)
        yield from _shares(part, readings)
        yield from _offset_by_itself(part, readings)


def _out_of_reach(pack: Pack, clause: Requirement, part: Part, readings: Mapping[str, str]) -> Iterator[str]:
    """Tell of a floor that lies over what counts at most of everything that the part looks at."""
    floors = [floor for limit in part.limits if (floor := _plain(limit, readings, "floor")) is not None]
    if not floors:
        return
    least = max(floors)
    for limit in part.limits:
        for sense in ("cap_counted", "cap_hard"):
            most = _plain(limit, readings, sense)
            if most is not None and (most < least or (most == least and not settled(limit.inclusive, readings))):
                yield (
                    f"{both(part.label)} 至少 {amount(least)}，又至多 {amount(most)}，不可能达到 "
                    f"at least {amount(least)} and at most {amount(most)}: nobody can reach it"
                )
    for capping in part.caps:
        cap = pack.clause(capping)
        if not isinstance(cap, Requirement) or settled(cap.period, readings) != settled(clause.period, readings):
            continue
        for cut in cap.parts:
            held = [most for limit in cut.limits if (most := _plain(limit, readings, "cap_counted")) is not None]
            if held and cut.unit == part.unit and _within(part, cut, readings) and min(held) < least:
                yield (
                    f"{both(part.label)} 至少 {amount(least)}，而 {capping} 只让其中 {amount(min(held))} 计入 "
                    f"asks for {amount(least)}, and {capping} lets {amount(min(held))} of all of it count"
                )


def _plain(limit: Limit, readings: Mapping[str, str], sense: str) -> Decimal | None:
    """Return the number of a limit of that sense over its whole period; None where it has none that is plain."""
    number = settled(limit.amount, readings)
    whole = limit.per in {None, "cycle"} and limit.percent_of is None and limit.counts == "amount"
    return number if isinstance(number, Decimal) and whole and settled(limit.sense, readings) == sense else None


def _within(inner: Part, outer: Part, readings: Mapping[str, str]) -> bool:
    own, other = settled(inner.where, readings), settled(outer.where, readings)
    return other is None or (own is not None and covers(other, own))


def _shares(part: Part, readings: Mapping[str, str]) -> Iterator[str]:
    for limit in part.limits:
        number = settled(limit.amount, readings)
        if limit.percent_of is not None and isinstance(number, Decimal) and number >= 100:
            asked = settled(limit.sense, readings) == "floor"
            zh, en = ("只有全部都是才能达到", "only all of it could reach that") if number == 100 else ("", "")
            if number > 100:
                zh, en = "超过全部，不可能达到", "more than all of it: nobody can reach it"
            if not asked:
                zh, en = "等于没有上限", "that limits nothing"
            yield f"{both(part.label)} 占比 {amount(number)}%，{zh} a share of {amount(number)} per cent: {en}"


def _offset_by_itself(part: Part, readings: Mapping[str, str]) -> Iterator[str]:
    own = settled(part.where, readings)
    for offset in part.offsets:
        if isinstance(offset.where, Where) and (own is None or covers(own, offset.where)):
            yield (
                f"{both(part.label)} 的冲抵「{offset.label.zh}」取的就是本身已计入的，冲抵不了什么 "
                f"the offset '{offset.label.en}' selects what the quantity counts itself: it fills nothing"
            )


def _credits_not_kept(pack: Pack, clause: AnyClause) -> Iterator[str]:
    if pack.units.keeps != "hours":
        return
    asks = any(unit == "credits" for unit in _units(clause))
    gives = any(
        (isinstance(rule, Tariff | GrantDegree) and rule.credits is not None)
        or (isinstance(rule, Convert) and rule.hours_per_credit is not None)
        for rule in clause.valuation
    )
    if asks or gives:
        yield (
            "units.keeps 是 hours，只记学时，这里却用了学分 "
            "units.keeps is hours, so there are no credits, and this clause speaks of credits"
        )


def _units(clause: AnyClause) -> Iterator[Unit]:
    if isinstance(clause, Requirement):
        yield from (part.unit for part in clause.parts)
    if clause.relief is not None:
        yield from (part.unit for part in (*clause.relief.trigger, *clause.relief.requires))
    if isinstance(clause, RateClause):
        yield from (reached.unit for target in clause.rates for reached in target.counted.reached)


def _of_rates(clause: AnyClause, readings: Mapping[str, str]) -> Iterator[str]:
    for target in clause.rates if isinstance(clause, RateClause) else ():
        percent = settled(target.percent, readings)
        if isinstance(percent, Decimal) and 0 < percent < 1:
            meant = amount(percent * 100)
            yield (
                f"{both(target.label)} percent: {amount(percent)} 是百分之{amount(percent)}，是否应写 {meant} "
                f"means {amount(percent)} of a hundred: was {meant} meant?"
            )
        elif isinstance(percent, Decimal) and percent > 100 and not target.times:
            yield (
                f"{both(target.label)} percent: {amount(percent)} 超过全部 "
                f"{amount(percent)} per cent of people are more than all of them"
            )


def _of_budget(clause: AnyClause) -> Iterator[str]:
    if isinstance(clause, BudgetClause) and not clause.allowed and not _open(clause.open_list):
        yield (
            "没有写用途（allowed），又没有写 open_list: true，任何支出都不合用途 "
            "no kinds of expense (allowed) and no open_list: true, so no expense is within it"
        )


def _open(value: Any) -> bool:
    return any(value.cases.values()) if isinstance(value, Choice) else bool(value)
