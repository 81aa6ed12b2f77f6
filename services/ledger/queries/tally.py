"""The grouped projection of the book: tallies by teacher, kind and month, kept as entries are posted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, BigInteger, Integer, SmallInteger, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.rules import Record
from services.policy.engine.tallies import MONTHS, Tally
from services.policy.matching import Cell

_SCALE: Final = 10_000

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


@dataclass(slots=True)
class _Moved:
    first_day: int
    last_day: int
    hours: int
    credits: int


async def add_to_tallies(session: AsyncSession, *, district_id: int, records: Sequence[Record]) -> None:
    """Add posted entries to the tallies of their teachers; the caller holds the lock of the book."""
    keys = await _keys_for(session, district_id=district_id, cells={_cell_of(record) for record in records})
    moved: dict[tuple[UUID, int, int], _Moved] = {}
    for record in records:
        day = record.earned_to
        at = (record.teacher_id, keys[_cell_of(record)], day.year * 12 + day.month - 1)
        hours, credits_ = int(record.hours * _SCALE), int(record.credits * _SCALE)
        known = moved.get(at)
        if known is None:
            moved[at] = _Moved(day.day, day.day, hours, credits_)
        else:
            known.first_day, known.last_day = min(known.first_day, day.day), max(known.last_day, day.day)
            known.hours += hours
            known.credits += credits_
    # In the order of the key, so that nobody waits for a row that waits for somebody's.
    rows = sorted(moved.items(), key=lambda item: item[0])
    await session.execute(
        _ADD,
        {
            "district_id": district_id,
            "teacher_ids": [teacher_id for (teacher_id, _, _), _ in rows],
            "key_ids": [key_id for (_, key_id, _), _ in rows],
            "months": [month for (_, _, month), _ in rows],
            "first_days": [row.first_day for _, row in rows],
            "last_days": [row.last_day for _, row in rows],
            "hours": [row.hours for _, row in rows],
            "credits": [row.credits for _, row in rows],
        },
    )


async def _keys_for(session: AsyncSession, *, district_id: int, cells: set[Cell]) -> dict[Cell, int]:
    """The keys of these cells, new ones given out in a fixed order."""
    known = {cell: key for key, cell in (await map_tally_keys(session, district_id=district_id)).items()}
    new = [_in_words(cell) for cell in cells - known.keys()]
    if new:
        told = msgspec.json.encode(sorted(new, key=msgspec.json.encode)).decode()
        await session.execute(_ADD_KEYS, {"district_id": district_id, "cells": told})
        known = {cell: key for key, cell in (await map_tally_keys(session, district_id=district_id)).items()}
    return known


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


def _cell_of(record: Record) -> Cell:
    return Cell(
        category=record.category,
        level=record.level,
        mode=record.mode,
        nature=record.nature,
        kind=record.kind,
        tags=frozenset(record.tags),
        organised_by_admin=record.organised_by_admin,
    )


def _in_words(cell: Cell) -> dict[str, object]:
    return {
        "category": cell.category,
        "level": cell.level,
        "mode": cell.mode,
        "nature": cell.nature,
        "kind": cell.kind,
        "tags": sorted(cell.tags),
        "organised_by_admin": cell.organised_by_admin,
        "carried": cell.carried,
    }
