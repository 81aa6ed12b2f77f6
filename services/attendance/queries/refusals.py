"""Scans that are not taken, counted and kept; and typed numbers, counted so that none is found by trying.

Anybody with an account may send as many of either as they like, at meetings that they invent too: of each teacher so
many rows are kept a day and no more, the rest is a number.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import RefusalTally
from services.attendance.rules import MOST_REFUSALS_KEPT, JudgedScan, Phase
from services.platform.direct import Statements

_KEYS = """
    unnest(
        cast(:district_ids AS int[]), cast(:meeting_ids AS uuid[]), cast(:phases AS text[]),
        cast(:rolls AS smallint[]), cast(:teacher_ids AS uuid[]), cast(:scanned_at AS timestamptz[])
"""

# The row's lock makes tries that are made at once, in however many processes, count one after another. Where one of
# those that came together falls into the window all of them count, so that none is answered without being counted.
_COUNT_TRIES = text(
    f"""
    INSERT INTO attendance.number_try (district_id, meeting_id, phase, roll, teacher_id, tries)
    SELECT scan.district_id, scan.meeting_id, scan.phase, scan.roll, scan.teacher_id, count(*)
    FROM {_KEYS} ) AS scan (district_id, meeting_id, phase, roll, teacher_id, scanned_at)
    CROSS JOIN LATERAL (
        SELECT in_opens_at, in_closes_at, out_opens_at, out_closes_at FROM attendance.meeting
        WHERE meeting.district_id = scan.district_id AND meeting.meeting_id = scan.meeting_id LIMIT 1
    ) AS meeting
    LEFT JOIN LATERAL (
        SELECT roll_call.opens_at, roll_call.closes_at FROM attendance.roll_call
        WHERE scan.phase = 'ROLL' AND roll_call.district_id = scan.district_id
            AND roll_call.meeting_id = scan.meeting_id AND roll_call.roll = scan.roll LIMIT 1
    ) AS roll_call ON true
    GROUP BY scan.district_id, scan.meeting_id, scan.phase, scan.roll, scan.teacher_id
    HAVING bool_or(CASE scan.phase
        WHEN 'IN' THEN scan.scanned_at BETWEEN meeting.in_opens_at AND meeting.in_closes_at
        WHEN 'OUT' THEN scan.scanned_at BETWEEN meeting.out_opens_at AND meeting.out_closes_at
        ELSE scan.scanned_at BETWEEN roll_call.opens_at AND roll_call.closes_at
    END)
    ORDER BY scan.district_id, scan.meeting_id, scan.phase, scan.roll, scan.teacher_id
    ON CONFLICT (district_id, meeting_id, phase, roll, teacher_id)
        DO UPDATE SET tries = number_try.tries + excluded.tries
    RETURNING district_id, meeting_id, phase, roll, teacher_id, tries
    """  # noqa: S608 - our own words
)

_KEEP_REFUSED = text(
    f"""
    WITH refused AS (
        SELECT scan.*, (scan.scanned_at AT TIME ZONE 'Asia/Shanghai')::date AS day, meeting.known
        FROM {_KEYS}, cast(:scan_ids AS uuid[]), cast(:reasons AS text[]), cast(:methods AS text[]),
            cast(:device_at AS timestamptz[]), cast(:distances AS text[]), cast(:device_hashes AS bytea[]),
            cast(:entry_ids AS uuid[])
        ) WITH ORDINALITY AS scan (
            district_id, meeting_id, phase, roll, teacher_id, scanned_at, scan_id, reason, method, device_at, distance,
            device_hash, entry_id, position
        )
        LEFT JOIN LATERAL (
            SELECT true AS known FROM attendance.meeting
            WHERE meeting.district_id = scan.district_id AND meeting.meeting_id = scan.meeting_id LIMIT 1
        ) AS meeting ON true
    ),
    counted AS (
        INSERT INTO attendance.refusal_tally (district_id, teacher_id, day, reason, refused)
        SELECT district_id, teacher_id, day, reason, count(*) FROM refused
        GROUP BY district_id, teacher_id, day, reason
        ORDER BY district_id, teacher_id, day, reason
        ON CONFLICT (district_id, teacher_id, day, reason)
            DO UPDATE SET refused = refusal_tally.refused + excluded.refused
        RETURNING district_id, teacher_id, day, reason, refused
    ),
    numbered AS (
        SELECT refused.*, counted.refused - count(*) OVER these
            + row_number() OVER (these ORDER BY refused.position ROWS UNBOUNDED PRECEDING) AS number
        FROM refused JOIN counted USING (district_id, teacher_id, day, reason)
        WINDOW these AS (PARTITION BY district_id, teacher_id, day, reason)
    )
    INSERT INTO attendance.refused_scan (
        district_id, refused_scan_id, meeting_id, phase, roll, teacher_id, reason, method, refused_at, device_at,
        distance, device_hash, entry_id
    )
    SELECT district_id, scan_id, meeting_id, phase, roll, teacher_id, reason, method, scanned_at, device_at,
        distance, device_hash, entry_id
    FROM numbered WHERE known AND number <= :most ORDER BY position
    ON CONFLICT DO NOTHING
    """  # noqa: S608 - our own words
)


async def count_tries(
    session: Statements, typed: Sequence[JudgedScan]
) -> dict[tuple[int, UUID, Phase, int, UUID], int]:
    """Count these typed numbers; how many have been tried in all, these included, by key.

    A key is missing where no number could let anybody in: the meeting is not known, or not open at these times.
    """
    rows = await session.execute(_COUNT_TRIES, _keys(typed))
    return {(row.district_id, row.meeting_id, Phase(row.phase), row.roll, row.teacher_id): row.tries for row in rows}


async def keep_refused(session: Statements, refused: Sequence[JudgedScan]) -> None:
    """Count these refusals by teacher, day and reason, and keep those of meetings that exist up to a number of each."""
    await session.execute(
        _KEEP_REFUSED,
        {
            **_keys(refused),
            "scan_ids": [one.scan.scan_id for one in refused],
            "reasons": [one.refusal for one in refused],
            "methods": [one.scan.method for one in refused],
            "device_at": [one.scan.device_at for one in refused],
            "distances": [one.distance for one in refused],
            "device_hashes": [one.scan.device_hash for one in refused],
            "entry_ids": [one.scan.entry_id for one in refused],
            "most": MOST_REFUSALS_KEPT,
        },
    )


async def count_refused_scans(session: AsyncSession, *, district_id: int) -> dict[str, int]:
    """How many scans of the district were refused by reason, kept or only counted."""
    rows = await session.execute(
        select(RefusalTally.reason, func.sum(RefusalTally.refused))
        .where(RefusalTally.district_id == district_id)
        .group_by(RefusalTally.reason)
        .order_by(RefusalTally.reason)
    )
    return {reason: int(refused) for reason, refused in rows}


def _keys(judged: Sequence[JudgedScan]) -> dict[str, list[object]]:
    return {
        "district_ids": [one.scan.district_id for one in judged],
        "meeting_ids": [one.scan.meeting_id for one in judged],
        "phases": [one.scan.phase for one in judged],
        "rolls": [one.scan.roll for one in judged],
        "teacher_ids": [one.scan.teacher_id for one in judged],
        "scanned_at": [one.at for one in judged],
    }
