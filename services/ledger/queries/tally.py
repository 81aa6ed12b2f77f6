"""The grouped projection of the book, tallies by teacher, kind and month: the keys of kinds, and reading it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, TypeAlias
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.policy.engine.tallies import MONTHS, Tally
from services.policy.matching import Cell

KEY_COLUMNS: Final = ("category", "level", "mode", "nature", "kind", "tags", "organised_by_admin")
_Cell: TypeAlias = tuple[Any, ...]
"""Their values in that order."""

_KEYS = text(
    """
    SELECT key_id, category, level, mode, nature, kind, tags, organised_by_admin, carried
    FROM ledger.tally_key WHERE district_id = :district_id
    """
)

_KEYS_OF = text(
    """
    SELECT place, key_id
    FROM json_to_recordset(CAST(:cells AS json)) AS given (
             place int, category text, level text, mode text, nature text, kind text, tags text[],
             organised_by_admin boolean, carried boolean
         )
         JOIN ledger.tally_key USING (category, level, mode, nature, kind, tags, organised_by_admin, carried)
    WHERE district_id = :district_id
    """
).bindparams(bindparam("cells", type_=Text))

# New keys as one text of JSON: an array of arrays of tags cannot be a parameter.
_ADD_KEYS = text(
    """
    INSERT INTO ledger.tally_key
        (district_id, key_id, category, level, mode, nature, kind, tags, organised_by_admin, carried)
    SELECT :district_id,
           (SELECT coalesce(max(key_id), 0) FROM ledger.tally_key WHERE district_id = :district_id) + place,
           cell ->> 'category', cell ->> 'level', cell ->> 'mode', cell ->> 'nature', cell ->> 'kind',
           ARRAY(SELECT jsonb_array_elements_text(cell -> 'tags')),
           (cell ->> 'organised_by_admin')::boolean, (cell ->> 'carried')::boolean
    FROM jsonb_array_elements(CAST(:cells AS jsonb)) WITH ORDINALITY AS given (cell, place)
    """
).bindparams(bindparam("cells", type_=Text))

_OF_TEACHERS = text(
    f"""
    SELECT teacher_id, key_id::bigint * {MONTHS} + month, first_day * 32 + last_day, hours, credits
    FROM ledger.tally
    WHERE district_id = :district_id AND teacher_id = ANY (:teacher_ids)
    """  # noqa: S608 - a number of our own
).bindparams(bindparam("teacher_ids", type_=ARRAY(Uuid)))


async def give_keys(session: AsyncSession, *, district_id: int, cells: Collection[_Cell]) -> dict[_Cell, int]:
    """The keys of these cells, new ones given out in a fixed order; the caller holds the lock of the book."""
    asked = list(cells)
    known = await _map_keys_of(session, district_id, asked)
    new = [_in_words(cell) for cell in asked if cell not in known]
    if new:
        # Cells whose tags stand in another order are one.
        once = {msgspec.json.encode(cell): cell for cell in new}
        told = msgspec.json.encode([once[key] for key in sorted(once)]).decode()
        await session.execute(_ADD_KEYS, {"district_id": district_id, "cells": told})
        known = await _map_keys_of(session, district_id, asked)
    return known


async def _map_keys_of(session: AsyncSession, district_id: int, cells: Sequence[_Cell]) -> dict[_Cell, int]:
    told = msgspec.json.encode([{"place": at, **_in_words(cell)} for at, cell in enumerate(cells)]).decode()
    rows = await session.execute(_KEYS_OF, {"district_id": district_id, "cells": told})
    return {cells[place]: key_id for place, key_id in rows.all()}


async def map_tally_keys(session: AsyncSession, *, district_id: int) -> dict[int, Cell]:
    """The cell of every key of a district."""
    rows = await session.execute(_KEYS, {"district_id": district_id})
    return {
        row.key_id: Cell(
            category=row.category,
            level=row.level,
            mode=row.mode,
            nature=row.nature,
            kind=row.kind,
            tags=frozenset(row.tags),
            organised_by_admin=row.organised_by_admin,
            carried=row.carried,
        )
        for row in rows
    }


async def list_tallies(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, list[Tally]]:
    """The tallies of these teachers as the book stands now, as whole numbers; who has none is absent."""
    rows = await session.execute(_OF_TEACHERS, {"district_id": district_id, "teacher_ids": list(teacher_ids)})
    found: defaultdict[UUID, list[Tally]] = defaultdict(list)
    for teacher_id, cell, days, hours, credits_ in rows:
        found[teacher_id].append((cell, days, hours, credits_))
    return found


def _in_words(cell: _Cell) -> dict[str, object]:
    words = dict(zip(KEY_COLUMNS, cell, strict=True))
    return {**words, "tags": sorted(set(words["tags"])), "carried": False}
