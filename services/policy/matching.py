"""The cell of the dimensions in which an entry stands, and the question whether a selector picks it."""

from dataclasses import dataclass, field, replace

from services.policy.facts import Entry, Participation, Places
from services.policy.format.conditions import SCALE, Value, compiled
from services.policy.format.selectors import CODED, Where


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything about an entry that selectors look at. Amounts and days are 0 unless a condition asks for them."""

    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: frozenset[str] = field(default_factory=frozenset)
    organised_by_admin: bool = True
    carried: bool = False
    hours: int = 0
    credits: int = 0
    from_day: int = 0
    to_day: int = 0


AMOUNTS_AND_DAYS = frozenset({"hours", "credits", "from_day", "to_day"})


def facts_of(cell: Cell) -> dict[str, Value]:
    """Return the cell in the vocabulary of entry conditions."""
    return {
        "category": cell.category,
        "level": cell.level,
        "mode": cell.mode,
        "nature": cell.nature,
        "kind": cell.kind,
        "tags": sorted(cell.tags),
        "organised_by_admin": cell.organised_by_admin,
        "carried": cell.carried,
        "hours": cell.hours,
        "credits": cell.credits,
        "from_day": cell.from_day,
        "to_day": cell.to_day,
    }


def coarse_cell(entry: Entry) -> Cell:
    """Return the cell of an entry without its amounts and days: many entries share one."""
    return Cell(
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        nature=entry.nature,
        kind=entry.kind,
        tags=entry.tags,
        organised_by_admin=entry.organised_by_admin,
        carried=entry.carried,
    )


def fine_cell(entry: Entry) -> Cell:
    """Return the cell of an entry with its amounts, in ten-thousandths, and its days."""
    return replace(
        coarse_cell(entry),
        hours=int(entry.hours * SCALE),
        credits=int(entry.credits * SCALE),
        from_day=entry.earned_from.toordinal(),
        to_day=entry.earned_to.toordinal(),
    )


def training_cell(training: Participation | Places) -> Cell:
    """Return the cell of training that somebody took part in or has places in, on its day; it has no amounts."""
    day = training.on.toordinal()
    return Cell(
        training.category,
        training.level,
        training.mode,
        training.nature,
        training.kind,
        training.tags,
        from_day=day,
        to_day=day,
    )


def matches(where: Where, cell: Cell) -> bool:
    """Answer whether a selector picks what stands in the cell."""
    return (
        (not where.category or any(_beneath(cell.category, path) for path in where.category))
        and (not where.level or cell.level in where.level)
        and (not where.mode or cell.mode in where.mode)
        and (not where.nature or cell.nature in where.nature)
        and (not where.kind or cell.kind in where.kind)
        and (not where.tags_any or not cell.tags.isdisjoint(where.tags_any))
        and cell.tags.issuperset(where.tags_all)
        and (where.when is None or compiled(where.when).holds(facts_of(cell)))
    )


def covers(outer: Where, inner: Where) -> bool:
    """Answer whether a selector surely picks everything that another picks."""
    coded = all(
        not getattr(outer, dimension)
        or (getattr(inner, dimension) and set(getattr(inner, dimension)) <= set(getattr(outer, dimension)))
        for dimension in CODED
        if dimension != "category"
    )
    beneath = not outer.category or (
        bool(inner.category) and all(any(_beneath(one, path) for path in outer.category) for one in inner.category)
    )
    tagged = (not outer.tags_any or (bool(inner.tags_any) and set(inner.tags_any) <= set(outer.tags_any))) and set(
        outer.tags_all
    ) <= set(inner.tags_all)
    return coded and beneath and tagged and outer.when in {None, inner.when}


def names_codes(where: Where) -> bool:
    """Answer whether a selector asks for any code of a dimension, or for tags."""
    return any(getattr(where, dimension) for dimension in (*CODED, "tags_any", "tags_all"))


def _beneath(path: str, ancestor: str) -> bool:
    return path == ancestor or path.startswith(ancestor + ".")
