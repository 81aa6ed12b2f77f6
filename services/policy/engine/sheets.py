"""A sheet: a pack compiled for one profile of teachers, so that judging one of them is sums and comparisons.

Every result of the pack in a period is an item with a bit of its own. What the profile decides is decided when the
sheet is made, by the engine's own functions; what is left are tests of sums against numbers, and reliefs in their
order. Items that numbers alone cannot decide (caps that bind, offsets, facts) are marked and judged by the engine over
the same tallies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.policy.engine.case import Case, Period
from services.policy.engine.plan import ClausePlan, PartPlan, Required
from services.policy.engine.standing import Progress, Result
from services.policy.engine.tallies import Layout


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One part of an item: where its sum stands, and what it must come to."""

    part: PartPlan
    place: int
    required: Required | None
    tiers: tuple[int, ...] = ()
    """Where stands what each of its tiers took in."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reckon an amount: a number, plus some sums, plus others as far as a number goes."""

    number: int
    whole: tuple[int, ...]
    under: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """An amount worked out of sums: the least that any way comes to, less another amount."""

    ways: tuple[Way, ...]
    less: int | None = None


@dataclass(slots=True)
class Item:
    """One clause in one period."""

    bit: int
    plan: ClausePlan
    period: Period
    parts: tuple[ItemPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A relief in a period, in the order in which reliefs are worked."""

    item: int
    """Its own bit; 0 for a gate that eases others."""
    unless: int
    """Bits of tests that keep it from working where one has failed."""
    requires: int
    """Bits of tests that what is asked instead has failed."""
    asks: bool
    waives: int
    doubts: int
    works: bool
    """False where the profile leaves it open whether it works: it only casts its doubts."""
    keys: tuple[tuple[str, str | None], ...]
    """What it waives, or casts its doubts on, by clause and label."""
    clause_id: str
    original: int = 0
    """Of one that asks something instead: what it eases, as far as sums say whether that is reached without it."""
    by_engine: bool = False
    """Whether it also eases what sums cannot say, counts and duties."""


@dataclass(slots=True)
class Sheet:
    """A pack for one profile. Masks hold one bit for each item."""

    case: Case
    """Without entries and facts."""
    layout: Layout | None = None
    constant: tuple[Result, Progress] | None = None
    """The answer for everybody of the profile, where the pack is not for them."""
    whole: bool = False
    """Whether a relief that depends on sums changes what others ask: then the engine judges everything."""
    items: list[Item] = field(default_factory=list)
    mandatory: int = 0
    final: int = 0
    reliefs: int = 0
    waivable: int = 0
    never: int = 0
    """NOT_APPLICABLE by the profile."""
    excused: int = 0
    """EXEMPT by the profile, approved exemptions included."""
    excused_by_profile: int = 0
    open: int = 0
    """UNDETERMINED unless it fails or is excused."""
    failed: int = 0
    """NOT_MET whatever the sums are."""
    involved: int = 0
    """Judged by the engine always."""
    offset: int = 0
    """Judged by the engine when they fall short."""
    floors: list[tuple[int, int, int]] = field(default_factory=list)
    """(place, least amount, bits that fail below it)."""
    tops: list[tuple[int, int, int]] = field(default_factory=list)
    """(place, greatest amount, bits that fail above it)."""
    shares: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    """(place, place of the base, numerator, denominator, 1 if the share itself is not enough, bits)."""
    guards: list[tuple[int, int, int, bool]] = field(default_factory=list)
    """(place, greatest amount, bits to be judged by the engine above it, whether that needs the entries)."""
    derived: list[Derived] = field(default_factory=list)
    """What is worked out of the sums, each behind the other."""
    follows: list[tuple[int, int]] = field(default_factory=list)
    """(bit of a tier of its own words, bit of the total that decides whether it is asked)."""
    pace: list[tuple[int, int, int]] = field(default_factory=list)
    """(place, amount at the pace, bits behind below it)."""
    share_pace: list[tuple[int, int, int, int, int, int, int]] = field(default_factory=list)
    """(place, place of the base, numerator, denominator, days of all, days gone, bits)."""
    steps: list[Step] = field(default_factory=list)
    tests: int = 0
    """How many bits have been given out."""
    critical: int = 0
    """Bits of tests on which reliefs depend."""
    keeping: list[ClausePlan] = field(default_factory=list)
    """Clauses about facts, judged by the engine once for each set of facts."""
    kept: dict[tuple[object, ...], "Keeping"] = field(default_factory=dict)
    eases_keeping: bool = False
    """Whether a relief reaches any of them."""
    by_sums: list[ClausePlan] = field(default_factory=list)
    """Clauses that are judged whole by the engine."""

    def bit(self) -> int:
        """Give out a bit."""
        self.tests += 1
        return 1 << (self.tests - 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a clause about facts came to in a period."""

    clause_id: str
    kind: str
    period: str | None
    severity: str
    result: Result
    progress: Progress


@dataclass(frozen=True, slots=True)
class Keeping:
    """What all clauses about facts came to, and what that means for the verdict."""

    results: tuple[Kept, ...] = ()
    binds: bool = False
    excused: bool = True
    """Whether everything that binds is excused."""
    fails: bool = False
    """Something due is not met."""
    open: bool = False
    """Something due cannot be determined."""
    ahead: bool = False
    """Something is not due yet."""
    behind: bool = False

    @classmethod
    def of(cls, results: Iterable[Kept]) -> "Keeping":
        """Sum up results."""
        known = tuple(results)
        binding = [one for one in known if one.severity == "mandatory" and one.result is not Result.NOT_APPLICABLE]
        due = {one.result for one in binding if one.progress is Progress.FINAL}
        ahead = [one for one in binding if one.progress is not Progress.FINAL]
        return cls(
            known,
            binds=bool(binding),
            excused=all(one.result is Result.EXEMPT for one in binding),
            fails=Result.NOT_MET in due,
            open=Result.UNDETERMINED in due,
            ahead=bool(ahead),
            behind=any(one.progress is Progress.BEHIND and one.result is Result.NOT_MET for one in ahead),
        )


NOTHING_KEPT = Keeping()


@dataclass(slots=True)
class Bits:
    """Items by what they came to; in none of them: MET."""

    not_met: int
    exempt: int
    never: int
    open: int
    behind: int
    involved: int
    failed: int
    """Bits of every test that failed, reliefs apart."""
    worked: list[Step]
    """The reliefs that worked, and those of which it is open."""
    settled: int = 0
    """NOT_MET for good before its day: a hard limit is broken."""
    whole: bool = False
    """Whether only the engine can say if what a relief asks instead is needed: then it judges everything."""
    counted: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """What the parts of an item came to by the engine, where it judged the item."""


def run(sheet: Sheet, sums: Sequence[int], guarded: int = 0) -> Bits:
    """Compare the sums of one teacher with the numbers of the sheet, reliefs in their order.

    `guarded` are the items of which a cap that binds leaves the engine to judge.
    """
    failed = sheet.failed
    for place, least, bits in sheet.floors:
        if sums[place] < least:
            failed |= bits
    broken = nothing = 0
    for place, most, bits in sheet.tops:
        if sums[place] > most:
            broken |= bits
    failed |= broken
    for place, base, numerator, denominator, more, bits in sheet.shares:
        if not sums[base]:
            nothing |= bits
        elif sums[place] < -(-sums[base] * numerator // denominator) + more:
            failed |= bits
    waived = doubted = exempt = 0
    whole = False
    spared = sheet.never | sheet.excused
    asked_of_engine = sheet.involved | guarded
    worked: list[Step] = []
    never = sheet.never
    for step in sheet.steps:
        if waived & step.item:
            continue
        if failed & step.unless:
            never |= step.item
            continue
        if step.works and failed & step.requires and (step.original or step.by_engine):
            # Who reaches what it eases needs nothing instead.
            eased = step.original & ~(spared | waived)
            if not failed & eased & ~(asked_of_engine | sheet.offset | doubted):
                if not step.by_engine and not eased & (asked_of_engine | sheet.open | nothing | failed):
                    never |= step.item
                    continue
                whole = True
        worked.append(step)
        doubted |= step.doubts
        if not step.works:
            continue
        waived |= step.waives
        if not step.asks:
            exempt |= step.item
        elif failed & step.requires:
            failed |= step.item
            if broken & step.requires:
                broken |= step.item
    gone = waived & sheet.reliefs
    never |= gone
    requirements = waived & sheet.waivable
    exempt = (exempt & ~gone) | (requirements & ~sheet.never) | (sheet.excused & ~sheet.never)
    not_met = failed & ~exempt & ~never
    in_doubt = not_met & doubted & sheet.waivable
    open_ = (sheet.open | in_doubt) & ~exempt & ~never
    not_met &= ~in_doubt
    open_ &= ~not_met
    for tier, total in sheet.follows:
        whole = whole or bool(total & in_doubt)
        if total & (never | exempt | open_):
            not_met &= ~tier
            never |= tier if total & never else 0
            exempt |= tier if total & exempt else 0
            open_ |= tier if total & open_ else 0
    behind = behind_of(sheet, sums) if not_met & ~sheet.final else 0
    # What falls short whether a relief works or not is the engine's to tell.
    involved = asked_of_engine | (failed & sheet.offset) | nothing | in_doubt
    return Bits(not_met, exempt, never, open_, behind, involved, failed, worked, broken & not_met, whole)


def behind_of(sheet: Sheet, sums: Sequence[int]) -> int:
    """Return the items in which something lags behind the pace."""
    behind = 0
    for place, amount, bits in sheet.pace:
        if sums[place] < amount:
            behind |= bits
    for place, base, numerator, denominator, days, gone, bits in sheet.share_pace:
        if sums[place] * days < -(-sums[base] * numerator // denominator) * gone:
            behind |= bits
    return behind


def verdict_of_bits(sheet: Sheet, bits: Bits, kept: Keeping) -> tuple[Result, Progress]:
    """Say what all items come to together, by the rule of `verdicts`: what is due decides, reliefs never do."""
    binding = sheet.mandatory & ~bits.never & ~(sheet.reliefs & (bits.exempt | bits.open))
    final = sheet.final | bits.settled
    ahead, due = binding & ~final, binding & final
    progress = Progress.FINAL
    if ahead or kept.ahead:
        behind = bits.not_met & bits.behind & ahead or kept.behind
        progress = Progress.BEHIND if behind else Progress.ON_TRACK
    if not binding and not kept.binds:
        return Result.NOT_APPLICABLE, progress
    if bits.not_met & due or kept.fails:
        return Result.NOT_MET, progress
    if bits.open & due or kept.open:
        return Result.UNDETERMINED, progress
    excused = not binding & ~bits.exempt and kept.excused
    return Result.EXEMPT if excused else Result.MET, progress
