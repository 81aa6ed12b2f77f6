"""The state of many districts' books at once, in a transaction that sees a list of districts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ARRAY, Integer, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

_STATES: Final = text(
    """
    SELECT d.district_id, b.next_seq - 1 AS seq, b.signed_seq, v.finished_at AS verified_at, v.findings,
           s.waiting AS standings, s.since AS standings_since,
           w.waiting AS webhooks_waiting, w.parked AS webhooks_parked
    FROM unnest(CAST(:district_ids AS int[])) AS d(district_id)
    JOIN ledger.book b ON b.district_id = d.district_id
    LEFT JOIN LATERAL (
        SELECT finished_at, jsonb_array_length(findings) AS findings FROM ledger.book_verification
        WHERE district_id = d.district_id AND finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1
    ) v ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS waiting, min(marked_at) AS since FROM ledger.standing_mark WHERE district_id = d.district_id
    ) s ON true
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting, count(*) FILTER (WHERE state = 'PARKED') AS parked
        FROM ledger.webhook_delivery
        WHERE district_id = d.district_id AND state IN ('WAITING', 'PARKED')
    ) w ON true
    ORDER BY d.district_id
    """
).bindparams(bindparam("district_ids", type_=ARRAY(Integer)))


@dataclass(frozen=True, slots=True)
class BookSeen:
    """How the book of a district stands, for those who keep the system running."""

    district_id: int
    seq: int
    """The number of its last entry."""
    signed_seq: int
    """The last entry under a signed head."""
    verified_at: datetime | None
    """When a verification last came to its end."""
    findings: int | None
    """What that verification found not to hold."""
    standings: int
    """Changes of which the kept verdicts do not know yet."""
    standings_since: datetime | None
    webhooks_waiting: int
    webhooks_parked: int


async def list_books_seen(session: AsyncSession, *, district_ids: Collection[int]) -> Sequence[BookSeen]:
    """Of each of these districts that has a book."""
    rows = await session.execute(_STATES, {"district_ids": list(district_ids)})
    return [BookSeen(**row) for row in rows.mappings()]
