"""Counts, duties and documents that are asked of a school, of the district or of each of its teams and pairs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.policy.calendars import Span
from services.policy.engine.case import Words
from services.policy.engine.kinds import duties, evidence
from services.policy.engine.kinds.filling import Item, Slot, Thing, excuses, fill
from services.policy.engine.kinds.keeping import NO_SEMESTERS, NOTHING_ASKED
from services.policy.engine.kinds.kept import Came, came_to, day_zh, deciding, left_out, quantity, sentence, used
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Progress, Result
from services.policy.facts import Fact
from services.policy.format.clauses import CountClause, DutyClause, EvidenceClause
from services.policy.format.keeping import Counted, Document
from services.policy.format.words import settled
from services.policy.population.ground import Ground, Stretch, bare
from services.policy.population.standing import SchoolResult
from services.policy.slots import NoSemesters, semesters_in, slots_in
from services.policy.tally import limits, number_of, picks, shares

_A_YEAR = timedelta(days=366)
_NO_UNITS = Words("没有登记此类组或结对", "no such team or pair is registered")
_NO_SLOTS = Words("本时段内没有应完成的时间", "none of its slots lies in the period")
_NOTHING_FOLLOWS = Words("没有引起此项要求的事情", "nothing happened that asks for this")
_NOT_STANDING = Words(
    "该组或结对在应完成的时段内尚未建立或已经结束", "it had not begun or had ended whenever this was asked"
)
_NONE_HELD = Words("没有此类活动或培训班的记录", "no activity or class is on record")


@dataclass(frozen=True, slots=True)
class Holder:
    """Of whom it is asked, and the facts that are theirs."""

    unit: str | None
    facts: tuple[Fact, ...]
    all_facts: tuple[Fact, ...]
    """Those of single teachers too, for meetings that are recorded with each who was there."""
    stands: Span | None = None
    """The days of a unit that did not stand all the time."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing is asked, or cannot be judged."""

    result: Result
    reason: str
    words: Words


@dataclass(frozen=True, slots=True)
class Kept:
    """What a clause of things to be done came to in one period, of the school or of one of its units."""

    holder: Holder
    stretch: Stretch
    came: Came | Nothing


def judge(ground: Ground, plan: ClausePlan) -> list[SchoolResult]:
    """Judge a clause of things to be done in every period, for the school or for each of its units."""
    return [_told(ground, plan, one) for one in kept_in(ground, plan)]


def kept_in(ground: Ground, plan: ClausePlan) -> list[Kept]:
    """Fill the slots of a clause in every period, for the school or for each of its units."""
    clause = plan.clause
    holders = _holders(ground, plan)
    if not holders:
        nothing = Nothing(Result.NOT_APPLICABLE, "no_units", _NO_UNITS)
        whole = Stretch(None, ground.plan.cycle, Words("本周期", "In this cycle"))
        return [Kept(Holder(None, (), ()), whole, nothing)]
    if isinstance(clause, CountClause):
        return [result for holder in holders for result in _counts(ground, plan, clause, holder)]
    if isinstance(clause, EvidenceClause):
        return [result for holder in holders for result in _documents(ground, plan, clause, holder)]
    if isinstance(clause, DutyClause):
        return [result for holder in holders for result in _duties(ground, plan, clause, holder)]
    raise TypeError(clause.kind)


def _holders(ground: Ground, plan: ClausePlan) -> list[Holder]:
    clause, school_id = plan.clause, ground.school.school_id
    here = tuple(fact for fact in ground.facts if school_id is None or fact.school_id in {None, school_id})
    if clause.scope != "unit":
        return [Holder(None, tuple(fact for fact in here if fact.teacher_id is None), here)]
    names = [name for kind, name in ground.school.units if kind == clause.unit_kind]
    of_units = {name: tuple(fact for fact in here if fact.unit == name) for name in names}
    stood = {
        days.name: Span(days.first or date.min, days.last or date.max)
        for days in ground.school.unit_days
        if days.kind == clause.unit_kind
    }
    return [Holder(name, facts, facts, stood.get(name)) for name, facts in of_units.items()]


def _asked_of(ground: Ground, holder: Holder, slots: Iterable[Slot]) -> list[Slot]:
    """Return the slots in which the unit stood on any school day."""
    if holder.stands is None:
        return list(slots)
    asks_nothing = excuses(ground.calendar, in_service=holder.stands, away=())
    return [slot for slot in slots if not asks_nothing(slot.window)]


def _counts(ground: Ground, plan: ClausePlan, clause: CountClause, holder: Holder) -> list[Kept]:
    switches = ground.switches

    def items(stretch: Stretch) -> Sequence[Item] | Nothing:
        try:
            slots = slots_in(
                ground.plan.pack,
                ground.calendar,
                stretch.span,
                every=settled(clause.every, switches),
                points=clause.points,
                weeks=settled(clause.weeks, switches),
                months=clause.months,
            )
        except NoSemesters:
            return Nothing(Result.UNDETERMINED, "calendar_missing", NO_SEMESTERS)
        if not slots:
            return Nothing(Result.NOT_APPLICABLE, "no_slots", _NO_SLOTS)
        asked = [
            Slot(Words("", "") if slot.span == stretch.span else Words(slot.zh, slot.en), slot.span, slot.span.last)
            for slot in slots
        ]
        open_ = _asked_of(ground, holder, asked)
        return [_counted(ground, what, open_, holder, stretch.span) for what in clause.items]

    return _over(ground, holder, _stretches(ground, settled(clause.within, switches)), items)


def _documents(ground: Ground, plan: ClausePlan, clause: EvidenceClause, holder: Holder) -> list[Kept]:
    every = settled(clause.every, ground.switches)
    if every in {"class", "activity"}:
        return _of_each(ground, plan, clause, holder, by_class=every == "class")

    def items(stretch: Stretch) -> Sequence[Item]:
        return [_document(ground, document, stretch.span, holder.facts, holder) for document in clause.items]

    return _over(ground, holder, _stretches(ground, every), items)


def _of_each(ground: Ground, plan: ClausePlan, clause: EvidenceClause, holder: Holder, *, by_class: bool) -> list[Kept]:
    """Judge the documents of every class or event that any fact of the holder belongs to."""
    held: dict[str, list[Fact]] = {}
    for fact in holder.all_facts:
        name = fact.class_id if by_class else fact.event
        if name is not None and ground.plan.cycle.holds(fact.on):
            held.setdefault(name, []).append(fact)
    if not held:
        nothing = Nothing(Result.NOT_APPLICABLE, "none_held", _NONE_HELD)
        return _over(ground, holder, ground.periods("cycle"), lambda _: nothing)
    # Documents may come before and after what they are about: from the cycle's beginning up to the last record.
    said = "培训班" if by_class else "活动"
    stretches = [
        Stretch(
            name,
            Span(ground.plan.cycle.first, facts[-1].on),
            Words(f"{day_zh(facts[0].on)}的{said}", f"Of {facts[0].on}"),
        )
        for name, facts in sorted(held.items(), key=lambda item: (item[1][0].on, item[0]))
    ]

    def items(stretch: Stretch) -> Sequence[Item]:
        facts = held[stretch.label or ""]
        return [_document(ground, document, stretch.span, facts, holder) for document in clause.items]

    return _over(ground, holder, stretches, items)


def _duties(ground: Ground, plan: ClausePlan, clause: DutyClause, holder: Holder) -> list[Kept]:
    switches, pack, cycle = ground.switches, ground.plan.pack, ground.plan.cycle
    rule = duties.Rule(settled(clause.per, switches), settled(clause.due, switches), clause.within_days)
    trigger = clause.trigger.facts
    causes = [
        duties.caused_by(pack, fact)
        for fact in holder.all_facts
        if trigger is not None and cycle.holds(fact.on) and picks(trigger, fact)
    ]
    labels = {duties.grouped(pack, ground.calendar, rule, cause.on) for cause in causes}

    def items(stretch: Stretch) -> Sequence[Item] | Nothing:
        here = [c for c in causes if duties.grouped(pack, ground.calendar, rule, c.on) == stretch.label]
        if not here:
            return Nothing(Result.NOT_APPLICABLE, "no_trigger", _NOTHING_FOLLOWS)
        slots = list(duties.asked(pack, ground.calendar, cycle, rule, here))
        asked = _asked_of(ground, holder, slots)
        whole = Span(min(slot.window.first for slot in slots), max(slot.due_on for slot in slots))
        return [_counted(ground, what, asked, holder, whole) for what in clause.requires]

    stretches = _stretches(ground, rule.grouped_by)
    if not isinstance(stretches, Nothing) and rule.grouped_by == "semester":
        known = {stretch.label for stretch in stretches}
        ahead = semesters_in(pack, ground.calendar, Span(cycle.first, cycle.last + _A_YEAR))
        stretches += [
            Stretch(held.label, held.span, Words(held.zh, f"In the {held.en}"))
            for held in ahead
            if held.label in labels - known
        ]
    return _over(ground, holder, stretches, items)


def _stretches(ground: Ground, kind: str) -> list[Stretch] | Nothing:
    found = ground.periods(kind)
    if not found and kind == "semester":
        pack, cycle = ground.plan.pack, ground.plan.cycle
        if not semesters_in(pack, ground.calendar, cycle):
            return Nothing(Result.UNDETERMINED, "calendar_missing", NO_SEMESTERS)
    return found


def _counted(ground: Ground, what: Counted, slots: Sequence[Slot], holder: Holder, span: Span) -> Item:
    inclusive = settled(what.inclusive, ground.switches)
    amount = ground.amount(number_of(what, ground.switches))
    countable = what.measure != "amount"
    thing = Thing(what.label, what.unit, amount, inclusive, countable=countable, limits=limits(what), code=what.code)
    # One meeting may be on record with each who was there; other things count for the school only as its own.
    facts = holder.all_facts if what.measure == "events" else holder.facts
    brought = [fact for fact in facts if span.holds(fact.on) and picks(what.facts, fact)]
    return fill(thing, slots, shares(what.measure, brought), ground.as_of)


def _document(ground: Ground, document: Document, span: Span, facts: Iterable[Fact], holder: Holder) -> Item:
    amount = ground.amount(settled(document.at_least, ground.switches))
    thing = Thing(document.label, evidence.PIECES, amount, inclusive=True, countable=True, code=document.code)
    slot = evidence.slot_of(document, span)
    about = Span(min(slot.window.first, span.first), span.last)
    kept = [fact for fact in facts if evidence.shown_by(document, fact) and about.holds(fact.on)]
    # It is about the period: whether anything is asked is not a matter of the days in which it may come.
    slots = [slot] if _asked_of(ground, holder, [replace(slot, window=span)]) else []
    return fill(thing, slots, shares("facts", kept), ground.as_of)


def _over(
    ground: Ground,
    holder: Holder,
    stretches: Sequence[Stretch] | Nothing,
    items_of: Callable[[Stretch], Sequence[Item] | Nothing],
) -> list[Kept]:
    if isinstance(stretches, Nothing):
        whole = Stretch(None, ground.plan.cycle, Words("本周期", "In this cycle"))
        return [Kept(holder, whole, stretches)]
    return [Kept(holder, stretch, _came(ground, items_of(stretch))) for stretch in stretches]


def _came(ground: Ground, items: Sequence[Item] | Nothing) -> Came | Nothing:
    if isinstance(items, Nothing):
        return items
    asked = [item for item in items if item.thing.limits or item.thing.amount != 0]
    if not asked:
        return Nothing(Result.NOT_APPLICABLE, "nothing_asked", NOTHING_ASKED)
    if not any(item.slots for item in asked):
        return Nothing(Result.NOT_APPLICABLE, "not_standing", _NOT_STANDING)
    return came_to(asked, ground.as_of)


def _told(ground: Ground, plan: ClausePlan, kept: Kept) -> SchoolResult:
    holder, stretch, came = kept.holder, kept.stretch, kept.came
    if isinstance(came, Nothing):
        return _without(ground, plan, holder, stretch, came)
    first = quantity(deciding(came.items))
    words = sentence(_at(holder, stretch), came)
    return replace(
        bare(
            plan,
            came.result,
            came.reason,
            words,
            period=stretch.label,
            progress=came.progress,
            due_on=came.due_on,
            of_unit=holder.unit,
        ),
        unit=first.unit,
        unit_en=first.unit_en,
        required=first.required,
        counted=first.counted,
        gap=first.gap,
        quantities=tuple(quantity(item) for item in came.items),
        missing=tuple(item.thing.label.zh for item in came.items if item.lacking),
        counted_entries=used(came.items),
        not_counted=left_out(came.items),
    )


def _without(ground: Ground, plan: ClausePlan, holder: Holder, stretch: Stretch, why: Nothing) -> SchoolResult:
    at = _at(holder, stretch)
    undetermined = why.result is Result.UNDETERMINED
    zh, en = ("尚不能判定", "cannot be determined") if undetermined else ("不适用", "does not apply")
    progress = Progress.FINAL if ground.as_of >= stretch.span.last else Progress.ON_TRACK
    words = Words(f"{at.zh}，{zh}：{why.words.zh}。", f"{at.en}: {en}, {why.words.en}.")
    return bare(
        plan,
        why.result,
        why.reason,
        words,
        period=stretch.label,
        progress=progress,
        due_on=stretch.span.last,
        of_unit=holder.unit,
    )


def _at(holder: Holder, stretch: Stretch) -> Words:
    named = stretch.named
    return named if holder.unit is None else Words(f"{holder.unit}：{named.zh}", f"{holder.unit}: {named.en}")
