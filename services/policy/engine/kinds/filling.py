"""Slots and what fills them: the part of counts, duties and evidence that is the same for teachers and for schools."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from services.policy.calendars import Span, joined
from services.policy.engine.case import Words
from services.policy.facts import Fact, SchoolCalendar
from services.policy.format.words import Bilingual
from services.policy.slots import school_days


@dataclass(frozen=True, slots=True)
class Slot:
    """One occasion on which something is asked: in which days, and by when."""

    named: Words
    """Empty when the slot is the whole period, which a sentence names anyway."""
    window: Span
    due_on: date
    ties: frozenset[str] = frozenset()
    """The event or class that it is about: facts of the same one are its own."""
    caused: bool = False
    """Something that happened asks for it, which a sentence names while there is still time to do it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is asked in a slot. The amount is None when it is lost."""

    label: Bilingual
    unit: Bilingual
    amount: Fraction | None
    inclusive: bool
    countable: bool
    """Counted one by one, so that more than n means n + 1."""
    limits: bool = False
    """The amount is what is allowed at most, and nothing is asked."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot, what it asks and what filled it; a surplus is no part of it."""

    slot: Slot
    required: Fraction
    counted: Fraction
    met: bool
    lack: Fraction
    """What is missing, whether there is still time for it or not."""
    ended: bool
    broken: bool = False
    """More was done than is allowed, which nothing mends."""
    by: tuple[str, ...] = ()
    """Ids of the facts that filled it, the earlier ones first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing over all slots of a period."""

    thing: Thing
    slots: tuple[Filled, ...]
    used: tuple[tuple[Fact, Fraction], ...]
    left_out: tuple[tuple[Fact, Fraction, Words], ...]

    @property
    def lost(self) -> bool:
        """Whether a number is lost that could decide: of what was never done any number is enough."""
        return self.thing.amount is None and not (self.thing.limits and not self.counted)

    @property
    def broken(self) -> bool:
        return any(slot.broken for slot in self.slots)

    @property
    def required(self) -> Fraction:
        return sum((slot.required for slot in self.slots), Fraction(0))

    @property
    def counted(self) -> Fraction:
        return sum((slot.counted for slot in self.slots), Fraction(0))

    @property
    def there(self) -> Fraction:
        """What was done in the days in which it is asked, what fills no slot any more included."""
        return self.counted + sum((amount for _, amount, why in self.left_out if why is FULL), Fraction(0))

    @property
    def gap(self) -> Fraction:
        return sum((slot.lack for slot in self.slots), Fraction(0))

    @property
    def missed(self) -> Fraction:
        """What of the gap no later day can fill."""
        return sum((slot.lack for slot in self.slots if slot.ended), Fraction(0))

    @property
    def lacking(self) -> tuple[Filled, ...]:
        return tuple(slot for slot in self.slots if slot.broken or (slot.ended and not slot.met))

    def behind(self, as_of: date) -> bool:
        """Answer whether a slot was missed, or an open one has less than the whole number due by its days gone by."""
        return bool(self.lacking) or any(_slow(slot, as_of) for slot in self.slots if not slot.ended and not slot.met)


FULL = Words("该时段已满，多出部分不抵补其他时段", "its slot was full already; a surplus fills no other")
OUTSIDE = Words("不在应完成的时段内", "not within the days in which it is asked")


def fill(thing: Thing, slots: Sequence[Slot], brought: Iterable[tuple[Fact, Fraction]], as_of: date) -> Item:
    """Let facts fill the slots that hold their day, the one due first before the others, so that order never matters.

    What is tied to one of the slots by its event or class fills that one only. With a lost amount every slot takes all.
    """
    ordered = sorted(slots, key=lambda slot: (slot.due_on, slot.window))
    got = [Fraction(0)] * len(ordered)
    by: list[list[Fact]] = [[] for _ in ordered]
    used: list[tuple[Fact, Fraction]] = []
    left_out: list[tuple[Fact, Fraction, Words]] = []
    # More than an amount that is not counted one by one has no next number: then everything enters.
    open_ended = thing.amount is None or thing.limits or not (thing.inclusive or thing.countable)
    room = None if open_ended else _enough(thing)
    by_day = sorted(brought, key=lambda item: (item[0].on, item[0].fact_id))
    # What can only go to one slot goes first, so that what may go anywhere does not take its place.
    for fact, share in sorted(by_day, key=lambda item: not _tied(ordered, item[0])):
        left = share
        open_ = _open_to(ordered, fact)
        for index in open_:
            takes = left if room is None else min(left, room - got[index])
            got[index] += takes
            left -= takes
            if takes:
                by[index].append(fact)
        if left < share:
            used.append((fact, share - left))
        if left:
            left_out.append((fact, left, FULL if open_ else OUTSIDE))
    filled = tuple(
        replace(_filled(thing, slot, amount, as_of), by=_ids(facts))
        for slot, amount, facts in zip(ordered, got, by, strict=True)
    )
    return Item(thing, filled, tuple(used), tuple(left_out))


def _ids(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(fact.fact_id for fact in sorted(facts, key=lambda fact: (fact.on, fact.fact_id)))


def _tied(slots: Sequence[Slot], fact: Fact) -> bool:
    return any(slot.ties & {fact.event, fact.class_id} for slot in slots)


def _open_to(slots: Sequence[Slot], fact: Fact) -> list[int]:
    tied = _tied(slots, fact)
    return [
        index
        for index, slot in enumerate(slots)
        if slot.window.holds(fact.on) and (not tied or slot.ties & {fact.event, fact.class_id})
    ]


def _enough(thing: Thing) -> Fraction:
    """Return how much fills a slot: the amount, or the next whole number where more than the amount is asked."""
    amount = thing.amount or Fraction(0)
    return amount if thing.inclusive or not thing.countable else Fraction(math.floor(amount) + 1)


def _filled(thing: Thing, slot: Slot, got: Fraction, as_of: date) -> Filled:
    ended = slot.due_on <= as_of
    if thing.amount is None:
        return Filled(slot, Fraction(0), got, met=True, lack=Fraction(0), ended=ended)
    if thing.limits:
        broken = got > thing.amount or (got == thing.amount and not thing.inclusive)
        return Filled(slot, Fraction(0), got, met=not broken, lack=Fraction(0), ended=ended, broken=broken)
    required = _enough(thing)
    met = got >= required if thing.inclusive or thing.countable else got > required
    return Filled(slot, required, got, met, Fraction(0) if met else required - got, ended)


def _slow(slot: Filled, as_of: date) -> bool:
    window = slot.slot.window
    gone = (as_of - window.first).days + 1
    return gone > 0 and slot.counted < math.floor(slot.required * gone / max(1, window.days))


def excuses(
    calendar: SchoolCalendar | None, *, in_service: Span | None, away: Sequence[Span]
) -> Callable[[Span], bool]:
    """Return the question whether a window asks nothing: all its school days lie outside of service or in leave.

    A window without any school day is looked at day by day.
    """
    leaves = joined(away)

    def on_leave(day: date) -> bool:
        return any(leave.holds(day) for leave in leaves)

    def asks_nothing(window: Span) -> bool:
        if in_service is not None and not leaves and in_service.first <= window.first <= window.last <= in_service.last:
            return False
        serving = window if in_service is None else window.within(in_service)
        if serving is not None and any(not on_leave(day) for day in school_days(calendar, serving)):
            return False
        if any(True for _ in school_days(calendar, window)):
            return True
        days = (window.first + timedelta(days=n) for n in range(window.days))
        return all(in_service is None or not in_service.holds(day) or on_leave(day) for day in days)

    return asks_nothing
