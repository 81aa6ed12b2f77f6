"""The grouped projection of the book: tallies by teacher, kind and month, kept as entries are posted."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeAlias
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, BigInteger, Integer, SmallInteger, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.rules import Record
from services.policy.engine.tallies import MONTHS, Tally
from services.policy.matching import Cell

_SCALE: Final = 10_000

# Category, level, mode, nature, kind, tags, organised by the administration.
_Cell: TypeAlias = tuple[str, str, str, str, str, tuple[str, ...], bool]

_ADD = text(
    """
    INSERT INTO ledger.tally AS tally (district_id, teacher_id, key_id, month, first_day, last_day, hours, credits)
    SELECT :district_id, moved.*
    FROM unnest(:teacher_ids, :key_ids, :months, :first_days, :last_days, :hours, :credits) AS moved
    ON CONFLICT (district_id, teacher_id, key_id, month) DO UPDATE SET
        first_day = least(tally.first_day, excluded.first_day),
        last_day = greatest(tally.last_day, excluded.last_day),
        hours = tally.hours + excluded.hours,
        credits = tally.credits + excluded.credits
    """
).bindparams(
    bindparam("teacher_ids", type_=ARRAY(Uuid)),
    bindparam("key_ids", type_=ARRAY(Integer)),
    bindparam("months", type_=ARRAY(Integer)),
    bindparam("first_days", type_=ARRAY(SmallInteger)),
    bindparam("last_days", type_=ARRAY(SmallInteger)),
    bindparam("hours", type_=ARRAY(BigInteger)),
    bindparam("credits", type_=ARRAY(BigInteger)),
)

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
    ORDER BY teacher_id
    """  # noqa: S608 - a number of our own
).bindparams(bindparam("teacher_ids", type_=ARRAY(Uuid)))


async def add_to_tallies(session: AsyncSession, *, district_id: int, records: Sequence[Record]) -> None:
    """Add posted entries to the tallies of their teachers; the caller holds the lock of the book."""
    keys = await _keys_for(session, district_id=district_id, cells={_cell_of(record) for record in records})
    # (teacher, key, month) -> first day, last day, hours, credits
    moved: dict[tuple[UUID, int, int], list[int]] = {}
    for record in records:
        earned_to = record.earned_to
        day = earned_to.day
        at = (record.teacher_id, keys[_cell_of(record)], earned_to.year * 12 + earned_to.month - 1)
        hours, credits_ = int(record.hours * _SCALE), int(record.credits * _SCALE)
        known = moved.get(at)
        if known is None:
            moved[at] = [day, day, hours, credits_]
        else:
            known[:] = min(known[0], day), max(known[1], day), known[2] + hours, known[3] + credits_
    # In the order of the key, so that nobody waits for a row that waits for somebody's.
    rows = sorted(moved.items(), key=lambda row: (row[0][0].int, row[0][1], row[0][2]))
    await session.execute(
        _ADD,
        {
            "district_id": district_id,
            "teacher_ids": [at[0] for at, _ in rows],
            "key_ids": [at[1] for at, _ in rows],
            "months": [at[2] for at, _ in rows],
            "first_days": [sums[0] for _, sums in rows],
            "last_days": [sums[1] for _, sums in rows],
            "hours": [sums[2] for _, sums in rows],
            "credits": [sums[3] for _, sums in rows],
        },
    )


async def _keys_for(session: AsyncSession, *, district_id: int, cells: Collection[_Cell]) -> dict[_Cell, int]:
    """The keys of these cells, new ones given out in a fixed order."""
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
    found: dict[UUID, list[Tally]] = {}
    last: UUID | None = None
    mine: list[Tally] = []
    for teacher_id, cell, days, hours, credits_ in rows:
        if teacher_id != last:
            last, mine = teacher_id, []
            found[teacher_id] = mine
        mine.append((cell, days, hours, credits_))
    return found


def _cell_of(record: Record) -> _Cell:
    return (
        record.category,
        record.level,
        record.mode,
        record.nature,
        record.kind,
        record.tags,
        record.organised_by_admin,
    )


def _in_words(cell: _Cell) -> dict[str, object]:
    category, level, mode, nature, kind, tags, organised_by_admin = cell
    return {
        "category": category,
        "level": level,
        "mode": mode,
        "nature": nature,
        "kind": kind,
        "tags": sorted(set(tags)),
        "organised_by_admin": organised_by_admin,
        "carried": False,
    }
