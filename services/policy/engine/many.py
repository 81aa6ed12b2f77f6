"""A whole district at once: from grouped tallies to verdicts, every teacher by the sheet of the profile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from services.policy.calendars import Span
from services.policy.engine.assessing import assess
from services.policy.engine.case import Case, Words, dated, decimal
from services.policy.engine.compiling import Layouts, sheet_of
from services.policy.engine.judging import judge, judge_case
from services.policy.engine.kinds import JUDGES
from services.policy.engine.kinds.requirements import eased
from services.policy.engine.plan import ClausePlan, Plan
from services.policy.engine.planning import plan_of
from services.policy.engine.profiles import Profile, profiler
from services.policy.engine.sheets import (
    NOTHING_KEPT,
    Bits,
    Item,
    Keeping,
    Kept,
    Sheet,
    behind_of,
    run,
    verdict_of_bits,
)
from services.policy.engine.standing import ClauseResult, Progress, Result, Standing
from services.policy.engine.tallies import Keys, Person, Straddled, grouped_rows
from services.policy.engine.timeline import Timeline
from services.policy.facts import Entry, Fact, SchoolCalendar, Teacher
from services.policy.format.pack import Pack
from services.policy.format.terms import Terms
from services.policy.matching import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """One quantity that a clause looks at, in its unit."""

    label_zh: str
    label_en: str
    unit: str
    required: Decimal | None
    counted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one clause came to in one period."""

    clause_id: str
    kind: str
    period: str | None
    severity: str
    result: Result
    progress: Progress
    numbers: tuple[Numbers, ...] = ()


class NeedsEntries(Exception):
    """Tallies cannot tell: a day within a month, a cap for each class, a duty that an entry gives rise to."""


@dataclass(slots=True)
class Outline:
    """Where one teacher stands: the verdict, and the numbers from which everything else is told when it is asked."""

    teacher: Teacher
    verdict: Result
    progress: Progress
    _district: "District"
    _sheet: Sheet
    _sums: list[int]
    _bits: Bits | None
    _kept: Keeping = NOTHING_KEPT
    _standing: Standing | None = None
    _facts: tuple[Fact, ...] = ()

    def outcomes(self) -> tuple[Outcome, ...]:
        """Tell what every clause came to in every period, in the order of the pack."""
        if self._bits is None:
            return tuple(_outcome_of(result) for result in self._standing.clauses) if self._standing else ()
        order = {plan.clause.id: index for index, plan in enumerate(self._sheet.case.plan.clauses)}
        bits = self._bits
        behind = bits.behind | (behind_of(self._sheet, self._sums) & ~bits.involved)
        told = [self._told(item, bits, behind) for item in self._sheet.items]
        told += [
            Outcome(
                clause_id=kept.clause_id,
                kind=kept.kind,
                period=kept.period,
                severity=kept.severity,
                result=kept.result,
                progress=kept.progress,
            )
            for kept in self._kept.results
        ]
        return tuple(sorted(told, key=lambda outcome: order[outcome.clause_id]))

    def _told(self, item: Item, bits: Bits, behind: int) -> Outcome:
        counted = bits.counted.get(item.bit) or tuple(self._sums[told.place] for told in item.parts)
        return Outcome(
            clause_id=item.plan.clause.id,
            kind=item.plan.clause.kind,
            period=item.period.label,
            severity=item.plan.severity,
            result=_result_of(item.bit, bits),
            progress=_progress_of(item.bit, self._sheet.final | bits.settled, behind & ~bits.never & ~bits.exempt),
            numbers=tuple(
                Numbers(
                    label_zh=told.part.label.zh,
                    label_en=told.part.label.en,
                    unit=told.part.unit,
                    required=_decimal(told.required.amount if told.required else None),
                    counted=decimal(amount),
                )
                for told, amount in zip(item.parts, counted, strict=False)
            ),
        )

    def explained(self, entries: Iterable[Entry]) -> Standing:
        """Tell everything in words, with the entries of which the tallies are made."""
        return self._district.explained(self.teacher, entries, self._facts, self._sheet.case.calendar)


def _decimal(amount: int | None) -> Decimal | None:
    return None if amount is None else decimal(amount)


def _outcome_of(result: ClauseResult) -> Outcome:
    return Outcome(
        clause_id=result.clause_id,
        kind=result.kind,
        period=result.period,
        severity=result.severity,
        result=result.result,
        progress=result.progress,
        numbers=tuple(
            Numbers(label_zh=q.label_zh, label_en=q.label_en, unit=q.unit, required=q.required, counted=q.counted)
            for q in result.quantities
        ),
    )


def _result_of(bit: int, bits: Bits) -> Result:
    if bit & bits.never:
        return Result.NOT_APPLICABLE
    if bit & bits.exempt:
        return Result.EXEMPT
    if bit & bits.not_met:
        return Result.NOT_MET
    return Result.UNDETERMINED if bit & bits.open else Result.MET


def _progress_of(bit: int, final: int, behind: int) -> Progress:
    if bit & final:
        return Progress.FINAL
    return Progress.BEHIND if bit & behind else Progress.ON_TRACK


@dataclass(slots=True)
class District:
    """A pack under its terms on a day, ready to judge any number of teachers by their tallies.

    `keys` are the row keys of the tallies, each with the cell in which its entries stand. What it remembers of profiles
    never changes an answer. Raises TermsRefused when the terms do not fit the pack.
    """

    pack: Pack
    terms: Terms
    as_of: date
    keys: Mapping[int, Cell]
    governs: Span | None = None
    _plan: Plan = field(init=False)
    _keys: Keys = field(init=False)
    _layouts: Layouts = field(init=False)
    _sheets: dict[tuple[Profile, SchoolCalendar | None], Sheet] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._plan = plan_of(self.pack, self.terms)
        self._keys = Keys(self._plan, self.keys)
        self._layouts = Layouts(self._keys, self.as_of)

    def outlines(self, people: Iterable[Person]) -> Iterator[Outline | Person]:
        """Judge teachers in the order given; one whose tallies cannot tell comes back as given, for `judge`."""
        profile_of = profiler(self._plan, self.as_of)
        for person in people:
            key = (profile_of(person.teacher), person.calendar)
            sheet = self._sheets.get(key)
            if sheet is None:
                sheet = self._sheets[key] = self._sheet(person)
            try:
                yield self._judged(sheet, person)
            except (NeedsEntries, Straddled):
                yield person

    def explained(
        self, teacher: Teacher, entries: Iterable[Entry], facts: Iterable[Fact], calendar: SchoolCalendar | None
    ) -> Standing:
        """Judge one teacher in words."""
        return judge(
            self.pack,
            terms=self.terms,
            teacher=teacher,
            entries=entries,
            as_of=self.as_of,
            facts=facts,
            calendar=calendar,
            governs=self.governs,
        )

    def _sheet(self, person: Person) -> Sheet:
        moment = self.as_of if self.governs is None else min(self.as_of, self.governs.last)
        timeline = Timeline(self._plan, person.teacher, moment)
        case = Case(self._plan, timeline, self.as_of, [], calendar=person.calendar, governs=self.governs)
        return sheet_of(case, self._layouts)

    def _judged(self, sheet: Sheet, person: Person) -> Outline:
        if sheet.constant is not None or sheet.layout is None:
            verdict, progress = sheet.constant or (Result.NOT_APPLICABLE, Progress.FINAL)
            return Outline(
                person.teacher, verdict, progress, self, sheet, [], None, _standing=self._empty(sheet, person)
            )
        if self._plan.fine:
            raise NeedsEntries
        layout = sheet.layout
        sums = layout.added(person.rows)
        for place in range(len(layout.selections), layout.size):
            if sums[place]:
                raise NeedsEntries
        if sheet.derived:
            _work_out(sheet, sums)
        guarded = 0
        for place, most, engine, entries in sheet.guards:
            if sums[place] > most:
                if entries:
                    raise NeedsEntries
                guarded |= engine
        bits = run(sheet, sums, guarded)
        if sheet.whole or bits.whole or bits.involved & sheet.critical:
            return self._wholly(sheet, person, sums)
        case = self._case(sheet, person, bits) if bits.involved or sheet.by_sums else None
        if case is not None:
            _ask_the_engine(sheet, case, bits)
        kept = self._kept(sheet, person, bits, case) if sheet.keeping or case is not None else NOTHING_KEPT
        verdict, progress = verdict_of_bits(sheet, bits, kept)
        return Outline(person.teacher, verdict, progress, self, sheet, sums, bits, kept, _facts=person.facts)

    def _empty(self, sheet: Sheet, person: Person) -> Standing:
        return judge_case(replace(sheet.case, timeline=replace(sheet.case.timeline, teacher=person.teacher)))

    def _case(self, sheet: Sheet, person: Person, bits: Bits | None) -> Case:
        """Return a case over the tallies, with the reliefs that worked."""
        case = Case(
            self._plan,
            sheet.case.timeline,
            self.as_of,
            grouped_rows(self._keys, person.rows, self.as_of),
            facts=dated(person.facts, self.as_of),
            calendar=person.calendar,
            governs=self.governs,
            adjusted=sheet.case.adjusted,
        )
        if bits is not None:
            _carry(case, bits)
        return case

    def _wholly(self, sheet: Sheet, person: Person, sums: list[int]) -> Outline:
        case = self._case(sheet, person, None)
        case.adjusted = {}
        standing = judge_case(case)
        return Outline(
            person.teacher, standing.verdict, standing.progress, self, sheet, sums, None,
            _standing=standing, _facts=person.facts,
        )  # fmt: skip

    def _kept(self, sheet: Sheet, person: Person, bits: Bits, by_sums: Case | None) -> Keeping:
        worked = tuple(step.keys for step in bits.worked) if sheet.eases_keeping else ()
        key = (worked, tuple(_told_apart(fact) for fact in person.facts)) if person.facts or worked else ()
        kept = sheet.kept.get(key)
        if kept is None:
            case = replace(
                sheet.case, facts=dated(person.facts, self.as_of), rows=[], waived={}, doubted={}, states={}, spent={}
            )
            _carry(case, bits)
            kept = sheet.kept[key] = Keeping.of(one for plan in sheet.keeping for one in _results(case, plan))
        if not sheet.by_sums or by_sums is None:
            return kept
        return Keeping.of([*kept.results, *(one for plan in sheet.by_sums for one in _results(by_sums, plan))])


def judge_many(
    pack: Pack,
    *,
    terms: Terms,
    people: Iterable[Person],
    keys: Mapping[int, Cell],
    as_of: date,
    governs: Span | None = None,
) -> Iterator[Outline | Person]:
    """Judge the teachers of a district by their tallies, in the order given.

    `keys` name the cell of every row key. A teacher whose tallies cannot tell comes back as the Person given: judge
    that one by `judge` over the entries. Raises TermsRefused.
    """
    return District(pack, terms, as_of, keys, governs).outlines(people)


def _work_out(sheet: Sheet, sums: list[int]) -> None:
    for derived in sheet.derived:
        least: int | None = None
        for way in derived.ways:
            amount = way.number
            for place in way.whole:
                amount += sums[place]
            for place, most in way.under:
                amount += min(sums[place], most)
            if least is None or amount < least:
                least = amount
        sums.append((least or 0) - (0 if derived.less is None else sums[derived.less]))


def _ask_the_engine(sheet: Sheet, case: Case, bits: Bits) -> None:
    """Judge the items that sums alone cannot decide."""
    for item in sheet.items:
        if not item.bit & bits.involved or item.bit & (bits.never | bits.exempt):
            continue
        assessed = eased(case, assess(case, item.plan, item.period))
        bits.counted[item.bit] = tuple(part.measured.counted for part in assessed.parts)
        bits.not_met &= ~item.bit
        bits.open &= ~item.bit
        bits.behind &= ~item.bit
        bits.settled &= ~item.bit
        match assessed.result:
            case Result.NOT_MET:
                bits.not_met |= item.bit
            case Result.UNDETERMINED:
                bits.open |= item.bit
            case Result.EXEMPT:
                bits.exempt |= item.bit
            case Result.NOT_APPLICABLE:
                bits.never |= item.bit
        if assessed.progress is Progress.BEHIND:
            bits.behind |= item.bit
        if assessed.progress is Progress.FINAL and assessed.result is Result.NOT_MET:
            bits.settled |= item.bit


def _carry(case: Case, bits: Bits) -> None:
    """Bring into a case which reliefs worked, and of which that is open."""
    for step in bits.worked:
        for key in step.keys:
            if step.works:
                case.waived.setdefault(key, step.clause_id)
            else:
                case.doubted.setdefault(key, {})[step.clause_id] = Words("", "")


def _results(case: Case, plan: ClausePlan) -> Iterator[Kept]:
    for result in JUDGES[plan.clause.kind](case, plan):
        yield Kept(result.clause_id, result.kind, result.period, result.severity, result.result, result.progress)


def _told_apart(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.on, fact.amount, fact.role, fact.level, fact.result, fact.tags, fact.event, fact.class_id
