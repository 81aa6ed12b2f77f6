"""What sums decide of one profile: which amounts are added up, and the numbers with which they are compared."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from services.policy.calendars import Span, months_of, year_of
from services.policy.engine.amounts import amount_of
from services.policy.engine.assessing import pace_of
from services.policy.engine.case import Case, Period
from services.policy.engine.cutting import Cap, caps_of, numbered_caps
from services.policy.engine.layers import binding, is_narrow, room_of
from services.policy.engine.measuring import required_of, tier_sizes
from services.policy.engine.offsets import year_before
from services.policy.engine.plan import CapPlan, ClausePlan, LimitPlan, PartPlan, Required
from services.policy.engine.sheets import Derived, Item, ItemPart, Sheet, Way
from services.policy.engine.tallies import Selection
from services.policy.engine.tiering import Entrance, can_be_summed, ways_into
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount
from services.policy.slots import semesters_in

_NARROW = frozenset({"entry", "day", "class", "program"})


class Sums:
    """Writes the tests of parts down on a sheet; `places` says where every amount that is added up will stand."""

    def __init__(self, case: Case, sheet: Sheet) -> None:
        self._case = case
        self._sheet = sheet
        self.places: dict[Selection, int] = {}

    def parts(
        self,
        plan: ClausePlan,
        parts: Sequence[PartPlan],
        period: Period,
        window: Span,
        bit: int,
        weight: Fraction,
        *,
        item: Item | None = None,
    ) -> bool:
        """Write down the tests of some parts; False where a number is lost."""
        known = True
        told: list[ItemPart] = []
        for part in parts:
            try:
                place, tiers = self._value(plan, part, period, window, bit, item)
                required = self._floor(plan, part, period, window, weight, place, bit)
                self._hard_limits(part, place, bit, item)
            except MissingAmount:
                known = False
                continue
            told.append(ItemPart(part, place, required, tiers))
            if part.offsets:
                self._sheet.offset |= bit
                if item is None:
                    self._sheet.whole = True
                earlier = year_before(self._case, plan, period)
                if earlier is not None and any(offset.carried for offset in part.offsets):
                    self._place(Selection(part.selector, part.in_hours, earlier.span))
                for offset in part.offsets:
                    if offset.selector is not None:
                        self._place(Selection(offset.selector, part.in_hours, window))
        if item is not None:
            item.parts += tuple(told)
        return known

    def _place(self, selection: Selection) -> int:
        return self.places.setdefault(selection, len(self.places))

    def _value(
        self, plan: ClausePlan, part: PartPlan, period: Period, window: Span, bit: int, item: Item | None
    ) -> tuple[int, tuple[int, ...]]:
        """Return the place where what counts of a part will stand, and the places of its tiers."""
        sheet, case = self._sheet, self._case
        plain = self._place(Selection(part.selector, part.in_hours, window))
        if part.each is not None:
            sheet.guards.append((plain, 0, self._engine(bit, item), True))
        for cap in numbered_caps(case, part, period):
            some = self._place(Selection(cap.selector or part.selector, part.in_hours, window))
            sheet.guards.append((some, 0, self._engine(bit, item), True))
        if part.tiers:
            return self._tiered(plan, part, period, window, plain, self._engine(bit, item))
        own: list[int] = []
        for cap in caps_of(case, part, period):
            if (
                cap.clause_id is None
                and cap.per is None
                and cap.limit.percent_of is None
                and cap.limit.amount is not None
            ):
                own.append(int(amount_of(case, cap.limit.amount) * SCALE))
                continue
            self._guard(part, cap, window, plain, bit, item)
        if len(own) > 0 and len(caps_of(case, part, period)) == len(own):
            return self._derived(Derived((Way(0, (), ((plain, min(own)),)),))), ()
        if own:
            sheet.guards.append((plain, min(own), self._engine(bit, item), False))
        return plain, ()

    def _derived(self, derived: Derived) -> int:
        self._sheet.derived.append(derived)
        # What is worked out stands behind what is added up.
        return -len(self._sheet.derived)

    def _engine(self, bit: int, item: Item | None) -> int:
        """Return the bit to be judged by the engine; without an item of its own everything is."""
        if item is None:
            self._sheet.critical |= bit
        return bit

    def _tiered(
        self, plan: ClausePlan, part: PartPlan, period: Period, window: Span, plain: int, bit: int
    ) -> tuple[int, tuple[int, ...]]:
        """Return where what all tiers take in will stand, and where what each of them does."""
        tiers = [binding(self._case, tier, period) for tier in part.tiers]
        caps = [cap for tier in tiers for cap in tier.caps]
        before = [cap for cap in part.caps if not cap.numbers]
        for cap in (*caps, *before):
            if is_narrow(cap) or cap in before:
                self._gate(part, cap, window, bit)
        try:
            sizes = tier_sizes(self._case, plan, part, period, window)
            entrances = [
                Entrance(tier, room_of(self._case, tier, size)) for tier, size in zip(tiers, sizes, strict=True)
            ]
        except MissingAmount:
            entrances = []
        if (
            before
            or not entrances
            or any(is_narrow(cap) or self._may_be_lifted(cap) for cap in caps)
            or not can_be_summed(tiers)
        ):
            self._sheet.involved |= bit
            return plain, ()
        own = (part.selector,) if part.selector else ()

        def place(all_of: tuple[int, ...], not_in: int) -> int:
            return self._place(Selection(0, part.in_hours, window, not_in=not_in, also=(*own, *all_of)))

        together = [
            self._derived(Derived(ways_into(entrances[:count], place))) for count in range(1, len(entrances) + 1)
        ]
        # Earlier tiers are filled first, so that a later one has what they leave of what all can take in.
        each = [self._derived(Derived((Way(0, (more,)),), less)) for less, more in pairwise(together)]
        return together[-1], (together[0], *each)

    def _gate(self, part: PartPlan, cap: CapPlan, window: Span, bit: int) -> None:
        """Ask for the entries of whoever has more than a cap for each class or day lets in; less is never cut."""
        place = self._place(Selection(cap.selector or part.selector, part.in_hours, window))
        try:
            most = int(amount_of(self._case, cap.amount) * SCALE)
        except MissingAmount:
            most = 0
        self._sheet.guards.append((place, most, bit, cap.per in _NARROW))
        for bucket in self._buckets(cap.per, window):
            self._place(Selection(cap.selector or part.selector, part.in_hours, bucket))

    def _may_be_lifted(self, cap: CapPlan) -> bool:
        """Answer whether a relief waives a cap."""
        return cap.liftable and any(
            plan.relief is not None and cap.clause_id in plan.relief.waives for plan in self._case.plan.clauses
        )

    def _guard(self, part: PartPlan, cap: Cap, window: Span, plain: int, bit: int, item: Item | None) -> None:
        """Let the engine judge the item of whoever has more than a cap lets in; less and it cuts nothing."""
        sheet, case = self._sheet, self._case
        bits = self._engine(bit, item)
        if cap.limit.amount is None or cap.limit.percent_of is not None:
            # A lost number leaves a doubt, and a share depends on sums: both are the engine's as soon as there is any.
            sheet.guards.append((plain, 0, bits, cap.per in _NARROW))
            if cap.limit.percent_of is not None:
                self._place(Selection(cap.limit.percent_of, part.in_hours, window))
            return
        most = int(amount_of(case, cap.limit.amount) * SCALE)
        selector = cap.selector or part.selector
        for bucket in self._buckets(cap.per, window):
            place = self._place(Selection(selector, part.in_hours, bucket))
            sheet.guards.append((place, most, bits, cap.per in _NARROW))

    def _buckets(self, per: str | None, window: Span) -> list[Span]:
        pack, calendar = self._case.plan.pack, self._case.calendar
        match per:
            case "month":
                return list(months_of(window))
            case "year":
                found = [year_of(pack.year, window.first)]
                while found[-1].last < window.last:
                    found.append(year_of(pack.year, date.fromordinal(found[-1].last.toordinal() + 1)))
                return [year.within(window) or year for year in found]
            case "semester":
                edges = [held.span for held in semesters_in(pack, calendar, window)]
                # The holidays before a semester belong to it.
                for span in edges:
                    self._place(Selection(0, True, span))  # noqa: FBT003 a plain row
                return [window]
        return [window]

    def _floor(
        self, plan: ClausePlan, part: PartPlan, period: Period, window: Span, weight: Fraction, place: int, bit: int
    ) -> Required | None:
        sheet, case = self._sheet, self._case
        floor = next((limit for limit in part.limits if limit.sense == "floor"), None)
        if floor is not None and floor.percent_of is not None:
            percent = amount_of(case, floor.amount)
            base = self._place(Selection(floor.percent_of, part.in_hours, window))
            if part.caps:
                self._capped_base(part, period, window, base, bit)
            sheet.shares.append(
                (place, base, percent.numerator, percent.denominator * 100, int(not floor.inclusive), bit)
            )
            return None
        required = required_of(case, plan, part, period, window, weight)
        if required.amount is not None:
            sheet.floors.append((place, required.amount + (not required.inclusive), bit))
        return required

    def _capped_base(self, part: PartPlan, period: Period, window: Span, base: int, bit: int) -> None:
        """Let the engine judge a share of what counts after caps."""
        self._sheet.involved |= bit
        for cap in numbered_caps(self._case, part, period):
            some = self._place(Selection(cap.selector, part.in_hours, window))
            self._sheet.guards.append((some, 0, bit, True))
        for cap in caps_of(self._case, part, period):
            if cap.per in _NARROW:
                self._sheet.guards.append((base, 0, bit, True))
            for bucket in self._buckets(cap.per, window):
                self._place(Selection(cap.selector, part.in_hours, bucket))

    def _hard_limits(self, part: PartPlan, place: int, bit: int, item: Item | None) -> None:
        sheet = self._sheet
        for limit in part.limits:
            if limit.sense != "cap_hard":
                continue
            if _plain(limit) and limit.amount is not None:
                most = amount_of(self._case, limit.amount) * SCALE
                whole = math.floor(most) if limit.inclusive or most.denominator > 1 else int(most) - 1
                sheet.tops.append((place, whole, bit))
            else:
                narrow = limit.per in _NARROW
                sheet.guards.append((place, 0, self._engine(bit, item), narrow))

    def tiers(self, item: Item, tier_id: str, total: Item) -> None:
        """Write down the tests of a tier by its own words: what its total brought into it, and its size."""
        for told in total.parts:
            sizes = tier_sizes(self._case, total.plan, told.part, total.period, total.period.span)
            for tier, place, held in zip(told.part.tiers, told.tiers, sizes, strict=False):
                if tier.id != tier_id:
                    continue
                size = None if held is None else int(held)
                if size is not None:
                    self._sheet.floors.append((place, size, item.bit))
                shown = PartPlan(tier.label, tier.selector, told.part.in_hours, (), ())
                item.parts += (ItemPart(shown, place, Required(size)),)

    def pace(self, item: Item, window: Span) -> None:
        sheet = self._sheet
        pace = pace_of(self._case, window)
        if pace is None:
            return
        days, gone = pace
        for told in item.parts:
            if told.required is None:
                floor = next(limit for limit in told.part.limits if limit.sense == "floor")
                percent = amount_of(self._case, floor.amount)
                base = self._place(Selection(floor.percent_of or 0, told.part.in_hours, window))
                sheet.share_pace.append(
                    (told.place, base, percent.numerator, percent.denominator * 100, days, gone, item.bit)
                )
            elif told.required.amount is not None:
                sheet.pace.append((told.place, -(-told.required.amount * gone // days), item.bit))

    def settle(self, size: int) -> None:
        """Give what is worked out its places behind what is added up."""
        sheet = self._sheet

        def settled(place: int) -> int:
            return place if place >= 0 else size - place - 1

        sheet.floors = [(settled(place), least, bits) for place, least, bits in sheet.floors]
        sheet.tops = [(settled(place), most, bits) for place, most, bits in sheet.tops]
        sheet.shares = [(settled(share[0]), *share[1:]) for share in sheet.shares]
        sheet.guards = [(settled(guard[0]), *guard[1:]) for guard in sheet.guards]
        sheet.pace = [(settled(place), amount, bits) for place, amount, bits in sheet.pace]
        sheet.share_pace = [(settled(share[0]), *share[1:]) for share in sheet.share_pace]
        for item in sheet.items:
            item.parts = tuple(
                replace(told, place=settled(told.place), tiers=tuple(settled(place) for place in told.tiers))
                for told in item.parts
            )
        sheet.derived = [
            Derived(
                tuple(replace(way, whole=tuple(settled(place) for place in way.whole)) for way in derived.ways),
                None if derived.less is None else settled(derived.less),
            )
            for derived in sheet.derived
        ]


def _plain(limit: LimitPlan) -> bool:
    return limit.per in {None, "cycle"} and limit.percent_of is None
