"""Sums of the book by school and by person, kept as entries are posted; and what they were on any day, at any number.

A sum as of a day is that of the months up to it, without what the last of them earned after the day; as known at a
number it is without what was posted since. Of what was known long ago the entries up to there are read instead: there
are fewer of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.queries.reading import get_head
from services.ledger.rules import Amounts, Cell

_LAST_ID: Final = UUID(int=(1 << 128) - 1)

_CELL = "school_id, category, level, mode, school_year"
_CELLS = text(
    f"""
    SELECT {_CELL}, sum(hours) AS hours, sum(credits) AS credits, sum(entries)::bigint AS entries
    FROM (
        SELECT {_CELL}, hours, credits, entries FROM ledger.earned_month
        WHERE district_id = :district_id AND month <= :month
        UNION ALL
        SELECT {_CELL}, -hours, -credits, -1 FROM ledger.entry
        WHERE district_id = :district_id AND effective_on > :as_of AND effective_on < :next_month
        UNION ALL
        SELECT {_CELL}, -hours, -credits, -1 FROM ledger.entry
        WHERE district_id = :district_id AND seq > :known_at_seq AND effective_on <= :as_of
    ) AS moved
    GROUP BY {_CELL}
    HAVING sum(entries) > 0
    """  # noqa: S608 - names of our own
)
_CELLS_OF_OLD = text(
    f"""
    SELECT {_CELL}, sum(hours) AS hours, sum(credits) AS credits, count(*) AS entries
    FROM ledger.entry
    WHERE district_id = :district_id AND effective_on <= :as_of AND seq <= :known_at_seq
    GROUP BY {_CELL}
    """  # noqa: S608 - names of our own
)

# Under which the people of a whole district are counted, each once.
EVERYWHERE: Final = UUID(int=0)
COUNTED_BY_PERSON: Final = f"""
    SELECT coalesce(school_id, '{EVERYWHERE}') AS school_id, count(DISTINCT teacher_id) AS earners
    FROM ledger.earner
    WHERE district_id = :district_id AND (hours <> 0 OR credits <> 0)
    GROUP BY GROUPING SETS ((school_id), ())
"""  # noqa: S608 - names of our own
_IS_COUNTED = """
    SELECT EXISTS (SELECT FROM ledger.book WHERE district_id = :district_id AND counted_seq = next_seq - 1) AS so
"""
# What stands now, by the counts that posting keeps; and where that differs, by person, from what stood then.
_EARNERS = text(
    f"""
    WITH counted AS ({_IS_COUNTED}), standing AS (
        SELECT school_id, earners FROM ledger.earner_count
        WHERE district_id = :district_id AND (SELECT so FROM counted)
        UNION ALL
        SELECT school_id, earners FROM ({COUNTED_BY_PERSON}) AS by_person WHERE NOT (SELECT so FROM counted)
    ), since AS (
        SELECT teacher_id, school_id, sum(hours) AS hours, sum(credits) AS credits
        FROM (
            SELECT teacher_id, school_id, hours, credits FROM ledger.entry
            WHERE district_id = :district_id AND effective_on > :as_of
            UNION ALL
            SELECT teacher_id, school_id, hours, credits FROM ledger.entry
            WHERE district_id = :district_id AND seq > :known_at_seq AND effective_on <= :as_of
        ) AS moved
        GROUP BY teacher_id, school_id
    ), moved AS MATERIALIZED (
        -- By the key, one by one, however many the planner expects: mostly there are none.
        SELECT earned.*
        FROM (SELECT DISTINCT teacher_id AS person FROM since) AS whose CROSS JOIN LATERAL (
            SELECT teacher_id, school_id, hours, credits FROM ledger.earner
            WHERE district_id = :district_id AND teacher_id = person
            OFFSET 0
        ) AS earned
    ), touched AS (
        SELECT teacher_id, school_id,
               moved.hours <> 0 OR moved.credits <> 0 AS stands,
               moved.hours <> coalesce(since.hours, 0) OR moved.credits <> coalesce(since.credits, 0) AS stood
        FROM moved LEFT JOIN since USING (teacher_id, school_id)
    )
    SELECT school_id, sum(earners)::bigint
    FROM (
        SELECT school_id, earners FROM standing
        UNION ALL SELECT school_id, stood::int - stands::int FROM touched
        UNION ALL SELECT '{EVERYWHERE}', bool_or(stood)::int - bool_or(stands)::int FROM touched GROUP BY teacher_id
    ) AS counts
    GROUP BY school_id
    HAVING sum(earners) <> 0
    """  # noqa: S608 - names of our own
)
_EARNERS_OF_OLD = text(
    f"""
    WITH each AS (
        SELECT teacher_id, school_id FROM ledger.entry
        WHERE district_id = :district_id AND effective_on <= :as_of AND seq <= :known_at_seq
        GROUP BY teacher_id, school_id
        HAVING sum(hours) <> 0 OR sum(credits) <> 0
    )
    SELECT coalesce(school_id, '{EVERYWHERE}'), count(DISTINCT teacher_id) FROM each
    GROUP BY GROUPING SETS ((school_id), ())
    """  # noqa: S608 - names of our own
)

_FALSE_MONTHS = text(
    f"""
    WITH posted AS (
        SELECT {_CELL}, sum(hours) AS hours, sum(credits) AS credits, count(*) AS entries
        FROM ledger.entry
        WHERE district_id = :district_id AND effective_on >= :first AND effective_on < :next_month
        GROUP BY {_CELL}
    ), kept AS (
        SELECT {_CELL}, hours, credits, entries FROM ledger.earned_month
        WHERE district_id = :district_id AND month = :month
    )
    SELECT DISTINCT school_id FROM posted FULL JOIN kept USING ({_CELL})
    WHERE posted.hours IS DISTINCT FROM kept.hours OR posted.credits IS DISTINCT FROM kept.credits
        OR posted.entries IS DISTINCT FROM kept.entries
    ORDER BY school_id
    """  # noqa: S608 - names of our own
)
_FALSE_EARNERS = text(
    """
    SELECT teacher_id, school_id, kept.hours AS kept_hours, kept.credits AS kept_credits,
           posted.hours AS posted_hours, posted.credits AS posted_credits
    FROM (
        SELECT teacher_id, school_id, sum(hours) AS hours, sum(credits) AS credits
        FROM ledger.entry
        WHERE district_id = :district_id AND teacher_id > :after AND teacher_id <= :last
        GROUP BY 1, 2
    ) AS posted FULL JOIN (
        SELECT teacher_id, school_id, hours, credits FROM ledger.earner
        WHERE district_id = :district_id AND teacher_id > :after AND teacher_id <= :last
    ) AS kept USING (teacher_id, school_id)
    WHERE posted.hours IS DISTINCT FROM kept.hours OR posted.credits IS DISTINCT FROM kept.credits
    ORDER BY teacher_id, school_id
    """
).bindparams(bindparam("after", type_=Uuid), bindparam("last", type_=Uuid))
_FALSE_COUNTS = text(
    f"""
    WITH counted AS ({_IS_COUNTED}), by_person AS ({COUNTED_BY_PERSON}), kept AS (
        SELECT school_id, earners FROM ledger.earner_count WHERE district_id = :district_id
    )
    SELECT school_id FROM by_person FULL JOIN kept USING (school_id)
    WHERE coalesce(by_person.earners, 0) <> coalesce(kept.earners, 0) AND (SELECT so FROM counted)
    ORDER BY school_id
    """  # noqa: S608 - names of our own
)
_NEXT_MONTH = text(
    """
    SELECT least(
        (SELECT min(month) FROM ledger.earned_month WHERE district_id = :district_id AND month >= :month),
        (SELECT (extract(year FROM min(effective_on)) * 12 + extract(month FROM min(effective_on)) - 1)::int
         FROM ledger.entry WHERE district_id = :district_id AND effective_on >= :first)
    )
    """
)


@dataclass(frozen=True, slots=True)
class FalseEarner:
    """What a teacher's account holds of a school beside what its entries add up to; None where there is nothing."""

    teacher_id: UUID
    school_id: UUID
    kept: Amounts | None
    posted: Amounts | None


async def sum_cells(session: AsyncSession, *, district_id: int, as_of: date, known_at_seq: int) -> Sequence[Cell]:
    """What was earned by a day and known at a number, by school, category, level, mode and year; reversals net."""
    statement = _CELLS_OF_OLD if await _is_old(session, district_id, known_at_seq) else _CELLS
    bounds: dict[str, Any] = {"district_id": district_id, "as_of": as_of, "known_at_seq": known_at_seq}
    if statement is _CELLS:
        month = month_of(as_of)
        bounds |= {"month": month, "next_month": _days_of(month)[1]}
    rows = await session.execute(statement, bounds)
    return [Cell(**row._mapping) for row in rows]


async def count_earners(
    session: AsyncSession, *, district_id: int, as_of: date, known_at_seq: int
) -> tuple[int, dict[UUID, int]]:
    """How many different people earned what stands: in all, and by the school at which they earned it."""
    statement = _EARNERS_OF_OLD if await _is_old(session, district_id, known_at_seq) else _EARNERS
    bounds = {"district_id": district_id, "as_of": as_of, "known_at_seq": known_at_seq}
    counted: dict[UUID, int] = dict((await session.execute(statement, bounds)).all())
    in_all = counted.pop(EVERYWHERE, 0)
    return in_all, counted


async def list_false_earners(
    session: AsyncSession, *, district_id: int, after: UUID, last: UUID | None
) -> Sequence[FalseEarner]:
    """What of the accounts of teachers after one and up to another (to the end) is not the sum of its entries."""
    rows = await session.execute(_FALSE_EARNERS, {"district_id": district_id, "after": after, "last": last or _LAST_ID})
    return [
        FalseEarner(
            row.teacher_id,
            row.school_id,
            kept=None if row.kept_hours is None else Amounts(row.kept_hours, row.kept_credits),
            posted=None if row.posted_hours is None else Amounts(row.posted_hours, row.posted_credits),
        )
        for row in rows
    ]


async def list_false_counts(session: AsyncSession, *, district_id: int) -> Sequence[UUID]:
    """Schools, or all zeros for the district, whose kept number of earners is not that of who earned there."""
    return (await session.scalars(_FALSE_COUNTS, {"district_id": district_id})).all()


async def list_false_months(session: AsyncSession, *, district_id: int, month: int) -> Sequence[UUID]:
    """Schools whose sums of a month are not those of the entries."""
    first, following = _days_of(month)
    return (
        await session.scalars(
            _FALSE_MONTHS, {"district_id": district_id, "month": month, "first": first, "next_month": following}
        )
    ).all()


async def find_month_from(session: AsyncSession, *, district_id: int, month: int) -> int | None:
    """The first month from one on that has entries or sums."""
    found: int | None = await session.scalar(
        _NEXT_MONTH, {"district_id": district_id, "month": month, "first": _days_of(month)[0]}
    )
    return found


def month_of(day: date) -> int:
    """Year times twelve, plus 0 for January."""
    return day.year * 12 + day.month - 1


async def _is_old(session: AsyncSession, district_id: int, known_at_seq: int) -> bool:
    """Whether fewer entries were known then than have come since."""
    return known_at_seq < await get_head(session, district_id=district_id) // 2


def _days_of(month: int) -> tuple[date, date]:
    """The first day of a month, and of the month after it."""
    return date(month // 12, month % 12 + 1, 1), date((month + 1) // 12, (month + 1) % 12 + 1, 1)
