"""The hot path: what waits is judged and recorded by one statement, whatever districts it mixes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.rules import Phase, RecordedCheckIn, Refusal, Scan

# A phone that never heard its answer asks again, perhaps too late: who is recorded is told so, not refused.
# LATERAL with LIMIT 1 makes each look-up use the whole key; a plain LEFT JOIN under a policy reads whole lists,
# and so does EXISTS, which becomes a hash of every check-in.
_RECORD = text(
    """
    WITH judged AS (
        SELECT
            scan.*,
            member.active IS NULL AS unlisted,
            opening.opens_at,
            opening.closes_at,
            CASE
                WHEN scan.phase = 'IN' AND scan.scanned_at > meeting.in_late_after THEN 'LATE'
                WHEN scan.phase = 'OUT' AND scan.scanned_at < meeting.out_early_before THEN 'LEFT_EARLY'
                ELSE 'ACCEPTED'
            END AS state,
            CASE
                WHEN scan.reason <> 'STALE_CODE' THEN scan.reason
                WHEN meeting.class_id IS NULL THEN 'UNKNOWN_MEETING'
                WHEN scan.ticket_class_id <> meeting.class_id THEN 'WRONG_TICKET'
                WHEN (scan.reason IS NOT NULL OR scan.scanned_at > opening.closes_at) AND (
                    SELECT check_in.check_in_id FROM attendance.check_in
                    WHERE check_in.district_id = scan.district_id AND check_in.meeting_id = scan.meeting_id
                        AND check_in.phase = scan.phase AND check_in.teacher_id = scan.teacher_id LIMIT 1
                ) IS NOT NULL THEN NULL
                WHEN scan.reason IS NOT NULL THEN scan.reason
                WHEN meeting.cancelled OR training_class.cancelled THEN 'CLASS_CANCELLED'
                WHEN scan.scanned_at NOT BETWEEN opening.opens_at AND opening.closes_at THEN 'OUTSIDE_WINDOW'
            END AS refusal
        FROM
            unnest(
                cast(:district_ids AS int[]), cast(:meeting_ids AS uuid[]), cast(:phases AS text[]),
                cast(:teacher_ids AS uuid[]), cast(:scan_ids AS uuid[]), cast(:scanned_at AS timestamptz[]),
                cast(:device_at AS timestamptz[]), cast(:methods AS text[]), cast(:ticket_class_ids AS uuid[]),
                cast(:reasons AS text[])
            ) WITH ORDINALITY AS scan (
                district_id, meeting_id, phase, teacher_id, scan_id, scanned_at, device_at, method, ticket_class_id,
                reason, position
            )
        LEFT JOIN LATERAL (
            SELECT * FROM attendance.meeting
            WHERE meeting.district_id = scan.district_id AND meeting.meeting_id = scan.meeting_id LIMIT 1
        ) AS meeting ON true
        CROSS JOIN LATERAL (
            SELECT CASE scan.phase WHEN 'IN' THEN meeting.in_opens_at ELSE meeting.out_opens_at END AS opens_at,
                CASE scan.phase WHEN 'IN' THEN meeting.in_closes_at ELSE meeting.out_closes_at END AS closes_at
        ) AS opening
        LEFT JOIN LATERAL (
            SELECT training_class.cancelled FROM attendance.training_class
            WHERE training_class.district_id = scan.district_id AND training_class.class_id = meeting.class_id LIMIT 1
        ) AS training_class ON true
        LEFT JOIN LATERAL (
            SELECT member.active FROM attendance.member
            WHERE member.district_id = scan.district_id AND member.class_id = meeting.class_id
                AND member.teacher_id = scan.teacher_id AND member.active LIMIT 1
        ) AS member ON true
    ),
    recorded AS (
        INSERT INTO attendance.check_in (
            district_id, meeting_id, phase, teacher_id, check_in_id, state, unlisted, method, recorded_at, device_at
        )
        SELECT district_id, meeting_id, phase, teacher_id, scan_id, state, unlisted, method, scanned_at, device_at
        FROM judged WHERE refusal IS NULL ORDER BY position
        ON CONFLICT DO NOTHING
        RETURNING district_id, check_in_id
    ),
    refused AS (
        INSERT INTO attendance.refused_scan (
            district_id, refused_scan_id, meeting_id, phase, teacher_id, reason, method, refused_at, device_at
        )
        SELECT district_id, scan_id, meeting_id, phase, teacher_id, refusal, method, scanned_at, device_at
        FROM judged WHERE refusal IS NOT NULL ORDER BY position
        ON CONFLICT DO NOTHING
    )
    SELECT judged.position, judged.refusal, judged.opens_at, judged.closes_at, judged.state, judged.unlisted,
        recorded.check_in_id IS NOT NULL AS is_first
    FROM judged
    LEFT JOIN recorded ON recorded.district_id = judged.district_id AND recorded.check_in_id = judged.scan_id
    ORDER BY judged.position
    """
)

_WINNERS = text(
    """
    SELECT scan.position, check_in.*
    FROM unnest(
        cast(:district_ids AS int[]), cast(:meeting_ids AS uuid[]), cast(:phases AS text[]),
        cast(:teacher_ids AS uuid[])
    ) WITH ORDINALITY AS scan (district_id, meeting_id, phase, teacher_id, position)
    CROSS JOIN LATERAL (
        SELECT * FROM attendance.check_in
        WHERE check_in.district_id = scan.district_id AND check_in.meeting_id = scan.meeting_id
            AND check_in.phase = scan.phase AND check_in.teacher_id = scan.teacher_id LIMIT 1
    ) AS check_in
    """
)


@dataclass(frozen=True, slots=True)
class JudgedScan:
    """A scan as it leaves for the database: its domain time, and the refusal its code has earned already."""

    scan: Scan
    at: datetime
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class ScanRecorded:
    """What the statement made of a scan: refused, recorded by it, or recorded before it."""

    refusal: Refusal | None
    opens_at: datetime | None
    closes_at: datetime | None
    check_in: RecordedCheckIn | None


async def open_districts(session: AsyncSession, district_ids: Collection[int]) -> None:
    """Let this transaction work on these districts and no other. The numbers are literals: validated integers."""
    listed = ",".join(str(int(district_id)) for district_id in sorted(district_ids))
    connection = await session.connection()
    await connection.exec_driver_sql(f"SET LOCAL app.district_ids = '{listed}'")


async def record_scans(session: AsyncSession, scans: Sequence[JudgedScan]) -> list[ScanRecorded]:
    """Judge and record scans that are sorted by key; one answer each, in their order.

    A key that was there before answers with the record that won, read in a statement of its own: a row that another
    process committed a moment ago is invisible to the statement that met it.
    """
    rows = (
        await session.execute(
            _RECORD,
            {
                **_keys(scans),
                "scan_ids": [one.scan.scan_id for one in scans],
                "scanned_at": [one.at for one in scans],
                "device_at": [one.scan.device_at for one in scans],
                "methods": [one.scan.method for one in scans],
                "ticket_class_ids": [one.scan.ticket_class_id for one in scans],
                "reasons": [one.refusal for one in scans],
            },
        )
    ).all()
    repeated = [one for one, row in zip(scans, rows, strict=True) if row.refusal is None and not row.is_first]
    winners = await _map_winners(session, repeated)
    return [
        ScanRecorded(
            refusal=Refusal(row.refusal) if row.refusal else None,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            check_in=winners.get(one.scan.key)
            or RecordedCheckIn(
                check_in_id=one.scan.scan_id,
                meeting_id=one.scan.meeting_id,
                phase=one.scan.phase,
                teacher_id=one.scan.teacher_id,
                state=row.state,
                unlisted=row.unlisted,
                method=one.scan.method,
                recorded_at=one.at,
                device_at=one.scan.device_at,
            )
            if row.refusal is None
            else None,
        )
        for one, row in zip(scans, rows, strict=True)
    ]


async def _map_winners(
    session: AsyncSession, scans: Sequence[JudgedScan]
) -> dict[tuple[int, UUID, Phase, UUID], RecordedCheckIn]:
    if not scans:
        return {}
    rows = await session.execute(_WINNERS, _keys(scans))
    return {
        scans[row.position - 1].scan.key: RecordedCheckIn(
            check_in_id=row.check_in_id,
            meeting_id=row.meeting_id,
            phase=Phase(row.phase),
            teacher_id=row.teacher_id,
            state=row.state,
            unlisted=row.unlisted,
            method=row.method,
            recorded_at=row.recorded_at,
            device_at=row.device_at,
        )
        for row in rows
    }


def _keys(scans: Sequence[JudgedScan]) -> dict[str, list[object]]:
    return {
        "district_ids": [one.scan.district_id for one in scans],
        "meeting_ids": [one.scan.meeting_id for one in scans],
        "phases": [one.scan.phase for one in scans],
        "teacher_ids": [one.scan.teacher_id for one in scans],
    }
