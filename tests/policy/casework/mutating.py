"""Packs that are wrong by one step: a number, an inclusivity, a sense, a default. Changed in memory, never on paper."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any, TypeAlias

from pydantic import BaseModel

from services.policy.format import Pack, shipped
from services.policy.format.clauses import EvidenceClause
from services.policy.format.conditions import SCALE
from services.policy.format.documents import read
from services.policy.format.parts import Limit
from services.policy.format.words import Bilingual, Choice, Switch

_WORDS = frozenset(
    {"title", "label", "quotes", "quote", "note", "formal", "source", "why", "question", "reason", "unit"}
)
"""What is only told."""
_AMOUNTS = frozenset(
    {
        *("amount", "size", "most", "ratio", "at_least", "percent", "heads", "weight", "from_score", "day"),
        *("hours", "credits", "hours_per_credit"),
    }
)
"""Fields whose text is a target expression."""
_CONDITIONS = frozenset({"when", "unless"})
"""Fields whose text is a condition."""
_SENSES: Mapping[str, str] = {"floor": "cap_hard", "cap_hard": "floor", "cap_counted": "target", "target": "cap_hard"}
_TRUTHS = frozenset({"inclusive", "passes", "opted_in", "open_list"})
_NUMBER = re.compile(r"(?<![\w.'])\d+(?:\.\d+)?(?![\w.'])")
_ORDER = re.compile(r"(?<![<>=!])(>=|<=|>|<)(?!=)")
_OTHER_ORDER: Mapping[str, str] = {">=": ">", "<=": "<", ">": ">=", "<": "<="}
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")

_numbers = count(1)
_Variant: TypeAlias = tuple[tuple[str, ...], str, Any]
"""Where, what was changed, and the value with the change."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one thing changed."""

    clause_id: str | None
    """None for what stands outside the clauses."""
    path: str
    change: str
    pack: Pack

    def __str__(self) -> str:
        return f"{self.clause_id or 'pack'} {self.path}: {self.change}"


@lru_cache(maxsize=64)
def written(pack_id: str) -> Mapping[str, Any]:
    """Return what the file of a pack says itself, without what it builds on."""
    tree: Mapping[str, Any] = read(shipped(pack_id)).tree
    return tree


def mutants_of(pack: Pack) -> Iterator[Mutant]:
    """Yield every mutant of a pack; what it takes from the pack it builds on is left to that one."""
    own = written(pack.id)
    own_ids = {clause["id"] for clause in own["clauses"]}
    for index, clause in enumerate(pack.clauses):
        if clause.id not in own_ids:
            continue
        for path, change, changed in _inside(clause, ()):
            clauses = (*pack.clauses[:index], changed, *pack.clauses[index + 1 :])
            yield Mutant(clause.id, ".".join(path), change, _with(pack, "clauses", clauses))
    for field in ("groups", "switches", "parameters", "population"):
        for path, change, changed in _inside(getattr(pack, field), (field,)):
            if field == "population" or path[1] in own.get(field, {}):
                yield Mutant(None, ".".join(path), change, _with(pack, field, changed))


def _with(pack: Pack, field: str, value: Any) -> Pack:
    # Caches go by the hash of the content, so every mutant has one of its own.
    changed = pack.model_copy(update={field: value})
    changed._content_hash = f"mutant-{next(_numbers)}-{pack.content_hash}"
    return changed


def _inside(value: Any, path: tuple[str, ...]) -> Iterator[_Variant]:
    """Yield the variants of a value, each with one leaf changed."""
    name = _field(path)
    if isinstance(value, Switch):
        for other in sorted(value.values.keys() - {value.default}):
            yield (*path, "default"), f"{value.default} -> {other}", value.model_copy(update={"default": other})
    elif isinstance(value, Bilingual):
        return
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field not in _WORDS and not _means_nothing(value, field):
                for where, change, changed in _inside(getattr(value, field), (*path, field)):
                    yield where, change, value.model_copy(update={field: changed})
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            for where, change, changed in _inside(item, (*path, str(index))):
                yield where, change, (*value[:index], changed, *value[index + 1 :])
    elif isinstance(value, dict):
        for key, item in value.items():
            for where, change, changed in _inside(item, (*path, str(key))):
                yield where, change, {**value, key: changed}
    else:
        for change, changed in _leaf(value, name):
            yield path, change, changed


def _means_nothing(value: BaseModel, field: str) -> bool:
    """Answer whether a field is only told here: an open list of documents, the edge of a cap that merely cuts."""
    if isinstance(value, Limit) and field == "inclusive":
        senses = value.sense.cases.values() if isinstance(value.sense, Choice) else [value.sense]
        return not {"floor", "cap_hard"} & set(senses)
    return isinstance(value, EvidenceClause) and field == "open_list"


def _field(path: tuple[str, ...]) -> str:
    """Return the name of the field that a value belongs to: beyond indices, and beyond the cases of a choice."""
    for position in range(len(path) - 1, -1, -1):
        if path[position] == "cases" and position:
            return _field(path[:position])
        if not path[position].isdigit() and "cases" not in path[max(0, position - 1) : position]:
            return path[position]
    return ""


def _leaf(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        if name in _TRUTHS:
            yield f"{value} -> {not value}", not value
    elif isinstance(value, Decimal | int):
        for changed in _neighbours(value):
            yield f"{value} -> {changed}", changed
    elif isinstance(value, str):
        if name == "sense":
            yield f"{value} -> {_SENSES[value]}", _SENSES[value]
        elif name in _AMOUNTS:
            yield from _numbers_in(value)
        elif name in _CONDITIONS:
            yield from _numbers_in(value)
            yield from _orders_in(value)


def _neighbours(value: Decimal | int) -> tuple[Decimal | int, ...]:
    """Return the numbers one step up and down: a whole one, or one of the last place written; none below 0.

    In a condition hours, credits and amounts are ten-thousandths, so that a whole one is 10000.
    """
    if value >= SCALE and value % SCALE == 0:
        step: Decimal | int = SCALE
    else:
        step = 1 if isinstance(value, int) else Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    return tuple(near for near in (value + step, value - step) if near >= 0)


def _numbers_in(text: str) -> Iterator[tuple[str, str]]:
    for found in _NUMBER.finditer(_STRING.sub(lambda s: "_" * len(s.group()), text)):
        number = found.group()
        for changed in _neighbours(Decimal(number) if "." in number else int(number)):
            written = format(changed, "f") if isinstance(changed, Decimal) else str(changed)
            yield f"{text} -> {written} at {found.start()}", f"{text[: found.start()]}{written}{text[found.end() :]}"


def _orders_in(text: str) -> Iterator[tuple[str, str]]:
    for found in _ORDER.finditer(_STRING.sub(lambda s: "_" * len(s.group()), text)):
        other = _OTHER_ORDER[found.group()]
        yield f"{text} -> {other} at {found.start()}", f"{text[: found.start()]}{other}{text[found.end() :]}"
