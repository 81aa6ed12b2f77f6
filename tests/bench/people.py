"""A district of the directory with a pack, a school and any number of teachers, and tokens for whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg

from services.directory import operations as directory
from services.platform import clock
from services.platform.access import Principal
from services.platform.database import district_sessions, district_transaction, open_engine
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.tokens import TokenSigner

_HIRED = date(2010, 9, 1)


@dataclass(frozen=True, slots=True)
class People:
    """The teachers of a district, all of one school, in the order of their staff numbers."""

    district_id: int
    school_id: UUID
    teacher_ids: Sequence[UUID]

    @staticmethod
    def staff_number(place: int) -> str:
        return f"T{place:06}"

    @staticmethod
    def name(place: int) -> str:
        return f"教师{place}"

    def token(self, role: str, *, teacher_id: UUID | None = None) -> str:
        """Of an account of its own; of a teacher the one that speaks for them."""
        return _signer().sign(self._principal(role, teacher_id))

    def tokens(self) -> list[str]:
        """One of each teacher."""
        signer = _signer()
        return [signer.sign(self._principal("teacher", teacher_id)) for teacher_id in self.teacher_ids]

    def _principal(self, role: str, teacher_id: UUID | None) -> Principal:
        return Principal(
            account_id=teacher_id or new_id(),
            district_id=self.district_id,
            roles=frozenset({role}),
            unit_id=self.school_id if teacher_id else None,
            person_id=teacher_id,
            logged_in_at=clock.real_now(),
        )


def _signer() -> TokenSigner:
    return TokenSigner(load_settings().secret("token_private_key"))


async def settle(district_id: int, count: int) -> People:
    """Make the district by its own operations, and its teachers by COPY."""
    settings = load_settings()
    engine = open_engine(settings, "directory")
    try:
        async with district_transaction(district_sessions(engine), district_id) as session:
            at = datetime.now(UTC)
            await directory.create_district(
                session, district_id=district_id, name="试验区", level="COUNTY", parent_id=None, at=at
            )
            school = await directory.add_school(
                session, district_id=district_id, code="S1", name="第一小学", kind="SCHOOL", stage="PRIMARY"
            )
            await directory.assign_pack(
                session, district_id=district_id, pack_id="XC", valid_from=date(at.year - 1, 9, 1),
                valid_to=date(at.year + 4, 8, 31), parameters={}, switches={}, at=at,
            )  # fmt: skip
    finally:
        await engine.dispose()
    people = People(district_id, school.school_id, [new_id() for _ in range(count)])
    connection = await asyncpg.connect(settings.database_url.get_secret_value())
    try:
        await connection.copy_records_to_table(
            "teacher",
            schema_name="directory",
            columns=["district_id", "teacher_id", "person_id", "staff_number", "name", "hire_date"],
            records=[
                (district_id, one, one, people.staff_number(place), people.name(place), _HIRED)
                for place, one in enumerate(people.teacher_ids)
            ],
        )
        await connection.copy_records_to_table(
            "appointment",
            schema_name="directory",
            columns=["district_id", "appointment_id", "teacher_id", "school_id", "post", "stage", "valid_from"],
            records=[
                (district_id, new_id(), one, school.school_id, "TEACHER", "PRIMARY", _HIRED)
                for one in people.teacher_ids
            ],
        )
        await connection.execute("ANALYZE directory.teacher, directory.appointment")
    finally:
        await connection.close()
    return people
