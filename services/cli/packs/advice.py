"""What is allowed in a pack and yet is probably not meant: told in yellow after a successful check."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from services.cli.packs import amounts, conditions, worth
from services.cli.packs.reading import parameters_of
from services.policy.format import Pack
from services.policy.format.clauses import CountClause, DeadlineClause, Requirement, Shrinking
from services.policy.format.documents import read
from services.policy.format.valuation import Convert, Decline, Tariff
from services.policy.format.words import Choice, choices_in, settled
from services.policy.matching import covers


def advice(pack: Pack) -> Iterator[str]:
    """Tell what an author would want to look at again, a line each."""
    yield from _caps_that_cut_nothing(pack)
    yield from conditions.hints(pack)
    yield from _shrunk_twice(pack)
    yield from _surplus_of_another_period(pack)
    yield from _unused(pack)
    yield from _without_conversion(pack)
    yield from _without_semesters(pack)
    yield from _declined_too_late(pack)
    yield from _tiers_beyond_their_total(pack)
    yield from amounts.hints(pack)
    yield from worth.hints(pack)


def _declined_too_late(pack: Pack) -> Iterator[str]:
    """Name what is declined after a tariff that takes all of the same, so that it is never looked at."""
    taken: list[tuple[str, Tariff]] = []
    for clause in pack.clauses:
        for rule in clause.valuation:
            if isinstance(rule, Tariff) and rule.when is None and rule.from_hours is None:
                taken.append((clause.id, rule))
            if not isinstance(rule, Decline) or rule.where is None:
                continue
            first = next((clause_id for clause_id, tariff in taken if covers(tariff.where, rule.where)), None)
            if first is not None:
                yield (
                    f"{clause.id}: 这条 decline 永远看不到，前面 {first} 的 tariff 已全部认定；请把它写在那条之前 "
                    f"never looked at: the tariff of {first} before it takes all of these; write it before that one"
                )


def _tiers_beyond_their_total(pack: Pack) -> Iterator[str]:
    for clause in pack.clauses:
        for part in clause.parts if isinstance(clause, Requirement) else ():
            floors = [limit.amount for limit in part.limits if limit.sense == "floor"]
            sizes = [tier.size for tier in part.tiers]
            if not sizes or not floors or not all(isinstance(number, Decimal) for number in (*sizes, floors[0])):
                continue
            together, asked = sum(Decimal(str(size)) for size in sizes), Decimal(str(floors[0]))
            if together != asked:
                yield (
                    f"{clause.id}: 各层合计 {together}，总量是 {asked} "
                    f"the tiers hold {together} together, and the total asks for {asked}"
                )


def _caps_that_cut_nothing(pack: Pack) -> Iterator[str]:
    requirements = [clause for clause in pack.clauses if isinstance(clause, Requirement)]
    named = {cap for clause in requirements for part in clause.parts for cap in part.caps}
    named |= {cap for clause in requirements for part in clause.parts for tier in part.tiers for cap in tier.caps}
    for clause in requirements:
        cuts = any(
            "cap_counted" in _readings(limit.sense) for part in clause.parts if not part.caps for limit in part.limits
        )
        if cuts and clause.id not in named:
            yield (
                f"{clause.id}: 没有数量在 caps 里引用它，只限制自己 "
                "no quantity names it under caps, so it cuts nothing but itself"
            )


def _shrunk_twice(pack: Pack) -> Iterator[str]:
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    if settled(pack.service.cycle, readings) == "whole" and settled(pack.service.year, readings) != "prorated":
        return
    shrinking = {clause.id for clause in pack.clauses if isinstance(clause, Requirement) and _reckons(clause.shrinks)}
    for clause in pack.clauses:
        for change in settled(clause.relief.adjusts, readings) if clause.relief is not None else ():
            amounts = " ".join(str(amount) for amount in _readings(change.amount))
            late = "joined_late" in pack.service.counts and "remaining_years" in amounts
            twice = late or (pack.service.counts and "served_months" in amounts)
            if change.shrinks is None and change.clause in shrinking and twice:
                yield (
                    f"{clause.id}: {change.clause} 写了 shrinks，改过的数值还会按在岗时间再减一次；请在 adjusts 里写 "
                    "shrinks: false（不再减）、shrinks: [on_leave]（只因请假再减）或 shrinks: true（就是要再减） "
                    f"{change.clause} shrinks: the changed number is made smaller once more for the same time; write "
                    "shrinks: false (no more), shrinks: [on_leave] (for leave only) or shrinks: true (it is meant) "
                    "under adjusts"
                )


def _reckons(shrinks: Shrinking) -> bool:
    """Answer whether a clause asks less of who joined late."""
    return "joined_late" in shrinks if isinstance(shrinks, tuple) else shrinks


def _surplus_of_another_period(pack: Pack) -> Iterator[str]:
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    for clause in pack.clauses:
        for part in clause.parts if isinstance(clause, Requirement) else ():
            for offset in part.offsets:
                source = pack.clause(offset.surplus_of) if offset.surplus_of is not None else None
                if isinstance(clause, Requirement) and isinstance(source, Requirement):
                    own, other = settled(clause.period, readings), settled(source.period, readings)
                    if own != other:
                        yield (
                            f"{clause.id}: surplus_of 的 {source.id} 按 {other} 判，本条按 {own} 判，时段不同不能冲抵 "
                            f"{source.id} is judged by {other} and this clause by {own}: there is no surplus to take"
                        )


# Between two words of Chinese; with a space after it the comma parts two quotes as it should.
_SPLIT = re.compile(r"quotes:\s*\[[^\"'\]]*?[\u4e00-\u9fff）】》],[\u4e00-\u9fff（【《]")


def quotes_cut(text: str) -> Iterator[str]:
    """Tell the lines where an English comma between Chinese words has cut a quote in two."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _SPLIT.search(line):
            yield (
                f"第{number}行 line {number}: 原文里的英文逗号把一句话分成了两句，请给整句加引号 "
                "an English comma cuts the quote in two: put the whole sentence in quotation marks"
            )


def placed(line: str, lines: Mapping[str, int]) -> str:
    """Put the line of the file before what is said of a clause that stands in it."""
    number = lines.get(line.partition(": ")[0])
    return line if number is None else f"第{number}行 line {number} {line}"


def lines_of(text: str) -> dict[str, int]:
    """Return on which line of a pack's text each of its clauses begins."""
    document = read(text)
    clauses = document.tree.get("clauses", []) if isinstance(document.tree, dict) else []
    found = ((clause["id"], document.line(("clauses", index))) for index, clause in enumerate(clauses))
    return {clause_id: line for clause_id, line in found if line is not None}


def _readings(value: Any) -> tuple[Any, ...]:
    return tuple(value.cases.values()) if isinstance(value, Choice) else (value,)


def _unused(pack: Pack) -> Iterator[str]:
    asked = {name for clause in pack.clauses for name in parameters_of(pack, clause)}
    asked |= {name for group in pack.groups.values() for name in parameters_of(pack, group)}
    asked |= parameters_of(pack, pack.population) | {"cycle_start", "cycle_end"}
    yield from (
        f"参数 {name} 没有用到 no clause asks for this parameter" for name in pack.parameters if name not in asked
    )
    chosen = set(choices_in(pack))
    yield from (f"开关 {name} 没有用到 nothing asks this switch" for name in pack.switches if name not in chosen)
    clauses = pack.canonical.decode()
    for code in pack.groups:
        if clauses.count(f'"{code}"') + clauses.count(f"share_of({code})") < 2:
            yield f"人群 {code} 没有用到 no clause names this group"


def _without_conversion(pack: Pack) -> Iterator[str]:
    if pack.units.keeps == "hours":
        return
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    rules = [rule for clause in pack.clauses for rule in clause.valuation if isinstance(rule, Convert)]
    wheres = [settled(rule.where, readings) for rule in rules]
    by_tariffs = any(isinstance(rule, Tariff) for clause in pack.clauses for rule in clause.valuation)
    if any(where is None or not where.mode for where in wheres) or (by_tariffs and not rules):
        return
    converted = {mode for where in wheres if where is not None for mode in where.mode}
    for mode in pack.dimensions.mode:
        if mode not in converted:
            yield f"方式 {mode} 没有折算，学时不产生学分 no conversion: hours of this mode give no credits"


def _without_semesters(pack: Pack) -> Iterator[str]:
    if pack.year.semesters:
        return
    for clause in pack.clauses:
        if isinstance(clause, Requirement):
            needs = "semester" in _readings(clause.period)
        elif isinstance(clause, CountClause):
            needs = bool({"week", "two_weeks", "semester"} & set(_readings(clause.every)))
            needs = needs or "semester" in _readings(clause.within)
        else:
            needs = isinstance(clause, DeadlineClause) and clause.every == "semester"
        if needs:
            yield (
                f"{clause.id}: year.semesters 没有写，公布校历前不能判定 "
                "no usual semesters: undetermined until a calendar is published"
            )
