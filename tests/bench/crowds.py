"""People at the door: districts, classes and members as attendance keeps them, and a token of their own for each."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from services.platform.access import Principal
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.tokens import TokenSigner

_districts = itertools.count(910_000)


@dataclass(frozen=True, slots=True)
class Expected:
    """One check-in that is going to be asked for."""

    district_id: int
    meeting_id: UUID
    class_id: UUID
    teacher_id: UUID


async def invite(people: int, *, districts: int, class_size: int) -> list[Expected]:
    """Make classes that meet now, in districts never used before; members come round by round over the classes."""
    numbers = [next(_districts) for _ in range(districts)]
    count = -(-people // class_size)
    places = [(numbers[n % districts], new_id(), new_id()) for n in range(count)]
    expected = [
        Expected(district_id, meeting_id, class_id, new_id())
        for n in range(people)
        for district_id, class_id, meeting_id in [places[n % count]]
    ]
    now = datetime.now(UTC)
    begins, ends = now - timedelta(minutes=5), now + timedelta(hours=2)
    connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
    try:
        await connection.executemany(
            "INSERT INTO attendance.training_class (district_id, class_id, revision, title, school_id, leader_ids, "
            "cancelled, program_id, mode) VALUES ($1, $2, 1, '培训班', NULL, '{}', false, $2, 'CENTRALISED')",
            [(district_id, class_id) for district_id, class_id, _ in places],
        )
        await connection.executemany(
            "INSERT INTO attendance.meeting (district_id, meeting_id, class_id, starts_at, ends_at, hours, cancelled, "
            "in_opens_at, in_late_after, in_closes_at, out_opens_at, out_early_before, out_closes_at) "
            "VALUES ($1, $2, $3, $4, $5, 2, false, $4, $5, $5, $4, $5, $5)",
            [(district_id, meeting_id, class_id, begins, ends) for district_id, class_id, meeting_id in places],
        )
        await connection.copy_records_to_table(
            "member",
            schema_name="attendance",
            columns=["district_id", "enrolment_id", "class_id", "teacher_id", "revision", "active", "school_id"],
            records=[
                (one.district_id, new_id(), one.class_id, one.teacher_id, 1, True, one.class_id) for one in expected
            ],
        )
        await connection.execute("ANALYZE attendance.member, attendance.meeting, attendance.training_class")
    finally:
        await connection.close()
    return expected


def lines_of(expected: Sequence[Expected]) -> list[str]:
    """Write down for the generator who asks for what, each with a token that was never used."""
    signer = TokenSigner(load_settings().secret("token_private_key"))
    tokens = (
        signer.sign(
            Principal(
                account_id=new_id(),
                district_id=one.district_id,
                roles=frozenset({"teacher"}),
                person_id=one.teacher_id,
            )
        )
        for one in expected
    )
    return [
        f"{one.district_id} {one.meeting_id} Authorization Bearer {token}"
        for one, token in zip(expected, tokens, strict=True)
    ]


async def count_missing(expected: Sequence[Expected], acknowledged: Sequence[int]) -> tuple[int, int]:
    """Return how many acknowledged check-ins are not in the table, and how many rows there are of these districts."""
    connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
    try:
        rows = await connection.fetch(
            "SELECT district_id, meeting_id, teacher_id FROM attendance.check_in WHERE district_id = any($1::int[])",
            sorted({one.district_id for one in expected}),
        )
    finally:
        await connection.close()
    there = {(row["district_id"], row["meeting_id"], row["teacher_id"]) for row in rows}
    asked = (expected[index] for index in acknowledged)
    return sum((one.district_id, one.meeting_id, one.teacher_id) not in there for one in asked), len(rows)
