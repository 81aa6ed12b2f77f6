"""The hot path: what waits is judged and recorded by one statement, whatever districts it mixes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.attendance.queries.refusals import keep_refused
from services.attendance.rules import (
    Distance,
    Grade,
    JudgedScan,
    Method,
    Phase,
    Position,
    RecordedCheckIn,
    Refusal,
    Scan,
)
from services.platform.direct import Statements

# A phone that never heard its answer asks again, perhaps too late: who is recorded is told so, not refused.
# What was seen before an annulment cannot undo it by coming again: only a person's word (paper, helper) may.
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
            annulled.turns AS turn,
            CASE
                WHEN scan.phase = 'IN' AND scan.scanned_at > meeting.in_late_after THEN 'LATE'
                WHEN scan.phase = 'OUT' AND scan.scanned_at < meeting.out_early_before THEN 'LEFT_EARLY'
                ELSE 'ACCEPTED'
            END AS state,
            CASE
                WHEN scan.reason NOT IN (
                    'STALE_CODE', 'STALE_EXCHANGE', 'WRONG_NUMBER', 'TRIES_USED_UP', 'OUTSIDE_WINDOW'
                ) THEN scan.reason
                WHEN meeting.class_id IS NULL THEN 'UNKNOWN_MEETING'
                WHEN scan.ticket_class_id <> meeting.class_id THEN 'WRONG_TICKET'
                WHEN scan.phase = 'ROLL' AND opening.opens_at IS NULL THEN 'UNKNOWN_ROLL'
                WHEN (scan.reason IS NOT NULL OR scan.scanned_at > opening.closes_at) AND (
                    SELECT check_in.check_in_id FROM attendance.check_in
                    WHERE check_in.district_id = scan.district_id AND check_in.meeting_id = scan.meeting_id
                        AND check_in.phase = scan.phase AND check_in.roll = scan.roll
                        AND check_in.teacher_id = scan.teacher_id AND check_in.turn = annulled.turns LIMIT 1
                ) IS NOT NULL THEN NULL
                WHEN scan.reason IS NOT NULL THEN scan.reason
                WHEN meeting.cancelled OR training_class.cancelled THEN 'CLASS_CANCELLED'
                WHEN scan.scanned_at NOT BETWEEN opening.opens_at AND opening.closes_at THEN 'OUTSIDE_WINDOW'
                WHEN scan.method IN ('CODE', 'NUMBER', 'OFFLINE') AND scan.scanned_at <= annulled.latest
                    THEN 'ANNULLED_SINCE'
            END AS refusal
        FROM
            unnest(
                cast(:district_ids AS int[]), cast(:meeting_ids AS uuid[]), cast(:phases AS text[]),
                cast(:rolls AS smallint[]), cast(:teacher_ids AS uuid[]), cast(:scan_ids AS uuid[]),
                cast(:scanned_at AS timestamptz[]), cast(:received_at AS timestamptz[]),
                cast(:device_at AS timestamptz[]), cast(:methods AS text[]), cast(:grades AS text[]),
                cast(:distances AS text[]), cast(:device_hashes AS bytea[]), cast(:code_ages AS smallint[]),
                cast(:entry_ids AS uuid[]), cast(:ticket_class_ids AS uuid[]), cast(:reasons AS text[])
            ) WITH ORDINALITY AS scan (
                district_id, meeting_id, phase, roll, teacher_id, scan_id, scanned_at, received_at, device_at, method,
                grade, distance, device_hash, code_age, entry_id, ticket_class_id, reason, position
            )
        LEFT JOIN LATERAL (
            SELECT * FROM attendance.meeting
            WHERE meeting.district_id = scan.district_id AND meeting.meeting_id = scan.meeting_id LIMIT 1
        ) AS meeting ON true
        LEFT JOIN LATERAL (
            SELECT roll_call.opens_at, roll_call.closes_at FROM attendance.roll_call
            WHERE scan.phase = 'ROLL' AND roll_call.district_id = scan.district_id
                AND roll_call.meeting_id = scan.meeting_id AND roll_call.roll = scan.roll LIMIT 1
        ) AS roll_call ON true
        CROSS JOIN LATERAL (
            SELECT
                CASE scan.phase WHEN 'IN' THEN meeting.in_opens_at WHEN 'OUT' THEN meeting.out_opens_at
                    ELSE roll_call.opens_at END AS opens_at,
                CASE scan.phase WHEN 'IN' THEN meeting.in_closes_at WHEN 'OUT' THEN meeting.out_closes_at
                    ELSE roll_call.closes_at END AS closes_at
        ) AS opening
        CROSS JOIN LATERAL (
            SELECT count(*) AS turns, max(annulment.annulled_at) AS latest FROM attendance.annulment
            WHERE annulment.district_id = scan.district_id AND annulment.meeting_id = scan.meeting_id
                AND annulment.phase = scan.phase AND annulment.roll = scan.roll
                AND annulment.teacher_id = scan.teacher_id
        ) AS annulled
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
            district_id, meeting_id, phase, roll, teacher_id, turn, check_in_id, state, unlisted, method, grade,
            recorded_at, received_at, device_at, distance, device_hash, code_age, entry_id
        )
        SELECT district_id, meeting_id, phase, roll, teacher_id, turn, scan_id, state, unlisted, method, grade,
            scanned_at, received_at, device_at, distance, device_hash, code_age, entry_id
        FROM judged WHERE refusal IS NULL ORDER BY position
        ON CONFLICT DO NOTHING
        RETURNING district_id, check_in_id
    )
    SELECT judged.position, judged.refusal, judged.opens_at, judged.closes_at, judged.state, judged.unlisted,
        judged.turn, recorded.check_in_id IS NOT NULL AS is_first
    FROM judged
    LEFT JOIN recorded ON recorded.district_id = judged.district_id AND recorded.check_in_id = judged.scan_id
    ORDER BY judged.position
    """
)

_KEYS = """
    unnest(
        cast(:district_ids AS int[]), cast(:meeting_ids AS uuid[]), cast(:phases AS text[]),
        cast(:rolls AS smallint[]), cast(:teacher_ids AS uuid[])
    ) WITH ORDINALITY AS scan (district_id, meeting_id, phase, roll, teacher_id, position)
"""

# Columns by name: a connection that has learnt the statement is refused it when a column more changes what it gives.
_WINNERS = text(
    f"""
    SELECT scan.position, check_in.*
    FROM {_KEYS}
    CROSS JOIN LATERAL (
        SELECT check_in_id, check_in.meeting_id, check_in.phase, check_in.roll, check_in.teacher_id, turn, state,
            unlisted, method, grade, recorded_at, received_at, device_at, distance
        FROM attendance.check_in
        WHERE check_in.district_id = scan.district_id AND check_in.meeting_id = scan.meeting_id
            AND check_in.phase = scan.phase AND check_in.roll = scan.roll AND check_in.teacher_id = scan.teacher_id
        ORDER BY check_in.turn DESC LIMIT 1
    ) AS check_in
    """  # noqa: S608 - our own words
)

_CLAIM_EXCHANGED = text(
    """
    INSERT INTO attendance.exchanged_scan (district_id, exchange_id, teacher_id)
    SELECT DISTINCT ON (district_id, exchange_id) district_id, exchange_id, teacher_id
    FROM unnest(cast(:district_ids AS int[]), cast(:exchange_ids AS uuid[]), cast(:teacher_ids AS uuid[]))
        WITH ORDINALITY AS scan (district_id, exchange_id, teacher_id, position)
    ORDER BY district_id, exchange_id, position
    ON CONFLICT DO NOTHING
    """
)

_OWNERS_OF_EXCHANGED = text(
    """
    SELECT scan.district_id, scan.exchange_id, exchanged_scan.teacher_id
    FROM unnest(cast(:district_ids AS int[]), cast(:exchange_ids AS uuid[])) AS scan (district_id, exchange_id)
    CROSS JOIN LATERAL (
        SELECT exchanged_scan.teacher_id FROM attendance.exchanged_scan
        WHERE exchanged_scan.district_id = scan.district_id AND exchanged_scan.exchange_id = scan.exchange_id LIMIT 1
    ) AS exchanged_scan
    """
)

_POSITIONS = text(
    """
    SELECT scan.district_id, scan.meeting_id, place.latitude, place.longitude
    FROM unnest(cast(:district_ids AS int[]), cast(:meeting_ids AS uuid[])) AS scan (district_id, meeting_id)
    CROSS JOIN LATERAL (
        SELECT place_position.latitude, place_position.longitude
        FROM attendance.meeting JOIN attendance.place_position
            ON place_position.district_id = meeting.district_id AND place_position.class_id = meeting.class_id
            AND place_position.place = meeting.place
        WHERE meeting.district_id = scan.district_id AND meeting.meeting_id = scan.meeting_id LIMIT 1
    ) AS place
    """
)


@dataclass(frozen=True, slots=True)
class ScanRecorded:
    """What the statement made of a scan: refused, recorded by it, or recorded before it."""

    refusal: Refusal | None
    opens_at: datetime | None
    closes_at: datetime | None
    check_in: RecordedCheckIn | None


async def claim_exchanged(session: Statements, scans: Sequence[Scan]) -> dict[tuple[int, UUID], UUID]:
    """Take exchanged scans for who presents them first; whose each is, by district and exchange."""
    exchanged = [(one.district_id, one.exchanged.exchange_id, one.teacher_id) for one in scans if one.exchanged]
    district_ids, exchange_ids, teacher_ids = (list(column) for column in zip(*exchanged, strict=True))
    named = {"district_ids": district_ids, "exchange_ids": exchange_ids}
    await session.execute(_CLAIM_EXCHANGED, {**named, "teacher_ids": teacher_ids})
    # A statement of its own sees what another process committed while this one waited for it.
    rows = await session.execute(_OWNERS_OF_EXCHANGED, named)
    return {(row.district_id, row.exchange_id): row.teacher_id for row in rows}


async def map_positions(
    session: Statements, meetings: Collection[tuple[int, UUID]]
) -> dict[tuple[int, UUID], Position]:
    """Where the places of these meetings (district, meeting) are, as far as it was told."""
    rows = await session.execute(
        _POSITIONS,
        {"district_ids": [one[0] for one in meetings], "meeting_ids": [one[1] for one in meetings]},
    )
    return {(row.district_id, row.meeting_id): Position(row.latitude, row.longitude) for row in rows}


async def record_scans(session: Statements, scans: Sequence[JudgedScan]) -> list[ScanRecorded]:
    """Judge and record scans that are sorted by key; one answer each, in their order.

    A key that was there before answers with the record that won, read in a statement of its own: a row that another
    process committed a moment ago is invisible to the statement that met it.
    """
    rows: list[Any] = list(
        await session.execute(
            _RECORD,
            {
                **_keys([one.scan for one in scans]),
                "scan_ids": [one.scan.scan_id for one in scans],
                "scanned_at": [one.at for one in scans],
                "received_at": [one.received_at for one in scans],
                "device_at": [one.scan.device_at for one in scans],
                "methods": [one.scan.method for one in scans],
                "grades": [one.scan.grade for one in scans],
                "distances": [one.distance for one in scans],
                "device_hashes": [one.scan.device_hash for one in scans],
                "code_ages": [one.code_age for one in scans],
                "entry_ids": [one.scan.entry_id for one in scans],
                "ticket_class_ids": [one.scan.ticket_class_id for one in scans],
                "reasons": [one.refusal for one in scans],
            },
        )
    )
    # Told apart by place: a name for each value of each row would cost as much as the answer that is made of them.
    told = [(one, *row) for one, row in zip(scans, rows, strict=True)]
    refused = [replace(one, refusal=refusal) for one, _, refusal, *_ in told if refusal]
    if refused:
        await keep_refused(session, refused)
    repeated = [one.scan for one, _, refusal, *_, is_first in told if refusal is None and not is_first]
    winners = await _map_winners(session, repeated)
    return [
        ScanRecorded(
            refusal=Refusal(refusal) if refusal else None,
            opens_at=opens_at,
            closes_at=closes_at,
            check_in=None
            if refusal
            else _as_recorded(one, state, unlisted=unlisted, turn=turn)
            if is_first or one.scan.key not in winners
            else winners[one.scan.key],
        )
        for one, _, refusal, opens_at, closes_at, state, unlisted, turn, is_first in told
    ]


def _as_recorded(judged: JudgedScan, state: str, *, unlisted: bool, turn: int) -> RecordedCheckIn:
    scan = judged.scan
    return RecordedCheckIn(
        check_in_id=scan.scan_id,
        meeting_id=scan.meeting_id,
        phase=scan.phase,
        roll=scan.roll,
        teacher_id=scan.teacher_id,
        turn=turn,
        state=state,
        unlisted=unlisted,
        method=scan.method,
        grade=scan.grade,
        recorded_at=judged.at,
        received_at=judged.received_at,
        device_at=scan.device_at,
        distance=judged.distance,
    )


async def _map_winners(
    session: Statements, scans: Sequence[Scan]
) -> dict[tuple[int, UUID, Phase, int, UUID], RecordedCheckIn]:
    if not scans:
        return {}
    rows = await session.execute(_WINNERS, _keys(scans))
    return {
        scans[row.position - 1].key: RecordedCheckIn(
            check_in_id=row.check_in_id,
            meeting_id=row.meeting_id,
            phase=Phase(row.phase),
            roll=row.roll,
            teacher_id=row.teacher_id,
            turn=row.turn,
            state=row.state,
            unlisted=row.unlisted,
            method=Method(row.method),
            grade=Grade(row.grade),
            recorded_at=row.recorded_at,
            received_at=row.received_at,
            device_at=row.device_at,
            distance=Distance(row.distance),
        )
        for row in rows
    }


def _keys(scans: Sequence[Scan]) -> dict[str, list[object]]:
    return {
        "district_ids": [one.district_id for one in scans],
        "meeting_ids": [one.meeting_id for one in scans],
        "phases": [one.phase for one in scans],
        "rolls": [one.roll for one in scans],
        "teacher_ids": [one.teacher_id for one in scans],
    }
