"""Rates and quotas: who is counted, out of whom, who is left out and why, under every reading of the clause."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from services.policy.engine.case import Words, decimal
from services.policy.engine.kinds.kept import exact
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Progress, Quantity, Result
from services.policy.facts import Places
from services.policy.format.clauses import RateClause
from services.policy.format.conditions import SCALE
from services.policy.format.population import People, Target
from services.policy.format.words import choices_in, settled
from services.policy.matching import matches, training_cell
from services.policy.population.ground import Ground, Stretch, bare
from services.policy.population.people import Asking, NotAsked, NotKnown
from services.policy.population.standing import RateFound, RateValue, SchoolResult, Unknown
from services.policy.population.told_rates import sentence

_PEOPLE = Words("人", "people")
_TIMES = Words("人次", "person-times")


@dataclass(slots=True)
class _Sides:
    """Who stands above and below the line; with person-times a name stands as often as it counts."""

    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    """Of those left out, whom what is counted does not concern."""
    unknown: dict[str, Words] = field(default_factory=dict)
    places: int | None = None


def judge(ground: Ground, plan: ClausePlan) -> list[SchoolResult]:
    """Judge the rates of a clause in every period that has begun."""
    clause = plan.clause
    if not isinstance(clause, RateClause):
        raise TypeError(clause.kind)
    return [_judged(ground, plan, clause, one) for one in ground.periods(settled(clause.every, ground.switches))]


def _judged(ground: Ground, plan: ClausePlan, clause: RateClause, stretch: Stretch) -> SchoolResult:
    found = [_found(ground, clause, target, stretch) for target in clause.rates]
    result, reason = _together(found)
    progress = _progress(ground, stretch, found, result)
    deciding = max(found, key=lambda rate: (rate.result is result, _lack(rate)))
    quantities = tuple(_quantity(rate) for rate in found)
    first = quantities[found.index(deciding)]
    words = sentence(stretch.named, found, result, progress, stretch.span.last)
    return replace(
        bare(plan, result, reason, words, period=stretch.label, progress=progress, due_on=stretch.span.last),
        unit=first.unit,
        unit_en=first.unit_en,
        required=first.required,
        counted=first.counted,
        gap=first.gap,
        quantities=quantities,
        rates=tuple(found),
        names=deciding.value.names,
        without=deciding.value.without,
        calculation="; ".join(_calculated(rate) for rate in found),
    )


def _together(found: Sequence[RateFound]) -> tuple[Result, str]:
    for result in (Result.NOT_MET, Result.UNDETERMINED, Result.MET):
        for rate in found:
            if rate.result is result:
                return result, rate.reason
    return Result.NOT_APPLICABLE, found[0].reason


def _progress(ground: Ground, stretch: Stretch, found: Sequence[RateFound], result: Result) -> Progress:
    if ground.as_of >= stretch.span.last:
        return Progress.FINAL
    gone = (ground.as_of - stretch.span.first).days + 1
    slow = any(
        rate.heads_asked is not None and rate.value.counted * stretch.span.days < rate.heads_asked * gone
        for rate in found
        if rate.sense == "floor" and rate.result is Result.NOT_MET
    )
    return Progress.BEHIND if result is Result.NOT_MET and slow else Progress.ON_TRACK


def _lack(rate: RateFound) -> Fraction:
    if rate.heads_asked is None or not rate.heads_asked:
        return Fraction(0)
    return Fraction(abs(rate.heads_asked - rate.value.counted), rate.heads_asked)


def _quantity(rate: RateFound) -> Quantity:
    counted, asked = rate.value.counted, rate.heads_asked
    floor = rate.sense != "cap_hard"
    return Quantity(
        label_zh=rate.label_zh,
        label_en=rate.label_en,
        unit=rate.unit,
        unit_en=rate.unit_en,
        required=None if asked is None or not floor else Decimal(asked),
        counted=Decimal(counted),
        gap=Decimal(max(0, asked - counted)) if asked is not None and floor else Decimal(0),
        beyond=Decimal(max(0, counted - asked)) if asked is not None and not floor else Decimal(0),
    )


def _calculated(rate: RateFound) -> str:
    if rate.value.out_of is None:
        return f"{rate.formula_zh} = {rate.value.counted}"
    percent = "" if rate.value.percent is None else f" = {rate.value.percent}%"
    return f"{rate.formula_zh} = {rate.value.counted}÷{rate.value.out_of}{percent}"


def _found(ground: Ground, clause: RateClause, target: Target, stretch: Stretch) -> RateFound:
    switches = ground.switches
    value = _value(ground, target, stretch, switches, Words("", ""), in_force=True)
    others = [
        _value(ground, target, stretch, {**switches, name: other}, words, in_force=False)
        for name, other, words in _readings(ground, target)
        if other != switches[name]
    ]
    if others:
        value = _value(ground, target, stretch, switches, _reading_in_force(ground, target), in_force=True)
    percent = ground.amount(settled(target.percent, switches))
    heads = ground.amount(settled(target.heads, switches))
    sense, inclusive = settled(target.sense, switches), settled(target.inclusive, switches)
    asked = _heads(percent, heads, value.out_of, sense=sense, inclusive=inclusive)
    result, reason = _result(value, asked, sense=sense, heads_alone=_asks_for_heads(target, switches))
    unit = _TIMES if target.times else _PEOPLE
    return RateFound(
        label_zh=target.label.zh,
        label_en=target.label.en,
        formula_zh=target.formula.zh,
        formula_en=target.formula.en,
        unit=unit.zh,
        unit_en=unit.en,
        sense=sense,
        inclusive=inclusive,
        percent_asked=None if percent is None else exact(percent),
        heads_asked=asked,
        result=result,
        reason=reason,
        value=value,
        other_readings=tuple(others),
    )


def _readings(ground: Ground, target: Target) -> Iterator[tuple[str, str, Words]]:
    """Walk through the switches that decide who is counted, with every answer to each."""
    known = ground.plan.pack.all_switches()
    people = (target.counted, target.out_of, target.leaves_out)
    for name in dict.fromkeys(name for part in people for name in choices_in(part)):
        for value, words in known[name].values.items():
            yield name, value, Words(words.zh, words.en)


def _reading_in_force(ground: Ground, target: Target) -> Words:
    taken = [words for name, value, words in _readings(ground, target) if ground.switches[name] == value]
    return Words("，".join(words.zh for words in taken), ", ".join(words.en for words in taken))


def _asks_for_heads(target: Target, switches: Mapping[str, str]) -> bool:
    """Answer whether a number of people is asked for instead of a share; what is written decides, lost or not."""
    return "heads" in target.model_fields_set and settled(target.percent, switches) is None


def _heads(
    percent: Fraction | None, heads: Fraction | None, out_of: int | None, *, sense: str, inclusive: bool
) -> int | None:
    """Return how many people a percentage comes to: rounded up for a floor, down for a cap."""
    amount = heads if percent is None else percent * (out_of or 0) / 100
    if amount is None:
        return None
    if sense == "cap_hard":
        return math.floor(amount) if inclusive else math.ceil(amount) - 1
    return math.ceil(amount) if inclusive else math.floor(amount) + 1


def _result(value: RateValue, asked: int | None, *, sense: str, heads_alone: bool) -> tuple[Result, str]:
    if value.unknown:
        return Result.UNDETERMINED, "fact_missing"
    if not value.out_of and not heads_alone:
        return Result.NOT_APPLICABLE, "nobody"
    if asked is None:
        return Result.UNDETERMINED, "number_lost"
    enough = value.counted <= asked if sense == "cap_hard" else value.counted >= asked
    if enough:
        return Result.MET, "reached"
    if sense == "target":
        return Result.NOT_APPLICABLE, "striven_for"
    return Result.NOT_MET, "too_much" if sense == "cap_hard" else "short"


def _value(
    ground: Ground, target: Target, stretch: Stretch, switches: Mapping[str, str], words: Words, *, in_force: bool
) -> RateValue:
    asking = Asking(ground, stretch, switches)
    leaves_out, out_of = settled(target.leaves_out, switches), settled(target.out_of, switches)
    gathered = _times if target.times else _persons
    sides = gathered(asking, target, out_of, leaves_out)
    if target.places is not None:
        sides.places = sum(p.number for p in _places(asking) if matches(target.places, training_cell(p)))
    number = len(sides.below) if sides.places is None else sides.places
    heads_only = _asks_for_heads(target, switches) and target.places is None
    above = set(sides.above)
    return RateValue(
        reading_zh=words.zh,
        reading_en=words.en,
        in_force=in_force,
        counted=len(sides.above),
        out_of=None if heads_only else number,
        percent=_percent(len(sides.above), number) if not heads_only else None,
        names=tuple(sorted(above)),
        without=() if sides.places is not None else tuple(sorted(set(sides.below) - above)),
        left_out=tuple(sorted({*sides.left_out, *sides.not_asked})),
        not_asked=tuple(sorted(set(sides.not_asked))),
        unknown=tuple(
            Unknown(teacher_id=teacher_id, why_zh=why.zh, why_en=why.en)
            for teacher_id, why in sorted(sides.unknown.items())
        ),
    )


def _percent(counted: int, out_of: int) -> Decimal | None:
    return decimal(math.floor(Fraction(100 * counted, out_of) * SCALE)) if out_of else None


def _persons(asking: Asking, target: Target, out_of: People | None, leaves_out: People | None) -> _Sides:
    sides = _Sides()
    for_whom = People.model_construct(when=asking.ground.plan.pack.population.when)
    for teacher_id in _base(asking, target, out_of):
        try:
            if teacher_id in asking.ground.members and not asking.applies(for_whom, teacher_id):
                continue
            if out_of is not None and not asking.applies(out_of, teacher_id):
                continue
            if _excepted(asking, leaves_out, teacher_id):
                sides.left_out.append(teacher_id)
                continue
            if asking.applies(target.counted, teacher_id):
                sides.above.append(teacher_id)
            sides.below.append(teacher_id)
        except NotAsked:
            sides.not_asked.append(teacher_id)
        except NotKnown as unknown:
            sides.unknown[teacher_id] = unknown.words
    return sides


def _excepted(asking: Asking, leaves_out: People | None, teacher_id: str) -> bool:
    """Answer whether somebody is an approved exception; whom the exception's own clauses do not concern is none."""
    try:
        return leaves_out is not None and asking.applies(leaves_out, teacher_id)
    except NotAsked:
        return False


def _base(asking: Asking, target: Target, out_of: People | None) -> Iterable[str]:
    """Return who is looked at: those in post on the day of counting who are of the pack's population.

    Who took part in training is looked at for the school they were at on that day, wherever they are now.
    """
    if target.places is not None or (out_of is not None and out_of.took):
        return sorted(asking.participations())
    ground = asking.ground
    day = ground.counted_on(asking.stretch.span)
    return sorted(name for name in ground.members if ground.in_post(name, day))


def _times(asking: Asking, target: Target, out_of: People | None, leaves_out: People | None) -> _Sides:
    sides = _Sides()
    for teacher_id, participations in sorted(asking.participations().items()):
        try:
            if _excepted(asking, leaves_out, teacher_id):
                sides.left_out.append(teacher_id)
                continue
            asked = out_of is None or asking.applies(out_of, teacher_id, taking_part=False)
            below = [p for p in participations if asked and (out_of is None or asking.took_part(out_of.took, p))]
            counted = asking.applies(target.counted, teacher_id, taking_part=False)
            above = [p for p in below if counted and asking.took_part(target.counted.took, p)]
        except NotAsked:
            sides.not_asked.append(teacher_id)
            continue
        except NotKnown as unknown:
            sides.unknown[teacher_id] = unknown.words
            continue
        sides.below += [teacher_id for _ in below]
        sides.above += [teacher_id for _ in above]
    return sides


def _places(asking: Asking) -> Iterator[Places]:
    school_id, span = asking.ground.school.school_id, asking.stretch.span
    for places in asking.ground.places:
        if span.holds(places.on) and places.on <= asking.ground.as_of and school_id in {None, places.school_id}:
            yield places
