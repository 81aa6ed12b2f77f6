"""Results in words a teacher is glad to read: what was asked, what counted, what is missing and what closes the gap."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.policy.engine.case import UNITS, Assessed, Case, PartAssessed, Words, decimal
from services.policy.engine.saying import asks_more_than, done_told, only_limits, part_told, to_do
from services.policy.engine.standing import ClauseResult, Counted, NotCounted, Progress, Quantity, Result
from services.policy.format.clauses import Requirement
from services.policy.format.words import Bilingual


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
        unit_en=first.unit_en if first else None,
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
        unit_en=UNITS[part.measured.part.unit].en,
        required=None if required is None else decimal(required),
        counted=decimal(part.measured.counted),
        gap=decimal(part.gap),
        beyond=decimal(part.measured.beyond),
    )


def _quantities(part: PartAssessed) -> list[Quantity]:
    tiers = part.measured.part.tiers
    whole = _quantity(part)
    offsets = [_beside(whole, taken.label, taken.amount) for taken in part.measured.offsets]
    if len(tiers) <= 1 or not part.measured.tiers:
        return [whole, *offsets]
    held = (_beside(whole, tier.label, amount) for tier, amount in zip(tiers, part.measured.tiers, strict=True))
    return [whole, *offsets, *held]


def _beside(whole: Quantity, label: Bilingual, amount: int) -> Quantity:
    """Return what went into one layer of a quantity, or stood in for it; nothing is asked of that by itself."""
    return replace(
        whole, label_zh=label.zh, label_en=label.en, required=None, counted=decimal(amount), gap=_NONE, beyond=_NONE
    )


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
        case Result.MET if _only_limits(assessed):
            return Words(f"{at.zh}，{done.zh}。", f"{at.en}: {done.en}.")
        case Result.MET:
            return Words(f"{at.zh}，{done.zh}，已达标。", f"{at.en}: {done.en}. Met.")
        case Result.NOT_MET:
            way = _way_out(assessed)
            final = assessed.progress is Progress.FINAL
            zh, en = ("未达标", "Not met") if final else ("尚未达标", "Not met yet")
            if assessed.plan.severity == "advisory":
                zh = f"{zh.replace('达标', '达到')}（指导性要求，不影响总评）"
                en = f"{en} (advisory, the verdict stands apart)"
            aside = assessed.aside or Words("", "")
            return Words(
                f"{at.zh}，{done.zh}，{zh}。{way.zh}{aside.zh}",
                f"{at.en}: {done.en}. {en}. {way.en}".rstrip() + aside.en,
            )
    why = assessed.words or Words("", "")
    if assessed.reason == "relief_in_force":
        return Words(f"{at.zh}适用此项：{why.zh}。", f"{at.en}: in force, {why.en}.")
    if assessed.result is Result.EXEMPT:
        return Words(f"{at.zh}免于此项要求：{why.zh}。", f"{at.en}: excused, {why.en}.")
    if assessed.result is Result.UNDETERMINED:
        return Words(f"{at.zh}尚不能判定：{why.zh}。", f"{at.en}: cannot be determined, {why.en}.")
    return Words(f"{at.zh}不适用：{why.zh}。", f"{at.en}: does not apply, {why.en}.")


def _only_limits(assessed: Assessed) -> bool:
    """Answer whether a clause asks for nothing, so that there is nothing to be reached."""
    asks = assessed.said is not None or assessed.done or _papers(assessed) or assessed.enough is not None
    return bool(assessed.parts) and not asks and all(only_limits(part) for part in assessed.parts)


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
    if assessed.enough is not None and assessed.any_of is None:
        met, of = sum(part.met for part in assessed.parts), len(assessed.parts)
        zh, en = _some_of(met, assessed.enough, of, zh, en)
    for done in assessed.done:
        # What the reading taken asks nothing of is not worth a word.
        if done.required != 0:
            words = done_told(done)
            zh.append(words.zh)
            en.append(words.en)
    for paper in _papers(assessed):
        held = paper not in assessed.papers
        zh.append(f"{'已' if held else '未'}取得{paper.zh}")
        en.append(f"{paper.en} {'in hand' if held else 'not in hand'}")
    if assessed.any_of is not None:
        met = assessed.beside + sum(part.met for part in assessed.parts)
        zh, en = _some_of(met, *assessed.any_of, zh, en)
    return Words("；".join(zh), "; ".join(en))


def _some_of(met: int, needed: int, of: int, zh: list[str], en: list[str]) -> tuple[list[str], list[str]]:
    """Put what was asked in brackets, of which some are enough."""
    return (
        [f"{of}项中须有{needed}项达到要求，已有{met}项（{'；'.join(zh)}）"],
        [f"{met} of the {needed} needed out of {of} are reached ({'; '.join(en)})"],
    )


def _papers(assessed: Assessed) -> list[Words]:
    clause = assessed.plan.clause
    return [Words(h.label.zh, h.label.en) for h in clause.holds] if isinstance(clause, Requirement) else []


def _way_out(assessed: Assessed) -> Words:
    """Say what closes the gap, and by when."""
    lacking = assessed.lacking
    if assessed.any_of is not None:
        lacking = [part for part in assessed.parts if not (part.met or part.nothing or part.measured.broken)]
    nearest = [to_do(part) for part in lacking if _mendable(part)]
    zh, en = [words.zh for words in nearest], [words.en for words in nearest]
    barely = [part for part in lacking if asks_more_than(part) and not part.gap]
    zh += [f"多一些{part.measured.part.label.zh}的{UNITS[part.measured.part.unit].zh}" for part in barely]
    en += [f"some more {UNITS[part.measured.part.unit].en} of {part.measured.part.label.en}" for part in barely]
    zh += [deed.zh for deed in assessed.deeds]
    en += [deed.en for deed in assessed.deeds]
    zh += [f"取得{paper.zh}" for paper in assessed.papers]
    en += [f"the {paper.en}" for paper in assessed.papers]
    due = assessed.due_on
    if assessed.beyond_mending:
        return _lost(assessed) if assessed.parts else _TOO_FEW_LEFT
    if due is None or not zh:
        return Words("", "")
    if assessed.progress is Progress.FINAL:
        return Words(f"期限{_day_zh(due)}已到。", f"The term ended on {due.isoformat()}.")
    each, each_en, any_, any_en = "、", " and ", "", ""
    if assessed.any_of is not None:
        missing = assessed.any_of[0] - assessed.beside - sum(part.met for part in assessed.parts)
        if missing < len(zh):
            each, each_en = ("或", " or ") if missing == 1 else ("、", ", ")
            any_, any_en = ("", "") if missing == 1 else (f"任选{missing}项：", f"any {missing} of ")
    close = Words(
        f"在{_day_zh(due)}前再{any_}{each.join(zh)}即可达标。",
        f"By {due.isoformat()} needed: {any_en}{each_en.join(en)}.",
    )
    if assessed.progress is Progress.BEHIND:
        return Words(f"{close.zh}目前落后于时间进度。", f"{close.en} Behind the pace so far.")
    return Words(f"{close.zh}目前进度正常。", f"{close.en} On track so far.")


def _lost(assessed: Assessed) -> Words:
    """Say that a limit is broken for good: which, where it holds for each day, class, year ... by itself."""
    over = [words for part in assessed.parts for words in part.measured.over]
    if not over:
        return Words("超出上限，已无法补救。", "Over a limit: this cannot be mended.")
    more = len(over) - _MOST_NAMED
    zh, en = "；".join(words.zh for words in over[:_MOST_NAMED]), "; ".join(words.en for words in over[:_MOST_NAMED])
    zh, en = (f"{zh}等{len(over)}处", f"{en} and {more} more") if more > 0 else (zh, en)
    return Words(f"超出上限（{zh}），已无法补救。", f"Over a limit ({en}): this cannot be mended.")


_MOST_NAMED = 3
_TOO_FEW_LEFT = Words("余下的时间已不够补足。", "Too little time is left to make up for it.")


def _mendable(part: PartAssessed) -> bool:
    asked = part.required
    return bool(part.gap) and (asked is None or asked.share is None or asked.share < 1)


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def clause_named(case: Case, clause_id: str) -> Words:
    """Name a clause with its title."""
    title = case.plan.pack.clause(clause_id).title
    return Words(f"{clause_id}（{title.zh}）", f"{clause_id} ({title.en})")
