"""Rates in words: formula, numbers, what is asked, who is missing, and what another reading would give."""

import math
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from services.policy.engine.case import Words
from services.policy.engine.kinds.kept import day_zh, exact
from services.policy.engine.standing import Progress, Result
from services.policy.population.standing import RateFound, RateValue

_ENDS = {
    Result.MET: Words("已达标。", "Met."),
    Result.NOT_MET: Words("未达标。", "Not met."),
    Result.UNDETERMINED: Words("尚不能判定。", "Cannot be determined."),
    Result.NOT_APPLICABLE: Words("不作判定。", "Nothing is judged."),
}


def sentence(at: Words, found: Sequence[RateFound], result: Result, progress: Progress, due_on: date) -> Words:
    """Tell a person what the rates of a clause came to in a period."""
    said = [_told(rate) for rate in found]
    end = _ENDS[result]
    zh = f"{at.zh}，{'；'.join(words.zh for words in said)}。{end.zh}"
    en = f"{at.en}: {'; '.join(words.en for words in said)}. {end.en}"
    if progress is not Progress.FINAL and result in {Result.MET, Result.NOT_MET}:
        zh += f"此为目前情况，{day_zh(due_on)}定论。"
        en += f" This is how things stand; it is settled on {due_on}."
    return Words(zh, en)


def _told(rate: RateFound) -> Words:
    value, shown = rate.value, _shown(rate, rate.value)
    # A reading that changes nothing would only be noise; the result carries it all the same.
    others = [o for o in rate.other_readings if (o.counted, o.out_of) != (value.counted, value.out_of)]
    zh, en = f"{rate.label_zh}{shown.zh}", f"{rate.label_en}: {shown.en}"
    if value.out_of is not None:
        by = Words(f"，取“{value.reading_zh}”", f", read as '{value.reading_en}'") if others else Words("", "")
        zh, en = f"{zh}（{rate.formula_zh}{by.zh}）", f"{en} ({rate.formula_en}{by.en})"
    for words in (_asked(rate), _why(rate), _left_out(value), _not_asked(value)):
        zh, en = (f"{zh}，{words.zh}", f"{en}, {words.en}") if words.zh else (zh, en)
    for other in others:
        other_shown = _shown(rate, other)
        zh += f"；若取“{other.reading_zh}”，则为{other_shown.zh}"
        en += f"; read as '{other.reading_en}': {other_shown.en}"
    return Words(zh, en)


def _left_out(value: RateValue) -> Words:
    number = len(value.left_out) - len(value.not_asked)
    if not number:
        return Words("", "")
    exceptions = "1 approved exception" if number == 1 else f"{number} approved exceptions"
    return Words(f"另有{number}人经批准不计入", f"{exceptions} left out")


def _not_asked(value: RateValue) -> Words:
    number = len(value.not_asked)
    if not number:
        return Words("", "")
    people = "1 person" if number == 1 else f"{number} people"
    return Words(f"另有{number}人不属于此项要求的对象，不计入", f"{people} of whom it is not asked left out")


def _shown(rate: RateFound, value: RateValue) -> Words:
    if value.out_of is None:
        return Words(f"{value.counted}{rate.unit}", f"{value.counted}")
    if not value.out_of:
        return Words("没有应计入的人", "nobody to be counted")
    percent = _percent(rate, value)
    return Words(f"{value.counted}/{value.out_of}，{percent.zh}", f"{value.counted}/{value.out_of}, {percent.en}")


def _percent(rate: RateFound, value: RateValue) -> Words:
    """Write a percentage with two places, rounded, unless that would make it look reached when it is not."""
    share = (value.share or Fraction(0)) * 100
    rounded = Fraction(math.floor(share * 100 + Fraction(1, 2)), 100)
    if rounded == share:
        return Words(f"{exact(share):f}%", f"{exact(share):f} %")
    asked = None if rate.percent_asked is None else Fraction(rate.percent_asked)
    misleads = asked is not None and (rounded >= asked) is not (share >= asked)
    shown = value.percent if misleads else exact(rounded)
    return Words(f"约{shown:f}%", f"about {shown:f} %")


def _asked(rate: RateFound) -> Words:
    heads = rate.heads_asked
    if rate.value.out_of == 0 and rate.percent_asked is not None:
        return Words("", "")
    if heads is None:
        return Words("要求的数值未提供", "the number asked for is not supplied")
    cap = rate.sense == "cap_hard"
    verb = Words("不得超过", "may be at most") if cap else Words("应达到", "must be at least")
    if not rate.inclusive:
        verb = Words("须低于", "must be below") if cap else Words("须超过", "must be above")
    if rate.sense == "target":
        verb = Words("力争达到", "is striven to be at least")
    if rate.percent_asked is None:
        return Words(f"{verb.zh}{heads}{rate.unit}", f"{verb.en} {heads}")
    percent = rate.percent_asked
    return Words(f"{verb.zh}{percent:f}%（即{heads}{rate.unit}）", f"{verb.en} {percent:f} % (that is {heads})")


def _why(rate: RateFound) -> Words:
    value, heads = rate.value, rate.heads_asked
    if value.unknown:
        why, number = value.unknown[0], len(value.unknown)
        return Words(f"{number}人的情况不明（{why.why_zh}）", f"{number} of whom it is not known ({why.why_en})")
    if rate.reason == "striven_for":
        return Words("尚未达到，属于努力目标，不作考核", "not reached yet; a goal to strive for that nobody fails")
    if rate.result is Result.NOT_MET and heads is not None:
        apart = abs(heads - value.counted)
        over = rate.sense == "cap_hard"
        return (
            Words(f"超出{apart}{rate.unit}", f"{apart} too many")
            if over
            else Words(f"还差{apart}{rate.unit}", f"{apart} missing")
        )
    return Words("", "")
