"""What counts, duties and evidence come to in a period, in numbers and sentences; the same for teachers and schools."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from services.policy.engine.case import Words, decimal, shortest
from services.policy.engine.kinds.filling import OUTSIDE, Item
from services.policy.engine.standing import Counted, NotCounted, Progress, Quantity, Result
from services.policy.format.conditions import SCALE

# The weeks of a whole semester: a person has to see which of them lack.
_MOST_NAMED = 20
LOST = Words("要求的数值在原文中缺失，尚未提供", "the number is lost in the source and not supplied")


@dataclass(frozen=True, slots=True)
class Came:
    """What a clause of things to be done came to in a period, before anything eases it."""

    result: Result
    reason: str
    progress: Progress
    due_on: date
    items: tuple[Item, ...]

    @property
    def lacks(self) -> int:
        """How many slots lack something, over all items."""
        return sum(len(item.lacking) for item in self.items)


def came_to(items: Sequence[Item], as_of: date) -> Came:
    """Judge what was filled. An open slot lacks nothing yet; a missed one cannot be made up for by a later surplus.

    Every item has at least one slot.
    """
    due_on = max(slot.slot.due_on for item in items for slot in item.slots)
    short = any(not slot.met for item in items for slot in item.slots)
    if short:
        result, reason = Result.NOT_MET, "short"
    elif any(item.lost for item in items):
        result, reason = Result.UNDETERMINED, "number_lost"
    else:
        result, reason = Result.MET, "reached"
    progress = Progress.FINAL
    broken = any(item.broken for item in items)
    if broken:
        reason = "too_much"
    elif as_of < due_on:
        progress = Progress.BEHIND if any(item.behind(as_of) for item in items) else Progress.ON_TRACK
    return Came(result, reason, progress, due_on, tuple(items))


def exact(amount: Fraction) -> Decimal:
    """Return an amount with at most four places, the rest cut off."""
    return decimal(math.floor(amount * SCALE))


def quantity(item: Item) -> Quantity:
    """Return an item as a quantity of the result."""
    return Quantity(
        label_zh=item.thing.label.zh,
        label_en=item.thing.label.en,
        unit=item.thing.unit.zh,
        unit_en=item.thing.unit.en,
        required=None if item.thing.amount is None or item.thing.limits else exact(item.required),
        counted=exact(item.counted),
        gap=exact(item.gap),
        beyond=exact(_beyond(item)),
    )


def _beyond(item: Item) -> Fraction:
    """Return how much lies over what is allowed, over all slots."""
    most = item.thing.amount if item.thing.limits else None
    if most is None:
        return Fraction(0)
    return sum((max(Fraction(0), slot.counted - most) for slot in item.slots), Fraction(0))


def deciding(items: Sequence[Item]) -> Item:
    """Return the item that is broken, missed or lacks most of what it asks, else the first."""
    return max(items, key=lambda item: (item.broken, _of(item.missed, item), _of(item.gap, item)))


def _of(amount: Fraction, item: Item) -> Fraction:
    return amount / item.required if item.required else Fraction(0)


def used(items: Sequence[Item]) -> tuple[Counted, ...]:
    """Return the ids of the facts that fill slots, of all items."""
    return tuple(Counted(fact.fact_id, exact(amount)) for item in items for fact, amount in item.used)


def left_out(items: Sequence[Item]) -> tuple[NotCounted, ...]:
    """Return the ids of the facts that fill nothing, and why."""
    return tuple(
        NotCounted(fact.fact_id, exact(amount), why.zh, why.en) for item in items for fact, amount, why in item.left_out
    )


def sentence(at: Words, came: Came) -> Words:
    """Tell a person what was asked, what was done, which slots lack, and what can still be done about it."""
    said = [_told_item(item, came.due_on) for item in came.items]
    zh = f"{at.zh}，{'；'.join(words.zh for words in said)}"
    en = f"{at.en}: {'; '.join(words.en for words in said)}"
    if came.result is Result.MET:
        return Words(f"{zh}。已达标。", f"{en}. Met.")
    if came.result is Result.UNDETERMINED:
        return Words(f"{zh}。尚不能判定：{LOST.zh}。", f"{en}. Cannot be determined, {LOST.en}.")
    if any(item.broken for item in came.items):
        return Words(f"{zh}。未达标，已无法补救。", f"{en}. Not met, and this cannot be mended.")
    if came.progress is not Progress.FINAL:
        close = _still_open(came)
        return Words(f"{zh}。尚未达标，{close.zh}", f"{en}. Not met yet: {close.en}")
    lacks = Words(f"（{came.lacks}处不足）", f" ({came.lacks} shortfalls)") if came.lacks > 1 else Words("", "")
    return Words(
        f"{zh}。未达标{lacks.zh}，期限{day_zh(came.due_on)}已到。",
        f"{en}. Not met{lacks.en}. The term ended on {came.due_on}.",
    )


def _still_open(came: Came) -> Words:
    due_on, caused = day_zh(came.due_on), _still_caused(came)
    if came.lacks:
        shortfalls = "1 shortfall" if came.lacks == 1 else f"{came.lacks} shortfalls"
        rest = caused or Words(f"其余请在{due_on}前按时完成", f"the rest is due in time until {came.due_on}")
        return Words(
            f"已有{came.lacks}处不足，以后多做也不能抵补；{rest.zh}。",
            f"{shortfalls} so far, which a later surplus does not make up for; {rest.en}.",
        )
    if came.progress is Progress.BEHIND:
        rest = caused or Words(f"请在{due_on}前补上", f"due until {came.due_on}")
        return Words(f"目前落后于时间进度，{rest.zh}。", f"behind the pace so far, {rest.en}.")
    rest = caused or Words(f"其余请在{due_on}前完成", f"the rest is due until {came.due_on}")
    return Words(f"目前进度正常，{rest.zh}。", f"on track so far, {rest.en}.")


def _still_caused(came: Came) -> Words | None:
    """Name what happened and still asks for something, each with its day."""
    slots = {filled.slot for item in came.items for filled in item.slots if not (filled.ended or filled.met)}
    causes = sorted((slot.due_on, slot.window, slot.named) for slot in slots if slot.caused)
    if not causes:
        return None
    zh, en = [], []
    for due_on, group in groupby(causes, key=lambda cause: cause[0]):
        names = list(dict.fromkeys(named for _, _, named in group))
        zh.append(f"{_listed([name.zh for name in names])}请在{day_zh(due_on)}前完成")
        en.append(f"what {_listed([name.en for name in names], ', ')} asks for is due until {due_on}")
    return Words("，".join(zh), ", ".join(en))


def _listed(names: Sequence[str], between: str = "、") -> str:
    more = len(names) - _MOST_NAMED
    rest = "" if more <= 0 else f"……共{len(names)}处" if between == "、" else f" and {more} more"
    return between.join(names[:_MOST_NAMED]) + rest


def _told_item(item: Item, due_on: date) -> Words:
    """Say what was asked and done, and name the slots that lack, of very many only how many in all.

    `due_on` is the day that the sentence names at its end: an earlier one is named here.
    """
    label, unit = item.thing.label, item.thing.unit
    counted = shortest(item.counted)
    if item.thing.limits:
        return _told_limit(item)
    if item.lost:
        return Words(f"{label.zh}现有{counted}{unit.zh}", f"{label.en}: {counted} {unit.en}")
    asked = shortest(item.required)
    there = shortest(item.there)
    zh = f"{label.zh}应有{asked}{unit.zh}，现有{there}{unit.zh}"
    en = f"{label.en}: {counted} of {asked} {unit.en}"
    if there != counted:
        zh, en = f"{zh}，其中计入{counted}{unit.zh}", f"{en} ({there} in all)"
    gap, missed = shortest(item.gap), shortest(item.missed)
    if item.gap:
        zh, en = f"{zh}，{'缺' if gap == missed else '还差'}{gap}{unit.zh}", f"{en}, {gap} missing"
    if item.missed and gap != missed:
        zh, en = f"{zh}，其中{missed}{unit.zh}期限已过", f"{en}, {missed} of them past their day"
    named = _named(item)
    late = _late(item, due_on)
    return Words(f"{zh}{named.zh}{late.zh}", f"{en}{named.en}{late.en}")


def _late(item: Item, due_on: date) -> Words:
    """Name the day by which a single thing was due where no other words do, and what came after it."""
    if not item.missed or len(item.slots) != 1:
        return Words("", "")
    own = item.slots[0].slot.due_on
    came = sorted((fact.on, amount) for fact, amount, why in item.left_out if why is OUTSIDE and fact.on > own)
    amount = shortest(sum((amount for _, amount in came), Fraction(0)))
    zh, en = ([f"期限{day_zh(own)}"], [f"due on {own}"]) if own != due_on else ([], [])
    if came:
        zh.append(f"{day_zh(came[0][0])}才有{amount}{item.thing.unit.zh}，已迟")
        en.append(f"{amount} came late, on {came[0][0]}" + (" and later" if came[-1][0] != came[0][0] else ""))
    return Words(f"（{'，'.join(zh)}）", f" ({', '.join(en)})") if zh else Words("", "")


def _named(item: Item) -> Words:
    """Name the slots that lack or hold too much, of very many only how many in all."""
    named = [slot.slot.named for slot in item.lacking if slot.slot.named.zh]
    if not named:
        return Words("", "")
    return Words(f"：{_listed([name.zh for name in named])}", f": {_listed([name.en for name in named], ', ')}")


def _told_limit(item: Item) -> Words:
    label, unit, counted = item.thing.label, item.thing.unit, shortest(item.counted)
    if item.thing.amount is None:
        return Words(f"{label.zh}现有{counted}{unit.zh}", f"{label.en}: {counted} {unit.en}")
    each, each_en = ("每次时段", " in each") if len(item.slots) > 1 else ("", "")
    most, inclusive = shortest(item.thing.amount), item.thing.inclusive
    zh = f"{label.zh}{each}{'不得超过' if inclusive else '须少于'}{most}{unit.zh}，现有{counted}{unit.zh}"
    en = f"{label.en}: {counted} {unit.en}, {'at most' if inclusive else 'fewer than'} {most} allowed{each_en}"
    beyond = _beyond(item)
    if beyond:
        zh, en = f"{zh}，超出{shortest(beyond)}{unit.zh}", f"{en}, {shortest(beyond)} too many"
    named = _named(item)
    return Words(f"{zh}{named.zh}", f"{en}{named.en}")


def day_zh(day: date) -> str:
    """Write a day as Chinese texts do."""
    return f"{day.year}年{day.month}月{day.day}日"
