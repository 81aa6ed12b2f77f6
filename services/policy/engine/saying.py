"""One quantity of a clause in words: what was asked, what counted and why, what is missing, what is too much."""

from decimal import Decimal

from services.policy.engine.case import UNITS, DoneAssessed, PartAssessed, Words, decimal
from services.policy.engine.cutting import is_own_cut


def done_told(done: DoneAssessed) -> Words:
    """Say how often something was asked and done."""
    what, counted = done.plan.what, decimal(done.counted)
    if done.required is None:
        return Words(f"{what.label.zh}已有{counted}{what.unit.zh}", f"{what.label.en}: {counted} {what.unit.en}")
    asked = decimal(done.required)
    zh = f"{what.label.zh}应有{asked}{what.unit.zh}，已有{counted}{what.unit.zh}"
    en = f"{what.label.en}: {counted} of {asked} {what.unit.en}"
    if done.counted < done.required:
        missing = decimal(done.required - done.counted)
        zh, en = f"{zh}，还差{missing}{what.unit.zh}", f"{en}, {missing} missing"
    return Words(zh, en)


def part_told(part: PartAssessed) -> Words:
    """Say what one part asked, what counted, and what is missing or too much."""
    label, unit = part.measured.part.label, UNITS[part.measured.part.unit]
    counted = decimal(part.measured.counted)
    required = part.required.amount if part.required is not None else None
    if required is None:
        limit = _at_most(part)
        zh, en = f"{label.zh}{limit.zh}已计{counted}{unit.zh}", f"{counted} {unit.en} of {label.en}{limit.en}"
    else:
        asked, worked_out = decimal(required), _worked_out(part)
        beyond = asks_more_than(part)
        zh = f"{label.zh}{'应超过' if beyond else '应完成'}{asked}{unit.zh}{worked_out.zh}，已计{counted}{unit.zh}"
        en = f"{counted} of {'more than ' if beyond else ''}{asked} {unit.en}{worked_out.en} of {label.en}"
    if part.measured.least is not None:
        zh, en = f"{zh}（{part.measured.least.zh}）", f"{en} ({part.measured.least.en})"
    if part.measured.sure is not None and part.measured.sure < part.measured.counted:
        open_ = decimal(part.measured.counted - part.measured.sure)
        zh += f"（其中{open_}{unit.zh}受上限限制，该上限的数值缺失，能否计入未定）"
        en += f" ({open_} of them under a limit whose number is lost, so whether they count is open)"
    for taken in part.measured.offsets:
        zh += f"（其中以{taken.label.zh}折抵{decimal(taken.amount)}{unit.zh}）"
        en += f" ({decimal(taken.amount)} of them by {taken.label.en})"
    if part.too_much and required is not None:
        limit = _at_most(part)
        zh, en = f"{zh}（{limit.zh[:-1]}）" if limit.zh else zh, f"{en}{limit.en}"
    if part.gap and part.required is not None and part.required.share is not None:
        more = f"{decimal(part.gap)}{unit.zh}{'以上' if asks_more_than(part) else ''}"
        more_en = f"{'over ' if asks_more_than(part) else ''}{decimal(part.gap)}"
        fixed = part.required.share >= 1
        zh += f"，其余{unit.zh}无法再改变" if fixed else f"，还须增加{more}（总数随之增加）"
        en += ", and the others cannot be undone" if fixed else f", {more_en} more needed, which the whole grows by"
    elif part.gap:
        zh += f"，还差{decimal(part.gap)}{unit.zh}"
        en += f", {decimal(part.gap)} missing"
    top, cut = _of_limits(part), "cap_counted" in senses_of(part)
    zh, en = zh + top.zh, en + top.en
    left_out = sum(amount for _, amount, _ in part.measured.left_out) - (part.measured.beyond if cut else 0)
    if left_out > 0:
        ground = _ground(part)
        zh += f"，另有{decimal(left_out)}{unit.zh}未计入{ground.zh}"
        en += f", {decimal(left_out)} more not counted{ground.en}"
    return Words(zh, en)


def senses_of(part: PartAssessed) -> set[str]:
    """Return what the limits of a part do."""
    return {limit.sense for limit in part.measured.part.limits}


def only_limits(part: PartAssessed) -> bool:
    """Answer whether a part asks for nothing and only limits."""
    senses = senses_of(part)
    return bool(senses) and senses <= {"cap_counted", "cap_hard"}


def _of_limits(part: PartAssessed) -> Words:
    """Say what lies over the limits of a part, or that nothing does."""
    measured, unit = part.measured, UNITS[part.measured.part.unit]
    if measured.beyond:
        beyond, senses = decimal(measured.beyond), senses_of(part)
        if "cap_counted" in senses:
            return Words(f"，有{beyond}{unit.zh}超出上限不计", f", {beyond} over the limit do not count")
        if "cap_hard" in senses:
            return Words(f"，超出上限{beyond}{unit.zh}", f", {beyond} over the limit")
        return Words(f"，超过目标{beyond}{unit.zh}", f", {beyond} over the target")
    if only_limits(part) and not (part.too_much or measured.left_out or measured.doubt):
        return Words("，未超上限", ", within the limit")
    return _NOTHING


def _at_most(part: PartAssessed) -> Words:
    """Name the hard limit of a part."""
    line, unit = part.measured.line, UNITS[part.measured.part.unit]
    if line is None:
        return _NOTHING
    inclusive = part.measured.line_inclusive
    return Words(
        f"{'不得超过' if inclusive else '须少于'}{decimal(line)}{unit.zh}，",
        f" ({'at most' if inclusive else 'less than'} {decimal(line)} allowed)",
    )


def asks_more_than(part: PartAssessed) -> bool:
    """Answer whether the number itself is not enough."""
    return part.required is not None and part.required.amount is not None and not part.required.inclusive


def _worked_out(part: PartAssessed) -> Words:
    """Write in brackets how a number came about that is not simply the printed one."""
    steps = part.required.calculation if part.required is not None else None
    if steps is None:
        return _NOTHING
    before, _, rounded = steps.rpartition(" → ")
    shown = before if before.endswith(f"= {rounded}") else steps
    left, _, right = shown.partition(" = ")
    if left == right:
        return _NOTHING
    required = part.required
    means = required.means if required is not None else ()
    # A number that simply stands for a word needs the word only.
    bare = bool(means) and required is not None and shown == format(decimal(required.amount or 0), "f")
    told = [] if bare else [shown]
    zh, en = "，".join([*told, *(one for one, _ in means)]), "; ".join([*told, *(one for _, one in means)])
    if part.required is not None and part.required.cut is not None:
        within, of = part.required.cut
        zh, en = f"{zh}，该年度有{within}个月在周期内、共{of}个月", f"{en}; {within} of its {of} months in the cycle"
    if part.required is not None and part.required.months is not None:
        months, of = part.required.months
        zh, en = f"{zh}，在岗{months}个月、共{of}个月", f"{en}; {months} of {of} months in post"
    return Words(f"（{zh}）", f" ({en})")


def _ground(part: PartAssessed) -> Words:
    """Name in brackets why something did not count; the first ground where there are several."""
    label = part.measured.part.label
    # What lies over its own limit for the whole period has been told of already.
    told = part.measured.beyond > 0
    left_out = (why for _, _, why in part.measured.left_out if not (told and is_own_cut(label, why)))
    grounds = list(dict.fromkeys(left_out))
    if not grounds:
        return _NOTHING
    more = len(grounds) > 1
    return Words(f"（{grounds[0].zh}{'等' if more else ''}）", f" ({grounds[0].en}{' and others' if more else ''})")


_NOTHING = Words("", "")


def part_lacking(part: PartAssessed) -> Words:
    """Say what a condition needed and what there is instead."""
    label, unit = part.measured.part.label, UNITS[part.measured.part.unit]
    counted = decimal(part.measured.counted)
    for limit in part.measured.part.limits:
        if limit.sense == "cap_hard" and part.too_much and isinstance(limit.amount, Decimal):
            line = format(limit.amount.normalize(), "f")
            zh = f"只适用于{label.zh}{'不超过' if limit.inclusive else '不足'}{line}{unit.zh}的，现有{counted}{unit.zh}"
            within = "up to" if limit.inclusive else "less than"
            return Words(zh, f"it is for {within} {line} {unit.en} of {label.en}, there are {counted}")
    required = part.required.amount if part.required is not None else None
    if not required:
        return Words(f"没有{label.zh}的{unit.zh}", f"there are no {unit.en} of {label.en}")
    inclusive = part.required is None or part.required.inclusive
    zh = f"{label.zh}须{'满' if inclusive else '超过'}{decimal(required)}{unit.zh}，现有{counted}{unit.zh}"
    needed = "at least" if inclusive else "more than"
    return Words(zh, f"{needed} {decimal(required)} {unit.en} of {label.en} are needed, there are {counted}")


def part_summed(part: PartAssessed) -> Words:
    """Say what one part came to, whatever it must come to."""
    label, unit = part.measured.part.label, UNITS[part.measured.part.unit]
    counted = decimal(part.measured.counted)
    return Words(f"{label.zh}共{counted}{unit.zh}", f"{counted} {unit.en} of {label.en}")


def to_do(part: PartAssessed) -> Words:
    """Say what closes the gap of a part."""
    label, unit, gap = part.measured.part.label, UNITS[part.measured.part.unit], decimal(part.gap)
    beyond = asks_more_than(part)
    # A label that says of what it is a part follows the amount in brackets.
    what = f"（{label.zh}）" if label.zh.startswith("其中") else label.zh
    zh = f"完成{'超过' if beyond else ''}{gap}{unit.zh}{what}"
    return Words(zh, f"{'over ' if beyond else ''}{gap} more {unit.en} of {label.en}")
