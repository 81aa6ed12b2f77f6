"""Invariant 23: whoever takes out what is another's leaves one record of it, in the transaction that gave it to them.

What the house records so far is who asked for a person's whole archive, what for, and each time that it was fetched.
"""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import ArchiveDownload
from tests.invariants.test_14_events import beside, faults
from tests.invariants.twice import Mutated, by_patch, by_sql, invariant
from tests.ledger.saying import a_line, an_outcome, post
from tests.ledger.test_teacher_archives import asked, path_of
from tests.support import World

_insert_download = queries.insert_download


async def _in_a_transaction_of_its_own(session: AsyncSession, taken: ArchiveDownload) -> None:
    async with beside(session, taken.district_id) as another:
        await _insert_download(another, taken)


async def _later_perhaps(_session: AsyncSession, _taken: ArchiveDownload) -> None:
    return None


@invariant(
    by_patch("recorded_beside_the_transaction", (queries, "insert_download", _in_a_transaction_of_its_own)),
    by_patch("left_to_somebody_who_comes_later", (queries, "insert_download", _later_perhaps)),
    by_sql("records_can_be_changed", "grant update, delete on ledger.archive_download to xuefen_ledger"),
)
async def test_23_each_time_somebody_elses_archive_is_fetched_there_is_one_record_that_nobody_changes(
    district: World, mutated: Mutated
) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    officer = district.api("ledger")
    archive = await asked(district, officer, purpose="职称评审材料核验")
    await district.drain()
    path = f"{path_of(district)}/{archive['archive_id']}"
    changes = ("update ledger.archive_download set taken_by = archive_id", "delete from ledger.archive_download")

    async with mutated(district):
        statuses = []
        for number in range(6):
            with faults(before=number % 3 == 1):
                statuses.append((await officer.get(f"{path}/file")).status_code)
        told = (await officer.get(path)).json()["taken"]
        refused = [await _refused(district, change) for change in changes]

    async with district.session("ledger") as session:
        by = (await session.scalars(text("select taken_by from ledger.archive_download"))).all()
    assert statuses == [200, 503, 200, 200, 503, 200]
    assert by == [district.admin_id] * 4
    assert told == 4
    assert refused == [True, True]


async def _refused(world: World, change: str) -> bool:
    try:
        async with world.session("ledger") as session:
            await session.execute(text(change))
    except DBAPIError as error:
        return getattr(error.orig, "sqlstate", None) == "42501"
    return False
