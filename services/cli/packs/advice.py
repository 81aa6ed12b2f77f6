"""What is allowed in a pack and yet is probably not meant: told in yellow after a successful check."""

import re
from collections.abc import Iterator
from typing import Any

from services.cli.packs.reading import parameters_of
from services.policy.format import Pack
from services.policy.format.clauses import CountClause, DeadlineClause, Requirement
from services.policy.format.selectors import CODED
from services.policy.format.valuation import Convert, Tariff
from services.policy.format.words import Choice, Model, choices_in, settled

_COMPARED = re.compile(rf"\b({'|'.join(CODED)})\s*(?:[!=]=\s*('[^']*')|in\s*\[([^\]]*)\])")
_QUOTED = re.compile(r"'([^']*)'")


def advice(pack: Pack) -> Iterator[str]:
    """Tell what an author would want to look at again, a line each."""
    yield from _caps_that_cut_nothing(pack)
    yield from _unknown_codes(pack)
    yield from _unused(pack)
    yield from _without_conversion(pack)
    yield from _without_semesters(pack)


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


def _unknown_codes(pack: Pack) -> Iterator[str]:
    for clause in pack.clauses:
        for text in sorted(set(_texts(clause))):
            for dimension, single, several in _COMPARED.findall(text):
                known = set(getattr(pack.dimensions, dimension)) | set(pack.dimensions.fact)
                for code in _QUOTED.findall(single or several):
                    if code not in known:
                        told = f"条件里的{code}未声明 in a condition, no {dimension} of this pack: {code}"
                        yield f"{clause.id}: {told}"


def _texts(node: Any) -> Iterator[str]:
    """Walk through the conditions of a part of a pack."""
    if isinstance(node, Model):
        for field in type(node).model_fields:
            value = getattr(node, field)
            if field in {"when", "unless"}:
                yield from (text for text in _readings(value) if isinstance(text, str))
            yield from _texts(value)
    elif isinstance(node, Choice):
        yield from (text for case in node.cases.values() for text in _texts(case))
    elif isinstance(node, list | tuple):
        yield from (text for item in node for text in _texts(item))


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
