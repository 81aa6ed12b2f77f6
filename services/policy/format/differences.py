"""What changed from one pack to another, clause by clause."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from services.policy.format.pack import Pack
from services.policy.format.words import Model

Plain: TypeAlias = Any  # what JSON can hold; it is only compared and written out


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was added, removed or changed; the values are JSON text, None where there is none.

    `clause` is the id of the clause it stands in, None for the pack's header. `where` is the dotted path within the
    clause or the header, empty for a clause as a whole.
    """

    change: Literal["added", "removed", "changed"]
    clause: str | None
    where: str
    before: str | None
    after: str | None


def differences(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Tell what changed: the header first, then the clauses in their order in `after`, removed clauses last.

    What the packs mean is compared: a default that is written out, or 10 for 10.0, is no change.
    """
    found = list(_within(None, "", _header(before), _header(after)))
    old, new = ({clause.id: clause for clause in pack.clauses} for pack in (before, after))
    kept, order = [one for one in old if one in new], [one for one in new if one in old]
    if kept != order:
        # Reliefs work in the order written, so the order says something.
        found.append(Difference("changed", None, "clauses", _text(kept), _text(order)))
    for clause_id, clause in new.items():
        if clause_id in old:
            found.extend(_within(clause_id, "", _plain(old[clause_id]), _plain(clause)))
        else:
            found.append(Difference("added", clause_id, "", None, _text(_plain(clause))))
    found.extend(
        Difference("removed", clause_id, "", _text(_plain(clause)), None)
        for clause_id, clause in old.items()
        if clause_id not in new
    )
    return tuple(found)


def _header(pack: Pack) -> dict[str, Plain]:
    return {name: value for name, value in _fields(pack) if name != "clauses"}


def _fields(model: Model) -> Iterator[tuple[str, Plain]]:
    for name in type(model).model_fields:
        value = _plain(getattr(model, name))
        if value not in (None, [], {}):
            yield name, value


def _plain(value: object) -> Plain:
    """A part of a pack as JSON has it, without what is empty."""
    if isinstance(value, Model):
        return dict(_fields(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _within(clause: str | None, where: str, before: Plain, after: Plain) -> Iterator[Difference]:
    if before == after and type(before) is type(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*after, *(key for key in before if key not in after)]:
            path = f"{where}.{key}" if where else key
            if key not in before:
                yield Difference("added", clause, path, None, _text(after[key]))
            elif key not in after:
                yield Difference("removed", clause, path, _text(before[key]), None)
            else:
                yield from _within(clause, path, before[key], after[key])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, another) in enumerate(zip(before, after, strict=True)):
            yield from _within(clause, f"{where}.{index}", one, another)
    else:
        yield Difference("changed", clause, where, _text(before), _text(after))


def _text(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
