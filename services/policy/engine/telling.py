"""Results in words a teacher is glad to read: what was asked, what counted, what is missing and what closes the gap."""

from datetime import date
from decimal import Decimal

from services.policy.engine.case import UNITS, Assessed, Case, DoneAssessed, PartAssessed, Words, decimal
from services.policy.engine.cutting import is_own_cut
from services.policy.engine.standing import ClauseResult, Counted, NotCounted, Progress, Quantity, Result
from services.policy.format.clauses import Requirement


def told(case: Case, assessed: Assessed) -> ClauseResult:
    """Turn what a clause came to into a result with its numbers and sentences."""
    plan = assessed.plan
    deciding = _deciding(assessed)
    quantities = tuple(quantity for part in assessed.parts for quantity in _quantities(part))
    first = _quantity(deciding) if deciding else None
    sentence = _sentence(case, assessed)
    return ClauseResult(
        clause_id=plan.clause.id,
        kind=plan.clause.kind,
        severity=plan.severity,
        result=assessed.result,
        reason=assessed.reason,
        period=assessed.period.label,
        unit=first.unit if first else None,
        required=first.required if first else None,
        counted=first.counted if first else None,
        gap=_gap(assessed, deciding),
        quantities=quantities,
        counted_entries=_counted(deciding),
        not_counted=_not_counted(deciding),
        progress=assessed.progress if assessed.due_on else _timed(case, assessed),
        due_on=assessed.due_on,
        title_zh=plan.clause.title.zh,
        title_en=plan.clause.title.en,
        quote=plan.quote,
        source=plan.source,
        sentence_zh=sentence.zh,
        sentence_en=sentence.en,
        calculation=_calculation(assessed),
    )


def _timed(case: Case, assessed: Assessed) -> Progress:
    # What has no numbers can be neither behind nor ahead.
    return Progress.FINAL if case.as_of >= assessed.period.span.last else Progress.ON_TRACK


def _deciding(assessed: Assessed) -> PartAssessed | None:
    """Return the part that lacks most of what it must come to, else the first; where some are enough, of these."""
    some = assessed.enough is not None
    parts = (some and (assessed.lacking or [part for part in assessed.parts if part.met])) or assessed.parts
    worst: PartAssessed | None = None
    for part in parts:
        if worst is None or _lack(part) > _lack(worst):
            worst = part
    return worst


def _gap(assessed: Assessed, deciding: PartAssessed | None) -> Decimal | None:
    """Return what the deciding part lacks; where some parts are enough, what the nearest of them lack in its unit."""
    if deciding is None:
        return None
    if assessed.enough is None:
        return decimal(deciding.gap)
    unit = deciding.measured.part.unit
    return decimal(sum(part.gap for part in assessed.lacking if part.measured.part.unit == unit))


def _lack(part: PartAssessed) -> float:
    # Only an order among parts: never an amount.
    if part.required is None:
        return 0.0
    return part.gap / part.required.amount if part.required.amount else 0.0


def _quantity(part: PartAssessed) -> Quantity:
    required = part.required.amount if part.required is not None else None
    return Quantity(
        label_zh=part.measured.part.label.zh,
        label_en=part.measured.part.label.en,
        unit=part.measured.part.unit,
        required=None if required is None else decimal(required),
        counted=decimal(part.measured.counted),
        gap=decimal(part.gap),
        beyond=decimal(part.measured.beyond),
    )


def _quantities(part: PartAssessed) -> list[Quantity]:
    tiers = part.measured.part.tiers
    unit = part.measured.part.unit
    offsets = [
        Quantity(t.label.zh, t.label.en, unit, None, decimal(t.amount), _NONE, _NONE) for t in part.measured.offsets
    ]
    if len(tiers) <= 1 or not part.measured.tiers:
        return [_quantity(part), *offsets]
    return [
        _quantity(part),
        *offsets,
        *(
            Quantity(tier.label.zh, tier.label.en, unit, None, decimal(amount), _NONE, _NONE)
            for tier, amount in zip(tiers, part.measured.tiers, strict=True)
        ),
    ]


_NONE = Decimal(0)


def _counted(part: PartAssessed | None) -> tuple[Counted, ...]:
    if part is None:
        return ()
    own = [Counted(row.entry_id, decimal(amount)) for row, amount in part.measured.rows]
    stood_in = [
        Counted(row.entry_id, decimal(amount), taken.why.zh, taken.why.en)
        for taken in part.measured.offsets
        for row, amount in taken.rows
    ]
    return (*own, *stood_in)


def _not_counted(part: PartAssessed | None) -> tuple[NotCounted, ...]:
    if part is None:
        return ()
    return tuple(NotCounted(r.entry_id, decimal(amount), why.zh, why.en) for r, amount, why in part.measured.left_out)


def _calculation(assessed: Assessed) -> str | None:
    steps = [
        f"{part.measured.part.label.zh}: {part.required.calculation}"
        for part in assessed.parts
        if part.required is not None and part.required.calculation
    ]
    steps += [
        f"{part.measured.part.label.zh}: {taken.calculation}"
        for part in assessed.parts
        for taken in part.measured.offsets
    ]
    return "; ".join(steps) or None


def when(assessed: Assessed) -> Words:
    """Name the period at the beginning of a sentence."""
    label = assessed.period.label
    if assessed.period.words is not None:
        return assessed.period.words
    if label is None:
        return Words("本周期", "In this cycle")
    if "/" in label:
        first, _, last = label.partition("/")
        days = (_day_zh(date.fromisoformat(day)) for day in (first, last))
        return Words("至".join(days), f"From {first} to {last}")
    return Words(f"{label}学年" if "-" in label else f"{label}年度", f"In {label}")


def _sentence(case: Case, assessed: Assessed) -> Words:
    at = when(assessed)
    done = _numbers(assessed)
    match assessed.result:
        case Result.MET:
            return Words(f"{at.zh}，{done.zh}，已达标。", f"{at.en}: {done.en}. Met.")
        case Result.NOT_MET:
            way = _way_out(assessed)
            final = assessed.progress is Progress.FINAL
            zh, en = ("未达标", "Not met") if final else ("尚未达标", "Not met yet")
            if assessed.plan.severity == "advisory":
                zh = f"{zh.replace('达标', '达到')}（指导性要求，不影响总评）"
                en = f"{en} (advisory, the verdict stands apart)"
            return Words(f"{at.zh}，{done.zh}，{zh}。{way.zh}", f"{at.en}: {done.en}. {en}. {way.en}".rstrip())
    why = assessed.words or Words("", "")
    if assessed.reason == "relief_in_force":
        return Words(f"{at.zh}适用此项：{why.zh}。", f"{at.en}: in force, {why.en}.")
    if assessed.result is Result.EXEMPT:
        return Words(f"{at.zh}免于此项要求：{why.zh}。", f"{at.en}: excused, {why.en}.")
    if assessed.result is Result.UNDETERMINED:
        return Words(f"{at.zh}尚不能判定：{why.zh}。", f"{at.en}: cannot be determined, {why.en}.")
    return Words(f"{at.zh}不适用：{why.zh}。", f"{at.en}: does not apply, {why.en}.")


def _numbers(assessed: Assessed) -> Words:
    if assessed.said is not None:
        return assessed.said
    zh: list[str] = []
    en: list[str] = []
    for part in assessed.parts:
        if part.nothing:
            continue
        words = part_told(part)
        zh.append(words.zh)
        en.append(words.en)
    for done in assessed.done:
        # What the reading taken asks nothing of is not worth a word.
        if done.required != 0:
            words = _done_told(done)
            zh.append(words.zh)
            en.append(words.en)
    for paper in _papers(assessed):
        held = paper not in assessed.papers
        zh.append(f"{'已' if held else '未'}取得{paper.zh}")
        en.append(f"{paper.en} {'in hand' if held else 'not in hand'}")
    if assessed.enough is not None:
        met, of = sum(part.met for part in assessed.parts), len(assessed.parts)
        zh = [f"{of}项中须有{assessed.enough}项达到要求，已有{met}项（{'；'.join(zh)}）"]
        en = [f"{met} of the {assessed.enough} needed out of {of} are reached ({'; '.join(en)})"]
    return Words("；".join(zh), "; ".join(en))


def _papers(assessed: Assessed) -> list[Words]:
    clause = assessed.plan.clause
    return [Words(h.label.zh, h.label.en) for h in clause.holds] if isinstance(clause, Requirement) else []


def _done_told(done: DoneAssessed) -> Words:
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
        beyond = _asks_more_than(part)
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
        more = f"{decimal(part.gap)}{unit.zh}{'以上' if _asks_more_than(part) else ''}"
        more_en = f"{'over ' if _asks_more_than(part) else ''}{decimal(part.gap)}"
        fixed = part.required.share >= 1
        zh += f"，其余{unit.zh}无法再改变" if fixed else f"，还须增加{more}（总数随之增加）"
        en += ", and the others cannot be undone" if fixed else f", {more_en} more needed, which the whole grows by"
    elif part.gap:
        zh += f"，还差{decimal(part.gap)}{unit.zh}"
        en += f", {decimal(part.gap)} missing"
    if part.measured.beyond:
        zh += f"，超出范围{decimal(part.measured.beyond)}{unit.zh}"
        en += f", {decimal(part.measured.beyond)} over the range"
    cut = any(limit.sense == "cap_counted" for limit in part.measured.part.limits)
    left_out = sum(amount for _, amount, _ in part.measured.left_out) - (part.measured.beyond if cut else 0)
    if left_out > 0:
        ground = _ground(part)
        zh += f"，另有{decimal(left_out)}{unit.zh}未计入{ground.zh}"
        en += f", {decimal(left_out)} more not counted{ground.en}"
    return Words(zh, en)


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


def _asks_more_than(part: PartAssessed) -> bool:
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
    zh, en = shown, shown
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
    grounds = list(dict.fromkeys(why for _, _, why in part.measured.left_out if not is_own_cut(label, why)))
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


def _way_out(assessed: Assessed) -> Words:
    """Say what closes the gap, and by when."""
    nearest = [_to_do(part) for part in assessed.lacking if _mendable(part)]
    zh, en = [words.zh for words in nearest], [words.en for words in nearest]
    barely = [part for part in assessed.lacking if _asks_more_than(part) and not part.gap]
    zh += [f"多一些{part.measured.part.label.zh}的{UNITS[part.measured.part.unit].zh}" for part in barely]
    en += [f"some more {UNITS[part.measured.part.unit].en} of {part.measured.part.label.en}" for part in barely]
    zh += [f"补齐{deed.zh}" for deed in assessed.deeds]
    en += [f"{deed.en} more" for deed in assessed.deeds]
    zh += [f"取得{paper.zh}" for paper in assessed.papers]
    en += [f"the {paper.en}" for paper in assessed.papers]
    due = assessed.due_on
    if assessed.beyond_mending:
        return _LOST if assessed.parts else _TOO_FEW_LEFT
    if due is None or not zh:
        return Words("", "")
    if assessed.progress is Progress.FINAL:
        return Words(f"期限{_day_zh(due)}已到。", f"The term ended on {due.isoformat()}.")
    close = Words(
        f"在{_day_zh(due)}前再{'、'.join(zh)}即可达标。",
        f"By {due.isoformat()} needed: {' and '.join(en)}.",
    )
    if assessed.progress is Progress.BEHIND:
        return Words(f"{close.zh}目前落后于时间进度。", f"{close.en} Behind the pace so far.")
    return Words(f"{close.zh}目前进度正常。", f"{close.en} On track so far.")


_LOST = Words("超出上限，已无法补救。", "Over a limit: this cannot be mended.")
_TOO_FEW_LEFT = Words("余下的时间已不够补足。", "Too little time is left to make up for it.")


def _to_do(part: PartAssessed) -> Words:
    label, unit, gap = part.measured.part.label, UNITS[part.measured.part.unit], decimal(part.gap)
    beyond = _asks_more_than(part)
    zh = f"完成{'超过' if beyond else ''}{gap}{unit.zh}{label.zh}"
    return Words(zh, f"{'over ' if beyond else ''}{gap} more {unit.en} of {label.en}")


def _mendable(part: PartAssessed) -> bool:
    asked = part.required
    return bool(part.gap) and (asked is None or asked.share is None or asked.share < 1)


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def clause_named(case: Case, clause_id: str) -> Words:
    """Name a clause with its title."""
    title = case.plan.pack.clause(clause_id).title
    return Words(f"{clause_id}（{title.zh}）", f"{clause_id} ({title.en})")
